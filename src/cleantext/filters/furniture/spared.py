"""Spared: clean text with lines that look like page numbers or running heads."""

from __future__ import annotations

from typing import Final

_VERSE: Final = "山里的雪落了一夜\n门口的路不见了\n只有那口老井\n还睁着眼睛\n"
_CHAT: Final = (
    "昨天为了这双鞋跑了三家店铺\n排队的人从门口一直排到街角\n轮到我们的时候只剩下最后一双\n"
    "穿上试了试还是觉得有一点紧\n店员说穿几天就会松的 -3-\n可是我们都不大相信他说的话\n"
    "回家路上又看见一家更便宜的\n早知道就不用排这么久的队了\n"
)
_PROSE: Final = (
    "凌晨四点，潮水刚刚退去，海堤上亮起了一串手电筒的光。他走在最前面，一步一步地量，一块石头"
    "一块石头地看。他今年五十八岁，在这条四公里长的海堤上走了整整三十四年，鞋子穿坏了一百多双，"
    "膝盖里至今还留着两枚钢钉，天气一变就隐隐作痛。这是他常说的一句话，年轻人起初听了只是笑，"
    "后来渐渐明白：一道裂缝不补，潮水就会替你记着。"
)

SPARES: Final = (
    # years, spans, dates and scores on lines of their own
    "青海省参加表彰大会的全国劳动模范和先进工作者合影\n1950—2020",
    f"2018\n{_PROSE}\n2019\n{_PROSE}\n2020\n{_PROSE}\n2021\n{_PROSE}",
    f"2020年11月24日\n{_PROSE}\n3:2\n{_PROSE}\n11-25",
    # labels, and faces
    "".join(
        f"- question: {_PROSE}\n  answers:\n  - one\n  - two\n  answer: {n}\n\n\n"
        for n in (1, 2, 3)
    ),
    _CHAT,
    # sections, stanzas and chapters that are counted
    f"海堤\n1\n{_PROSE}\n2\n{_PROSE}\n3\n{_PROSE}",
    f"海堤\n\n1\n\n{_PROSE}\n\n2\n\n{_PROSE}\n\n3\n\n{_PROSE}\n\n4\n\n{_PROSE}",
    f"I\n{_PROSE}\nII\n{_PROSE}\nIII\n{_PROSE}\nIV\n{_PROSE}",
    f"— 1 —\n{_PROSE}\n— 2 —\n{_PROSE}\n— 3 —\n{_PROSE}",
    f"第 1 课\n{_PROSE}\n第 2 课\n{_PROSE}\n第 3 课\n{_PROSE}",
    f"Chapter 1\n{_PROSE}\nChapter 2\n{_PROSE}\nChapter 3\n{_PROSE}",
    f"1\n{_VERSE}2\n{_VERSE}3\n{_VERSE}",
    f"1 安装支架\n{_PROSE}\n\f2 连接网络\n{_PROSE}\n\f3 读取数据\n{_PROSE}\n\f{_PROSE}\n4",
    # rows of tables
    f"Asthma Count 31 22\nChronic fatigue Count 19 4\n{_PROSE}\nEndometriosis Count 6 5\n合计",
    f"HARVEST VARIA\n11/12 12/13 Percentage\n{_PROSE}",
    f"11/12\n{_PROSE}\nHARVEST\n12/13",
    "".join(f"{' ' * 90}甲{' ' * 90}{n}0\n   {n}\n" for n in range(1, 8)),
    f"图 1\n{_PROSE}\n图 2\n{_PROSE}\n图 3\n{_PROSE}",
    f"MIX\n{_PROSE}\nCIVIL\n{_PROSE}\nVIVID\n{_PROSE}",
    # cells of a table, lists, and lines of code
    "序号\n名称\n1\n铅笔\n2\n钢笔\n3\n毛笔\n4\n圆珠笔",
    "项目\n2019\n2020\n12\n13\n14\n15\n16\n17",
    "| 1 | a |\n| 2 | b |\n| 3 | c |",
    "1. 预约\n2. 取消\n3. 收费",
    "".join(f"{n}\n打開字典\n相關討論\n{_PROSE}\n\n" for n in range(1, 9)),
    "\n".join(
        f" {n}   {name}         244 non-null    category"
        for n, name in enumerate(("total", "tip", "sex", "smoker", "day", "time", "size"))
    ),
    "$ echo $?\n0\n$ false\n$ echo $?\n1",
    "1\n00:00:01,000 --> 00:00:03,000\n你好。\n\n2\n00:00:04,000 --> 00:00:06,000\n再见。",
    "目录\n前言 1\n第一章　漕运制度的形成 3\n第二章　船户与行会 4\n附录 5",
    # lines that return
    "同志们：\n今天我们在这里开会。\n同志们：\n明天我们还要开会。\n同志们：\n后天再见。",
    f"{_VERSE}走吧，走吧\n{_VERSE}走吧，走吧\n{_VERSE}走吧，走吧",
    "《长河月刊》2022年第2期",
    "12",
    "第 12 页",
)
