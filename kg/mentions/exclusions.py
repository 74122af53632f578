"""Capitalised words that name nobody: streets, share indexes, headings in capitals, a minister's field."""

from __future__ import annotations

from functools import cache

from kg.italian.nouns import lexicon
from kg.mentions.naming import Name
from kg.model import Sentence, Token

_STREETS = frozenset("via viale corso piazza piazzale largo vicolo piazzetta lungomare lungarno".split())
_MINISTERS = frozenset("ministro ministra viceministro viceministra sottosegretario sottosegretaria assessore assessora".split())


def names_nothing(sentence: Sentence, name: Name) -> bool:
    """Whether an unknown name is no name of a company, person, product or place."""
    return not name.known and (
        _listed(name.text) or _is_street(sentence, name.first) or _is_field(sentence, name) or in_heading(sentence, name.first, name.last)
    )


def is_street(sentence: Sentence, name: Name) -> bool:
    """Whether a place's name is a street's: "via Milano"."""
    return name.kind in ("Place", "Person") and _is_street(sentence, name.first)


def in_heading(sentence: Sentence, first: int, last: int) -> bool:
    """Whether words in capitals stand among others in capitals: "CROLLO DELLE VENDITE"."""
    tokens = sentence.tokens
    if not all(_shouted(token) for token in tokens[first:last]):
        return False
    begin, end = first, last
    while begin and _shouted(tokens[begin - 1]):
        begin -= 1
    while end < len(tokens) and _shouted(tokens[end]):
        end += 1
    return (begin, end) != (first, last) and sum(len(token.text) for token in tokens[begin:end]) >= 10


def _shouted(token: Token) -> bool:
    return token.text.isupper() and token.text.replace("'", "").replace("’", "").isalpha()


@cache
def _nothing() -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in lexicon("names")["nothing"].lower().split(",") if phrase.strip())


@cache
def _openings() -> tuple[str, ...]:
    return tuple(phrase.strip() + " " for phrase in lexicon("names")["index"].lower().split(",") if phrase.strip())


def _listed(text: str) -> bool:
    return text.lower() in _nothing() or (text.lower() + " ").startswith(_openings())


def _is_street(sentence: Sentence, first: int) -> bool:
    tokens = sentence.tokens
    if tokens[first].lower in _STREETS and first + 1 < len(tokens) and tokens[first].text[0].isupper():
        return True  # "Corso Buenos Aires"
    at = first - 1
    if at >= 2 and tokens[at].lemma == "di" and tokens[at - 1].text[0].isupper() and tokens[at - 2].lower in _STREETS:
        return True  # "via Cola di Rienzo"
    if at >= 1 and tokens[at].articled and tokens[at].lemma == "di":
        return tokens[at - 1].lower in _STREETS and tokens[at - 1].text[0].isupper() and tokens[at - 1].lower != "piazza"
    return at >= 0 and tokens[at].lower in _STREETS and not (at and tokens[at - 1].lower in ("il", "dare", "al"))


def _is_field(sentence: Sentence, name: Name) -> bool:
    """ "il ministro dello Sviluppo economico": what the minister is for, not whose."""
    at, tokens = name.first - 1, sentence.tokens
    return at >= 1 and tokens[at].articled and tokens[at].lemma in ("di", "a", "per") and tokens[at - 1].lower in _MINISTERS
