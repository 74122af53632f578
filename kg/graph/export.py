"""The graph as a file: RDF in five syntaxes, GraphML, GEXF and CSV, always in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph
from pyoxigraph import RdfFormat

from kg import vocabulary
from kg.errors import InputError
from kg.graph import results

if TYPE_CHECKING:
    import rdflib

    from kg.graph.store import Graph


def export(graph: Graph, path: Path, output: IO[bytes] | None = None) -> None:
    """Write ``graph`` in the format that the ending of ``path`` names, to ``output`` where one is given.

    The file appears whole or not at all. InputError for an ending that is not in ``WRITERS`` or a file that cannot be written.
    """
    write = WRITERS.get(path.suffix.lower())
    if write is None:
        raise InputError(f"{path}: no format has this ending", f"The endings are {', '.join(WRITERS)}.")
    if output is not None:
        return write(graph, output)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("wb") as file:
            write(graph, file)
        unfinished.replace(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}", "Name a file that you may write.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return None


def to_rdflib(graph: Graph) -> rdflib.Graph:
    """A copy as an rdflib graph in memory, with the prefixes bound."""
    import rdflib

    copy = rdflib.Graph()
    for prefix, iri in _prefixes(graph).items():
        copy.bind(prefix, iri, replace=True)
    data = pyoxigraph.serialize((quad.triple for quad in graph.store), format=RdfFormat.N_TRIPLES) or b""
    return copy.parse(data=data, format="nt")


def _n_quads(graph: Graph, output: IO[bytes]) -> None:
    for line in sorted(str(quad.triple) for quad in graph.store):
        output.write(f"{line} .\n".encode())


def _rdf(syntax: RdfFormat) -> Callable[[Graph, IO[bytes]], None]:
    def write(graph: Graph, output: IO[bytes]) -> None:
        output.write(results.serialize((quad.triple for quad in graph.store), syntax, _prefixes(graph)))

    return write


def _prefixes(graph: Graph) -> dict[str, str]:
    return {**vocabulary.PREFIXES, "r": graph.base}


def _lazily(name: str) -> Callable[[Graph, IO[bytes]], None]:
    def write(graph: Graph, output: IO[bytes]) -> None:
        from kg.graph import network

        getattr(network, name)(graph, output)

    return write


WRITERS: dict[str, Callable[[Graph, IO[bytes]], None]] = {
    ".ttl": _rdf(RdfFormat.TURTLE),
    ".trig": _rdf(RdfFormat.TRIG),
    ".nq": _n_quads,
    ".nt": _n_quads,
    ".jsonld": _rdf(RdfFormat.JSON_LD),
    ".rdf": _rdf(RdfFormat.RDF_XML),
    ".graphml": _lazily("write_graphml"),
    ".gexf": _lazily("write_gexf"),
    ".csv": _lazily("write_csv"),
}
