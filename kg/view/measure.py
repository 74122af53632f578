"""How much room names and labels take on the page, in CSS pixels, estimated without a browser."""

from __future__ import annotations

NAME_SIZE = 13.0
MAIN_SIZE = 18.0
EDGE_SIZE = 11.5
LINE = 1.2  # line height, of the type size
WRAP = 18  # characters after which a name breaks onto a second line
# Advance widths in ems, rounded up from DejaVu Sans, the widest of the fonts that the page falls back on.
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[]°º/ "), frozenset("mwMWQOGCDHNUV@%&—ÀÈÌÒÙ+×")


def width(text: str, size: float) -> float:
    """The width of a line of text in pixels at a type size in pixels."""
    ems = sum(0.40 if sign in _NARROW else 0.86 if sign in _WIDE else 0.63 if sign.isascii() or sign.isalpha() else 1.0 for sign in text)
    return ems * size


def lines(name: str) -> list[str]:
    """A name on one line, or broken at the space that leaves the two most alike; a third is cut with an ellipsis."""
    if len(name) <= WRAP or " " not in name:
        return [name if len(name) <= 2 * WRAP else name[: 2 * WRAP - 1] + "…"]
    breaks = [place for place, sign in enumerate(name) if sign == " "]
    best = min(breaks, key=lambda place: (abs(2 * place - len(name)), place))
    parts = [name[:best], name[best + 1 :]]
    return [part if len(part) <= 28 else part[:27] + "…" for part in parts]
