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
_FACT = NamedNode(KG.Fact)
_NAMES = (rdf.TYPE, rdf.LABEL, rdf.ALT_LABEL)
_Certainty = tuple[Decimal, str]  # a confidence and where the subject came from
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
    brought = _by_fact(wanted)
    held: dict[NamedNode, dict[Node, _Certainty]] = {}
    deleted: set[Quad] = set(_about(store, article))
    for piece in _subjects(store, rdf.QUOTED_FROM, article):
        about = _slots(store, piece)
        deleted.update(_about(store, piece))
        for quad in store.quads_for_pattern(None, rdf.EVIDENCE, piece, _DEFAULT):
            deleted.add(quad)
            if isinstance(quad.subject, NamedNode):
                held.setdefault(quad.subject, {})[piece] = _certainty(about)
    gone = set()
    for fact in dict.fromkeys((*held, *stated)):
        old = held.get(fact, {})
        # A fact that is there has evidence: what others say of it is read only where it may be this article's alone.
        if any(piece not in old for piece in _terms(store, fact, rdf.EVIDENCE)) if old else Quad(fact, rdf.TYPE, _FACT, _DEFAULT) in store:
            _settle(store, fact, old, brought.get(fact, {}), wanted, deleted)
        elif fact not in stated:
            gone.add(fact)
        else:
            deleted.update(_certainties(store, fact))
    _withdraw(store, gone, described, deleted)
    _rename(store, article, deleted)
    for node in new.catalogued if new else ():
        deleted.update(quad for predicate in _NAMES for quad in store.quads_for_pattern(node, predicate, None, _DEFAULT))
    return Change(
        deleted=tuple(sorted((quad for quad in deleted if quad not in wanted and quad in store), key=str)),
        inserted=tuple(quad for quad in wanted if quad not in store),
    )


def _by_fact(wanted: Iterable[Quad]) -> dict[NamedNode, dict[Node, _Certainty]]:
    """How certain each piece of evidence among ``wanted`` is, by the fact that it supports."""
    about: dict[object, dict[NamedNode, Node]] = {}
    pieces: list[tuple[NamedNode, NamedNode]] = []
    for quad in wanted:
        if quad.predicate in (rdf.CONFIDENCE, rdf.SUBJECT_SOURCE):
            about.setdefault(quad.subject, {})[quad.predicate] = quad.object
        elif quad.predicate == rdf.EVIDENCE and isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            pieces.append((quad.subject, quad.object))
    found: dict[NamedNode, dict[Node, _Certainty]] = {}
    for fact, piece in pieces:
        found.setdefault(fact, {})[piece] = _certainty(about[piece])
    return found


def _settle(
    store: Store,
    fact: NamedNode,
    old: Mapping[Node, _Certainty],
    new: Mapping[Node, _Certainty],
    wanted: dict[Quad, None],
    deleted: set[Quad],
) -> None:
    """Give ``fact``, which other articles state too, the best confidence of ``new`` and of their evidence.

    The stored confidence is the best of all there was. So theirs is read only where the best was in ``old`` and is lost: adding an
    article costs the same however many others say the same.
    """
    stored = _certainty({quad.predicate: quad.object for quad in _certainties(store, fact)})
    lost = [certainty for piece, certainty in old.items() if new.get(piece) != certainty]
    pieces = [stored, *new.values()]
    if stored in lost and stored not in new.values():
        pieces = [
            _certainty(_slots(store, piece))
            for piece in _terms(store, fact, rdf.EVIDENCE)
            if isinstance(piece, NamedNode) and piece not in old
        ]
        pieces.extend(new.values())
    for quad in rdf.best(fact, new.values()):
        wanted.pop(quad, None)
    deleted.update(_certainties(store, fact))
    wanted.update(dict.fromkeys(rdf.best(fact, pieces)))


def _certainty(about: Mapping[NamedNode, Node]) -> _Certainty:
    confidence, source = about[rdf.CONFIDENCE], about[rdf.SUBJECT_SOURCE]
    assert isinstance(confidence, Literal) and isinstance(source, NamedNode)
    return Decimal(confidence.value), source.value.removeprefix(vocabulary.PREFIXES["kg"])


def _certainties(store: Store, fact: NamedNode) -> Iterator[Quad]:
    for predicate in (rdf.CONFIDENCE, rdf.SUBJECT_SOURCE):
        yield from store.quads_for_pattern(fact, predicate, None, _DEFAULT)


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
        object_, post = about[_OBJECT], direct.object
        assert isinstance(object_, NamedNode)
        same = (_RELATION, _ROLE if direct.predicate == _ROLE else _SUBJECT)
        held = False
        for other in _subjects(store, _OBJECT, object_):
            if other in gone or any(Quad(other, slot, about[slot], _DEFAULT) not in store for slot in same):
                continue
            alike = rdf.direct({slot: term for slot in rdf.DIRECT for term in _terms(store, other, slot)})
            held = held or (alike is not None and alike.object == post)
            if alike == direct:
                break
        else:
            deleted.add(direct)
        if direct.predicate == _ROLE and not held and isinstance(post, NamedNode) and post not in described:
            deleted.update(_about(store, post))
    for entity in entities - described:
        if not any(fact not in gone for slot in _REFERENCES for fact in _subjects(store, slot, entity)):
            deleted.update(_about(store, entity))


def _rename(store: Store, article: NamedNode, deleted: set[Quad]) -> None:
    """Delete the classes and names that only ``article`` gave to entities which stay."""
    base = article.value[: article.value.rindex("article-")]
    for naming in _terms(store, article, rdf.NAMING):
        assert isinstance(naming, Literal)
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


def _terms(store: Store, node: NamedNode, predicate: NamedNode) -> Iterator[Node]:
    return (quad.object for quad in store.quads_for_pattern(node, predicate, None, _DEFAULT))


def _subjects(store: Store, predicate: NamedNode, value: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, predicate, value, _DEFAULT):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _triples(quads: Iterable[Quad]) -> str:
    return " ".join(f"{Triple(quad.subject, quad.predicate, quad.object)} ." for quad in quads)
