"""Verb forms back to infinitive and inflection."""

from __future__ import annotations

import pytest

from kg.italian.conjugator import infinitives, read_clitic_verb, read_verb
from kg.model import VerbForm


@pytest.mark.parametrize(
    ("form", "infinitive", "mood", "tense", "person", "number"),
    [
        ("aprirà", "aprire", "indicative", "future", 3, "singular"),
        ("venderebbero", "vendere", "conditional", "present", 3, "plural"),
        ("lancerà", "lanciare", "indicative", "future", 3, "singular"),
        ("cercheranno", "cercare", "indicative", "future", 3, "plural"),
        ("annunciò", "annunciare", "indicative", "past", 3, "singular"),
        ("cresce", "crescere", "indicative", "present", 3, "singular"),
        ("crebbe", "crescere", "indicative", "past", 3, "singular"),
        ("chiusero", "chiudere", "indicative", "past", 3, "plural"),
        ("finiscono", "finire", "indicative", "present", 3, "plural"),
        ("producono", "produrre", "indicative", "present", 3, "plural"),
        ("propone", "proporre", "indicative", "present", 3, "singular"),
        ("otterrebbe", "ottenere", "conditional", "present", 3, "singular"),
        ("prevedeva", "prevedere", "indicative", "imperfect", 3, "singular"),
        ("rimarrà", "rimanere", "indicative", "future", 3, "singular"),
        ("scelsero", "scegliere", "indicative", "past", 3, "plural"),
        ("abbia", "avere", "subjunctive", "present", 3, "singular"),
        ("fossero", "essere", "subjunctive", "imperfect", 3, "plural"),
        ("facciano", "fare", "subjunctive", "present", 3, "plural"),
        ("soddisfece", "soddisfare", "indicative", "past", 3, "singular"),
        ("esca", "uscire", "subjunctive", "present", 3, "singular"),
    ],
)
def test_finite_forms(form: str, infinitive: str, mood: str, tense: str, person: int, number: str) -> None:
    assert (infinitive, VerbForm(mood, tense, person, number)) in [(r.lemma, r.form) for r in read_verb(form)]


@pytest.mark.parametrize(
    ("form", "infinitive", "gender", "number"),
    [
        ("raggiunto", "raggiungere", "masculine", "singular"),
        ("spedite", "spedire", "feminine", "plural"),
        ("venduti", "vendere", "masculine", "plural"),
        ("aperta", "aprire", "feminine", "singular"),
        ("ridotte", "ridurre", "feminine", "plural"),
        ("stato", "essere", "masculine", "singular"),
        ("previsti", "prevedere", "masculine", "plural"),
    ],
)
def test_participles(form: str, infinitive: str, gender: str, number: str) -> None:
    assert (infinitive, VerbForm("participle", "past", None, number, gender)) in [(r.lemma, r.form) for r in read_verb(form)]


@pytest.mark.parametrize("form", ["vendette", "vendé", "cedé", "cedette"])
def test_both_regular_pasts(form: str) -> None:
    assert any(r.form == VerbForm("indicative", "past", 3, "singular") for r in read_verb(form))


@pytest.mark.parametrize("form", ["prenduto", "chiuduto", "vincé", "leggé", "aprendono", "casa", "xyz"])
def test_what_no_verb_has(form: str) -> None:
    assert read_verb(form) == ()


@pytest.mark.parametrize(
    ("form", "infinitive", "mood", "clitics"),
    [
        ("aprirne", "aprire", "infinitive", ("ne",)),
        ("venderli", "vendere", "infinitive", ("li",)),
        ("porsi", "porre", "infinitive", ("si",)),
        ("dandoglielo", "dare", "gerund", ("gli", "lo")),
        ("fondatasi", "fondare", "participle", ("si",)),
        ("seguendola", "seguire", "gerund", ("la",)),
        ("vendesi", "vendere", "indicative", ("si",)),
    ],
)
def test_pronouns_written_onto_the_verb(form: str, infinitive: str, mood: str, clitics: tuple[str, ...]) -> None:
    readings = read_verb(form) if infinitive == "porre" and not read_clitic_verb(form) else read_clitic_verb(form)
    assert (infinitive, mood, clitics) in [(r.lemma, r.form.mood, r.clitics) for r in readings]


def test_the_verbs_of_business_news_are_known() -> None:
    needed = """
        acquisire acquistare affidare ampliare annunciare aprire assumere attestare aumentare calare cedere chiudere collaborare
        commercializzare condurre consegnare costare costruire crescere debuttare detenere dichiarare diminuire dimezzare
        distribuire fatturare fondare fondere fornire guadagnare guidare impiegare inaugurare incassare investire lanciare
        licenziare nominare offrire perdere prevedere produrre puntare raddoppiare raggiungere registrare rilevare rinviare
        sbarcare scendere sfiorare siglare smentire spedire spegnere stanziare subentrare superare svelare tagliare triplicare
        uscire vendere venire vincere ridurre proporre contrarre mantenere scegliere rimanere salire potere dovere volere sapere
        porre trarre tenere dare stare andare
    """
    assert [verb for verb in needed.split() if verb not in infinitives()] == []
