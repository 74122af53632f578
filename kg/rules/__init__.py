"""The hand-written rules: loaded from the ``*.toml`` files of this folder and checked against the ontology."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from kg import vocabulary
from kg.errors import RuleError
from kg.matching.matcher import RuleIndex
from kg.matching.rule import Rule, nearest, read_rule

_FILE_KEYS = {"rule", "words", "title"}


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Every rule by its id, and the index of their triggers."""

    rules: tuple[Rule, ...]
    index: RuleIndex

    def __getitem__(self, identifier: str) -> Rule:
        for rule in self.rules:
            if identifier in (rule.id, rule.name):
                return rule
        hint = nearest(identifier, {r.id for r in self.rules} | {r.name for r in self.rules})
        raise RuleError(f"no rule is called {identifier!r}{hint}", "kg rules list names them all.")


@cache
def load(folder: Path | None = None) -> RuleSet:
    """The rules of ``folder``, or those that ship. Raises RuleError naming file, rule and remedy."""
    home: Traversable = files("kg.rules") if folder is None else folder
    sources = sorted((each for each in home.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name)
    rules = [rule for source in sources for rule in read(source.read_bytes(), source.name.removesuffix(".toml"))]
    return RuleSet(tuple(rules), RuleIndex(_unique(rules)))


def read(content: bytes, file: str) -> tuple[Rule, ...]:
    """The rules of one file's content. Raises RuleError where it does not parse or does not fit the ontology."""
    try:
        table = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RuleError(f"rules/{file}.toml: not UTF-8, at byte {error.start}", "Save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"rules/{file}.toml: {error}", "Mend the TOML there; strings need quotes, tables need brackets.") from None
    for key in table:
        if key not in _FILE_KEYS:
            raise RuleError(f"rules/{file}.toml: unknown table {key!r}{nearest(key, _FILE_KEYS)}", "A rules file has [[rule]] and [words].")
    words = table.get("words", {})
    rules = tuple(read_rule(row, file, words, number) for number, row in enumerate(table.get("rule", ()), 1))
    relations = vocabulary.relations()
    for rule in rules:
        if rule.relation != "{metric}" and rule.relation not in relations:
            raise RuleError(
                f"rules/{file}.toml, rule {rule.name!r}: unknown relation {rule.relation!r}{nearest(rule.relation, set(relations))}",
                "The relations are those of ontology/kg.ttl.",
            )
    return rules


def _unique(rules: Sequence[Rule]) -> Sequence[Rule]:
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.name in seen:
            first = seen[rule.name]
            raise RuleError(
                f"two rules are called {rule.name!r}: in rules/{first.file}.toml and rules/{rule.file}.toml", "Rename one of them."
            )
        seen[rule.name] = rule
    return rules
