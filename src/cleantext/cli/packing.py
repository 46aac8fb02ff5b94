"""Files packed by gzip, bzip2, xz or Zstandard, told by the end of their name."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, Literal, Self

from cleantext.errors import CleantextError

ENDS: Final = (".gz", ".bz2", ".xz", ".zst")
Mode = Literal["rb", "wb"]
CHUNK: Final = 1 << 20


def unpacked_name(name: str) -> str:
    """The name without the end that says how the file is packed.

    >>> unpacked_name("shard.jsonl.gz"), unpacked_name("a.txt")
    ('shard.jsonl', 'a.txt')
    """
    return next((name.removesuffix(end) for end in ENDS if name.endswith(end)), name)


def unpacked(file: IO[bytes], name: str) -> IO[bytes]:
    """What the file holds."""
    return _opened(file, name, "rb")


@contextmanager
def packed(file: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    """A file to write to that packs what it is given into this one, as the name says."""
    if unpacked_name(name) == name:
        yield file
    else:
        with _opened(file, name, "wb") as out:
            yield out


def chunks(file: IO[bytes], name: str) -> Iterator[bytes]:
    """The bytes of a file, a megabyte at a time."""
    try:
        while chunk := file.read(CHUNK):
            yield chunk
    except (EOFError, zlib.error, lzma.LZMAError) as error:
        raise CleantextError(f"{name} is packed badly or cut short: {error}") from None
    except OSError as error:
        raise CleantextError(f"{name} cannot be read: {error.strerror or error}") from None


def _opened(file: IO[bytes], name: str, mode: Mode) -> IO[bytes]:
    end = Path(name).suffix
    opened: Any = file
    if end == ".gz":
        import gzip

        # no name and no time inside: the same text gives the same bytes
        opened = gzip.GzipFile("", mode, 6, file, 0)
    elif end == ".bz2":
        import bz2

        opened = bz2.BZ2File(file, mode)
    elif end == ".xz":
        opened = lzma.LZMAFile(file, mode)  # noqa: SIM115 - whoever asked for it closes it
    elif end == ".zst":
        opened = _zstandard(file, mode)
    done: IO[bytes] = opened
    return done


def _zstandard(file: IO[bytes], mode: Mode) -> Any:  # noqa: ANN401 - it has no types
    try:
        import zstandard
    except ImportError:
        raise CleantextError(
            "files in .zst need zstandard: pip install 'cleantext-ocr[zst]'"
        ) from None
    if mode == "wb":
        return zstandard.ZstdCompressor().stream_writer(file, closefd=False)
    return _Frames(file)


class _Frames:
    """What a file in Zstandard holds; unlike the library's own reader it tells if it is cut."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._frame: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, size: int) -> bytes:
        """Some more of it, nothing at the end."""
        done = b""
        while not done:
            data = self._rest() or self._file.read(size)
            if not data:
                if self._frame and not self._frame.eof:
                    raise EOFError("it ends inside a frame")
                return b""
            done = self._decoded(data)
        return done

    def _rest(self) -> bytes:
        return self._frame.unused_data if self._frame and self._frame.eof else b""

    def _decoded(self, data: bytes) -> bytes:
        import zstandard

        if self._frame is None or self._frame.eof:
            self._frame = zstandard.ZstdDecompressor().decompressobj()
        try:
            done: bytes = self._frame.decompress(data)
        except zstandard.ZstdError as error:
            raise EOFError(error) from None
        return done
