"""An article's facts as RDF: the direct triples, the facts, their evidence, and what they are about (docs/graph.md)."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg import identity, vocabulary
from kg.catalogue import slug
from kg.model import Article, Entity, Evidence, Extraction, Fact
from kg.vocabulary import DCTERMS, KG, OA, ORG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD

if TYPE_CHECKING:
    from kg.catalogue import Catalogue

Term = NamedNode | Literal
Node = NamedNode | Literal | BlankNode | Triple  # whatever a store may hold

TYPE, LABEL, ALT_LABEL = NamedNode(RDF.type), NamedNode(RDFS.label), NamedNode(SKOS.altLabel)
NAMING, EVIDENCE, QUOTED_FROM = NamedNode(KG.naming), NamedNode(KG.evidence), NamedNode(PROV.wasQuotedFrom)
CONFIDENCE, SUBJECT_SOURCE = NamedNode(KG.confidence), NamedNode(KG.subjectSource)
_RELATION, _SUBJECT, _OBJECT, _ROLE = (NamedNode(KG[slot]) for slot in ("relation", "subject", "object", "role"))
_STATUS, _ACTUAL, _FORMER = NamedNode(KG.status), NamedNode(KG.actual), NamedNode(KG.former)
DIRECT = (_SUBJECT, _RELATION, _OBJECT, _ROLE, _STATUS, _FORMER)  # the slots that decide what direct triple a fact has
DEFAULT_GRAPH = DefaultGraph()
CONTEXT = 200  # code points kept on either side of a quote

_LOCAL_NAME = re.compile(r"[\w.~-]+")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_SENTENCE_END = re.compile(r"[.!?…]['\"”»)]?\s+(?=[^a-zà-ÿ\s]|$)|\n")


@dataclass(frozen=True, slots=True)
class Statements:
    """What one article adds to the graph."""

    article: NamedNode
    quads: tuple[Quad, ...]
    facts: tuple[NamedNode, ...]  # those it states
    described: tuple[NamedNode, ...]  # entities, posts and roles that the quads describe
    catalogued: tuple[NamedNode, ...]  # of these, those whose names only the catalogue gives


class Writer:
    """Turns extractions into statements under one base IRI, naming what the catalogue knows as it does."""

    def __init__(self, base: str | None = None, catalogue: Catalogue | None = None) -> None:
        from kg.catalogue import load

        self.base = base or vocabulary.PREFIXES["r"]
        self.catalogue = catalogue or load()

    def node(self, name: str) -> NamedNode:
        """The IRI of a local name. ValueError where it could not stand in one."""
        if not _LOCAL_NAME.fullmatch(name):
            raise ValueError(f"{name!r} cannot be the local name of an IRI")
        return NamedNode(self.base + name)

    def article(self, article: str) -> NamedNode:
        """The IRI of the article of this id."""
        return self.node(identity.identify_article(article))

    def write(self, extraction: Extraction) -> Statements:
        """Everything that an extraction states. The order is that of the facts; nothing comes twice."""
        article = self.article(extraction.article.id)
        description = _Description(self, article)
        quads: dict[Quad, None] = dict.fromkeys(_article(article, extraction.article))
        facts: dict[NamedNode, None] = {}
        for fact in _merge(extraction.facts, self.catalogue):
            node = self.node(identity.identify_fact(fact, self.catalogue))
            facts[node] = None
            quads.update(dict.fromkeys(self._fact(node, fact, description)))
            quads.update(dict.fromkeys(self._evidence(node, fact, article, extraction.article.text)))
        quads.update(description.quads)
        return Statements(article, tuple(quads), tuple(facts), tuple(description.nodes), tuple(description.catalogued))

    def _fact(self, node: NamedNode, fact: Fact, description: _Description) -> Iterator[Quad]:
        relation = NamedNode(KG[fact.relation])
        subject, object_ = description.add(fact.subject), description.add(fact.object)
        role = description.add_role(fact.role)
        slots: list[tuple[str, Term | None]] = [
            (RDF.type, NamedNode(KG.Fact)),
            (KG.relation, relation),
            (KG.subject, subject),
            (KG.object, object_),
            (KG.role, role),
            (KG.metric, NamedNode(KG[fact.metric]) if fact.metric else None),
            (KG.value, numeral(fact.value)),
            (KG.valueMax, numeral(fact.value_max)),
            (KG.unit, text(fact.unit)),
            (KG.bound, text(fact.bound)),
            (KG.place, description.add(fact.place)),
            (KG.time, text(fact.time)),
            (KG["from"], _day(first_day(fact.time))),
            (KG.until, _day(last_day(fact.time))),
            (KG.status, NamedNode(KG[fact.status])),
            (KG.statedBy, description.add(fact.by)),
            (KG.former, Literal(True) if fact.former else None),
        ]
        yield from _quads(node, slots)
        if object_ and fact.object and role and fact.role and fact.status == "actual" and not fact.former and subject:
            description.add_post(object_, fact.object.name, role, fact.role)
        stated = direct({NamedNode(slot): term for slot, term in slots if term is not None})
        if stated is not None:
            yield stated

    def _evidence(self, fact: NamedNode, stated: Fact, article: NamedNode, words: str) -> Iterator[Quad]:
        for piece in stated.evidence:
            node = self.node(identity.identify_evidence(piece, fact.value.removeprefix(self.base)))
            before, after = context(words, piece.start, piece.end)
            yield Quad(fact, EVIDENCE, node, DEFAULT_GRAPH)
            yield from _quads(
                node,
                [
                    (RDF.type, NamedNode(KG.Evidence)),
                    (PROV.wasQuotedFrom, article),
                    (OA.exact, text(piece.quote)),
                    (OA.prefix, text(before or None)),
                    (OA.suffix, text(after or None)),
                    (OA.start, Literal(piece.start)),
                    (OA.end, Literal(piece.end)),
                    (KG.rule, text(piece.rule)),
                    (KG.confidence, numeral(piece.confidence)),
                    (KG.subjectSource, NamedNode(KG[piece.subject_source])),
                ],
            )
        yield from best(fact, [(piece.confidence, piece.subject_source) for piece in stated.evidence])


class _Description:
    """Classes and names of what the facts of one article are about."""

    def __init__(self, writer: Writer, article: NamedNode) -> None:
        self._writer = writer
        self._article = article
        self.quads: dict[Quad, None] = {}
        self.nodes: dict[NamedNode, None] = {}
        self.catalogued: dict[NamedNode, None] = {}

    def add(self, entity: Entity | None) -> NamedNode | None:
        if entity is None:
            return None
        name = identity.identify(entity, self._writer.catalogue)
        node = self._writer.node(name)
        if node in self.nodes:
            known = node in self.catalogued
        else:
            entry = self._writer.catalogue.entries.get(name)
            known = entry is not None
            if entry is not None:
                self.catalogued[node] = None
                self._say(node, TYPE, NamedNode(KG[entry.kind]))
                self._say(node, LABEL, Literal(entry.name))
                for alias in entry.aliases:
                    self._say(node, ALT_LABEL, Literal(alias))
        if not known:
            italian = vocabulary.categories().get(entity.name) if entity.kind in ("Category", "Topic") else None
            self._say(node, TYPE, NamedNode(KG[entity.kind]), name, f"class {entity.kind}")
            label = Literal(entity.name, language="en") if entity.kind in ("Category", "Topic") else Literal(entity.name)
            self._say(node, LABEL, label, name, f"name {entity.name}")
            if italian:
                self._say(node, LABEL, Literal(italian, language="it"))
        return node

    def add_role(self, role: str | None) -> NamedNode | None:
        if role is None:
            return None
        listed = identity.identify_role(role)
        if listed:
            return NamedNode(KG[listed])
        name = f"role-{slug(role)}"
        node = self._writer.node(name)
        self._say(node, TYPE, NamedNode(KG.Role))
        self._say(node, LABEL, Literal(role, language="en"), name, f"name {role}")
        return node

    def add_post(self, organisation: NamedNode, called: str, role: NamedNode, title: str) -> NamedNode:
        local = organisation.value.removeprefix(self._writer.base)
        name = identity.identify_post(local, slug(title))
        node = self._writer.node(name)
        entry = self._writer.catalogue.entries.get(local)
        called = entry.name if entry else called
        self._say(node, TYPE, NamedNode(ORG.Post))
        self._say(node, NamedNode(ORG.postIn), organisation)
        self._say(node, NamedNode(ORG.role), role)
        english = f"{title} of {called}"
        mine = None if entry else name
        self._say(node, LABEL, Literal(english, language="en"), mine, f"name {english}")
        italian = vocabulary.label(role.value, "it")
        if italian:
            self._say(node, LABEL, Literal(f"{italian} di {called}", language="it"), mine, f"nome {italian} di {called}")
        return node

    def _say(self, node: NamedNode, predicate: NamedNode, value: Term, name: str | None = None, said: str | None = None) -> None:
        """Describe ``node``; what this article alone may have brought is noted, so that it can be taken back with it."""
        self.nodes[node] = None
        self.quads[Quad(node, predicate, value, DEFAULT_GRAPH)] = None
        if name is not None:
            self.quads[Quad(self._article, NAMING, Literal(f"{name} {said}"), DEFAULT_GRAPH)] = None


def direct(slots: Mapping[NamedNode, Node]) -> Quad | None:
    """The direct triple of a fact with these slots; None where it is not actual, is former or is an observation.

    For a role it leads to the post, which is named after its organisation and the role.
    """
    subject, relation, object_, role = (slots.get(slot) for slot in (_SUBJECT, _RELATION, _OBJECT, _ROLE))
    if slots.get(_STATUS) != _ACTUAL or _FORMER in slots:
        return None
    if not (isinstance(subject, NamedNode) and isinstance(relation, NamedNode) and isinstance(object_, NamedNode)):
        return None
    if isinstance(role, NamedNode):
        title = re.split("[#/]", role.value)[-1].removeprefix("role-")
        return Quad(subject, _ROLE, NamedNode(identity.identify_post(object_.value, title)), DEFAULT_GRAPH)
    if vocabulary.relations()[relation.value.removeprefix(vocabulary.PREFIXES["kg"])].observation:
        return None
    return Quad(subject, relation, object_, DEFAULT_GRAPH)


def best(fact: NamedNode, evidence: Iterable[tuple[Decimal, str]]) -> Iterator[Quad]:
    """The confidence of a fact and where its subject came from, from those of each piece of its evidence."""
    order = vocabulary.subject_sources()
    pieces = [(confidence, -order.index(source), source) for confidence, source in evidence]
    if pieces:
        confidence, _, source = max(pieces)
        yield from _quads(fact, [(KG.confidence, numeral(confidence)), (KG.subjectSource, NamedNode(KG[source]))])


def numeral(value: Decimal | None) -> Literal | None:
    """A whole number as xsd:integer, any other as xsd:decimal, in the one form that the store keeps as it is."""
    plain = identity.number(value)
    return None if plain is None else Literal(plain, datatype=NamedNode(XSD.decimal if "." in plain else XSD.integer))


def text(value: str | None) -> Literal | None:
    """A plain string."""
    return None if value is None else Literal(value)


def first_day(time: str | None) -> datetime.date | None:
    """The first day of a time as facts.md writes it; None where none follows from it."""
    return _edge((time or "").split("/")[0], first=True)


def last_day(time: str | None) -> datetime.date | None:
    """The last day of a time as facts.md writes it; None where none follows from it."""
    return _edge((time or "").split("/")[-1], first=False)


def context(words: str, start: int, end: int) -> tuple[str, str]:
    """The words of the same sentence before and after a quote, at most CONTEXT code points on either side."""
    before = words[max(0, start - CONTEXT) : start]
    cuts = [match.end() for match in _SENTENCE_END.finditer(before)]
    before = before[cuts[-1] if cuts else 0 :]
    after = words[end : end + CONTEXT]
    cut = _SENTENCE_END.search(after)
    return before.lstrip(), (after[: cut.start() + 1] if cut else after).rstrip()


def published(date: str | None) -> Literal | None:
    """A date of publication as the XML Schema type that its length asks for; None where it is no date."""
    match = _DATE.fullmatch(date or "")
    if match is None or date is None:
        return None
    _, month, day = match.groups()
    if day and _edge(date, first=True) is None:
        return None
    return Literal(date, datatype=NamedNode(XSD.date if day else XSD.gYearMonth if month else XSD.gYear))


def _article(node: NamedNode, article: Article) -> Iterator[Quad]:
    return _quads(
        node,
        [
            (RDF.type, NamedNode(SCHEMA.NewsArticle)),
            (DCTERMS.identifier, text(article.id)),
            (DCTERMS.title, text(article.title)),
            (SCHEMA.datePublished, published(article.published)),
            (SCHEMA.inLanguage, text(article.language)),
            (SCHEMA.url, text(article.url)),
        ],
    )


def _quads(subject: NamedNode, values: Iterable[tuple[str, Term | None]]) -> Iterator[Quad]:
    for predicate, value in values:
        if value is not None:
            yield Quad(subject, NamedNode(predicate), value, DEFAULT_GRAPH)


def _merge(facts: Iterable[Fact], catalogue: Catalogue) -> list[Fact]:
    """Facts that say the same as one, each place once with its most confident rule."""
    merged: dict[str, dict[tuple[int, int], Evidence]] = {}
    stated: dict[str, Fact] = {}
    for fact in facts:
        name = identity.identify_fact(fact, catalogue)
        stated.setdefault(name, fact)
        places = merged.setdefault(name, {})
        for piece in fact.evidence:
            other = places.get((piece.start, piece.end))
            if other is None or (-piece.confidence, piece.rule) < (-other.confidence, other.rule):
                places[piece.start, piece.end] = piece
    return [replace(fact, evidence=tuple(merged[name].values())) for name, fact in stated.items() if merged[name]]


def _edge(time: str, *, first: bool) -> datetime.date | None:
    match = _DATE.fullmatch(time)
    if match is None:
        return None
    year, month, day = (int(group) if group else None for group in match.groups())
    try:
        if year is None:
            return None
        month = month or (1 if first else 12)
        return datetime.date(year, month, day or (1 if first else calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None


def _day(day: datetime.date | None) -> Literal | None:
    return None if day is None else Literal(day.isoformat(), datatype=NamedNode(XSD.date))
