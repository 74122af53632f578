"""Names by their shape: runs of capitalised words, cut where a known name ends and joined where a product's number follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.catalogue import Catalogue, Entry
from kg.italian.nouns import find_terms, lexicon
from kg.model import Sentence, Token

_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ]")
_MIXED = re.compile(r"^(?:[a-z]{1,2}[A-Z]\w*|[A-Za-z]+[+]?\d[\w+]*|\d+[A-Za-z]\w*)$")
_NUMBER = re.compile(r"^\d{1,4}(?:[.+]\d{1,2})?\+?$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SCALES = frozenset({"mila", "milione", "milioni", "miliardo", "miliardi", "per"})
# Common nouns that are written with a capital: "nel nostro Paese", "la Casa torinese", "il Gruppo giapponese".
_COMMON = frozenset({"paese", "paesi", "casa", "case", "gruppo", "società", "azienda", "compagnia", "consiglio", "cda", "board", "maison"})
_BINDERS = frozenset({"&", "and", "of", "de", "von", "van", "bin", "+"})
_KIND_OF_CLASS = {
    "Person": "Person", "Product": "Product", "StoreChain": "StoreChain", "Event": "Event", "Place": "Place", "Country": "Place",
    "City": "Place", "Region": "Place", "Continent": "Place", "Category": "Category",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of tokens that looks like one name."""

    first: int
    last: int


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("names")[name].split())


def first_names() -> frozenset[str]:
    """Common first names, capitalised."""
    return _words("first")


def family_names() -> frozenset[str]:
    """Common East Asian family names, which stand before the given name."""
    return _words("family")


def organisation_words() -> frozenset[str]:
    """Words that show an organisation within its name: Inc, Group, Motors."""
    return _words("organisation")


def model_words() -> frozenset[str]:
    """Words that show a model of product behind its name: Pro, Max, Lite."""
    return _words("model")


def kind_of(entry: Entry) -> str:
    """The kind of mention that a catalogue entry gives."""
    return _KIND_OF_CLASS.get(entry.kind, "Organisation")


def is_name(token: Token) -> bool:
    """Whether a token can be part of a name."""
    if token.pos == "PROPN":
        return token.text[0].isalnum()
    return token.pos in ("X", "NOUN", "ADJ", "NUM") and bool(_MIXED.match(token.text)) and not token.text.islower()


def runs(sentence: Sentence, taken: frozenset[int]) -> Iterator[Run]:
    """Runs of name tokens, left to right. ``taken`` tokens (dates, amounts) end a run."""
    tokens, size, at = sentence.tokens, len(sentence.tokens), 0
    while at < size:
        if at in taken or not (is_name(tokens[at]) or _opens_a_name(tokens, at)) or tokens[at].text.isdigit():
            at += 1
            continue
        end = at + 1
        while end < size:
            token = tokens[end]
            if token.lower in ("d'", "d’") and tokens[end - 1].text in first_names() and end + 1 < size and is_name(tokens[end + 1]):
                end += 2  # "Carlo d'Asaro"
                continue
            if token.lower in _BINDERS and end + 1 < size and end + 1 not in taken and is_name(tokens[end + 1]):
                end += 2
                continue
            if end in taken and not _NUMBER.match(token.text):
                break
            if ((is_name(token) or _follows_a_name(token)) and not token.text.isdigit()) or (
                _NUMBER.match(token.text) and not _YEAR.match(token.text) and not _counts(tokens, end)
            ):
                end += 1
            else:
                break
        if end - at > 1 or tokens[at].lower not in _COMMON:
            yield Run(at, end)
        at = end


def _follows_a_name(token: Token) -> bool:
    """Behind a name a capital is a name too, whatever the word: "Sky Li"."""
    return token.text[0].isupper() and token.pos not in ("DET", "ADP", "CCONJ", "SCONJ")


def _opens_a_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that was not read as a name is a first name all the same: "Marco Villa tace" at the head of a sentence."""
    if tokens[at].pos in ("ADP", "DET", "CCONJ", "SCONJ"):  # "Per Acme" is no person
        return False
    return at + 1 < len(tokens) and tokens[at].text in first_names() and is_name(tokens[at + 1]) and tokens[at + 1].text[0].isupper()


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number behind a name counts what follows it: "Acme 300 negozi", "Acme 10%"."""
    if at + 1 == len(tokens):
        return False
    after = tokens[at + 1]
    return after.text in {"%", "€", "$", "£"} or (after.pos == "NOUN" and after.lower not in {"anni"}) or after.lower in _SCALES


def known_spans(sentence: Sentence, found: Sequence[tuple[int, int, tuple[str, ...]]]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The catalogue's finds in a sentence as token spans; a find that cuts a token in two is none."""
    starts = {token.start: index for index, token in enumerate(sentence.tokens)}
    ends = {token.end: index + 1 for index, token in enumerate(sentence.tokens)}
    for start, end, ids in found:
        if sentence.start <= start < sentence.end:
            first, last = starts.get(start), ends.get(end)
            if first is not None and last is not None and first < last:
                yield first, last, ids


def strip_posts(sentence: Sentence, run: Run) -> Run:
    """The run without a leading title or post in capitals: "Ceo Mario Rossi", "Presidente Bianchi"."""
    first = run.first
    for start, end, term in find_terms(sentence):
        if term.kind in ("Post", "Office") and start == first and end < run.last:
            first = end
    return Run(first, run.last)


def entries(catalogue: Catalogue, ids: Sequence[str]) -> list[Entry]:
    """The entries of a find."""
    return [catalogue.entries[identifier] for identifier in ids]


def looks_like_person(words: Sequence[str]) -> bool:
    """Two to four words that begin with a first name, or three at most that begin with an East Asian family name."""
    if not 2 <= len(words) <= 4 or any(not _CAPITAL.match(word) and word not in _BINDERS and word not in {"Del", "De"} for word in words):
        return False
    if any(word in organisation_words() or (word.isupper() and len(word) > 2) for word in words):
        return False
    return words[0] in first_names() or (words[0] in family_names() and len(words) <= 3 and all(w.isalpha() or "-" in w for w in words[1:]))


def looks_like_organisation(words: Sequence[str]) -> bool:
    """A name with a legal form or a word that companies have in their names."""
    return len(words) > 1 and any(word in organisation_words() for word in words)


def looks_like_product(words: Sequence[str]) -> bool:
    """A name that ends in a model's number or word: "Moto X 2", "Lumo Pro"."""
    if len(words) < 2:
        return False
    tail = words[-1]
    return tail in model_words() or any(c.isdigit() for c in tail)
