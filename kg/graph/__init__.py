"""The knowledge graph: RDF on disk, SPARQL, SHACL and export."""

from kg.graph.records import Node, Passage, Record, Source
from kg.graph.store import Graph

__all__ = ["Graph", "Node", "Passage", "Record", "Source"]
