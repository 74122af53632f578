"""Finds the quantities of a sentence: numbers with what they count, money, percentages, ordinals, multiples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from kg.italian import money, times
from kg.italian.bounds import find_bound
from kg.italian.measures import ARTICLES, Measure, read_measure, read_unit
from kg.italian.number_words import FRACTIONS, SCALES, cardinal, multiple, ordinal
from kg.italian.numbers import Numeral, read
from kg.italian.ordinals import is_ordinal
from kg.italian.word_lists import words
from kg.model import Quantity, Sentence, Token

Found = tuple[int, int, Quantity]

_NUMBER, _ONE, _ORDINAL, _MULTIPLE, _CURRENCY, _SECOND, _LABEL = range(1, 8)

_ONES = words("un uno una un' mezzo mezza mezz'")
_BETWEEN = frozenset(("tra", "fra"))
_FROM = words("da dal dai dagli dalle dalla dall' dallo")
_TO = words("a ad al ai agli alle alla all' allo")
_NUMBER_LABELS = words("numero n. nr. n° num. no.")
_DASHES = frozenset("-–—")

# Verbs and nouns of change: "da N a M" after one of them is two values, an earlier and a later one, not a range.
_CHANGES = words(
    """
    passare salire scendere crescere aumentare calare diminuire portare alzare abbassare ridurre tagliare limare rivedere rialzare
    ribassare balzare schizzare arrivare precipitare crollare scivolare cadere migliorare peggiorare raddoppiare triplicare
    dimezzare ritoccare allargare restringere aumento calo crescita riduzione taglio salto balzo passaggio rialzo ribasso
    flessione
    """
)


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
        if index < end or index in taken or _is_capital(tokens, index):
            continue
        pieces = _READERS[kind](tokens, index)
        if pieces and not any(position in taken for position in range(index, pieces[-1][1])):
            found.extend(pieces)
            end = pieces[-1][1]
    return tuple(found)


def _is_capital(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number word is part of a name by its capital: "Wind Tre", "Book Prime"."""
    return index > 0 and tokens[index].text[0].isupper() and len(tokens[index].text) > 1 and tokens[index].text.isalpha() and (
        tokens[index].text[1].islower() and _is_name(tokens, index) and tokens[index - 1].text[0].isalpha()
    )


def complete(quantity: Quantity, context: Quantity) -> Quantity:
    """Gives a bare number the unit and the scale that its ``context`` says and it leaves out: "2,4 miliardi contro gli 1,9 del 2020".

    The scale is the power of a thousand that brings the two values closest together. Anything but a number without a unit comes back unchanged.
    """
    if quantity.kind != "number" or quantity.unit is not None or context.kind not in ("number", "money", "percent"):
        return quantity
    scale = Decimal(1)
    if context.kind != "percent" and quantity.value and context.value:
        ratio = context.value / quantity.value
        while ratio * ratio > 1000:  # nearer to the next thousand, in proportion
            scale *= 1000
            ratio /= 1000
    high = quantity.value_max
    return replace(quantity, kind=context.kind, unit=context.unit, value=quantity.value * scale, value_max=None if high is None else high * scale)


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
    if number is None or number.value_max is not None or number.sign or number.value != number.value.to_integral_value() or not number.value:
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
    return [(index, number.last, _quantity(tokens, index, number, Measure(number.last, "money", code)))]


def _read_glued(tokens: Sequence[Token], index: int) -> list[Found]:
    """ "EUR29,99": the code and the number in one token."""
    token = tokens[index]
    rest = replace(token, text=token.text[3:], lower=token.lower[3:])
    behind = index + 1
    if behind + 1 < len(tokens) and tokens[behind].text == "," and tokens[behind + 1].start == token.end + 1 and tokens[behind + 1].text.isdecimal():
        decimal = rest.text + "," + tokens[behind + 1].text
        rest, behind = replace(rest, text=decimal, lower=decimal), behind + 2
    number = read((rest, *tokens[behind : behind + 3]), 0)
    if number is None:
        return []
    last = behind - 1 + number.last
    return [(index, last, _quantity(tokens, index, replace(number, last=last), Measure(last, "money", token.text[:3].upper())))]


def _read_one(tokens: Sequence[Token], index: int) -> list[Found]:
    """ "un milione", "una decina", "un quinto", "un euro", "un punto percentuale"; alone "un" is an article."""
    number = read(tokens, index)
    if number is not None:
        return _read_number(tokens, index, number)
    if index + 1 == len(tokens):
        return []
    word = tokens[index + 1].lower
    half = tokens[index].lower.startswith("mezz")
    if word in FRACTIONS and word[-1] == "o" and not half and not _is_counted(tokens, index + 2):
        return [(index, index + 2, Quantity("multiple", Decimal(1) / FRACTIONS[word], bound=find_bound(tokens, index, index + 2)))]
    measure = read_measure(tokens, index + 1)
    if measure and (half or tokens[index + 1].lower not in money.DOUBTFUL):
        value = Decimal("0.5") if half else Decimal(1)
        return [(index, measure.last, _quantity(tokens, index, Numeral(index + 1, value), measure))]
    return []


def _is_counted(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun stands at ``index``: "un terzo produttore" is the third one, "un terzo del mercato" a part."""
    return index < len(tokens) and tokens[index].pos in ("NOUN", "PROPN", "ADJ")


def _read_number(tokens: Sequence[Token], index: int, number: Numeral | None = None) -> list[Found]:
    number = number or read(tokens, index)
    if number is None:
        return []
    after = number.last
    measure = read_measure(tokens, after)
    if _is_name_part(tokens, index, number, measure):
        return []
    if after < len(tokens) and tokens[after].lower in FRACTIONS and tokens[after].lower[-1] == "i" and number.value < 100:
        value = number.value / FRACTIONS[tokens[after].lower]
        return [(index, after + 1, Quantity("multiple", value, bound=find_bound(tokens, index, after + 1)))]
    if after < len(tokens) and tokens[after].lower == "volte" and number.scale == 1 and number.value_max is None:
        return [(index, after + 1, Quantity("multiple", number.value, bound=find_bound(tokens, index, after + 1)))]
    pair = _read_pair(tokens, index, number, measure)
    if pair:
        return pair
    return [(index, measure.last if measure else after, _quantity(tokens, index, number, measure))]


def _quantity(tokens: Sequence[Token], first: int, number: Numeral, measure: Measure | None) -> Quantity:
    last = measure.last if measure else number.last
    bound = find_bound(tokens, first, last) or ("about" if number.about else None)
    sign = number.sign or _spoken_sign(tokens, first)
    value = number.value + (measure.cents if measure else 0)
    if measure:
        return Quantity(measure.kind, value * measure.factor, _times(number.value_max, measure.factor), measure.unit, bound, sign)
    return Quantity("number", value, number.value_max, read_unit(tokens, last), bound, sign)


def _times(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else value * factor


def _spoken_sign(tokens: Sequence[Token], first: int) -> int:
    """ "meno 3%", "più 5%": a sign in words stands alone before the number; a dash counts where it touches the number or opens a line alone."""
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


def _read_pair(tokens: Sequence[Token], index: int, low: Numeral, low_measure: Measure | None) -> list[Found]:
    """A second number that shares scale and unit: "tra 10 e 20 milioni", "da 45 a 40 milioni", "10 - 20 euro", "due o tre"; else nothing."""
    if low.value_max is not None:
        return []
    size = len(tokens)
    after = low_measure.last if low_measure else low.last
    if after + 1 >= size:
        return []
    opener = index - 1 if index else 0
    if opener and tokens[opener].lower in ARTICLES:
        opener -= 1
    before = tokens[opener].lower if index else ""
    joint = tokens[after].lower
    second = after + 1
    if before in _BETWEEN and joint in ("e", "ed"):
        kind = "range"
    elif before in _FROM and joint in _TO:
        kind = "from"
    elif joint in _DASHES or joint in ("o", "oppure"):
        kind = "range"
    elif joint == "e" and low_measure is None and low.scale == 1:
        kind = "list"
    else:
        return []
    if kind != "from" and (tokens[second].lower in ARTICLES or kind == "list" and (tokens[second].lower in _FROM or tokens[second].lower in _TO)):
        second += 1
    if second >= size:
        return []
    high = read(tokens, second)
    if high is None or high.value_max is not None:
        return []
    high_measure = read_measure(tokens, high.last)
    if low_measure and high_measure and low_measure.unit != high_measure.unit:
        return []
    if kind == "list" and not high_measure and high.scale == 1 and read_unit(tokens, high.last) is None:
        return []
    shared = high_measure or low_measure
    if low.scale == 1 and high.scale > 1 and not low_measure and low.value < 1000:
        ratio = low.value * high.scale / high.value
        if Decimal("0.02") < ratio < 50:
            low = replace(low, value=low.value * high.scale, scale=high.scale)
    elif high.scale == 1 and low.scale > 1 and high.value < 1000 and high_measure is None and low_measure is None:
        high = replace(high, value=high.value * low.scale, scale=low.scale)
    last = high_measure.last if high_measure else high.last
    if kind == "list" or kind == "from" and (low.value >= high.value or _is_change(tokens, opener)):
        return _two_values(tokens, index, second, low, high, shared, low_measure, last)
    if low.value >= high.value:
        return []
    first_quantity = _quantity(tokens, index, replace(low, last=last), replace(shared, last=last) if shared else None)
    factor = shared.factor if shared else Decimal(1)
    return [(index, last, replace(first_quantity, value_max=high.value * factor))]


def _two_values(
    tokens: Sequence[Token], index: int, second: int, low: Numeral, high: Numeral, shared: Measure | None, low_measure: Measure | None, last: int
) -> list[Found]:
    early = replace(_quantity(tokens, index, low, shared), bound=None)
    late = _quantity(tokens, second, high, shared)
    if not shared:
        unit = read_unit(tokens, last)
        early, late = replace(early, unit=early.unit or unit), replace(late, unit=late.unit or early.unit)
    return [(index, low_measure.last if low_measure else low.last, early), (second, last, late)]


def _is_change(tokens: Sequence[Token], opener: int) -> bool:
    """Whether a verb or noun of change stands before ``opener`` in the same clause, at most eight words away."""
    for token in reversed(tokens[max(0, opener - 8) : opener]):
        if token.lower in (";", ":", ".", "(", ")"):
            return False
        if token.lemma in _CHANGES:
            return True
    return False


# Singular nouns that a bare number after them names, not counts: "versione 5", "articolo 18".
_LABELLED = words(
    """
    versione modello serie articolo art. fase capitolo capitoli pagina pag. livello classe generazione tipo formato porta uscita
    gate piano canale formula euro gruppo punto comma linea fascia zona stagione episodio volume parte numero capo stazione via
    viale piazza corso volo tappa ore over under top
    """
)
_CLOCK = words("alle dalle ore h all' verso le")


def _is_name_part(tokens: Sequence[Token], index: int, number: Numeral, measure: Measure | None) -> bool:
    """Whether a number is part of a name, a label, a clock time or a year, and so counts nothing."""
    if measure:
        return False
    if number.dotted and number.scale == 1:
        return True
    if _is_glued(tokens, index, number.last):
        return True
    text = tokens[index].text
    if number.suffix and text[:-1].isdecimal() and (number.suffix == "M" or (number.suffix in "KG" and len(text) < 4)):
        return True
    if not number.plain:
        return False
    if len(text) > 1 and text[0] == "0":
        return len(text) > 4
    if index:
        before = tokens[index - 1]
        if before.lower in _LABELLED and before.pos != "NUM" and not _is_counted(tokens, index + 1):
            return True
        if before.text != before.lower and before.text[0].isalpha() and _is_name(tokens, index - 1):
            return True
        if before.text in _QUOTES and index + 1 < len(tokens) and tokens[index + 1].text in _QUOTES:
            return True
        if before.lower in _CLOCK and number.value <= 24 and not _is_counted(tokens, index + 1) and before.lower != "le":
            return True
    if len(text) == 4 and 1900 <= number.value < 2100:
        return not _is_counted(tokens, index + 1)
    return len(text) > 9


def _is_glued(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether the number touches a word: "X+1", "91mobiles"."""
    if index and tokens[index - 1].end == tokens[index].start and (tokens[index - 1].text[-1].isalnum() or tokens[index - 1].text[-1] == "+"):
        return True
    return last < len(tokens) and last == index + 1 and tokens[last].start == tokens[index].end and tokens[last].text[0].isalpha()


_QUOTES = frozenset("\"“”«»'‘’")


def _is_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether the capitalised word at ``index`` is a name: any that does not open the sentence, else one tagged so."""
    token = tokens[index]
    if index and tokens[index - 1].text not in _QUOTES and tokens[index - 1].text not in (":", "."):
        return True
    return token.pos == "PROPN" or any(character.isupper() for character in token.text[1:])


_READERS = {
    _NUMBER: _read_number,
    _ONE: _read_one,
    _ORDINAL: _read_ordinal,
    _MULTIPLE: _read_multiple,
    _CURRENCY: _read_currency,
    _LABEL: _read_label,
}
