"""``kg validate``: check the graph against its shapes."""

from __future__ import annotations

import typer

from kg.commands.options import STORE, Store
from kg.commands.terminal import write

NO = 5  # exit status where the graph does not conform


def validate(store: Store = STORE) -> None:
    """Check the graph against ontology/shapes.ttl (SHACL).

    Prints a line for each violation and ends with status 5 where there is one.
    """
    from kg.graph import Graph
    from kg.graph.shapes import validate as check

    with Graph.open(store) as graph:
        conforms, report = check(graph)
    write(report)
    if not conforms:
        raise typer.Exit(NO)
