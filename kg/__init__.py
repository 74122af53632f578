"""Builds an RDF knowledge graph from Italian technology and business news with hand-written rules."""
