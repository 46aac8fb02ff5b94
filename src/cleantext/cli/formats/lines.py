"""Lines of a stream, ended by line feeds alone: what else ends lines may stand in a string."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def lines(chunks: Iterable[str]) -> Iterator[str]:
    r"""The lines of the chunks, with their ends.

    >>> list(lines(["a\nb", "c\r", "\n\u2028d"]))
    ['a\n', 'bc\r\n', '\u2028d']
    """
    waiting: list[str] = []
    for chunk in chunks:
        first, *others = chunk.split("\n")
        waiting.append(first)
        for other in others:
            yield "".join(waiting) + "\n"
            waiting = [other]
    if last := "".join(waiting):
        yield last
