"""Names that stand in a list are of one kind: "le controllate Altea, Brio e Zefir"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.mentions.names import first_names
from kg.mentions.naming import Name
from kg.model import Sentence

_LINKS = frozenset({(",",), ("e",), ("ed",), ("o",), (",", "e"), (",", "ed"), ("/",), (";",)})
_ARTICLES = frozenset("il lo la l' i gli le del dello della dell'".split())


def spread(sentences: Sequence[Sentence], names: Sequence[Sequence[Name]], kinds: Mapping[str, str]) -> dict[str, str]:
    """``kinds`` with the kind of a list's members for those of which nothing else is known, where no member is of another."""
    found = dict(kinds)
    people = {name.text for row in names for name in row if (found.get(name.text) or name.kind) == "Person"}
    surnames = {text.split()[-1] for text in people if " " in text}
    for _ in range(2):  # a name that one list has shown may show another list
        for sentence, row in zip(sentences, names, strict=True):
            for members in _lists(sentence, row):
                known = [name.kind if name.known else found.get(name.text) or name.kind for name in members]
                shown = {kind for kind in known if kind}
                if len(shown) != 1:
                    continue
                (kind,) = shown
                for name, one in zip(members, known, strict=True):
                    if one is None and name.text not in surnames and _takes(name, kind, known.count(kind)):
                        found[name.text] = kind
    return found


def _takes(name: Name, kind: str, shown: int) -> bool:
    """Whether a list of which ``shown`` members are of a kind shows this one's: the less a name looks like it, the more are asked for."""
    coded = any(sign.isdigit() for sign in name.text)
    if kind == "Product":
        return coded or shown > 1
    if kind == "Organisation":
        return not coded and name.text not in first_names() and (" " not in name.text or shown > 1)
    return kind == "Place" and shown > 1 and " " not in name.text


def _lists(sentence: Sentence, row: Sequence[Name]) -> Iterator[list[Name]]:
    """Names joined by commas and "e", what stands in brackets and where each one is ("Altea in Puglia") aside."""
    depths = _depths(sentence)
    for inside in sorted({depths[name.first] for name in row}):
        members: list[Name] = []
        for name in row:
            if depths[name.first] != inside or (name.kind == "Place" and name.first and sentence.tokens[name.first - 1].lemma == "in"):
                continue
            if members and name.first == members[-1].last + 1 and sentence.tokens[name.first - 1].lemma == "di":
                continue  # "la Altea di Vallombra e la Brio"
            if members and not _linked(sentence, members[-1].last, name.first):
                if _is_list(sentence, members):
                    yield members
                members = []
            members.append(name)
        if _is_list(sentence, members):
            yield members


def _is_list(sentence: Sentence, members: Sequence[Name]) -> bool:
    """Three names or more, or two that more than a comma joins: "secondo Altea, Riva …" is no list."""
    if len(members) != 2:
        return len(members) > 2
    return any(token.lower in ("e", "ed", "o", "/") for token in sentence.tokens[members[0].last : members[1].first])


def _depths(sentence: Sentence) -> list[int]:
    """For each token the bracket that it stands in, by number; 0 for none."""
    found, stack, opened = [], [0], 0
    for token in sentence.tokens:
        if token.text in "([":
            opened += 1
            stack.append(opened)
        found.append(stack[-1])
        if token.text in ")]" and len(stack) > 1:
            stack.pop()
    return found


def _linked(sentence: Sentence, last: int, first: int) -> bool:
    between: list[str] = []
    depth = 0
    for token in sentence.tokens[last:first]:
        if token.text in "([":
            depth += 1
        elif token.text in ")]":
            depth -= 1
        elif not depth:
            between.append(token.lower)
    if depth:
        return False
    if len(between) > 2 and between[0] in ("in", "di"):  # "Altea in Puglia, Brio in Abruzzo"
        between = between[2:]
    if len(between) > 1 and between[-1] in _ARTICLES:
        between.pop()
    return tuple(between) in _LINKS
