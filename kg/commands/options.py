"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import InputError

STORE = Path("kg-store")
STATUSES = ("actual", "expected", "reported", "denied")


def relations() -> list[str]:
    """Return the names of the relations of ontology/kg.ttl."""
    from kg import vocabulary

    return list(vocabulary.relations())


Store = Annotated[Path, typer.Option("--store", metavar="DIR", envvar="KG_STORE", help="The folder of the graph.")]
Relations = Annotated[
    list[str] | None,
    typer.Option("--relation", metavar="NAME", help="Only this relation; may be repeated.", autocompletion=relations),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help=f"Only {', '.join(STATUSES)}; may be repeated.",
        autocompletion=lambda: list(STATUSES),
    ),
]


def chosen(option: str, value: str, choices: Sequence[str]) -> None:
    """Raise InputError, with the nearest of the ``choices``, where ``value`` is none of them."""
    if value not in choices:
        nearest = get_close_matches(value, choices, n=1)
        remedy = f"Did you mean {nearest[0]}?" if nearest else f"There are {', '.join(choices)}."
        raise InputError(f"--{option} {value}: no such {option}", remedy)
