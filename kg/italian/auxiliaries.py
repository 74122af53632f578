"""Auxiliary or full verb: essere, avere, venire, stare, potere, dovere, volere."""

from __future__ import annotations

from kg.italian.context import CLITICS, Context
from kg.italian.readings import ADJ, ADP, CONJ, DET, GERUND, INFINITIVE, NOUN, NUM, PARTICIPLE, PRON, Reading, Word


def resolve_auxiliary(sentence: Context, index: int, word: Word) -> Reading:
    """A form of essere, avere, venire, stare, potere, dovere, volere: auxiliary, full verb, or a noun that looks like it."""
    lemma = word.lemma_aux
    before = sentence.pos(index - 1)
    if word.mask & (NOUN | ADJ | DET | NUM | CONJ | ADP):
        nominal = word.reading(NOUN | ADJ | DET | NUM)
        opened = before in ("DET", "ADJ") or (sentence.chosen and sentence.chosen[-1].articled)
        if nominal and word.mask & INFINITIVE:
            if opened and before != "ADJ":
                return nominal
        elif nominal and ((opened and word.lower != "era") or (before == "ADP" and nominal.pos == "NOUN") or before == "DET"):
            return nominal
    candidates = [r for r in word.readings if r.verb is not None and r.lemma in _AUX_LEMMAS]
    verb = best_verb(sentence, index, candidates)
    following = sentence.skip_adverbs(index + 1)
    ahead = sentence.mask(following)
    while ahead & PRON and sentence.words[following].lower in CLITICS and following < index + 4:
        following += 1
        ahead = sentence.mask(following)
    if lemma == "essere" or verb.lemma == "essere":
        previous = sentence.words[index - 1].lower if index else ""
        if previous in ("c'", "ci", "v'", "vi") and not ahead & PARTICIPLE:
            return verb
        if verb.verb and verb.verb.mood == "participle" and before != "AUX" and sentence.pos(sentence.skip_adverbs(index - 1, -1)) != "AUX":
            return verb
        return verb._replace(pos="AUX")
    if lemma == "avere":
        return verb._replace(pos="AUX") if ahead & PARTICIPLE else verb
    if lemma == "venire":
        return verb._replace(pos="AUX") if ahead & PARTICIPLE and verb.verb and verb.verb.mood != "participle" else verb
    if lemma == "stare":
        if verb.verb and verb.verb.mood == "participle":
            return verb._replace(lemma="essere", pos="AUX")
        per = following + 1 < sentence.size and sentence.words[following].lower == "per" and sentence.mask(following + 1) & INFINITIVE
        return verb._replace(pos="AUX") if ahead & GERUND or per else verb
    return verb._replace(pos="AUX") if ahead & INFINITIVE else verb


_AUX_LEMMAS = frozenset(("essere", "avere", "venire", "stare", "potere", "dovere", "volere"))


def best_verb(sentence: Context, index: int, candidates: list[Reading]) -> Reading:
    """Of several inflections the likeliest: indicative before subjunctive, third person unless the neighbours say otherwise."""
    if len(candidates) == 1:
        return candidates[0]
    subjects = {sentence.words[i].lower for i in range(max(0, index - 3), index)}

    def rank(reading: Reading) -> tuple[int, int, int]:
        form = reading.verb
        assert form is not None
        mood = {"indicative": 0, "participle": 1, "conditional": 0, "infinitive": 0, "gerund": 0, "subjunctive": 2, "imperative": 3}[
            form.mood
        ]
        person = 0
        if form.person is not None:
            wanted = 1 if subjects & {"io", "mi"} else 2 if subjects & {"tu", "ti"} else 3
            person = 0 if form.person == wanted else 1 if form.number == "plural" else 2
        return (person, mood, 0)

    return min(candidates, key=rank)
