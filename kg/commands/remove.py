"""``kg remove``: take an article's facts back."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands.options import STORE, Store
from kg.commands.terminal import say


def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE", help="Ids of articles: file names without their ending.")],
    store: Store = STORE,
) -> None:
    """Take back what articles state. A fact that other articles state too stays."""
    from kg.graph import Graph

    wanted = list(dict.fromkeys(articles))
    Graph.open(store).close()  # where there is no graph, opening it to write would make one
    with Graph.open(store, write=True) as graph:
        graph.remove(wanted)
    say(f"Removed {', '.join(wanted)}.")
