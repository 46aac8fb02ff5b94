"""Pages as PDF files, by three typesetters that are told where every string stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import fpdf
import pymupdf
from compose import Sheets
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from shadows import Run


def reportlab(sheets: Sheets, faces: Sequence[Path], path: Path) -> None:
    for face in faces:
        pdfmetrics.registerFont(TTFont(face.stem, str(face)))
    canvas = Canvas(str(path), pagesize=(sheets.width, sheets.height))
    for page in sheets.pages:
        for run in page:
            canvas.setFont(faces[-1 if run.latin else 0].stem, run.size)
            canvas.drawString(run.x, sheets.height - run.y, run.text, charSpace=run.spacing or None)
        canvas.showPage()
    canvas.save()


def fpdf2(sheets: Sheets, faces: Sequence[Path], path: Path) -> None:
    pdf = fpdf.FPDF(unit="pt", format=(sheets.width, sheets.height))
    pdf.set_auto_page_break(auto=False)
    for face in faces:
        pdf.add_font(face.stem, fname=face)
    for page in sheets.pages:
        pdf.add_page()
        for run in page:
            pdf.set_font(faces[-1 if run.latin else 0].stem, size=run.size)
            pdf.set_char_spacing(run.spacing)
            pdf.text(run.x, run.y, run.text)
    pdf.output(str(path))


def mupdf(sheets: Sheets, faces: Sequence[Path], path: Path) -> None:
    made = pymupdf.open()
    fonts = [pymupdf.Font(fontfile=str(face)) for face in faces]
    for runs in sheets.pages:
        page = made.new_page(width=sheets.width, height=sheets.height)
        writer = pymupdf.TextWriter(page.rect)
        for run in runs:
            write(writer, run, fonts[-1 if run.latin else 0])
        writer.write_text(page)
    made.save(path, garbage=4, deflate=True)


def write(writer: pymupdf.TextWriter, run: Run, face: pymupdf.Font) -> None:
    if not run.spacing:
        writer.append((run.x, run.y), run.text, font=face, fontsize=run.size)
        return
    x = run.x
    for sign in run.text:
        writer.append((x, run.y), sign, font=face, fontsize=run.size)
        x += face.glyph_advance(ord(sign)) * run.size + run.spacing


DRAW: dict[str, Callable[[Sheets, Sequence[Path], Path], None]] = {
    "reportlab": reportlab,
    "fpdf2": fpdf2,
    "pymupdf": mupdf,
}
