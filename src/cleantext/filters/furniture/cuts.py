"""What is deleted with lines of furniture, so that the text before and behind reads on.

Of the gaps before, between and behind such lines one stays, the smallest: a wider one parted the
furniture from the text and no paragraphs. Form feeds always stay; they tell where pages end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleantext.filters.furniture.ground import Ground

Cut = tuple[int, int, int]  # from where to where, and where its series begins


def cuts(ground: Ground, taken: Mapping[int, int]) -> Iterator[Cut]:
    """The deletions that take these lines out; with each line stands the first of its series."""
    run: list[int] = []
    for line in sorted(taken):
        if run and line != run[-1] + 1:
            yield from _cut(ground, run, taken)
            run = []
        run.append(line)
    if run:
        yield from _cut(ground, run, taken)


def _cut(ground: Ground, run: list[int], taken: Mapping[int, int]) -> Iterator[Cut]:
    """Each line goes with the gap before it, but for those gaps that stay."""
    lines = ground.lines
    kept = _kept(ground, run)
    edges = lines.text.edges[lines.doc[run[0]] :]
    for at, line in enumerate(run):
        start, stop = int(lines.head[line]), int(lines.tail[line])
        if at not in kept:
            start = int(lines.tail[line - 1] if line > ground.first else edges[0] + 1)
        if line == run[-1] and len(run) not in kept:
            stop = int(lines.head[line + 1] if line + 1 < ground.stop else edges[1])
        if start < stop:
            yield start, stop, int(lines.start[taken[line]])


def _kept(ground: Ground, run: list[int]) -> set[int]:
    """Which gaps stay: 0 is the one before the first line, the last the one behind the last."""
    page, gap = ground.lines.page, ground.lines.gap
    opens, closes = run[0] == ground.first, run[-1] == ground.stop - 1
    inner = [*run[opens:], *([] if closes else [run[-1] + 1])]  # lines with a gap before them
    fed = {at for at, line in enumerate(inner, opens) if page[line]}
    if closes:
        return fed | {len(run)} | ({0} if opens else set())
    if fed or opens:
        return fed
    gaps = [int(gap[line]) for line in inner]
    return {gaps.index(min(gaps))}
