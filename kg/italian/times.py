"""Finds the times that a sentence names: days, months, quarters, years, and times told from the article's date or from another time."""

from __future__ import annotations

from dataclasses import replace

from kg.italian.calendar import MONTHS, SEASONS, WEEKDAYS, full_year
from kg.italian.dates import read_date, read_day, read_month, read_weekday
from kg.italian.number_words import ordinal
from kg.italian.periods import resolve
from kg.italian.time_expressions import Cursor, Found, TimeExpression
from kg.italian.time_units import read_unit, read_year_after
from kg.italian.time_words import (
    AFTER,
    ARTICLES,
    AT,
    CODE,
    DATE,
    DECADE,
    DEICTIC,
    DEICTICS,
    EDGES,
    ENDED,
    FROM,
    HYPHENED,
    LAST,
    LATEST,
    MONTH,
    NEXT,
    NOW_WORD,
    NUMBER,
    OF,
    PART,
    PARTS_OF_DAY,
    SEASON,
    SHORT_MONTH,
    THIS,
    UNIT,
    WEEKDAY,
    YEAR,
    trigger,
)
from kg.italian.word_lists import words
from kg.model import Sentence

__all__ = ["TimeExpression", "find", "resolve"]


def find(sentence: Sentence) -> tuple[Found, ...]:
    """The expressions of time of ``sentence`` as ``(first, last, expression)``, left to right, never overlapping; ``last`` is exclusive.

    A span covers the words that say the time and the preposition that says its mode ("entro", "dal", "fino al"), no other preposition and
    no article. Clock times are left out.
    """
    tokens = sentence.tokens
    hits = [(index, kind) for index, token in enumerate(tokens) if (kind := trigger(token.lower))]
    if not hits:
        return ()
    cursor = Cursor(tuple(token.lower for token in tokens), tokens)
    found: list[Found] = []
    for index, kind in hits:
        if index < cursor.floor:
            continue
        piece = _READERS[kind](cursor, index)
        if piece is not None:
            first, last, said = _with_edge(cursor, piece)
            piece = max(first, cursor.floor), last, said
            found.append(piece)
            cursor.floor = piece[1]
    return tuple(_with_modes(cursor, _merge(cursor, found)))


def _read_hyphened(cursor: Cursor, index: int) -> Found | None:
    """ "luglio-settembre", "lunedì-venerdì"."""
    low, _, high = cursor.words[index].replace("–", "-").partition("-")
    if low in WEEKDAYS:
        start, end = (TimeExpression("date", weekday=WEEKDAYS[name], count=0) for name in (low, high))
        return index, index + 1, TimeExpression("span", "range", start=start, end=end)
    said = TimeExpression("months", _grain(MONTHS[low], MONTHS[high]), month=MONTHS[low], last_month=MONTHS[high])
    said, last = read_year_after(cursor, index + 1, said)
    first = index
    if cursor.at(index - 1) in ("trimestre", "bimestre", "quadrimestre", "semestre", "periodo") and index - 1 >= cursor.floor:
        first = index - 1
    return first, last, said


def _grain(first: int, last: int) -> str:
    if (last - first) % 12 == 2 and first % 3 == 1:
        return "quarter"
    return "half" if (last - first) % 12 == 5 and first in (1, 7) else "range"


_YEAR_OPENERS = words(
    """
    il nel del dal al sul col nell' dell' fine inizio metà anno entro dopo tra fra e ed ( – - / , in dall' per durante fino
    ante vs contro su ; : «
    """
)


def _read_year(cursor: Cursor, index: int) -> Found | None:
    token = cursor.tokens[index]
    before = cursor.at(index - 1)
    after = cursor.tokens[index + 1] if index + 1 < len(cursor.tokens) else None
    if before == "classe":  # "Riva, classe 1938": a year of birth
        return None
    articled = before in ("nel", "del", "dal", "al", "il", "sul", "col", "anno", "fine", "inizio", "metà", "esercizio")
    if not articled:
        if (
            index
            and before not in _YEAR_OPENERS
            and (cursor.tokens[index - 1].text != before or before in ("i", "gli", "ai", "dei", "$", "€", "£"))
        ):
            return None
        if after is not None and (
            after.pos in ("NOUN", "SYM") or after.lower in ("mila", "milioni", "miliardi", "%", "per", "€", "$", "euro", "dollari", "anni")
        ):
            return None
        if index and before not in _YEAR_OPENERS and before.isalpha() and cursor.tokens[index - 1].pos in ("PROPN", "NUM"):
            return None
    elif after is not None and after.lower in ("milioni", "miliardi", "mila", "euro", "dollari", "€", "%"):
        return None
    if token.text < "1900" and (before not in ("nel", "del", "dal", "anno") or not token.text.isdecimal()):
        return None
    first = index
    if before in ("anno", "esercizio"):
        first -= 1
        end = _closed_elsewhere(cursor, index + 1) if before == "esercizio" else None
        if end:
            return first, end, TimeExpression("unknown", "year")
    if token.text.isdecimal():
        return first, index + 1, TimeExpression("date", "year", int(token.text))
    low, _, high = token.text.replace("–", "-").replace("/", "-").partition("-")
    if "/" in token.text and before == "esercizio":
        return first, index + 1, TimeExpression("unknown", "year")
    end = int(high) if len(high) == 4 else int(low[:2] + high)
    if end <= int(low):
        return None
    start = TimeExpression("date", "year", int(low))
    return first, index + 1, TimeExpression("span", "range", start=start, end=TimeExpression("date", "year", end))


def _closed_elsewhere(cursor: Cursor, index: int) -> int | None:
    """Where a business year that closes with another month than December has said so: "l'esercizio 2014, terminato il 31 agosto"."""
    closed = False
    for at in range(index, min(index + 8, len(cursor.words))):
        word = cursor.words[at]
        closed = closed or word.startswith(ENDED)
        if closed and word in MONTHS:
            return None if MONTHS[word] == 12 else at + 1
    return None


def _read_season(cursor: Cursor, index: int) -> Found | None:
    first_month, last_month = SEASONS[cursor.words[index]]
    said = TimeExpression("months", "season", month=first_month, last_month=last_month)
    said, last = read_year_after(cursor, index + 1, said)
    before = cursor.at(index - 1)
    first = index
    if before in LAST or before in LATEST:
        first, said = index - 1, replace(said, tense="past")
    elif before in NEXT:
        first, said = index - 1, replace(said, tense="future")
    elif before in THIS:
        first, said = index - 1, replace(said, year_offset=0)
    if first < cursor.floor or (cursor.tokens[index].text[0].isupper() and index and said.year is None and first == index):
        return None
    return first, last, said


def _read_deictic(cursor: Cursor, index: int) -> Found | None:
    word = cursor.words[index]
    count = DEICTICS[word]
    first, last = index, index + 1
    if cursor.at(last) in PARTS_OF_DAY:
        last += 1
    if word == "ieri" and cursor.at(index - 1) == "altro":
        first, count = index - 1, -2
    elif word == "domani" and cursor.at(index - 1) == "dopo":
        first, count = index - 1, 2
        if cursor.at(index - 2) == "giorno":
            first -= 1
    elif cursor.at(first - 1) == "finora":
        return None
    return max(first, cursor.floor), last, TimeExpression("relative", "day", unit="day", count=count, vague_now=word == "oggi")


def _read_now(cursor: Cursor, index: int) -> Found | None:
    if cursor.words[index] == "ora":
        before, after = cursor.at(index - 1), cursor.at(index + 1)
        if (
            before in ARTICLES
            or before in THIS
            or ordinal(before)
            or before in OF
            or before in ("per", "all'", "ogni", "mezz'", "quarto", "d'", "ultima", "/", "a", "che", "1", "alla")
        ):
            return None
        if after in OF or after in ("legale", "che", "solare"):
            return None
    return index, index + 1, TimeExpression("relative", "day", unit="day", count=0, vague_now=True)


def _read_part(cursor: Cursor, index: int) -> Found | None:
    if cursor.at(index - 1) in THIS and index - 1 >= cursor.floor:
        return index - 1, index + 1, TimeExpression("relative", "day", unit="day", count=0)
    return None


def _read_code(cursor: Cursor, index: int) -> Found | None:
    """ "Q2 2023", "nel T3", "H1 2020"; without a preposition or a year it may be a product."""
    word = cursor.words[index]
    number = int(word[0] if word[0].isdecimal() else word[1])
    length = 6 if "h" in word else 3
    if not 1 <= number <= 12 // length:
        return None
    said = TimeExpression("months", "half" if length == 6 else "quarter", month=(number - 1) * length + 1, last_month=number * length)
    said, last = read_year_after(cursor, index + 1, said)
    if said.year is None and cursor.at(index - 1) not in ("nel", "del", "dal", "al"):
        return None
    return index, last, said


def _read_decade(cursor: Cursor, index: int) -> Found | None:
    """ "anni '90", "nel '68"."""
    digits = cursor.words[index][1:]
    if cursor.at(index - 1) == "anni" and digits[1] == "0":
        return index - 1, index + 1, TimeExpression("decade", "range", year=full_year(digits))
    if cursor.at(index - 1) in ("nel", "del", "dal", "al"):
        return index, index + 1, TimeExpression("date", "year", full_year(digits))
    return None


_READERS = {
    DATE: read_date,
    MONTH: read_month,
    SHORT_MONTH: read_month,
    WEEKDAY: read_weekday,
    SEASON: _read_season,
    UNIT: read_unit,
    YEAR: _read_year,
    DEICTIC: _read_deictic,
    NOW_WORD: _read_now,
    PART: _read_part,
    CODE: _read_code,
    NUMBER: read_day,
    DECADE: _read_decade,
    HYPHENED: _read_hyphened,
}


def _with_edge(cursor: Cursor, piece: Found) -> Found:
    """Takes in "a fine", "all'inizio di", "alla metà del": the edge of a period stands for it, the end of a named year for December."""
    first, last, said = piece
    at = first - 1
    articled = cursor.at(at) in OF
    if articled:
        at -= 1
    if cursor.at(at) not in EDGES or at < cursor.floor or said.kind not in ("date", "months", "relative", "same") or said.grain == "day":
        return piece
    if cursor.at(at) == "fine" and said.kind == "date" and said.grain == "year" and cursor.at(at - 1) not in ("entro", "la"):
        said = replace(said, month=12, grain="month")
    return at, last, said


def _merge(cursor: Cursor, found: list[Found]) -> list[Found]:
    """Joins two times into one from the first to the second: "tra luglio e settembre", "dal 2010 al 2015", "13 luglio - 15 luglio"."""
    merged: list[Found] = []
    for piece in found:
        if merged and (joined := _join(cursor, merged[-1], piece)):
            merged[-1] = joined
        else:
            merged.append(piece)
    return merged


def _join(cursor: Cursor, left: Found, right: Found) -> Found | None:
    between = [word for word in cursor.words[left[1] : right[0]] if word not in ARTICLES]
    if (
        len(between) > 2
        or not between
        or left[2].kind not in ("date", "months", "relative")
        or right[2].kind not in ("date", "months", "relative")
    ):
        return None
    at = left[0] - 1
    while cursor.at(at) in ARTICLES:
        at -= 1
    opener = cursor.at(at)
    joint = between[-1]
    dash = between in (["-"], ["–"])
    if not (dash and left[2].grain == right[2].grain) and not (
        (between in (["e"], ["ed"]) and opener in ("tra", "fra"))
        or (opener in FROM and (joint in AT and (len(between) == 1 or between[0] in ("fino", "sino"))))
    ):
        return None
    first = left[0] if dash else at
    return first, right[1], TimeExpression("span", "range", start=left[2], end=right[2])


def _with_modes(cursor: Cursor, found: list[Found]) -> list[Found]:
    modal: list[Found] = []
    floor = 0
    for first, last, said in found:
        at = first - 1
        if cursor.at(at) in ARTICLES and at > floor:
            at -= 1
        if at >= floor and said.kind != "unknown":
            first, said = _with_mode(cursor, first, at, floor, said)
        modal.append((first, last, said))
        floor = last
    return modal


def _with_mode(cursor: Cursor, first: int, at: int, floor: int, said: TimeExpression) -> tuple[int, TimeExpression]:
    word = cursor.at(at)
    before = cursor.at(at - 1) if at > floor else ""
    if word == "entro":
        return at, replace(said, mode="by")
    if word in AT and before in ("fino", "sino"):
        return at - 1, replace(said, mode="until")
    if word in AT and before == "qui" and cursor.at(at - 2) == "da":
        return at - 2, TimeExpression("span", "range", end=said)
    if word in FROM:
        if before == "partire":
            return at - 2, replace(said, mode="from")
        return (at, replace(said, mode="from")) if said.kind != "span" else (first, said)
    if word == "dopo" and word in AFTER:
        return at, replace(said, mode="after")
    if word in OF and before == "prima":
        return at - 1, replace(said, mode="before")
    return first, said
