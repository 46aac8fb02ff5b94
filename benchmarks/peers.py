"""What a user would pick instead, each with a small adapter: one string in, one string out.

Every adapter imports its library when it is asked for; one that is not installed is left out and
named. `clean-text` writes the same folder `cleantext/` as this project, so it is looked for in a
folder of its own inside the environment, `clean-text`, and loaded under another name:

    pip install --no-deps --target .venv/clean-text clean-text
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import re
import sys
import unicodedata
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

Clean = Callable[[str], str]
APART = Path(sys.prefix) / "clean-text"  # where the other `cleantext` lives
ENDS = tuple("。！？；：…”’」』）.!?;:)")


class Peer(NamedTuple):
    """A library, or a script, and how to get its function."""

    name: str
    package: str  # as the index knows it; "" if it needs none
    load: Callable[[], Clean]


class Found(NamedTuple):
    """The peers that are there by name, what they are, and the names of those that are not."""

    cleaners: dict[str, Clean]
    versions: list[str]
    missing: list[str]


def find() -> Found:
    """Every peer that can be imported."""
    found = Found({}, [], [])
    for peer in PEERS:
        try:
            greeting = io.StringIO()
            with contextlib.redirect_stdout(greeting), contextlib.redirect_stderr(greeting):
                found.cleaners[peer.name] = peer.load()
        except (ImportError, AttributeError) as error:  # or another version of it
            found.missing.append(f"{peer.name} ({error})")
            continue
        if peer.package:
            found.versions.append(f"{peer.package} {_version(peer.package)}")
    return found._replace(versions=list(dict.fromkeys(found.versions)))


def named(found: Found) -> str:
    """What was measured, and what was not."""
    missing = "; ".join(found.missing) or "none"
    return f"Peers: {', '.join(found.versions)}. Not installed and skipped: {missing}."


def _version(package: str) -> str:
    apart = (each.version for each in distributions(name=package, path=[str(APART)]))
    try:
        return version(package)
    except PackageNotFoundError:
        return next(apart, "")


def _module(name: str) -> Any:  # noqa: ANN401  what a library of others holds is its own affair
    return importlib.import_module(name)


def ftfy(**options: object) -> Clean:
    module = _module("ftfy")
    config = module.TextFixerConfig(**options)
    return partial(module.fix_text, config=config)


def clean_text(**options: object) -> Clean:
    return partial(_apart("clean_text", APART / "cleantext").clean, **options)


def _apart(name: str, folder: Path) -> ModuleType:
    """The package in this folder under another name than its own."""
    path = folder / "__init__.py"
    if not path.exists():
        raise ImportError(f"no {path}")
    spec = importlib.util.spec_from_file_location(
        name, path, submodule_search_locations=[str(folder)]
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def unstructured() -> Clean:
    core = _module("unstructured.cleaners.core")

    def clean(text: str) -> str:
        joined = core.group_broken_paragraphs(text)
        return "\n".join(core.clean_extra_whitespace(line) for line in joined.split("\n"))

    return clean


def textacy() -> Clean:
    normalize = _module("textacy.preprocessing.normalize")

    def clean(text: str) -> str:
        text = normalize.hyphenated_words(normalize.unicode(text))
        return str(normalize.whitespace(normalize.quotation_marks(text)))

    return clean


def attribute(module: str, name: str) -> Clean:
    found: Clean = getattr(_module(module), name)
    return found


def zhconv() -> Clean:
    convert = _module("zhconv").convert
    return lambda text: str(convert(text, "zh-cn"))


def opencc() -> Clean:
    convert: Clean = _module("opencc").OpenCC("t2s").convert
    return convert


def join_lines() -> Clean:
    """What a user would write in ten lines against broken lines."""

    def clean(text: str) -> str:
        shown = (line.strip() for line in text.split("\n"))
        return "".join(line + "\n" * line.endswith(ENDS) for line in shown if line)

    return clean


def halve() -> Clean:
    """What a user would write against text drawn twice."""
    return partial(re.compile(r"(.{2,40}?)\1").sub, r"\1")


OPENCC = "OpenCC t2s"  # what all others are measured by
PEERS = (
    Peer(OPENCC, "opencc", opencc),
    Peer("ftfy", "ftfy", ftfy),
    Peer("ftfy, CJK-safe", "ftfy", partial(ftfy, fix_character_width=False, uncurl_quotes=False)),
    Peer("clean-text", "clean-text", clean_text),
    Peer(
        "clean-text, not to ASCII", "clean-text", partial(clean_text, to_ascii=False, lower=False)
    ),
    Peer("unstructured", "unstructured", unstructured),
    Peer("textacy", "textacy", textacy),
    Peer("autocorrect", "autocorrect-py", partial(attribute, "autocorrect_py", "format")),
    Peer("pangu", "pangu", partial(attribute, "pangu", "space_text")),
    Peer("JioNLP", "jionlp", partial(attribute, "jionlp", "clean_text")),
    Peer("zhconv", "zhconv", zhconv),
    Peer("NFC", "", lambda: partial(unicodedata.normalize, "NFC")),
    Peer("NFKC", "", lambda: partial(unicodedata.normalize, "NFKC")),
    Peer("script: join unless a sentence ends", "", join_lines),
    Peer(r"script: halve `(.{2,40}?)\1`", "", halve),
)
