"""Ratios of the last run: they survive a change of machine, times do not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
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


def moved(
    ratios: Mapping[str, Spread], path: Path, steady: Callable[[str], bool] = lambda _: False
) -> Iterator[str]:
    """What lies outside the spread of the last run, and whose own spread leaves it out too.

    What is steady, such as the code of others, tells how far the two runs drifted apart by chance:
    nothing that changed less than nine in ten of these has moved.
    """
    last = json.loads(read(path)) if path.exists() else {}
    factors = {name: _factor(now.median, last[name]["median"]) for name, now in _both(ratios, last)}
    drift = sorted(factor for name, factor in factors.items() if steady(name))
    noise = drift[9 * len(drift) // 10] if drift else 1.0
    for name, now in _both(ratios, last):
        before = last[name]
        apart = now.least > before["most"] or now.most < before["least"]
        if apart and factors[name] > noise and not steady(name):
            yield f"MOVED {name}: {before['median']:.2f} -> {now.median:.2f}"


def _both(ratios: Mapping[str, Spread], last: Mapping[str, object]) -> list[tuple[str, Spread]]:
    return [(name, now) for name, now in ratios.items() if name in last]


def _factor(now: float, before: float) -> float:
    """How far two figures are apart, as a factor of at least 1."""
    low, high = sorted((max(now, 1e-9), max(before, 1e-9)))
    return high / low


def keep(ratios: Mapping[str, Spread], path: Path) -> None:
    """Write the ratios of this run."""
    rounded = {
        name: {which: float(f"{figure:.4g}") for which, figure in spread._asdict().items()}
        for name, spread in ratios.items()
    }
    path.write_text(json.dumps(rounded, ensure_ascii=False, indent=1) + "\n", "utf-8")
