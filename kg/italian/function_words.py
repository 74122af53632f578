"""Function words with more than one reading: a rule for each."""

from __future__ import annotations

from collections.abc import Callable

from kg.italian.context import CLITICS, OPENING_QUOTES, TIME_NOUNS, Context, agrees, pick
from kg.italian.lexicon import read_words
from kg.italian.readings import (
    ADJ,
    ADP,
    ADV,
    CONJ,
    DET,
    FINITE,
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
)

Rule = Callable[[Context, int, Word], Reading | None]  # None: no reading of its own here, the general rules decide


def _article(sentence: Context, index: int, word: Word) -> Reading | None:
    """lo, la, l', gli, le: pronoun before a verb, else article."""
    following = sentence.words[index + 1] if index + 1 < sentence.size else None
    if following is not None:
        mask = following.mask
        verb = mask & (FINITE | WEAK) and not mask & (NOUN | ADJ | DET | ADP | NUM | PROPN)
        if (
            verb
            or (following.lemma_aux and mask & FINITE and not mask & NOUN)
            or (following.lower in ("si", "ne", "ha", "è") and word.lower != "la")
        ):
            return pick(word, "PRON")
    return pick(word, "DET")


def _determiner(sentence: Context, index: int, word: Word) -> Reading | None:
    """questo, alcuni, tutti, altro, ...: determiner before a noun group, else pronoun."""
    following = sentence.skip_adverbs(index + 1)
    ahead = sentence.words[following] if following < sentence.size else None
    if ahead is not None and ahead.mask & FINITE and ahead.mask & NOUN and not agrees(word, ahead):
        return pick(word, "PRON") or pick(word, "DET")
    if ahead is not None and ahead.mask & (NOMINAL | DET) and not (ahead.mask & (FINITE | CONJ) and not ahead.mask & (NOUN | ADJ)):
        if ahead.mask & PROPN and not ahead.mask & (NOUN | ADJ) and word.lower in ("quello", "quella", "quelli", "quelle"):
            return pick(word, "PRON")
        return pick(word, "DET")
    return pick(word, "PRON") or pick(word, "DET")


def _adverb_or_determiner(sentence: Context, index: int, word: Word) -> Reading | None:
    """molto, poco, tanto, più, meno: determiner before a noun, else adverb."""
    ahead = sentence.mask(index + 1)
    if ahead & NOUN and not ahead & (ADJ | ADP | CONJ | ADV | VERBAL) and word.lower not in ("più", "meno"):
        return pick(word, "DET")
    return pick(word, "ADV")


def _their(sentence: Context, index: int, word: Word) -> Reading | None:
    """loro: possessive between article and noun, else pronoun."""
    before = sentence.chosen[-1] if sentence.chosen else None
    possessive = (
        before is not None and (before.pos == "DET" or before.articled) and sentence.mask(index + 1) & (NOMINAL | PARTICIPLE | WEAK)
    )
    return Reading("DET", "loro", None, (), False, None, None) if possessive else pick(word, "PRON")


def _initials(sentence: Context, index: int, word: Word) -> Reading | None:
    """ad: preposition, or the amministratore delegato behind an article."""
    before = sentence.chosen[-1] if sentence.chosen else None
    if before is not None and before.pos == "ADJ" and len(sentence.chosen) > 1:  # "il nuovo ad", but "tre aerei ad Acme"
        before = sentence.chosen[-2]
    chief = before is not None and (before.pos == "DET" or before.articled or before.lemma == "ex" or before.lemma in ("nuovo", "attuale"))
    return pick(word, "NOUN" if chief else "ADP")


def _hour(sentence: Context, index: int, word: Word) -> Reading | None:
    """ora: the noun behind "un'", "ogni", "qualche", "mezz'", else the adverb."""
    before = sentence.chosen[-1] if sentence.chosen else None
    if before is not None and before.pos == "DET":
        return Reading("NOUN", "ora", None, (), False, "feminine", "singular")
    return pick(word, "ADV")


def _one(sentence: Context, index: int, word: Word) -> Reading | None:
    ahead = sentence.mask(index + 1)
    quoted = index + 1 < sentence.size and sentence.words[index + 1].text in OPENING_QUOTES
    if (
        word.lower in ("uno", "una")
        and not quoted
        and (index + 1 >= sentence.size or not ahead & (NOUN | ADJ | PROPN | NUM | ADV | PARTICIPLE))
    ):
        return Reading("NUM", "uno", None, (), False, word.readings[0].gender, "singular")
    return pick(word, "DET")


def _that(sentence: Context, index: int, word: Word) -> Reading | None:
    """che: relative pronoun behind a noun, else conjunction."""
    before = sentence.chosen[-1] if sentence.chosen else None
    if before is None:
        return pick(word, "SCONJ")
    if before.pos == "ADP" and before.lemma in ("dopo", "sino", "fino", "senza", "salvo", "tranne", "eccetto", "oltre"):
        return pick(word, "SCONJ")
    if before.pos in ("NOUN", "PROPN", "PRON", "ADP", "NUM", "DET", "SYM") and before.lemma not in _CONTENT_NOUNS:
        return pick(word, "PRON")
    if before.pos == "ADJ" and sentence.pos(index - 2) in ("NOUN", "DET", "ADV", "PROPN", "ADP") and sentence.pos(index - 2) != "AUX":
        return pick(word, "PRON")
    if before.pos == "PUNCT" and index > 1 and sentence.words[index - 1].lower == ",":
        earlier = sentence.chosen[-2].pos
        return pick(word, "PRON" if earlier in ("NOUN", "PROPN", "ADJ", "NUM", "PRON") else "SCONJ")
    if before.pos == "CCONJ":
        return pick(word, "PRON" if any(r.lemma == "che" and r.pos == "PRON" for r in sentence.chosen[-12:]) else "SCONJ")
    return pick(word, "SCONJ")


_CONTENT_NOUNS = frozenset(
    (
        "fatto", "modo", "senso", "notizia", "idea", "ipotesi", "possibilità", "probabilità", "rischio", "timore", "speranza",
        "conferma", "convinzione", "impressione", "certezza"
    )
)  # fmt: skip


def _according(sentence: Context, index: int, word: Word) -> Reading | None:
    before = sentence.chosen[-1] if sentence.chosen else None
    ahead = sentence.mask(index + 1)
    if before is not None and (before.pos in ("DET", "NUM") or before.articled):
        adjective = pick(word, "ADJ") or Reading("ADJ", "secondo", None, (), False, "masculine", "singular")
        return adjective if ahead & (NOUN | ADJ | PROPN) else pick(word, "NOUN") or adjective
    return pick(word, "ADP")


def _ago(sentence: Context, index: int, word: Word) -> Reading | None:
    if sentence.chosen and sentence.chosen[-1].lemma in TIME_NOUNS:
        return Reading("ADV", "fa")
    return None


def _before(sentence: Context, index: int, word: Word) -> Reading | None:
    before = sentence.chosen[-1] if sentence.chosen else None
    if before is not None and (before.pos == "DET" or before.articled):
        return Reading("ADJ", "primo", None, (), False, "feminine", "singular")
    ahead = sentence.mask(index + 1)
    if ahead & NOUN and not ahead & (ADP | ADV | CONJ | DET) and not (before is not None and before.lemma in TIME_NOUNS):
        return Reading("ADJ", "primo", None, (), False, "feminine", "singular")
    return Reading("ADV", "prima")


def _after(sentence: Context, index: int, word: Word) -> Reading | None:
    ahead = sentence.mask(index + 1)
    before = sentence.chosen[-1] if sentence.chosen else None
    if ahead & PUNCT or (before is not None and before.lemma in TIME_NOUNS and not ahead & DET):
        return pick(word, "ADV")
    return pick(word, "ADP")


def _whether(sentence: Context, index: int, word: Word) -> Reading | None:
    following = sentence.words[index + 1].lower if index + 1 < sentence.size else ""
    if following in ("stesso", "stessa", "stessi", "stesse", "ne", "lo", "la", "li", "le") and sentence.pos(index - 1) != "PUNCT" and index:
        return pick(word, "PRON")
    return pick(word, "SCONJ")


def _just(sentence: Context, index: int, word: Word) -> Reading | None:
    """appena: adverb at a participle or amount, else the conjunction "as soon as"."""
    return pick(
        word,
        "SCONJ"
        if sentence.mask(index + 1) & FINITE and sentence.pos(index - 1) != "AUX" and not sentence.mask(index + 1) & PARTICIPLE
        else "ADV",
    )


def _be_it(sentence: Context, index: int, word: Word) -> Reading | None:
    before = sentence.words[index - 1].lower if index else ""
    ahead = sentence.skip_adverbs(index + 1)
    if before in ("che", "non", "si", "ci", "vi", "lo", "c'", "ne", "se", "quanto") or (
        sentence.mask(ahead) & PARTICIPLE and before not in ("", ",")
    ):
        return None
    if any(sentence.words[i].lower in ("sia", "che") for i in range(index + 1, min(index + 12, sentence.size))) or "sia" in (
        sentence.words[i].lower for i in range(max(0, index - 12), index)
    ):
        return pick(word, "CCONJ")
    return None


def _like(sentence: Context, index: int, word: Word) -> Reading | None:
    ahead = sentence.mask(sentence.skip_adverbs(index + 1))
    following = sentence.words[index + 1].lower if index + 1 < sentence.size else ""
    if (ahead & FINITE and not ahead & (NOUN | ADJ | PROPN | DET)) or (
        following in CLITICS and following not in ("la", "le", "lo", "gli", "l'")
    ):
        return pick(word, "SCONJ")
    return pick(word, "ADP")


def _prefer(pos: str) -> Rule:
    def rule(sentence: Context, index: int, word: Word) -> Reading | None:
        return pick(word, pos)

    return rule


def _way(sentence: Context, index: int, word: Word) -> Reading | None:
    """via: street or way behind an article or di, else adverb ("andare via") or preposition ("via mare")."""
    before = sentence.chosen[-1] if sentence.chosen else None
    if before is not None and (
        before.pos in ("DET", "ADJ") or before.articled or (before.pos == "ADP" and before.lemma in ("di", "in", "per"))
    ):
        return Reading("NOUN", "via", None, (), False, "feminine", "singular")
    return _preposition_or_adverb(sentence, index, word)


def _preposition_or_adverb(sentence: Context, index: int, word: Word) -> Reading | None:
    ahead = sentence.mask(index + 1)
    if ahead & (DET | NOUN | PROPN | NUM | PRON) or (word.lower in ("grazie", "rispetto", "riguardo") and ahead & ADP):
        return pick(word, "ADP")
    return pick(word, "ADV") or pick(word, "NOUN")


def _own(sentence: Context, index: int, word: Word) -> Reading | None:
    before = sentence.chosen[-1] if sentence.chosen else None
    if before is not None and (before.pos == "DET" or before.articled):
        return pick(word, "DET")
    return pick(word, "ADV") or pick(word, "DET")


def _goes_on(sentence: Context, index: int, word: Word) -> Reading | None:
    """ "Acme continua a crescere" has the verb, "la continua crescita" the adjective."""
    after = sentence.skip_adverbs(index + 1)
    follows = sentence.words[after].lower if after < sentence.size else ""
    return pick(word, "VERB") if follows in ("a", "ad") else None


def _costs(sentence: Context, index: int, word: Word) -> Reading | None:
    """ "Lumo costa 199 euro", "Acme conta 20 negozi" have the verb, "la costa" the noun."""
    after = sentence.skip_adverbs(index + 1)
    return pick(word, "VERB") if sentence.mask(after) & NUM and sentence.pos(index - 1) not in ("DET", "ADP") else None


RULES: dict[str, Rule] = {
    "continua": _goes_on,
    **dict.fromkeys(("costa", "conta"), _costs),
    **dict.fromkeys(("manca", "mancano"), _prefer("VERB")),
    **dict.fromkeys(("lo", "la", "l'", "gli", "le"), _article),
    **dict.fromkeys(read_words("determiners_or_pronouns"), _determiner),
    **dict.fromkeys(["molto", "poco", "tanto", "troppo", "più", "meno", "altrettanto"], _adverb_or_determiner),
    **dict.fromkeys(("un", "uno", "una", "un'"), _one),
    **dict.fromkeys(("che", "ch'"), _that),
    "secondo": _according,
    "via": _way,
    "ad": _initials,
    "ora": _hour,
    "titoli": _prefer("NOUN"),
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
    **dict.fromkeys(
        ("oltre", "contro", "sopra", "sotto", "dietro", "lungo", "grazie", "rispetto", "riguardo", "salvo"), _preposition_or_adverb
    ),
    **dict.fromkeys(("perché", "nonostante"), _prefer("SCONJ")),
    "circa": _prefer("ADV"),
    "su": _prefer("ADP"),
    "ne": _prefer("PRON"),
    "ossia": _prefer("CCONJ"),
}
