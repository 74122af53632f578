"""Parts of speech and verb forms in context: the public ``analyse``."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kg.italian import analyse
from kg.model import Token


def tokens(text: str) -> list[Token]:
    return [token for sentence in analyse(text) for token in sentence.tokens]


def find(text: str, word: str) -> Token:
    return next(token for token in tokens(text) if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "pos", "lemma"),
    [
        ("La parte restante parte domani.", "parte", "NOUN", "parte"),
        ("Il treno di Orval parte alle tre.", "parte", "VERB", "partire"),
        ("Orval conta 300 addetti.", "conta", "VERB", "contare"),
        ("La società sposta la sede.", "sposta", "VERB", "spostare"),
        ("I conti migliorano.", "conti", "NOUN", "conto"),
        ("Il posto di lavoro è sicuro.", "lavoro", "NOUN", "lavoro"),
        ("Al secondo posto si piazza Brio.", "posto", "NOUN", "posto"),
        ("Secondo Orval i prezzi calano.", "Secondo", "ADP", "secondo"),
        ("È il secondo gruppo europeo.", "secondo", "ADJ", "secondo"),
        ("Questo mostra la crescita.", "mostra", "VERB", "mostrare"),
        ("La vende a Nova.", "La", "PRON", "la"),
        ("La vendita è chiusa.", "La", "DET", "il"),
        ("Ha aperto due anni fa.", "fa", "ADV", "fa"),
        ("Il gruppo fa chip.", "fa", "VERB", "fare"),
        ("Il gruppo che cresce vende.", "che", "PRON", "che"),
        ("Dice che cresce.", "che", "SCONJ", "che"),
        ("La sua prima auto costa poco.", "prima", "ADJ", "primo"),
        ("Prima vendeva auto.", "Prima", "ADV", "prima"),
        ("L'ad di Orval lascia.", "ad", "NOUN", "ad"),
        ("La dirige ad Ancona.", "ad", "ADP", "a"),
        ("Il ramo ricerca e sviluppo cresce.", "ricerca", "NOUN", "ricerca"),
        ("Le linee guida cambiano.", "guida", "NOUN", "guida"),
    ],
)
def test_part_of_speech_in_context(text: str, word: str, pos: str, lemma: str) -> None:
    token = find(text, word)
    assert (token.pos, token.lemma) == (pos, lemma)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Redmi Note 4 batte iPhone 3G", {"Redmi", "Note", "iPhone"}),
        ("Poste Italiane assume", {"Poste", "Italiane"}),
        ("Orval Mi 6 costa 500 euro", {"Orval", "Mi"}),
        ("Vendite in calo per Nordica", {"Nordica"}),
        ("Crescono gli utili di Altea", {"Altea"}),
        ("ORVAL APRE UN NUOVO NEGOZIO", {"ORVAL"}),
        ("Ieri Lei Murro ha parlato.", {"Lei", "Murro"}),
        ("Il P10 e l'eBook di WP", {"P10", "eBook", "WP"}),
    ],
)
def test_names_by_their_capitals(text: str, names: set[str]) -> None:
    assert {token.text for token in tokens(text) if token.pos == "PROPN"} == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ne verranno aperti altri 14.", ["AUX", "VERB"]),
        ("L'azienda avrebbe venduto tutto.", ["AUX", "VERB"]),
        ("Sono stati venduti 30.000 telefoni.", ["AUX", "AUX", "VERB"]),
        ("Il prezzo potrebbe salire.", ["AUX", "VERB"]),
        ("La società ha 300 addetti.", ["VERB"]),
        ("Il negozio viene aperto oggi.", ["AUX", "VERB"]),
        ("L'offerta viene da Nova.", ["VERB"]),
        ("Sta collaborando con Nova.", ["AUX", "VERB"]),
        ("Orval è il primo gruppo.", ["AUX"]),
        ("C'è un accordo.", ["VERB"]),
    ],
)
def test_auxiliaries(text: str, expected: list[str]) -> None:
    assert [token.pos for token in tokens(text) if token.verb] == expected


def test_an_articulated_preposition_is_one_token() -> None:
    token = find("i negozi della società", "della")
    assert (token.lemma, token.pos, token.articled, token.gender, token.number) == ("di", "ADP", True, "feminine", "singular")


def test_curly_apostrophes_read_as_straight_ones() -> None:
    token = find("i conti dell’azienda", "dell’")
    assert (token.lower, token.lemma, token.articled) == ("dell'", "di", True)


def test_apostrophes_in_the_place_of_accents() -> None:
    assert [(token.lower, token.lemma) for token in tokens("La societa' e' piu' grande") if "'" in token.text] == [
        ("società", "società"),
        ("è", "essere"),
        ("più", "più"),
    ]


def test_numbers_percent_and_currency() -> None:
    assert [token.pos for token in tokens("tre milioni, il 5% e € 20mila")] == [
        "NUM",
        "NUM",
        "PUNCT",
        "DET",
        "NUM",
        "SYM",
        "CCONJ",
        "SYM",
        "NUM",
    ]


def test_offsets_and_numbering() -> None:
    text = " date 2017-07 \nApre Orval.\nChiude Brio. Fine."
    sentences = analyse(text, 15)
    assert [(s.index, s.paragraph, text[s.start : s.end]) for s in sentences] == [
        (0, 0, "Apre Orval."),
        (1, 1, "Chiude Brio."),
        (2, 1, "Fine."),
    ]
    assert all(text[token.start : token.end] == token.text for s in sentences for token in s.tokens)


@pytest.mark.parametrize("text", ["", "\n \n", "…", "''", "\ufeff", "-", "'a", "\U0001f600 ok", "à\u0300", "l'", "1'", "É", "..."])
def test_odd_text_is_cut_without_error(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokens(text))


def test_the_answer_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "from kg.italian import analyse; print(analyse('Fallo vedere: le parti chiuse e le chiese prese. Sia Orval sia Brio posero basi.'))"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
