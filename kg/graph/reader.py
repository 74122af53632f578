"""Entities, articles and facts read from the store node by node."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg import vocabulary
from kg.errors import InputError
from kg.graph.records import Node, Passage, Record, Source, line
from kg.identity import identify_article
from kg.vocabulary import DCTERMS, KG, OA, PROV, RDF, RDFS, SCHEMA, SKOS

_DEFAULT = DefaultGraph()
_Values = dict[str, list[NamedNode | Literal]]
_KG = vocabulary.PREFIXES["kg"]
_SUBJECT, _OBJECT, _PLACE, _BY = (NamedNode(KG[slot]) for slot in ("subject", "object", "place", "statedBy"))
_IDENTIFIER, _RELATION, _FACT = NamedNode(DCTERMS.identifier), NamedNode(KG.relation), NamedNode(KG.Fact)
_EVIDENCE, _QUOTED_FROM = NamedNode(KG.evidence), NamedNode(PROV.wasQuotedFrom)


class Reader:
    """Reads what a store says, as long as it does not change. Where a property has several values, the first in order counts."""

    def __init__(self, store: Store, base: str) -> None:
        self._store = store
        self._base = base
        self._nodes: dict[NamedNode, Node] = {}
        self._articles: dict[NamedNode, str] = {}

    def articles(self) -> list[Source]:
        """Every article, in the order of ids."""
        nodes = self.subjects(NamedNode(RDF.type), NamedNode(SCHEMA.NewsArticle))
        return sorted((self.source(node) for node in nodes), key=lambda source: source.id)

    def facts(
        self, relations: Sequence[str], entities: Sequence[str], statuses: Sequence[str], articles: Sequence[str]
    ) -> Iterator[dict[str, Any]]:
        """``Graph.facts``."""
        wanted = frozenset(articles)
        lines: list[tuple[tuple[Any, ...], Record, Passage]] = []
        for record in self.records(relations, entities, statuses, articles):
            for piece in record.evidence:
                if not wanted or piece.article in wanted:
                    lines.append(((piece.article, piece.start, piece.end, record.id), record, piece))
        lines.sort(key=lambda each: each[0])
        for _, record, piece in lines:
            yield line(record, piece)

    def records(
        self, relations: Sequence[str], entities: Sequence[str], statuses: Sequence[str], articles: Sequence[str], ids: Sequence[str] = ()
    ) -> Iterator[Record]:
        """``Graph.records``."""
        for relation in relations:
            _check(relation, vocabulary.relations(), "relation")
        for status in statuses:
            _check(status, vocabulary.statuses(), "status")
        chosen: set[NamedNode] | None = None
        for found in (
            self._facts_of(entities) if entities else None,
            self._facts_in(articles) if articles else None,
            {self._fact(each) for each in ids} if ids else None,
            {fact for each in relations for fact in self.subjects(_RELATION, NamedNode(KG[each]))} if relations else None,
        ):
            if found is not None:
                chosen = found if chosen is None else chosen & found
        facts = self.subjects(NamedNode(RDF.type), _FACT) if chosen is None else chosen
        for fact in sorted(facts, key=lambda node: node.value):
            record = self.record(fact)
            if not statuses or record.status in statuses:
                yield record

    def entities(self) -> list[Node]:
        """``Graph.entities``."""
        nodes = {
            quad.object
            for slot in (_SUBJECT, _OBJECT, _PLACE, _BY)
            for quad in self._store.quads_for_pattern(None, slot, None, _DEFAULT)
            if isinstance(quad.object, NamedNode)
        }
        return sorted((self.node(node) for node in nodes), key=lambda node: node.id)

    def entity(self, name: str) -> Node:
        """``Graph.entity``."""
        from kg.catalogue import fold

        known = {node.iri: node for node in self.entities()}
        plain = name.removeprefix("r:")
        for iri in (name, self._base + plain):
            if iri in known:
                return known[iri]
        called: dict[str, list[Node]] = {}
        for node in known.values():
            for each in dict.fromkeys(fold(each) for each in (node.name, *node.aliases)):
                called.setdefault(each, []).append(node)
        found = called.get(fold(name), [])
        exact = [node for node in found if fold(node.name) == fold(name)] or found
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise InputError(f"{name}: more than one entity is called so", f"Say which: {', '.join('r:' + node.id for node in exact)}.")
        nearest = difflib.get_close_matches(fold(name), sorted(called), n=3)
        names = list(dict.fromkeys(called[each][0].name for each in nearest))
        raise InputError(f"{name}: no entity of the graph is called so", f"Did you mean {' or '.join(names)}?" if names else None)

    def article(self, article: str) -> NamedNode:
        """The IRI of the article of this id. InputError, with the nearest, where it is not there."""
        node = NamedNode(self._base + identify_article(article))
        if Quad(node, _IDENTIFIER, Literal(article), _DEFAULT) not in self._store:
            nearest = difflib.get_close_matches(article, [source.id for source in self.articles()], n=3, cutoff=0.4)
            raise InputError(f"{article}: no such article in the graph", f"Did you mean {' or '.join(nearest)}?" if nearest else None)
        return node

    def _fact(self, name: str) -> NamedNode:
        node = NamedNode(self._base + name.removeprefix("r:").removeprefix(self._base))
        if Quad(node, NamedNode(RDF.type), _FACT, _DEFAULT) not in self._store:
            raise InputError(f"{name}: no such fact in the graph", "`kg facts --format jsonl` shows their ids.")
        return node

    def _facts_of(self, names: Iterable[str]) -> set[NamedNode]:
        nodes = [NamedNode(self.entity(name).iri) for name in names]
        return {fact for node in nodes for slot in (_SUBJECT, _OBJECT, _PLACE, _BY) for fact in self.subjects(slot, node)}

    def _facts_in(self, articles: Iterable[str]) -> set[NamedNode]:
        nodes = [self.article(article) for article in articles]
        evidence = [piece for node in nodes for piece in self.subjects(_QUOTED_FROM, node)]
        return {fact for piece in evidence for fact in self.subjects(_EVIDENCE, piece)}

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


def _check(name: str, known: Iterable[str], what: str) -> None:
    names = list(known)
    if name not in names:
        nearest = difflib.get_close_matches(name, names, n=1)
        raise InputError(f"{name}: no such {what}", f"Did you mean {nearest[0]}?" if nearest else f"There are {', '.join(names)}.")
