"""Reads a number, in digits or words, from the tokens of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from kg.italian.number_words import COLLECTIVES, EXACT_COLLECTIVES, SCALES, cardinal
from kg.model import Token

ONE = Decimal(1)
HALF = Decimal("0.5")
_ARTICLES_ONE = frozenset(("un", "uno", "una", "un'"))
_HALVES = frozenset(("mezzo", "mezza", "mezz'"))
_OF = frozenset(("di", "d'"))

_DIGITS = re.compile(
    r"""(?P<sign>[+\-−–±])?
    (?: (?P<grouped>[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?) | (?P<plain>\d+(?:,\d+)?) | (?P<dotted>\d+\.\d{1,2}|0\.\d+)
      | (?P<english>\d{1,3}(?:,\d{3}){2,}) | (?P<bare>,\d+) )
    (?P<suffix>k|K|M|mila|mln|mld|milioni|miliardi)?$""",
    re.VERBOSE,
)
_RANGE = re.compile(r"([+\-−–])?(\d+(?:\.\d{3})*(?:,\d+)?)[-–](\d+(?:\.\d{3})*(?:,\d+)?)$")
_SUFFIXES = {"k": 10**3, "K": 10**3, "M": 10**6, "mila": 10**3, "mln": 10**6, "mld": 10**9, "milioni": 10**6, "miliardi": 10**9}
_NEGATIVE = frozenset("-−–")


def trim(value: Decimal) -> Decimal:
    """The same number without zeros behind the decimal point: 23160000.00 is 23160000."""
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from tokens: ``last`` is exclusive; ``value`` has its scale and no sign."""

    last: int
    value: Decimal
    value_max: Decimal | None = None
    scale: Decimal = ONE
    sign: int = 0
    about: bool = False
    plain: bool = False  # an integer in digits, without separator, sign or scale: it may be a name's, a year's, a day's
    dotted: bool = False  # "2.5": a decimal only where a scale or a measure follows
    suffix: str = ""  # "K" of "10K"


@lru_cache(maxsize=1 << 14)
def parse_digits(text: str) -> Numeral | None:
    """Reads one token in digits, in Italian notation ("23,16", "30.000", "-3,1", "2-3", "10K"), or None. ``last`` is 1."""
    found = _DIGITS.match(text)
    if not found:
        return _parse_range(text)
    body = found["grouped"] or found["plain"] or found["dotted"] or found["english"] or found["bare"]
    if found["dotted"]:
        value = Decimal(body)
    elif found["english"]:
        value = Decimal(body.replace(",", ""))
    else:
        value = Decimal(body.replace(".", "").replace(",", "."))
    suffix = found["suffix"] or ""
    sign = found["sign"]
    scale = Decimal(_SUFFIXES[suffix]) if suffix else ONE
    return Numeral(
        last=1,
        value=value * scale,
        scale=scale,
        sign=0 if not sign or sign == "±" else -1 if sign in _NEGATIVE else 1,
        plain=not sign and not suffix and body.isdecimal(),
        dotted=bool(found["dotted"]),
        suffix=suffix,
    )


def _parse_range(text: str) -> Numeral | None:
    """Reads "2-3"; a falling pair ("3-1") is a score, and no number."""
    found = _RANGE.match(text)
    if not found:
        return None
    low, high = (Decimal(part.replace(".", "").replace(",", ".")) for part in found.group(2, 3))
    if low >= high:
        return None
    return Numeral(last=1, value=low, value_max=high, sign=0 if not found[1] else -1 if found[1] in _NEGATIVE else 1)


def read(tokens: Sequence[Token], start: int) -> Numeral | None:
    """Reads the number that begins at token ``start``, with its scale ("23,16 milioni", "due milioni e mezzo", "un centinaio"), or None.

    "un" counts only before a scale or a collective; a scale without a number counts as one of it ("il miliardo").
    """
    word = tokens[start].lower
    if word[0].isdecimal() or word[0] in "+-−–±,":
        return _read_digits(tokens, start)
    if word in _ARTICLES_ONE or word in _HALVES:
        return _read_one(tokens, start, HALF if word in _HALVES else ONE)
    if word in SCALES:
        return _scaled(tokens, start, ONE) if word in ("milione", "miliardo", "bilione", "trilione") else None
    value = cardinal(word)
    return None if value is None else _scaled(tokens, start + 1, value)


def _read_digits(tokens: Sequence[Token], start: int) -> Numeral | None:
    token = tokens[start]
    number = parse_digits(token.text)
    if number is None:
        return None
    last = start + 1
    value = number.value
    plain = number.plain
    if plain and len(token.text) <= 3 and value:
        # "10 000": thousands set apart by a space, as ISO 80000 writes them.
        while last < len(tokens) and tokens[last].start == tokens[last - 1].end + 1 and _is_group(tokens[last].text):
            group = parse_digits(tokens[last].text)
            value = value * 1000 + (group.value if group else 0)
            last += 1
            plain = False
    if number.value_max is not None:
        scale, end = _read_scales(tokens, last)
        return Numeral(end, value * scale, number.value_max * scale, scale, number.sign)
    scaled = _scaled(tokens, last, value)
    return Numeral(
        scaled.last,
        scaled.value,
        None,
        scaled.scale * number.scale,
        number.sign,
        scaled.about,
        plain and scaled.last == last,
        number.dotted,
        number.suffix,
    )


def _is_group(text: str) -> bool:
    return len(text.partition(",")[0]) == 3 and text.replace(",", "", 1).isdecimal()


def _read_one(tokens: Sequence[Token], start: int, value: Decimal) -> Numeral | None:
    following = start + 1
    if following == len(tokens):
        return None
    word = tokens[following].lower
    if word in ("buon", "bel", "solo", "altro") and following + 1 < len(tokens):
        following += 1
        word = tokens[following].lower
    if word in SCALES or word in COLLECTIVES:
        return _scaled(tokens, following, value)
    return None


def _read_scales(tokens: Sequence[Token], start: int) -> tuple[Decimal, int]:
    """The product of the scale words from ``start`` on ("mila miliardi") and where they end."""
    scale = ONE
    last = start
    while last < min(len(tokens), start + 3) and (factor := SCALES.get(tokens[last].lower)) is not None:
        scale *= factor
        last += 1
    return scale, last


def _scaled(tokens: Sequence[Token], start: int, value: Decimal) -> Numeral:
    """Multiplies by the collective and the scales at ``start``, then adds "e mezzo" or a smaller part ("un milione e 200 mila")."""
    size = len(tokens)
    last = start
    about = False
    collective = COLLECTIVES.get(tokens[last].lower) if last < size else None
    if collective is not None:
        about = tokens[last].lower not in EXACT_COLLECTIVES
        value *= collective
        last += 1
        if last + 1 < size and tokens[last].lower in _OF and tokens[last + 1].lower in SCALES:
            last += 1
    scale, last = _read_scales(tokens, last)
    value *= scale
    if last + 1 < size and tokens[last].lower == "e" and tokens[last + 1].lower in _HALVES:
        return Numeral(last + 2, value + scale / 2, None, scale, about=about)
    below = scale
    while below > ONE and last < size:
        part = _read_part(tokens, last + (tokens[last].lower == "e"), below)
        if part is None:
            break
        value += part[0]
        below, last = part[1:]
    return Numeral(last, value, None, scale, about=about)


def _read_part(tokens: Sequence[Token], start: int, below: Decimal) -> tuple[Decimal, Decimal, int] | None:
    """The smaller part that continues a number of scale ``below``, with its own scale and its end: "200 mila" behind "un milione e"."""
    if start >= len(tokens):
        return None
    word = tokens[start].lower
    if word[0].isdecimal():
        number = parse_digits(tokens[start].text)
        value = None if number is None or number.value_max is not None or number.dotted else number.value
    else:
        value = cardinal(word)
    if value is None:
        return None
    scale, last = _read_scales(tokens, start + 1)
    value *= scale
    return (value, scale, last) if scale < below and max(Decimal(1000), below / 1000) <= value < below else None
