"""The graph on disk: articles added, replaced and removed, facts and entities read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from pyoxigraph import Store

from kg import vocabulary
from kg.errors import StoreError
from kg.graph.folder import open_folder

# What reads and writes facts is imported when it is first needed, so that a query alone starts quickly.
if TYPE_CHECKING:
    import rdflib

    from kg.catalogue import Catalogue
    from kg.graph.change import Change
    from kg.graph.rdf import Writer
    from kg.graph.reader import Reader
    from kg.graph.records import Node, Record, Source
    from kg.model import Extraction

_FLUSHED = 20_000  # quads changed after which they are written out, which bounds the memory of a build


class Graph:
    """A knowledge graph: one Oxigraph store, everything in its default graph.

    Open one with ``Graph.open(folder)`` or ``Graph.memory()``; it is a context manager. ``store`` is the pyoxigraph store.
    """

    def __init__(self, store: Store, base: str, catalogue: Catalogue | None = None, *, writable: bool = True) -> None:
        self.store = store
        self.base = base
        self._catalogue = catalogue
        self._writable = writable
        self._unflushed = 0

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
        for held in ("_reader", "store"):
            self.__dict__.pop(held, None)

    def add(self, extraction: Extraction) -> bool:
        """Add what an article states, in one transaction, in place of what was there of it. Whether anything changed.

        StoreError where it cannot be written; the graph is then as before.
        """
        from kg.graph import change

        statements = self._writer.write(extraction)
        return self._apply(change.of_article(self.store, statements.article, statements))

    def remove(self, articles: Sequence[str]) -> None:
        """Take back what the articles of these ids state, all or none of them. InputError for one that is not there."""
        from kg.graph import change

        nodes = [self._reader.article(article) for article in articles]
        for node in nodes:
            self._apply(change.of_article(self.store, node, None))

    def articles(self) -> list[Source]:
        """Every article, in the order of ids."""
        return self._reader.articles()

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
        return self._reader.facts(relations, entities, statuses, articles)

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
        return self._reader.records(relations, entities, statuses, articles, ids)

    def entities(self) -> list[Node]:
        """Every entity that a fact is about, places and sources too, in the order of ids."""
        return self._reader.entities()

    def entity(self, name: str) -> Node:
        """The entity of this name, alias, local name or IRI, whatever its case and accents.

        InputError with the nearest names where there is none, with the choices where there are several.
        """
        return self._reader.entity(name)

    def to_rdflib(self) -> rdflib.Graph:
        """A copy as an rdflib graph in memory, with the prefixes bound."""
        from kg.graph.export import to_rdflib

        return to_rdflib(self)

    @cached_property
    def _reader(self) -> Reader:
        from kg.graph.reader import Reader

        return Reader(self.store, self.base)

    @cached_property
    def _writer(self) -> Writer:
        from kg.graph.rdf import Writer

        return Writer(self.base, self._catalogue)

    def _apply(self, difference: Change) -> bool:
        if not difference:
            return False
        if not self._writable:
            raise StoreError("this graph was opened for reading only")
        self.__dict__.pop("_reader", None)  # it remembers what it read
        try:
            if difference.deleted:
                self.store.update(difference.to_sparql())
            else:
                self.store.extend(difference.inserted)
            self._unflushed += len(difference.inserted) + len(difference.deleted)
            if self._unflushed >= _FLUSHED:
                self._unflushed = 0
                self.store.flush()
        except (OSError, RuntimeError) as error:
            raise StoreError(f"the graph could not be written: {error}", "What was in it is still there.") from error
        return True
