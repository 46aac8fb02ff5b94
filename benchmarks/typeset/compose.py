"""Lines and pages: where every string of a text stands under a layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest

import pyphen
from fonts import Metrics
from layouts import Layout, Shadow
from texts import Block

NO_START = set("，。、；：？！”’）》〉」』】〕…—ー々%％℃,.;:?!)]}・ゃゅょっァィゥェォャュョッ")
NO_END = set("“‘（《〈「『【〔([{")
MARGIN = 50.0
GUTTER = 2.0  # between columns, in characters
LATIN = re.compile(r"[!-~\u00a0-\u024f–‑]+")
TOKEN = re.compile(r" +|[!-~\u00a0-\u024f–‑‘’“”…—\uac00-\ud7a3]+|.")
CLOSED = {"title", "heading"}
HEADS = {"title", "heading", "byline", "name"}


@dataclass(frozen=True)
class Run:
    """A string to draw, in points from the upper left corner."""

    text: str
    x: float
    y: float
    size: float
    spacing: float = 0.0
    latin: bool = False  # in the font for Latin text


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


def han(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff"


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
        latin = "en" if head.isascii() else ""
        self.words = pyphen.Pyphen(lang="en_GB") if latin and layout.hyphens else None

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
            where = {"byline": self.layout.bylines, "right": "right", "caption": "centre"}
            self._paragraph(block.parts[0], at=where[block.role])
        else:
            self._running(number, block)

    def _running(self, number: int, block: Block) -> None:
        text = block.parts[0]
        if block.role == "item":
            self._paragraph(self.layout.bullet + text, hanging=1.0)
        elif block.role == "hanging":
            self._paragraph(text, hanging=2.0)
        elif block.role == "paragraph":
            first = block == next(b for b in self.blocks if b.role == "paragraph")
            spacing = 0.45 * self.em if first and self.layout.spaced else 0.0
            indent = self.layout.indent
            self._paragraph(text, indent=indent, spacing=spacing)
            self.y += self.layout.gap * self.step if number else 0.0
        else:
            self._paragraph(text, indent=2.0 if block.role == "verse" else 0.0)

    def _heading(self, block: Block) -> None:
        text, size = block.parts[0], self.layout.heading_size * self.em
        self.chapters[self.frame.page] = text
        self.y += 0.4 * self.step if self.y > self.frame.top else 0.0
        how = self.layout.heading if text[0] > "\u2000" else "plain"
        if block.role == "title" and how.startswith("vertical"):
            how = "plain"
        if how == "vertical":
            self._stack(text, size, 0.0)
        elif how == "vertical2":
            half = (len(text) + 1) // 2
            self._room(half * size * 1.25)
            top = self.y
            self._stack(text[:half], size, 1.8 * size)
            self.y = top
            self._stack(text[half:], size, 0.0)
            self.y = top + half * size * 1.25
        elif how == "typed":
            self._paragraph(" ".join(text), size=size, at="centre")
        elif how == "spaced":
            self._paragraph(text, size=size, at="centre", spacing=0.7 * size)
        elif how == "short":
            self._paragraph(text, size=size, at="centre", share=0.55)
        else:
            self._paragraph(text, size=size, at="centre")
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
        padded = self.layout.names == "padded" and len(name) == 2
        self._put(Run("\u3000".join(name) if padded else name, self.frame.x, self.y, self.em))
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

    def _paragraph(
        self,
        text: str,
        *,
        size: float = 0.0,
        at: str = "left",
        indent: float = 0.0,
        hanging: float = 0.0,
        spacing: float = 0.0,
        share: float = 1.0,
    ) -> None:
        size = size or self.em
        tokens = list(self._tokens(text))
        first, leading = True, max(size * 1.35, self.step)
        while tokens:
            self._room(leading)
            self.y += leading
            inset = (indent if first else hanging) * self.em
            room = self.frame.width * share - inset
            line, tokens = self._fill(tokens, room, size, spacing)
            left = {"left": inset, "centre": (room - self._width(line, size, spacing)) / 2}
            x = left.get(at, room - self._width(line, size, spacing))
            typed = first and self.layout.blanks and at == "left" and indent
            self._line(("\u3000" * int(indent) if typed else "") + line,
                       self.frame.x + (0 if typed else max(x, 0)), size, spacing,
                       room + (inset if typed else 0) if tokens and at == "left" else 0.0)
            first = False

    def _tokens(self, text: str) -> Iterator[str]:
        """Pieces a line may be broken between."""
        glued = ""
        for token in TOKEN.findall(text):
            if token[0] in NO_END or (len(token) == 1 and token in NO_END):
                yield from self._whole(glued)
                glued = token
            elif token[0] in NO_START or (glued and glued[-1] in NO_END):
                glued += token
            else:
                yield from self._whole(glued)
                glued = token
        yield from self._whole(glued)

    def _whole(self, token: str) -> Iterator[str]:
        if token:
            yield from re.findall(r"[^-]*[a-z]-(?=[a-z])|.+", token)

    def _width(self, text: str, size: float, spacing: float) -> float:
        apart = self.layout.apart * len(list(joints(text))) * size
        return self.wide(text) * size + spacing * max(len(text) - 1, 0) + apart

    def _fill(
        self, tokens: list[str], room: float, size: float, spacing: float
    ) -> tuple[str, list[str]]:
        line = ""
        for at, token in enumerate(tokens):
            if line and self._width((line + token).rstrip(), size, spacing) > room:
                more, rest = self._divided(token, room - self._width(line, size, spacing), size)
                left = tokens[at:] if not more else [rest, *tokens[at + 1 :]]
                while left and left[0].isspace():
                    left = left[1:]
                return (line + more).rstrip(), left
            line += token
        return line.rstrip(), []

    def _divided(self, token: str, room: float, size: float) -> tuple[str, str]:
        """The first part of a word with its hyphen, and the rest."""
        sign = "\u00ad" if self.layout.hyphens == "soft" else "-"
        core = token.strip("".join(NO_START | NO_END) + "“”‘’")
        if self.words is None or not core.isalpha() or "-" in token:
            return "", token
        for head, _ in self.words.iterate(core):
            cut = token.index(core) + len(head)
            if self.wide(token[:cut] + "-") * size <= room:
                return token[:cut] + sign, token[cut:]
        return "", token

    # Strings on a line.

    def _line(self, text: str, x: float, size: float, spacing: float, room: float) -> None:
        spare = room - self._width(text, size, spacing) if room and self.layout.justify else 0.0
        if spare > 3 * size or spare < 0:
            spare = 0.0
        blanks = text.count(" ") if text.isascii() else 0
        more = 0.0 if blanks else spare / max(len(text) - 1, 1)
        pieces = self._pieces(text, size, spacing + more, spare / blanks if blanks else 0.0)
        for part, at in pieces:
            latin = bool(self.layout.latin) and part.isascii()
            self._put(Run(part, x + at, self.y, size, spacing + more, latin))

    def _pieces(
        self, text: str, size: float, spacing: float, blank: float
    ) -> Iterator[tuple[str, float]]:
        """Strings to draw with their distances from the start of the line."""
        cuts = {0, len(text), *(joints(text) if self.layout.apart else ())}
        if self.layout.draw == "glyph":
            cuts |= set(range(len(text)))
        elif self.layout.draw == "run" or self.layout.latin:
            cuts |= set(seams(text))
        if blank:
            cuts |= {at + 1 for at, sign in enumerate(text) if sign == " "}
        x, bounds = 0.0, sorted(cuts)
        gaps = set(joints(text)) if self.layout.apart else set()
        for start, stop in zip(bounds, bounds[1:], strict=False):
            part = text[start:stop]
            x += self.layout.apart * size if start in gaps else 0.0
            yield part, x
            x += self.wide(part) * size + spacing * len(part) + blank * part.count(" ")

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
            run for at, line in enumerate(self._marks(page, total)) if line
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


def marks(
    layout: Layout, running: str, chapters: Sequence[str], folio: int, total: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The strings of a page's head and foot."""
    number = layout.number.format(n=folio, t=total, r=roman(folio), w=wide_digits(folio))
    even = folio % 2 == 0
    heads: dict[str, tuple[str, ...]] = {
        "": (),
        "same": (running,),
        "title": (chapters[0],),
        "alternate": (running,) if even else (chapters[0],),
        "chapter": (chapters[-1],),
        "ends": (running, number),
        "numbered": (f"{running} {number}",),
    }
    head = heads[layout.head]
    return head, () if layout.head in {"ends", "numbered"} or not number else (number,)


def roman(number: int) -> str:
    signs = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    text = ""
    for value, sign in signs:
        text += sign * (number // value)
        number %= value
    return text


def wide_digits(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def joints(text: str) -> Iterator[int]:
    """Where Han and Latin letters or digits meet."""
    for at in range(1, len(text)):
        one, other = text[at - 1], text[at]
        if (han(one) and other.isascii() and other.isalnum()) or (
            one.isascii() and (one.isalnum() or one == "%") and han(other)
        ):
            yield at


def seams(text: str) -> Iterator[int]:
    """Where a typesetter changes the font: at Latin letters and at signs."""
    for at in range(1, len(text)):
        if kind(text[at - 1]) != kind(text[at]):
            yield at


def kind(sign: str) -> int:
    return 0 if sign.isascii() else 1 if sign.isalnum() else 2


def shaded(shadow: Shadow, block: Block, number: int) -> bool:
    if shadow.blocks == "all" or block.role in HEADS:
        return True
    return shadow.blocks == "some" and number % 2 == 0


def shadowed(runs: list[Run], shadow: Shadow, wide: Metrics) -> Iterator[Run]:
    """The runs and their copies, in the order they are drawn."""
    if shadow.unit == "glyph":
        groups = [[glyph] for run in runs for glyph in parts(run, range(1, len(run.text)), wide)]
    elif shadow.unit == "run":
        groups = [[part] for run in runs for part in parts(run, seams(run.text), wide)]
    elif shadow.unit == "line":
        groups = [list(group) for _, group in groupby(runs, key=lambda run: run.y)]
    else:
        groups = [runs]
    for group in groups:
        order = range(shadow.fold)
        for copy in reversed(order) if shadow.first else order:
            for run in group:
                yield replace(run, x=run.x + copy * shadow.dx, y=run.y + copy * shadow.dy)


def parts(run: Run, cuts: Iterable[int], wide: Metrics) -> Iterator[Run]:
    """A run as several, each where it stood."""
    bounds = [0, *cuts, len(run.text)]
    x = run.x
    for start, stop in zip(bounds, bounds[1:], strict=False):
        part = run.text[start:stop]
        yield replace(run, text=part, x=x)
        x += wide(part) * run.size + run.spacing * len(part)
