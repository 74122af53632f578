"""Constructions of agency news that lean on more than one stage: what is counted behind a year, an aside or a month, and orders."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg import examples, pipeline
from kg.model import Article


def _facts(text: str, date: str = "2010-02") -> set[tuple[str, str | None, str | None, Decimal | None, str | None]]:
    found = pipeline.extract(Article("t", text, published=date), examples.names()).facts
    return {
        (f.relation, f.subject.name if f.subject else None, f.object.name if f.object else None, f.value, f.time) for f in found
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme ha consegnato nel 2009 481 aerei.", ("shipments", "Acme", "aircraft", Decimal(481), "2009")),
        ("Acme ha venduto, negli Usa, 79.010 automobili.", ("shipments", "Acme", "car", Decimal(79010), None)),
        ("Acme ha venduto lo scorso mese 91.657 automobili.", ("shipments", "Acme", "car", Decimal(91657), "2010-01")),
        (
            "Il fatturato di Acme è sceso a 8 miliardi contro i 9 miliardi di dollari del 2005.",
            ("revenue", "Acme", None, Decimal(9 * 10**9), "2005"),
        ),
        ("Lo ha detto il ceo di Yahoo! Anna Riva.", ("holdsRole", "Anna Riva", "Yahoo", None, None)),
        ("La compagnia Acme ha ordinato 50 A380.", ("partnersWith", "Acme", "Airbus", None, None)),
        ("La compagnia low cost Novalux ha ordinato 30 A320.", ("partnersWith", "Novalux", "Airbus", None, None)),
    ],
)
def test_agency_news(text: str, expected: tuple[str, str | None, str | None, Decimal | None, str | None]) -> None:
    assert expected in _facts(text)


def test_an_agent_does_not_cross_a_bracket() -> None:
    facts = _facts("Male Acme (-2,6% e 258.455 auto immatricolate), da Brio (-3%) arrivano segnali simili.")
    assert not any(relation == "shipments" and subject == "Brio" for relation, subject, *_ in facts)
