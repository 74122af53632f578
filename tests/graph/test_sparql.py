"""Queries: answered, refused, stopped, explained."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.catalogue import Catalogue
from kg.errors import InputError, KgError, QuerySyntaxError, QueryTimeout
from kg.graph import Graph, sparql
from kg.model import Extraction

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture
def graph(catalogue: Catalogue, extraction: Extraction) -> Graph:
    graph = Graph.memory(catalogue=catalogue)
    graph.add(extraction)
    return graph


def answer(graph: Graph, text: str, format: str = "csv") -> str:
    output = io.BytesIO()
    sparql.run(graph, text, output, format=format)
    return output.getvalue().decode()


def test_the_prefixes_are_declared(graph: Graph) -> None:
    assert answer(graph, "SELECT ?n { r:zenvia rdfs:label ?n ; a kg:Company }") == "n\r\nZenvia\r\n"
    assert answer(graph, "PREFIX kg: <https://example.org/> SELECT ?n { r:zenvia rdfs:label ?n ; a kg:Company }") == "n\r\n"


def test_the_prefix_of_entities_follows_the_base(catalogue: Catalogue, extraction: Extraction) -> None:
    graph = Graph.memory(base="https://example.org/news/", catalogue=catalogue)
    graph.add(extraction)
    assert answer(graph, "SELECT ?n { r:zenvia rdfs:label ?n }") == "n\r\nZenvia\r\n"
    assert "r:zenvia" in answer(graph, "SELECT ?s { ?s a kg:Company }", "table")


def test_columns_come_in_the_order_of_select(graph: Graph) -> None:
    query = "SELECT ?z ?a ?m { ?z kg:relation ?a ; kg:status ?m }"
    assert answer(graph, query).partition("\r\n")[0] == "z,a,m"
    assert answer(graph, query, "table").split("\n")[0].split() == ["z", "a", "m"]


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> 1 }", "PREFIX a: <b:> DELETE WHERE { ?s ?p ?o }", "LOAD <https://example.org/>", "# hello\nclear all",
        "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * FROM <https://example.org/> { ?s ?p ?o }", "ASK FROM NAMED <https://example.org/> { ?s ?p ?o }",
        "SELECT * { ?s ?p 'a\\'b' . SERVICE <x:> {} }", "SELECT * { \\u0053ERVICE <x:> {} }",
        "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)  # fmt: skip
def test_what_would_change_the_graph_or_leave_it_is_refused(graph: Graph, query: str) -> None:
    before = len(graph)
    with pytest.raises(InputError):
        answer(graph, query)
    assert len(graph) == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service kg:from ?from FILTER(?from<?service) }",
        "SELECT * { ?s ?p 'SERVICE <x:>' , \"FROM\" , '''LOAD ' x''' }",
        "# SERVICE\nSELECT * { ?s <a:SERVICE> ?o } # FROM", "SELECT * { ?s rdfs:label 'x'@from }", "SELECT * { ?insert kg:status ?delete }",
    ],
)  # fmt: skip
def test_words_that_only_look_so_are_not(graph: Graph, query: str) -> None:
    answer(graph, query)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * { ?s kg:value ?o", "line 1, column 26: the query ends too early"),
        ("SELECT ?s {\n  ?s ?p ?o .\n  ?s foo:bar ?o .\n}", "line 3, column 6: the prefix foo: is not declared"),
        ("SELEC * { ?s ?p ?o }", "line 1, column 1: a query is one of SELECT, ASK, CONSTRUCT, DESCRIBE"),
        ("SELECT * {\n ?s ?p }\n\n# the end\n", "line 2, column 8: '}' cannot stand here"),
        ("SELECT * {\n ?s ?p ?o \n FILTER(}", "line 3, column 9: '}' cannot stand here"),
        ("SELECT ?s WHER { ?s ?p ?o } ORDER BY ?s", "line 1, column 11: 'WHER' cannot stand here"),
        ("SELECT * { ?s kg:unit 'a }\nLIMIT 3", "line 1, column 23: this string is not closed"),
        ("SELECT * { ?s ?p ?o } LIMIT ten", "line 1, column 29: 'ten' cannot stand here"),
        ("", "line 1, column 1"),
    ],
)
def test_a_syntax_error_says_where(graph: Graph, query: str, said: str) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        answer(graph, query)
    assert said in raised.value.problem and raised.value.status == 3
    assert "\n" not in raised.value.problem


def test_a_query_that_takes_too_long_is_stopped(graph: Graph) -> None:
    output = io.BytesIO()
    begun = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"after 0\.3 s"):
        sparql.run(graph, ENDLESS, output, timeout=0.3)
    assert time.monotonic() - begun < 2
    assert answer(graph, "SELECT ?n { r:zenvia rdfs:label ?n }") == "n\r\nZenvia\r\n"


INTERRUPTED = """
import signal, sys, threading
sys.path.insert(0, sys.argv[1])
from conftest import extract
import io, os
from kg.graph import Graph, sparql
graph = Graph.memory()
graph.add(extract())
threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    sparql.run(graph, sys.argv[2], io.BytesIO())
except KeyboardInterrupt:
    print("interrupted")
"""


def test_a_query_can_be_interrupted() -> None:
    command = [sys.executable, "-c", INTERRUPTED, Path(__file__).parent, ENDLESS]
    done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=True)
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_an_error_leaves_no_trace_of_the_engine() -> None:
    code = """
import io
from kg.errors import InputError
from kg.graph import Graph, sparql
try:
    sparql.run(Graph.memory(), "SELECT * { ?s ?p ?o }", io.BytesIO(), format="turtle")
except InputError as error:
    print(error.problem)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("turtle: this query does not answer with triples\n", "")


def test_select_gives_terms(graph: Graph) -> None:
    table = sparql.select(graph, "SELECT ?v ?t { ?f kg:value ?v OPTIONAL { ?f kg:time ?t } } ORDER BY ?v")
    assert table.columns == ("v", "t")
    assert [[term and term.value for term in row] for row in table.rows] == [["3", "2024-01/2024-06"], ["12.5", None], ["14", "2025"]]
    with pytest.raises(InputError, match="not a SELECT"):
        sparql.select(graph, "ASK {}")


def test_a_query_goes_by_name_file_and_text(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("ASK {}", "utf-8")
    (tmp_path / "bad.rq").write_bytes(b"ASK \xff")
    assert sparql.find(str(tmp_path / "mine.rq")) == "ASK {}"
    assert sparql.find("SELECT * { ?s ?p ?o }") == "SELECT * { ?s ?p ?o }"
    assert "kg:holdsRole" in sparql.find("posts")
    with pytest.raises(InputError, match="posts"):
        sparql.find("post")
    with pytest.raises(InputError, match="UTF-8"):
        sparql.find(str(tmp_path / "bad.rq"))


def test_every_named_query_says_what_it_answers_and_runs(graph: Graph) -> None:
    queries = sparql.queries()
    assert len(queries) >= 12
    for query in queries.values():
        assert query.text.startswith("# ") and query.title.endswith("."), query.name
        assert answer(graph, query.text).count("\r\n") >= 1, query.name


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("posts", ["Lea Brandi", "head", "Zenvia", "kg:actual"]),
        ("stores", ["Zenvia", "store", "3", "Lumia", "2024-01/2024-06", "kg:actual"]),
        ("figures", ["Zenvia", "kg:growth", "kg:revenue", "12.5", "percent", "kg:actual"]),
        ("plans", ["Zenvia", "kg:opens", "store", "14", "2025", "Lea Brandi"]),
        ("sources", ["Lea Brandi", "Zenvia", "kg:opens", "store", "14", "kg:expected"]),
        ("articles", ["one", "2024-05", "Titolo one", "4"]),
        ("evidence", ["Zenvia", "kg:opens", "ne aprirà 14", "one", "opens/organisation-opens-stores"]),
        ("entities", ["r:lea-brandi", "Lea Brandi", "kg:Person", "2"]),
    ],
)
def test_named_queries_answer(graph: Graph, name: str, row: list[str]) -> None:
    lines = [line for line in answer(graph, sparql.find(name), "table").split("\n") if all(cell in line for cell in row)]
    assert len(lines) == 1
    cells = re.split(r" {2,}", lines[0].strip())
    assert [cell for cell in cells if cell in row] == row


def test_ask_and_construct(graph: Graph) -> None:
    output = io.BytesIO()
    assert sparql.run(graph, "ASK { r:zenvia kg:opens ?what }", output) is True
    assert sparql.run(graph, "ASK { r:zenvia kg:makes ?what }", output) is False
    assert output.getvalue() == b"true\nfalse\n"
    assert json.loads(answer(graph, "ASK {}", "json"))["boolean"] is True
    turtle = answer(graph, "CONSTRUCT WHERE { r:zenvia kg:opens ?what }", "turtle")
    assert turtle.endswith("r:zenvia kg:opens r:store .\n")
    assert turtle.splitlines()[:12] == sorted(turtle.splitlines()[:12])
    with pytest.raises(InputError, match="answers with triples"):
        answer(graph, "DESCRIBE r:zenvia", "csv")
    with pytest.raises(InputError, match="no such format"):
        answer(graph, "ASK {}", "excel")


def test_errors_of_the_engine_are_errors_of_ours(graph: Graph) -> None:
    for query in ("SELECT", "}", "SELECT ?s ?t { ?s ?p ?o } GROUP BY ?s", 'SELECT * { ?s ?p "a\nb" }', "\x00"):
        with pytest.raises(KgError):
            answer(graph, query)


def test_a_query_alone_loads_neither_the_ontology_nor_rdflib(tmp_path: Path) -> None:
    Graph.open(tmp_path / "store", write=True).close()
    code = """
import io, sys
from kg.graph import Graph, sparql
with Graph.open(sys.argv[1]) as graph:
    sparql.run(graph, "ASK { ?s kg:value 3 }", io.BytesIO())
loaded = {"rdflib", "pyshacl", "networkx", "kg.graph.rdf", "kg.graph.reader", "kg.catalogue", "kg.model"} & set(sys.modules)
assert not loaded, loaded
"""
    subprocess.run([sys.executable, "-c", code, tmp_path / "store"], check=True)
