"""What an expression of time says, and the cursor over a sentence's words that its readers share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Token


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """What was said about a time, not yet resolved.

    ``kind`` says which fields count:

    - ``date``: ``year``, ``month``, ``day``, ``weekday`` (0 Monday), each where said; ``nth`` weekday of the month (-1 the last);
    - ``months``: from ``month`` to ``last_month`` of ``year`` (a quarter, a half, "primi nove mesi", a season, "luglio-settembre");
    - ``relative``: ``count`` of ``unit`` from the article's date (-1 year "l'anno scorso", 0 "quest'anno");
    - ``ago``: ``count`` of ``unit`` before the article's date; of another time where one is compared ("un anno fa");
    - ``shift``: another time moved by ``count`` of ``unit`` ("un anno prima"), or to ``year`` ("lo stesso periodo del 2013");
    - ``same``: another time itself ("nello stesso periodo", "nell'intero anno");
    - ``window``: ``count`` of ``unit`` up to (negative) or from the article's date ("nei prossimi due anni");
    - ``ending``: ``count`` months that end with ``month`` of ``year`` ("il trimestre concluso a giugno");
    - ``span``: from ``start`` to ``end``; a None ``start`` is the article's date;
    - ``decade``: ten years from ``year``;
    - ``unknown``: a time that the text does not fix ("l'anno fiscale", "entro 2-3 anni").

    ``mode``: in, by ("entro"), from ("dal"), until ("fino a"), after, before. ``year_offset`` moves an unsaid year ("dell'anno scorso" is
    -1). ``tense`` is set where the words themselves say it ("lo scorso agosto" is past).
    ``vague_now`` marks words that also mean "nowadays" (oggi, ora, adesso, attualmente).
    """

    kind: str
    grain: str = "day"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    last_month: int | None = None
    unit: str | None = None
    count: int | None = None
    year_offset: int | None = None
    tense: str | None = None  # forced by the words: "lo scorso agosto" is past
    start: TimeExpression | None = None
    end: TimeExpression | None = None
    mode: str = "in"
    vague_now: bool = False


Found = tuple[int, int, TimeExpression]


@dataclass(slots=True)
class Cursor:
    """The lower-case words of a sentence, and where the next expression may begin."""

    words: tuple[str, ...]
    tokens: Sequence[Token]
    floor: int = 0

    def at(self, index: int) -> str:
        """The word at ``index``; "" outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else ""
