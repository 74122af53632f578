"""Lists of words written as one string."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of ``text``, which white space parts, as a set."""
    return frozenset(text.split())
