"""Spared: clean text that looks as if it were drawn twice, each a document or a piece of one."""

from __future__ import annotations

from typing import Final

SPARES: Final = (
    # words that repeat their characters, and shouts
    "屋子里打扫得干干净净，桌椅摆得整整齐齐。",
    "干干净净",
    "这件事我们还要研究研究，商量商量，再讨论讨论。",
    "研究研究",
    "谢谢谢谢！",
    "哈哈哈哈，笑死我了，哈哈哈哈哈哈。",
    "日子过得红红火火恍恍惚惚，转眼又是一年。",
    "红红火火恍恍惚惚",
    "他站在门口喊：\n回去！回去！\n没有人应他。",
    "ㅋㅋㅋㅋ 진짜 웃기다 ㅋㅋㅋㅋ",
    "ごとごとごとごと、小さな汽車は走りました。だんだん暗くなりました。",
    "星期天天天气很好，妈妈带着弟弟去看爷爷奶奶。",
    "人人都说，一盏一盏地点，一个人一个人地问，一步一步地走。",
    # marks and numbers
    "他想了想……又想了想——还是走了。",
    "……\n——\n……\n——",
    "2020年10月10日，第1010号，共2222人，合1111元。",
    "11\n22\n33\n44\n55",
    "2020\n1010\n11",
    "口令是 88888888，房号 2323。",
    # verse
    "山那边有一条路，\n路上没有人。\n无数的车轮无数的车轮\n碾过昨天的雪。\n天亮了。",
    (
        "送别\n\n"
        "长亭外，古道边，\n"
        "芳草碧连天。\n"
        "长亭外，古道边，\n"
        "芳草碧连天。\n\n"
        "天之涯，地之角，\n"
        "知交半零落。\n"
        "天之涯，地之角，\n"
        "知交半零落。"
    ),
    (  # a chorus whose lines come twice, and that comes twice
        "风从山外来\n吹过老屋檐\n你说等到花开\n我就回到门前\n\n"
        "月亮升起来，照着回家的路\n月亮升起来，照着回家的路\n"
        "不要问我为什么流泪\n不要问我为什么流泪\n远方的灯火还亮着\n远方的灯火还亮着\n\n"
        "雨从屋后来\n打湿了窗台\n你说等到雪停\n我就走下山来\n\n"
        "月亮升起来，照着回家的路\n月亮升起来，照着回家的路\n"
        "不要问我为什么流泪\n不要问我为什么流泪\n远方的灯火还亮着\n远方的灯火还亮着\n\n"
        "风从山外来\n吹过老屋檐\n你说等到花开\n我就回到门前\n"
    ),
    "如梦令\n\n争渡，争渡，\n惊起一滩鸥鹭。\n\n知否，知否？\n应是绿肥红瘦。",
    "寻寻觅觅，冷冷清清，凄凄惨惨戚戚。",
    (
        "Row, row, row your boat\n"
        "Gently down the stream\n"
        "Merrily, merrily, merrily, merrily\n"
        "Life is but a dream\n"
    ),
    '"山那边有一条不知名的路"\n山那边有一条不知名的路\n我走到它的尽头',
    # tables and lists
    "恍恍惚惚—清清楚楚\n勤勤恳恳―懒懒散散\n隐隐约约―清清楚楚\n恍然大悟―百思不解",
    "歪歪斜斜——端端正正\n迷迷糊糊——清清楚楚\n暖暖和和——冷冷清清\n吞吞吐吐——干干脆脆",
    (
        "项目 2010年6月末 2010年6月末\n"
        "本行 人民币百万元 人民币百万元\n"
        "存款 12,345 12,345\n"
        "贷款 6,789 6,789"
    ),
    "2010年6月末 2010年6月末\n2009年末 2009年末\n合计 合计",
    "是\n是\n否\n否\n否\n是\n是",
    "后後 发發 发髮 干乾 干幹 里裏 面麵 松鬆 台臺 云雲",
    "宋体\n宋體\n黑体\n黑體\n仿宋体\n仿宋體\n楷体\n楷體\n隶书\n隸書",
    "SimSun, SimSun-ExtB, NSimSun, SimHei, FangSong, FangSong, KaiTi, KaiTi",
    (
        "| 甲 | 甲 | 乙 | 乙 |\n"
        "| --- | --- | --- | --- |\n"
        "| 12 | 12 | 34 | 34 |\n"
        "| 是 | 是 | 否 | 否 |"
    ),
    "上文\n\n---\n\n下文\n\n***\n\n======\n\n- - -\n",
    "□□□□ □□□□ ■■■■",
    # what machines write
    (
        "0000000 7f45 4c46 0201 0100 0000 0000 0000 0000\n"
        "0000020 0200 3e00 0100 0000 b0b0 4040 0000 0000\n"
        "0000040 4040 0000 0000 0000 aaaa bbbb cccc dddd"
    ),
    (
        "ATGATGCCGGAATTCCTTAAGGCCTTAAGGAACCGGTTAACCGGATATATCGCGCGAATT\n"
        "GGCCAATTGGCCAATTAAAATTTTCCCCGGGGATATCGATATCGTTAACCGGTTAACCAA"
    ),
    (
        "QUFBQUJCQkJDQ0NDRERERA==\n"
        "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAA\n"
        "//////8AAAAAAAD//w=="
    ),
    "  /\\_/\\   /\\_/\\\n ( o.o ) ( o.o )\n  > ^ <   > ^ <\n ((((||||))))\n _____________",
    "pg_dump --dbname dbname --host host --port port --username username",
    "committee  bookkeeper  Mississippi  successfully  possesses  addressee",
    "if (a == b && c == d || !!e) { i++; j--; k <<= 2; } // well, well",
)
