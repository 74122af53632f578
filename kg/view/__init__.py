"""Draws the graph: ``network`` gives a networkx graph for notebooks, ``write`` one HTML page for everybody."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from kg.view.selection import narrow
from kg.view.statements import Quotation, Source, Statement, Statements, Subject, from_graph, from_records

if TYPE_CHECKING:
    import networkx

    from kg.graph.store import Graph

__all__ = ["Quotation", "Source", "Statement", "Statements", "Subject", "from_graph", "from_records", "narrow", "network", "write"]


def network(
    facts: Graph | Statements,
    *,
    language: str = "it",
    entity: str | None = None,
    depth: int | None = 1,
    relations: Collection[str] = (),
    statuses: Collection[str] = (),
    articles: Collection[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> networkx.MultiDiGraph[str]:
    """The graph, or the part of it that passes the filters, as a networkx.MultiDiGraph.

    ``kg.view.network(kg.Graph.open("kg-store"))`` in a notebook gives entities as nodes and facts as edges; their attributes
    are those of ``kg.view.multigraph.network``, the filters those of ``kg.view.selection.narrow``. ``language`` is "it" or
    "en". Raises InputError for a name, status, date or language that is none.
    """
    from kg.view.multigraph import network as build

    statements = facts if isinstance(facts, Statements) else from_graph(facts)
    chosen = narrow(
        statements, entity=entity, depth=depth, relations=relations, statuses=statuses, articles=articles, since=since, until=until
    )
    return build(chosen, language)


def write(graph: networkx.MultiDiGraph[str], path: str | Path, title: str | None = None) -> int:
    """Writes the page of a ``network`` to a file; the bytes written are returned. See ``kg.view.page.write``."""
    from kg.view.page import write as write_page

    return write_page(graph, path, title)
