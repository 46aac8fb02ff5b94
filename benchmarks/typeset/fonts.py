"""Small TrueType fonts of the characters in use, which every typesetter here can embed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Protocol

import pymupdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FILES = {
    "sans": "NotoSansCJKsc-Regular.otf",
    "serif": "NotoSerifCJKsc-Regular.otf",
    "mono": "SourceHanMonoSC-Regular.otf",
}
DROID = "droid"  # comes with PyMuPDF
NAMES = (*FILES, DROID)
ERROR = 1.0  # units of 1000 an outline may be off when cubic curves become quadratic


class Drawn(Protocol):
    """A glyph of a font."""

    def draw(self, pen: object) -> None: ...


def make(folder: Path, chars: str) -> dict[str, Path]:
    """A TrueType file of every font."""
    folder.mkdir(parents=True, exist_ok=True)
    return {name: _make(name, folder / f"{name}.ttf", chars) for name in NAMES}


def _make(name: str, path: Path, chars: str) -> Path:
    _rebuilt(_subset(_opened(name), chars), name).save(path)
    return path


def _opened(name: str) -> TTFont:
    if name == DROID:
        return TTFont(BytesIO(pymupdf.Font("cjk").buffer))
    found = importlib.util.find_spec("mplfonts")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the fonts come with the package mplfonts: install cleantext-ocr[typeset]")
    return TTFont(Path(found.submodule_search_locations[0], "fonts", FILES[name]))


def _subset(font: TTFont, chars: str) -> TTFont:
    options = Options(layout_features=[], name_IDs=[1, 2, 4, 6], hinting=False, notdef_outline=True)
    options.drop_tables += ["vhea", "vmtx", "VORG", "GSUB", "GPOS", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(text=chars)
    subsetter.subset(font)
    return font


def _rebuilt(font: TTFont, name: str) -> TTFont:
    """A font of quadratic curves, a glyph for every character: shared ones read ambiguously."""
    outlines, advances = font.getGlyphSet(), font["hmtx"]
    glyphs = {".notdef": ".notdef"}
    glyphs |= {f"u{code:04X}": glyph for code, glyph in font.getBestCmap().items()}
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap({code: f"u{code:04X}" for code in font.getBestCmap()})
    builder.setupGlyf({new: _outline(outlines, old) for new, old in glyphs.items()})
    drawn = builder.font["glyf"]
    builder.setupHorizontalMetrics(
        {new: (advances[old][0], getattr(drawn[new], "xMin", 0)) for new, old in glyphs.items()}
    )
    head = font["hhea"]
    builder.setupHorizontalHeader(ascent=head.ascent, descent=head.descent)
    builder.setupNameTable({"familyName": f"Typeset {name}", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=head.ascent, sTypoDescender=head.descent)
    builder.setupPost()
    return builder.font


def _outline(outlines: Mapping[str, Drawn], name: str) -> object:
    whole, pen = DecomposingRecordingPen(outlines), TTGlyphPen(None)
    outlines[name].draw(whole)
    whole.replay(Cu2QuPen(pen, ERROR, reverse_direction=True))
    return pen.glyph()


class Metrics:
    """How wide a character is, as a share of the font size."""

    def __init__(self, path: Path, latin: Path | None = None) -> None:
        self.wide = _widths(path)
        if latin:
            self.wide |= {code: wide for code, wide in _widths(latin).items() if code < 0x80}

    def __call__(self, text: Iterable[str]) -> float:
        return sum(self.wide.get(ord(sign), 1.0) for sign in text)


def _widths(path: Path) -> dict[int, float]:
    font = TTFont(path)
    units, advances = font["head"].unitsPerEm, font["hmtx"]
    return {code: advances[name][0] / units for code, name in font.getBestCmap().items()}
