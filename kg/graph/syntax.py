"""What is wrong with a query that does not parse, and where."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Mapping

from kg.errors import QuerySyntaxError
from kg.graph import results, tokens
from kg.graph.tokens import Token

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_POSITION = re.compile(r"error at (\d+):(\d+): ")
_LONGEST_KEYWORD = 64  # longer than any
_SHOWN = 100  # columns of the line that is shown
_MEANINGS = {  # what the engine says of queries that are well formed and mean nothing
    "contains a variable that is unbound": "a variable of SELECT that GROUP BY does not have",
    "SELECT * is not authorized": "SELECT * cannot stand with GROUP BY",
    "overrides an existing variable": "this variable has a value already",
    "Duplicated variable name": "this variable stands twice in SELECT",
}


def explain(message: str, text: str, prefixes: Mapping[str, str]) -> QuerySyntaxError:
    """The error for a query that the engine refuses with ``message``: line, column, reason, and the line with a caret under it.

    ``prefixes`` are those that need no declaration.
    """
    given = [token for token in tokens.tokenise(text) if token.kind != "comment"]
    meaning = next((meaning for said, meaning in _MEANINGS.items() if said in message), None)
    place = _meant(given, meaning) if meaning else None
    if place is None:
        place = _locate(text, given, prefixes)
    offset = place.start if place else len(text.rstrip())
    line = text.count("\n", 0, offset) + 1
    begin = text.rfind("\n", 0, offset) + 1
    return QuerySyntaxError(
        f"SPARQL, line {line}, column {offset - begin + 1}: {meaning or _reason(message, text, place, prefixes)}",
        point(text[begin:].partition("\n")[0], offset - begin),
    )


def point(line: str, column: int) -> str | None:
    """``line`` and under it a caret below the code point at index ``column``; of a long line what is around it."""
    first = max(0, column - _SHOWN * 2 // 3)
    before, after = results.visible(line[first:column].replace("\t", " ")), results.visible(line[column:].replace("\t", " "))
    shown = before.lstrip() if first == 0 else f"…{before}"
    room = max(20, _SHOWN - len(shown))
    shown += after[:room] + ("…" if len(after) > room else "")
    indent = _width(shown) - _width(after[:room] + ("…" if len(after) > room else ""))
    return f"{shown.rstrip()}\n{' ' * indent}^" if line.strip() else None


def _reason(message: str, text: str, token: Token | None, prefixes: Mapping[str, str]) -> str:
    if tokens.form(text) not in FORMS:
        return f"a query is one of {', '.join(FORMS)}"
    if token is None:
        return "the query ends too early"
    if token.text in ("'", '"'):
        return "this string is not closed"
    prefix = token.text.partition(":")[0]
    if token.kind == "name" and prefix != "_" and prefix not in {**prefixes, **tokens.prologue(text)}:
        return f"the prefix {prefix}: is not declared"
    if token.kind == "iri" and "IRI parsing failed" in message:
        return "an IRI that is relative, and no BASE is given"
    return f"{results.visible(token.text)!r} cannot stand here" if len(token.text) < 60 else "this cannot stand here"


def _meant(given: list[Token], meaning: str) -> Token | None:
    """The token of the outermost SELECT that the engine complains of, where it can be told."""
    clause = []
    for token in given[next((i for i, each in enumerate(given) if each.text.upper() == "SELECT"), len(given)) :]:
        if token.text == "{":
            break
        clause.append(token)
    if "*" in meaning:
        return next((token for token in clause if token.text == "*"), None)
    named = [token for token in clause if token.kind == "variable"]
    if "twice" in meaning:
        return next((token for i, token in enumerate(named) if any(each.text[1:] == token.text[1:] for each in named[:i])), None)
    if "already" in meaning:
        computed = [after for token, after in itertools.pairwise(clause) if token.text.upper() == "AS"]
        inside = {token.text[1:] for token in given if token.kind == "variable" and token not in clause}
        return next((token for token in computed if token.text[1:] in inside), None)
    depth = clause[0].depth if clause else 0
    last = max((i for i, token in enumerate(given) if token.text.upper() == "GROUP" and token.depth == depth), default=len(given))
    grouped = {token.text[1:] for token in given[last:] if token.kind == "variable"}
    return next((token for token in named if token.depth == depth and token.text[1:] not in grouped), None)


def _locate(text: str, given: list[Token], prefixes: Mapping[str, str]) -> Token | None:
    """The first token that cannot follow those before it; None at the end.

    The engine's own place is as much too far as the longest keyword it tried. So it is asked, by bisection, how many tokens
    can begin a query: where they can, it fails at the very end of the white space that follows them.
    """
    import pyoxigraph

    empty = pyoxigraph.Store()

    def begins(count: int) -> bool:
        start = text[: given[count - 1].end] + " " * _LONGEST_KEYWORD
        try:
            empty.query(start, prefixes=dict(prefixes))
        except SyntaxError as error:
            place = _POSITION.match(str(error))
            end = (start.count("\n") + 1, len(start) - (start.rfind("\n") + 1) + 1)
            return place is not None and (int(place[1]), int(place[2])) >= end
        return True

    # A quote that is a token of its own opens a string that nothing closes.
    good, bad = 0, next((i for i, token in enumerate(given) if token.text in ("'", '"')), len(given)) + 1
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if begins(middle) else (good, middle)
    return given[good] if good < len(given) else None


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
