"""The knowledge graph: RDF on disk, SPARQL, SHACL and export."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph.records import Node, Passage, Record, Source
    from kg.graph.store import Graph

__all__ = ["Graph", "Node", "Passage", "Record", "Source"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that a query alone starts quickly."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("kg.graph.store" if name == "Graph" else "kg.graph.records"), name)
