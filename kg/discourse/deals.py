"""Purchases, mergers, investments and partnerships: whom a clitic stands for, who is no party, which of two readings says more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.discourse.antecedents import understand_subject
from kg.discourse.focus import SOURCES, Focus
from kg.extraction import Draft
from kg.matching.arguments import FIRMS, SentenceView
from kg.model import Entity, Fact, Mention, Quantity

_MAGNITUDES = {"miliard": Decimal(10**9), "mld": Decimal(10**9), "milion": Decimal(10**6), "mln": Decimal(10**6)}
_NEAR, _FAR = 2, 5  # sentences; "la startup più ricca del pianeta" is still the one the text is about
_THOUSAND = Decimal(1000)
DEALS = frozenset({"acquires", "mergesWith", "investsIn", "partnersWith"})
UNDERSTOOD = frozenset({"acquires", "mergesWith", "investsIn", "partnersWith"})
_MUTUAL = frozenset({"mergesWith", "partnersWith"})
_OBSERVERS = frozenset({"AnalystFirm", "NewsOrganisation"})
_SELLERS = frozenset({"da", "secondo", "stando a", "a"})
_PLACES = frozenset({"Place", "Country", "City", "Region", "Continent"})


def understood_object(focus: Focus, view: SentenceView, draft: Draft, resolved: Mapping[Mention, Entity]) -> Entity | None:
    """The company bought that the clause does not name ("rilevarla per 2 miliardi", "comprarne il 51%"): the last that is not its buyer."""
    if draft.subject is not None:
        buyer = draft.subject.entity or resolved.get(draft.subject)
    else:
        found = understand_subject(focus, view, draft.clause, ("Organisation",), "sentence")
        if found is None:
            return None
        buyer = found[0]
    barred = {buyer.name} if buyer else set()
    number = view.reading.sentence.index
    said: list[tuple[int, Entity]] = []
    for argument in view.arguments:
        mention = argument.mention
        entity = mention.entity or resolved.get(mention)
        if mention.first >= draft.token or entity is None or entity.name in barred or not _company(mention, entity):
            continue
        if argument.clause == draft.clause and argument.case == "subject":
            continue  # the other buyers
        if argument.case in _SELLERS:
            barred.add(entity.name)  # a seller named before: "dal fondo Acme"
            continue
        said.append((2 if argument.case == "subject" else 0 if argument.case == "di" else 1, entity))
    said = [(weight, entity) for weight, entity in said if entity.name not in barred]
    if said:
        best = max(weight for weight, _ in said)
        return next(entity for weight, entity in reversed(said) if weight == best)
    if focus.last_subject is not None and number - focus.last_subject[0] <= 1:
        _, entity, kind = focus.last_subject
        if kind == "Organisation" and entity.kind not in SOURCES and entity.name not in barred:
            return entity
    if focus.topic is not None and focus.topic.name not in barred:
        seen = focus.seen.get(focus.topic.name)
        unnamed = any(m.value == "organisation" and m not in resolved and m.first < draft.token for m in view.reading.mentions)
        return focus.topic if seen is not None and number - seen.sentence <= (_FAR if unnamed else _NEAR) else None
    return None


def main_subject(view: SentenceView, draft: Draft, resolved: Mapping[Mention, Entity], object_: Entity | None) -> Entity | None:
    """Who acts in a participle's clause: the subject of the clause above ("Dopo Brio, pagata 3 milioni, Acme …")."""
    clauses = view.reading.syntax.clauses
    if not clauses or draft.subject_slot is None:
        return None
    if any(group.clause == draft.clause and group.role == "agent" for group in view.reading.syntax.noun_groups):
        return None  # somebody else is named
    if clauses[draft.clause].kind == "participle":
        number = clauses[draft.clause].parent
    elif draft.subject_slot.cases:
        return None
    else:
        number = draft.clause
    while number is not None and clauses[number].kind in ("participle", "gerund", "infinitive"):
        number = clauses[number].parent
    for argument in view.arguments:
        entity = argument.mention.entity or resolved.get(argument.mention)
        if argument.clause != number or argument.case != "subject" or argument.mention.first == draft.token or entity is None:
            continue
        if _company(argument.mention, entity):
            return None if object_ is not None and entity.name == object_.name else entity
    return None


def _company(mention: Mention, entity: Entity) -> bool:
    barred = entity.kind in SOURCES or entity.kind in _PLACES or entity.kind == "Person"
    return mention.kind in ("Organisation", "Nominal", "Name") and not barred


def plausible(view: SentenceView, draft: Draft, subject: Entity | None, object_: Entity | None) -> bool:
    """Whether the parties can be such: analysts and newspapers observe, authorities buy nothing, a passive names its agent."""
    if subject is None or object_ is None or subject.kind in _OBSERVERS or object_.kind == "AnalystFirm":
        return False
    bought = draft.object if draft.relation == "acquires" else None
    if isinstance(bought, Mention) and (_counted(view, bought) or _things(view, bought)):
        return False
    if any(isinstance(m, Mention) and _like_a_person(view, m) for m in (draft.subject, draft.object)):
        return False
    if draft.relation in ("acquires", "mergesWith", "partnersWith") and "Institution" in (subject.kind, object_.kind):
        return False
    clauses = view.reading.syntax.clauses
    verb = clauses[draft.clause].verb if clauses else None
    passive = verb is not None and verb.voice == "passive" and verb.first <= draft.token < verb.last
    said = draft.subject is not None or (draft.subject_slot is not None and draft.subject_slot.inherit == "clause")
    return said or not (draft.relation == "acquires" and passive)


def _counted(view: SentenceView, mention: Mention) -> bool:
    """ "10 Boeing": things of that make."""
    before = mention.first - 1
    return before >= 0 and view.tokens[before].pos == "NUM" and view.group_at.get(before) == view.group_at.get(mention.first)


def _things(view: SentenceView, mention: Mention) -> bool:
    """ "i brevetti Acme": things of a company, not the company."""
    index = view.group_at.get(mention.head)
    if index is None or "nationality" in dict(mention.attributes):  # "la tedesca Acme"
        return False
    head = view.reading.syntax.noun_groups[index].head
    token = view.tokens[head]
    if head >= mention.first or token.pos != "NOUN" or not token.text.islower() or token.lemma in FIRMS:
        return False
    above = view.governor_of(index)
    if above is not None and view.tokens[view.reading.syntax.noun_groups[above].head].lemma in FIRMS:
        return False  # "il sito di annunci Acme"
    return not any(m.kind in ("Nominal", "Topic") and m.first <= head < m.last for m in view.reading.mentions)


def with_magnitude(quantity: Quantity, mention: Mention, other: Mention) -> Quantity:
    """ "valutata 69 miliardi di dollari … ne aveva investiti 3,5": a small number has the magnitude of the sum beside it."""
    if quantity.value >= _THOUSAND or any(word in mention.text for word in _MAGNITUDES):
        return quantity
    factor = next((number for word, number in _MAGNITUDES.items() if word in other.text), None)
    return quantity if factor is None else replace(quantity, value=quantity.value * factor)


def _like_a_person(view: SentenceView, mention: Mention) -> bool:
    """A name of two words of which nothing is known and that has no article may be a person's."""
    if mention.kind != "Name" or len(mention.text.split()) < 2 or mention.first == 0:
        return mention.kind == "Name" and len(mention.text.split()) == 2
    before = view.tokens[mention.first - 1]
    return not (before.articled or before.pos in ("DET", "NOUN", "ADJ")) and mention.text.istitle()


def settle(facts: Sequence[Fact]) -> list[Fact]:
    """The facts of a sentence; of those that tell of one deal the one that says most: the price, then the share, then neither."""
    kept: list[Fact] = []
    for fact in sorted((each for each in facts if each.relation in DEALS), key=_says):
        if not any(_same(fact, other) for other in kept):
            kept.append(fact)
    chosen = set(map(id, kept))
    return [each for each in facts if each.relation not in DEALS or id(each) in chosen]


def _says(fact: Fact) -> tuple[object, ...]:
    weight = 0 if fact.value is None else 1 if fact.unit == "percent" else 2
    said = sum(slot is not None for slot in (fact.time, fact.place, fact.by))
    later = fact.relation in _MUTUAL and fact.status == "expected"  # "costruirà con il suo partner Acme": its partner now
    return fact.status != "denied", later, -weight, _rank(fact), -said, -fact.confidence, str(fact)


def _rank(fact: Fact) -> int:
    """What an investment goes to: rather a company than a topic ("nella startup Brio"), rather a topic than a place."""
    kind = fact.object.kind if fact.object else ""
    return 2 if kind in _PLACES else 1 if kind in ("Category", "Topic") else 0


def _same(one: Fact, other: Fact) -> bool:
    if one.relation != other.relation or one.former != other.former:
        return False
    if one.relation == "investsIn" and one.subject == other.subject and one.value == other.value and one.value is not None:
        # "investirà 3 milioni in Italia nella rete": the topic; several topics or several companies stay
        return one.object == other.object or _rank(one) != _rank(other)
    pairs = {(one.subject, one.object), (one.object, one.subject)} if one.relation in _MUTUAL else {(one.subject, one.object)}
    return (other.subject, other.object) in pairs and (one.value == other.value or one.value is None or one.unit == "percent")
