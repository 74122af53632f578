"""Groups tokens into sentences and paragraphs."""

from __future__ import annotations

from kg.italian.lexicon import read_words
from kg.italian.tokens import ABBREVIATIONS, tokenize

_ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!!", ".."))
_CLOSERS = frozenset("\"”»’')]")
_OPENERS = frozenset("\"“«‘'([-–—")

# These close a company's name or a list as often as they stand inside a sentence: a capital behind them may open a new one.
_MAY_END = frozenset(("ecc.", "etc.", "s.p.a.", "s.r.l.", "a.c.", "d.c.", "u.s.a.", "p.m.", "a.m."))
_OPENING_WORDS = frozenset(read_words("sentence_openers"))


def split(text: str, start: int = 0) -> list[tuple[int, list[tuple[int, int]]]]:
    """Cuts ``text`` from offset ``start`` into sentences.

    Returns ``(paragraph, [(token start, token end), …])`` for each. A line break ends a sentence and a paragraph, so that a title
    without a full stop stands alone; a sentence may begin right behind a full stop ("conseguono.L'annuale").
    """
    sentences: list[tuple[int, list[tuple[int, int]]]] = []
    current: list[tuple[int, int]] = []
    paragraph = -1
    ended = False
    for first, last, fresh in tokenize(text, start):
        if fresh:
            if current:
                sentences.append((paragraph, current))
                current = []
            paragraph += 1
            ended = False
        elif ended:
            sign = text[first]
            glued = current[-1][1] == first
            if last - first == 1 and sign in _CLOSERS and (glued or sign not in _OPENERS):
                current.append((first, last))
                continue
            if last - first <= 3 and text[first:last] in _ENDS:
                current.append((first, last))
                continue
            if _opens(text, first, last, current):
                sentences.append((paragraph, current))
                current = []
            ended = False
        current.append((first, last))
        size = last - first
        if size == 1:
            if text[first] in ".!?…":
                ended = True
        elif text[last - 1] == "." and (text[first:last] in _ENDS or text[first:last].lower() in _MAY_END):
            ended = True
    if current:
        sentences.append((paragraph, current))
    return sentences


def _opens(text: str, first: int, last: int, current: list[tuple[int, int]]) -> bool:
    """Whether a sentence can begin at this token, one having ended before it."""
    previous = text[current[-1][0] : current[-1][1]]
    sign = text[first]
    if previous.lower() in ABBREVIATIONS or previous.lower() in _MAY_END:
        return sign.isupper() and text[first:last].lower().replace("’", "'") in _OPENING_WORDS
    if sign.isupper():
        return True
    if sign.isalpha():
        return text[first - 1] != " " and False
    if sign.isdigit():
        return text[first - 1] in " \t"
    return sign in _OPENERS
