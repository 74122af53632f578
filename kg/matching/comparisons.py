"""Finds the second figure that a figure is compared with: "39 milioni, contro i 33 del 2013", "dal 35 al 24%", "(era il 35%)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.matching.arguments import SentenceView
from kg.model import Mention, Token

_PHRASES = (
    ("rispetto", "a"),
    ("a", "fronte", "di"),
    ("in", "confronto", "a"),
    ("a", "confronto", "con"),
    ("superiore", "a"),
    ("inferiore", "a"),
)
# What stands between the two figures: no verb but that of having been ("era il 35%", "erano 30").
_WAS = frozenset({"era", "erano", "fu", "furono"})
_EXPECTED = frozenset(
    {
        "atteso",
        "attesa",
        "attesi",
        "attese",
        "previsto",
        "prevista",
        "previsti",
        "previste",
        "stimato",
        "stimati",
        "stimate",
        "consenso",
        "stima",
        "stime",
        "previsioni",
        "analisti",
    }
)
_THOSE = frozenset({"quello", "quella", "quelli", "quelle"})  # "contro quella di 959 milioni"
_LINKS = frozenset({"ADP", "DET", "ADV", "ADJ", "NOUN"})
_RECORDED = frozenset(
    "registrare ottenere realizzare segnare contabilizzare archiviare totalizzare toccare raggiungere conseguire".split()
)
_BETWEEN, _BEHIND = 12, 8
_SCALES = {
    "mila": Decimal(1000),
    "milione": Decimal(10) ** 6,
    "milioni": Decimal(10) ** 6,
    "miliardo": Decimal(10) ** 9,
    "miliardi": Decimal(10) ** 9,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figure compared with, in the same terms as the first; when it held; whose it is, where it is somebody else's."""

    value: Mention
    period: Mention | None
    owner: Mention | None
    last: int  # the token behind its words


def compared_with(view: SentenceView, figure: Mention) -> Comparison | None:
    """The figure that this one is compared with, or None. It counts the same kind of thing, and a time or an owner is said with it."""
    for mention in view.reading.mentions:
        if mention.quantity is None or mention.quantity.kind not in ("number", "money", "percent") or mention.first == figure.first:
            continue
        if not _is_compared(view, figure, mention):
            continue
        value = _in_same_terms(view, figure, mention)
        if value is None:
            continue
        period, owner, last = _whose(view, mention)
        words = {token.lower for token in view.tokens[mention.last : last + 2]}
        if words & _EXPECTED:
            return None
        if owner is None and period is None and not _from_to(view, mention, figure):
            period = _said_between(view, figure, mention)
            if period is None:
                continue
        return Comparison(value, period, owner, last)
    return None


def _is_compared(view: SentenceView, figure: Mention, other: Mention) -> bool:
    if _from_to(view, other, figure):
        return True
    if not 0 <= other.first - figure.last <= _BETWEEN:
        return False
    tokens, mentions = view.tokens, view.reading.mentions
    between = range(figure.last, other.first)
    if any(m.kind == "Quantity" and m.first in between for m in mentions):
        return False
    if any(tokens[at].pos in ("VERB", "AUX") and tokens[at].lower not in _WAS and not _is_participle(tokens[at]) for at in between):
        return False
    if any(tokens[at].text == "(" for at in between) and any(tokens[at].lower in _WAS for at in between):
        return True
    opener = next((at for at in between if _opens(tokens[at : other.first])), None)
    dated = {at for m in mentions if m.kind == "Period" for at in range(m.first, m.last)}
    return opener is not None and all(
        tokens[at].pos in _LINKS or at in dated or tokens[at].lower in _THOSE for at in range(opener, other.first)
    )


def _is_participle(token: Token) -> bool:
    return token.verb is not None and token.verb.mood == "participle"


def _opens(words: Sequence[Token]) -> bool:
    if words[0].lower == "contro":
        return True
    if words[0].pos == "ADP" and words[0].lemma == "da":
        return len(words) == 1  # "da 30", "dai 30": the figure follows at once
    return any([token.lemma for token in words[: len(phrase)]] == list(phrase) for phrase in _PHRASES)


def _from_to(view: SentenceView, source: Mention, target: Mention) -> bool:
    """ "da 30 a 40 milioni", "dal 35 al 24%"."""
    tokens = view.tokens
    if not (source.first and target.first and source.last < target.first <= source.last + 8):
        return False
    before, link = tokens[source.first - 1], tokens[target.first - 1]
    if before.lemma != "da" or link.lemma != "a":
        return False
    between = range(source.last, target.first - 1)
    return all(tokens[at].pos in ("ADP", "DET", "ADJ", "NOUN", "NUM", "SYM") for at in between)


def _in_same_terms(view: SentenceView, figure: Mention, other: Mention) -> Mention | None:
    """The other figure with what it leaves unsaid: the currency, the percent sign, "milioni"."""
    one, two = figure.quantity, other.quantity
    assert one is not None and two is not None
    if one.kind == "number" and two.kind == "money" and one.unit is None and _scaled(view, figure):
        one = replace(one, kind="money", unit=two.unit)  # "8 miliardi contro i 9 miliardi di dollari": the currency comes last
    if two.kind not in (one.kind, "number"):
        return None
    value, ceiling = two.value, two.value_max
    if two.kind == "number" and two.unit is not None and one.kind != "number":
        return None
    if two.kind == "number" and one.kind != "percent" and not _scaled(view, other):
        scale = next((_SCALES[t.lower] for t in view.tokens[figure.first : figure.last] if t.lower in _SCALES), None)
        if scale is not None and value < 1000:
            value, ceiling = value * scale, ceiling * scale if ceiling else None
    if one.value and not Decimal("0.05") <= abs(value) / abs(one.value) <= 20:
        return None
    quantity = replace(two, kind=one.kind, value=value, value_max=ceiling, unit=one.unit if two.kind == "number" else two.unit)
    return replace(other, quantity=quantity)


def _scaled(view: SentenceView, mention: Mention) -> bool:
    return any(token.lower in _SCALES for token in view.tokens[mention.first : mention.last])


def _whose(view: SentenceView, other: Mention) -> tuple[Mention | None, Mention | None, int]:
    """The time, or the company or product, right behind a figure: "del 2013", "di un anno prima", "della rivale Acme"."""
    last = other.last
    at = last
    tokens = view.tokens
    starts = {m.first: m for m in view.reading.mentions if m.kind in ("Period", "Organisation", "Product")}
    while at < len(tokens) and at - last <= _BEHIND:
        mention = starts.get(at)
        if mention is not None and mention.kind == "Period":
            return mention, None, mention.last
        if mention is not None:
            return None, mention, mention.last
        if tokens[at].pos == "VERB" and tokens[at].lemma in _RECORDED and _is_participle(tokens[at]):
            at += 1
            continue
        if tokens[at].pos not in ("ADP", "DET", "ADJ", "NOUN", "SYM") or tokens[at].lower in ("a", "al", "alla", "ai", "alle"):
            break
        at += 1
    return None, None, at


def _said_between(view: SentenceView, figure: Mention, other: Mention) -> Mention | None:
    """ "contro, nel 2013, i 33 milioni", "(nel 2013 era il 35%)"."""
    return next((m for m in view.reading.mentions if m.kind == "Period" and figure.last <= m.first < other.first), None)


def another_between(view: SentenceView, subjects: Sequence[Mention], value: Mention | None) -> bool:
    """Whether another company or product, with a comma behind it, stands between a subject and its figure."""
    if not subjects or value is None:
        return False
    first, last = subjects[-1].last, value.first
    rows = (m for m in view.reading.mentions if m.kind in ("Organisation", "Product") and first <= m.first < last and m not in subjects)
    return any(m.last < len(view.tokens) and view.tokens[m.last].text == "," for m in rows)
