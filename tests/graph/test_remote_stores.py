"""Remote stores: loaded and asked on real servers, ``oxigraph serve`` and Virtuoso, and on one that asks for a password."""

from __future__ import annotations

import base64
import contextlib
import io
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from kg.errors import InputError, KgError, QueryTimeout
from kg.graph import Graph, endpoint
from kg.model import Extraction

NAMED = "https://example.org/named"


def free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@contextmanager
def running(command: list[str], address: str, folder: Path) -> Iterator[None]:
    with (folder / "log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=folder) as process:
        try:
            limit = time.monotonic() + 60
            while True:
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(address, timeout=5).close()
                    break
                if process.poll() is not None or time.monotonic() > limit:
                    pytest.skip(f"{command[0]} does not start: {(folder / 'log').read_text('utf-8', 'replace')[-300:]}")
                time.sleep(0.1)
            yield
        finally:
            process.kill()


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("oxigraph is not installed: pip install -e .[dev]")
    address = f"127.0.0.1:{free_port()}"
    with running([program, "serve", "--bind", address], f"http://{address}/", tmp_path_factory.mktemp("oxigraph")):
        yield f"http://{address}"


VIRTUOSO = """[Database]
DatabaseFile = kg.db
ErrorLogFile = kg.log
LockFile = kg.lck
TransactionFile = kg.trx
xa_persistent_file = kg.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 4000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
"""


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Virtuoso as it is installed: the user dba has the password dba."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7-bin")
    folder, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    (folder / "kg.ini").write_text(VIRTUOSO.format(sql=free_port(), http=port))
    address = f"http://127.0.0.1:{port}"
    with running([program, "+configfile", "kg.ini", "+foreground"], f"{address}/sparql", folder):
        yield address


@pytest.fixture
def graph(another: Callable[..., Extraction]) -> Graph:
    held = Graph.memory()
    for article in ("one", "due \u201cè\u201d"):
        held.add(another(article))
    return held


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_ENDPOINT_USER", raising=False)
    monkeypatch.delenv("KG_ENDPOINT_PASSWORD", raising=False)


def ask(url: str, query: str, format: str = "csv") -> str:
    output = io.BytesIO()
    endpoint.ask(url, query, output, format=format, timeout=30)
    return output.getvalue().decode()


def held(url: str, named: str | None = None) -> set[str]:
    pattern = f"GRAPH <{named}> {{ ?s ?p ?o }}" if named else "?s ?p ?o"
    return set(ask(url, f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", "ntriples").splitlines())


def triples(graph: Graph) -> set[str]:
    return {f"{quad.triple} ." for quad in graph.store}


@pytest.mark.parametrize("named", [None, NAMED])
@pytest.mark.parametrize(("way", "path"), [("graph-store", "/store"), ("update", "/update")])
def test_oxigraph_is_loaded(oxigraph: str, graph: Graph, way: str, path: str, named: str | None) -> None:
    query = f"{oxigraph}/query"
    assert endpoint.load(oxigraph + path, graph, way=way, into=named, replace=True) == len(graph)
    assert held(query, named) == triples(graph)
    more = Graph.memory()
    more.store.extend(list(graph.store)[:5])
    assert endpoint.load(oxigraph + path, more, way=way, into=named) == 5
    assert held(query, named) == triples(graph), "what was there stays, and nothing is there twice"
    endpoint.load(oxigraph + path, more, way=way, into=named, replace=True)
    assert held(query, named) == triples(more)


def test_many_triples_in_many_updates(oxigraph: str, monkeypatch: pytest.MonkeyPatch, graph: Graph) -> None:
    monkeypatch.setattr(endpoint, "_BATCH", 7)
    endpoint.load(f"{oxigraph}/update", graph, way="update", into="urn:many", replace=True)
    assert held(f"{oxigraph}/query", "urn:many") == triples(graph)


def test_oxigraph_answers_as_the_graph_itself(oxigraph: str, graph: Graph) -> None:
    from kg.graph import sparql

    endpoint.load(f"{oxigraph}/store", graph, replace=True)
    query = "SELECT ?f ?v ?t { ?f kg:value ?v OPTIONAL { ?f kg:time ?t } } ORDER BY ?f"
    for format in ("table", "csv", "tsv", "json", "xml", "markdown"):
        own = io.BytesIO()
        sparql.run(graph, query, own, format=format)
        assert ask(f"{oxigraph}/query", query, format) == own.getvalue().decode()
    assert endpoint.entity(f"{oxigraph}/query", "ZENVIA").endswith("/zenvia")
    assert [endpoint.ask(f"{oxigraph}/query", f"ASK {{ r:zenvia a {kind} }}", io.BytesIO()) for kind in ("kg:Company", "kg:Person")] == [
        True,
        False,
    ]


@pytest.mark.parametrize(("way", "path"), [("graph-store", "/sparql-graph-crud-auth"), ("update", "/sparql-auth")])
def test_virtuoso_is_loaded(virtuoso: str, graph: Graph, monkeypatch: pytest.MonkeyPatch, way: str, path: str) -> None:
    count = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <urn:{way}> {{ ?s ?p ?o }} }}"
    for problem, user, password in (
        ("asks for a user", None, None),
        ("password is wrong", "dba", "bad"),
        ("password is wrong", "x", "dba"),
    ):
        if user and password:
            monkeypatch.setenv("KG_ENDPOINT_USER", user)
            monkeypatch.setenv("KG_ENDPOINT_PASSWORD", password)
        for _ in range(3):
            with pytest.raises(KgError, match=problem):
                endpoint.load(virtuoso + path, graph, way=way, into=f"urn:{way}", replace=True)
    monkeypatch.setenv("KG_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "dba")
    monkeypatch.setattr(endpoint, "_BATCH", 50)
    for replace in (True, False, True):
        endpoint.load(virtuoso + path, graph, way=way, into=f"urn:{way}", replace=replace)
        assert ask(f"{virtuoso}/sparql", count).split() == ["n", str(len(graph))]
    only = f"GRAPH <urn:{way}> {{ r:zenvia rdfs:label ?label }}"
    assert ask(f"{virtuoso}/sparql-auth", f"SELECT ?label {{ {only} }}").split() == ["label", "Zenvia"]
    assert ask(f"{virtuoso}/sparql-auth", f"ASK {{ {only} }}", "table") == "true\n"
    assert ask(f"{virtuoso}/sparql-auth", f"ASK {{ {only.replace('zenvia', 'nobody')} }}", "table") == "false\n"
    assert 'label "Zenvia"' in ask(f"{virtuoso}/sparql-auth", f"CONSTRUCT {{ r:zenvia rdfs:label ?label }} WHERE {{ {only} }}", "turtle")
    with pytest.raises(KgError, match=r"refused: .*syntax error"):
        ask(f"{virtuoso}/sparql", "SELECT * { ?s ?p }")
    assert ask(f"{virtuoso}/sparql", f"SELECT ?label {{ {only} }} #" + "x" * 3000).split() == ["label", "Zenvia"]


def test_virtuoso_names_what_it_lacks(virtuoso: str, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "dba")
    with pytest.raises(KgError, match="not configured to have default graph"):
        endpoint.load(f"{virtuoso}/sparql-graph-crud-auth", graph)


class Guarded(BaseHTTPRequestHandler):
    """Lets nobody in but Anna, by basic authentication; sends whoever asks for /away to another server."""

    seen: ClassVar[list[str | None]] = []
    elsewhere = ""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append(self.headers["Authorization"])
        if self.path.startswith("/away"):
            self.send_response(302)
            self.send_header("Location", self.elsewhere)
            self.end_headers()
        elif self.headers["Authorization"] == "Basic " + base64.b64encode("Anna:perché".encode()).decode():
            self.send_response(200)
            self.send_header("Content-Type", "text/csv")
            self.end_headers()
            self.wfile.write(b"n\r\n1\r\n")
        else:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="kg"')
            self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def guarded() -> Iterator[tuple[str, type[Guarded]]]:
    class Own(Guarded):
        seen: ClassVar[list[str | None]] = []

    with ThreadingHTTPServer(("127.0.0.1", 0), Own) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", Own
        server.shutdown()


def test_basic_authentication(monkeypatch: pytest.MonkeyPatch, graph: Graph) -> None:
    monkeypatch.setenv("KG_ENDPOINT_USER", "Anna")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "perché")
    with guarded() as (url, server):
        endpoint.load(url, graph)
        assert [seen is not None for seen in server.seen] == [False, True, True], "asked once, the long body is sent once"
        monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "bad")
        with pytest.raises(KgError, match="password is wrong"):
            ask(url, "ASK {}")


def test_a_password_is_for_one_server_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_ENDPOINT_USER", "Anna")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "perché")
    with guarded() as (url, first), guarded() as (other, second):
        first.elsewhere = f"{other}/there"
        with pytest.raises(KgError):
            ask(f"{url}/away", "ASK {}")
        assert second.seen and set(second.seen) == {None}


@pytest.mark.parametrize("url", ["ftp://example.org/", "http://", "http://a b/", "http://a:x/", "nothing", "http://u:secret@127.0.0.1/"])
def test_addresses_that_are_none(url: str, graph: Graph) -> None:
    for attempt in (lambda: ask(url, "ASK {}"), lambda: endpoint.load(url, graph)):
        with pytest.raises(InputError) as caught:
            attempt()
        assert "secret" not in str(caught.value)


def test_no_such_graph_name(graph: Graph) -> None:
    with pytest.raises(InputError, match="not the IRI of a graph"):
        endpoint.load("http://127.0.0.1:9/", graph, into="x> } ; CLEAR ALL #")


def test_a_server_that_is_not_there_or_silent(graph: Graph) -> None:
    for way in endpoint.WAYS:
        with pytest.raises(KgError, match="cannot be reached"):
            endpoint.load("http://127.0.0.1:9/", graph, way=way)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(QueryTimeout, match=r"no answer within 0\.3 s"):
            endpoint.load(url, graph, timeout=0.3)
        with pytest.raises(QueryTimeout):
            endpoint.ask(url, "ASK {}", io.BytesIO(), timeout=0.3)
