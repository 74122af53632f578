"""Entities, articles and facts read from the store node by node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg import vocabulary
from kg.graph.records import Node, Passage, Record, Source
from kg.vocabulary import DCTERMS, KG, OA, PROV, RDF, RDFS, SCHEMA, SKOS

_DEFAULT = DefaultGraph()
_Values = dict[str, list[NamedNode | Literal]]
_KG = vocabulary.PREFIXES["kg"]


class Reader:
    """Reads what a store says of a node. Where a property has several values, the first in their order counts."""

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._base = base
        self._nodes: dict[NamedNode, Node] = {}
        self._articles: dict[NamedNode, str] = {}

    def forget(self) -> None:
        """Read everything anew: the store has changed."""
        self._nodes.clear()
        self._articles.clear()

    def subjects(self, predicate: NamedNode, value: NamedNode | Literal) -> Iterator[NamedNode]:
        """The nodes that have this value."""
        for quad in self._store.quads_for_pattern(None, predicate, value, _DEFAULT):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject

    def about(self, node: NamedNode) -> _Values:
        """The values of every property of a node."""
        values: _Values = {}
        for quad in self._store.quads_for_pattern(node, None, None, _DEFAULT):
            if isinstance(quad.object, NamedNode | Literal):
                values.setdefault(quad.predicate.value, []).append(quad.object)
        return values

    def local(self, node: NamedNode) -> str:
        """The local name of a node of the graph or of the ontology."""
        return node.value.removeprefix(self._base).removeprefix(_KG)

    def node(self, node: NamedNode) -> Node:
        """The entity of this IRI, with the most particular of its classes."""
        if node not in self._nodes:
            about = self.about(node)
            kinds = [self.local(kind) for kind in about.get(RDF.type, []) if isinstance(kind, NamedNode) and kind.value.startswith(_KG)]
            kind = min(kinds, key=lambda name: (-len(vocabulary.ancestors(name)), name), default="Entity")
            aliases = tuple(sorted({label.value for label in about.get(SKOS.altLabel, [])}))
            local = self.local(node)
            self._nodes[node] = Node(local, node.value, _name(about.get(RDFS.label, [])) or local, kind, aliases)
        return self._nodes[node]

    def source(self, node: NamedNode) -> Source:
        """The article of this IRI."""
        about = self.about(node)
        return Source(
            id=_first(about, DCTERMS.identifier) or self.local(node),
            iri=node.value,
            title=_first(about, DCTERMS.title),
            published=_first(about, SCHEMA.datePublished),
            url=_first(about, SCHEMA.url),
            language=_first(about, SCHEMA.inLanguage),
        )

    def record(self, fact: NamedNode) -> Record:
        """The fact of this IRI, with its evidence in the order of article and offset."""
        about = self.about(fact)
        evidence = [self._passage(piece) for piece in about.get(KG.evidence, []) if isinstance(piece, NamedNode)]
        return Record(
            id=self.local(fact),
            iri=fact.value,
            relation=_term(about, KG.relation) or "",
            subject=self._entity(about, KG.subject),
            object=self._entity(about, KG.object),
            role=self._role(about),
            metric=_term(about, KG.metric),
            value=_decimal(_first(about, KG.value)),
            value_max=_decimal(_first(about, KG.valueMax)),
            unit=_first(about, KG.unit),
            bound=_first(about, KG.bound),
            place=self._entity(about, KG.place),
            time=_first(about, KG.time),
            status=_term(about, KG.status) or "actual",
            by=self._entity(about, KG.statedBy),
            former=_first(about, KG.former) == "true",
            confidence=_decimal(_first(about, KG.confidence)) or Decimal(0),
            subject_source=_term(about, KG.subjectSource) or "none",
            evidence=tuple(sorted(evidence, key=lambda piece: (piece.article, piece.start, piece.end, piece.id))),
        )

    def _entity(self, about: _Values, slot: str) -> Node | None:
        found = _first(about, slot)
        return None if found is None else self.node(NamedNode(found))

    def _role(self, about: _Values) -> str | None:
        role = _first(about, KG.role)
        return role and (vocabulary.label(role) or self.node(NamedNode(role)).name)

    def _passage(self, node: NamedNode) -> Passage:
        about = self.about(node)
        article = NamedNode(_first(about, PROV.wasQuotedFrom) or node.value)
        if article not in self._articles:
            self._articles[article] = self.source(article).id
        return Passage(
            id=self.local(node),
            article=self._articles[article],
            start=int(_first(about, OA.start) or 0),
            end=int(_first(about, OA.end) or 0),
            quote=_first(about, OA.exact) or "",
            rule=_first(about, KG.rule) or "",
            confidence=_decimal(_first(about, KG.confidence)) or Decimal(0),
            subject_source=_term(about, KG.subjectSource) or "none",
            before=_first(about, OA.prefix) or "",
            after=_first(about, OA.suffix) or "",
        )


def _first(about: _Values, predicate: str) -> str | None:
    return min((value.value for value in about.get(predicate, [])), default=None)


def _term(about: _Values, slot: str) -> str | None:
    found = _first(about, slot)
    return None if found is None else found.removeprefix(_KG)


def _name(labels: Sequence[NamedNode | Literal]) -> str | None:
    """The name that facts print: the label without a language, else the English one, else any."""
    ranked = [({None: 0, "en": 1}.get(label.language, 2), label.value) for label in labels if isinstance(label, Literal)]
    return min(ranked)[1] if ranked else None


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
