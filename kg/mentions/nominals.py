"""Common nouns as mentions: posts, measures, categories, and nominals that stand for a name, with what describes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.catalogue import Catalogue
from kg.italian.nouns import Term, lexicon
from kg.model import Entity, Mention, Sentence, Token

_DETERMINED = frozenset(
    {"il", "lo", "la", "i", "gli", "le", "l'", "questo", "questa", "quest'", "quello", "quella", "quell'", "stesso", "suo", "sua"}
)
_PLURAL = frozenset(
    "i gli le dei degli delle ai agli alle dai dagli dalle nei negli nelle sui sugli sulle questi queste quei quegli quelle".split()
)
_POSSESSIVES = frozenset({"suo", "sua", "suoi", "sue", "proprio", "propria", "propri", "proprie", "loro"})
_FEW = frozenset({"due", "tre", "quattro"})
_MARKETS = frozenset(
    "mercato negozio territorio suolo scaffale scena piazza sito clientela consumatore "
    "dipendente addetto lavoratore utente cliente abbonato listino fatturato ricavo vendita acquisto".split()
)
_FORMER = frozenset({"ex", "finora", "dimissionario", "dimissionaria", "uscente"})
_NOT_POSTS = frozenset({"segretario di stato"})


def term_mentions(
    sentence: Sentence, terms: Sequence[tuple[int, int, Term]], names: Sequence[Mention], catalogue: Catalogue
) -> Iterator[Mention]:
    """A mention for every term of the lexicon that does not lie inside a name."""
    named = {index for name in names for index in range(name.first, name.last)}
    for first, last, term in terms:
        if any(index in named for index in range(first, last)):
            continue
        attributes: tuple[tuple[str, str], ...] = ()
        if term.kind == "Nominal":
            if term.value in ("home", "own"):
                yield _mention(sentence, "Nominal", first, last, term.value)
                continue
            described = _describe(sentence, first, last, names, catalogue)
            if not _stands_for_a_name(sentence, first, term.value, described):
                continue
            attributes = described
            if term.value == "product" and _several(sentence.tokens, first):
                yield _mention(sentence, "Nominal", first, last, "products", attributes)
                continue
        elif term.kind == "Post":
            attributes = _post_attributes(sentence, first)
        elif term.kind == "Metric" and first and sentence.tokens[first - 1].lower in _POSSESSIVES:
            attributes = (("own", "true"),)
        yield _mention(sentence, term.kind, first, last, term.value, attributes)


def market_mentions(sentence: Sentence, names: Sequence[Mention], catalogue: Catalogue) -> Iterator[Mention]:
    """A place for every adjective of place that says which market is meant: "nel mercato cinese", "nei negozi americani"."""
    named = {index for name in names for index in range(name.first, name.last)}
    for at, token in enumerate(sentence.tokens[1:], start=1):
        noun = sentence.tokens[at - 1]
        behind = noun.pos == "ADJ" and sentence.tokens[at - 2].lemma in _MARKETS
        if noun.lemma not in _MARKETS and noun.lower not in _MARKETS and not behind:
            continue
        place = catalogue.demonym(token.lower) if at not in named and token.text[0].islower() else None
        if place is not None:
            entity = Entity(place.name, place.kind, place.id)
            yield Mention("Place", sentence.index, at, at + 1, at, token.start, token.end, token.text, entity=entity, known=True)


def _mention(sentence: Sentence, kind: str, first: int, last: int, value: str, attributes: tuple[tuple[str, str], ...] = ()) -> Mention:
    tokens = sentence.tokens
    text = " ".join(token.text for token in tokens[first:last])
    return Mention(
        kind, sentence.index, first, last, first, tokens[first].start, tokens[last - 1].end, text, value=value, attributes=attributes
    )


def _determiner(tokens: Sequence[Token], first: int) -> Token | None:
    """The determiner before a noun, over adjectives and numbers."""
    at = first - 1
    while at >= 0 and tokens[at].pos in ("ADJ", "NUM"):
        at -= 1
    if at < 0:
        return None
    return tokens[at] if tokens[at].pos == "DET" or tokens[at].articled or tokens[at].lower in _DETERMINED else None


def _stands_for_a_name(sentence: Sentence, first: int, value: str, described: tuple[tuple[str, str], ...]) -> bool:
    """A definite noun: "la compagnia", "questa azienda", "della società"; not "una società", "altre aziende"."""
    if value == "product" and _several(sentence.tokens, first):
        return True
    determiner = _determiner(sentence.tokens, first)
    if determiner is None:
        return False
    if determiner.lower in _PLURAL or determiner.number == "plural":
        return False
    definite = determiner.articled or determiner.lower in _DETERMINED
    return definite and sentence.tokens[first].number != "plural"


def _several(tokens: Sequence[Token], first: int) -> bool:
    """Whether the noun takes up the products just listed: "i due modelli", "entrambi gli smartphone"."""
    if first > 1 and tokens[first - 1].lower in _FEW and tokens[first - 2].lower in ("i", "gli", "le", "dei", "delle", "degli"):
        return True
    return first > 1 and tokens[first - 2].lower in ("entrambi", "entrambe") and tokens[first - 1].pos == "DET"


def _describe(sentence: Sentence, first: int, last: int, names: Sequence[Mention], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """What the words around a nominal say of it: its country, its place, its leader, its owner."""
    tokens = sentence.tokens
    found: list[tuple[str, str]] = []
    at = last
    while at < len(tokens) and tokens[at].pos in ("ADJ", "NOUN", "PROPN") and at < last + 3:
        place = catalogue.demonym(tokens[at].lower)
        if place is not None:
            found.append(("country", place.id))
            at += 1
            break
        if tokens[at].pos != "ADJ":
            break
        at += 1
    if first and tokens[first - 1].lower in _POSSESSIVES:
        found.append(("possessive", "true"))
    by_first = {name.first: name for name in names}
    if at < len(tokens) and tokens[at].pos == "ADP" and tokens[at].lemma == "di" and at + 1 in by_first:
        name = by_first[at + 1]
        key = {"Place": "place", "Person": "leader", "Organisation": "owner"}.get(name.kind)
        if key and name.entity:
            found.append((key, name.entity.id or name.entity.name))
        if name.kind == "Product":  # "il produttore di Lumo"
            found.extend(("maker", value) for name_, value in name.attributes if name_ in ("maker", "house"))
    if at + 2 < len(tokens) and tokens[at].lemma in ("guidare", "fondare", "creare", "dirigere") and tokens[at].verb is not None:
        for index in range(at + 1, min(at + 8, len(tokens))):
            if index in by_first and by_first[index].kind == "Person":
                entity = by_first[index].entity
                found.append(("leader", entity.name if entity else by_first[index].text))
                break
            if tokens[index].pos not in ("ADP", "NUM", "DET", "NOUN", "ADJ"):
                break
    if at + 2 < len(tokens) and tokens[at].lower == "che" and at + 1 in by_first and by_first[at + 1].kind == "Person":
        name = by_first[at + 1]
        if any(token.lemma in ("guidare", "fondare", "creare", "dirigere") for token in tokens[name.last : name.last + 3]):
            found.append(("leader", name.entity.name if name.entity else name.text))  # "il gruppo che Riva fondò nel 2004"
    return tuple(found)


def _post_attributes(sentence: Sentence, first: int) -> tuple[tuple[str, str], ...]:
    """Whether the post is a former one: "ex ceo", "finora direttore", "già presidente"."""
    tokens = sentence.tokens
    at = first - 1
    while at >= 0 and (tokens[at].pos in ("ADJ", "DET") and tokens[at].lower not in _FORMER) and first - at < 3:
        at -= 1
    if at >= 0 and (tokens[at].lower in _FORMER or tokens[at].lower == "ex-"):
        return (("former", "true"),)
    if at >= 1 and tokens[at].lower == "già" and tokens[at - 1].lower in (",", "("):
        return (("former", "true"),)
    return ()


def plain_nominals() -> frozenset[str]:
    """Nouns that, without any description, stand for the organisation an article is about."""
    return frozenset(lexicon("nominals")["organisation"]["plain"])
