"""What may follow the head of a noun group: adjectives, names, model numbers, quotations."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.noun_classes import PLACES, SCALES, TIMES
from kg.italian.noun_group_parts import DEGREE, NAME, NOMINAL, NOUN, OPENING, POSSESSIVES
from kg.model import Token

_QUOTES = frozenset({'"', "«", "»", "“", "”", "'", "‘", "’", "''", "``"})
_FRONTED = frozenset({"in", "su", "a", "dopo", "tra", "fra", "durante"})
_COMPARING = frozenset({"pari", "superiore", "inferiore", "superiori", "inferiori", "uguale"})


def _dates(text: str) -> bool:
    """Whether a number can stand behind a noun of time: a day, a year, "10-15", or a word."""
    if text.isdigit():
        return int(text) <= 31 or len(text) == 4
    return "." not in text and "," not in text


def read_tail(tokens: Sequence[Token], verbal: Sequence[int], index: int, head: int, kind: str, start: int, preposition: str | None) -> int:
    """Where the group ends: adjectives, names and model numbers after the head belong to it."""
    count = len(tokens)
    timely = kind == NOUN and tokens[head].lemma in TIMES
    after_adjective = False
    while index < count and verbal[index] < 0:
        token = tokens[index]
        pos = token.pos
        if pos == "PROPN" or pos == "X":
            if timely or (preposition is not None and _starts_anew(tokens, verbal, index, head, kind, start, preposition)):
                break
            index += 1
            after_adjective = False
        elif token.lemma in POSSESSIVES and pos in ("DET", "PRON", "ADJ") and index == head + 1:
            index += 1
        elif pos == "ADJ":
            if token.lower in _COMPARING and index + 1 < count and tokens[index + 1].lemma == "a":
                break
            index += 1
            after_adjective = True
        elif pos == "NUM":
            counts = index + 1 < count and tokens[index + 1].lemma in SCALES
            if timely and (counts or not _dates(token.text)):
                break  # "lo scorso mese 91.657 unità"
            if kind == NAME and index + 1 < count and tokens[index + 1].pos in ("NOUN", "NUM"):
                break  # "in Francia 3 negozi": the number counts what follows
            if kind == NAME or tokens[index - 1].pos == "PROPN" or (timely and (token.text.isdigit() or tokens[head].lemma in TIMES)):
                index += 1
                if timely:
                    break
            else:
                break
        elif pos == "NOUN":
            if timely or after_adjective or tokens[index - 1].pos != "NOUN" or token.lemma in TIMES or token.lemma in SCALES:
                break
            index += 1
        elif pos == "ADV" and token.lower in DEGREE and index + 1 < count and tokens[index + 1].pos == "ADJ":
            index += 2
            after_adjective = True
        elif kind == NAME and len(token.text) == 1 and token.text.isupper() and tokens[index - 1].pos == "PROPN":
            # "Moto E": a letter that names a model, not a conjunction.
            index += 1
        elif token.text in _QUOTES and index + 1 < count:
            if (
                token.text in OPENING
                and tokens[index + 1].pos in ("PROPN", "NUM", "NOUN", "X", "ADJ")
                and not timely
                and _closes_soon(tokens, index)
            ):
                index = _closing(tokens, index) + 1
            elif _opened_inside(tokens, head, index, start):
                index += 1
            else:
                break
        elif (
            pos == "CCONJ"
            and after_adjective
            and tokens[index + 1 : index + 2]
            and tokens[index + 1].pos == "ADJ"
            and token.lower in ("e", "ed", "o")
        ):
            follower = tokens[index + 2].pos if index + 2 < count else "PUNCT"
            if follower in NOMINAL or follower == "NUM":
                break
            index += 2
        else:
            break
    return index


def _starts_anew(tokens: Sequence[Token], verbal: Sequence[int], index: int, head: int, kind: str, start: int, preposition: str) -> bool:
    """Whether the name at ``index`` begins a group of its own.

    "In Cina | Acme", "secondo indiscrezioni | Acme avrebbe", and at the head of a clause "nel mercato cinese | Acme cresce".
    """
    if kind == NAME:
        return index == head + 1 and tokens[head].lower in PLACES
    if tokens[head].lower in ("spalle", "seguito") and index == head + 1:
        return True
    fronted = preposition in _FRONTED and (start == 0 or tokens[start - 1].text in (",", ":", ";", "«", "–"))
    bare = index == head + 1 and not any(tokens[at].pos == "DET" or tokens[at].articled for at in range(start, head))
    if not fronted and not bare:
        return False
    while index < len(tokens) and tokens[index].pos == "PROPN":
        index += 1
    return index < len(tokens) and verbal[index] >= 0


def _closes_soon(tokens: Sequence[Token], index: int) -> bool:
    end = _closing(tokens, index)
    return end > 0 and all(token.pos in ("PROPN", "NUM", "NOUN", "X", "ADJ", "DET", "ADP") for token in tokens[index + 1 : end])


def _closing(tokens: Sequence[Token], index: int) -> int:
    """The index of the quotation mark that closes the one at ``index`` within six tokens, or -1."""
    for end in range(index + 2, min(index + 7, len(tokens))):
        if tokens[end].text in _QUOTES:
            return end
    return -1


def _opened_inside(tokens: Sequence[Token], head: int, index: int, start: int) -> bool:
    """Whether the sign at ``index`` closes a quotation that was opened inside the group, before the head."""
    opened = [at for at in range(start, head) if tokens[at].text in OPENING]
    return len(opened) == 1 and not any(tokens[at].text in _QUOTES for at in range(opened[0] + 1, index))
