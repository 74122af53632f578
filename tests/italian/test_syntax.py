"""The whole parse: indices hold together whatever the tokens are, and the same tokens give the same answer."""

from __future__ import annotations

import random

from kg.italian.certainty import judge
from kg.italian.roles import subject_of
from kg.italian.syntax import parse
from kg.model import Sentence, Syntax
from tests.italian.tagged import tagged, words

_SIGNS = [",", ".", ":", ";", "«", "»", '"', "(", ")", "?", "Acme", "Anna Bianchi", "100", "10 %", "2010", "–"]


def check(sentence: Sentence, syntax: Syntax) -> None:
    """Assert what every consumer of a Syntax relies on."""
    count = len(sentence.tokens)
    taken: set[int] = set()
    for index, group in enumerate(syntax.noun_groups):
        assert 0 <= group.first <= group.head < group.last <= count
        assert 0 <= group.clause < len(syntax.clauses)
        assert group.governor is None or (0 <= group.governor < len(syntax.noun_groups) and group.governor != index)
        assert group.listed is None or 0 <= group.listed < index
        assert taken.isdisjoint(range(group.first, group.last))
        taken.update(range(group.first, group.last))
    for index, clause in enumerate(syntax.clauses):
        assert 0 <= clause.first <= clause.last <= count
        assert clause.antecedent is None or 0 <= clause.antecedent < len(syntax.noun_groups)
        at, steps = clause.parent, 0
        while at is not None:
            assert 0 <= at < len(syntax.clauses)
            at = syntax.clauses[at].parent
            steps += 1
            assert steps <= len(syntax.clauses), "parents run in a circle"
        group_index, source = subject_of(syntax, index)
        assert (group_index is None) == (source == "dropped")
    certainties = judge(sentence, syntax)
    assert len(certainties) == len(syntax.clauses)
    for certainty in certainties:
        assert certainty.status in ("actual", "expected", "reported", "denied")
        assert certainty.source is None or 0 <= certainty.source < len(syntax.noun_groups)


def test_any_order_of_words_gives_a_sound_syntax() -> None:
    chance = random.Random(7)
    vocabulary = words() + _SIGNS * 8
    for _ in range(600):
        sentence = tagged(" ".join(chance.choices(vocabulary, k=chance.randint(1, 30))))
        syntax = parse(sentence)
        check(sentence, syntax)
        assert parse(sentence) == syntax


def test_empty_sentence() -> None:
    assert parse(Sentence(0, 0, 0, 0, ())) == Syntax((), ())
