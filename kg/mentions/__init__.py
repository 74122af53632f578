"""Who and what a text names, counts and dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.catalogue import Catalogue, Entry
from kg.italian import quantities, times
from kg.italian.nouns import Term, find_terms
from kg.mentions import company
from kg.mentions.names import Run, is_name, kind_of, known_spans, looks_like_person, runs, strip_posts
from kg.mentions.naming import KnownSpan, Name, cut, doubtful, known_name, choose, spell
from kg.mentions.nominals import term_mentions
from kg.model import Article, Entity, Mention, Quantity, Sentence

Timed = tuple[int, int, times.TimeExpression]


def find(
    article: Article, sentences: Sequence[Sentence], catalogue: Catalogue
) -> tuple[tuple[tuple[Mention, ...], ...], tuple[tuple[Timed, ...], ...]]:
    """The mentions of each sentence by place, the longer first, and its time expressions, which the discourse resolves."""
    found = catalogue.find(article.text, article.body)
    starts = [start for start, _, _ in found]
    timed = tuple(times.find(sentence) for sentence in sentences)
    counted = tuple(quantities.find(sentence) for sentence in sentences)
    terms = tuple(tuple(find_terms(sentence)) for sentence in sentences)
    names: list[list[Name]] = []
    for sentence, when, amounts in zip(sentences, timed, counted, strict=True):
        nearby = found[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        spans = [(a, b, tuple(catalogue.entries[i] for i in ids)) for a, b, ids in known_spans(sentence, nearby)]
        names.append(_names(sentence, spans, when, amounts, catalogue))
    names = _settle_doubtful(sentences, names)
    kinds = company.judge(sentences, names, terms, catalogue)
    people = _people(names, kinds)
    rows = []
    for sentence, row, amounts, when, term in zip(sentences, names, counted, timed, terms, strict=True):
        named = [_name_mention(sentence, name, kinds, people) for name in row]
        common = list(term_mentions(sentence, term, named, catalogue))
        covered = {index for m in named for index in range(m.first, m.last)}
        figures = [
            _quantity_mention(sentence, *amount)
            for amount in amounts
            if not covered & set(range(amount[0], amount[1])) or amount[2].kind in ("money", "percent")
        ]
        periods = [_period_mention(sentence, number, expression) for number, expression in enumerate(when)]
        every = [*named, *common, *figures, *periods]
        rows.append(tuple(sorted(every, key=lambda m: (m.first, -m.last, m.kind, m.value or ""))))
    return tuple(rows), timed


def _names(
    sentence: Sentence, spans: list[KnownSpan], when: Sequence[Timed], amounts: Sequence[tuple[int, int, Quantity]], catalogue: Catalogue
) -> list[Name]:
    taken = frozenset(index for first, last, _ in when for index in range(first, last)) | frozenset(
        index for first, last, quantity in amounts if quantity.kind in ("money", "percent") for index in range(first, last)
    )
    names: list[Name] = []
    inside: set[int] = set()
    for found in runs(sentence, taken):
        run = _extend(strip_posts(sentence, found), spans)
        for name in cut(sentence, run, spans, catalogue):
            names.append(name)
        inside.update(range(run.first, run.last))
    for first, last, entries in spans:  # known names in small letters or longer than a run: epithets, "la Repubblica"
        if not inside & set(range(first, last)) and not (taken & set(range(first, last))):
            entry = choose(entries)
            if sentence.tokens[first].text[0].islower() and entry.ambiguous:
                continue
            names.append(known_name(sentence, first, last, entry))
    return sorted(names, key=lambda name: name.first)


def _extend(run: Run, spans: Sequence[KnownSpan]) -> Run:
    """The run with the known name that reaches over its edge: "Il Sole 24 Ore", "Cassa Depositi e Prestiti"."""
    first, last = run.first, run.last
    for begin, end, _ in spans:
        if begin < last and end > first:
            first, last = min(first, begin), max(last, end)
    return Run(first, last)


def _settle_doubtful(sentences: Sequence[Sentence], names: list[list[Name]]) -> list[list[Name]]:
    """Drops a one-word ambiguous name that only ever opens sentences, and names of that spelling that are people's."""
    surnames = {name.text.split()[-1]: name.text for row in names for name in row if name.kind == "Person" and " " in name.text}
    sure: set[str] = set()
    for sentence, row in zip(sentences, names, strict=True):
        for name in row:
            if name.known and name.entity and name.first > 0 and sentence.tokens[name.first].text[0].isupper():
                sure.add(name.text)
    out = []
    for sentence, row in zip(sentences, names, strict=True):
        kept = []
        for name in row:
            if name.known and name.text in surnames and " " not in name.text and name.kind != "Person":
                full = surnames[name.text]
                name = Name(name.first, name.last, name.text, "Person", Entity(full, "Person"))
            elif name.known and name.text not in sure and name.first == 0 and not is_name(sentence.tokens[0]) and name.kind != "Place":
                continue
            kept.append(name)
        out.append(kept)
    return out


def _people(names: Sequence[Sequence[Name]], kinds: Mapping[str, str]) -> dict[str, Entity]:
    """Family name -> the person of that name in the article, where there is only one."""
    found: dict[str, set[str]] = {}
    for row in names:
        for name in row:
            if " " in name.text and (kinds.get(name.text) or name.kind) == "Person" and not (name.known and name.kind != "Person"):
                full = name.entity.name if name.entity and name.known else name.text
                words = full.split()
                for part in {words[-1], words[0] if looks_like_person(words[:1] * 2) is False else words[-1]}:
                    if len(part) > 2:
                        found.setdefault(part, set()).add(full)
                if len(words) > 2:
                    found.setdefault(" ".join(words[1:]), set()).add(full)
    return {part: Entity(next(iter(full)), "Person") for part, full in sorted(found.items()) if len(full) == 1}


def _name_mention(sentence: Sentence, name: Name, kinds: Mapping[str, str], people: Mapping[str, Entity]) -> Mention:
    kind, entity = name.kind, name.entity
    if not name.known:
        kind = kinds.get(name.text) or kind or "Name"
        if name.text in people and kind in ("Name", "Person"):
            kind, entity = "Person", people[name.text]
        elif entity is None or (entity.kind != kind and not (kind == "Organisation" and entity.kind == "Division")):
            entity = Entity(name.text, "Organisation" if kind == "Name" else kind)
    tokens = sentence.tokens
    head = name.first
    return Mention(
        kind or "Name", sentence.index, name.first, name.last, head, tokens[name.first].start, tokens[name.last - 1].end, name.text,
        entity=entity, known=name.known, attributes=name.attributes,
    )  # fmt: skip


def _quantity_mention(sentence: Sentence, first: int, last: int, quantity: Quantity) -> Mention:
    tokens = sentence.tokens
    text = spell(sentence, first, last)
    return Mention("Quantity", sentence.index, first, last, last - 1, tokens[first].start, tokens[last - 1].end, text, quantity=quantity)


def _period_mention(sentence: Sentence, number: int, expression: Timed) -> Mention:
    first, last, _ = expression
    tokens = sentence.tokens
    text = spell(sentence, first, last)
    return Mention("Period", sentence.index, first, last, first, tokens[first].start, tokens[last - 1].end, text, value=str(number))


__all__ = ["Term", "Timed", "find", "kind_of"]
