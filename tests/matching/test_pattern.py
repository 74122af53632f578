"""The pattern language: what parses, what does not and why, what it matches."""

import pytest

from kg import examples, pipeline
from kg.matching.arguments import SentenceView, accepts
from kg.matching.pattern import match_at, parse
from kg.model import Article


def view(text: str) -> SentenceView:
    views, _ = pipeline.read(pipeline.prepare(Article("t", text)), examples.names())
    return views[0]


def bound(pattern: str, text: str, words: dict[str, list[str]] | None = None) -> list[tuple[str, str]] | None:
    """The slots of the first match in the text, as (slot, words)."""
    sentence = view(text)
    elements = parse(pattern, words or {}).elements
    for at in range(len(sentence.items)):
        for _, found in match_at(elements, sentence.items, at, accepts):
            return [(slot, mention.text) for slot, mention in found]
    return None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("{subject:Organisation} <aprire> {value:Number} <negozio>", "Acme aprirà 3 negozi.", [("subject", "Acme"), ("value", "3")]),
        ("{subject:Organisation} [in] {object:Place}", "Ecco Acme nella Cina rurale.", [("subject", "Acme"), ("object", "Cina")]),
        ("{subject:Organisation} [in] {object:Place}", "Ecco Acme in Cina.", [("subject", "Acme"), ("object", "Cina")]),
        ("{subject:Person} , (attuale|nuovo)? {role:Post}", "Anna Riva, attuale direttrice finanziaria.", [("subject", "Anna Riva"), ("role", "direttrice finanziaria")]),  # noqa: E501
        ("{subject:Person} , (attuale|nuovo)? {role:Post}", "Anna Riva, direttrice finanziaria.", [("subject", "Anna Riva"), ("role", "direttrice finanziaria")]),  # noqa: E501
        ("{metric:Metric=profit} ADJ? [di] {value:Money}", "Ricavi di 3 euro.", None),
        ("{subject:Organisation} (, {subject:Organisation})* e {subject:Organisation}", "Acme, Brio e Altea.", [("subject", "Acme"), ("subject", "Brio"), ("subject", "Altea")]),  # noqa: E501
        ("{subject:Organisation} ~ <crescere>", "Acme in quel mercato cresce.", [("subject", "Acme")]),
        ("{subject:Organisation} ~ <crescere>", "Acme vende e Brio cresce.", [("subject", "Brio")]),
        ("{subject:Organisation} @up", "Acme sale.", [("subject", "Acme")]),
    ],
)  # fmt: skip
def test_what_a_pattern_matches(pattern: str, text: str, expected: list[tuple[str, str]] | None) -> None:
    assert bound(pattern, text, {"up": ["salire"]}) == expected


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("({subject:Person} a", "a bracket is not closed"),
        ("{subject:Person} a)", "a bracket closes that none opened"),
        ("? {subject:Person}", "has nothing before it"),
        ("{subject:Person} | a", "alternatives need brackets"),
        ("{subject:Person} @nowhere", "no word list 'nowhere'"),
        ("{subject:Person} ^", "unexpected '^' at column"),
    ],
)
def test_a_wrong_pattern_says_what_is_wrong(pattern: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem.replace("(", r"\(").replace("^", r"\^")):
        parse(pattern, {})


def test_a_pattern_says_what_must_stand_in_the_sentence_and_where_it_begins() -> None:
    found = parse("(ieri|oggi)? {subject:Organisation|Person} (ha)? <aprire|inaugurare> {value:Number} {place:Place}?", {}).requires
    assert found.sets[0] == {"aprire", "inaugurare"}  # the rarest
    assert set(found.sets) == {frozenset({"K:Organisation", "K:Person"}), frozenset({"aprire", "inaugurare"}), frozenset({"K:Number"})}
    assert found.first == {"ieri", "oggi", "K:Organisation", "K:Person"}
