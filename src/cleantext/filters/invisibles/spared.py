r"""Spared: what cannot be seen and is meant, or is no stray at all."""

from __future__ import annotations

from typing import Final

SPARES: Final = (
    # blanks and breaks that are ordinary
    "\u3000\u3000第一段。\n\u3000\u3000第二段。\n",
    "a\tb\n\x0cpage two\n",
    "宗\u3000冰",
    # joiners
    "می\u200cخواهم کتاب\u200cها را",
    "ه\u200d ق",
    "क्\u200dष और क्\u200cष",
    "ශ්\u200dරී ලංකා",
    "ബാബു അവന്\u200d വന്നു",
    "ᠮᠣᠩᠭᠣᠯ\u180eᠤᠨ ᠬᠡᠯᠡ\u202fᠶᠢᠨ ᠨᠠᠷ\u180bᠠ",
    "👨\u200d👩\u200d👧\u200d👦 👩🏽\u200d💻 🏳\ufe0f\u200d🌈 🏴\u200d☠\ufe0f ❤\ufe0f\u200d🔥",
    "ភាសា\u200bខ្មែរ",
    "ภาษา\u200bไทย",
    # selectors and tags
    "葛\U000e0100城市と辻\U000e0101さん",
    "1\ufe0f\u20e3 #\ufe0f\u20e3 ©\ufe0f ☺\ufe0e ⚠\ufe0f ‼\ufe0f",
    "\u2229\ufe00 0\ufe00",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    # direction
    "الإصدار \u200e1.0\u200f من البرنامج",
    "\u202bשלום\u202c world",
    # typography
    "Il coûte 10\u202f000\u00a0€\u00a0; «\u00a0vraiment\u00a0?\u00a0»",
    "siehe §\u00a05, z.\u00a0B. in M.\u00a0Curie",
    "Москва\u00a0— столица",
    "gone\u2060—with the\u2060—piece",
    "sin\u2061(x) and a\u2062b",
    # what can be seen
    "㇀〻\u00b7\u2027\u30fb…—─\ufffd\ufffc\u2800",
)
