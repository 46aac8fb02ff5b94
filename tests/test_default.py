"""The default pipeline: the laws with all filters together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import signs
from wounded import keeps_the_laws

from cleantext import Pipeline

DEFAULT = Pipeline.default()
MIXED = st.sampled_from(
    "全国人民一⼈⼯\uf98e，。！,.()（） \n\r\u00a0\u200bＡ１a1・ｶﾞカの年年度度报报告告ﬁ"
)
texts = st.lists(st.text(MIXED | signs, max_size=40), max_size=3)


@given(texts)
@settings(max_examples=max(settings().max_examples // 2, 1))
def test_laws_on_any_text(docs: list[str]) -> None:
    keeps_the_laws(DEFAULT, docs)
