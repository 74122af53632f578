"""``kg explain``: why the graph says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import STORE, Relations, Statuses, Store
from kg.commands.statement import said
from kg.commands.terminal import mark, say, wrapped, write

if TYPE_CHECKING:
    from kg.graph import Passage, Record, Source

RULES = "kg/rules"


def explain(
    name: Annotated[str, typer.Argument(metavar="ENTITY|FACT", help="The name of an entity, or the id of a fact.")],
    relation: Relations = None,
    status: Statuses = None,
    store: Store = STORE,
) -> None:
    """Tell why the graph says so.

    Shows the sentence with the evidence marked, the rule and its file, the article and its date; for an entity, all its facts.
    """
    from kg.graph import Graph

    with Graph.open(store) as graph:
        filters = {"relations": relation or (), "statuses": status or ()}
        if name.removeprefix("r:").startswith("fact-") or "/fact-" in name:
            records = list(graph.records(ids=[name], **filters))
        else:
            records = list(graph.records(entities=[name], **filters))
        articles = {source.id: source for source in graph.articles()} if records else {}
    if not records:
        say("No facts.")
    for number, record in enumerate(_in_reading_order(records)):
        if number:
            write()
        _explain(record, articles)


def _in_reading_order(records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda record: [(piece.article, piece.start, piece.end) for piece in record.evidence[:1]])


def _explain(record: Record, articles: Mapping[str, Source]) -> None:
    write(f"{said(record)}  [{record.id}]")
    for piece in record.evidence:
        before = piece.before + (" " if piece.before and not piece.before[-1].isspace() else "")
        write(wrapped(mark(before, piece.quote, piece.after), "    "))
        write(f"    article  {_article(piece, articles)}, characters {piece.start} to {piece.end}")
        file, _, rule = piece.rule.partition("/")
        write(f"    rule     {rule} in {RULES}/{file}.toml; confidence {piece.confidence}, subject {piece.subject_source}")


def _article(piece: Passage, articles: Mapping[str, Source]) -> str:
    source = articles.get(piece.article)
    title = f' "{source.title}"' if source and source.title else ""
    return f"{piece.article}{title}, {(source.published if source else None) or 'undated'}"
