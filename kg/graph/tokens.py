"""SPARQL cut into tokens (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), as far as what is not one must be left alone."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_TOKEN = re.compile(
    r"""(?P<comment> \#[^\n\r]* )
      | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
      | (?P<variable> [?$]\w+ )
      | (?P<language> @[a-zA-Z]+(?:-[a-zA-Z0-9]+)* )
      | (?P<string> \"{3}(?:(?:"|"")?(?:[^"\\]|\\.))*\"{3} | '{3}(?:(?:'|'')?(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
      | (?P<name> [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[^\w\s])* )
      | (?P<word> [A-Za-z]+ )
      | (?P<sign> \S )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(0010[0-9A-Fa-f]{4}|000[0-9A-Fa-f]{5})")


class Token(NamedTuple):
    """``kind`` is comment, iri, variable, language, string, name (prefixed), word or sign; offsets count code points."""

    kind: str
    text: str
    start: int
    end: int
    depth: int  # how many braces and parentheses it stands in; those that open and close stand outside


@lru_cache(maxsize=32)
def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of ``text`` in their order, comments too, white space left out."""
    depth = 0
    found = []
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup or "sign", match[0]
        if token in ("}", ")"):
            depth -= 1
        found.append(Token(kind, token, match.start(), match.end(), depth))
        if token in ("{", "("):
            depth += 1
    return tuple(found)


def words(text: str) -> Iterator[str]:
    """The bare words of a query in capitals: keywords, and names of functions."""
    for token in tokenise(text):
        if token.kind == "word":
            yield token.text.upper()


def form(text: str) -> str:
    """The first word after the prologue in capitals: SELECT, ASK, CONSTRUCT, DESCRIBE, or what else a text begins with."""
    return next((word for word in words(text) if word not in ("PREFIX", "BASE")), "")


def unescape(text: str) -> str:
    r"""``text`` with its code points that are written as escapes (\u0041) decoded, as an engine does before it reads it."""
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def prologue(text: str) -> dict[str, str]:
    """The prefixes that a query declares itself."""
    declared = {}
    given = [token for token in tokenise(text) if token.kind != "comment"]
    for keyword, name, iri in zip(given, given[1:], given[2:], strict=False):
        if keyword.text.upper() == "PREFIX" and name.kind == "name" and iri.kind == "iri" and name.text.endswith(":"):
            declared[name.text[:-1]] = iri.text[1:-1]
    return declared


def limit(text: str, count: int) -> str:
    """``text`` with at most ``count`` solutions: its own LIMIT made smaller, or one added before a closing VALUES."""
    outside = [token for token in tokenise(text) if token.depth == 0 and token.kind != "comment"]
    for token, following in itertools.pairwise(outside):
        if token.kind == "word" and token.text.upper() == "LIMIT":
            digits = re.match(r"\d+", text[following.start :])
            if digits is None:
                return text
            return f"{text[: following.start]}{min(count, int(digits[0]))}{text[following.start + digits.end() :]}"
    values = next((token for token in outside if token.kind == "word" and token.text.upper() == "VALUES"), None)
    place = values.start if values else len(text)
    return f"{text[:place]}\nLIMIT {count}\n{text[place:]}"


def ordered(text: str, columns: list[str]) -> str:
    """``text`` with the star of its outermost SELECT replaced by ``columns`` in the order in which the query names them.

    An engine answers SELECT * in the order of the alphabet.
    """
    given = [token for token in tokenise(text) if token.kind != "comment"]
    select = next((i for i, token in enumerate(given) if token.kind == "word" and token.text.upper() == "SELECT"), None)
    star = next((token for token in given[(select or 0) + 1 :] if token.text.upper() not in ("DISTINCT", "REDUCED")), None)
    if select is None or star is None or star.text != "*" or not columns:
        return text
    first: dict[str, int] = {}
    for token in given:
        if token.kind == "variable":
            first.setdefault(token.text[1:], token.start)
    inside = sorted(columns, key=lambda name: (first.get(name, len(text)), name))
    return f"{text[: star.start]} {' '.join(f'?{name}' for name in inside)} {text[star.end :]}"
