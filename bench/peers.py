"""How many of other projects' cases for numbers, ordinals, money and dates are read right.

The cases are duckling's (BSD) and chrono's (MIT) Italian tests as JSON lines; they are not part of this project. The folder that
holds them is the argument; by default ``shared/peers`` beside the checkout. ``--misses`` lists what is wrong, ``--excluded`` what is
out of scope.

Two conventions differ and are adapted, not scored: a bare month, day or weekday is taken as the next one, as these corpora do (here the
clause's tense decides); seasons and weeks are compared by their grain.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.italian import analyse, quantities, times
from kg.model import Quantity, Sentence

CURRENCIES = {"Dollar": "USD", "Pound": "GBP"}
HOLIDAYS = re.compile(
    r"natale|vigilia|silvestro|capodanno|primo dell'anno|epifania|befana|valentino|innamorati|festa|san giuseppe|liberazione|lavoratori"
    r"|repubblica|ferragosto|assunzione|halloween|santi|ognissanti|morti|defunti|immacolata|santo stefano|idi di"
)
SHORT = re.compile(r"^(?:lun|mar|mer|gio|ven|sab|dom)\.?(?: \d+)?$")


@dataclass(frozen=True)
class Case:
    dimension: str
    text: str
    expected: Any
    reference: str | None


@dataclass(frozen=True)
class Verdict:
    right: bool
    found: str


def main() -> None:
    """Prints right / in scope for each dimension, the cases out of scope with the reason, and with ``--misses`` the failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "peers")
    parser.add_argument("--misses", action="store_true", help="list the cases read wrong")
    parser.add_argument("--excluded", action="store_true", help="list the cases out of scope")
    options = parser.parse_args()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    reasons: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for case in read_cases(options.folder):
        reason = exclude(case)
        if reason:
            reasons[case.dimension, reason] += 1
            if options.excluded:
                lines.append(f"out of scope ({reason}): {case.dimension}: {case.text!r}")
            continue
        verdict = judge(case)
        total[case.dimension] += 1
        right[case.dimension] += verdict.right
        if not verdict.right and options.misses:
            lines.append(f"{case.dimension}: {case.text!r}: expected {case.expected}, found {verdict.found}")
    for dimension in total:
        print(f"{dimension:15} {right[dimension]:4} / {total[dimension]:<4} {100 * right[dimension] / total[dimension]:5.1f} %")
    for (dimension, reason), count in sorted(reasons.items()):
        print(f"out of scope: {dimension:15} {count:4}  {reason}")
    print("\n".join(lines))


def read_cases(folder: Path) -> list[Case]:
    """The cases of both files, in order."""
    cases = []
    for line in (folder / "duckling-it.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected: Any = row["value"] if row["dimension"] in ("Time", "AmountOfMoney") else Decimal(str(row.get("number", 0)))
        if row["dimension"] == "Numeral":
            expected = Decimal(row["value"].split(None, 1)[1].strip("()"))
        cases.append(Case(row["dimension"], row["text"], expected, row.get("reference")))
    for line in (folder / "chrono-it.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        cases.append(Case("chrono", row["text"], row["expect"], row.get("reference")))
    return cases


def exclude(case: Case) -> str | None:
    """Why a case is outside this project, or None."""
    text = case.text
    if case.dimension in ("Temperature", "Distance", "Volume"):
        return "weather and kitchen units"
    if case.dimension == "Numeral":
        if text.lower() in ("uno", "un"):
            return "alone an article or a pronoun"
        if text == "nulla":
            return "a pronoun"
        if text == "3M":
            return "alone the name of a company"
        return "no Italian notation" if ",0012G" in text or text == "- 1.200.000" else None
    if case.dimension == "Time":
        if "Second" in case.expected or "Minute" in case.expected or "Hour" in case.expected:
            return "finer than a day" if not re.search(r"giorni fa", text) else None
        if HOLIDAYS.search(text):
            return "holiday"
        if SHORT.match(text):
            return "weekday abbreviations"
        if text in ("prossimi giorni", "nei prossimi giorni"):
            return "no number said: stays open here"
        if text == "in due settimane":
            return "how long it takes, not when"
        if text in ("dal primo", "dal tre al cinque"):
            return "no date in writing: a day of the month is written in digits"
        return None
    if case.dimension == "chrono":
        if "minuti" in text or (case.expected and not {"day", "month"} & set(case.expected["start"])):
            return "finer than a day"
        if case.expected and case.reference and re.match(r"\d{4}-2\d|2016-02-12$", case.reference):
            return "reference date garbled in the conversion"
        if (case.expected and "ore" in text.split()) or "CEST" in text or "+0" in text:
            return "finer than a day"
        if text.strip() == "2020":
            return "a year is a time here"
        if re.match(r"(?:agosto|febbraio) \d\d", text):
            return "English order of month and day"
    return None


def judge(case: Case) -> Verdict:
    """Whether the case is read as expected, and what was read."""
    sentence = as_one(case.text)
    if case.dimension == "Time":
        return judge_time(case, sentence)
    if case.dimension == "chrono":
        return judge_chrono(case, sentence)
    found = [quantity for _, _, quantity in quantities.find(sentence)]
    text = "; ".join(map(str, found))
    if len(found) != 1:
        return Verdict(False, text)
    value = found[0].value * (-1 if found[0].sign < 0 else 1)
    if case.dimension == "Numeral":
        return Verdict(found[0].kind == "number" and value == case.expected, text)
    if case.dimension == "Ordinal":
        return Verdict(found[0].kind == "ordinal" and value == case.expected, text)
    return Verdict(is_amount(found[0], case.expected), text)


def as_one(text: str) -> Sentence:
    """All tokens of a case in one sentence."""
    tokens = tuple(token for sentence in analyse(text) for token in sentence.tokens)
    return Sentence(0, 0, 0, len(text), tokens)


def is_amount(quantity: Quantity, expected: str) -> bool:
    """Whether a money quantity is what duckling writes ("between EUR (10, 20)", "above EUR 10", "simple Dollar 10")."""
    kind, unit, rest = expected.split(None, 2)
    unit = CURRENCIES.get(unit, unit)
    if quantity.kind != "money" or quantity.unit != unit:
        return False
    if kind == "between":
        low, high = (Decimal(part) for part in rest.strip("()").split(","))
        return (quantity.value, quantity.value_max) == (low, high)
    bound = {"above": ("over",), "under": ("under",)}.get(kind, (None, "under", "about"))
    return quantity.value == Decimal(rest) and quantity.bound in bound


def judge_time(case: Case, sentence: Sentence) -> Verdict:
    """Compares with duckling's datetime at its grain; of an interval the end is exclusive there."""
    published = case.reference[:10] if case.reference else None
    found = times.find(sentence)
    periods = [times.resolve(said, published, None if "scors" in case.text else "future") for _, _, said in found]
    text = "; ".join(f"{said.kind} {period.time}" for (_, _, said), period in zip(found, periods, strict=True))
    if len(periods) != 1 or periods[0].time is None:
        return Verdict(False, text)
    dates = [tuple(map(int, group.split(","))) for group in re.findall(r"\((\d+, \d+, \d+)", case.expected)]
    grain = case.expected.split()[-1]
    start, _, end = periods[0].time.partition("/")
    if grain == "Week":
        return Verdict(start[:7] == f"{dates[0][0]}-{dates[0][1]:02}", text)
    if "OpenInterval Before" in case.expected and "fine" in case.text:
        return Verdict(bool(periods[0].open_start) and dates[0] in ((2013, 3, 1), (2014, 1, 1)) and start == case_end(dates[0]), text)
    length = {"Year": 4, "Month": 7, "Quarter": 7}.get(grain, 10)
    if re.search(r"mes[ei] fa$", case.text):
        length = 7  # months back are told by the month
    if "estate" in case.text or "inverno" in case.text or "autunno" in case.text:
        length = 7
    want = "-".join(f"{part:0{width}}" for part, width in zip(dates[0], (4, 2, 2), strict=True))[:length]
    if "datetimeInterval" in case.expected and start[:length] != want:
        return Verdict(is_window(case, start, end, dates), text)
    return Verdict(start[:length] == want, text)


def case_end(bound: tuple[int, ...]) -> str:
    """The month or year that ends right before ``bound``."""
    return str(bound[0] - 1) if bound[1:] == (1, 1) else f"{bound[0]}-{bound[1] - 1:02}"


def is_window(case: Case, start: str, end: str, dates: list[tuple[int, ...]]) -> bool:
    """Whether a window is as long as duckling's; it begins with the article's date here, with a whole unit there."""
    if len(dates) != 2:
        return False
    gap = dates[1][0] * 12 + dates[1][1] - dates[0][0] * 12 - dates[0][1]
    mine = [[int(part) for part in text.split("-")] for text in (start, end or start)]
    grain = case.expected.split()[-1]
    if grain == "Year":
        return mine[1][0] - mine[0][0] == gap // 12
    if grain == "Month":
        return (mine[1][0] - mine[0][0]) * 12 + mine[1][1] - mine[0][1] == gap
    return end != ""


def judge_chrono(case: Case, sentence: Sentence) -> Verdict:
    """Compares the fields that chrono states, year to day."""
    reference = case.reference[:10] if case.reference else "2012-08-10"
    expected = case.expected
    tense = "future"
    if expected:
        day = [expected["start"].get(field, int(part)) for field, part in zip(("year", "month", "day"), reference.split("-"), strict=True)]
        # chrono takes the nearest day, on either side: the tense is what the case expects
        today = [int(part) for part in reference.split("-")]
        tense = "past" if day < today else "future" if day > today else "present"
    found = times.find(sentence)
    periods = [times.resolve(said, reference, tense) for _, _, said in found]
    text = "; ".join(f"{said.kind} {period.time}" for (_, _, said), period in zip(found, periods, strict=True))
    named = [period.time for period in periods if period.time]
    if expected is None:
        return Verdict(not named, text)
    if len(named) != 1:
        return Verdict(False, text)
    start, _, end = named[0].partition("/")
    if found[0][2].kind == "window":  # "entro 5 giorni": the last day is chrono's
        start = end
    return Verdict(agrees(start, expected["start"]) and ("end" not in expected or agrees(end, expected["end"])), text)


def agrees(text: str, fields: dict[str, Any]) -> bool:
    """Whether a date text has the year, month and day of ``fields``, as far as it is written out."""
    parts = [int(part) for part in text.split("-")] if text and not text.startswith("--") else []
    return bool(parts) and all(fields.get(name, value) == value for name, value in zip(("year", "month", "day"), parts, strict=False))


if __name__ == "__main__":
    main()
