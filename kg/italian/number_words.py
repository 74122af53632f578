"""Italian words for numbers: cardinals, ordinals, scales, collectives, fractions and multiples, with their values.

Source: the rules of Italian numeral spelling (Serianni, Grammatica italiana, chapter VI), written by hand.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

_UNITS = (
    *("zero", "uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove", "dieci", "undici", "dodici", "tredici"),
    *("quattordici", "quindici", "sedici", "diciassette", "diciotto", "diciannove"),
)
_TENS = ("venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta")


def _below_hundred() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_UNITS)}
    for step, ten in enumerate(_TENS, start=2):
        words[ten] = step * 10
        for unit in range(1, 10):
            # The vowel of the ten falls before "uno" and "otto".
            stem = ten[:-1] if unit in (1, 8) else ten
            words[stem + _UNITS[unit]] = step * 10 + unit
            if unit == 1:
                words[stem + "un"] = step * 10 + 1
            if unit == 3:
                words[stem + "tré"] = step * 10 + 3
    return words


def _below_thousand() -> dict[str, int]:
    low = _below_hundred()
    words = dict(low)
    for hundred in range(1, 10):
        head = ("" if hundred == 1 else _UNITS[hundred]) + "cento"
        words[head] = hundred * 100
        for word, value in low.items():
            if value:
                words[head + word] = hundred * 100 + value
                if word.startswith(("otto", "ottant")):
                    words[head[:-1] + word] = hundred * 100 + value
    return words


# "un", "uno" and "una" are left out: alone they are articles and pronouns.
_BELOW_THOUSAND = {word: value for word, value in _below_thousand().items() if word not in ("uno",)}

SCALES: dict[str, Decimal] = {
    word: Decimal(value)
    for words, value in (
        ("mila", 10**3),
        ("milione milioni mln mln. mil.", 10**6),
        ("miliardo miliardi mld mld. mlrd mrd bn", 10**9),
        # The press writes "trilione" for the English trillion as often as it writes "bilione" for the Italian one: both are 10^12 there.
        ("bilione bilioni trilione trilioni", 10**12),
    )
    for word in words.split()
}

# One of it, or some of it: "un centinaio", "tre dozzine"; all but the pair and the dozen are about so many.
COLLECTIVES: dict[str, Decimal] = {
    word: Decimal(value)
    for words, value in (
        ("paio paia", 2),
        ("decina decine", 10),
        ("dozzina dozzine", 12),
        ("quindicina", 15),
        ("ventina", 20),
        ("trentina", 30),
        ("quarantina", 40),
        ("cinquantina", 50),
        ("sessantina", 60),
        ("settantina", 70),
        ("ottantina", 80),
        ("novantina", 90),
        ("centinaio centinaia", 100),
        ("migliaio migliaia", 1000),
    )
    for word in words.split()
}
EXACT_COLLECTIVES = frozenset(("dozzina", "dozzine"))

_ORDINAL_STEMS = ["prim", "second", "terz", "quart", "quint", "sest", "settim", "ottav", "non", "decim"]
_ENDINGS = ("o", "a", "i", "e")
_ORDINALS = {stem + ending: value for value, stem in enumerate(_ORDINAL_STEMS, start=1) for ending in _ENDINGS}
_ORDINALS |= {stem + "issim" + ending: value for stem, value in (("prim", 1),) for ending in _ENDINGS}

# Parts by their ordinal: "un quinto", "due terzi". Singular after "un", plural after a larger number.
FRACTIONS: dict[str, int] = {
    stem + ending: value for value, stem in enumerate(_ORDINAL_STEMS, start=1) if value > 2 for ending in ("o", "i")
}

_MULTIPLE_NOUNS: dict[str, Decimal] = {
    "doppio": Decimal(2),
    "triplo": Decimal(3),
    "quadruplo": Decimal(4),
    "quintuplo": Decimal(5),
    "decuplo": Decimal(10),
    "metà": Decimal("0.5"),
}
_MULTIPLE_VERBS = (
    ("raddoppi", Decimal(2)),
    ("triplic", Decimal(3)),
    ("quadruplic", Decimal(4)),
    ("quintuplic", Decimal(5)),
    ("sestuplic", Decimal(6)),
    ("decuplic", Decimal(10)),
    ("dimezz", Decimal("0.5")),
)


@lru_cache(maxsize=1 << 14)
def cardinal(word: str) -> Decimal | None:
    """The value of a cardinal written as one lower-case word ("ventitré", "duemilacinquecento"), or None.

    "un", "uno", "una" give None: alone they are articles.
    """
    value = _BELOW_THOUSAND.get(word)
    if value is not None:
        return Decimal(value)
    if word.startswith("mille"):
        rest = word[5:]
        if not rest:
            return Decimal(1000)
        low = _BELOW_THOUSAND.get(rest) or (1 if rest == "uno" else None)
        return None if low is None else Decimal(1000 + low)
    head, mila, rest = word.partition("mila")
    if not mila or not head:
        return None
    thousands = _BELOW_THOUSAND.get(head)
    low = _BELOW_THOUSAND.get(rest) if rest and rest != "uno" else (1 if rest else 0)
    if not thousands or low is None:
        return None
    return Decimal(thousands * 1000 + low)


@lru_cache(maxsize=1 << 14)
def ordinal(word: str) -> int | None:
    """The position that an ordinal of one lower-case word names ("terza", "ventesimo", "centesimi", "1°", "2ª"), or None."""
    value = _ORDINALS.get(word)
    if value is not None:
        return value
    if word[-1:] in "°ºª" and word[:-1].isdecimal() and len(word) < 10:
        return int(word[:-1])
    if len(word) < 7 or word[-4:-1] != "sim" or word[-5] != "e" or word[-1] not in "oaie":
        return None
    stem = word[:-5]
    for ending in ("", "e", "i", "a", "o", "ei", "uno"):
        number = cardinal(stem + ending)
        if number is not None:
            return int(number)
    number = cardinal(stem[:-1] + "é") if stem.endswith("e") else None
    return None if number is None else int(number)


@lru_cache(maxsize=1 << 14)
def multiple(word: str) -> Decimal | None:
    """The factor that a lower-case noun or verb form means ("doppio", "metà", "raddoppiate", "dimezza"), or None."""
    value = _MULTIPLE_NOUNS.get(word)
    if value is not None:
        return value
    for stem, factor in _MULTIPLE_VERBS:
        if word.startswith(stem):
            return factor
    return None
