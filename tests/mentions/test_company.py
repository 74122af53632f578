"""What unknown names are by their company, and companies that are called by a town or as a person is."""

import pytest

from kg import examples, pipeline
from kg.model import Article, Mention


def mentions(text: str) -> list[Mention]:
    views, _ = pipeline.read(pipeline.prepare(Article("t", text)), examples.names())
    return [mention for view in views for mention in view.reading.mentions]


def kinds(text: str) -> dict[str, str]:
    """Words of every name -> kind and entity."""
    return {m.text: f"{m.kind} {m.entity.name}" for m in mentions(text) if m.entity is not None}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("La Torvenna di Lumezzane ha fatturato 35 milioni.", "Torvenna", "Organisation Torvenna"),
        ("Ecco la Torvenna di Vallombra, azienda meccanica.", "Vallombra", "Place Vallombra"),
        ("Cresce la Torvenna, leader nel settore.", "Torvenna", "Organisation Torvenna"),
        ("Acme ha ceduto il 30% di Torvenna.", "Torvenna", "Organisation Torvenna"),
        ("Parla Anna Riva, presidente Southern Europe.", "Southern Europe", "Place Southern Europe"),
        ("Parla Carlo d'Arvena, presidente di Acme.", "Carlo d'Arvena", "Person Carlo d'Arvena"),
    ],
)
def test_unknown_names(text: str, name: str, expected: str) -> None:
    assert kinds(text)[name] == expected


def test_company_of_a_person_s_name() -> None:
    assert kinds("Ferrari corre. Lo diceva Enzo Ferrari.")["Ferrari"] == "Organisation Ferrari"
    assert kinds("Lo diceva Enzo Ferrari. La Ferrari corre.")["Ferrari"] == "Organisation Ferrari"
    assert kinds("Lo diceva Anna Ferrari. Poi Ferrari tace.")["Ferrari"] == "Person Anna Ferrari"


def test_town_that_acts_is_its_company() -> None:
    assert kinds("La Ferrari corre. Maranello ha consegnato 300 auto.")["Maranello"] == "Organisation Ferrari"
    assert kinds("La Ferrari corre. A Maranello nevica.")["Maranello"] == "Place Maranello"
    assert kinds("Altri corrono. Maranello ha consegnato premi.")["Maranello"] == "Place Maranello"


def test_difference_is_no_count() -> None:
    marked = [m.text for m in mentions("Acme ha venduto 100 auto in meno e 200 moto.") if ("difference", "true") in m.attributes]
    assert marked == ["100"]


def test_examples_behind_tra_cui_do_not_take_the_verb() -> None:
    views, _ = pipeline.read(pipeline.prepare(Article("t", "Sei aziende, tra cui Acme e Brio, hanno aperto negozi.")), examples.names())
    opened = next(clause for clause in views[0].reading.syntax.clauses if clause.verb is not None and clause.verb.lemma == "aprire")
    assert (opened.kind, opened.first) == ("main", 0)
