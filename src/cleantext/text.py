"""Text: many documents as one array of code points.

    [EDGE, document, EDGE, document, ..., EDGE]

The edge lies outside Unicode, so a look at a neighbour needs no bounds check and
nothing that compares characters can reach from one document into the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cleantext import kinds as kinds_

Codes = NDArray[np.uint32]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Text:
    """A batch of documents.

    >>> text = Text.of(["全国", ""])
    >>> [hex(code) for code in text.codes]
    ['0x110000', '0x5168', '0x56fd', '0x110000', '0x110000']
    >>> text.docs()
    ['全国', '']
    """

    codes: Codes
    edges: Places  # where the edges are: one more than there are documents
    sources: Sequence[str]  # the documents as they came
    touched: NDArray[np.bool_] | None = None  # which documents differ from their source

    @classmethod
    def of(cls, docs: Sequence[str]) -> Text:
        """One batch of these documents."""
        codes = codes_of("\0".join(["", *docs, ""]))
        edges = np.zeros(len(docs) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, docs), np.int64, len(docs)) + 1, out=edges[1:])
        codes[edges] = kinds_.EDGE_CODE
        return cls(codes, edges, docs)

    def __len__(self) -> int:
        return len(self.edges) - 1

    @cached_property
    def kinds(self) -> kinds_.Kinds:
        """The kind of each code point, looked up once."""
        return kinds_.of(self.codes)

    @cached_property
    def found(self) -> int:
        """Every kind that occurs in the batch."""
        return int(np.bitwise_or.reduce(self.kinds))

    def docs(self) -> list[str]:
        """The documents; one that no edit touched comes back as the very same object."""
        docs = list(self.sources)
        if self.touched is not None and self.touched.any():
            codes = self.codes.copy()
            codes[self.edges] = 0
            whole = string_of(codes)
            for at in np.flatnonzero(self.touched).tolist():
                docs[at] = whole[int(self.edges[at]) + 1 : int(self.edges[at + 1])]
        return docs

    def doc_of(self, at: Places) -> Places:
        """Which document each place lies in."""
        return np.searchsorted(self.edges, at, "right") - 1


def string_of(codes: Codes) -> str:
    """The code points as a string.

    >>> string_of(np.array([0x5168, 0x56fd], np.uint32))
    '全国'
    """
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


def codes_of(string: str) -> Codes:
    """The string as code points; lone surrogates are code points like any other.

    >>> codes_of("a全").tolist()
    [97, 20840]
    """
    return np.frombuffer(string.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.uint32)
