"""What a purchase or an investment is about: the cases "stake", "share", "price", "sum", "invested" and "hands" of a slot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.matching.arguments import FIRMS, Argument, SentenceView


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CASES = frozenset({"stake", "price", "share", "hands", "sum", "invested"})
_SHARES = _words(
    """
    quota maggioranza minoranza controllo partecipazione capitale azione totalità metà pacchetto resto proprietà parte fetta
    titolo percentuale terzo quarto
    """
)
_SUMS = _words(
    """
    valore cifra somma importo prezzo controvalore totale corrispettivo esborso costo operazione assegno complesso ammontare
    """
)
_OPERATIONS = _words(
    """
    operazione affare transazione deal
    """
)
_HANDS = _words(
    """
    controllo mano orbita ala insegna bandiera cappello dipendenza proprietà gruppo galassia famiglia scuderia portafoglio
    """
)
_PAYING = frozenset({"pagare", "sborsare", "spendere", "versare", "costare"})
_INVESTMENTS = frozenset({"investimento", "spesa"})
_LEADS = _words(
    """
    contante contanti azione azioni e di da per a circa oltre quasi pari valore complessivo poco più meno il un
    """
)
_ABOUT = frozenset({"circa", "oltre", "quasi", "poco", "più", "meno", "di", "ben", "appena", "almeno", "soli"})
_EACH = frozenset({"per", "ad", "a", "l'", "ciascuno", "ciascuna"})
_SMALLEST = Decimal(10_000)  # a sum without its currency is said in thousands at least


def parties(view: SentenceView, case: str, clause: int, group: int | None) -> Iterator[Argument]:
    """The arguments in a case of purchases; ``group`` is the noun that triggers the rule, None for the verb of ``clause``."""
    if case == "stake":
        yield from _stakes(view, clause, group)
    elif case == "hands":
        yield from _holders(view, clause)
    elif case in ("sum", "invested"):
        yield from _sums(view, clause, case == "invested")
    elif case == "share":
        yield from _shares(view, clause, group)
    else:
        yield from _prices(view, clause, group)


def _stakes(view: SentenceView, clause: int, group: int | None) -> Iterator[Argument]:
    """The company of "il 30% di Acme", "la maggioranza del capitale di Acme", "una quota in Acme", "il sito di e-commerce Acme"."""
    groups = view.reading.syntax.noun_groups
    named = {a.group for a in view.arguments if a.mention.kind in ("Organisation", "Name")}
    for argument in view.arguments:
        mention, index = argument.mention, argument.group
        if index is None or argument.case not in ("di", "in") or mention.quantity is not None:
            continue
        if mention.kind == "Nominal" and index in named:
            continue
        if group is None and argument.governor is None and argument.case == "in" and _behind_stake(view, index, clause):
            yield argument
            continue
        behind = view.tokens[groups[index].head].text.islower() and mention.first > groups[index].head and mention.kind != "Nominal"
        last, at, through = index, view.governor_of(index), 0
        while at is not None and at != group and (_shared(view, at) or _agent(view, at, group)):
            if group is None and _bought(view, at, clause):
                yield argument
                break
            last, at, through = at, view.governor_of(at), through + 1
            if through > 3:
                break
        else:
            if at is None and group is not None and through and _agent(view, last, group):
                yield argument  # "l'acquisizione da parte di Acme del 49% di Brio"
            elif at is not None and (at == group or (behind and group is None and _firm(view, at) and _bought(view, at, clause))):
                yield argument


def _behind_stake(view: SentenceView, index: int, clause: int) -> bool:
    """ "una quota del 5% in Acme": right behind the stake that is bought."""
    groups = view.reading.syntax.noun_groups
    before = index - 1
    while before >= 0 and groups[before].last == groups[before + 1].first:
        if _shared(view, before) and _bought(view, before, clause):
            return True
        before -= 1
    return False


def _holders(view: SentenceView, clause: int) -> Iterator[Argument]:
    """Whose hands something comes into: "sotto il controllo di Acme", "nelle mani di Acme", "entra nel gruppo Acme"."""
    groups = view.reading.syntax.noun_groups
    for argument in view.arguments:
        if argument.clause != clause or argument.group is None or argument.mention.kind == "Nominal":
            continue
        home = groups[argument.group]
        above = view.governor_of(argument.group)
        if home.preposition == "di" and above is not None:
            if groups[above].preposition in ("sotto", "in", "a") and view.tokens[groups[above].head].lemma in _HANDS:
                yield argument
            continue
        joined = home.preposition == "in" and view.tokens[home.head].lemma in ("gruppo", "galassia", "famiglia", "orbita", "scuderia")
        if joined or any(word in (home.preposition or "").split() for word in ("mano", "mani", "controllo", "pancia", "insegne")):
            yield argument


def _shares(view: SentenceView, clause: int, group: int | None) -> Iterator[Argument]:
    """The percentage bought: "rileva il 30%", "una quota del 30%", "acquisita al 100%", "l'acquisto del 30%"."""
    for argument in view.arguments:
        quantity = argument.mention.quantity
        if quantity is None or quantity.kind != "percent" or argument.group is None:
            continue
        if group is not None:
            if view.governed_by(argument.group, group):
                yield argument
        elif _bought(view, argument.group, clause) or (argument.clause == clause and argument.case in ("a", "con", "in")):
            yield argument
        else:
            above = view.governor_of(argument.group)
            if above is not None and _shared(view, above) and (_bought(view, above, clause) or _inside(view, above, clause)):
                yield argument


def _prices(view: SentenceView, clause: int, group: int | None) -> Iterator[Argument]:
    """The sum paid: "per 3 milioni", "per un valore di 3 milioni", "pagandola 3 milioni", "operazione da 3 milioni"."""
    syntax = view.reading.syntax
    paid = {
        number
        for number, each in enumerate(syntax.clauses)
        if each.verb is not None
        and each.verb.lemma in _PAYING
        and (each.parent == clause or (group is not None and each.antecedent == group))
    }
    for argument in view.arguments:
        mention = argument.mention
        quantity = mention.quantity
        if quantity is None or quantity.kind not in ("money", "number") or argument.group is None or _per_share(view, mention.last):
            continue
        if quantity.kind == "number" and (quantity.unit is not None or quantity.value < _SMALLEST):
            continue
        home = syntax.noun_groups[argument.group]
        if any(m.kind == "Metric" and m.last == home.first for m in view.reading.mentions):
            continue  # "con ricavi per 25 milioni"
        direct = argument.clause in paid and argument.case in ("object", "subject", "")
        behind_per = home.preposition == "per" or _after_per(view, mention.first)
        paid_here = argument.clause == clause and (behind_per or _sum_before(view, mention.first, _SUMS))
        if direct or paid_here or _sum_before(view, mention.first, _OPERATIONS):
            yield argument


def _sums(view: SentenceView, clause: int, beside: bool) -> Iterator[Argument]:
    """The money invested: what the verb is done to; ``beside`` another verb, that of "con un investimento di 3 milioni"."""
    groups = view.reading.syntax.noun_groups
    for argument in view.arguments:
        quantity, index = argument.mention.quantity, argument.group
        if quantity is None or index is None or argument.clause != clause:
            continue
        if quantity.kind != "money" and (quantity.kind != "number" or quantity.unit is not None or (beside and quantity.value < _SMALLEST)):
            continue
        above = view.governor_of(index)
        while above is not None and groups[above].preposition == "di" and view.governor_of(above) is not None:
            above = view.governor_of(above)
        invested = above is not None and view.tokens[groups[above].head].lemma in ("investimento", "spesa", "finanziamento")
        whole = argument.case in ("object", "subject", "") and not _per_share(view, argument.mention.last)
        if (invested or _sum_before(view, argument.mention.first, _INVESTMENTS)) if beside else whole:
            yield argument


def _after_per(view: SentenceView, at: int) -> bool:
    """ "per circa 3 milioni", "per poco più di 3 milioni"."""
    while at > 0 and view.tokens[at - 1].lower in _ABOUT:
        at -= 1
    return at > 0 and view.tokens[at - 1].lower == "per"


def _per_share(view: SentenceView, at: int) -> bool:
    """ "37 euro per azione", "a titolo": the price of one share."""
    words = [token.lower for token in view.tokens[at : at + 3]]
    return bool(words) and words[0] in _EACH and any(word in ("azione", "titolo", "uno", "una") for word in words[1:])


def _sum_before(view: SentenceView, at: int, nouns: frozenset[str]) -> bool:
    """Whether a noun for the sum stands right before it: "per un valore complessivo di circa"."""
    for index in range(at - 1, max(at - 7, -1), -1):
        token = view.tokens[index]
        if token.lemma in nouns:
            return nouns is _OPERATIONS or any(t.lower in ("per", "a", "con", "al", "in") for t in view.tokens[max(index - 3, 0) : index])
        if token.lower not in _LEADS and token.lemma not in _LEADS and token.pos not in ("ADJ", "ADP", "DET", "ADV"):
            return False
    return False


def _shared(view: SentenceView, index: int) -> bool:
    """Whether a noun group is a part of a company: "il 30%", "la maggioranza", "il restante 40%"."""
    group = view.reading.syntax.noun_groups[index]
    if view.tokens[group.head].lemma in _SHARES:
        return True
    return any(
        m.quantity is not None and m.quantity.kind == "percent" and group.first <= m.first < group.last for m in view.reading.mentions
    )


def _agent(view: SentenceView, index: int, group: int | None) -> bool:
    groups = view.reading.syntax.noun_groups
    return group is not None and groups[index].preposition == "da parte di" and groups[index].clause == groups[group].clause


def _firm(view: SentenceView, index: int) -> bool:
    return view.tokens[view.reading.syntax.noun_groups[index].head].lemma in FIRMS


def _inside(view: SentenceView, index: int, clause: int) -> bool:
    group = view.reading.syntax.noun_groups[index]
    return group.clause == clause and group.preposition in ("con", "in", "a")


def _bought(view: SentenceView, index: int, clause: int) -> bool:
    """Whether a group is what the verb of the clause is done to."""
    syntax = view.reading.syntax
    group, verb = syntax.noun_groups[index], syntax.clauses[clause].verb
    if verb is None:
        return False
    passive = verb.voice == "passive"
    if group.clause == clause:
        if group.role == "subject" and verb.voice == "reflexive" and "%" in {t.text for t in view.tokens[group.first : group.last]}:
            return True  # "si è assicurata il 30%"
        return group.role == ("subject" if passive else "object")
    return passive and syntax.clauses[clause].antecedent == index
