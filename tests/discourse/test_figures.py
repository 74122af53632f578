"""Figures that lean on what was said before: ranks that follow, changes of figures, whose units they are."""

import pytest

from kg import examples, pipeline
from kg.model import Article, Fact


def found(text: str, relation: str) -> list[Fact]:
    return [f for f in pipeline.extract(Article("t", text), examples.names()).facts if f.relation == relation]


def test_ranks_follow_each_other() -> None:
    text = "In testa alla classifica resta Acme, seguita da Brio (18%) e Altea (17%). Alle loro spalle c'è Rodan."
    assert {f.subject.name: int(f.value or 0) for f in found(text, "rank") if f.subject} == {"Acme": 1, "Brio": 2, "Altea": 3, "Rodan": 4}


def test_nobody_follows_one_without_a_rank() -> None:
    assert found("Al terzo posto c'è Rodan. Acme è cresciuta, seguita da Brio.", "rank")[-1].subject.name == "Rodan"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "subject", "place"),
    [
        ("Acme cresce. Nel 2019 in Spagna sono stati venduti 14 milioni di telefoni.", None, "Spagna"),
        ("Acme cresce. Secondo Canalis nel 2019 sono stati venduti 14 milioni di telefoni.", None, None),
        ("Nel 2019 le consegne mondiali di telefoni sono salite a 14 milioni.", None, None),
        ("Acme cresce: nel 2019 le consegne sono salite a 14 milioni.", "Acme", None),
        ("Nel 2019 in Spagna 14 milioni di telefoni sono stati venduti da Acme.", "Acme", "Spagna"),
    ],
)
def test_whose_units(text: str, subject: str | None, place: str | None) -> None:
    (fact,) = found(text, "shipments")
    assert (fact.subject.name if fact.subject else None, fact.place.name if fact.place else None) == (subject, place)


def test_a_change_is_its_figures() -> None:
    (fact,) = found("Nel 2019 in Spagna sono stati venduti 14 milioni di telefoni, il 12% in meno del 2018.", "growth")
    assert (fact.subject, fact.metric, float(fact.value or 0), fact.time, fact.place.name if fact.place else None) == (
        None, "shipments", -12, "2019", "Spagna",
    )  # fmt: skip


def test_a_change_without_a_figure_is_nobodys() -> None:
    assert found("Acme vuole il 12% in meno.", "growth") == []
