"""``kg serve``: the graph over HTTP."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands.options import STORE, Store
from kg.commands.terminal import say


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on; 0.0.0.0 is every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="PORT", help="The port; 0 is any that is free.")] = 8000,
    timeout: Annotated[float, typer.Option(min=0.001, metavar="SECONDS", help="Stop a query after this time.")] = 30.0,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many rows or triples in an answer.")] = 100_000,
    workers: Annotated[int, typer.Option(min=1, metavar="N", help="How many queries run at once.")] = 4,
    cors: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", help="Let pages of this origin read answers, or * of any; may be repeated."),
    ] = None,
    store: Store = STORE,
) -> None:
    """Serve the graph over HTTP: a SPARQL endpoint at /sparql, entities at /id/NAME, a page to ask from at /.

    It only reads, and listens on this machine only unless --host says otherwise. Ctrl-C ends it.
    """
    from kg.server.listening import listen
    from kg.server.settings import Settings

    def begun(address: str) -> None:
        say(f"Serving {store} at {address} (SPARQL: {address}sparql). Ctrl-C ends it.")

    settings = Settings(store, host, port, timeout, limit, workers, tuple(cors or ()))
    if not settings.is_local:
        say(f"Whoever reaches {host} can read the graph.")
    listen(settings, begun)
