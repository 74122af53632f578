"""The graph as a file: RDF in five syntaxes, GraphML, GEXF and tables of nodes and edges, always in the same order."""

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

NODES = ".nodes"  # stands before the ending of the table of nodes

if TYPE_CHECKING:
    import rdflib

    from kg.graph.store import Graph


def export(graph: Graph, path: Path, output: IO[bytes] | None = None) -> tuple[Path, ...]:
    """Write ``graph`` in the format that the ending of ``path`` names, to ``output`` where one is given; the files written.

    ``graph.csv`` holds the edges and gets ``graph.nodes.csv`` beside it. A file appears whole or not at all. InputError for an
    ending that is not in ``WRITERS`` or a file that cannot be written.
    """
    ending = _ending(path)
    if ending is None:
        raise InputError(f"{path}: no format has this ending", f"The endings are {', '.join(WRITERS)}.")
    if output is not None:
        WRITERS[ending](graph, output)
        return ()
    files = {path: ending} | ({path.with_suffix(NODES + path.suffix): NODES + ending} if ending == ".csv" else {})
    unfinished = {file: file.with_name(f"{file.name}.{os.getpid()}.part") for file in files}
    try:
        for file, form in files.items():
            with unfinished[file].open("wb") as part:
                WRITERS[form](graph, part)
        for file in files:
            unfinished[file].replace(file)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}", "Name a file that you may write.") from error
    finally:
        for part_path in unfinished.values():
            part_path.unlink(missing_ok=True)
    return tuple(files)


def _ending(path: Path) -> str | None:
    name = path.name.lower()
    return max((ending for ending in WRITERS if name.endswith(ending)), key=len, default=None)


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
    ".csv": _lazily("write_edges"),
    f"{NODES}.csv": _lazily("write_nodes"),
}
