"""Bytes to text and back: one exact codec for a file, chosen from its first bytes."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from typing import Final

from cleantext.errors import CleantextError

AUTO: Final = "auto"
STRICT: Final = "strict"
UTF8: Final = "utf-8"

# In these a line feed is one byte, which means nothing else, and behind it all begins anew.
LINEWISE: Final = ("utf-8", "ascii", "iso8859-1", "gb18030", "gbk", "gb2312", "big5")

# The codecs that write a mark or eat one are replaced by those that do neither: the mark is then
# an ordinary first character, and what was read can be written again byte for byte.
MARKS: Final = {
    "utf-8-sig": {codecs.BOM_UTF8: "utf-8", b"": "utf-8"},
    "utf-16": {
        codecs.BOM_UTF16_LE: "utf-16-le",
        codecs.BOM_UTF16_BE: "utf-16-be",
        b"": "utf-16-le",
    },
    "utf-32": {
        codecs.BOM_UTF32_LE: "utf-32-le",
        codecs.BOM_UTF32_BE: "utf-32-be",
        b"": "utf-32-le",
    },
}


def known(name: str) -> str:
    """The codec's own name, or an error if there is no such encoding.

    >>> known("UTF8"), known("gb18030"), known("auto")
    ('utf-8', 'gb18030', 'auto')
    >>> known("utf9")
    Traceback (most recent call last):
        ...
    cleantext.errors.CleantextError: there is no text encoding 'utf9'; ...
    """
    if name == AUTO:
        return name
    try:
        found = codecs.lookup(name)
        "".encode(name)  # refuses what is no encoding of text, such as base64
    except (LookupError, ValueError):
        raise CleantextError(
            f"there is no text encoding {name!r}; try utf-8, gb18030, big5, utf-16 or auto"
        ) from None
    return found.name


def exact(name: str, head: bytes, source: str) -> str:
    r"""The codec that reads this file and writes it again just so.

    >>> exact("utf-16", b"\xfe\xff\x51\x68", "a.txt"), exact("gb18030", b"", "a.txt")
    ('utf-16-be', 'gb18030')
    """
    name = _guessed(head, source) if name == AUTO else known(name)
    for mark, codec in MARKS.get(name, {}).items():
        if head.startswith(mark):
            return codec
    return name


def decoded(
    chunks: Iterable[bytes], codec: str, errors: str, source: str, start: tuple[int, int] = (0, 1)
) -> Iterator[str]:
    r"""The text of the bytes, piece by piece; an error tells the offset in the whole, and the line.

    Where the bytes do not start a file, `start` tells the offset and the line where they do.

    >>> list(decoded([b"ab\xe5", b"\x85\xa8"], "utf-8", "strict", "a.txt"))
    ['ab', '全']
    >>> list(decoded([b"a\n", b"caf\xe9!"], "utf-8", "strict", "a.txt"))
    Traceback (most recent call last):
        ...
    cleantext.errors.CleantextError: a.txt is not UTF-8: byte 0xe9 at offset 5, line 2; ...
    """
    decoder = codecs.getincrementaldecoder(codec)(errors)
    read, line = start
    for chunk, last in _marking_the_last(chunks):
        read += len(chunk)
        try:
            text = decoder.decode(chunk, last)
        except UnicodeDecodeError as error:
            good = error.object[: error.start].decode(codec, "replace")
            at = read - len(error.object) + error.start
            byte = error.object[error.start] if error.object else 0
            raise CleantextError(
                f"{source} is not {codec.upper()}: byte {byte:#04x} at offset {at}, "
                f"line {line + good.count(chr(10))}; {_advice(codec)}"
            ) from None
        line += text.count("\n")
        yield text


def encoded(text: str, codec: str, errors: str, source: str) -> bytes:
    """The bytes of the text, or an error that names the character that has none."""
    try:
        return text.encode(codec, errors)
    except UnicodeEncodeError as error:
        raise CleantextError(
            f"{source}: {text[error.start]!r} cannot be written in {codec}; "
            "convert the text to UTF-8 first, or give --errors replace"
        ) from None


def _marking_the_last(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    before = b""
    for chunk in chunks:
        if before:
            yield before, False
        before = chunk
    yield before, True


def _advice(codec: str) -> str:
    if codec != "utf-8":
        return "give another --encoding, or --errors replace"
    return "give --encoding gb18030 or another, or convert it first: iconv -f GB18030 -t UTF-8"


def _guessed(head: bytes, source: str) -> str:
    for mark, name in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16")):
        if head.startswith(mark):  # in this order: the one begins with the other
            return name
    if head.startswith(codecs.BOM_UTF16_BE):
        return "utf-16"
    if _is_utf8(head):
        return "utf-8"
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        raise CleantextError(
            "--encoding auto needs charset-normalizer: pip install 'cleantext-ocr[encodings]'"
        ) from None
    found = from_bytes(head).best()
    if found is None:
        raise CleantextError(f"{source}: no encoding fits; name one with --encoding")
    return known(found.encoding)


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
