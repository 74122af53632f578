"""``kg facts``: list the facts."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.commands.options import STORE, Relations, Statuses, Store, chosen
from kg.commands.statement import amount
from kg.commands.statement import relation as relation_of
from kg.commands.terminal import say, table, write

if TYPE_CHECKING:
    from kg.graph import Record

FORMATS = ("table", "jsonl", "csv")
COLUMNS = ("subject", "relation", "object", "value", "place", "time", "status", "by")


def facts(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="jsonl and csv give a line for each piece of evidence.",
            autocompletion=lambda: list(FORMATS),
        ),
    ] = "table",
    relation: Relations = None,
    entity: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Only facts about this entity; may be repeated.")] = None,
    status: Statuses = None,
    article: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only facts of this article; may be repeated.")] = None,
    store: Store = STORE,
) -> None:
    """List the facts, all or those that pass the filters."""
    from kg.graph import Graph

    chosen("format", form, FORMATS)
    with Graph.open(store) as graph:
        filters = {"relations": relation or (), "entities": entity or (), "statuses": status or (), "articles": article or ()}
        if form == "table":
            _write_table(graph.records(**filters))
        elif form == "csv":
            _write_csv(graph.facts(**filters))
        else:
            for line in graph.facts(**filters):
                write(json.dumps(line, ensure_ascii=False))


def _write_table(records: Iterable[Record]) -> None:
    order = sorted(records, key=lambda record: [(piece.article, piece.start, piece.end) for piece in record.evidence[:1]])
    if order:
        table([column.upper() for column in COLUMNS], [_row(record) for record in order])
    else:
        say("No facts.")


def _write_csv(lines: Iterable[dict[str, Any]]) -> None:
    writer = None
    for line in lines:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(line), lineterminator="\n")
            writer.writeheader()
        writer.writerow({**line, "former": "true" if line["former"] else None})


def _row(record: Record) -> list[str]:
    return [
        record.subject.name if record.subject else "",
        relation_of(record),
        record.object.name if record.object else "",
        amount(record),
        record.place.name if record.place else "",
        record.time or "",
        record.status,
        record.by.name if record.by else "",
    ]
