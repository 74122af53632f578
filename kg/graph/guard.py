"""Queries that are not answered: those that would change the graph or leave it, and those that name what there is not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kg import vocabulary
from kg.errors import InputError
from kg.graph import tokens

_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_LEAVING = {"SERVICE": "asks another server", "FROM": "names another data set"}


def refuse(text: str, *, allow_service: bool = False) -> None:
    """Raise InputError for a query that would change the graph or, unless ``allow_service``, reach another server or data set."""
    for spelling in dict.fromkeys((text, tokens.unescape(text))):
        form = tokens.form(spelling)
        if form in _UPDATES:
            raise InputError(f"{form}: queries only read the graph", "Change it with `kg build` and `kg remove`.")
        words = list(tokens.words(spelling))
        if "LOAD" in words:
            raise InputError("LOAD: not allowed, it changes the graph", "Change it with `kg build` and `kg remove`.")
        if allow_service:
            continue
        for word in words:
            if word in _LEAVING:
                raise _left(word)
        if _glued(spelling):
            raise _left("SERVICE")


def _left(word: str) -> InputError:
    return InputError(
        f"{word}: not allowed, it {_LEAVING[word]}", "Ask this graph alone, or add --allow-service; `--endpoint` asks another store."
    )


def _glued(text: str) -> bool:
    """Whether SERVICE is a keyword where the grammar's tokens would not have it.

    The engine reads keywords out of longer words: it takes ``SERVICE:x``, ``trueSERVICE<x:>`` and ``SERVICESILENT`` for SERVICE.
    So a query that still parses when the letters are changed alike everywhere means a name by them; any other is refused.
    """
    spots = [token for token in tokens.tokenise(text) if token.kind in ("name", "word") and "SERVICE" in token.text.upper()]
    if not spots:
        return False
    import pyoxigraph

    changed = list(text)
    for token in spots:
        changed[token.start : token.end] = re.sub("(?i)servic(?=e)", "SERVIX", token.text)
    try:
        pyoxigraph.Store().query("".join(changed), prefixes=dict(vocabulary.PREFIXES), base_iri="https://example.org/")
    except SyntaxError:
        return True
    return False


@lru_cache(maxsize=1)
def terms() -> frozenset[str]:
    """Local names of the terms of ``kg:`` that ontology/kg.ttl defines: read by line, much faster than parsed."""
    return frozenset(re.findall(r"^kg:([\w-]+) a ", vocabulary.ontology_path("kg.ttl").read_text("utf-8"), re.MULTILINE))


def check_terms(text: str, prefixes: Mapping[str, str]) -> None:
    """Raise InputError, with the nearest, for a term in the namespace of ``kg:`` that the ontology does not have.

    Such a query would answer nothing without a word. ``prefixes`` are those that need no declaration.
    """
    namespace = vocabulary.PREFIXES["kg"]
    if "kg:" not in text and namespace[:-1] not in text and "\\u" not in text.lower():
        return
    text = tokens.unescape(text)
    known = {**prefixes, **tokens.prologue(text)}
    declaring = False
    for token in tokens.tokenise(text):
        declaring, declared = token.text.upper() == "PREFIX", declaring
        iri = token.text[1:-1] if token.kind == "iri" else ""
        if token.kind == "name" and not declared:
            prefix, _, local = token.text.partition(":")
            iri = known.get(prefix, "") + re.sub(r"\\(.)", r"\1", local.rstrip("."))
        name = iri.removeprefix(namespace)
        if iri.startswith(namespace) and name and name not in terms():
            raise _unknown(text, token, name)


def _unknown(text: str, token: tokens.Token, name: str) -> InputError:
    import difflib

    from kg.graph import syntax

    line = text.count("\n", 0, token.start) + 1
    begin = text.rfind("\n", 0, token.start) + 1
    nearest = difflib.get_close_matches(name, sorted(terms()), n=1)
    remedy = f"did you mean kg:{nearest[0]}?" if nearest else "the ontology has no such term; `.terms` in `kg shell` lists them"
    where = syntax.point(text[begin:].partition("\n")[0], token.start - begin)
    return InputError(f"SPARQL, line {line}, column {token.start - begin + 1}: kg:{name}: {remedy}", where)
