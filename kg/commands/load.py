"""``kg load``: send the graph to a remote store."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands.options import STORE, Store, chosen
from kg.commands.terminal import say

WAYS = ("graph-store", "update")


def load(
    endpoint: Annotated[str, typer.Option("--endpoint", metavar="URL", help="The address that takes graphs, or updates.")],
    way: Annotated[
        str,
        typer.Option("--via", metavar="|".join(WAYS), help="Graph Store Protocol or SPARQL Update.", autocompletion=lambda: list(WAYS)),
    ] = "graph-store",
    graph: Annotated[str | None, typer.Option(metavar="IRI", help="The named graph to load into; else the default graph.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Remove first what that graph holds.")] = False,
    timeout: Annotated[
        float | None, typer.Option(min=0.001, metavar="SECONDS", help="Give up when the server is silent for so long.")
    ] = None,
    store: Store = STORE,
) -> None:
    """Load the graph into a remote store.

    Adds every triple to what the store has, or with --replace takes its place. Where the server asks for them, it gets the user
    and password of $KG_ENDPOINT_USER and $KG_ENDPOINT_PASSWORD.
    """
    from kg.graph import Graph
    from kg.graph import endpoint as remote

    chosen("via", way, WAYS)
    with Graph.open(store) as opened:
        count = remote.load(endpoint, opened, way=way, into=graph, replace=replace, timeout=timeout)
    say(f"Loaded {count} triples into {graph or 'the default graph'} of {endpoint}.")
