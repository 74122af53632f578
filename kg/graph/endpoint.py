"""A remote SPARQL store, asked over HTTP (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from typing import IO

from kg import vocabulary
from kg.errors import InputError, KgError, QuerySyntaxError, QueryTimeout
from kg.graph import results, sparql

_LONGEST_ADDRESS = 2000  # beyond it a query is sent in the body
_ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9, text/turtle;q=0.8"


def ask(url: str, text: str, output: IO[bytes], *, format: str = "table", timeout: float | None = None) -> bool | None:
    """Ask the endpoint at ``url`` and write its answer to ``output``, as ``sparql.run`` does for a graph of one's own.

    KgError where it cannot be reached or refuses; QuerySyntaxError where it says that the query is wrong; QueryTimeout.
    """
    results.check(format)
    sparql.refuse(text)
    if not re.match(r"https?://[^/\s]", url):
        raise InputError(f"{url}: not the address of a SPARQL endpoint", "Give one that starts with http:// or https://.")
    return sparql.abandon(lambda sink: _ask(url, declare(text), sink, format, timeout), output, timeout)


def declare(text: str) -> str:
    """``text`` with a declaration before it of each known prefix that it uses and does not declare."""
    declared = {prefix.lower() for prefix in re.findall(r"\bPREFIX\s+([\w.-]*):", text, re.IGNORECASE)}
    used = [prefix for prefix in vocabulary.PREFIXES if prefix not in declared and re.search(rf"(?<![\w:/-]){prefix}:", text)]
    return " ".join([*(f"PREFIX {prefix}: <{vocabulary.PREFIXES[prefix]}>" for prefix in used), text])


def _ask(url: str, text: str, output: IO[bytes], format: str, timeout: float | None) -> bool | None:
    form = urllib.parse.urlencode({"query": text})
    request = urllib.request.Request(url, form.encode(), headers={"Accept": _ACCEPT})
    if len(url) + len(form) < _LONGEST_ADDRESS:
        request = urllib.request.Request(f"{url}{'&' if '?' in url else '?'}{form}", headers={"Accept": _ACCEPT})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            media = response.headers.get_content_type()
            return results.write(_read(response.read(), media, url), format, output, vocabulary.PREFIXES)
    except urllib.error.HTTPError as error:
        said = " ".join(error.read(2000).decode("utf-8", "replace").split())[:200]
        if error.code == 400:
            raise QuerySyntaxError(f"{url}: the query is refused: {results.visible(said)}") from error
        raise KgError(f"{url}: answers {error.code} {error.reason}", results.visible(said) or None) from error
    except TimeoutError as error:
        raise QueryTimeout(f"{url}: no answer within {timeout:g} s", "Allow more with --timeout.") from error
    except (urllib.error.URLError, OSError) as error:
        reason = getattr(error, "reason", error)
        raise KgError(f"{url}: cannot be reached: {reason}", "Check the address, and that the server runs.") from error


def _read(data: bytes, media: str, url: str) -> results.Answer:
    import pyoxigraph

    try:
        known = pyoxigraph.QueryResultsFormat.from_media_type(media)
        if known is not None:
            return pyoxigraph.parse_query_results(data, format=known)
        syntax = pyoxigraph.RdfFormat.from_media_type(media)
        if syntax is not None:
            store = pyoxigraph.Store()
            store.load(data, format=syntax)
            answer = store.query("CONSTRUCT WHERE { ?s ?p ?o }")
            assert not isinstance(answer, pyoxigraph.QueryBoolean)
            return answer
    except (SyntaxError, ValueError) as error:
        raise KgError(f"{url}: its answer cannot be read: {error}") from error
    raise KgError(f"{url}: answers in {media}, not with SPARQL results", "Is this the address of a SPARQL endpoint?")
