"""The noun that says what the name behind it is: "il fondo di private equity Torvane", "i gruppi italiani: Torvane e Brio"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.model import Token

_QUOTES = frozenset("«“\"'‘„")
_PLURAL = frozenset({"i", "gli", "le", "dei", "delle", "degli", "due", "tre", "quattro"})
_NEAR = 8  # tokens between a list's noun and its colon at most


def head_noun(tokens: Sequence[Token], first: int, telling: Collection[str]) -> Token | None:
    """The common noun right before ``first``, over quotes and adjectives; of "società di software" the noun that is in ``telling``."""
    at = first - 1
    if at > 0 and tokens[at].text in _QUOTES:
        at -= 1
    if at > 0 and tokens[at].text in (":", "("):
        return _before_list(tokens, at, telling)
    if at >= 0 and tells(tokens[at], telling) and tokens[at].pos != "NOUN":
        return tokens[at]  # "la controllata Torva"
    noun = _noun_at(tokens, at)
    if noun is None:
        return None
    lead = noun - 2 if noun > 2 and tokens[noun - 1].pos == "ADJ" else noun - 1  # "di private equity"
    before = _noun_at(tokens, lead - 1) if lead >= 1 and tokens[lead].lemma == "di" and not tokens[lead].articled else None
    if before is not None and tells(tokens[before], telling):
        return tokens[before]
    if before is not None and tokens[noun].lemma == "servizio":
        return None  # "area di servizio"
    return tokens[noun]


def tells(token: Token, telling: Collection[str]) -> bool:
    """Whether a noun is of a list, by its lemma or as it is written."""
    return token.lemma in telling or token.lower in telling


def _noun_at(tokens: Sequence[Token], at: int) -> int | None:
    """The noun at ``at`` or before the adjectives there."""
    end = at
    while at >= 0 and tokens[at].pos == "ADJ" and tokens[at].text[0].islower() and end - at < 2:
        at -= 1
    return at if at >= 0 and tokens[at].pos == "NOUN" and tokens[at].text[0].islower() else None


def _before_list(tokens: Sequence[Token], colon: int, telling: Collection[str]) -> Token | None:
    """The plural noun whose members a colon or bracket lists, where no verb stands between."""
    if tokens[colon].text == "(":
        noun = _noun_at(tokens, colon - 1)
        return tokens[noun] if noun is not None and _is_plural(tokens, noun) else None
    for at in range(colon - 1, max(colon - _NEAR, -1), -1):
        if tokens[at].pos in ("VERB", "AUX") and not tells(tokens[at], telling):
            return None
        if (tokens[at].pos == "NOUN" or tells(tokens[at], telling)) and tells(tokens[at], telling) and _is_plural(tokens, at):
            return tokens[at]
    return None


def _is_plural(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].number is not None:
        return tokens[at].number == "plural"
    before = tokens[at - 1] if at else None
    return before is not None and (before.number == "plural" or before.lower in _PLURAL)
