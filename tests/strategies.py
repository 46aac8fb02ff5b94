"""What the property tests draw: texts of every sort, and edits over them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import strategies as st

from cleantext.edits import Edits
from cleantext.text import Text, codes_of

# Lone surrogates, NUL, signs beyond the BMP: whatever a `str` can hold.
signs = st.characters(exclude_categories=()) | st.sampled_from("\0\n\r\t \u3000\ud800𠀀全a1，")
strings = st.text(signs, max_size=12)
texts = st.text("ab，\n ", max_size=14) | strings  # many coincidences, or none
batches = st.lists(strings, max_size=5)


@st.composite
def edits_of(draw: st.DrawFn, text: Text) -> Edits:
    """Edits of every sort: deletions, insertions and replacements that touch, at document ends."""
    starts, stops, news, groups = [], [], [], []
    for before, after in pairwise(text.edges.tolist()):
        cuts = sorted(draw(st.lists(st.integers(before + 1, after), max_size=6)))
        for start, stop in zip(cuts[::2], cuts[1::2], strict=False):
            starts.append(start)
            stops.append(stop)
            news.append(draw(st.text(signs, max_size=3)))
            groups.append(draw(st.integers(0, 3)))
    return Edits.of(starts, stops, codes_of("".join(news)), list(map(len, news)), groups)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Text, Edits]:
    """A batch and edits over it."""
    text = Text.of(draw(batches))
    return text, draw(edits_of(text))
