"""Queries answered in a process of their own, which is killed when one takes too long: the engine itself cannot be stopped.

It costs the start of a process, some 0.2 s. So one query alone runs in a thread, and ends with its process (``sparql.abandon``);
what goes on after a query, as a shell does, uses a ``Worker``.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from kg.errors import InputError, KgError, QuerySyntaxError, QueryTimeout, StoreError

_HEAD = struct.Struct(">cI")  # kind (D data, E end) and length of a frame
_ERRORS: dict[str, type[KgError]] = {each.__name__: each for each in (InputError, KgError, QuerySyntaxError, QueryTimeout, StoreError)}
_WAITING = 64  # frames that may wait to be written


class Worker:
    """Answers queries on the graph in a folder, as ``sparql.run`` does, each on the graph as it is then. A context manager.

    A query that takes too long, or that Ctrl-C interrupts, is stopped by killing the process; the next one starts another.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._process: subprocess.Popen[bytes] | None = None
        self._frames: queue.Queue[tuple[bytes, bytes] | None] = queue.Queue(_WAITING)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    @property
    def pid(self) -> int | None:
        """The process that answers; None where none runs."""
        return self._process.pid if self._process else None

    def run(self, text: str, output: IO[bytes], *, timeout: float | None = None, **options: Any) -> bool | None:
        """Answer a query; ``options`` and errors are those of ``sparql.run``."""
        process = self._start()
        deadline = None if timeout is None else time.monotonic() + timeout
        assert process.stdin
        try:
            with contextlib.suppress(BrokenPipeError):  # then it has ended, which the frames will tell
                process.stdin.write(json.dumps({"text": text, **options}).encode() + b"\n")
                process.stdin.flush()
            while True:
                kind, data = self._next(deadline)
                if kind == b"E":
                    break
                output.write(data)
        except queue.Empty:
            self.stop()
            remedy = "Ask for less, add LIMIT, or allow more time."
            raise QueryTimeout(f"the query was stopped after {timeout:g} s", remedy) from None
        except BaseException:
            self.stop()
            raise
        end = json.loads(data)
        if "error" in end:
            raise _ERRORS.get(end["error"], KgError)(end["problem"], end["remedy"])
        answer = end["answer"]
        return answer if isinstance(answer, bool) else None

    def _next(self, deadline: float | None) -> tuple[bytes, bytes]:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise queue.Empty
        frame = self._frames.get(timeout=left)
        if frame is None:
            raise KgError("the process that answers queries has ended", "Ask again; for less, if the memory was full.")
        return frame

    def interrupt(self) -> None:
        """Kill the process from another thread than the one in ``run``, which then raises KgError."""
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """Kill the process, whatever it does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        with contextlib.suppress(queue.Empty):
            while self._frames.get(timeout=1) is not None:
                pass
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        self.stop()
        package = str(Path(__file__).resolve().parents[2])
        paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"}
        command = [sys.executable, "-m", "kg.graph.worker", str(self._store)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
        self._frames = queue.Queue(_WAITING)
        threading.Thread(target=_receive, args=(self._process.stdout, self._frames), name="answers", daemon=True).start()
        return self._process


class _Frames:
    """A stream whose pieces become frames on another."""

    def __init__(self, output: IO[bytes]) -> None:
        self._output = output

    def write(self, data: bytes) -> int:
        self._output.write(_HEAD.pack(b"D", len(data)) + data)
        return len(data)

    def flush(self) -> None:
        self._output.flush()

    def end(self, said: dict[str, Any]) -> None:
        data = json.dumps(said).encode()
        self._output.write(_HEAD.pack(b"E", len(data)) + data)
        self._output.flush()


def _receive(pipe: IO[bytes], frames: queue.Queue[tuple[bytes, bytes] | None]) -> None:
    with contextlib.suppress(OSError, ValueError):  # the pipe is closed under it when the process is killed
        while head := pipe.read(_HEAD.size):
            kind, length = _HEAD.unpack(head)
            frames.put((kind, pipe.read(length)))
    with contextlib.suppress(queue.Full):
        frames.put(None, timeout=1)


def _serve(store: Path, requests: IO[bytes], output: IO[bytes]) -> None:
    from kg.graph import Graph, sparql

    waiting: queue.Queue[bytes] = queue.Queue()

    def listen() -> None:
        for line in requests:
            waiting.put(line)
        os._exit(0)  # whoever asked is gone: so is the reason for any query that still runs

    threading.Thread(target=listen, name="requests", daemon=True).start()
    while True:
        request = json.loads(waiting.get())
        frames = _Frames(output)
        try:
            with Graph.open(store) as graph:
                frames.end({"answer": sparql.run(graph, request.pop("text"), frames, **request)})  # type: ignore[arg-type]
        except KgError as error:
            frames.end({"error": type(error).__name__, "problem": error.problem, "remedy": error.remedy})


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked
    _serve(Path(sys.argv[1]), sys.stdin.buffer, sys.stdout.buffer)
