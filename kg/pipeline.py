"""The way of an article from its text to facts, and of many articles into the graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from kg import articles, engines
from kg.errors import ArticleError, InputError, KgError
from kg.model import Article, Extraction, Fact, Reading

if TYPE_CHECKING:
    from kg.catalogue import Catalogue
    from kg.graph import Graph
    from kg.matching.arguments import SentenceView
    from kg.mentions import Timed

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: counts, and why the articles that failed did."""

    articles: int
    sentences: int
    facts: dict[str, int]  # by relation, the commonest first
    failures: tuple[KgError, ...]

    @property
    def status(self) -> int:
        """The exit status: 0, 1 where some articles failed, 2 where nothing could be read."""
        if not self.failures:
            return 0
        unread = not self.articles and all(isinstance(failure, InputError) for failure in self.failures)
        return InputError.status if unread else KgError.status


@dataclass(frozen=True, slots=True)
class Extractor:
    """``extract`` with its settings, such as an engine can send to another process.

    ``entities`` are files of your own names; facts whose confidence is below ``min_confidence`` (0 to 1) are withheld.
    """

    entities: tuple[Path, ...] = ()
    min_confidence: Decimal = Decimal(0)

    def __call__(self, article: Article) -> Extraction:
        from kg import catalogue

        extraction = extract(article, catalogue.load(self.entities))
        return replace(extraction, facts=tuple(_confident(extraction.facts, self.min_confidence)))


def prepare(article: Article) -> Article:
    """Return ``article`` with its header read: when it was published, its title, and where its own words begin.

    What the article's format says itself wins. Raises ArticleError where nothing follows the header.
    """
    from kg.italian import calendar

    skipped = len(article.text) - len(article.text.removeprefix(BYTE_ORDER_MARK))
    published, length = calendar.header(article.text[skipped:])
    body = skipped + length
    if not article.text[body:].strip():
        raise ArticleError(f"{article.id}: the article is empty after its header")
    title = article.title or articles.text.title(article.text, body)
    return replace(article, published=article.published or published, title=title, body=body)


def extract(article: Article, catalogue: Catalogue) -> Extraction:
    """Return the facts that ``article`` states. An article in another language than Italian yields none, and a warning."""
    from kg import discourse, extraction, rules
    from kg.matching.matcher import match

    article = prepare(article)
    if article.language != "it":
        return Extraction(article, 0, (), (f"{article.id}: not in Italian ({article.language}); no facts were taken from it",))
    views, timed = read(article, catalogue)
    index = rules.load().index
    drafts = [extraction.draft(view, match(view, index)) for view in views]
    return Extraction(article, len(views), discourse.resolve(article, views, drafts, timed, catalogue))


def read(article: Article, catalogue: Catalogue) -> tuple[list[SentenceView], Sequence[Sequence[Timed]]]:
    """Return the sentences of a prepared article with every layer beside them, and their time expressions."""
    from kg import italian, mentions
    from kg.italian import certainty, syntax
    from kg.matching.arguments import SentenceView

    views, timed = [], []
    for found in mentions.find(article, italian.analyse(article.text, article.body), catalogue):
        parsed = syntax.parse(found.sentence)
        views.append(SentenceView(Reading(found.sentence, parsed, certainty.judge(found.sentence, parsed), found.mentions)))
        timed.append(found.times)
    return views, timed


def build(
    paths: Sequence[str | Path] = (),
    store: str | Path = "kg-store",
    *,
    entities: Sequence[str | Path] = (),
    min_confidence: Decimal | float | str = 0,
    engine: str = "local",
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Callable[[engines.Outcome], None] = lambda outcome: None,
) -> Report:
    """Read articles, extract their facts and write them to the graph in the folder ``store``.

    ``paths`` are files, folders or "-" (default: the seed articles). An article that the graph has already is replaced.
    ``engine`` is one of ``engines.ENGINES``, with ``workers`` processes. ``progress`` hears of each article in turn. Raises
    InputError for wrong settings and StoreError where the store cannot be written; an article that fails stops nothing.
    """
    from kg import catalogue
    from kg.graph import Graph

    least = Decimal(str(min_confidence))
    if not 0 <= least <= 1:
        raise InputError(f"a confidence of {least}", "Confidences go from 0 to 1.")
    work = Extractor(tuple(Path(file) for file in entities), least)
    known = catalogue.load(work.entities)  # first, so that a fault in a file is told before the store is touched
    extracted = sentences = 0
    facts: Counter[str] = Counter()
    failures: list[KgError] = []
    outcomes = engines.run(engine, work, articles.read(paths or [articles.seeds()]), workers=workers, scheduler=scheduler)
    with ExitStack() as stack:
        graph: Graph | None = None  # opened for the first article, so that a mistyped path leaves no empty graph behind
        for outcome in outcomes:
            if isinstance(outcome, Extraction):
                if graph is None:
                    graph = stack.enter_context(Graph.open(store, write=True, catalogue=known))
                outcome = _written(graph, outcome)
            if isinstance(outcome, Extraction):
                extracted += 1
                sentences += outcome.sentences
                facts.update(fact.relation for fact in outcome.facts)
            else:
                failures.append(outcome)
            progress(outcome)
    return Report(extracted, sentences, dict(sorted(facts.items(), key=lambda count: (-count[1], count[0]))), tuple(failures))


def _written(graph: Graph, extraction: Extraction) -> engines.Outcome:
    try:
        graph.add(extraction)
    except KgError:  # the store's own trouble, which the next article would have too
        raise
    except Exception as error:
        return engines.fault(extraction.article, "writing to the graph", error)
    return extraction


def _confident(facts: Iterable[Fact], least: Decimal) -> Iterable[Fact]:
    for fact in facts:
        evidence = tuple(piece for piece in fact.evidence if piece.confidence >= least)
        if evidence:
            yield replace(fact, evidence=evidence)
