"""The SPARQL 1.1 Protocol, asked of the real program over real connections with curl, SPARQLWrapper and rdflib."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.server.conftest import ROOT, serve, write

WHO = "SELECT ?who ?what { ?who kg:acquires ?what }"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p . ?q ?r ?s }"


def ask(url: str, method: str = "GET", body: bytes | None = None, timeout: float = 20, **headers: str) -> tuple[int, Any, str]:
    """Status, headers and body of an answer, whatever the status."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, body, named, method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


def get(url: str, query: str, **headers: str) -> tuple[int, Any, str]:
    return ask(f"{url}/sparql?{urllib.parse.urlencode({'query': query})}", **headers)


def test_three_ways_to_ask(url: str) -> None:
    form = urllib.parse.urlencode({"query": WHO}).encode()
    answers = [
        get(url, WHO),
        ask(f"{url}/sparql", "POST", form, Content_Type="application/x-www-form-urlencoded; charset=UTF-8"),
        ask(f"{url}/sparql", "POST", WHO.encode(), Content_Type="application/sparql-query"),
    ]
    assert [status for status, _, _ in answers] == [200] * 3
    assert len({body for _, _, body in answers}) == 1
    assert json.loads(answers[0][2])["results"]["bindings"][0]["who"]["value"] == "https://w3id.org/kg-news/id/acme"


@pytest.mark.parametrize(
    ("media", "start"),
    [
        ("application/sparql-results+json", '{"head"'),
        ("application/json", '{"head"'),
        ("application/sparql-results+xml", "<?xml"),
        ("text/csv", "who,what\r\n"),
        ("text/tab-separated-values", "?who\t?what\n"),
        ("text/markdown", "| who | what |"),
        ("text/plain", "who"),
    ],
)
def test_formats_of_a_table(url: str, media: str, start: str) -> None:
    status, headers, body = get(url, WHO, Accept=media)
    assert (status, headers.get_content_type(), headers["Vary"]) == (200, media, "Accept")
    assert body.startswith(start)


@pytest.mark.parametrize(
    ("media", "format"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")],
)
def test_formats_of_triples(url: str, media: str, format: str) -> None:
    import rdflib

    status, headers, body = get(url, "DESCRIBE r:acme", Accept=media)
    assert (status, headers.get_content_type()) == (200, media)
    graph = rdflib.Graph().parse(data=body, format=format)
    assert len(graph) == len(rdflib.Graph().parse(data=get(url, "DESCRIBE r:acme")[2], format="turtle")) > 2


def test_ask_and_truth(url: str) -> None:
    assert json.loads(get(url, "ASK { r:acme kg:acquires ?x }")[2]) == {"head": {}, "boolean": True}
    assert get(url, "ASK { r:acme kg:acquires r:acme }", Accept="text/plain")[2] == "false\n"
    assert get(url, "ASK {}", Accept="text/csv")[0] == 406


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("SELECT * {\n ?s kg:opens }", 400, "line 2, column 14"),
        ("SELECT * { ?s kg:open ?o }", 400, "did you mean kg:opens?"),
        ("SELECT * { ?s nope:open ?o }", 400, "nope: is not declared"),
        ("", 400, ""),
        ("DELETE WHERE { ?s ?p ?o }", 400, "only read"),
        ("LOAD <http://127.0.0.1:9/>", 400, "only read"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, "SERVICE: not allowed"),
        ("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", 400, "FROM: not allowed"),
    ],
)
def test_wrong_queries(url: str, query: str, status: int, said: str) -> None:
    found, headers, body = get(url, query)
    assert (found, headers.get_content_type()) == (status, "text/plain"), body
    assert said in body
    assert "--" not in body


def test_wrong_requests(url: str) -> None:
    sparql, form = f"{url}/sparql", "application/x-www-form-urlencoded"
    assert ask(sparql, "PUT")[0] == 405
    assert ask(sparql, "POST", b"x", Content_Type="text/plain")[0] == 415
    assert ask(sparql, "POST", b"", Content_Type=form)[0] == 400
    assert ask(sparql, "POST", b"query=ASK%7B%7D&query=ASK%7B%7D", Content_Type=form)[0] == 400
    assert ask(sparql, "POST", b"query=%ff", Content_Type=form)[0] == 400
    assert ask(sparql, "POST", b"\xff", Content_Type="application/sparql-query")[0] == 400
    assert ask(sparql, "POST", b"update=CLEAR+ALL", Content_Type=form)[0] == 403
    assert ask(sparql, "POST", b"CLEAR ALL", Content_Type="application/sparql-update")[0] == 403
    assert ask(f"{sparql}?query=ASK%7B%7D&default-graph-uri=http://x/")[0] == 400
    assert ask(sparql, "POST", b"x" * 1_000_001, Content_Type="application/sparql-query")[0] == 413
    assert get(url, WHO, Accept="image/png")[0] == 406
    assert ask(f"{url}/nothing")[0] == 404


def test_only_under_its_own_name(url: str) -> None:
    assert get(url, "ASK {}", Host="evil.example")[0] == 421
    assert get(url, "ASK {}", Host=f"localhost:{urllib.parse.urlsplit(url).port}")[0] == 200


def test_it_describes_itself(url: str) -> None:
    import rdflib

    description = rdflib.Graph().parse(f"{url}/sparql", format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = next(description.subjects(rdflib.RDF.type, sd.Service))
    assert str(service) == f"{url}/sparql"
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in description
    assert len(list(description.objects(service, sd.resultFormat))) == 8


def test_a_browser_is_led_to_the_page(url: str) -> None:
    status, _, body = get(url, WHO, Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (status, "<!doctype html>" in body) == (200, True)


def test_a_runaway_query_is_stopped_and_others_are_answered_meanwhile(store: Path) -> None:
    with serve(store, "--timeout", 1.5, "--workers", 2) as url:
        assert get(url, "ASK {}")[0] == 200
        with socket.create_connection(("127.0.0.1", urllib.parse.urlsplit(url).port)) as slow:  # type: ignore[arg-type]
            path = "/sparql?" + urllib.parse.urlencode({"query": RUNAWAY})
            slow.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert get(url, WHO)[0] == 200
            assert b"504" in slow.recv(100)
        status, _, body = get(url, RUNAWAY)
        assert (status, "stopped after 1.5 s" in body) == (504, True)
        assert get(url, WHO)[0] == 200


def test_who_leaves_stops_the_query(store: Path) -> None:
    with serve(store, "--timeout", 60, "--workers", 1) as url:
        with socket.create_connection(("127.0.0.1", urllib.parse.urlsplit(url).port)) as slow:  # type: ignore[arg-type]
            path = "/sparql?" + urllib.parse.urlencode({"query": RUNAWAY})
            slow.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1)
        begun = time.monotonic()
        assert get(url, WHO)[0] == 200
        assert time.monotonic() - begun < 8


def test_rows_are_limited_and_long_answers_are_whole(store: Path) -> None:
    many = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with serve(store, "--limit", 20_000, "--timeout", 60) as url:
        status, headers, body = get(url, many, Accept="text/csv")
        assert (status, headers["X-Row-Limit"], body.count("\n")) == (200, "20000", 20_001)
        assert len(body) > 1_000_000
        assert get(url, many + " LIMIT 3", Accept="text/csv")[2].count("\n") == 4


def test_an_answer_that_is_cut_off_does_not_look_whole(store: Path) -> None:
    import http.client

    many = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
    with serve(store, "--limit", 100_000_000, "--timeout", 2) as url, pytest.raises((http.client.IncompleteRead, ConnectionError)):
        get(url, many, Accept="text/csv")


def test_other_origins(url: str, store: Path) -> None:
    assert get(url, "ASK {}", Origin="https://app.example")[1]["Access-Control-Allow-Origin"] is None
    with serve(store, "--cors", "https://app.example") as open_url:
        assert get(open_url, "ASK {}", Origin="https://app.example")[1]["Access-Control-Allow-Origin"] == "https://app.example"
        assert get(open_url, "ASK {}", Origin="https://evil.example")[1]["Access-Control-Allow-Origin"] is None
        asked = {"Origin": "https://app.example", "Access_Control_Request_Method": "POST", "Access_Control_Request_Headers": "content-type"}
        assert ask(f"{open_url}/sparql", "OPTIONS", **asked)[0] == 200


def test_a_build_meanwhile_is_seen_at_once(tmp_path: Path) -> None:
    folder = write(tmp_path / "graph")
    with serve(folder) as url:
        from kg.graph import Graph

        assert "true" in get(url, "ASK { r:acme kg:acquires ?x }")[2]
        with Graph.open(folder, write=True) as graph:
            graph.remove(["a1"])
        assert "false" in get(url, "ASK { r:acme kg:acquires ?x }")[2]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p ?o FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }",
        "SELECT * { ?SERVICEx SERVICE:a ?o FILTER(" + "(" * 100_000 + "1" + ")" * 100_000 + ") }",
        "'\\" * 400_000,
        "PREFIX " * 100_000,
        "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g))) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    ],
    ids=["deep", "deep-service", "quotes", "prologue", "long-value"],
)
def test_queries_that_mean_harm(url: str, query: str) -> None:
    status, _, _ = ask(f"{url}/sparql", "POST", query.encode(), Content_Type="application/sparql-query", timeout=30)
    assert status in (400, 500, 504)
    assert get(url, "ASK {}")[0] == 200


def test_ctrl_c_ends_it_at_once_with_its_queries(store: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from kg.commands import main; main()",
        "serve",
        "--store",
        str(store),
        "--port",
        "0",
        "--timeout",
        "60",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        assert process.stderr
        port = int(process.stderr.readline().split("/ (")[0].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as slow:
            path = "/sparql?" + urllib.parse.urlencode({"query": RUNAWAY})
            slow.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            time.sleep(1)
            process.send_signal(signal.SIGINT)
            assert b"503" in slow.recv(100)
        assert process.wait(5) == 130
        assert process.stderr.read() == ""


def test_sparqlwrapper(url: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed: pip install -e .[dev]")
    for form in (wrapper.JSON, wrapper.XML, wrapper.CSV, wrapper.TSV):
        client = wrapper.SPARQLWrapper(f"{url}/sparql", returnFormat=form)
        client.setQuery(WHO)
        assert client.queryAndConvert()
    for method, request in ((wrapper.GET, wrapper.URLENCODED), (wrapper.POST, wrapper.URLENCODED), (wrapper.POST, wrapper.POSTDIRECTLY)):
        client = wrapper.SPARQLWrapper(f"{url}/sparql", returnFormat=wrapper.JSON)
        client.setMethod(method)
        client.setRequestMethod(request)
        client.setQuery(WHO)
        assert client.queryAndConvert()["results"]["bindings"][0]["who"]["value"].endswith("/acme")
    client = wrapper.SPARQLWrapper(f"{url}/sparql")
    client.setQuery("CONSTRUCT WHERE { ?s kg:acquires ?o }")
    assert len(client.queryAndConvert()) == 1
    client.setQuery("SELECT * {")
    with pytest.raises(wrapper.SPARQLExceptions.QueryBadFormed, match="line 1"):
        client.query()


def test_rdflib(url: str) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    for method in ("GET", "POST", "POST_FORM"):
        graph = rdflib.Graph(SPARQLStore(f"{url}/sparql", method=method))
        kg, r = rdflib.Namespace("https://w3id.org/kg-news/ontology#"), rdflib.Namespace("https://w3id.org/kg-news/id/")
        assert [str(row.who) for row in graph.query(WHO)] == [str(r.acme)]  # type: ignore[union-attr]
        assert len(list(graph.objects(r.acme, kg.acquires))) == 1
        assert len(graph) > 20
        assert graph.query("ASK { r:acme kg:acquires ?x }").askAnswer
        assert len(graph.query("CONSTRUCT WHERE { ?s kg:acquires ?o }").graph) == 1  # type: ignore[arg-type]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(url: str) -> None:
    def curl(*options: str) -> str:
        return subprocess.run(["curl", "-sS", *options], capture_output=True, check=True).stdout.decode()

    assert curl("-G", f"{url}/sparql", "--data-urlencode", f"query={WHO}", "-H", "Accept: text/csv").startswith("who,what\r\n")
    assert curl(f"{url}/sparql", "--data-urlencode", f"query={WHO}", "-H", "Accept: text/csv").startswith("who,what\r\n")
    assert curl(f"{url}/sparql", "-H", "Content-Type: application/sparql-query", "-d", WHO).startswith('{"head"')
    assert curl("-I", f"{url}/sparql?query=ASK%7B%7D").startswith("HTTP/1.1 200")


def test_a_taken_port_and_a_missing_graph(url: str, store: Path, tmp_path: Path) -> None:
    port = urllib.parse.urlsplit(url).port
    with pytest.raises(AssertionError, match=rf"port {port}: Address already in use"), serve(store, "--port", port):
        pass
    with pytest.raises(AssertionError, match="no graph here"), serve(tmp_path / "none"):
        pass
