"""Noun groups: their extent, head and preposition."""

from __future__ import annotations

import pytest

from kg.italian.syntax import parse
from tests.italian.tagged import tagged


def groups(text: str) -> list[tuple[str, str, str | None]]:
    sentence = tagged(text)
    return [
        (" ".join(token.text for token in sentence.tokens[group.first : group.last]), sentence.tokens[group.head].text, group.preposition)
        for group in parse(sentence).noun_groups
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme apre 100 nuovi negozi.", [("Acme", "Acme", None), ("100 nuovi negozi", "negozi", None)]),
        (
            "la fabbrica di Anna Bianchi",
            [("la fabbrica", "fabbrica", None), ("di Anna Bianchi", "Anna", "di")],
        ),
        ("23,16 milioni di smartphone", [("23,16 milioni", "milioni", None), ("di smartphone", "smartphone", "di")]),
        ("Tau Note 4 cresce del 10 %", [("Tau Note 4", "Tau", None), ("del 10 %", "10", "di")]),
        ("apertura da parte della società", [("apertura", "apertura", None), ("da parte della società", "società", "da parte di")]),
        ("rispetto ai 20 del 2016", [("rispetto ai 20", "20", "rispetto a"), ("del 2016", "2016", "di")]),
        ("a partire dal primo negozio", [("a partire dal primo negozio", "negozio", "a partire da")]),
        ("sono 123 i negozi", [("123", "123", None), ("i negozi", "negozi", None)]),
        ("In Cina Acme cresce", [("In Cina", "Cina", "in"), ("Acme", "Acme", None)]),
        ("Secondo indiscrezioni Acme cresce", [("Secondo indiscrezioni", "indiscrezioni", "secondo"), ("Acme", "Acme", None)]),
        ("oltre 100 negozi", [("oltre 100 negozi", "negozi", None)]),
        ("dal ex direttore Anna Bianchi", [("dal ex direttore Anna Bianchi", "direttore", "da")]),
        ('un "telefono" cinese', [('un " telefono " cinese', "telefono", None)]),
    ],
)
def test_groups(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert groups(text) == expected


def test_quantity_with_more_than_is_no_prepositional_group() -> None:
    assert ("di 3 milioni", "milioni", None) in groups("In Cina sono stati spediti poco meno di 3 milioni di telefoni.")


def test_relative_pronoun_is_no_group() -> None:
    assert [group[0] for group in groups("La fabbrica in cui lavora Anna Bianchi cresce.")] == ["La fabbrica", "Anna Bianchi"]
