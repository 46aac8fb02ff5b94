"""Pages as PDF files, by three typesetters that are told where every string stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import fpdf
import pymupdf
from compose import Run, Sheets
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas


def reportlab(sheets: Sheets, font: Path, path: Path) -> None:
    pdfmetrics.registerFont(TTFont(font.stem, str(font)))
    canvas = Canvas(str(path), pagesize=(sheets.width, sheets.height))
    for page in sheets.pages:
        for run in page:
            canvas.setFont(font.stem, run.size)
            canvas.drawString(
                run.x, sheets.height - run.y, run.text, charSpace=run.spacing or None
            )
        canvas.showPage()
    canvas.save()


def fpdf2(sheets: Sheets, font: Path, path: Path) -> None:
    pdf = fpdf.FPDF(unit="pt", format=(sheets.width, sheets.height))
    pdf.set_auto_page_break(auto=False)
    pdf.add_font("text", fname=font)
    for page in sheets.pages:
        pdf.add_page()
        for run in page:
            pdf.set_font("text", size=run.size)
            pdf.set_char_spacing(run.spacing)
            pdf.text(run.x, run.y, run.text)
    pdf.output(str(path))


def mupdf(sheets: Sheets, font: Path, path: Path) -> None:
    made = pymupdf.open()
    face = pymupdf.Font(fontfile=str(font))
    for runs in sheets.pages:
        page = made.new_page(width=sheets.width, height=sheets.height)
        writer = pymupdf.TextWriter(page.rect)
        for run in runs:
            _write(writer, run, face)
        writer.write_text(page)
    made.save(path, garbage=4, deflate=True)


def _write(writer: pymupdf.TextWriter, run: Run, face: pymupdf.Font) -> None:
    if not run.spacing:
        writer.append((run.x, run.y), run.text, font=face, fontsize=run.size)
        return
    x = run.x
    for sign in run.text:
        writer.append((x, run.y), sign, font=face, fontsize=run.size)
        x += face.glyph_advance(ord(sign)) * run.size + run.spacing


DRAW: dict[str, Callable[[Sheets, Path, Path], None]] = {
    "reportlab": reportlab,
    "fpdf2": fpdf2,
    "pymupdf": mupdf,
}
