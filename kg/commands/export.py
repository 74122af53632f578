"""``kg export``: write the graph to a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import STORE, Store
from kg.commands.terminal import say
from kg.errors import InputError


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write; its ending says the format. - is standard output.")],
    form: Annotated[str | None, typer.Option("--format", metavar="ENDING", help="The ending to go by, such as ttl, for - .")] = None,
    store: Store = STORE,
) -> None:
    """Write the graph to a file.

    Endings: ttl, trig, nq, nt, jsonld, rdf, graphml, gexf, csv. For csv, FILE holds the edges and NAME.nodes.csv, beside it, the nodes.
    The same graph always gives the same bytes.
    """
    from kg.graph import Graph
    from kg.graph.export import export as write_export

    to_stdout = str(file) == "-"
    if to_stdout and form is None:
        raise InputError("no format for standard output", "Name one: kg export - --format ttl")
    if form is not None and not to_stdout:
        raise InputError(f"--format {form}: the ending of {file} says the format", "Leave --format out, or write to - .")
    with Graph.open(store) as graph:
        if form is not None:
            write_export(graph, Path(f"graph.{form.removeprefix('.')}"), sys.stdout.buffer)
        else:
            written = write_export(graph, file)
            say(f"Wrote {' and '.join(map(str, written))}.")
