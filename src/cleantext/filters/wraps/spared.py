"""What looks wrapped and is not."""

SPARES = (
    "床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。",
    "小雨小雨沙沙沙\n小花小花笑哈哈\n小鸡小鸡叽叽叽\n小鸭小鸭嘎嘎嘎\n一二三四五六七\n七六五四三二一",
    "宗冰\n马文俊\n李晶\n孟庆芬\n朱晓东\n刘万平\n董文\n岳虹",
    "1921—1937 梁伯安\n1938—1949 沈一鸣\n1950—1965 何其芳\n1966—1977 田甜\n1978—1990 石磊",
    "第一条 本法适用于全国。\n第二条 国家保护劳动者的权利。\n第三条 工会维护职工的权益。",
    "问：孩子近视了怎么办？\n答：尽快检查。\n问：能治好吗？\n答：不能。",
    "def f(x):\n    return x + 1\n\n\ndef g(y):\n    return f(y) * 2\n",
    "| 年份 | 产量 |\n| --- | --- |\n| 2019 | 1200 |\n| 2020 | 1300 |\n| 2021 | 1400 |",
    "- 苹果\n- 香蕉\n- 橙子\n- 葡萄\n- 西瓜\n- 菠萝",
    (
        "我要的本不是火齐的红，或半夜里\n"
        "桃花潭水的黑，也不是琵琶的幽怨，\n"
        "蔷薇的香，我不曾真心爱国文豹的矜严，\n"
        "我要的婉变也不是任何白鸽所有的。\n"
        "我要的本不是这些，而是这些的结晶，\n"
        "比这一切更神奇得万倍的一个奇迹！\n"
        "可是，这灵魂是真饿得慌，我又不能\n"
        "让他缺着供养，那么，即便是糟糠，\n"
        "你也得募化不是？天知道，我不是\n"
        "甘心如此，我并非倔强，亦不是愚蠢，\n"
        "我是等你不及，等不及奇迹的来临！\n"
        "我不敢让灵魂缺养供养，谁不知道\n"
        "一树蝉鸣，一壶浊酒，算得了什么；\n"
        "纵提到烟峦，曙壑，或更璀璨的星空，\n"
        "也只是平凡，是无所谓的平凡，犯得着\n"
        "惊喜得没主意，喊着最动人的名儿，"
    ),
    (
        "To be, or not to be, that is the question:\n"
        "Whether ’tis nobler in the mind to suffer\n"
        "The slings and arrows of outrageous fortune,\n"
        "Or to take arms against a sea of troubles\n"
        "And by opposing end them. To die—to sleep,\n"
        "No more; and by a sleep to say we end\n"
        "The heart-ache and the thousand natural shocks\n"
        "That flesh is heir to: ’tis a consummation\n"
        "Devoutly to be wish’d. To die, to sleep;\n"
        "To sleep, perchance to dream—ay, there’s the rub:\n"
        "For in that sleep of death what dreams may come,\n"
        "When we have shuffled off this mortal coil,\n"
        "Must give us pause—there’s the respect\n"
        "That makes calamity of so long life."
    ),
)
