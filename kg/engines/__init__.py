"""Where extraction runs: in this process, on this machine's cores, or on a Dask cluster. The results are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from kg.engines.local import Outcome, Work, fault
from kg.errors import InputError, KgError
from kg.model import Article

__all__ = ["ENGINES", "Outcome", "Work", "fault", "run"]

ENGINES = ("local", "cores", "dask")


def run(
    engine: str, work: Work, articles: Iterable[Article | KgError], *, workers: int | None = None, scheduler: str | None = None
) -> Iterator[Outcome]:
    """Give the outcome of ``work`` for each article, in the order of ``articles``, whatever the engine.

    ``work`` must be picklable. An error among ``articles`` comes out in its place; an exception in ``work`` becomes a
    ``KgError`` that names the article. ``workers`` is the number of processes (default: one a core); ``scheduler`` is the
    address of a Dask scheduler ("tcp://host:8786"; default: a cluster on this machine). Memory does not grow with the
    number of articles. Raises InputError for an unknown engine, or one whose library is missing.
    """
    if engine not in ENGINES:
        raise InputError(f"no engine {engine!r}", f"There are {', '.join(ENGINES)}.")
    if engine == "local":
        from kg.engines import local

        return local.run(work, articles)
    if engine == "cores":
        from kg.engines import cores

        return cores.run(work, articles, workers)
    try:
        import_module("distributed")
    except ImportError:
        raise InputError("the Dask engine needs the library distributed", "Install it: pip install 'kg-news[cluster]'") from None
    from kg.engines import dask

    return dask.run(work, articles, workers, scheduler)
