"""A knowledge graph of Italian technology and business news, made with hand-written rules."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.model import Article, Fact
    from kg.pipeline import build

__all__ = ["Article", "Fact", "Graph", "__version__", "build"]

__version__ = "0.1.0"

_HOMES = {"Article": "kg.model", "Fact": "kg.model", "Graph": "kg.graph", "build": "kg.pipeline"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used, so that ``import kg`` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
