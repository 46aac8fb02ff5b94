"""What two texts share and where they differ: the runs, the gaps between them, and all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from cleantext.text import Places


class Run(NamedTuple):
    """A stretch that is the same in both texts."""

    gold: int
    text: int
    size: int


class Gap(NamedTuple):
    """A stretch where they differ: `gold[gold_start:gold_stop]`, `text[text_start:text_stop]`."""

    gold_start: int
    gold_stop: int
    text_start: int
    text_stop: int

    def joined(self, other: Gap) -> Gap:
        """The stretch from the first beginning of two to the last end."""
        starts = min(self[0], other[0]), min(self[2], other[2])
        return Gap(starts[0], max(self[1], other[1]), starts[1], max(self[3], other[3]))

    @property
    def one_sided(self) -> bool:
        """Whether one of the two has nothing here."""
        return (self.gold_start == self.gold_stop) != (self.text_start == self.text_stop)


@dataclass(frozen=True, eq=False)
class Alignment:
    """The stretches two texts share, in order, as columns.

    >>> from cleantext.alignment import align
    >>> from cleantext.alignment.signs import Signs
    >>> found = align(Signs.of("全国人民"), Signs.of("全国，人人民"))
    >>> list(found.gaps())
    [Gap(gold_start=2, gold_stop=2, text_start=2, text_stop=4)]
    >>> found.matched, found.lost, found.stray, found.errors
    (4, 0, 2, 2)
    """

    gold: Places  # where each run starts
    text: Places
    size: Places
    gold_size: int
    text_size: int

    @property
    def matched(self) -> int:
        """How many signs are in both."""
        return int(self.size.sum())

    @property
    def lost(self) -> int:
        """How many signs of the gold text are not in the other."""
        return self.gold_size - self.matched

    @property
    def stray(self) -> int:
        """How many signs of the text are not in the gold text."""
        return self.text_size - self.matched

    @property
    def errors(self) -> int:
        """How many signs must be replaced, put in or taken out to get the gold text."""
        sizes = np.diff(self.bounds)[:, :, 0]
        return int(sizes.max(axis=1, initial=0).sum())

    @cached_property
    def bounds(self) -> Places:
        """Where each gap before, between and behind the runs starts and stops, in gold and text."""
        starts = np.stack((self.gold, self.text))
        ends = (self.gold_size, self.text_size)
        start = np.concatenate((np.zeros((2, 1), np.int64), starts + self.size), axis=1)
        stop = np.concatenate((starts, np.array(ends, np.int64)[:, None]), axis=1)
        return np.stack((start, stop), axis=2).transpose(1, 0, 2)

    def gaps(self) -> Iterator[Gap]:
        """Every stretch where the texts differ."""
        gaps = self.bounds.reshape(-1, 4)
        differing = (gaps[:, 0] < gaps[:, 1]) | (gaps[:, 2] < gaps[:, 3])
        yield from (Gap(*each) for each in gaps[differing].tolist())

    def image(self, at: Places) -> Places:
        """Where in the text these places of the gold text are, or the nearest before them."""
        return _image(at, self.gold, self.text, self.size)

    def origin(self, at: Places) -> Places:
        """Where in the gold text these places of the text are, or the nearest before them."""
        return _image(at, self.text, self.gold, self.size)


def _image(at: Places, starts: Places, others: Places, sizes: Places) -> Places:
    starts, others, sizes = (np.append(0, column) for column in (starts, others, sizes))
    run = np.searchsorted(starts, at, "right") - 1
    found: Places = others[run] + np.minimum(at - starts[run], sizes[run])
    return found
