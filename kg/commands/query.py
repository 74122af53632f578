"""``kg query``: ask the graph in SPARQL."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.commands.options import STORE, Store, chosen
from kg.commands.terminal import say, write
from kg.errors import InputError

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "markdown")
NO = 5  # exit status of an ASK that is answered "no"


def _names() -> list[tuple[str, str]]:
    from kg.graph import sparql

    return [(query.name, query.title) for query in sparql.queries().values()]


def query(
    text: Annotated[
        str | None,
        typer.Argument(
            metavar="QUERY", help="SPARQL, a file, - or the name of a query; without it, the names are listed.", autocompletion=_names
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.", autocompletion=lambda: list(FORMATS))
    ] = "table",
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Ask the SPARQL endpoint at this address instead.")] = None,
    timeout: Annotated[float | None, typer.Option(min=0, metavar="SECONDS", help="Stop the query after this time, with status 4.")] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with status 5 where ASK is answered false.")] = False,
    store: Store = STORE,
) -> None:
    """Ask the graph in SPARQL.

    The prefixes kg, r, rdf, rdfs, owl, xsd, skos, schema, org, prov, oa and dcterms need no declaration.
    """
    from kg.graph import Graph, sparql
    from kg.graph import endpoint as remote

    if text is None:
        _list()
        return
    chosen("format", form, FORMATS)
    asked = _standard_input() if text == "-" else sparql.find(text)
    if endpoint is not None:
        answer = remote.ask(endpoint, asked, sys.stdout.buffer, format=form, timeout=timeout)
    else:
        with Graph.open(store) as graph:
            answer = sparql.run(graph, asked, sys.stdout.buffer, format=form, timeout=timeout)
    if exit_code and answer is False:
        raise typer.Exit(NO)


def _list() -> None:
    names = _names()
    width = max((len(name) for name, _ in names), default=0)
    for name, title in names:
        write(f"{name:{width}}  {title}")
    say("Run one with kg query NAME, or give SPARQL of your own.")


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("standard input: not a text in UTF-8", "Give a SPARQL query.") from None
