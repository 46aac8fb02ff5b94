"""Gather public clean text from the repositories in corpora.json: a folder for each kind.

    python gather.py FOLDER [--from https://github.com]

The text is what harm is measured on and `wraps` is fitted to; none of it is committed.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

CORPORA: Final = Path(__file__).with_name("corpora.json")
LEAST: Final = 200  # bytes of a file
TOGETHER: Final = 5  # sentences to a paragraph
RUBY: Final = re.compile("《[^》]*》|［＃[^］]*］|｜")


class Corpus(NamedTuple):
    """Some files of a repository, which hold text of one kind."""

    kind: str
    repo: str
    match: str  # the whole path
    most: int  # files
    form: str = "plain"


def plain(text: str) -> str:
    return text


def markdown(text: str) -> str:
    """Without comments and marks of headings."""
    return re.sub(r"<!--.*?-->|^#+ ", "", text, flags=re.DOTALL | re.MULTILINE)


def headed(text: str) -> str:
    """What stands behind the first blank line."""
    return text.partition("\n\n")[2]


def sentences(text: str) -> str:
    """Paragraphs of some sentences each, which stand on lines of their own."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    groups = (lines[at : at + TOGETHER] for at in range(0, len(lines), TOGETHER))
    return "\n".join(map("".join, groups))


def filled(text: str) -> str:
    """Paragraphs of lines cut where they were full."""
    lines = text.split("\n")
    full = max(map(len, lines)) - 4
    return "".join(line if len(line) >= full else f"{line}\n" for line in lines)


def joined(text: str) -> str:
    """Paragraphs between blank lines, each of lines cut where they were full."""
    blocks = re.split(r"\n\s*\n", text)
    return "\n\n".join(" ".join(block.split()) for block in blocks)


def poems(text: str) -> str:
    """Verses of all poems, a blank line between two."""
    found = (poem.get("paragraphs") for poem in json.loads(text) if isinstance(poem, dict))
    return "\n\n".join("\n".join(verses) for verses in found if verses)


def aozora(text: str) -> str:
    """A book without notes on how it is written, and without its readings."""
    body = text.rpartition("\n-----")[2].partition("\n")[2]
    return RUBY.sub("", body.partition("\n底本：")[0]).strip("\n")


FORMS: Final[dict[str, Callable[[str], str]]] = {
    form.__name__: form
    for form in (plain, markdown, headed, sentences, filled, joined, poems, aozora)
}


def cloned(repo: str, source: str, folder: Path) -> Path:
    """A bare copy of a repository, made once."""
    copy = folder / repo.replace("/", "+")
    if not copy.exists():
        asked = ["git", "clone", "--quiet", "--bare", "--depth", "1", f"{source}/{repo}", str(copy)]
        subprocess.run(asked, check=True)
    return copy


def git(copy: Path, *asked: str) -> bytes:
    ready = ["git", "--git-dir", str(copy), "-c", "core.quotepath=off", *asked]
    return subprocess.run(ready, check=True, capture_output=True).stdout


def files(copy: Path, match: str, most: int) -> list[str]:
    """At most so many of the files whose whole path matches, from all over the repository."""
    rows = (
        row.split("\t", 1)
        for row in git(copy, "ls-tree", "-r", "-l", "HEAD").decode().split("\n")
        if row
    )
    large = (
        path
        for about, path in rows
        if about.split()[3].isdigit() and int(about.split()[3]) >= LEAST
    )
    found = [path for path in large if re.fullmatch(match, path)]
    return found[:: max(len(found) // most, 1)][:most]


def decoded(raw: bytes, kind: str) -> str | None:
    """The text of a file, whatever encoding its language is written in."""
    for encoding in ("utf-8-sig", "cp932" if kind.startswith("ja") else "gb18030"):
        try:
            return raw.decode(encoding).replace("\r\n", "\n")
        except UnicodeDecodeError:
            continue
    return None


def gather(corpus: Corpus, copy: Path, folder: Path) -> int:
    """Write the files of a kind; how many characters they have."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number, path in enumerate(files(copy, corpus.match, corpus.most)):
        text = decoded(git(copy, "show", f"HEAD:{path}"), corpus.kind)
        if text and (formed := FORMS[corpus.form](text)).strip():
            size += len(formed)
            (folder / f"{number:04}.txt").write_bytes(formed.encode())
    return size


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--from", dest="source", default="https://github.com", metavar="URL")
    asked = parser.parse_args()
    for each in json.loads(CORPORA.read_text("utf-8")):
        corpus = Corpus(**each)
        copy = cloned(corpus.repo, asked.source, asked.folder / "repositories")
        size = gather(corpus, copy, asked.folder / "clean" / corpus.kind)
        print(f"{corpus.kind}: {size:,} characters")


if __name__ == "__main__":
    main()
