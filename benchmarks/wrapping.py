"""Documents as an extractor leaves them, set in lines from clean text: every join is known.

Clean text is a folder for each kind; a kind that is not there is not drawn from. Prose is taken
from PROSE, the stories of people from STORIES, headings and titles from HEADINGS, verse from VERSE,
and what is no prose at all from LINES. Most documents are Chinese (LANGUAGES). A document is two to
nine blocks in columns of changing width: a heading with paragraphs or with questions and answers
(62 %), rows such as tables, chronologies and lists of names (16), verse (6), other lines (8), short
paragraphs (8). A quarter of the Chinese ones begin with a list of people and the story of each. One
in seven is nothing but paragraphs; three in ten begin somewhere inside.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from common import read
from labels import Labelled

from cleantext.filters.wraps.columns import NARROWEST
from cleantext.lines import FIRST_WIDE

LANGUAGES: Final = {"zh": 0.72, "ja": 0.08, "ko": 0.06, "en": 0.14}
PROSE: Final = {
    "zh": (
        "zh_modern",
        "zh_novel",
        "zh_law",
        "zh_news_letter",
        "zh_essay",
        "zh_markdown",
        "zh_dialogue",
        "zh_classical",
    ),
    "ja": ("ja_novel",),
    "ko": ("ko", "ko_manual"),
    "en": ("en", "en_novel", "en_markdown"),
}
STORIES: Final = ("zh_modern", "zh_essay", "zh_news_letter")
WORDS: Final = ("zh_modern",)
HEADINGS: Final = ("zh_headlines",)
VERSE: Final = ("zh_poem", "zh_verse", "zh_lyrics")
ENGLISH_LINES: Final = ("wordlists", "toc", "code")
LINES: Final = (
    *ENGLISH_LINES,
    *("zh_poem", "zh_lyrics", "zh_lyrics", "zh_lyrics"),
    *("addresses", "recipes", "csv", "zh_subtitles"),
)

DOCUMENTS: Final = 40  # of a kind
SIGNS: Final = 200_000  # of a document
MARKUP: Final = re.compile(r"[#>|\-*`!]|.*(?:https?:|\]\()")  # of manuals and the like
PIECE: Final = re.compile(r"[A-Za-z0-9_./:'’%+\-]+ ?|[가-힣]+[,.!?]* ?|.")  # is not cut
VERSES: Final = re.compile("[^，。？！；、]+[，。？！；、]?")
NOT_HAN: Final = re.compile("[^\u4e00-\u9fff]")
CLOSING: Final = frozenset("，。、；：！？）》」』】”’…,.;:!?)]}")
OPENING: Final = frozenset("（《「『【“‘([{")
SQUEEZED: Final = frozenset("，。、；：！？“”‘’（）《》「」『』【】—…")
VERSE_MARKS: Final = "，。？！；、"
HANGING: Final = 2  # half-widths a mark may stand out of the column
COLUMNS: Final = (*range(20, 38, 2), 40, 44, 46, 48, 50, 56, 60, 64, 70, 76, 80, 90)
CHANGES: Final = (-12, -8, -6, -4, 4, 6, 8, 12)
INDENTS: Final = ("", "", "　　", "    ", None)  # what is left of it; None: there was none
ENGLISH_INDENTS: Final = ("", None, None, "   ")
SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨马才旦扎西"
GIVEN: Final = "华明芳伟丽强军建国玉兰英海山青秀峰"
NAMES: Final = {
    "ja": (("田中", "山本", "佐藤", "小林", "森"), ("誠", "花子", "隆", "ゆかり", "ケン")),
    "ko": (("김", "이", "박", "최", "정"), ("민수", "영희", "지훈", "하은", "준")),
    "en": (("Mary ", "James ", "Anne ", "Peter "), ("Clark", "Hughes", "O'Brien", "Sanders")),
}
BYLINES: Final = {
    "zh": (
        *("{name}", "{name}", "{name} {other}", "文/{name}", "作者：{name}", "{words} {name}"),
        *("本刊记者 {name}", "本报记者 {name} 通讯员 {other}", "□ {name}", "文／{words}编辑部"),
    ),
    "ja": ("{name}", "文　{name}", "文・写真　{name}", "写真 {name}", "{words}　{name}"),
    "ko": ("{name}", "글 {name}", "글·사진 {name}", "글 {name} 사진 {other}", "{name} 기자"),
    "en": ("{name}", "By {name}", "by {name} and {other}", "Text and photos: {name}"),
}
SALUTATIONS: Final = {
    "zh": (
        *("同志们：", "各位代表：", "各位{words}：", "尊敬的{words}：", "亲爱的{words}："),
        *("{name}同志：", "女士们、先生们：", "{words}："),
    ),
    "ja": ("皆さんへ", "{name}様", "拝啓", "{words}の皆さん、"),
    "ko": ("{name}님께", "여러분께", "존경하는 {words} 여러분,", "친애하는 {words}께"),
    "en": ("Dear {name},", "To the Editor:", "Dear Friends,", "Dear {words},"),
}
NUMERALS: Final = "一二三四五六七八九十"
POSTS: Final = ("主任", "工程师", "董事长", "书记", "教授", "站长", "班长", "经理")
SPEAKERS: Final = (("问：", "答："), ("甲：", "乙："), ("记者：", "专家："))


class Clean:
    """Paragraphs of clean text, by kind."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.folder, self.chance = folder, chance
        self.documents = cache(self._read)

    def _read(self, kind: str) -> list[list[str]]:
        paths = sorted((self.folder / kind).glob("*.txt"))
        paths = paths[:: max(len(paths) // DOCUMENTS, 1)][:DOCUMENTS]
        texts = [[line.strip() for line in read(path)[:SIGNS].split("\n")] for path in paths]
        return [text for text in texts if len(text) > 5]

    def has(self, kinds: Iterable[str]) -> bool:
        return any(self.documents(kind) for kind in kinds)

    def some(self, kinds: Sequence[str], count: int, least: int = 1, most: int = 600) -> list[str]:
        """At most so many paragraphs of these lengths, which stand together in a document."""
        there = [kind for kind in kinds if self.documents(kind)]
        if not there:
            return []
        kind = self.chance.choice(there)
        document = self.chance.choice(self.documents(kind))
        first = self.chance.randrange(len(document))
        near = [p for p in document[first : first + 3 * count + 10] if least <= len(p) <= most]
        return [p for p in near if not MARKUP.match(p)][:count]


@dataclass(frozen=True)
class Type:
    """How a document is set; widths are half-widths."""

    indent: str  # what shows before a first line
    first: int  # how much shorter a first line is
    squeeze: float  # what a mark may lose
    latin: float  # how wide a letter is
    hang: bool  # a mark may stand out of the column
    empty: int  # lines between lines
    parted: bool  # one more between paragraphs

    def width(self, signs: str) -> float:
        return sum(2 if ord(sign) >= FIRST_WIDE else self.latin for sign in signs)

    def lines(self, paragraph: str, column: int, first: int = 0) -> list[str]:
        """The lines of a paragraph; no closing mark begins one, no opening mark ends one."""
        found, line, width = [], "", float(first)
        for piece in PIECE.findall(paragraph):
            size = self.width(piece.rstrip() or piece)
            lost = self.squeeze * sum(sign in SQUEEZED for sign in line + piece)
            over = width + size - lost - column
            hangs = self.hang and piece[0] in CLOSING and over <= HANGING
            if over > 0 and line.strip() and not hangs:
                line, carried = _cut(line, piece)
                found.append(line.rstrip())
                line, width = carried, self.width(carried)
                if piece == " ":
                    continue
            line, width = line + piece, width + self.width(piece)
        return [*found, line.rstrip()] if line.strip() else found


def _cut(line: str, following: str) -> tuple[str, str]:
    """A full line, and what of it must go with the piece that follows."""
    size = len(line) - (following[0] in CLOSING and len(line) > 1)
    while size > 1 and line[size - 1] in OPENING:
        size -= 1
    return line[:size], line[size:]


class Line(NamedTuple):
    """A line of a document."""

    text: str
    joined: bool  # goes on in the next
    last: bool  # the last of a paragraph that a blank line follows


@dataclass
class Document:
    """A document in the making."""

    language: str
    clean: Clean
    type: Type
    column: int
    lines: list[Line] = field(default_factory=list)

    @property
    def chance(self) -> random.Random:
        return self.clean.chance

    def put(self, lines: Sequence[str], indent: str = "", *, parted: bool = False) -> None:
        """Add the lines of one paragraph."""
        for at, line in enumerate(lines, 1):
            lead, end = indent if at == 1 else "", at == len(lines)
            self.lines.append(Line(lead + line, not end, end and parted))

    def put_each(self, lines: Iterable[str]) -> None:
        """Add lines that go on nowhere."""
        for line in lines:
            self.put([line])

    def block(self) -> None:
        """Add one of the blocks."""
        if self.language != "en" and self.chance.random() < 0.35:
            self.column = min(max(NARROWEST, self.column + self.chance.choice(CHANGES)), 100)
        which = self.chance.random()
        if which < 0.62:
            self.article()
        elif which < 0.78:
            self.rows()
        elif which < 0.86 and self.language == "zh":
            self.verse()
        elif which < 0.93:
            kinds = ENGLISH_LINES if self.language == "en" else LINES
            self.put_each(self.clean.some(kinds, self.chance.randint(4, 16), 1, 60))
        else:
            self.put_each(self.clean.some(PROSE[self.language], 3, 2, 40))

    def article(self) -> None:
        """A heading, and paragraphs or questions and answers."""
        chance = self.chance
        if chance.random() < 0.6:
            self.heading()
        most = 500 if chance.random() < 0.7 else 120
        paragraphs = self.clean.some(PROSE[self.language], chance.randint(1, 8), 2, most)
        if self.language == "zh" and chance.random() < 3 / 7:
            paragraphs = list(_spoken(paragraphs, chance))
        for paragraph in paragraphs:
            lines = self.type.lines(paragraph, self.column, self.type.first)
            self.put(lines, self.type.indent, parted=self.type.parted)

    def plain(self) -> None:
        """Paragraphs, and nothing else."""
        count = self.chance.randint(4, 14)
        for paragraph in self.clean.some(PROSE[self.language], count, 30):
            lines = self.type.lines(paragraph, self.column, self.type.first)
            self.put(lines, self.type.indent, parted=self.type.parted)

    def heading(self) -> None:
        """A heading as wide as the column or not, at times with its author."""
        chance = self.chance
        if self.language == "zh":
            headings = self.clean.some(HEADINGS, 1, 3, 70)
        else:
            prose = self.clean.some(PROSE[self.language], 1, 9)
            headings = [each[: chance.randint(8, 50)] for each in prose]
        column = max(self.column + chance.choice((0, 0, 10, -8)), 10)
        for heading in headings:
            self.put(self.type.lines(heading.rstrip("。"), column))
        if chance.random() < 0.4:
            self.put([self.filled(BYLINES)])
        if chance.random() < 0.15:
            self.put([self.filled(SALUTATIONS)])

    def filled(self, forms: Mapping[str, Sequence[str]]) -> str:
        """One of the forms of this language, with names and words."""
        prose = (self.clean.some(PROSE[self.language], 1, 8) or [NUMERALS])[0]
        words = re.split(r"[^\w ]", prose)[0][: self.chance.randint(2, 10)].strip()
        name, other = (person(self.language, self.chance) for _ in range(2))
        form = self.chance.choice(forms[self.language])
        return form.format(name=name, other=other, words=words)

    def rows(self) -> None:
        """Lines of one pattern; a few of them are wrapped."""
        chance = self.chance
        if self.language in ("zh", "ja"):
            rows = self.table() if chance.random() < 0.5 else self.list()
        else:
            prose = self.clean.some(PROSE[self.language], 8, 10)
            rows = [each[: chance.randint(10, 60)] for each in prose]
            if chance.random() < 0.5:
                rows = list(self.figures(rows))
        for row in rows:
            self.put([row] if chance.random() < 0.75 else self.type.lines(row, self.column))

    def figures(self, rows: Iterable[str]) -> Iterator[str]:
        """Rows of a table with some columns of figures, at times with a number before each."""
        chance = self.chance
        columns, numbered = chance.randint(1, 5), chance.random() < 0.3
        most = 10 ** chance.randint(1, 6)
        for number, row in enumerate(rows, chance.randint(1, 30)):
            words = row[: chance.randint(6, 40)].strip(" ,.;:")
            cells = [f"{chance.randrange(most):,}" for _ in range(columns)]
            yield " ".join([str(number), words, *cells][not numbered :])

    def table(self) -> list[str]:
        """Rows of a table, a chronology, a list of contents or of names."""
        row, year = self.chance.choice(ROWS), self.chance.randint(1900, 2000)
        rows = []
        for number in range(self.chance.randint(4, 14)):
            rows.append(row(self.chance, self.words, (number, year)))
            year += self.chance.randint(1, 5)
        return rows

    def words(self, least: int, most: int) -> str:
        """Some words of Chinese."""
        line = (self.clean.some(WORDS, 1, 8) or [NUMERALS])[0]
        return line[: self.chance.randint(least, most)].strip("，。、")

    def list(self) -> list[str]:
        """Titles, with their authors, with numbers or bare."""
        chance = self.chance
        titles = self.clean.some(HEADINGS, chance.randint(4, 14), 6, 60)
        leads = (
            [f"{short_name(chance)} " for _ in titles],
            ["" for _ in titles],
            [f"{number}. " for number in range(1, len(titles) + 1)],
            [f"（{NUMERALS[at % 10]}）" for at in range(len(titles))],
        )
        (chosen,) = chance.choices(leads, (35, 25, 20, 20))
        return [lead + title for lead, title in zip(chosen, titles, strict=True)]

    def verse(self) -> None:
        """A poem, a verse a line as it is or after each mark, with its marks or without."""
        chance = self.chance
        bare, verses = chance.random() < 0.6, self.clean.some(VERSE, chance.randint(3, 18), 4, 60)
        if chance.random() < 0.7:
            verses = [verse for poem in verses for verse in VERSES.findall(poem)]
        verses = verses[: chance.randint(4, 18)]
        self.put_each(verse.rstrip(VERSE_MARKS) if bare else verse for verse in verses)

    def people(self) -> None:
        """A list of people with their posts, and then the story of each."""
        chance = self.chance
        people = [(short_name(chance), self.post()) for _ in range(chance.randint(4, 14))]
        if chance.random() < 0.8:
            self.put(["全国劳动模范"])
            notes = chance.choices(("", " ", "（女）"), (7, 1, 1), k=len(people))
            rows = zip(people, notes, strict=True)
            self.put_each(f"{name}{note} {post}" for (name, post), note in rows)
        for name, post in people:
            if chance.random() < 0.3:
                self.column = chance.choice(COLUMNS[:9])
            self.put([name])
            self.put(self.type.lines(post, self.column + chance.choice((0, 0, 8, 20))))
            for story in self.clean.some(STORIES, 1, 40, 220):
                self.put(self.type.lines(story, self.column, self.type.first))

    def post(self) -> str:
        """Where somebody works, and as what."""
        place = (self.clean.some(HEADINGS, 1, 8, 30) or ["省总工会办公室主任"])[0]
        return NOT_HAN.sub("", place)[: self.chance.randint(6, 24)] + self.chance.choice(POSTS)

    def labelled(self) -> Labelled:
        """The text, with empty lines between its lines, page ends and stray blanks."""
        parts, joins = [], list[bool | None]()
        first = self.beginning()
        for at, line in enumerate(self.lines):
            if at >= first and line.text.strip():
                joins.append(line.joined)
                parts += [line.text, self.end(at, line)]
        return Labelled("".join(parts), joins)

    def beginning(self) -> int:
        """The first line that is left: many texts are taken out of longer ones."""
        starts = [at for at, line in enumerate(self.lines, 1) if not line.joined]
        some = starts[: len(starts) // 2]
        return self.chance.choice(some) if some and self.chance.random() < 0.3 else 0

    def end(self, _: int, line: Line) -> str:
        """What stands behind a line."""
        empty = self.type.empty
        if self.chance.random() >= 0.97:
            empty = self.chance.choice((0, empty, 1))
        page = self.chance.choice("\f \n") if self.chance.random() < 0.02 else ""
        return "\n" * (1 + empty + line.last) + page


def name_of(chance: random.Random, given: int) -> str:
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=given))


def person(language: str, chance: random.Random) -> str:
    """Somebody's name."""
    if language == "zh":
        return short_name(chance)
    family, given = NAMES[language]
    return chance.choice(family) + chance.choice(given)


def short_name(chance: random.Random) -> str:
    return name_of(chance, chance.choice((1, 2, 2)))


def _spoken(paragraphs: Iterable[str], chance: random.Random) -> Iterator[str]:
    speakers = chance.choice(SPEAKERS)
    for at, paragraph in enumerate(paragraphs):
        said = paragraph[: chance.randint(10, 160)]
        yield speakers[at % 2] + said + chance.choice("。？")


Words = Callable[[int, int], str]
Row = Callable[[random.Random, Words, tuple[int, int]], str]  # which row it is, and of what year
ROWS: Final[tuple[Row, ...]] = (
    lambda chance, _, at: f"{at[1]}—{at[1] + chance.randint(1, 9)} {short_name(chance)}",
    lambda _, words, at: f"{at[1]}年 {words(4, 14)}",
    lambda chance, *_: short_name(chance),
    lambda chance, words, _: (
        f"{words(2, 5)} {chance.randint(1, 999)} {chance.randint(1, 999)} "
        f"{100 * chance.random():.1f}%"
    ),
    lambda _, words, __: f"{words(2, 4)}：{words(3, 12)}",
    lambda chance, words, _: f"{name_of(chance, 2)}　　{words(4, 10)}　　{chance.randint(10, 99)}",
    lambda chance, words, at: (
        f"{at[1]}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日，{words(6, 16)}。"
    ),
    lambda chance, words, at: f"{words(4, 9)}{'…' * chance.randint(3, 9)}{7 * at[0] + 3}",
    lambda _, words, at: f"答：{words(4, 20)}。" if at[0] % 2 else f"问：{words(6, 18)}？",
)


def type_of(language: str, chance: random.Random) -> Type:
    english = language == "en"
    indent = chance.choice(ENGLISH_INDENTS if english else INDENTS)
    return Type(
        indent=indent or "",
        first=0 if indent is None else 3 if english else 4,
        squeeze=chance.choice((0, 0, 0.5, 1, 1)),
        latin=chance.choice((1, 1, 0.9, 1.1)),
        hang=chance.random() < 0.5,
        empty=chance.choice((0, 0, 0, 1, 1, 2)),
        parted=chance.random() < 0.3,
    )


def wrapped(clean: Clean) -> Labelled:
    """A document made by chance."""
    chance = clean.chance
    shares = {each: share for each, share in LANGUAGES.items() if clean.has(PROSE[each])}
    if not shares:
        raise SystemExit(f"none of the kinds of prose is in {clean.folder}")
    (language,) = chance.choices(list(shares), list(shares.values()))
    column = chance.randint(28, 100) if language == "en" else chance.choice(COLUMNS)
    document = Document(language, clean, type_of(language, chance), column)
    if chance.random() < 0.15:
        document.plain()
        return document.labelled()
    if language == "zh" and chance.random() < 0.25:
        document.people()
    for _ in range(chance.randint(2, 9)):
        document.block()
    return document.labelled()
