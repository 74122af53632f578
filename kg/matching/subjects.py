"""Who or what the subject of a match is: the clause's own, the owner of a measure, the aim's planner; with the rest of its list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.italian.roles import subject_of
from kg.matching.arguments import Argument, SentenceView, accepts
from kg.matching.owners import SOURCES, measure_before, owner_of, transparent
from kg.matching.rule import Slot
from kg.model import Mention, NounGroup

_POSSESSED = frozenset({"Metric", "Category", "Facility", "Generic"})
# What speaks or acts for an organisation: "i vertici di Acme", "l'account ufficiale di Acme".
_METONYMS = frozenset(
    "account vertice management consiglio cda nota comunicato sito blog portavoce team direzione sede quartier profilo ufficio titolo "
    "legale avvocato ingegnere dirigente rete squadra strategia obiettivo piano progetto scelta mossa passo tappa "
    "intenzione programma".split()
)
_PROSPECTS = frozenset({"ipotesi", "possibilità", "voce", "idea"})  # "smentita l'ipotesi di una fusione": nobody's
_AGENT = ("da parte di", "da")
_SAID_FOR = frozenset({"per", "per quanto riguarda", "per quel che riguarda", "quanto a", "in casa"})


@dataclass(frozen=True, slots=True)
class Trigger:
    token: int
    clause: int
    group: int | None = None  # of a noun or mention
    mention: Mention | None = None
    verb: bool = False


def suits(slot: Slot, mention: Mention) -> bool:
    if slot.only and mention.value not in slot.only and (mention.entity is None or mention.entity.name not in slot.only):
        return False
    if slot.excluded and mention.value in slot.excluded:
        return False
    return any(accepts(mention, kind) for kind in slot.kinds)


def logical_subject(view: SentenceView, slot: Slot, trigger: Trigger, taken: tuple[Mention, ...]) -> tuple[tuple[Mention, ...], str, bool]:
    """The logical subject of the trigger's clause: agent of a passive, controller of an infinitive, owner of a nominal."""
    syntax = view.reading.syntax
    if not syntax.clauses:
        return (), "", False
    if trigger.group is not None and not trigger.verb:
        for case in _AGENT:
            for argument in view.arguments:
                if _acts_in(view, argument, case, trigger) and suits(slot, argument.mention) and argument.mention not in taken:
                    return listed_with(view, slot, (argument.mention,)), "explicit", False
    clause = syntax.clauses[trigger.clause]
    if clause.verb is not None and clause.verb.voice == "passive":
        for argument in view.by_clause.get(trigger.clause, ()):
            if argument.case == "subject" and suits(slot, argument.mention) and argument.mention not in taken:
                return listed_with(view, slot, (argument.mention,)), "explicit", False
        return (), "", False
    group, source = subject_of(syntax, trigger.clause)
    if group is not None and group == trigger.group and not trigger.verb:
        return (), "", False  # "il lancio di Lumo è previsto a marzo"
    if group is None:
        planner = _planner(view, slot, trigger, taken)
        return ((planner,), "clause", False) if planner else ((), "", False)
    if source == "clause" and clause.kind == "complement":
        return (), "", False
    mentions = [a.mention for a in view.arguments if a.group == group and suits(slot, a.mention) and a.mention not in taken]
    head = syntax.noun_groups[group].governor
    if source == "relative" and head is not None and syntax.noun_groups[group].preposition == "di":
        outer = [a.mention for a in view.arguments if a.group == head and suits(slot, a.mention) and a.mention not in taken]
        described = syntax.noun_groups[head].governor if syntax.noun_groups[head].role == "apposition" else None
        if not outer and described is not None:  # "Altea, controllata di Rodan, che …": Altea
            outer = [a.mention for a in view.arguments if a.group == described and suits(slot, a.mention) and a.mention not in taken]
        mentions = outer or mentions  # "la divisione indiana della società, che …": the division
    if mentions and not _modifies(view, mentions, syntax.noun_groups[group]):
        if source == "relative" and clause.verb is not None and clause.verb.number == "singular":  # "Acme e Brio, che vende": Brio
            return (
                tuple(m for m in listed_with(view, slot, (mentions[-1],)) if m.last <= clause.first)[-1:] or tuple(mentions[-1:]),
                source,
                False,
            )
        return listed_with(view, slot, (min(mentions, key=lambda m: (m.kind == "Nominal", -m.last)),)), source, False
    of_a_post = any(m.kind == "Post" and m.first <= syntax.noun_groups[group].head < m.last for m in view.reading.mentions)
    apposed = [
        a.mention
        for a in view.arguments
        if suits(slot, a.mention)
        and ((a.case == "apposition" and a.governor == group) or (of_a_post and a.case == "subject" and a.clause == trigger.clause))
    ]
    if apposed and apposed[0] not in taken:
        return (apposed[0],), source, False  # "l'ad di Acme, Marco Villa, …"
    inner = _owner(view, slot, group, taken) or (_changed(view, slot, group, taken) if source == "relative" else None)
    if inner is not None:
        return (inner,), source, False
    head = syntax.noun_groups[group].head
    known = any(m.first <= head < m.last for m in taken)  # "sono 300 i telefoni venduti": what is counted acts on nobody
    return (), "", not known and _names_something(view, syntax.noun_groups[group])


def owner_of_metric(
    view: SentenceView, slot: Slot, trigger: Trigger, slots: Mapping[str, tuple[Mention, ...]]
) -> tuple[tuple[Mention, ...], str, bool]:
    """Whose measure it is: as its noun phrase says, else the subject of its clause; nobody where that is only its source or its report."""
    taken = tuple(m for name, mentions in slots.items() if not name.startswith("_") for m in mentions)
    owner = owner_of(view, slots["metric"][0]) if slots.get("metric") else None
    if owner is not None and (owner.arguments or owner.closed):
        named = tuple(a.mention for a in owner.arguments if suits(slot, a.mention) and a.mention not in taken)
        return (listed_with(view, slot, named) if named and slot.spread else named), "explicit", not named
    mentions, how, blocked = logical_subject(view, slot, trigger, taken)
    if any(m.entity is not None and m.entity.kind in SOURCES for m in mentions):
        return (), "", False  # "Canalis stima ricavi per 3 miliardi"
    if blocked:
        group, _source = subject_of(view.reading.syntax, trigger.clause)
        blocked = group is None or not transparent(view, view.reading.syntax.noun_groups[group])
    if not mentions and not blocked:
        said_for = next(
            (a for a in view.by_clause.get(trigger.clause, ()) if a.case in _SAID_FOR and a.mention.kind == "Organisation"), None
        )
        if said_for is not None and suits(slot, said_for.mention):
            return (said_for.mention,), "explicit", False  # "utile in calo del 3% per Acme"
    if blocked and slots.get("metric"):
        before = measure_before(view, slots["metric"][0])
        if before is not None:
            other = Trigger(before.head, view.clause_of(before), view.group_at.get(before.head), before)
            return owner_of_metric(view, slot, other, {"metric": (before,)})
    return mentions, how, blocked


def _acts_in(view: SentenceView, argument: Argument, preposition: str, trigger: Trigger) -> bool:
    """Whether an argument is the agent of a noun: "l'acquisizione di Brio da parte di Acme"."""
    if argument.group is None or view.reading.syntax.noun_groups[argument.group].preposition != preposition:
        return False
    if view.governed_by(argument.group, trigger.group):
        return True
    return preposition == "da parte di" and argument.governor is None and argument.clause == trigger.clause


def _planner(view: SentenceView, slot: Slot, trigger: Trigger, taken: tuple[Mention, ...]) -> Mention | None:
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
    if any(
        m.first <= head < m.last and m.kind in ("Organisation", "Person", "Product", "StoreChain", "Name") for m in view.reading.mentions
    ):
        return None
    kinds = {m.kind for m in view.reading.mentions if m.first <= head < m.last}
    if not kinds & _POSSESSED and view.tokens[head].lemma not in _METONYMS:
        return None
    for argument in view.arguments:
        if (
            argument.case == "di"
            and view.governed_by(argument.group, group)
            and suits(slot, argument.mention)
            and argument.mention not in taken
        ):
            return argument.mention
    return None


def _changed(view: SentenceView, slot: Slot, group: int, taken: tuple[Mention, ...]) -> Mention | None:
    """ "il crollo di Acme, che cede …": it is Acme that does."""
    head = view.reading.syntax.noun_groups[group].head
    if not any(m.kind == "Change" and m.first <= head < m.last for m in view.reading.mentions):
        return None
    rows = (a.mention for a in view.arguments if a.case == "di" and view.governed_by(a.group, group))
    return next((m for m in rows if suits(slot, m) and m not in taken), None)


def _modifies(view: SentenceView, mentions: list[Mention], group: NounGroup) -> bool:
    """ "l'account Weibo di Acme": a name behind a head that is none of its kind is not the subject."""
    if any(m.first <= group.head < m.last for m in mentions):
        return False
    if any(m.first == group.head + 1 and "nationality" in dict(m.attributes) for m in mentions):
        return False  # "la tedesca Acme"
    if any(m.kind == "Person" and m.first == group.head + 1 for m in mentions):
        return False  # "l'ing. Anna Riva", "il manager Anna Riva"
    kinds = {m.kind for m in view.reading.mentions if m.first <= group.head < m.last}
    return (
        not kinds & (_POSSESSED | {"Nominal", "Post"}) and view.tokens[group.head].pos == "NOUN" and view.tokens[group.head].text.islower()
    )


def _names_something(view: SentenceView, group: NounGroup) -> bool:
    """Whether the group says who the subject is: a noun or a name that the slot does not take; a measure leaves its owner unsaid."""
    if any(m.kind == "Metric" and m.first <= group.head < m.last for m in view.reading.mentions):
        return False
    return view.tokens[group.head].pos in ("NOUN", "PROPN") and view.tokens[group.head].lemma not in _PROSPECTS


def listed_with(view: SentenceView, slot: Slot, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
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
            if (other.listed == lead or argument.group == lead) and suits(slot, argument.mention) and argument.mention not in found:
                same = argument.mention.kind == mention.kind or "Nominal" not in (argument.mention.kind, mention.kind)
                if same and not any(o.first < argument.mention.last and argument.mention.first < o.last for o in found):
                    found.append(argument.mention)
    return tuple(sorted(found, key=lambda m: m.first))
