"""Clauses: which verb every token belongs to, found in one pass with a stack of open clauses."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.clause_openers import close_at_comma, close_at_semicolon, end_of_examples, open_clause
from kg.italian.clause_reading import COORDINATORS, DraftClause, Reading
from kg.italian.clause_verbs import place_verb
from kg.italian.noun_group_parts import DraftGroup
from kg.italian.verb_groups import FINITE
from kg.model import Token, VerbGroup

_OPEN_QUOTES = {"«": "»", "“": "”", '"': '"', "``": "''"}
_SENTENCE_ENDERS = frozenset({":", ";"})


def find_clauses(
    tokens: Sequence[Token], verbs: Sequence[VerbGroup], verbal: Sequence[int], groups: Sequence[DraftGroup], grouped: Sequence[int]
) -> tuple[list[DraftClause], list[int]]:
    """The clauses of a sentence, and for each token the index of its clause.

    ``verbal`` and ``grouped`` have for each token the index of its verb group and noun group, or -1.
    """
    reading = Reading(tokens, verbs, groups)
    owner, clauses = reading.owner, reading.clauses
    count = len(tokens)
    finite_at = [verb.first for verb in verbs if verb.mood in FINITE]
    closers: dict[int, bool] = {}
    boundary = -1  # the last comma or conjunction
    verbless = -1  # where the brackets that hold no verb end
    index = 0
    while index < count:
        stack = reading.stack
        at = verbal[index]
        if at >= 0:
            verb = verbs[at]
            place_verb(reading, at, boundary, grouped, verbal)
            top = reading.stack[-1]
            for inner in range(verb.first, verb.last):
                owner[inner] = top
            index = verb.last
            continue
        group = grouped[index]
        if group >= 0:
            # A quotation mark or a determiner inside a noun group opens no clause.
            top = stack[-1]
            last = groups[group].last
            while index < last:
                owner[index] = top
                index += 1
            continue
        token = tokens[index]
        text = token.text
        if index in closers:
            owner[index] = stack[-1]
            if closers[index]:
                reading.stack = reading.saved.pop()
                boundary = index
        elif text == "," or text in ("–", "—", "-", "…"):
            owner[index] = stack[-1]
            close_at_comma(reading, index, grouped, verbal)
            boundary = index
        elif text in _SENTENCE_ENDERS:
            owner[index] = stack[-1]
            close_at_semicolon(reading, index)
            boundary = index
        elif text in _OPEN_QUOTES or text == "(":
            end = matching_sign(tokens, index, ")" if text == "(" else _OPEN_QUOTES[text])
            if end > 0:
                holds = any(index < first < end for first in finite_at)
                closers[end] = holds
                verbless = verbless if holds or text != "(" else max(verbless, end)
                if holds:
                    parent = stack[-1]
                    reading.saved.append(list(stack))
                    base = clauses[parent]
                    kind = "main" if text == "(" else "complement"
                    reading.stack = []
                    reading.open(index + 1, kind, text, parent, True, True)
                    if base.verb is None and parent == 0 and index == 0:
                        clauses[-1].kind = "complement"
            owner[index] = reading.stack[-1]
        elif (end := end_of_examples(reading, index, grouped, verbal, finite_at)) > 0 and index > verbless:
            parent = stack[-1]
            reading.saved.append(list(stack))
            reading.stack = []
            reading.open(index, "main", "tra cui", parent, True, True)
            closers[end] = True
            owner[index] = reading.stack[-1]
        elif index > verbless and (opened := open_clause(reading, index, grouped, verbal, finite_at)) > 0:
            top = reading.stack[-1]
            while index < opened:
                owner[index] = top
                index += 1
            continue
        else:
            owner[index] = stack[-1]
            if token.pos == "CCONJ" and token.lower in COORDINATORS:
                boundary = index
        index += 1
    return _settle(reading)


def matching_sign(tokens: Sequence[Token], index: int, closing: str) -> int:
    for end in range(index + 1, len(tokens)):
        if tokens[end].text == closing:
            return end
    return -1


def _settle(reading: Reading) -> tuple[list[DraftClause], list[int]]:
    """Drop clauses that never found a verb, and put parents before what a quotation depends on."""
    clauses, owner = reading.clauses, reading.owner
    counted = [0] * len(clauses)
    for at in owner:
        counted[at] += 1
    target = list(range(len(clauses)))
    for at, clause in enumerate(clauses):
        if clause.verb is None and at > 0 and clause.kind != "main" and clause.parent is not None and not clause.quoted:
            target[at] = clause.parent
        elif clause.verb is None and not counted[at]:
            target[at] = -1
    for at in range(len(target)):
        seen = at
        while target[seen] not in (seen, -1):
            seen = target[seen]
        target[at] = -1 if target[seen] == -1 else seen
    numbers: dict[int, int] = {}
    kept: list[DraftClause] = []
    for at, clause in enumerate(clauses):
        if target[at] == at:
            numbers[at] = len(kept)
            kept.append(clause)
    if not kept:
        kept.append(clauses[0])
        numbers[0] = 0
    for clause in kept:
        parent = clause.parent
        if parent is not None:
            parent = target[parent]
            clause.parent = numbers.get(parent) if parent >= 0 else None
        if clause.verb is None and clause.kind == "main":
            clause.kind = "verbless"
        if clause.parent is None and clause.kind in ("complement", "coordinate"):
            clause.kind = "main"
    fallback = 0
    return kept, [numbers.get(target[at], fallback) for at in owner]
