"""Certainty: actual, expected, reported, denied or nothing stated, and the source."""

from __future__ import annotations

import pytest

from kg.italian.certainty import judge
from kg.italian.syntax import parse
from tests.italian.tagged import tagged


def certainty(text: str, lemma: str) -> tuple[str, bool, str | None]:
    sentence = tagged(text)
    syntax = parse(sentence)
    for clause, found in zip(syntax.clauses, judge(sentence, syntax), strict=True):
        if clause.verb is not None and clause.verb.lemma == lemma:
            source = sentence.tokens[syntax.noun_groups[found.source].head].text if found.source is not None else None
            return found.status, found.outside, source
    raise AssertionError(f"no clause of {lemma}")


@pytest.mark.parametrize(
    ("text", "lemma", "status"),
    [
        ("Acme ha aperto un negozio.", "aprire", "actual"),
        ("Acme continua a vendere smartphone.", "vendere", "actual"),
        ("Acme sta collaborando con Borea.", "collaborare", "actual"),
        ("Acme aprirà un negozio.", "aprire", "expected"),
        ("Acme prevede di aprire un negozio.", "aprire", "expected"),
        ("Acme sta per aprire un negozio.", "aprire", "expected"),
        ("Acme dovrebbe aprire un negozio.", "aprire", "expected"),
        ("L'obiettivo di Acme è aprire 100 negozi.", "aprire", "expected"),
        ("Acme vuole aprire un negozio.", "aprire", "expected"),
        ("Acme ha in programma 3 negozi.", "avere", "expected"),
        ("Le stime di Borea parlano di 3 miliardi.", "parlare", "expected"),
        ("Acme non supera i 3 miliardi.", "superare", "actual"),
        ("Acme non supera Borea.", "superare", "denied"),
        ("Acme avrebbe aperto un negozio.", "aprire", "reported"),
        ("Secondo indiscrezioni Acme ha aperto un negozio.", "aprire", "reported"),
        ("A quanto pare Acme ha chiuso il negozio.", "chiudere", "reported"),
        ("Si dice che Acme ha aperto un negozio.", "aprire", "reported"),
        ("Acme non ha ancora aperto un negozio.", "aprire", "denied"),
        ("Nessun negozio è stato aperto.", "aprire", "denied"),
        ("Acme ha smentito di voler aprire una fabbrica.", "aprire", "denied"),
        ("Acme cresce senza aprire negozi.", "aprire", "denied"),
        ("Acme esclude l'apertura di negozi.", "escludere", "denied"),
        ("Acme ha annunciato che ha aperto un negozio.", "aprire", "actual"),
    ],
)
def test_status(text: str, lemma: str, status: str) -> None:
    found, outside, _ = certainty(text, lemma)
    assert (found, outside) == (status, False)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Se Acme apre un negozio, il mercato cresce.", "aprire"),
        ("Acme apre un negozio?", "aprire"),
        ("Acme non ha annunciato di voler aprire negozi.", "aprire"),
    ],
)
def test_nothing_is_stated(text: str, lemma: str) -> None:
    assert certainty(text, lemma)[1]


def test_rumours_stay_in_their_clause() -> None:
    text = "Acme vende un telefono che a quanto pare cresce: in Cina ha aperto 3 negozi."
    assert certainty(text, "crescere")[0] == "reported"
    assert certainty(text, "aprire")[0] == "actual"


@pytest.mark.parametrize(
    ("text", "lemma", "source"),
    [
        ("Secondo Borea, Acme ha aperto un negozio.", "aprire", "Borea"),
        ("Anna Bianchi ha dichiarato che il mercato cresce.", "crescere", "Anna"),
        ("«Il mercato cresce», spiega Anna Bianchi.", "crescere", "Anna"),
        ("Come riferisce Borea, il mercato cresce.", "crescere", "Borea"),
        ("Secondo le stime di Borea, il mercato cresce.", "crescere", "Borea"),
        ("Stando ai dati diffusi ieri da Borea, il mercato cresce.", "crescere", "Borea"),
        ("In Cina, spiega Anna Bianchi, il mercato cresce.", "crescere", "Anna"),
        ("Il mercato cresce: lo dice Borea.", "crescere", "Borea"),
        ("Anna Bianchi dice: «Il mercato cresce».", "crescere", "Anna"),
        ("Il mercato cresce.", "crescere", None),
    ],
)
def test_source(text: str, lemma: str, source: str | None) -> None:
    assert certainty(text, lemma) == ("actual", False, source)


def test_forecast_is_its_subjects_word() -> None:
    assert certainty("Acme prevede di vendere 3 milioni di smartphone.", "vendere") == ("expected", False, "Acme")
    assert certainty("Secondo indiscrezioni, Acme apre un negozio.", "aprire") == ("reported", False, None)
