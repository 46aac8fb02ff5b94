"""Edits: what a filter proposes, as immutable sorted columns.

Edit i replaces `codes[start:stop]` by its `size` code points of `new`. A deletion has no
new, an insertion has `start == stop`. Edits of one group stand or fall together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cleantext.errors import BadEdits
from cleantext.kinds import EDGE_CODE, Looked, look_up
from cleantext.text import Codes, Places, Text

FEW: Final = 400  # places to a stretch, from which on copying it alone is quicker
Column = TypeVar("Column", NDArray[np.uint32], NDArray[np.uint16])


def spans(starts: Places, sizes: Places) -> Places:
    """Every place of many spans, one after another.

    >>> spans(np.array([3, 10]), np.array([2, 3]))
    array([ 3,  4, 10, 11, 12])
    """
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


def _without(column: Column, start: Places, size: Places) -> Column:
    """The column without these stretches."""
    if not len(start):
        return column
    if len(start) * FEW < len(column):  # far apart: copied stretch by stretch
        bounds = zip([0, *(start + size).tolist()], [*start.tolist(), len(column)], strict=True)
        return np.concatenate([column[begin:end] for begin, end in bounds])
    kept = np.ones(len(column), bool)
    kept[spans(start, size)] = False
    return column[kept]


@dataclass(frozen=True, eq=False)
class Edits:
    """Edits over one batch, sorted and disjoint.

    >>> text = Text.of(["全全国国"])
    >>> edits = Edits.deleting([1, 3], [2, 4])
    >>> edits.apply(text).docs()
    ['全国']
    >>> edits.inverse(text).apply(edits.apply(text)).docs()
    ['全全国国']
    """

    start: Places
    stop: Places
    new: Codes
    size: Places
    group: Places

    def __post_init__(self) -> None:
        columns = (self.start, self.stop, self.size, self.group)
        if len({len(column) for column in columns}) != 1:
            raise BadEdits("the columns of edits differ in length")
        if self.size.sum() != len(self.new) or self.size.min(initial=0) < 0:
            raise BadEdits("the sizes of the edits do not add up to their new text")
        if (self.start > self.stop).any() or (self.stop[:-1] > self.start[1:]).any():
            raise BadEdits("edits overlap or are out of order: sort them, and merge what touches")
        if self.new.max(initial=0) >= EDGE_CODE:
            raise BadEdits("the new text of the edits reaches outside Unicode")
        for column in (*columns, self.new):
            column.flags.writeable = False

    @classmethod
    def of(
        cls,
        start: ArrayLike,
        stop: ArrayLike,
        new: ArrayLike = (),
        size: ArrayLike | None = None,
        group: ArrayLike | None = None,
    ) -> Edits:
        """Edits from columns; without sizes all are deletions, without groups each stands alone."""
        start_ = np.array(start, np.int64)
        size_ = np.zeros_like(start_) if size is None else np.array(size, np.int64)
        group_ = np.arange(len(start_)) if group is None else np.array(group, np.int64)
        return cls(start_, np.array(stop, np.int64), np.array(new, np.uint32), size_, group_)

    @classmethod
    def deleting(cls, start: ArrayLike, stop: ArrayLike, group: ArrayLike | None = None) -> Edits:
        """Edits that delete."""
        return cls.of(start, stop, group=group)

    @classmethod
    @cache
    def none(cls) -> Edits:
        """No edits."""
        return cls.of([], [])

    @classmethod
    def together(cls, found: Iterable[Edits]) -> Edits:
        """Edits from several looks, no two of which want the same place, as one."""
        some = [each for each in found if len(each)]
        if not some:
            return cls.none()
        rows = ((each.start, each.stop, each.size, each.new, each.group) for each in some)
        start, stop, size, new, group = map(np.concatenate, zip(*rows, strict=True))
        order = np.argsort(start, kind="stable")
        at = spans((np.cumsum(size) - size)[order], size[order])
        return cls.of(start[order], stop[order], new[at], size[order], group[order])

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def _after(self) -> Places:
        """Where each edit's new text starts once all edits are made."""
        return self.start + self._growth[:-1]

    @cached_property
    def _growth(self) -> Places:
        """By how much the text has grown before each edit, and behind the last."""
        return np.concatenate(([0], np.cumsum(self.size - (self.stop - self.start))))

    @cached_property
    def _offset(self) -> Places:
        """Where in `new` each edit's text starts, and where the last one's ends."""
        return np.concatenate(([0], np.cumsum(self.size)))

    def docs(self, text: Text) -> Places:
        """Which document each edit lies in; an error if one reaches over an edge.

        >>> Edits.deleting([2], [4]).docs(Text.of(["全国", "人"]))
        Traceback (most recent call last):
            ...
        cleantext.errors.BadEdits: the edit at 2:4 does not lie inside one document
        """
        first, last = text.doc_of(self.start), text.doc_of(self.stop)
        outside = np.flatnonzero((first != last) | (first < 0) | (first >= len(text)))
        if len(outside):
            start, stop = self.start[outside[0]], self.stop[outside[0]]
            raise BadEdits(f"the edit at {start}:{stop} does not lie inside one document")
        return first

    def apply(self, text: Text) -> Text:
        """The text with these edits made."""
        if not len(self):
            return text
        touched = np.zeros(len(text), bool) if text.touched is None else text.touched.copy()
        touched[self.docs(text)] = True
        edges = text.edges + self._growth[np.searchsorted(self.start, text.edges, "right")]
        after = Text(self._made_in(text.codes, self.new), edges, text.sources, touched)
        if "looked_up" in vars(text):  # only what is new need be looked up
            vars(after)["looked_up"] = self._looked_up(text.looked_up)
        return after

    def _made_in(self, column: Column, new: Column) -> Column:
        """A column of the text with these edits made, `new` being what they bring to it."""
        room, written, gone, count = self._places
        if len(room):  # make room, write, delete
            column = np.insert(column, room, 0)
        if len(new):
            column = column.copy()
            column[written] = new
        return _without(column, gone, count)

    @cached_property
    def _places(self) -> tuple[Places, Places, Places, Places]:
        """Where room is made, where new text is written then, from where how much is deleted."""
        gone = self.stop - self.start
        more = np.maximum(self.size - gone, 0)
        start = self.start + np.cumsum(more) - more
        room, count = np.repeat(self.stop, more), gone - self.size + more
        some = np.flatnonzero(count)
        return room, spans(start, self.size), (start + self.size)[some], count[some]

    def _looked_up(self, before: Looked) -> Looked:
        """What a look-up would find after these edits."""
        new = look_up(self.new)
        kinds = self._made_in(before.kinds, new.kinds)
        edit = np.searchsorted(self.start, before.at, "right")
        stays = before.at >= np.append(0, self.stop)[edit]
        old = (before.at + self._growth[edit])[stays]
        at = np.concatenate((old, spans(self._after, self.size)[new.at]))
        traits = np.concatenate((before.traits[stays], new.traits))
        order = np.argsort(at)
        return Looked(kinds, before.found | new.found, at[order], traits[order])

    def inverse(self, text: Text) -> Edits:
        """The edits that undo these: `e.inverse(t).apply(e.apply(t))` equals `t`."""
        gone = self.stop - self.start
        old = text.codes[spans(self.start, gone)]
        return Edits(self._after, self._after + self.size, old, gone, self.group)

    def origin(self, at: Places) -> Places:
        """For places after these edits, where they were before.

        >>> Edits.deleting([1, 3], [2, 4]).origin(np.array([0, 1, 2]))
        array([0, 2, 4])
        """
        if not len(self):
            return at
        edit = np.searchsorted(self._after, at, "right") - 1
        past = self._after[edit] + self.size[edit]
        inside = np.where(at < past, self.start[edit], at - past + self.stop[edit])
        return np.where(edit < 0, at, inside)

    def pick(self, groups: ArrayLike) -> Edits:
        """Only the edits of these groups."""
        return self.where(np.isin(self.group, np.asarray(groups)))

    def within(self, start: int, stop: int) -> Edits:
        """The edits of one stretch of text, with places counted from its start."""
        part = slice(np.searchsorted(self.start, start), np.searchsorted(self.start, stop, "right"))
        new = self.new[self._offset[part.start] : self._offset[part.stop]]
        columns = (self.start[part] - start, self.stop[part] - start)
        return Edits(*columns, new, self.size[part], self.group[part])

    def where(self, chosen: NDArray[np.bool_]) -> Edits:
        """Only the edits chosen."""
        new = self.new[np.repeat(chosen, self.size)]
        columns = (self.start, self.stop, self.size, self.group)
        start, stop, size, group = (column[chosen] for column in columns)
        return Edits(start, stop, new, size, group)

    def __iter__(self) -> Iterator[tuple[int, int, Codes]]:
        news = np.split(self.new, np.cumsum(self.size)[:-1]) if len(self) else []
        yield from zip(self.start.tolist(), self.stop.tolist(), news, strict=True)
