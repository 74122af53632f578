"""Whose post goes unsaid ("il direttore finanziario Ada Rossi"), and who has left the post that the sentence calls them by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.discourse.focus import SOURCES, Focus
from kg.extraction import Draft
from kg.italian.nouns import statesmen
from kg.matching.arguments import SentenceView
from kg.model import Entity, Mention

_OF_STATES = frozenset({"president", "vice president", "secretary", "minister", "governor", "commissioner"})
_REACH = 4  # sentences


def settle_departures(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of a sentence; a departure that names no post ("lascia l'azienda") makes its person's posts former ones."""
    gone = [d for d in drafts if _departs(d) and (d.status or d.certainty.status) == "actual"]
    for draft in drafts:
        if _departs(draft):
            continue
        left = next((d for d in gone if _same_person(d, draft)), None) if draft.relation == "holdsRole" and draft.timeless else None
        if left is not None and not draft.former:
            draft = replace(draft, former=True, start=min(draft.start, left.start), end=max(draft.end, left.end))
        yield draft


def _same_person(left: Draft, post: Draft) -> bool:
    """Whether who leaves is who holds the post: the same name, or the post as it is said before its holder's name."""
    return left.subject is not None and post.start <= left.subject.start and left.subject.end <= post.end


def _departs(draft: Draft) -> bool:
    return draft.relation == "holdsRole" and draft.role is None and draft.former


def understand_organisation(focus: Focus, view: SentenceView, draft: Draft, resolved: Mapping[Mention, Entity]) -> Entity | None:
    """The organisation of a post, or the owner of a brand, that the text does not repeat; None to abstain."""
    number = view.reading.sentence.index
    if draft.relation == "partOf" and draft.subject is not None and draft.subject.kind == "Nominal":
        return _owner(focus, resolved.get(draft.subject))
    if draft.role == "analyst":
        firms = [s for s in focus.seen.values() if s.entity.kind == "AnalystFirm" and number - s.sentence <= _REACH]
        named = [m.entity for m in view.reading.mentions if m.entity and m.entity.kind == "AnalystFirm" and m.end <= draft.start]
        if named:
            return named[-1]
        return max(firms, key=lambda s: (s.sentence, s.salience, s.entity.name)).entity if firms else None
    person = draft.subject.entity if draft.subject is not None else None
    if person is not None and draft.role in ("president", "vice president") and person.name.split()[-1] in statesmen():
        return None
    if draft.relation == "holdsRole" and _of_something_else(view, draft):
        return None
    said = _subject_before(view, draft, resolved)
    if said is not None:
        return said
    last = focus.last_subject
    company_since = last is not None and last[0] == number - 1 and last[2] != "Person"
    if focus.post is not None and number - focus.post[0] == 1 and not company_since:
        return focus.post[1]
    company = _company(focus, number)
    if draft.role in _OF_STATES and company is not None and not (focus.is_topic(company) and focus.leads and company.kind != "Institution"):
        return None  # "il presidente Bianchi" of a country, in news that names some company
    return company


def _of_something_else(view: SentenceView, draft: Draft) -> bool:
    """ "il responsabile dei delegati sindacali": a post in something that is no company; not "direttore della divisione"."""
    for mention in view.reading.mentions:
        if (
            mention.kind == "Post"
            and mention.value == draft.role
            and draft.start <= mention.start <= draft.end
            and mention.last + 1 < len(view.tokens)
        ):
            after = view.tokens[mention.last]
            if after.pos == "ADP" and after.lemma == "di":
                return not any(
                    m.first <= mention.last + 2
                    and m.first > mention.last
                    and m.kind in ("Organisation", "Nominal", "Name", "Place", "Period", "Product")
                    for m in view.reading.mentions
                )
    return False


def _owner(focus: Focus, division: Entity | None) -> Entity | None:
    """The company whose name begins that of its division: Acme of "Acme Italia"."""
    if division is None or division.kind != "Division":
        return None
    rows = [s.entity for s in focus.seen.values() if s.entity.kind != "Division" and division.name.startswith(s.entity.name + " ")]
    return max(rows, key=lambda entity: len(entity.name)) if rows else None


def _subject_before(view: SentenceView, draft: Draft, resolved: Mapping[Mention, Entity]) -> Entity | None:
    """The company that is the subject of something said before in the sentence, outside quotation marks."""
    quoted = 0
    starts: dict[int, int] = {}
    for at, token in enumerate(view.tokens):
        starts[at] = quoted
        if token.text in "«“":
            quoted += 1
        elif token.text in "»”":
            quoted -= 1
        elif token.text == '"':
            quoted = 0 if quoted else 1
    for argument in view.arguments:
        mention = argument.mention
        sets_the_frame = mention.first <= 2 and argument.case in ("a", "in", "per", "da") and mention.kind == "Organisation"  # "All'Acme …"
        if mention.end > draft.start or not (argument.case == "subject" or sets_the_frame) or starts[mention.first]:
            continue
        entity = mention.entity if mention.kind == "Organisation" else resolved.get(mention) if mention.kind == "Nominal" else None
        if entity is not None and entity.kind not in SOURCES and entity.kind != "Person":
            return entity
    return None


def _company(focus: Focus, number: int) -> Entity | None:
    seen = focus.organisation(number)
    if seen is not None:
        return seen.entity
    return focus.topic if focus.topic is not None and (number <= 1 or (focus.leads and focus.topic.name in focus.seen)) else None
