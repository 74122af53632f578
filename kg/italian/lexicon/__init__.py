"""Italian word lists, read once. Their sources and licences are named in README.md beside them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def read_lines(name: str) -> tuple[str, ...]:
    """Lines of ``name.txt`` without comments and blank lines."""
    text = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def read_words(name: str) -> tuple[str, ...]:
    """Words of ``name.txt``, in its order."""
    return tuple(word for line in read_lines(name) for word in line.split())
