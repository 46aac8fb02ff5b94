"""Ratios of the last run: they survive a change of machine, times do not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

from common import read


class Spread(NamedTuple):
    """The least, the median and the greatest of some figures."""

    least: float
    median: float
    most: float

    @classmethod
    def of(cls, figures: Iterable[float]) -> Spread:
        ordered = sorted(figures)
        return cls(ordered[0], median(ordered), ordered[-1])

    def cells(self, form: str) -> tuple[str, str]:
        """The median, and from where to where the figures reach."""
        return format(self.median, form), f"{self.least:{form}} to {self.most:{form}}"


def moved(ratios: Mapping[str, Spread], path: Path) -> Iterator[str]:
    """What lies outside the spread of the last run, and whose own spread leaves it out too."""
    last = json.loads(read(path)) if path.exists() else {}
    for name, now in ratios.items():
        before = last.get(name)
        if before and (now.least > before["most"] or now.most < before["least"]):
            yield f"MOVED {name}: {before['median']:.2f} -> {now.median:.2f}"


def keep(ratios: Mapping[str, Spread], path: Path) -> None:
    """Write the ratios of this run."""
    rounded = {
        name: {which: round(figure, 4) for which, figure in spread._asdict().items()}
        for name, spread in ratios.items()
    }
    path.write_text(json.dumps(rounded, ensure_ascii=False, indent=1) + "\n", "utf-8")
