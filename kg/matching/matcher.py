"""Runs the rules on one sentence: only those whose trigger stands in it, in an order that does not matter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.italian.roles import subject_of
from kg.matching import deals
from kg.matching.arguments import Argument, SentenceView, accepts
from kg.matching.owners import SOURCES, measure_before, owner_of, transparent
from kg.matching.pattern import match_at
from kg.matching.relatives import antecedent_of
from kg.matching.rule import Rule, Slot
from kg.model import Mention, NounGroup

Stop = Callable[[Rule, str], None]
_POSSESSED = frozenset({"Metric", "Category", "Facility", "Generic"})
# What speaks or acts for an organisation: "i vertici di Acme", "l'account ufficiale di Acme".
_METONYMS = frozenset(
    "account vertice management consiglio cda nota comunicato sito blog portavoce team direzione sede quartier profilo ufficio titolo "
    "legale avvocato ingegnere dirigente rete squadra strategia obiettivo piano progetto scelta mossa passo tappa intenzione programma".split()
)
_PROSPECTS = frozenset({"ipotesi", "possibilità", "voce", "idea"})  # "smentita l'ipotesi di una fusione": nobody's
_CLITICS = frozenset({"ne", "lo", "la", "li", "le", "l'"})
_AGENT = ("da parte di", "da")
_OF_THE_CLAUSE = frozenset({"founded", "partOf", "basedIn", "acquires", "mergesWith", "investsIn", "partnersWith"})  # a sequence that states them takes its other slots from its clause
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


@dataclass(frozen=True, slots=True)
class _Trigger:
    token: int
    clause: int
    group: int | None = None  # of a noun or mention
    mention: Mention | None = None
    verb: bool = False


def _frames(view: SentenceView, index: RuleIndex) -> Iterator[tuple[_Trigger, Sequence[Rule]]]:
    for number, clause in enumerate(view.reading.syntax.clauses):
        if clause.verb is not None:
            rules = index.verbs.get(clause.verb.lemma)
            if rules:
                yield _Trigger(clause.verb.head, number, verb=True), rules
    if index.nouns:
        for at, token in enumerate(view.tokens):
            if token.pos in ("NOUN", "ADJ", "PROPN"):
                rules = index.nouns.get(token.lemma) or index.nouns.get(token.lower)
                if rules:
                    yield _Trigger(at, view.clause_at.get(at, 0), view.group_at.get(at)), rules
    if index.mentions:
        for mention in view.reading.mentions:
            rules = [*index.mentions.get(mention.kind, ()), *index.mentions.get(f"{mention.kind}={mention.value}", ())]
            if rules:
                yield _Trigger(mention.head, view.clause_of(mention), view.group_at.get(mention.head), mention), rules


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
            trigger = _Trigger(items[at].first, view.clause_at.get(items[at].first, 0))
            if bound:
                anchor = bound[0][1]
                pivot = next((slots[name][0] for name in ("metric", "value", "role") if name in slots), anchor)
                trigger = _Trigger(anchor.head, view.clause_of(pivot), view.group_at.get(pivot.head), pivot, verb="role" in slots or rule.relation in _OF_THE_CLAUSE)
            fitted = list(_fit(view, rule, trigger, slots, stop))
            if fitted:
                hit, behind = True, end
                yield from fitted
                break
    if stop and not hit:
        stop(rule, "its words do not stand in this order")


def _fit(view: SentenceView, rule: Rule, trigger: _Trigger, bound: Mapping[str, tuple[Mention, ...]], stop: Stop | None) -> Iterator[Match]:
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
            mentions: tuple[Mention, ...] = tuple(m for m in slots[slot.name] if _suits(slot, m))
            if not mentions:
                if stop:
                    stop(rule, f"the {slot.name} is not one that it takes")
                return
            if slot.spread:
                mentions = _listed(view, slot, mentions)
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
    yield Match(
        rule, view.reading.sentence.index, trigger.clause, trigger.token, tuple(sorted(slots.items())), tuple(open_), source
    )


def _may_be_unsaid(view: SentenceView, slot: Slot, trigger: _Trigger) -> bool:
    """Whether Italian leaves the slot out here: an object only for a clitic ("ne aprirà 14"), an agent not of a bare participle."""
    clauses = view.reading.syntax.clauses
    clause = clauses[trigger.clause] if clauses else None
    verb = clause.verb if clause else None
    if slot.name == "object":
        if slot.inherit == "topic" and {"Organisation", "Facility"} & set(slot.kinds):
            return True  # "l'amministratore delegato Tito Bruni": of the company the text is about
        return verb is not None and bool(_CLITICS.intersection(verb.clitics))
    if slot.name == "subject" and slot.inherit != "clause" and trigger.verb and trigger.mention is None and clause is not None and verb is not None:
        return not (clause.kind == "participle" and (verb.voice == "passive" or verb.number == "plural"))
    return True


def _depends(slot: Slot) -> int:
    """Slots that are looked for beside another are filled after it."""
    return 2 if slot.of else int(any(case == "owner" or ("of " in case and not case.endswith("trigger")) for case in slot.cases))


def _suits(slot: Slot, mention: Mention) -> bool:
    if slot.only and mention.value not in slot.only and (mention.entity is None or mention.entity.name not in slot.only):
        return False
    if slot.excluded and mention.value in slot.excluded:
        return False
    return any(accepts(mention, kind) for kind in slot.kinds)


def _fill(
    view: SentenceView, slot: Slot, trigger: _Trigger, slots: Mapping[str, tuple[Mention, ...]], taken: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], str, bool]:
    """What fills the slot, where it came from, and whether something else stands in its place."""
    if slot.of is not None:
        return _quantity_of(view, slot, slots.get(slot.of, ()), trigger, taken), "explicit", False
    for case in slot.cases:
        if case == "trigger":
            if trigger.mention is not None and _suits(slot, trigger.mention):
                return (trigger.mention,), "explicit", False
            continue
        if case == "owner":
            return _owner_of_metric(view, slot, trigger, slots)
        if case == "subject" and not (trigger.group is not None and not trigger.verb and slot.name != "subject"):
            mentions, how, blocked = _subject(view, slot, trigger, taken)
            if mentions or blocked:
                return mentions, how, blocked
            continue
        candidates = [a for a in _candidates(view, case, trigger, slots) if _suits(slot, a.mention) and a.mention not in taken]
        named = {a.group for a in candidates if a.mention.kind != "Nominal"} | {a.governor for a in candidates if a.mention.kind != "Nominal"}
        candidates = [a for a in candidates if a.mention.kind != "Nominal" or a.group not in named]  # "del gruppo Acme": Acme
        if candidates:
            best = min(candidates, key=lambda a: (a.clause != trigger.clause, abs(a.mention.head - trigger.token), a.mention.first))
            if abs(best.mention.head - trigger.token) <= _RANGE:
                chosen = (best.mention,)
                return (_listed(view, slot, chosen) if slot.spread else chosen), "explicit", False
    return (), "", False


def _candidates(
    view: SentenceView, case: str, trigger: _Trigger, slots: Mapping[str, tuple[Mention, ...]]
) -> Iterator[Argument]:
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


def _subject(view: SentenceView, slot: Slot, trigger: _Trigger, taken: tuple[Mention, ...]) -> tuple[tuple[Mention, ...], str, bool]:
    """The logical subject of the trigger's clause: agent of a passive, controller of an infinitive, owner of a nominal."""
    syntax = view.reading.syntax
    if not syntax.clauses:
        return (), "", False
    if trigger.group is not None and not trigger.verb:
        for case in _AGENT:
            for argument in view.arguments:
                if _acts_in(view, argument, case, trigger) and _suits(slot, argument.mention) and argument.mention not in taken:
                    return _listed(view, slot, (argument.mention,)), "explicit", False
    clause = syntax.clauses[trigger.clause]
    if clause.verb is not None and clause.verb.voice == "passive":
        for argument in view.by_clause.get(trigger.clause, ()):
            if argument.case == "subject" and _suits(slot, argument.mention) and argument.mention not in taken:
                return _listed(view, slot, (argument.mention,)), "explicit", False
        return (), "", False
    group, source = subject_of(syntax, trigger.clause)
    if group is not None and group == trigger.group and not trigger.verb:
        return (), "", False  # "il lancio di Lumo è previsto a marzo"
    if group is None:
        planner = _planner(view, slot, trigger, taken)
        return ((planner,), "clause", False) if planner else ((), "", False)
    if source == "clause" and clause.kind == "complement":
        return (), "", False
    mentions = [a.mention for a in view.arguments if a.group == group and _suits(slot, a.mention) and a.mention not in taken]
    head = syntax.noun_groups[group].governor
    if source == "relative" and head is not None and syntax.noun_groups[group].preposition == "di":
        outer = [a.mention for a in view.arguments if a.group == head and _suits(slot, a.mention) and a.mention not in taken]
        described = syntax.noun_groups[head].governor if syntax.noun_groups[head].role == "apposition" else None
        if not outer and described is not None:  # "Altea, controllata di Rodan, che …": Altea
            outer = [a.mention for a in view.arguments if a.group == described and _suits(slot, a.mention) and a.mention not in taken]
        mentions = outer or mentions  # "la divisione indiana della società, che …": the division
    if mentions and not _modifies(view, mentions, syntax.noun_groups[group]):
        return _listed(view, slot, (min(mentions, key=lambda m: (m.kind == "Nominal", -m.last)),)), source, False
    of_a_post = any(m.kind == "Post" and m.first <= syntax.noun_groups[group].head < m.last for m in view.reading.mentions)
    apposed = [
        a.mention for a in view.arguments
        if _suits(slot, a.mention) and ((a.case == "apposition" and a.governor == group) or (of_a_post and a.case == "subject" and a.clause == trigger.clause))
    ]
    if apposed and apposed[0] not in taken:
        return (apposed[0],), source, False  # "l'ad di Acme, Marco Villa, …"
    inner = _owner(view, slot, group, taken) or (_changed(view, slot, group, taken) if source == "relative" else None)
    if inner is not None:
        return (inner,), source, False
    head = syntax.noun_groups[group].head
    known = any(m.first <= head < m.last for m in taken)  # "sono 300 i telefoni venduti": what is counted acts on nobody
    return (), "", not known and _names_something(view, syntax.noun_groups[group])


def _owner_of_metric(
    view: SentenceView, slot: Slot, trigger: _Trigger, slots: Mapping[str, tuple[Mention, ...]]
) -> tuple[tuple[Mention, ...], str, bool]:
    """Whose measure it is: as its noun phrase says, else the subject of its clause; nobody where that is only its source or its report."""
    taken = tuple(m for name, mentions in slots.items() if not name.startswith("_") for m in mentions)
    owner = owner_of(view, slots["metric"][0]) if slots.get("metric") else None
    if owner is not None and (owner.arguments or owner.closed):
        named = tuple(a.mention for a in owner.arguments if _suits(slot, a.mention) and a.mention not in taken)
        return (_listed(view, slot, named) if named and slot.spread else named), "explicit", not named
    mentions, how, blocked = _subject(view, slot, trigger, taken)
    if any(m.entity is not None and m.entity.kind in SOURCES for m in mentions):
        return (), "", False  # "Canalis stima ricavi per 3 miliardi"
    if blocked:
        group, _source = subject_of(view.reading.syntax, trigger.clause)
        blocked = group is None or not transparent(view, view.reading.syntax.noun_groups[group])
    if not mentions and not blocked:
        said_for = next((a for a in view.by_clause.get(trigger.clause, ()) if a.case == "per" and a.mention.kind == "Organisation"), None)
        if said_for is not None and _suits(slot, said_for.mention):
            return (said_for.mention,), "explicit", False  # "utile in calo del 3% per Acme"
    if blocked and slots.get("metric"):
        before = measure_before(view, slots["metric"][0])
        if before is not None:
            other = _Trigger(before.head, view.clause_of(before), view.group_at.get(before.head), before)
            return _owner_of_metric(view, slot, other, {"metric": (before,)})
    return mentions, how, blocked


def _acts_in(view: SentenceView, argument: Argument, preposition: str, trigger: _Trigger) -> bool:
    """Whether an argument is the agent of a noun: "l'acquisizione di Brio da parte di Acme"."""
    if argument.group is None or view.reading.syntax.noun_groups[argument.group].preposition != preposition:
        return False
    if view.governed_by(argument.group, trigger.group):
        return True
    return preposition == "da parte di" and argument.governor is None and argument.clause == trigger.clause


def _planner(view: SentenceView, slot: Slot, trigger: _Trigger, taken: tuple[Mention, ...]) -> Mention | None:
    """Whose aim an infinitive is: "l'obiettivo di Acme è quello di aprire 3 negozi"."""
    clause = view.reading.syntax.clauses[trigger.clause]
    if clause.kind != "infinitive" or clause.parent is None:
        return None
    group, _source = subject_of(view.reading.syntax, clause.parent)
    return None if group is None else _owner(view, slot, group, taken)


def _owner(view: SentenceView, slot: Slot, group: int, taken: tuple[Mention, ...]) -> Mention | None:
    """ "il fatturato di Acme", "gli smartphone Acme": the subject's own complement, where the subject is no name itself."""
    groups = view.reading.syntax.noun_groups
    head = groups[group].head
    if any(m.first <= head < m.last and m.kind in ("Organisation", "Person", "Product", "StoreChain", "Name") for m in view.reading.mentions):
        return None
    kinds = {m.kind for m in view.reading.mentions if m.first <= head < m.last}
    if not kinds & _POSSESSED and view.tokens[head].lemma not in _METONYMS:
        return None
    for argument in view.arguments:
        if argument.case == "di" and view.governed_by(argument.group, group) and _suits(slot, argument.mention) and argument.mention not in taken:
            return argument.mention
    return None


def _changed(view: SentenceView, slot: Slot, group: int, taken: tuple[Mention, ...]) -> Mention | None:
    """ "il crollo di Acme, che cede …": it is Acme that does."""
    head = view.reading.syntax.noun_groups[group].head
    if not any(m.kind == "Change" and m.first <= head < m.last for m in view.reading.mentions):
        return None
    rows = (a.mention for a in view.arguments if a.case == "di" and view.governed_by(a.group, group))
    return next((m for m in rows if _suits(slot, m) and m not in taken), None)


def _modifies(view: SentenceView, mentions: list[Mention], group: NounGroup) -> bool:
    """ "l'account Weibo di Acme": a name behind a head that is none of its kind is not the subject."""
    if any(m.first <= group.head < m.last for m in mentions):
        return False
    if any(m.first == group.head + 1 and "nationality" in dict(m.attributes) for m in mentions):
        return False  # "la tedesca Acme"
    kinds = {m.kind for m in view.reading.mentions if m.first <= group.head < m.last}
    return not kinds & (_POSSESSED | {"Nominal", "Post"}) and view.tokens[group.head].pos == "NOUN" and view.tokens[group.head].text.islower()


def _names_something(view: SentenceView, group: NounGroup) -> bool:
    """Whether the group says who the subject is: a noun or a name that the slot does not take; a measure leaves its owner unsaid."""
    if any(m.kind == "Metric" and m.first <= group.head < m.last for m in view.reading.mentions):
        return False
    return view.tokens[group.head].pos in ("NOUN", "PROPN") and view.tokens[group.head].lemma not in _PROSPECTS


def _listed(view: SentenceView, slot: Slot, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions with the other members of their list or coordination that suit the slot."""
    groups = view.reading.syntax.noun_groups
    found = list(mentions)
    for mention in mentions:
        index = view.group_at.get(mention.head)
        if index is None:
            continue
        lead = groups[index].listed if groups[index].listed is not None else index
        for argument in view.arguments:
            if argument.group is None or argument.group == index:
                continue
            other = groups[argument.group]
            if (other.listed == lead or argument.group == lead) and _suits(slot, argument.mention) and argument.mention not in found:
                same = argument.mention.kind == mention.kind or "Nominal" not in (argument.mention.kind, mention.kind)
                if same and not any(o.first < argument.mention.last and argument.mention.first < o.last for o in found):
                    found.append(argument.mention)
    return tuple(sorted(found, key=lambda m: m.first))


def _quantity_of(
    view: SentenceView, slot: Slot, owners: tuple[Mention, ...], trigger: _Trigger, taken: tuple[Mention, ...]
) -> tuple[Mention, ...]:
    """The quantity in the noun group of its owner, or governing it ("un centinaio di negozi"); with "ne", the clause's own."""
    groups = view.reading.syntax.noun_groups
    for owner in owners:
        home = view.group_at.get(owner.head)
        for argument in view.arguments:
            if argument.mention in taken or not _suits(slot, argument.mention):
                continue
            if argument.group is not None and (argument.group == home or (home is not None and groups[home].governor == argument.group)):
                return (argument.mention,)
    if not owners:
        own = [a for a in view.by_clause.get(trigger.clause, ()) if a.case in ("object", "subject", "") and _suits(slot, a.mention)]
        if len(own) == 1:
            return (own[0].mention,)
    return ()
