"""Which format the header Accept gets."""

from __future__ import annotations

import pytest

from kg.server.negotiation import TABLES, TRIPLES, choose


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("application/xml;q=0.9, text/csv;q=0.2", "xml"),
        ("text/*", "csv"),
        ("text/*;q=0.5, text/csv;q=0.1", "tsv"),
        ("APPLICATION/SPARQL-RESULTS+XML", "xml"),
        ("*/*;q=0.1, text/tab-separated-values", "tsv"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "xml"),
        ("text/turtle", None),
        ("text/csv;q=0", None),
        ("text/csv;q=much", None),
    ],
)
def test_tables(accept: str | None, format: str | None) -> None:
    offer = choose(accept, TABLES)
    assert (offer and offer.format) == format


def test_triples() -> None:
    assert choose("application/rdf+xml, text/turtle;q=0.5", TRIPLES) == TRIPLES[3]
    assert choose("text/csv", TRIPLES) is None
