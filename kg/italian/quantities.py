"""Finds the quantities of a sentence: numbers with what they count, money, percentages, ordinals, multiples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kg.italian import money, times
from kg.italian.bounds import find_bound
from kg.italian.measures import Measure, measured, read_measure
from kg.italian.number_names import is_capital, is_counted, is_name_part
from kg.italian.number_pairs import read_pair
from kg.italian.number_words import FRACTIONS, SCALES, cardinal, multiple, ordinal
from kg.italian.numbers import Numeral, read, trim
from kg.italian.ordinals import is_ordinal
from kg.italian.word_lists import words
from kg.model import Quantity, Sentence, Token

Found = tuple[int, int, Quantity]

_NUMBER, _ONE, _ORDINAL, _MULTIPLE, _CURRENCY, _SECOND, _LABEL = range(1, 8)

_ONES = words("un uno una un' mezzo mezza mezz'")
_NUMBER_LABELS = words("numero n. nr. n° num. no.")
_DASHES = frozenset("-–—")


@lru_cache(maxsize=1 << 15)
def _kind(word: str) -> int:
    """What kind of quantity a lower-case word can open; 0 for nearly all words."""
    first = word[0]
    if first.isdecimal():
        return _NUMBER if word[-1] not in "°ºª" else _ORDINAL
    if first in "+-−–±," and len(word) > 1 and word[1].isdecimal():
        return _NUMBER
    if word in money.SIGNS or word.upper() in money.CODES or word == "euro":
        return _CURRENCY
    if word in _ONES:
        return _ONE
    if word in _NUMBER_LABELS:
        return _LABEL
    if cardinal(word) is not None or word in SCALES:
        return _NUMBER
    if ordinal(word) is not None:
        return _ORDINAL
    if multiple(word) is not None:
        return _MULTIPLE
    return _glued_currency(word)


def _glued_currency(word: str) -> int:
    return _CURRENCY if word[:3].upper() in money.CODES and word[3:4].isdecimal() else 0


def find(sentence: Sentence, dates: tuple[tuple[int, int, times.TimeExpression], ...] | None = None) -> tuple[Found, ...]:
    """The quantities of ``sentence`` as ``(first, last, quantity)``, left to right, never overlapping; ``last`` is exclusive.

    ``dates`` is what ``times.find`` gave for the sentence (found anew where it is None): a number that belongs to a time is no quantity.
    The span covers the number, its scale, its currency or percent sign, not the noun counted. ``value`` is never negative: a written sign
    is ``sign``. Numbers of names ("Redmi Note 4"), labels ("versione 5"), clock times and scores are left out.
    """
    tokens = sentence.tokens
    starts = [(index, kind) for index, token in enumerate(tokens) if (kind := _kind(token.lower))]
    if not starts:
        return ()
    taken: set[int] = set()
    for first, last, _ in times.find(sentence) if dates is None else dates:
        taken.update(range(first, last))
    found: list[Found] = []
    end = 0
    for index, kind in starts:
        if index < end or index in taken or is_capital(tokens, index):
            continue
        pieces = _READERS[kind](tokens, index)
        if pieces and not any(position in taken for position in range(index, pieces[-1][1])):
            found.extend(pieces)
            end = pieces[-1][1]
    return tuple(found)


def complete(quantity: Quantity, context: Quantity) -> Quantity:
    """Gives a bare number the unit and the scale that its ``context`` says and it leaves out: "2,4 miliardi contro gli 1,9 del 2020".

    The scale is the power of a thousand that brings the two values closest together. Anything but a number without a unit comes back
    unchanged.
    """
    if quantity.kind != "number" or quantity.unit is not None or context.kind not in ("number", "money", "percent"):
        return quantity
    scale = Decimal(1)
    if context.kind != "percent" and quantity.value and context.value:
        ratio = context.value / quantity.value
        while ratio * ratio > 1000:  # nearer to the next thousand, in proportion
            scale *= 1000
            ratio /= 1000
    high = None if quantity.value_max is None else trim(quantity.value_max * scale)
    return replace(quantity, kind=context.kind, unit=context.unit, value=trim(quantity.value * scale), value_max=high)


def _read_ordinal(tokens: Sequence[Token], index: int) -> list[Found]:
    position = ordinal(tokens[index].lower)
    if position is None or not is_ordinal(tokens, index):
        return []
    return [(index, index + 1, Quantity("ordinal", Decimal(position), unit="position"))]


def _read_label(tokens: Sequence[Token], index: int) -> list[Found]:
    """ "numero uno", "n. 1": a position."""
    if index + 1 == len(tokens) or (tokens[index].lower == "no." and tokens[index].text[0] == "N"):
        return []
    word = tokens[index + 1].lower
    if word in ("uno", "una"):
        return [(index, index + 2, Quantity("ordinal", Decimal(1), unit="position"))]
    number = read(tokens, index + 1)
    if (
        number is None
        or number.value_max is not None
        or number.sign
        or number.value != number.value.to_integral_value()
        or not number.value
    ):
        return []
    return [(index, number.last, Quantity("ordinal", number.value, unit="position"))]


def _read_multiple(tokens: Sequence[Token], index: int) -> list[Found]:
    """ "raddoppia", "più del doppio", "la metà"."""
    word = tokens[index].lower
    factor = multiple(word)
    if factor is None:
        return []
    before = tokens[index - 1].lower if index else ""
    if word == "metà":
        if before not in ("la", "alla", "della", "circa", "quasi", "oltre", "dalla"):
            return []
    elif word in ("doppio", "triplo", "quadruplo", "quintuplo", "decuplo"):
        follower = tokens[index + 1] if index + 1 < len(tokens) else None
        if before not in ("il", "del", "al", "dal", "sul") or (follower is not None and follower.pos in ("NOUN", "PROPN")):
            return []
    return [(index, index + 1, Quantity("multiple", factor, bound=find_bound(tokens, index, index + 1)))]


def _read_currency(tokens: Sequence[Token], index: int) -> list[Found]:
    """A currency before its number: "€ 20", "EUR 29,99", "euro 3 milioni"."""
    token = tokens[index]
    code: str | None
    if token.lower[-1].isdecimal():
        return _read_glued(tokens, index)
    if index + 1 == len(tokens) or (index and tokens[index - 1].lower[-1].isdecimal()):
        return []
    if token.text[0].isalpha() and token.text.upper() != token.text and token.text[0].isupper() and index:
        return []  # "Euro 6" is a standard, not money
    number = read(tokens, index + 1)
    if number is None or number.sign or tokens[index + 1].lower in _ONES:
        return []
    code = money.SIGNS[token.text] if token.text in money.SIGNS else "EUR" if token.lower == "euro" else token.text.upper()
    return [(index, number.last, measured(tokens, index, number, Measure(number.last, "money", code)))]


def _read_glued(tokens: Sequence[Token], index: int) -> list[Found]:
    """ "EUR29,99": the code and the number in one token."""
    token = tokens[index]
    rest = replace(token, text=token.text[3:], lower=token.lower[3:])
    behind = index + 1
    if (
        behind + 1 < len(tokens)
        and tokens[behind].text == ","
        and tokens[behind + 1].start == token.end + 1
        and tokens[behind + 1].text.isdecimal()
    ):
        decimal = rest.text + "," + tokens[behind + 1].text
        rest, behind = replace(rest, text=decimal, lower=decimal), behind + 2
    number = read((rest, *tokens[behind : behind + 3]), 0)
    if number is None:
        return []
    last = behind - 1 + number.last
    return [(index, last, measured(tokens, index, replace(number, last=last), Measure(last, "money", token.text[:3].upper())))]


def _read_one(tokens: Sequence[Token], index: int) -> list[Found]:
    """ "un milione", "una decina", "un quinto", "un euro", "un punto percentuale"; alone "un" is an article."""
    number = read(tokens, index)
    if number is not None:
        return _read_number(tokens, index, number)
    if index + 1 == len(tokens):
        return []
    word = tokens[index + 1].lower
    half = tokens[index].lower.startswith("mezz")
    if word in FRACTIONS and word[-1] == "o" and not half and not is_counted(tokens, index + 2):
        return [(index, index + 2, Quantity("multiple", Decimal(1) / FRACTIONS[word], bound=find_bound(tokens, index, index + 2)))]
    measure = read_measure(tokens, index + 1)
    if measure and (half or tokens[index + 1].lower not in money.DOUBTFUL):
        value = Decimal("0.5") if half else Decimal(1)
        return [(index, measure.last, measured(tokens, index, Numeral(index + 1, value), measure))]
    return []


def _read_number(tokens: Sequence[Token], index: int, number: Numeral | None = None) -> list[Found]:
    number = number or read(tokens, index)
    if number is None:
        return []
    after = number.last
    measure = read_measure(tokens, after)
    if is_name_part(tokens, index, number, measure):
        return []
    if after < len(tokens) and tokens[after].lower in FRACTIONS and tokens[after].lower[-1] == "i" and number.value < 100:
        value = number.value / FRACTIONS[tokens[after].lower]
        return [(index, after + 1, Quantity("multiple", value, bound=find_bound(tokens, index, after + 1)))]
    if after < len(tokens) and tokens[after].lower == "volte" and number.scale == 1 and number.value_max is None:
        return [(index, after + 1, Quantity("multiple", number.value, bound=find_bound(tokens, index, after + 1)))]
    pair = read_pair(tokens, index, number, measure)
    if pair:
        return pair
    return [(index, measure.last if measure else after, measured(tokens, index, number, measure))]


_READERS = {
    _NUMBER: _read_number,
    _ONE: _read_one,
    _ORDINAL: _read_ordinal,
    _MULTIPLE: _read_multiple,
    _CURRENCY: _read_currency,
    _LABEL: _read_label,
}
