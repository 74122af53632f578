"""Facts as they are read from the graph, and as a line of ``kg facts --format jsonl``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

COLUMNS = (
    "article", "relation", "subject", "object", "role", "metric", "value", "valueMax", "unit", "bound", "place", "time", "status", "by",
    "former", "confidence", "subjectSource", "start", "end", "id", "quote", "rule",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """An entity of the graph. ``id`` is the local name of its IRI, ``kind`` the local name of its class."""

    id: str
    iri: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An article of the graph. ``published`` is YYYY, YYYY-MM or YYYY-MM-DD."""

    id: str
    iri: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in an article that states a fact; offsets in code points, ``before`` and ``after`` the words around it."""

    id: str
    article: str
    start: int
    end: int
    quote: str
    rule: str
    confidence: Decimal
    subject_source: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A fact of the graph with every qualifier and its evidence, in the order of article and offset."""

    id: str
    iri: str
    relation: str
    subject: Node | None
    object: Node | None
    role: str | None
    metric: str | None
    value: Decimal | None
    value_max: Decimal | None
    unit: str | None
    bound: str | None
    place: Node | None
    time: str | None
    status: str
    by: Node | None
    former: bool
    confidence: Decimal
    subject_source: str
    evidence: tuple[Passage, ...]

    def lines(self) -> Iterator[dict[str, Any]]:
        """One dictionary for each piece of evidence, with the slots of facts in their order and ``id``, ``quote``, ``rule``."""
        for piece in self.evidence:
            yield line(self, piece)


def line(record: Record, piece: Passage) -> dict[str, Any]:
    """A fact as one of its pieces of evidence states it: COLUMNS in their order. Absent slots are None; whole numbers are int."""
    return {
        "article": piece.article,
        "relation": record.relation,
        "subject": _name(record.subject),
        "object": _name(record.object),
        "role": record.role,
        "metric": record.metric,
        "value": plain(record.value),
        "valueMax": plain(record.value_max),
        "unit": record.unit,
        "bound": record.bound,
        "place": _name(record.place),
        "time": record.time,
        "status": record.status,
        "by": _name(record.by),
        "former": True if record.former else None,
        "confidence": plain(piece.confidence),
        "subjectSource": piece.subject_source,
        "start": piece.start,
        "end": piece.end,
        "id": record.id,
        "quote": piece.quote,
        "rule": piece.rule,
    }


def plain(value: Decimal | None) -> int | float | None:
    """A number for JSON: int where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _name(node: Node | None) -> str | None:
    return None if node is None else node.name
