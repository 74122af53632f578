"""``kg view``: draw the graph as a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import STORE, Relations, Statuses, Store, chosen, relations
from kg.commands.terminal import say


def view(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is standard output.")] = Path(
        "graph.html"
    ),
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    entity: Annotated[str | None, typer.Option(metavar="NAME", help="Only what is around this entity.")] = None,
    depth: Annotated[int, typer.Option(min=0, metavar="N", help="How many steps around it.")] = 1,
    relation: Relations = None,
    status: Statuses = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only facts from this year, month or day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only facts up to this year, month or day.")] = None,
    language: Annotated[str, typer.Option("--lang", "--language", metavar="it|en", help="The language of the page.")] = "it",
    store: Store = STORE,
) -> None:
    """Draw the graph as one HTML page.

    The page needs no network. A click on a node or an edge shows the sentences behind it.
    """
    from kg import view as drawing
    from kg.graph import Graph

    for name in relation or ():
        chosen("relation", name, relations())
    with Graph.open(store) as graph:
        network = drawing.network(
            graph,
            language=language,
            entity=entity,
            depth=depth,
            relations=relation or (),
            statuses=status or (),
            since=since,
            until=until,
        )
    if str(output) == "-":
        from kg.view.page import render

        sys.stdout.buffer.write(render(network).encode())
        return
    drawing.write(network, output)
    say(f"Wrote {output}.")
    if show:
        import webbrowser

        webbrowser.open(output.resolve().as_uri())
