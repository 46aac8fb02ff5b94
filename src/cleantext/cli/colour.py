"""Colours on a terminal, marks elsewhere."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cleantext.cli import streams


@dataclass(frozen=True)
class Colours:
    """How what was removed and what was added is told apart.

    >>> plain = Colours(on=False)
    >>> plain.removed("ab") + plain.added("c")
    '[-ab-]{+c+}'
    """

    on: bool

    @classmethod
    def of(cls, when: str) -> Colours:
        """Colours always, never, or where a person looks who did not refuse them."""
        seen = streams.seen() and "NO_COLOR" not in os.environ
        return cls(when == "always" or (when == "auto" and seen))

    def removed(self, text: str) -> str:
        """What is taken away: red and struck through."""
        return f"\x1b[31;9m{text}\x1b[0m" if self.on else f"[-{text}-]"

    def added(self, text: str) -> str:
        """What is put in: green."""
        return f"\x1b[32m{text}\x1b[0m" if self.on else f"{{+{text}+}}"

    def bold(self, text: str) -> str:
        """A head."""
        return f"\x1b[1m{text}\x1b[0m" if self.on else text

    def faint(self, text: str) -> str:
        """What only says where."""
        return f"\x1b[36m{text}\x1b[0m" if self.on else text
