"""SPARQL over the graph: read only, with the prefixes declared, and stopped when it takes too long."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar, cast

from kg import vocabulary
from kg.errors import InputError, QuerySyntaxError, QueryTimeout
from kg.graph import results

if TYPE_CHECKING:
    from kg.graph.store import Graph

Done = TypeVar("Done")

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_REFUSED = {"SERVICE": "asks another server", "LOAD": "changes the graph", "FROM": "names another data set"}

# Tokens of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar) as far as bare words must be told from all else.
_TOKEN = re.compile(
    r"""(?P<skip> \#[^\n\r]* | <[^<>"{}|^`\\\x00-\x20]*> | [?$]\w+ | @[a-zA-Z]+(?:-[a-zA-Z0-9]+)*
        | \"{3}(?:(?:"|"")?(?:[^"\\]|\\.))*\"{3} | '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
      | (?P<name> [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])* )
      | (?P<word> [A-Za-z]+ ) | \S""",
    re.VERBOSE | re.DOTALL,
)
_POSITION = re.compile(r"error at (\d+):(\d+): ")
_LONGEST_KEYWORD = 64  # longer than any
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(0010[0-9A-Fa-f]{4}|000[0-9A-Fa-f]{5})")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of ``ontology/queries/``; ``title`` is its first comment, which says what it answers."""

    name: str
    title: str
    text: str


def run(graph: Graph, text: str, output: IO[bytes], *, format: str = "table", timeout: float | None = None) -> bool | None:
    """Answer a query on ``graph`` and write the answer to ``output`` in a format of ``results.FORMATS``.

    ``timeout`` is in seconds. Returns what ASK answers, else None. InputError for an update, SERVICE or FROM and for a format
    that does not fit; QuerySyntaxError, with line and column, for what does not parse; QueryTimeout. A query can be interrupted.
    """
    results.check(format)
    refuse(text)
    prefixes = {**vocabulary.PREFIXES, "r": graph.base}

    def answer(sink: IO[bytes]) -> bool | None:
        return results.write(_evaluate(graph, text, prefixes), format, sink, prefixes)

    return abandon(answer, output, timeout)


def select(graph: Graph, text: str, *, timeout: float | None = None) -> results.Table:
    """The answer to a SELECT query as a table of terms, in memory. Errors are those of ``run``; InputError for another form."""
    refuse(text)
    prefixes = {**vocabulary.PREFIXES, "r": graph.base}

    return abandon(lambda _: results.collect(_evaluate(graph, text, prefixes)), io.BytesIO(), timeout)


def refuse(text: str) -> None:
    """Raise InputError for a query that would change the graph or reach another server."""
    unescaped = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    for spelling in dict.fromkeys((text, unescaped)):
        words = list(_words(spelling))
        form = next((word for word in words if word not in ("PREFIX", "BASE")), "")
        if form in _UPDATES:
            raise InputError(f"{form}: queries only read the graph", "Change it with `kg build` and `kg remove`.")
        for word in words:
            if word in _REFUSED:
                raise InputError(f"{word}: not allowed, it {_REFUSED[word]}", "Ask this graph alone; `--endpoint` asks another store.")


def queries() -> Mapping[str, NamedQuery]:
    """The named queries by name, in the order of names."""
    found = {}
    for path in sorted(vocabulary.ontology_path("queries").glob("*.rq")):
        text = path.read_text("utf-8")
        found[path.stem] = NamedQuery(path.stem, text.partition("\n")[0].lstrip("# ").strip(), text)
    return found


def find(argument: str) -> str:
    """The text of a query given as SPARQL, as the name of a named query or as a file.

    InputError, with the nearest names, for a word that is none of these, and for a file that cannot be read.
    """
    known = queries()
    if argument in known:
        return known[argument].text
    if re.search(r"[\s{]", argument) and not Path(argument[:255]).is_file():
        return argument
    try:
        return Path(argument).read_text("utf-8-sig")
    except FileNotFoundError:
        import difflib

        nearest = difflib.get_close_matches(argument, known, n=3, cutoff=0.5) or list(known)
        raise InputError(f"{argument}: no named query, and no file", f"Named queries: {', '.join(nearest)}.") from None
    except UnicodeDecodeError:
        raise InputError(f"{argument}: not a text in UTF-8", "Give a file with a SPARQL query.") from None
    except OSError as error:
        raise InputError(f"{argument}: cannot be read: {error.strerror}", "Give a file with a SPARQL query.") from error


def abandon(work: Callable[[IO[bytes]], Done], output: IO[bytes], timeout: float | None) -> Done:
    """Do ``work`` in a thread that is left behind on Ctrl-C or after ``timeout`` seconds; the engine itself cannot be stopped.

    Once left behind, the work can no longer write to ``output``.
    """
    sink = results.Sink(output)
    answers: list[Done] = []
    errors: list[BaseException] = []

    def target() -> None:
        try:
            answers.append(work(cast(IO[bytes], sink)))
        except BaseException as error:
            import traceback

            # An engine's answer must be let go in the thread that asked for it, so no traceback may keep it.
            chain: BaseException | None = error
            while chain is not None:
                traceback.clear_frames(chain.__traceback__)
                chain = chain.__cause__ or chain.__context__
            errors.append(error)

    worker = threading.Thread(target=target, name="sparql", daemon=True)
    worker.start()
    try:
        worker.join(timeout)
        if worker.is_alive():
            raise QueryTimeout(f"the query was stopped after {timeout:g} s", "Ask for less, add LIMIT, or allow more with --timeout.")
    finally:
        if worker.is_alive():
            sink.shut()
    if errors:
        raise errors[0]
    return answers[0]


def _evaluate(graph: Graph, text: str, prefixes: Mapping[str, str]) -> results.Answer:
    try:
        return graph.store.query(text, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise explain(str(error), text) from error


def explain(message: str, text: str) -> QuerySyntaxError:
    """What is wrong with a query that does not parse, in a line with the place, and the line of the query."""
    offset, token = _locate(text)
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    form = next((word for word in _words(text) if word not in ("PREFIX", "BASE")), "")
    if form not in _FORMS:
        reason = f"a query is one of {', '.join(_FORMS)}"
    elif "contains a variable that is unbound" in message:
        reason = "a variable of SELECT that GROUP BY does not have"
    elif token in ("'", '"'):
        reason = "this string is not closed"
    elif token is None:
        reason = "the query ends too early"
    elif "Prefix not found" in message and ":" in token:
        reason = f"the prefix {token.partition(':')[0]}: is not declared"
    else:
        reason = f"{results.visible(token)!r} cannot stand here" if len(token) < 60 else "this cannot stand here"
    where = results.visible(text.split("\n")[line - 1].strip())
    return QuerySyntaxError(f"SPARQL, line {line}, column {column}: {reason}", where[:160] or None)


def _locate(text: str) -> tuple[int, str | None]:
    """Where the first token stands that cannot follow those before it, and the token; None at the end.

    The engine's own place is as much too far as the longest keyword it tried. So it is asked, by bisection, how many tokens
    can begin a query: where they can, it fails at the very end of the white space that follows them.
    """
    import pyoxigraph

    empty = pyoxigraph.Store()
    tokens = [match for match in _TOKEN.finditer(text) if not match[0].startswith("#")]

    def begins(count: int) -> bool:
        start = text[: tokens[count - 1].end()] + " " * _LONGEST_KEYWORD
        try:
            empty.query(start, prefixes=dict(vocabulary.PREFIXES))
        except SyntaxError as error:
            place = _POSITION.match(str(error))
            end = (start.count("\n") + 1, len(start) - (start.rfind("\n") + 1) + 1)
            return place is not None and (int(place[1]), int(place[2])) >= end
        return True

    # A quote that is a token of its own opens a string that nothing closes.
    good, bad = 0, next((i for i, token in enumerate(tokens) if token[0] in ("'", '"')), len(tokens)) + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if begins(middle) else (good, middle)
    return (tokens[good].start(), tokens[good][0]) if good < len(tokens) else (len(text.rstrip()), None)


def _words(text: str) -> Iterator[str]:
    """The bare words of a query in capitals: keywords, and names of functions."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "word":
            yield match["word"].upper()
