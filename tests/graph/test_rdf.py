"""The shape of the graph, as docs/graph.md lays down."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from kg.catalogue import Catalogue
from kg.graph import Graph
from kg.graph.rdf import context, first_day, last_day
from kg.model import Entity, Extraction

SHAPE = """
ASK {
  r:zenvia a kg:Company ; rdfs:label "Zenvia" ; skos:altLabel "Zenvia S.p.A." ; kg:opens r:store .
  r:store a kg:Category ; rdfs:label "store"@en , "negozio"@it .
  r:lea-brandi a kg:Person ; kg:role r:zenvia-head .
  r:zenvia-head a org:Post ; rdfs:label "head of Zenvia"@en , "capo di Zenvia"@it ; org:postIn r:zenvia ; org:role kg:head .
  ?opening a kg:Fact ; kg:relation kg:opens ; kg:subject r:zenvia ; kg:object r:store ; kg:value 3 ; kg:unit "store" ; kg:place r:lumia ;
    kg:status kg:actual ; kg:time "2024-01/2024-06" ; kg:from "2024-01-01"^^xsd:date ; kg:until "2024-06-30"^^xsd:date ;
    kg:confidence 0.9 ; kg:subjectSource kg:explicit ; kg:evidence ?evidence .
  ?evidence a kg:Evidence ; prov:wasQuotedFrom ?article ; oa:exact "Zenvia apre 3 negozi" ; oa:suffix " in Lumia." ;
    oa:start 0 ; oa:end 20 ; kg:rule "opens/organisation-opens-stores" .
  ?article a schema:NewsArticle ; dcterms:identifier "one" ; dcterms:title "Titolo one" ; schema:datePublished "2024-05"^^xsd:gYearMonth .
  ?plan kg:value 14 ; kg:status kg:expected ; kg:statedBy r:lea-brandi .
  ?growth kg:relation kg:growth ; kg:metric kg:revenue ; kg:value 12.5 ; kg:unit "percent" .
  ?post kg:relation kg:holdsRole ; kg:subject r:lea-brandi ; kg:object r:zenvia ; kg:role kg:head .
}"""


def ask(graph: Graph, query: str) -> bool:
    from kg.vocabulary import PREFIXES

    return bool(graph.store.query(query, prefixes=dict(PREFIXES)))


def test_an_article_has_the_shape_of_the_contract(extraction: Extraction, catalogue: Catalogue) -> None:
    graph = Graph.memory(catalogue=catalogue)
    graph.add(extraction)
    assert ask(graph, SHAPE)


@pytest.mark.parametrize(("status", "former"), [("expected", False), ("reported", False), ("denied", False), ("actual", True)])
def test_only_what_is_actual_and_not_former_is_a_direct_triple(
    extraction: Extraction, catalogue: Catalogue, status: str, former: bool
) -> None:
    facts = tuple(replace(fact, status=status, former=former and fact.relation == "holdsRole") for fact in extraction.facts)
    graph = Graph.memory(catalogue=catalogue)
    graph.add(replace(extraction, facts=facts))
    assert not ask(graph, "ASK { ?person kg:role ?post . ?post a org:Post }")
    assert ask(graph, "ASK { r:zenvia kg:opens ?what }") == (status == "actual")
    assert ask(graph, "ASK { ?fact kg:relation kg:holdsRole ; kg:role kg:head }")
    assert ask(graph, "ASK { ?fact kg:former true }") == former


def test_an_observation_is_no_direct_triple(extraction: Extraction, catalogue: Catalogue) -> None:
    shipments = replace(extraction.facts[0], relation="shipments", place=None)
    graph = Graph.memory(catalogue=catalogue)
    graph.add(replace(extraction, facts=(shipments,)))
    assert not ask(graph, "ASK { ?s kg:shipments ?o }")


def test_a_role_that_is_not_listed_gets_a_name_of_its_own(extraction: Extraction, catalogue: Catalogue) -> None:
    graph = Graph.memory(catalogue=catalogue)
    graph.add(replace(extraction, facts=(replace(extraction.facts[1], role="keeper of lamps"),)))
    assert ask(graph, 'ASK { r:lea-brandi kg:role [ org:role r:role-keeper-of-lamps ; rdfs:label "keeper of lamps of Zenvia"@en ] }')
    assert [record.role for record in graph.records()] == ["keeper of lamps"]


def test_the_same_statement_twice_is_one_fact_with_two_pieces_of_evidence(extraction: Extraction, catalogue: Catalogue) -> None:
    first = extraction.facts[0]
    later = tuple(
        replace(piece, start=50, end=54, quote="2025", confidence=Decimal("0.95"), subject_source="topic") for piece in first.evidence
    )
    graph = Graph.memory(catalogue=catalogue)
    graph.add(replace(extraction, facts=(first, replace(first, evidence=later))))
    (record,) = graph.records()
    assert len(record.evidence) == 2
    assert (record.confidence, record.subject_source) == (Decimal("0.95"), "topic")


def test_two_rules_at_one_place_are_one_piece_of_evidence_of_the_surer(extraction: Extraction, catalogue: Catalogue) -> None:
    first = extraction.facts[0]
    both = (*first.evidence, replace(first.evidence[0], rule="opens/other", confidence=Decimal("0.95")))
    graph = Graph.memory(catalogue=catalogue)
    graph.add(replace(extraction, facts=(replace(first, evidence=both),)))
    assert [piece.rule for record in graph.records() for piece in record.evidence] == ["opens/other"]


@pytest.mark.parametrize("value", ["3", "12.5", "-0.25", "14700000000", "100000000000000000000000000", "1E+3", "0.10", "3.00"])
def test_numbers_survive(extraction: Extraction, catalogue: Catalogue, value: str) -> None:
    graph = Graph.memory(catalogue=catalogue)
    graph.add(replace(extraction, facts=(replace(extraction.facts[0], value=Decimal(value)),)))
    (record,) = graph.records()
    assert record.value == Decimal(value)


@pytest.mark.parametrize(
    ("time", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2017-04/2017-06", "2017-04-01", "2017-06-30"),
        ("2024-05-03", "2024-05-03", "2024-05-03"), ("2024/2026", "2024-01-01", "2026-12-31"), ("--11-05", None, None), (None, None, None),
        ("2023-02-30", None, None), ("2023-13", None, None), ("2023/", "2023-01-01", None),
    ],
)  # fmt: skip
def test_a_time_has_a_first_and_a_last_day(time: str | None, first: str | None, last: str | None) -> None:
    assert [day and day.isoformat() for day in (first_day(time), last_day(time))] == [first, last]


def test_the_context_of_a_quote_ends_with_its_sentence() -> None:
    text = "Prima frase. Ieri Zenvia apre 3 negozi in Lumia. Altro ancora."
    start = text.index("apre")
    assert context(text, start, start + 4) == ("Ieri Zenvia ", " 3 negozi in Lumia.")


def test_a_class_that_there_is_not_is_refused(extraction: Extraction, catalogue: Catalogue) -> None:
    graph = Graph.memory(catalogue=catalogue)
    with pytest.raises(KeyError, match="Compny"):
        graph.add(replace(extraction, facts=(replace(extraction.facts[0], subject=Entity("Altra", "Compny")),)))
    assert len(graph) == 0
