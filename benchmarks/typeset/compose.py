"""Lines and pages: where every string of a text stands under a layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

from breaking import CENTRE, RIGHT, Breaker, Setting
from fonts import Metrics
from layouts import Layout
from marks import marks
from shadows import Run, shaded, shadowed
from texts import Block

MARGIN = 50.0
GUTTER = 2.0  # between columns, in characters
CLOSED = {"title", "heading"}


@dataclass(frozen=True)
class Atom:
    """A text that every extractor should give in one piece: a paragraph, a line, a cell."""

    text: str
    row: int  # of the same row are cells
    role: str


@dataclass
class Sheets:
    """A typeset text: its pages and what is true of them."""

    width: float
    height: float
    atoms: list[Atom] = field(default_factory=list)
    pages: list[list[Run]] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Frame:
    """A box that lines go into."""

    page: int
    x: float
    top: float
    bottom: float
    width: float


def atoms(block: Block, number: int, bullet: str) -> list[Atom]:
    """What of a block should stay in one piece."""
    start = bullet if block.role == "item" else ""
    return [Atom(start + part, number, block.role) for part in block.parts]


class Composer:
    """Fills the frames of a layout with blocks."""

    def __init__(self, layout: Layout, blocks: Sequence[Block], wide: Metrics, head: str) -> None:
        self.layout, self.blocks, self.wide, self.running = layout, blocks, wide, head
        self.em = layout.size
        self.step = layout.size * layout.leading
        gutters = (layout.columns - 1) * GUTTER
        across = layout.columns * layout.width + gutters + 0.05
        self.sheets = Sheets(across * self.em + 2 * MARGIN, layout.lines * self.step + 2 * MARGIN)
        self.frames = self._frames()
        self.frame = next(self.frames)
        self.y = self.frame.top
        self.chapters: dict[int, str] = {}
        self.body: dict[int, list[Run]] = {0: []}
        self.pieces: list[tuple[int, Run]] = []  # of the block at hand
        self.breaker = Breaker(layout, wide, english=head.isascii())

    def _frames(self) -> Iterator[Frame]:
        page = 0
        while True:
            for column in range(self.layout.columns):
                x = MARGIN + column * (self.layout.width + GUTTER) * self.em
                yield from self._column(page, x, boxed=column == page == 0)
            page += 1

    def _column(self, page: int, x: float, *, boxed: bool) -> Iterator[Frame]:
        top, width = MARGIN, self.layout.width * self.em + 0.05
        bottom = top + self.layout.lines * self.step + 0.1
        if not (boxed and self.layout.picture):
            yield Frame(page, x, top, bottom, width)
            return
        above, below = top + 0.3 * (bottom - top), top + 0.75 * (bottom - top)
        narrow = width - self.layout.picture * self.em
        yield Frame(page, x, top, above, width)
        yield Frame(page, x, above, below, narrow)
        yield Frame(page, x, below, bottom, width)

    def compose(self) -> Sheets:
        """The pages."""
        for number, block in enumerate(self.blocks):
            self.pieces = []
            self._block(number, block)
            self._lay(block, number)
        for page in range(max(self.body) + 1):
            self._furnish(page)
        return self.sheets

    # The lines of a block.

    def _block(self, number: int, block: Block) -> None:
        self.sheets.atoms += atoms(block, number, self.layout.bullet)
        if block.role in CLOSED:
            self._heading(block)
        elif block.role in {"name", "row", "entry"}:
            self._row(block)
        elif block.role in {"byline", "right", "caption"}:
            self._paragraph(block.parts[0], RIGHT if block.role == "right" else CENTRE)
        else:
            self._running(number, block)

    def _running(self, number: int, block: Block) -> None:
        text = block.parts[0]
        if block.role == "item":
            self._paragraph(self.layout.bullet + text, Setting(hanging=1.0))
        elif block.role == "hanging":
            self._paragraph(text, Setting(hanging=2.0))
        elif block.role == "paragraph":
            first = block == next(b for b in self.blocks if b.role == "paragraph")
            spacing = 0.45 * self.em if first and self.layout.spaced else 0.0
            indent = self.layout.indent
            typed = "\u3000" * int(indent) if self.layout.blanks else ""
            self._paragraph(typed + text, Setting(indent=0 if typed else indent, spacing=spacing))
            self.y += self.layout.gap * self.step if number else 0.0
        else:
            self._paragraph(text, Setting(indent=2.0 if block.role == "verse" else 0.0))

    def _heading(self, block: Block) -> None:
        text, size = block.parts[0], self.layout.heading_size * self.em
        self._room(3 * max(1.35 * size, self.step))  # nobody leaves a heading alone under a page
        self.chapters[self.frame.page] = text
        self.y += 0.4 * self.step if self.y > self.frame.top else 0.0
        how = self.layout.heading
        if how.startswith("vertical") and (block.role == "title" or text.isascii()):
            how = "plain"
        if how == "vertical":
            self._stack(text, size, 0.0)
        elif how.startswith("vertical"):
            half = (len(text) + 1) // 2
            self._room(half * size * 1.25)
            top = self.y
            first, other = (1.8 * size, 0.0) if how == "vertical2" else (0.0, 1.8 * size)
            self._stack(text[:half], size, first)
            self.y = top
            self._stack(text[half:], size, other)
            self.y = top + half * size * 1.25
        elif how == "typed":
            self._paragraph(" ".join(text), replace(CENTRE, size=size))
        else:
            spacing = 0.7 * size if how == "spaced" else 0.0
            share = 0.55 if how == "short" else 1.0
            self._paragraph(text, replace(CENTRE, size=size, spacing=spacing, share=share))
        self.y += 0.3 * self.step

    def _stack(self, text: str, size: float, right: float) -> None:
        self._room(len(text) * size * 1.25)
        for sign in text:
            self.y += size * 1.25
            self._put(Run(sign, self.frame.x + right, self.y, size))

    def _row(self, block: Block) -> None:
        self._room(self.step)
        self.y += self.step
        if block.role == "entry":
            self._entry(*block.parts)
            return
        if block.role == "name":
            self._name(*block.parts)
            return
        tabs, size = self._tabs()
        for tab, part in zip(tabs, block.parts, strict=False):
            self._put(Run(part, self.frame.x + tab, self.y, size))

    def _name(self, name: str, post: str) -> None:
        pad = {"padded": "\u3000", "blank": " "}.get(self.layout.names, "")
        self._put(Run(pad.join(name) if len(name) == 2 else name, self.frame.x, self.y, self.em))
        tab = max(5.0, self.wide(name) + 1.0)
        if self.layout.names == "under" or tab + self.wide(post) > self.layout.width:
            self._room(self.step)
            self.y += self.step
            tab = 0.0
        self._put(Run(post, self.frame.x + tab * self.em, self.y, self.em))

    def _tabs(self) -> tuple[list[float], float]:
        """Where the cells of rows begin, and how large their text may be."""
        rows = [block.parts for block in self.blocks if block.role == "row"]
        cells = [max(map(self.wide, column)) + 1.2 for column in zip_longest(*rows, fillvalue="")]
        cells = [max(cell, self.layout.tabs * (len(cells) <= 4)) for cell in cells]
        size = self.em * min(1.0, self.layout.width / sum(cells))
        return [sum(cells[:at]) * size for at in range(len(cells))], size

    def _entry(self, text: str, page: str) -> None:
        dots = "…" * max(int(self.layout.width - 3 - self.wide(text)), 2)
        self.sheets.atoms[-2] = replace(self.sheets.atoms[-2], text=text + dots)
        self._put(Run(text + dots, self.frame.x, self.y, self.em))
        self._put(Run(page, self.frame.x + (self.layout.width - 2) * self.em, self.y, self.em))

    def _paragraph(self, text: str, how: Setting) -> None:
        how = replace(how, size=how.size or self.em)
        tokens = self.breaker.tokens(text)
        indent, leading = how.indent * self.em, max(how.size * 1.35, self.step)
        while tokens:
            self._room(leading)
            self.y += leading
            room = self.frame.width * how.share - indent
            line, tokens = self.breaker.fill(tokens, room, how)
            aside = indent + how.aside * (room - self.breaker.width(line, how))
            self._line(line, self.frame.x + aside, how, 0.0 if how.aside or not tokens else room)
            indent = how.hanging * self.em

    def _line(self, text: str, x: float, how: Setting, room: float) -> None:
        for part, at, spacing in self.breaker.pieces(text, how, room):
            latin = bool(self.layout.latin) and part.isascii()
            self._put(Run(part, x + at, self.y, how.size, spacing, latin))

    def _room(self, height: float) -> None:
        while self.y + height > self.frame.bottom:
            full = self.y <= self.frame.top
            self.frame = next(self.frames)
            self.y = max(self.y, self.frame.top) if self.frame.top > MARGIN else self.frame.top
            if full and height > self.layout.lines * self.step:
                return

    def _put(self, run: Run) -> None:
        self.pieces.append((self.frame.page, run))

    # Pages.

    def _lay(self, block: Block, number: int) -> None:
        """The strings of a block on their pages, drawn as often as its shadow wants."""
        for page, runs in groupby(self.pieces, key=lambda piece: piece[0]):
            drawn = [run for _, run in runs]
            shadow = self.layout.shadow
            if shadow and shaded(shadow, block, number):
                drawn = list(shadowed(drawn, shadow, self.wide))
            self.body.setdefault(page, []).extend(drawn)

    def _furnish(self, page: int) -> None:
        total = max(self.body) + self.layout.first_page
        runs = [
            run
            for at, line in enumerate(self._marks(page, total))
            if line
            for run in self._mark(line, page, foot=bool(at))
        ]
        self.sheets.furniture += [run.text for run in runs]
        body = self.body.get(page, [])
        whole = runs + body if self.layout.furniture_first else body + runs
        self.sheets.pages.append(whole)

    def _marks(self, page: int, total: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What stands over and under a page."""
        chapters = [text for at, text in self.chapters.items() if at <= page]
        folio = self.layout.first_page + page
        return marks(self.layout, self.running, chapters or [self.running], folio, total)

    def _mark(self, line: tuple[str, ...], page: int, *, foot: bool) -> Iterator[Run]:
        size = 0.85 * self.em
        y = self.sheets.height - MARGIN * 0.5 if foot else MARGIN * 0.7
        outer = (self.layout.first_page + page) % 2 == 0
        for place, text in enumerate(line):
            if not text:
                continue
            spare = self.sheets.width - 2 * MARGIN - self.wide(text) * size
            if len(line) > 1:
                share = place / (len(line) - 1)
            else:
                share = 0.5 if self.layout.number_at == "centre" else float(not outer)
            yield Run(text, MARGIN + share * spare, y, size)
