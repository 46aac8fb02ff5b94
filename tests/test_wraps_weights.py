"""The weights of `wraps` fit its tables, and trees are read as plain code reads them."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleantext.filters.wraps.pairs import PAIRS, SIZES
from cleantext.filters.wraps.trees import Split, Trees

WEIGHTS = json.loads(files("cleantext.filters.wraps").joinpath("weights.json").read_text("utf-8"))
TREES = WEIGHTS["second"]


def test_there_are_two_looks() -> None:
    assert set(WEIGHTS) == {"first", "second"}


def test_every_pair_has_a_whole_weight_for_each_two_values() -> None:
    sizes = {f"{one} {other}": SIZES[one] * SIZES[other] for one, other in PAIRS}
    assert len(sizes) == len(PAIRS)
    first = WEIGHTS["first"]
    assert {name: len(table) for name, table in first.items()} == {"bias": 1, **sizes}
    assert all(type(weight) is int for table in first.values() for weight in table)


def test_every_tree_asks_for_ranges_that_are_there_and_has_a_weight_for_all_answers() -> None:
    assert set(TREES["clues"]) <= set(SIZES)
    assert len(TREES["questions"]) == len(TREES["weights"])
    for questions, weights in zip(TREES["questions"], TREES["weights"], strict=True):
        assert len(weights) == 2 ** len(questions)
        assert all(type(weight) is int for weight in weights)
        for clue, low, size in questions:
            assert 0 <= low < low + size <= SIZES[TREES["clues"][clue]]


def plain(values: dict[str, int]) -> int:
    """The sum of all trees for one line."""
    total = 0
    for questions, weights in zip(TREES["questions"], TREES["weights"], strict=True):
        at = 0
        for clue, low, size in questions:
            at = 2 * at + (low <= values[TREES["clues"][clue]] < low + size)
        total += weights[at]
    return total


rows_of_clues = st.lists(st.tuples(*(st.integers(0, SIZES[name] - 1) for name in TREES["clues"])))


@given(rows_of_clues)
def test_trees_are_read_as_by_plain_code(rows: list[tuple[int, ...]]) -> None:
    columns = np.array(rows, np.int64).reshape(-1, len(TREES["clues"])).T
    found = Trees.of(**TREES).total(dict(zip(TREES["clues"], columns, strict=True)))
    assert found.tolist() == [plain(dict(zip(TREES["clues"], row, strict=True))) for row in rows]


@given(rows_of_clues, st.sets(st.sampled_from(TREES["clues"]), max_size=3))
def test_a_split_tells_between_what_the_sum_lies_whatever_the_costly_clues(
    rows: list[tuple[int, ...]], costly: set[str]
) -> None:
    trees = Trees.of(**TREES)
    split = Split.by(trees, sorted(costly))
    values = np.array(rows, np.uint8).reshape(-1, len(TREES["clues"])).T
    blind = values.copy()
    blind[split.costly] = 0
    so_far, total = split.trees.read(blind), trees.read(values)
    assert (so_far + split.asking.read(values) == total).all()
    assert (so_far + split.least.read(blind) <= total).all()
    assert (so_far + split.most.read(blind) >= total).all()
