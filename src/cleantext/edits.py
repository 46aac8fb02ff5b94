"""Edits: what a filter proposes, as immutable sorted columns.

Edit i replaces `codes[start:stop]` by its `size` code points of `new`. A deletion has no
new, an insertion has `start == stop`. Edits of one group stand or fall together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cleantext.errors import BadEdits
from cleantext.kinds import EDGE_CODE
from cleantext.text import Codes, Places, Text


def spans(starts: Places, sizes: Places) -> Places:
    """Every place of many spans, one after another.

    >>> spans(np.array([3, 10]), np.array([2, 3]))
    array([ 3,  4, 10, 11, 12])
    """
    ends = np.cumsum(sizes)
    return np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


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
    def none(cls) -> Edits:
        """No edits."""
        return cls.of([], [])

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def _after(self) -> Places:
        """Where each edit's new text starts once all edits are made."""
        growth = self.size - (self.stop - self.start)
        after: Places = self.start + np.cumsum(growth) - growth
        return after

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
        docs = self.docs(text)
        gone = self.stop - self.start
        kept = np.ones(len(text.codes), bool)
        kept[spans(self.start, gone)] = False
        codes = text.codes[kept]
        if len(self.new):
            old = codes
            codes = np.empty(len(old) + len(self.new), np.uint32)
            new = np.zeros(len(codes), bool)
            new[spans(self._after, self.size)] = True
            codes[new], codes[~new] = self.new, old
        growth = np.concatenate(([0], np.cumsum(self.size - gone)))
        edges = text.edges + growth[np.searchsorted(self.start, text.edges, "right")]
        touched = np.zeros(len(text), bool) if text.touched is None else text.touched.copy()
        touched[docs] = True
        after = Text(codes, edges, text.sources, touched)
        if "looked_up" in vars(text) and not len(self.new):  # cheaper than to look them up again
            kinds = text.kinds[kept]
            kinds.flags.writeable = False
            vars(after)["looked_up"] = kinds, text.found
        return after

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
