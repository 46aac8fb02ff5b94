"""Series and sets of signs: which of many codes belong to them.

A series counts or makes a set: 一二三, 甲乙丙, 春夏秋冬, 男女, 元角分. Found one to a line, or
parted by blanks, they are a list and no text.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleantext.text import Codes, Places

SERIES: Final = (
    "〇零一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾廿卅",  # the first: numbers
    "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥",
    "鼠牛虎兔龙龍蛇马馬羊猴鸡雞狗猪豬",
    "春夏秋冬梅兰蘭竹菊琴棋书書画畫诗詩酒花茶风花雪月",
    "东東南西北中上下左右前后後内內外里表高低大小特长短远近多少正反",
    "日一二三四五六月火水木金土",
    "优良中差劣及格好坏是否有无無对對错錯真假男女老少阴阳",
    "元角分年月日时時分秒克斤两吨米尺寸里升度岁",
    "个個台套件只支条张块根双组辆架项次份本册名位人户间座枚片瓶盒包袋箱批樘",
    "红橙黄绿青蓝靛紫黑白灰粉棕紅黃綠藍",
    "车馬马炮砲相象仕士将將帅帥兵卒俥傌車進进退平",
    "宫商角徵羽生旦净末丑酸甜苦辣咸喜怒哀乐樂悲恐惊仁义禮礼智信",
    "父母爸妈爷奶兄弟姐妹哥嫂叔伯姑姨舅",
    "省市縣县區区乡镇鎮村京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新港澳台",
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张",
    "夏商周秦汉漢晋隋唐宋元明清",
    "的地得之乎者也",
    "平仄ー",
)
NUMBERS: Final = 1  # the bit of the first


Mask = NDArray[np.bool_]

_PLANE: Final = 1 << 16


class Signs:
    """Some signs of the first plane, to ask of codes whether they are among them.

    >>> Signs("，。").hold(np.array([ord("，"), ord("全"), 0x1FF0C], np.uint32))
    array([ True, False, False])
    """

    def __init__(self, signs: str) -> None:
        self.table: Final = np.zeros(_PLANE, bool)
        self.table[[ord(sign) for sign in signs]] = True

    def hold(self, codes: Codes) -> Mask:
        """Which of these codes are among the signs; beyond the plane none are, nor is U+FFFF."""
        return self.table.take(codes, mode="clip")


def series_of(codes: Codes) -> Places:
    """The series that each of these codes belongs to, as bits.

    >>> series_of(np.array([ord("三"), ord("全")], np.uint32)) & NUMBERS
    array([1, 0])
    """
    rank = np.minimum(np.searchsorted(_CODES, codes), len(_CODES) - 1)
    bits: Places = np.where(_CODES[rank] == codes, _BITS[rank], 0)
    return bits


def _table() -> tuple[Codes, Places]:
    bits: dict[int, int] = {}
    for at, signs in enumerate(SERIES):
        for sign in signs:
            bits[ord(sign)] = bits.get(ord(sign), 0) | 1 << at
    codes = sorted(bits)
    return np.array(codes, np.uint32), np.array([bits[code] for code in codes], np.int64)


_CODES, _BITS = _table()
