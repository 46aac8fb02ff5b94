"""Issues of a magazine set from clean text: what stands between paragraphs, and inside them.

Headings are words of the text itself, or headlines; many are just as wide as the column or broken
over lines of about one length. Around them stand kickers, decks, bylines, dates, captions. Columns
become narrower beside a picture, pages end anywhere, and a heading may cut a sentence in two. Lists
of people are followed by what each of them says, the name and the post above it or below, each on
its own line; a post or a row too wide is broken where the column ends or in the middle.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from labels import Labelled
from wrapping import (
    CLOSING,
    COLUMNS,
    HEADINGS,
    NUMERALS,
    OPENING,
    POSTS,
    PROSE,
    SALUTATIONS,
    STORIES,
    Clean,
    Document,
    Line,
    short_name,
    type_of,
)

CLAUSE: Final = re.compile("[^，。；：！？…、“”‘’（）\\s]{4,}")
SENTENCES: Final = re.compile("[^。！？；\\s]{6,}")
KICKERS: Final = ("本刊专稿", "特别报道", "编者按", "要闻", "特稿", "专题", "卷首语", "来信")
SECTIONS: Final = ("{}、", "（{}）", "第{}、", "{}是")
OFFICES: Final = ("编辑部", "办公室", "宣教部", "经济部", "研究室", "总工会", "新华社", "省报")
SIDES: Final = ("国网", "中国", "市", "省", "第一", "")
FIRMS: Final = ("有限公司", "分公司", "中心", "管理局", "医院", "集团有限公司", "学院", "村", "局")
PAGE_MARKS: Final = ("\f", "\n ", " ", "\n\n", "")
BETWEEN: Final = ("", "", " ", "  ", "　")
NARROWER: Final = (-16, -12, -10, -8, -6, -4, 4, 6, 8, 12)


@dataclass
class Issue(Document):
    """A magazine in the making."""

    mark: str = ""  # what a page end leaves
    above: bool = True  # names stand over what is said
    between: str = ""  # what parts name and post where they are one line
    body: list[str] = field(default_factory=list)
    page_ends: set[int] = field(default_factory=set)
    space: int = 0  # empty lines more before a heading
    spaced: set[int] = field(default_factory=set)

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    # Words

    def words(self, least: int, most: int) -> str:
        """A clause of the text, or a headline."""
        chance = self.chance
        text = chance.choice(self.body) if self.body else ""
        pattern = CLAUSE if self.often(0.7) else SENTENCES
        clauses = [each for each in pattern.findall(text) if least <= len(each)]
        if not clauses or self.often(0.25):
            clauses = self.clean.some(HEADINGS, 3, least, 80) or clauses
        if not clauses:
            prose = "".join(self.clean.some(PROSE[self.language], 3, 20))
            clauses = [re.sub(r"\W", "", prose)] if prose else ["全省劳动模范代表座谈会在京举行"]
        clause: str = chance.choice(clauses)
        return clause[: chance.randint(least, most)].strip("，。、；： ")

    def as_wide(self, text: str, width: float) -> str:
        """As much of a text as goes into this width."""
        while len(text) > 1 and self.type.width(text) > width:
            text = text[:-1]
        return text

    def heading_words(self, column: float) -> str:
        """A heading, often just as wide as the column or a sign or two less."""
        text = self.words(5, 40)
        if self.often(0.35):
            more = text + self.words(8, 40)
            return self.as_wide(more, column - self.chance.choice((0, 0, 1, 2, 2, 4, 6)))
        return text

    # Lines

    def balanced(self, text: str, width: float) -> list[str]:
        """Lines of about one length, none wider than this."""
        count = -int(-self.type.width(text) // max(width, 8))
        size, done, lines = len(text) / count, 0, list[str]()
        for at in range(1, count):
            near = round(size * at) + self.chance.choice((-2, -1, -1, 0, 0, 0, 1, 1, 2))
            cut = max(near - done, 2)
            while cut > 2 and (text[cut : cut + 1] in CLOSING or text[cut - 1 : cut] in OPENING):
                cut -= 1
            lines.append(text[:cut])
            text, done = text[cut:], done + cut
        return [line.strip() for line in [*lines, text] if line.strip()]

    def display(self, text: str) -> None:
        """Set a line that is no paragraph: whole, balanced, or full."""
        width = max(self.column + self.chance.choice((0, 0, 0, -4, -8, 6, 12)), 12)
        if self.often(0.6):
            self.put(self.balanced(text, width))
        else:
            self.put(self.type.lines(text, width, self.type.first if self.often(0.3) else 0))

    def page(self) -> None:
        """Here a page ends."""
        self.page_ends.add(len(self.lines) - 1)

    def part(self) -> None:
        """Here stand more empty lines than elsewhere."""
        self.spaced.add(len(self.lines) - 1)

    # Blocks

    def head(self) -> None:
        """A title with what stands around it."""
        self.part()
        if self.often(0.15):
            self.put([self.chance.choice(KICKERS)])
        if self.often(0.1):
            self.display(self.heading_words(self.column))
        self.display(self.heading_words(self.column))
        if self.often(0.25):
            self.display("——" + self.heading_words(self.column - 4))
        if self.often(0.6):
            self.put([self.byline()])
        if self.often(0.1):
            month, day = self.chance.randint(1, 12), self.chance.randint(1, 28)
            self.put([f"（{self.chance.randint(1990, 2024)}年{month}月{day}日）"])
        if self.often(0.1):
            self.put([self.filled(SALUTATIONS)])
        if self.often(0.4):
            self.part()

    def byline(self) -> str:
        chance, name = self.chance, short_name(self.chance)
        office = chance.choice(SIDES) + chance.choice(OFFICES)
        return chance.choice(
            (
                *(name, name, office, f"{office} {name}", f"本刊记者 {name}", f"□ {name}"),
                *(f"文/{name}", f"{name} {short_name(chance)}", f"（{office}）", f"作者：{name}"),
            )
        )

    def section(self, number: int) -> None:
        """A heading inside an article."""
        if self.often(0.8):
            self.part()
        text = self.heading_words(self.column - 2)
        style = self.chance.random()
        if style < 0.5:
            lead = self.section_lead.format(NUMERALS[number % 10])
            text = lead + text if self.often(0.8) else text
            first = self.type.first if self.often(0.7) else 0
            text = text if self.often(0.6) else self.as_wide(text, self.column - first)
            self.put(self.type.lines(text, self.column, first), self.type.indent)
        else:
            self.display(text)

    def article(self) -> None:
        """A head, and paragraphs with what interrupts them."""
        chance = self.chance
        kinds = PROSE[self.language]
        self.body = self.clean.some(kinds, chance.randint(3, 16), 20, 700) or self.body
        self.section_lead = chance.choice(SECTIONS)
        if self.often(0.6):
            self.head()
        sectioned, number = self.often(0.5), 0
        for paragraph in self.body:
            if sectioned and self.often(0.3):
                self.section(number)
                number += 1
            if self.often(0.04):
                self.caption()
            self.paragraph(paragraph)
        if self.often(0.15):
            self.put([f"（{self.words(4, 12)}）"])

    def caption(self) -> None:
        text = self.words(8, 30)
        name = short_name(self.chance)
        text += self.chance.choice(
            ("", "", "。", f"  {name}/摄", f"。{name} 摄", f" 本报记者{name}摄")
        )
        self.put(self.type.lines(text, self.column + self.chance.choice((-10, 0, 8, 30))))

    def paragraph(self, text: str, *, whole: bool = False) -> None:
        """A paragraph; a page, a picture or a heading may come between its lines."""
        lines = self.type.lines(text, self.column, self.type.first)
        if len(lines) > 2 and not whole and self.often(0.2):
            at, rest = self.chance.randrange(1, len(lines)), self.chance.random()
            self.put([*lines[:at], ""], self.type.indent)
            self.lines.pop()  # what was put goes on
            if rest < 0.4:
                self.page()
                self.put(lines[at:], parted=self.type.parted)
            elif rest < 0.7:
                self.narrow()
                self.put(self.type.lines("".join(lines[at:]), self.column))
            else:
                self.lines[-1] = self.lines[-1]._replace(joined=False)
                self.interrupt(lines[at:])
        else:
            self.put(lines, self.type.indent, parted=self.type.parted)

    def interrupt(self, rest: list[str]) -> None:
        """What comes between the two parts of a sentence; the second may be missing."""
        if self.often(0.3):
            self.page()
        if self.often(0.7):
            self.head()
        else:
            self.caption()
        if self.often(0.7):
            self.put(rest, parted=self.type.parted)

    def narrow(self) -> None:
        self.column = min(max(18, self.column + self.chance.choice(NARROWER)), 90)

    def post(self) -> str:
        """Where somebody works, and as what; often just as wide as the column."""
        chance = self.chance
        firm = chance.choice(SIDES) + re.sub(r"\W", "", self.words(4, 12)) + chance.choice(FIRMS)
        if self.often(0.4):
            firm += re.sub(r"\W", "", self.words(2, 8)) + chance.choice(FIRMS)
        text = firm + chance.choice(("", "副", "第一", "党委")) + chance.choice(POSTS)
        if self.often(0.25):
            end = text[-3:]
            text = self.as_wide(text[:-3], self.column - 6 - chance.choice((0, 0, 2, 4))) + end
        return text + ("、" + chance.choice(POSTS) if self.often(0.1) else "")

    def people(self) -> None:
        """A list of people, and what each of them says."""
        chance = self.chance
        self.body = self.clean.some(STORIES, 10, 30, 500) or self.body
        people = [(short_name(chance), self.post()) for _ in range(chance.randint(3, 14))]
        if self.often(0.7):
            self.put([self.heading_words(self.column)[:12]])
        if self.often(0.8):
            self.roster(people)
        group = chance.choice((1, 1, 1, 2, 2, 3))
        for first in range(0, len(people), group):
            self.told(people[first : first + group])

    def told(self, people: list[tuple[str, str]]) -> None:
        """What some people say, and who they are, above it or below."""
        if self.often(0.4):
            self.column = self.chance.choice(COLUMNS[:10])
        if self.above:
            self.named(people)
        for _ in people:
            if self.often(0.3):
                self.narrow()
            for story in self.clean.some(STORIES, 1, 30, 260):
                self.paragraph(story, whole=self.often(0.8))
        if not self.above:
            self.named(people)
        if self.often(0.5):
            self.page()

    def roster(self, people: list[tuple[str, str]]) -> None:
        notes = ("", "", "", "（女）", "（回族）", "（女，藏族）")
        between = self.chance.choice((" ", "  ", "　", "："))
        column = max(self.column + self.chance.choice((0, 6, 12, 20, 40)), 30)
        for name, post in people:
            row = name + self.chance.choice(notes) + between + post
            self.put(self.type.lines(row, column))

    def named(self, people: list[tuple[str, str]]) -> None:
        for name, post in people:
            if self.between:
                self.put(self.type.lines(name + self.between + post, self.column))
                continue
            self.put([name])
            if self.often(0.45):
                width = max(self.column + self.chance.choice((-6, 0, 0, 4)), 14)
                self.put(self.balanced(post, width))
            elif self.often(0.6):
                self.put([post])
            else:
                self.put(self.type.lines(post, self.column))

    def end(self, at: int, line: Line) -> str:
        """What stands behind a line."""
        if at in self.page_ends:
            return "\n" + self.mark
        return super().end(at, line) + "\n" * (self.space * (at in self.spaced))


def periodical(clean: Clean) -> Labelled:
    """An issue made by chance."""
    chance = clean.chance
    column = chance.choice(COLUMNS)
    issue = Issue("zh", clean, type_of("zh", chance), column)
    issue.mark, issue.above = chance.choice(PAGE_MARKS), chance.random() < 0.5
    issue.between = chance.choice(BETWEEN)
    issue.space = chance.choice((0, 0, 1, 2, 4))
    for block in _blocks(chance):
        if chance.random() < 0.4:
            issue.column = chance.choice(COLUMNS)
        if chance.random() < 0.3:
            issue.page()
        (issue.article, issue.people, issue.rows, issue.verse)[block]()
    return issue.labelled()


def _blocks(chance: random.Random) -> Iterator[int]:
    share = chance.choice(((90, 0, 8, 2), (70, 25, 5, 0), (40, 55, 5, 0)))
    for _ in range(chance.choice((2, 3, 5, 8, 14))):
        yield chance.choices(range(4), share)[0]
