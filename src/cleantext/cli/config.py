"""The file of settings: cleantext.toml, or the table [tool.cleantext] of pyproject.toml.

The nearest one counts, from the current folder upwards. It is read in every mode; the command line
beats it. What is done with a file, such as `--in-place`, is said on the command line only.
"""

from __future__ import annotations

import os
from argparse import Action, Namespace, _AppendAction
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from cleantext.cli.parser import Parser
from cleantext.errors import CleantextError, UnknownName

OWN: Final = "cleantext.toml"
SHARED: Final = "pyproject.toml"
TABLE: Final = "tool.cleantext"
DEFAULT: Final = "default"
COMMAND_LINE: Final = "command line"
KINDS: Final = {
    bool: "true or false",
    int: "a whole number",
    str: "a text",
    list: "a list of texts",
}
BESIDE: Final = ("config", "isolated")  # about the file, not in it
BEATEN_BY: Final = {  # besides their own kind
    "ignore": {"select"},
    "also": {"select"},
    "quiet": {"verbose"},
    "verbose": {"quiet"},
}


class File(NamedTuple):
    """A file of settings, and the table in it that holds them."""

    path: str
    table: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What to call it: its path from here."""
        return os.path.relpath(self.path)

    def place(self, key: str) -> str:
        """What to call a key in it."""
        return f"{self.name}: {f'{TABLE}.' if _shared(self.path) else ''}{key}"


def settled(said: Namespace, mode: Parser, keys: Parser, every: Parser) -> Namespace:
    """What holds: what is said, else what the file says, else what is usual.

    `came` tells of each where it comes from.
    """
    values, came = dict(mode.defaults), dict.fromkeys(mode.defaults, DEFAULT)
    file = None
    if "isolated" in values and not getattr(said, "isolated", False):
        file = found(getattr(said, "config", None))
    spoken = {dest for dest in vars(said) if dest in values}
    if file:
        for dest, (key, value) in _values(file, keys, every).items():
            if dest in values and not spoken & {dest, *BEATEN_BY.get(dest, ())}:
                values[dest], came[dest] = value, file.place(key)
        if "also" in spoken and "ignore" not in spoken:
            values["ignore"] = [
                name for name in split(values["ignore"] or ()) if name not in split(said.also)
            ]
    came |= dict.fromkeys(spoken, COMMAND_LINE)
    return Namespace(**{**values, **vars(said)}, came=came)


def found(named: str | None) -> File | None:
    """The file of settings that is named, or the nearest."""
    if named is not None:
        table = _table(named)
        if table is None:
            raise CleantextError(f"{named} has no table [{TABLE}]")
        return File(named, table)
    for folder in _upwards(os.getcwd()):
        for name in (OWN, SHARED):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (table := _table(path)) is not None:
                return File(path, table)
    return None


def split(given: Sequence[str] | None) -> tuple[str, ...]:
    """The names in options such as `--select doubled,width --select gaps`."""
    return tuple(name.strip() for each in given or () for name in each.split(",") if name.strip())


def shown(asked: Namespace, keys: Parser) -> Iterator[str]:
    """What is in force, as such a file would say it, and where it comes from."""
    lines = {}
    for each in _of_file(keys):
        value = getattr(asked, each.dest)
        key = _key(each)
        lines[each.dest] = f"# {key}" if value is None else f"{key} = {_toml(value)}"
    width = max(map(len, lines.values()))
    for dest, line in lines.items():
        yield f"{line:{width}}  # {asked.came[dest]}\n"


def _upwards(folder: str) -> Iterator[str]:
    """The folder, and those it lies in."""
    before = None
    while folder != before:
        yield folder
        before, folder = folder, os.path.dirname(folder)


def _shared(path: str) -> bool:
    return os.path.basename(path) == SHARED


def _table(path: str) -> Mapping[str, Any] | None:
    """The settings in this file, None if it is not about us."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise CleantextError(f"{path}: {error.strerror}") from None
    if _shared(path) and b"cleantext" not in data:
        return None  # most are; there is no need to wait for the parser
    import tomllib

    try:
        table: Any = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise CleantextError(f"{os.path.relpath(path)} is no TOML: {error}") from None
    for name in TABLE.split(".") if _shared(path) else ():
        table = table.get(name) if isinstance(table, dict) else None
    if table is not None and not isinstance(table, dict):
        raise CleantextError(
            f"{os.path.relpath(path)}: {TABLE} must be a table, not {_toml(table)}"
        )
    return table


def _values(file: File, keys: Parser, every: Parser) -> dict[str, tuple[str, Any]]:
    """The settings of the file by what they are called inside, each with its key."""
    known = {_key(each): each for each in _of_file(keys)}
    values = {}
    for key, value in file.table.items():
        if key not in known:
            if key in {_key(each) for each in every.options()}:
                raise CleantextError(f"{file.place(key)} is for the command line only: --{key}")
            raise CleantextError(f"{file.name}: {UnknownName('key', key, known)}")
        action = known[key]
        values[action.dest] = key, _checked(value, action, file.place(key))
    return values


def _checked(value: Any, action: Action, place: str) -> Any:  # noqa: ANN401
    wanted = _kind(action)
    listed = wanted is list and isinstance(value, str)
    texts = wanted is not list or listed or _are_texts(value)
    if not (listed or type(value) is wanted) or not texts:
        raise CleantextError(f"{place} must be {KINDS[wanted]}, not {_toml(value)}")
    try:
        if action.choices is not None and value not in action.choices:
            raise UnknownName("value", value, action.choices, alike=True)
        if action.dest in CHECKS:
            CHECKS[action.dest](value)
    except CleantextError as error:
        raise CleantextError(f"{place}: {error}") from None
    return [value] if listed else value


def _kind(action: Action) -> type:
    if action.nargs == 0:
        return bool
    if isinstance(action, _AppendAction):
        return list
    return int if action.type is int else str


def _are_texts(value: Any) -> bool:  # noqa: ANN401
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _of_file(keys: Parser) -> list[Action]:
    return [each for each in keys.options() if each.dest in set(keys.defaults) - set(BESIDE)]


def _key(action: Action) -> str:
    return action.option_strings[-1].lstrip("-")


def _toml(value: Any) -> str:  # noqa: ANN401
    """The value as TOML writes it, or nearly."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    import json

    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def _check_filters(value: str | list[str]) -> None:
    from cleantext.pipeline import Pipeline

    Pipeline.named(*split([value] if isinstance(value, str) else value))


def _check_encoding(value: str) -> None:
    from cleantext.cli import encodings

    encodings.known(value)


def _check_script(value: str) -> None:
    from cleantext import script

    script(value)


CHECKS: Final[Mapping[str, Callable[[Any], None]]] = {
    "select": _check_filters,
    "ignore": _check_filters,
    "also": _check_filters,
    "encoding": _check_encoding,
    "script": _check_script,
}
