"""Answers to queries in the formats that ``kg query`` prints."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Triple

from kg.errors import InputError

Answer = QuerySolutions | QueryTriples | QueryBoolean
Label = Callable[[NamedNode], str | None]
Named = Callable[[Any], str]
_W3C = {"csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON, "xml": QueryResultsFormat.XML}
_RDF = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML}
_WHOLE = ("jsonld", "rdfxml")  # one array or element, which cannot be written in pieces
FORMATS = ("table", *_W3C, *_RDF, "markdown")
LABELLED = ("table", "markdown", "csv")  # formats that can show labels in place of IRIs

_SORTED = 10_000  # triples up to which an answer is sorted; a longer one is written in pieces of so many
_MEASURED = 1000  # rows that the widths of a table's columns are taken from
_WIDEST = 80
# C0 and C1 controls, and the marks that reorder text or hide in it: a terminal would obey them.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_NUMERIC = re.compile(r"http://www\.w3\.org/2001/XMLSchema#(integer|decimal|double|float|int|long)")


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: names of the columns, and rows of terms, None where a variable is unbound."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Sink:
    """A stream of bytes that can be shut, so that work which was left behind no longer writes to it."""

    def __init__(self, output: Any) -> None:
        self._output = output

    def write(self, data: bytes) -> int:
        """Pass ``data`` on."""
        if self._output is None:
            raise BrokenPipeError("no one reads the answer any more")
        self._output.write(data)
        return len(data)

    def flush(self) -> None:
        """Pass on what the stream holds back."""
        if self._output is not None:
            self._output.flush()

    def shut(self) -> None:
        """Refuse whatever is written from now on."""
        self._output = None


def check(format: str) -> None:
    """Raise InputError for a format that there is not."""
    if format not in FORMATS:
        raise InputError(f"{format}: no such format", f"The formats are {', '.join(FORMATS)}.")


def write(
    answer: Answer,
    format: str,
    output: IO[bytes],
    prefixes: Mapping[str, str],
    *,
    label: Label | None = None,
    limit: int | None = None,
) -> bool | None:
    """Write an answer to ``output`` row by row; returns what ASK answered, else None.

    CSV, TSV, JSON and XML are the W3C's formats of results (https://www.w3.org/TR/sparql11-overview/#results). ``label`` gives
    the label of an IRI, to show it in its place; ``limit`` is a number of triples (rows are limited in the query). InputError
    where the format does not fit the kind of query.
    """
    if label is not None and format not in LABELLED:
        raise InputError(f"{format}: holds IRIs, not labels", f"Labels can be shown in {', '.join(LABELLED)}.")

    def named(term: Any) -> str:
        return (label(term) if label and isinstance(term, NamedNode) else None) or show(term, prefixes)

    if isinstance(answer, QueryTriples):
        _write_triples(itertools.islice(answer, limit), format, output, prefixes, named)
        return None
    if format in _RDF:
        raise InputError(f"{format}: this query does not answer with triples", "CONSTRUCT and DESCRIBE do; here use table, csv or json.")
    if isinstance(answer, QueryBoolean):
        if format in ("json", "xml"):
            answer.serialize(output, format=_W3C[format])
        else:
            output.write(b"true\n" if answer else b"false\n")
        return bool(answer)
    if format in _W3C and label is None:
        answer.serialize(output, format=_W3C[format])
        if format in ("json", "xml"):
            output.write(b"\n")
    else:
        columns = [variable.value for variable in answer.variables]
        _tabulate(format)(columns, (tuple(row) for row in answer), output, named)
    return None


def collect(answer: Answer) -> Table:
    """The whole answer to a SELECT. InputError for another form of query."""
    if not isinstance(answer, QuerySolutions):
        raise InputError("not a SELECT query", "Only SELECT answers with a table.")
    columns = tuple(variable.value for variable in answer.variables)
    return Table(columns, tuple(tuple(row) for row in answer))


def show(term: Any, prefixes: Mapping[str, str]) -> str:
    """A term as people read it: kg:opens for an IRI, the bare value of a literal; control characters escaped."""
    if term is None:
        return ""
    if not isinstance(term, NamedNode):
        return visible(term.value if isinstance(term, Literal) else str(term))
    for prefix, namespace in prefixes.items():
        if term.value.startswith(namespace) and re.fullmatch(r"[\w.-]+", term.value[len(namespace) :]):
            return f"{prefix}:{term.value[len(namespace) :]}"
    return visible(f"<{term.value}>")


def visible(text: str) -> str:
    """``text`` on one line, with what a terminal would obey written as an escape (\\x1b)."""
    return _CONTROL.sub(lambda match: match[0].encode("unicode_escape", "backslashreplace").decode("ascii"), text)


def serialize(triples: Iterable[Triple], syntax: RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    """Triples as a document that is the same whatever their order: sorted, and so are the prefixes."""
    declared = dict(prefixes) if syntax in (RdfFormat.TURTLE, RdfFormat.TRIG) else None
    document = pyoxigraph.serialize(sorted(set(triples), key=str), format=syntax, prefixes=declared) or b""
    if declared is None:
        return document
    lines = document.split(b"\n", len(declared))
    return b"\n".join(sorted(lines[: len(declared)]) + lines[len(declared) :])


def _write_triples(triples: Iterator[Triple], format: str, output: IO[bytes], prefixes: Mapping[str, str], named: Named) -> None:
    if format not in _RDF:
        if format not in ("table", "markdown"):
            raise InputError(f"{format}: this query answers with triples", "Use turtle, ntriples, jsonld, rdfxml, table or markdown.")
        rows = ((triple.subject, triple.predicate, triple.object) for triple in triples)
        return _tabulate(format)(["subject", "predicate", "object"], rows, output, named)
    syntax, used = _RDF[format], prefixes if format == "turtle" else {}
    first = list(itertools.islice(triples, _SORTED))
    if len(first) == _SORTED and format in _WHOLE:
        pyoxigraph.serialize(itertools.chain(first, triples), output, format=syntax)
        return None
    output.write(serialize(first, syntax, used))
    while piece := list(itertools.islice(triples, _SORTED)):
        document = serialize(piece, syntax, used)
        output.write(document.split(b"\n", len(used))[-1])
    return None


def _tabulate(format: str) -> Callable[[Sequence[str], Iterable[Sequence[Any]], IO[bytes], Named], None]:
    return {"markdown": _write_markdown, "csv": _write_csv}.get(format, _write_table)


def _write_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], output: IO[bytes], named: Named) -> None:
    remaining = iter(rows)
    first = list(itertools.islice(remaining, _MEASURED))
    shown = [[named(term) for term in row] for row in first]
    widths = [min(_WIDEST, max(map(_width, [name, *(row[i] for row in shown)]))) for i, name in enumerate(columns)]
    numeric = [any(row[i] is not None for row in first) and all(_is_number(row[i]) for row in first) for i in range(len(columns))]

    def line(cells: Sequence[str]) -> bytes:
        padded = [" " * (w - _width(c)) + c if n else c + " " * (w - _width(c)) for c, w, n in zip(cells, widths, numeric, strict=True)]
        return ("  ".join(padded).rstrip() + "\n").encode("utf-8", "backslashreplace")

    output.write(line(columns))
    output.write(line(["─" * width for width in widths]))
    later: Iterator[list[str]] = ([named(term) for term in row] for row in remaining)
    for cells in itertools.chain(shown, later):
        output.write(line(cells))


def _write_markdown(columns: Sequence[str], rows: Iterable[Sequence[Any]], output: IO[bytes], named: Named) -> None:
    output.write(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n".encode())
    for row in rows:
        cells = (re.sub(r"([\\|<>`*_\[\]])", r"\\\1", named(term)) for term in row)
        output.write(f"| {' | '.join(cells)} |\n".encode("utf-8", "backslashreplace"))


def _write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], output: IO[bytes], named: Named) -> None:
    """CSV as the W3C lays down, with labels in place of IRIs; a literal is written as it is."""

    def line(cells: Iterable[str]) -> bytes:
        quoted = ('"' + cell.replace('"', '""') + '"' if re.search('[",\r\n]', cell) else cell for cell in cells)
        return (",".join(quoted) + "\r\n").encode("utf-8", "backslashreplace")

    output.write(line(columns))
    for row in rows:
        output.write(line(term.value if isinstance(term, Literal) else named(term) for term in row))


def _is_number(term: Any) -> bool:
    return term is None or (isinstance(term, Literal) and _NUMERIC.fullmatch(term.datatype.value) is not None)


def _width(text: str) -> int:
    """Columns that ``text`` takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
