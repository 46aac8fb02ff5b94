"""What an extraction should read like: the texts typeset, in the order the extractor gave them.

The signs of the raw text are parsed as a sequence of texts known to stand on the pages, paragraphs
and cells (atoms) and furniture. Furniture may stand inside an atom, where a page ends. Whatever
cannot be parsed so is out of order or lost: there is no gold text for it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from compose import Atom, han

PATIENCE = 4000  # places where a parse may turn back
HYPHENS = "-\u2010\ufffe\u00ad\x02"
SAME = {"⋯": "…", "\ufffe": "-", "\x02": "-", "\u2010": "-", "\u00a0": " ", "‑": "-"}


@dataclass(frozen=True)
class Sign:
    """A character of a raw text that is no blank, where it stands, and what it stands for."""

    char: str
    at: int
    starts: bool  # a line


@dataclass
class Parse:
    """The atoms of a raw text in their order, each with the places of its signs."""

    order: list[int] = field(default_factory=list)
    places: dict[int, list[int]] = field(default_factory=dict)
    furniture: list[list[int]] = field(default_factory=list)


def plain(char: str) -> str:
    """A character as it was typeset: no compatibility form, no ligature."""
    if char in SAME:
        return SAME[char]
    folded = unicodedata.normalize("NFKC", char)
    return folded if len(folded) == 1 or "ﬀ" <= char <= "ﬆ" else char


def signs(text: str) -> list[Sign]:
    """The signs of a raw text."""
    found: list[Sign] = []
    starts = True
    for at, char in enumerate(text):
        if char.isspace() or char in "\x00\ufeff\u200b":
            starts = starts or char in "\n\f\r"
            continue
        for one in plain(char):
            found.append(Sign(one, at, starts))
            starts = False
    return found


def squeezed(text: str) -> str:
    return "".join(sign.char for sign in signs(text))


class Parser:
    """Looks for the one way to read a raw text as atoms and furniture."""

    def __init__(self, raw: str, atoms: Sequence[Atom], furniture: Sequence[str]) -> None:
        self.raw, self.signs = raw, signs(raw)
        self.text = "".join(sign.char for sign in self.signs)
        self.atoms = [squeezed(atom.text) for atom in atoms]
        self.furniture = Counter(map(squeezed, furniture))
        self.steps = 0
        self.best = 0  # how far any parse came

    def parse(self) -> Parse | None:
        """None if there is no way."""
        found = self._from(0, [], set(), Counter())
        return self._read(found) if found is not None else None

    def _from(
        self, at: int, path: list[tuple[int, int, int]], used: set[int], gone: Counter[str]
    ) -> list[tuple[int, int, int]] | None:
        """The rest of the spans (atom or -1, start, stop) after the first `at` signs."""
        stack = [(at, path, used, gone, -1, 0)]
        while stack and self.steps < PATIENCE:
            self.steps += 1
            at, path, used, gone, atom, done = stack.pop()
            self.best = max(self.best, at)
            if at == len(self.text) and atom < 0:
                if len(used) == len(self.atoms):
                    return path
                continue
            stack += reversed(list(self._next(at, path, used, gone, atom, done)))
        return None

    def _next(
        self,
        at: int,
        path: list[tuple[int, int, int]],
        used: set[int],
        gone: Counter[str],
        atom: int,
        done: int,
    ) -> Iterator[tuple[int, list[tuple[int, int, int]], set[int], Counter[str], int, int]]:
        """What may stand here, the likeliest first: furniture, more of this atom, another atom."""
        for line in self.furniture:
            if gone[line] < self.furniture[line] and self.text.startswith(line, at):
                stop = at + len(line)
                more = gone + Counter([line])
                yield stop, [*path, (-1, at, stop)], used, more, atom, done
        if atom >= 0:
            for stop, come in self._more(at, atom, done):
                whole = come == len(self.atoms[atom])
                span = (atom, at, stop)
                if whole:
                    yield stop, [*path, span], used, gone, -1, 0
                elif stop > at:
                    yield stop, [*path, span], used, gone, atom, come
            return
        after = (path[-1][0] if path else -1) + 1
        order = sorted(range(len(self.atoms)), key=lambda each: (each < after, each))
        seen: set[str] = set()
        for each in order:
            text = self.atoms[each]
            if each in used or text in seen or not self.text.startswith(text[:1], at):
                continue
            seen.add(text)
            yield at, path, used | {each}, gone, each, 0

    def _more(self, at: int, atom: int, done: int) -> list[tuple[int, int]]:
        """How far an atom goes on: to its end, to a sign not its own, or to what may be furniture."""
        text, stops = self.atoms[atom], []
        start = at
        while done < len(text) and at < len(self.signs):
            sign = self.signs[at]
            if sign.starts and at > start and self._may_be_furniture(at):
                stops.append((at, done))
            if sign.char == text[done]:
                at, done = at + 1, done + 1
            elif sign.char in HYPHENS and self._divides(at):
                at += 1
            elif text[done] == "-" and text[done + 1 : done + 2] == sign.char and at > start:
                done += 1  # pdftotext takes a hyphen at a line's end for a divided word
            else:
                break
        stops.append((at, done))
        return stops

    def _may_be_furniture(self, at: int) -> bool:
        return any(self.text.startswith(line, at) for line in self.furniture)

    def _divides(self, at: int) -> bool:
        """Whether a hyphen stands at the end of a line."""
        sign = self.signs[at]
        if self.raw[sign.at] in "\u00ad\ufffe\x02":
            return True
        return at + 1 < len(self.signs) and self.signs[at + 1].starts

    def _read(self, path: list[tuple[int, int, int]]) -> Parse:
        parse = Parse()
        for atom, start, stop in path:
            places = [sign.at for sign in self.signs[start:stop]]
            if atom < 0:
                parse.furniture.append(places)
                continue
            if atom not in parse.places:
                parse.order.append(atom)
            parse.places.setdefault(atom, []).extend(places)
        return parse


def gold(raw: str, atoms: Sequence[Atom], parse: Parse) -> str:
    """The atoms in the order of the raw text, a line each unless the raw text has them on one."""
    text, last = "", -1
    for each in parse.order:
        if last >= 0:
            between = raw[parse.places[last][-1] + 1 : parse.places[each][0]]
            text += "\n" if any(char in between for char in "\n\f\r") else " "
        text += read(raw, atoms[each].text, parse.places[each])
        last = each
    return f"{text}\n"


def read(raw: str, text: str, places: Sequence[int]) -> str:
    """A text without the hyphens that the extractor left out."""
    if "-" not in text:
        return text
    left = "".join(plain(raw[place]) for place in places)
    at, kept = 0, ""
    for char in text:
        if char.isspace():
            kept += char
            continue
        while at < len(left) and left[at] != plain(char) and left[at] in HYPHENS:
            at += 1
        if left[at : at + 1] == plain(char):
            kept, at = kept + char, at + 1
        elif char != "-":
            raise ValueError(f"{char} is not {left[at:at + 9]}")
    return kept


def merged(raw: str, atoms: Sequence[Atom], parse: Parse) -> int:
    """How often two texts that are no cells of one row stand on one line."""
    count = 0
    for one, other in zip(parse.order, parse.order[1:], strict=False):
        between = raw[parse.places[one][-1] + 1 : parse.places[other][0]]
        apart = any(char in between for char in "\n\f\r")
        count += not apart and atoms[one].row != atoms[other].row
    return count


def counts(raw: str, atoms: Sequence[Atom], parse: Parse) -> dict[str, int]:
    """How often each artefact occurs; what does not occur is left out."""
    found: Counter[str] = Counter()
    for atom, places in parse.places.items():
        found.update(_inside(raw, places, atoms[atom].text))
    for places in parse.furniture:
        found["furniture_chars"] += len(places)
        found["furniture_lines"] += 1
    lines = raw.splitlines()
    found["single_char_lines"] = sum(len(squeezed(line)) == 1 for line in lines)
    found["form_feeds"] = raw.count("\f")
    found["crlf"] = raw.count("\r\n")
    found["layout_spaces"] = sum("  " in line for line in lines)
    found["char_variants"] = sum(map(_variant, raw))
    return {name: number for name, number in found.items() if number}


def _variant(char: str) -> bool:
    """Whether a character is another form of the one typeset: a radical, a compatibility form."""
    return char in SAME or "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff"


def _inside(raw: str, places: Sequence[int], text: str) -> Counter[str]:
    """What the extraction put between the signs of an atom."""
    found: Counter[str] = Counter()
    true = _blanks(text)
    for number, (one, other) in enumerate(zip(places, places[1:], strict=False), 1):
        between = raw[one + 1 : other]
        breaks = sum(char in "\n\f" for char in between)
        if breaks:
            found["hard_breaks"] += 1
            found["blank_in_para"] += breaks > 1
            found["hyphens"] += raw[one] in HYPHENS and raw[one] not in text
        elif between and number not in true:
            found[_joint(raw[one], raw[other])] += 1
        elif not between and number in true:
            found["lost_spaces"] += 1
    return found


def _blanks(text: str) -> set[int]:
    """Before which signs of a text a blank stands."""
    found, count = set(), 0
    for char in text:
        if char.isspace():
            found.add(count)
        else:
            count += 1
    return found


def _joint(one: str, other: str) -> str:
    if han(one) and han(other):
        return "han_spaces"
    if (han(one) and other.isalnum()) or (one.isalnum() and han(other)):
        return "han_digit_spaces"
    return "other_spaces"


ARTEFACTS = {
    "hard_breaks": "hard_break",
    "blank_in_para": "blank_lines",
    "furniture_lines": "page_furniture",
    "han_digit_spaces": "digit_space",
    "char_variants": "char_variants",
    "layout_spaces": "layout_spaces",
    "form_feeds": "form_feed",
    "crlf": "crlf",
    "hyphens": "hyphenation",
    "lost_spaces": "lost_spaces",
}


def artefacts(found: dict[str, int]) -> list[str]:
    """The names of what occurs."""
    return [name for count, name in ARTEFACTS.items() if found.get(count)]
