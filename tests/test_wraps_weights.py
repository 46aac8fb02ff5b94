"""The weights of `wraps` are for the tables there are."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from cleantext.filters.wraps.pairs import FIRST_PAIRS, SECOND_PAIRS, SIZES, Pairs

WEIGHTS = json.loads(files("cleantext.filters.wraps").joinpath("weights.json").read_text("utf-8"))


@pytest.mark.parametrize(("look", "pairs"), [("first", FIRST_PAIRS), ("second", SECOND_PAIRS)])
def test_every_pair_has_a_whole_weight_for_each_two_values(look: str, pairs: Pairs) -> None:
    sizes = {f"{one} {other}": SIZES[one] * SIZES[other] for one, other in pairs}
    assert len(sizes) == len(pairs)
    assert {name: len(table) for name, table in WEIGHTS[look].items()} == {"bias": 1, **sizes}
    assert all(type(weight) is int for table in WEIGHTS[look].values() for weight in table)


def test_there_are_two_looks() -> None:
    assert set(WEIGHTS) == {"first", "second"}
