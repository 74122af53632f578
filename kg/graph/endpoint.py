"""A remote SPARQL store: asked (https://www.w3.org/TR/sparql11-protocol/) and loaded, by the Graph Store Protocol
(https://www.w3.org/TR/sparql11-http-rdf-update/) or by SPARQL Update (https://www.w3.org/TR/sparql11-update/)."""

from __future__ import annotations

import io
import json
import re
import urllib.parse
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from kg import vocabulary
from kg.errors import InputError, KgError
from kg.graph import remote, results, sparql, tokens

if TYPE_CHECKING:
    from kg.graph.store import Graph

WAYS = ("graph-store", "update")
_LONGEST_ADDRESS = 2000  # beyond it a query is sent in the body
_TABLE = "application/sparql-results+json, application/sparql-results+xml;q=0.8"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"
_FORM = "application/x-www-form-urlencoded"
_BATCH = 1000  # triples in one update: Virtuoso compiles no request of more than 10 000 lines
_PIECE = 1 << 16


def ask(url: str, text: str, output: IO[bytes], *, format: str = "table", timeout: float | None = None) -> bool | None:
    """Ask the endpoint at ``url`` and write its answer to ``output``, as ``sparql.run`` does for a graph of one's own.

    Errors are those of ``remote.Server.request``.
    """
    results.check(format)
    sparql.refuse(text)
    remote.check(url)
    return sparql.abandon(lambda sink: _ask(url, declare(text), sink, format, timeout), output, timeout)


def entity(url: str, name: str, *, timeout: float | None = None) -> str:
    """The IRI of what the store at ``url`` calls ``name``. InputError where it is nothing, or several things."""
    from pyoxigraph import Literal

    output = io.BytesIO()
    lookup = (
        "SELECT DISTINCT ?entity { ?entity rdfs:label|skos:altLabel ?label ; a ?class . "
        f"FILTER(LCASE(STR(?label)) = LCASE({Literal(name)}) && ?class != kg:Role && STRSTARTS(STR(?class), STR(kg:))) }}"
    )
    ask(url, lookup, output, format="json", timeout=timeout)
    found = sorted(row["entity"]["value"] for row in json.loads(output.getvalue())["results"]["bindings"])
    if len(found) != 1:
        problem = f"{name}: {'more than one entity' if found else 'no entity'} of {url} is called so"
        raise InputError(problem, f"Say which: {', '.join(found[:5])}." if found else None)
    return str(found[0])


def load(
    url: str, graph: Graph, *, way: str = "graph-store", into: str | None = None, replace: bool = False, timeout: float | None = None
) -> int:
    """Send every triple of ``graph`` to the store at ``url``; how many there were.

    ``way`` is one of WAYS; ``into`` the IRI of a named graph there (None: the default graph); with ``replace`` what that graph holds
    goes first. The Graph Store Protocol takes all in one request; updates are many, and the error says how many triples went in.
    InputError for an address or IRI that is none; other errors are those of ``remote.Server.request``.
    """
    remote.check(url)
    if into is not None and not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]+", into):
        raise InputError(f"{results.visible(into)}: not the IRI of a graph", "Give one like https://example.org/graph.")
    return (_put if way == "graph-store" else _update)(remote.Server(url, timeout), graph, into, replace)


def declare(text: str) -> str:
    """``text`` with a declaration before it of each known prefix that it uses and does not declare."""
    declared = {prefix.lower() for prefix in re.findall(r"\bPREFIX\s+([\w.-]*):", text, re.IGNORECASE)}
    used = [prefix for prefix in vocabulary.PREFIXES if prefix not in declared and re.search(rf"(?<![\w:/-]){prefix}:", text)]
    return " ".join([*(f"PREFIX {prefix}: <{vocabulary.PREFIXES[prefix]}>" for prefix in used), text])


def _ask(url: str, text: str, output: IO[bytes], format: str, timeout: float | None) -> bool | None:
    form = urllib.parse.urlencode({"query": text})
    headers = {"Accept": _TRIPLES if tokens.form(text) in ("CONSTRUCT", "DESCRIBE") else _TABLE}
    if len(url) + len(form) < _LONGEST_ADDRESS:
        sent: dict[str, Any] = {"parameters": form, "headers": headers}
    else:
        sent = {"method": "POST", "body": form.encode(), "headers": {**headers, "Content-Type": _FORM}}
    with remote.Server(url, timeout).request(**sent) as response:
        try:
            answer = _read(response, response.headers.get_content_type(), url)
            if tokens.form(text) == "ASK" and (truth := _truth(answer)) is not None:
                answer = truth
            return results.write(answer, format, output, vocabulary.PREFIXES)
        except (SyntaxError, ValueError) as error:
            raise KgError(f"{url}: its answer cannot be read: {results.visible(str(error))}") from error


def _read(response: Any, media: str, url: str) -> results.Answer:
    import pyoxigraph

    known = pyoxigraph.QueryResultsFormat.from_media_type(media)
    if known is not None:
        return pyoxigraph.parse_query_results(response, format=known)
    syntax = pyoxigraph.RdfFormat.from_media_type(media)
    if syntax is None:
        raise KgError(f"{url}: answers in {media}, not with SPARQL results", "Is this the address of a SPARQL endpoint?")
    store = pyoxigraph.Store()
    store.bulk_load(response, format=syntax, base_iri=url)
    answer = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert not isinstance(answer, pyoxigraph.QueryBoolean)
    return answer


def _put(server: remote.Server, graph: Graph, into: str | None, replace: bool) -> int:
    import tempfile

    import pyoxigraph

    target = "default" if into is None else urllib.parse.urlencode({"graph": into})
    media = {"Content-Type": "application/n-triples"}
    # A server that wants to know who asks may close the connection on a long body before its word is heard. So it is let ask
    # now, by a request that adds nothing.
    with server.request(target, method="POST", body=b"", headers=media):
        pass
    with tempfile.TemporaryFile() as body:
        pyoxigraph.serialize((quad.triple for quad in graph.store), body, format=pyoxigraph.RdfFormat.N_TRIPLES)
        headers = {**media, "Content-Length": str(body.tell())}
        with server.request(target, method="PUT" if replace else "POST", body=_Body(body), headers=headers):
            return len(graph)


def _update(server: remote.Server, graph: Graph, into: str | None, replace: bool) -> int:
    import itertools

    opening, closing = ("{", "}") if into is None else (f"{{ GRAPH <{into}> {{", "} }")
    triples = (f"{quad.triple} ." for quad in graph.store)
    done = 0
    if replace:
        _send(server, f"CLEAR SILENT {'DEFAULT' if into is None else f'GRAPH <{into}>'}")
    while batch := list(itertools.islice(triples, _BATCH if done else 1)):  # the first is short, for the reason in _put
        try:
            _send(server, "\n".join([f"INSERT DATA {opening}", *batch, closing]))
        except KgError as error:
            if not done:
                raise
            raise type(error)(f"after {done} of {len(graph)} triples: {error.problem}", "Run it again: none is stored twice.") from error
        done += len(batch)
    return done


def _send(server: remote.Server, update: str) -> None:
    with server.request(method="POST", body=urllib.parse.urlencode({"update": update}).encode(), headers={"Content-Type": _FORM}):
        pass


def _truth(answer: results.Answer) -> Any:
    """Virtuoso answers ASK with a table: of the number 1, or of nothing. None for any other answer."""
    import pyoxigraph

    if not isinstance(answer, pyoxigraph.QuerySolutions):
        return None
    row = next(iter(answer), None)
    data = json.dumps({"head": {}, "boolean": row is not None and getattr(row[0], "value", "") in ("1", "true")}).encode()
    return pyoxigraph.parse_query_results(data, format=pyoxigraph.QueryResultsFormat.JSON)


class _Body:
    """What a file holds, from its beginning each time: a request is sent again once the server has said who it wants to see."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __iter__(self) -> Iterator[bytes]:
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece
