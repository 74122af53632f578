"""The state of one pass over a sentence: the clauses found so far and the stack of those still open."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.noun_group_parts import DraftGroup
from kg.model import Token, VerbGroup

COORDINATORS = frozenset({"e", "ed", "o", "oppure", "ma", "né", "però", "bensì", "nonché", "quindi"})


class DraftClause:
    """A clause while its extent is being found."""

    __slots__ = ("antecedent", "comma", "first", "kind", "opener", "parent", "quoted", "verb")

    def __init__(self, first: int, kind: str, opener: str | None, parent: int | None, comma: bool = False, quoted: bool = False) -> None:
        self.first = first
        self.kind = kind
        self.opener = opener
        self.parent = parent
        self.verb: int | None = None
        self.antecedent: int | None = None
        self.comma = comma  # opened after a comma or at the start: the next comma closes it
        self.quoted = quoted  # the outermost clause of a quotation or a bracket


class Reading:
    """The state of one pass over a sentence."""

    __slots__ = ("clauses", "groups", "owner", "saved", "stack", "tokens", "verbs")

    def __init__(self, tokens: Sequence[Token], verbs: Sequence[VerbGroup], groups: Sequence[DraftGroup]) -> None:
        self.tokens = tokens
        self.verbs = verbs
        self.groups = groups
        self.clauses = [DraftClause(0, "main", None, None, True)]
        self.stack = [0]
        self.saved: list[list[int]] = []
        self.owner = [0] * len(tokens)

    def open(self, first: int, kind: str, opener: str | None, parent: int | None, comma: bool = False, quoted: bool = False) -> DraftClause:
        clause = DraftClause(first, kind, opener, parent, comma, quoted)
        self.clauses.append(clause)
        self.stack.append(len(self.clauses) - 1)
        return clause
