"""What kind of query a request asks, quickly even of text that is made to be slow."""

from __future__ import annotations

import time

import pytest

from kg.server.protocol import form, is_iri


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ask {}", "ASK"),
        ("ASK{}", "ASK"),
        ("# CONSTRUCT\nPREFIX a: <x> BASE <y> prefix : <z#> # c\n describe <a>", "DESCRIBE"),
        ("PREFIX ask: <http://x> CONSTRUCT {", "CONSTRUCT"),
        ("prefixed", "SELECT"),
        ("", "SELECT"),
        ("DELETE WHERE {}", "SELECT"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert form(text) == expected


@pytest.mark.parametrize(
    "piece", ["PREFIX ", "PREFIX a:<b> ", "BASE ", "#", "#\n", " ", "PREFIX" + " " * 190, "PREFIX<", "PREFIX<a>", "'\\"]
)
def test_odd_text_is_read_quickly(piece: str) -> None:
    begun = time.perf_counter()
    form(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - begun < 1


def test_what_can_stand_in_a_query() -> None:
    assert is_iri("https://example.org/a-è")
    for text in ("a", "https://x/> } ASK {", "https://x/ y", "https://x/\n", "https://x/\\u003e", 'https://x/"', "https://x/{"):
        assert not is_iri(text)
