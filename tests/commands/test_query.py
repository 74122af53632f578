"""``kg query``, ``kg validate`` and ``kg view``: the options, the formats and the exit statuses."""

from __future__ import annotations

import json
import re
import threading
import webbrowser
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kg.graph import sparql
from tests.commands.conftest import Run

WHO = "SELECT ?who ?what WHERE { ?who kg:opens|kg:acquires ?what }"


def test_sparql_from_the_command_line_a_file_and_standard_input(kg: Run, store: Path) -> None:
    Path("who.rq").write_text(WHO)
    given = [kg("query", WHO, "--store", store), kg("query", "who.rq", "--store", store), kg("query", "-", "--store", store, stdin=WHO)]
    assert {done.exit_code for done in given} == {0}
    assert len({done.stdout for done in given}) == 1
    assert "r:zeta" in given[0].stdout
    assert "r:store" not in given[0].stdout  # it is only planned


@pytest.mark.parametrize(
    ("form", "start"),
    [("csv", "who,what"), ("tsv", "?who\t?what"), ("json", '{"head"'), ("xml", "<?xml"), ("markdown", "| who"), ("table", "who")],
)
def test_formats_of_a_select(kg: Run, store: Path, form: str, start: str) -> None:
    done = kg("query", WHO, "--format", form, "--store", store)
    assert done.exit_code == 0
    assert done.stdout.startswith(start)


@pytest.mark.parametrize("form", ["turtle", "ntriples"])
def test_formats_of_a_construct(kg: Run, store: Path, form: str) -> None:
    done = kg("query", "CONSTRUCT { ?a kg:acquires ?b } WHERE { ?a kg:acquires ?b }", "--format", form, "--store", store)
    assert "acquires" in done.stdout


def test_every_named_query_is_listed_and_runs(kg: Run, store: Path) -> None:
    listed = kg("query").stdout.splitlines()
    names = list(sparql.queries())
    assert [line.split()[0] for line in listed] == names
    assert len(names) >= 10
    for name in names:
        done = kg("query", name, "--store", store)
        assert done.exit_code == 0, f"{name}: {done.stderr}"


@pytest.mark.parametrize(
    ("arguments", "status", "problem"),
    [
        (["SELECT * WHERE {\n ?s ?p }"], 3, r"line 2, column \d+"),
        (["nonsense-name"], 2, "no named query"),
        (["-", "--format", "pdf"], 2, "no such format"),
        (["SELECT * { SERVICE <http://localhost:1/> { ?s ?p ?o } }"], 2, "SERVICE"),
        (["DELETE WHERE { ?s ?p ?o }"], 2, "DELETE"),
        (["ASK { ?s kg:opens r:nothing }", "--exit-code"], 5, ""),
        (["ASK { ?s kg:acquires ?o }", "--exit-code"], 0, ""),
        (["ASK { ?s kg:opens r:nothing }"], 0, ""),
        (["SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }", "--timeout", "0.2"], 4, "stopped after"),
        (["ASK {}", "--endpoint", "ftp://example.org"], 2, "endpoint"),
    ],
)
def test_exit_statuses(kg: Run, store: Path, arguments: list[str], status: int, problem: str) -> None:
    done = kg("query", *arguments, "--store", store)
    assert done.exit_code == status, done.stderr
    assert re.search(problem, done.stderr)


@pytest.fixture
def endpoint() -> Iterator[str]:
    """A SPARQL endpoint on this machine that knows one answer."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            bindings = [{"who": {"type": "literal", "value": "elsewhere"}}]
            self.wfile.write(json.dumps({"head": {"vars": ["who"]}, "results": {"bindings": bindings}}).encode())

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()


def test_a_remote_store_is_asked_without_a_graph_here(kg: Run, endpoint: str) -> None:
    done = kg("query", "SELECT ?who { ?who a kg:Company }", "--endpoint", endpoint, "--format", "csv")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.split() == ["who", "elsewhere"]


def test_a_graph_that_conforms_and_one_that_does_not(kg: Run, store: Path) -> None:
    assert kg("validate", "--store", store).exit_code == 0
    import pyoxigraph

    graph = pyoxigraph.Store(str(store))
    graph.update(
        "PREFIX kg: <https://w3id.org/kg-news/ontology#> DELETE { ?fact kg:status ?status } WHERE { ?fact a kg:Fact ; kg:status ?status }"
    )
    graph.flush()
    del graph
    done = kg("validate", "--store", store)
    assert done.exit_code == 5
    assert "fact-" in done.stdout
    assert "status" in done.stdout


def test_view_writes_a_page_that_can_be_narrowed(kg: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", opened.append)
    assert kg("view", "--store", store, "--open").exit_code == 0
    page = Path("graph.html").read_text("utf-8")
    assert "aprirà 100 negozi in India" in page
    assert opened == [Path("graph.html").resolve().as_uri()]
    assert kg("view", "--store", store, "-o", "some.html", "--status", "actual", "--entity", "Zeta").exit_code == 0
    assert "aprirà 100 negozi in India" not in Path("some.html").read_text("utf-8")
    assert kg("view", "--store", store, "-o", "-").stdout_bytes == Path("graph.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--entity", "Zetta"], "Zeta"),
        (["--relation", "opnes"], "opens"),
        (["--status", "actaul"], "actual"),
        (["--since", "yesterday"], "yesterday"),
        (["--language", "la"], "la"),
    ],
)
def test_view_refuses_what_it_does_not_know(kg: Run, store: Path, arguments: list[str], problem: str) -> None:
    done = kg("view", "--store", store, *arguments)
    assert done.exit_code == 2, done.stderr
    assert problem in done.stderr
    assert not Path("graph.html").exists()
