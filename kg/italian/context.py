"""What the tagger knows of a sentence while it reads it."""

from __future__ import annotations

from kg.italian.readings import ADP, ADV, CONJ, DET, NOUN, PUNCT, VERBAL, Reading, Word

CLITICS = frozenset(
    (
        "si", "lo", "la", "li", "le", "ne", "ci", "vi", "mi", "ti", "gli", "l'", "c'", "s'", "m'", "t'", "v'", "n'", "ce", "ve",
        "glielo", "gliela", "glieli", "gliele", "gliene"
    )
)  # fmt: skip


OPENING_QUOTES = frozenset(("«", "“", '"', "‘"))


TIME_NOUNS = frozenset(
    (
        "anno", "mese", "settimana", "giorno", "ora", "minuto", "decennio", "secolo", "secondo", "trimestre", "semestre", "tempo"
    )
)  # fmt: skip


class Context:
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
        while 0 <= index < self.size and (
            words[index].lower in ("però", "appena")
            or (words[index].mask & ADV and not words[index].mask & (NOUN | VERBAL | DET | ADP | CONJ))
        ):
            index += step
        return index


def pick(word: Word, pos: str) -> Reading | None:
    return next((reading for reading in word.readings if reading.pos == pos), None)


def agrees(word: Word, noun: Word) -> bool:
    """Whether some noun or adjective reading agrees with some reading of the determiner."""
    for determiner in word.readings:
        if determiner.pos == "PROPN":
            continue
        for reading in noun.readings:
            if reading.pos in ("NOUN", "ADJ") and (
                (reading.gender is None or determiner.gender in (None, reading.gender))
                and (reading.number is None or determiner.number in (None, reading.number))
            ):
                return True
    return False
