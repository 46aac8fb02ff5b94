"""Names that options offer, apart from what they name: `--help` need not wait for that."""

from __future__ import annotations

from typing import Final

TEXT: Final = "text"
MARKDOWN: Final = "markdown"
DOCUMENTS: Final = (TEXT, MARKDOWN)  # a file is a document
JSONL: Final = "jsonl"
PARQUET: Final = "parquet"
ARROW: Final = "arrow"
COLUMNAR: Final = frozenset((PARQUET, ARROW))
FORMATS: Final = (*DOCUMENTS, JSONL, "csv", "tsv", PARQUET, ARROW)
ENCODINGS: Final = (  # those people meet; any other that Python knows will do
    *("auto", "utf-8", "utf-16", "utf-32", "gb18030", "gbk", "gb2312", "big5", "big5hkscs"),
    *("shift_jis", "euc-jp", "iso2022-jp", "euc-kr", "cp949", "latin-1", "cp1252"),
)
