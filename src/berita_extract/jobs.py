"""Work done in order by several processes, with a limit of time for each piece; knows nothing of articles."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any, Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

_CHUNK = 8  # pieces sent to a process at a time,
_CHUNK_SIZE = 500_000  # and their size in all, so that large pieces don't fill the memory
_AHEAD = 3  # chunks for each process that are under way or done and not yet asked for
_GRACE = 5.0  # seconds that a process gets beyond its limits, and for its start, before it is ended


class OutOfTimeError(Exception):
    """A piece of work took longer than its limit."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError inside the block after that many seconds.

    Works in the main thread of a process on systems with alarms; elsewhere there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(signum: int, frame: FrameType | None) -> None:
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass(frozen=True)
class Work(Generic[In, Out]):
    """What each process does: `start(setup)` once gives the function that is called for each piece.

    `lost(piece, reason)` is the result for a piece whose process died or had to be ended; `size(piece)` its bytes;
    `parts(piece)` the smaller pieces that it can be cut into then, so that only one of them is lost; `weight(piece)`
    how many limits of time it may take. Results are lists, those of the parts one after the other. `start` and `setup`
    have to be picklable; `seconds` is the limit for one piece, kept by the function itself and, should it fail, from
    outside.
    """

    start: Callable[[Any], Callable[[In], list[Out]]]
    setup: Any
    lost: Callable[[In, str], list[Out]]
    size: Callable[[In], int]
    seconds: float
    parts: Callable[[In], Iterable[In]] = lambda piece: [piece]
    weight: Callable[[In], int] = lambda piece: 1


def in_order(work: Work[In, Out], pieces: Iterable[In], jobs: int) -> Iterator[list[Out]]:
    """The results in the order of the pieces, from `jobs` processes; reads no further ahead than it needs to."""
    rest = iter(pieces)
    pool = _Pool(work, jobs)
    waiting: deque[tuple[list[In], Future[list[list[Out]]] | None]] = deque()
    try:
        while True:
            while len(waiting) < jobs * _AHEAD and (chunk := _next_chunk(rest, work.size)):
                waiting.append((chunk, pool.submit(chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            done = pool.result(chunk, future)
            if done is None:
                yield from _one_by_one(work, chunk)
                pool.replace()
                waiting = deque((chunk, pool.submit(chunk)) for chunk, _ in waiting)
            else:
                yield from done
    finally:
        pool.end()


def _next_chunk(pieces: Iterator[In], size: Callable[[In], int]) -> list[In]:
    chunk: list[In] = []
    total = 0
    while len(chunk) < _CHUNK and total < _CHUNK_SIZE:
        try:
            chunk.append(next(pieces))
        except StopIteration:
            break
        total += size(chunk[-1])
    return chunk


def _one_by_one(work: Work[In, Out], chunk: list[In]) -> Iterator[list[Out]]:
    """The results of a chunk that took a process down: the piece that does it is lost, the others are not."""
    pool = _Pool(work, 1)
    try:
        for piece in chunk:
            yield [result for part in work.parts(piece) for result in _alone(pool, part, work)]
    finally:
        pool.end()


def _alone(pool: _Pool[In, Out], piece: In, work: Work[In, Out]) -> list[Out]:
    done = pool.result([piece], pool.submit([piece]))
    if done is not None:
        return done[0]
    pool.replace()
    return work.lost(piece, f"the process that worked on it died, or took over {work.seconds:g} s")


class _Pool(Generic[In, Out]):
    """Worker processes that can be replaced."""

    def __init__(self, work: Work[In, Out], jobs: int) -> None:
        self._work, self._jobs = work, jobs
        self.replace()

    def replace(self) -> None:
        """End the processes there are, whatever they do, and make ready to start new ones."""
        if hasattr(self, "_executor"):
            self.end()
        # "spawn" starts clean: a fork could copy a lock that another thread (a progress bar) holds.
        context = multiprocessing.get_context("spawn")
        setup = (self._work.start, self._work.setup)
        self._executor = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_start, initargs=setup)

    def submit(self, chunk: list[In]) -> Future[list[list[Out]]] | None:
        """Queue a chunk; None where the processes are dead already."""
        try:
            return self._executor.submit(_do, chunk)
        except BrokenExecutor:
            return None

    def result(self, chunk: list[In], future: Future[list[list[Out]]] | None) -> list[list[Out]] | None:
        """Wait for a chunk; None where its process died or overran every limit."""
        if future is None:
            return None
        try:
            return future.result((self._work.seconds + _GRACE) * (sum(map(self._work.weight, chunk)) + 1) + _GRACE)
        except (BrokenExecutor, FutureTimeoutError):
            return None

    def end(self) -> None:
        """End all processes at once."""
        processes = list((self._executor._processes or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


_function: Callable[[Any], Any] | None = None


def _start(start: Callable[[Any], Callable[[Any], Any]], setup: Any) -> None:
    global _function
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends the others
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _function = start(setup)


def _end_with_parent() -> None:
    """Where the parent was killed, nobody else would end this process."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(chunk: list[Any]) -> list[Any]:
    assert _function is not None
    return [_function(piece) for piece in chunk]
