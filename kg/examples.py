"""Runs the examples of the rules against the whole rule set: a match gives exactly its facts, a reject none of its relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from kg import catalogue
from kg.catalogue import Catalogue
from kg.matching.rule import Example, Rule
from kg.model import Article, Entity, Fact
from kg.pipeline import extract

_STRICT = ("subject", "object", "role", "metric", "value", "value_max", "place", "time", "status", "former")
_LOOSE = ("unit", "bound", "by")  # compared only where the example gives them
_DEFAULTS = {"status": "actual", "former": False}


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that did not give what it should."""

    rule: str
    kind: str  # match or reject
    text: str
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]

    def __str__(self) -> str:
        rows = [f"{self.rule}, {self.kind}: {self.text}"]
        rows += [f"  missing     {fact}" for fact in self.missing]
        rows += [f"  unexpected  {fact}" for fact in self.unexpected]
        return "\n".join(rows)


def check(rules: Iterable[Rule]) -> Iterator[Failure]:
    """The examples of these rules that fail, in order."""
    known = names()
    for rule in rules:
        for example in rule.matches:
            failure = _check_match(rule, example, known)
            if failure:
                yield failure
        for example in rule.rejects:
            facts = [
                f for f in facts_of(example, known) if f.relation == rule.relation or (rule.relation == "{metric}" and f.value is not None)
            ]
            facts = [f for f in facts if any(e.rule == rule.id for e in f.evidence) or rule.relation != "{metric}"]
            if facts:
                yield Failure(rule.id, "reject", example.text, (), tuple(show(fact) for fact in facts))


@cache
def names() -> Catalogue:
    """The catalogue with the invented names that examples use (Acme, Altea, Lumo …)."""
    with as_file(files("kg.rules") / "examples.ttl") as path:
        return catalogue.load([path])


def facts_of(example: Example, known: Catalogue) -> tuple[Fact, ...]:
    """The facts that the whole rule set finds in an example."""
    return extract(Article("example", example.text, published=example.date), known).facts


def _check_match(rule: Rule, example: Example, known: Catalogue) -> Failure | None:
    found = list(facts_of(example, known))
    missing = []
    for wanted in example.facts:
        expected = {"relation": rule.relation, **wanted}
        hit = next((fact for fact in found if agrees(fact, expected)), None)
        if hit is None:
            missing.append(_written(expected))
        else:
            found.remove(hit)
    if missing or found:
        return Failure(rule.id, "match", example.text, tuple(missing), tuple(show(fact) for fact in found))
    return None


def agrees(fact: Fact, expected: Mapping[str, Any]) -> bool:
    """Whether a fact says what an example lists: a slot that it leaves out must be empty (unit, bound and source aside)."""
    said = slots(fact)
    if said["relation"] != expected["relation"]:
        return False
    for key in _STRICT:
        wanted = expected.get("valueMax" if key == "value_max" else key, _DEFAULTS.get(key))
        if key == "object" and wanted is None and fact.value is not None:
            continue
        if not _same(said[key], wanted):
            return False
    return all(_same(said[key], expected[key]) for key in _LOOSE if key in expected)


def _same(said: Any, wanted: Any) -> bool:
    if said is None or wanted is None or isinstance(wanted, (str, bool)):
        return bool(said == wanted)
    return abs(float(said) - float(wanted)) <= 1e-6 * max(1.0, abs(float(wanted)))


def slots(fact: Fact) -> dict[str, Any]:
    """A fact's slots with names for entities."""
    keys = ("relation", *_STRICT, *_LOOSE)
    values = {key: getattr(fact, key) for key in keys}
    return {key: value.name if isinstance(value, Entity) else value for key, value in values.items()}


def show(fact: Fact) -> str:
    """A fact as a rules file would list it."""
    values = {
        key: value for key, value in slots(fact).items() if value not in (None, False) and not (key == "status" and value == "actual")
    }
    return _written(values)


def _written(values: Mapping[str, Any]) -> str:
    def literal(value: Any) -> str:
        if isinstance(value, str):
            return f'"{value}"'
        if isinstance(value, bool):
            return str(value).lower()
        return f"{value:f}".rstrip("0").rstrip(".") if hasattr(value, "as_tuple") and "." in f"{value:f}" else str(value)

    return "{ " + ", ".join(f"{key} = {literal(value)}" for key, value in values.items()) + " }"
