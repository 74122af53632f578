"""The whole of word analysis: text in, tagged sentences out."""

from __future__ import annotations

from kg.italian.readings import word
from kg.italian.sentences import split
from kg.italian.tagger import tag
from kg.model import Sentence, Token


def analyse(text: str, start: int = 0) -> tuple[Sentence, ...]:
    """See ``kg.italian.analyse``."""
    sentences = []
    for index, (paragraph, spans) in enumerate(split(text, start)):
        words = [word(text[first:last]) for first, last in spans]
        tokens = tuple(
            Token(
                first,
                last,
                form.text,
                form.lower,
                reading.lemma,
                reading.pos,
                reading.verb,
                reading.clitics,
                reading.articled,
                reading.gender,
                reading.number,
            )
            for (first, last), form, reading in zip(spans, words, tag(words), strict=True)
        )
        sentences.append(Sentence(index, paragraph, spans[0][0], spans[-1][1], tokens))
    return tuple(sentences)
