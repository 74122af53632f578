"""Reads what a number measures or counts: the percent sign, the currency, the noun behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.italian import money
from kg.italian.bounds import find_bound
from kg.italian.numbers import Numeral, parse_digits, trim
from kg.italian.word_lists import words
from kg.model import Quantity, Token

_DASHES = frozenset("-–—")
ARTICLES = words("il lo la l' i gli le")
_OF = frozenset(("di", "d'"))
_OF_ARTICLED = words("del dello della dell' dei degli delle")
_NOUNS = frozenset(("NOUN", "PROPN", "X", "SYM", ""))


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number measures: kind and unit as in ``Quantity``; ``last`` is exclusive; the number is multiplied by ``factor``."""

    last: int
    kind: str
    unit: str | None
    factor: Decimal = Decimal(1)
    cents: Decimal = Decimal(0)


def read_measure(tokens: Sequence[Token], start: int) -> Measure | None:
    """Reads "%", "per cento", "punti percentuali", a currency sign, code or name at token ``start``, or None."""
    if start >= len(tokens):
        return None
    word = tokens[start].lower
    if word in ("%", "percento"):
        return Measure(start + 1, "percent", "percent")
    following = tokens[start + 1].lower if start + 1 < len(tokens) else ""
    if word == "per" and following in ("cento", "cent"):
        return Measure(start + 2, "percent", "percent")
    if word == "per" and following == "mille":
        return Measure(start + 2, "number", "per mille")
    if word in ("punti", "punto"):
        if following.startswith("percentual"):
            return Measure(start + 2, "number", "percentage point")
        return Measure(start + 2, "number", "basis point") if following == "base" else None
    return _read_money(tokens, start)


def _read_money(tokens: Sequence[Token], start: int) -> Measure | None:
    name = start
    if tokens[start].lower in _OF and start + 1 < len(tokens):
        name += 1
    token = tokens[name]
    word = token.lower
    if token.text in money.SIGNS:
        return Measure(name + 1, "money", money.SIGNS[token.text]) if name == start else None
    if token.text in money.CODES:
        return _with_cents(tokens, Measure(name + 1, "money", token.text))
    if word in ("centesimi", "centesimo", "cent"):
        return _read_cents(tokens, name)
    if word not in money.NAMES or (token.text[0].isupper() and word in money.DOUBTFUL):
        return None
    code = money.NAMES[word]
    last = name + 1
    if last < len(tokens):
        code, last = _qualify(tokens, name, code)
    if word in money.DOUBTFUL and last == name + 1:
        return None
    return _with_cents(tokens, Measure(last, "money", code))


def _qualify(tokens: Sequence[Token], name: int, code: str | None) -> tuple[str | None, int]:
    """The code and the end of a currency name with what stands behind it: "dollari canadesi", "dollari di Hong Kong", "dollari locali"."""
    word = tokens[name].lower
    last = name + 1
    following = tokens[last].lower
    if following in ("locali", "locale"):
        return _local(tokens, name), last + 1
    exact = money.qualified(word, following)
    if exact:
        return exact, last + 1
    if following in _OF and last + 1 < len(tokens):
        exact = money.qualified(word, tokens[last + 1].lower)
        if exact:
            double = last + 2 < len(tokens) and tokens[last + 1].lower == "hong" and tokens[last + 2].lower == "kong"
            return exact, last + (3 if double else 2)
    return code, last


def _local(tokens: Sequence[Token], name: int) -> str | None:
    """The currency of the place that the sentence named before: "a Hong Kong ... dollari locali"."""
    for token in reversed(tokens[max(0, name - 60) : name]):
        if token.text[0].isupper():
            code = money.qualified(tokens[name].lower, token.lower)
            if code:
                return code
    return None


def _read_cents(tokens: Sequence[Token], name: int) -> Measure:
    """ "77 centesimi", "99 centesimi di euro": hundredths, of a currency that may go unsaid."""
    hundredth = Decimal("0.01")
    if name + 2 < len(tokens) and tokens[name + 1].lower in (*_OF, *_OF_ARTICLED) and tokens[name + 2].lower in money.NAMES:
        return Measure(name + 3, "money", money.NAMES[tokens[name + 2].lower], hundredth)
    return Measure(name + 1, "money", None, hundredth)


def _with_cents(tokens: Sequence[Token], measure: Measure) -> Measure:
    """Takes in the cents behind the currency: "1 euro e 23 centesimi"."""
    start = measure.last
    if start < len(tokens) and tokens[start].lower == "e":
        start += 1
    if start + 1 < len(tokens) and tokens[start + 1].lower in ("centesimi", "cent", "centesimo"):
        part = parse_digits(tokens[start].text)
        if part and part.plain and part.value < 100:
            return Measure(start + 2, measure.kind, measure.unit, measure.factor, part.value / 100)
    return measure


def read_unit(tokens: Sequence[Token], start: int) -> str | None:
    """The lemma of the noun that a number counts, or None: behind it, behind "di" or its article ("123 i negozi"), past adjectives.

    A name comes back as it is written.
    """
    size = len(tokens)
    index = start
    if index < size and (tokens[index].lower in _OF or tokens[index].lower in ARTICLES):
        index += 1
    limit = min(size, index + 4)
    while index < limit:
        token = tokens[index]
        if token.pos == "PROPN" or token.text[0].isupper():
            return token.text
        if token.pos in _NOUNS:
            return (token.lemma or token.lower) if token.text[0].isalpha() else None
        if token.pos not in ("ADJ", "DET", "ADV") or token.lower in ARTICLES or token.lower in ("in", "anche", "non"):
            return None
        index += 1
    return None


def measured(tokens: Sequence[Token], first: int, number: Numeral, measure: Measure | None) -> Quantity:
    """The quantity of a number at ``first`` with its measure, or with the noun it counts where ``measure`` is None."""
    last = measure.last if measure else number.last
    bound = find_bound(tokens, first, last) or ("about" if number.about else None)
    sign = number.sign or _spoken_sign(tokens, first)
    value = number.value + (measure.cents if measure else 0)
    factor = measure.factor if measure else Decimal(1)
    high = None if number.value_max is None else trim(number.value_max * factor)
    kind, unit = (measure.kind, measure.unit) if measure else ("number", read_unit(tokens, last))
    return Quantity(kind, trim(value * factor), high, unit, bound, sign)


def _spoken_sign(tokens: Sequence[Token], first: int) -> int:
    """ "meno 3%", "più 5%": a sign in words stands alone before the number; a dash touches it."""
    if not first:
        return 0
    word = tokens[first - 1].lower
    if word in ("meno", "negativo"):
        return 0 if first > 1 and tokens[first - 2].lower in ("in", "di", "a", "per", "non") else -1
    if word == "più":
        return 0 if first > 1 and tokens[first - 2].lower in ("in", "di", "e", "o", "sempre", "non", "mai") else 1
    if word in _DASHES and tokens[first - 1].end == tokens[first].start and (first == 1 or tokens[first - 2].end < tokens[first - 1].start):
        return -1
    return 0
