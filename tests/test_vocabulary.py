"""The ontology is whole, and its namespaces are closed."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from kg import vocabulary
from kg.vocabulary import KG, SCHEMA

RELATIONS = [
    "holdsRole", "founded", "partOf", "basedIn", "acquires", "mergesWith", "investsIn", "partnersWith", "makes",
    "launches", "sellsIn", "opens", "surpasses", "focusesOn", "shipments", "sales", "revenue", "profit",
    "marketShare", "rank", "growth", "price", "storeCount", "userCount", "employeeCount", "marketValue",
]  # fmt: skip


def test_a_term_is_its_iri() -> None:
    assert KG.opens == KG["opens"] == "https://w3id.org/kg-news/ontology#opens"
    assert KG["general-manager"].endswith("#general-manager")
    assert SCHEMA.NewsArticle == "https://schema.org/NewsArticle"


def test_a_misspelt_term_raises_and_names_the_nearest() -> None:
    with pytest.raises(AttributeError, match=r"kg:open; did you mean kg:opens\?"):
        _ = KG.open
    with pytest.raises(KeyError, match="general-manager"):
        KG["general-manger"]
    with pytest.raises(AttributeError):
        _ = SCHEMA.NewsArticel
    assert "opens" in KG and "open" not in KG


def test_every_relation_is_there_with_its_slots() -> None:
    relations = vocabulary.relations()
    assert list(relations) == RELATIONS
    assert relations["holdsRole"].slots == ("role", "former")
    assert relations["growth"].observation and "metric" in relations["growth"].slots
    assert not relations["opens"].observation and "value" in relations["opens"].slots
    assert relations["founded"].subjects == ("Person", "Organisation")
    assert relations["partnersWith"].symmetric and not relations["makes"].symmetric


@pytest.mark.parametrize("language", ["it", "en"])
def test_every_term_of_ours_has_a_label(language: str) -> None:
    assert len(list(KG)) > 150
    assert [name for name in KG if vocabulary.label(name, language) is None] == []


def test_relations_are_explained_in_both_languages() -> None:
    text = vocabulary.ontology_path("kg.ttl").read_text("utf-8")
    for name in RELATIONS:
        block = re.search(rf"^kg:{name} a kg:.*?\.$", text, re.MULTILINE | re.DOTALL)
        assert block and re.search(r'rdfs:comment "[^"]+"@en , "[^"]+"@it', block[0]), name


def test_roles_go_by_their_english_name() -> None:
    roles = vocabulary.roles()
    assert roles["general manager"] == "general-manager"
    assert roles["chief executive officer"] == "chief-executive-officer"
    assert vocabulary.label("general-manager", "it") == "direttore generale"
    assert all(name == re.sub(r"[^a-z]+", "-", english) for english, name in roles.items())


def test_classes_have_their_ancestors() -> None:
    assert vocabulary.ancestors("AnalystFirm") == ("AnalystFirm", "Company", "Organisation", "Entity")
    assert "Fact" not in vocabulary.entity_kinds() and "StoreChain" in vocabulary.entity_kinds()
    with pytest.raises(KeyError, match="kg:Company"):
        vocabulary.ancestors("Compny")


def test_categories_are_named_in_italian_too() -> None:
    assert vocabulary.categories()["store"] == "negozio"
    assert vocabulary.categories()["electric car"] == "auto elettrica"


def test_the_ontology_is_read_only_when_a_term_is_asked_for() -> None:
    code = "import sys, kg.vocabulary as v; assert 'pyoxigraph' not in sys.modules; v.KG.opens; assert 'rdflib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_source_of_a_subject_that_discourse_gives_is_a_term() -> None:
    from kg.discourse import SURENESS

    assert set(SURENESS) <= set(vocabulary.subject_sources())
