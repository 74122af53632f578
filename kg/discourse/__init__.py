"""Fills what a sentence leaves unsaid: whose figure, which period, which market; abstains where the text does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.catalogue import Catalogue
from kg.discourse import deals, posts
from kg.discourse.antecedents import resolve_nominal, understand_subject, with_entity
from kg.discourse.figures import change_of, said_aside
from kg.discourse.focus import SOURCES, Focus, category_of_article, topic_of
from kg.discourse.merging import merge
from kg.discourse.products import counted_off, described_maker, each_meant, house_of, maker_of, makers, owner_of, supplier_of
from kg.discourse.qualifiers import Times, category_of, event_of, home_of_division, is_ahead, is_over, is_unfinished, place_of, remember
from kg.discourse.sellers import MARKET_RELATIONS, seller_of
from kg.discourse.units import MONEY, unit_of, with_currency
from kg.extraction import OBSERVATIONS, Draft
from kg.italian.speech import continued_source
from kg.matching.arguments import SentenceView
from kg.mentions import Timed
from kg.model import Article, Entity, Evidence, Fact, Mention

# How sure a subject is by where it came from; measured on the read gold by bench/quality.py.
SURENESS: Mapping[str, Decimal] = {
    "explicit": Decimal("1"), "relative": Decimal("0.95"), "clause": Decimal("0.95"), "described": Decimal("0.9"),
    "nominal": Decimal("0.85"), "sentence": Decimal("0.8"), "topic": Decimal("0.8"), "name": Decimal("0.6"), "none": Decimal("0.9"),
}  # fmt: skip
_WITHOUT_OBJECT = frozenset({"revenue", "profit", "storeCount", "userCount", "employeeCount", "marketValue"})
FIGURES = frozenset({"revenue", "profit", "sales"})
_UNITS_REACH = 2  # sentences that counting units holds for
# What a change that names no measure is a change of, after a figure of this relation.
METRICS = {
    "shipments": "shipments",
    "marketShare": "shipments",
    "rank": "shipments",
    "revenue": "revenue",
    "profit": "profit",
    "sales": "sales",
}
_NULL_SUBJECT = frozenset({"shipments", "growth", "founded", "sales"})


def resolve(
    article: Article,
    views: Sequence[SentenceView],
    drafts: Sequence[Sequence[Draft]],
    timed: Sequence[Sequence[Timed]],
    catalogue: Catalogue,
) -> tuple[Fact, ...]:
    """The facts of an article: drafts with their open slots filled, one fact for each distinct statement, by place of evidence."""
    topic, leads = topic_of(views)
    focus = Focus(catalogue, topic, category=category_of_article(views), leads=leads)
    _learn_leaders(focus, drafts)
    times = Times(article)
    found: list[Fact] = []
    for view, rows, when in zip(views, drafts, timed, strict=True):
        focus.advance(view)
        resolved = _resolve_mentions(focus, view)
        focus.resolved = resolved
        times.read(focus, view, when)
        speaker = _speaker(focus, view, resolved)
        used: set[Mention] = set()
        begun = len(found)
        meant = [each for draft in posts.settle_departures(rows) for each in each_meant(focus, view, draft)]
        for draft in sorted(meant, key=lambda d: (d.start, d.end, d.rule)):
            last = focus.figures.last(draft) if draft.after or draft.not_after else None
            if draft.instead_of is not None and focus.figures.before(view, draft.instead_of) is not None:
                continue
            if (draft.after and last not in draft.after) or (draft.not_after and last in draft.not_after):
                continue
            if draft.next:
                ranked = focus.figures.next_rank(draft)
                if ranked is None:
                    continue
                draft = ranked
            fact = _fact(article, focus, view, draft, resolved, times, when, speaker)
            if fact is not None:
                found.append(fact)
                focus.figures.note(view, draft, fact)
                if focus.period is not None and fact.time == focus.period[2] and fact.relation in OBSERVATIONS:
                    focus.period = (view.reading.sentence.index, view.reading.sentence.paragraph, fact.time)
                if draft.period is not None and draft.relation in OBSERVATIONS and not said_aside(view, draft):
                    used.add(draft.period)
                if draft.relation == "holdsRole" and fact.object is not None and fact.object.kind not in SOURCES:
                    focus.post = (view.reading.sentence.index, fact.object)
                    if fact.subject is not None and not fact.former:
                        focus.leaders.setdefault(fact.subject.id or fact.subject.name, fact.object)
                        focus.leaders.setdefault(fact.subject.name, fact.object)
                if draft.relation in METRICS:
                    focus.metric = (view.reading.sentence.index, METRICS[draft.relation])
        found[begun:] = deals.settle(found[begun:])
        focus.notice(view, resolved)
        remember(focus, view, resolved, times, when, used)
    return merge(found)


def _learn_leaders(focus: Focus, drafts: Sequence[Sequence[Draft]]) -> None:
    """Who leads what, as the article itself says: "la società di Anna Riva" is then known."""
    for rows in drafts:
        for draft in rows:
            if draft.relation in ("holdsRole", "founded") and isinstance(draft.object, Mention) and draft.subject is not None:
                organisation = draft.object.entity
                if (
                    draft.subject.entity is not None
                    and organisation is not None
                    and draft.object.kind == "Organisation"
                    and not draft.former
                ):
                    focus.leaders.setdefault(draft.subject.entity.name, organisation)
                    if draft.subject.entity.id:
                        focus.leaders.setdefault(draft.subject.entity.id, organisation)


def _resolve_mentions(focus: Focus, view: SentenceView) -> dict[Mention, Entity]:
    """Every nominal of the sentence that stands for somebody, from left to right; names said before it in the sentence count."""
    resolved: dict[Mention, Entity] = {}
    for mention in view.reading.mentions:
        if mention.kind == "Nominal":
            if _apposed(view, mention):
                continue
            found = resolve_nominal(focus, view, mention)
            if found is not None:
                resolved[mention] = found[0]
    return resolved


def _apposed(view: SentenceView, mention: Mention) -> bool:
    """Whether the noun only describes the name beside it: "il gruppo Vestel", "Motorola, il marchio di Lenovo"."""
    at = mention.last
    if any(m.first == at and m.kind in ("Organisation", "Name", "Person", "Product", "StoreChain") for m in view.reading.mentions):
        return True
    index = view.group_at.get(mention.head)
    return index is not None and view.reading.syntax.noun_groups[index].role == "apposition"


def _speaker(focus: Focus, view: SentenceView, resolved: Mapping[Mention, Entity]) -> Entity | None:
    """Whose speech the sentence goes on with, where it names nobody."""
    if focus.speaker is not None and continued_source(view.reading.sentence, view.reading.syntax):
        number, entity = focus.speaker
        if view.reading.sentence.index - number <= 2:
            return entity
    return None


def _entity(mention: Mention, resolved: Mapping[Mention, Entity]) -> Entity | None:
    if mention.kind == "Nominal":
        return resolved.get(mention)
    return mention.entity


def _fact(
    article: Article,
    focus: Focus,
    view: SentenceView,
    draft: Draft,
    resolved: Mapping[Mention, Entity],
    times: Times,
    when: Sequence[Timed],
    speaker: Entity | None,
) -> Fact | None:
    if draft.relation == "growth" and draft.subject is None and draft.subject_slot is not None:
        figure = focus.figures.before(view, draft)
        if figure is not None:
            return change_of(article, draft, figure, times.of(focus, view, draft, when), place_of(focus, view, draft, resolved))
        if draft.subject_slot.inherit == "figure":
            return None
    object_, ok = _object(focus, view, draft, resolved)
    if not ok:
        return None
    subject, source = _subject(focus, view, draft, resolved, object_)
    if subject is None and source != "none":
        return None
    if subject is not None and object_ is not None and subject.name == object_.name:
        return None
    if draft.relation in deals.DEALS and not deals.plausible(view, draft, subject, object_):
        return None
    status = draft.status or draft.certainty.status
    time = times.of(focus, view, draft, when)
    if status == "actual" and time is not None and draft.relation in OBSERVATIONS and is_unfinished(time, article.published):
        time = None  # a fiscal quarter, or a time read wrongly
    elif status == "actual" and ((time is not None and is_ahead(time, article.published)) or times.is_said_ahead(draft, when)):
        status = "expected"
    if status == "expected" and draft.relation in MONEY and is_over(time, article.published):
        status = "actual"  # "con ricavi per 3 miliardi nel 2011 potrebbe quotarsi"
    place = place_of(focus, view, draft, resolved)
    if place is None and subject is not None and draft.relation in OBSERVATIONS:
        place = home_of_division(focus, subject)
    quantity = with_currency(focus, view, draft)
    metric = draft.metric
    counted = focus.metric is not None and focus.metric[1] == "shipments" and view.reading.sentence.index - focus.metric[0] <= _UNITS_REACH
    if draft.relation == "growth" and metric == "sales" and counted:
        metric = "shipments"  # "le vendite crescono del 3%", where units were counted
    if draft.relation == "growth" and metric is None:
        if focus.metric is None or view.reading.sentence.index - focus.metric[0] > 1:
            return None
        metric = focus.metric[1]
    if draft.relation == "surpasses" and metric is None:
        metric = focus.figures.metric(draft)
    if metric != draft.metric:
        draft = replace(draft, metric=metric)
    counts_product = draft.relation == "shipments" and object_ is not None and object_.kind == "Product"
    if counts_product:
        object_ = None  # the unit says what was counted
    category = None if counts_product else category_of(focus, view, draft) if draft.relation in OBSERVATIONS and object_ is None else None
    by = None if draft.timeless else (_entity(draft.by, resolved) if draft.by else None) or speaker
    if draft.relation == "makes" and draft.timeless:
        by = None  # whose product it is needs no source
    evidence = Evidence(
        article.id, draft.start, draft.end, article.text[draft.start : draft.end], draft.rule,
        (draft.confidence * SURENESS[source]).quantize(Decimal("0.01")), source,
    )  # fmt: skip
    return Fact(
        relation=draft.relation,
        subject=subject,
        object=object_ or (Entity(category, "Category") if category else event_of(focus, view, draft)),
        role=draft.role,
        metric=metric,
        value=quantity.value if quantity else None,
        value_max=quantity.value_max if quantity else None,
        unit=quantity.unit if quantity and quantity.kind == "money" else unit_of(draft, category),
        bound=quantity.bound if quantity else None,
        place=place,
        time=time,
        status=status,
        by=by,
        former=draft.former,
        evidence=(evidence,),
    )


def _employer(focus: Focus, view: SentenceView, person: Mention) -> Entity | None:
    """The company whose figures somebody speaks of: that of the post named with him, or the one he leads."""
    if focus.post is not None and focus.post[0] == view.reading.sentence.index:
        return focus.post[1]
    return focus.leaders.get(person.entity.name) if person.entity is not None else None


def _spoken_of(focus: Focus, view: SentenceView) -> Entity | None:
    """Whose post was spoken of in this sentence or the one before."""
    return focus.post[1] if focus.post is not None and view.reading.sentence.index - focus.post[0] <= 1 else None


def _subject(
    focus: Focus, view: SentenceView, draft: Draft, resolved: Mapping[Mention, Entity], object_: Entity | None
) -> tuple[Entity | None, str]:
    """The subject and where it came from; (None, "none") where the relation may do without, (None, "") to abstain."""
    slot = draft.subject_slot
    mention = draft.subject
    if mention is not None:
        if mention.kind == "Quantity":
            counted = counted_off(focus, view, mention)
            return (counted, "nominal") if counted is not None else (None, "")
        if mention.kind == "Nominal":
            found = resolve_nominal(focus, view, mention)
            entity = resolved.get(mention)
            if draft.relation in ("makes", "launches") and isinstance(draft.object, Mention) and makers(draft.object):
                maker = described_maker(focus, mention, draft.object, entity)
                return (maker, "described") if maker is not None else (None, "")
            if entity is None and found is None:
                return None, ""
            who = entity or (found[0] if found else None)
            if draft.relation in OBSERVATIONS and draft.by is not None and draft.by.kind != "Nominal" and draft.by.entity == who:
                return None, ""  # the noun stands for somebody else than who is named as the source
            return who, found[1] if found else "nominal"
        if mention.entity is not None and mention.entity.kind == "AnalystFirm" and draft.relation in MARKET_RELATIONS:
            return None, "none" if draft.relation == "shipments" else ""  # it counts the market
        source = draft.subject_source
        if mention.kind == "Name" and draft.relation == "price":
            return Entity(mention.text, "Product"), source if source in SURENESS else "explicit"
        if mention.kind == "Brand" and isinstance(draft.object, Mention):
            return maker_of(focus, draft.object, view) or mention.entity, "explicit"
        return mention.entity, source if source in SURENESS else "explicit"
    if draft.relation in ("makes", "launches") and isinstance(draft.object, Mention) and makers(draft.object):
        maker = maker_of(focus, draft.object, view)
        return (maker, "described") if maker is not None else (None, "")
    if draft.relation == "opens" and object_ is not None and object_.kind == "StoreChain":
        owner = owner_of(focus, object_)
        if owner is not None and (owner.name in focus.seen or focus.is_topic(owner)):
            return owner, "described"
    if slot is None or slot.inherit == "no":
        return None, "none" if draft.relation in _NULL_SUBJECT else ""
    if draft.relation in ("shipments", "marketShare", "growth"):
        last = focus.last_subject
        fresh = (
            last is not None and last[0] == view.reading.sentence.index - 1 and last[1].kind not in SOURCES and last[2] == "Organisation"
        )
        seller = seller_of(view, draft, focus.figures, resolved, slot.kinds, fresh=fresh)
        if seller is not None:
            return seller
    if draft.relation in deals.DEALS:
        main = deals.main_subject(view, draft, resolved, object_)
        if main is not None or slot.inherit == "clause":
            return (main, "clause") if main is not None else (None, "")
    if draft.by is not None and "Organisation" in slot.kinds:
        said_by = _entity(draft.by, resolved)
        if (
            said_by is not None
            and draft.by.kind in ("Organisation", "Nominal")
            and said_by.kind not in SOURCES
            and said_by.kind != "Person"
        ):
            return said_by, "clause"
        if said_by is not None and said_by.kind == "Person" and draft.relation in deals.DEALS and _spoken_of(focus, view) is not None:
            return _spoken_of(focus, view), "clause"  # "il presidente di Acme … Ha annunciato che verranno investiti …"
    if draft.by is not None and draft.by.kind == "Person" and draft.relation in FIGURES:
        employer = _employer(focus, view, draft.by)
        if employer is not None:
            return employer, "sentence"
    barred = frozenset({object_.name}) if object_ else frozenset()
    token = 0 if draft.relation in deals.DEALS else draft.token  # who else a deal names is no party to this one
    found = understand_subject(focus, view, draft.clause, slot.kinds, slot.inherit, barred, token)
    if found is None:
        return None, ""
    if found[0].kind == "StoreChain" and "StoreChain" not in slot.kinds:
        owner = owner_of(focus, found[0])
        return (owner, found[1]) if owner is not None else (None, "")
    return (house_of(focus, found[0]), found[1]) if draft.relation == "opens" else found


def _object(focus: Focus, view: SentenceView, draft: Draft, resolved: Mapping[Mention, Entity]) -> tuple[Entity | None, bool]:
    """The object and whether the draft may stand: a nominal that stands for nobody is no object."""
    object_ = draft.object
    if draft.relation in _WITHOUT_OBJECT:
        return None, True
    if isinstance(object_, str):
        return Entity(object_, "Category"), True
    if object_ is None:
        if draft.object_slot is None:
            return None, True
        return _understood_object(focus, view, draft, resolved)
    if object_.kind == "Nominal":
        entity = draft.subject.entity if draft.subject else None
        found = resolve_nominal(focus, view, object_, frozenset({entity.name}) if entity else frozenset())
        return (found[0], True) if found else (None, False)
    if object_.kind == "Generic":
        category = category_of(focus, view, draft)
        return (Entity(category, "Category") if category else None), True
    if object_.kind == "Product" and draft.relation == "partnersWith":
        supplier = supplier_of(focus, object_)
        return supplier, supplier is not None
    if object_.kind in ("Category", "Facility", "Topic"):
        return Entity(object_.value or object_.text, "Category"), True
    if object_.kind == "Name" and draft.relation in ("makes", "launches"):
        group = view.group_at.get(object_.head)
        heads = group is None or object_.first <= view.reading.syntax.noun_groups[group].head < object_.last
        return (Entity(object_.text, "Product"), True) if heads else (None, False)
    return object_.entity, True


def _understood_object(focus: Focus, view: SentenceView, draft: Draft, resolved: Mapping[Mention, Entity]) -> tuple[Entity | None, bool]:
    """What "ne" stands for: the stores, or the thing, counted just before."""
    slot = draft.object_slot
    assert slot is not None
    if draft.relation in deals.UNDERSTOOD:
        found = deals.understood_object(focus, view, draft, resolved)
        return found, found is not None
    if draft.relation in ("holdsRole", "partOf"):
        found = posts.understand_organisation(focus, view, draft, resolved)
        return found, found is not None
    number = view.reading.sentence.index
    clauses = view.reading.syntax.clauses
    for mention in reversed(view.reading.mentions):
        behind = draft.token if slot.inherit == "topic" else clauses[draft.clause].first if clauses else 0
        if mention.first < behind and mention.kind in slot.kinds and mention.kind != "Organisation":
            if mention.kind == "StoreChain":
                return mention.entity, True
            if mention.kind == "Facility":
                chain = next((m for m in view.reading.mentions if m.kind == "StoreChain" and 0 <= m.first - mention.last <= 2), None)
                return (chain.entity if chain else Entity(mention.value or "store", "Category")), True
            if mention.entity is not None:
                return mention.entity, True
    if focus.facility is not None and number - focus.facility[0] <= 2 and "Facility" in slot.kinds:
        mention = focus.facility[1]
        chains = [s.entity for s in focus.seen.values() if s.kind == "StoreChain"] if mention.value == "store" else []
        if len(chains) == 1:
            return chains[0], True  # the only shops that the article is about
        return mention.entity or Entity(mention.value or "store", "Category"), True
    if slot.optional or draft.relation in OBSERVATIONS:
        return None, True
    if "Organisation" in slot.kinds:
        agent = _entity(draft.subject, resolved) if draft.subject else None
        barred = frozenset({agent.name}) if agent else frozenset()
        unsaid = understand_subject(focus, view, draft.clause, slot.kinds, slot.inherit, barred, draft.token)
        return (unsaid[0], True) if unsaid is not None else (None, False)
    return None, False


__all__ = ["SURENESS", "merge", "resolve", "with_entity"]
