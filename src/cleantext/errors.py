"""What can go wrong, as one small family: each message says what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class CleantextError(Exception):
    """Whatever cleantext raises on purpose."""


class UnknownName(CleantextError, ValueError):
    """A name was given that nothing here answers to.

    Where the names are all alike a near one is little help, and they are listed beside it.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str], *, alike: bool = False) -> None:
        known = list(known)
        near = [f"did you mean {each!r}?" for each in get_close_matches(name, known, n=1)]
        every = ["there are: " + ", ".join(known)] if alike or not near else []
        super().__init__(f"there is no {kind} {name!r}; {' '.join(near + every)}")


class BadEdits(CleantextError, ValueError):
    """Edits that no text could be given: out of order, overlapping or of unequal columns."""


class BadPattern(CleantextError, ValueError):
    """A pattern of what to protect is no regular expression."""


class BrokenLaw(CleantextError, AssertionError):
    """A filter does not keep one of the laws it promises."""


def not_text(thing: object, what: str) -> TypeError:
    """The error for something that is not a `str`, saying what to do with it.

    >>> raise not_text(b"abc", "document 3")
    Traceback (most recent call last):
        ...
    TypeError: document 3 must be str, not bytes: decode it first, for example data.decode("utf-8")
    """
    advice = {
        "bytes": 'decode it first, for example data.decode("utf-8")',
        "bytearray": 'decode it first, for example data.decode("utf-8")',
        "NoneType": 'leave it out, or pass ""',
        "list": "pass several documents to clean_many()",
        "tuple": "pass several documents to clean_many()",
    }.get(type(thing).__name__, "convert it with str() if its text is what you mean")
    return TypeError(f"{what} must be str, not {type(thing).__name__}: {advice}")


def not_many(thing: object) -> TypeError:
    """The error for one thing where several documents are wanted.

    >>> raise not_many("abc")
    Traceback (most recent call last):
        ...
    TypeError: several documents are wanted, not str: pass a list of str, or use clean() for one
    """
    name = type(thing).__name__
    return TypeError(
        f"several documents are wanted, not {name}: pass a list of str, or use clean() for one"
    )
