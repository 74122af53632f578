"""A remote store, asked over a real connection."""

from __future__ import annotations

import io
import threading
import time
import urllib.parse
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pyoxigraph
import pytest

from kg.errors import InputError, KgError, QuerySyntaxError, QueryTimeout
from kg.graph import endpoint

ASKED: list[tuple[str, str]] = []


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.answer("GET", urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)["query"][0])

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.answer("POST", urllib.parse.parse_qs(body)["query"][0])

    def answer(self, method: str, query: str) -> None:
        ASKED.append((method, query))
        store = pyoxigraph.Store()
        store.load(
            '<https://w3id.org/kg-news/id/a> <https://w3id.org/kg-news/ontology#unit> "\x1b"@it .', format=pyoxigraph.RdfFormat.TURTLE
        )
        if "slow" in query:
            time.sleep(2)
        try:
            found = store.query(query)
        except SyntaxError as error:
            return self.send(400, "text/plain", str(error).encode())
        if "html" in query:
            return self.send(200, "text/html", b"<h1>hello</h1>")
        if isinstance(found, pyoxigraph.QueryTriples):
            return self.send(200, "text/turtle", found.serialize(format=pyoxigraph.RdfFormat.TURTLE))
        return self.send(200, "application/sparql-results+json", found.serialize(format=pyoxigraph.QueryResultsFormat.JSON))

    def send(self, status: int, media: str, body: bytes | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/sparql"
        server.shutdown()


def ask(url: str, query: str, format: str = "table", timeout: float = 10) -> tuple[str, bool | None]:
    output = io.BytesIO()
    result = endpoint.ask(url, query, output, format=format, timeout=timeout)
    return output.getvalue().decode(), result


def test_select_ask_and_construct(url: str) -> None:
    assert ask(url, "SELECT ?s ?u { ?s kg:unit ?u }")[0].split() == ["s", "u", "───", "────", "r:a", "\\x1b"]
    assert ask(url, "ASK { ?s kg:unit ?u }") == ("true\n", True)
    assert ask(url, "CONSTRUCT WHERE { ?s kg:unit ?u }", "turtle")[0].endswith('r:a kg:unit "\\u001B"@it .\n')


def test_a_long_query_goes_in_the_body(url: str) -> None:
    ask(url, "ASK { ?s kg:unit ?u }")
    ask(url, "ASK { ?s kg:unit ?u } #" + "x" * 3000)
    assert [method for method, _ in ASKED[-2:]] == ["GET", "POST"]


def test_what_can_go_wrong(url: str) -> None:
    with pytest.raises(QuerySyntaxError, match="refused"):
        ask(url, "SELECT * {")
    with pytest.raises(QueryTimeout, match=r"0\.3 s"):
        ask(url, "ASK { ?slow ?p ?o }", timeout=0.3)
    with pytest.raises(KgError, match="text/html"):
        ask(url, "ASK { ?html ?p ?o }")
    with pytest.raises(KgError, match="cannot be reached"):
        ask("http://127.0.0.1:9/sparql", "ASK {}")
    with pytest.raises(InputError, match="not the address"):
        ask("file:///etc/passwd", "ASK {}")
    with pytest.raises(InputError, match="SERVICE"):
        ask(url, "ASK { SERVICE <x:> {} }")


def test_only_prefixes_that_are_used_are_declared() -> None:
    declared = endpoint.declare("PREFIX kg: <x:> SELECT * { ?s kg:unit ?u ; a skos:Concept }")
    assert declared.startswith("PREFIX skos: <") and declared.count("PREFIX") == 2
    assert endpoint.declare("ASK {}") == "ASK {}"
