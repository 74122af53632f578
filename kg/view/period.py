"""Days between which a time of facts.md lies, to narrow and to sort by."""

from __future__ import annotations

import calendar
import re

from kg.errors import InputError

_POINT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def span(time: str | None) -> tuple[str, str] | None:
    """The first and last day of a time as ISO dates; None for no time and for a day without a year (``--11-05``).

    ``2017`` gives ``("2017-01-01", "2017-12-31")``, ``2017-04/2017-06`` ``("2017-04-01", "2017-06-30")``.
    """
    if not time:
        return None
    start, _, end = time.partition("/")
    first, last = _days(start), _days(end or start)
    return (first[0], last[1]) if first and last else None


def within(time: str | None, since: str | None, until: str | None) -> bool:
    """Whether a time touches the days from ``since`` to ``until`` (YYYY, YYYY-MM or YYYY-MM-DD, either may be None).

    Where a limit is given, what has no time is outside. Raises InputError for a limit that is no date.
    """
    if since is None and until is None:
        return True
    lower, upper = (_limit(since)[0] if since else "0000"), (_limit(until)[1] if until else "9999")
    days = span(time)
    return days is not None and days[0] <= upper and days[1] >= lower


def _limit(date: str) -> tuple[str, str]:
    days = _days(date)
    if days is None:
        raise InputError(f"{date!r} is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
    return days


def _days(point: str) -> tuple[str, str] | None:
    found = _POINT.fullmatch(point)
    if not found:
        return None
    year, month, day = found.groups()
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    if not 1 <= int(month) <= 12 or int(year) == 0:
        return None
    last = calendar.monthrange(int(year), int(month))[1]
    if day is None:
        return f"{year}-{month}-01", f"{year}-{month}-{last:02}"
    return (point, point) if 1 <= int(day) <= last else None
