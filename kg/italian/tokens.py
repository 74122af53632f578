"""Cuts Italian text into words and signs: one regular expression, longest known shapes first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.italian.lexicon import read_words

LETTER = r"A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
APOSTROPHE = "['’ʼ]"

# Written with a full stop that belongs to the word; none of these ends a sentence.
ABBREVIATIONS = frozenset(read_words("abbreviations"))

# Endings of internet addresses: they keep "JD.com" whole and let "finito.Il" fall apart.
TOP_LEVEL = (
    "com|it|org|net|eu|io|tv|info|biz|gov|edu|uk|co|fr|de|es|cn|jp|"
    "us|ru|in|ai|me|app|dev|shop|online|tech|news|fm|ly|xyz|ch|ca|br|kr|hk|be|nl|at"
)

# After a short word with an apostrophe stands no elided article but the end of a shortened word: "un po'", "anni '80", "fa'".
SHORTENED = frozenset(
    (
        "po", "mo", "be", "va", "fa", "da", "di", "sta", "to", "ca", "ve", "vo", "de", "ne", "su", "que", "a", "i", "pe"
    )
)  # fmt: skip

_TOKEN = re.compile(
    rf"""
    (?P<break>\n\s*)
  | (?P<space>[^\S\n]+)
  | (?P<address>https?://[^\s<>«»“”"]*[^\s<>«»“”".,;:!?)\]'’] | www\.[^\s<>«»“”"]*[^\s<>«»“”".,;:!?)\]'’]
      | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,8}} | [@\#](?=\w)[\w]+
      | [{LETTER}0-9][{LETTER}0-9-]{{0,62}}(?:\.[{LETTER}0-9-]{{1,63}}){{0,5}}\.(?:{TOP_LEVEL})(?![{LETTER}0-9'’]))
  | (?P<dotted>(?:[{LETTER}]\.){{2,}}(?:[{LETTER}](?![{LETTER}0-9'’]))? | [{LETTER}]\.[{LETTER}](?![{LETTER}0-9'’.]))
  | (?P<number>(?:(?<![\w%°)\]])[+\-−–]|(?<=[\s(])±)?\d+(?:[.,:]\d+)*
      (?:(?:[-–/+]\d+(?:[.,:]\d+)*)+ | [°ªº](?!C\b|F\b) | (?P<glued>[{LETTER}][{LETTER}0-9]*))?)
  | (?P<decade>{APOSTROPHE}\d\d(?!\d))
  | (?P<word>[{LETTER}][{LETTER}0-9\u0300-\u036f]*
      (?:(?:[-‐‑]|&|\u00b7)[{LETTER}0-9][{LETTER}0-9]*)*
      (?: [+](?![\w]) | {APOSTROPHE}s(?![{LETTER}0-9]) | (?P<elided>{APOSTROPHE}) )?)
  | (?P<dots>\.{{2,}}|…)
  | (?P<dashes>--+)
  | (?P<sign>.)
    """,
    re.VERBOSE,
)
LONGEST = 1000  # characters; what is longer is no word, and is cut so that no stage has to read it at once
_UNIT = 4  # letters that the shortest word has which was glued onto a number by mistake
_WHOLE_AFTER_DIGITS = re.compile(r"(?:mila|milioni|miliardi|enn[ei]|esim[oaie]|[A-Z0-9]+.*)$")
_NAME_PREFIXES = frozenset(("D", "O", "N"))


def tokenize(text: str, start: int = 0) -> Iterator[tuple[int, int, bool]]:
    """Yields ``(start, end, starts_line)`` for every word and sign of ``text`` from offset ``start``, in order.

    Offsets count Unicode code points of ``text``. ``starts_line`` is true of the first token after a line break (and of the
    first of all). Numbers keep separators, ranges and an attached sign (``23,16  11.11  2-3  +70``); ``%`` and currency signs are
    tokens; an elided word keeps its apostrophe (``l'``); abbreviations keep their full stop. What has no end within ``LONGEST``
    characters is cut there. Linear in the length of the text.
    """
    fresh = True
    position = start
    size = len(text)
    match = _TOKEN.match
    while position < size:
        if text[position] == " ":
            position += 1
            continue
        found = match(text, position, position + LONGEST)
        assert found is not None  # the last alternative takes any character
        first, last = position, found.end()
        position = last
        kind = found.lastgroup
        if kind == "space":
            continue
        if kind == "break":
            fresh = True
            continue
        if kind == "word" or kind == "elided":
            last = _close_word(text, first, last, size)
            position = last
        elif kind == "number" or kind == "glued":
            cut = _cut_unit(text, first, last)
            if cut:
                yield first, cut, fresh
                fresh = False
                first = cut
        elif kind == "sign" and text[first] in "\r\ufeff\u200b\u200e\u200f\u00ad":
            continue
        yield first, last, fresh
        fresh = False


def _close_word(text: str, first: int, last: int, size: int) -> int:
    """Decides about the apostrophe at the end of a word and the full stop behind it."""
    end = text[last - 1]
    if end in "'’ʼ":
        stem = text[first : last - 1]
        follower = text[last] if last < size else " "
        if follower.isalpha():
            if stem in _NAME_PREFIXES and follower.isupper():  # D'Amico, O'Brien: one name
                while last < size and text[last].isalpha():
                    last += 1
            return last
        if follower.isdigit() or follower in '"“«‘':
            return last
        if stem.lower() in SHORTENED or (stem[-1] in "aeiouEAIOU" and not _is_quoted(text, first, last)):
            return last
        return last - 1
    if last < size and text[last] == ".":
        word = text[first:last].lower() + "."
        if word in ABBREVIATIONS:
            return _close_abbreviation(text, first, last, size)
        if last - first == 1 and text[first].isupper() and _is_initial(text, first, last, size):
            return last + 1
    return last


def _close_abbreviation(text: str, first: int, last: int, size: int) -> int:
    """Takes the full stop of an abbreviation, and its ending where it has one ("dott.ssa"); "no." at a sentence's end stays a word."""
    longer = last + 1
    while longer < size and longer - last < 5 and text[longer].isalpha():
        longer += 1
    if longer > last + 1 and text[first:longer].lower() in ABBREVIATIONS:
        return longer
    if text[first:last].lower() in _ALSO_WORDS and not (last + 2 < size and text[last + 1] == " " and text[last + 2].isdigit()):
        return last
    return last + 1


# Abbreviations that are also words, and mean the number only before a digit.
_ALSO_WORDS = frozenset(("no", "on", "all", "pro", "mar", "dir", "min", "ten", "col", "tab", "par", "sec", "app", "cap"))


def _is_initial(text: str, first: int, last: int, size: int) -> bool:
    """Whether a capital letter and a full stop are the initial of a name: "John F. Kennedy", "G. Rossi"."""
    after = text[last + 1 : last + 3]
    if len(after) == 2 and after[0] == " " and after[1].isupper():
        before = text[first - 2 : first] if first >= 2 else ""
        return not before or (before[-1] in ' \n(«“"' and not before[0].isdigit())
    return False


def _is_quoted(text: str, first: int, last: int) -> bool:
    """Whether the apostrophe at ``last - 1`` closes a quotation that another opened on the same line, at most 200 characters before."""
    start = max(text.rfind("\n", max(0, first - 200), first) + 1, first - 200, 0)
    span = text[start:first]
    return any(span[index] in "'‘’" and (index == 0 or not span[index - 1].isalnum()) for index in range(len(span) - 1, -1, -1))


def _cut_unit(text: str, first: int, last: int) -> int:
    """Where to cut a number from the word that was glued onto it ("79dollari"); 0 where it belongs to it ("20mila", "128GB", "3G")."""
    cut = last
    while cut > first and not text[cut - 1].isdigit():
        cut -= 1
    word = text[cut:last]
    return cut if len(word) >= _UNIT and cut > first and word.isalpha() and not _WHOLE_AFTER_DIGITS.match(word) else 0
