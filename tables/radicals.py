"""Write the table that the filter `radicals` reads: `python tables/radicals.py`.

Radicals come from EquivalentUnifiedIdeograph.txt of the Unicode Character Database, which stands
beside this script; compatibility ideographs and ligatures from the decompositions that Python
knows. Those are the same in every version of Unicode that has the character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
UCD = HERE / "EquivalentUnifiedIdeograph.txt"
TABLE = HERE.parent / "src/cleantext/filters/radicals/table.py"
NONE = " "
ROW = 32  # signs on a line

BLOCKS = {
    "CJK Radicals Supplement": (0x2E80, 0x2EF3),
    "Kangxi Radicals": (0x2F00, 0x2FD5),
    "CJK Compatibility Ideographs": (0xF900, 0xFAD9),
    "CJK Compatibility Ideographs Supplement": (0x2F800, 0x2FA1D),
}

HEAD = '''"""What each radical or compatibility ideograph is. Written by tables/radicals.py.

By the first code point of each block, the ordinary signs in the order of the block; a blank
stands where there is none. Source of the radicals: {version}.
"""

from typing import Final

BLOCKS: Final = {{
'''


def radicals(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Each radical or stroke with its ideograph."""
    for line in lines:
        codes, _, target = line.partition("#")[0].partition(";")
        if target:
            first, _, last = codes.strip().partition("..")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                yield code, int(target, 16)


def twins(lines: list[str]) -> dict[int, int]:
    """Every radical and compatibility ideograph with its ordinary sign."""
    found = dict(radicals(lines))
    for first, last in BLOCKS.values():
        for code in range(first, last + 1):
            singleton = unicodedata.decomposition(chr(code))
            if singleton and not singleton.startswith("<"):
                found[code] = ord(unicodedata.normalize("NFD", chr(code)))
    return found


def table(known: Mapping[int, int]) -> Iterator[str]:
    """The blocks as Python."""
    for name, (first, last) in BLOCKS.items():
        signs = "".join(chr(known.get(code, ord(NONE))) for code in range(first, last + 1))
        rows = [signs[at : at + ROW] for at in range(0, len(signs), ROW)]
        yield f"    0x{first:X}: (  # {name}\n"
        yield from (f'        "{row}"\n' for row in rows)
        yield "    ),\n"
    yield "}\n"


def module() -> str:
    """The whole module."""
    lines = UCD.read_text("utf-8").splitlines()
    return "".join([HEAD.format(version=lines[0].removeprefix("# ")), *table(twins(lines))])


if __name__ == "__main__":
    TABLE.write_text(module(), "utf-8")
