"""Queries answered by processes that can be killed (``kg.graph.worker``), their answers handed on piece by piece."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, cast

from kg.errors import KgError, QueryTimeout
from kg.graph.worker import Worker
from kg.server.protocol import Refusal

_HELD = 256 * 1024  # bytes held back until it is known whether the query fails
_MOST = 1024 * 1024  # bytes that may wait for a slow reader
_PATIENCE = 10.0  # seconds that a request waits for its turn, and an answer for its reader


class Stream:
    """The answer to one query while it is made: written by a thread, read by the event loop."""

    def __init__(self, worker: Worker) -> None:
        self._loop = asyncio.get_running_loop()
        self._worker = worker
        self._changed = threading.Condition()
        self._arrived = asyncio.Event()
        self._pieces: list[bytes] = []
        self._size = 0
        self._closed = False
        self._finished = False
        self._error: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Take a piece of the answer; waits while the reader is far behind."""
        with self._changed:
            reading = self._changed.wait_for(lambda: self._size < _MOST or self._closed, _PATIENCE)
            if self._closed or not reading:
                raise BrokenPipeError("no one reads the answer any more")
            self._pieces.append(data)
            self._size += len(data)
        self.call(self._arrived.set)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def finish(self, error: BaseException | None) -> None:
        """Say that the answer is whole, or what went wrong."""
        with self._changed:
            self._finished, self._error = True, error
        self.call(self._arrived.set)

    def call(self, function: Callable[..., None], *arguments: Any) -> None:
        """Call ``function`` in the event loop, if that still runs."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(function, *arguments)

    def close(self) -> None:
        """Stop the query, if it still runs: no one reads on."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            if not self._finished:
                self._worker.interrupt()

    async def begin(self) -> None:
        """Wait until the answer is whole or long. KgError where the query failed by then."""
        while True:
            self._arrived.clear()
            with self._changed:
                if self._finished and self._error is not None:
                    raise self._error
                if self._finished or self._size >= _HELD:
                    return
            await self._arrived.wait()

    async def pieces(self) -> AsyncIterator[bytes]:
        """The answer. Raises what the query raised, so that an answer which is cut off is not taken for a whole one."""
        try:
            while True:
                self._arrived.clear()
                with self._changed:
                    piece, self._pieces, self._size = b"".join(self._pieces), [], 0
                    finished, error = self._finished, self._error
                    self._changed.notify_all()
                if piece:
                    yield piece
                elif finished:
                    if error is not None:
                        raise error
                    return
                else:
                    await self._arrived.wait()
        finally:
            self.close()

    async def read(self) -> bytes:
        """The whole answer at once."""
        return b"".join([piece async for piece in self.pieces()])


class Pool:
    """Workers on the graph in a folder. ``timeout`` in seconds and ``rows`` hold for every query."""

    def __init__(self, store: Path, size: int, timeout: float, rows: int) -> None:
        self._timeout = timeout
        self._rows = rows
        self._idle = [Worker(store) for _ in range(size)]
        self._workers = tuple(self._idle)
        self._free = asyncio.Semaphore(size)
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="query")
        self._closing = False

    async def ask(self, text: str, format: str, **options: Any) -> Stream:
        """Start a query as soon as a worker is free; options are those of ``sparql.run``. Refusal where none gets free."""
        try:
            async with asyncio.timeout(_PATIENCE):
                await self._free.acquire()
        except TimeoutError:
            raise Refusal(503, "Too many queries at once: ask again later.", {"Retry-After": "10"}) from None
        if self._closing:
            self._free.release()
            raise _closing()
        worker = self._idle.pop()
        stream = Stream(worker)
        self._threads.submit(self._run, worker, stream, text, {"format": format, "limit": self._rows, **options})
        return stream

    def close(self) -> None:
        """Kill every worker, whatever it does, and take no more queries."""
        self._closing = True
        for worker in self._workers:
            worker.interrupt()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.stop()

    def _run(self, worker: Worker, stream: Stream, text: str, options: dict[str, Any]) -> None:
        failure: BaseException | None = None
        try:
            worker.run(text, cast(IO[bytes], stream), timeout=self._timeout, **options)
        except QueryTimeout:
            failure = QueryTimeout(f"the query was stopped after {self._timeout:g} s: ask for less, or add LIMIT")
        except KgError as error:
            failure = _closing() if self._closing else error
        except BrokenPipeError as error:
            failure = KgError(str(error))
        except BaseException as error:
            failure = error
        finally:
            stream.finish(failure)
            stream.call(self._release, worker)

    def _release(self, worker: Worker) -> None:
        self._idle.append(worker)
        self._free.release()


def _closing() -> Refusal:
    return Refusal(503, "The server is closing.")
