"""The graph on disk: articles added, replaced and removed, facts and entities read."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg import vocabulary
from kg.errors import InputError, StoreError
from kg.graph import change, rdf
from kg.graph.folder import open_folder
from kg.graph.reader import Reader
from kg.graph.records import Node, Passage, Record, Source, line
from kg.identity import identify_article
from kg.model import Extraction
from kg.vocabulary import DCTERMS, KG, RDF, SCHEMA

if TYPE_CHECKING:
    import rdflib

    from kg.catalogue import Catalogue

_DEFAULT = DefaultGraph()
_SUBJECT, _OBJECT, _PLACE, _BY = (NamedNode(KG[slot]) for slot in ("subject", "object", "place", "statedBy"))
_IDENTIFIER, _RELATION = NamedNode(DCTERMS.identifier), NamedNode(KG.relation)
_FACT = NamedNode(KG.Fact)


class Graph:
    """A knowledge graph: one Oxigraph store, everything in its default graph.

    Open one with ``Graph.open(folder)`` or ``Graph.memory()``; it is a context manager. ``store`` is the pyoxigraph store.
    """

    def __init__(self, store: Store, base: str, catalogue: Catalogue | None = None, *, writable: bool = True) -> None:
        self.store = store
        self.base = base
        self._catalogue = catalogue
        self._writable = writable
        self._writer: rdf.Writer | None = None
        self._reader = Reader(store, base)

    @classmethod
    def open(cls, path: str | Path, *, write: bool = False, base: str | None = None, catalogue: Catalogue | None = None) -> Self:
        """The graph in a folder, for reading beside one that writes, or with ``write`` for both, created where it is missing.

        ``base`` (else ``$KG_BASE``) is the IRI that entities are named under; ``catalogue`` gives their other names. StoreError
        where the folder holds something else or another process writes to it.
        """
        store, fixed = open_folder(Path(path), write=write, base=base)
        return cls(store, fixed, catalogue, writable=write)

    @classmethod
    def memory(cls, *, base: str | None = None, catalogue: Catalogue | None = None) -> Self:
        """An empty graph that is never written to disk."""
        return cls(Store(), base or os.environ.get("KG_BASE") or vocabulary.PREFIXES["r"], catalogue)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self.store)

    def close(self) -> None:
        """Write what is pending and let the folder go."""
        if self._writable and hasattr(self, "store"):
            self.store.flush()
        self.__dict__.pop("_reader", None)
        self.__dict__.pop("store", None)

    def add(self, extraction: Extraction) -> bool:
        """Add what an article states, in one transaction, in place of what was there of it. Whether anything changed.

        StoreError where it cannot be written; the graph is then as before.
        """
        if self._writer is None:
            self._writer = rdf.Writer(self.base, self._catalogue)
        statements = self._writer.write(extraction)
        return self._apply(change.of_article(self.store, statements.article, statements))

    def remove(self, articles: Sequence[str]) -> None:
        """Take back what the articles of these ids state, all or none of them. InputError for one that is not there."""
        nodes = [self._article(article) for article in articles]
        for node in nodes:
            self._apply(change.of_article(self.store, node, None))

    def articles(self) -> list[Source]:
        """Every article, in the order of ids."""
        nodes = self._reader.subjects(NamedNode(RDF.type), NamedNode(SCHEMA.NewsArticle))
        return sorted((self._reader.source(node) for node in nodes), key=lambda source: source.id)

    def facts(
        self,
        *,
        relations: Sequence[str] = (),
        entities: Sequence[str] = (),
        statuses: Sequence[str] = (),
        articles: Sequence[str] = (),
    ) -> Iterator[dict[str, Any]]:
        """A dictionary for each piece of evidence, by article and offset: a line of ``kg facts --format jsonl``.

        The filters are those of ``records``.
        """
        wanted = frozenset(articles)
        lines: list[tuple[tuple[Any, ...], Record, Passage]] = []
        for record in self.records(relations=relations, entities=entities, statuses=statuses, articles=articles):
            for piece in record.evidence:
                if not wanted or piece.article in wanted:
                    lines.append(((piece.article, piece.start, piece.end, record.id), record, piece))
        lines.sort(key=lambda each: each[0])
        for _, record, piece in lines:
            yield line(record, piece)

    def records(
        self,
        *,
        relations: Sequence[str] = (),
        entities: Sequence[str] = (),
        statuses: Sequence[str] = (),
        articles: Sequence[str] = (),
        ids: Sequence[str] = (),
    ) -> Iterator[Record]:
        """The facts in the order of ids, each with all its evidence; of several filters all must hold, of one any value.

        An entity stands in any slot and is named as ``entity`` takes it. InputError, with the nearest, for a relation, entity,
        status, article or fact that is not there.
        """
        for relation in relations:
            _check(relation, vocabulary.relations(), "relation")
        for status in statuses:
            _check(status, vocabulary.statuses(), "status")
        chosen: set[NamedNode] | None = None
        for found in (
            self._facts_of(entities) if entities else None,
            self._facts_in(articles) if articles else None,
            {self._fact(each) for each in ids} if ids else None,
            {fact for each in relations for fact in self._reader.subjects(_RELATION, NamedNode(KG[each]))} if relations else None,
        ):
            if found is not None:
                chosen = found if chosen is None else chosen & found
        facts = self._reader.subjects(NamedNode(RDF.type), _FACT) if chosen is None else chosen
        for fact in sorted(facts, key=lambda node: node.value):
            record = self._reader.record(fact)
            if not statuses or record.status in statuses:
                yield record

    def entities(self) -> list[Node]:
        """Every entity that a fact is about, places and sources too, in the order of ids."""
        nodes = {
            quad.object
            for slot in (_SUBJECT, _OBJECT, _PLACE, _BY)
            for quad in self.store.quads_for_pattern(None, slot, None, _DEFAULT)
            if isinstance(quad.object, NamedNode)
        }
        return sorted((self._reader.node(node) for node in nodes), key=lambda node: node.id)

    def entity(self, name: str) -> Node:
        """The entity of this name, alias, local name or IRI, whatever its case and accents.

        InputError with the nearest names where there is none, with the choices where there are several.
        """
        from kg.catalogue import fold

        known = {node.iri: node for node in self.entities()}
        plain = name.removeprefix("r:")
        for iri in (name, self.base + plain):
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

    def to_rdflib(self) -> rdflib.Graph:
        """A copy as an rdflib graph in memory, with the prefixes bound."""
        from kg.graph.export import to_rdflib

        return to_rdflib(self)

    def _apply(self, difference: change.Change) -> bool:
        if not difference:
            return False
        if not self._writable:
            raise StoreError("this graph was opened for reading only")
        self._reader.forget()
        try:
            if difference.deleted:
                self.store.update(difference.to_sparql())
            else:
                self.store.extend(difference.inserted)
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the graph could not be written: {error}", "What was in it is still there.") from error
        return True

    def _article(self, article: str) -> NamedNode:
        node = NamedNode(self.base + identify_article(article))
        if Quad(node, _IDENTIFIER, Literal(article), _DEFAULT) not in self.store:
            nearest = difflib.get_close_matches(article, [source.id for source in self.articles()], n=3, cutoff=0.4)
            raise InputError(f"{article}: no such article in the graph", f"Did you mean {' or '.join(nearest)}?" if nearest else None)
        return node

    def _fact(self, name: str) -> NamedNode:
        node = NamedNode(self.base + name.removeprefix("r:").removeprefix(self.base))
        if Quad(node, NamedNode(RDF.type), _FACT, _DEFAULT) not in self.store:
            raise InputError(f"{name}: no such fact in the graph", "`kg facts --format jsonl` shows their ids.")
        return node

    def _facts_of(self, names: Iterable[str]) -> set[NamedNode]:
        nodes = [NamedNode(self.entity(name).iri) for name in names]
        return {fact for node in nodes for slot in (_SUBJECT, _OBJECT, _PLACE, _BY) for fact in self._reader.subjects(slot, node)}

    def _facts_in(self, articles: Iterable[str]) -> set[NamedNode]:
        nodes = [self._article(article) for article in articles]
        evidence = [piece for node in nodes for piece in self._reader.subjects(rdf.QUOTED_FROM, node)]
        return {fact for piece in evidence for fact in self._reader.subjects(rdf.EVIDENCE, piece)}


def _check(name: str, known: Iterable[str], what: str) -> None:
    names = list(known)
    if name not in names:
        nearest = difflib.get_close_matches(name, names, n=1)
        raise InputError(f"{name}: no such {what}", f"Did you mean {nearest[0]}?" if nearest else f"There are {', '.join(names)}.")
