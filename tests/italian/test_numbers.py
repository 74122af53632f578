"""Numbers in digits and words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.italian import analyse
from kg.italian.number_words import cardinal, multiple, ordinal
from kg.italian.numbers import parse_digits, read


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("zero", 0),
        ("sedici", 16),
        ("ventuno", 21),
        ("ventun", 21),
        ("trentotto", 38),
        ("sessantatré", 63),
        ("centouno", 101),
        ("centottanta", 180),
        ("centoottanta", 180),
        ("duecentoventitré", 223),
        ("mille", 1000),
        ("milleduecento", 1200),
        ("tremila", 3000),
        ("duemilacinquecentodue", 2502),
        ("centomila", 100000),
    ],
)
def test_a_cardinal_word_has_its_value(word: str, value: int) -> None:
    assert cardinal(word) == value


@pytest.mark.parametrize("word", ["un", "uno", "una", "mila", "millepiedi", "duemilaestate", "milano", "settembre", "centro"])
def test_other_words_are_no_cardinals(word: str) -> None:
    assert cardinal(word) is None


@pytest.mark.parametrize(
    ("word", "position"),
    [
        ("primo", 1),
        ("terze", 3),
        ("decima", 10),
        ("undicesimo", 11),
        ("ventesima", 20),
        ("ventitreesimo", 23),
        ("centesimo", 100),
        ("1°", 1),
        ("2ª", 2),
    ],
)
def test_an_ordinal_has_its_position(word: str, position: int) -> None:
    assert ordinal(word) == position


@pytest.mark.parametrize("word", ["cristianesimo", "medesimo", "prim", "°", "secondino"])
def test_other_words_are_no_ordinals(word: str) -> None:
    assert ordinal(word) is None


def test_words_that_multiply() -> None:
    assert (multiple("raddoppiati"), multiple("triplicherà"), multiple("dimezza"), multiple("metà")) == (
        2,
        3,
        Decimal("0.5"),
        Decimal("0.5"),
    )
    assert multiple("doppia") is None


@pytest.mark.parametrize(
    ("text", "value", "high", "sign"),
    [
        ("23,16", "23.16", None, 0),
        ("30.000", "30000", None, 0),
        ("1.234.567,8", "1234567.8", None, 0),
        ("-3,1", "3.1", None, -1),
        ("–3", "3", None, -1),
        ("+70", "70", None, 1),
        ("2-3", "2", "3", 0),
        ("35–40", "35", "40", 0),
        ("10k", "10000", None, 0),
        ("20mila", "20000", None, 0),
    ],
)
def test_digits_in_italian_notation(text: str, value: str, high: str | None, sign: int) -> None:
    number = parse_digits(text)
    assert number is not None
    assert (number.value, number.value_max, number.sign) == (Decimal(value), Decimal(high) if high else None, sign)


@pytest.mark.parametrize("text", ["3-1", "18:21:07", "3G", "1.2.3", "12/5", "A7"])
def test_scores_clock_times_and_names_are_no_numbers(text: str) -> None:
    assert parse_digits(text) is None


@pytest.mark.parametrize(
    ("text", "value", "width"),
    [
        ("7,5 milioni", "7500000", 2),
        ("56.500 miliardi", "56500000000000", 2),
        ("145 mila", "145000", 2),
        ("28,1 mld", "28100000000", 2),
        ("due milioni e mezzo", "2500000", 4),
        ("mezzo miliardo", "500000000", 2),
        ("un milione e 200 mila", "1200000", 5),
        ("3 miliardi e 400 milioni", "3400000000", 5),
        ("una trentina", "30", 2),
        ("tre dozzine", "36", 2),
        ("una decina di milioni", "10000000", 4),
        ("mille miliardi", "1000000000000", 2),
        ("10 000", "10000", 2),
    ],
)
def test_a_number_takes_its_scale(text: str, value: str, width: int) -> None:
    number = read(analyse(text)[0].tokens, 0)
    assert number is not None
    assert (number.value, number.last) == (Decimal(value), width)


@pytest.mark.parametrize("text", ["un negozio", "milioni di utenti", "una mattina", "mezza giornata"])
def test_articles_and_indefinite_scales_are_no_numbers(text: str) -> None:
    assert read(analyse(text)[0].tokens, 0) is None
