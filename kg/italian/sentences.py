"""Groups tokens into sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.italian.lexicon import read_words
from kg.italian.tokens import ABBREVIATIONS, tokenize

_ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!!", ".."))
_CLOSERS = frozenset("\"”»’')]")
_OPENERS = frozenset("\"“«‘'([-–—")

# These close a company's name or a list as often as they stand inside a sentence: a capital behind them may open a new one.
_MAY_END = frozenset(("ecc.", "etc.", "s.p.a.", "s.r.l.", "a.c.", "d.c.", "u.s.a.", "p.m.", "a.m."))
_SHOUTED = frozenset(("yahoo", "joomla", "kahoot"))  # names that end in an exclamation mark: "il ceo di Yahoo! Anna Riva"
LONGEST = 250  # tokens, more than twice the longest sentence of news; above lie tables, lists and text without full stops
_WEAK = (frozenset(";:"), frozenset(",–—-|•·/…"))  # the stronger first
_CONJUNCTIONS = frozenset(("e", "ed", "o", "ma", "mentre", "che", "perché", "quando", "poi"))
_OPENING_WORDS = frozenset(read_words("sentence_openers"))


def split(text: str, start: int = 0) -> list[tuple[int, list[tuple[int, int]]]]:
    """Cuts ``text`` from offset ``start`` into sentences.

    Returns ``(paragraph, [(token start, token end), …])`` for each. A line break ends a sentence and a paragraph, so that a title
    without a full stop stands alone; a sentence may begin right behind a full stop ("conseguono.L'annuale"). What is longer than
    ``LONGEST`` tokens is cut at weaker signs, so that reading stays linear in the length of the text.
    """
    sentences: list[tuple[int, list[tuple[int, int]]]] = []
    for paragraph, spans in _sentences(text, start):
        first = 0
        while len(spans) - first > LONGEST:
            cut = _weak_end(text, spans, first)
            sentences.append((paragraph, spans[first:cut]))
            first = cut
        sentences.append((paragraph, spans[first:] if first else spans))
    return sentences


def _weak_end(text: str, spans: Sequence[tuple[int, int]], first: int) -> int:
    """Where to cut a sentence that is too long from token ``first`` on: at most ``LONGEST`` and at least half as many tokens behind it.

    Behind the last semicolon or colon, else behind the last comma, else before the last conjunction, else at the limit.
    """
    last = first + LONGEST
    conjunction = 0
    for signs in _WEAK:
        for at in range(last - 1, first + LONGEST // 2, -1):
            if text[slice(*spans[at])] in signs:
                return at + 1
            if not conjunction and text[slice(*spans[at])].lower() in _CONJUNCTIONS:
                conjunction = at
    return conjunction or last


def _sentences(text: str, start: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    current: list[tuple[int, int]] = []
    paragraph = -1
    ended = False
    for first, last, fresh in tokenize(text, start):
        if fresh:
            if current:
                yield paragraph, current
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
                yield paragraph, current
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
        yield paragraph, current


def _opens(text: str, first: int, last: int, current: list[tuple[int, int]]) -> bool:
    """Whether a sentence can begin at this token, one having ended before it."""
    previous = text[current[-1][0] : current[-1][1]]
    sign = text[first]
    shouted = previous == "!" and len(current) > 1 and text[slice(*current[-2])].lower() in _SHOUTED
    if shouted or previous.lower() in ABBREVIATIONS or previous.lower() in _MAY_END:
        return sign.isupper() and text[first:last].lower().replace("’", "'") in _OPENING_WORDS
    if sign.isupper():
        return True
    if sign.isalpha():
        return text[first - 1] != " " and False
    if sign.isdigit():
        return text[first - 1] in " \t"
    return sign in _OPENERS
