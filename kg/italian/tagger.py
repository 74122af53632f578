"""Chooses one reading for each word of a sentence by what stands around it."""

from __future__ import annotations

from kg.italian.lemmas import is_participial_adjective
from kg.italian.readings import (
    ADJ,
    ADP,
    ADV,
    CONJ,
    DET,
    FINITE,
    GERUND,
    INFINITIVE,
    NOMINAL,
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

_CLITICS = frozenset("si lo la li le ne ci vi mi ti gli l' c' s' m' t' v' n' ce ve glielo gliela glieli gliele gliene".split())
_ARTICLES_OR_PRONOUNS = frozenset("lo la l' gli le i".split())
_TIME_NOUNS = frozenset("anno mese settimana giorno ora minuto decennio secolo secondo trimestre semestre tempo".split())
_BEFORE_NOUN = frozenset(
    """
    nuovo grande primo secondo terzo ultimo stesso piccolo vecchio giovane buono bello brutto lungo alto basso forte vero numeroso unico intero solo semplice
    principale importante prossimo scorso maggiore minore migliore peggiore massimo minimo ottimo pessimo ulteriore attuale ex presunto cosiddetto doppio mezzo
    quarto quinto sesto settimo ottavo nono decimo ennesimo singolo proprio medesimo precedente successivo recente famoso noto celebre enorme santo
    """.split()
)


class _Sentence:
    """One pass over a sentence: its words, and the readings chosen so far."""

    __slots__ = ("chosen", "shouting", "size", "words")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.size = len(words)
        self.chosen: list[Reading] = []
        self.shouting = False

    def mask(self, index: int) -> int:
        return self.words[index].mask if 0 <= index < self.size else PUNCT

    def pos(self, index: int) -> str:
        return self.chosen[index].pos if 0 <= index < len(self.chosen) else ""

    def skip_adverbs(self, index: int, step: int = 1) -> int:
        """The next word that is no adverb, from ``index`` on."""
        words = self.words
        while 0 <= index < self.size and words[index].mask & ADV and not words[index].mask & (NOUN | VERBAL | DET | ADP | CONJ):
            index += step
        return index


def tag(words: list[Word]) -> list[Reading]:
    """One reading for each word, in order: those of one reading first, the others by rules on their neighbours, from left to right."""
    sentence = _Sentence(words)
    sentence.shouting = _is_shouting(words)
    chosen = sentence.chosen
    opening = True
    for index, word in enumerate(words):
        reading = word.only
        if reading is None:
            if word.capital:
                reading = _capitalised(sentence, index, word, opening)
            else:
                reading = _lower_case(sentence, index, word)
        chosen.append(reading)
        if reading.pos != "PUNCT":
            opening = False
        elif word.text in _REOPENING:
            opening = True
    return chosen


_OPENING_QUOTES = frozenset(("«", "“", '"', "‘"))
_REOPENING = frozenset(("«", "“", '"', ":", "‘", "(", "-", "–", "—", "•", ".", "?", "!", "...", "…"))


def _is_shouting(words: list[Word]) -> bool:
    letters = [word.text for word in words if word.text[0].isalpha() and len(word.text) > 1]
    return len(letters) > 3 and sum(text.isupper() for text in letters) > 0.6 * len(letters)


def _capitalised(sentence: _Sentence, index: int, word: Word, opening: bool) -> Reading:
    name = word.readings[-1]
    if name.pos != "PROPN":
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
        if functional:
            named = word.mask & PRON and not word.mask & (DET | ADP | CONJ | ADV) and len(word.readings) == 2 and following is not None
            if named and following is not None and following.capital and len(following.readings) == 1 or named and word.lower == "mi" and following is not None and following.mask & NUM:
                return name
            return _lower_case(sentence, index, word)
        if following is not None and following.capital and following.only is None and following.mask & PROPN and not following.mask & (DET | ADP | CONJ):
            if not word.mask & (VERBAL & ~WEAK) and len(following.readings) == 1 and word.lower not in _TITLES:
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


_TITLES = frozenset("presidente ministro papa re regina senatore dottor professor sir lord mister signor signora".split())


def _lower_case(sentence: _Sentence, index: int, word: Word) -> Reading:
    rule = _RULES.get(word.lower)
    if rule is not None:
        found = rule(sentence, index, word)
        if found is not None:
            return found
    if word.lemma_aux:
        return _auxiliary(sentence, index, word)
    return _open(sentence, index, word)


def _auxiliary(sentence: _Sentence, index: int, word: Word) -> Reading:
    """A form of essere, avere, venire, stare, potere, dovere, volere: auxiliary, full verb, or a noun that looks like it."""
    lemma = word.lemma_aux
    before = sentence.pos(index - 1)
    if word.mask & (NOUN | ADJ | DET | NUM | CONJ | ADP):
        nominal = word.reading(NOUN | ADJ | DET | NUM)
        opened = before in ("DET", "ADJ") or sentence.chosen and sentence.chosen[-1].articled
        if nominal and word.mask & INFINITIVE:
            if opened and before != "ADJ":
                return nominal
        elif nominal and (opened and word.lower != "era" or before == "ADP" and nominal.pos == "NOUN" or before == "DET"):
            return nominal
    candidates = [r for r in word.readings if r.verb is not None and r.lemma in _AUX_LEMMAS]
    verb = _best_verb(sentence, index, candidates)
    following = sentence.skip_adverbs(index + 1)
    ahead = sentence.mask(following)
    while ahead & PRON and sentence.words[following].lower in _CLITICS and following < index + 4:
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


def _best_verb(sentence: _Sentence, index: int, candidates: list[Reading]) -> Reading:
    """Of several inflections the likeliest: indicative before subjunctive, third person before others, unless the neighbours say otherwise."""
    if len(candidates) == 1:
        return candidates[0]
    subjects = {sentence.words[i].lower for i in range(max(0, index - 3), index)}

    def rank(reading: Reading) -> tuple[int, int, int]:
        form = reading.verb
        assert form is not None
        mood = {"indicative": 0, "participle": 1, "conditional": 0, "infinitive": 0, "gerund": 0, "subjunctive": 2, "imperative": 3}[form.mood]
        person = 0
        if form.person is not None:
            wanted = 1 if subjects & {"io", "mi"} else 2 if subjects & {"tu", "ti"} else 3
            person = 0 if form.person == wanted else 1 if form.number == "plural" else 2
        return (person, mood, 0)

    return min(candidates, key=rank)


def _open(sentence: _Sentence, index: int, word: Word) -> Reading:
    """Noun, adjective or verb."""
    mask = word.mask & ~PROPN
    if mask == 0:
        return word.readings[0]
    position = index - 1
    while position >= 0 and (sentence.chosen[position].pos == "ADV" and sentence.words[position].lower != "non" or sentence.words[position].text in _OPENING_QUOTES):
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
        return _best_verb(sentence, index, [r for r in word.readings if r.verb is not None])
    return word.readings[0]


_BY = frozenset("da dal dallo dall' dalla dai dagli dalle".split())


def _disagrees(sentence: _Sentence, position: int, noun: Reading, verbs: list[Reading]) -> bool:
    """Whether the noun at ``position`` is a whole noun group, no complement of another, and of another number than all these verb forms."""
    if noun.number is None or sentence.pos(position - 1) != "DET" or sentence.pos(position - 2) in ("ADP", "CCONJ"):
        return False
    return all(r.verb is not None and r.verb.number not in (None, noun.number) for r in verbs if r.verb and r.verb.person)


def _verb_here(sentence: _Sentence, index: int, word: Word, mask: int, position: int) -> Reading | None:
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
        if mask & PARTICIPLE and previous.lemma in ("essere", "avere", "venire"):
            if previous.lemma != "essere" or not mask & ADJ or _is_event(sentence, index) and not _is_participial(word):
                return _participle(word, previous)
    if before == "PRON" and lower in _CLITICS or lower == "non":
        if mask & (FINITE | WEAK):
            return _best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.mood not in ("participle",)] or verbs)
        if mask & (INFINITIVE | GERUND):
            return verbs[0]
    opened = before in ("DET", "NUM") or before == "ADP" and previous is not None and previous.articled
    following = sentence.words[index + 1] if index + 1 < sentence.size else None
    if not mask & (NOUN | ADJ | DET | NUM | ADP | ADV):
        if (opened or before == "ADP") and not mask & (PARTICIPLE | INFINITIVE | GERUND) and len(word.lower) > 3:
            return guess_noun(word.lower)
        if before in ("DET", "NUM") and mask & PARTICIPLE:
            return word.reading(PARTICIPLE)
        if mask & PARTICIPLE and mask & FINITE:
            if before in ("NOUN", "ADJ", "PROPN", "PUNCT") and (after & ADP):
                return word.reading(PARTICIPLE)
            return word.reading(FINITE)
        return _best_verb(sentence, index, verbs)
    if mask & PARTICIPLE and following is not None and following.lower in _BY and not opened and before != "ADP":
        return word.reading(PARTICIPLE)
    if mask & PARTICIPLE and following is not None and following.lower == "che" and word.lower in ("dato", "visto", "posto"):
        return word.reading(PARTICIPLE)
    if opened or before == "ADJ" and mask & NOUN and previous is not None and previous.lemma in _BEFORE_NOUN:
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
    if mask & PARTICIPLE and before in ("NOUN", "PROPN", "PUNCT", "", "ADJ", "CCONJ") and mask & ADJ and (after & ADP):
        return word.reading(PARTICIPLE)
    if mask & FINITE:
        if lower in ("che", "cui", "chi", "dove") and (before == "PRON" or not mask & NOUN or after & DET):
            return _best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.person])
        if mask & NOUN and before == "NOUN" and previous is not None and _disagrees(sentence, position, previous, verbs):
            return None
        if before in ("NOUN", "PROPN", "PRON", "NUM") and not (mask & ADJ and not after & (DET | NUM)):
            return _best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.person])
        if before == "ADJ" and mask & NOUN and previous is not None and previous.lemma not in _BEFORE_NOUN and sentence.pos(index - 2) in ("NOUN", "PROPN"):
            return _best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.person])
        if before in ("", "PUNCT", "SCONJ", "CCONJ") and after & (DET | NUM) and not after & PRON:
            return _best_verb(sentence, index, [r for r in verbs if r.verb and r.verb.person])
    return None


def _is_participial(word: Word) -> bool:
    adjective = word.reading(ADJ)
    return adjective is not None and is_participial_adjective(adjective.lemma)


def _participle(word: Word, auxiliary: Reading) -> Reading:
    found = [r for r in word.readings if r.verb is not None and r.verb.mood == "participle"]
    return found[0]


def _is_event(sentence: _Sentence, index: int) -> bool:
    """Whether a participle behind essere tells what was done rather than what something is like."""
    return bool(sentence.mask(index + 1) & (ADP | PUNCT | NUM | DET | CONJ | ADV)) and sentence.words[index + 1].lower not in ("a", "di") if index + 1 < sentence.size else True


def _nominal(sentence: _Sentence, index: int, word: Word, before: str, previous: Reading | None) -> Reading:
    """Noun or adjective."""
    noun, adjective = word.reading(NOUN), word.reading(ADJ)
    if adjective is not None and before in ("NOUN", "PROPN", "ADJ") and word.lower[-4:-1] in ("ant", "ent") and index + 1 < sentence.size:
        ahead = sentence.words[index + 1]
        if ahead.mask & DET and not ahead.mask & (ADP | NOUN) or word.lower[:-1] == "provenient" and ahead.lower in _BY:
            return present_participle(word.lower) or adjective
    following = sentence.words[index + 1] if index + 1 < sentence.size else None
    after = following.mask if following else PUNCT
    if noun is None and adjective is not None:
        opens = before in ("DET", "NUM") or before == "ADP"
        if opens and not after & (NOUN | PROPN | ADJ) and adjective.lemma not in _BEFORE_NOUN:
            return adjective._replace(pos="NOUN")
        return adjective
    if adjective is None and noun is not None:
        return _agreeing(word, NOUN, previous)
    assert noun is not None and adjective is not None
    if before in ("NOUN", "PROPN") and not word.particular:
        return adjective
    if before == "NOUN" and previous is not None:
        if (adjective.number == previous.number or previous.number is None) and (adjective.gender is None or previous.gender is None or adjective.gender == previous.gender):
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


def _pick(word: Word, pos: str) -> Reading | None:
    return next((reading for reading in word.readings if reading.pos == pos), None)


def _article(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    """lo, la, l', gli, le: pronoun before a verb, else article."""
    following = sentence.words[index + 1] if index + 1 < sentence.size else None
    if following is not None:
        mask = following.mask
        verb = mask & (FINITE | WEAK) and not mask & (NOUN | ADJ | DET | ADP | NUM | PROPN)
        if verb or following.lemma_aux and mask & FINITE and not mask & NOUN or following.lower in ("si", "ne", "ha", "è") and word.lower != "la":
            return _pick(word, "PRON")
    return _pick(word, "DET")


def _fits(word: Word, noun: Word) -> bool:
    """Whether some noun or adjective reading agrees with some reading of the determiner."""
    for determiner in word.readings:
        for reading in noun.readings:
            if reading.pos in ("NOUN", "ADJ") and (
                (reading.gender is None or determiner.gender in (None, reading.gender))
                and (reading.number is None or determiner.number in (None, reading.number))
            ):
                return True
    return False


def _determiner(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    """questo, alcuni, tutti, altro, ...: determiner before a noun group, else pronoun."""
    following = sentence.skip_adverbs(index + 1)
    ahead = sentence.words[following] if following < sentence.size else None
    if ahead is not None and ahead.mask & FINITE and ahead.mask & NOUN and not _fits(word, ahead):
        return _pick(word, "PRON") or _pick(word, "DET")
    if ahead is not None and ahead.mask & (NOMINAL | DET) and not (ahead.mask & (FINITE | CONJ) and not ahead.mask & (NOUN | ADJ)):
        if ahead.mask & PROPN and not ahead.mask & (NOUN | ADJ) and word.lower in ("quello", "quella", "quelli", "quelle"):
            return _pick(word, "PRON")
        return _pick(word, "DET")
    return _pick(word, "PRON") or _pick(word, "DET")


def _adverb_or_determiner(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    """molto, poco, tanto, più, meno: determiner before a noun, else adverb."""
    ahead = sentence.mask(index + 1)
    if ahead & NOUN and not ahead & (ADJ | ADP | CONJ | ADV | VERBAL) and word.lower not in ("più", "meno"):
        return _pick(word, "DET")
    return _pick(word, "ADV")


def _their(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    """loro: possessive between article and noun, else pronoun."""
    before = sentence.chosen[-1] if sentence.chosen else None
    possessive = before is not None and (before.pos == "DET" or before.articled) and sentence.mask(index + 1) & (NOMINAL | PARTICIPLE | WEAK)
    return Reading("DET", "loro", None, (), False, None, None) if possessive else _pick(word, "PRON")


def _initials(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    """ad: preposition, or the amministratore delegato behind an article."""
    before = sentence.chosen[-1] if sentence.chosen else None
    chief = before is not None and (before.pos in ("DET", "ADJ") or before.articled or before.lemma == "ex")
    return _pick(word, "NOUN" if chief else "ADP")


def _one(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    ahead = sentence.mask(index + 1)
    quoted = index + 1 < sentence.size and sentence.words[index + 1].text in _OPENING_QUOTES
    if word.lower in ("uno", "una") and not quoted and (index + 1 >= sentence.size or not ahead & (NOUN | ADJ | PROPN | NUM | ADV | PARTICIPLE)):
        return Reading("NUM", "uno", None, (), False, word.readings[0].gender, "singular")
    return _pick(word, "DET")


def _that(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    """che: relative pronoun behind a noun, else conjunction."""
    before = sentence.chosen[-1] if sentence.chosen else None
    if before is None:
        return _pick(word, "SCONJ")
    if before.pos in ("NOUN", "PROPN", "PRON", "ADP", "NUM", "DET", "SYM") and before.lemma not in _CONTENT_NOUNS:
        return _pick(word, "PRON")
    if before.pos == "ADJ" and sentence.pos(index - 2) in ("NOUN", "DET", "ADV", "PROPN", "ADP") and not sentence.pos(index - 2) == "AUX":
        return _pick(word, "PRON")
    if before.pos == "PUNCT" and index > 1 and sentence.words[index - 1].lower == ",":
        earlier = sentence.chosen[-2].pos
        return _pick(word, "PRON" if earlier in ("NOUN", "PROPN", "ADJ", "NUM", "PRON") else "SCONJ")
    if before.pos == "CCONJ":
        return _pick(word, "PRON" if any(r.lemma == "che" and r.pos == "PRON" for r in sentence.chosen[-12:]) else "SCONJ")
    return _pick(word, "SCONJ")


_CONTENT_NOUNS = frozenset("fatto modo senso notizia idea ipotesi possibilità probabilità rischio timore speranza conferma convinzione impressione certezza".split())


def _according(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    before = sentence.chosen[-1] if sentence.chosen else None
    ahead = sentence.mask(index + 1)
    if before is not None and (before.pos in ("DET", "NUM") or before.articled):
        adjective = _pick(word, "ADJ") or Reading("ADJ", "secondo", None, (), False, "masculine", "singular")
        return adjective if ahead & (NOUN | ADJ | PROPN) else _pick(word, "NOUN") or adjective
    return _pick(word, "ADP")


def _ago(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    if sentence.chosen and sentence.chosen[-1].lemma in _TIME_NOUNS:
        return Reading("ADV", "fa")
    return None


def _before(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    before = sentence.chosen[-1] if sentence.chosen else None
    if before is not None and (before.pos == "DET" or before.articled):
        return Reading("ADJ", "primo", None, (), False, "feminine", "singular")
    ahead = sentence.mask(index + 1)
    if ahead & NOUN and not ahead & (ADP | ADV | CONJ | DET) and not (before is not None and before.lemma in _TIME_NOUNS):
        return Reading("ADJ", "primo", None, (), False, "feminine", "singular")
    return Reading("ADV", "prima")


def _after(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    ahead = sentence.mask(index + 1)
    before = sentence.chosen[-1] if sentence.chosen else None
    if ahead & PUNCT or before is not None and before.lemma in _TIME_NOUNS and not ahead & DET:
        return _pick(word, "ADV")
    return _pick(word, "ADP")


def _whether(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    following = sentence.words[index + 1].lower if index + 1 < sentence.size else ""
    if following in ("stesso", "stessa", "stessi", "stesse", "ne", "lo", "la", "li", "le") and sentence.pos(index - 1) != "PUNCT" and index:
        return _pick(word, "PRON")
    return _pick(word, "SCONJ")


def _just(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    """appena: adverb at a participle or amount, else the conjunction "as soon as"."""
    return _pick(word, "SCONJ" if sentence.mask(index + 1) & FINITE and sentence.pos(index - 1) != "AUX" and not sentence.mask(index + 1) & PARTICIPLE else "ADV")


def _be_it(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    before = sentence.words[index - 1].lower if index else ""
    ahead = sentence.skip_adverbs(index + 1)
    if before in ("che", "non", "si", "ci", "vi", "lo", "c'", "ne", "se", "quanto") or sentence.mask(ahead) & PARTICIPLE and before not in ("", ","):
        return None
    if any(sentence.words[i].lower in ("sia", "che") for i in range(index + 1, min(index + 12, sentence.size))) or "sia" in (
        sentence.words[i].lower for i in range(max(0, index - 12), index)
    ):
        return _pick(word, "CCONJ")
    return None


def _like(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    ahead = sentence.mask(sentence.skip_adverbs(index + 1))
    following = sentence.words[index + 1].lower if index + 1 < sentence.size else ""
    if ahead & FINITE and not ahead & (NOUN | ADJ | PROPN | DET) or following in _CLITICS and following not in ("la", "le", "lo", "gli", "l'"):
        return _pick(word, "SCONJ")
    return _pick(word, "ADP")


def _prefer(pos: str):  # type: ignore[no-untyped-def]
    def rule(sentence: _Sentence, index: int, word: Word) -> Reading | None:
        return _pick(word, pos)

    return rule


def _preposition_or_adverb(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    ahead = sentence.mask(index + 1)
    if ahead & (DET | NOUN | PROPN | NUM | PRON) or word.lower in ("grazie", "rispetto", "riguardo") and ahead & ADP:
        return _pick(word, "ADP")
    return _pick(word, "ADV") or _pick(word, "NOUN")


def _own(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    before = sentence.chosen[-1] if sentence.chosen else None
    if before is not None and (before.pos == "DET" or before.articled):
        return _pick(word, "DET")
    return _pick(word, "ADV") or _pick(word, "DET")


def _thousand(sentence: _Sentence, index: int, word: Word) -> Reading | None:
    return _pick(word, "NUM")


_RULES = {
    **dict.fromkeys(("lo", "la", "l'", "gli", "le"), _article),
    **dict.fromkeys(
        """
        questo questa questi queste quest' quello quella quelli quelle quel alcuni alcune alcuno alcuna nessuno nessuna ciascuno ciascuna molti molte pochi poche tanti
        tante troppi troppe parecchi parecchie tutto tutti tutte tutta altro altri altre altra quanti quante entrambi entrambe quale quali altrettanti suo sua suoi sue
        """.split(),
        _determiner,
    ),
    **dict.fromkeys("molto poco tanto troppo più meno altrettanto".split(), _adverb_or_determiner),
    **dict.fromkeys(("un", "uno", "una", "un'"), _one),
    **dict.fromkeys(("che", "ch'"), _that),
    "secondo": _according,
    "ad": _initials,
    "loro": _their,
    "quanto": _prefer("PRON"),
    "fa": _ago,
    "prima": _before,
    "dopo": _after,
    "se": _whether,
    "appena": _just,
    "sia": _be_it,
    "come": _like,
    "proprio": _own,
    **dict.fromkeys(("oltre", "contro", "sopra", "sotto", "dietro", "lungo", "grazie", "rispetto", "riguardo", "salvo", "via"), _preposition_or_adverb),
    **dict.fromkeys(("perché", "nonostante"), _prefer("SCONJ")),
    **dict.fromkeys(("circa", "su", "ne"), lambda sentence, index, word: word.readings[0] if word.lower != "circa" else _pick(word, "ADV")),
    "ossia": _prefer("CCONJ"),
}
