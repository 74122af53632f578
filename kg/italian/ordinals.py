"""Tells an ordinal from the words that look like one: "secondo IDC", "prima di", "terzi"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.number_words import cardinal
from kg.italian.word_lists import words
from kg.model import Token

_DETERMINERS = words(
    """
    il lo la l' i gli le un una un' suo sua suoi sue loro nostro nostra proprio propria al alla ai alle allo agli all'
    del della dei delle dello dell' dal dalla dai dalle dall' nel nella nei nelle nello nell' sul sulla sui
    sulle sull' questo questa quel quella
    """
)
# "resta primo", "come secondo produttore", "si conferma terza"
_LINKS = words(
    """
    è era sono erano sarà saranno resta restano resterà rimane rimangono diventa diventano diventata diventato diventerà
    diventerebbe conferma confermano confermata confermato come arriva arrivano arrivato arrivata chiude figura anche ancora solo
    soltanto sempre già quale in per e ed al classifica piazza piazzato piazzata posiziona posizionata , - – — ( : « “ " ;
    """
)
# Set phrases where the ordinal says no position.
_IDLE_NOUNS = words(
    """
    volta volte luogo momento piano mano vista tempo tempi battuta persona parti parte luce ministro ministri giorno cittadino necessità
    pagina serata
    """
)
_TIME_NOUNS = words("anno anni mese mesi giorno giorni settimana settimane ora ore minuto minuti volta poco")


def is_ordinal(tokens: Sequence[Token], index: int) -> bool:
    """Whether the ordinal word at ``index`` says a position, not an adverb, a preposition, a fraction or a set phrase."""
    token = tokens[index]
    word = token.lower
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if len(tokens) == 1:
        return True
    if after is not None and (after.lower in _IDLE_NOUNS or cardinal(after.lower) is not None or after.text.isdecimal()):
        return False
    if word[0].isdecimal() or word.endswith(("esimo", "esima", "esime")):
        return True
    if word in ("terzi", "quarti", "quinti", "decimi", "decime", "centesimi", "millesimi", "secondi"):
        return before is not None and before.lower in _DETERMINERS and after is not None and after.pos == "NOUN" and word != "secondi"
    if word == "prima":
        return _is_first(before, after)
    if word in ("secondo", "seconda"):
        return _is_second(word, before, after)
    return not (before is not None and word == "primo" and before.lower in ("dapprima",))


def _is_first(before: Token | None, after: Token | None) -> bool:
    if after is not None and after.lower in ("di", "del", "della", "dell'", "dei", "delle", "degli", "dello", "d'", "che", "o", "ancora"):
        # "la prima di tre", "la prima dei costruttori": an article before it decides.
        return before is not None and before.lower in _DETERMINERS and after.lower not in ("che", "ancora")
    if before is None:
        return after is not None and after.pos in ("NOUN", "ADJ")
    if before.lower in _TIME_NOUNS or before.lower in ("come", "quanto", "molto", "già"):
        return False
    if before.lower in _DETERMINERS or before.lower in (
        "per",
        "resta",
        "rimane",
        "è",
        "era",
        "arriva",
        "diventa",
        "conferma",
        "classifica",
    ):
        return True
    return after is not None and after.pos in ("NOUN", "ADJ") and after.text.islower()


def _is_second(word: str, before: Token | None, after: Token | None) -> bool:
    if before is not None and before.lower in ("a", "prima", "dopo"):
        return False
    determined = before is not None and before.lower in _DETERMINERS
    if after is None:
        return before is not None
    if determined:
        return after.pos != "DET" or after.lower not in ("il", "lo", "la", "i", "gli", "le", "l'")
    linked = before is not None and before.lower in _LINKS
    masculine = word == "secondo"
    if after.pos in ("NOUN", "ADJ") and after.text.islower():
        # The preposition "secondo" is followed by a noun of any gender and number; the ordinal agrees with its noun.
        agrees = after.number != "plural" and (after.gender != ("feminine" if masculine else "masculine"))
        return agrees and (not masculine or after.lower[-1] in "oe") and (before is not None or after.number == "singular" or not masculine)
    if not masculine:
        return True
    return linked and after.lower in (
        ",",
        ".",
        ")",
        ";",
        "in",
        "per",
        "nel",
        "nella",
        "nelle",
        "nei",
        "con",
        "a",
        "al",
        "alla",
        "dietro",
        "dopo",
        "e",
        "davanti",
    )
