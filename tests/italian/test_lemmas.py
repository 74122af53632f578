"""Nouns and adjectives back to lemma, gender and number."""

from __future__ import annotations

import pytest

from kg.italian.lemmas import guess_nominal, read_adjective, read_noun


@pytest.mark.parametrize(
    ("form", "lemma", "gender", "number"),
    [
        ("negozi", "negozio", "masculine", "plural"),
        ("parchi", "parco", "masculine", "plural"),
        ("aziende", "azienda", "feminine", "plural"),
        ("banche", "banca", "feminine", "plural"),
        ("province", "provincia", "feminine", "plural"),
        ("analisti", "analista", "masculine", "plural"),
        ("problemi", "problema", "masculine", "plural"),
        ("parti", "parte", "feminine", "plural"),
        ("mesi", "mese", "masculine", "plural"),
        ("ricavi", "ricavo", "masculine", "plural"),
        ("uomini", "uomo", "masculine", "plural"),
        ("migliaia", "migliaio", "feminine", "plural"),
        ("società", "società", "feminine", None),
    ],
)
def test_nouns(form: str, lemma: str, gender: str, number: str | None) -> None:
    assert ("NOUN", lemma, gender, number) in read_noun(form)


@pytest.mark.parametrize(
    ("form", "lemma", "gender", "number"),
    [
        ("nuove", "nuovo", "feminine", "plural"),
        ("elettriche", "elettrico", "feminine", "plural"),
        ("politici", "politico", "masculine", "plural"),
        ("digitali", "digitale", None, "plural"),
        ("gran", "grande", None, "singular"),
        ("bellissimi", "bello", "masculine", "plural"),
        ("ricchissima", "ricco", "feminine", "singular"),
    ],
)
def test_adjectives(form: str, lemma: str, gender: str | None, number: str) -> None:
    assert ("ADJ", lemma, gender, number) in read_adjective(form)


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("zumbazioni", "NOUN", "zumbazione"),
        ("grobismo", "NOUN", "grobismo"),
        ("flabilità", "NOUN", "flabilità"),
        ("drupabili", "ADJ", "drupabile"),
        ("sbrontiche", "ADJ", "sbrontico"),
        ("streamer", "NOUN", "streamer"),
    ],
)
def test_words_that_no_list_has_go_by_their_ending(form: str, pos: str, lemma: str) -> None:
    assert guess_nominal(form)[:2] == (pos, lemma)
