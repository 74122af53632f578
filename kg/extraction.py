"""Turns matches into drafts of facts: one for each member of a list, with the certainty, time and place of their clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kg.italian.certainty import of_a_noun
from kg.italian.nouns import change_verbs, metric_units
from kg.matching.arguments import SentenceView
from kg.matching.circumstances import compared, period_behind, period_of, place_beside, place_of, source_of
from kg.matching.comparisons import another_between, compared_with
from kg.matching.matcher import Match
from kg.matching.rule import Slot
from kg.model import Certainty, Mention, Quantity

OBSERVATIONS = frozenset(
    "shipments sales revenue profit marketShare rank growth price storeCount userCount employeeCount marketValue".split()
)
_RELATION_OF_METRIC = {"loss": "profit"}
_LONGEST = 400
_EACH = frozenset({"ciascuno", "ciascuna", "entrambi", "entrambe", "testa", "appaiati", "appaiate"})
_BUSINESS = frozenset({"revenue", "profit", "sales", "marketValue"})
_REPORTERS = frozenset({"NewsOrganisation", "Institution"})
_INDEXES = frozenset("ftse mib dow nasdaq nikkei dax cac ibex stoxx hang kospi s&p topix bovespa".split())
_FORECASTS = frozenset({"stima", "previsione", "guidance", "obiettivo", "target", "outlook", "proiezione", "aspettativa", "attesa"})
_AWAITED = frozenset({"atteso", "attesi", "attesa", "attese", "previsto", "previsti", "prevista", "previste", "stimato", "stimati"})
_LEAST = 10_000  # a company's figure below it is one for each share or head
_APIECE = frozenset({"azione", "titolo", "mese", "barile", "persona", "testa", "utente", "abitante", "giorno", "ora"})
_COMPARED = Decimal("0.95")  # how often the second figure of a comparison is read right
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact before the discourse has filled what its sentence leaves unsaid. Slots are mentions or, where set, plain values."""

    relation: str
    rule: str
    sentence: int
    clause: int
    token: int
    subject: Mention | None
    subject_source: str
    subject_slot: Slot | None  # what may be understood where there is no subject
    object: Mention | str | None
    object_slot: Slot | None
    role: str | None
    metric: str | None
    quantity: Quantity | None
    value: Mention | None  # the mention of the quantity: no two relations claim the same
    unit: str | None
    place: Mention | None
    period: Mention | None
    certainty: Certainty
    status: str | None  # set by the rule
    by: Mention | None
    former: bool
    start: int
    end: int
    confidence: Decimal
    timeless: bool = False  # a noun phrase, which holds whenever
    next: str | None = None  # a rank that comes after one said before: in its sentence ("next"), or in those before too ("below")
    after: tuple[str, ...] = ()  # stands only where the last figure is of one of these relations
    not_after: tuple[str, ...] = ()  # stands only where it is not: a surer rule has the figure then
    instead_of: Draft | None = None  # stands only where this one, surer, finds no figure before it
    head: Mention | None = None  # the metric or the thing counted: whose is it?


def draft(view: SentenceView, matches: Sequence[Match]) -> tuple[Draft, ...]:
    """Drafts of every match of a sentence, claims to the same figure settled: the surer rule wins, then the nearer, then by name."""
    drafts = list(_settle([each for match in matches for each in _drafts(view, match)]))
    claimed = {each.value.first for each in drafts if each.value is not None}
    return (*drafts, *(other for each in drafts for other in _earlier(view, each) if other.value and other.value.first not in claimed))


def _earlier(view: SentenceView, each: Draft) -> Iterator[Draft]:
    """The second figure of a comparison: "39 milioni, contro i 33 del 2013" states both."""
    if each.value is None or each.quantity is None or each.certainty.status == "denied":
        return
    if each.relation not in OBSERVATIONS or each.relation in ("growth", "rank"):
        return
    other = compared_with(view, each.value)
    if other is None or other.value.quantity is None:
        return
    quantity = other.value.quantity
    if each.quantity.value < 0 < quantity.value:
        quantity = replace(quantity, value=-quantity.value)
    yield replace(
        each,
        subject=other.owner or each.subject,
        subject_source="explicit" if other.owner else each.subject_source,
        quantity=quantity,
        value=other.value,
        period=each.period if other.owner else other.period,
        timeless=other.owner is None and other.period is None,
        status="actual" if each.certainty.status == "expected" else each.status,
        start=min(each.start, other.value.start),
        end=max(each.end, view.tokens[other.last - 1].end),
        confidence=each.confidence * _COMPARED,
    )


def _drafts(view: SentenceView, match: Match) -> Iterator[Draft]:
    rule, reading = match.rule, view.reading
    settings = dict(rule.settings)
    metric_mention = _first(match["metric"])
    metric = settings.get("metric") or (metric_mention.value if metric_mention else None)
    if metric == "other":
        return
    relation = rule.relation
    if relation == "{metric}":
        if metric is None or metric == "sharePrice":
            return
        relation = _RELATION_OF_METRIC.get(metric, metric)
    if relation in _BUSINESS and _apiece(view, match):
        return
    subjects: Sequence[Mention | None] = match["subject"] or (None,)
    if match["subject"] and (relation in _BUSINESS or metric == "sharePrice"):
        subjects = [m for m in match["subject"] if not _is_an_exchange(m)]
    if "after" in settings and another_between(view, match["subject"], _first(match["value"])):
        return  # "Acme supera Brio, ora quarta dopo un calo del 16%": the change is Brio's
    if relation == "marketShare" and len(subjects) > 1 and len(match["value"]) == 1 and not view.words & _EACH:
        return  # "Acme e Brio hanno insieme il 40%"
    certainty = reading.certainties[match.clause] if match.clause < len(reading.certainties) else Certainty()
    if certainty.outside and "status" not in settings:
        return
    if (rule.nouns or relation == "opens") and match.clause < len(reading.syntax.clauses):
        certainty = of_a_noun(reading.syntax.clauses[match.clause].verb, certainty)
    slots = {slot.name: slot for slot in rule.slots}
    objects: Sequence[Mention | str | None] = match["object"] or (settings.get("object"),)
    values: Sequence[Mention | None] = match["value"] or (None,)
    roles: Sequence[Mention | None] = match["role"] or (None,)
    timeless = settings.get("status") in ("actual", "settled")  # a noun phrase holds whenever its clause does
    places: Sequence[Mention | None] = match["place"] or (None if timeless else place_of(view, match),)
    if relation == "sellsIn":
        places = (None,)  # the market is the object
    period = _first(match["time"]) or (None if timeless else period_of(view, match))
    if metric_mention is not None and relation in _BUSINESS and compared(view, metric_mention):
        period = period_behind(view, match)  # "rispetto alla perdita di 3 milioni del 2015"
        timeless = timeless or period is None
    if relation == "growth" and metric is None:
        metric_mention, metric = _grown(view, match)
        if metric == "other":
            return
    status = settings.get("status")
    if status is None and certainty.status == "actual" and metric_mention is not None and _is_forecast(view, metric_mention):
        status = "expected"
    used = [m for _, mentions in match.slots for m in mentions]
    for subject, object_, value, place, role in _combine(view, subjects, objects, values, places, roles):
        if relation == "shipments" and value is not None and value.quantity is not None and value.quantity.sign:
            continue  # "(+7,87)": a change without its percent sign
        quantity, unit = _quantity(rule.sign or _direction(view, match, relation), settings, value, metric_mention, metric, relation)
        if relation == "growth" and quantity is not None and quantity.kind == "multiple":
            quantity = replace(quantity, kind="percent", value=(quantity.value - 1) * _HUNDRED, unit="percent")
            unit = "percent"
        if len(values) > 1 and value is not None and relation == "price" and not match["place"]:
            place = place_beside(view, match, value) or place
        own = [m for m in (subject, object_, value, role, metric_mention) if isinstance(m, Mention) and m.sentence == match.sentence]
        start, end = _span(view, match, own or used)
        yield Draft(
            relation=relation,
            rule=rule.id,
            sentence=match.sentence,
            clause=match.clause,
            token=match.token,
            subject=subject,
            subject_source=match.subject_source if subject else "",
            subject_slot=slots.get("subject"),
            object=object_,
            object_slot=slots.get("object") if "object" in match.open else None,
            role=(role.value if role else None) or settings.get("role"),
            metric=("profit" if metric == "loss" else metric) if relation in ("growth", "surpasses") else None,
            quantity=quantity,
            value=value,
            unit=unit,
            place=place,
            period=period,
            certainty=certainty,
            status=_status_of(status, certainty),
            by=source_of(view, certainty),
            former=_over(view, match, settings.get("former")) or (role is not None and ("former", "true") in role.attributes),
            start=start,
            end=end,
            confidence=rule.confidence,
            timeless=timeless,
            next=settings["value"] if settings.get("value") in ("next", "below") else None,
            after=tuple(settings.get("after", "").split("|")) if "after" in settings else (),
            head=metric_mention or (object_ if isinstance(object_, Mention) else None),
        )


def _status_of(said: str | None, certainty: Certainty) -> str | None:
    """The status a rule sets; a plan ("expected") or an agreement ("settled") that is hearsay or denied stays what its clause says."""
    if said in ("expected", "settled") and certainty.status in ("reported", "denied"):
        return None
    return "actual" if said == "settled" else said


def _over(view: SentenceView, match: Match, former: object) -> bool:
    """Whether a post is a former one: always, or where its rule says "past" only with a verb in a past tense."""
    if former != "past":
        return bool(former)
    verb = view.reading.syntax.clauses[match.clause].verb
    return verb is not None and verb.tense in ("past", "perfect", "imperfect", "pluperfect", "future-perfect")


def _grown(view: SentenceView, match: Match) -> tuple[Mention | None, str | None]:
    """What a change without a measure of its own changes: the figure said before it in the sentence, up to another verb's subject."""
    best: tuple[int, Mention | None, str] | None = None
    for mention in view.reading.mentions:
        if mention.first >= match.token:
            break
        if mention.kind == "Metric" and mention.value not in ("storeCount",):
            best = (mention.first, mention, mention.value or "")
        elif mention.quantity is not None and mention.quantity.kind == "number" and mention.quantity.unit:
            counted = next(
                (m for m in view.reading.mentions if m.kind in ("Category", "Generic", "Product") and 0 <= m.first - mention.last <= 2),
                None,
            )
            if counted is not None:
                best = (mention.first, None, "shipments")
    return (best[1], best[2]) if best else (None, None)


def _direction(view: SentenceView, match: Match, relation: str) -> int:
    """Up or down, of a growth whose rule does not say: by its noun of change, its verb, or the verb of change before it."""
    if relation != "growth":
        return 0
    noun = _first(match["_change"])
    if noun is not None:
        return -1 if noun.value == "down" else 1
    verbs = change_verbs()
    value = _first(match["value"])
    showing = view.tokens[match.token].lemma not in verbs  # "i ricavi segnano un balzo del 3%"
    behind = value.first if value is not None and (match.rule.pattern is not None or showing) else match.token + 1
    nouns = {m.first: m.value for m in view.reading.mentions if m.kind == "Change"}
    for at in range(min(behind, len(view.tokens)) - 1, -1, -1):
        token = view.tokens[at]
        if nouns.get(at) is not None and value is not None and at < value.first:
            return -1 if nouns[at] == "down" else 1
        if token.lemma in verbs and token.verb is not None:
            return verbs[token.lemma]
    return 0


def _is_forecast(view: SentenceView, metric: Mention) -> bool:
    """ "le stime sui ricavi", "la guidance di fatturato", "ricavi attesi": what is hoped for."""
    tokens = view.tokens
    behind = tokens[metric.last : metric.last + 2]
    if any(token.lower in _AWAITED for token in behind):
        return True
    for token in reversed(tokens[max(0, metric.first - 4) : metric.first]):
        if token.lemma in _FORECASTS:
            return True
        if token.pos not in ("ADP", "DET", "ADJ"):
            return False
    return False


def _is_an_exchange(mention: Mention) -> bool:
    """ "Il Nasdaq cede il 2%", "a Piazza Affari": an exchange or its index, whose figures are not a company's own."""
    return mention.entity is not None and (mention.entity.kind in _REPORTERS or bool(_INDEXES & set(mention.text.lower().split())))


def _apiece(view: SentenceView, match: Match) -> bool:
    """Whether the sum is for each share, head or month: "utili per 3 dollari per azione"."""
    for value in match["value"]:
        behind = view.tokens[value.last : value.last + 2]
        if len(behind) == 2 and behind[0].lemma in ("per", "a", "al") and behind[1].lemma in _APIECE:
            return True
        if value.quantity is not None and value.quantity.kind == "money" and value.quantity.value < _LEAST:
            return True
    return False


def _first(mentions: Sequence[Mention]) -> Mention | None:
    return mentions[0] if mentions else None


def _combine(
    view: SentenceView,
    subjects: Sequence[Mention | None],
    objects: Sequence[Mention | str | None],
    values: Sequence[Mention | None],
    places: Sequence[Mention | None],
    roles: Sequence[Mention | None],
) -> Iterator[tuple[Mention | None, Mention | str | None, Mention | None, Mention | None, Mention | None]]:
    """One row a fact: lists of one length go hand in hand where the text says so or figures are among them, else all with all."""
    together = len(values) > 1 and any(t.lower == "rispettivamente" or t.lower == "ordine" for t in view.tokens)
    if len(values) > 1 and len(subjects) == len(values):
        for subject, value in zip(subjects, values, strict=True):
            yield subject, objects[0], value, places[0], roles[0]
        return
    if together and len(objects) == len(values):
        for object_, value in zip(objects, values, strict=True):
            yield subjects[0], object_, value, places[0], roles[0]
        return
    if len(objects) > 1 and len(subjects) == len(objects) and any(t.lower == "rispettivamente" for t in view.tokens):
        for subject, object_ in zip(subjects, objects, strict=True):
            yield subject, object_, values[0], places[0], roles[0]
        return
    for subject in subjects:
        for object_ in objects:
            for role in roles:
                for value in values:
                    for place in places:
                        yield subject, object_, value, place, role


def _quantity(
    sign: int, settings: dict[str, Any], value: Mention | None, metric: Mention | None, name: str | None, relation: str
) -> tuple[Quantity | None, str | None]:
    """The figure with its sign, and the unit in English where it counts something."""
    unit = settings.get("unit")
    if value is None or value.quantity is None:
        if settings.get("value") in ("next", "below"):
            return None, unit
        if "value" in settings:
            return Quantity("number", Decimal(str(settings["value"])), unit=unit), unit
        return None, unit
    quantity = value.quantity
    if relation == "opens" and quantity.kind == "ordinal" and quantity.value != 1:
        return None, unit  # "un terzo negozio" is one more, not three
    if relation == "growth":
        direction = quantity.sign or sign or 1
        quantity = replace(quantity, value=abs(quantity.value) * direction if direction else quantity.value)
    elif name == "loss" or sign < 0:
        quantity = replace(quantity, value=-abs(quantity.value))
    if relation == "rank" and quantity.kind in ("ordinal", "number"):
        return replace(quantity, kind="number"), "position"
    if relation in ("userCount", "employeeCount", "storeCount"):
        words = metric_units()
        noun = (metric.text.lower() if metric else "") or (quantity.unit or "")
        default = {"userCount": "user", "employeeCount": "employee", "storeCount": "store"}[relation]
        return quantity, words.get(noun, words.get(quantity.unit or "", default))
    return quantity, unit or (quantity.unit if quantity.kind in ("money", "percent") else None)


def _span(view: SentenceView, match: Match, own: Sequence[Mention]) -> tuple[int, int]:
    """From the first to the last of the words that say it, the trigger among them; a sentence's part of 400 signs at most."""
    token = view.tokens[match.token]
    start = min([token.start, *(m.start for m in own)])
    end = max([token.end, *(m.end for m in own)])
    if end - start > _LONGEST:
        start, end = token.start, min(end, token.start + _LONGEST)
    return start, end


def _settle(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Each figure is claimed by one relation (growth and the level it leads to have figures of their own).

    Where the surest claim depends on what was said before, the surest that does not stands in for it.
    """
    claims: dict[tuple[int, str], list[Draft]] = {}
    for each in sorted(drafts, key=_rank_of):
        if each.value is not None:
            claims.setdefault((each.value.first, each.value.text), []).append(each)
    for each in drafts:
        if each.value is None:
            yield each
            continue
        rows = claims[each.value.first, each.value.text]
        if _claim(each) == _claim(rows[0]):
            yield each
        elif rows[0].after:
            substitute = next((other for other in rows if not other.after), None)
            if substitute is not None and _claim(each) == _claim(substitute):
                yield replace(each, not_after=rows[0].after)
        elif _leans(rows[0]):
            substitute = next((other for other in rows if not _leans(other)), None)
            if substitute is not None and _claim(each) == _claim(substitute):
                yield replace(each, instead_of=rows[0])


def _leans(each: Draft) -> bool:
    """Whether a change is of the figure said before it in the sentence, if there is one."""
    return each.subject is None and each.subject_slot is not None and each.subject_slot.inherit == "figure"


def _claim(each: Draft) -> tuple[str, str | None, str]:
    return each.relation, each.metric, each.rule


def _rank_of(each: Draft) -> tuple[Decimal, int, int, str]:
    return -each.confidence, each.subject is None, each.end - each.start, each.rule
