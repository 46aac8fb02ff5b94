"""Damage: every heading that could have been set downwards; and what looks so and is not.

Listed are lines of several different characters between two long lines that are whole, so that the
wound leaves what it is known by: a heading of six characters or more, or with a year, in prose. In
a document that has lines of one character already, none is listed: nobody could tell which are the
wound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from cleantext.edits import Edits
from cleantext.filter import Damage
from cleantext.text import Text, codes_of

_LINE: Final = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_COLUMN: Final = re.compile(r"(?:^|\n)[^\S\n]*\S[^\S\n]*(?:\n\s*\S[^\S\n]*){2}(?:\n|$)")
_HEADING: Final = re.compile(
    r"[\u4e00-\u9fff]{6,20}|[\u4e00-\u9fff]{4,8}（[0-9]{4}(?:—[0-9]{4})?年[\u4e00-\u9fff]{0,2}）"
)
_GOES_ON: Final = re.compile(r"\s*[，、；：。！？）》〉”’」』】〕]")
_NUMBERS: Final = frozenset("〇零一二三四五六七八九十百千万两廿")
LONG: Final = 24  # signs of a line that is none itself


def _headings(doc: str) -> Iterator[tuple[int, int]]:
    """Where the headings stand that could be set downwards."""
    if _COLUMN.search(doc):
        return
    lines = [line for line in _LINE.finditer(doc) if line[0].strip()]
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        shown = line[0].strip()
        long = min(len(before[0].strip()), len(after[0].strip())) > LONG
        goes_on = _GOES_ON.match(after[0])
        if long and not goes_on and _HEADING.fullmatch(shown) and _different(shown):
            start = line.start() + line[0].index(shown)
            yield start, start + len(shown)


def _different(heading: str) -> bool:
    signs = set(heading)
    return len(signs) >= 0.7 * len(heading) and len(signs - _NUMBERS) > len(heading) / 2


def _damage(text: Text, parting: str) -> Edits:
    at: list[int] = []
    group: list[int] = []
    for edge, doc in zip(text.edges.tolist(), text.docs(), strict=False):
        for start, stop in _headings(doc):
            at += range(edge + start + 2, edge + stop + 1)
            group += [edge + 1 + start] * (stop - start - 1)
    return Edits.of(at, at, codes_of(parting * len(at)), [len(parting)] * len(at), group)


DAMAGES: Final[Mapping[str, Damage]] = MappingProxyType(
    {
        "one to a line": partial(_damage, parting="\n"),
        "blank lines between": partial(_damage, parting="\n\n"),
    }
)

_PROSE: Final = "我们要深入学习贯彻全国劳动模范和先进工作者表彰大会精神，团结奋斗。"

_COLUMNS: Final = (
    "1\n2\n3\n4\n5\n6",
    "√\n×\n√\n√\n×",
    "一\n二\n三\n四\n五\n六\n七",
    "甲\n乙\n丙\n丁\n戊\n己\n庚",
    "A\nB\nC\nD\nE\nF\nG",
    "あ\nい\nう\nえ\nお\nか\nき",
    "가\n나\n다\n라\n마\n바",
    "男\n女\n女\n男\n男\n女",
    "是\n否\n是\n是\n否",
    "台\n套\n个\n块\n张\n件\n只",
    "●\n●\n●\n●",
    "春\n夏\n秋\n冬",
    "东\n南\n西\n北\n中",
    "车\n马\n炮\n象\n士\n将",
    "春天的花\n夏\n夏天的雨\n秋\n秋天的风",
    "1\n9\n5\n2\n甲\n8",
    "李\n5\n王\n3\n张\n8\n赵\n6",
    "3\n组\n5\n级\n8\n班",
)
SPARES: Final = (
    *(f"{_PROSE}\n{column}\n{_PROSE}" for column in _COLUMNS),
    "吱\n呀\n呃\n呕\n呗\n呜",
    "生字\n的\n一\n是\n在\n不\n了\n有\n和\n人\n这\n我们是中国人。",
    "风\n吹\n过\n来\n雪\n落\n下\n去",
    "春\n\n春眠不觉晓，\n处处闻啼鸟。\n\n夏\n\n力尽不知热，\n但惜夏日长。\n\n秋\n\n自古逢秋悲寂寥。\n\n冬\n\n千山鸟飞绝。",
    "炮\n二\n平\n五\n马\n8\n进\n7\n车\n一\n平\n二",
    "问\n答\n注",
    "a\nb\nc\nd\ne\nf\ng",
    "{\n}\n[\n]\n(\n)",
)
