"""Whom a relative or participle clause describes, in the case that its pronoun has."""

from __future__ import annotations

from collections.abc import Iterator

from kg.italian.roles import subject_of
from kg.matching.arguments import Argument, SentenceView


def antecedent_of(view: SentenceView, number: int, case: str) -> Iterator[Argument]:
    """The antecedent of a relative or participle clause, in the case that its pronoun has."""
    clauses = view.reading.syntax.clauses
    if not clauses:
        return
    clause = clauses[number]
    antecedent = _described(view, number)
    if antecedent is None or clause.verb is None:
        return
    opener = clause.opener or ""
    own = view.by_clause.get(number, ())
    if opener == "dove":
        as_case = "in"
    elif clause.kind == "participle" or clause.verb.voice == "passive":
        as_case = "object"
    elif "cui" in opener or "quale" in opener or "quali" in opener:
        as_case = opener.split()[0] if " " in opener else ""
    else:
        as_case = "object" if any(a.case == "subject" for a in own) else "subject"
    if as_case == case or (case in ("in", "a") and as_case in ("in", "a")):
        group = view.reading.syntax.noun_groups[antecedent]
        named = group.governor if group.role == "apposition" else None  # "in Cina, mercato dal quale Acme manca"
        for argument in view.arguments:
            if argument.group is not None and argument.group in (antecedent, named):
                yield argument


def _named_beside(view: SentenceView, first: int, antecedent: int) -> int:
    """The organisation named right before a participle rather than a noun farther back: "la società ha comprato Acme, nata nel 2010"."""
    behind = first - 1 if first and view.tokens[first - 1].text == "," else first
    for index, group in enumerate(view.reading.syntax.noun_groups):
        named = any(m.first <= group.head < m.last and m.kind == "Organisation" for m in view.reading.mentions)
        if named and group.last == behind and index > antecedent and not view.governed_by(index, antecedent):
            return index
    return antecedent


def _described(view: SentenceView, number: int) -> int | None:
    """The noun group that a relative or participle clause describes: of "Acme, il gruppo creato da …" and "Acme è una società nata …" Acme;
    of a participle that opens its sentence ("Nata nel 2010, Acme …") the subject of the clause above."""
    syntax = view.reading.syntax
    clause = syntax.clauses[number]
    index = clause.antecedent
    if index is None:
        above = syntax.clauses[clause.parent] if clause.parent is not None else None
        if clause.parent is None or above is None or clause.kind != "participle" or clause.opener is not None:
            return None
        opens = clause.first < above.first and clause.last <= above.last
        return subject_of(syntax, clause.parent)[0] if opens else None
    if clause.kind == "participle":
        index = _named_beside(view, clause.first, index)
    group = syntax.noun_groups[index]
    named = any(m.first <= group.head < m.last and m.entity is not None for m in view.reading.mentions)
    if group.role == "apposition" and group.governor is not None and not named and syntax.noun_groups[group.governor].head in view.named:
        return group.governor
    if group.role == "predicate" and clause.kind == "participle" and not named:
        subject = subject_of(syntax, group.clause)[0]
        return index if subject is None else subject
    return index
