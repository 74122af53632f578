"""Sentences and paragraphs."""

from __future__ import annotations

import pytest

from kg.italian.sentences import split


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
