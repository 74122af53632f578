"""Extraction on a Dask cluster: one that is running, or one started on this machine."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from kg.engines.local import Outcome, Work, attempt_all, batches
from kg.errors import KgError
from kg.model import Article

BATCH = 8  # articles a task
AHEAD = 4  # tasks in flight for each worker process


def run(work: Work, articles: Iterable[Article | KgError], workers: int | None = None, scheduler: str | None = None) -> Iterator[Outcome]:
    """Give the outcome of ``work`` for each article, in order.

    The workers need the same version of kg, and files that ``work`` names (your own entities) under the same path. A task
    whose workers died makes its articles failures. Raises KgError where the scheduler does not answer.
    """
    import distributed

    own_cluster = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": logging.ERROR}
    connect: Any = distributed.Client
    try:
        client = connect(scheduler, timeout=10) if scheduler else connect(**own_cluster)
    except (OSError, ValueError) as error:
        raise KgError(f"no Dask scheduler at {scheduler}: {error}", "Start one with: dask scheduler") from None
    pending: deque[tuple[list[Article | KgError], Any]] = deque()
    with client:
        limit = AHEAD * max(1, len(client.scheduler_info()["workers"]))
        for batch in batches(articles, BATCH):
            pending.append((batch, client.submit(attempt_all, work, batch, pure=False)))
            if len(pending) >= limit:
                yield from _outcomes(*pending.popleft())
        while pending:
            yield from _outcomes(*pending.popleft())


def _outcomes(batch: list[Article | KgError], future: Any) -> list[Outcome]:
    from distributed import KilledWorker

    try:
        outcomes: list[Outcome] = future.result()
    except KilledWorker as error:
        return [article if isinstance(article, KgError) else KgError(f"{article.id}: its Dask worker died: {error}") for article in batch]
    return outcomes
