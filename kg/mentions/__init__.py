"""Who and what a text names, counts and dates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.catalogue import Catalogue, Entry
from kg.italian import quantities, times
from kg.italian.nouns import find_terms
from kg.mentions import company
from kg.mentions.exclusions import is_street, names_nothing
from kg.mentions.institutions import complete
from kg.mentions.lists import spread
from kg.mentions.names import Run, kind_of, known_spans, looks_like_person, runs, strip_posts
from kg.mentions.naming import KnownSpan, Name, choose, cut, entity_of, known_name, spell
from kg.mentions.nominals import market_mentions, term_mentions
from kg.mentions.repeats import reveal
from kg.mentions.variants import abbreviations, unify
from kg.model import Article, Entity, Mention, Quantity, Sentence

_FEW_SEATS = 3  # companies at most that have their seat in a town that stands for one of them
_HOUSES = frozenset({"gruppo", "società", "azienda", "marchio", "impresa", "brand", "maison", "holding", "ditta"})
_DIVISIONS = frozenset({"divisione", "filiale", "ramo", "unità", "branca"})
Timed = tuple[int, int, times.TimeExpression]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in one sentence: the sentence with its names tagged as names, its mentions by place, its times unresolved."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    times: tuple[Timed, ...]


def find(article: Article, sentences: Sequence[Sentence], catalogue: Catalogue) -> tuple[Found, ...]:
    """The mentions of each sentence, the longer first at one place, and its time expressions, which the discourse resolves."""
    found = catalogue.find(article.text, article.body)
    starts = [start for start, _, _ in found]
    timed = tuple(times.find(sentence) for sentence in sentences)
    counted = tuple(quantities.find(sentence, when) for sentence, when in zip(sentences, timed, strict=True))
    terms = tuple(tuple(find_terms(sentence)) for sentence in sentences)
    names: list[list[Name]] = []
    known: list[list[KnownSpan]] = []
    for sentence, when, amounts in zip(sentences, timed, counted, strict=True):
        nearby = found[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        spans = [(a, b, tuple(catalogue.entries[i] for i in ids)) for a, b, ids in known_spans(sentence, nearby)]
        names.append(_names(sentence, spans, when, amounts, catalogue))
        known.append(spans)
    for index, sentence in reveal(sentences, names).items():
        sentences = (*sentences[:index], sentence, *sentences[index + 1 :])
        names[index] = _names(sentence, known[index], timed[index], counted[index], catalogue)
    names = _settle_doubtful(sentences, names)
    names = _settle_seats(sentences, names, catalogue)
    kinds = spread(sentences, names, company.judge(sentences, names, terms, catalogue))
    people = {**_people(names, kinds), **unify(names, kinds, catalogue), **abbreviations(sentences, names)}
    rows = []
    for sentence, row, amounts, when, term in zip(sentences, names, counted, timed, terms, strict=True):
        named = [_with_house(_name_mention(sentence, name, kinds, people), catalogue) for name in row]
        named = [_with_nationality(sentence, mention, catalogue) for mention in named]
        common = list(term_mentions(sentence, term, named, catalogue))
        covered = {index for m in named for index in range(m.first, m.last)}
        figures = [
            _quantity_mention(sentence, *amount)
            for amount in amounts
            if not covered & set(range(amount[0], amount[1])) or amount[2].kind in ("money", "percent")
        ]
        periods = [_period_mention(sentence, number, expression) for number, expression in enumerate(when)]
        common += [shop for mention in named for shop in _shop(sentence, mention)]
        every = [*named, *common, *market_mentions(sentence, named, catalogue), *figures, *periods]
        every += [brand for name, mention in zip(row, named, strict=True) for brand in _brand(sentence, name, mention, catalogue)]
        ordered = tuple(sorted(every, key=lambda m: (m.first, -m.last, m.kind, m.value or "")))
        rows.append(Found(_tag_posts(_tag_names(sentence, named), common), ordered, when))
    return tuple(rows)


def _tag_names(sentence: Sentence, named: Sequence[Mention]) -> Sentence:
    """The sentence with every token of a name tagged as one, so that syntax sees "Mi Home" and "Lei Jun" as names."""
    inside = {index for mention in named for index in range(mention.first, mention.last)}
    if all(sentence.tokens[index].pos == "PROPN" for index in inside):
        return sentence
    tokens = tuple(
        replace(token, pos="PROPN", lemma=token.text, verb=None, clitics=(), articled=False) if index in inside else token
        for index, token in enumerate(sentence.tokens)
    )
    return replace(sentence, tokens=tokens)


def _tag_posts(sentence: Sentence, terms: Sequence[Mention]) -> Sentence:
    """The sentence with posts tagged as a noun and its adjectives: "ad", "amministratore delegato" are no preposition and no participle."""
    tokens = list(sentence.tokens)
    for post in terms:
        if post.kind == "Nominal" and tokens[post.first].pos == "PROPN":  # "la Casa torinese"
            word = tokens[post.first]
            tokens[post.first] = replace(word, pos="NOUN", lemma=word.lower, number="singular")
        if post.kind != "Post":
            continue
        for index in range(post.first, post.last):
            token = tokens[index]
            if index == post.first and token.pos not in ("NOUN", "PROPN"):
                tokens[index] = replace(token, pos="NOUN", lemma=token.lower, verb=None, clitics=(), articled=False, number="singular")
            elif index > post.first and token.pos in ("VERB", "AUX"):
                tokens[index] = replace(token, pos="ADJ", verb=None, clitics=())
    return sentence if tuple(tokens) == sentence.tokens else replace(sentence, tokens=tuple(tokens))


def _names(
    sentence: Sentence, spans: list[KnownSpan], when: Sequence[Timed], amounts: Sequence[tuple[int, int, Quantity]], catalogue: Catalogue
) -> list[Name]:
    taken = frozenset(index for first, last, _ in when for index in range(first, last)) | frozenset(
        index for first, last, quantity in amounts if quantity.kind in ("money", "percent") for index in range(first, last)
    )
    spans = [span for span in spans if not _is_demonym(sentence, span, catalogue)]
    names: list[Name] = []
    inside: set[int] = set()
    posts = {(first, last) for first, last, term in find_terms(sentence) if term.kind == "Post"}
    things = {(first, last) for first, last, term in find_terms(sentence) if term.kind in ("Category", "Generic", "Facility")}
    for found in runs(sentence, taken):
        if any(first <= found.first and found.last <= last for first, last in posts):
            continue  # "il CEO di Acme", "presidente del Consiglio di amministrazione"
        if (found.first, found.last) in things and not any(found.first < end and begin < found.last for begin, end, _ in spans):
            continue  # "il mercato dei PC"
        if sentence.tokens[found.first].lower == "top" and all(t.text[0].isdigit() for t in sentence.tokens[found.first + 1 : found.last]):
            continue  # "la Top 5"
        run = _extend(strip_posts(sentence, found), spans)
        for name in cut(sentence, run, spans, catalogue):
            names.append(name)
        inside.update(range(run.first, run.last))
    names = [name for name in names if not (name.last - name.first == 1 and not name.known and _adjective(sentence, name, catalogue))]
    for first, last, entries in spans:  # known names in small letters or longer than a run: epithets, "la Repubblica"
        if not inside & set(range(first, last)) and not (taken & set(range(first, last))):
            entry = choose(entries)
            if sentence.tokens[first].text[0].islower() and entry.ambiguous:
                continue
            names.append(known_name(sentence, first, last, entry))
    names = complete(sentence, sorted(names, key=lambda name: name.first))
    return [name for name in names if not names_nothing(sentence, name) and not is_street(sentence, name)]


def _is_demonym(sentence: Sentence, span: KnownSpan, catalogue: Catalogue) -> bool:
    """ "la divisione Indiana": an adjective of place written in capitals is no place."""
    first, last, _ = span
    if last - first > 1 or first == 0:
        return False
    before = sentence.tokens[first - 1]
    return before.pos == "NOUN" and before.text.islower() and catalogue.demonym(sentence.tokens[first].lower) is not None


def _adjective(sentence: Sentence, name: Name, catalogue: Catalogue) -> bool:
    before = sentence.tokens[name.first - 1] if name.first else None
    return before is not None and before.pos == "NOUN" and before.text.islower() and catalogue.demonym(name.text.lower()) is not None


def _extend(run: Run, spans: Sequence[KnownSpan]) -> Run:
    """The run with the known name that reaches over its edge: "Il Sole 24 Ore", "Cassa Depositi e Prestiti"."""
    first, last = run.first, run.last
    for begin, end, _ in spans:
        if begin < last and end > first:
            first, last = min(first, begin), max(last, end)
    return Run(first, last)


def _settle_doubtful(sentences: Sequence[Sentence], names: list[list[Name]]) -> list[list[Name]]:
    """Drops a one-word ambiguous name that only ever opens sentences, and names of that spelling that are people's."""
    surnames: dict[str, str] = {}
    introduced: dict[str, int] = {}  # family name -> where the person is first named in full
    for row, sentence in zip(names, sentences, strict=True):
        for name in row:
            if name.kind == "Person" and " " in name.text:
                surnames[name.text.split()[-1]] = name.text
                introduced.setdefault(name.text.split()[-1], sentence.tokens[name.first].start)
    sure: set[str] = set()
    for sentence, row in zip(sentences, names, strict=True):
        for name in row:
            if name.known and name.entity and name.first > 0 and sentence.tokens[name.first].text[0].isupper():
                sure.add(name.text)
    out = []
    for sentence, row in zip(sentences, names, strict=True):
        kept = []
        for name in row:
            alone = name.known and name.text in surnames and " " not in name.text and name.kind != "Person"
            if alone and sentence.tokens[name.first].start > introduced[name.text] and not _with_article(sentence, name):
                full = surnames[name.text]
                name = Name(name.first, name.last, name.text, "Person", Entity(full, "Person"))
            elif name.first == 0 and name.text not in sure and ("ambiguous", "true") in name.attributes and not _acts(sentence, name):
                continue
            kept.append(name)
        out.append(kept)
    return out


def _settle_seats(sentences: Sequence[Sentence], names: list[list[Name]], catalogue: Catalogue) -> list[list[Name]]:
    """ "Maranello ha consegnato …": a town that acts is the one company of the article that has its seat there, where it is no capital."""
    named = {name.entity.id for row in names for name in row if name.known and name.entity is not None}
    seated: dict[str, list[Entry]] = {}
    for entry in catalogue.entries.values():
        if entry.headquarters is not None and entry.id in named and kind_of(entry) == "Organisation":
            seated.setdefault(entry.headquarters, []).append(entry)
    if not seated:
        return names
    crowded = {place for place in seated if sum(e.headquarters == place for e in catalogue.entries.values()) > _FEW_SEATS}
    out = []
    for sentence, row in zip(sentences, names, strict=True):
        settled = []
        for name in row:
            here = seated.get(name.entity.id or "", []) if name.entity is not None and name.kind == "Place" else []
            opens = name.first == 0 or sentence.tokens[name.first - 1].pos in ("PUNCT", "PROPN", "NUM", "NOUN", "ADV")
            if len(here) == 1 and name.entity is not None and name.entity.id not in crowded and opens and _acts(sentence, name):
                settled.append(known_name(sentence, name.first, name.last, here[0]))
            else:
                settled.append(name)
        out.append(settled)
    return out


def _with_article(sentence: Sentence, name: Name) -> bool:
    """ "la Ferrari", "della Ferrari": a company, not the person of that name."""
    before = sentence.tokens[name.first - 1] if name.first else None
    return before is not None and before.lower in ("la", "della", "alla", "dalla", "nella", "sulla")


def _acts(sentence: Sentence, name: Name) -> bool:
    """Whether a verb follows at once: "Vivo ha sospeso le vendite"."""
    return name.last < len(sentence.tokens) and sentence.tokens[name.last].pos in ("VERB", "AUX")


def _people(names: Sequence[Sequence[Name]], kinds: Mapping[str, str]) -> dict[str, Entity]:
    """Family name -> the person of that name in the article, where there is only one."""
    found: dict[str, set[str]] = {}
    for row in names:
        for name in row:
            if " " in name.text and (kinds.get(name.text) or name.kind) == "Person" and not (name.known and name.kind != "Person"):
                full = name.entity.name if name.entity and name.known else name.text
                words = full.split()
                for part in {words[-1], words[0] if looks_like_person(words[:1] * 2) is False else words[-1]}:
                    if len(part) > 1:
                        found.setdefault(part, set()).add(full)
                if len(words) > 2:
                    found.setdefault(" ".join(words[1:]), set()).add(full)
    return {part: Entity(next(iter(full)), "Person") for part, full in sorted(found.items()) if len(full) == 1}


def _name_mention(sentence: Sentence, name: Name, kinds: Mapping[str, str], people: Mapping[str, Entity]) -> Mention:
    kind, entity = name.kind, name.entity
    if not name.known:
        kind = kinds.get(name.text) or kind or "Name"
        same = people.get(name.text)
        if same is not None and same.kind == "Person" and name.first and sentence.tokens[name.first - 1].lower in _HOUSES:
            kind, same = "Organisation", None  # "il gruppo Riva", whoever is called so too
        if same is not None and (kind == "Name" or (kind == "Person") == (same.kind == "Person")):
            kind, entity = "Person" if same.kind == "Person" else "Organisation", same
        elif entity is None or (entity.kind != kind and not (kind == "Organisation" and entity.kind in ("Division", "Institution"))):
            entity = Entity(name.text, "Organisation" if kind == "Name" else kind)
    tokens = sentence.tokens
    head = name.first
    if (
        kind in ("Organisation", "Name")
        and not name.known
        and name.first
        and tokens[name.first - 1].lemma in _DIVISIONS
        and entity is not None
    ):
        kind, entity = "Organisation", Entity(entity.name, "Division")
    return Mention(
        kind or "Name", sentence.index, name.first, name.last, head, tokens[name.first].start, tokens[name.last - 1].end, name.text,
        entity=entity, known=name.known, attributes=name.attributes,
    )  # fmt: skip


def _with_nationality(sentence: Sentence, mention: Mention, catalogue: Catalogue) -> Mention:
    """A company behind the adjective that stands for its noun: "la tedesca Acme"."""
    at = mention.first - 1
    if mention.kind not in ("Organisation", "Name") or at < 1 or not sentence.tokens[at].text.islower():
        return mention
    place = catalogue.demonym(sentence.tokens[at].lower)
    opened = sentence.tokens[at - 1].pos == "DET" or sentence.tokens[at - 1].articled
    return replace(mention, attributes=(*mention.attributes, ("nationality", place.id))) if place is not None and opened else mention


def _with_house(mention: Mention, catalogue: Catalogue) -> Mention:
    """A product with the company that its maker belongs to: a sub-brand's models are the company's."""
    entry = catalogue.entries.get(dict(mention.attributes).get("maker") or "")
    if mention.kind != "Product" or entry is None or entry.parent is None:
        return mention
    return replace(mention, attributes=(*mention.attributes, ("house", entry.parent)))


def _shop(sentence: Sentence, mention: Mention) -> Iterator[Mention]:
    """The shop in a name that ends in its kind: "Experience Store" is a store."""
    if mention.kind == "Name" and sentence.tokens[mention.last - 1].lower in ("store", "shop", "showroom"):
        yield replace(mention, kind="Facility", entity=None, value="store", attributes=())


def _brand(sentence: Sentence, name: Name, mention: Mention, catalogue: Catalogue) -> Iterator[Mention]:
    """The maker's name at the head of a product's: "Xiaomi Mi 6", "Fiat Panda"."""
    attributes = dict(name.attributes)
    entry = catalogue.entries.get(attributes.get("brand") or attributes.get("maker") or "")
    while mention.kind == "Product" and entry is not None:
        for spelling in (entry.name, *entry.aliases):
            size = len(spelling.split())
            if size < name.last - name.first and spell(sentence, name.first, name.first + size) == spelling:
                last = name.first + size
                end = sentence.tokens[last - 1].end
                yield replace(mention, kind="Brand", last=last, end=end, text=spelling, entity=entity_of(entry), known=True, attributes=())
                return
        entry = catalogue.entries.get(entry.parent or "")


def _quantity_mention(sentence: Sentence, first: int, last: int, quantity: Quantity) -> Mention:
    tokens = sentence.tokens
    text = spell(sentence, first, last)
    behind = [token.lower for token in tokens[last : last + 4]]
    compared = any(pair in (["in", "più"], ["in", "meno"]) for pair in (behind[1:3], behind[2:4]))
    differs = quantity.kind == "number" and compared and tokens[last].pos in ("NOUN", "ADP")  # "100 auto in meno"
    return Mention(
        "Quantity", sentence.index, first, last, first, tokens[first].start, tokens[last - 1].end, text, quantity=quantity,
        attributes=(("difference", "true"),) if differs else (),
    )  # fmt: skip


def _period_mention(sentence: Sentence, number: int, expression: Timed) -> Mention:
    first, last, _ = expression
    tokens = sentence.tokens
    text = spell(sentence, first, last)
    return Mention("Period", sentence.index, first, last, first, tokens[first].start, tokens[last - 1].end, text, value=str(number))


__all__ = ["Found", "Timed", "find"]
