"""Whose units, shares and changes of them a figure is where its clause does not say: a company's, a product's or the whole market's."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.discourse.figures import SOURCES, Figures, says_world
from kg.extraction import Draft
from kg.matching.arguments import SentenceView
from kg.model import Entity, Mention

_SELLING = frozenset(["consegnare", "spedire", "vendere", "distribuire", "piazzare", "immatricolare", "commercializzare", "smerciare"])
MARKET_RELATIONS = frozenset({"shipments", "marketShare", "rank", "surpasses"})  # of which an analyst is never the subject
_TOP = frozenset({"", "subject", "apposition", "predicate", "object", "fuori da"})


def seller_of(
    view: SentenceView, draft: Draft, figures: Figures, resolved: Mapping[Mention, Entity], kinds: Collection[str], *, fresh: bool
) -> tuple[Entity | None, str] | None:
    """The subject and where it came from; (None, "none") for the whole market, (None, "") to abstain, None to look elsewhere.

    ``resolved`` are the nominals whose names are known, ``kinds`` what may be the subject; ``fresh`` says that somebody was the
    subject of the sentence before: then "le consegne" are theirs.
    """
    counts = draft.relation == "shipments" or (draft.relation == "growth" and draft.metric == "shipments" and draft.head is not None)
    if not counts and draft.relation != "marketShare":
        return None
    carried = figures.subject_of_market(draft) if draft.relation != "growth" or not _is_subject(view, draft.head) else None
    clauses = view.reading.syntax.clauses
    if carried is not None and (draft.relation == "marketShare" or not clauses or clauses[draft.clause].verb is None):
        return carried, "sentence"
    if counts and _nobody_sells(view, draft, figures, fresh=fresh):
        return figures.seller(view, draft) or (None, "")
    if carried is not None:
        return carried, "sentence"
    nearest, named = _named_before(view, draft)
    if nearest is not None and (nearest.kind in kinds or nearest in resolved):
        return resolved.get(nearest) or nearest.entity, "sentence"
    return (None, "") if named or _has_strange_subject(view, draft, resolved) else None


def _nobody_sells(view: SentenceView, draft: Draft, figures: Figures, *, fresh: bool) -> bool:
    """Whether units are sold without a word on who sells them: "sono stati venduti 3 milioni di telefoni", "le consegne mondiali".

    ``fresh`` says that somebody was the subject of the sentence before: then "le consegne" are theirs.
    """
    clauses = view.reading.syntax.clauses
    verb = clauses[draft.clause].verb if clauses else None
    if verb is not None and verb.voice == "passive" and verb.lemma in _SELLING:
        return True
    if any(clause.verb is not None and clause.verb.person == 1 for clause in clauses):
        return False  # "siamo decisi a salire, con 3 milioni di telefoni venduti": the speaker's
    subjects = (a.mention.entity for a in view.arguments if a.clause == draft.clause and a.case == "subject")
    if any(entity is not None and entity.kind == "AnalystFirm" for entity in subjects):
        return True  # "IDC ha registrato un calo delle spedizioni"
    head = draft.head
    if head is not None and head.kind == "Metric" and ("own", "true") not in head.attributes:
        said_by_analysts = draft.by is not None and draft.by.entity is not None and draft.by.entity.kind == "AnalystFirm"
        if says_world(view) or said_by_analysts or (draft.place is not None and draft.place.first > head.first):
            return True
        return _is_subject(view, head) and figures.of_a_market and not fresh
    sold = any(t.lemma in _SELLING and t.verb is not None and draft.start <= t.start <= draft.end + 1 for t in view.tokens)
    return sold and (verb is None or verb.copula or verb.lemma == "essere")


def _is_subject(view: SentenceView, mention: Mention | None) -> bool:
    return mention is not None and any(a.mention == mention and a.case == "subject" for a in view.arguments)


def _named_before(view: SentenceView, draft: Draft) -> tuple[Mention | None, bool]:
    """The company or product that stands last before a figure in its sentence, where none is its subject: "fuori dal podio Acme, con
    consegne in calo"; and whether there is any. Not a source, nor one that only describes another ("il brand di Acme")."""
    start = draft.value.first if draft.value is not None else draft.token
    own = {"subject"} if draft.head is not None and _is_subject(view, draft.head) else _TOP
    rows = [
        a
        for a in view.arguments
        if a.mention.first < start and (
            (a.mention.kind == "Nominal" and a.mention.value == "organisation" and a.case == "subject")
            or (a.mention.kind in ("Organisation", "Product") and a.mention.entity is not None and a.mention.entity.kind not in SOURCES
                and (draft.by is None or a.mention.entity != draft.by.entity))
        )
    ]  # fmt: skip
    suited = [a.mention for a in rows if a.case in own]
    return (suited[-1] if suited else None), bool(rows)


def _has_strange_subject(view: SentenceView, draft: Draft, known: Collection[Mention]) -> bool:
    """Whether a clause before the figure has a subject that nobody knows ("la coreana riporta …, con una quota del 22%")."""
    start = draft.value.first if draft.value is not None else draft.token
    for group in view.reading.syntax.noun_groups:
        if (
            group.role == "subject"
            and group.clause != draft.clause
            and group.head < start
            and view.tokens[group.head].pos in ("NOUN", "ADJ", "PROPN")
        ):
            about = [m for m in view.reading.mentions if m.first <= group.head < m.last]
            if not about or all(m.kind == "Nominal" and m not in known for m in about):
                return True
    return False
