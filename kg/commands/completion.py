"""What ``kg shell`` completes: prefixes, terms, entities, named queries with their parameters, keywords, its own commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from kg import vocabulary
from kg.graph import Node
from kg.graph.queries import NamedQuery, Parameter

KEYWORDS = (
    "ASK", "AS", "ASC", "AVG", "BIND", "BOUND", "COALESCE", "CONCAT", "CONSTRUCT", "CONTAINS", "COUNT", "DESC", "DESCRIBE", "DISTINCT",
    "EXISTS", "FILTER", "GROUP BY", "GROUP_CONCAT", "HAVING", "IF", "IN", "LANG", "LCASE", "LIMIT", "MAX", "MIN", "MINUS", "NOT EXISTS",
    "OFFSET", "OPTIONAL", "ORDER BY", "PREFIX", "REGEX", "SAMPLE", "SELECT", "STR", "STRAFTER", "STRSTARTS", "SUM", "UNION", "VALUES",
    "WHERE",
)  # fmt: skip


class QueryCompleter(Completer):
    """Completes the word before the cursor.

    ``entities`` gives those of the graph when they are first needed; ``commands`` are the shell's own with what they do.
    """

    def __init__(self, entities: Callable[[], Sequence[Node]], queries: Mapping[str, NamedQuery], commands: Mapping[str, str]) -> None:
        self._find = entities
        self._queries = queries
        self._commands = commands

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """The completions of the word before the cursor."""
        before = document.text_before_cursor
        first, _, rest = before.lstrip().partition(" ")
        if first in self._queries and rest is not None and before.lstrip() != first:
            return self._of_query(self._queries[first], before)
        word = re.search(r"[^\s{}()\[\];,|/^!<>=&*+]*$", before)
        typed = word[0] if word else ""
        if before.lstrip() == typed:
            return [*self._begin(typed), *self._inside(typed)]
        if first == ".explain":
            return self._named(rest)
        if first in (".queries", ".query"):
            return _matching(typed, ((name, query.title) for name, query in self._queries.items()))
        return [] if first.startswith(".") else self._inside(typed)

    @cached_property
    def _entities(self) -> Sequence[Node]:
        return self._find()

    def _begin(self, typed: str) -> Iterator[Completion]:
        yield from _matching(typed, self._commands.items())
        if typed:
            yield from _matching(typed, ((name, query.title) for name, query in self._queries.items()))

    def _inside(self, typed: str) -> Iterator[Completion]:
        prefix, colon, local = typed.partition(":")
        if colon and prefix == "r":
            for node in self._entities:
                if node.id.startswith(local) or node.name.casefold().startswith(local.casefold()):
                    yield Completion(f"r:{node.id}", -len(typed), display=f"r:{node.id}", display_meta=node.name)
        elif colon and prefix in vocabulary.PREFIXES:
            terms = getattr(vocabulary, prefix.upper(), ())
            iri = vocabulary.PREFIXES[prefix]
            yield from _matching(typed, ((f"{prefix}:{name}", vocabulary.label(iri + name) or "") for name in terms))
        elif typed and not colon:
            yield from _matching(typed, ((f"{each}:", iri) for each, iri in vocabulary.PREFIXES.items()))
            yield from _matching(typed.upper(), ((each, "") for each in KEYWORDS), len(typed))

    def _of_query(self, query: NamedQuery, before: str) -> Iterator[Completion]:
        option = re.search(r"--([a-z]+)[ =]+(\"[^\"]*|[^\s\"]*)$", before)
        parameter = next((each for each in query.parameters if option and each.name == option[1]), None)
        if parameter is not None and option is not None:
            yield from self._value(parameter, option[2])
            return
        typed = before[before.rindex(" ") + 1 :]
        used = set(re.findall(r"--([a-z]+)", before.removesuffix(typed)))
        yield from _matching(typed, ((f"--{each.name}", each.meaning) for each in query.parameters if each.name not in used))

    def _value(self, parameter: Parameter, typed: str) -> Iterator[Completion]:
        if parameter.kind == "entity":
            yield from self._named(typed)
        terms = {"status": vocabulary.statuses, "relation": vocabulary.relations, "metric": vocabulary.metrics}.get(parameter.kind)
        if terms is not None:
            yield from _matching(typed, ((name, vocabulary.label(name) or "") for name in terms()))

    def _named(self, typed: str) -> Iterator[Completion]:
        start = typed.lstrip('"').casefold()
        for node in self._entities:
            if node.name.casefold().startswith(start):
                text = f'"{node.name}"' if " " in node.name else node.name
                yield Completion(text, -len(typed), display=node.name, display_meta=node.kind)


def _matching(typed: str, choices: Iterable[tuple[str, str]], length: int | None = None) -> Iterator[Completion]:
    for text, meaning in choices:
        if text.startswith(typed):
            yield Completion(text, -len(typed) if length is None else -length, display=text, display_meta=meaning)
