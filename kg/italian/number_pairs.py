"""Reads two numbers that share what only one of them says: "tra 10 e 20 milioni", "da 45 a 40 milioni", "199 e 249 euro"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.italian.measures import ARTICLES, Measure, measured, read_measure, read_unit
from kg.italian.numbers import Numeral, read, trim
from kg.italian.word_lists import words
from kg.model import Quantity, Token

Found = tuple[int, int, Quantity]
_DASHES = frozenset("-–—")
# Verbs and nouns of change: "da N a M" after one of them is two values, an earlier and a later one, not a range.
_PASSED = frozenset({"passato", "passata", "passati", "passate"})
_CHANGES = words(
    """
    passare salire scendere crescere aumentare calare diminuire portare alzare abbassare ridurre tagliare limare rivedere rialzare
    ribassare balzare schizzare arrivare precipitare crollare scivolare cadere migliorare peggiorare raddoppiare triplicare
    dimezzare ritoccare allargare restringere aumento calo crescita riduzione taglio salto balzo passaggio rialzo ribasso
    flessione incremento decremento contrazione diminuzione salita discesa tonfo crollo impennata guadagnare perdere incrementare flettere
    contrarre retrocedere risalire ridiscendere lievitare passata passato salita discesa quota share marketshare fetta
    """
)
_BETWEEN = frozenset(("tra", "fra"))
_FROM = words("da dal dai dagli dalle dalla dall' dallo")
_TO = words("a ad al ai agli alle alla all' allo")


def read_pair(tokens: Sequence[Token], index: int, low: Numeral, low_measure: Measure | None) -> list[Found]:
    """The range or the two quantities that the number ``low`` at ``index`` begins, as (first, last, quantity); empty where it stands alone.

    "tra 10 e 20 milioni", "10 - 20 euro" and "due o tre" are ranges; so is "da 10 a 20 euro" unless a word of change stands before it or
    the numbers fall: then, as in "199 e 249 euro", they are two quantities.
    """
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
    if kind != "from" and (
        tokens[second].lower in ARTICLES or (kind == "list" and (tokens[second].lower in _FROM or tokens[second].lower in _TO))
    ):
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
    if low.scale == 1 and high.scale > 1 and high.value and not low_measure and low.value < 100_000:
        ratio = low.value * high.scale / high.value
        if Decimal("0.02") < ratio < 50:
            low = replace(low, value=low.value * high.scale, scale=high.scale)
    elif high.scale == 1 and low.scale > 1 and high.value < 1000 and high_measure is None and low_measure is None:
        high = replace(high, value=high.value * low.scale, scale=low.scale)
    last = high_measure.last if high_measure else high.last
    if kind == "list" or (kind == "from" and (low.value >= high.value or _is_change(tokens, opener))):
        return _two_values(tokens, index, second, low, high, shared, low_measure, last)
    if low.value >= high.value:
        return []
    first_quantity = measured(tokens, index, replace(low, last=last), replace(shared, last=last) if shared else None)
    factor = shared.factor if shared else Decimal(1)
    return [(index, last, replace(first_quantity, value_max=trim(high.value * factor)))]


def _two_values(
    tokens: Sequence[Token],
    index: int,
    second: int,
    low: Numeral,
    high: Numeral,
    shared: Measure | None,
    low_measure: Measure | None,
    last: int,
) -> list[Found]:
    early = replace(measured(tokens, index, low, shared), bound=None)
    late = measured(tokens, second, high, shared)
    if not shared:
        unit = read_unit(tokens, last)
        early, late = replace(early, unit=early.unit or unit), replace(late, unit=late.unit or early.unit)
    return [(index, low_measure.last if low_measure else low.last, early), (second, last, late)]


def _is_change(tokens: Sequence[Token], opener: int) -> bool:
    """Whether a verb or noun of change stands before ``opener`` in the same clause, at most eight words away."""
    for token in reversed(tokens[max(0, opener - 8) : opener]):
        if token.lower in (";", ":", ".", "(", ")"):
            return False
        if token.lemma in _CHANGES or token.lower in _PASSED:
            return True
    return False
