"""Sentences and paragraphs."""

from __future__ import annotations

import pytest

from kg.italian.sentences import LONGEST, split
from kg.italian.tokens import tokenize


def sentences(text: str) -> list[str]:
    return [text[spans[0][0] : spans[-1][1]] for _, spans in split(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Orval apre a Lodi.", "Poi chiude a Bari."],
        ["Il dott. Melli guida la Orval S.p.A. di Lodi.", "Il sig. Rossi no."],
        ["Costa 3.500 euro.", "Ne servono 2."],
        ["«Apriremo presto.»", "Così ha detto Melli."],
        ["Chi vince?", "Nessuno!", "Vedremo..."],
        ["La guida G. Rossi, n. 1 di Orval Inc. negli Usa."],
        ["Vende pane, latte, ecc. e non chiude."],
        ["La sede è della Orval S.p.A.", "Il gruppo cresce."],
    ],
)
def test_cuts(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_sentence_may_open_right_behind_a_full_stop() -> None:
    assert sentences("rischi che ne conseguono.L’annuale festa") == ["rischi che ne conseguono.", "L’annuale festa"]


def test_a_line_is_a_paragraph_and_a_title_needs_no_full_stop() -> None:
    text = "Orval apre a Lodi\n\nLa società cresce. E vende.\nNuovi ricavi"
    assert [(paragraph, text[spans[0][0] : spans[-1][1]]) for paragraph, spans in split(text)] == [
        (0, "Orval apre a Lodi"),
        (1, "La società cresce."),
        (1, "E vende."),
        (2, "Nuovi ricavi"),
    ]


@pytest.mark.parametrize(
    ("word", "weak", "opening"),
    [("uno", ";", "uno"), ("uno", ",", "uno"), ("uno", "mentre", "mentre"), ("uno", "uno", "uno"), ("uno,", "uno;", "uno")],
)
def test_what_is_too_long_is_cut_at_the_weaker_signs(word: str, weak: str, opening: str) -> None:
    text = " ".join(weak if at % 40 == 39 else word for at in range(2000))
    pieces = split(text)
    sizes = [len(spans) for _, spans in pieces]
    assert len(pieces) > 1 and max(sizes) <= LONGEST and min(sizes[:-1]) >= LONGEST // 2
    assert [span for _, spans in pieces for span in spans] == [(first, last) for first, last, _ in tokenize(text)]
    assert {paragraph for paragraph, _ in pieces} == {0}
    assert all(text[spans[0][0] : spans[0][1]] == opening for _, spans in pieces[1:])
