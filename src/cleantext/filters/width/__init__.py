r"""Half-width marks among Han, full-width letters, half-width kana, wrong dots.

What it is
----------
脑入心的要求,建立制度，推动: one comma is that of another keyboard. ２０２０年 for 2020年, ｶﾀｶﾅ for
カタカナ, 中国梦・劳动美 or 中国梦•劳动美 for 中国梦·劳动美.

How it arises
-------------
OCR reads a full-width mark as its narrow twin, often with a blank behind it; fonts without the one
have the other; old encodings knew letters and digits of the width of a square only, and kana of
half that width.

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("width").clean
>>> clean("脑入心的要求,建立制度，推动重要工作。")
'脑入心的要求，建立制度，推动重要工作。'
>>> clean("问: 孩子看黑板总眯着眼睛，是不是近视了?\n答: 不一定，要尽快检查。")
'问：孩子看黑板总眯着眼睛，是不是近视了？\n答：不一定，要尽快检查。'
>>> clean("２０２０年，Ａ股上涨；中国梦・劳动美")
'2020年，A股上涨；中国梦·劳动美'
>>> clean("ﾌﾟﾛｸﾞﾗﾑのﾃﾞｰﾀ")
'プログラムのデータ'

What is repaired
----------------
- , . : ; ? ! ( ) between Han, full-width marks and line ends, in a document that itself writes
  full-width marks, and at least one for every two that are half-width; with one blank beside it.
  Brackets by the pair, unless many are half-width: law texts write (一), (二), (三) on purpose.
- Full-width letters and digits become ASCII.
- ・ ･ • ∙ between Han become ·, the Chinese separating dot.
- Half-width kana become full-width in words of them, or beside other kana or Han; their marks are
  put together with them.

What is spared
--------------
Full-width marks, always. Half-width marks beside a letter, a digit or a sign: decimals, times,
ratios, addresses, file names, formulas, citations, quotations, emoticons; and on a line that holds
more Latin letters than Han, or signs of markup and code. A full stop behind a numeral (一.总则)
and in a foreign name (约翰.史密斯). In Japanese text, half-width marks, full-width letters and
digits, and the dot. A lone letter of half-width kana is part of a face, and a lone full-width
letter in straight quotes or brackets is talked about.

>>> clean("现在是10:30，比分3:2，见a.b.com,写(WHO)和3.5。")
'现在是10:30，比分3:2，见a.b.com,写(WHO)和3.5。'
>>> clean("你好,世界!")  # nothing here says that full-width marks are meant
'你好,世界!'
>>> clean("ＮＨＫは２０２０年に国・地方を調べた。(ﾟ∀ﾟ)")
'ＮＨＫは２０２０年に国・地方を調べた。(ﾟ∀ﾟ)'

What stays
----------
A half-width mark between Han and a digit or a letter: 电话:010, 增长3%,达到.
"""

from __future__ import annotations

from cleantext import kinds
from cleantext.edits import Edits
from cleantext.filter import Filter
from cleantext.filters.width import kana, marks, wide
from cleantext.filters.width.damage import DAMAGES
from cleantext.filters.width.spared import SPARES
from cleantext.text import Text


def repair(text: Text) -> Edits:
    """What each look finds, as one set of edits: no two want the same place."""
    found = [marks.repair(text)]
    if text.found & kinds.WIDE:
        at = text.places(kinds.WIDE)
        found += [look(text, at) for look in (wide.letters, wide.dots, kana.full)]
    return Edits.together(found)


width = Filter("width", repair, DAMAGES, SPARES, kinds.MARK | kinds.WIDE)
