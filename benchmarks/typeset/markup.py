"""Pages by two typesetters that break lines themselves: HTML for WeasyPrint and PyMuPDF's Story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

import pymupdf
import weasyprint
from compose import GUTTER, MARGIN, Sheets, atoms
from draw import write
from layouts import Layout
from marks import marks
from shadows import HEADS, Run
from texts import Block
from weasyprint.text.fonts import FontConfiguration

PLACES = {0: (), 1: ("center",), 2: ("left", "right")}


def sheets(layout: Layout, blocks: Sequence[Block]) -> Sheets:
    """What is true of the pages before they are made."""
    gutters = (layout.columns - 1) * GUTTER
    width = (layout.columns * layout.width + gutters) * layout.size + 2 * MARGIN
    height = layout.lines * layout.size * layout.leading + 2 * MARGIN
    found = Sheets(width, height)
    for number, block in enumerate(blocks):
        found.atoms += atoms(block, number, layout.bullet)
    return found


def body(layout: Layout, blocks: Sequence[Block]) -> str:
    """The HTML of all blocks."""
    picture = '<div class="picture"></div>' if layout.picture else ""
    parts = [picture]
    for role, group in groupby(blocks, key=lambda block: block.role):
        together = list(group)
        if role in {"row", "entry"}:
            rows = "".join(f"<tr>{''.join(map(_cell, each.parts))}</tr>" for each in together)
            parts.append(f"<table>{rows}</table>")
        else:
            parts += [_element(layout, block) for block in together]
    return "".join(parts)


def _cell(text: str) -> str:
    return f"<td>{escape(text)}</td>"


def _element(layout: Layout, block: Block) -> str:
    text = escape(block.parts[0])
    tag = {"title": "h1", "heading": "h2"}.get(block.role, "p")
    if block.role == "item":
        text = layout.bullet + text
    if block.role == "name":
        name, post = map(escape, block.parts)
        padded = layout.names == "padded" and len(name) == 2
        name = "\u3000".join(name) if padded else name
        text = f'<span class="who">{name}</span> <span>{post}</span>'
    elif block.role == "heading" and layout.heading.startswith("vertical") and not text.isascii():
        return f'<h2 class="down">{"<br>".join(block.parts[0])}</h2>'
    if layout.shadow and block.role in HEADS - {"name"} and len(text) < 0.7 * layout.width:
        text += "".join(_copy(layout, text, copy) for copy in range(1, layout.shadow.fold))
    return f'<{tag} class="{block.role}">{text}</{tag}>'


def _copy(layout: Layout, text: str, copy: int) -> str:
    """The text again, in a line moved back over the one before."""
    assert layout.shadow
    return f'<span class="copy" style="padding-left:{2 * copy * layout.shadow.dx}pt">{text}</span>'


def style(layout: Layout, font: Path) -> str:
    """The CSS of a layout."""
    align = "justify" if layout.justify else "left"
    heading = {"spaced": "letter-spacing:.7em;", "short": "margin-left:22%;margin-right:22%;"}
    return f"""
@font-face {{ font-family: face; src: url({font.as_uri()}); }}
body {{ font-family: face; font-size: {layout.size}pt; line-height: {layout.leading}; margin: 0; }}
p {{ margin: 0 0 {layout.gap}em 0; }}
p.paragraph {{ text-indent: {layout.indent}em; text-align: {align};
    hyphens: {"auto" if layout.hyphens else "manual"}; }}
h1, h2 {{ font-size: {layout.heading_size}em; font-weight: normal; text-align: center;
    margin: .5em 0; }}
h2.heading {{ {heading.get(layout.heading, "")} }}
h2.down {{ text-align: left; line-height: 1.25; }}
p.byline, p.caption {{ text-align: center; }}
p.right {{ text-align: right; }}
p.verse {{ padding-left: 2em; }}
p.hanging {{ padding-left: 2em; text-indent: -2em; }}
.who {{ display: inline-block; min-width: 5em; }}
.copy {{ display: block; margin-top: -{layout.leading}em; }}
.picture {{ float: right; width: {layout.picture}em; margin-left: 1em; border: 1px solid;
    height: {0.4 * layout.lines * layout.leading}em; }}
table {{ font-size: {min(1.0, layout.width / 32)}em; }}
td {{ padding-right: 1em; white-space: nowrap; }}
"""


@dataclass
class Book:
    """Pages in the making."""

    layout: Layout
    blocks: Sequence[Block]
    running: str  # head
    font: Path

    def __post_init__(self) -> None:
        self.sheets = sheets(self.layout, self.blocks)

    def marks(self, page: int, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The head and the foot of a page, which is then known to have them."""
        first, title = self.layout.first_page, self.blocks[0].parts[0]
        found = marks(self.layout, self.running, [title], first + page, first + count - 1)
        self.sheets.furniture += [text for line in found for text in line]
        return found


def weasy(book: Book, path: Path) -> None:
    layout, found = book.layout, book.sheets
    lang = "en" if book.running.isascii() else "zh"
    page = f"@page {{ size: {found.width}pt {found.height}pt; margin: {MARGIN}pt; }}"
    columns = f"body {{ column-count: {layout.columns}; column-gap: 2em; }}"
    css = style(layout, book.font) + page + columns
    whole = f'<html lang="{lang}"><body>{body(layout, book.blocks)}</body></html>'
    count = len(_rendered(whole, css).pages)
    for number in range(count):
        css += f"@page :nth({number + 1}) {{ {_boxes(*book.marks(number, count))} }}"
    _rendered(whole, css).write_pdf(path)


def _rendered(whole: str, css: str) -> weasyprint.Document:
    faces = FontConfiguration()
    sheet = weasyprint.CSS(string=css, font_config=faces)
    return weasyprint.HTML(string=whole).render(stylesheets=[sheet], font_config=faces)


def _boxes(head: tuple[str, ...], foot: tuple[str, ...]) -> str:
    return " ".join(
        f"@{edge}-{place} {{ content: '{text}'; font-family: face; font-size: 8pt; }}"
        for edge, line in (("top", head), ("bottom", foot))
        for place, text in zip(PLACES[len(line)], line, strict=True)
    )


def story(book: Book, path: Path) -> None:
    archive = pymupdf.Archive(str(book.font.parent))
    css = style(book.layout, book.font).replace(book.font.as_uri(), book.font.name)
    flow = pymupdf.Story(body(book.layout, book.blocks), user_css=css, archive=archive)
    writer = pymupdf.DocumentWriter(str(path))
    more = 1
    while more:
        device = writer.begin_page(pymupdf.Rect(0, 0, book.sheets.width, book.sheets.height))
        for frame in _frames(book):
            more, _ = flow.place(frame)
            flow.draw(device)
            if not more:
                break
        writer.end_page()
    writer.close()
    _furnish(book, path)


def _frames(book: Book) -> Iterator[pymupdf.Rect]:
    layout = book.layout
    for column in range(layout.columns):
        left = MARGIN + column * (layout.width + GUTTER) * layout.size
        right = left + layout.width * layout.size + 0.1
        yield pymupdf.Rect(left, MARGIN, right, book.sheets.height - MARGIN)


def _furnish(book: Book, path: Path) -> None:
    """Heads and feet, written over the finished pages."""
    made = pymupdf.open(stream=path.read_bytes())
    face = pymupdf.Font(fontfile=str(book.font))
    for number, page in enumerate(made):
        writer = pymupdf.TextWriter(page.rect)
        lines = book.marks(number, len(made))
        for y, line in zip((MARGIN * 0.7, book.sheets.height - MARGIN * 0.5), lines, strict=True):
            for place, text in enumerate(line):
                aside = MARGIN + place * (book.sheets.width - 3.2 * MARGIN)
                x = book.sheets.width / 2 - 12 if len(line) == 1 else aside
                write(writer, Run(text, x, y, 0.85 * book.layout.size), face)
        writer.write_text(page)
    made.save(path, garbage=4, deflate=True)


FLOW: dict[str, Callable[[Book, Path], None]] = {"weasyprint": weasy, "story": story}
