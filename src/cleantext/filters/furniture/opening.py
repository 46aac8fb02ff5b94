"""The head over the title, on the first line of all.

A line there that returns at the heads of other pages may be either: the head, or the title that
gave it. Words tell: those of a title stand in the text as well, those of a magazine do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from cleantext.filters.furniture.ground import AROUND, BRIEF, Ground
from cleantext.filters.furniture.series import Series

ENOUGH: Final = 300  # characters of a text in which words may be missed
TITLE: Final = 4  # characters of a title at least; of a name there are fewer
SHARE: Final = 3  # of so many words of a title, one stands in the text
_HAN: Final = re.compile(r"(?=([\u3400-\u9fff]{2}))")  # as good as a word
_LATIN: Final = re.compile(r"[^\W\d_\u2e80-\uffff]{4,}")
_NO_TITLE: Final = re.compile(
    r"\W|[0-9]+\W|[一二三四五六七八九十]+[、.．]|第.{1,3}[章节節回]|.*记者"
)


def opening(ground: Ground, series: Sequence[Series], tops: AbstractSet[int]) -> set[int]:
    """The first line, if it is a head; `tops` are the heads at the tops of other pages."""
    line = ground.first
    if not _at_top_again(ground, series, tops) or not _like_a_title(ground, line + 1):
        return set()
    title = ground.key(line + 1)
    below = list(map(ground.key, range(line + 2, ground.stop)))
    if title in below:  # both return: a heading of all pages
        return set()
    rest = "".join(below).replace(ground.key(line), "").lower()
    head = _words(ground.shown(line))
    if not head or len(rest) < ENOUGH or any(word in rest for word in head):
        return set()
    words = _words(ground.shown(line + 1)) | _words(title)
    known = sum(word in rest for word in words)
    return {line} if known > 1 and known * SHARE >= len(words) else set()


def _like_a_title(ground: Ground, line: int) -> bool:
    """Whether this is shorter than the prose below, or stands over the name of an author."""
    key = ground.key(line)
    below = range(line + 1, min(line + 1 + AROUND, ground.stop))
    if not below or not ground.headlike(line) or len(key) < TITLE or _NO_TITLE.match(key):
        return False
    brief = ground.prose and ground.wide(line) <= BRIEF * max(map(ground.wide, below))
    return brief or (ground.headlike(line + 1) and len(ground.key(line + 1)) < TITLE)


def _at_top_again(ground: Ground, series: Sequence[Series], tops: AbstractSet[int]) -> bool:
    """Whether the first page ends with its number, and the first line returns behind one."""
    feet = [each.numbers for each in series if not each.lead]
    first = min((numbers[0].first for numbers in feet), default=ground.first)
    if first == ground.first or ground.lines.page[ground.first : first + 1].any():
        return False
    key = ground.key(ground.first)
    if any(line > first and ground.key(line) == key for line in tops):
        return True
    return any(
        number.head
        and "".join(number.head.split()) == key
        and ground.key(number.first).endswith(key)
        for numbers in feet
        if numbers[-1].last == ground.stop - 1 and not numbers[-1].head
        for number in numbers
    )


def _words(shown: str) -> set[str]:
    """Every two Han signs side by side, and every word in other letters that is not short."""
    return {*_HAN.findall(shown), *_LATIN.findall(shown.lower())}
