"""A request of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) read, and what is wrong with it."""

from __future__ import annotations

import re
import urllib.parse

from kg.errors import InputError, KgError, QuerySyntaxError, QueryTimeout, StoreError

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_MOST_FIELDS = 100
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
# Possessive throughout: nothing is tried twice.
_PROLOGUE = r"(?>\s++|\#[^\n\r]*+|PREFIX\b[^<]{0,200}+<[^<>\s]*+>|BASE\s*+<[^<>\s]*+>)*+"
_FORM_WORD = re.compile(rf"{_PROLOGUE}([A-Z]+)", re.IGNORECASE)


class Refusal(Exception):
    """A request that is not answered: an HTTP status and a plain message."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


def read_query(method: str, address: bytes, content_type: str, body: bytes) -> str | None:
    """The query of a request, from the query string of its ``address`` or from its ``body``; None where a GET has none.

    Refusal for an update, for a data set that is named, for several queries, and for what is not text in UTF-8.
    """
    media = content_type.partition(";")[0].strip().lower()
    fields = _fields(address)
    if method == "POST":
        if media == UPDATE:
            raise _read_only()
        if media not in (FORM, QUERY):
            raise Refusal(415, f"POST a query as {FORM} or as {QUERY}.")
        if media == FORM:
            fields += _fields(body)
    names = [name for name, _ in fields]
    if "update" in names:
        raise _read_only()
    for name in ("default-graph-uri", "named-graph-uri"):
        if name in names:
            raise Refusal(400, f"{name}: this server has one graph and takes no other.")
    queries = [value for name, value in fields if name == "query"]
    if method == "POST" and media == QUERY:
        queries.append(_decode(body))
    if len(queries) > 1:
        raise Refusal(400, "More than one query in one request.")
    if not queries and method == "POST":
        raise Refusal(400, "No query in the request: send it as the parameter `query`.")
    return queries[0] if queries else None


def form(text: str) -> str:
    """The form of a query, SELECT, ASK, CONSTRUCT or DESCRIBE, in a time that grows with its length, however odd it is.

    What this cannot read is taken for SELECT: the process that answers it, which can be stopped, will say what is wrong.
    """
    found = _FORM_WORD.match(text)
    word = found[1].upper() if found else ""
    return word if word in ("ASK", "CONSTRUCT", "DESCRIBE") else "SELECT"


def is_iri(text: str) -> bool:
    """Whether ``text`` can stand between < and > in SPARQL as an absolute IRI, and can end nothing there."""
    return _IRI.fullmatch(text) is not None


def refuse(error: KgError) -> Refusal:
    """What a client is told of an error: its problem, where a query is wrong the place too, no option of the command line."""
    status = 500
    for kind, number in ((QuerySyntaxError, 400), (InputError, 400), (QueryTimeout, 504), (StoreError, 503)):
        if isinstance(error, kind):
            status = number
            break
    pointed = error.remedy and (isinstance(error, QuerySyntaxError) or error.problem.startswith("SPARQL, line"))
    return Refusal(status, f"{error.problem}\n{error.remedy}" if pointed else error.problem)


def _read_only() -> Refusal:
    return Refusal(403, "This server only reads: updates are refused.")


def _fields(text: bytes) -> list[tuple[str, str]]:
    try:
        return urllib.parse.parse_qsl(
            text.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise Refusal(400, "The request is not text in UTF-8.") from None
    except ValueError:
        raise Refusal(400, "The request has too many parameters.") from None


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal(400, "The query is not text in UTF-8.") from None
