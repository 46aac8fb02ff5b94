"""What an extraction should read like: the texts typeset, in the order the extractor gave them.

The signs of the raw text are parsed as a sequence of texts known to stand on the pages, paragraphs
and cells (atoms) and furniture. Furniture may stand inside an atom, where a page ends. Whatever
cannot be parsed so is out of order or lost: there is no gold text for it.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from breaking import han
from compose import Atom
from shadows import HEADS

PATIENCE = 4000  # steps of a parse
NONE, FURNITURE = -1, -2
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


Span = tuple[int, int, int]  # an atom, or FURNITURE, and from where to where its signs stand


@dataclass(frozen=True)
class State:
    """A parse on its way: the signs before `at` are read."""

    at: int = 0
    spans: tuple[Span, ...] = ()
    used: frozenset[int] = frozenset()  # atoms
    gone: tuple[str, ...] = ()  # furniture
    atom: int = NONE  # begun
    done: int = 0  # signs of it


class Parser:
    """Looks for a way to read a raw text as atoms and furniture."""

    def __init__(self, raw: str, atoms: Sequence[Atom], furniture: Sequence[str]) -> None:
        self.raw, self.signs = raw, signs(raw)
        self.text = "".join(sign.char for sign in self.signs)
        self.atoms = [squeezed(atom.text) for atom in atoms]
        self.furniture = Counter(map(squeezed, furniture))
        self.best = 0  # how far any parse came

    def parse(self) -> Parse | None:
        """None if there is no way."""
        stack = [State()]
        for _ in range(PATIENCE):
            if not stack:
                break
            state = stack.pop()
            self.best = max(self.best, state.at)
            if state.at == len(self.text) and len(state.used) == len(self.atoms):
                if state.atom == NONE:
                    return self._read(self._titled(state.spans))
            else:
                stack += reversed(list(self._next(state)))
        return None

    def _next(self, state: State) -> Iterator[State]:
        """What may stand here, the likeliest first: furniture, more of this atom, another atom."""
        for line, number in self.furniture.items():
            if state.gone.count(line) < number and self.text.startswith(line, state.at):
                stop = state.at + len(line)
                spans = (*state.spans, (FURNITURE, state.at, stop))
                yield replace(state, at=stop, spans=spans, gone=(*state.gone, line))
        yield from self._another(state) if state.atom == NONE else self._more(state)

    def _another(self, state: State) -> Iterator[State]:
        after = max((span[0] for span in state.spans[-2:]), default=NONE) + 1
        seen: set[str] = set()
        for each in sorted(range(len(self.atoms)), key=lambda each: (each < after, each)):
            text = self.atoms[each]
            if each in state.used or text in seen or not self.text.startswith(text[:1], state.at):
                continue
            seen.add(text)
            yield replace(state, used=state.used | {each}, atom=each, done=0)

    def _more(self, state: State) -> Iterator[State]:
        for stop, done in self._stops(state.at, self.atoms[state.atom], state.done):
            spans = (*state.spans, (state.atom, state.at, stop))
            if done == len(self.atoms[state.atom]):
                yield replace(state, at=stop, spans=spans, atom=NONE, done=0)
            elif stop > state.at:
                yield replace(state, at=stop, spans=spans, done=done)

    def _stops(self, start: int, text: str, done: int) -> list[tuple[int, int]]:
        """Where an atom may be cut: before what may be furniture, at a sign not its own."""
        stops, at = [], start
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
        return [*stops, (at, done)]

    def _may_be_furniture(self, at: int) -> bool:
        return any(self.text.startswith(line, at) for line in self.furniture)

    def _divides(self, at: int) -> bool:
        """Whether a hyphen stands at the end of a line."""
        sign = self.signs[at]
        if self.raw[sign.at] in "\u00ad\ufffe\x02":
            return True
        return at + 1 < len(self.signs) and self.signs[at + 1].starts

    def _titled(self, spans: Sequence[Span]) -> list[Span]:
        """The same, but of a title and the heads that repeat it the best placed is the title."""
        found = list(spans)
        often = Counter(atom for atom, *_ in found)
        for now, (atom, start, stop) in enumerate(spans):
            text = self.text[start:stop]
            if atom == FURNITURE or often[atom] > 1 or text not in self.furniture:
                continue
            alike = [
                at
                for at, (each, *place) in enumerate(found)
                if each in {atom, FURNITURE} and self.text[slice(*place)] == text
            ]
            found[now] = (FURNITURE, start, stop)
            best = max(alike, key=lambda at: (self._fits(found, at, atom), at))
            found[best] = (atom, *found[best][1:])
        return found

    def _fits(self, spans: Sequence[Span], at: int, atom: int) -> int:
        """On how many sides of this place what was written beside an atom stands."""
        before = next((each for each, *_ in reversed(spans[:at]) if each >= 0), NONE)
        behind = next((each for each, *_ in spans[at + 1 :] if each >= 0), len(self.atoms))
        return (before == atom - 1) + (behind == atom + 1)

    def _read(self, spans: Sequence[Span]) -> Parse:
        parse = Parse()
        for atom, start, stop in spans:
            places = [sign.at for sign in self.signs[start:stop]]
            if atom == FURNITURE:
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
    kept = {number for number, _ in aligned(raw, text, places)}
    signs_before = accumulate((not char.isspace() for char in text), initial=0)
    return "".join(
        char
        for char, number in zip(text, signs_before, strict=False)
        if char.isspace() or number in kept
    )


def aligned(raw: str, text: str, places: Sequence[int]) -> list[tuple[int, int]]:
    """Each sign of a text by its number, with its place in the raw text; no hyphen added there."""
    left = [(char, place) for place in dict.fromkeys(places) for char in plain(raw[place])]
    found, at = [], 0
    for number, char in enumerate(squeezed(text)):
        while at < len(left) and left[at][0] != char and left[at][0] in HYPHENS:
            at += 1
        if at < len(left) and left[at][0] == char:
            found.append((number, left[at][1]))
            at += 1
    return found


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
        found.update(_inside(raw, places, atoms[atom]))
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
    return char == "\u22ef" or "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff"


def _inside(raw: str, places: Sequence[int], atom: Atom) -> Counter[str]:
    """What the extraction put between the signs of an atom."""
    pairs, true = aligned(raw, atom.text, places), _blanks(atom.text)
    found = Counter({"hyphens": len(set(places)) - len({place for _, place in pairs})})
    for (_, one), (number, other) in pairwise(pairs):
        name = _between(raw, one, other, blank=number in true)
        found[name] += 1
        found["blank_in_para"] += name == "hard_breaks" and _blank_line(raw[one + 1 : other])
    broken, joints = found["hard_breaks"], max(len(pairs) - 1, 1)
    blanks = sum(found[each] for each in ("han_spaces", "han_digit_spaces", "other_spaces"))
    found["spaced"] = blanks > 0.6 * joints and joints > 1
    found["vertical"] = broken > 0.7 * joints and joints > 1 and atom.role in HEADS
    found["glyph_lines"] = broken > 0.7 * joints and joints > 1 and atom.role not in HEADS
    found["broken_heads"] = 0 < broken <= 0.5 * joints and atom.role in HEADS
    found["padded"] = atom.role == "name" and joints == 1 and blanks == 1
    del found[""]
    return found


def _between(raw: str, one: int, other: int, *, blank: bool) -> str:
    """What stands between two signs, where the text has a blank or none."""
    between = raw[one + 1 : other]
    if any(char in "\n\r\f" for char in between):
        return "hard_breaks"
    if not between:
        return "lost_spaces" if blank else ""
    if blank or not between.isspace():
        return ""
    left, right = raw[one], raw[other]
    if han(left) and han(right):
        return "han_spaces"
    return "han_digit_spaces" if han(left) or han(right) else "other_spaces"


def _blank_line(between: str) -> bool:
    return between.isspace() and between.count("\n") > 1


def _blanks(text: str) -> set[int]:
    """Before which signs of a text a blank stands."""
    found, count = set(), 0
    for char in text:
        if char.isspace():
            found.add(count)
        else:
            count += 1
    return found


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
    "spaced": "letter_spaced",
    "vertical": "vertical_heading",
    "glyph_lines": "glyph_per_line",
    "broken_heads": "two_line_heading",
    "padded": "padded_names",
}


def artefacts(found: dict[str, int]) -> list[str]:
    """The names of what occurs."""
    return [name for count, name in ARTEFACTS.items() if found.get(count)]
