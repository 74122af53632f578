"""Resolves what an expression of time says to the period it means, from the article's date, the tense and other times of the text."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.italian.calendar import is_date
from kg.italian.time_expressions import TimeExpression
from kg.model import Period

MONTHS_IN = {"month": 1, "quarter": 3, "four months": 4, "half": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class _Day:
    """A date at day, month or year grain; the year is None in ``--MM-DD``."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        if self.year is None:
            return f"--{self.month:02}-{self.day:02}"
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return text


_Span = tuple[_Day, _Day]


def _parse_day(text: str) -> _Day:
    if text.startswith("--"):
        return _Day(None, int(text[2:4]), int(text[5:7]))
    parts = [int(part) for part in text.split("-")]
    return _Day(parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None)


def _parse_span(text: str | None) -> _Span | None:
    if not text:
        return None
    first, _, last = text.partition("/")
    return _parse_day(first), _parse_day(last or first)


def resolve(expression: TimeExpression, published: str | None, tense: str | None, anchor: str | None = None) -> Period:
    """The period that ``expression`` means.

    ``published`` is the article's date (YYYY, YYYY-MM, YYYY-MM-DD, --MM-DD or None); ``tense`` is "past", "present" or "future", that of
    the clause (None as present); ``anchor`` is the ``time`` of another period of the text: what "un anno prima" counts from, and what
    tells the year in an undated article.
    ``Period.time`` is None where the words do not fix the time.
    """
    today = _parse_day(published) if published else None
    ahead = expression.mode == "by" and tense == "past" and expression.year is None  # "ha annunciato 300 esuberi entro marzo"
    span = _resolve_span(expression, today, expression.tense or ("future" if ahead else tense), _parse_span(anchor))
    grain = expression.grain
    mode = expression.mode
    if span is None:
        return Period(None, open_start=mode in ("by", "until", "before"), open_end=mode in ("from", "after"), grain=grain)
    first, last = span
    if mode == "by" and grain == "month" and today and today.year and first.year and first.year > today.year and expression.year is None:
        first, grain = today, "range"  # "entro giugno", said in the autumn before
    time = str(first) if first == last else f"{first}/{last}"
    return Period(time, open_start=mode in ("by", "until", "before"), open_end=mode in ("from", "after"), grain=grain)


def _resolve_span(said: TimeExpression, today: _Day | None, tense: str | None, anchor: _Span | None) -> _Span | None:
    match said.kind:
        case "date":
            day = _resolve_date(said, today, tense, anchor)
            return None if day is None else (day, day)
        case "months":
            return _resolve_months(said, today, tense, anchor)
        case "relative":
            return _relative(said, today)
        case "ago":
            return _ago(said, today, anchor)
        case "shift":
            return _shifted(said, anchor)
        case "same":
            return _same(said, today, anchor)
        case "window":
            return _window(said, today)
        case "ending":
            return _ending(said, today, tense, anchor)
        case "span":
            return _resolve_ends(said, today, tense, anchor)
        case "decade" if said.year is not None:
            return _Day(said.year), _Day(said.year + 9)
    return None


def _base_year(today: _Day | None, anchor: _Span | None) -> int | None:
    """The year an undated time falls back to: the article's, else that of another time in the text."""
    if today:
        return today.year
    return anchor[1].year if anchor else None


def _choose_year(
    first: int, last: int, day: int | None, today: _Day | None, tense: str | None, anchor: _Span | None, offset: int | None
) -> int | None:
    """The year of months ``first`` to ``last``: with a past tense the last such time, with a future the next, else the article's."""
    year = _base_year(today, anchor)
    if year is None:
        return None
    if offset is not None:
        return year + offset
    if today is None or today.month is None:
        return year
    if first == last:
        later = first > today.month or (first == today.month and day is not None and today.day is not None and day > today.day)
        earlier = first < today.month or (first == today.month and day is not None and today.day is not None and day < today.day)
    else:
        # Results of months are told when they are over; plans reach to months that are not.
        later = last > today.month if first <= last else True
        earlier = last < today.month
    if tense == "past" and later:
        return year - 1
    if tense == "future" and earlier:
        return year + 1
    return year


def _resolve_date(said: TimeExpression, today: _Day | None, tense: str | None, anchor: _Span | None) -> _Day | None:
    if said.month is None and said.day is None:
        return _Day(said.year) if said.year else _weekday(said, today, tense)
    if said.month is None:
        return _day_of_month(said, today, tense, anchor)
    year = said.year or _choose_year(said.month, said.month, said.day, today, tense, anchor, said.year_offset)
    if year is not None and said.year is None and said.day and said.weekday is not None:
        year = _year_of_weekday(year, said.month, said.day, said.weekday)
    if said.nth is not None:
        return None if year is None else _nth(said, year)
    if year is None:
        return _Day(None, said.month, said.day) if said.day else None
    if said.day and not is_date(year, said.month, said.day):
        return None
    return _Day(year, said.month, said.day)


def _year_of_weekday(year: int, month: int, day: int, weekday: int) -> int:
    """``year``, or the one beside it in which the day falls on ``weekday``."""
    for near in (year, year - 1, year + 1):
        if is_date(near, month, day) and date(near, month, day).weekday() == weekday:
            return near
    return year


def _day_of_month(said: TimeExpression, today: _Day | None, tense: str | None, anchor: _Span | None) -> _Day | None:
    """ "il 22": of the month of the last day named, else of the article's."""
    base = anchor[1] if anchor and anchor[1].day else today
    if base is None or base.month is None or said.day is None:
        return None
    year, month = base.year, base.month
    if base is today and base.day is not None and year is not None:
        if tense == "past" and said.day > base.day:
            year, month = _add_months(year, month, -1)
        elif tense == "future" and said.day < base.day:
            year, month = _add_months(year, month, 1)
    return _Day(year, month, said.day) if is_date(year, month, said.day) else None


def _nth(said: TimeExpression, year: int) -> _Day | None:
    """ "il primo martedì di ottobre", "l'ultimo giorno di ottobre" (``weekday`` None)."""
    assert said.month is not None and said.nth is not None
    days = [
        day
        for day in range(1, monthrange(year, said.month)[1] + 1)
        if said.weekday is None or date(year, said.month, day).weekday() == said.weekday
    ]
    index = said.nth if said.nth < 0 else said.nth - 1
    return _Day(year, said.month, days[index]) if -len(days) <= index < len(days) else None


def _weekday(said: TimeExpression, today: _Day | None, tense: str | None) -> _Day | None:
    """The weekday nearest to the article's day on the side that the tense says; the article's month where its day is unknown."""
    if today is None or said.weekday is None:
        return None
    if today.day is None or today.year is None or today.month is None:
        return today if today.day is None else None
    now = date(today.year, today.month, today.day)
    distance = said.weekday - now.weekday()
    if said.count == 0:
        pass  # "di questa settimana"
    elif tense == "future":
        # Today would be "oggi"; "venerdì prossimo" is not tomorrow.
        distance = distance % 7 or 7
        if said.count and distance == 1:
            distance += 7
    elif tense == "past":
        distance = -(-distance % 7) or (-7 if said.count else 0)
    return _from_date(now + timedelta(days=distance))


def _from_date(day: date) -> _Day:
    return _Day(day.year, day.month, day.day)


def _add_months(year: int, month: int, count: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def _add(day: _Day, count: int, unit: str) -> _Day | None:
    """``day`` moved by ``count`` units, at the grain that it has; a unit finer than the grain leaves it where it is."""
    if day.year is None:
        if unit in ("day", "week") and day.month and day.day:
            moved = date(2000, day.month, day.day) + timedelta(days=count * (7 if unit == "week" else 1))
            return _Day(None, moved.month, moved.day)
        return None
    if unit in ("day", "week"):
        if not (day.month and day.day):
            return day
        return _from_date(date(day.year, day.month, day.day) + timedelta(days=count * (7 if unit == "week" else 1)))
    months = count * MONTHS_IN[unit]
    if day.month is None:
        return _Day(day.year + months // 12) if months % 12 == 0 else None
    year, month = _add_months(day.year, day.month, months)
    return _Day(year, month, min(day.day, monthrange(year, month)[1]) if day.day else None)


def _month_span(year: int, month: int, length: int) -> _Span:
    """``length`` months from ``month`` of ``year`` on."""
    if length == 12 and month == 1:
        return _Day(year), _Day(year)
    end = _add_months(year, month, length - 1)
    return _Day(year, month), _Day(*end)


def _resolve_months(said: TimeExpression, today: _Day | None, tense: str | None, anchor: _Span | None) -> _Span | None:
    first, last = said.month, said.last_month
    if first is None or last is None:
        return None
    year = said.year
    if year is None:
        year = _choose_year(first, last, None, today, tense, anchor, said.year_offset)
    if year is None:
        return None
    return _month_span(year, first, (last - first) % 12 + 1)


def _relative(said: TimeExpression, today: _Day | None) -> _Span | None:
    unit, count = said.unit, said.count
    if today is None or unit is None or count is None:
        return None
    if unit == "day":
        day = _add(today, count, "day")
        return None if day is None else (day, day)
    if today.year is None:
        return None
    if unit == "year":
        return _Day(today.year + count), _Day(today.year + count)
    if today.month is None:
        return (today, today) if count == 0 else None
    if unit == "week":
        day = _add(today, count, "week")
        if day is None:
            return None
        week = _Day(day.year, day.month)
        return week, week
    length = MONTHS_IN[unit]
    index = (today.month - 1) // length + count
    year, month = _add_months(today.year, 1, index * length)
    return _month_span(year, month, length)


def _ago(said: TimeExpression, today: _Day | None, anchor: _Span | None) -> _Span | None:
    unit, count = said.unit, said.count
    if unit is None or count is None:
        return None
    years = unit == "year" or (unit == "month" and count % 12 == 0)
    since = anchor[0].year if anchor is not None else None
    recent = today is None or (since is not None and since >= (today.year or 0) - 2)  # else "due anni fa" is counted from now
    if anchor and years and recent and not (anchor[0] == anchor[1] and anchor[0].day):
        return _moved(anchor, count, unit)
    if today is None:
        return None
    day = _add(today, count, unit)
    if day is None:
        return None
    if unit not in ("day", "week"):
        day = replace(day, day=None)
        if day.year is None:
            return None
    return day, day


def _moved(span: _Span, count: int, unit: str) -> _Span | None:
    first, last = _add(span[0], count, unit), _add(span[1], count, unit)
    return None if first is None or last is None else (first, last)


def _shifted(said: TimeExpression, anchor: _Span | None) -> _Span | None:
    if anchor is None:
        return None
    first, last = anchor
    if said.year is not None:
        if last.year is None or first.year is None:
            return replace(first, year=said.year), replace(last, year=said.year)
        return replace(first, year=said.year - (last.year - first.year)), replace(last, year=said.year)
    if said.count is None or said.unit is None:
        return None
    if said.grain == "year" and last.year is not None and said.unit == "year":  # "tre anni più tardi": the year
        return _Day(last.year + said.count), _Day(last.year + said.count)
    if said.grain in ("month", "quarter", "half", "four months"):  # "il trimestre precedente": the whole unit before
        if first.year is None or first.month is None:
            return None
        length = MONTHS_IN[said.grain]
        year, month = _add_months(first.year, (first.month - 1) // length * length + 1, said.count * length)
        return _month_span(year, month, length)
    return _moved(anchor, said.count, said.unit)


def _same(said: TimeExpression, today: _Day | None, anchor: _Span | None) -> _Span | None:
    if said.unit == "year":
        year = anchor[1].year if anchor else today.year if today else None
        return None if year is None else (_Day(year), _Day(year))
    if anchor is None:
        return None
    first, last = anchor
    if said.unit is None:
        return anchor
    if first.year is None or first.month is None or last.month is None or last.year is None:
        return None
    length = (last.year - first.year) * 12 + last.month - first.month + 1
    return anchor if length == MONTHS_IN.get(said.unit) else None


def _window(said: TimeExpression, today: _Day | None) -> _Span | None:
    if today is None or said.unit is None or said.count is None or today.year is None:
        return None
    start = today if said.unit in ("day", "week") else replace(today, day=None)
    end = _add(start, said.count, said.unit)
    if end is None or end == start:
        return None
    return (start, end) if said.count > 0 else (end, start)


def _ending(said: TimeExpression, today: _Day | None, tense: str | None, anchor: _Span | None) -> _Span | None:
    if said.month is None or said.count is None:
        return None
    year = said.year or _choose_year(said.month, said.month, None, today, tense, anchor, said.year_offset)
    if year is None:
        return None
    first_year, first_month = _add_months(year, said.month, 1 - said.count)
    return _month_span(first_year, first_month, said.count)


def _resolve_ends(said: TimeExpression, today: _Day | None, tense: str | None, anchor: _Span | None) -> _Span | None:
    if said.end is None:
        return None
    end = _resolve_span(said.end, today, tense, anchor)
    if end is None:
        return None
    if said.start is None:
        return None if today is None else (replace(today, day=None) if not end[1].day else today, end[1])
    opening = said.start
    if opening.kind in ("date", "months") and opening.year is None and (opening.month or opening.day):
        # The start takes what only the end says: "dal 13 al 15 luglio", "tra ottobre e marzo 2017".
        last = end[1]
        opening = replace(opening, year=last.year, month=opening.month or last.month)
        if opening.year and opening.month and last.month and opening.month > last.month:
            opening = replace(opening, year=opening.year - 1)
    start = _resolve_span(opening, today, tense, anchor)
    return None if start is None else (start[0], end[1])
