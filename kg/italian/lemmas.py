"""Reads nouns and adjectives back to their lemma, gender and number, by lexicon and by ending."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from kg.italian.lexicon import read_lines, read_words


class NominalReading(NamedTuple):
    """One way to read a noun or adjective form."""

    pos: str  # NOUN or ADJ
    lemma: str
    gender: str | None
    number: str | None


_M, _F, _S, _P = "masculine", "feminine", "singular", "plural"


@cache
def _words(*names: str) -> frozenset[str]:
    return frozenset(word for name in names for word in read_words(name))


@cache
def _masculine() -> frozenset[str]:
    return _words("nouns_masculine_a", "nouns_masculine_m", "nouns_masculine_verbal")


@cache
def _feminine() -> frozenset[str]:
    return _words("nouns_feminine_a", "nouns_feminine_m", "nouns_feminine_verbal")


@lru_cache(maxsize=1 << 14)
def is_particular(lemma: str) -> bool:
    """Whether a word that has the forms of an adjective, or of a verb, is a noun first."""
    return lemma in _words("particular_nouns")


@lru_cache(maxsize=1 << 14)
def is_participial_adjective(lemma: str) -> bool:
    """Whether a participle is an adjective first ("noto", "avanzato"), by its masculine singular."""
    return lemma in _words("participial_adjectives")


# Feminine plurals of masculine nouns, and other plurals that no ending tells.
_PLURALS = {
    "uomini": ("uomo", _M),
    "dita": ("dito", _F),
    "braccia": ("braccio", _F),
    "mani": ("mano", _F),
    "paia": ("paio", _F),
    "migliaia": ("migliaio", _F),
    "centinaia": ("centinaio", _F),
    "uova": ("uovo", _F),
    "mura": ("muro", _F),
    "labbra": ("labbro", _F),
    "miglia": ("miglio", _F),
    "ossa": ("osso", _F),
    "lenzuola": ("lenzuolo", _F),
    "ginocchia": ("ginocchio", _F),
    "templi": ("tempio", _M),
    "dei": ("dio", _M),
    "ali": ("ala", _F),
    "armi": ("arma", _F),
    "buoi": ("bue", _M),
    "mogli": ("moglie", _F),
    "superfici": ("superficie", _F),
    "echi": ("eco", _M),
    "risa": ("riso", _F),
    "grida": ("grido", _F),
    "urla": ("urlo", _F),
}
_SINGULARS = {"mano": _F, "eco": _F, "radio": _F, "foto": _F, "moto": _F, "auto": _F, "dinamo": _F, "uomo": _M, "dio": _M, "moglie": _F}
_SHORT_ADJECTIVES = {
    "gran": ("grande", None, _S),
    "grand'": ("grande", None, _S),
    "bel": ("bello", _M, _S),
    "bei": ("bello", _M, _P),
    "begli": ("bello", _M, _P),
    "bell'": ("bello", None, _S),
    "buon": ("buono", _M, _S),
    "buon'": ("buono", _F, _S),
    "maggior": ("maggiore", None, _S),
    "minor": ("minore", None, _S),
    "miglior": ("migliore", None, _S),
    "peggior": ("peggiore", None, _S),
    "san": ("santo", _M, _S),
    "sant'": ("santo", None, _S),
    "mezz'": ("mezzo", _F, _S),
}


def _singular_o(form: str) -> tuple[str, ...]:
    """Lemmas in -o of a plural in -i: libri → libro, negozi → negozio, rischi → rischio, parchi → parco, amici → amico."""
    stem = form[:-1]
    if stem.endswith("h"):
        return (stem[:-1] + "o", stem + "io")
    return (stem + "o", stem + "io")


def _singular_a(form: str) -> tuple[str, ...]:
    """Lemmas in -a of a plural in -e: case → casa, banche → banca, province → provincia."""
    stem = form[:-1]
    if stem.endswith("h"):
        return (stem[:-1] + "a",)
    if stem[-1:] in ("c", "g"):
        return (stem + "ia", stem + "a")
    return (stem + "a",)


def read_noun(form: str) -> list[NominalReading]:
    """Readings as a noun of a lower-case form that the lexicon has; the likeliest first."""
    found: list[NominalReading] = []
    masculine, feminine, person = _masculine(), _feminine(), _words("nouns_person")
    if form in _PLURALS:
        lemma, gender = _PLURALS[form]
        return [NominalReading("NOUN", lemma, gender, _P)]
    if form in _SINGULARS:
        return [NominalReading("NOUN", form, _SINGULARS[form], _S)]
    if form in _invariable():
        found.append(NominalReading("NOUN", form, _invariable()[form], None))
    if form in feminine:
        found.append(NominalReading("NOUN", form, _F, _S))
    if form in masculine:
        found.append(NominalReading("NOUN", form, _M, _S))
    if form in person:
        found.append(NominalReading("NOUN", form, None, _S))
    last = form[-1:]
    stem = form[:-1]
    if last == "e":
        found += [NominalReading("NOUN", lemma, _F, _P) for lemma in _singular_a(form) if lemma in feminine or lemma in person]
    elif last == "i":
        found += [NominalReading("NOUN", lemma, _M, _P) for lemma in _singular_o(form) if lemma in masculine]
        if stem + "e" in feminine:
            found.append(NominalReading("NOUN", stem + "e", _F, _P))
        if stem + "e" in masculine:
            found.append(NominalReading("NOUN", stem + "e", _M, _P))
        lemma_a = (stem[:-1] if stem.endswith("h") else stem) + "a"
        if lemma_a in masculine or lemma_a in person:
            found.append(NominalReading("NOUN", lemma_a, _M, _P))
    return found


@cache
def _invariable() -> dict[str, str]:
    genders: dict[str, str] = {}
    for name, gender in (("nouns_invariable_masculine", _M), ("nouns_invariable_feminine", _F)):
        for word in read_words(name):
            genders.setdefault(word, gender)
    return genders


@cache
def _four() -> frozenset[str]:
    return _words("adjectives_four", "adjectives_verbal", "adjectives_nouns")


@cache
def _two() -> frozenset[str]:
    return _words("adjectives_two", "adjectives_ante", "adjectives_verbal", "adjectives_nouns")


def read_adjective(form: str) -> list[NominalReading]:
    """Readings as an adjective of a lower-case form that the lexicon has."""
    if form in _SHORT_ADJECTIVES:
        lemma, gender, number = _SHORT_ADJECTIVES[form]
        return [NominalReading("ADJ", lemma, gender, number)]
    four, two = _four(), _two()
    if form in _words("adjectives_invariable"):
        return [NominalReading("ADJ", form, None, None)]
    found: list[NominalReading] = []
    last, stem = form[-1:], form[:-1]
    if last == "o" and form in four:
        found.append(NominalReading("ADJ", form, _M, _S))
    elif last == "a" and stem + "o" in four:
        found.append(NominalReading("ADJ", stem + "o", _F, _S))
    elif last == "e":
        found += [NominalReading("ADJ", lemma[:-1] + "o", _F, _P) for lemma in _singular_a(form) if lemma[:-1] + "o" in four]
        if form in two:
            found.append(NominalReading("ADJ", form, None, _S))
    elif last == "i":
        found += [NominalReading("ADJ", lemma, _M, _P) for lemma in _singular_o(form) if lemma in four]
        if stem + "e" in two:
            found.append(NominalReading("ADJ", stem + "e", None, _P))
        elif form in two:
            found.append(NominalReading("ADJ", form, None, None))
    if not found and form[-6:-1] == "issim":
        found.append(NominalReading("ADJ", _positive(form[:-6]), *_FOUR[last]))
    return found


_FOUR: dict[str, tuple[str | None, str | None]] = {"o": (_M, _S), "a": (_F, _S), "i": (_M, _P), "e": (_F, _P)}


def _positive(stem: str) -> str:
    """The adjective of a superlative: grand-issimo → grande, bell-issimo → bello, ricch-issimo → ricco."""
    if stem.endswith("h"):
        stem = stem[:-1]
    four, two = _four(), _two()
    for lemma in (stem + "o", stem + "e", stem + "io"):
        if lemma in four or lemma in two:
            return lemma
    return stem + "o"


_PREFIXES = (
    "ex-", "super", "maxi", "mini", "micro", "macro", "multi", "anti", "pre", "post", "neo", "auto", "ri", "co", "sub", "inter",
    "extra", "ultra", "semi", "vice", "video", "tele", "mega",
)  # fmt: skip


def read_prefixed(form: str) -> list[NominalReading]:
    """Readings of a word made with a living prefix from one that the lexicon has: superofferta, ex-dirigente, multinazionale."""
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) > 4:
            rest = form[len(prefix) :].lstrip("-")
            readings = read_noun(rest) + read_adjective(rest)
            if readings:
                head = form[: len(form) - len(rest)]
                return [NominalReading(r.pos, head + r.lemma, r.gender, r.number) for r in readings]
    return []


@cache
def _endings() -> dict[str, tuple[str, str, str | None, str | None]]:
    """Endings of words that the lexicon does not have: part of speech, what replaces the ending in the lemma, gender, number."""
    genders, numbers = {"m": _M, "f": _F}, {"s": _S, "p": _P}
    endings: dict[str, tuple[str, str, str | None, str | None]] = {}
    for line in read_lines("noun_endings"):
        pos, lemma, *forms = line.split()
        for entry in forms:
            form, _, marks = entry.partition(":")
            gender = next((genders[mark] for mark in marks if mark in genders), None)
            number = next((numbers[mark] for mark in marks if mark in numbers), None)
            endings[form] = (pos, lemma, gender, number)
    return endings


@cache
def _longest_ending() -> int:
    return max(map(len, _endings()))


def guess_nominal(form: str) -> NominalReading:
    """A reading by its ending of a lower-case word that no lexicon has; a foreign word is a noun of either number."""
    for size in range(min(_longest_ending(), len(form) - 2), 1, -1):
        entry = _endings().get(form[-size:])
        if entry:
            pos, ending, gender, number = entry
            return NominalReading(pos, form[:-size] + ending, gender, number)
    last = form[-1:]
    if len(form) > 3:
        if last == "o":
            return NominalReading("NOUN", form, _M, _S)
        if last == "a":
            return NominalReading("NOUN", form, _F, _S)
        if last == "i":
            return NominalReading("NOUN", form[:-1] + "o", _M, _P)
        if last == "e" and form[-3] == form[-2]:
            return NominalReading("NOUN", form[:-1] + "a", _F, _P)
    return NominalReading("NOUN", form, None, None)
