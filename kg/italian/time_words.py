"""The words that open an expression of time, by what they are, and the words that surround one."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.italian.calendar import MONTHS, SEASONS, SHORT_MONTHS, WEEKDAYS, is_year, parse_date
from kg.italian.word_lists import words

# Nouns of time by unit: unit, plural.
UNITS: dict[str, tuple[str, bool]] = {
    word: (unit, plural)
    for unit, singular, many in (
        ("day", "giorno giornata", "giorni giornate"),
        ("week", "settimana", "settimane"),
        ("month", "mese", "mesi"),
        ("two months", "bimestre", "bimestri"),
        ("quarter", "trimestre", "trimestri"),
        ("four months", "quadrimestre", "quadrimestri"),
        ("half", "semestre", "semestri"),
        ("year", "anno esercizio", "anni esercizi"),
        ("period", "periodo", "periodi"),
        ("decade", "decennio lustro", "decenni lustri"),
    )
    for words, plural in ((singular, False), (many, True))
    for word in words.split()
}
MONTHS_OF_UNIT = {"month": 1, "quarter": 3, "four months": 4, "half": 6, "year": 12}

# Days from the article's.
DEICTICS: dict[str, int] = {
    "ieri": -1, "oggi": 0, "domani": 1, "dopodomani": 2, "altroieri": -2, "avantieri": -2, "stamattina": 0, "stamane": 0, "stamani": 0,
    "stasera": 0, "stanotte": 0, "domattina": 1, "odierno": 0, "odierna": 0,
}  # fmt: skip
NOW = frozenset(("adesso", "ora", "attualmente", "oggigiorno"))
PARTS_OF_DAY = words("mattina mattino mattinata pomeriggio sera serata notte nottata")

_TENS = ("venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta", "duemila")
DECADES: dict[str, int] = dict(zip(_TENS, range(1920, 2010, 10), strict=True))


ARTICLES = words("il lo la l' i gli le un uno una un'")
OF = words("di d' del dello della dell' dei degli delle")
AT = words("a ad al allo alla all' ai agli alle")
IN = words("in nel nello nella nell' nei negli nelle")
FROM = words("da dal dallo dalla dall' dai dagli dalle")
THIS = words("questo questa questi queste quest' 'sto")
LAST = words("scorso scorsa scorsi scorse passato passata passati passate")
LATEST = words("ultimo ultima ultimi ultime ultim' ultimissimi")
NEXT = words("prossimo prossima prossimi prossime venturo ventura")
BEFORE = words("precedente precedenti prima antecedente")
AFTER = words("successivo successiva successivi seguente seguenti dopo")
SAME = words("stesso stessa stess' medesimo medesima analogo corrispondente pari")
EDGES = words("fine inizio inizi metà")
FISCAL = words("fiscale fiscali finanziario finanziari contabile sociale sportivo scolastico accademico")
EARLY_CENTURIES = words("15 16 17 18")  # their years are times only after "nel", "del", "dal", "anno"
ENDED = ("conclus", "chius", "termina", "finit", "chiud", "conclud")

DATE, MONTH, SHORT_MONTH, WEEKDAY, SEASON, UNIT, YEAR, DEICTIC, NOW_WORD, PART, CODE, NUMBER, DECADE, HYPHENED = range(1, 15)

_CODE = re.compile(r"(?:[qth]\d|\d[qth])$")


@lru_cache(maxsize=1 << 15)
def trigger(word: str) -> int:
    """What expression of time a lower-case word may open or carry; 0 for nearly all words."""
    if word in MONTHS:
        return MONTH
    if word in UNITS:
        return UNIT
    if word[0].isdecimal():
        return _number_trigger(word)
    if word in WEEKDAYS:
        return WEEKDAY
    if word in SEASONS:
        return SEASON
    if word in DEICTICS:
        return DEICTIC
    if word in NOW:
        return NOW_WORD
    if word in SHORT_MONTHS:
        return SHORT_MONTH
    if word in PARTS_OF_DAY:
        return PART
    if _CODE.match(word):
        return CODE
    if word[0] in "'’" and len(word) == 3 and word[1:].isdecimal():
        return DECADE
    if "-" in word or "–" in word:
        first, _, last = word.replace("–", "-").partition("-")
        return HYPHENED if (first in MONTHS and last in MONTHS) or (first in WEEKDAYS and last in WEEKDAYS) else 0
    return 0


def _number_trigger(word: str) -> int:
    if is_year(word) or (len(word) == 4 and word.isdecimal() and word[:2] in EARLY_CENTURIES):
        return YEAR
    if word.isdecimal():
        return NUMBER if len(word) < 3 and 1 <= int(word) <= 31 else 0
    if len(word) == 2 and _CODE.match(word):
        return CODE
    if parse_date(word):
        return DATE
    head, _, tail = word.replace("–", "-").replace("/", "-").partition("-")
    return YEAR if is_year(head) and tail.isdecimal() and (is_year(tail) or len(tail) == 2) else 0
