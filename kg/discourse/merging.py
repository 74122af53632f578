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
        pieces: list[Evidence] = []
        taken = _Places()
        for piece in sorted(evidence, key=lambda e: (-e.confidence, e.article, e.start, e.end, e.rule)):
            if not any(True for _ in taken.over(piece)):
                pieces.append(piece)
                taken.add(piece, fact)
        out.append(replace(fact, evidence=tuple(sorted(pieces, key=lambda e: (e.article, e.start, e.end)))))
    return tuple(sorted(_fold(tuple(_drop_weaker(out))), key=lambda f: (f.evidence[0].start, f.evidence[0].end, f.relation, str(f))))


def _fold(facts: Sequence[Fact]) -> Iterator[Fact]:
    """A fact that another says with more slots becomes evidence of that one: the headline beside the text that tells when and where."""
    ordered = sorted(facts, key=_richness)
    fillings = dict.fromkeys(_slots(fact)[1] for fact in ordered)
    first: dict[tuple[object, ...], int] = {}  # the first fact that says so much with the slots of each filling
    out: list[tuple[Fact, list[Evidence]]] = []
    for fact in ordered:
        same, filled = _slots(fact)
        at = first.get((same, filled, tuple(getattr(fact, key) for key in filled)))
        if at is not None:
            out[at][1].extend(fact.evidence)
            continue
        for filling in fillings:
            first.setdefault((same, filling, tuple(getattr(fact, key) for key in filling)), len(out))
        out.append((fact, list(fact.evidence)))
    for fact, evidence in out:
        yield replace(fact, evidence=tuple(sorted(dict.fromkeys(evidence), key=lambda e: (e.article, e.start, e.end, e.rule))))


def _slots(fact: Fact) -> tuple[tuple[object, ...], tuple[str, ...]]:
    """What another fact must have alike to say the same, and which of the slots that it may have besides are filled."""
    same: tuple[str, ...] = ("relation", "subject", "status", "role", "metric", "former")
    more: tuple[str, ...] = ("place", "time", "by", "bound")
    if fact.relation in OBSERVATIONS:
        same, more = (*same, "value"), (*more, "object", "unit")
    else:
        same, more = (*same, "object"), (*more, "value", "unit")
    return tuple(getattr(fact, key) for key in same), tuple(key for key in more if getattr(fact, key) is not None)


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
        kept = _Places()
        for fact in sorted(rows, key=_richness):
            if not any(
                (fact.place == other.place or fact.place is None or other.place is None or fact.relation in OBSERVATIONS)
                for piece in fact.evidence
                for other in kept.over(piece)
            ):
                for piece in fact.evidence:
                    kept.add(piece, fact)
                yield fact


def _richness(fact: Fact) -> tuple[int, Decimal, str]:
    said = sum(slot is not None for slot in (fact.time, fact.place, fact.by, fact.object, fact.unit))
    return -said, -fact.confidence, str(fact)


class _Places:
    """Which facts are stated where: evidence by the stretches of text that it reaches into."""

    _LENGTH = 256  # code points of a stretch, about a sentence

    def __init__(self) -> None:
        self._stretches: dict[tuple[str, int], list[tuple[Evidence, Fact]]] = {}

    def add(self, piece: Evidence, fact: Fact) -> None:
        for stretch in self._reach(piece):
            self._stretches.setdefault(stretch, []).append((piece, fact))

    def over(self, piece: Evidence) -> Iterator[Fact]:
        """The facts with evidence that overlaps ``piece``, some of them more than once."""
        for stretch in self._reach(piece):
            for other, fact in self._stretches.get(stretch, ()):
                if other.start < piece.end and piece.start < other.end:
                    yield fact

    def _reach(self, piece: Evidence) -> Iterator[tuple[str, int]]:
        return ((piece.article, at) for at in range(piece.start // self._LENGTH, piece.end // self._LENGTH + 1))
