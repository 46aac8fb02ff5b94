"""What was asked for, as plain values that another process can be given."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

import cleantext
from cleantext.cli import encodings
from cleantext.cli.config import split
from cleantext.cli.formats import Layout, format_of
from cleantext.cli.known import TEXT
from cleantext.errors import CleantextError


@dataclass(frozen=True)
class Settings:
    """Which filters run, and how files are read."""

    select: tuple[str, ...] = ()  # none: those that run by default
    ignore: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    script: str | None = None
    encoding: str = "utf-8"
    errors: str = encodings.STRICT
    format: str | None = None
    field: str | None = None
    skip_bad: bool = False
    protect: tuple[str, ...] = ()

    @classmethod
    def of(cls, asked: Namespace) -> Settings:
        """The settings the options say."""
        return cls(
            split(asked.select),
            split(asked.ignore),
            split(asked.also),
            asked.script,
            encodings.known(asked.encoding),
            asked.errors,
            asked.format,
            asked.field,
            asked.skip_bad,
            tuple(asked.protect or ()),
        )

    def pipeline(self) -> cleantext.Pipeline:
        """The filters asked for, in the order they run."""
        named = cleantext.Pipeline.named
        chosen = _in(named(*self.select) if self.select else cleantext.Pipeline.default())
        chosen = (chosen | _in(named(*self.also))) - _in(named(*self.ignore))
        if not chosen and not self.script:
            raise CleantextError("no filter is left: --ignore takes away all that --select gives")
        by = named(*_in_order(chosen))
        for pattern in self.protect:
            by = by.protect(pattern)
        return by if self.script is None else by | cleantext.script(self.script)

    def layout(self, path: Path | None) -> Layout:
        """How the documents lie in this file, or in what is piped in."""
        format_ = self.format or (format_of(path.name) if path else None) or TEXT
        return Layout(format_, self.field or "text", self.skip_bad)


def _in(by: cleantext.Pipeline) -> set[str]:
    return {each.name for each in by.filters}


def _in_order(names: set[str]) -> list[str]:
    from cleantext.filters import ORDER

    return [each.name for each in ORDER if each.name in names]
