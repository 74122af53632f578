"""``kg query``: ask the graph in SPARQL."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kg.commands.options import STORE, Store, chosen
from kg.commands.terminal import write
from kg.errors import InputError

FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml", "markdown")
SPELLINGS = {"json-ld": "jsonld", "rdf-xml": "rdfxml", "n-triples": "ntriples", "nt": "ntriples", "ttl": "turtle", "md": "markdown"}
LANGUAGES = ("en", "it")
CONTEXT = {"ignore_unknown_options": True}  # parameters of named queries look like options
NO = 5  # exit status of an ASK that is answered "no"


def names() -> list[tuple[str, str]]:
    """Return the names of the named queries with their titles."""
    from kg.graph.queries import queries

    return [(query.name, query.title) for query in queries().values()]


def query(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY [--PARAMETER VALUE]",
            help="SPARQL, a file, - or the name of a query, with values of its parameters; without it, the names are listed.",
            autocompletion=names,
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help=f"One of {', '.join(FORMATS)}.", autocompletion=lambda: list(FORMATS))
    ] = "table",
    labels: Annotated[bool, typer.Option("--labels", help="Show labels in place of IRIs: in table, markdown and csv.")] = False,
    language: Annotated[
        str, typer.Option(metavar="|".join(LANGUAGES), help="The language of labels.", autocompletion=lambda: list(LANGUAGES))
    ] = "en",
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="At most so many rows or triples.")] = None,
    timeout: Annotated[float | None, typer.Option(min=0, metavar="SECONDS", help="Stop the query after this time, with status 4.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show times, and what each triple pattern matches, instead of the answer.")
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="End with status 5 where ASK is answered false.")] = False,
    no_prefixes: Annotated[bool, typer.Option("--no-prefixes", help="Declare no prefix beforehand, and show whole IRIs.")] = False,
    allow_service: Annotated[
        bool, typer.Option("--allow-service", help="Let the query reach other servers with SERVICE and FROM.")
    ] = False,
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Ask the SPARQL endpoint at this address instead.")] = None,
    store: Store = STORE,
) -> None:
    """Ask the graph in SPARQL.

    The prefixes kg, r, rdf, rdfs, owl, xsd, skos, schema, org, prov, oa and dcterms need no declaration.
    """
    from kg.graph import Graph, sparql

    options = [option[2:] for parameter in context.command.params for option in parameter.opts if option.startswith("--")]
    asked, values = read_words(words or (), options)
    if asked is None:
        from kg.commands.queries import queries

        queries(None, "table", language)
        return
    form = SPELLINGS.get(form, form)
    chosen("format", form, FORMATS)
    chosen("language", language, LANGUAGES)
    shown = language if labels else None
    if endpoint is not None:
        answer = _ask(endpoint, asked, values, form, timeout, limit, prefixes=not no_prefixes, labels=shown, explain=explain)
    else:
        with Graph.open(store) as graph:
            text = _find(asked, values, options, sparql.resolver(graph) if values else None)
            if explain:
                show_cost(graph, text, timeout, prefixes=not no_prefixes, allow_service=allow_service)
                return
            answer = sparql.run(
                graph, text, sys.stdout.buffer, format=form, timeout=timeout, limit=limit, labels=shown,
                prefixes=not no_prefixes, allow_service=allow_service,
            )  # fmt: skip
    if exit_code and answer is False:
        raise typer.Exit(NO)


def read_words(words: Sequence[str], options: Sequence[str] = ()) -> tuple[str | None, dict[str, str]]:
    """Tell the query from the values of its parameters. InputError for a value that is missing or given twice."""
    asked: str | None = None
    values: dict[str, str] = {}
    given = iter(words)
    for word in given:
        if not word.startswith("-") or word == "-":
            if asked is not None:
                raise InputError(f"{word}: a second query, after {asked.split()[0] if asked.split() else asked}", "Put SPARQL in quotes.")
            asked = word
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--"):
            raise InputError(f"{word}: no such option", "`kg query --help` lists the options.")
        if not equals:
            following = next(given, None)
            if following is None:
                raise _unknown(name, options) or InputError(f"--{name}: no value follows", f"Write --{name} VALUE.")
            value = following
        if name in values:
            raise InputError(f"--{name}: given twice", "Give it once.")
        values[name] = value
    if asked is None and values:
        raise _unknown(next(iter(values)), options) or InputError(f"--{next(iter(values))}: of no query", "Name a query: `kg queries`.")
    return asked, values


def show_cost(graph: object, text: str, timeout: float | None, *, prefixes: bool = True, allow_service: bool = False) -> None:
    """Write what a query costs on a graph."""
    from kg.graph import Graph
    from kg.graph.cost import COUNTED, measure

    assert isinstance(graph, Graph)
    cost = measure(graph, text, timeout=timeout, prefixes=prefixes, allow_service=allow_service)
    write(f"{cost.form}, {len(graph)} triples in the graph, {cost.answers} in the answer")
    for what, seconds in (("planned", cost.planned), ("first answer", cost.first), ("all answers", cost.finished)):
        write(f"  {what:<12}  {seconds * 1000:10.1f} ms")
    if cost.patterns:
        write("Triples that each pattern matches alone:")
    for pattern, count in cost.patterns:
        write(f"  {'over ' if count == COUNTED else ''}{count:>10}  {pattern}")


def _find(asked: str, values: dict[str, str], options: Sequence[str], resolve: object) -> str:
    from kg.graph import queries

    if asked == "-":
        if values:
            raise _unknown(next(iter(values)), options) or InputError("-: SPARQL from standard input has no parameters")
        return _standard_input()
    named = queries.named(asked)
    for name in values:
        if named is None:
            raise _unknown(name, options) or InputError(f"--{name}: no such option", "Only named queries have parameters: `kg queries`.")
        if name not in [parameter.name for parameter in named.parameters]:
            raise queries.unknown_parameter(named, name, options)
    assert resolve is None or callable(resolve)
    return queries.find(asked, values, resolve)


def _unknown(name: str, options: Sequence[str]) -> InputError | None:
    from difflib import get_close_matches

    nearest = get_close_matches(name, options, n=1)
    return InputError(f"--{name}: no such option", f"Did you mean --{nearest[0]}?") if nearest else None


def _ask(
    endpoint: str,
    asked: str,
    values: dict[str, str],
    form: str,
    timeout: float | None,
    limit: int | None,
    *,
    prefixes: bool,
    labels: str | None,
    explain: bool,
) -> bool | None:
    from kg.graph import endpoint as remote
    from kg.graph import tokens

    for option, given in (("--labels", labels), ("--explain", explain), ("--no-prefixes", not prefixes)):
        if given:
            raise InputError(f"{option}: not with --endpoint", "It is for the graph in --store.")
    text = _find(asked, values, (), lambda name: remote.entity(endpoint, name, timeout=timeout))
    if limit is not None and tokens.form(text) == "SELECT":
        text = tokens.limit(text, limit)
    return remote.ask(endpoint, text, sys.stdout.buffer, format=form, timeout=timeout)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("standard input: not a text in UTF-8", "Give a SPARQL query.") from None
