"""What the tests compare with: plain ways to the same figures."""

from __future__ import annotations

from cleantext import kinds


def distance(gold: str, text: str) -> int:
    """Edit distance, cell by cell."""
    row = list(range(len(text) + 1))
    for at, sign in enumerate(gold, 1):
        last, row = row, [at]
        for to, other in enumerate(text, 1):
            row.append(min(last[to] + 1, row[-1] + 1, last[to - 1] + (sign != other)))
    return row[-1]


def in_common(gold: str, text: str) -> int:
    """Length of the longest common subsequence, cell by cell."""
    row = [0] * (len(text) + 1)
    for sign in gold:
        last, row = row, [0]
        for to, other in enumerate(text, 1):
            row.append(max(last[to], row[-1], last[to - 1] + (sign == other)))
    return row[-1]


def kind(sign: str) -> int:
    return int(kinds.TABLE[ord(sign)])


def paragraphs(source: str) -> list[str]:
    """The paragraphs of a text, sign by sign."""
    found = [""]
    for sign in source:
        if kind(sign) & kinds.BREAK:
            found.append("")
        elif not kind(sign) & kinds.BLANK:
            found[-1] += sign
    return [line for line in found if line]
