"""How a text can stand on pages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Shadow:
    """Text drawn again a little apart: which blocks, in what order, how often, how far."""

    blocks: str = "heads"  # "heads", "some" (every other paragraph too) or "all"
    unit: str = "line"  # what is drawn before it is drawn again: "glyph", "run", "line", "block"
    fold: int = 2
    dx: float = 0.4
    dy: float = 0.0
    first: bool = False  # the copy is drawn before the text


@dataclass(frozen=True)
class Layout:
    """Everything a typesetter needs to know but the text."""

    name: str
    typesetter: str = "reportlab"
    font: str = "sans"
    latin: str = ""  # another font for Latin letters and digits
    size: float = 10.5
    leading: float = 1.6  # of the size
    columns: int = 1
    width: float = 26  # of a column, in characters
    lines: int = 26  # on a page
    indent: float = 2  # of a paragraph's first line, in characters
    gap: float = 0  # between paragraphs, in lines
    justify: bool = False
    hyphens: str = ""  # "hard" or "soft": what stands where a word is divided
    apart: float = 0  # between Han and Latin, in characters
    draw: str = "line"  # what is one string to the PDF: "line", "run", "glyph"
    blanks: bool = False  # the indent is typed as blanks
    heading: str = "plain"  # "short", "vertical", "vertical2", "verticalleft", "spaced", "typed"
    heading_size: float = 1.3
    spaced: str = ""  # paragraphs set with letters apart: "" or "first"
    names: str = "row"  # "row", "padded", "blank" (padded too), "under" (two lines)
    bullet: str = "• "
    tabs: float = 7  # width of a cell, in characters
    picture: float = 0  # width of a box beside the first column, in characters
    head: str = ""  # "same", "alternate", "chapter", "ends", "numbered", "title"
    number: str = ""  # with {n}, {t}, {r} (roman), {w} (full width)
    number_at: str = "centre"  # "outer": left on even pages, right on odd ones
    furniture_first: bool = True
    first_page: int = 1
    shadow: Shadow | None = None
    roles: tuple[str, ...] = ()  # only for texts with blocks of these roles
    texts: int = 1  # how many of a split's texts stand one after the other
    langs: tuple[str, ...] = ("zh", "ja", "en", "ko")


TIMES = {"tune": 2, "test": 2, "more": 8}  # texts under each layout
STRIDE = 2
EXTRACTORS = 6  # of a typeset text
HAN = ("zh", "ja")
BASE = (
    Layout("plain", number="{n}"),
    Layout("narrow", width=15, lines=30, number="- {n} -", first_page=11),
    Layout(
        "wide", "fpdf2", width=38, lines=22, head="same", number="第 {n} 页 共 {t} 页", langs=HAN
    ),
    Layout("gaps", "pymupdf", indent=0, gap=0.8, number="·{n}·", first_page=7),
    Layout("two", columns=2, width=17, lines=30, head="alternate", number="{n}", first_page=24),
    Layout("three", "pymupdf", columns=3, width=12, lines=32, number="Page {n} of {t}"),
    Layout("picture", width=24, picture=9, lines=28, number="{r}", first_page=3),
    Layout("picture2", "fpdf2", columns=2, width=18, picture=7, number="{w}", head="chapter"),
    Layout("vertical", "pymupdf", heading="vertical", number="{n}", first_page=30, langs=HAN),
    Layout("vertical2", heading="vertical2", width=22, head="ends", number="{n}", langs=HAN),
    Layout("verticaltwo", "fpdf2", heading="vertical", columns=2, width=16, langs=HAN),
    Layout("spaced", heading="spaced", head="same", number="— {n} —", spaced="first"),
    Layout("spaced2", "fpdf2", heading="spaced", width=20, number="〔{n}〕", langs=HAN),
    Layout("typed", "pymupdf", heading="typed", width=30, number="{n}/{t}", spaced="first"),
    Layout("short", heading="short", heading_size=1.6, width=22, head="chapter", number="{n}"),
    Layout(
        "verticalleft", "pymupdf", heading="verticalleft", width=24, number="- {n} -", langs=HAN
    ),
    Layout("shortnames", "fpdf2", heading="short", names="blank", roles=("name",), number="{n}"),
    Layout("names", names="padded", roles=("name",), width=23, head="numbered", number="{n}"),
    Layout("under", "pymupdf", names="under", roles=("name",), indent=0, gap=0.5),
    Layout("tables", roles=("row", "entry"), width=30, head="same", number="第{n}页", langs=HAN),
    Layout(
        "tables2", "fpdf2", roles=("row", "entry"), width=28, tabs=6.5, head="ends", number="{n}"
    ),
    Layout("justified", justify=True, apart=0.25, width=25, draw="run", number="{n}"),
    Layout("apart", "pymupdf", apart=0.25, width=28, draw="run", head="alternate", number="{n}"),
    Layout("runs", "fpdf2", draw="run", apart=0.2, width=21, number="第 {n} 页", langs=HAN),
    Layout("glyphs", draw="glyph", width=20, head="same", number="{n}"),
    Layout("typedindent", "fpdf2", blanks=True, width=26, head="title", number="{n}", langs=HAN),
    Layout("hard", hyphens="hard", width=20, columns=2, justify=True, langs=("en",), number="{n}"),
    Layout("soft", "pymupdf", hyphens="soft", width=18, langs=("en",), head="ends", number="{r}"),
    Layout(
        "hard2", "fpdf2", hyphens="hard", width=24, langs=("en",), head="alternate", number="{n}"
    ),
    Layout("shadowglyph", shadow=Shadow(unit="glyph"), number="{n}", head="same"),
    Layout("shadowrun", shadow=Shadow("some", "run", dx=0.5), number="- {n} -", width=22),
    Layout(
        "shadowline",
        "pymupdf",
        shadow=Shadow(unit="line", dx=0.6),
        number="{n}",
        head="alternate",
        width=22,
    ),
    Layout(
        "shadowblock",
        "fpdf2",
        shadow=Shadow("some", "block", dx=0.3),
        head="numbered",
        number="{n}",
    ),
    Layout("shadow3", shadow=Shadow(unit="line", fold=3, dx=0.3), width=23, number="Page {n}"),
    Layout("shadow4", "fpdf2", shadow=Shadow(unit="glyph", fold=4, dx=0.2), heading="short"),
    Layout("shadowfirst", "pymupdf", shadow=Shadow("all", "run", dx=0.7, dy=0.4, first=True)),
    Layout(
        "shadowvertical", shadow=Shadow(unit="glyph"), heading="vertical", langs=HAN, number="{n}"
    ),
    Layout(
        "shadowspaced",
        shadow=Shadow(unit="line", dx=0.5),
        heading="spaced",
        langs=HAN,
        number="{n}",
    ),
    Layout("latin", latin="mono", number="{n}", width=25, head="same", langs=("zh", "ja", "ko")),
    Layout("latintwo", "fpdf2", latin="serif", columns=2, width=17, number="{n:02}", apart=0.2),
    Layout("latingap", "pymupdf", latin="mono", indent=0, gap=0.7, apart=0.25, number="P. {n}"),
    Layout("latinshadow", latin="droid", shadow=Shadow("some", "run", dx=0.5), number="{n}/{t}"),
    Layout("web", "weasyprint", number="{n}", width=28, langs=HAN),
    Layout(
        "webtwo", "weasyprint", columns=2, width=19, head="same", number="- {n} -", justify=True
    ),
    Layout("webgap", "weasyprint", indent=0, gap=0.9, head="ends", number="{n}", width=24),
    Layout("webpicture", "weasyprint", picture=9, width=26, number="Page {n} of {t}", justify=True),
    Layout("webspaced", "weasyprint", heading="spaced", width=23, number="第 {n} 页", langs=HAN),
    Layout(
        "webvertical",
        "weasyprint",
        heading="vertical",
        width=21,
        head="alternate",
        number="{n}",
        langs=HAN,
    ),
    Layout("webshadow", "weasyprint", shadow=Shadow(dx=0.6, dy=0.3), width=25, number="{n}"),
    Layout(
        "webhyphens", "weasyprint", hyphens="hard", justify=True, width=20, columns=2, langs=("en",)
    ),
    Layout("story", "story", number="{n}", width=27, head="title"),
    Layout("storytwo", "story", columns=2, width=18, number="·{n}·", head="numbered"),
    Layout(
        "storygap", "story", indent=0, gap=0.8, justify=True, width=23, number="〔{n}〕", langs=HAN
    ),
    Layout(
        "storynames",
        "story",
        roles=("name", "row", "item"),
        width=25,
        number="{n}/{t}",
        names="padded",
    ),
    Layout("storyvertical", "story", heading="vertical", width=20, number="{r}", langs=HAN),
    Layout("volume", texts=3, width=24, lines=24, head="chapter", number="{n}", first_page=41),
    Layout(
        "volume2",
        "pymupdf",
        texts=3,
        columns=2,
        width=18,
        lines=28,
        head="alternate",
        number="- {n} -",
    ),
    Layout(
        "volume3",
        "fpdf2",
        texts=3,
        width=32,
        lines=20,
        head="ends",
        number="{n}",
        number_at="outer",
    ),
)
FACES = {
    "tune": ("sans", "droid"),
    "test": ("serif", "mono"),
    "more": ("sans", "serif", "droid", "mono"),
}
SEED = 9


def layouts(split: str) -> Iterator[Layout]:
    """The layouts of a split: the same shapes, other fonts, sizes, widths and offsets."""
    chance = random.Random(SEED)
    for number, base in enumerate(BASE):
        if split == "more":
            layout = by_chance(base, chance)
        else:
            layout = base if split == "tune" else varied(base, number)
        texts = max(layout.texts, 1 + (number % 3 == 0))
        yield replace(
            layout,
            font=FACES[split][number % len(FACES[split])],
            texts=texts,
            lines=layout.lines * 3 // 4,
        )


def varied(layout: Layout, number: int) -> Layout:
    """Another layout of the same shape."""
    shadow = layout.shadow
    if shadow:
        shadow = replace(shadow, dx=shadow.dx * 1.6 + 0.1, dy=shadow.dy + 0.1 * (number % 3))
    return replace(
        layout,
        size=(9.0, 11.5, 12.0)[number % 3],
        width=layout.width + (-2, 3, 5)[number % 3],
        lines=layout.lines + (4, -3)[number % 2],
        leading=(1.45, 1.75)[number % 2],
        first_page=layout.first_page + 5 + 9 * (number % 4),
        shadow=shadow,
    )


def by_chance(layout: Layout, chance: random.Random) -> Layout:
    """A layout of the same shape, its widths and distances a little different."""
    return replace(
        layout,
        size=chance.choice((8.5, 9.5, 10.5, 11, 12.5)),
        width=layout.width + chance.randint(-3, 8),
        lines=layout.lines + chance.randint(-4, 6),
        leading=chance.choice((1.4, 1.5, 1.6, 1.8)),
        indent=chance.choice((layout.indent, layout.indent, 2, 0)),
        gap=chance.choice((layout.gap, layout.gap, layout.gap, 0.6)),
        first_page=chance.randint(1, 90),
    )
