"""Filter: one artefact and its cure."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleantext.edits import Edits
from cleantext.text import Text

if TYPE_CHECKING:
    from cleantext.pipeline import Pipeline

Repair = Callable[[Text], Edits]
Damage = Callable[[Text], Edits]

ANY = 0xFFFF  # every kind: a filter that must look at whatever text there is


@dataclass(frozen=True)
class Filter:
    """A pair of functions from text to edits: `damage` wounds, `repair` heals.

    Each damage lists every wound of one shape that the artefact could inflict on clean text, a
    group a wound; it holds no chance. Whoever tests picks the groups, so the truth is known and a
    failure shrinks.
    """

    name: str
    repair: Repair
    damages: Mapping[str, Damage]  # by the name of the shape
    spares: tuple[str, ...]  # looks damaged, is not
    kinds: int = ANY  # without one of these kinds in the batch there is nothing to do
    default: bool = True  # False: runs only when asked for by name
    settles: bool = True  # False: runs once, last, for it might change again what it made

    @property
    def doc(self) -> str:
        """What the artefact is, what is repaired and what is spared: the module's docstring."""
        return inspect.cleandoc(sys.modules[self.repair.__module__].__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of the docstring."""
        return self.doc.partition("\n")[0]

    def __call__(self, text: Text) -> Edits:
        """The repairs this batch needs; none at no cost if nothing here could need one."""
        if self.kinds != ANY and not text.found & self.kinds:
            return Edits.none()
        return self.repair(text)

    def __or__(self, other: Filter | Pipeline) -> Pipeline:
        from cleantext.pipeline import Pipeline

        return Pipeline((self,)) | other
