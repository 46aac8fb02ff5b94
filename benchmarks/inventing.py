"""Write texts to typeset, put together by chance from clean text: `typeset/texts.py` reads them.

    python inventing.py CLEAN_FOLDER FOLDER [--texts 90]

CLEAN_FOLDER holds clean text, a folder for each kind, as `gather.py` leaves it. A text has a title
and up to eight parts: paragraphs under a heading, people and what is told of each, a chronology,
questions and answers, articles of a law, a list, a table, contents, verse, short lines.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from wrapping import NUMERALS, POSTS, PROSE, Clean, person

SPLIT: Final = "more"
SEED: Final = 5
SHARES: Final = {"zh": 0.6, "en": 0.14, "ja": 0.13, "ko": 0.13}
TEXTS: Final = ("zh_essay", "zh_essay", "zh_modern", "zh_news_letter", "zh_law")
STORIES: Final = {"zh": TEXTS, **{each: PROSE[each] for each in ("en", "ja", "ko")}}
ODD: Final = re.compile(r"[`\[\]{}<>_=*|#~@\\^\u3400-\u4dbf]|\d{4,}[:/]|//|[^\u0020-\uffff]")
SIGILS: Final = "#~!><|@+=-*` "
ENDED: Final = '[。！？.!?…：][”’」』"）)]?$'
WHOLE: Final = 20  # characters: no shorter paragraph need end a sentence
CLAUSE_ENDS: Final = re.compile("[，、。；：！？…—“”‘’（）「」『』《》\\s]|[,.;:!?()\"'“”‘’—/]+")
SPACED_ENDS: Final = re.compile("[,.;:!?()\"'“”‘’—/]+ ?")  # where blanks part words
ASKED: Final = {
    "zh": ("问：", "答："),
    "ja": ("問　", "答　"),
    "ko": ("문: ", "답: "),
    "en": ("Q: ", "A: "),
}
BYLINES: Final = {
    "zh": ("本报记者 {}", "文/{}", "{}", "记者 {} 通讯员 {}", "作者：{}"),
    "ja": ("{}", "文・{}", "{}　{}"),
    "ko": ("글 {}", "{} 기자", "{}"),
    "en": ("By {}", "{}", "By {} and {}"),
}


@dataclass
class Author:
    """Writes one text."""

    language: str
    clean: Clean

    @property
    def chance(self) -> random.Random:
        return self.clean.chance

    def paragraphs(self, count: int, least: int = 30, most: int = 420) -> list[str]:
        """Paragraphs that stand together somewhere."""
        found = self.clean.some(STORIES[self.language], 2 * count, least, most)
        whole = re.compile(ENDED if least >= WHOLE else "")
        fit = (each for each in found if not ODD.search(each) and each[0] not in SIGILS)
        return [each for each in fit if whole.search(each)][:count]

    def clause(self, least: int = 4, most: int = 24) -> str:
        """Some words of the text."""
        for _ in range(20):
            text = "".join(self.paragraphs(1))
            ends = SPACED_ENDS if self.language in ("en", "ko") else CLAUSE_ENDS
            found = [each.strip() for each in ends.split(text)]
            if fit := [each for each in found if least <= len(each) <= most]:
                return self.chance.choice(fit)
        return person(self.language, self.chance)

    def title(self) -> str:
        """A clause, or two with a blank or a comma between."""
        if self.chance.random() < 0.6:
            return self.clause(6, 40)
        return (
            self.clause()
            + {"zh": "，", "ja": "、", "ko": ", ", "en": ": "}[self.language]
            + self.clause()
        )

    def person(self) -> str:
        return person(self.language, self.chance)

    def some(self, least: int, most: int) -> range:
        return range(self.chance.randint(least, most))

    # Parts

    def story(self) -> Iterator[str]:
        yield from self.paragraphs(self.chance.randint(2, 7))

    def short(self) -> Iterator[str]:
        """Paragraphs of a line or two, as in talk."""
        yield from self.paragraphs(self.chance.randint(4, 10), 4, 60)

    def people(self) -> Iterator[str]:
        """People with their posts, then something of each."""
        names = [self.person() for _ in self.some(3, 12)]
        for name in names:
            post = self.clause(4, 14) + (self.chance.choice(POSTS) if self.language == "zh" else "")
            yield f"@ {name} / {post}"
        for name in names[: self.chance.randint(0, 4)]:
            yield from (name + each for each in self.paragraphs(1))

    def chronology(self) -> Iterator[str]:
        year, gap = self.chance.randint(1890, 1990), self.chance.random() < 0.5
        for _ in self.some(4, 12):
            year += self.chance.randint(1, 6)
            when = f"{year}年" if self.language in ("zh", "ja") else f"{year}"
            month = f"{self.chance.randint(1, 12)}月" if when[-1] == "年" and gap else ""
            for each in self.paragraphs(1, 8, 90):
                yield f"{when}{month}{'　' if month and gap else ' '}{each}"

    def questions(self) -> Iterator[str]:
        asks, answers = ASKED[self.language]
        for _ in self.some(2, 5):
            yield f"{asks}{self.clause()}{'？' if self.language in ('zh', 'ja') else '?'}"
            yield from (answers + each for each in self.paragraphs(1, 20, 200))

    def items(self) -> Iterator[str]:
        sigil = self.chance.choice("-*-")
        marks = self.chance.choice(("", "{}. ", "（{}）", "({}) "))
        for number in self.some(3, 9):
            for each in self.paragraphs(1, 6, self.chance.choice((40, 110))):
                yield f"{sigil} {marks.format(number + 1)}{each}"

    def numbered(self) -> Iterator[str]:
        """Articles or sections with their numbers."""
        form = self.chance.choice(("第{}条　", "{}、", "（{}）", "第{}条 "))
        for number in self.some(3, 10):
            mark = form.format(NUMERALS[number]) if self.language == "zh" else f"{number + 1}. "
            yield from (mark + each for each in self.paragraphs(1, 10, 220))

    def table(self) -> Iterator[str]:
        columns = self.chance.randint(2, 4)
        for _ in self.some(3, 9):
            cells = [str(self.chance.randint(1, 9999)) for _ in range(columns - 1)]
            yield "+ " + " / ".join([self.clause(2, 8), *cells])

    def contents(self) -> Iterator[str]:
        page = 1
        for _ in self.some(4, 10):
            page += self.chance.randint(1, 12)
            yield f"= {self.clause(4, 16)} / {page}"

    def verse(self) -> Iterator[str]:
        kinds = {"zh": ("zh_poem", "zh_verse")}.get(self.language)
        lines = self.clean.some(kinds, self.chance.randint(4, 14), 3, 22) if kinds else []
        yield from (f"| {each}" for each in lines if not ODD.search(each))

    def line(self) -> Iterator[str]:
        """A line that stands alone."""
        sigil = self.chance.choice("!><~")
        yield f"{sigil} {self.clause(4, 18)}"


PARTS: Final[Sequence[tuple[Callable[[Author], Iterator[str]], int]]] = (
    (Author.story, 40),
    (Author.short, 8),
    (Author.people, 12),
    (Author.chronology, 6),
    (Author.questions, 6),
    (Author.items, 8),
    (Author.numbered, 8),
    (Author.table, 4),
    (Author.contents, 3),
    (Author.verse, 5),
    (Author.line, 6),
)


def text(author: Author) -> str:
    """A text in the markup."""
    chance, language = author.chance, author.language
    head = author.clause(4, 12)
    lines = [f"# {author.title()}"]
    if chance.random() < 0.6:
        names = author.person(), author.person()
        lines.append(f"~ {chance.choice(BYLINES[language]).format(*names)}")
    parts, weights = zip(*PARTS, strict=True)
    for part in chance.choices(parts, weights, k=chance.randint(2, 8)):
        if chance.random() < 0.5:
            lines.append(f"## {author.title()}")
        lines += part(author)
    meta = {"split": SPLIT, "lang": language, "genre": "invented", "head": head}
    return (
        "".join(f"{key}: {each}\n" for key, each in meta.items()) + "\n" + "\n".join(lines) + "\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("clean", type=Path, metavar="CLEAN_FOLDER")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--texts", type=int, default=90, metavar="N")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    clean = Clean(asked.clean, random.Random(SEED))
    languages = clean.chance.choices(list(SHARES), list(SHARES.values()), k=asked.texts)
    for number, language in enumerate(languages):
        path = asked.folder / f"t{number:03}.txt"
        path.write_bytes(text(Author(language, clean)).encode())


if __name__ == "__main__":
    main()
