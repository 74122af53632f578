"""Two invented articles and what they state."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kg.catalogue import Catalogue, Entry
from kg.model import Article, Entity, Evidence, Extraction, Fact

TEXT = "Zenvia apre 3 negozi in Lumia. Lea Brandi guida Zenvia, che nel 2025 ne aprirà 14. Lea Brandi non lascia. Cresce del 12,5%."

ZENVIA = Entity("Zenvia", "Company", "zenvia")
LEA = Entity("Lea Brandi", "Person")
STORE = Entity("store", "Category")
LUMIA = Entity("Lumia", "Country", "lumia")


@pytest.fixture
def catalogue() -> Catalogue:
    return Catalogue([Entry("zenvia", "Zenvia", "Company", aliases=("Zenvia S.p.A.",)), Entry("lumia", "Lumia", "Country")])


def evidence(article: str, quote: str, confidence: str = "0.9", source: str = "explicit", text: str = TEXT) -> tuple[Evidence, ...]:
    """The evidence that ``quote`` in ``text`` is."""
    start = text.index(quote)
    return (Evidence(article, start, start + len(quote), quote, "opens/organisation-opens-stores", Decimal(confidence), source),)


def extract(article: str = "one", confidence: str = "0.9", source: str = "explicit", published: str | None = "2024-05") -> Extraction:
    """Four facts: two actual, one expected, one observation."""

    def said(quote: str) -> tuple[Evidence, ...]:
        return evidence(article, quote, confidence, source)

    facts = (
        Fact(
            "opens",
            ZENVIA,
            STORE,
            value=Decimal(3),
            unit="store",
            place=LUMIA,
            time="2024-01/2024-06",
            evidence=said("Zenvia apre 3 negozi"),
        ),
        Fact("holdsRole", LEA, ZENVIA, role="head", evidence=said("Lea Brandi guida Zenvia")),
        Fact("opens", ZENVIA, STORE, value=Decimal(14), time="2025", status="expected", by=LEA, evidence=said("ne aprirà 14")),
        Fact("growth", ZENVIA, metric="revenue", value=Decimal("12.50"), unit="percent", evidence=said("Cresce del 12,5%")),
    )
    return Extraction(Article(article, TEXT, title=f"Titolo {article}", published=published), 4, facts)


@pytest.fixture
def extraction() -> Extraction:
    return extract()


@pytest.fixture
def another() -> Callable[..., Extraction]:
    return extract
