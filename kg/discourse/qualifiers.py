"""Time, place and category of a fact: said in its clause, or carried on from what was said before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.discourse.figures import market_named, says_world
from kg.discourse.focus import Focus
from kg.extraction import OBSERVATIONS, Draft
from kg.italian import times as expressions
from kg.matching.arguments import SentenceView
from kg.matching.circumstances import compared, source_of
from kg.mentions import Timed
from kg.model import Article, Clause, Entity, Mention, Period

_PERIODIC = frozenset({"shipments", "sales", "revenue", "profit", "marketShare", "rank", "growth", "surpasses"})
_STANDING = frozenset({"storeCount", "userCount", "employeeCount", "marketValue"})
_MARKET = frozenset({"shipments", "marketShare", "rank", "growth", "surpasses"})
_MARKET_NOUNS = frozenset(
    {"mercato", "segmento", "classifica", "vendita", "consegna", "spedizione", "settore", "produttore", "costruttore", "fetta"}
)
_AFTER = 12  # tokens behind the trigger
_NOW = frozenset({"già", "ancora", "ormai", "attualmente"})
_LASTING = frozenset({"month", "quarter", "half", "season", "year", "range"})
_SHIFTED = frozenset({"ago", "shift"})
_EVENT_REACH = 4  # sentences
_REACH = 4  # sentences that a period said once holds for, within its paragraph or the next
_SAME = frozenset({"stesso", "pari", "analogo", "medesimo", "corrispondente"})
_PAST = frozenset({"past", "perfect", "pluperfect", "imperfect"})


def tense_of(clause: Clause | None) -> str | None:
    """past, present or future, as resolving a time needs it."""
    if clause is None or clause.verb is None or clause.verb.tense is None:
        return None
    if clause.verb.tense in _PAST:
        return "past"
    if clause.verb.tense.startswith("future"):
        return "future"
    return "present"


def _says_now(view: SentenceView, draft: Draft) -> bool:
    """Whether the clause speaks of the day it was written: "non è ancora in vendita", "continua a vendere"."""
    clauses = view.reading.syntax.clauses
    clause = clauses[draft.clause] if clauses else None
    tokens = view.tokens[clause.first : clause.last] if clause else view.tokens
    return any(token.lower in _NOW or token.lemma == "continuare" for token in tokens)


class Times:
    """Resolves the article's time expressions, each once, against its date and the times said before."""

    def __init__(self, article: Article) -> None:
        self.published = article.published
        self.anchor: str | None = None
        self._resolved: dict[tuple[int, int], Period] = {}
        self._shifted: set[tuple[int, int]] = set()  # counted from another time: "un anno prima"

    def read(self, focus: Focus, view: SentenceView, when: Sequence[Timed]) -> None:
        """Resolves the times of a sentence."""
        number = view.reading.sentence.index
        clauses = view.reading.syntax.clauses
        for index, (first, _last, expression) in enumerate(when):
            clause = clauses[view.clause_at.get(first, 0)] if clauses else None
            tense = tense_of(clause)
            if tense is None and clause is not None and clause.parent is not None:
                tense = tense_of(clauses[clause.parent])
                if tense == "present" and clause.kind == "participle":
                    tense = "past"  # "Perfezionata a giugno l'acquisizione, Acme guarda …"
            period = expressions.resolve(expression, self.published, tense, self.anchor)
            self._resolved[number, index] = period
            if expression.kind in _SHIFTED:
                self._shifted.add((number, index))
            if period.time is not None and not expression.vague_now and _anchors(view, index, expression, self.anchor):
                self.anchor = period.time

    def at(self, sentence: int, mention: Mention) -> Period | None:
        """The resolved time of a mention of kind Period."""
        return self._resolved.get((sentence, int(mention.value or -1)))

    def of(self, focus: Focus, view: SentenceView, draft: Draft, when: Sequence[Timed]) -> str | None:
        """The time of a fact, or None where the text gives none."""
        if draft.period is not None:
            period = self.at(draft.sentence, draft.period)
            expression = when[int(draft.period.value or 0)][2]
            main = focus.figures.time_before(draft)
            if expression.vague_now and draft.relation in _MARKET and focus.period is not None:
                period = None  # "si ferma ora al 24%": in the quarter that the text is about
            if expression.kind in _SHIFTED and main is not None:  # "il 28%, contro il 29 di un anno prima": before the 28's own year
                period = expressions.resolve(expression, self.published, "past", main)
            if period is not None:
                return period.time
        clauses = view.reading.syntax.clauses
        tense = tense_of(clauses[draft.clause]) if clauses else None
        status = draft.status or draft.certainty.status
        if draft.relation in _STANDING and tense == "present" and status == "actual":
            return self.published
        if draft.relation == "sellsIn" and status in ("actual", "denied") and _says_now(view, draft):
            return self.published
        if draft.timeless:
            return None
        if draft.relation == "growth" and draft.metric == "sharePrice" and tense in ("past", "present", None) and status == "actual":
            return self.published  # share prices are news of the day
        if draft.relation in _PERIODIC and status in ("actual", "reported") and draft.metric not in ("sharePrice", "price"):
            inside = self._in_sentence(view, draft)
            if inside is not None:
                return inside
            if focus.period is not None:
                sentence, paragraph, time = focus.period
                here = view.reading.sentence
                same = bool(_SAME & view.words) and "periodo" in view.words  # "rispetto allo stesso periodo dell'anno scorso"
                ahead = status == "actual" and self.published is not None and time.split("/")[0] > self.published
                if (same or (here.index - sentence <= _REACH and here.paragraph - paragraph <= 1)) and not ahead:
                    return time
            if focus.reported is not None and draft.relation in _MARKET and tense != "future":
                return focus.reported
        return None

    def is_said_ahead(self, draft: Draft, when: Sequence[Timed]) -> bool:
        """Whether the words of the time itself point ahead: "il prossimo 8 dicembre"."""
        return draft.period is not None and when[int(draft.period.value or 0)][2].tense == "future"

    def _in_sentence(self, view: SentenceView, draft: Draft) -> str | None:
        """A time said earlier in the sentence, outside comparisons."""
        best: Mention | None = None
        for mention in view.reading.mentions:
            said = mention.kind == "Period" and mention.first < draft.token and not compared(view, mention)
            if said and (best is None or (draft.sentence, int(mention.value or 0)) not in self._shifted):
                best = mention
        if best is not None and (draft.sentence, int(best.value or 0)) in self._shifted:
            return None  # "la quota, che un anno fa era del 35%, scende": now it does
        period = self.at(draft.sentence, best) if best else None
        return period.time if period else None


def _anchors(view: SentenceView, index: int, expression: expressions.TimeExpression, anchor: str | None) -> bool:
    """Whether a time can be what later ones count from: not one that itself counts from another, nor a day beside a longer period."""
    if expression.kind in _SHIFTED or expression.kind == "decade" or (anchor is not None and expression.grain not in _LASTING):
        return False
    mention = next((m for m in view.reading.mentions if m.kind == "Period" and m.value == str(index)), None)
    return mention is None or not compared(view, mention)


def remember(
    focus: Focus, view: SentenceView, resolved: Mapping[Mention, Entity], times: Times, when: Sequence[Timed], used: Collection[Mention]
) -> None:
    """Keeps the sentence's period, place, category, facility and speaker for those that follow; ``used`` are the periods of its figures."""
    number, paragraph = view.reading.sentence.index, view.reading.sentence.paragraph
    for argument in view.arguments:
        mention = argument.mention
        if mention.kind == "Period":
            told = mention in used or (argument.case != "per" and (number <= 1 or _introduces(focus, view, when)))
            if told and not compared(view, mention):
                period = times.at(number, mention)
                expression = when[int(mention.value or 0)][2]
                clauses = view.reading.syntax.clauses
                aside = expression.kind in _SHIFTED or bool(
                    clauses and clauses[argument.clause].kind in ("relative", "participle", "infinitive") and focus.period is not None
                )
                vague = expression.vague_now or aside
                if period is not None and period.time is not None and period.grain in _LASTING and not vague and not period.open_start:
                    focus.period = (number, paragraph, period.time)
                    if number <= 1 and focus.reported is None and period.grain in ("quarter", "half", "range"):
                        focus.reported = period.time
        elif mention.kind == "Place" or (mention.kind == "Nominal" and mention.value in ("home", "place", "own")):
            entity = mention.entity or resolved.get(mention)
            seat = ("place", entity.id if entity else None)  # "la casa di Torino" says who, not where
            if any(m.kind == "Nominal" and seat in m.attributes for m in view.reading.mentions):
                continue
            before = view.tokens[max(0, mention.first - 3) : mention.first]
            if _aside(view, argument.clause, mention) or any(token.lower in _EXAMPLES for token in before):
                continue
            if entity is not None and argument.case in ("in", "a", "su", "per", "di", "nei pressi di", "vicino a"):
                focus.place = (number, paragraph, entity)
        elif mention.kind == "Category" and any(
            m.quantity is not None and m.quantity.unit in (mention.text.lower(), view.tokens[mention.head].lemma)
            for m in view.reading.mentions
        ):
            focus.counted = (number, mention.value or "")
        elif mention.kind in ("Facility", "StoreChain"):
            focus.facility = (number, mention)
    if says_world(view) and not any(m.kind == "Place" for m in view.reading.mentions):
        focus.place = None  # "tornando al mercato mondiale"
    kinds = {m.value for m in view.reading.mentions if m.kind == "Category" and m.value}
    if len(kinds) == 1 and not any(f.sentence == number for f in focus.figures.said):
        focus.introduced = (number, next(iter(kinds)))
    for certainty in view.reading.certainties:
        if certainty.source is not None:
            named = source_of(view, certainty)
            if named is not None:
                entity = resolved.get(named) or named.entity
                if entity is not None:
                    focus.speaker = (number, entity)


def place_of(focus: Focus, view: SentenceView, draft: Draft, resolved: Mapping[Mention, Entity]) -> Entity | None:
    """The place of a fact: said in its clause; of a market's figures, the market that the sentence or the one before is about."""
    if draft.place is not None:
        if draft.place.kind == "Name":  # "ha aperto a Gebze"
            return Entity(draft.place.text, "Place")
        return draft.place.entity or resolved.get(draft.place)
    if draft.relation in _MARKET and draft.metric in (None, "shipments", "sales"):
        for argument in view.arguments:
            mention = argument.mention
            if not _same_statement(view, argument.clause, draft.clause):
                continue
            if (
                (mention.kind == "Place" or mention.value in ("home", "place"))
                and argument.case in ("in", "a", "su")
                and mention.first < draft.token
            ):
                return mention.entity or resolved.get(mention)
        named = market_named(view, focus.catalogue)
        if named is not None or says_world(view):
            return named
        if (
            focus.place is not None
            and view.reading.sentence.index - focus.place[0] <= 2
            and view.reading.sentence.paragraph == focus.place[1]
        ):
            return focus.place[2] if focus.place[2].kind in ("Country", "Continent", "Region") else None
        if focus.figures.market is not None and draft.relation != "surpasses":
            return focus.figures.market[0]
    return None


_SELLING = frozenset(
    "vendere consegnare spedire immatricolare commercializzare distribuire registrare produrre presentare lanciare aprire".split()
)


_REPORTS = frozenset(
    {"dato", "mercato", "classifica", "graduatoria", "risultato", "report", "rapporto", "podio", "trimestrale", "bilancio"}
)


def _introduces(focus: Focus, view: SentenceView, when: Sequence[Timed]) -> bool:
    """Whether a sentence without figures says what those behind it are about: "i dati mostrano il mercato nell'ultimo trimestre"."""
    number = view.reading.sentence.index
    alone = len(when) == 1 and when[0][2].grain in ("quarter", "half")
    return alone and not any(f.sentence == number for f in focus.figures.said) and bool(_REPORTS & view.words)


def _aside(view: SentenceView, clause: int, place: Mention) -> bool:
    """Whether a clause only describes something else: "le sanzioni arrivate negli Stati Uniti"."""
    clauses = view.reading.syntax.clauses
    each = clauses[clause] if clauses else None
    if each is None or each.kind != "participle" or each.verb is None:
        return False
    return each.verb.lemma not in _SELLING and place.first > each.verb.head


_EXAMPLES = frozenset(
    {"soprattutto", "specialmente", "specie", "particolare", "esempio", "principalmente"}
)  # "cresce, soprattutto in Cina"


def home_of_division(focus: Focus, subject: Entity) -> Entity | None:
    """The country that a national division is named by: "Acme Francia" sells in Francia."""
    if subject.kind != "Division":
        return None
    for entry in focus.catalogue.entries.values():
        if entry.kind == "Country" and subject.name.endswith(f" {entry.name}"):
            return Entity(entry.name, entry.kind, entry.id)
    return None


def _same_statement(view: SentenceView, one: int, other: int) -> bool:
    """Whether a place said in one clause holds for another: not one that only describes somebody ("colpita dalle sanzioni in …")."""
    return one == other or view.reading.syntax.clauses[one].kind not in ("relative", "participle")


def _is_of_a_market(view: SentenceView, mention: Mention) -> bool:
    """Whether a kind of product is counted, or the market, the class or the sales spoken of are its own."""
    tokens = view.tokens
    if any(m.quantity is not None and m.quantity.unit in (mention.text.lower(), tokens[mention.head].lemma) for m in view.reading.mentions):
        return True
    for at in range(mention.first - 1, max(mention.first - 5, -1), -1):
        if tokens[at].lemma in _MARKET_NOUNS:
            return True
        if tokens[at].pos not in ("ADP", "DET", "ADJ", "PROPN"):
            return False
    return False


def is_over(time: str | None, published: str | None) -> bool:
    """Whether a time lies wholly before the article's day."""
    return (
        time is not None
        and published is not None
        and not time.startswith("-")
        and time.split("/")[-1] < published[: len(time.split("/")[-1])]
    )


def is_ahead(time: str, published: str | None) -> bool:
    """Whether a time lies wholly behind the article's day."""
    start = time.split("/")[0]
    size = min(len(start), len(published or ""))
    return published is not None and not time.startswith("-") and start[:size] > published[:size]


def is_unfinished(time: str, published: str | None) -> bool:
    """Whether a time lies ahead, or a range of months goes on behind the article's month: nothing was measured then."""
    ends = time.split("/")
    size = min(len(ends[-1]), len(published or ""))
    return is_ahead(time, published) or (published is not None and len(ends) == 2 and size >= 7 and ends[-1][:size] > published[:size])


# What devices are made of or run: named beside figures of devices, they are not what is counted.
_PARTS = frozenset(
    {"operating system", "software", "app", "processor", "chip", "battery", "panel", "camera", "video", "browser", "search engine"}
    | {"social network"}
)


def event_of(focus: Focus, view: SentenceView, draft: Draft) -> Entity | None:
    """The event at which the money was taken: named in the sentence, or in the paragraph just before."""
    if draft.relation != "sales":
        return None
    here = next((m.entity for m in view.reading.mentions if m.kind == "Event"), None)
    if here is not None or focus.event is None:
        return here
    number, paragraph, event = focus.event
    near = view.reading.sentence.paragraph == paragraph and view.reading.sentence.index - number <= _EVENT_REACH
    return event if near else None


def category_of(focus: Focus, view: SentenceView, draft: Draft) -> str | None:
    """What an observation counts: the kind of product said in its clause or sentence, else the one the text is about."""
    if draft.relation == "sales":
        return next((m.value for m in view.reading.mentions if m.kind == "Category" and view.clause_of(m) == draft.clause), None)
    if draft.relation not in ("shipments", "marketShare", "rank") and not (draft.relation == "growth" and draft.metric == "shipments"):
        return None
    every = [m for m in view.reading.mentions if m.kind == "Category"]
    every = [m for m in every if m.value not in _PARTS or _is_of_a_market(view, m)]
    near = [m for m in every if not any(o.first <= m.first and m.last <= o.last and o.last - o.first > m.last - m.first for o in every)]
    market = [m for m in near if _is_of_a_market(view, m)]
    if market:
        return min(market, key=lambda m: (abs(m.head - draft.token), m.first)).value
    if len({m.value for m in near}) == 1 and any(m.first < draft.token + _AFTER for m in near):
        return near[0].value
    if near:
        return focus.figures.category(view.reading.sentence.index)  # several kinds of product, none of them counted
    number = view.reading.sentence.index
    if focus.introduced is not None and focus.introduced[0] == number - 1:
        return focus.introduced[1]
    said = focus.figures.category(number)
    if said is not None:
        return said
    if draft.subject is not None and draft.subject.kind == "Product" and draft.subject.entity is not None:
        entry = focus.catalogue.entries.get(draft.subject.entity.id or "")
        if entry is not None and entry.category is not None:
            return entry.category
    if focus.counted is not None and view.reading.sentence.index - focus.counted[0] <= 4:
        return focus.counted[1]
    return focus.category


__all__ = ["OBSERVATIONS", "Times", "category_of", "place_of", "remember", "tense_of"]
