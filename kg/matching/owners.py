"""Finds whose a measure is: "il fatturato di Acme", "Acme, i cui ricavi …", "il titolo Acme"; and when it is somebody else's."""

from __future__ import annotations

from dataclasses import dataclass

from kg.italian.nouns import lexicon
from kg.matching.arguments import Argument, SentenceView
from kg.model import Mention, NounGroup, Token

_OWNERS = frozenset({"Organisation", "Product", "StoreChain", "Name", "Event"})
_STANDING = frozenset({"organisation", "division", "product"})
# Complements of a measure that say nothing of whose it is: "utile di esercizio", "ricavi di vendita".
_OWN = frozenset(
    "esercizio periodo gruppo bilancio competenza vendita vendite capitale trimestre semestre "
    "anno gestione azienda pertinenza parte metà frazione stagione mese quarto".split()
)
# Measures of things as well as of companies: "vendite di smartphone", "il prezzo del petrolio".
_OF_THINGS = frozenset({"sales", "shipments", "price", "marketShare"})
_SET_AGAINST = frozenset({"a fronte di", "su", "contro", "rispetto a", "con"})
_OF_COMPANIES = frozenset({"revenue", "profit", "loss", "sales"})
# A part of a company's figures, by business or by market.
_PARTS = frozenset(
    "pubblicitario retail wholesale online estero esterno internazionale domestico digitale comparabile organico ricorrente".split()
)
_BODIES = frozenset({"realtà", "polo", "entità", "gigante", "player", "attore"})
# Those who speak of others' measures.
SOURCES = frozenset({"AnalystFirm", "NewsOrganisation", "Institution"})
# Nouns behind whose back the company stands: "i conti mostrano ricavi per 3 miliardi".
REPORTS = frozenset(
    "bilancio conto trimestre semestre esercizio anno risultato trimestrale semestrale gestione previsione stima guidance attesa obiettivo "
    "dato numero round finanziamento aumento investimento relazione rendiconto preconsuntivo bilanci conti risultati".split()
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is said to own a measure. ``closed``: somebody or something else that is no name, so that nothing may be understood."""

    arguments: tuple[Argument, ...] = ()
    closed: bool = False


def owner_of(view: SentenceView, metric: Mention) -> Owner:
    """Whose measure it is, as its noun phrase says."""
    groups = view.reading.syntax.noun_groups
    home = view.group_at.get(metric.head)
    if home is None:
        return Owner()
    beside = tuple(a for a in view.arguments if a.group == home and a.mention.first >= metric.last and a.mention.kind in _OWNERS)
    if beside:
        return Owner(beside)
    if _is_part(view, metric, groups[home]):
        return Owner(closed=True)
    described = _described_by(view, home)
    if described is not None:
        return described
    found: list[Argument] = []
    closed = False
    for index, group in enumerate(groups):
        group_above = groups[group.listed] if group.listed is not None and group.listed != index else group
        if group_above.governor != home and not _behind(view, metric, group):
            continue
        if group_above.preposition == "di":
            names = [a for a in view.arguments if a.group == index and _can_own(a.mention)]
            if names:
                found.extend(names)
            elif not _harmless(view, group, metric):
                closed = True
        elif group_above.preposition == "da" and not _timed_or_counted(view, group) and not _names_owner(view, index):
            closed = True  # "i ricavi da servizi": a part of them
    if found:
        return Owner(tuple(found))
    relative = _of_antecedent(view, metric)
    if relative:
        return Owner(relative)
    return Owner(closed=closed or _measures_a_noun(view, home))


def _is_part(view: SentenceView, metric: Mention, group: NounGroup) -> bool:
    """ "i ricavi pubblicitari", "il fatturato estero": a part of the measure, not the whole."""
    return any(token.lemma in _PARTS or token.lower in _PARTS for token in view.tokens[group.first : group.last])


def _described_by(view: SentenceView, home: int) -> Owner | None:
    """ "Brio, società con un fatturato di 3 milioni": the measure is of whom the noun before it stands beside."""
    groups = view.reading.syntax.noun_groups
    listed = groups[home].listed
    lead = home if listed is None else listed  # "con 120 addetti e ricavi per 3 milioni"
    if groups[lead].preposition not in ("con", "da"):
        return None
    nouns = frozenset(lexicon("nominals")["organisation"]["words"]) | _BODIES
    index = next((i for i, g in enumerate(groups) if g.last == groups[lead].first), None)
    while index is not None and groups[index].role == "complement":  # "azienda di Modena con …"
        index = groups[index].governor
    if index is None or view.tokens[groups[index].head].lemma not in nouns:
        return None
    if groups[index].role in ("subject",) or any(m.kind == "Nominal" and m.first == groups[index].head for m in view.reading.mentions):
        return None
    above = groups[index].governor
    named = tuple(a for a in view.arguments if a.group in (index, above) and a.mention.kind in ("Organisation", "Name"))
    return Owner(named[-1:], closed=not named)


def _can_own(mention: Mention) -> bool:
    return mention.kind in _OWNERS or (mention.kind == "Nominal" and mention.value in _STANDING)


def _names_owner(view: SentenceView, index: int) -> bool:
    return any(a.group == index and a.mention.kind in ("Organisation", "Nominal") for a in view.arguments)


def _behind(view: SentenceView, metric: Mention, group: NounGroup) -> bool:
    """ "i ricavi consolidati di Acme": a participle between the measure and its owner."""
    between = view.tokens[metric.last : group.first]
    return 0 < len(between) <= 2 and group.preposition == "di" and all(_is_participle(token) or token.pos == "ADJ" for token in between)


def _is_participle(token: Token) -> bool:
    return token.verb is not None and token.verb.mood == "participle"


def _timed_or_counted(view: SentenceView, group: NounGroup) -> bool:
    return any(m.kind in ("Period", "Quantity") and group.first <= m.first < group.last for m in view.reading.mentions) or any(
        m.kind in ("Period", "Quantity") and m.first <= group.head < m.last for m in view.reading.mentions
    )


def _harmless(view: SentenceView, group: NounGroup, metric: Mention) -> bool:
    """A complement with "di" that names no other owner: a time, a sum, "di esercizio"; of sales, what is sold."""
    head = view.tokens[group.head]
    if _timed_or_counted(view, group) or head.lemma in _OWN or head.lower in _OWN or head.pos not in ("NOUN", "PROPN"):
        return True
    covering = [m for m in view.reading.mentions if m.first <= group.head < m.last]
    if any(m.kind == "Metric" or m.kind == "Change" for m in covering):
        return True
    return metric.value in _OF_THINGS and any(m.kind in ("Category", "Generic", "Topic") for m in covering)


def _of_antecedent(view: SentenceView, metric: Mention) -> tuple[Argument, ...]:
    """ "Acme, i cui ricavi …": what the relative pronoun stands for."""
    if metric.first < 2 or view.tokens[metric.first - 1].lower != "cui":
        return ()
    for clause in view.reading.syntax.clauses:
        if clause.kind == "relative" and clause.antecedent is not None and clause.first <= metric.first < clause.last:
            return tuple(a for a in view.arguments if a.group == clause.antecedent and _can_own(a.mention))
    return ()


def _measures_a_noun(view: SentenceView, home: int) -> bool:
    """ "un gigante da 15 miliardi di ricavi", "la rete da 3 milioni di utile": the sum describes another noun."""
    groups = view.reading.syntax.noun_groups
    at: int | None = home
    for _ in range(4):
        if at is None:
            return False
        first = groups[at].first
        for opener in (first, first - 1):
            if opener > 0 and view.tokens[opener].lemma == "da" and view.tokens[opener].pos == "ADP":
                return view.tokens[opener - 1].pos in ("NOUN", "ADJ", "PROPN")
        at = groups[at].governor
    return False


def measure_before(view: SentenceView, metric: Mention) -> Mention | None:
    """The measure that this one is set against: "in rosso per 3 milioni, a fronte di un fatturato di 9 milioni"."""
    home = view.group_at.get(metric.head)
    if home is None or view.reading.syntax.noun_groups[home].preposition not in _SET_AGAINST:
        return None
    earlier = [m for m in view.reading.mentions if m.kind == "Metric" and m.value in _OF_COMPANIES and m.last <= metric.first]
    return earlier[-1] if earlier else None


def transparent(view: SentenceView, group: NounGroup) -> bool:
    """Whether a clause's subject is a measure or a report, behind which the company itself goes unsaid."""
    head = view.tokens[group.head]
    if head.lemma in REPORTS or head.lower in REPORTS:
        return True
    return any(m.kind in ("Metric", "Change", "Person", "Post") and m.first <= group.head < m.last for m in view.reading.mentions)
