"""Queries: answered, refused, stopped, explained."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import vocabulary
from kg.catalogue import Catalogue
from kg.errors import InputError, KgError, QuerySyntaxError, QueryTimeout
from kg.graph import Graph, cost, guard, sparql
from kg.graph.syntax import point
from kg.model import Extraction
from kg.vocabulary import KG

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
        # the engine reads keywords out of what the grammar's tokens would not have as one
        "PREFIX : <http://localhost:9/> SELECT * { SERVICE:x { ?s ?p ?o } }", "SELECT * { ?s ?p trueSERVICE<http://localhost:9/>{} }",
        "SELECT * { serviceSILENT<http://localhost:9/>{?a ?b ?c} }", "SELECT * { BIND(1 AS ?x)SERVICE<http://localhost:9/>{} }",
        "PREFIX service: <http://localhost:9/> SELECT * { ?s ?p ?o service:x {} }",
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
        "PREFIX service: <x:> PREFIX from: <y:> SELECT * { ?s service:status from:service FILTER(?s != service:x) }",
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
        ("SELECT * { ?s ?p <a> }", "line 1, column 18: an IRI that is relative"),
        ("SELECT ?s ?t { ?s ?p ?o }\nGROUP BY ?s", "line 1, column 11: a variable of SELECT that GROUP BY does not have"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "line 1, column 8: SELECT * cannot stand with GROUP BY"),
        ("SELECT ?s (1 AS ?o) { ?s ?p ?o }", "line 1, column 17: this variable has a value already"),
        ("SELECT ?s ?o ?s { ?s ?p ?o }", "line 1, column 14: this variable stands twice in SELECT"),
    ],
)
def test_a_syntax_error_says_where(graph: Graph, query: str, said: str) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        answer(graph, query)
    assert said in raised.value.problem and raised.value.status == 3
    assert "\n" not in raised.value.problem
    line, column = map(int, re.findall(r"(?:line|column) (\d+)", said + ", column 1")[:2])
    if query:
        shown, caret = (raised.value.remedy or "").split("\n")
        cut = len(query.split("\n")[line - 1]) - len(query.split("\n")[line - 1].lstrip())
        assert shown == query.split("\n")[line - 1].strip()
        assert caret == " " * (column - 1 - cut) + "^"


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


def test_a_caret_stands_under_wide_signs_and_in_long_lines() -> None:
    long = "SELECT * { " + "?s ?p ?o . " * 40 + "FILTER(} }"
    shown, caret = (point(long, long.index("}")) or "").split("\n")
    assert len(shown) <= 102 and shown[caret.index("^")] == "}"
    assert point("\t?s '小米' }", 8) == "?s '小米' }\n         ^"
    assert "\x1b" not in (point("a\x1b[31m }", 7) or "")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * {\n  ?s kg:open ?o }", r"line 2, column 6: kg:open: did you mean kg:opens\?"),
        ("SELECT * { ?s a kg:Compny }", "kg:Company"),
        ("SELECT * { ?s <https://w3id.org/kg-news/ontology#open> ?o }", "kg:opens"),
        ("PREFIX x: <https://w3id.org/kg-news/ontology#> SELECT * { ?s x:open ?o }", "kg:opens"),
        ("ASK { ?s kg:qqqqqq ?o }", "no such term"),
    ],
)
def test_a_term_that_there_is_not_is_no_empty_answer(graph: Graph, query: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        answer(graph, query)


def test_other_peoples_terms_are_theirs(graph: Graph) -> None:
    assert answer(graph, "PREFIX kg: <https://example.org/> SELECT ?s { ?s kg:open ?o }") == "s\r\n"
    assert answer(graph, "SELECT ?s { ?s rdfs:isDefinedBy ?o FILTER(?s != 'kg:open') } # kg:open") == "s\r\n"
    assert guard.terms() == frozenset(vocabulary.KG)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?s { ?s ?p ?o }", 2), ("SELECT ?s { ?s ?p ?o } LIMIT 1", 1), ("SELECT ?s { ?s ?p ?o } LIMIT 50 OFFSET 1", 2),
        ("SELECT ?s { ?s ?p ?o } ORDER BY ?s # the end", 2), ("SELECT ?s { ?s ?p ?o } VALUES ?s { r:zenvia }", 2),
        ("SELECT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 9 } }", 2), ("SELECT ?s { ?s ?p 'LIMIT 1' }", 0),
        ("CONSTRUCT WHERE { ?s ?p ?o }", 2), ("DESCRIBE r:zenvia", 2),
    ],
)  # fmt: skip
def test_a_limit_holds_for_rows_and_triples(graph: Graph, query: str, rows: int) -> None:
    output = io.BytesIO()
    sparql.run(graph, query, output, format="csv" if query.startswith("SELECT") else "ntriples", limit=2)
    assert output.getvalue().count(b"\n") == rows + query.startswith("SELECT")


def test_a_star_gives_columns_in_the_order_of_the_query(graph: Graph) -> None:
    assert answer(graph, "SELECT * { ?z kg:value ?a ; kg:unit ?m }").partition("\r\n")[0] == "z,a,m"
    assert answer(graph, "# ?m\nSELECT DISTINCT * { { SELECT * { ?z kg:value ?a } } ?z kg:unit ?m }").partition("\r\n")[0] == "z,a,m"
    assert answer(graph, "SELECT (COUNT(*) AS ?n) { ?s a kg:Company }") == "n\r\n1\r\n"
    assert answer(graph, "SELECT * { r:zenvia a kg:Company }", "json").strip().endswith("[{}]}}")


def test_without_prefixes_none_is_declared_or_shown(graph: Graph) -> None:
    output = io.BytesIO()
    with pytest.raises(QuerySyntaxError, match="the prefix kg: is not declared"):
        sparql.run(graph, "SELECT ?s { ?s a kg:Company }", output, prefixes=False)
    sparql.run(graph, f"PREFIX o: <{KG.iri}> SELECT ?s {{ ?s a o:Company }}", output, prefixes=False)
    assert "<https://w3id.org/kg-news/id/zenvia>" in output.getvalue().decode()
    assert "o:opens" in answer(graph, f"PREFIX o: <{KG.iri}> PREFIX kg: <x:> SELECT ?p {{ r:zenvia ?p r:store }}", "table")


def test_labels_stand_in_for_iris(graph: Graph) -> None:
    def labelled(query: str, format: str, language: str) -> list[str]:
        output = io.BytesIO()
        sparql.run(graph, query, output, format=format, labels=language)
        return output.getvalue().decode().splitlines()

    query = """SELECT ?s ?p ?o ?n { VALUES ?p { kg:opens } ?s ?p ?o BIND("a, \\"b\\"" AS ?n) }"""
    assert labelled(query, "csv", "it")[1] == 'Zenvia,apre,negozio,"a, ""b"""'
    assert labelled(query, "csv", "en")[1].startswith("Zenvia,opens,store,")
    assert labelled("CONSTRUCT WHERE { ?s kg:opens ?o }", "markdown", "en")[2] == "| Zenvia | opens | store |"
    assert labelled("SELECT ?x { BIND(<x:y> AS ?x) }", "table", "en")[2] == "<x:y>"
    for form in ("json", "xml", "tsv", "turtle"):
        with pytest.raises(InputError, match="labels"):
            labelled(query, form, "en")


def test_a_long_answer_in_triples_is_written_in_pieces() -> None:
    graph = Graph.memory()
    count = 25_000
    graph.store.extend(Quad(NamedNode(f"x:{i}"), NamedNode("x:p"), Literal(i)) for i in range(count))
    for form, syntax in (("turtle", RdfFormat.TURTLE), ("ntriples", RdfFormat.N_TRIPLES), ("jsonld", RdfFormat.JSON_LD)):
        sizes: list[int] = []

        class Output(io.BytesIO):
            def write(self, data: Any, sizes: list[int] = sizes) -> int:
                sizes.append(len(data))
                return super().write(data)

        output = Output()
        sparql.run(graph, "CONSTRUCT WHERE { ?s ?p ?o }", output, format=form)
        assert len(set(parse(output.getvalue(), format=syntax))) == count
        assert max(sizes) < len(output.getvalue()) / 2, form
        assert output.getvalue().count(b"@prefix") == (12 if form == "turtle" else 0)


def test_rows_are_written_before_the_last_is_known(graph: Graph) -> None:
    class Output(io.BytesIO):
        def write(self, data: Any) -> int:
            if self.tell() > 100_000:
                raise BrokenPipeError
            return super().write(data)

    endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    for form in ("csv", "tsv", "json", "xml", "table", "markdown"):
        begun = time.monotonic()
        with pytest.raises(BrokenPipeError):
            sparql.run(graph, endless, Output(), format=form)
        assert time.monotonic() - begun < 5


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another server: a SPARQL endpoint and a file in Turtle."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer("text/turtle", b"<x:s> <x:p> 'elsewhere' .")

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            rows = [{"o": {"type": "literal", "value": "elsewhere"}}]
            self.answer("application/sparql-results+json", json.dumps({"head": {"vars": ["o"]}, "results": {"bindings": rows}}).encode())

        def answer(self, media: str, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/data"
        server.shutdown()


def test_service_and_from_reach_out_where_they_are_allowed(graph: Graph, elsewhere: str) -> None:
    def ask(query: str) -> str:
        output = io.BytesIO()
        sparql.run(graph, query, output, format="csv", allow_service=True)
        return output.getvalue().decode()

    assert ask(f"SELECT ?o {{ SERVICE <{elsewhere}> {{ ?s ?p ?o }} }}") == "o\r\nelsewhere\r\n"
    assert ask(f"SELECT ?o FROM <{elsewhere}> {{ ?s ?p ?o }}") == "o\r\nelsewhere\r\n"
    assert ask(f"PREFIX e: <{elsewhere}> SELECT ?o FROM NAMED e: {{ GRAPH ?g {{ ?s ?p ?o }} }}") == "o\r\nelsewhere\r\n"
    for query in ("SELECT * FROM <file:///etc/passwd> {}", "DROP ALL", "LOAD <http://127.0.0.1:9/>"):
        with pytest.raises(InputError):
            ask(query)
    for query in ("SELECT * FROM <http://127.0.0.1:9/x> {}", "SELECT * { SERVICE <http://127.0.0.1:45999/x> { ?s ?p ?o } }"):
        with pytest.raises(KgError):
            ask(query)


def test_what_a_query_costs(graph: Graph) -> None:
    found = cost.measure(graph, "SELECT ?who { ?f kg:relation kg:opens ; kg:subject ?s ; kg:unit 'store' . ?s rdfs:label ?who }")
    assert (found.form, found.answers) == ("SELECT", 1)
    assert 0 < found.planned <= found.first <= found.finished
    assert ("?f kg:relation kg:opens", 2) in found.patterns and ('?f kg:unit "store"', 1) in found.patterns
    assert cost.measure(graph, "ASK { ?s ?p ?o }").answers == 0
    with pytest.raises(QueryTimeout):
        cost.measure(graph, ENDLESS, timeout=0.2)
