"""Joints and series against plain oracles."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleantext import Text
from cleantext.joints import beside
from cleantext.series import NUMBERS, SERIES, series_of
from cleantext.text import codes_of


@given(st.data())
def test_pairs_that_stand_side_by_side(data: st.DataObject) -> None:
    signs = st.sampled_from("天地人\n𠀀")
    docs = data.draw(st.lists(st.text(signs, max_size=8), min_size=1, max_size=4))
    pairs = st.tuples(st.integers(0, len(docs) - 1), signs, signs)
    asked = sorted(data.draw(st.lists(pairs, max_size=8)))
    found = beside(
        Text.of(docs),
        np.array([doc for doc, _, _ in asked], np.int64),
        codes_of("".join(left for _, left, _ in asked)),
        codes_of("".join(right for _, _, right in asked)),
    )
    assert found.tolist() == [left + right in docs[doc] for doc, left, right in asked]


@given(st.text(st.sampled_from("".join(SERIES) + "模范あa\0"), max_size=8))
def test_series(text: str) -> None:
    wanted = [sum(1 << at for at, signs in enumerate(SERIES) if sign in signs) for sign in text]
    assert series_of(codes_of(text)).tolist() == wanted
    assert NUMBERS == 1
