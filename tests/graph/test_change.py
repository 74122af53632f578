"""Whatever was added, replaced and removed in whatever order: the graph is that of the articles that are left."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from kg.catalogue import Catalogue
from kg.graph import Graph
from kg.model import Entity, Extraction, Fact


def varied(choice: random.Random, extraction: Extraction) -> Extraction:
    """Some of the facts, with other confidences, subjects, times and a second piece of evidence here and there."""
    facts: list[Fact] = []
    for fact in extraction.facts:
        if choice.random() < 0.3:
            continue
        evidence = tuple(
            replace(
                piece,
                confidence=Decimal(choice.choice(["0.5", "0.9", "0.90", "1"])),
                subject_source=choice.choice(["explicit", "topic", "nominal"]),
            )
            for piece in fact.evidence
        )
        if choice.random() < 0.4:
            evidence += tuple(replace(piece, start=piece.start + 1, confidence=Decimal("0.95")) for piece in evidence)
        subject = choice.choice([fact.subject, Entity("Ada", "Person")])
        status, time = choice.choice([fact.status, "actual"]), choice.choice(["2020", "2021"])
        facts.append(replace(fact, subject=subject, status=status, time=time, evidence=evidence))
    return replace(extraction, facts=tuple(facts))


@pytest.mark.parametrize("seed", range(40))
def test_the_graph_is_that_of_the_articles_left(seed: int, catalogue: Catalogue, another: Callable[..., Extraction]) -> None:
    choice = random.Random(seed)
    graph = Graph.memory(catalogue=catalogue)
    there: dict[str, Extraction] = {}
    for _ in range(12):
        name = choice.choice("abcd")
        if name in there and choice.random() < 0.3:
            graph.remove([name])
            del there[name]
        else:
            there[name] = varied(choice, another(name))
            graph.add(there[name])
    fresh = Graph.memory(catalogue=catalogue)
    for name in choice.sample(sorted(there), len(there)):
        fresh.add(there[name])
    assert sorted(map(str, graph.store)) == sorted(map(str, fresh.store))
