r"""Page numbers and running heads between the lines.

What it is
----------
Lines that belong to the page and not to the text: 12, - 12 -, 第 12 页 共 30 页, Page 12 of 30,
xii; the name of the book or of the chapter over every page, or over every other one.

How it arises
-------------
An extractor takes everything a page shows, in the order it was drawn or in which it stands. What
stood at the edge of a page then stands between two lines, often in mid-sentence. Form feeds may
mark the place or may be lost; heads may be split over lines, or stand beside the number.

>>> from cleantext import Pipeline
>>> clean = Pipeline.named("furniture").clean
>>> one = "凌晨四点，潮水刚刚退去，海堤上亮起了一串手电筒的光。他走在最前面，\n" * 5
>>> other = "一步一步地量，一块石头一块石头地看，走了整整三十四年，鞋子穿坏了一百\n" * 5
>>> def without(text):
...     return [line for line in clean(text).split("\n") if line not in f"{one}{other}"]
>>> without(f"{one}第 3 页 共 64 页\n{other}第 4 页 共 64 页\n{one}")
[]
>>> without(f"{one}12\n海岸线月刊\n{other}13\n海岸线月刊\n{one}14")
[]
>>> without(f"海岸线月刊\n- 1 -\n{one}海岸线月刊\n- 2 -\n{other}")
[]
>>> without(f"{one}—\n3\n—\n{other}—\n4\n—\n{one}—\n5\n—")
[]

What is repaired
----------------
Such lines are deleted, with a break each. Form feeds stay, and of the gaps around a line the
smallest, so that the text reads on. All numbers of a series are one group, and so are all copies of
a head: what was removed can be listed and counted.

>>> from cleantext import explain
>>> [step] = Pipeline.named("furniture").explain(f"{one}12\n{other}13\n{one}14").trail()
>>> [change.before.strip() for change in step], len({change.group for change in step})
(['12', '13', '14'], 1)

What is spared
--------------
Years, dates and scores, numbers of sections, stanzas, lists and verses, cells of tables, tables of
contents, refrains, and whatever stands on a line without evidence that a page ends there.

>>> text = f"1950—2020\n1\n{one}。\n2\n{other}。\n3\n{one}。\n2020"
>>> clean(text) == text
True

How it is decided
-----------------
A number on its line, alone or beside a head, may follow another if it is one more and a page
away, or as many more as there are form feeds between. Such a series is weighed in bits: how the
number is written (第 3 页 says what it is, 3 does not); whether it stands at form feeds, at the end
of the document or at its start; whether it cuts sentences in two, as sections never do; whether the
same line stands beside several; whether the pages are of one size and there are no other such
numbers. In verse a page is known by how many its lines are, but there a number among cells is one.

A line beside such a number is a head if it returns beside others, parts a sentence that goes on
behind it, names an issue, or repeats a title that stands elsewhere. On the first line of all it may
be the title itself, and goes only if none of its words stand in the text, and those of the next
line do.

What stays
----------
- Two bare numbers, if both pages begin and end with a paragraph and nothing else speaks for them.
- A head on the first line of all, unless it returns and the next line is surely the title.
- A head that stands once, on a page that begins with a paragraph.
- The second line of a head over pages of verse or lists.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from cleantext.edits import Edits
from cleantext.filter import Filter
from cleantext.filters.furniture.cuts import Cut, cuts
from cleantext.filters.furniture.damage import DAMAGES
from cleantext.filters.furniture.evidence import in_step
from cleantext.filters.furniture.ground import Ground
from cleantext.filters.furniture.heads import heads
from cleantext.filters.furniture.numbers import Number, page_numbers
from cleantext.filters.furniture.spared import SPARES
from cleantext.kinds import BREAK
from cleantext.lines import Lines
from cleantext.text import Text


def repair(text: Text) -> Edits:
    """The furniture deleted, document by document, where there are numbers or form feeds."""
    lines = Lines.of(text)
    numbers: dict[int, list[Number]] = defaultdict(list)
    for number in page_numbers(lines):
        numbers[int(lines.doc[number.first])].append(number)
    docs = sorted({*numbers, *lines.doc[lines.page].tolist()})
    found: list[Cut] = []
    for doc in docs:
        first, stop = np.searchsorted(lines.doc, (doc, doc + 1)).tolist()
        ground = Ground(lines, first, stop)
        found += cuts(ground, _furniture(ground, numbers[doc]))
    if not found:
        return Edits.none()
    return Edits.deleting(*zip(*found, strict=True))


def _furniture(ground: Ground, numbers: list[Number]) -> dict[int, int]:
    """Each line of furniture, and the line its series begins with."""
    found = in_step(ground, numbers)
    taken = {
        line: series.numbers[0].first
        for series in found
        for number in series.numbers
        for line in range(number.first, number.last + 1)
    }
    for lines in heads(ground, found):
        for line in lines:
            taken.setdefault(line, lines[0])
    return taken


furniture = Filter("furniture", repair, DAMAGES, SPARES, BREAK)
