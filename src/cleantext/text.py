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

_LASTING = ("looked_up", "ends", "blanks", "lines")  # what was found out holds as long as the codes


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

    def __post_init__(self) -> None:
        self.codes.flags.writeable = False

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
    def looked_up(self) -> kinds_.Looked:
        """The kind of each code point, looked up once, and what traits there are."""
        return kinds_.look_up(self.codes)

    @property
    def kinds(self) -> kinds_.Kinds:
        """The kind of each code point."""
        return self.looked_up.kinds

    @property
    def found(self) -> int:
        """Every kind and trait that occurs in the batch, or did before something was deleted."""
        return self.looked_up.found

    @cached_property
    def ends(self) -> Places:
        """Where lines end: the breaks and the edges."""
        return np.flatnonzero((self.kinds & (kinds_.BREAK | kinds_.EDGE)) != 0)

    @cached_property
    def blanks(self) -> Places:
        """Where the blanks stand."""
        return np.flatnonzero(self.kinds == kinds_.BLANK)

    def places(self, wanted: int) -> Places:
        """Where the code points of these traits stand."""
        return self.looked_up.places(wanted)

    def only(self, docs: Places) -> Text:
        """Some of the documents, in order, as a batch of their own."""
        if len(docs) == len(self):
            return self
        start, stop = self.edges[docs], self.edges[docs + 1]
        bounds = zip(start.tolist(), stop.tolist(), strict=True)
        kept = [slice(*each) for each in bounds] + [slice(len(self.codes) - 1, None)]
        edges = np.append(0, np.cumsum(stop - start))  # each document with the edge before it
        touched = None if self.touched is None else self.touched[docs]
        sources = [self.sources[doc] for doc in docs.tolist()]
        part = Text(np.concatenate([self.codes[each] for each in kept]), edges, sources, touched)
        if "looked_up" in vars(self):
            looked = self.looked_up
            known = np.concatenate([looked.kinds[each] for each in kept])
            doc = np.searchsorted(start, looked.at) - 1
            here = looked.at < np.append(stop, 0)[doc]  # the last is for what lies before all
            at = looked.at[here] + (edges[:-1] - start)[doc[here]]
            vars(part)["looked_up"] = kinds_.Looked(known, looked.found, at, looked.traits[here])
        return part

    def renewed(self) -> Text:
        """The documents that were changed, as if they had come so."""
        part = self.only(self.changed)
        text = Text(part.codes, part.edges, part.docs())
        known = {name: vars(part)[name] for name in _LASTING if name in vars(part)}
        vars(text).update(known)
        return text

    def forget(self) -> None:
        """Let go of the lines found here: they refer to the text, and such a ring stays for long.

        What looks for rings counts objects, and a few arrays of megabytes are few objects.
        """
        vars(self).pop("lines", None)

    def docs(self) -> list[str]:
        """The documents; one that no edit touched comes back as the very same object."""
        docs = list(self.sources)
        for doc in self.changed.tolist():
            docs[doc] = string_of(self.codes[self.edges[doc] + 1 : self.edges[doc + 1]])
        return docs

    @property
    def changed(self) -> Places:
        """The documents that differ from their source."""
        return np.flatnonzero(self.touched) if self.touched is not None else np.arange(0)

    def doc_of(self, at: Places) -> Places:
        """Which document each place lies in; the edge behind a document counts as its end."""
        return np.searchsorted(self.edges, at) - 1


def distinct(values: Places) -> Places:
    """Each of these values once, in order; np.unique hashes, which is slow where they are many.

    >>> distinct(np.array([3, 1, 3]))
    array([1, 3])
    """
    values = np.sort(values)
    first: Places = values[np.append(True, values[1:] != values[:-1])[: len(values)]]
    return first


# numpy keeps strings as arrays of code points. Its way in and out is several times as fast as
# UTF-32 by `str.encode`, a thousand times on lone surrogates, and gives memory to write to.


def string_of(codes: Codes) -> str:
    """The code points as a string.

    >>> string_of(np.array([0x5168, 0x56fd], np.uint32))
    '全国'
    """
    size = len(codes)
    if not size:
        return ""
    if codes.max() >= kinds_.EDGE_CODE:  # numpy would make a string that Python cannot hold
        raise ValueError("these code points reach outside Unicode, perhaps over an edge")
    string: str = np.ascontiguousarray(codes).view(f"U{size}").item()
    return string.ljust(size, "\0")  # numpy takes NULs at the end for padding


def codes_of(string: str) -> Codes:
    """The string as code points; lone surrogates are code points like any other.

    >>> codes_of("a全").tolist()
    [97, 20840]
    """
    return np.array([string]).view(np.uint32)[: len(string)]  # numpy pads "" to one NUL
