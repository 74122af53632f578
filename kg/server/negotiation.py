"""Which format an answer takes: content negotiation (RFC 9110, section 12.5.1) over the formats of ``kg.graph.results``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A media type that can be sent, and the format of ``kg.graph.results`` that writes it."""

    media: str
    format: str

    @property
    def content_type(self) -> str:
        """The value of the header; text says that it is UTF-8."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


# In the order in which the server prefers them, where the client does not care.
TABLES = (
    Offer("application/sparql-results+json", "json"),
    Offer("application/sparql-results+xml", "xml"),
    Offer("text/csv", "csv"),
    Offer("text/tab-separated-values", "tsv"),
    Offer("application/json", "json"),
    Offer("application/xml", "xml"),
    Offer("text/xml", "xml"),
    Offer("text/markdown", "markdown"),
    Offer("text/plain", "table"),
)
TRUTHS = tuple(offer for offer in TABLES if offer.format in ("json", "xml", "table"))
TRIPLES = (
    Offer("text/turtle", "turtle"),
    Offer("application/n-triples", "ntriples"),
    Offer("application/ld+json", "jsonld"),
    Offer("application/rdf+xml", "rdfxml"),
    Offer("application/json", "jsonld"),
    Offer("application/xml", "rdfxml"),
    Offer("text/markdown", "markdown"),
    Offer("text/plain", "table"),
)
HTML = Offer("text/html", "html")
BY_FORM: Mapping[str, Sequence[Offer]] = {"SELECT": TABLES, "ASK": TRUTHS, "CONSTRUCT": TRIPLES, "DESCRIBE": TRIPLES}


def choose(accept: str | None, offers: Sequence[Offer]) -> Offer | None:
    """The offer that the header ``Accept`` likes best, the first of several; None where it takes none of them."""
    if accept is None or not accept.strip():
        return offers[0]
    ranges = [found for part in accept.split(",") if (found := _range(part))]
    best: tuple[float, Offer] | None = None
    for offer in offers:
        liking = _liking(offer.media, ranges)
        if liking > 0 and (best is None or liking > best[0]):
            best = (liking, offer)
    return best[1] if best else None


def _range(part: str) -> tuple[str, float] | None:
    media, *parameters = (piece.strip() for piece in part.lower().split(";"))
    quality = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = min(1.0, max(0.0, float(value)))
            except ValueError:
                quality = 0.0
    return (media, quality) if media else None


def _liking(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The quality of the most particular range that holds ``media``; 0 where none does."""
    for wanted in (media, f"{media.split('/')[0]}/*", "*/*"):
        qualities = [quality for name, quality in ranges if name == wanted]
        if qualities:
            return max(qualities)
    return 0.0
