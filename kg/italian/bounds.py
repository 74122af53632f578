"""Finds whether a number is a lower bound, an upper bound or about right, from the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.italian.word_lists import words
from kg.model import Token

_SKIPPED = words(
    """
    il lo la l' i gli le un una al ai alla alle agli all' del dei della delle dello degli dell' a ad di dal dai
    dalla dalle da quota soglia barriera tetto muro livello tasso valore nel
    """
)
# Between a verb such as "superare" and its number may also stand an adverb.
_ADVERBS = words("già abbondantemente ampiamente largamente per prima volta nuovo seconda terza ormai anche i di appena")

_ABOUT = frozenset(
    ("circa", "attorno", "intorno", "grossomodo", "approssimativamente", "all'incirca", "", "incirca", "indicativamente", "ca.", "ca")
)
_OVER = words("oltre almeno superiore superiori minimo abbondanti")
_UNDER = words("quasi sotto inferiore inferiori pressoché massimo")

_EXCEED = ("supera", "superer", "superò", "oltrepass", "sfond", "sorpass", "ecced")
_GRAZE = ("sfior", "avvicin")
_NEGATABLE = (*_EXCEED, "raggiung", "raggiunt", "arriv", "andare", "va", "andav", "andrà", "andranno", "vanno", "tocc")


@lru_cache(maxsize=1 << 14)
def _verb(word: str) -> str | None:
    if word in ("superi", "superino", "superando"):
        return "over"
    if word.startswith(_EXCEED):
        return "over"
    if word.startswith(_GRAZE) and not word.startswith("avvicinament"):
        return "under"
    return None


def find_bound(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The bound ("over", "under", "about") that the words before ``first`` or after ``last`` (exclusive) put on a number, or None."""
    return _before(tokens, first) or _after(tokens, last)


def _before(tokens: Sequence[Token], first: int) -> str | None:
    index = first - 1
    while index >= 0 and first - index < 6 and tokens[index].lower in _SKIPPED:
        index -= 1
    if index < 0:
        return None
    word = tokens[index].lower
    near = [token.lower for token in tokens[index + 1 : first]]
    previous = tokens[index - 1].lower if index else ""
    negated = _is_negated(tokens, index)
    if word in _ABOUT:
        return "about"
    if (word == "modo" and previous == "grosso") or (word == "meno" and previous == "o"):
        return "about"
    if word in ("più", "meno") and near[:1] and near[0] in ("di", "del", "dei", "della", "delle", "degli", "dell'", "dello", "d'"):
        return _compared(word, previous, negated)
    if word == "che" and previous == "più":
        return "over"
    if word == "oltre":
        return None if near[:1] and near[0] in ("a", "ai", "al", "alla", "alle", "agli", "all'") else "under" if negated else "over"
    if word == "fino" and near[:1] and near[0] in ("a", "ad", "al", "ai", "alla", "alle", "agli", "all'"):
        return "under"
    if word == "sopra":
        return "over"
    if word.startswith(("superior", "inferior")) and near[:1] and near[0] in ("di", "d'", "del", "dell'", "della"):
        return None  # "inferiore di 2 punti": a difference
    if word in _OVER:
        return "under" if negated else "over"
    if word in _UNDER:
        return "over" if negated and word.startswith("inferior") else "under"
    return _verbal(tokens, index)


def _compared(word: str, previous: str, negated: bool) -> str | None:
    if previous in ("in", "o", "sempre"):  # "il 20% in più di un anno fa": a difference, not a bound
        return None
    if previous in ("poco", "molto", "ben", "appena", "assai"):
        return "over" if word == "più" else "under"
    over = (word == "più") != negated
    return "over" if over else "under"


def _verbal(tokens: Sequence[Token], index: int) -> str | None:
    """ "ha superato (per la prima volta) quota", "sfiora", "non supera", "non raggiunge", "non va oltre"."""
    floor = max(-1, index - 5)
    while index > floor and (tokens[index].lower in _ADVERBS or tokens[index].lower in _SKIPPED):
        index -= 1
    if index < 0 or index == floor:
        return None
    word = tokens[index].lower
    if word.startswith(("raggiung", "raggiunt", "tocc", "arriv")):
        return "under" if _is_negated(tokens, index) else None
    kind = _verb(word)
    if kind == "over" and _is_negated(tokens, index):
        return "under"
    return kind


def _is_negated(tokens: Sequence[Token], index: int) -> bool:
    return any(token.lower in ("non", "senza", "né") for token in tokens[max(0, index - 4) : index])


def _after(tokens: Sequence[Token], last: int) -> str | None:
    if last >= len(tokens):
        return None
    word = tokens[last].lower
    following = tokens[last + 1].lower if last + 1 < len(tokens) else ""
    if word in ("circa", "abbondanti"):
        return "about" if word == "circa" else "over"
    if (word == "o" and following == "più") or (word == "e" and following == "oltre") or (word == "in" and following == "su"):
        return "over"
    if word == "o" and following == "meno":
        return "under"
    return None
