"""Extraction in this process, one article after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from kg.errors import KgError
from kg.model import Article, Extraction

Work = Callable[[Article], Extraction]
Outcome = Extraction | KgError


def run(work: Work, articles: Iterable[Article | KgError]) -> Iterator[Outcome]:
    """Give the outcome of ``work`` for each article, in order."""
    for article in articles:
        yield attempt(work, article)


def attempt(work: Work, article: Article | KgError) -> Outcome:
    """Return what ``work`` makes of an article, or the error that stopped it; an error given instead of an article stays."""
    if isinstance(article, KgError):
        return article
    try:
        return work(article)
    except KgError as error:
        return error
    except Exception as error:
        return fault(article, "extraction", error)


def fault(article: Article, stage: str, error: Exception) -> KgError:
    """Return what to tell of an unexpected exception; with $KG_DEBUG set, raise it with its traceback."""
    if os.environ.get("KG_DEBUG"):
        raise error
    reason = " ".join(f"{type(error).__name__}: {error}".split())
    return KgError(f"{article.id}: {stage} failed: {reason}", "This is a fault in kg: please report it with the article.")


def attempt_all(work: Work, articles: Sequence[Article | KgError]) -> list[Outcome]:
    """Return the outcomes of a batch, in order."""
    return [attempt(work, article) for article in articles]


def batches(articles: Iterable[Article | KgError], size: int) -> Iterator[list[Article | KgError]]:
    """Cut ``articles`` into lists of ``size``, lazily; the last may be shorter."""
    rest = iter(articles)
    while batch := list(islice(rest, size)):
        yield batch
