"""The texts to typeset: a plain markup of one block a line, after a few `key: value` lines.

# title            ## heading over what follows
~ byline           ! caption
> line, left       < line, right
| verse            @ name / title
+ cell / cell      = entry / page
- item of a list   * entry with a hanging indent
` code             anything else is a paragraph
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROLES = {
    "#": "title",
    "##": "heading",
    "~": "byline",
    "!": "caption",
    ">": "left",
    "<": "right",
    "|": "verse",
    "@": "name",
    "+": "row",
    "=": "entry",
    "-": "item",
    "*": "hanging",
    "`": "code",
}
CELLS = {"name", "row", "entry"}  # roles whose lines have parts that stand apart
TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Block:
    """A paragraph, a line that stands alone, or a row of cells."""

    role: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """A text of known truth."""

    name: str
    split: str
    lang: str
    genre: str
    head: str  # what stands over its pages
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return self.blocks[0].parts[0]


def load(path: Path) -> Text:
    """The text of a file."""
    meta, _, body = path.read_text("utf-8").partition("\n\n")
    known = dict(line.split(": ", 1) for line in meta.splitlines())
    blocks = tuple(block(line) for line in body.splitlines() if line)
    return Text(path.stem, blocks=blocks, **known)


def block(line: str) -> Block:
    sigil, _, rest = line.partition(" ")
    role = ROLES.get(sigil, "paragraph")
    if role == "paragraph":
        return Block(role, (line,))
    return Block(role, tuple(rest.split(" / ")) if role in CELLS else (rest,))


def texts(folder: Path, split: str) -> Iterator[Text]:
    """The texts of a split."""
    every = map(load, sorted(folder.glob("*.txt")))
    return (text for text in every if text.split == split)


def letters(folder: Path) -> str:
    """Every character the texts use."""
    return "".join(sorted(set("".join(path.read_text("utf-8") for path in folder.glob("*.txt")))))
