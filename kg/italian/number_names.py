"""Tells a number that counts from one that is part of a name, a label, a clock time or a year."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.measures import Measure
from kg.italian.numbers import Numeral
from kg.italian.word_lists import words
from kg.model import Token

# Singular nouns that a bare number after them names, not counts: "versione 5", "articolo 18".
_LABELLED = words(
    """
    versione modello serie articolo art. fase capitolo capitoli pagina pag. livello classe generazione tipo formato porta uscita
    gate piano canale formula euro gruppo punto comma linea fascia zona stagione episodio volume parte numero capo stazione via
    viale piazza corso volo tappa ore over under top
    """
)


_CLOCK = words("alle dalle ore h all' verso le")


_QUOTES = frozenset("\"“”«»'‘’")


def is_name_part(tokens: Sequence[Token], index: int, number: Numeral, measure: Measure | None) -> bool:
    """Whether a number is part of a name, a label, a clock time or a year, and so counts nothing."""
    if measure:
        return False
    if number.dotted and number.scale == 1:
        return True
    if _is_glued(tokens, index, number.last):
        return True
    text = tokens[index].text
    if number.suffix and text[:-1].isdecimal() and (number.suffix == "M" or (number.suffix == "K" and len(text) < 4)):
        return True
    if not number.plain:
        return False
    if len(text) > 1 and text[0] == "0":
        return len(text) > 4
    if index:
        before = tokens[index - 1]
        if before.lower in _LABELLED and before.pos != "NUM" and not is_counted(tokens, index + 1):
            return True
        if before.text != before.lower and before.text[0].isalpha() and is_name(tokens, index - 1) and not _counts_noun(tokens, index + 1):
            return True
        if before.text in _QUOTES and index + 1 < len(tokens) and tokens[index + 1].text in _QUOTES:
            return True
        if before.lower in _CLOCK and number.value <= 24 and not is_counted(tokens, index + 1) and before.lower != "le":
            return True
    if len(text) == 4 and 1900 <= number.value < 2100:
        return not is_counted(tokens, index + 1)
    return len(text) > 9


def _is_glued(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether the number touches a word: "X+1", "91mobiles"."""
    if (
        index
        and tokens[index - 1].end == tokens[index].start
        and (tokens[index - 1].text[-1].isalnum() or tokens[index - 1].text[-1] == "+")
    ):
        return True
    return last < len(tokens) and last == index + 1 and tokens[last].start == tokens[index].end and tokens[last].text[0].isalpha()


def is_name(tokens: Sequence[Token], index: int) -> bool:
    """Whether the capitalised word at ``index`` is a name: any that does not open the sentence, else one tagged so."""
    token = tokens[index]
    if index and tokens[index - 1].text not in _QUOTES and tokens[index - 1].text not in (":", "."):
        return True
    return token.pos == "PROPN" or any(character.isupper() for character in token.text[1:])


def is_counted(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun stands at ``index``: "un terzo produttore" is the third one, "un terzo del mercato" a part."""
    return index < len(tokens) and tokens[index].pos in ("NOUN", "PROPN", "ADJ")


def _counts_noun(tokens: Sequence[Token], index: int) -> bool:
    """Whether a common noun in the plural stands at ``index``: "in Francia 3 negozi"."""
    return index < len(tokens) and tokens[index].pos == "NOUN" and tokens[index].text.islower() and tokens[index].number != "singular"


def is_capital(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number word is part of a name by its capital: "Wind Tre", "Book Prime"."""
    return (
        index > 0
        and tokens[index].text[0].isupper()
        and len(tokens[index].text) > 1
        and tokens[index].text.isalpha()
        and (tokens[index].text[1].islower() and is_name(tokens, index) and tokens[index - 1].text[0].isalpha())
    )
