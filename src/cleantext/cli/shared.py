"""Memory that the processes of a pool see in common: what lies there need not be sent."""

from __future__ import annotations

import mmap
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Laid:
    """Bytes on a shelf."""

    shelf: int
    size: int


class Shelves:
    """Memory in common with the copies of this process, each shelf with room for so many bytes.

    >>> shelves = Shelves(2, 8)
    >>> shelves.lay(1, b"abc")
    Laid(shelf=1, size=3)
    >>> bytes(shelves.seen(Laid(shelf=1, size=3)))
    b'abc'

    What has no room there is sent as it is, and everything is where there are no shelves.

    >>> shelves.seen(shelves.lay(0, b"more than that"))
    b'more than that'
    """

    def __init__(self, count: int, room: int) -> None:
        self._shelves: Sequence[mmap.mmap] = [mmap.mmap(-1, room) for _ in range(count)]

    def lay(self, shelf: int, data: bytes) -> Laid | bytes:
        """Put the bytes on a shelf in the place of those that lay there."""
        if not self._shelves or len(data) > len(self._shelves[shelf]):
            return data
        self._shelves[shelf][: len(data)] = data
        return Laid(shelf, len(data))

    def seen(self, laid: Laid | bytes) -> memoryview | bytes:
        """The bytes, until others are laid over them."""
        if isinstance(laid, bytes):
            return laid
        return memoryview(self._shelves[laid.shelf])[: laid.size]
