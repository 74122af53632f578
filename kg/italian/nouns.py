"""The nouns of business news: posts, measures, kinds of product, words of change, nouns that stand for a name.

The word lists are the ``*.toml`` files of ``kg/italian/lexicon/``, written for this project.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.model import Sentence, Token

_WORD = re.compile(r"[^\s']+'?")


@dataclass(frozen=True, slots=True)
class Term:
    """A noun phrase of the lexicon: what it is (``kind``) and its English name (``value``)."""

    kind: str  # Post, Office, Metric, Category, Facility, Topic, Generic, Up, Down, Nominal
    value: str
    words: tuple[str, ...]


@cache
def lexicon(name: str) -> Mapping[str, Any]:
    """One word list of ``kg/italian/lexicon/`` as nested dictionaries."""
    return tomllib.loads((files("kg.italian") / "lexicon" / f"{name}.toml").read_text("utf-8"))


@cache
def _index() -> Mapping[str, tuple[Term, ...]]:
    """First word -> the terms that begin with it, the longest first."""
    terms: dict[str, dict[tuple[str, tuple[str, ...]], Term]] = {}

    def add(kind: str, value: str, phrase: str) -> None:
        words = tuple(_WORD.findall(phrase))
        terms.setdefault(words[0], {}).setdefault((kind, words), Term(kind, value, words))

    posts, metrics, categories = lexicon("posts"), lexicon("metrics"), lexicon("categories")
    for kind, table in (
        ("Post", posts["posts"]),
        ("Office", posts["offices"]),
        ("Metric", metrics["metrics"]),
        ("Category", categories["products"]),
        ("Facility", categories["facilities"]),
        ("Topic", categories["topics"]),
    ):
        for value, phrases in table.items():
            for phrase in phrases:
                add(kind, value, phrase)
    for phrase in metrics["other"]["words"]:
        add("Metric", "other", phrase)
    for phrase in categories["generic"]["words"]:
        add("Generic", "unit", phrase)
    for direction, words in lexicon("changes")["nouns"].items():
        for word in words:
            add("Change", direction, word)
    for kind, table in lexicon("nominals").items():
        for word in table["words"]:
            add("Nominal", kind, word)
        for key in ("home", "own"):
            for word in table.get(key, ()):
                add("Nominal", key, word)
    return {
        first: tuple(sorted(table.values(), key=lambda term: (-len(term.words), term.kind, term.value)))
        for first, table in terms.items()
    }


def _is(token: Token, word: str) -> bool:
    return token.lower == word or token.lemma == word


_NOT_NOUNS = frozenset({"VERB", "AUX", "ADP", "PRON", "CCONJ", "SCONJ"})
_BEHIND_A_POST = frozenset({",", ".", ";", ":", ")", "»", "”", "e", "il", "dal", "per", "è"})
_SHORT = frozenset({"ad", "cio", "coo", "dg", "ai", "ia", "ex", "vp"})  # words that are other words too


def find_terms(sentence: Sentence) -> Iterator[tuple[int, int, Term]]:
    """Every term in the sentence as (first, last, term), the longest of each kind at each place; readings may overlap."""
    index = _index()
    tokens = sentence.tokens
    for first, token in enumerate(tokens):
        if token.pos in _NOT_NOUNS and token.lower not in _SHORT and not _among_us(tokens, first):
            continue
        lower = token.lower
        candidates = index.get(lower, ())
        if token.lemma != lower:
            by_lemma = index.get(token.lemma, ())
            if token.pos == "ADJ":  # "la compagnia aerea" speaks of no aircraft
                by_lemma = tuple(term for term in by_lemma if term.kind != "Category" or len(term.words) > 1)
            candidates += by_lemma
        if not candidates:
            continue
        if lower in _SHORT and not _names_a_post(tokens, first):
            continue
        longest: dict[str, int] = {}
        for term in candidates:
            size = len(term.words)
            if size < longest.get(term.kind, 0):
                continue
            if first + size <= len(tokens) and all(_is(tokens[first + k], term.words[k]) for k in range(1, size)):
                if longest.get(term.kind) == size:
                    continue
                longest[term.kind] = size
                yield first, _with_field(tokens, first + size) if term.kind == "Post" else first + size, term


def _with_field(tokens: tuple[Token, ...], last: int) -> int:
    """The end of a post with the field that English puts behind it: "Vice President of Product Management"."""
    if last + 1 >= len(tokens) or tokens[last].lower != "of" or not tokens[last + 1].text[0].isupper():
        return last
    last += 1
    while last < len(tokens) and tokens[last].text[0].isupper() and tokens[last].text.isalpha():
        last += 1
    return last


def _among_us(tokens: tuple[Token, ...], at: int) -> bool:
    """ "Da noi", in Italy: the one term that begins with a preposition."""
    return tokens[at].lower == "da" and at + 1 < len(tokens) and tokens[at + 1].lower == "noi"


def _names_a_post(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether "ad" and its like stand as a noun: after an article or "come", in capitals, or in "presidente e ad"."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text.isupper() and len(token.text) > 1:
        return True
    if token.lower == "ad" and (after is None or after.lower in _BEHIND_A_POST or after.lemma in ("di", "del")):
        return True  # no preposition stands before another one, a sign or "e"
    if at == 0 or (after is not None and after.lower == "esempio"):
        return False
    before = tokens[at - 1]
    if before.pos == "DET" or (before.pos == "ADP" and before.articled) or before.lower in {"come", "ex", "dell'", "l'", "all'"}:
        return True
    return before.lower in {"e", "nuovo", "attuale"} and (at + 1 == len(tokens) or tokens[at + 1].pos in {"ADP", "PUNCT", "PROPN"})


@cache
def metric_units() -> Mapping[str, str]:
    """Italian noun -> what it counts in English: "abbonati" -> "subscriber"."""
    return {word: unit for unit, words in lexicon("metrics")["units"].items() for word in words}


@cache
def change_verbs() -> Mapping[str, int]:
    """Verb of change -> its direction: "salire" -> 1, "calare" -> -1."""
    return {verb: 1 if direction == "up" else -1 for direction, verbs in lexicon("changes")["verbs"].items() for verb in verbs}


@cache
def statesmen() -> frozenset[str]:
    """Family names of heads of state and government, whose "presidente" names no company."""
    return frozenset(lexicon("posts")["statesmen"]["words"])


@cache
def weak_posts() -> frozenset[str]:
    """Professions that are a post only where an organisation is named with them."""
    return frozenset(lexicon("posts")["weak"]["words"])
