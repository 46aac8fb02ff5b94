"""The shape of the project: what may import what, and what must stand beside what."""

from __future__ import annotations

import ast
import doctest
import importlib
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import cleantext
from cleantext.filters import ORDER

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/cleantext"
MODULES = {
    ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts): path
    for path in sorted(SOURCE.rglob("*.py"))
}
INSIDE = "cleantext.filters."
FILTERS = sorted({name.split(".")[2] for name in MODULES if name.startswith(INSIDE)} - {"__init__"})

# A room imports only from rooms before its own; rooms of one rank do not know each other.
RANKS = (
    {"errors", "kinds"},
    {"text"},
    {"series"},
    {"edits"},
    {"lines", "joints", "protection"},
    {"alignment"},
    {"scoring"},
    {"repeats"},
    {"filter"},
    {"filters"},
    {"passes"},
    {"pipeline"},
    {"laws"},
    {"__init__"},
    {"cli"},
    {"__main__"},
)
RANK = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}
AGAINST_THE_ORDER = {("filter", "pipeline")}  # `doubled | wraps` makes a pipeline


def room(module: str) -> str:
    """The room a module stands in: its file or folder in src/cleantext."""
    return [*module.split("."), "__init__"][1]


def imported(path: Path) -> Iterator[str]:
    """Every module of this project that a file imports, at whatever level of the file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path.name} has a relative import: write it in full"
            full = (f"{node.module}.{each.name}" for each in node.names)
            names = [name if name in known() else str(node.module) for name in full]
        else:
            continue
        yield from (name for name in names if name.partition(".")[0] == "cleantext")


def known() -> set[str]:
    return {name.removesuffix(".__init__") for name in MODULES}


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    here = room(module)
    assert here in RANK, f"{here} is a new room: give it its rank among RANKS"
    for other in imported(MODULES[module]):
        there = room(other)
        allowed = there == here or (here, there) in AGAINST_THE_ORDER
        assert allowed or RANK[there] < RANK[here], f"{module} may not import {other}"


@pytest.mark.parametrize("name", FILTERS)
def test_filters_do_not_import_one_another(name: str) -> None:
    own = f"{INSIDE}{name}."
    for module, path in MODULES.items():
        if f"{module}.".startswith(own):
            filters = {f"{other}." for other in imported(path) if INSIDE in f"{other}."}
            assert all(other.startswith(own) for other in filters), f"{module}: {filters}"


def test_every_filter_there_is_stands_in_order_under_its_name() -> None:
    assert sorted(each.name for each in ORDER) == FILTERS


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_documented_with_examples(name: str) -> None:
    doc = importlib.import_module(f"cleantext.filters.{name}").__doc__ or ""
    first, *rest = doc.splitlines()
    assert first.endswith(".")
    assert len(first) <= 80
    assert doctest.DocTestParser().get_examples("\n".join(rest))


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_tested_and_spares_something(name: str) -> None:
    assert (ROOT / f"tests/test_{name}.py").exists()
    (found,) = cleantext.Pipeline.named(name).filters
    assert found.spares
    assert found.damages


def test_public_names_exist_and_are_sorted() -> None:
    assert sorted(cleantext.__all__) == cleantext.__all__
    assert all(hasattr(cleantext, name) for name in cleantext.__all__)
    assert set(cleantext.__all__) <= set(dir(cleantext))
    assert not hasattr(cleantext, "cleans")


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "version" in project["dynamic"]
    assert version(project["name"]) == cleantext.__version__
    assert f"## [{cleantext.__version__}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_only_three_packages_are_needed_to_run() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[^\w-]", each)[0] for each in project["dependencies"]}
    assert names == {"numpy", "opencc", "regex"}


def test_the_examples_in_the_readme_are_true() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    assert blocks
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "README.md", None, None)
    assert examples.examples
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(examples).failed == 0


def test_seeds_and_gold_are_all_described() -> None:
    sources = (ROOT / "seeds/SOURCES.md").read_text("utf-8")
    for path in (ROOT / "seeds").glob("*.t*"):
        assert f"`{path.name}`" in sources


def test_nothing_reaches_outside_the_project() -> None:
    folders = (".ci", "benchmarks", "src", "tests")
    inside = [each for folder in folders for each in (ROOT / folder).rglob("*")]
    for path in [*ROOT.glob("*.*"), ROOT / "Makefile", *(ROOT / "seeds").glob("*.md"), *inside]:
        if path.suffix in {"", ".md", ".py", ".toml", ".json"} and path.is_file():
            for link in re.findall(r"\.\./[\w./-]+", path.read_text("utf-8")):
                there = (path.parent / link).resolve()
                assert there.is_relative_to(ROOT), f"{path} refers to {link}"
                assert there.exists(), f"{path} refers to {link}"
