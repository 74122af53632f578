"""Runs the rules on one sentence: only those whose trigger stands in it, in an order that does not matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.matching import deals
from kg.matching.arguments import Argument, SentenceView, accepts
from kg.matching.pattern import match_at
from kg.matching.relatives import antecedent_of
from kg.matching.rule import Rule, Slot
from kg.matching.subjects import Trigger, listed_with, logical_subject, owner_of_metric, suits
from kg.model import Mention

Stop = Callable[[Rule, str], None]
_CLITICS = frozenset({"ne", "lo", "la", "li", "le", "l'"})
_OF_THE_CLAUSE = frozenset(
    {"founded", "partOf", "basedIn", "acquires", "mergesWith", "investsIn", "partnersWith"}
)  # a sequence that states them takes its other slots from its clause
_RANGE = 60  # tokens: a frame's argument farther away than this from its trigger is not its own


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits a clause: what fills its slots, and which slots the discourse has still to fill."""

    rule: Rule
    sentence: int
    clause: int
    token: int  # of the trigger, or of the first slot of a pattern
    slots: tuple[tuple[str, tuple[Mention, ...]], ...]
    open: tuple[str, ...] = ()
    subject_source: str = "explicit"

    def __getitem__(self, slot: str) -> tuple[Mention, ...]:
        return next((mentions for name, mentions in self.slots if name == slot), ())


class RuleIndex:
    """The rules by what triggers them."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.verbs: dict[str, list[Rule]] = {}
        self.nouns: dict[str, list[Rule]] = {}
        self.mentions: dict[str, list[Rule]] = {}
        self.patterns: dict[str, list[Rule]] = {}
        for rule in sorted(rules, key=lambda rule: rule.id):
            for table, keys in ((self.verbs, rule.verbs), (self.nouns, rule.nouns), (self.mentions, rule.mentions)):
                for key in keys:
                    table.setdefault(key, []).append(rule)
            if rule.pattern:
                for key in rule.pattern.requires.sets[0]:  # the rarest: one of these must stand in the sentence
                    self.patterns.setdefault(key, []).append(rule)


def match(view: SentenceView, index: RuleIndex, stop: Stop | None = None) -> tuple[Match, ...]:
    """Every match in the sentence, by rule and place. ``stop`` is told which rule was tried in vain, and why."""
    found: list[Match] = []
    for trigger, rules in _frames(view, index):
        for rule in rules:
            found.extend(_fit(view, rule, trigger, {}, stop))
    for rule in _sequences(view, index):
        found.extend(_fit_sequence(view, rule, stop))
    return tuple(sorted(found, key=lambda m: (m.token, m.rule.id, m.clause)))


def _frames(view: SentenceView, index: RuleIndex) -> Iterator[tuple[Trigger, Sequence[Rule]]]:
    for number, clause in enumerate(view.reading.syntax.clauses):
        if clause.verb is not None:
            rules = index.verbs.get(clause.verb.lemma)
            if rules:
                yield Trigger(clause.verb.head, number, verb=True), rules
    if index.nouns:
        for at, token in enumerate(view.tokens):
            if token.pos in ("NOUN", "ADJ", "PROPN"):
                rules = index.nouns.get(token.lemma) or index.nouns.get(token.lower)
                if rules:
                    yield Trigger(at, view.clause_at.get(at, 0), view.group_at.get(at)), rules
    if index.mentions:
        for mention in view.reading.mentions:
            rules = [*index.mentions.get(mention.kind, ()), *index.mentions.get(f"{mention.kind}={mention.value}", ())]
            if rules:
                yield Trigger(mention.head, view.clause_of(mention), view.group_at.get(mention.head), mention), rules


def _sequences(view: SentenceView, index: RuleIndex) -> list[Rule]:
    keys = view.keys.keys()
    found: list[Rule] = []
    for key in index.patterns.keys() & keys:
        for rule in index.patterns[key]:
            assert rule.pattern is not None
            if all(not needed.isdisjoint(keys) for needed in rule.pattern.requires.sets):
                found.append(rule)
    return sorted({rule.id: rule for rule in found}.values(), key=lambda rule: rule.id)


def _fit_sequence(view: SentenceView, rule: Rule, stop: Stop | None) -> Iterator[Match]:
    assert rule.pattern is not None
    items, hit, behind = view.items, False, 0
    first = rule.pattern.requires.first
    starts = range(len(items)) if first is None else sorted({at for key in first if key in view.keys for at in view.keys[key]})
    for at in starts:
        if at < behind:
            continue
        for end, bound in match_at(rule.pattern.elements, items, at, accepts):
            slots: dict[str, tuple[Mention, ...]] = {}
            for name, mention in bound:
                slots[name] = (*slots.get(name, ()), mention)
            trigger = Trigger(items[at].first, view.clause_at.get(items[at].first, 0))
            if bound:
                anchor = bound[0][1]
                pivot = next((slots[name][0] for name in ("metric", "value", "role") if name in slots), anchor)
                trigger = Trigger(
                    anchor.head,
                    view.clause_of(pivot),
                    view.group_at.get(pivot.head),
                    pivot,
                    verb="role" in slots or rule.relation in _OF_THE_CLAUSE,
                )
            fitted = list(_fit(view, rule, trigger, slots, stop))
            if fitted:
                hit, behind = True, end
                yield from fitted
                break
    if stop and not hit:
        stop(rule, "its words do not stand in this order")


def _fit(view: SentenceView, rule: Rule, trigger: Trigger, bound: Mapping[str, tuple[Mention, ...]], stop: Stop | None) -> Iterator[Match]:
    clauses = view.reading.syntax.clauses
    clause = clauses[trigger.clause] if clauses else None
    if rule.context and not rule.context & view.words:
        if stop:
            stop(rule, "none of the words of its context stands in the sentence")
        return
    if rule.unless or rule.requires:
        first, last = (clause.first, clause.last) if clause else (0, len(view.tokens))
        near = {word for token in view.tokens[first:last] for word in (token.lower, token.lemma)}
        if rule.unless & near:
            if stop:
                stop(rule, f"it is barred by {sorted(rule.unless & near)[0]!r}")
            return
        if rule.requires and not rule.requires & near:
            if stop:
                stop(rule, "none of the words it requires stands in the clause")
            return
    if rule.voice and (clause is None or clause.verb is None or clause.verb.voice != rule.voice):
        if stop:
            stop(rule, f"the verb is not {rule.voice}")
        return
    slots, open_, source = dict(bound), [], "explicit"
    for slot in sorted(rule.slots, key=_depends):
        taken = tuple(m for mentions in slots.values() for m in mentions)
        if slot.name in slots:
            mentions: tuple[Mention, ...] = tuple(m for m in slots[slot.name] if suits(slot, m))
            if not mentions:
                if stop:
                    stop(rule, f"the {slot.name} is not one that it takes")
                return
            if slot.spread:
                mentions = listed_with(view, slot, mentions)
            slots[slot.name] = mentions
            continue
        mentions, how, blocked = _fill(view, slot, trigger, slots, taken)
        if mentions:
            slots[slot.name] = mentions
            if slot.name == "subject":
                source = how
        elif blocked and not slot.optional:
            if stop:
                stop(rule, f"the {slot.name} is somebody or something else")
            return
        elif slot.inherit != "no" and not blocked and _may_be_unsaid(view, slot, trigger):
            open_.append(slot.name)
        elif not slot.optional:
            if stop:
                stop(rule, f"no {slot.name} ({'|'.join(slot.kinds)})")
            return
    yield Match(rule, view.reading.sentence.index, trigger.clause, trigger.token, tuple(sorted(slots.items())), tuple(open_), source)


def _may_be_unsaid(view: SentenceView, slot: Slot, trigger: Trigger) -> bool:
    """Whether Italian leaves the slot out here: an object only for a clitic ("ne aprirà 14"), an agent not of a bare participle."""
    clauses = view.reading.syntax.clauses
    clause = clauses[trigger.clause] if clauses else None
    verb = clause.verb if clause else None
    if slot.name == "object":
        if slot.inherit == "topic" and {"Organisation", "Facility"} & set(slot.kinds):
            return True  # "l'amministratore delegato Tito Bruni": of the company the text is about
        return verb is not None and bool(_CLITICS.intersection(verb.clitics))
    if (
        slot.name == "subject"
        and slot.inherit != "clause"
        and trigger.verb
        and trigger.mention is None
        and clause is not None
        and verb is not None
    ):
        return not (clause.kind == "participle" and (verb.voice == "passive" or verb.number == "plural"))
    return True


def _depends(slot: Slot) -> int:
    """Slots that are looked for beside another are filled after it."""
    return 2 if slot.of else int(any(case == "owner" or ("of " in case and not case.endswith("trigger")) for case in slot.cases))


def _fill(
    view: SentenceView, slot: Slot, trigger: Trigger, slots: Mapping[str, tuple[Mention, ...]], taken: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], str, bool]:
    """What fills the slot, where it came from, and whether something else stands in its place."""
    if slot.of is not None:
        return _quantity_of(view, slot, slots.get(slot.of, ()), trigger, taken), "explicit", False
    for case in slot.cases:
        if case == "trigger":
            if trigger.mention is not None and suits(slot, trigger.mention):
                return (trigger.mention,), "explicit", False
            continue
        if case == "owner":
            return owner_of_metric(view, slot, trigger, slots)
        if case == "subject" and not (trigger.group is not None and not trigger.verb and slot.name != "subject"):
            mentions, how, blocked = logical_subject(view, slot, trigger, taken)
            if mentions or blocked:
                return mentions, how, blocked
            continue
        candidates = [a for a in _candidates(view, case, trigger, slots) if suits(slot, a.mention) and a.mention not in taken]
        named = {a.group for a in candidates if a.mention.kind != "Nominal"} | {
            a.governor for a in candidates if a.mention.kind != "Nominal"
        }
        candidates = [a for a in candidates if a.mention.kind != "Nominal" or a.group not in named]  # "del gruppo Acme": Acme
        if candidates:
            best = min(candidates, key=lambda a: (a.clause != trigger.clause, abs(a.mention.head - trigger.token), a.mention.first))
            if abs(best.mention.head - trigger.token) <= _RANGE:
                chosen = (best.mention,)
                return (listed_with(view, slot, chosen) if slot.spread else chosen), "explicit", False
    return (), "", False


def _candidates(view: SentenceView, case: str, trigger: Trigger, slots: Mapping[str, tuple[Mention, ...]]) -> Iterator[Argument]:
    if case.startswith("of "):
        name = case[3:]
        heads = [trigger.group] if name == "trigger" else [view.group_at.get(m.head) for m in slots.get(name, ())]
        for argument in view.arguments:
            if argument.case == "di" and any(view.governed_by(argument.group, head) for head in heads):
                yield argument
        return
    if case.startswith(("whole of ", "maker of ")):
        kinship, _, name = case.partition(" of ")
        for mention in slots.get(name, ()) if name != "trigger" else filter(None, (trigger.mention,)):
            yield from view.kin_of(mention, kinship)
        return
    nominal = trigger.group is not None and not trigger.verb
    if case in deals.CASES:
        yield from deals.parties(view, case, trigger.clause, trigger.group if nominal else None)
        return
    if nominal and case in ("object", "subject"):
        wanted = ("di",) if case == "object" else ("da parte di", "di")
        for argument in view.arguments:
            if argument.case in wanted and view.governed_by(argument.group, trigger.group):
                yield argument
        return
    for argument in view.by_clause.get(trigger.clause, ()):
        if argument.case == case or case == "*":
            yield argument
    yield from antecedent_of(view, trigger.clause, case)


def _quantity_of(
    view: SentenceView, slot: Slot, owners: tuple[Mention, ...], trigger: Trigger, taken: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The quantity in the noun group of its owner, or governing it ("un centinaio di negozi"); with "ne", the clause's own."""
    groups = view.reading.syntax.noun_groups
    for owner in owners:
        home = view.group_at.get(owner.head)
        for argument in view.arguments:
            if argument.mention in taken or not suits(slot, argument.mention):
                continue
            if argument.group is not None and (argument.group == home or (home is not None and groups[home].governor == argument.group)):
                return (argument.mention,)
    if not owners:
        own = [a for a in view.by_clause.get(trigger.clause, ()) if a.case in ("object", "subject", "") and suits(slot, a.mention)]
        if len(own) == 1:
            return (own[0].mention,)
    return ()
