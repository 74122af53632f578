"""What every stage makes of a text: for ``kg trace``, and for whoever writes rules."""

from __future__ import annotations

from dataclasses import dataclass

from kg import discourse, extraction, rules
from kg.catalogue import Catalogue
from kg.matching.arguments import Argument
from kg.matching.matcher import Match, match
from kg.model import Article, Fact, Reading
from kg.pipeline import prepare, read


@dataclass(frozen=True, slots=True)
class Attempt:
    """A rule that was tried on a sentence in vain, and where it stopped."""

    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class TracedSentence:
    """A sentence with its layers, what its mentions are to it, the rules that matched and those that stopped."""

    reading: Reading
    arguments: tuple[Argument, ...]
    matches: tuple[Match, ...]
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The sentences of a text as every stage saw them, and the facts that came of it."""

    article: Article
    sentences: tuple[TracedSentence, ...]
    facts: tuple[Fact, ...]


def trace(text: str, catalogue: Catalogue, date: str | None = None) -> Trace:
    """Extracts from ``text`` as from an article of ``date`` (YYYY, YYYY-MM or YYYY-MM-DD), keeping what each stage said."""
    article = prepare(Article("trace", text, published=date))
    views, timed = read(article, catalogue)
    index = rules.load().index
    sentences, drafts = [], []
    for view in views:
        attempts: list[Attempt] = []
        matches = match(view, index, lambda rule, why, kept=attempts: kept.append(Attempt(rule.id, why)))  # type: ignore[misc]
        matched = {found.rule.id for found in matches}
        failed = sorted({(a.rule, a.why) for a in attempts if a.rule not in matched})
        sentences.append(TracedSentence(view.reading, view.arguments, matches, tuple(Attempt(*row) for row in failed)))
        drafts.append(extraction.draft(view, matches))
    return Trace(article, tuple(sentences), discourse.resolve(article, views, drafts, timed, catalogue))
