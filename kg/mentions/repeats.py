"""Words that only their place hides: a name that opens a sentence but is named elsewhere, the "Di" of a family name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.mentions.naming import Name
from kg.model import Sentence, Token

_PARTICLES = frozenset("Di De Del Della Dell' Dello Dalla Da D' Degli La Le Lo".split())
_OPENERS = frozenset("«“\"'‘—–-•")


def reveal(sentences: Sequence[Sentence], names: Sequence[Sequence[Name]]) -> dict[int, Sentence]:
    """Index -> sentence, of those in which words were tagged as names because the article or the words before show them to be."""
    endings = _endings(names)
    found: dict[int, Sentence] = {}
    for index, (sentence, row) in enumerate(zip(sentences, names, strict=True)):
        inside = {at for name in row for at in range(name.first, name.last)}
        begins = {name.first for name in row if not name.known}
        tokens = sentence.tokens
        hidden = set()
        start = next((at for at, token in enumerate(tokens) if token.text not in _OPENERS), 0)
        for at, token in enumerate(tokens[:-1]):
            if at in inside or not token.text[0].isupper() or token.pos == "PROPN":
                continue
            after = tokens[at + 1]
            if at == start:
                pair = f"{token.text} {after.text}"
                if pair in endings or (token.text in endings and after.pos in ("VERB", "AUX") and len(token.text) > 3):
                    hidden.add(at)
            elif token.text.replace("’", "'") in _PARTICLES and at + 1 in begins and _in_running_text(tokens, at):
                hidden.add(at)
        if hidden:
            found[index] = replace(
                sentence,
                tokens=tuple(
                    replace(token, pos="PROPN", lemma=token.text, verb=None, clitics=(), articled=False) if at in hidden else token
                    for at, token in enumerate(tokens)
                ),
            )
    return found


def _endings(names: Sequence[Sequence[Name]]) -> frozenset[str]:
    """What the article's names are called short: family names with their particle, companies of one word."""
    found = set()
    for row in names:
        for name in row:
            words = name.text.split()
            if name.kind == "Person" and len(words) > 1:
                found.add(words[-1])
                found.add(" ".join(words[-2:]))
            elif len(words) == 1 and name.first > 0 and not name.known:
                found.add(name.text)
    return frozenset(found)


def _in_running_text(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words on both sides of a name are written small, so that a capital means something."""
    words = [token.text for token in tokens if token.text[0].isalpha() and len(token.text) > 4]
    return tokens[at - 1].text[0].islower() and not all(word[0].isupper() for word in words)
