"""Noun groups: a noun or name with its preposition, determiners, numbers and adjectives, before roles are known."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.noun_classes import CLITIC_FORMS, PERIODS, RELATIVES, SCALES, TIME_MODIFIERS, TIMES
from kg.italian.noun_group_parts import DEGREE, NAME, NOMINAL, NOUN, NUMBER, OPENING, POSSESSIVES, PRONOUN, DraftGroup
from kg.italian.noun_group_tails import read_tail
from kg.italian.prepositions import COMPLEX_PREPOSITIONS, read_preposition
from kg.model import Token

_BEFORE_NUMBER = frozenset({"circa", "oltre", "quasi", "più", "meno", "almeno", "ben", "appena", "solo", "soltanto", "intorno", "poco"})
_BEFORE_QUANTITY = _BEFORE_NUMBER | DEGREE
# Prepositions that taggers also call conjunctions or adverbs; without a noun after them they open no group.
_ALSO_PREPOSITIONS = frozenset({"nonostante", "malgrado", "dopo", "durante", "secondo", "oltre", "presso", "entro", "tramite", "mediante"})
_YEAR_ARTICLES = frozenset({"nel", "del", "dal", "al", "il", "sul"})
_STARTERS = frozenset({"ADP", "DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON", "SYM", "X"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})


def find_noun_groups(tokens: Sequence[Token], verbal: Sequence[int]) -> list[DraftGroup]:
    """The noun groups of ``tokens``, in order and without overlap.

    ``verbal`` has for each token the index of its verb group, or -1. "della" opens a group with the preposition "di"; names
    side by side are one group; a scale or a percentage closes its group: "23,16 milioni | di smartphone".
    """
    groups: list[DraftGroup] = []
    count = len(tokens)
    index = 0
    while index < count:
        token = tokens[index]
        if verbal[index] >= 0 or (
            token.pos not in _STARTERS and token.lower not in COMPLEX_PREPOSITIONS and token.lower not in _ALSO_PREPOSITIONS
        ):
            index += 1
            continue
        group, index = _read_group(tokens, verbal, index)
        if group is not None:
            groups.append(group)
    return groups


class _Reading:
    """The state of reading one group."""

    __slots__ = ("adjective_at", "determined", "head", "index", "kind", "number_at", "preposition")

    def __init__(self, index: int, preposition: str | None, determined: bool) -> None:
        self.index = index
        self.preposition = preposition
        self.determined = determined
        self.head = -1
        self.kind = NOUN
        self.number_at = -1
        self.adjective_at = -1


def _read_group(tokens: Sequence[Token], verbal: Sequence[int], start: int) -> tuple[DraftGroup | None, int]:
    """The group that begins at ``start``, if one does, and where to go on."""
    count = len(tokens)
    preposition, articled, begin = _read_opening(tokens, verbal, start)
    if preposition is not None and (begin >= count or (verbal[begin] >= 0 and not _adjectival(tokens, begin))):
        return None, begin
    if preposition is not None and tokens[begin].lower in RELATIVES:
        return None, begin + 1
    reading = _Reading(begin, preposition, articled)
    if not _read_to_head(tokens, verbal, reading):
        return None, reading.index
    if reading.head < 0:
        return _close_headless(tokens, start, begin, reading)
    head, kind, index = reading.head, reading.kind, reading.index
    if kind == NUMBER:
        return DraftGroup(start, index, head, preposition, kind, _number_of(tokens, start, index, head, kind), 0), index
    if kind == NOUN and tokens[head].lemma in SCALES:
        number = "plural" if reading.number_at >= 0 or tokens[head].number == "plural" else "singular"
        return DraftGroup(start, index, head, preposition, NUMBER, number, 0), index
    index = read_tail(tokens, verbal, index, head, kind, start, preposition)
    time = _time_of(tokens, start, index, head, reading.determined) if kind == NOUN else 0
    return DraftGroup(start, index, head, preposition, kind, _number_of(tokens, start, index, head, kind), time), index


def _read_opening(tokens: Sequence[Token], verbal: Sequence[int], start: int) -> tuple[str | None, bool, int]:
    """The preposition that opens a group, whether it is articled, and the index after it."""
    count = len(tokens)
    token = tokens[start]
    follower = tokens[start + 1] if start + 1 < count else None
    compared = token.lower == "oltre" or (token.lower == "di" and start > 0 and tokens[start - 1].lower in ("più", "meno"))
    if compared and follower is not None and follower.pos == "NUM":
        # "oltre 100 negozi" is a quantity; "sono stati spediti poco meno di 3 milioni" has a subject.
        return None, False, start + 1
    if token.lower == "ex":
        return None, False, start
    if token.pos == "ADP" or token.articled or token.lower in _ALSO_PREPOSITIONS:
        preposition, index = read_preposition(tokens, start)
        return preposition, tokens[index - 1].articled, index
    if token.lower in COMPLEX_PREPOSITIONS:
        preposition, index = read_preposition(tokens, start)
        if index > start + 1:
            return preposition, tokens[index - 1].articled, index
    return None, False, start


def _is_said_year(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number stands behind a singular article, as a year does: "nel 2009"."""
    return at > 0 and _looks_like_year(tokens[at].text) and tokens[at - 1].lower in _YEAR_ARTICLES


def _read_to_head(tokens: Sequence[Token], verbal: Sequence[int], reading: _Reading) -> bool:
    """Read determiners, numbers and adjectives up to the head; False where they belong to a relative pronoun."""
    count = len(tokens)
    index = begin = reading.index
    preposition = reading.preposition
    while index < count:
        token = tokens[index]
        pos = token.pos
        if pos in NOMINAL:
            reading.head = index
            reading.kind = NAME if pos == "PROPN" else NOUN
            index += 1
            break
        if pos == "NUM":
            reading.number_at = index
            index += 1
            if index < count and (tokens[index].text in ("%", "€", "$", "£") or tokens[index].pos == "SYM"):
                index += 1
                reading.head, reading.kind = reading.number_at, NUMBER
                break
            if (
                index < count
                and tokens[index].pos == "PROPN"
                and (preposition is not None or reading.determined)
                and _looks_like_year(token.text)
            ):
                break
            if _is_said_year(tokens, reading.number_at) and index < count and (tokens[index].pos in ("NOUN", "NUM", "ADV")):
                break  # "nel 2009 481 treni", "nel 2009 utili per 3 milioni"
        elif pos == "DET":
            if reading.number_at >= 0 or reading.adjective_at >= 0:
                break
            if index + 1 < count and tokens[index + 1].lower in RELATIVES:
                reading.index = index + 2
                return False
            reading.determined = True
            index += 1
        elif pos == "ADJ":
            if reading.adjective_at < 0:
                reading.adjective_at = index
            elif not reading.determined and reading.number_at < 0 and preposition is None:
                break
            index += 1
        elif pos == "SYM" or token.lower == "ex":
            index += 1
        elif pos == "PRON":
            if token.lower in CLITIC_FORMS and token.lower not in ("loro", "lei", "lui", "noi", "voi"):
                break
            if token.lower in RELATIVES:
                break
            if token.lemma in POSSESSIVES and index + 1 < count:
                reading.determined = True
                index += 1
                reading.adjective_at = index - 1 if reading.adjective_at < 0 else reading.adjective_at
                continue
            if (
                (reading.determined and token.lemma != "altro")
                or reading.number_at >= 0
                or (reading.adjective_at >= 0 and not reading.determined)
            ):
                break
            reading.head, reading.kind = index, PRONOUN
            index += 1
            break
        elif (
            token.text in OPENING
            and index > begin - 1
            and index + 1 < count
            and tokens[index + 1].pos in _INSIDE
            and ((reading.determined or preposition is not None) or reading.number_at >= 0)
        ):
            index += 1
        elif (
            pos == "ADV"
            and token.lower in _BEFORE_QUANTITY
            and index + 1 < count
            and (tokens[index + 1].pos in ("NUM", "ADJ") or tokens[index + 1].lower in ("di", "che"))
            and (reading.determined or preposition is not None or tokens[index + 1].pos == "NUM")
        ):
            index += 1
            if tokens[index].lower in ("di", "che"):
                if index + 1 < count and tokens[index + 1].pos == "NUM":
                    index += 1
                else:
                    break
        elif verbal[index] >= 0 and reading.determined and _adjectival(tokens, index):
            reading.adjective_at = index
            index += 1
        elif (
            pos == "CCONJ"
            and reading.adjective_at == index - 1 >= begin
            and index + 2 < count
            and tokens[index + 1].pos == "ADJ"
            and reading.determined
            and (tokens[index + 2].pos in NOMINAL)
        ):
            index += 1
        else:
            break
    reading.index = index
    return True


def _close_headless(tokens: Sequence[Token], start: int, begin: int, reading: _Reading) -> tuple[DraftGroup | None, int]:
    """The group of a number, an adjective or a determiner that no noun follows: "altri 14", "il primo"."""
    index, preposition, kind = reading.index, reading.preposition, reading.kind
    if reading.number_at >= 0:
        head, kind = reading.number_at, NUMBER
    elif reading.adjective_at >= 0 and (reading.determined or preposition is not None):
        head = reading.adjective_at
    elif reading.determined and index > begin and tokens[index - 1].lemma != "il" and tokens[index - 1].lower not in ("un", "un'"):
        head, kind = index - 1, PRONOUN
    else:
        return None, max(index, start + 1)
    while index > head + 1 and tokens[index - 1].pos not in ("SYM", "NUM", "ADJ"):
        index -= 1
    time = _time_of_number(tokens, start, head, preposition) if kind == NUMBER else 0
    return DraftGroup(start, index, head, preposition, kind, _number_of(tokens, start, index, head, kind), time), index


def _adjectival(tokens: Sequence[Token], index: int) -> bool:
    """Whether the verb form at ``index`` is a participle used as an adjective: "il rinnovato accordo"."""
    form = tokens[index].verb
    return (
        form is not None
        and form.mood == "participle"
        and index + 1 < len(tokens)
        and tokens[index + 1].pos in NOMINAL
        and index > 0
        and (tokens[index - 1].pos == "DET" or tokens[index - 1].articled)
    )


def _looks_like_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[0] in "12"


def _number_of(tokens: Sequence[Token], start: int, end: int, head: int, kind: str) -> str | None:
    if kind == NUMBER:
        for index in range(start, end):
            if tokens[index].text in ("%", "€"):
                return "singular"
        return "singular" if tokens[head].lower in ("uno", "una", "un", "1") or _looks_like_year(tokens[head].text) else "plural"
    number = tokens[head].number
    if kind == NOUN or number is None:
        for index in range(start, head):
            token = tokens[index]
            if token.pos == "NUM" and token.lower not in ("uno", "una", "un", "1"):
                return "plural"
            if number is None and token.number is not None and (token.pos == "DET" or token.articled):
                number = token.number
    return number


def _time_of(tokens: Sequence[Token], start: int, end: int, head: int, determined: bool) -> int:
    """Whether a group names a time: 2 as an adverbial only, 1 as a period that may also act, 0 not at all."""
    lemma = tokens[head].lemma
    if lemma not in TIMES:
        return 0
    if lemma not in PERIODS or lemma == "volta":
        return 2
    for index in range(start, end):
        if tokens[index].lower in TIME_MODIFIERS:
            return 2
    if end < len(tokens) and tokens[end].lower in ("fa", "dopo", "prima", "or", "orsono"):
        return 2
    return 1 if determined or any(tokens[index].pos == "NUM" for index in range(start, head)) else 2


def _time_of_number(tokens: Sequence[Token], start: int, head: int, preposition: str | None) -> int:
    text = tokens[head].text
    if preposition is None and start + 1 == head and tokens[start].lower in ("il", "l'", "l’") and text.isdigit() and len(text) < 3:
        return 2  # "il 22": a day
    return 1 if preposition is None and _looks_like_year(tokens[head].text) else 0
