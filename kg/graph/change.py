"""What must go and what must come when an article is added, replaced or removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store, Triple

from kg import vocabulary
from kg.graph import rdf
from kg.graph.rdf import Node, Statements
from kg.vocabulary import KG

_DEFAULT = DefaultGraph()
_RELATION, _SUBJECT, _OBJECT, _ROLE = (NamedNode(KG[slot]) for slot in ("relation", "subject", "object", "role"))
_REFERENCES = (_SUBJECT, _OBJECT, NamedNode(KG.place), NamedNode(KG.statedBy), _ROLE)
_NAMES = (rdf.TYPE, rdf.LABEL, rdf.ALT_LABEL)
_PREDICATES = {"class": rdf.TYPE, "name": rdf.LABEL, "nome": rdf.LABEL}


@dataclass(frozen=True, slots=True)
class Change:
    """Quads to delete and quads to insert, none of them in vain."""

    deleted: tuple[Quad, ...]
    inserted: tuple[Quad, ...]

    def __bool__(self) -> bool:
        return bool(self.deleted or self.inserted)

    def to_sparql(self) -> str:
        """The change as one SPARQL update request, which a store carries out as a whole or not at all."""
        return f"DELETE DATA {{ {_triples(self.deleted)} }} ;\nINSERT DATA {{ {_triples(self.inserted)} }}"


def of_article(store: Store, article: NamedNode, new: Statements | None) -> Change:
    """The change that makes ``store`` say of ``article`` what ``new`` says (None: nothing), and no more.

    A fact that other articles state too stays, with the confidence of the evidence that is left; what nothing supports any
    longer goes: facts, direct triples, posts, entities and names. The result is that of a store which never had the old text.
    """
    wanted = dict.fromkeys(new.quads if new else ())
    stated = frozenset(new.facts if new else ())
    described = frozenset(new.described if new else ())
    old_evidence = set(_subjects(store, rdf.QUOTED_FROM, article))
    old_facts = {fact for piece in old_evidence for fact in _subjects(store, rdf.EVIDENCE, piece)}
    deleted: set[Quad] = set(_about(store, article))
    for piece in old_evidence:
        deleted.update(_about(store, piece))
        deleted.update(store.quads_for_pattern(None, rdf.EVIDENCE, piece, _DEFAULT))
    gone = set()
    for fact in old_facts | stated:
        others = [piece for piece in _objects(store, fact, rdf.EVIDENCE) if piece not in old_evidence]
        if others:
            _settle(store, fact, others, wanted, deleted)
        elif fact not in stated:
            gone.add(fact)
        else:
            deleted.update(quad for quad in _about(store, fact) if quad.predicate in (rdf.CONFIDENCE, rdf.SUBJECT_SOURCE))
    _withdraw(store, gone, described, deleted)
    _rename(store, article, deleted)
    for node in new.catalogued if new else ():
        deleted.update(quad for predicate in _NAMES for quad in store.quads_for_pattern(node, predicate, None, _DEFAULT))
    return Change(
        deleted=tuple(sorted((quad for quad in deleted if quad not in wanted and quad in store), key=str)),
        inserted=tuple(quad for quad in wanted if quad not in store),
    )


def _settle(store: Store, fact: NamedNode, others: Iterable[NamedNode], wanted: dict[Quad, None], deleted: set[Quad]) -> None:
    """Give ``fact`` the best confidence of what ``wanted`` brings and of the ``others`` pieces of evidence that stay."""
    pieces: list[tuple[Decimal, str]] = []
    for quad in [quad for quad in wanted if quad.subject == fact and quad.predicate == rdf.EVIDENCE]:
        about = {each.predicate: each.object for each in wanted if each.subject == quad.object}
        pieces.append(_certainty(about))
    for piece in others:
        pieces.append(_certainty(_slots(store, piece)))
    for quad in [quad for quad in wanted if quad.subject == fact and quad.predicate in (rdf.CONFIDENCE, rdf.SUBJECT_SOURCE)]:
        del wanted[quad]
    deleted.update(quad for quad in _about(store, fact) if quad.predicate in (rdf.CONFIDENCE, rdf.SUBJECT_SOURCE))
    wanted.update(dict.fromkeys(rdf.best(fact, pieces)))


def _certainty(about: Mapping[NamedNode, Node]) -> tuple[Decimal, str]:
    confidence, source = about[rdf.CONFIDENCE], about[rdf.SUBJECT_SOURCE]
    assert isinstance(confidence, Literal) and isinstance(source, NamedNode)
    return Decimal(confidence.value), source.value.removeprefix(vocabulary.PREFIXES["kg"])


def _withdraw(store: Store, gone: set[NamedNode], described: frozenset[NamedNode], deleted: set[Quad]) -> None:
    """Delete the facts that are ``gone`` and what only they supported."""
    entities: set[NamedNode] = set()
    for fact in gone:
        about = _slots(store, fact)
        deleted.update(_about(store, fact))
        entities.update(node for slot in _REFERENCES if isinstance(node := about.get(slot), NamedNode))
        direct = rdf.direct(about)
        if direct is None:
            continue
        subject, object_ = about[_SUBJECT], about[_OBJECT]
        assert isinstance(subject, NamedNode) and isinstance(object_, NamedNode)
        alike = [
            rdf.direct(_slots(store, other))
            for other in _subjects(store, _OBJECT, object_)
            if other not in gone and Quad(other, _RELATION, about[_RELATION], _DEFAULT) in store
        ]
        if direct not in alike:
            deleted.add(direct)
        post = direct.object
        unheld = direct.predicate == _ROLE and not any(other is not None and other.object == post for other in alike)
        if unheld and isinstance(post, NamedNode) and post not in described:
            deleted.update(_about(store, post))
    for entity in entities - described:
        if not any(fact not in gone for slot in _REFERENCES for fact in _subjects(store, slot, entity)):
            deleted.update(_about(store, entity))


def _rename(store: Store, article: NamedNode, deleted: set[Quad]) -> None:
    """Delete the classes and names that only ``article`` gave to entities which stay."""
    base = article.value[: article.value.rindex("article-")]
    for naming in _literals(store, article, rdf.NAMING):
        if any(quad.subject != article for quad in store.quads_for_pattern(None, rdf.NAMING, naming, _DEFAULT)):
            continue
        name, what, said = naming.value.split(" ", 2)
        for quad in store.quads_for_pattern(NamedNode(base + name), _PREDICATES[what], None, _DEFAULT):
            if quad.object == NamedNode(vocabulary.PREFIXES["kg"] + said) if what == "class" else _value(quad) == said:
                deleted.add(quad)


def _value(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def _slots(store: Store, node: NamedNode) -> dict[NamedNode, Node]:
    return {quad.predicate: quad.object for quad in _about(store, node)}


def _about(store: Store, node: NamedNode) -> Iterator[Quad]:
    return iter(store.quads_for_pattern(node, None, None, _DEFAULT))


def _subjects(store: Store, predicate: NamedNode, value: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, predicate, value, _DEFAULT):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _objects(store: Store, subject: NamedNode, predicate: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(subject, predicate, None, _DEFAULT):
        if isinstance(quad.object, NamedNode):
            yield quad.object


def _literals(store: Store, subject: NamedNode, predicate: NamedNode) -> Iterator[Literal]:
    for quad in store.quads_for_pattern(subject, predicate, None, _DEFAULT):
        if isinstance(quad.object, Literal):
            yield quad.object


def _triples(quads: Iterable[Quad]) -> str:
    return " ".join(f"{Triple(quad.subject, quad.predicate, quad.object)} ." for quad in quads)
