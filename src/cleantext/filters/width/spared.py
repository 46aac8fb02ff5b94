"""Spared: marks, letters and dots whose width is meant. In a full-width document, if need be."""

from __future__ import annotations

from typing import Final

SPARES: Final = (
    # nothing says that full-width marks are meant
    "你好,世界!",
    "我来了.他走了.谁在?没有人.",
    "姓名,年龄,性别\n张三,男,北京\n李四,女,上海",
    # beside digits, letters and signs
    "会议于10:30开始，比分是3:2，增长3.5%，共1,234,567元，比例为1:1.5。",
    "详见https://www.example.com/路径?词=值，或写信给a.b@example.com，谢谢。",
    "打开文件 报告.docx、a.b.c和README.md，然后运行。",
    "世界卫生组织(WHO)，国内生产总值(GDP)等。",
    "他说“Yes, I do. Why not?”，然后走了。",
    "笑死我了:)好吧:(真的;)对，是的。",
    "公式为f(x,y)=x+y，其中x:y为比值。",
    "第3.2.1节(2020)：结果见图1(a)。",
    "等一下...好吧，走吧。",
    "第1.总则，第2.分则。",
    "一.总则\n二.分则\n第三.附则，以上。",
    "作家约翰.史密斯和列夫.托尔斯泰，都来了。",
    "(2020年11月24日)，会议召开。",
    "下列事项：\n(一)名称；\n(二)住所；\n(三)职责；\n(四)人员。",
    # references, code and markup in a full-width document
    "参考文献如下，请看：\n[1] 张三,李四.中国经济[J].经济研究,2010(3):12-15.\n",
    "请运行：\nprint(名字,年龄)  # 输出，结束。\n",
    "标题={甲,乙,丙}，完。",
    "He visited 北京,上海 and 广州 last year, then he left。",
    # Japanese
    "ＮＨＫは２０２０年に国・地方を調べた。",
    "東京・大阪の会社,学校で働く。そうです。",
    "ジョン・スミス",
    # full-width marks never change
    "：；？！（）［］｛｝＋－＝％＃＆＊～「」『』【】〈〉《》、。",
    # dots and bullets
    "• 第一项\n• 第二项\n•第三项",
    "A・B•C",
    "迪丽热巴·迪力木拉提",
    "川普‧唐納",
    # half-width kana in faces, letters talked about
    "(ﾟ∀ﾟ) (ﾉ∀`) ヽ(´ｰ`)ﾉ",
    "字符 'Ａ' 和 \"１\" 以及 [Ａ-Ｚ]",
)
