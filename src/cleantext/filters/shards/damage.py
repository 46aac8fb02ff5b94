"""Damage: every paragraph that could have come out in shards; and what looks so and is not.

Listed are paragraphs of one sentence with several marks, behind another sentence: where one of
several sentences ends, a paragraph may end as well, and a heading before it could be a part of it.
In a document that numbers its paragraphs, or has marks alone on a line, none is listed.

Words come one by one in all of a document, or in none of it; listed is one that is wrapped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from cleantext.edits import Edits
from cleantext.filter import Damage
from cleantext.text import Text, codes_of

WITNESSES: Final = 3
ROWS: Final = 6

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_SENTENCE: Final = re.compile(r"[\u4e00-\u9fff0-9，、；]{12,}[。！？]")
_SPACED: Final = re.compile(r"[A-Za-z가-힣,.]+(?: [A-Za-z가-힣,.]+){2,}")  # three words or more
_RUN: Final = re.compile(r"[，、；。！？]|[0-9]+|[\u4e00-\u9fff]+")
_GLYPH: Final = re.compile(r".")
_GOES_ON: Final = re.compile(r"\s*[，、；：。！？）》〉”’」』】〕]")
_NUMBERED: Final = re.compile(
    r"^\s*(?:第?[〇零一二三四五六七八九十百千0-9]+|[（(①-⓿●•■►])", re.MULTILINE
)
_SHORT: Final = re.compile(r"^\s*\S{1,4}[^\S\n]*(?:[：\n]|$)", re.MULTILINE)


def _paragraphs(doc: str) -> Iterator[re.Match[str]]:
    """The paragraphs that could be in shards."""
    if _NUMBERED.search(doc) or _SHORT.search(doc):
        return
    ended = True
    for line in _LINE.finditer(doc):
        goes_on = _GOES_ON.match(doc, line.end())
        if _SENTENCE.fullmatch(line[0]) and ended and not goes_on and _told(line[0]):
            yield line
        shown = line[0].strip()
        ended = shown.endswith(("。", "！", "？")) if shown else ended


def _told(sentence: str) -> bool:
    """Whether its marks are evidence enough, from its first run on."""
    marks = Counter(sign for sign in sentence if sign in "，、；")
    parted = not re.search(r"[，、；]{2}|[，、；][。！？]|^[，、；]|[0-9]、", sentence)
    parted &= re.match(r"[^0-9，、；]+[，、；]", sentence) is not None
    return parted and marks.total() >= WITNESSES and max(marks.values()) > 1


def _damage(text: Text, piece: re.Pattern[str]) -> Edits:
    at, group = [], []
    for edge, doc in zip(text.edges.tolist(), text.docs(), strict=False):
        for line in _paragraphs(doc):
            ends = [edge + 1 + each.end() for each in piece.finditer(doc, *line.span())][:-1]
            at += ends
            group += [edge + 1 + line.start()] * len(ends)
    return Edits.of(at, at, codes_of("\n" * len(at)), [1] * len(at), group)


def _words(text: Text) -> Edits:
    """A break behind every blank of documents whose lines are those of a page."""
    at, group = [], []
    for edge, doc in zip(text.edges.tolist(), text.docs(), strict=False):
        if _wrapped(doc.split("\n")):
            ends = [edge + 1 + each.end() for each in re.finditer(" ", doc)]
            at += ends
            group += [edge] * len(ends)
    return Edits.of(at, at, codes_of("\n" * len(at)), [1] * len(at), group)


def _wrapped(lines: list[str]) -> bool:
    """Whether all lines are about as wide, with more words or fewer, and some have stops."""
    if len(lines) < ROWS or not all(map(_SPACED.fullmatch, lines)):
        return False
    number = Counter(line.count(" ") for line in lines)
    even = max(map(len, lines)) <= 1.3 * min(map(len, lines))
    stopped = sum(len(re.findall(r"[.,] ", line)) for line in lines)
    return even and stopped >= WITNESSES and max(number.values()) <= len(lines) / 2


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {
        "runs": partial(_damage, piece=_RUN),
        "glyphs": partial(_damage, piece=_GLYPH),
        "words": _words,
    }
)

SPARES: Final = (
    "，\n逗号\n。\n句号\n、\n顿号\n；\n分号\n：\n冒号",
    "的\n℃ \n——\n?\n、\n。\n“\n”\n《\n》\n！\n，\n：\n；\n）、\n”，\n，\n、\n了\n、\n。\n和",
    "苹果\n香蕉\n梨\n桃\n杏\n李子",
    "的\n一\n是\n在\n不\n了\n有\n和\n人\n这",
    "姓名\n年龄\n张三\n20\n李四\n21\n王五\n22",
    "2020\n年度\n2021\n2022\n合计",
    "春眠不觉晓，\n处处闻啼鸟。\n夜来风雨声，\n花落知多少。",
    "走吧，\n走吧，\n山高水长，\n水长山高。",
    "在吗\n？\n在\n。\n。\n。\n好",
    "function f() {\n  g(\n    a\n  ,\n    b\n  )\n}\n;\n,\n,",
    "……\n——\n！\n？\n！\n？",
    "你好\n，\n再见",
    "问：好吗？\n答：好，\n很好，\n非常好。\n问：真的？\n答：真的。",
    "（一）\n（二）\n（三）\n“\n”\n《\n》",
    # blanks behind words that are a list, the cells of a table, verse
    "apple \npear, \nplum. \nfig, \ndate \nquince, \nlime \nlemon \nmelon \nmango \nnut \nkiwi",
    "\n".join("Name, \nplace, \nstreet \ntown" for _ in range(8)),
    "\n".join("Roses are red, \nviolets blue, \nsugar is sweet, \nand you too." for _ in range(6)),
    "\n".join("사과 \n배, \n감 \n귤" for _ in range(8)),
)
