"""Whose a measure is: named behind it, by its clause, by what it describes; and when nobody may be understood."""

import pytest

from kg import examples, pipeline
from kg.model import Article


def owners(text: str, relation: str = "revenue") -> list[tuple[str | None, float]]:
    """Subject and value of every fact of the relation."""
    facts = pipeline.extract(Article("t", text), examples.names()).facts
    return [(f.subject.name if f.subject else None, float(f.value or 0)) for f in facts if f.relation == relation]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I ricavi consolidati di Acme si sono attestati a 3 miliardi di euro.", [("Acme", 3e9)]),
        ("Acme, i cui ricavi ammontano a 3 miliardi di euro, cresce.", [("Acme", 3e9)]),
        ("Brio fornisce chip ad Acme, che nel 2017 ha registrato ricavi per 3 miliardi di euro.", [("Acme", 3e9)]),
        ("Acme ha acquistato Brio, società con un fatturato di 30 milioni di euro.", [("Brio", 3e7)]),
        ("Acme ha realizzato un utile di 3 milioni su un fatturato di 90 milioni di euro.", [("Acme", 9e7)]),
    ],
)
def test_finds_the_owner(text: str, expected: list[tuple[str, float]]) -> None:
    assert owners(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I ricavi della concorrenza hanno raggiunto i 5 miliardi di euro, dice Acme.",  # somebody else's
        "I ricavi da servizi di Acme sono saliti a 3 miliardi di euro.",  # a part of them
        "I ricavi pubblicitari di Acme sono saliti a 3 miliardi di euro.",
        "Acme e Brio creano un gigante da oltre 15 miliardi di euro di ricavi.",  # of a body without a name
        "Acme ha registrato ricavi per 3 dollari per azione.",  # for each share
    ],
)
def test_abstains(text: str) -> None:
    assert owners(text) == []


def test_takes_the_currency_of_the_sum_before() -> None:
    text = "Acme ha chiuso il 2019 con ricavi per 3 miliardi di yen (circa 20 milioni di euro). L'utile è di 2 miliardi."
    facts = pipeline.extract(Article("t", text), examples.names()).facts
    assert {(f.relation, f.unit) for f in facts} == {("revenue", "JPY"), ("profit", "JPY")}


def test_an_exchange_has_no_figures_of_its_own() -> None:
    text = "In Borsa Acme sale del 3%. Il Nasdaq cede il 2% a Wall Street."
    facts = pipeline.extract(Article("t", text), examples.names()).facts
    assert not [f for f in facts if f.relation == "growth" and f.subject is not None and f.subject.name != "Acme"]
