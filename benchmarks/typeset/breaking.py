"""Lines: where a text may be broken, and what strings a line is drawn as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pyphen
from fonts import Metrics
from layouts import Layout
from shadows import seams

NO_START = set("，。、；：？！”’）》〉」』】〕…—ー々%％℃,.;:?!)]}・ゃゅょっァィゥェォャュョッ")
NO_END = set("“‘（《〈「『【〔([{")
TOKEN = re.compile(r" +|[!-~\u00a0-\u024f–‑‘’“”…—\uac00-\ud7a3]+|.")
MOST_SPARE = 3.0  # characters a line may be stretched by


@dataclass(frozen=True)
class Setting:
    """How a paragraph is set."""

    size: float = 0.0  # 0: of the text
    aside: float = 0.0  # 0.5 is centred, 1 at the right
    indent: float = 0.0  # in characters
    hanging: float = 0.0  # indent of later lines
    spacing: float = 0.0  # between letters, in points
    share: float = 1.0  # of the width


CENTRE, RIGHT = Setting(aside=0.5), Setting(aside=1.0)


def han(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff"


def joints(text: str) -> Iterator[int]:
    """Where Han and Latin letters or digits meet."""
    for at in range(1, len(text)):
        one, other = text[at - 1], text[at]
        if (han(one) and other.isascii() and other.isalnum()) or (
            one.isascii() and (one.isalnum() or one == "%") and han(other)
        ):
            yield at


class Breaker:
    """Breaks the texts of a layout into lines."""

    def __init__(self, layout: Layout, wide: Metrics, *, english: bool) -> None:
        self.layout, self.wide = layout, wide
        self.words = pyphen.Pyphen(lang="en_GB") if english and layout.hyphens else None

    def tokens(self, text: str) -> list[str]:
        """Pieces a line may be broken between."""
        return list(self._tokens(text))

    def _tokens(self, text: str) -> Iterator[str]:
        glued = ""
        for token in TOKEN.findall(text):
            if token[0] in NO_END or (len(token) == 1 and token in NO_END):
                yield from self._whole(glued)
                glued = token
            elif token[0] in NO_START or (glued and glued[-1] in NO_END):
                glued += token
            else:
                yield from self._whole(glued)
                glued = token
        yield from self._whole(glued)

    def _whole(self, token: str) -> Iterator[str]:
        if "://" in token:
            yield from re.findall(r"[^/]*/+|[^/]+", token)
        elif token:
            yield from re.findall(r"[^-]*[a-z]-(?=[a-z])|.+", token)

    def width(self, text: str, how: Setting) -> float:
        apart = self.layout.apart * len(list(joints(text))) * how.size
        return self.wide(text) * how.size + how.spacing * max(len(text) - 1, 0) + apart

    def fill(self, tokens: list[str], room: float, how: Setting) -> tuple[str, list[str]]:
        """A line, and the tokens left for those after it."""
        line = ""
        for at, token in enumerate(tokens):
            if line and self.width((line + token).rstrip(), how) > room:
                more, rest = self._divided(token, room - self.width(line, how), how.size)
                left = tokens[at:] if not more else [rest, *tokens[at + 1 :]]
                while left and left[0].isspace():
                    left = left[1:]
                return (line + more).rstrip(), left
            line += token
        return line.rstrip(), []

    def _divided(self, token: str, room: float, size: float) -> tuple[str, str]:
        """The first part of a word with its hyphen, and the rest."""
        sign = "\u00ad" if self.layout.hyphens == "soft" else "-"
        core = token.strip("".join(NO_START | NO_END) + "“”‘’")
        if self.words is None or not core.isalpha() or "-" in token:
            return "", token
        for head, _ in self.words.iterate(core):
            cut = token.index(core) + len(head)
            if self.wide(token[:cut] + "-") * size <= room:
                return token[:cut] + sign, token[cut:]
        return "", token

    def pieces(self, text: str, how: Setting, room: float) -> Iterator[tuple[str, float, float]]:
        """Strings to draw, their distances from the start of the line, and their letter spacing.

        With room given the line is stretched to fill it, if it is to be justified.
        """
        spare = room - self.width(text, how) if room and self.layout.justify else 0.0
        spare = spare if 0 <= spare <= MOST_SPARE * how.size else 0.0
        blanks = text.count(" ") if text.isascii() else 0
        blank = spare / blanks if blanks else 0.0
        spacing = how.spacing + (0.0 if blanks else spare / max(len(text) - 1, 1))
        x, gaps = 0.0, set(joints(text)) if self.layout.apart else set()
        for start, stop in pairwise(sorted(self._cuts(text, after_blanks=bool(blank)) | gaps)):
            part = text[start:stop]
            x += self.layout.apart * how.size if start in gaps else 0.0
            yield part, x, spacing
            x += self.wide(part) * how.size + spacing * len(part) + blank * part.count(" ")

    def _cuts(self, text: str, *, after_blanks: bool) -> set[int]:
        """Where one string ends and another begins."""
        cuts = {0, len(text)}
        if self.layout.draw == "glyph":
            cuts |= set(range(len(text)))
        elif self.layout.draw == "run" or self.layout.latin:
            cuts |= set(seams(text))
        if after_blanks:
            cuts |= {at + 1 for at, sign in enumerate(text) if sign == " "}
        return cuts
