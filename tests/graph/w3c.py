"""The W3C's SPARQL 1.1 query evaluation tests (https://github.com/w3c/rdf-tests, sparql/sparql11), asked as ``kg query`` asks.

usage: python tests/graph/w3c.py [FOLDER]

Prints what passes, by group, as docs/sparql.md shows it. The tests are not part of this project: FOLDER, else $KG_W3C_TESTS, else
``../shared/w3c`` holds a folder with a manifest.ttl for each group.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from kg.errors import KgError, QuerySyntaxError  # noqa: E402
from kg.graph import Graph, sparql  # noqa: E402

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
FORMATS = {".srx": "xml", ".srj": "json", ".csv": "csv", ".tsv": "tsv"}  # of a SELECT or ASK, by the ending of what is expected

# Cases that fail, by group and name, with the reason.
_GRAPH = "the engine does not try every named graph where the pattern inside leaves the graph's name open"
_PATH = "the engine matches a path of no steps only from and to nodes that are in the graph"
KNOWN = {
    ("aggregates", "agg-empty-group-count-graph"): _GRAPH,
    ("aggregates", "agg-groupconcat-04"): "the engine keeps the language that all strings share, as SPARQL 1.2 does",
    ("aggregates", "agg-groupconcat-06"): "the engine keeps the language that all strings share, as SPARQL 1.2 does",
    ("bindings", "graph"): _GRAPH,
    ("csv-tsv-res", "csv03"): "the store keeps the value of a number, not how it was written: 1.0E6 is 1000000",
    ("functions", "bnode01"): "the engine's BNODE gives one node for equal strings in several solutions",
    ("negation", "graph-minus"): _GRAPH,
    ("property-path", "zero_or_more_set_end"): _PATH,
    ("property-path", "zero_or_more_set_start"): _PATH,
    ("property-path", "zero_or_one_set_end"): _PATH,
    ("property-path", "zero_or_one_set_start"): _PATH,
}


@dataclass(frozen=True)
class Case:
    """One test: queries, data and what is expected, as files."""

    group: str
    name: str
    query: Path
    data: tuple[Path, ...]
    graphs: tuple[Path, ...]  # named after their own addresses
    expected: Path | None  # None where the query must not parse


def folder() -> Path:
    """Where the tests lie, if they do."""
    return Path(os.environ.get("KG_W3C_TESTS") or ROOT.parent / "shared" / "w3c")


def collect(root: Path) -> list[Case]:
    """Every case of the manifests, in the order of groups and names."""
    found = [case for manifest in root.glob("*/manifest.ttl") for case in _cases(manifest)]
    return sorted(found, key=lambda case: (case.group, case.name))


def _cases(manifest: Path) -> Iterator[Case]:
    store = ox.Store()
    store.load(path=str(manifest), format=ox.RdfFormat.TURTLE, base_iri=manifest.as_uri())
    listed = f"SELECT ?test {{ ?manifest <{MF}entries>/rdf:rest*/rdf:first ?test }}"
    for (test,) in store.query(listed, prefixes={"rdf": RDF}):  # type: ignore[union-attr, misc]

        def values(node: object, iri: str) -> list[object]:
            return [quad.object for quad in store.quads_for_pattern(node, ox.NamedNode(iri), None)]  # type: ignore[arg-type]

        kinds = {getattr(kind, "value", "") for kind in values(test, RDF + "type")}
        (action,) = values(test, MF + "action")
        if MF + "NegativeSyntaxTest" in kinds or MF + "NegativeSyntaxTest11" in kinds:
            yield Case(manifest.parent.name, test.value.rsplit("#")[-1], _path(action), (), (), None)
            continue
        (query,), (expected,) = values(action, QT + "query"), values(test, MF + "result")
        yield Case(
            manifest.parent.name, test.value.rsplit("#")[-1], _path(query), tuple(map(_path, values(action, QT + "data"))),
            tuple(map(_path, values(action, QT + "graphData"))), _path(expected),
        )  # fmt: skip


def _path(node: object) -> Path:
    return Path(unquote(urlsplit(node.value).path))  # type: ignore[attr-defined]


def check(case: Case, *, prefixes: bool = True) -> str | None:
    """What is wrong with the answer to a case; None where it is as expected."""
    text = case.query.read_text("utf-8")
    graph = Graph.memory()
    for path in case.data:
        graph.store.load(path=str(path), base_iri=path.as_uri())
        if "FROM" in text.upper():  # which names the very file that is the data
            graph.store.load(path=str(path), base_iri=path.as_uri(), to_graph=ox.NamedNode(path.as_uri()))
    for path in case.graphs:
        graph.store.load(path=str(path), base_iri=path.as_uri(), to_graph=ox.NamedNode(path.as_uri()))
    output = io.BytesIO()
    form = "json" if case.expected is None or _is_table(case.expected) else FORMATS.get(case.expected.suffix, "ntriples")
    try:
        sparql.run(graph, text, output, format=form, base=case.query.as_uri(), allow_service=True, prefixes=prefixes)
    except QuerySyntaxError as error:
        return str(error) if case.expected else None
    except KgError as error:
        return str(error)
    if case.expected is None:
        return "a query that is wrong is answered"
    return _difference(output.getvalue(), case.expected)


def _difference(answer: bytes, path: Path) -> str | None:
    expected = path.read_bytes()
    if path.suffix == ".csv":
        # the order of rows is open, and so are the names of blank nodes, which these cases use once each
        given, wanted = (sorted(re.sub(r"_:\w+", "_:", line) for line in text.decode().splitlines()) for text in (answer, expected))
        return None if given == wanted else f"{given} is not {wanted}"
    if _is_table(path):
        given, wanted = _rows(ox.parse_query_results(answer, format=ox.QueryResultsFormat.JSON)), _table(path)
    elif path.suffix in FORMATS:
        syntax = ox.QueryResultsFormat.from_extension(path.suffix[1:])
        given, wanted = (_rows(ox.parse_query_results(text, format=syntax)) for text in (answer, expected))
    else:
        syntax = ox.RdfFormat.from_extension(path.suffix[1:])
        wanted = _canonical(ox.parse(expected, format=syntax, base_iri=path.as_uri()))
        given = _canonical(ox.parse(answer, format=ox.RdfFormat.N_TRIPLES))
    return None if given == wanted else f"{given} is not {wanted}"


def _rows(results: object) -> object:
    """An answer as a graph with a node for each row, so that blank nodes may be named in any way."""
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    assert isinstance(results, ox.QuerySolutions)
    names = [variable.value for variable in results.variables]
    return _encode(names, [{name: term for name, term in zip(names, row, strict=True) if term is not None} for row in results])


def _encode(names: list[str], rows: list[dict[str, Any]]) -> object:
    quads = []
    for row in rows:
        node = ox.BlankNode()
        quads.append(ox.Quad(node, ox.NamedNode("row:is"), ox.Literal("a row")))
        quads += [ox.Quad(node, ox.NamedNode(f"row:{name}"), term) for name, term in row.items()]
    return sorted(names), _canonical(quads)


def _is_table(path: Path) -> bool:
    """Whether a file in RDF describes a table, as the oldest tests do."""
    return path.suffix in (".ttl", ".rdf") and RS in path.read_text("utf-8")


def _table(path: Path) -> object:
    store = ox.Store()
    store.load(path=str(path), base_iri=path.as_uri())
    names = [quad.object.value for quad in store.quads_for_pattern(None, ox.NamedNode(RS + "resultVariable"), None)]
    rows: dict[str, dict[str, Any]] = {}
    found = f"PREFIX rs: <{RS}> SELECT ?row ?name ?value {{ ?row rs:binding [ rs:variable ?name ; rs:value ?value ] }}"
    for row, name, value in store.query(found):  # type: ignore[union-attr, misc]
        rows.setdefault(str(row), {})[name.value] = value
    return _encode(names, list(rows.values()))


def _canonical(quads: object) -> list[str]:
    """Quads without their blank nodes' names; numbers as the store keeps them (1.50 is 1.5)."""
    store = ox.Store()
    store.extend(quads)  # type: ignore[arg-type]
    dataset = ox.Dataset(store)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))


def report(cases: list[Case]) -> str:
    """A table of what passes, by group."""
    groups: dict[str, list[bool]] = {}
    for case in cases:
        groups.setdefault(case.group, []).append(check(case) is None)
    rows = [f"| {group} | {len(passed)} | {sum(passed)} |" for group, passed in groups.items()]
    total = [each for passed in groups.values() for each in passed]
    return "\n".join(["| group | cases | pass |", "| --- | --- | --- |", *rows, f"| all | {len(total)} | {sum(total)} |"])


if __name__ == "__main__":
    cases = collect(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else folder())
    print(report(cases))  # noqa: T201
    for (group, name), reason in KNOWN.items():
        print(f"* `{group}/{name}`: {reason}.")  # noqa: T201
    for each in cases:
        if (fault := check(each)) and (each.group, each.name) not in KNOWN:
            print(f"{each.group}/{each.name} FAILS: {fault[:300]}")  # noqa: T201
