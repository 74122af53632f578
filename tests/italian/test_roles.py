"""Roles: subject, object, agent, apposition, lists, and where a subject comes from."""

from __future__ import annotations

import pytest

from kg.italian.roles import subject_of
from kg.italian.syntax import parse
from tests.italian.tagged import tagged


def roles(text: str) -> dict[str, str | None]:
    """Head word of each group: its role."""
    sentence = tagged(text)
    return {sentence.tokens[group.head].text: group.role for group in parse(sentence).noun_groups}


def subject(text: str, lemma: str) -> tuple[str | None, str]:
    sentence = tagged(text)
    syntax = parse(sentence)
    for index, clause in enumerate(syntax.clauses):
        if clause.verb is not None and clause.verb.lemma == lemma:
            group, source = subject_of(syntax, index)
            return (sentence.tokens[syntax.noun_groups[group].head].text if group is not None else None), source
    raise AssertionError(f"no clause of {lemma}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme ha aperto 100 negozi in India.", {"Acme": "subject", "negozi": "object", "India": "oblique"}),
        ("3 negozi sono stati aperti da Acme.", {"negozi": "subject", "Acme": "agent"}),
        ("Sono stati aperti 3 negozi da Acme.", {"negozi": "subject", "Acme": "agent"}),
        ("Il 14 novembre Acme apre un negozio.", {"novembre": None, "Acme": "subject", "negozio": "object"}),
        ("Arriveranno in Cina i nuovi modelli.", {"Cina": "oblique", "modelli": "subject"}),
        ("Si vendono smartphone in Cina.", {"smartphone": "subject", "Cina": "oblique"}),
        ("In Cina sono adesso 123 i negozi.", {"Cina": "oblique", "123": "predicate", "negozi": "subject"}),
        ("Acme è il primo produttore.", {"Acme": "subject", "produttore": "predicate"}),
        ("Fa registrare ottimi numeri anche la divisione cinese.", {"numeri": "object", "divisione": "subject"}),
        ("Acme, la divisione di Borea, apre.", {"Acme": "subject", "divisione": "apposition", "Borea": "complement"}),
        ("Nel 2010 Acme, marchio di Borea, apre.", {"2010": "oblique", "Acme": "subject", "marchio": "apposition", "Borea": "complement"}),
        ("A crescere sono le vendite.", {"vendite": "subject"}),
        ("L'apertura di negozi da parte di Acme continua.", {"apertura": "subject", "negozi": "complement", "Acme": "agent"}),
        ("Nel mercato cinese Acme cresce.", {"mercato": "oblique", "Acme": "subject"}),
        ("Con 3 negozi, la società che Borea compra cresce.", {"negozi": "oblique", "società": "subject", "Borea": "subject"}),
        ("William Li ha aperto 3 negozi.", {"William": "subject", "negozi": "object"}),
        ("In Italia, il mercato cresce.", {"Italia": "oblique", "mercato": "subject"}),
        ("«Il mercato cresce», spiega Anna Bianchi.", {"mercato": "subject", "Anna": "subject"}),
    ],
)
def test_roles(text: str, expected: dict[str, str | None]) -> None:
    assert roles(text) == expected


def test_lists_share_the_role_of_their_first_group() -> None:
    assert roles("Acme vende smartphone, tablet e telefoni in Italia e in India.") == {
        "Acme": "subject",
        "smartphone": "object",
        "tablet": "object",
        "telefoni": "object",
        "Italia": "oblique",
        "India": "oblique",
    }
    sentence = tagged("Acme vende smartphone (Tau, Rho, Phi).")
    groups = parse(sentence).noun_groups
    assert [group.listed for group in groups] == [None, None, None, 2, 2]
    assert [group.governor for group in groups[2:]] == [1, 1, 1]


def test_apposition_explains_the_post_not_the_company() -> None:
    sentence = tagged("Secondo il direttore di Borea, Anna Bianchi, la società cresce.")
    groups = parse(sentence).noun_groups
    assert groups[2].role == "apposition" and groups[2].governor == 0
    assert groups[3].role == "subject"


@pytest.mark.parametrize(
    ("text", "lemma", "expected"),
    [
        ("Acme apre un negozio.", "aprire", ("Acme", "explicit")),
        ("Acme, che vende smartphone, cresce.", "vendere", ("Acme", "relative")),
        ("I 3 negozi che Acme aprirà crescono.", "aprire", ("Acme", "explicit")),
        ("La società fondata nel 2010 cresce.", "fondare", ("società", "relative")),
        ("Acme apre un negozio e chiude una fabbrica.", "chiudere", ("Acme", "clause")),
        ("Acme ha annunciato che aprirà un negozio.", "aprire", ("Acme", "clause")),
        ("Acme vende negozi per comprare Borea.", "comprare", ("Acme", "clause")),
        ("Ha aperto un negozio.", "aprire", (None, "dropped")),
        ("Acme ha permesso a Borea di aprire un negozio.", "aprire", ("Borea", "clause")),
        ("L'obiettivo è aprire 100 negozi.", "aprire", (None, "dropped")),
        ("«Chiuderà una fabbrica», spiega Anna Bianchi.", "chiudere", (None, "dropped")),
        ("Acme cresce e aprono 3 negozi.", "aprire", (None, "dropped")),
    ],
)
def test_subject_and_its_source(text: str, lemma: str, expected: tuple[str | None, str]) -> None:
    assert subject(text, lemma) == expected
