"""Everything a word may be, whatever stands around it: closed classes, verbs, nouns, adjectives, numbers, names."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg.italian.conjugator import VerbReading, infinitives, read_clitic_verb, read_verb
from kg.italian.lemmas import guess_nominal, is_particular, read_adjective, read_noun, read_prefixed
from kg.italian.lexicon import read_lines, read_words
from kg.model import VerbForm


class Reading(NamedTuple):
    """One way to read a word, with what a Token says of it."""

    pos: str
    lemma: str
    verb: VerbForm | None = None
    clitics: tuple[str, ...] = ()
    articled: bool = False
    gender: str | None = None
    number: str | None = None


# What a word may be, as bits: the context rules ask for these.
NOUN, ADJ, FINITE, WEAK, PARTICIPLE, INFINITIVE, GERUND, DET, PRON, ADP, ADV, NUM, PROPN, CONJ, PUNCT, SYM = (1 << bit for bit in range(16))
NOMINAL = NOUN | ADJ | PROPN | NUM
VERBAL = FINITE | WEAK | PARTICIPLE | INFINITIVE | GERUND

_BITS = {"NOUN": NOUN, "ADJ": ADJ, "DET": DET, "PRON": PRON, "ADP": ADP, "ADV": ADV, "NUM": NUM, "PROPN": PROPN, "CCONJ": CONJ, "SCONJ": CONJ, "PUNCT": PUNCT, "SYM": SYM}  # noqa: E501  # fmt: skip
_GENDERS = {"m": "masculine", "f": "feminine"}
_NUMBERS = {"s": "singular", "p": "plural"}

# Verbs that help others: AUX where a participle, gerund or infinitive follows.
AUXILIARIES = frozenset(("essere", "avere", "venire", "stare", "potere", "dovere", "volere"))


class Word:
    """A word form with all its readings. One object a form: it is shared by every token that shows it."""

    __slots__ = ("capital", "lemma_aux", "lower", "mask", "only", "particular", "readings", "text")

    def __init__(self, text: str, lower: str, readings: tuple[Reading, ...]) -> None:
        self.text = text
        self.lower = lower
        self.readings = readings
        self.capital = text[:1].isupper()
        self.mask = 0
        for reading in readings:
            self.mask |= bit_of(reading)
        self.only = readings[0] if len(readings) == 1 and readings[0].pos not in ("ADJ", "VERB") else None
        self.lemma_aux = next((r.lemma for r in readings if r.verb and r.lemma in AUXILIARIES), "")
        self.particular = any(r.pos == "NOUN" and is_particular(r.lemma) for r in readings)
        if self.lemma_aux:
            self.only = None

    def reading(self, mask: int) -> Reading | None:
        """The first reading of one of the kinds in ``mask``."""
        for reading in self.readings:
            if bit_of(reading) & mask:
                return reading
        return None


def bit_of(reading: Reading) -> int:
    """The kind of a reading as one bit."""
    verb = reading.verb
    if verb is None:
        return _BITS.get(reading.pos, SYM)
    if verb.mood == "participle":
        return PARTICIPLE
    if verb.mood == "infinitive":
        return INFINITIVE
    if verb.mood == "gerund":
        return GERUND
    if verb.mood == "imperative" or verb.person == 2 or (verb.person == 1 and verb.number == "singular"):
        return WEAK
    return FINITE


@cache
def _function_words() -> dict[str, tuple[Reading, ...]]:
    table: dict[str, list[Reading]] = {}
    for line in read_lines("function_words"):
        kind, lemma, *forms = line.split()
        articled = kind.endswith("+")
        for entry in forms:
            form, _, marks = entry.partition(":")
            gender = next((_GENDERS[m] for m in marks if m in _GENDERS), None)
            number = next((_NUMBERS[m] for m in marks if m in _NUMBERS), None)
            table.setdefault(form, []).append(Reading(kind.rstrip("+"), lemma, None, (), articled, gender, number))
    return {form: tuple(readings) for form, readings in table.items()}


_TENS = "venti|vent|trenta|trent|quaranta|quarant|cinquanta|cinquant|sessanta|sessant|settanta|settant|ottanta|ottant|novanta|novant"
_NUMBER_WORD = re.compile(
    rf"(?:(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci)?(?:mila|cento|mille))*(?:{_TENS})?"
    r"(?:uno|un|due|tre|tré|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|quindici|sedici)?(?:mila)?'?$"
)
_DIGITS = re.compile(r"[+\-−–±]?\d[\d.,:/+–-]*$")
_ORDINAL = re.compile(r"\d+(?:[°ºª]|esim[oaie])$")
_AGE = re.compile(r"\d+enn[ei]$")
_AMOUNT = re.compile(
    r"\d[\d.,]*(?:mila|milioni|miliardi|gb|tb|mb|kb|mp|mah|mhz|ghz|km|kg|cm|mm|kw|kwh|mw|gw|hz|fps|w|k|m|ml|cl|l|g|€|h|x)$"
)
_ROMAN = re.compile(r"[IVXLC]{2,}$|[IVX]$")
_CURRENCIES = frozenset("€$£¥₽₹₩%‰°&+=<>/|~^§©®™*\\•·@#_")
_ACCENTED = {"e": "è", "a": "à", "i": "ì", "o": "ò", "u": "ù"}


def _verb(reading: VerbReading) -> Reading:
    form = reading.form
    return Reading("VERB", reading.lemma, form, reading.clitics, False, form.gender, form.number)


def read_lower(lower: str) -> tuple[Reading, ...]:
    """All readings of a lower-case word that some lexicon has; empty where none has it."""
    found: list[Reading] = list(_function_words().get(lower, ()))
    if (found and lower in _CLOSED_ONLY) or (found and "'" in lower):
        return tuple(found)
    if len(lower) > 2 and lower[0] in "dtqcsonumv" and _NUMBER_WORD.match(lower) and lower not in ("uno", "una", "unanime", "venti-"):
        found.append(Reading("NUM", lower))
        return tuple(found)
    verbs = [_verb(r) for r in read_verb(lower)] or [_verb(r) for r in read_clitic_verb(lower)]
    nouns = read_noun(lower)
    adjectives = read_adjective(lower) if lower not in ("fine", "fini") else []
    function_kinds = {r.pos for r in found}
    nominals = nouns + adjectives
    if found and lower not in _ALSO_NOMINAL and "DET" not in function_kinds:
        nominals, verbs = [], [v for v in verbs if v.lemma in AUXILIARIES]
        nouns, adjectives = [], []
    if "DET" in function_kinds or "PRON" in function_kinds:
        nominals = [n for n in nominals if n.pos == "NOUN" and n.lemma != found[0].lemma] if lower not in ("stesso",) else nominals
        verbs = []
    found += [Reading(n.pos, n.lemma, None, (), False, n.gender, n.number) for n in nominals]
    if any(n.pos == "NOUN" for n in nouns) or adjectives or function_kinds:
        verbs = [v for v in verbs if bit_of(v) != WEAK or v.lemma in AUXILIARIES]
        present_participle = lower.endswith(("ante", "ente", "anti", "enti"))
        if present_participle:
            verbs = [v for v in verbs if bit_of(v) != PARTICIPLE]
    if not any(n.pos == "NOUN" for n in nouns):
        found += [Reading("NOUN", n.lemma, None, (), False, n.gender, n.number) for n in adjectives[:1] if is_particular(n.lemma)]
    if verbs and not found:
        shaped = _noun_by_shape(lower)
        if shaped is not None:
            found.append(shaped)
            verbs = [v for v in verbs if bit_of(v) != WEAK]
    found += verbs
    if not found and lower.endswith("mente") and len(lower) > 6:
        return (Reading("ADV", lower),)
    if not found and "-" in lower:
        tail = lower.rsplit("-", 1)[1]
        if tail:
            found = [r._replace(lemma=lower) for r in read_lower(tail) if r.pos in ("NOUN", "ADJ")]
    return tuple(dict.fromkeys(found))


# Function words that are common nouns, adjectives or verbs too.
_ALSO_NOMINAL = frozenset(
    (
        "secondo", "via", "lungo", "salvo", "grazie", "rispetto", "riguardo", "ora", "fa", "dietro", "verso", "ex", "ad", "fine",
        "contro", "no", "sì", "dato", "visto", "sopra"
    )
)  # fmt: skip

_NOUN_SHAPE = re.compile(
    r"\w{2,}(?:[zs]ion[ei]|ment[oi]|tà|tù|[ae]nz[ae]|ezz[ae]|tor[ei]|tric[ei]|ism[oi]|ist[aie]|agin[ei]|igin[ei]|udin[ei])$"
)


def _noun_by_shape(lower: str) -> Reading | None:
    """The noun that a verb form with a noun's ending is first: relazioni, segnalazione, pagamenti."""
    if not _NOUN_SHAPE.match(lower):
        return None
    nominal = guess_nominal(lower)
    return Reading("NOUN", nominal.lemma, None, (), False, nominal.gender, nominal.number) if nominal.pos == "NOUN" else None


_CLOSED_ONLY = frozenset(read_words("closed_words"))


def _guess(lower: str, verbal: bool = True) -> tuple[Reading, ...]:
    """Readings by shape of a lower-case word that no lexicon has: a verb by its unmistakable ending, else a noun or adjective."""
    prefixed = read_prefixed(lower)
    if prefixed:
        return tuple(dict.fromkeys(Reading(n.pos, n.lemma, None, (), False, n.gender, n.number) for n in prefixed))
    nominal = guess_nominal(lower)
    guessed = Reading(nominal.pos, nominal.lemma, None, (), False, nominal.gender, nominal.number)
    if not verbal or len(lower) < 5:
        return (guessed,)
    for ending, infinitive, mood, tense, person, number in _VERB_SHAPES:
        if lower.endswith(ending):
            verb = VerbForm(mood, tense, person, number)
            return (Reading("VERB", lower[: -len(ending)] + infinitive, verb, (), False, None, number),)
    for ending, infinitive in (("at", "are"), ("ut", "ere"), ("it", "ire")):
        if lower[-3:-1] == ending and lower[-1] in "oaie" and len(lower) > 5:
            gender = "masculine" if lower[-1] in "oi" else "feminine"
            number = "singular" if lower[-1] in "oa" else "plural"
            verb = VerbForm("participle", "past", None, number, gender)
            return (guessed, Reading("VERB", lower[:-3] + infinitive, verb, (), False, gender, number))
    return (guessed,)


_VERB_SHAPES: tuple[tuple[str, str, str, str | None, int | None, str | None], ...] = (
    ("eranno", "are", "indicative", "future", 3, "plural"),
    ("iranno", "ire", "indicative", "future", 3, "plural"),
    ("erebbero", "are", "conditional", "present", 3, "plural"),
    ("irebbero", "ire", "conditional", "present", 3, "plural"),
    ("erebbe", "are", "conditional", "present", 3, "singular"),
    ("irebbe", "ire", "conditional", "present", 3, "singular"),
    ("erà", "are", "indicative", "future", 3, "singular"),
    ("irà", "ire", "indicative", "future", 3, "singular"),
    ("avano", "are", "indicative", "imperfect", 3, "plural"),
    ("evano", "ere", "indicative", "imperfect", 3, "plural"),
    ("ivano", "ire", "indicative", "imperfect", 3, "plural"),
    ("arono", "are", "indicative", "past", 3, "plural"),
    ("irono", "ire", "indicative", "past", 3, "plural"),
    ("assero", "are", "subjunctive", "imperfect", 3, "plural"),
    ("ando", "are", "gerund", None, None, None),
    ("endo", "ere", "gerund", None, None, None),
    ("izzare", "izzare", "infinitive", None, None, None),
    ("eggiare", "eggiare", "infinitive", None, None, None),
    ("izza", "izzare", "indicative", "present", 3, "singular"),
    ("izzano", "izzare", "indicative", "present", 3, "plural"),
    ("iscono", "ire", "indicative", "present", 3, "plural"),
    ("isce", "ire", "indicative", "present", 3, "singular"),
    ("ò", "are", "indicative", "past", 3, "singular"),
)

_WORDS: dict[str, Word] = {}
_LIMIT = 1 << 16  # forms kept: a corpus of any length stays within some 30 MB


def word(text: str) -> Word:
    """The word of a surface form, from the cache where it was met before."""
    known = _WORDS.get(text)
    if known is None:
        if len(_WORDS) >= _LIMIT:
            _WORDS.clear()
        known = _WORDS[text] = _read(text)
    return known


def _read(text: str) -> Word:
    first = text[0]
    lower = text.lower().replace("’", "'").replace("ʼ", "'")
    if not first.isalnum():
        if len(text) > 1 and _DIGITS.match(text):
            return Word(text, lower, (Reading("NUM", text),))
        if first in "'’" and text[1:].isdigit():
            return Word(text, lower, (Reading("NUM", text),))
        if len(text) > 1 and first in "@#":
            return Word(text, lower, (Reading("PROPN", text),))
        return Word(text, lower, (Reading("SYM" if first in _CURRENCIES else "PUNCT", text),))
    if first.isdigit():
        return Word(text, lower, (_read_digits(text, lower),))
    if lower[-1] == "'" and lower not in _function_words() and lower[-2] in _ACCENTED:  # ASCII text: "piu'", "societa'"
        accented = lower[:-2] + ("é" if lower in ("perche'", "poiche'", "affinche'", "finche'", "ne'", "se'") else _ACCENTED[lower[-2]])
        if read_lower(accented):
            lower = accented
    readings = read_lower(lower)
    if lower[-1] == "'" and not readings:
        readings = _elided(lower)
    if lower in ("a.c.", "d.c.", "a.c", "d.c"):
        return Word(text, lower, (Reading("SYM", lower),))
    mixed = any(character.isdigit() for character in text) or (any(character.isupper() for character in text[1:]) and not text.isupper())
    if mixed and not (readings and first.isupper()):  # P10, iPhone, eBay
        return Word(text, lower, (Reading("PROPN", text),))
    if first.isupper():
        name = Reading("PROPN", text)
        if _ROMAN.match(text) and len(text) > 1:
            return Word(text, lower, (Reading("ADJ", text), name))
        if "." in text and text[:-1].count(".") >= 1 and not lower.endswith((".com", ".it", ".net")):
            return Word(text, lower, (name,))
        found = Word(text, lower, (*readings, name))
        if not readings and (_NOUN_SHAPE.match(lower) or (len(lower) > 4 and _guess(lower)[0].verb is not None)):
            found.only = None  # an Italian word that no list has, where a sentence opens with it
        return found
    if readings:
        return Word(text, lower, readings)
    if "." in lower:
        return Word(text, lower, (Reading("PROPN" if "/" in lower or "@" in lower or lower[-1] != "." else "NOUN", text),))
    return Word(text, lower, _guess(lower))


def _read_digits(text: str, lower: str) -> Reading:
    if _DIGITS.match(text) or _AMOUNT.match(lower):
        return Reading("NUM", text)
    if _ORDINAL.match(lower):
        return Reading("ADJ", lower)
    if _AGE.match(lower):
        return Reading("NOUN", lower[:-1] + "e")
    return Reading("PROPN", text)


def _elided(lower: str) -> tuple[Reading, ...]:
    """Readings of a word before an apostrophe: quell' and so on are listed, mezz', trent', grand' are found by the full form."""
    stem = lower[:-1]
    for vowel in "oaei":
        readings = read_lower(stem + vowel)
        if readings:
            return readings
    return (Reading("PROPN", lower),)


def guess(lower: str) -> tuple[Reading, ...]:
    """Readings by shape of a word that no lexicon has (see ``word``)."""
    return _guess(lower)


@lru_cache(maxsize=1 << 14)
def guess_noun(lower: str) -> Reading:
    """The noun that a word must be where no verb can stand, whatever the lexicon says."""
    nominal = guess_nominal(lower)
    return Reading("NOUN", nominal.lemma, None, (), False, nominal.gender, nominal.number)


@lru_cache(maxsize=1 << 14)
def present_participle(lower: str) -> Reading | None:
    """riguardante, provenienti: the present participle of a known verb."""
    ending = lower[-4:-1]
    for stem_vowel, infinitive in (("ant", "are"), ("ent", "ere"), ("ent", "ire")):
        if ending[:3] != stem_vowel:
            continue
        stem = lower[:-4]
        for candidate in (stem, stem.removesuffix("i")):
            if is_known_verb(candidate + infinitive):
                number = "singular" if lower[-1] == "e" else "plural"
                form = VerbForm("participle", "present", None, number)
                return Reading("VERB", candidate + infinitive, form, (), False, None, number)
    return None


def is_known_verb(infinitive: str) -> bool:
    """Whether the conjugator has this infinitive."""
    return infinitive in infinitives()
