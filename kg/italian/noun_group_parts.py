"""What the reading of a noun group's head and of its tail share: kinds of group, the draft, word classes."""

from __future__ import annotations

NAME, NOUN, NUMBER, PRONOUN = "name", "noun", "number", "pronoun"
NOMINAL = frozenset({"NOUN", "PROPN", "X"})
OPENING = frozenset({'"', "«", "“", "‘", "``", "'"})
DEGREE = frozenset(
    {"più", "meno", "molto", "assai", "così", "tanto", "troppo", "sempre", "ancora", "ormai", "estremamente", "particolarmente", "ben"}
)
POSSESSIVES = frozenset({"suo", "mio", "tuo", "nostro", "vostro", "loro", "proprio"})


class DraftGroup:
    """A noun group while roles are being found; ``roles.assign`` fills what is None."""

    __slots__ = ("clause", "first", "governor", "head", "kind", "last", "listed", "number", "preposition", "role", "time")

    def __init__(self, first: int, last: int, head: int, preposition: str | None, kind: str, number: str | None, time: int) -> None:
        self.first = first
        self.last = last
        self.head = head
        self.preposition = preposition
        self.kind = kind  # name, noun, number, pronoun
        self.number = number  # singular, plural
        self.time = time  # 0 no time, 1 a time that may be subject ("il trimestre"), 2 an adverbial ("il 14 novembre")
        self.clause = 0
        self.role: str | None = None
        self.governor: int | None = None
        self.listed: int | None = None
