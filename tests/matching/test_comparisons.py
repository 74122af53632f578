"""The second figure of a comparison: which one it is, in which terms, when it held and whose it is."""

import pytest

from kg import examples, pipeline
from kg.model import Article, Fact


def stated(text: str, relation: str) -> list[tuple[str | None, float, str | None, str | None]]:
    """Subject, value, unit and time of every fact of the relation."""
    facts: tuple[Fact, ...] = pipeline.extract(Article("t", text), examples.names()).facts
    rows = [(f.subject.name if f.subject else None, float(f.value or 0), f.unit, f.time) for f in facts if f.relation == relation]
    return sorted(rows, key=lambda row: -row[1])


@pytest.mark.parametrize(
    ("text", "relation", "expected"),
    [
        (
            "Nel 2014 Acme ha venduto 39 milioni di telefoni, contro i 33 milioni del 2013.",
            "shipments",
            [("Acme", 39e6, "phone", "2014"), ("Acme", 33e6, "phone", "2013")],
        ),
        (
            "Nel 2014 Acme ha venduto 39 milioni di telefoni, contro i 33 di Altea.",
            "shipments",
            [("Acme", 39e6, "phone", "2014"), ("Altea", 33e6, "phone", "2014")],
        ),
        (
            "Acme ha chiuso il 2019 con un fatturato di 1,3 miliardi di euro, rispetto agli 1,1 del 2018.",
            "revenue",
            [("Acme", 1.3e9, "EUR", "2019"), ("Acme", 1.1e9, "EUR", "2018")],
        ),
        (
            "Nel 2014 la quota di Acme è scesa dal 35% al 24%.",
            "marketShare",
            [("Acme", 35, "percent", None), ("Acme", 24, "percent", "2014")],
        ),
    ],
)
def test_both_figures_are_stated(text: str, relation: str, expected: list[tuple[str | None, float, str | None, str | None]]) -> None:
    assert stated(text, relation) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Nel 2019 i ricavi di Acme sono saliti a 5 miliardi di euro, contro i 4,9 attesi dagli analisti.",
        "Nel 2019 i ricavi di Acme sono saliti a 5 miliardi di euro, con 40 negozi nel 2018.",
    ],
)
def test_what_was_only_expected_or_counts_something_else_is_no_second_figure(text: str) -> None:
    assert [row[1] for row in stated(text, "revenue")] == [5e9]
