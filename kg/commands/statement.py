"""A fact in one line of plain English, for lists."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph import Record

BOUNDS = {"over": "> ", "under": "< ", "about": "~ "}


def said(record: Record) -> str:
    """Return subject, relation, object and every qualifier: "Acme opens store: 100 (India, 2030, expected, says Anna Bianchi)"."""
    words = [record.subject.name if record.subject else "", relation(record), record.object.name if record.object else ""]
    line = " ".join(word for word in words if word)
    if record.value is not None:
        line += f": {amount(record)}"
    qualifiers = [record.place.name if record.place else None, record.time, record.status, record.by and f"says {record.by.name}"]
    return f"{line} ({', '.join(qualifier for qualifier in qualifiers if qualifier)})"


def relation(record: Record) -> str:
    """Return the relation with its role or metric: "holdsRole (analyst)", "former holdsRole (president)"."""
    detail = record.role or record.metric
    return ("former " if record.former else "") + record.relation + (f" ({detail})" if detail else "")


def amount(record: Record) -> str:
    """Return the value with its bound and unit: "> 23,160,000 smartphone", "70 %", "#1"; "" where there is none."""
    if record.value is None:
        return ""
    upper = "" if record.value_max is None else f" to {_plain(record.value_max)}"
    unit = {"percent": "%", "position": None}.get(record.unit or "", record.unit)
    rank = "#" if record.unit == "position" else ""
    return f"{BOUNDS.get(record.bound or '', '')}{rank}{_plain(record.value)}{upper}{f' {unit}' if unit else ''}"


def _plain(value: Decimal) -> str:
    return f"{value:,f}"
