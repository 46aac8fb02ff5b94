"""What is said about the files, on standard error."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter
from dataclasses import dataclass, field

from cleantext.pipeline import Cleaned


@dataclass
class Report:
    """What became of one file."""

    name: str
    repairs: Counter[str] = field(default_factory=Counter)  # by the filter that made them
    size: int = 0  # bytes read
    warnings: list[str] = field(default_factory=list)
    error: str = ""


def counted(doc: str, cleaned: Cleaned) -> Counter[str]:
    """The repairs of one document, by filter."""
    return Counter() if cleaned.text is doc else Counter(cleaned.counts())


@dataclass
class Talk:
    """What is told as the files are done, and at the end."""

    quiet: bool
    verbose: bool
    files: int = 0
    changed: int = 0
    failed: int = 0
    repairs: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, asked: Namespace) -> Talk:
        """As much talk as was asked for."""
        return cls(asked.quiet, asked.verbose)

    def hear(self, report: Report) -> None:
        """Take in what became of a file, and tell what cannot wait."""
        self.files += 1
        self.changed += bool(report.repairs)
        self.failed += bool(report.error)
        self.repairs += report.repairs
        if not self.quiet:
            for warning in report.warnings:
                say(f"{report.name}: {warning}")
        if report.error:
            say(report.error)
        elif self.verbose:
            say(f"{report.name}: {told(report.repairs) or 'nothing to repair'}", bare=True)

    def sum_up(self, done: str) -> None:
        """Tell how many files there were and what was repaired, by filter."""
        if self.quiet or (self.files <= 1 and not self.verbose):
            return
        good = self.files - self.failed
        parts = [f"{count(self.changed)} {done}", f"{good - self.changed} left as they were"]
        parts += [f"{self.failed} failed"] if self.failed else []
        say(", ".join(parts), bare=True)
        for name, number in self.repairs.most_common():
            say(f"{number:9,}  {name}", bare=True)

    def code(self, *, changed: int) -> int:
        """The exit code: 2 if anything failed, else the one for files that change."""
        return 2 if self.failed else changed if self.changed else 0


def told(repairs: Counter[str]) -> str:
    """How many repairs there are, by filter.

    >>> told(Counter(doubled=3, width=1)), told(Counter(width=1))
    ('4 repairs (doubled 3, width 1)', '1 repair (width 1)')
    """
    if not repairs:
        return ""
    number = repairs.total()
    by = ", ".join(f"{name} {times:,}" for name, times in repairs.most_common())
    return f"{number:,} repair{'s' if number > 1 else ''} ({by})"


def count(files: int) -> str:
    """So many files."""
    return f"{files:,} file{'' if files == 1 else 's'}"


def say(text: str, *, bare: bool = False) -> None:
    """Say something on standard error."""
    sys.stderr.write(f"{text}\n" if bare else f"cleantext: {text}\n")
