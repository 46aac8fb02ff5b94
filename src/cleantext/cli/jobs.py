"""Work spread over processes; what comes back keeps its order."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from multiprocessing import connection, get_context, parent_process
from threading import Thread, active_count
from typing import Final, TypeVar

from cleantext.cli import stretches
from cleantext.cli.formats import Layout, Piece
from cleantext.cli.reading import Characters, How, Reading, guarded
from cleantext.cli.report import counted
from cleantext.cli.settings import Settings
from cleantext.cli.shared import Laid, Shelves
from cleantext.cli.stretches import Done, Stretch
from cleantext.errors import CleantextError
from cleantext.pipeline import Pipeline

BATCH: Final = 1 << 20  # code points: half of the pipeline's, so that the last ones end together
AHEAD: Final = 2  # batches waiting for each process: it never starves, and memory stays bounded
ROOM: Final = 2 * stretches.MOST  # bytes: a stretch ends with the chunk that completes it

Given = TypeVar("Given")
Made = TypeVar("Made")

_by: list[Pipeline] = []  # in a process of the pool: its pipeline
_shelves: list[Shelves] = []  # there too: what it sees in common with the first


@dataclass(frozen=True)
class Pool:
    """Processes that each hold the pipeline."""

    executor: ProcessPoolExecutor
    jobs: int
    shelves: Shelves

    @property
    def ahead(self) -> int:
        """How many of what is given may wait."""
        return self.jobs * AHEAD

    def each(self, do: Callable[[Given], Made], given: Iterable[Given]) -> Iterator[Made]:
        """What is made of each, in order; no more is taken than the processes can do soon."""
        waiting: deque[Future[Made]] = deque()
        try:
            for one in given:
                waiting.append(self.executor.submit(do, one))
                if len(waiting) > self.ahead:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except BrokenProcessPool:
            raise CleantextError(
                "a process ended before its work was done, perhaps for want of memory; "
                "fewer --jobs need less"
            ) from None

    def repaired(self, read: Reading) -> Iterator[tuple[Piece, str, Counter[str]]]:
        """Each piece with its repaired document; the counts stand with the first of a batch."""
        taken: deque[list[Piece]] = deque()

        def docs() -> Iterator[tuple[list[str], Layout]]:
            for batch in _batches(read.checked()):
                taken.append(batch)
                yield [piece.doc for piece in batch], read.layout

        for texts, repairs in self.each(_cleaned, docs()):
            for at, (piece, text) in enumerate(zip(taken.popleft(), texts, strict=True)):
                yield piece, piece.doc if text is None else text, Counter() if at else repairs

    def stretches(self, read: Characters) -> Iterator[tuple[memoryview | bytes, Done]]:
        """The stretches of a file of lines, repaired; each is to be written before the next."""
        for laid, done in self.each(_stretch, self._laid(stretches.stretches(read, self.jobs))):
            yield self.shelves.seen(laid), done

    def _laid(self, cut: Iterator[Stretch]) -> Iterator[tuple[int, Laid | bytes, How]]:
        """The stretches on shelves; a shelf's turn comes when what lay on it is written."""
        for shelf, stretch in zip(cycle(range(self.ahead + 1)), cut, strict=False):
            yield shelf, self.shelves.lay(shelf, stretch.data), stretch.how


@contextmanager
def pool(jobs: int, settings: Settings) -> Iterator[Pool | None]:
    """So many processes, None for a single one: this one."""
    if jobs == 1:
        yield None
        return
    way = _way()
    shelves = Shelves(jobs * AHEAD + 1 if way == "fork" else 0, ROOM)
    executor = ProcessPoolExecutor(jobs, get_context(way), _ready, (settings, shelves))
    executor.submit(int)  # has the processes start, before there are open files to be inherited
    try:
        yield Pool(executor, jobs, shelves)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _way() -> str:
    """How processes start: as copies of this one, which spares each half a second of loading.

    If there were another thread a copy might hold a lock that nobody in it will ever release.
    """
    return "fork" if sys.platform == "linux" and active_count() == 1 else "spawn"


def own_pipeline() -> Pipeline:
    """The pipeline of this process of the pool."""
    return _by[0]


def _ready(settings: Settings, shelves: Shelves) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the first process, which ends us
    Thread(target=_end_with_the_first, daemon=True).start()
    _by.append(settings.pipeline())
    _shelves.append(shelves)


def _end_with_the_first() -> None:
    """A process that is killed cannot tell the others to stop."""
    first = parent_process()
    if first:
        connection.wait([first.sentinel])
        os._exit(1)


def _stretch(given: tuple[int, Laid | bytes, How]) -> tuple[Laid | bytes, Done]:
    shelf, laid, how = given
    data, done = stretches.repaired(Stretch(bytes(_shelves[0].seen(laid)), how), own_pipeline())
    return _shelves[0].lay(shelf, data), done


def _cleaned(given: tuple[list[str], Layout]) -> tuple[list[str | None], Counter[str]]:
    """The repaired documents, None for one that needs no repair."""
    docs, layout = given
    by = guarded(own_pipeline(), layout)
    texts: list[str | None] = []
    repairs: Counter[str] = Counter()
    for doc, cleaned in zip(docs, by.run(docs), strict=True):
        same = cleaned.text is doc
        texts.append(None if same else cleaned.text)
        if not same:
            repairs += counted(doc, cleaned)
    return texts, repairs


def _batches(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    batch: list[Piece] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece.doc) + 1
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
