"""Reads times that are told with a noun of time: "l'anno scorso", "nei primi nove mesi", "due anni fa", "il trimestre precedente"."""

from __future__ import annotations

from dataclasses import replace

from kg.italian.calendar import MONTHS, SHORT_MONTHS, full_year, is_year
from kg.italian.number_words import COLLECTIVES, cardinal, ordinal
from kg.italian.time_expressions import Cursor, Found, TimeExpression
from kg.italian.time_words import (
    AFTER,
    AT,
    BEFORE,
    DECADES,
    DEICTICS,
    EDGES,
    ENDED,
    FISCAL,
    IN,
    LAST,
    LATEST,
    MONTHS_OF_UNIT,
    NEXT,
    OF,
    SAME,
    THIS,
    UNITS,
)
from kg.italian.word_lists import words

_OWN = words("suo proprio loro nuovo")


def read_year_after(cursor: Cursor, index: int, said: TimeExpression) -> tuple[TimeExpression, int]:
    """Reads the year behind a month, a quarter or a season ("2017", "del 2017", "dell'anno scorso", "scorso"); returns where it ends."""
    word = cursor.at(index)
    if is_year(word):
        return replace(said, year=int(word)), index + 1
    if word in LAST:
        return replace(said, tense="past"), index + 1
    if word in NEXT:
        return replace(said, tense="future"), index + 1
    if word in OF or (word == "," and is_year(cursor.at(index + 1))):
        if cursor.at(index + 1) in _OWN:
            index += 1  # "del suo anno fiscale"
        following = cursor.at(index + 1)
        if is_year(following):
            return replace(said, year=int(following)), index + 2
        if following[:1] in ("'") and following[1:].isdecimal() and len(following) == 3:
            return replace(said, year=(1900 if following[1] >= "5" else 2000) + int(following[1:])), index + 2
        offset = _year_offset(cursor, index + 1)
        if offset:
            return replace(said, year_offset=offset[0]), offset[1]
        if following in ("anno", "esercizio"):
            if cursor.at(index + 2) in FISCAL or cursor.at(index + 2) in ENDED:
                return replace(said, kind="unknown"), index + 3
            if is_year(cursor.at(index + 2)):
                return replace(said, year=int(cursor.at(index + 2))), index + 3
            if following == "esercizio":
                return replace(said, kind="unknown"), index + 2
            return replace(said, year_offset=0) if cursor.at(index + 2) not in BEFORE else said, index + 2
    return said, index


def _year_offset(cursor: Cursor, index: int) -> tuple[int, int] | None:
    """ "anno scorso", "scorso anno", "quest'anno", "prossimo anno" at ``index``: the years from the article's, and the end."""
    word, following = cursor.at(index), cursor.at(index + 1)
    if word == "anno":
        if following in LAST or following in BEFORE:
            return -1, index + 2
        if following in NEXT or following in AFTER:
            return 1, index + 2
        if following == "corrente":
            return 0, index + 2
        if following == "in" and cursor.at(index + 2) == "corso":
            return 0, index + 3
    elif following == "anno":
        if word in LAST:
            return -1, index + 2
        if word in NEXT:
            return 1, index + 2
        if word in THIS:
            return 0, index + 2
    return None


def _count_before(cursor: Cursor, index: int) -> tuple[int, int | None] | None:
    """The number that ends at ``index`` (inclusive) as (first token, value); the value is None of a range or an unclear number."""
    word = cursor.at(index)
    if not word or index < cursor.floor:
        return None
    if word in ("un", "una", "un'", "uno"):
        return index, 1
    if word.isdecimal() and len(word) <= 3:
        value: int | None = int(word)
        if cursor.at(index - 1) in ("-", "–", "o") and cursor.at(index - 2).isdecimal():
            return index - 2, None
        return index, value
    if word[0].isdecimal():
        return index, None
    spelled = cardinal(word)
    if spelled is not None:
        first = index
        if cursor.at(index - 1) in ("o", "-") and cardinal(cursor.at(index - 2) or "-") is not None:
            return index - 2, None
        return first, int(spelled)
    if word == "di" and cursor.at(index - 1) in COLLECTIVES:
        return index - 2, None
    if word in ("pochi", "poche", "alcuni", "alcune", "qualche", "diversi", "diverse", "molti"):
        return index, None
    return None


def read_unit(cursor: Cursor, index: int) -> Found | None:
    """The expression of time around the noun of time at ``index``, or None where it names no time ("tre anni di lavoro")."""
    unit, plural = UNITS[cursor.words[index]]
    after = cursor.at(index + 1)
    if cursor.words[index] in ("anno", "esercizio") and is_year(after.partition("-")[0].partition("/")[0]):
        return None  # the year reads it
    if "-" in after and after.partition("-")[0] in MONTHS:
        return None  # "il trimestre luglio-settembre"
    if cursor.words[index] == "anni" and after in DECADES:
        return index, index + 2, TimeExpression("decade", "range", year=DECADES[after])
    if cursor.words[index] == "anni":
        digits = index + 2 if after in ("'", "‘", "’") else index + 1
        if len(cursor.at(digits)) == 2 and cursor.at(digits).isdecimal() and cursor.at(digits)[1] == "0":
            return index, digits + 1, TimeExpression("decade", "range", year=full_year(cursor.at(digits)))
    if unit == "year" and after in FISCAL:
        last = index + 2 + is_year(cursor.at(index + 2))
        if cursor.at(last) == "in" and cursor.at(last + 1) == "corso":
            last += 2
        closed = _read_ended(cursor, index, unit)
        if closed:
            last = closed[1]
        return _before_all(cursor, index), last, TimeExpression("unknown", "year")
    ended = _read_ended(cursor, index, unit) if not plural else None
    if ended:
        return ended
    counted = _read_counted(cursor, index, unit)
    if counted:
        return counted
    return None if plural and unit != "day" and unit != "week" else _read_single(cursor, index, unit)


def _before_all(cursor: Cursor, index: int) -> int:
    """Where the modifiers before the noun at ``index`` begin."""
    at = index
    while at - 1 >= cursor.floor and _is_modifier(cursor.at(at - 1)):
        at -= 1
    return at


def _is_modifier(word: str) -> bool:
    return word in LAST or word in LATEST or word in NEXT or word in THIS or ordinal(word or "-") is not None


_HORIZONS = frozenset(("tra", "fra", "entro"))


def _read_counted(cursor: Cursor, index: int, unit: str) -> Found | None:
    """ "due anni fa", "un anno prima", "tre anni più tardi", "negli ultimi tre mesi", "nei primi nove mesi", "entro tre anni"."""
    after, next_after = cursor.at(index + 1), cursor.at(index + 2)
    counted = _count_before(cursor, index - 1)
    inner = cursor.at(index - 1)
    pointed = inner in LAST or inner in LATEST or inner in NEXT
    if counted is None and pointed:  # "i due ultimi anni"
        counted = _count_before(cursor, index - 2)
        if counted and counted[1] == 1:
            counted = None
        if counted:
            return _read_window(cursor, counted[0], index + 1, unit, counted[1], inner)
    if counted is None:
        if inner in ("primi", "prime", "ultimi", "ultime", "prossimi", "prossime", "scorsi", "scorse") and index - 1 >= cursor.floor:
            return index - 1, index + 1, TimeExpression("unknown", "range")
        return None
    first, count = counted
    if after == "fa" or after == "addietro" or (after == "or" and next_after == "sono"):
        return first, index + (3 if after == "or" else 2), _told("ago", unit, None if count is None else -count)
    if after in ("prima", "precedente", "precedenti", "antecedente") and next_after not in (*OF, "che"):
        return first, index + 2, _told("shift", unit, None if count is None else -count)
    if (after == "più" and next_after == "tardi") or (after == "dopo" and _ends_phrase(next_after)):
        said = _told("shift", unit, count)
        return first, index + (3 if after == "più" else 2), replace(said, grain="year") if unit == "year" and count else said
    if after in LAST and not (after.startswith("passat") and next_after in ("a", "ad", "in", "da", "tra", "fra")):
        return _read_window(cursor, first, index + 2, unit, count, after)
    if after in NEXT:
        return _read_window(cursor, first, index + 2, unit, count, after)
    opener = cursor.at(first - 1)
    if opener in LAST or opener in LATEST or opener in NEXT:
        return _read_window(cursor, first - 1, index + 1, unit, count, opener)
    if opener in ("primi", "prime") and count and unit in MONTHS_OF_UNIT:
        length = count * MONTHS_OF_UNIT[unit]
        if length < 12:
            return _of_year(cursor, first - 1, index + 1, 1, length)
    if opener in _HORIZONS:
        if opener == "entro":
            return first, index + 1, _told("window", unit, count)
        if cursor.at(index + 1) not in ("e", "ed"):
            return first - 1, index + 1, _told("ago", unit, count) if count else TimeExpression("unknown")
    if (opener in OF and cursor.at(first - 2) == "giro") or opener in ("arco",):
        return first - 3 if cursor.at(first - 3) in IN else first - 2, index + 1, _told("window", unit, count)
    return None


def _ends_phrase(word: str) -> bool:
    return not word[:1].isalpha() or (
        word not in DEICTICS
        and word not in ("il", "lo", "la", "l'", "i", "gli", "le", "aver", "avere", "essere", "un", "una", "che", "l", "di")
    )


def _told(kind: str, unit: str, count: int | None) -> TimeExpression:
    if unit in ("period", "two months", "decade"):
        return TimeExpression("unknown")
    grain = unit if unit in ("day", "week", "month", "year") else "range"
    if kind == "window":
        grain = "range"
    if kind == "shift":
        grain = "range"
    return TimeExpression(kind if count is not None else "unknown", grain, unit=unit, count=count)


def _read_window(cursor: Cursor, first: int, last: int, unit: str, count: int | None, word: str) -> Found:
    """ "negli ultimi tre mesi [del 2023]", "nei prossimi due anni"."""
    if word in LATEST and count and unit in MONTHS_OF_UNIT and count * MONTHS_OF_UNIT[unit] < 12:
        length = count * MONTHS_OF_UNIT[unit]
        end = read_year_after(cursor, last, TimeExpression("months"))
        if end[1] > last:
            return _of_year(cursor, first, last, 13 - length, 12)
    return max(first, cursor.floor), last, _told("window", unit, None if count is None else count if word in NEXT else -count)


def _of_year(cursor: Cursor, first: int, last: int, month: int, last_month: int) -> Found:
    length = last_month - month + 1
    grain = "quarter" if length == 3 and month % 3 == 1 else "half" if length == 6 else "month" if length == 1 else "range"
    said = TimeExpression("months", grain, month=month, last_month=last_month)
    said, last = read_year_after(cursor, last, said)
    return max(first, cursor.floor), last, said


_SUBPERIODS = {"quarter": 3, "four months": 4, "half": 6, "two months": 2}


def _read_single(cursor: Cursor, index: int, unit: str) -> Found | None:
    """A noun of time with a word that points: "l'anno scorso", "questo mese", "il secondo trimestre", "lo stesso periodo del 2013"."""
    before, after = cursor.at(index - 1), cursor.at(index + 1)
    if before in SAME and (before != "pari" or unit == "period"):
        return _read_same(cursor, index)
    length = _SUBPERIODS.get(unit)
    position = ordinal(before) if before else None
    if length and position and position <= 12 // length:
        return _of_year(cursor, index - 1, index + 1, (position - 1) * length + 1, position * length)
    if length and before in LATEST:
        end = read_year_after(cursor, index + 1, TimeExpression("months"))
        if end[1] > index + 1:
            return _of_year(cursor, index - 1, index + 1, 13 - length, 12)
        return index - 1, index + 1, _relative(unit, -1)
    if unit in ("week", "day") and (before in LATEST or position) and after in OF:
        return None  # "l'ultima settimana di settembre": the month reads it all
    first = index - 1
    if first >= cursor.floor:
        if before in LAST or (before in LATEST and unit not in ("day", "period", "year")):
            return first, index + 1, _relative(unit, -1)
        if before in LATEST and unit == "year":
            return first, index + 1, _told("window", unit, -1)
        if before in NEXT:
            return first, index + 1, _relative(unit, 1)
        if before in THIS:
            # "in questi giorni": the month of publication
            plural = UNITS[cursor.words[index]][1]
            return first, index + 1, _relative("month" if plural else unit, 0)
        if before == "intero" or before == "intera":
            return first, index + 1, TimeExpression("same", unit, unit=unit)
    if after in LAST:
        return index, index + 2, _relative(unit, -1)
    if after in NEXT:
        return index, index + 2, _relative(unit, 1)
    if after == "corrente" or (after == "in" and cursor.at(index + 2) == "corso"):
        return index, index + (2 if after == "corrente" else 3), _relative(unit, 0)
    if after in ("precedente", "antecedente") or (after == "prima" and cursor.at(index + 2) not in (*OF, "che")):
        return index, index + 2, _neighbour(unit, -1)
    if after in ("successivo", "successiva", "seguente") or (after == "dopo" and _ends_phrase(cursor.at(index + 2))):
        return index, index + 2, _neighbour(unit, 1)
    return _read_bare(cursor, index, unit)


def _neighbour(unit: str, count: int) -> TimeExpression:
    """ "l'anno precedente": the same stretch a year before; "il trimestre precedente": the quarter before."""
    if unit in ("period", "two months", "decade"):
        return TimeExpression("unknown")
    return TimeExpression("shift", unit if unit not in ("year", "day", "week") else "range", unit=unit, count=count)


def _relative(unit: str, count: int) -> TimeExpression:
    if unit in ("period", "two months", "decade"):
        return TimeExpression("unknown")
    return TimeExpression("relative", unit, unit=unit, count=count)


def _read_bare(cursor: Cursor, index: int, unit: str) -> Found | None:
    """ "a fine anno", "entro l'anno", "nel corso dell'anno", "a inizio mese", "nel trimestre"; else the noun names no time."""
    before = cursor.at(index - 1)
    at = index - 1
    if before in OF or before in ("l'", "il"):
        at -= 1
        before = cursor.at(at)
    if cursor.words[index] == "giornata" and before == "in":
        return index, index + 1, _relative("day", 0)
    if at < cursor.floor or unit in ("period", "day", "two months", "decade"):
        if unit == "period" and cursor.at(index - 1) == "nel" and _ends_phrase(cursor.at(index + 1)) and cursor.at(index + 1) not in OF:
            return index, index + 1, TimeExpression("same", "range")
        return None
    if before in EDGES or before in ("corso", "arco", "entro", "durante"):
        if before == "entro":
            return index, index + 1, _relative(unit, 0)
        december = before == "fine" and unit == "year" and cursor.at(index - 1) in OF and cursor.at(at - 1) in AT
        if december:
            return at, index + 1, TimeExpression("date", "month", month=12, year_offset=0)
        return at, index + 1, _relative(unit, 0)
    if cursor.at(index - 1) in IN and unit in _SUBPERIODS and cursor.at(index + 1) not in OF:
        return index, index + 1, TimeExpression("same", unit, unit=unit)
    return None


def _read_same(cursor: Cursor, index: int) -> Found:
    """ "lo stesso periodo", with the year it is taken from: "dell'anno scorso", "di un anno fa", "del 2013", "precedente"."""
    first, last = index - 1, index + 1
    word, following = cursor.at(last), cursor.at(last + 1)
    if word in ("precedente", "antecedente"):
        return first, last + 1, TimeExpression("shift", "range", unit="year", count=-1)
    if word in OF:
        if is_year(following):
            return first, last + 2, TimeExpression("shift", "range", year=int(following))
        offset = _year_offset(cursor, last + 1)
        if offset:
            return first, offset[1], TimeExpression("shift", "range", unit="year", count=-1 if offset[0] <= 0 else 1)
        third = cursor.at(last + 2)
        if following in ("un", "un'", "dodici", "12") and third in ("anno", "mesi") and cursor.at(last + 3) in ("fa", "prima"):
            return first, last + 4, TimeExpression("shift", "range", unit="year", count=-1)
        count = cardinal(following) if following else None
        if count is not None and third == "anni" and cursor.at(last + 3) in ("fa", "prima"):
            return first, last + 4, TimeExpression("shift", "range", unit="year", count=-int(count))
    return first, last, TimeExpression("same", "range")


_CLOSED_LENGTHS = {"quarter": 3, "half": 6, "year": 12, "four months": 4}


def _read_ended(cursor: Cursor, index: int, unit: str) -> Found | None:
    """A period told by its end: "il trimestre che si è concluso con la fine di giugno", "nell'anno chiuso a marzo"."""
    length = _CLOSED_LENGTHS.get(unit)
    if length is None or cursor.words[index] == "esercizio":
        return None
    size = len(cursor.words)
    verb = index + 1
    while verb < min(size, index + 10) and not cursor.words[verb].startswith(ENDED):
        if cursor.words[verb] in (";", ":", ".", "(", ")") or cursor.words[verb] in UNITS or cursor.words[verb] in MONTHS:
            return None
        verb += 1
    if verb >= min(size, index + 10):
        return None
    at = verb + 1
    while at < min(size, verb + 7) and cursor.words[at] not in MONTHS and cursor.words[at] not in SHORT_MONTHS:
        if cursor.words[at] not in _CLOSING and not cursor.words[at].isdecimal():
            return None
        at += 1
    if at >= min(size, verb + 7):
        return None
    month = MONTHS.get(cursor.words[at]) or SHORT_MONTHS[cursor.words[at]]
    grain = "year" if unit == "year" and month == 12 else "range" if unit == "year" else unit
    said = TimeExpression("ending", grain, month=month, count=length)
    if not cursor.words[verb].startswith(("chiud", "conclud")):
        said = replace(said, tense="past")
    said, last = read_year_after(cursor, at + 1, said)
    return _before_all(cursor, index), last, said


_CLOSING = words("il lo la l' a al alla con in nel di del fine fine, scorso 30 31 28 29")
