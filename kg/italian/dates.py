"""Reads days and months: "il 14 novembre", "lunedì scorso", "25/12/2012", "il primo martedì di ottobre", "il 22"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.italian.calendar import MONTHS, SHORT_MONTHS, WEEKDAYS, full_year, is_date, is_year, parse_date
from kg.italian.number_words import cardinal, ordinal
from kg.italian.time_expressions import Cursor, Found, TimeExpression
from kg.italian.time_units import read_year_after
from kg.italian.time_words import ARTICLES, AT, FROM, IN, LAST, LATEST, NEXT, OF, PARTS_OF_DAY, THIS
from kg.italian.word_lists import words


def _day_before(cursor: Cursor, index: int) -> tuple[int, int] | None:
    """The day written before the month at ``index``, as (first token, day)."""
    at = index - 1
    if cursor.at(at) == "di" and cursor.at(at - 1) in ("primo", "1", "1°", "1º"):
        at -= 1
    word = cursor.at(at)
    if not word:
        return None
    day = _day_number(word)
    if day is None and "-" in word and cursor.words[index] in MONTHS:
        day = _day_number(word.rpartition("-")[2])
    if day is None and word == "primo" and cursor.at(at - 1) not in ("per", "come"):
        day = 1
    return (at, day) if day else None


def _day_number(word: str) -> int | None:
    """The day of the month that a word says ("5", "1°", "tredici"), or None."""
    if not word:
        return None
    if word.isdecimal():
        return int(word) if len(word) <= 2 and 1 <= int(word) <= 31 else None
    if word[0].isdecimal() and word[-1] in "°ºª":
        return ordinal(word)
    value = cardinal(word)
    return int(value) if value is not None and 1 <= value <= 31 else None


def read_month(cursor: Cursor, index: int) -> Found | None:
    word = cursor.words[index]
    month = MONTHS.get(word) or SHORT_MONTHS[word]
    short = word not in MONTHS
    day = _day_before(cursor, index)
    if day and day[0] < cursor.floor:
        day = None
    if short and not day and not is_year(cursor.at(index + 1)):
        return None
    first = day[0] if day else index
    said = TimeExpression("date", "day" if day else "month", month=month, day=day[1] if day else None)
    said, last = read_year_after(cursor, index + 1, said)
    if day and said.year is None and said.year_offset is None and _two_digit_year(cursor, last):
        said = replace(said, year=full_year(cursor.at(last).lstrip("'’")))
        last += 1
    if (day and not is_date(said.year, month, day[1])) or cursor.at(index - 1) in ("0", "00"):
        cursor.floor = last  # "30 febbraio 2020": no date, and its year no time
        return None
    if day:
        pointer = cursor.at(first - 1)
        if said.year is None and (pointer in LAST or pointer in NEXT):
            said = replace(said, tense="past" if pointer in LAST else "future")  # "lo scorso 25 maggio"
        return _with_weekday(cursor, *_day_range(cursor, first, last, said))
    before = cursor.at(index - 1)
    if before in LAST or (before in LATEST and said.year is None):
        return index - 1, last, replace(said, tense="past")
    if before in NEXT:
        return index - 1, last, replace(said, tense="future")
    if (before in OF and cursor.at(index - 2) in ("mese", "mesi")) or before in ("mese", "mesi"):
        first = index - 2 if before in OF else index - 1
        before = cursor.at(first - 1)
    if before in OF or before in IN:
        nth = _nth_before(cursor, first - 1)
        if nth and cursor.at(nth[0] + 1) == "settimana":
            return nth[0], last, replace(said, grain="week")
        if nth:
            return nth[0], last, replace(said, grain="day", nth=nth[1], weekday=nth[2])
    return (first, last, said) if first >= cursor.floor else (index, last, said)


def _two_digit_year(cursor: Cursor, index: int) -> bool:
    """ "3 febbraio '82", or "3 febbraio 82" where nothing follows that could be counted."""
    word = cursor.at(index)
    if word[:1] in ("'"):
        return len(word) == 3 and word[1:].isdecimal()
    return len(word) == 2 and word.isdecimal() and not cursor.at(index + 1)[:1].isalpha() and cursor.at(index + 1) != "%"


def _day_range(cursor: Cursor, first: int, last: int, said: TimeExpression) -> Found:
    """A first day without its month: "13-15 luglio", "dal 13 al 15 luglio", "tra il 13 e il 15 luglio", "10 - 22 agosto"."""
    low = _day_number(cursor.at(first).partition("-")[0]) if "-" in cursor.at(first)[1:] else None
    if low:
        opening = replace(said, day=low, year=None, year_offset=None)
        return first, last, TimeExpression("span", "range", start=opening, end=said)
    at = first - 1
    joint = cursor.at(at)
    if joint in ARTICLES:
        at -= 1
        joint = cursor.at(at)
    if joint in ("-", "–", "e", "ed") or joint in AT:
        start = _day_number(cursor.at(at - 1)) if at > cursor.floor else None
        opener = cursor.at(at - 2)
        if opener in ARTICLES:
            opener = cursor.at(at - 3)
        if start and is_date(said.year, said.month or 1, start) and (joint in ("-", "–") or opener in FROM or opener in ("tra", "fra")):
            opening = replace(said, day=start, year=None, year_offset=None)
            mode_word = at - 2 if opener in FROM or opener in ("tra", "fra") else at - 1
            return max(mode_word, cursor.floor), last, TimeExpression("span", "range", start=opening, end=said)
    return first, last, said


def _with_weekday(cursor: Cursor, first: int, last: int, said: TimeExpression) -> Found:
    before = cursor.at(first - 1)
    if before == ",":
        before = cursor.at(first - 2)
        if before in WEEKDAYS and first - 2 >= cursor.floor:
            return first - 2, last, _on_weekday(said, WEEKDAYS[before])
    elif before in WEEKDAYS and first - 1 >= cursor.floor:
        return first - 1, last, _on_weekday(said, WEEKDAYS[before])
    return first, last, said


def _on_weekday(said: TimeExpression, weekday: int) -> TimeExpression:
    """The weekday tells the year of a date without one."""
    return replace(said, weekday=weekday) if said.kind == "date" else said


def _nth_before(cursor: Cursor, at: int) -> tuple[int, int, int | None] | None:
    """ "primo martedì [di ottobre]", "l'ultimo giorno [di]": first token, which one, which weekday; ``at`` is the preposition."""
    noun = cursor.at(at - 1)
    weekday = WEEKDAYS.get(noun)
    if weekday is None and noun not in ("giorno", "settimana"):
        return None
    word = cursor.at(at - 2)
    nth = -1 if word in LATEST else ordinal(word) if word else None
    return None if nth is None or at - 2 < cursor.floor else (at - 2, nth, weekday)


def read_date(cursor: Cursor, index: int) -> Found | None:
    parts = parse_date(cursor.tokens[index].text)
    if parts is None:
        return None
    year, month, day = parts
    if year is None and not (cursor.at(index - 1) in ("il", "del", "dal", "al", "entro", "giorno") or len(cursor.words) == 1):
        return None
    return _with_weekday(cursor, index, index + 1, TimeExpression("date", "day", year, month, day))


def read_weekday(cursor: Cursor, index: int) -> Found | None:
    weekday = WEEKDAYS[cursor.words[index]]
    before, after = cursor.at(index - 1), cursor.at(index + 1)
    skip = index + 2 if after == "," else index + 1
    day = _day_number(cursor.at(skip)) if cursor.at(skip)[:1].isdecimal() else None
    if day and (cursor.at(skip + 1) in MONTHS or cursor.at(skip + 1) in SHORT_MONTHS):
        return None  # the month reads it all
    first, last = index, index + 1
    said = TimeExpression("date", weekday=weekday)
    if day and after != "," and not cursor.at(skip + 1)[:1].isalpha():
        return index, skip + 1, replace(said, day=day)
    if (ordinal(before) and (after in OF or after == "in")) or (
        before in LATEST and after in OF and cursor.at(index + 2) in (*MONTHS, "mese")
    ):
        return None
    if after in LAST or before in LAST or before in LATEST:
        said = replace(said, tense="past", count=-1)
        first, last = (index, index + 2) if after in LAST else (index - 1, index + 1)
    elif after in NEXT or before in NEXT:
        said = replace(said, tense="future", count=1)
        first, last = (index, index + 2) if after in NEXT else (index - 1, index + 1)
    elif before in THIS:
        first = index - 1
        said = replace(said, tense="future")
    elif after == "dopo" and not cursor.at(index + 2)[:1].isalpha():
        last += 1
        said = replace(said, tense="future", count=1)
    elif after in OF and cursor.at(index + 2) in THIS and cursor.at(index + 3) == "settimana":
        return index, index + 4, replace(said, count=0)
    if cursor.at(last) in PARTS_OF_DAY:
        last += 1
    return (first, last, said) if first >= cursor.floor else None


def _has_percentages(said: Sequence[str]) -> bool:
    return "%" in said or any(word == "cento" and index and said[index - 1] == "per" for index, word in enumerate(said))


_PAUSES = words(", . ; ) : e con in a al per alle nei nelle negli ad da quando ore")


def read_day(cursor: Cursor, index: int) -> Found | None:
    """A bare day of the month ("il 22", "dal 3 al 5"): after a singular article, for a count takes the plural; never beside percentages."""
    before = cursor.at(index - 1)
    paired = before == "al" and cursor.at(index - 3) == "dal" and index - 2 < cursor.floor
    if (before not in ("il", "l'", "dal") and not paired) or _has_percentages(cursor.words[max(0, index - 30) : index + 30]):
        return None
    opener = cursor.at(index - 2)
    if opener in ("contro", "oltre", "sotto", "sopra", "quasi", "dopo", "per", "numero") or opener.startswith(("supera", "raggiun")):
        return None
    after = cursor.at(index + 1)
    if after and after not in _PAUSES:
        return None
    return index, index + 1, TimeExpression("date", day=int(cursor.words[index]))
