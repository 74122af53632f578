"""Facts that say the same become one; of two readings of one place the one that says more stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.extraction import OBSERVATIONS
from kg.model import Evidence, Fact


def merge(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts that say the same become one with all its evidence; of two readings of one place the surer stays."""
    merged: dict[Fact, list[Evidence]] = {}
    for fact in facts:
        merged.setdefault(replace(fact, evidence=()), []).extend(fact.evidence)
    out = []
    for fact, evidence in merged.items():
        kept: dict[str, Evidence] = {}
        pieces: list[Evidence] = []
        for piece in sorted(evidence, key=lambda e: (-e.confidence, e.article, e.start, e.end, e.rule)):
            if not any(other.article == piece.article and other.start < piece.end and piece.start < other.end for other in pieces):
                pieces.append(piece)
        del kept
        out.append(replace(fact, evidence=tuple(sorted(pieces, key=lambda e: (e.article, e.start, e.end)))))
    return tuple(sorted(_fold(tuple(_drop_weaker(out))), key=lambda f: (f.evidence[0].start, f.evidence[0].end, f.relation, str(f))))


def _fold(facts: Sequence[Fact]) -> Iterator[Fact]:
    """A fact that another says with more slots becomes evidence of that one: the headline beside the text that tells when and where."""
    out: list[Fact] = []
    for fact in sorted(facts, key=_richness):
        at = next((i for i, other in enumerate(out) if _says_less(fact, other)), None)
        if at is None:
            out.append(fact)
        else:
            out[at] = replace(
                out[at], evidence=tuple(sorted({*out[at].evidence, *fact.evidence}, key=lambda e: (e.article, e.start, e.end)))
            )
    yield from out


def _says_less(fact: Fact, other: Fact) -> bool:
    same: tuple[str, ...] = ("relation", "subject", "status", "role", "metric", "former")
    less: tuple[str, ...] = ("place", "time", "by", "bound")
    if fact.relation in OBSERVATIONS:
        same, less = (*same, "value"), (*less, "object", "unit")
    else:
        same, less = (*same, "object"), (*less, "value", "unit")
    return all(getattr(fact, key) == getattr(other, key) for key in same) and all(
        getattr(fact, key) in (None, getattr(other, key)) for key in less
    )


def _drop_weaker(facts: Sequence[Fact]) -> Iterator[Fact]:
    """Of facts with the same core at overlapping places, the one that says more stays."""
    by_core: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        core: tuple[object, ...] = (
            fact.relation,
            fact.subject,
            fact.object,
            fact.status if fact.relation == "sellsIn" else fact.role,
            fact.metric,
            fact.value,
            fact.former,
        )
        if fact.relation in OBSERVATIONS:
            core = (
                fact.relation,
                fact.subject,
                fact.unit if fact.relation == "price" else None,
                fact.role,
                fact.metric,
                fact.value,
                fact.former,
            )
        by_core.setdefault(core, []).append(fact)
    for rows in by_core.values():
        kept: list[Fact] = []
        for fact in sorted(rows, key=_richness):
            if not any(
                _overlap(fact, other)
                and (fact.place == other.place or fact.place is None or other.place is None or fact.relation in OBSERVATIONS)
                for other in kept
            ):
                kept.append(fact)
        yield from kept


def _richness(fact: Fact) -> tuple[int, Decimal, str]:
    said = sum(slot is not None for slot in (fact.time, fact.place, fact.by, fact.object, fact.unit))
    return -said, -fact.confidence, str(fact)


def _overlap(one: Fact, other: Fact) -> bool:
    return any(a.article == b.article and a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)
