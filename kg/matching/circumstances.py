"""Time, place and source of what a match states, as its clause or the clauses around it say them."""

from __future__ import annotations

from kg.matching.arguments import SentenceView
from kg.matching.matcher import Match
from kg.model import Certainty, Clause, Mention

_COMPARISON = frozenset({"rispetto", "confronto", "contro", "fronte", "sul", "paragone"})
_DAYS = frozenset(
    {"ieri", "oggi", "stamattina", "stamani", "ora", "adesso", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato"}
)
_SEATS = frozenset({"sede", "base", "quartier"})
_CLOSE = frozenset({"coordinate", "complement", "infinitive", "gerund", "participle", "verbless"})


_LISTED = frozenset({"price", "launches", "{metric}"})  # relations of which a colon opens a list for one place


def place_of(view: SentenceView, match: Match) -> Mention | None:
    """The place said in the clause: "in India", "a Pisa"; of a relative clause with "dove", its antecedent."""
    taken = {m.first for _, mentions in match.slots for m in mentions}
    best = None
    for argument in view.arguments:
        mention = argument.mention
        named = match.rule.relation == "opens" and mention.kind == "Name" and argument.case == "a" and mention.head == mention.first
        if mention.first in taken or not (
            named or mention.kind == "Place" or (mention.kind == "Nominal" and mention.value in ("place", "home", "own"))
        ):
            continue
        if argument.clause != match.clause or (argument.case not in ("in", "a", "su", "per", "presso") and mention.value != "home"):
            continue
        if any(token.lower in ("quali", "cui") for token in view.tokens[match.token : mention.first]):
            continue  # "21 negozi, l'ultimo dei quali a Pisa"
        if mention.first > 1 and view.tokens[mention.first - 2].lower in ("uno", "una", "altro", "altra"):
            continue  # "due fabbriche, una a Torino e una a Bari"
        if mention.first > 1 and view.tokens[mention.first - 2].lemma in _SEATS:
            continue  # "la società, con sede a Torino"
        if best is None or abs(mention.head - match.token) < abs(best.head - match.token):
            best = mention
    if best is None:
        homes = {view.group_at.get(m.head) for m in match["metric"]} - {None}  # "i dipendenti italiani", "il listino italiano"
        best = next(
            (a.mention for a in view.arguments if a.mention.kind == "Place" and a.group in homes and a.mention.first not in taken), None
        )
    if best is None:
        best = _in_participle(view, match, ("Place",))
    if best is None and view.reading.syntax.clauses:
        clause = view.reading.syntax.clauses[match.clause]
        best = _place_above(view, match.clause, match.rule.relation in _LISTED)
        if clause.opener == "dove" and clause.antecedent is not None:
            best = next(
                (a.mention for a in view.arguments if a.group == clause.antecedent and a.mention.kind in ("Place", "Nominal")), None
            )
    return best


def _place_above(view: SentenceView, number: int, listed: bool) -> Mention | None:
    """The place said in a clause that this one goes on from: "in Italia arriva a marzo: il primo costerà …, il secondo …"."""
    clauses = view.reading.syntax.clauses
    for _ in range(2):
        clause = clauses[number]
        if clause.parent is None or not (clause.kind in ("coordinate", "verbless") or (listed and clause.opener == ":")):
            return None
        number = clause.parent
        said = [
            a.mention
            for a in view.arguments
            if a.clause == number and ((a.case == "in" and a.mention.kind == "Place") or a.mention.value == "home")
        ]
        if said:
            return said[-1]
    return None


def place_beside(view: SentenceView, match: Match, value: Mention) -> Mention | None:
    """Of several figures each has the place said behind it: "399 dollari negli Stati Uniti e 399 euro in Italia"."""
    figures = [m.first for m in match["value"] if m.first > value.first]
    end = min(figures, default=len(view.tokens))
    behind = (a for a in view.by_clause.get(match.clause, ()) if a.case == "in" and a.mention.kind == "Place")
    return next((a.mention for a in behind if value.last <= a.mention.first < end), None)


def period_of(view: SentenceView, match: Match) -> Mention | None:
    """The time said in the clause, not one it is compared with: the nearest to the trigger, else one of the clause above."""
    clauses = view.reading.syntax.clauses
    number: int | None = match.clause
    for _ in range(3):
        if number is None:
            return None
        near = [
            m
            for m in view.reading.mentions
            if m.kind == "Period" and view.clause_of(m) == number and not compared(view, m) and m not in match["value"]
        ]
        lasting = [m for m in near if m.text.lower() not in _DAYS]
        if near:
            near = lasting or near
            return min(near, key=lambda m: (_distance(view, match.token, m), m.first))
        if not clauses:
            return None
        if number == match.clause:
            inner = _in_participle(view, match, ("Period",))
            if inner is not None and not compared(view, inner):
                return inner
        number = _above(view, number)
    return None


def _in_participle(view: SentenceView, match: Match, kinds: tuple[str, ...]) -> Mention | None:
    """A time or place said with the participle of a sequence: "le auto vendute in Spagna nel 2018"."""
    if match.rule.pattern is None:
        return None
    last = max((m.last for _, mentions in match.slots for m in mentions), default=match.token)
    for number, clause in enumerate(view.reading.syntax.clauses):
        if clause.kind == "participle" and clause.parent == match.clause and clause.first <= last + 1 and clause.first > match.token:
            rows = [
                a.mention
                for a in view.by_clause.get(number, ())
                if a.mention.kind in kinds and (a.mention.kind != "Place" or a.case in ("in", "a"))
            ]
            if rows:
                return rows[0]
    return None


def period_behind(view: SentenceView, match: Match) -> Mention | None:
    """The time said right behind the figure itself."""
    value = next(iter(match["value"]), None)
    if value is None:
        return None
    return next((m for m in view.reading.mentions if m.kind == "Period" and 0 <= m.first - value.last <= 5), None)


def _distance(view: SentenceView, token: int, mention: Mention) -> int:
    """How far a time stands from a trigger: a conjunction or another figure between them sets it apart."""
    first, last = sorted((token, mention.head))
    between = range(first + 1, last)
    apart = sum(4 for at in between if view.tokens[at].pos == "CCONJ" or view.tokens[at].text in ";:")
    return len(between) + apart + (0 if mention.head > token else 1)


def _above(view: SentenceView, number: int) -> int | None:
    """The clause that shares its time and place with this one: the one it hangs on; of a relative clause only in the same tense."""
    clauses = view.reading.syntax.clauses
    clause = clauses[number]
    if clause.parent is None:
        return None
    if clause.kind in _CLOSE or clause.opener in ("quando", ":") or _in_which(view, clause):
        return clause.parent
    above = clauses[clause.parent]
    same = clause.verb is not None and above.verb is not None and clause.verb.tense == above.verb.tense == "future"
    return clause.parent if clause.kind == "relative" and same else None


def _in_which(view: SentenceView, clause: Clause) -> bool:
    """ "nel 2000, anno in cui …": the clause only says what happened then."""
    if clause.antecedent is None or clause.opener != "in cui":
        return False
    return view.tokens[view.reading.syntax.noun_groups[clause.antecedent].head].lemma in ("anno", "mese", "giorno", "periodo", "trimestre")


_EVENTS = frozenset("apertura lancio arrivo debutto acquisizione inaugurazione presentazione accordo fusione ingresso sbarco".split())


def compared(view: SentenceView, mention: Mention) -> bool:
    """Whether a time is only what something is compared with: "rispetto allo stesso periodo del 2021", "contro i 30 di un anno fa"."""
    tokens = view.tokens
    for at in range(mention.first - 1, max(mention.first - 9, -1), -1):
        token = tokens[at]
        if (
            token.lower in _COMPARISON
            or ((token.lower == "meno" or token.lower == "più")
            and at + 1 < len(tokens)
            and tokens[at + 1].lemma in ("rispetto", "di"))
        ):
            return True
        if token.lemma == "da" and token.pos == "ADP" and at + 1 < mention.first and tokens[at + 1].pos == "NUM":
            return not any(each.lemma == "a" for each in tokens[at + 2 : mention.first])  # "dai 4 miliardi del 2019"
        if (
            token.lower == "dopo"
            and at + 1 < mention.first
            and (tokens[at + 1].pos in ("DET", "NUM"))
            and any(t.pos == "NUM" for t in tokens[at + 1 : at + 3])
        ):
            return True  # "dopo gli 8 miliardi del 2020"
        if token.lower == "fatto" and at and tokens[at - 1].lower == "quanto":
            return True  # "meglio di quanto fatto l'anno scorso"
        if token.lower == "dopo" and any(each.lemma in _EVENTS for each in tokens[at + 1 : at + 4]):
            return True  # "avrà 4 negozi, dopo la prima apertura lo scorso 25 maggio"
        if token.lower in ("doppio", "triplo", "metà"):
            return True
        if token.lower in ("era", "erano") and at and tokens[at - 1].text == "(":
            return True
        if token.pos in ("VERB", "AUX") or token.text in ",;:":
            return False
    return False


def source_of(view: SentenceView, certainty: Certainty) -> Mention | None:
    """Who is named as the source: a person or an organisation in the group of the source."""
    if certainty.source is None:
        return None
    source = view.reading.syntax.noun_groups[certainty.source]
    rows = [
        a.mention for a in view.arguments if a.group == certainty.source and (a.mention.first <= source.head or source.head in view.named)
    ]
    rows += [a.mention for a in view.arguments if view.governed_by(a.group, certainty.source)]
    named = [
        m for m in rows if m.kind in ("Person", "Organisation", "Name") or (m.kind == "Nominal" and m.value in ("organisation", "person"))
    ]
    return min(named, key=lambda m: (m.kind == "Nominal", m.kind != "Person", m.first)) if named else None
