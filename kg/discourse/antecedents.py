"""Finds whom a nominal ("la casa di Arese"), a dropped subject or a pronoun stands for, and how sure that is."""

from __future__ import annotations

from dataclasses import replace

from kg.discourse.focus import PLACES, SOURCES, Focus, Seen
from kg.discourse.products import known_entity, named_beside, product_meant
from kg.matching.arguments import SentenceView
from kg.mentions.nominals import plain_nominals
from kg.model import Entity, Mention

_RESEARCH = frozenset({"ricerca", "ricerche", "analisi", "rilevazioni"})
_DAUGHTERS = frozenset({"controllata", "partecipata", "sussidiaria", "affiliata"})  # "la controllata di Acme" is a name said before
_NEAR, _TOPIC_REACH = 3, 3
_ONLY_REACH = 4  # sentences; where the article is clearly about one company
_UNSAID_REACH = 3  # sentences: a subject left out stands for nobody named farther back


def resolve_nominal(focus: Focus, view: SentenceView, mention: Mention, barred: frozenset[str] = frozenset()) -> tuple[Entity, str] | None:
    """The entity a nominal stands for and the source of that reading ("nominal", "described"), or None: better silent than wrong."""
    number = view.reading.sentence.index
    attributes = dict(mention.attributes)
    if mention.value in ("home", "own", "place"):
        place = _place(focus, mention, number)
        return (place, "nominal") if place else None
    if mention.value == "person":
        found = focus.best(("Person",), number, 2)
        return (found[0].entity, "nominal") if found else None
    if mention.value == "products":
        return None  # each of them has a fact of its own
    if mention.value == "product":
        product = named_beside(view, mention) or product_meant(focus, number, attributes.get("owner"))
        return (product, "nominal") if product is not None else None
    named = _named_beside(view, mention)
    if named is not None:
        return named, "explicit"
    if mention.value == "division":
        return _division(focus, view, mention, attributes, number)
    if "leader" in attributes:
        leader = attributes["leader"]
        if leader in focus.leaders:
            return focus.leaders[leader], "described"
        led = _led_by(focus, leader)
        if led is not None:
            return led, "described"
        country = attributes.get("country")
        if country is None:  # whose leader it is, nobody has said: the company that the article is about, if any
            return (focus.topic, "described") if focus.topic is not None else None
        return _described(focus, number, lambda seen: _of_country(focus, seen, country), mention, view)
    if "place" in attributes:
        return _described(focus, number, lambda seen: _seated(focus, seen, attributes["place"]), mention, view)
    if "maker" in attributes:
        made = next((entity for value in attributes.values() if (entity := known_entity(focus, value)) is not None), None)
        return (made, "described") if made is not None else None
    if "country" in attributes:
        return _described(focus, number, lambda seen: _of_country(focus, seen, attributes["country"]), mention, view)
    if "owner" in attributes:
        return None
    return _plain(focus, view, mention, number, barred)


def _named_beside(view: SentenceView, mention: Mention) -> Entity | None:
    """The organisation that the noun is an apposition to: "Altea, il gruppo creato da Bruni"."""
    index = view.group_at.get(mention.head)
    groups = view.reading.syntax.noun_groups
    if index is None:
        return None
    called = next((a.mention.entity for a in view.arguments if a.group is not None and a.mention.kind in ("Organisation", "Name")
                   and groups[a.group].role == "apposition" and groups[a.group].governor == index and groups[a.group].first > mention.last
                   and view.tokens[groups[a.group].first - 1].pos != "PUNCT"), None)  # fmt: skip
    if called is not None:
        return called  # "la catena di supermercati Brio"
    if groups[index].role != "apposition" or groups[index].governor is None:
        return None
    head = groups[groups[index].governor or 0].head
    return next((m.entity for m in view.reading.mentions if m.kind == "Organisation" and m.first <= head < m.last), None)


def _candidates(focus: Focus, number: int, within: int) -> list[Seen]:
    rows = [s for s in focus.seen.values() if s.kind == "Organisation" and s.entity.kind not in SOURCES and number - s.sentence <= within]
    return sorted(rows, key=lambda s: (-s.salience - (1.0 if focus.is_topic(s.entity) else 0.0), s.entity.name))


def _led_by(focus: Focus, leader: str) -> Entity | None:
    """The company that a well-known person stands for: the one the article has named, else the one they are best known for."""
    person = focus.catalogue.entries.get(leader) or next(iter(focus.catalogue.by_name(leader)), None)
    if person is None or not person.known_for:
        return None
    named = [entity for each in person.known_for if (entity := known_entity(focus, each)) is not None]
    entry = focus.catalogue.entries[person.known_for[0]]
    if focus.topic is not None and focus.topic.id in person.known_for:
        return focus.topic
    return named[0] if named else Entity(entry.name, entry.kind, entry.id)


def _described(focus: Focus, number: int, suits: object, mention: Mention, view: SentenceView | None = None) -> tuple[Entity, str] | None:
    assert callable(suits)
    if view is not None:
        beside = [
            m.entity for m in view.reading.mentions
            if m.kind == "Organisation" and m.entity is not None and m.last <= mention.first and m.entity.kind not in SOURCES
            and suits(Seen(m.entity, "Organisation")) is True
        ]  # fmt: skip
        if beside:
            return beside[-1], "described"
    rows = [seen for seen in _candidates(focus, number, 4) if suits(seen) is not False]
    certain = [seen for seen in rows if suits(seen) is True]
    anywhere = [seen for seen in _candidates(focus, number, number) if suits(seen) is True]
    unsure = [seen for seen in rows if seen.entity.id is None or focus.is_topic(seen.entity)]  # others the catalogue would know
    for pool in (certain, anywhere, unsure):
        if pool:
            return pool[0].entity, "described"
    for each in _candidates(focus, number, 4):  # "Acme Italia …; la catena svedese …": the house, not its branch
        entry = focus.catalogue.entries.get(each.entity.id or "")
        house = focus.catalogue.entries.get(entry.parent or "") if entry is not None else None
        if house is not None:
            owner = Entity(house.name, house.kind, house.id)
            if suits(Seen(owner, "Organisation")) is True:
                return owner, "described"
    topic = focus.topic
    if topic is not None and number <= 1 and not any(seen.kind == "Organisation" for seen in focus.seen.values()):
        seen = Seen(topic, "Organisation")
        if suits(seen) is not False:
            return topic, "described"
    return None


def _seated(focus: Focus, seen: Seen, place: str) -> bool | None:
    """Whether an organisation has its seat in the place: None where the catalogue does not know."""
    entry = focus.catalogue.entries.get(seen.entity.id or "")
    if entry is None or entry.country is None:
        return None
    where = focus.catalogue.entries.get(place)
    if entry.headquarters == place or entry.country == place:
        return True
    if where is not None and where.kind == "City" and where.country is not None:
        if entry.headquarters is not None:
            return where.country == entry.country and _capital(where.id, entry.country)
        return None if where.country == entry.country else False  # its country's, but whether its town's is not known
    return False


def _capital(place: str, country: str | None) -> bool:
    return (place, country) in {("pechino", "cina"), ("tokyo", "giappone"), ("seul", "corea-del-sud"), ("taipei", "taiwan")}


def _of_country(focus: Focus, seen: Seen, country: str) -> bool | None:
    entry = focus.catalogue.entries.get(seen.entity.id or "")
    if entry is None or entry.country is None:
        return None
    place = focus.catalogue.entries.get(country)
    if entry.country == country or entry.headquarters == country:
        return True
    return place is not None and place.kind != "Country" and place.country == entry.country


def _plain(focus: Focus, view: SentenceView, mention: Mention, number: int, barred: frozenset[str]) -> tuple[Entity, str] | None:
    noun = mention.text.lower()
    if noun not in plain_nominals() or _told_apart(view, mention):
        return None
    if _does_research(view, mention):
        firms = [s for s in focus.seen.values() if s.entity.kind == "AnalystFirm"]
        return (max(firms, key=lambda s: (s.sentence, s.salience, s.entity.name)).entity, "nominal") if firms else None
    near = _said_before(view, mention, barred)
    if near is not None:
        return near, "nominal"
    seen = focus.organisation(number, barred)
    if seen is not None:
        return seen.entity, "nominal"
    return (focus.topic, "topic") if focus.topic is not None and number <= 1 and focus.topic.name not in barred else None


def _told_apart(view: SentenceView, mention: Mention) -> bool:
    """ "il gruppo edile che porta il suo nome": a relative clause without a comma says which one, nobody has said before.

    Not behind "con", where it tells what else happens: "…, con la compagnia che ha aperto un negozio".
    """
    before = view.tokens[max(0, mention.first - 2) : mention.first]
    if any(token.lemma == "con" for token in before):
        return False
    if any(token.lower == "con" for token in view.tokens[max(0, mention.first - 2) : mention.first]):
        return False  # "…, con la compagnia che ha aperto 3 negozi"
    at = mention.last
    while at < len(view.tokens) and view.tokens[at].pos == "ADJ":
        at += 1
    if at >= len(view.tokens) or view.tokens[at].lower != "che" or view.tokens[at].pos != "PRON":
        return False
    return not any(token.lemma in ("creare", "fondare", "guidare", "dirigere") for token in view.tokens[at : at + 5])


def _does_research(view: SentenceView, mention: Mention) -> bool:
    """ "la società di ricerca": the analysts' firm."""
    behind = view.tokens[mention.last : mention.last + 2]
    return len(behind) == 2 and behind[0].lemma == "di" and behind[1].lower in _RESEARCH


def _said_before(view: SentenceView, mention: Mention, barred: frozenset[str]) -> Entity | None:
    """The one organisation named earlier in the same sentence, where there is only one."""
    names = {}
    for other in view.reading.mentions:
        entity = other.entity
        if other.last > mention.first or other.kind != "Organisation" or entity is None:
            continue
        if _names_a_source(view, other) or _sets_apart(view, other, mention):
            continue
        if entity.kind not in SOURCES and entity.kind != "Division" and entity.name not in barred:
            names[entity.name] = entity
    return next(iter(names.values())) if len(names) == 1 else None


def _sets_apart(view: SentenceView, other: Mention, mention: Mention) -> bool:
    """ "Dopo Acme, anche questa azienda …": it is another one."""
    before = view.tokens[mention.first - 2 : mention.first]
    if len(before) < 2 or before[0].lower not in ("anche", "pure"):
        return False
    return any(token.lower in ("dopo", "come", "oltre") for token in view.tokens[: other.first])


def _names_a_source(view: SentenceView, mention: Mention) -> bool:
    """ "Secondo il direttore di Acme, l'azienda …": Acme is only where the source works."""
    index = view.group_at.get(mention.head)
    groups = view.reading.syntax.noun_groups
    while index is not None:
        if groups[index].preposition in ("secondo", "stando a"):
            return True
        index = groups[index].governor
    return False


def _division(focus: Focus, view: SentenceView, mention: Mention, attributes: dict[str, str], number: int) -> tuple[Entity, str] | None:
    """ "la divisione indiana della società": Xiaomi India; "la filiale", once one was named: that one."""
    owner: Entity | None = None
    if "owner" in attributes:
        entry = focus.catalogue.entries.get(attributes["owner"])
        owner = Entity(entry.name, entry.kind, entry.id) if entry else Entity(attributes["owner"], "Organisation")
    country = focus.catalogue.entries.get(attributes.get("country", ""))
    if country is not None:
        if owner is None:
            seen = focus.organisation(number)
            owner = seen.entity if seen is not None else focus.topic
        if owner is None:
            return None
        return Entity(f"{owner.name} {country.name}", "Division"), "described"
    here = [m.entity for m in view.reading.mentions if m.last <= mention.first and m.entity is not None and m.entity.kind == "Division"]
    if here and owner is None:
        return here[-1], "nominal"
    if owner is not None and mention.text.lower() in _DAUGHTERS:
        mine = [s.entity for s in focus.seen.values() if s.entity.name != owner.name and _parent(focus, s.entity) == owner.id]
        if len(mine) == 1:
            return mine[0], "described"
        seen = focus.organisation(number, frozenset({owner.name}))
        return (seen.entity, "nominal") if seen is not None else None
    divisions = [s for s in focus.seen.values() if s.entity.kind == "Division" and number - s.sentence <= 6]
    if divisions and owner is None:
        return max(divisions, key=lambda s: (s.sentence, s.salience, s.entity.name)).entity, "nominal"
    return None


def _parent(focus: Focus, entity: Entity) -> str | None:
    """The identifier of the company that an organisation belongs to, as the catalogue knows it."""
    entry = focus.catalogue.entries.get(entity.id or "")
    return entry.parent if entry is not None else None


def _place(focus: Focus, mention: Mention, number: int) -> Entity | None:
    if mention.value == "home":
        entry = focus.catalogue.entries.get("italia")
        return Entity(entry.name, entry.kind, entry.id) if entry else None
    if mention.value == "own":
        if focus.topic is not None:
            entry = focus.catalogue.entries.get(focus.topic.id or "")
            country = focus.catalogue.entries.get(entry.country or "") if entry else None
            if country is not None:
                return Entity(country.name, country.kind, country.id)
        return None
    if focus.place is not None and number - focus.place[0] <= 3 and mention.text.lower() in ("paese", "nazione"):
        entry = focus.catalogue.entries.get(focus.place[2].id or "")
        country = focus.catalogue.entries.get(entry.country or "") if entry is not None and entry.kind != "Country" else None
        return focus.place[2] if country is None else Entity(country.name, country.kind, country.id)  # "a Torino … nel Paese"
    return None


def understand_subject(
    focus: Focus, view: SentenceView, clause: int, kinds: tuple[str, ...], reach: str, barred: frozenset[str] = frozenset(), token: int = 0
) -> tuple[Entity, str] | None:
    """Whom a missing subject stands for. ``reach`` is how far the rule lets it come from: clause, sentence, topic."""
    number = view.reading.sentence.index
    earlier = _earlier_subject(focus, view, clause, kinds)
    if earlier is not None:
        subject, source = earlier
        if subject is None:
            return None
        if subject.name not in barred:
            return subject, source
    if "Organisation" in kinds:
        named, others = _named_in_sentence(focus, view, token, barred)
        if named is not None:
            return named, "sentence"
        if others:
            return None
    if kinds and kinds[0] == "Product":
        here = [m.entity for m in view.reading.mentions if m.kind == "Product" and m.entity is not None and m.last <= token]
        if here:
            return here[-1], "sentence"
    if reach == "sentence":
        return None
    if "Organisation" in kinds:
        seen_ = focus.organisation(number, barred, lambda seen: number - seen.sentence <= _reach(focus, seen))
        if seen_ is None or (not focus.is_topic(seen_.entity) and seen_.paragraph != focus.paragraph):
            return None
        return seen_.entity, "topic" if focus.is_topic(seen_.entity) else "name"
    found = focus.best(kinds, number, _TOPIC_REACH, barred)
    if found is None:
        return None
    seen, how = found
    if how == "topic":
        return seen.entity, "topic"
    if number - seen.sentence <= 1:
        return seen.entity, "name"
    return None


def _reach(focus: Focus, seen: Seen) -> int:
    """How many sentences back the organisation may be named that a subject left out stands for."""
    return _ONLY_REACH if focus.leads and focus.is_topic(seen.entity) else _UNSAID_REACH


_OWNING = frozenset({"subject", "object", "predicate", "apposition", "per", "di", ""})  # cases in which a name can be whose figure it is


def _named_in_sentence(focus: Focus, view: SentenceView, token: int, barred: frozenset[str]) -> tuple[Entity | None, bool]:
    """The one organisation named before ``token`` in the sentence ("il crollo di Acme, che …", "per Acme si registra …").

    With two of them there is no telling: then None and True.
    """
    names: dict[str, Entity] = {}
    for argument in view.arguments:
        mention = argument.mention
        entity = mention.entity if mention.kind in ("Organisation", "StoreChain") else focus.resolved.get(mention)
        if entity is None or mention.first >= token or argument.case not in _OWNING or entity.kind in SOURCES or entity.kind in PLACES:
            continue
        if entity.kind not in ("Person", "Product", "Category") and entity.name not in barred and not _names_a_source(view, mention):
            names[entity.name] = entity
    return (next(iter(names.values())), False) if len(names) == 1 else (None, bool(names))


def _fits(kind: str, kinds: tuple[str, ...]) -> bool:
    return kind in kinds or (kind == "StoreChain" and "Organisation" in kinds)


def _earlier_subject(focus: Focus, view: SentenceView, clause: int, kinds: tuple[str, ...]) -> tuple[Entity | None, str] | None:
    """The nearest earlier subject of the same sentence that is of the right kind."""
    clauses = view.reading.syntax.clauses
    if not clauses:
        return None
    first = clauses[clause].first
    best: Entity | None = None
    unknown: Mention | None = None
    for argument in view.arguments:
        mention = argument.mention
        if argument.case != "subject" or argument.clause == clause or mention.first > first + 1:
            continue
        kind = (
            mention.kind
            if mention.kind != "Nominal"
            else {"organisation": "Organisation", "person": "Person", "division": "Organisation"}.get(mention.value or "", "")
        )
        entity = mention.entity or focus.resolved.get(mention)
        if _fits(kind, kinds) and entity is not None and entity.kind not in SOURCES:
            best = entity
        elif _fits(kind, kinds) and entity is None:
            unknown = mention
    if best is None and unknown is not None:
        return None, "unknown"  # "il motore di ricerca ha …; i ricavi sono …": whoever that is
    return None if best is None else (best, "sentence")


def with_entity(mention: Mention, entity: Entity) -> Mention:
    """The mention, knowing whom it stands for."""
    return replace(mention, entity=entity)
