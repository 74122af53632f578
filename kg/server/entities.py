"""What ``/id/NAME`` says: the facts that an entity, a fact, an article or a piece of evidence has part in, with their evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

MOST = 1000  # pieces of evidence on one page
Row = Mapping[str, Mapping[str, str]]  # a solution of SPARQL results in JSON

_FACTS_OF = """{{ ?fact kg:subject|kg:object|kg:place|kg:statedBy|kg:evidence <{iri}> }}
  UNION {{ ?fact a kg:Fact FILTER(?fact = <{iri}>) }}
  UNION {{ ?quoted prov:wasQuotedFrom <{iri}> . ?fact kg:evidence ?quoted }}"""
_RDF = """CONSTRUCT {{ ?node ?property ?value }} WHERE {{
  {{ BIND(<{iri}> AS ?node) }}
  UNION {{ {facts} BIND(?fact AS ?node) }}
  UNION {{ {facts} ?fact kg:evidence ?node }}
  ?node ?property ?value
}}"""
_SLOTS = ("role", "metric", "value", "valueMax", "unit", "bound", "time", "status", "former", "confidence")
_NODES = ("subject", "object", "place", "statedBy")
_NAME = '?{slot} rdfs:label ?{slot}Name FILTER(LANG(?{slot}Name) IN ("", "en"))'
_TABLE = """SELECT * WHERE {{
  {{ SELECT DISTINCT ?fact WHERE {{ {facts} }} }}
  ?fact kg:relation ?relation ; kg:evidence ?piece .
  ?piece prov:wasQuotedFrom ?source ; oa:exact ?quote ; oa:start ?start ; oa:end ?end ; kg:rule ?rule .
  ?source dcterms:identifier ?article .
  OPTIONAL {{ ?piece oa:prefix ?before }} OPTIONAL {{ ?piece oa:suffix ?after }}
  OPTIONAL {{ ?source dcterms:title ?title }} OPTIONAL {{ ?source schema:datePublished ?published }}
  OPTIONAL {{ ?source schema:url ?url }}
  {slots}
}} ORDER BY ?relation ?fact ?article ?start LIMIT {most}"""
_ABOUT = "SELECT ?property ?value WHERE {{ <{iri}> ?property ?value }} ORDER BY ?property ?value LIMIT 200"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A piece of evidence. ``source`` is the IRI of the article; ``url`` is where it was published."""

    source: str
    article: str
    quote: str
    before: str
    after: str
    start: str
    end: str
    rule: str
    title: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact. ``nodes`` are its slots that are nodes, as IRI and name; ``slots`` the others, as text."""

    iri: str
    relation: str
    nodes: Mapping[str, tuple[str, str]]
    slots: Mapping[str, str]
    evidence: list[Quotation] = field(default_factory=list)


def rdf(iri: str) -> str:
    """The query whose answer is what is known of the node ``iri``: its triples, its facts and their evidence."""
    return _RDF.format(iri=iri, facts=_FACTS_OF.format(iri=iri))


def facts(iri: str) -> str:
    """The query whose answer ``statements`` reads: the facts of the node ``iri``."""
    slots = [f"OPTIONAL {{ ?fact kg:{slot} ?{slot} }}" for slot in _SLOTS]
    slots += [f"OPTIONAL {{ ?fact kg:{slot} ?{slot} . OPTIONAL {{ {_NAME.format(slot=slot)} }} }}" for slot in _NODES]
    return _TABLE.format(facts=_FACTS_OF.format(iri=iri), slots="\n  ".join(slots), most=MOST)


def about(iri: str) -> str:
    """The query whose answer is the properties of the node ``iri``."""
    return _ABOUT.format(iri=iri)


def rows(answer: bytes) -> list[Row]:
    """The solutions of SPARQL results in JSON (https://www.w3.org/TR/sparql11-results-json/)."""
    found: list[Row] = json.loads(answer)["results"]["bindings"]
    return found


def statements(solutions: Iterable[Row]) -> Sequence[Statement]:
    """The facts among the solutions of ``facts``, in their order, each with all its evidence."""
    found: dict[str, Statement] = {}
    seen: set[str] = set()
    for row in solutions:
        fact, piece = _value(row, "fact"), _value(row, "piece")
        if fact not in found:
            nodes = {slot: (_value(row, slot), _value(row, f"{slot}Name")) for slot in _NODES if slot in row}
            slots = {slot: _local(_value(row, slot)) for slot in _SLOTS if slot in row}
            found[fact] = Statement(fact, _local(_value(row, "relation")), nodes, slots)
        if piece in seen:  # a label in two languages gives two rows
            continue
        seen.add(piece)
        found[fact].evidence.append(_quotation(row))
    return tuple(found.values())


def _quotation(row: Row) -> Quotation:
    said = (_value(row, name) for name in ("source", "article", "quote", "before", "after", "start", "end", "rule"))
    return Quotation(*said, *(_value(row, name) or None for name in ("title", "published", "url")))


def _value(row: Row, name: str) -> str:
    return row[name]["value"] if name in row else ""


def _local(value: str) -> str:
    """The local name of a term of the ontology; any other value as it is."""
    from kg import vocabulary

    return value.removeprefix(vocabulary.PREFIXES["kg"])
