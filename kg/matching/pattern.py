"""The pattern language of sequences, which looks like the Italian that it matches.

``{subject:Person}, (attuale|nuovo)? {role:Post} [di] {object:Organisation}``

==================  ==========================================================================
``{slot:Kind}``     a mention; ``{metric:Metric=revenue|profit}`` only with these values,
                    ``{subject:Organisation|Product}`` of several kinds
``word``            the word as written, in lower case; a comma or another sign is itself
``[di]``            the preposition, with or without its article: di, del, della, dell'
``<aprire>``        any form of the word
``@list``           any form of a word of the file's [words] list
``ADJ ADV DET …``   any word of this part of speech (Universal Dependencies)
``(a b|c)``         one of these
``?``  ``*``        optional; any number of times (behind any of the above)
``~``               up to five words that are neither verbs nor signs nor mentions of people, companies or figures
==================  ==========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kg.matching.requirements import Requirements, requirements
from kg.model import Mention, Token

POS = frozenset({"ADJ", "ADV", "DET", "ADP", "NOUN", "PROPN", "VERB", "AUX", "NUM", "PRON", "CCONJ", "SCONJ", "PUNCT"})
_GAP = 5
_GAP_POS = frozenset({"ADJ", "ADV", "DET", "NOUN", "ADP", "CCONJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a pattern."""

    kind: str  # slot, word, preposition, lemma, pos, group, gap
    words: frozenset[str] = frozenset()
    slot: str = ""
    kinds: tuple[str, ...] = ()
    branches: tuple[tuple[Element, ...], ...] = ()
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern."""

    text: str
    elements: tuple[Element, ...]
    slots: tuple[tuple[str, tuple[str, ...]], ...]  # every slot with its kinds
    requires: Requirements


@dataclass(frozen=True, slots=True)
class Item:
    """A word, or the mentions that stand on the same words."""

    first: int
    last: int
    token: Token
    mentions: tuple[Mention, ...]


_PART = re.compile(
    r"\s*(?:\{(?P<slot>\w+):(?P<kinds>[^}]+)\}|\[(?P<prep>[^\]]+)\]|<(?P<lemma>[^>]+)>|@(?P<list>\w+)"
    r"|(?P<open>\()|(?P<close>\))|(?P<bar>\|)|(?P<quant>[?*])|(?P<gap>~)|\\(?P<sign>.)|(?P<word>[\w'%€$.&°/+-]+)|(?P<punct>[,:;«»\"–-]))"
)


def parse(text: str, words: Mapping[str, list[str]]) -> Pattern:
    """A pattern from its text. Raises ValueError saying what is wrong at which column."""
    at = 0
    slots: list[tuple[str, tuple[str, ...]]] = []
    stack: list[list[list[Element]]] = [[[]]]
    while at < len(text.rstrip()):
        part = _PART.match(text, at)
        if part is None or part.end() == at:
            raise ValueError(f"unexpected {text[at:].strip()[:1]!r} at column {at + 1}")
        at = part.end()
        branch = stack[-1][-1]
        kind = part.lastgroup
        value = part[kind] if kind else ""
        if part["slot"]:
            kinds = _kinds(part["kinds"])
            slots.append((part["slot"], kinds))
            branch.append(Element("slot", slot=part["slot"], kinds=kinds))
        elif kind == "prep":
            branch.append(Element("preposition", words=frozenset(value.split("|"))))
        elif kind == "lemma":
            branch.append(Element("lemma", words=frozenset(value.split("|"))))
        elif kind == "list":
            if value not in words:
                raise ValueError(f"no word list {value!r} under [words]")
            branch.append(Element("lemma", words=frozenset(words[value])))
        elif kind == "open":
            stack.append([[]])
        elif kind == "bar":
            stack[-1].append([])
        elif kind == "close":
            if len(stack) == 1:
                raise ValueError(f"a bracket closes that none opened, at column {at}")
            branches = stack.pop()
            stack[-1][-1].append(Element("group", branches=tuple(tuple(b) for b in branches)))
        elif kind == "quant":
            if not branch:
                raise ValueError(f"{value!r} has nothing before it, at column {at}")
            branch[-1] = _with(branch[-1], 0, 1 if value == "?" else 8)
        elif kind == "gap":
            branch.append(Element("gap", least=0, most=_GAP))
        elif kind == "word" and value in POS:
            branch.append(Element("pos", words=frozenset({value})))
        else:
            branch.append(Element("word", words=frozenset({value.lower()})))
    if len(stack) > 1:
        raise ValueError("a bracket is not closed")
    if len(stack[0]) > 1:
        raise ValueError("alternatives need brackets: (a|b)")
    elements = tuple(stack[0][0])
    return Pattern(text, elements, tuple(slots), requirements(elements))


def _kinds(text: str) -> tuple[str, ...]:
    """ "Metric=revenue|profit" -> Metric=revenue, Metric=profit; "Organisation|Product" -> both."""
    out: list[str] = []
    prefix = ""
    for part in text.split("|"):
        if "=" in part:
            prefix = part.split("=")[0]
            out.append(part)
        elif prefix and part[0].islower():
            out.append(f"{prefix}={part}")
        else:
            prefix = ""
            out.append(part)
    return tuple(out)


def _with(element: Element, least: int, most: int) -> Element:
    return Element(element.kind, element.words, element.slot, element.kinds, element.branches, least, most)


Bindings = tuple[tuple[str, Mention], ...]
Accepts = Callable[[Mention, str], bool]


def match_at(elements: tuple[Element, ...], items: tuple[Item, ...], at: int, accepts: Accepts) -> Iterator[tuple[int, Bindings]]:
    """Every way the elements match from item ``at``: (index behind the last item, bindings), the greediest first."""
    if not elements:
        yield at, ()
        return
    head, rest = elements[0], elements[1:]
    yield from _repeat(head, rest, items, at, head.most, 0, accepts)


def _repeat(
    head: Element, rest: tuple[Element, ...], items: tuple[Item, ...], at: int, left: int, done: int, accepts: Accepts
) -> Iterator[tuple[int, Bindings]]:
    if head.kind == "gap":
        stop = at
        yield from match_at(rest, items, at, accepts)
        while stop < len(items) and stop - at < head.most and _passes(items[stop]):
            stop += 1
            yield from match_at(rest, items, stop, accepts)
        return
    if left > 0:
        for behind, bound in _once(head, items, at, accepts):
            if behind == at and done >= head.least:
                continue
            for end, more in _repeat(head, rest, items, behind, left - 1, done + 1, accepts):
                yield end, bound + more
    if done >= head.least:
        yield from match_at(rest, items, at, accepts)


def _passes(item: Item) -> bool:
    if item.mentions:
        return all(m.kind in {"Category", "Generic", "Topic", "Facility", "Nominal", "Place", "Period"} for m in item.mentions)
    return item.token.pos in _GAP_POS


def _once(element: Element, items: tuple[Item, ...], at: int, accepts: Accepts) -> Iterator[tuple[int, Bindings]]:
    if element.kind == "group":
        for branch in element.branches:
            yield from match_at(branch, items, at, accepts)
        return
    if at >= len(items):
        return
    item = items[at]
    if element.kind == "slot":
        for mention in item.mentions:
            if any(accepts(mention, kind) for kind in element.kinds):
                yield at + 1, ((element.slot, mention),)
                return
        return
    token = item.token
    if item.last - item.first > 1:
        return
    if (
        (element.kind == "word" and token.lower in element.words)
        or (element.kind == "lemma" and (token.lemma in element.words or token.lower in element.words))
        or (element.kind == "preposition" and token.pos == "ADP" and token.lemma in element.words)
        or (element.kind == "pos" and token.pos in element.words)
    ):
        yield at + 1, ()
