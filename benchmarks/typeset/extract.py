"""What extractors read out of a PDF."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfminer.high_level
import pdfplumber
import pymupdf
import pypdf
import pypdfium2


def pdfminer_six(path: Path) -> str:
    return str(pdfminer.high_level.extract_text(str(path)))


def pypdf_plain(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def pdfium(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as found:
        return "\n".join(page.get_textpage().get_text_range() for page in found)


def mupdf(path: Path) -> str:
    with pymupdf.open(path) as found:
        return "".join(page.get_text() for page in found)


def mupdf_sorted(path: Path) -> str:
    with pymupdf.open(path) as found:
        return "\f".join(page.get_text(sort=True) for page in found)


def plumber(path: Path) -> str:
    with pdfplumber.open(path) as found:
        return "\n".join(page.extract_text() for page in found.pages)


def poppler(*options: str) -> Callable[[Path], str]:
    def run(path: Path) -> str:
        command = ["pdftotext", "-enc", "UTF-8", *options, str(path), "-"]
        return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")

    return run


def pdfbox(suffix: str) -> Callable[[Path], str]:
    def run(path: Path) -> str:
        return path.with_name(f"{path.name}.{suffix}").read_bytes().decode("utf-8")

    return run


EXTRACT: dict[str, Callable[[Path], str]] = {
    "pdfminer": pdfminer_six,
    "pypdf": pypdf_plain,
    "pypdfium2": pdfium,
    "pymupdf": mupdf,
    "pymupdf_sort": mupdf_sorted,
    "pdfplumber": plumber,
    "pdftotext": poppler(),
    "pdftotext_raw": poppler("-raw"),
    "pdftotext_layout": poppler("-layout"),
    "pdfbox2": pdfbox("pdfbox2"),
    "pdfbox2_sort": pdfbox("pdfbox2_sort"),
}


def jar() -> Path | None:
    """PDFBox as it comes with tabula-py."""
    found = importlib.util.find_spec("tabula")
    if found is None or not found.submodule_search_locations:
        return None
    return next(Path(found.submodule_search_locations[0]).glob("tabula-*.jar"), None)


def available() -> list[str]:
    """The extractors this machine has."""
    missing = set()
    if not shutil.which("pdftotext"):
        missing |= {name for name in EXTRACT if name.startswith("pdftotext")}
    if not (jar() and shutil.which("java")):
        missing |= {name for name in EXTRACT if name.startswith("pdfbox")}
    return [name for name in EXTRACT if name not in missing]


def strip(paths: Sequence[Path]) -> None:
    """Have PDFBox read all files at once: its start takes longer than its work."""
    source = Path(__file__).with_name("Strip.java")
    command = ["java", "-cp", str(jar()), str(source), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True)
