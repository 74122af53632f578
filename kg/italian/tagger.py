"""Chooses one reading for each word of a sentence by what stands around it."""

from __future__ import annotations

from kg.italian.auxiliaries import best_verb, resolve_auxiliary
from kg.italian.context import CLITICS, OPENING_QUOTES, Context, agrees
from kg.italian.function_words import RULES
from kg.italian.lemmas import is_participial_adjective
from kg.italian.lexicon import read_words
from kg.italian.readings import (
    ADJ,
    ADP,
    ADV,
    CONJ,
    DET,
    FINITE,
    GERUND,
    INFINITIVE,
    NOUN,
    NUM,
    PARTICIPLE,
    PRON,
    PROPN,
    PUNCT,
    VERBAL,
    WEAK,
    Reading,
    Word,
    guess,
    guess_noun,
    present_participle,
)

_BEFORE_NOUN = frozenset(read_words("prenominal_adjectives"))


def tag(words: list[Word]) -> list[Reading]:
    """One reading for each word, in order: those of one reading first, the others by rules on their neighbours, from left to right."""
    sentence = Context(words)
    sentence.shouting = _is_shouting(words)
    chosen = sentence.chosen
    opening = True
    for index, word in enumerate(words):
        reading = word.only
        if reading is None:
            reading = _capitalised(sentence, index, word, opening) if word.capital else _lower_case(sentence, index, word)
        chosen.append(reading)
        if reading.pos != "PUNCT":
            opening = False
        elif word.text in _REOPENING:
            opening = True
    return chosen


_REOPENING = frozenset(("«", "“", '"', ":", "‘", "(", "-", "–", "—", "•", ".", "?", "!", "...", "…"))


def _is_shouting(words: list[Word]) -> bool:
    if not any(word.text.isupper() and len(word.text) > 1 for word in words[:3]):
        return False
    letters = [word.text for word in words if word.text[0].isalpha() and len(word.text) > 1]
    return len(letters) > 3 and sum(text.isupper() for text in letters) > 0.6 * len(letters)


def _capitalised(sentence: Context, index: int, word: Word, opening: bool) -> Reading:
    name = word.readings[-1]
    if name.pos != "PROPN":
        return _lower_case(sentence, index, word)
    if word.lower in ("paese", "paesi") and len(word.readings) > 1:  # written with a capital where it means a nation
        return _lower_case(sentence, index, word)
    if word.readings[0].pos == "ADJ" and word.text.isupper() and word.readings[0].lemma == word.text:  # XIX
        return word.readings[0]
    following = sentence.words[index + 1] if index + 1 < sentence.size else None
    if sentence.shouting and len(word.readings) > 1:
        return _lower_case(sentence, index, word)
    functional = word.mask & (DET | PRON | ADP | CONJ | ADV)
    if opening:
        if len(word.readings) == 1:
            guessed = guess(word.lower)
            if guessed[0].verb is not None and word.lower[-1] not in "ò":
                return guessed[0]
            if word.lower.endswith(("zione", "zioni", "mento", "menti", "mente")) and len(word.lower) > 8:
                return guessed[0]
            return name
        if word.lower in _FIRST_NAMES and not (following is not None and following.mask & (NOUN | ADJ)):
            return name
        if functional:
            named = word.mask & PRON and not word.mask & (DET | ADP | CONJ | ADV) and len(word.readings) == 2 and following is not None
            if (named and following is not None and following.capital and len(following.readings) == 1) or (
                named and word.lower == "mi" and following is not None and following.mask & NUM
            ):
                return name
            return _lower_case(sentence, index, word)
        if (
            following is not None
            and following.capital
            and following.only is None
            and following.mask & PROPN
            and not following.mask & (DET | ADP | CONJ)
        ):
            alone = len(following.readings) == 1 and not word.mask & (VERBAL & ~WEAK) and word.lower not in _TITLES
            if alone or (following.mask & ADJ and agrees(word, following)):  # Poste Italiane
                return name
        return _lower_case(sentence, index, word)
    if functional and not (word.mask & (NOUN | ADJ)):
        if word.text.isupper() and len(word.text) > 1:
            return name
        beside = following is not None and (following.capital or following.mask & NUM)
        if beside and (sentence.pos(index - 1) == "PROPN" or not word.mask & (DET | ADP | CONJ)):
            return name
        return _lower_case(sentence, index, word)
    if word.mask & ADJ and not word.mask & NOUN and sentence.pos(index - 1) == "NOUN" and not (following is not None and following.capital):
        return word.readings[0]
    return name


_FIRST_NAMES = frozenset(read_words("first_names"))
_TITLES = frozenset(
    (
        "presidente", "ministro", "papa", "re", "regina", "senatore", "dottor", "professor", "sir", "lord", "mister", "signor",
        "signora"
    )
)  # fmt: skip


def _lower_case(sentence: Context, index: int, word: Word) -> Reading:
    rule = RULES.get(word.lower)
    if rule is not None:
        found = rule(sentence, index, word)
        if found is not None:
            return found
    if word.lemma_aux:
        return resolve_auxiliary(sentence, index, word)
    return _open(sentence, index, word)


def _open(sentence: Context, index: int, word: Word) -> Reading:
    """Noun, adjective or verb."""
    mask = word.mask & ~PROPN
    if mask == 0:
        return word.readings[0]
    position = index - 1
    while position >= 0 and (
        (sentence.chosen[position].pos == "ADV" and sentence.words[position].lower != "non")
        or (sentence.words[position].lower == "però" and sentence.pos(position - 1) == "AUX")
        or sentence.words[position].text in OPENING_QUOTES
    ):
        position -= 1
    before = sentence.pos(position)
    previous = sentence.chosen[position] if position >= 0 else None
    if mask & VERBAL:
        verb = _verb_here(sentence, index, word, mask, position)
        if verb is not None:
            return verb
    if mask & (NOUN | ADJ):
        return _nominal(sentence, index, word, before, previous)
    if mask & VERBAL:
        return best_verb(sentence, index, [r for r in word.readings if r.verb is not None])
    return word.readings[0]


def _is_faint(verb: Reading) -> bool:
    """Whether a verb reading rests on one final vowel only: margini, tessera."""
    form = verb.verb
    return (
        form is not None
        and form.number == "singular"
        and form.person is not None
        and form.tense == "present"
        and form.mood != "conditional"
    )


_MEASURES = frozenset(["fatturato", "ricavi"])  # hardly ever verbs where no auxiliary or subject precedes: "fatturato in aumento"
_HOW_FAR = frozenset(["a", "al", "all'", "del", "dello", "dell'", "di", "ancora", "anche"])  # "Sale del 3% il fatturato", no salt
_BEEN = frozenset(["stato", "stata", "stati", "state"])
_BY = frozenset(["da", "dal", "dallo", "dall'", "dalla", "dai", "dagli", "dalle"])


def _disagrees(sentence: Context, position: int, noun: Reading, verbs: list[Reading]) -> bool:
    """Whether the noun at ``position`` is a whole noun group, no complement of another, and of another number than all these verb forms."""
    if noun.number is None or sentence.pos(position - 1) != "DET" or sentence.pos(position - 2) in ("ADP", "CCONJ"):
        return False
    return all(r.verb is not None and r.verb.number not in (None, noun.number) for r in verbs if r.verb and r.verb.person)


def _verb_here(sentence: Context, index: int, word: Word, mask: int, position: int) -> Reading | None:
    """The verb reading where the words around ask for it, None where a noun or adjective is likelier.

    ``position`` is that of the nearest word before that is no adverb.
    """
    before = sentence.pos(position)
    previous = sentence.chosen[position] if position >= 0 else None
    lower = sentence.words[position].lower if position >= 0 else ""
    verbs = [r for r in word.readings if r.verb is not None]
    after = sentence.mask(index + 1)
    if before == "AUX" and previous is not None:
        if previous.lemma in ("potere", "dovere", "volere") and mask & INFINITIVE:
            return word.reading(INFINITIVE)
        if previous.lemma == "stare" and mask & GERUND:
            return word.reading(GERUND)
        told = previous.lemma != "essere" or not mask & ADJ or (_is_event(sentence, index) and not _is_participial(word))
        told = told or lower in _BEEN  # "sono stati aperti": nothing is in the state of having been open
        if mask & PARTICIPLE and told and previous.lemma in ("essere", "avere", "venire"):
            return word.reading(PARTICIPLE)
    if (before == "PRON" and lower in CLITICS) or lower == "non":
        if mask & (FINITE | WEAK):
            return best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.mood not in ("participle",)] or verbs)
        if mask & (INFINITIVE | GERUND):
            return verbs[0]
    if before == "NUM" and sentence.pos(position - 1) == "PROPN":  # the number of a product: Lumo 4 costa 500 euro
        before = "PROPN"
    opened = before in ("DET", "NUM") or (before == "ADP" and previous is not None and previous.articled)
    following = sentence.words[index + 1] if index + 1 < sentence.size else None
    if not mask & (NOUN | ADJ | DET | NUM | ADP | ADV):
        if (opened or before == "ADP") and len(word.lower) > 3 and all(_is_faint(r) for r in verbs):
            return guess_noun(word.lower)
        alone = after & (ADP | PROPN | PUNCT | FINITE) and not after & (NOUN | ADJ) and not (following and following.lower in _BY)
        if opened and mask & PARTICIPLE and before != "NUM" and alone:
            return _nominalised(word)
        if before in ("DET", "NUM") and mask & PARTICIPLE:
            return word.reading(PARTICIPLE)
        if mask & PARTICIPLE and mask & FINITE:
            if before in ("NOUN", "ADJ", "PROPN", "PUNCT") and (after & ADP):
                return word.reading(PARTICIPLE)
            return word.reading(FINITE)
        return best_verb(sentence, index, verbs)
    if mask & PARTICIPLE and following is not None and following.lower in _BY and not opened and before != "ADP":
        return word.reading(PARTICIPLE)
    if mask & PARTICIPLE and following is not None and following.lower == "che" and word.lower in ("dato", "visto", "posto"):
        return word.reading(PARTICIPLE)
    if opened or (before == "ADJ" and mask & NOUN and previous is not None and previous.lemma in _BEFORE_NOUN):
        return None
    if mask & PARTICIPLE and mask & ADJ and not mask & FINITE and _is_participial(word):
        return None
    if mask & NOUN and before == "NOUN" and following is not None and following.lower in ("e", "ed", "o"):
        return None
    if before == "ADP":
        return word.reading(INFINITIVE)
    if mask & INFINITIVE and before in ("VERB", "", "CCONJ"):
        return word.reading(INFINITIVE)
    if mask & GERUND:
        return word.reading(GERUND)
    if word.lower in _MEASURES and (before in ("", "PUNCT", "CCONJ", "ADP") or (word.lower == "ricavi" and before != "PRON")):
        return None
    if word.lower == "sale" and before in ("", "PUNCT") and following is not None and following.lower in _HOW_FAR:
        return word.reading(FINITE)
    if mask & PARTICIPLE and before in ("NOUN", "PROPN", "PUNCT", "", "ADJ", "CCONJ") and mask & ADJ and (after & ADP):
        return word.reading(PARTICIPLE)
    if mask & FINITE:
        if lower == "cui" and mask & NOUN and index > 1 and sentence.pos(index - 2) == "DET":
            return None  # "la cui quota"
        if lower in ("che", "cui", "chi", "dove") and (before == "PRON" or not mask & NOUN or after & DET):
            return best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.person])
        if mask & NOUN and before == "NOUN" and previous is not None and _disagrees(sentence, position, previous, verbs):
            return None
        if before in ("NOUN", "PROPN", "PRON", "NUM") and not (mask & ADJ and not after & (DET | NUM)):
            return best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.person])
        if (
            before == "ADJ"
            and mask & NOUN
            and previous is not None
            and previous.lemma not in _BEFORE_NOUN
            and sentence.pos(index - 2) in ("NOUN", "PROPN")
        ):
            return best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.person])
        if before in ("", "PUNCT", "SCONJ", "CCONJ") and after & (DET | NUM) and not after & PRON:
            return best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.person])
    return None


def _nominalised(word: Word) -> Reading | None:
    """The noun that a participle behind an article is: gli iscritti → iscritto, le deputate → deputata."""
    participle = word.reading(PARTICIPLE)
    if participle is None:
        return None
    lemma = word.lower[:-1] + ("a" if participle.gender == "feminine" else "o")
    return Reading("NOUN", lemma, None, (), False, participle.gender, participle.number)


def _is_participial(word: Word) -> bool:
    adjective = word.reading(ADJ)
    return adjective is not None and is_participial_adjective(adjective.lemma)


def _is_event(sentence: Context, index: int) -> bool:
    """Whether a participle behind essere tells what was done rather than what something is like."""
    if index + 1 >= sentence.size:
        return True
    following = sentence.words[index + 1].lower
    if following in ("a", "ad") and index + 2 < sentence.size and sentence.words[index + 2].capital:
        return True  # "sarà inaugurato a Istanbul"
    return bool(sentence.mask(index + 1) & (ADP | PUNCT | NUM | DET | CONJ | ADV)) and following not in ("a", "di")


def _nominal(sentence: Context, index: int, word: Word, before: str, previous: Reading | None) -> Reading:
    """Noun or adjective."""
    noun, adjective = word.reading(NOUN), word.reading(ADJ)
    if adjective is not None and before in ("NOUN", "PROPN", "ADJ") and word.lower[-4:-1] in ("ant", "ent") and index + 1 < sentence.size:
        ahead = sentence.words[index + 1]
        if (ahead.mask & DET and not ahead.mask & (ADP | NOUN)) or (word.lower[:-1] == "provenient" and ahead.lower in _BY):
            return present_participle(word.lower) or adjective
    following = sentence.words[index + 1] if index + 1 < sentence.size else None
    after = following.mask if following else PUNCT
    if noun is None and adjective is not None:
        opens = before in ("DET", "NUM") or before == "ADP"
        if before == "NOUN" and previous is not None and previous.number == "singular" and word.lower.endswith("nti") and not after & ADJ:
            return adjective._replace(pos="NOUN")  # la divisione stampanti
        if opens and not after & (NOUN | PROPN | ADJ) and adjective.lemma not in _BEFORE_NOUN:
            return adjective._replace(pos="NOUN")
        return adjective
    if adjective is None and noun is not None:
        return _agreeing(word, NOUN, previous)
    assert noun is not None and adjective is not None
    if before in ("NOUN", "PROPN") and not word.particular:
        return adjective
    if before == "NOUN" and previous is not None:
        if (adjective.number == previous.number or previous.number is None) and (
            adjective.gender is None or previous.gender is None or adjective.gender == previous.gender
        ):
            return adjective
        return noun
    if before == "AUX":
        return adjective
    if after & NOUN and not (following and following.only is None and following.mask & FINITE and following.mask & ~NOUN == 0):
        if adjective.lemma in _BEFORE_NOUN:
            return adjective
        return noun if word.particular or after & ADJ else adjective
    if adjective.lemma in _BEFORE_NOUN and after & (NOUN | PROPN):
        return adjective
    return noun


def _agreeing(word: Word, kind: int, previous: Reading | None) -> Reading:
    """Of several noun readings the one that agrees with the article before it."""
    first: Reading | None = None
    for reading in word.readings:
        if reading.pos == "NOUN":
            if previous is None or previous.gender is None:
                return reading
            if (reading.gender in (None, previous.gender)) and (reading.number in (None, previous.number) or previous.number is None):
                return reading
            first = first or reading
    assert first is not None
    return first
