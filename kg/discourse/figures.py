"""Figures that lean on what was said before them: changes of a figure, ranks below one, and whose market they are about."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.catalogue import Catalogue
from kg.extraction import OBSERVATIONS, Draft
from kg.matching.arguments import SentenceView
from kg.model import Article, Entity, Evidence, Fact, Mention, Quantity

_MARKET = frozenset({"shipments", "marketShare", "rank"})
_WORLD = frozenset({"mondo", "mondiale", "mondiali", "globale", "globali", "globo", "pianeta"})
_MARKETS = frozenset({"mercato", "classifica", "graduatoria"})
# What a change is a change of, where it stands behind a figure of another name.
_METRICS = {"marketShare": "shipments"}
SOURCES = frozenset({"AnalystFirm", "NewsOrganisation", "Institution"})
_REACH = 2  # sentences


@dataclass(frozen=True, slots=True)
class Figure:
    """An observation that was stated, and where."""

    sentence: int
    start: int
    end: int
    fact: Fact

    @property
    def metric(self) -> str:
        """What a change right behind it is a change of."""
        return _METRICS.get(self.fact.relation, self.fact.relation)


@dataclass(slots=True)
class Figures:
    """The observations of the article so far, the last rank, and the market that the article is about."""

    said: list[Figure] = field(default_factory=list)  # those within reach
    sellers: set[str | None] = field(default_factory=set)  # names of those whose market figures were told; None: of all together
    rank: tuple[int, int] | None = None  # sentence, position
    market: tuple[Entity | None] | None = None  # the place of the first market figure

    def note(self, view: SentenceView, draft: Draft, fact: Fact) -> None:
        """Takes in a fact that was just found."""
        number = view.reading.sentence.index
        if fact.relation in OBSERVATIONS and fact.relation != "growth" and fact.value is not None:
            if self.said and number - self.said[0].sentence > _REACH:
                self.said = [f for f in self.said if number - f.sentence <= _REACH]
            self.said.append(Figure(number, draft.start, draft.end, fact))
            if fact.relation in _MARKET:
                self.sellers.add(fact.subject.name if fact.subject else None)
        if fact.relation == "rank" and fact.value is not None:
            self.rank = (number, int(fact.value))
        if fact.relation in _MARKET and (self.market is None or fact.place is not None or says_world(view)):
            self.market = (fact.place,)

    @property
    def of_a_market(self) -> bool:
        """Whether the figures so far are those of a market: of several sellers, or of all together."""
        return None in self.sellers or len(self.sellers) > 1

    def before(self, view: SentenceView, draft: Draft) -> Figure | None:
        """The figure of the same sentence that a change stands behind: the nearest, and of its own measure where it names one."""
        number = view.reading.sentence.index
        start = draft.value.start if draft.value is not None else draft.start
        rows = [f for f in self.said if f.sentence == number and f.end <= start and f.fact.relation != "rank"]
        if not rows:
            return None
        figure = max(rows, key=lambda f: (f.end, f.start))
        if any(m.kind in ("Organisation", "Product", "Name") and figure.end <= m.start < start for m in view.reading.mentions):
            return None
        named = any(m.kind == "Metric" and figure.end <= m.start < start for m in view.reading.mentions)
        return None if named and draft.metric != figure.metric else figure

    def last(self, draft: Draft) -> str | None:
        """The relation of the last figure, where it was said nearby."""
        near = [f for f in self.said if draft.sentence - f.sentence <= _REACH]
        return near[-1].fact.relation if near else None

    def metric(self, draft: Draft) -> str | None:
        """In what one surpasses another: what the last figure nearby counts."""
        last = self.last(draft)
        return "shipments" if last in ("rank", "marketShare") else last

    def subject_of_market(self, draft: Draft) -> Entity | None:
        """Whose rank, share or shipments the sentence last spoke of: "ad Acme resta l'argento, con una quota scesa al 24%"."""
        start = draft.value.start if draft.value is not None else draft.start
        rows = [f for f in self.said if f.sentence == draft.sentence and f.end <= start and f.fact.relation in _MARKET]
        return max(rows, key=lambda f: (f.end, f.start)).fact.subject if rows else None

    def time_before(self, draft: Draft) -> str | None:
        """The time of the last figure said before in the sentence."""
        rows = [f for f in self.said if f.sentence == draft.sentence and f.start <= draft.start and f.end < draft.end and f.fact.time]
        return max(rows, key=lambda f: (f.end, f.start)).fact.time if rows else None

    def category(self, number: int) -> str | None:
        """What the last market figure nearby counted."""
        rows = [f.fact.object for f in self.said if number - f.sentence <= _REACH and f.fact.relation in _MARKET]
        counted = [each.name for each in rows if each is not None and each.kind == "Category"]
        return counted[-1] if counted else None

    def next_rank(self, draft: Draft) -> Draft | None:
        """The draft of a rank "behind" with its position: the one after the last said nearby. None where none was, or it has one."""
        if self.rank is None or draft.sentence - self.rank[0] > (_REACH if draft.next == "below" else 0):
            return None
        name = draft.subject.entity.name if draft.subject is not None and draft.subject.entity is not None else None
        for figure in self.said:
            subject = figure.fact.subject
            if figure.sentence == draft.sentence and figure.fact.relation == "rank" and subject is not None and subject.name == name:
                return None
        return replace(draft, quantity=Quantity("number", Decimal(self.rank[1] + 1), unit="position"))

    def seller(self, view: SentenceView, draft: Draft) -> tuple[Entity | None, str] | None:
        """Whose units are "sold" in a passive without an agent: a product's own, those of the figure before, or (None, "none")
        for the whole market where a place, the world or an analyst is named. None: better silent."""
        number = view.reading.sentence.index
        if draft.head is not None and draft.head.kind == "Metric":
            return None, "none"
        object_ = draft.object if not isinstance(draft.object, str) else None
        counted = object_.kind if object_ is not None else "Generic"
        if object_ is not None and counted == "Product" and object_.entity is not None:
            return object_.entity, "explicit"
        near = [f for f in self.said if number - f.sentence <= _REACH]
        if counted != "Category":
            products = [m for m in view.reading.mentions if m.kind == "Product" and m.entity is not None and m.first < draft.token]
            if products:
                return products[-1].entity, "sentence"
            if near and near[-1].fact.subject is not None and near[-1].fact.subject.kind == "Product":
                return near[-1].fact.subject, "sentence"
        if (
            draft.place is not None
            or says_world(view)
            or (draft.by is not None and (draft.by.entity is None or draft.by.entity.kind in SOURCES))
        ):
            return None, "none"
        if counted == "Category":
            return (None, "none") if self.of_a_market else None
        sold = [f for f in near if f.fact.relation == "shipments" or f.fact.relation == "growth"]
        if sold:
            subject = sold[-1].fact.subject
            return (subject, "sentence") if subject is not None else (None, "none")
        return None


def change_of(article: Article, draft: Draft, figure: Figure, time: str | None, place: Entity | None) -> Fact | None:
    """The change of a figure: "320 milioni di telefoni, il 27% in più di un anno prima". Whose, what and where are the figure's own;
    ``time`` and ``place`` count where they are said behind it."""
    quantity = draft.quantity
    if quantity is None or (figure.metric == "price" and figure.fact.subject is None):
        return None
    if draft.value is not None and draft.value.quantity is not None and draft.value.quantity.kind == "multiple" and quantity.value < 0:
        return None  # "un decimo di punto in meno"
    start = figure.fact.evidence[0].start
    source = "none" if figure.fact.subject is None else "sentence"
    return replace(
        figure.fact,
        relation="growth",
        metric=figure.metric,
        value=quantity.value,
        value_max=quantity.value_max,
        unit=quantity.unit if quantity.kind in ("money", "percent") else draft.unit or figure.fact.unit,
        bound=quantity.bound,
        time=time if draft.period is not None and draft.period.start >= figure.end else figure.fact.time,
        place=place if draft.place is not None and draft.place.start >= figure.end else figure.fact.place,
        evidence=(Evidence(article.id, start, draft.end, article.text[start : draft.end], draft.rule, draft.confidence, source),),
    )


def says_world(view: SentenceView) -> bool:
    """Whether the sentence speaks of the world market."""
    return bool(_WORLD & view.words)


def market_named(view: SentenceView, catalogue: Catalogue) -> Entity | None:
    """The place of "il mercato italiano", "la classifica turca"."""
    tokens = view.tokens
    for at, token in enumerate(tokens[:-1]):
        if token.lemma in _MARKETS:
            for after in tokens[at + 1 : at + 3]:
                place = catalogue.demonym(after.lower)
                if place is not None:
                    return Entity(place.name, place.kind, place.id)
                if after.pos != "ADJ":
                    break
    return None


def bracketed(view: SentenceView, mention: Mention) -> bool:
    """Whether a sum stands in brackets, as the same sum in another currency."""
    return any(token.text == "(" for token in view.tokens[max(0, mention.first - 3) : mention.first])


def said_aside(view: SentenceView, draft: Draft) -> bool:
    """Whether a draft only describes something in passing: its time is not that of the sentences that follow."""
    clauses = view.reading.syntax.clauses
    return bool(clauses) and clauses[draft.clause].kind in ("relative", "participle", "infinitive", "gerund")
