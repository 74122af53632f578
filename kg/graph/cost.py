"""What a query costs: how long each step takes, and how much each of its triple patterns matches by itself."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg import vocabulary
from kg.graph import results, sparql, tokens

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.graph.store import Graph

COUNTED = 1_000_000  # matches of a pattern that are counted at most


@dataclass(frozen=True, slots=True)
class Cost:
    """Times in seconds. ``patterns`` are in the order in which rdflib reads them, each with the number of triples that match it alone."""

    form: str
    planned: float
    first: float  # until the first row, triple or truth value
    finished: float
    answers: int
    patterns: tuple[tuple[str, int], ...]


def measure(graph: Graph, text: str, *, timeout: float | None = None, prefixes: bool = True, allow_service: bool = False) -> Cost:
    """Answer a query without writing the answer. Errors are those of ``sparql.run``."""
    declared = {**vocabulary.PREFIXES, "r": graph.base} if prefixes else {}

    def work(_: Any) -> Cost:
        with sparql.engine_errors(text):
            begun = time.perf_counter()
            answer = sparql.evaluate(graph.store, text, declared, allow_service=allow_service)
            planned = time.perf_counter()
            rows: Iterator[Any] = iter(()) if tokens.form(text) == "ASK" else iter(answer)  # type: ignore[arg-type]
            count = sum(1 for _ in islice(rows, 1))
            first = time.perf_counter()
            count += sum(1 for _ in rows)
            finished = time.perf_counter()
        return Cost(tokens.form(text), planned - begun, first - begun, finished - begun, count, tuple(_patterns(graph, text, declared)))

    return sparql.abandon(work, io.BytesIO(), timeout)


def _patterns(graph: Graph, text: str, prefixes: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """The triple patterns without property paths, as rdflib reads them; none where it cannot read the query."""
    from pyoxigraph import Literal, NamedNode
    from rdflib import Literal as RdflibLiteral
    from rdflib import URIRef
    from rdflib.plugins.sparql import prepareQuery
    from rdflib.term import Node

    def convert(term: Node) -> Any:
        if isinstance(term, URIRef):
            return NamedNode(str(term))
        if not isinstance(term, RdflibLiteral):
            return None
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype))) if term.datatype else Literal(str(term))

    def shown(term: Any) -> str:
        known = convert(term)
        if isinstance(known, Literal):
            return str(known)
        return results.show(known, prefixes) if known is not None else f"?{term}"

    try:
        triples = list(_triples(prepareQuery(text, initNs=dict(prefixes)).algebra))
    except Exception:  # rdflib raises what its parser raises, of many classes
        return
    for triple in triples:
        count = _count(graph.store, convert(triple[0]), convert(triple[1]), convert(triple[2]))
        yield " ".join(map(shown, triple)), count


def _count(store: Store, subject: Any, predicate: Any, object_: Any) -> int:
    from pyoxigraph import DefaultGraph

    return sum(1 for _ in islice(store.quads_for_pattern(subject, predicate, object_, DefaultGraph()), COUNTED))


def _triples(algebra: Any) -> Iterator[tuple[Any, Any, Any]]:
    from rdflib.paths import Path
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(algebra, CompValue):
        if algebra.name == "BGP":
            yield from (triple for triple in algebra.triples if not isinstance(triple[1], Path))
            return
        for key, part in algebra.items():
            if key not in ("_vars", "template"):
                yield from _triples(part)
    elif isinstance(algebra, list | tuple):
        for part in algebra:
            yield from _triples(part)
