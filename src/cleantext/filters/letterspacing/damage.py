"""Damage: every line that could have come out with blanks; and what looks so and is not.

A wound is a line that shows by itself what happened: by its marks, by words that stay parted, or
by the rows around it. In a document that has characters standing apart already, none is listed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from cleantext.edits import Edits
from cleantext.filter import Damage
from cleantext.text import Text, codes_of

Piece = tuple[int, int, str]  # where it starts and stops in its document, and what is there then
Wounds = Callable[[list[re.Match[str]]], Iterator[list[Piece]]]

DIFFERENT: Final = 10  # signs of a line that no list could be
FEW, MANY = 0.25, 0.6  # the share of vowels in words

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_APART: Final = re.compile(
    r"(?<!\S)\S\s*(?<!\n)[^\S\n]+\S(?!\S)|[^\S\n][，、；：。！？）》〉”’」』】〕]"
)
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff，、。]{12,}")
_LATIN: Final = re.compile(r"[A-Za-z]{3,12}(?: [A-Za-z]{3,12})+")
_NAME: Final = re.compile(r"([\u4e00-\u9fff])([\u4e00-\u9fff]) [\u4e00-\u9fff]{5,}")
_FULL: Final = re.compile(r"[\u4e00-\u9fff]{3} [\u4e00-\u9fff]{5,}")


def _spread(lines: list[re.Match[str]]) -> Iterator[list[Piece]]:
    """Chinese sentences, a blank between all their characters."""
    for line in lines:
        marks = re.search("[，、。].", line[0])
        if marks and _CHINESE.fullmatch(line[0]) and len(set(line[0])) >= DIFFERENT:
            yield [(at, at, " ") for at in range(line.start() + 1, line.end())]


def _spelled(lines: list[re.Match[str]]) -> Iterator[list[Piece]]:
    """Latin words, a blank between all their letters and two between words."""
    for line in lines:
        letters = line[0].replace(" ", "")
        vowels = sum(sign in "aeiouyAEIOUY" for sign in letters)
        steps = sum(ord(b) == ord(a) + 1 for a, b in pairwise(letters))
        even = FEW * len(letters) <= vowels <= MANY * len(letters)
        if _LATIN.fullmatch(line[0]) and even and steps * 4 < len(letters):
            yield [(at, at, " ") for at in range(line.start() + 1, line.end())
                   if line.string[at] != " "]  # fmt: skip


def _padded(lines: list[re.Match[str]]) -> Iterator[list[Piece]]:
    """Names of two characters, where names of three stand before and after them."""
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        name = _NAME.fullmatch(line[0])
        full = _FULL.fullmatch(before[0]) and _FULL.fullmatch(after[0])
        if name and full and name[1] != name[2]:
            yield [(line.start() + 1, line.start() + 1, " ")]


def _damage(text: Text, wounds: Wounds) -> Edits:
    start, stop, new, group = [], [], [], []
    for edge, doc in zip(text.edges.tolist(), text.docs(), strict=False):
        if _APART.search(doc):
            continue
        for wound in wounds([line for line in _LINE.finditer(doc) if line[0].strip()]):
            start += [edge + 1 + piece[0] for piece in wound]
            stop += [edge + 1 + piece[1] for piece in wound]
            new += [piece[2] for piece in wound]
            group += [edge + 1 + wound[0][0]] * len(wound)
    return Edits.of(start, stop, codes_of("".join(new)), list(map(len, new)), group)


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {
        "spread": partial(_damage, wounds=_spread),
        "spelled": partial(_damage, wounds=_spelled),
        "padded": partial(_damage, wounds=_padded),
    }
)

SPARES: Final = (
    "春 夏 秋 冬",
    "甲 乙 丙 丁\n一 二 三 四 五 六 日",
    "A B C D\na b c d e f g h",
    "x y\ny x\nx o x\no x o",
    "ACGT A C G T A C G T  A C G T A C G T",
    "r n b q k b n r\np p p p p p p p",
    "床前明月光 疑是地上霜\n举头望明月 低头思故乡",
    "人之初 性本善 性相近 习相远",
    "生字 春 风 雨 雪 花 草",
    "わたし は りんご が すき です 。",
    "나 는 너 를 좋 아 해\n저는 학생 입니다",
    "第四节 拘留\n第五节 逮捕",
    "姓名 性别 年龄\n张三 男 20\n李四 女 21",
    "提振精气神 书写新篇章",
    "致公党中央主席 万钢",
    "1 2 3 4 5\n6 7 8 9 10",
    "是 否 是 是\n有 无 有 有",
    "我 和 你",
    "其 一\n其 二\n其 三",
    "哦 天\n好 等等\n走神 少钓了几条鱼\n她 是 她\n是温暖的岛 没有关系\n他说 这不神奇\n那就 好",
    "I am a man\nO o O o",
    "a b a b a b a b a b",
    "- - -\n* * *\n_ _ _\n· · ·",
)
