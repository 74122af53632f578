"""Words and signs, with their offsets."""

from __future__ import annotations

import pytest

from kg.italian.tokens import LONGEST, tokenize


def words(text: str) -> list[str]:
    return [text[first:last] for first, last, _ in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23,16 30.000 18:21:07 11.11 2-3 2023/24", ["23,16", "30.000", "18:21:07", "11.11", "2-3", "2023/24"]),
        ("Orval S.p.A. e JD.com", ["Orval", "S.p.A.", "e", "JD.com"]),
        ("+70% e (-3,5%)", ["+70", "%", "e", "(", "-3,5", "%", ")"]),
        ("€50 o 79dollari", ["€", "50", "o", "79", "dollari"]),
        ("20mila, 128GB, 4G e 16esimo", ["20mila", ",", "128GB", ",", "4G", "e", "16esimo"]),
        ("dell'azienda e dell’utile", ["dell'", "azienda", "e", "dell’", "utile"]),
        ("all'80%", ["all'", "80", "%"]),
        ("un po' negli anni '80", ["un", "po'", "negli", "anni", "'80"]),
        ("il 'muro' di gomma", ["il", "'", "muro", "'", "di", "gomma"]),
        ("D'Aronte, O'Lear", ["D'Aronte", ",", "O'Lear"]),
        ("Wal - Mart, AT&T e Vedo+", ["Wal", "-", "Mart", ",", "AT&T", "e", "Vedo+"]),
        ("la dott.ssa Melli, ad es. oggi", ["la", "dott.ssa", "Melli", ",", "ad", "es.", "oggi"]),
        ("lo conseguono.L’annuale", ["lo", "conseguono", ".", "L’", "annuale"]),
        ("ha detto no.", ["ha", "detto", "no", "."]),
        ("memoria 8+128 e il 1°", ["memoria", "8+128", "e", "il", "1°"]),
        ("«Apre» disse “Rossi”…", ["«", "Apre", "»", "disse", "“", "Rossi", "”", "…"]),
        ("su https://orval.it/prezzi. Poi", ["su", "https://orval.it/prezzi", ".", "Poi"]),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_offsets_count_code_points_from_the_start_given() -> None:
    text = "xx 𝒳 è già l'utile"
    spans = [(first, last) for first, last, _ in tokenize(text, 3)]
    assert [text[first:last] for first, last in spans] == ["𝒳", "è", "già", "l'", "utile"]
    assert spans[0] == (3, 4)


def test_only_the_first_token_of_a_line_starts_it() -> None:
    assert [fresh for _, _, fresh in tokenize("Titolo breve\n\nApre oggi")] == [True, False, True, False]


@pytest.mark.parametrize("unit", ["casa ", "foo.", "a.b@", "x-", "1+", "' "])
def test_time_is_linear_on_one_long_line(unit: str) -> None:
    from time import process_time

    def once(text: str) -> float:
        start = process_time()
        for _ in tokenize(text):
            pass
        return process_time() - start

    def seconds(repeats: int) -> float:
        return min(once(unit * repeats) for _ in range(3))  # the best of three: collecting garbage takes longer than this

    seconds(2_000)
    assert seconds(80_000) < 8 * 4 * max(seconds(10_000), 0.002)


@pytest.mark.parametrize(
    "text", ["a" * 5000, "1" * 5000, "1." * 3000, "a-" * 3000, " " * 5000 + "a", "http://" + "a/" * 3000, "1" * 5000 + "euro"]
)
def test_what_has_no_end_is_cut(text: str) -> None:
    spans = [(first, last) for first, last, _ in tokenize(text)]
    assert max(last - first for first, last in spans) <= LONGEST
    assert "".join(text[first:last] for first, last in spans) == text.replace(" ", "")
