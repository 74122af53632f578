"""Who and what the text is about at each point: salience that decays, the article's topic, the last time, place and category."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.catalogue import Catalogue
from kg.discourse.figures import Figures
from kg.matching.arguments import Argument, SentenceView
from kg.model import Entity, Mention

_ORGANISATIONS = frozenset({"Organisation", "StoreChain"})
_SUBJECT, _OBJECT, _OTHER, _OWNER = 3.0, 1.5, 1.0, 0.5
_DECAY, _PARAGRAPH = 0.55, 0.6
_CATEGORY_SHARE = 0.6  # of all that an article counts or names, before a figure without a category is taken to be of it
_LEAD = 1.5  # a topic leads where it weighs this many times the next
_MARGIN = 0.7  # a candidate must lead the next by this much, or nobody is chosen
_TOPIC_REACH, _NAME_REACH = 6, 2  # sentences since it was last named
_LEADING = frozenset({"main", "coordinate", "complement", "verbless"})
_PLACES = frozenset({"Place", "Country", "City", "Region", "Continent"})
_SOURCE_CASES = frozenset({"secondo", "stando a", "per"})
PLACES = frozenset({"Place", "Country", "City", "Region", "Continent"})
SOURCES = frozenset({"AnalystFirm", "NewsOrganisation", "Institution"})


@dataclass(slots=True)
class Seen:
    """An entity of the article and when it was last in sight."""

    entity: Entity
    kind: str  # of its mentions
    salience: float = 0.0
    sentence: int = -99
    subject: int = -99  # the last sentence that had it as subject
    paragraph: int = -1  # of that last sight
    count: int = 0


@dataclass(slots=True)
class Focus:
    """The state of the discourse, moved on sentence by sentence."""

    catalogue: Catalogue
    topic: Entity | None = None
    seen: dict[str, Seen] = field(default_factory=dict)
    leaders: dict[str, Entity] = field(default_factory=dict)  # person's name -> the organisation they lead
    last_subject: tuple[int, Entity, str] | None = None  # sentence, entity, kind of the last explicit subject of a main clause
    speaker: tuple[int, Entity] | None = None
    period: tuple[int, int, str] | None = None  # sentence, paragraph, time
    reported: str | None = None  # the quarter or half that the article's opening says it reports on
    place: tuple[int, int, Entity] | None = None
    category: str | None = None  # what the article counts
    counted: tuple[int, str] | None = None  # sentence, category of the last count
    introduced: tuple[int, str] | None = None  # sentence without figures, the one category it speaks of
    facility: tuple[int, Mention] | None = None
    post: tuple[int, Entity] | None = None  # sentence, organisation of the last post
    metric: tuple[int, str] | None = None  # sentence, metric of the last observation
    event: tuple[int, int, Entity] | None = None  # sentence, paragraph, the last event named
    currency: tuple[int, str] | None = None  # sentence, currency of the last sum
    figures: Figures = field(default_factory=Figures)
    paragraph: int = -1
    listed: tuple[int, tuple[tuple[Entity, tuple[tuple[str, str], ...]], ...]] | None = (
        None  # sentence and products of the last list of several
    )
    opener: Entity | None = None  # the first organisation that is a subject in the paragraph
    resolved: Mapping[Mention, Entity] = field(default_factory=dict)  # the nominals of the sentence at hand
    leads: bool = False  # whether the topic clearly leads the article's other organisations

    def advance(self, view: SentenceView) -> None:
        """Moves on to the next sentence: everything fades, more so at a new paragraph."""
        paragraph = view.reading.sentence.paragraph
        factor = _DECAY * (_PARAGRAPH if paragraph != self.paragraph else 1.0)
        for seen in self.seen.values():
            seen.salience *= factor
        if paragraph != self.paragraph:
            self.opener = None
        self.paragraph = paragraph

    def notice(self, view: SentenceView, resolved: dict[Mention, Entity]) -> None:
        """Takes in the names of the sentence, and the nominals as they were resolved."""
        number = view.reading.sentence.index
        sums = [m.quantity.unit for m in view.reading.mentions if m.quantity is not None and m.quantity.kind == "money" and m.quantity.unit]
        if sums:
            self.currency = (number, sums[0])
        products = {m.entity: m.attributes for m in view.reading.mentions if m.kind == "Product" and m.entity is not None}
        if len(products) > 1:
            self.listed = (number, tuple(products.items()))
        for argument in view.arguments:
            mention = argument.mention
            entity = resolved.get(mention) or (mention.entity if mention.kind not in ("Period", "Quantity") else None)
            if entity is None or mention.kind == "Place" or entity.kind in PLACES:
                continue
            kind = "Person" if entity.kind == "Person" else mention.kind if mention.kind != "Nominal" else "Organisation"
            if mention.kind == "Nominal" and mention.value == "product":
                kind = "Product"
            seen = self.seen.setdefault(entity.name, Seen(entity, kind))
            weight = {"subject": _SUBJECT, "object": _OBJECT, "di": _OWNER, "apposition": _OWNER}.get(argument.case, _OTHER)
            clause = view.reading.syntax.clauses[argument.clause] if view.reading.syntax.clauses else None
            leading = argument.case == "subject" and clause is not None and clause.kind in _LEADING
            if argument.case == "subject" and not leading:
                weight = _OTHER
            if argument.case in _SOURCE_CASES or entity.kind in SOURCES or _of_a_post(view, argument):
                weight = 0.2
            if argument.case == "subject":
                seen.subject = number
                if leading:
                    self.last_subject = (number, entity, kind)
                    if self.opener is None and kind == "Organisation" and entity.kind not in SOURCES:
                        self.opener = entity
            seen.salience += weight
            seen.sentence = number
            seen.paragraph = self.paragraph
            seen.count += 1
            if entity.kind == "Event":
                self.event = (number, self.paragraph, entity)
            self._notice_parent(mention, number)

    def _notice_parent(self, mention: Mention, number: int) -> None:
        """ "Acme Italia" brings Acme into sight: "la catena svedese" then means the parent."""
        parent = self.catalogue.entries.get(dict(mention.attributes).get("parent", ""))
        if mention.kind == "Organisation" and parent is not None and mention.entity is not None and mention.entity.kind == "Division":
            seen = self.seen.setdefault(parent.name, Seen(Entity(parent.name, parent.kind, parent.id), "Organisation"))
            seen.salience += _OWNER
            seen.sentence = number

    def organisation(self, number: int, barred: frozenset[str] = frozenset(), suits: Callable[[Seen], bool] | None = None) -> Seen | None:
        """The organisation that an unsaid subject or a plain "l'azienda" stands for; None where two are about as likely.

        In favour: being in sight, being the article's topic, the subject of the sentence before, the subject that opened the paragraph.
        """
        rows: list[tuple[float, str, Seen]] = []
        for seen in self.seen.values():
            entity = seen.entity
            if seen.kind not in _ORGANISATIONS or entity.kind in SOURCES or entity.kind == "Division" or entity.name in barred:
                continue
            topical = self.is_topic(entity)
            if number - seen.sentence > (_TOPIC_REACH if topical else _NAME_REACH) or (suits is not None and not suits(seen)):
                continue
            score = min(seen.salience, _SUBJECT)
            if topical:
                score += 2.0 if self.leads else 0.7
            if self.last_subject is not None and self.last_subject[1].name == entity.name and number - self.last_subject[0] <= 1:
                score += 1.5
            if self.opener is not None and self.opener.name == entity.name:
                score += 1.0
            rows.append((score, entity.name, seen))
        rows.sort(key=lambda row: (-row[0], row[1]))
        if not rows or (len(rows) > 1 and rows[0][0] - rows[1][0] < _MARGIN):
            return None
        return rows[0][2]

    def best(self, kinds: Iterable[str], number: int, within: int, barred: frozenset[str] = frozenset()) -> tuple[Seen, str] | None:
        """The most salient entity of the kinds in the last ``within`` sentences, and whether it is the "topic" or another "name"."""
        wanted = _ORGANISATIONS if "Organisation" in kinds else frozenset(kinds)
        rows = [
            s
            for s in self.seen.values()
            if s.kind in wanted and number - s.sentence <= within and s.entity.name not in barred and s.entity.kind not in SOURCES
        ]
        if not rows:
            return None
        chosen = max(rows, key=lambda s: (s.salience + (1.0 if self.is_topic(s.entity) else 0.0), s.count, s.entity.name))
        return chosen, "topic" if self.is_topic(chosen.entity) else "name"

    def is_topic(self, entity: Entity) -> bool:
        """Whether the article is about this entity."""
        return self.topic is not None and self.topic.name == entity.name


def _of_a_post(view: SentenceView, argument: Argument) -> bool:
    """ "il direttore di Acme": Acme says only who the director is."""
    if argument.case != "di" or argument.governor is None:
        return False
    head = view.reading.syntax.noun_groups[argument.governor].head
    return any(m.kind == "Post" and m.first <= head < m.last for m in view.reading.mentions)


def category_of_article(views: Sequence[SentenceView]) -> str | None:
    """The kind of product that the article counts or names most often."""
    weights: dict[str, float] = {}
    for view in views:
        units = {m.quantity.unit for m in view.reading.mentions if m.quantity is not None}
        for mention in view.reading.mentions:
            if mention.kind == "Category" and mention.value:
                counted = bool(units & {mention.text.lower(), view.tokens[mention.head].lemma})
                weights[mention.value] = weights.get(mention.value, 0.0) + (3.0 if counted else 1.0)
    if not weights:
        return None
    name = max(weights, key=lambda key: (weights[key], key))
    return name if weights[name] >= _CATEGORY_SHARE * sum(weights.values()) and weights[name] >= 3.0 else None


def topic_of(views: Sequence[SentenceView]) -> tuple[Entity | None, bool]:
    """The organisation that the article is about, and whether it clearly leads: the opening counts more, sources less."""
    weights: dict[str, float] = {}
    entities: dict[str, Entity] = {}
    for view in views:
        for argument in view.arguments:
            mention = argument.mention
            entity = mention.entity
            if mention.kind != "Organisation" or entity is None or entity.kind in SOURCES or entity.kind == "Division":
                continue
            if argument.case in _SOURCE_CASES:
                continue
            entities[entity.name] = entity
            weight = 2.0 if view.reading.sentence.index == 0 else 1.5 if view.reading.sentence.index <= 2 else 1.0
            if argument.case == "subject":
                weight += 0.7
            weights[entity.name] = weights.get(entity.name, 0.0) + weight
    if not weights:
        return None, False
    name = max(weights, key=lambda key: (weights[key], key))
    ranked = sorted(weights.values(), reverse=True)
    if len(ranked) > 1 and ranked[0] < 2.5:
        return None, False
    return entities[name], len(ranked) == 1 or ranked[0] >= _LEAD * ranked[1]
