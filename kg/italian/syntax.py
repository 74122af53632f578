"""Shallow syntax of one sentence: verb groups, noun groups, clauses, then roles."""

from __future__ import annotations

from kg.italian.attachments import attach, find_antecedents
from kg.italian.clauses import find_clauses
from kg.italian.noun_groups import find_noun_groups
from kg.italian.roles import assign
from kg.italian.verb_groups import find_verb_groups
from kg.model import Clause, NounGroup, Sentence, Syntax


def parse(sentence: Sentence) -> Syntax:
    """The clauses and noun groups of a tagged sentence; empty for a sentence without tokens."""
    tokens = sentence.tokens
    if not tokens:
        return Syntax((), ())
    count = len(tokens)
    verbs = find_verb_groups(tokens)
    verbal = [-1] * count
    for index, verb in enumerate(verbs):
        for at in range(verb.first, verb.last):
            verbal[at] = index
    groups = find_noun_groups(tokens, verbal)
    grouped = [-1] * count
    for index, group in enumerate(groups):
        for at in range(group.first, group.last):
            grouped[at] = index
    drafts, owner = find_clauses(tokens, verbs, verbal, groups, grouped)
    attach(tokens, verbs, drafts, groups, owner)
    find_antecedents(tokens, drafts, verbs, groups)
    assign(tokens, verbs, drafts, groups)
    firsts = [count] * len(drafts)
    lasts = [0] * len(drafts)
    for at, clause in enumerate(owner):
        if at < firsts[clause]:
            firsts[clause] = at
        lasts[clause] = at + 1
    clauses = tuple(
        Clause(
            min(firsts[index], lasts[index]),
            lasts[index],
            verbs[draft.verb] if draft.verb is not None else None,
            draft.kind,
            draft.opener,
            draft.parent if draft.parent != index else None,
            draft.antecedent,
        )
        for index, draft in enumerate(drafts)
    )
    noun_groups = tuple(
        NounGroup(group.first, group.last, group.head, group.preposition, group.role, group.clause, group.governor, group.listed)
        for group in groups
    )
    return Syntax(clauses, noun_groups)
