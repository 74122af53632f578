"""Verb groups: tense, voice, negation and governors."""

from __future__ import annotations

import pytest

from kg.italian.verb_groups import find_verb_groups
from kg.model import VerbGroup
from tests.italian.tagged import tagged


def groups(text: str) -> list[VerbGroup]:
    return find_verb_groups(tagged(text).tokens)


@pytest.mark.parametrize(
    ("text", "lemma", "mood", "tense", "voice"),
    [
        ("Acme apre un negozio.", "aprire", "indicative", "present", "active"),
        ("Acme aprì un negozio.", "aprire", "indicative", "past", "active"),
        ("Acme ha già venduto 3 negozi.", "vendere", "indicative", "perfect", "active"),
        ("Acme aveva aperto un negozio.", "aprire", "indicative", "pluperfect", "active"),
        ("Acme avrà aperto un negozio.", "aprire", "indicative", "future-perfect", "active"),
        ("Acme avrebbe aperto un negozio.", "aprire", "conditional", "perfect", "active"),
        ("Il negozio è stato poi aperto.", "aprire", "indicative", "perfect", "passive"),
        ("Il negozio è aperto da Acme.", "aprire", "indicative", "present", "passive"),
        ("I negozi verranno aperti.", "aprire", "indicative", "future", "passive"),
        ("Il negozio va chiuso.", "chiudere", "indicative", "present", "passive"),
        ("Le vendite sono cresciute.", "crescere", "indicative", "perfect", "active"),
        ("In Cina si vendono smartphone.", "vendere", "indicative", "present", "reflexive"),
        ("Acme sta collaborando con Borea.", "collaborare", "indicative", "present", "active"),
    ],
)
def test_tense_and_voice(text: str, lemma: str, mood: str, tense: str, voice: str) -> None:
    (group,) = groups(text)
    assert (group.lemma, group.mood, group.tense, group.voice) == (lemma, mood, tense, voice)


def test_negation_spans_clitics_and_adverbs() -> None:
    (group,) = groups("Il negozio non è stato ancora aperto.")
    assert group.negated and group.first == 2 and group.last == 7
    (group,) = groups("Acme non ne apre.")
    assert group.negated and group.clitics == ("ne",)


def test_not_only_is_no_negation() -> None:
    (group,) = groups("Acme non è solo un produttore.")
    assert group.copula and not group.negated


@pytest.mark.parametrize(
    ("text", "governors"),
    [
        ("Acme dovrebbe aprire un negozio.", ("dovere",)),
        ("Acme prevede di aprire un negozio.", ("prevedere di",)),
        ("Acme punta a vendere smartphone.", ("puntare a",)),
        ("Acme sta per aprire un negozio.", ("stare per",)),
        ("Acme ha intenzione di aprire un negozio.", ("avere intenzione di",)),
        ("La società è pronta ad aprire un negozio.", ("essere pronto a",)),
        ("La società è stata costretta a chiudere.", ("essere costretto a",)),
        ("La società è riuscita a crescere.", ("riuscire a",)),
        ("Acme fa registrare ottimi numeri.", ("fare",)),
    ],
)
def test_governors_join_their_infinitive(text: str, governors: tuple[str, ...]) -> None:
    (group,) = groups(text)
    assert group.governors == governors
    assert group.mood in ("indicative", "conditional")


def test_coordinated_participle_shares_the_auxiliary() -> None:
    first, second = groups("Acme ha aperto 3 negozi e chiuso una fabbrica.")
    assert (second.lemma, second.mood, second.tense, second.voice) == ("chiudere", first.mood, first.tense, "active")


def test_bare_participle_is_passive_unless_it_takes_essere() -> None:
    opened, grown = groups("Il negozio aperto a Pisa e le vendite cresciute in Cina.")
    assert (opened.mood, opened.voice) == ("participle", "passive")
    assert (grown.mood, grown.voice) == ("participle", "active")


def test_words_of_prepositions_are_no_verbs() -> None:
    assert groups("Stando ai dati di Borea, a partire dal 2010.") == []
