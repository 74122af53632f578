"""What must stand in a sentence for a pattern to match, and where a match can begin: most patterns are never tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.matching.pattern import Element


@dataclass(frozen=True, slots=True)
class Requirements:
    """Keys as ``keys_of`` writes them: of each set one must stand in the sentence; a match begins at one of ``first`` (None: anywhere)."""

    sets: tuple[frozenset[str], ...]
    first: frozenset[str] | None


def kind_key(kind: str) -> str:
    """The key of a kind of mention, with its value where one is asked for: "Metric", "Metric=revenue"."""
    return "K:" + kind


def pos_key(pos: str) -> str:
    """The key of a part of speech. Words are their own keys."""
    return "P:" + pos


def requirements(elements: tuple[Element, ...]) -> Requirements:
    """The requirements of a pattern."""
    sets = sorted(set(_needed(elements)), key=_rarity)
    return Requirements(tuple(sets), _first(elements)[0])


def _rarity(keys: frozenset[str]) -> tuple[int, list[str]]:
    """A rough measure of how often one of the keys stands in a sentence, for trying the rarest first."""
    return sum(map(_commonness, keys)), sorted(keys)


def _commonness(key: str) -> int:
    if key.startswith("P:"):
        return 60
    if key.startswith("K:"):
        return 2 if "=" in key else 15 if key in _COMMON_KINDS else 6
    return 40 if len(key) < 4 or key in _COMMON_WORDS else 1


_COMMON_KINDS = frozenset({"K:Organisation", "K:Product", "K:Place", "K:Period", "K:Number", "K:Name", "K:Nominal", "K:Person"})
_COMMON_WORDS = frozenset("essere avere della dello delle degli nella nelle come anche sono alla dalla questo quello fare".split())


def _keys(element: Element) -> frozenset[str]:
    if element.kind == "slot":
        return frozenset(map(kind_key, element.kinds))
    if element.kind == "pos":
        return frozenset(map(pos_key, element.words))
    return element.words


def _needed(elements: tuple[Element, ...]) -> Iterator[frozenset[str]]:
    for element in elements:
        if element.least == 0:
            continue
        if element.kind == "group":
            branches = [list(_needed(branch)) for branch in element.branches]
            if all(branches):
                yield frozenset().union(*(min(sets, key=_rarity) for sets in branches))
        else:
            yield _keys(element)


def _first(elements: tuple[Element, ...]) -> tuple[frozenset[str] | None, bool]:
    """The keys that a match of the elements can begin with (None: any), and whether they can match nothing at all."""
    found: set[str] = set()
    for element in elements:
        if element.kind == "gap":
            return None, False
        empty = element.least == 0
        if element.kind == "group":
            for branch in element.branches:
                keys, nothing = _first(branch)
                if keys is None:
                    return None, False
                found |= keys
                empty = empty or nothing
        else:
            found |= _keys(element)
        if not empty:
            return frozenset(found), False
    return frozenset(found), True
