"""One entity, one IRI: names come from content."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg import identity
from kg.catalogue import Catalogue, Entry
from kg.model import Entity, Evidence, Fact

CATALOGUE = Catalogue([Entry("zenvia", "Zenvia", "Company"), Entry("porto-lume", "Porto Lume", "City")])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lea Brandi", "lea-brandi"),
        ("Perché Sì", "perche-si"),
        ("L’Àncora", "l-ancora"),
        ("Zeta S10+", "zeta-s10-plus"),
        ("Bit & Byte", "bit-and-byte"),
        ("Ørnsted", "ornsted"),
        ("  Zenvia,  S.p.A. ", "zenvia-s-p-a"),
    ],
)
def test_a_slug_is_plain_ascii(name: str, expected: str) -> None:
    assert identity.slug(name) == expected


def test_names_that_lose_letters_stay_apart() -> None:
    names = [identity.slug(name) for name in ("小米", "华为", "Zenvia 小米", "Zenvia", "!!!", "???", "x" * 200, "x" * 201)]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and 0 < len(name) < 100 for name in names)


def test_the_catalogue_names_what_it_knows() -> None:
    assert identity.identify(Entity("Zenvia", "Company", "zenvia"), CATALOGUE) == "zenvia"
    assert identity.identify(Entity("Zenvia", "Brand"), CATALOGUE) == "zenvia"  # of the same family: the same
    assert identity.identify(Entity("Zenvia", "Product"), CATALOGUE) == "zenvia-product"
    assert identity.identify(Entity("Porto Lume", "Company"), CATALOGUE) == "porto-lume-company"
    assert identity.identify(Entity("Nuova Lume", "Company"), CATALOGUE) == "nuova-lume"


def fact() -> Fact:
    evidence = Evidence("one", 0, 10, "Zenvia apre", "opens/shops", Decimal("0.9"), "explicit")
    return Fact("opens", Entity("Zenvia", "Company", "zenvia"), Entity("store", "Category"), value=Decimal(3), evidence=(evidence,))


def test_a_fact_is_named_after_every_slot_but_its_evidence() -> None:
    name = identity.identify_fact(fact(), CATALOGUE)
    assert name == identity.identify_fact(replace(fact(), evidence=()), CATALOGUE)
    assert name == identity.identify_fact(replace(fact(), value=Decimal("3.00")), CATALOGUE)
    others = [
        replace(fact(), value=Decimal(4)), replace(fact(), value_max=Decimal(4)), replace(fact(), unit="store"),
        replace(fact(), bound="over"),
        replace(fact(), place=Entity("Porto Lume", "City")), replace(fact(), time="2024"), replace(fact(), status="denied"),
        replace(fact(), by=Entity("Lea Brandi", "Person")), replace(fact(), object=Entity("factory", "Category")),
        replace(fact(), former=True), replace(fact(), metric="sales"), replace(fact(), role="head"), replace(fact(), subject=None),
    ]  # fmt: skip
    names = {name, *(identity.identify_fact(other, CATALOGUE) for other in others)}
    assert len(names) == len(others) + 1


def test_articles_of_one_slug_stay_apart() -> None:
    assert identity.identify_article("a_b") != identity.identify_article("a-b")


@pytest.mark.parametrize(
    ("value", "plain"),
    [("1.50", "1.5"), ("1E+3", "1000"), ("-0.0", "0"), ("100", "100"), ("23160000.000", "23160000"), ("-12.30", "-12.3")],
)
def test_a_number_has_one_plain_form(value: str, plain: str) -> None:
    assert identity.number(Decimal(value)) == plain
