"""A hand-written rule: its triggers or its pattern, its slots, its examples; read from TOML and checked.

The format is documented in ``docs/rules.md``.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.errors import RuleError
from kg.matching.pattern import Pattern, parse

KINDS = (
    "Organisation", "Brand", "Person", "Product", "StoreChain", "Place", "Event", "Name",
    "Post", "Office", "Metric", "Category", "Facility", "Topic", "Generic", "Change", "Nominal",
    "Money", "Amount", "Number", "Percent", "Signed", "Unsigned", "Ordinal", "Multiple", "Period",
)  # fmt: skip
SLOTS = ("subject", "object", "role", "metric", "value", "second", "unit", "place", "time", "by")
INHERITANCE = ("no", "clause", "sentence", "topic", "figure")
SETTABLE = ("role", "metric", "value", "unit", "status", "former", "object", "place", "bound", "after")
_RULE_KEYS = {
    "name", "relation", "trigger", "pattern", "set", "unless", "requires", "context", "sign", "confidence", "match",
    "reject", "comment", *SLOTS,
}  # fmt: skip
_SLOT_KEYS = {"is", "case", "of", "only", "not", "optional", "inherit", "list"}
_TRIGGER_KEYS = {"verb", "noun", "mention", "voice"}
_EXAMPLE_KEYS = {"text", "date", "facts"}


@dataclass(frozen=True, slots=True)
class Slot:
    """What may fill one slot of a rule."""

    name: str
    kinds: tuple[str, ...]
    cases: tuple[str, ...] = ()  # in order of preference; none: whatever the pattern binds
    of: str | None = None  # the slot in whose noun group a quantity stands
    only: frozenset[str] = frozenset()  # values of the mention that are allowed
    excluded: frozenset[str] = frozenset()  # values that are not
    optional: bool = False
    inherit: str = "no"  # how far away it may be understood: clause, sentence, topic
    spread: bool = True  # one fact for each member of a list


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the facts it must give: for a ``reject``, none of the rule's relation."""

    text: str
    date: str | None
    facts: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One construction of Italian and the relation it states."""

    name: str
    file: str
    relation: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    mentions: frozenset[str]  # kinds, or "Kind=value", of mentions that trigger it
    voice: str | None  # only this voice of the verb
    pattern: Pattern | None
    slots: tuple[Slot, ...]
    settings: tuple[tuple[str, Any], ...]
    unless: frozenset[str]
    requires: frozenset[str]
    context: frozenset[str]  # one of these words must stand in the sentence
    sign: int
    confidence: Decimal
    matches: tuple[Example, ...]
    rejects: tuple[Example, ...]

    @property
    def id(self) -> str:
        """The name as evidence gives it: "opens/organisation-opens-stores"."""
        return f"{self.file}/{self.name}"


def nearest(word: str, words: tuple[str, ...] | list[str] | set[str] | frozenset[str]) -> str:
    """A hint " (did you mean …?)" with the nearest of the words, or nothing."""
    found = difflib.get_close_matches(word, sorted(words), n=1, cutoff=0.6)
    return f" (did you mean {found[0]!r}?)" if found else ""


def read_rule(table: Mapping[str, Any], file: str, words: Mapping[str, list[str]], number: int) -> Rule:
    """A rule from its TOML table; ``words`` are the file's ``[words]`` lists, named in triggers as "@name".

    Raises RuleError naming file, rule and remedy.
    """
    name = table.get("name") or f"number {number}"
    where = f"rules/{file}.toml, rule {name!r}"

    def fail(problem: str, remedy: str) -> RuleError:
        return RuleError(f"{where}: {problem}", remedy)

    for key in table:
        if key not in _RULE_KEYS:
            raise fail(f"unknown key {key!r}{nearest(key, _RULE_KEYS)}", f"The keys of a rule are: {', '.join(sorted(_RULE_KEYS))}.")
    if "name" not in table:
        raise fail("it has no name", 'Give it one that says what it reads: name = "organisation-opens-stores".')
    if "relation" not in table:
        raise fail("it has no relation", 'Say which relation of ontology/kg.ttl it states: relation = "opens".')
    if ("trigger" in table) == ("pattern" in table):
        raise fail("it needs either a trigger or a pattern", "A frame has a trigger, a sequence has a pattern; see docs/rules.md.")

    def expand(value: str | list[str], key: str) -> frozenset[str]:
        out: set[str] = set()
        for word in [value] if isinstance(value, str) else value:
            if word.startswith("@"):
                if word[1:] not in words:
                    raise fail(
                        f"{key} names the word list {word!r}{nearest(word[1:], set(words))}", "Define it under [words] in the same file."
                    )
                out.update(words[word[1:]])
            else:
                out.add(word)
        return frozenset(out)

    trigger = table.get("trigger", {})
    for key in trigger:
        if key not in _TRIGGER_KEYS:
            raise fail(f"unknown trigger {key!r}{nearest(key, _TRIGGER_KEYS)}", "A trigger is verb, noun or mention.")
    pattern = None
    if "pattern" in table:
        try:
            pattern = parse(table["pattern"], words)
        except ValueError as error:
            raise fail(f"the pattern does not parse: {error}", "See docs/rules.md for the pattern language.") from None
        for slot, kinds in pattern.slots:
            _check_kinds(kinds, fail)
            if slot not in SLOTS and not slot.startswith("_"):
                raise fail(f"unknown slot {slot!r}{nearest(slot, SLOTS)} in the pattern", f"The slots are: {', '.join(SLOTS)}.")
    slots = []
    for key in SLOTS:
        if key in table:
            slots.append(_read_slot(key, table[key], fail, expand))
    bound = {slot for slot, _ in pattern.slots} if pattern else set()
    settings = table.get("set", {})
    for key in settings:
        if key not in SETTABLE:
            raise fail(f"unknown slot {key!r}{nearest(key, SETTABLE)} in set", f"A rule can set: {', '.join(SETTABLE)}.")
    for slot_ in slots:
        if slot_.of and slot_.of not in {s.name for s in slots} | bound:
            raise fail(f"slot {slot_.name!r} is of {slot_.of!r}, which the rule does not have", "Name a slot of the same rule.")
    examples = {}
    for kind in ("match", "reject"):
        rows = table.get(kind, [])
        if not rows:
            raise fail(
                f"it has no {kind} example", f"Add [[rule.{kind}]] with a text: every rule shows what it reads and what it must leave."
            )
        examples[kind] = tuple(_read_example(row, kind, fail) for row in rows)
    return Rule(
        name=table["name"],
        file=file,
        relation=table["relation"],
        verbs=expand(trigger.get("verb", []), "verb"),
        nouns=expand(trigger.get("noun", []), "noun"),
        mentions=expand(trigger.get("mention", []), "mention"),
        voice=trigger.get("voice"),
        pattern=pattern,
        slots=tuple(slots),
        settings=tuple(sorted(settings.items())),
        unless=expand(table.get("unless", []), "unless"),
        requires=expand(table.get("requires", []), "requires"),
        context=expand(table.get("context", []), "context"),
        sign=table.get("sign", 0),
        confidence=Decimal(str(table.get("confidence", 0.9))),
        matches=examples["match"],
        rejects=examples["reject"],
    )


def _check_kinds(kinds: tuple[str, ...], fail: Any) -> None:
    for kind in kinds:
        if kind.split("=")[0] not in KINDS:
            raise fail(f"unknown kind of mention {kind!r}{nearest(kind, KINDS)}", f"The kinds are: {', '.join(KINDS)}.")


def _read_slot(name: str, table: Any, fail: Any, expand: Any) -> Slot:
    if not isinstance(table, dict):
        raise fail(f"slot {name!r} is not a table", f'Write {name} = {{ is = "Organisation", case = "subject" }}.')
    for key in table:
        if key not in _SLOT_KEYS:
            raise fail(
                f"unknown key {key!r}{nearest(key, _SLOT_KEYS)} in slot {name!r}",
                f"The keys of a slot are: {', '.join(sorted(_SLOT_KEYS))}.",
            )
    kinds = table.get("is", [])
    kinds = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    _check_kinds(kinds, fail)
    cases = table.get("case", [])
    inherit = table.get("inherit", "no")
    if inherit not in INHERITANCE:
        raise fail(f"slot {name!r} inherits from {inherit!r}{nearest(inherit, INHERITANCE)}", f"It can be: {', '.join(INHERITANCE)}.")
    return Slot(
        name=name,
        kinds=kinds,
        cases=(cases,) if isinstance(cases, str) else tuple(cases),
        of=table.get("of"),
        only=expand(table.get("only", []), "only"),
        excluded=expand(table.get("not", []), "not"),
        optional=table.get("optional", False),
        inherit=inherit,
        spread=table.get("list", True),
    )


def _read_example(row: Any, kind: str, fail: Any) -> Example:
    for key in row:
        if key not in _EXAMPLE_KEYS:
            raise fail(f"unknown key {key!r}{nearest(key, _EXAMPLE_KEYS)} in a {kind}", "An example has text, facts and perhaps a date.")
    if "text" not in row:
        raise fail(f"a {kind} has no text", "Give it a sentence of your own.")
    if kind == "match" and not row.get("facts"):
        raise fail("a match lists no facts", 'List the facts its text must give: facts = [{ subject = "Acme", … }].')
    return Example(row["text"], row.get("date"), tuple(row.get("facts", ())))
