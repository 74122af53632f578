"""Conjugates Italian verbs, and reads a form back to its infinitive and inflection.

Grammar: L. Serianni, *Grammatica italiana*; the irregular verbs are in ``lexicon/verbs_irregular.txt`` and ``lexicon/verbs_strong.txt``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.italian.lexicon import read_lines, read_words
from kg.model import VerbForm


class VerbReading(NamedTuple):
    """One way to read a verb form: its infinitive, its inflection, the pronouns written onto it."""

    lemma: str
    form: VerbForm
    clitics: tuple[str, ...] = ()


_PERSONS = tuple((person, number) for number in ("singular", "plural") for person in (1, 2, 3))
_GENDERS = (("o", "masculine", "singular"), ("a", "feminine", "singular"), ("i", "masculine", "plural"), ("e", "feminine", "plural"))
INFINITIVE = VerbForm("infinitive")
GERUND = VerbForm("gerund")
PARTICIPLES = {vowel: VerbForm("participle", "past", None, number, gender) for vowel, gender, number in _GENDERS}
PRESENT_PARTICIPLES = {"e": VerbForm("participle", "present", None, "singular"), "i": VerbForm("participle", "present", None, "plural")}

_PRESENT = {"are": "o i a iamo ate ano", "ere": "o i e iamo ete ono", "ire": "o i e iamo ite ono", "isc": "isco isci isce iamo ite iscono"}
_SUBJUNCTIVE = {
    "are": "i i i iamo iate ino",
    "ere": "a a a iamo iate ano",
    "ire": "a a a iamo iate ano",
    "isc": "isca isca isca iamo iate iscano",
}
_PAST = {
    "are": ("ai asti ò ammo aste arono",),
    "ere": ("ei esti é emmo este erono", "etti - ette - - ettero", "- - è - - -"),
    "ire": ("ii isti ì immo iste irono",),
    "isc": ("ii isti ì immo iste irono",),
}
_IMPERFECT = "vo vi va vamo vate vano"
_FUTURE = "ò ai à emo ete anno"
_CONDITIONAL = "ei esti ebbe emmo este ebbero"
_IMPERFECT_SUBJUNCTIVE = "ssi ssi sse ssimo ste ssero"
_PARTICIPLE = {"are": "at", "ere": "ut", "ire": "it", "isc": "it"}

Endings = list[tuple[str, VerbForm]]


def _spread(endings: str, mood: str, tense: str | None, stem: str = "") -> Endings:
    return [
        (stem + ending, VerbForm(mood, tense, person, number))
        for ending, (person, number) in zip(endings.split(), _PERSONS, strict=True)
        if ending != "-"
    ]


def _after_vowel(vowel: str, future: str, gerund: str) -> Endings:
    """The endings that every verb has behind its thematic vowel or its future stem."""
    return [
        *_spread(_IMPERFECT, "indicative", "imperfect", vowel),
        *_spread(_FUTURE, "indicative", "future", future),
        *_spread(_CONDITIONAL, "conditional", "present", future),
        *_spread(_IMPERFECT_SUBJUNCTIVE, "subjunctive", "imperfect", vowel),
        (gerund + "ndo", GERUND),
    ]


def _regular_endings(conjugation: str) -> Endings:
    vowel = {"are": "a", "ere": "e", "ire": "i", "isc": "i"}[conjugation]
    future = {"are": "er", "ere": "er", "ire": "ir", "isc": "ir"}[conjugation]
    endings = _spread(_PRESENT[conjugation], "indicative", "present")
    for past in _PAST[conjugation]:
        endings += _spread(past, "indicative", "past")
    endings += _after_vowel(vowel, future, "a" if conjugation == "are" else "e")
    endings += _spread(_SUBJUNCTIVE[conjugation], "subjunctive", "present")
    endings += [(_PARTICIPLE[conjugation] + last, form) for last, form in PARTICIPLES.items()]
    endings += [(vowel + "re", INFINITIVE), (vowel + "r", INFINITIVE)]
    imperative = {"are": "a", "ere": "i", "ire": "i", "isc": "isci"}[conjugation]
    endings += [
        (imperative, VerbForm("imperative", "present", 2, "singular")),
        (vowel + "te", VerbForm("imperative", "present", 2, "plural")),
    ]
    return endings


@cache
def _endings() -> dict[str, tuple[tuple[str, VerbForm], ...]]:
    """Every regular ending with the conjugations and inflections that it may stand for."""
    found: dict[str, list[tuple[str, VerbForm]]] = {}
    for conjugation in ("are", "ere", "ire", "isc"):
        for ending, form in _regular_endings(conjugation):
            found.setdefault(ending, []).append((conjugation, form))
    return {ending: tuple(forms) for ending, forms in found.items()}


@cache
def infinitives() -> dict[str, str]:
    """Every known infinitive and its conjugation: are, ere, ire, isc, or irregular (whose forms are listed one by one)."""
    known: dict[str, str] = {}
    for conjugation in ("are", "ere", "ire"):
        for name in ("verbs_are_a", "verbs_are_m") if conjugation == "are" else (f"verbs_{conjugation}",):
            known |= dict.fromkeys(read_words(name), conjugation)
    known |= dict.fromkeys(read_words("verbs_ire_isc"), "isc")
    known |= dict.fromkeys(read_words("verbs_modern"), "are")
    known |= dict.fromkeys(_irregular_specifications(), "irregular")
    return known


@cache
def _irregular_specifications() -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Infinitive of every irregular verb, with its prefix and the key forms of the simple verb."""
    specifications: dict[str, tuple[str, dict[str, list[str]]]] = {}
    for line in read_lines("verbs_irregular"):
        head, *fields = (field.strip() for field in line.split("|"))
        keys = {words[0]: words[1:] for words in (field.split() for field in fields)}
        keys["infinitive"] = [head]
        for prefix in ["", *keys.get("+", [])]:
            specifications[prefix + head] = (prefix, keys)
    specifications.pop("durre", None)
    return specifications


def conjugate_irregular(infinitive: str, prefix: str, keys: dict[str, list[str]]) -> Endings:
    """All forms of an irregular verb from its key forms (see the head of ``verbs_irregular.txt``)."""
    simple = keys["infinitive"][0]
    base = keys.get("base", [simple[:-2]])[0]
    weak = keys.get("weak", [base])[0]
    future = keys.get("fut", [simple[:-3] + ("er" if simple.endswith("are") else simple[-3:-1])])[0]
    present = keys["pres"]
    subjunctive = keys["subj"][0]
    forms = _spread(" ".join(present), "indicative", "present")
    if simple == "essere":
        forms += _spread("ero eri era eravamo eravate erano", "indicative", "imperfect")
    else:
        forms += _spread(_IMPERFECT, "indicative", "imperfect", base)
    forms += _spread(_FUTURE, "indicative", "future", future)
    forms += _spread(_CONDITIONAL, "conditional", "present", future)
    forms += _spread(_IMPERFECT_SUBJUNCTIVE, "subjunctive", "imperfect", weak)
    first_plural = present[3]
    third_plural = subjunctive + "no"
    forms += _spread(
        f"{subjunctive} {subjunctive} {subjunctive} {first_plural} {first_plural[:-2]}te {third_plural}", "subjunctive", "present"
    )
    if "past" in keys:
        forms += strong_past(keys["past"][0], weak)
    elif simple.endswith("are"):
        forms += _spread(_PAST["are"][0], "indicative", "past", simple[:-3])
    elif simple.endswith("ere"):
        for past in _PAST["ere"]:
            forms += _spread(past, "indicative", "past", simple[:-3])
    else:
        forms += _spread(_PAST["ire"][0], "indicative", "past", simple[:-3])
    if simple == "essere":
        forms = [(form, reading) for form, reading in forms if form != "fuero" and form != "fue"]
        forms += [("fu", VerbForm("indicative", "past", 3, "singular")), ("furono", VerbForm("indicative", "past", 3, "plural"))]
    forms += [(keys["part"][0][:-1] + last, form) for last, form in PARTICIPLES.items()]
    gerund = keys.get("ger", [base[:-1] + "e" if base.endswith("i") else base])[0]
    forms += [(gerund + "ndo", GERUND), (simple, INFINITIVE), (simple[:-1], INFINITIVE)]
    forms += [(word, VerbForm("imperative", "present", 2, "singular")) for word in keys.get("imp", present[1:2])]
    forms += [(present[4], VerbForm("imperative", "present", 2, "plural"))]
    if prefix and simple in ("fare", "dare", "stare", "andare"):
        accents = {"fa": "fà", "sta": "stà", "fo": "fò"}
        forms += [(accents[form], reading) for form, reading in forms if form in accents]
    extra = _EXTRA_FORMS.get(simple, ())
    forms += list(extra)
    return [(prefix + form, reading) for form, reading in forms]


_EXTRA_FORMS: dict[str, tuple[tuple[str, VerbForm], ...]] = {
    "dovere": (
        ("debbo", VerbForm("indicative", "present", 1, "singular")),
        ("debbono", VerbForm("indicative", "present", 3, "plural")),
        ("deva", VerbForm("subjunctive", "present", 3, "singular")),
    ),
    "vedere": tuple(("vedut" + last, form) for last, form in PARTICIPLES.items()),
    "avere": (("abbiate", VerbForm("imperative", "present", 2, "plural")),),
    "essere": (("siate", VerbForm("imperative", "present", 2, "plural")),),
    "dare": (("diano", VerbForm("subjunctive", "present", 3, "plural")), ("dettero", VerbForm("indicative", "past", 3, "plural"))),
    "provvedere": tuple(("provvist" + last, form) for last, form in PARTICIPLES.items()),
    "comparire": (("comparì", VerbForm("indicative", "past", 3, "singular")), ("comparirono", VerbForm("indicative", "past", 3, "plural"))),
    "fare": (("fò", VerbForm("indicative", "present", 1, "singular")),),
}


def strong_past(first_person: str, weak: str) -> Endings:
    """The passato remoto of a verb with a strong first person: presi prendesti prese prendemmo prendeste presero."""
    stem = first_person[:-1]
    third = stem + "e"
    return _spread(f"{first_person} {weak}sti {third} {weak}mmo {weak}ste {stem}ero", "indicative", "past")


@cache
def _listed_forms() -> dict[str, tuple[VerbReading, ...]]:
    """Forms of irregular and strong verbs, each with its readings."""
    forms: dict[str, list[VerbReading]] = {}
    for infinitive, (prefix, keys) in _irregular_specifications().items():
        for form, reading in conjugate_irregular(infinitive, prefix, keys):
            forms.setdefault(form, []).append(VerbReading(infinitive, reading))
    for infinitive, (past, participle) in _strong_verbs().items():
        if past:
            for form, reading in strong_past(past, infinitive[:-2]):
                forms.setdefault(form, []).append(VerbReading(infinitive, reading))
        if participle:
            for last, reading in PARTICIPLES.items():
                forms.setdefault(participle[:-1] + last, []).append(VerbReading(infinitive, reading))
    return {form: tuple(dict.fromkeys(readings)) for form, readings in forms.items()}


@cache
def _strong_verbs() -> dict[str, tuple[str, str]]:
    """Past and participle of every verb in -ere that has a strong one; "" where it is regular."""
    endings = {words[0]: (words[1], words[2]) for words in map(str.split, read_lines("verbs_strong"))}
    longest = max(map(len, endings))
    strong: dict[str, tuple[str, str]] = {}
    for infinitive, conjugation in infinitives().items():
        if conjugation != "ere":
            continue
        for size in range(min(longest, len(infinitive)), 5, -1):
            ending = infinitive[-size:]
            if ending in endings:
                prefix = infinitive[:-size]
                past, participle = ("" if form == "-" else prefix + form for form in endings[ending])
                if past or participle:
                    strong[infinitive] = (past, participle)
                break
    return strong


def read_verb(form: str) -> tuple[VerbReading, ...]:
    """All readings of a lower-case verb form of a known verb, without clitics; empty where it is none."""
    readings = list(_listed_forms().get(form, ()))
    known = infinitives()
    strong = _strong_verbs()
    endings = _endings()
    for size in range(1, min(9, len(form) - 1) + 1):
        for conjugation, inflection in endings.get(form[-size:], ()):
            stem = form[:-size]
            for candidate in _stems(stem, form[-size], conjugation):
                infinitive = candidate + ("ire" if conjugation == "isc" else conjugation)
                if known.get(infinitive) != conjugation:
                    continue
                if conjugation == "ere" and infinitive in strong and _is_replaced(inflection, form, infinitive, strong[infinitive]):
                    continue
                readings.append(VerbReading(infinitive, inflection))
    return tuple(dict.fromkeys(readings))


def _stems(stem: str, first: str, conjugation: str) -> tuple[str, ...]:
    """Stems of the infinitive that a form's stem may stand for: cerch-erà → cerc-, lanc-erà → lanci-, cambi → cambi-."""
    if conjugation != "are" or first not in "ei":
        return (stem,)
    if stem[-2:] in ("ch", "gh"):
        return (stem[:-1],)
    if first == "i" or stem[-1:] in ("c", "g") or stem[-2:] in ("sc",):
        return (stem + "i",) if stem[-1:] in ("c", "g") else (stem, stem + "i")
    return (stem,)


def _is_replaced(inflection: VerbForm, form: str, infinitive: str, strong: tuple[str, str]) -> bool:
    """Whether a strong verb has another form in this place than the regular one."""
    past, participle = strong
    if inflection.mood == "participle":
        return bool(participle) and infinitive not in _BOTH_PARTICIPLES
    if inflection.mood == "indicative" and inflection.tense == "past" and past:
        return inflection.person in (1, 3) and not (inflection.person == 1 and inflection.number == "plural")
    return False


_BOTH_PARTICIPLES = frozenset(("perdere", "riflettere", "succedere", "assolvere", "concedere"))

CLITICS = (
    "gliene", "glielo", "gliela", "glieli", "gliele", "mene", "telo", "cene", "vene", "sene", "celo", "cela", "celi", "cele",
    "melo", "mela", "meli", "mele", "velo", "vela", "selo", "sela", "seli", "mi", "ti", "si", "ci", "vi", "lo", "la", "li", "le",
    "ne", "gli",
)  # fmt: skip
_CLITIC_PARTS = {
    **{f"glie{last}": ("gli", last) for last in ("lo", "la", "li", "le", "ne")},
    **{f"{first}e{last}": (f"{first}i", last) for first in "mtcvs" for last in ("lo", "la", "li", "le", "ne")},
}
_SHORT_IMPERATIVES = {"fa": "fare", "da": "dare", "di": "dire", "sta": "stare", "va": "andare"}


def read_clitic_verb(form: str) -> tuple[VerbReading, ...]:
    """Readings of a verb form with pronouns written onto it: aprirne, vendendoli, avendola, trattasi, fondatasi, fallo."""
    for clitic in CLITICS:
        if not form.endswith(clitic) or len(form) - len(clitic) < 2:
            continue
        host = form[: -len(clitic)]
        parts = _CLITIC_PARTS.get(clitic, (clitic,))
        readings = _read_host(host)
        if readings:
            return tuple(VerbReading(reading.lemma, reading.form, parts) for reading in readings)
        if host[-1] == clitic[0] and host[:-1] in _SHORT_IMPERATIVES:
            return (VerbReading(_SHORT_IMPERATIVES[host[:-1]], VerbForm("imperative", "present", 2, "singular"), parts),)
    return ()


def _read_host(host: str) -> tuple[VerbReading, ...]:
    if host.endswith("r"):
        if host.endswith("rr"):
            host = host[:-1]
            candidates = [host + "re"]
        else:
            candidates = [host + "e", host + "re"]
        known = infinitives()
        return tuple(VerbReading(candidate, INFINITIVE) for candidate in candidates if candidate in known)[:1]
    if host.endswith("ndo"):
        return tuple(reading for reading in read_verb(host) if reading.form.mood == "gerund")
    readings = read_verb(host)
    kept = [r for r in readings if r.form.mood == "imperative" or (r.form.mood == "participle" and r.form.tense == "past")]
    if not kept:  # trattasi, vendesi
        kept = [r for r in readings if r.form.mood == "indicative" and r.form.tense == "present" and r.form.person == 3]
    return tuple(kept)
