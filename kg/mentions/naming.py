"""Cuts a run of capitalised words into names: known ones, divisions, products behind their brand, unknown ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.catalogue import Catalogue, Entry, is_ambiguous
from kg.mentions.names import (
    Run,
    family_names,
    first_names,
    kind_of,
    looks_like_organisation,
    looks_like_person,
    looks_like_product,
    model_words,
    organisation_words,
)
from kg.model import Entity, Sentence

KnownSpan = tuple[int, int, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a sentence; without a kind it is still to be judged by its company."""

    first: int
    last: int
    text: str
    kind: str | None
    entity: Entity | None
    known: bool = False
    attributes: tuple[tuple[str, str], ...] = ()


def spell(sentence: Sentence, first: int, last: int) -> str:
    """The words of a span as written, with straight apostrophes and single spaces."""
    tokens = sentence.tokens
    text = tokens[first].text
    for before, after in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        text += (" " if after.start > before.end else "") + after.text
    return text.replace("’", "'")


def choose(candidates: Sequence[Entry], prefer: str | None = None) -> Entry:
    """One of the entries that a spelling may mean: organisations before products, people and places."""
    order = {"Organisation": 0, "StoreChain": 1, "Product": 2, "Place": 3, "Person": 4, "Event": 5}
    return min(candidates, key=lambda e: (kind_of(e) != prefer, e.ambiguous, order.get(kind_of(e), 9), e.id))


def entity_of(entry: Entry) -> Entity:
    """The entity of a catalogue entry."""
    return Entity(entry.name, entry.kind, entry.id)


def known_name(sentence: Sentence, first: int, last: int, entry: Entry) -> Name:
    """A known name with what the catalogue says of it."""
    attributes = [(key, value) for key, value in (("maker", entry.maker), ("parent", entry.parent), ("country", entry.country)) if value]
    if is_ambiguous(entry, spell(sentence, first, last)):
        attributes.append(("ambiguous", "true"))
    return Name(first, last, spell(sentence, first, last), kind_of(entry), entity_of(entry), True, tuple(attributes))


def cut(sentence: Sentence, run: Run, spans: Sequence[KnownSpan], catalogue: Catalogue) -> list[Name]:
    """The names in a run, left to right. ``spans`` are the known names that begin in it."""
    inner = [span for span in spans if run.first <= span[0] and span[1] <= run.last]
    if not inner:
        at = _where_a_person_begins(sentence, run)
        parts = [Run(run.first, at), Run(at, run.last)] if at else [run]
        return [_unknown(sentence, part.first, part.last) for part in parts if part.first < part.last]
    first, last, entries = inner[0]
    if first > run.first:
        return _behind_unknown(sentence, run, inner, catalogue)
    entry = choose(entries)
    if last == run.last:
        return [known_name(sentence, first, last, entry)]
    rest = inner[1:]
    kind = kind_of(entry)
    tail = [token.text for token in sentence.tokens[last : run.last]]
    if kind == "Organisation" or kind == "StoreChain":
        if rest and rest[0][0] == last:
            return _behind_brand(sentence, run, entry, first, last, rest, catalogue)
        if tail[0] in organisation_words() or all(word in organisation_words() for word in tail):
            name = spell(sentence, run.first, run.last)
            if len(tail) == 1 and tail[0].rstrip(".") in {
                "Inc",
                "Corp",
                "Corporation",
                "Ltd",
                "SpA",
                "S.p.A",
                "Group",
                "Electronics",
                "Computer",
            }:
                return [known_name(sentence, first, run.last, entry)]
            return [Name(run.first, run.last, name, "Organisation", Entity(name, "Organisation"), attributes=(("parent", entry.id),))]
        if looks_like_person(tail):
            return [known_name(sentence, first, last, entry), *cut(sentence, Run(last, run.last), rest, catalogue)]
        if entry.ambiguous and not looks_like_product([entry.name, *tail]):
            return [_unknown(sentence, run.first, run.last)]
        name = spell(sentence, run.first, run.last)
        sure = looks_like_product([entry.name, *tail])
        return [Name(run.first, run.last, name, "Product" if sure else None, Entity(name, "Product"), attributes=(("maker", entry.id),))]
    if kind == "Product":
        stop = next((span[0] for span in rest), run.last)
        if stop == run.last:
            name = spell(sentence, first, run.last)
            extra = tuple((key, value) for key, value in (("maker", entry.maker), ("category", entry.category)) if value)
            return [Name(first, run.last, name, "Product", Entity(name, "Product"), attributes=extra)]
        return [known_name(sentence, first, last, entry), *cut(sentence, Run(last, run.last), rest, catalogue)]
    if kind == "Place" and not rest:
        if looks_like_person(tail) and tail[0] in first_names():
            return [known_name(sentence, first, last, entry), _unknown(sentence, last, run.last)]
        if run.first and sentence.tokens[run.first - 1].lower in ("in", "negli", "nel", "nei") and looks_like_product([entry.name, *tail]):
            return [known_name(sentence, first, last, entry), _unknown(sentence, last, run.last)]  # "in Spagna Lumo 3 costa di più"
        return [_unknown(sentence, run.first, run.last)]
    if kind == "Person" and not rest:
        return [_unknown(sentence, run.first, run.last)]
    return [known_name(sentence, first, last, entry), *cut(sentence, Run(last, run.last), rest, catalogue)]


def _where_a_person_begins(sentence: Sentence, run: Run) -> int:
    """The token where a person's name begins behind another name: "il presidente di Altea Mario Rossi"; 0 where none does."""
    words = [token.text for token in sentence.tokens[run.first : run.last]]
    if words[0] in first_names() or words[0] in family_names():
        return 0
    for at in range(1, len(words) - 1):
        if words[at] in first_names() and words[at - 1] not in organisation_words() and looks_like_person(words[at:]):
            return run.first + at
    return 0


def _behind_brand(
    sentence: Sentence, run: Run, brand: Entry, first: int, last: int, rest: Sequence[KnownSpan], catalogue: Catalogue
) -> list[Name]:
    """ "Xiaomi India", "Xiaomi Redmi Note 4", "Apple Steve Jobs", "Fiat Chrysler"."""
    begin, end, entries = rest[0]
    prefer = "Product" if any(kind_of(e) == "Product" and e.maker == brand.id for e in entries) else None
    entry = choose(entries, prefer)
    kind = kind_of(entry)
    if kind == "Place" and end == run.last:
        name = f"{brand.name} {entry.name}"
        return [Name(first, end, name, "Organisation", Entity(name, "Division"), attributes=(("parent", brand.id), ("place", entry.id)))]
    if kind == "Product":
        names = cut(sentence, Run(begin, run.last), rest, catalogue)
        head = names[0]
        return [Name(first, head.last, head.text, head.kind, head.entity, head.known, (*head.attributes, ("brand", brand.id))), *names[1:]]
    if kind == "StoreChain" and end == run.last:
        return [known_name(sentence, first, end, entry)]
    if kind == "Organisation" and end == run.last and not entry.ambiguous:
        name = spell(sentence, first, end)
        return [Name(first, end, name, None, Entity(name, "Organisation"))]
    return [known_name(sentence, first, last, brand), *cut(sentence, Run(last, run.last), rest, catalogue)]


def _behind_unknown(sentence: Sentence, run: Run, inner: Sequence[KnownSpan], catalogue: Catalogue) -> list[Name]:
    """A known name behind words that are not: a person's company aside, the whole is one unknown name."""
    first = inner[0][0]
    head = [token.text for token in sentence.tokens[run.first : first]]
    words = [*head, *(token.text for token in sentence.tokens[first : inner[0][1]])]
    if inner[0][1] == run.last == first + 1 and head[0] in first_names() and looks_like_person(words):
        return [_unknown(sentence, run.first, run.last)]  # "Christine Ford": a family name that a company has too
    if looks_like_person(head) and kind_of(choose(inner[0][2])) in ("Organisation", "Product"):
        return [_unknown(sentence, run.first, first), *cut(sentence, Run(first, run.last), inner, catalogue)]
    return [_unknown(sentence, run.first, run.last)]


def _unknown(sentence: Sentence, first: int, last: int) -> Name:
    name = spell(sentence, first, last)
    words = [token.text for token in sentence.tokens[first:last]]
    kind = None
    if looks_like_organisation(words):
        kind = "Organisation"
    elif looks_like_person(words):
        kind = "Person"
    elif looks_like_product(words) and words[-1] not in model_words():
        kind = "Product"
    return Name(first, last, name, kind, Entity(name, kind) if kind else None)
