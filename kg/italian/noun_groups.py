"""Noun groups: a noun or name with its preposition, determiners, numbers and adjectives, before roles are known."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.noun_classes import CLITIC_FORMS, PERIODS, PLACES, RELATIVES, SCALES, TIME_MODIFIERS, TIMES
from kg.italian.prepositions import COMPLEX_PREPOSITIONS, read_preposition
from kg.model import Token

NAME, NOUN, NUMBER, PRONOUN = "name", "noun", "number", "pronoun"
_QUOTES = frozenset({'"', "«", "»", "“", "”", "'", "‘", "’", "''", "``"})
_OPENING = frozenset({'"', "«", "“", "‘", "``", "'"})
_BEFORE_NUMBER = frozenset({"circa", "oltre", "quasi", "più", "meno", "almeno", "ben", "appena", "solo", "soltanto", "intorno", "poco"})
_DEGREE = frozenset(
    {"più", "meno", "molto", "assai", "così", "tanto", "troppo", "sempre", "ancora", "ormai", "estremamente", "particolarmente", "ben"}
)
_BEFORE_QUANTITY = _BEFORE_NUMBER | _DEGREE
_NOMINAL = frozenset({"NOUN", "PROPN", "X"})


class DraftGroup:
    """A noun group while roles are being found; ``roles.assign`` fills what is None."""

    __slots__ = ("clause", "first", "governor", "head", "kind", "last", "listed", "number", "preposition", "role", "time")

    def __init__(self, first: int, last: int, head: int, preposition: str | None, kind: str, number: str | None, time: int) -> None:
        self.first = first
        self.last = last
        self.head = head
        self.preposition = preposition
        self.kind = kind  # name, noun, number, pronoun
        self.number = number  # singular, plural
        self.time = time  # 0 no time, 1 a time that may be subject ("il trimestre"), 2 an adverbial ("il 14 novembre")
        self.clause = 0
        self.role: str | None = None
        self.governor: int | None = None
        self.listed: int | None = None


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


_FRONTED = frozenset({"in", "su", "a", "dopo", "tra", "fra", "durante"})
_COMPARING = frozenset({"pari", "superiore", "inferiore", "superiori", "inferiori", "uguale"})
# Prepositions that taggers also call conjunctions or adverbs; without a noun after them they open no group.
_ALSO_PREPOSITIONS = frozenset({"nonostante", "malgrado", "dopo", "durante", "secondo", "oltre", "presso", "entro", "tramite", "mediante"})
_STARTERS = frozenset({"ADP", "DET", "NUM", "NOUN", "PROPN", "ADJ", "PRON", "SYM", "X"})


def _read_group(tokens: Sequence[Token], verbal: Sequence[int], start: int) -> tuple[DraftGroup | None, int]:
    """The group that begins at ``start``, if one does, and where to go on."""
    count = len(tokens)
    index = start
    preposition: str | None = None
    articled = False
    token = tokens[index]
    if token.lower == "oltre" and start + 1 < count and tokens[start + 1].pos == "NUM":
        # "oltre 100 negozi" is a quantity, not a place.
        index += 1
    elif token.lower == "ex":
        pass
    elif (
        token.lower == "di"
        and start + 1 < count
        and tokens[start + 1].pos == "NUM"
        and start
        and tokens[start - 1].lower in ("più", "meno")
    ):
        # "sono stati spediti poco meno di 3 milioni" has a subject.
        index += 1
    elif token.pos == "ADP" or token.articled or token.lower in _ALSO_PREPOSITIONS:
        preposition, index = read_preposition(tokens, index)
        articled = tokens[index - 1].articled
        after = index
        if index >= count or (verbal[index] >= 0 and not _adjectival(tokens, index)):
            return None, after
    elif token.lower in COMPLEX_PREPOSITIONS:
        name, end = read_preposition(tokens, index)
        if end > index + 1:
            preposition, index = name, end
            articled = tokens[index - 1].articled
    head = -1
    kind = NOUN
    determined = articled
    number_at = adjective_at = -1
    begin = index
    # What may stand before the head.
    if preposition is not None and index < count and tokens[index].lower in RELATIVES:
        return None, index + 1
    while index < count:
        token = tokens[index]
        pos = token.pos
        if pos in _NOMINAL:
            head = index
            kind = NAME if pos == "PROPN" else NOUN
            index += 1
            break
        if pos == "NUM":
            number_at = index
            index += 1
            if index < count and (tokens[index].text in ("%", "€", "$", "£") or tokens[index].pos == "SYM"):
                index += 1
                head, kind = number_at, NUMBER
                break
            if index < count and tokens[index].pos == "PROPN" and (preposition is not None or determined) and _looks_like_year(token.text):
                break
        elif pos == "DET":
            if number_at >= 0 or adjective_at >= 0:
                break
            if index + 1 < count and tokens[index + 1].lower in RELATIVES:
                return None, index + 2
            determined = True
            index += 1
        elif pos == "ADJ":
            if adjective_at < 0:
                adjective_at = index
            elif not determined and number_at < 0 and preposition is None:
                break
            index += 1
        elif pos == "SYM" or token.lower == "ex":
            index += 1
        elif pos == "PRON":
            if token.lower in CLITIC_FORMS and token.lower not in ("loro", "lei", "lui", "noi", "voi"):
                break
            if token.lower in RELATIVES:
                break
            if token.lemma in _POSSESSIVES and index + 1 < count:
                determined = True
                index += 1
                adjective_at = index - 1 if adjective_at < 0 else adjective_at
                continue
            if (determined and token.lemma != "altro") or number_at >= 0 or (adjective_at >= 0 and not determined):
                break
            head, kind = index, PRONOUN
            index += 1
            break
        elif (
            token.text in _OPENING
            and index > begin - 1
            and index + 1 < count
            and tokens[index + 1].pos in _INSIDE
            and (determined or preposition is not None or number_at >= 0)
        ):
            index += 1
        elif (
            pos == "ADV"
            and token.lower in _BEFORE_QUANTITY
            and index + 1 < count
            and (tokens[index + 1].pos in ("NUM", "ADJ") or tokens[index + 1].lower in ("di", "che"))
            and (determined or preposition is not None or tokens[index + 1].pos == "NUM")
        ):
            index += 1
            if tokens[index].lower in ("di", "che"):
                if index + 1 < count and tokens[index + 1].pos == "NUM":
                    index += 1
                else:
                    break
        elif verbal[index] >= 0 and determined and _adjectival(tokens, index):
            adjective_at = index
            index += 1
        elif (
            pos == "CCONJ"
            and adjective_at == index - 1 >= begin
            and index + 2 < count
            and tokens[index + 1].pos == "ADJ"
            and determined
            and (tokens[index + 2].pos in _NOMINAL)
        ):
            index += 1
        else:
            break
    if head < 0:
        if number_at >= 0:
            head, kind = number_at, NUMBER
        elif adjective_at >= 0 and (determined or preposition is not None):
            head = adjective_at
        elif determined and index > begin and tokens[index - 1].lemma != "il" and tokens[index - 1].lower not in ("un", "un'"):
            head, kind = index - 1, PRONOUN
        else:
            return None, max(index, start + 1)
        while index > head + 1 and tokens[index - 1].pos not in ("SYM", "NUM", "ADJ"):
            index -= 1
        if kind == NUMBER and number_at >= 0:
            return DraftGroup(
                start,
                index,
                head,
                preposition,
                kind,
                _number_of(tokens, start, index, head, kind),
                _time_of_number(tokens, start, head, preposition),
            ), index
        return DraftGroup(start, index, head, preposition, kind, _number_of(tokens, start, index, head, kind), 0), index
    if kind == NOUN and tokens[head].lemma in SCALES:
        kind = NUMBER
        number = "plural" if number_at >= 0 or tokens[head].number == "plural" else "singular"
        return DraftGroup(start, index, head, preposition, kind, number, 0), index
    index = _read_after_head(tokens, verbal, index, head, kind, start, preposition)
    time = _time_of(tokens, start, index, head, determined) if kind == NOUN else 0
    return DraftGroup(start, index, head, preposition, kind, _number_of(tokens, start, index, head, kind), time), index


_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_POSSESSIVES = frozenset({"suo", "mio", "tuo", "nostro", "vostro", "loro", "proprio"})


def _read_after_head(
    tokens: Sequence[Token], verbal: Sequence[int], index: int, head: int, kind: str, start: int, preposition: str | None
) -> int:
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
        elif token.lemma in _POSSESSIVES and pos in ("DET", "PRON", "ADJ") and index == head + 1:
            index += 1
        elif pos == "ADJ":
            if token.lower in _COMPARING and index + 1 < count and tokens[index + 1].lemma == "a":
                break
            index += 1
            after_adjective = True
        elif pos == "NUM":
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
        elif pos == "ADV" and token.lower in _DEGREE and index + 1 < count and tokens[index + 1].pos == "ADJ":
            index += 2
            after_adjective = True
        elif kind == NAME and len(token.text) == 1 and token.text.isupper() and tokens[index - 1].pos == "PROPN":
            # "Moto E": a letter that names a model, not a conjunction.
            index += 1
        elif token.text in _QUOTES and index + 1 < count:
            if (
                token.text in _OPENING
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
            if follower in _NOMINAL or follower == "NUM":
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
    opened = [at for at in range(start, head) if tokens[at].text in _OPENING]
    return len(opened) == 1 and not any(tokens[at].text in _QUOTES for at in range(opened[0] + 1, index))


def _adjectival(tokens: Sequence[Token], index: int) -> bool:
    """Whether the verb form at ``index`` is a participle used as an adjective: "il rinnovato accordo"."""
    form = tokens[index].verb
    return (
        form is not None
        and form.mood == "participle"
        and index + 1 < len(tokens)
        and tokens[index + 1].pos in _NOMINAL
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
