"""SPARQL over the graph: read only, with the prefixes declared, and stopped when it takes too long."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, TypeVar, cast

from kg import vocabulary
from kg.errors import InputError, KgError, QueryTimeout
from kg.graph import guard, results, tokens
from kg.graph.guard import refuse
from kg.graph.queries import NamedQuery, find, queries, resolver

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.graph.store import Graph

__all__ = ["NamedQuery", "abandon", "evaluate", "find", "queries", "refuse", "resolver", "run", "select"]

Done = TypeVar("Done")


def run(
    graph: Graph,
    text: str,
    output: IO[bytes],
    *,
    format: str = "table",
    timeout: float | None = None,
    limit: int | None = None,
    labels: str | None = None,
    prefixes: bool = True,
    allow_service: bool = False,
    base: str | None = None,
) -> bool | None:
    """Answer a query on ``graph`` and write the answer to ``output`` in a format of ``results.FORMATS``.

    ``timeout`` is in seconds, ``limit`` a number of rows or triples; ``labels`` is the language of labels that are shown in
    place of IRIs; without ``prefixes`` none is declared or shown; ``base`` is what relative IRIs are relative to.
    Returns what ASK answers, else None. InputError for an update, for SERVICE or FROM unless ``allow_service``, for a term of
    kg: that there is not and for a format that does not fit; QuerySyntaxError, with line and column, for what does not parse;
    QueryTimeout. A query can be interrupted.
    """
    results.check(format)
    declared = {**vocabulary.PREFIXES, "r": graph.base} if prefixes else {}

    def answer(sink: IO[bytes]) -> bool | None:
        label = None
        if labels is not None:
            from kg.graph.labels import Labels

            label = Labels(graph.store, labels)
        with engine_errors(text):
            found = evaluate(graph.store, text, declared, limit=limit, allow_service=allow_service, base=base)
            shown = {**declared, **tokens.prologue(text)} if prefixes else {}
            return results.write(found, format, sink, shown, label=label, limit=limit)

    return abandon(answer, output, timeout)


def select(graph: Graph, text: str, *, timeout: float | None = None) -> results.Table:
    """The answer to a SELECT query as a table of terms, in memory. Errors are those of ``run``; InputError for another form."""
    declared = {**vocabulary.PREFIXES, "r": graph.base}

    def answer(_: IO[bytes]) -> results.Table:
        with engine_errors(text):
            return results.collect(evaluate(graph.store, text, declared))

    return abandon(answer, io.BytesIO(), timeout)


def evaluate(
    store: Store,
    text: str,
    prefixes: Mapping[str, str],
    *,
    limit: int | None = None,
    allow_service: bool = False,
    base: str | None = None,
) -> results.Answer:
    """The engine's answer to a query, not yet read. Errors are those of ``run``, but for what goes wrong while it is read."""
    refuse(text, allow_service=allow_service)
    form = tokens.form(text)
    asked = tokens.limit(text, limit) if limit is not None and form == "SELECT" else text
    if allow_service and "FROM" in tokens.words(text):
        from kg.graph.dataset import gather

        store = gather(store, text, prefixes, base)
    try:
        answer = store.query(asked, prefixes=dict(prefixes), base_iri=base)
        if form == "SELECT" and (given := tokens.ordered(asked, [each.value for each in answer.variables])) != asked:  # type: ignore[union-attr]
            answer = store.query(given, prefixes=dict(prefixes), base_iri=base)
    except SyntaxError as error:
        from kg.graph import syntax

        raise syntax.explain(str(error), text, prefixes) from error
    guard.check_terms(text, prefixes)
    return answer


def abandon(work: Callable[[IO[bytes]], Done], output: IO[bytes], timeout: float | None) -> Done:
    """Do ``work`` in a thread that is left behind on Ctrl-C or after ``timeout`` seconds; the engine itself cannot be stopped.

    Once left behind, the work can no longer write to ``output``; it ends with the process. ``worker.Worker`` stops it at once.
    """
    sink = results.Sink(output)
    answers: list[Done] = []
    errors: list[BaseException] = []

    def target() -> None:
        try:
            answers.append(work(cast(IO[bytes], sink)))
        except BaseException as error:
            import traceback

            # An engine's answer must be let go in the thread that asked for it, so no traceback may keep it.
            chain: BaseException | None = error
            while chain is not None:
                traceback.clear_frames(chain.__traceback__)
                chain = chain.__cause__ or chain.__context__
            errors.append(error)

    worker = threading.Thread(target=target, name="sparql", daemon=True)
    worker.start()
    try:
        worker.join(timeout)
        if worker.is_alive():
            raise QueryTimeout(f"the query was stopped after {timeout:g} s", "Ask for less, add LIMIT, or allow more with --timeout.")
    finally:
        if worker.is_alive():
            sink.shut()
    if errors:
        raise errors[0]
    return answers[0]


@contextmanager
def engine_errors(text: str) -> Iterator[None]:
    """Turn what the engine raises while it answers the query ``text`` into errors of ours."""
    try:
        yield
    except BrokenPipeError:
        raise
    except RuntimeError as error:
        raise InputError(f"the query cannot be answered: {results.visible(str(error))[:300]}") from error
    except OSError as error:
        if "SERVICE" not in text.upper():
            raise KgError(f"the answer cannot be read or written: {results.visible(str(error))[:300]}") from error
        raise KgError(f"SERVICE: {results.visible(str(error))[:300]}", "Check the address, and that the server runs.") from error
