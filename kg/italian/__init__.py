"""Italian, by hand: tokens, lemmas, parts of speech and verb forms. It knows the language and no facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Sentence


def analyse(text: str, start: int = 0) -> tuple[Sentence, ...]:
    """Cuts ``text`` from offset ``start`` into sentences of tokens with lemma, part of speech (UPOS), verb form, gender and number.

    Offsets count Unicode code points of ``text``. Sentences and paragraphs are numbered from 0. Same text, same answer.
    """
    from kg.italian.analysis import analyse as analyse_now

    return analyse_now(text, start)
