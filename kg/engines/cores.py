"""Extraction on this machine's cores, a process each."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from kg.engines.local import Outcome, Work, attempt_all, batches
from kg.errors import KgError
from kg.model import Article

BATCH = 8  # articles sent at once: some 70 ms of work, so that sending them costs little
AHEAD = 4  # batches in flight for each process

Batch = list[Article | KgError]


def run(work: Work, articles: Iterable[Article | KgError], workers: int | None = None) -> Iterator[Outcome]:
    """Give the outcome of ``work`` for each article, in order, with at most ``AHEAD`` batches a process in flight.

    Where a process dies (out of memory, a crash in a library) its batch is tried again article by article, and the one that
    kills its process again becomes a failure; the build goes on.
    """
    workers = workers or os.cpu_count() or 1
    pool = _pool(workers)
    pending: deque[tuple[Batch, Future[list[Outcome]]]] = deque()
    waiting = batches(articles, BATCH)
    more = True
    try:
        while more or pending:
            while more and len(pending) < workers * AHEAD:
                batch = next(waiting, None)
                more = batch is not None
                if batch is not None:
                    pending.append((batch, _submit(pool, work, batch)))
            if not pending:
                break
            batch, future = pending.popleft()
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                outcomes = [_alone(work, article) for article in batch]
                pool = _pool(workers)
                pending = deque((later, _submit(pool, work, later)) for later, _ in pending)
            yield from outcomes
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # spawn, because a fork would copy the locks of the store's threads
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_leave_interrupts_to_parent)


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _submit(pool: ProcessPoolExecutor, work: Work, batch: Batch) -> Future[list[Outcome]]:
    try:
        return pool.submit(attempt_all, work, batch)
    except BrokenProcessPool as error:
        broken: Future[list[Outcome]] = Future()
        broken.set_exception(error)
        return broken


def _alone(work: Work, article: Article | KgError) -> Outcome:
    if isinstance(article, KgError):
        return article
    with _pool(1) as pool:
        try:
            return pool.submit(attempt_all, work, [article]).result()[0]
        except BrokenProcessPool:
            return KgError(f"{article.id}: extraction killed its process (out of memory, or a crash in a library)")
