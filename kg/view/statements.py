"""What the page draws: entities, statements with their evidence, articles. Made from the graph's records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.graph.appearance import family

if TYPE_CHECKING:
    from kg.graph.records import Node
    from kg.graph.store import Graph

STATUSES = ("actual", "expected", "reported", "denied")
# Relations that say a figure: facts without a direct triple. Their object, where they have one, is what is counted.
OBSERVATIONS = frozenset(
    {"shipments", "sales", "revenue", "profit", "price", "marketValue", "marketShare", "rank", "growth", "storeCount", "userCount"}
    | {"employeeCount"}
)


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity: a node of the picture. ``kind`` is the local name of its class in ontology/kg.ttl."""

    id: str
    label: str
    kind: str = "Entity"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is quoted. ``published`` is YYYY, YYYY-MM or YYYY-MM-DD."""

    id: str
    title: str | None = None
    published: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """One place in an article. ``before`` and ``after`` are what the sentence says around the quote, where known."""

    article: str
    quote: str
    rule: str = ""
    start: int = 0
    end: int = 0
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact with every qualifier. ``subject`` and ``object`` are ids of entities; ``place`` and ``by`` are names."""

    id: str
    relation: str
    subject: str | None = None
    object: str | None = None
    role: str | None = None
    metric: str | None = None
    value: Decimal | None = None
    value_max: Decimal | None = None
    unit: str | None = None
    bound: str | None = None
    place: str | None = None
    time: str | None = None
    status: str = "actual"
    by: str | None = None
    former: bool = False
    confidence: Decimal | None = None
    quotations: tuple[Quotation, ...] = ()

    @property
    def observation(self) -> bool:
        """Whether it says a figure."""
        return self.relation in OBSERVATIONS


@dataclass(frozen=True, slots=True)
class Statements:
    """Everything a page may show. ``entities`` and ``articles`` are by id."""

    entities: Mapping[str, Subject] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    articles: Mapping[str, Source] = field(default_factory=dict)


def drawn_as_edge(statement: Statement, statements: Statements) -> bool:
    """Whether a statement joins two entities on the picture."""
    if statement.subject is None or statement.object is None or statement.subject == statement.object:
        return False
    return not statement.observation or family(statements.entities[statement.object].kind) != "Topic"


def from_graph(graph: Graph) -> Statements:
    """Every statement, entity and article of a graph."""
    entities: dict[str, Subject] = {}
    statements = []

    def identify(node: Node | None) -> str | None:
        if node is None:
            return None
        entities.setdefault(node.id, Subject(node.id, node.name, node.kind, node.aliases))
        return node.id

    for record in graph.records():
        statements.append(
            Statement(
                id=record.id,
                relation=record.relation,
                subject=identify(record.subject),
                object=identify(record.object),
                role=record.role,
                metric=record.metric,
                value=record.value,
                value_max=record.value_max,
                unit=record.unit,
                bound=record.bound,
                place=record.place.name if record.place else None,
                time=record.time,
                status=record.status,
                by=record.by.name if record.by else None,
                former=record.former,
                confidence=record.confidence,
                quotations=tuple(
                    Quotation(piece.article, piece.quote, piece.rule, piece.start, piece.end, piece.before, piece.after)
                    for piece in record.evidence
                ),
            )
        )
    articles = {source.id: Source(source.id, source.title, source.published, source.url) for source in graph.articles()}
    return Statements(entities, tuple(statements), articles)


def from_records(
    records: Iterable[Mapping[str, Any]],
    entities: Iterable[Subject] = (),
    articles: Iterable[Source] = (),
    contexts: Mapping[tuple[str, int, int], tuple[str, str]] | None = None,
) -> Statements:
    """Statements from records as facts.md writes them, one a piece of evidence, records of one fact sharing an ``id``.

    ``subject`` and ``object`` of a record are names; ``entities`` says what is known of them (a name that is missing becomes
    an entity of the class Entity). ``contexts`` gives, by article, start and end, the words of the sentence before and after
    the quote. Raises InputError where a record has a status that is none.
    """
    known = {entity.label: entity for entity in entities}
    kept = {entity.id: entity for entity in known.values()}
    order: dict[str, Statement] = {}

    def identify(name: str | None) -> str | None:
        if name is None:
            return None
        if name not in known:
            known[name] = Subject(id=name, label=name)
            kept[name] = known[name]
        return known[name].id

    for number, record in enumerate(records):
        status = record.get("status") or "actual"
        if status not in STATUSES:
            raise InputError(f"a fact has the status {status!r}", f"a status is one of {', '.join(STATUSES)}")
        span = (record.get("article") or "", int(record.get("start") or 0), int(record.get("end") or 0))
        before, after = (contexts or {}).get(span, ("", ""))
        quotation = Quotation(span[0], record.get("quote") or "", record.get("rule") or "", span[1], span[2], before, after)
        key = str(record.get("id") or f"fact-{number}")
        earlier = order.get(key)
        if earlier is not None:
            order[key] = _quoted_again(earlier, quotation, _decimal(record.get("confidence")))
            continue
        order[key] = Statement(
            id=key,
            relation=record["relation"],
            subject=identify(record.get("subject")),
            object=identify(record.get("object")),
            role=record.get("role"),
            metric=record.get("metric"),
            value=_decimal(record.get("value")),
            value_max=_decimal(record.get("valueMax")),
            unit=record.get("unit"),
            bound=record.get("bound"),
            place=record.get("place"),
            time=record.get("time"),
            status=status,
            by=record.get("by"),
            former=bool(record.get("former")),
            confidence=_decimal(record.get("confidence")),
            quotations=(quotation,),
        )
    sources = {source.id: source for source in articles}
    for statement in order.values():
        for quotation in statement.quotations:
            sources.setdefault(quotation.article, Source(quotation.article))
    return Statements(kept, tuple(order[key] for key in sorted(order)), sources)


def _quoted_again(statement: Statement, quotation: Quotation, confidence: Decimal | None) -> Statement:
    from dataclasses import replace

    best = max((value for value in (statement.confidence, confidence) if value is not None), default=None)
    return replace(statement, quotations=(*statement.quotations, quotation), confidence=best)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
