"""The family of errors, and that each says what to do next."""

from __future__ import annotations

import pytest

from cleantext.errors import BadEdits, BrokenLaw, CleantextError, UnknownName, not_many, not_text


@pytest.mark.parametrize(
    ("error", "as_well"),
    [(UnknownName, ValueError), (BadEdits, ValueError), (BrokenLaw, AssertionError)],
)
def test_all_are_one_family(error: type[Exception], as_well: type[Exception]) -> None:
    assert issubclass(error, CleantextError)
    assert issubclass(error, as_well)


def test_a_name_nearly_right_is_answered_with_the_right_one() -> None:
    error = UnknownName("filter", "doublet", ["wraps", "doubled"])
    assert str(error) == "there is no filter 'doublet'; did you mean 'doubled'?"


def test_a_name_far_off_is_answered_with_all_there_are() -> None:
    error = UnknownName("filter", "xyz", iter(["wraps", "doubled"]))
    assert str(error) == "there is no filter 'xyz'; there are: wraps, doubled"


def test_names_that_are_all_alike_are_listed_beside_a_near_one() -> None:
    error = UnknownName("configuration", "s2s", ["t2s", "s2t"], alike=True)
    assert str(error) == "there is no configuration 's2s'; did you mean 't2s'? there are: t2s, s2t"


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        (b"", 'must be str, not bytes: decode it first, for example data.decode("utf-8")'),
        (bytearray(), "must be str, not bytearray: decode it first"),
        (None, 'must be str, not NoneType: leave it out, or pass ""'),
        (["a"], "must be str, not list: pass several documents to clean_many()"),
        (("a",), "must be str, not tuple: pass several documents to clean_many()"),
        (1.5, "must be str, not float: convert it with str()"),
    ],
)
def test_what_is_no_text_is_answered_with_what_to_do(thing: object, said: str) -> None:
    error = not_text(thing, "document 3")
    assert isinstance(error, TypeError)
    assert str(error).startswith(f"document 3 {said}")


def test_one_thing_for_many_is_answered_with_what_to_do() -> None:
    assert "not bytes: pass a list of str, or use clean() for one" in str(not_many(b""))
