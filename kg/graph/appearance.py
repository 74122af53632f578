"""How entities and facts look wherever they are drawn: kinds, colours, sizes, lines. The page's style sheet has the same colours."""

from __future__ import annotations

import math

# What a picture tells apart, and its colour on white. Told apart by colour-blind readers too, at least 3:1 against the ground.
COLOURS = {
    "Company": "#1f6fb2",
    "Organisation": "#3a8792",
    "Person": "#c2477f",
    "Product": "#c66d12",
    "StoreChain": "#7a5bb5",
    "Place": "#3b8a4d",
    "Event": "#a07c00",
    "Topic": "#7d838d",
}
LINE, DENIED = "#8d9299", "#b3261e"


def family(kind: str) -> str:
    """The kind that a picture draws a class of ontology/kg.ttl as: "AnalystFirm" is a Company, "City" a Place, "Brand" an
    Organisation; whatever is none of COLOURS is a Topic."""
    from kg import vocabulary

    try:
        above = vocabulary.ancestors(kind)
    except KeyError:
        return "Topic"
    return next((name for name in above if name in COLOURS), "Topic")


def radius(degree: int, most: int) -> float:
    """The radius of a node in pixels: its area grows with its share of the statements."""
    share = degree / most if most else 0.0
    return round(7.0 + 17.0 * math.sqrt(share), 1)
