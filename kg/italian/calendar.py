"""Italian names of months, weekdays and seasons, dates written in digits, and the date at the head of an article."""

from __future__ import annotations

import re
from datetime import date

_MONTH_NAMES = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
MONTHS: dict[str, int] = {name: number for number, name in enumerate(_MONTH_NAMES.split(), start=1)}
# Only beside a day or a year: "mar" and "set" are words too.
SHORT_MONTHS: dict[str, int] = {
    name + stop: number
    for number, names in enumerate(
        ["gen genn", "feb febb febbr", "mar", "apr", "mag magg", "giu", "lug", "ago", "set sett", "ott", "nov", "dic"], start=1
    )
    for name in names.split()
    for stop in ("", ".")
}

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        ("lunedì lunedi", "martedì martedi", "mercoledì mercoledi", "giovedì giovedi", "venerdì venerdi", "sabato", "domenica")
    )
    for name in names.split()
}

# Whole months, as the press counts them; winter ends in the year after.
SEASONS: dict[str, tuple[int, int]] = {"primavera": (3, 5), "estate": (6, 8), "autunno": (9, 11), "inverno": (12, 2)}

FIRST_YEAR, LAST_YEAR = 1900, 2099

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})$")
_DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$")
_DAY_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})$")


def is_year(text: str) -> bool:
    """Whether ``text`` is a year from 1900 to 2099 in four digits."""
    return len(text) == 4 and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR


def is_date(year: int | None, month: int, day: int) -> bool:
    """Whether the day exists; without a year, in a leap year."""
    try:
        date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def full_year(digits: str) -> int:
    """The year of two or four digits: 50 to 99 are of the twentieth century."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year >= 50 else 2000 + year


def parse_date(text: str) -> tuple[int | None, int, int] | None:
    """Reads a date in digits ("25/12/2012", "31.12.16", "2012-08-10", "25/12") as (year, month, day), or None; the day must exist."""
    found = _ISO.match(text)
    if found:
        year, month, day = (int(part) for part in found.groups())
        return (year, month, day) if is_date(year, month, day) else None
    found = _DAY_FIRST.match(text)
    if found:
        year = full_year(found[4])
        return (year, int(found[3]), int(found[1])) if is_date(year, int(found[3]), int(found[1])) else None
    found = _DAY_MONTH.match(text)
    if found and is_date(None, int(found[2]), int(found[1])):
        return None, int(found[2]), int(found[1])
    return None


_NAMES = "|".join(sorted(MONTHS | SHORT_MONTHS, key=lambda name: (-len(name), name))).replace(".", r"\.")
_DAY_NAMES = "|".join(sorted(WEEKDAYS, key=lambda name: (-len(name), name)))
_WRITTEN = rf"(?:(?:{_DAY_NAMES}),?\s+)?(?:l['’])?(?P<day>\d{{1,2}})[°º]?\s+(?P<month>{_NAMES})\b\.?(?:\s+(?P<year>(?:19|20)\d\d))?"
_NUMERIC = r"(?P<digits>\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)"
_HEADER = re.compile(r"\s*date\s+(\d{4}(?:-\d\d(?:-\d\d)?)?)[ \t]*\n?[ \t]*")
_DATE_LINE = re.compile(rf"[ \t]*(?:{_WRITTEN}|{_NUMERIC})[ \t]*(?:\n\s*|$)", re.IGNORECASE)
# The place, an agency in brackets, the day, then a dash: "ROMA, 15 aprile 2014 - ", "Pechino, 12 nov. (Agi) - ".
_DATELINE = re.compile(
    rf"\s*[A-ZÀ-Ý][\w'’. ]{{1,40}}?(?:\s\([^)\n]{{1,20}}\))?,\s+(?:{_WRITTEN}|{_NUMERIC})\s*(?:\([^)\n]{{1,30}}\)\s*)?[-–—]+\s*",
    re.IGNORECASE,
)


def header(text: str) -> tuple[str | None, int]:
    """The date of an article and the offset where its own words begin.

    Reads a " date 2017-07 " header, a date alone on the first or second line, or a dateline ("ROMA, 15 aprile 2014 - "). The date is YYYY,
    YYYY-MM or YYYY-MM-DD; ``--MM-DD`` where a dateline says no year; None where there is none. A title line before a date line is the
    article's own words: then the offset is 0.
    """
    found = _HEADER.match(text)
    if found:
        return found[1], found.end()
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    found = _DATELINE.match(text, start) or _DATE_LINE.match(text, start)
    if found and (day := _format(found)):
        return day, found.end()
    break_at = text.find("\n", start)
    if 0 <= break_at < start + 300:
        second = break_at + len(text[break_at : break_at + 20]) - len(text[break_at : break_at + 20].lstrip())
        found = _DATE_LINE.match(text, second)
        if found and found["year"] and (day := _format(found)):
            return day, 0
        found = _DATELINE.match(text, second)
        if found and (day := _format(found)):
            return day, 0
    return None, start if start < len(text) else 0


def _format(found: re.Match[str]) -> str | None:
    if found["digits"]:
        parts = parse_date(found["digits"])
        return None if parts is None else f"{parts[0]}-{parts[1]:02}-{parts[2]:02}"
    name = found["month"].lower()
    month = MONTHS.get(name) or SHORT_MONTHS[name]
    year, day = found["year"], int(found["day"])
    if not is_date(int(year) if year else None, month, day):
        return None
    return f"{year}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"
