"""Pages by two typesetters that break lines themselves: HTML for WeasyPrint and PyMuPDF's Story."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

import pymupdf
import weasyprint
from compose import HEADS, MARGIN, Sheets, atoms, marks
from draw import write
from compose import Run
from layouts import Layout
from texts import Block
from weasyprint.text.fonts import FontConfiguration

PLACES = {1: ("center",), 2: ("left", "right")}


def sheets(layout: Layout, blocks: Sequence[Block]) -> Sheets:
    """What is true of the pages before they are made."""
    gutters = (layout.columns - 1) * 2.0
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
    if layout.shadow and block.role in HEADS - {"name"}:
        text += "".join(_copy(layout, text, copy) for copy in range(1, layout.shadow.fold))
    return f'<{tag} class="{block.role}">{text}</{tag}>'


def _copy(layout: Layout, text: str, copy: int) -> str:
    shadow = layout.shadow
    assert shadow
    return f'<span class="copy" style="left:{copy * shadow.dx}pt;top:{copy * shadow.dy}pt">{text}</span>'


def style(layout: Layout, font: Path) -> str:
    """The CSS of a layout."""
    align = "justify" if layout.justify else "left"
    relative = "position: relative;" if layout.shadow else ""
    heading = {"spaced": "letter-spacing:.7em;", "short": "margin-left:22%;margin-right:22%;"}
    return f"""
@font-face {{ font-family: face; src: url({font.as_uri()}); }}
body {{ font-family: face; font-size: {layout.size}pt; line-height: {layout.leading}; margin: 0; }}
p {{ margin: 0 0 {layout.gap}em 0; }}
p.paragraph {{ text-indent: {layout.indent}em; text-align: {align};
    hyphens: {"auto" if layout.hyphens else "manual"}; }}
h1, h2 {{ font-size: {layout.heading_size}em; font-weight: normal; text-align: center;
    margin: .5em 0; {relative} }}
h2.heading {{ {heading.get(layout.heading, "")} }}
h2.down {{ text-align: left; line-height: 1.25; }}
p.byline, p.caption {{ text-align: center; {relative} }}
p.right {{ text-align: right; }}
p.verse {{ padding-left: 2em; }}
p.hanging {{ padding-left: 2em; text-indent: -2em; }}
.who {{ display: inline-block; min-width: 5em; }}
.copy {{ position: absolute; width: 100%; }}
.picture {{ float: right; width: {layout.picture}em; height: {0.4 * layout.lines * layout.leading}em;
    border: 1px solid; margin-left: 1em; }}
table {{ font-size: {min(1.0, layout.width / 32)}em; }}
td {{ padding-right: 1em; white-space: nowrap; }}
"""


def weasy(layout: Layout, blocks: Sequence[Block], running: str, font: Path, path: Path) -> Sheets:
    found = sheets(layout, blocks)
    lang = "en" if running.isascii() else "zh"
    page = f"@page {{ size: {found.width}pt {found.height}pt; margin: {MARGIN}pt; }}"
    columns = f"body {{ column-count: {layout.columns}; column-gap: 2em; }}"
    css = style(layout, font) + page + columns
    whole = f'<html lang="{lang}"><body>{body(layout, blocks)}</body></html>'
    count = len(_rendered(whole, css).pages)
    for number in range(count):
        css += _page(layout, running, blocks[0].parts[0], number, count, found)
    _rendered(whole, css).write_pdf(path)
    return found


def _rendered(whole: str, css: str) -> weasyprint.Document:
    faces = FontConfiguration()
    sheet = weasyprint.CSS(string=css, font_config=faces)
    return weasyprint.HTML(string=whole).render(stylesheets=[sheet], font_config=faces)


def _page(
    layout: Layout, running: str, title: str, number: int, count: int, found: Sheets
) -> str:
    folio = layout.first_page + number
    head, foot = marks(layout, running, [title], folio, layout.first_page + count - 1)
    boxes = ""
    for edge, line in (("top", head), ("bottom", foot)):
        for place, text in zip(PLACES.get(len(line), ()), line, strict=False):
            found.furniture.append(text)
            boxes += f"@{edge}-{place} {{ content: '{text}'; font-family: face; font-size: 8pt; }}"
    return f"@page :nth({number + 1}) {{ {boxes} }}"


def story(layout: Layout, blocks: Sequence[Block], running: str, font: Path, path: Path) -> Sheets:
    found = sheets(layout, blocks)
    archive = pymupdf.Archive(str(font.parent))
    css = style(layout, font).replace(font.as_uri(), font.name)
    flow = pymupdf.Story(body(layout, blocks), user_css=css, archive=archive)
    writer = pymupdf.DocumentWriter(str(path))
    more = 1
    while more:
        device = writer.begin_page(pymupdf.Rect(0, 0, found.width, found.height))
        for frame in _frames(layout, found):
            more, _ = flow.place(frame)
            flow.draw(device)
            if not more:
                break
        writer.end_page()
    writer.close()
    _furnish(layout, running, blocks[0].parts[0], font, path, found)
    return found


def _frames(layout: Layout, found: Sheets) -> Iterator[pymupdf.Rect]:
    for column in range(layout.columns):
        left = MARGIN + column * (layout.width + 2.0) * layout.size
        right = left + layout.width * layout.size + 0.1
        yield pymupdf.Rect(left, MARGIN, right, found.height - MARGIN)


def _furnish(
    layout: Layout, running: str, title: str, font: Path, path: Path, found: Sheets
) -> None:
    """Heads and feet, written over the finished pages."""
    made = pymupdf.open(stream=path.read_bytes())
    face = pymupdf.Font(fontfile=str(font))
    count = len(made)
    for number, page in enumerate(made):
        folio = layout.first_page + number
        head, foot = marks(layout, running, [title], folio, layout.first_page + count - 1)
        writer = pymupdf.TextWriter(page.rect)
        for y, line in ((MARGIN * 0.7, head), (found.height - MARGIN * 0.5, foot)):
            for place, text in enumerate(line):
                x = found.width / 2 - 12 if len(line) == 1 else MARGIN + place * (found.width - 160)
                write(writer, Run(text, x, y, 0.85 * layout.size), face)
                found.furniture.append(text)
        writer.write_text(page)
    made.save(path, garbage=4, deflate=True)


FLOW: dict[str, Callable[[Layout, Sequence[Block], str, Path, Path], Sheets]] = {
    "weasyprint": weasy,
    "story": story,
}
