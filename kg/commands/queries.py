"""``kg queries``: the named queries and their parameters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import chosen
from kg.commands.query import LANGUAGES, names
from kg.commands.terminal import say, write
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.graph.queries import NamedQuery

FORMATS = ("table", "json", "markdown")


def queries(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Show this query, with its parameters.", autocompletion=names)] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(FORMATS), help="How to list them.", autocompletion=lambda: list(FORMATS))
    ] = "table",
    language: Annotated[
        str, typer.Option(metavar="|".join(LANGUAGES), help="The language of titles.", autocompletion=lambda: list(LANGUAGES))
    ] = "en",
) -> None:
    """List the named queries, or show one with its parameters."""
    from kg.graph import queries as library

    chosen("format", form, FORMATS)
    chosen("language", language, LANGUAGES)
    if name is not None:
        query = library.named(name)
        if query is None:
            from difflib import get_close_matches

            nearest = get_close_matches(name, library.queries(), n=1)
            raise InputError(f"{name}: no such query", f"Did you mean {nearest[0]}?" if nearest else "`kg queries` lists them.")
        _show(query, form)
        return
    found = list(library.queries().values())
    if form == "json":
        write(json.dumps([_described(query) for query in found], ensure_ascii=False, indent=2))
        return
    if form == "markdown":
        write("| query | what | parameters |\n| --- | --- | --- |")
    width = max(len(query.name) for query in found)
    for query in found:
        title = query.italian if language == "it" else query.title
        parameters = " ".join(f"--{parameter.name}" for parameter in query.parameters)
        row = f"| `{query.name}` | {title} | {parameters} |" if form == "markdown" else f"{query.name:{width}}  {title}  {parameters}"
        write(row.rstrip())
    if form == "table":
        say("Run one with kg query NAME --PARAMETER VALUE; kg queries NAME shows it.")


def _show(query: NamedQuery, form: str) -> None:
    if form == "json":
        write(json.dumps(_described(query), ensure_ascii=False, indent=2))
        return
    write(f"{query.name}: {query.title}\n{' ' * len(query.name)}  {query.italian}\n\n{query.answer}\n")
    for parameter in query.parameters:
        default = f" (default {parameter.default}; any lifts it)" if parameter.default else ""
        write(f"  --{parameter.name:<10} {parameter.kind:<10} {parameter.meaning}{default}")
    body = [line for line in query.text.splitlines() if not line.startswith("#")]
    write("\n" + "\n".join(body).strip())


def _described(query: NamedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "title": {"en": query.title, "it": query.italian},
        "answer": query.answer,
        "parameters": [
            {"name": each.name, "kind": each.kind, "default": each.default, "meaning": each.meaning} for each in query.parameters
        ],
        "text": query.text,
    }
