"""SHACL: a graph of ours conforms, a broken one does not, and the report says where."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import vocabulary
from kg.catalogue import Catalogue
from kg.graph import Graph
from kg.graph.shapes import validate
from kg.model import Extraction
from kg.vocabulary import KG, OA, PREFIXES


@pytest.fixture
def graph(catalogue: Catalogue, another: Callable[..., Extraction]) -> Graph:
    graph = Graph.memory(catalogue=catalogue)
    graph.add(another("one"))
    two = another("two")
    graph.add(replace(two, facts=tuple(replace(fact, status="denied") for fact in two.facts)))
    former = tuple(replace(fact, former=True, role="keeper of lamps") for fact in another("three").facts if fact.role)
    graph.add(replace(another("three"), facts=former))
    return graph


def test_a_graph_of_ours_conforms(graph: Graph) -> None:
    assert validate(graph) == (True, "The graph conforms.")


def test_an_empty_graph_conforms() -> None:
    assert validate(Graph.memory())[0]


BREAKS = [
    (KG.relation, KG.Fact, "has one relation"),
    (KG.status, KG.explicit, "has one status"),
    (KG.value, Literal("molti"), "has at most one value"),
    (KG.valueMax, Literal(1), "no higher than valueMax"),
    (KG.bound, Literal("almost"), "bound"),
    (KG.time, Literal("ieri"), "time"),
    (KG["from"], Literal("2025-01-01"), "first day"),
    (KG.place, "https://w3id.org/kg-news/id/lea-brandi", "has a place of the class Place"),
    (KG.role, KG.head, "no holdsRole"),
    (KG.metric, KG.revenue, "neither growth nor surpasses"),
    (KG.former, Literal(True), "former and no holdsRole"),
    (KG.confidence, Literal(2), "confidence"),
    (KG.evidence, "https://w3id.org/kg-news/id/zenvia", "has evidence"),
    (KG.subject, "https://w3id.org/kg-news/id/nobody", "has a name"),
    ("https://w3id.org/kg-news/ontology#surprise", Literal(1), "kg:surprise 1: .*the slots of a fact only"),
]


@pytest.mark.parametrize(("predicate", "value", "said"), BREAKS)
def test_a_broken_fact_is_found(graph: Graph, predicate: str, value: str | Literal, said: str) -> None:
    fact = NamedNode(next(graph.records(relations=["opens"], statuses=["actual"])).iri)
    graph.store.add(Quad(fact, NamedNode(predicate), NamedNode(value) if isinstance(value, str) else value))
    conforms, report = validate(graph)
    assert not conforms and re.search(f"r:(fact-|nobody|lea-brandi|zenvia).*?{said}", report)


def test_lost_evidence_and_stray_triples_are_found(graph: Graph) -> None:
    for quad in list(graph.store.quads_for_pattern(None, NamedNode(KG.evidence), None)):
        graph.store.remove(quad)
    zenvia = NamedNode(PREFIXES["r"] + "zenvia")
    graph.store.add(Quad(zenvia, NamedNode(KG.makes), NamedNode(PREFIXES["r"] + "store")))
    conforms, report = validate(graph)
    assert not conforms
    assert "has evidence" in report and "is the evidence of one fact" in report
    assert "r:zenvia kg:makes r:store: has a direct triple that no actual fact states" in report
    assert report == validate(graph)[1]


def test_an_actual_fact_without_its_direct_triple_is_found(graph: Graph) -> None:
    for name in ("opens", "role"):
        for quad in list(graph.store.quads_for_pattern(None, NamedNode(KG[name]), None)):
            if "fact-" not in quad.subject.value:
                graph.store.remove(quad)
    report = validate(graph)[1]
    assert "is actual and has no direct triple" in report and "its subject has no such post" in report


def test_a_quote_is_as_long_as_its_span(graph: Graph) -> None:
    evidence = NamedNode(PREFIXES["r"] + next(graph.records()).evidence[0].id)
    (old,) = graph.store.quads_for_pattern(evidence, NamedNode(OA.end), None)
    graph.store.remove(old)
    graph.store.add(Quad(evidence, NamedNode(OA.end), Literal(5000)))
    assert "as long as its span, which is at most 400" in validate(graph)[1]


def test_the_lists_of_the_shapes_are_those_of_the_ontology() -> None:
    text = vocabulary.ontology_path("shapes.ttl").read_text("utf-8")
    lists = [frozenset(re.findall(r"kg:([\w-]+)", found)) for found in re.findall(r"sh:in \(([^)]*kg:[^)]*)\)", text)]
    for names in (
        vocabulary.relations(), vocabulary.metrics(), vocabulary.statuses(), vocabulary.subject_sources(),
        set(vocabulary.entity_kinds()) - {"Entity"}, {kind for kind in vocabulary.entity_kinds() if "Place" in vocabulary.ancestors(kind)},
        {kind for kind in vocabulary.entity_kinds() if "Organisation" in vocabulary.ancestors(kind)},
    ):  # fmt: skip
        assert frozenset(names) in lists
    direct = {name for name, relation in vocabulary.relations().items() if not relation.observation and name != "holdsRole"}
    unquantified = {name for name, relation in vocabulary.relations().items() if "value" not in relation.slots}
    filters = [frozenset(re.findall(r"kg:([\w-]+)", found)) for found in re.findall(r"FILTER\(\?\w+ IN \(([^)]*)\)\)", text)]
    assert filters.count(frozenset(direct)) == 2 and frozenset(unquantified) in filters
