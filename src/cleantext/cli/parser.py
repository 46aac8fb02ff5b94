"""Arguments read as `argparse` does, with a near name for a wrong one."""

from __future__ import annotations

import os
import sys
from argparse import (
    SUPPRESS,
    Action,
    ArgumentError,
    ArgumentParser,
    Namespace,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, Final, NoReturn

from cleantext.errors import UnknownName

NOT_SET: Final = ("help", "version")


class Parser(ArgumentParser):
    """A parser that tells only what was said: what was not is for the file of settings to say."""

    def __init__(self, prog: str, **kwargs: Any) -> None:  # noqa: ANN401 - whatever argparse takes
        super().__init__(
            prog, formatter_class=RawDescriptionHelpFormatter, allow_abbrev=False, **kwargs
        )
        self.about = ""  # what it does, in the list of commands
        self.defaults: dict[str, Any] = {}
        self.modes: dict[str, Parser] = {}

    def read(self, argv: Sequence[str]) -> tuple[Parser, Namespace]:
        """The parser of the command, and what the arguments say."""
        said, others = self.parse_known_args(argv)
        mode = self.modes.get(said.command, self)
        if others:
            mode.refuse(others[0])
        return mode, said

    def keep_aside(self, modes: dict[str, Parser]) -> None:
        """Keep the defaults aside, once all options are there."""
        self.modes = modes
        for parser in (self, *modes.values()):
            for action in parser.options():
                if action.dest not in NOT_SET:
                    parser.defaults[action.dest] = action.default
                    action.default = SUPPRESS

    def options(self) -> list[Action]:
        """The options there are."""
        return [each for each in self._actions if each.option_strings]

    def places(self) -> list[Action]:
        """What is told by its place: files and names."""
        return [
            each
            for each in self._actions
            if not each.option_strings and not isinstance(each, _SubParsersAction)
        ]

    def refuse(self, other: str) -> NoReturn:
        """Say that there is no such option, and which is near."""
        name, _, _ = other.partition("=")
        if not name.startswith("-"):
            self.error(f"{other!r} is one too many")
        known = [name for each in self.options() for name in each.option_strings]
        near = get_close_matches(name, known, n=1)
        self.error(
            f"there is no option {name}; "
            + (f"did you mean {near[0]}?" if near else f"{self.prog} --help lists them")
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments."""
        self.print_usage(sys.stderr)
        self.exit(2, f"cleantext: {message}\n")

    def _check_value(self, action: Action, value: Any) -> None:  # noqa: ANN401
        if action.choices is None or value in action.choices:
            return
        if isinstance(action, _SubParsersAction):
            if os.path.lexists(value):
                raise ArgumentError(None, f"to repair {value}: cleantext fix {value}")
            raise ArgumentError(None, str(UnknownName("command", value, action.choices)))
        kind = f"value for {'/'.join(action.option_strings) or action.metavar}"
        raise ArgumentError(None, str(UnknownName(kind, value, action.choices, alike=True)))
