"""The part of the statements that a page is asked to show."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from kg.errors import InputError
from kg.view.period import within
from kg.view.statements import STATUSES, Statement, Statements, drawn_as_edge


def narrow(
    statements: Statements,
    *,
    entity: str | None = None,
    depth: int | None = 1,
    relations: Collection[str] = (),
    statuses: Collection[str] = (),
    articles: Collection[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> Statements:
    """The statements that pass every filter given, and the entities and articles that these name.

    ``entity`` is a name, alias or id: what lies within ``depth`` steps of it stays (None: everything that it reaches). A
    collection that is empty filters nothing. ``since`` and ``until`` are YYYY, YYYY-MM or YYYY-MM-DD and compare with the
    time of the fact: one without a time is left out. Raises InputError for a name that nothing bears, a status that is none,
    a limit that is no date, a depth below 0.
    """
    for status in statuses:
        if status not in STATUSES:
            raise InputError(f"no status {status!r}", f"a status is one of {', '.join(STATUSES)}")
    if depth is not None and depth < 0:
        raise InputError(f"a depth of {depth}", "a depth is 0 or more")
    centre = identify(statements, entity) if entity is not None else None
    kept = tuple(
        statement
        for statement in statements.statements
        if (not relations or statement.relation in relations)
        and (not statuses or statement.status in statuses)
        and (not articles or any(quotation.article in articles for quotation in statement.quotations))
        and within(statement.time, since, until)
    )
    if centre is not None:
        near = _reach([statement for statement in kept if drawn_as_edge(statement, statements)], centre, depth)
        # A figure that is no line belongs to its entity, whatever it counts.
        kept = tuple(
            statement
            for statement in kept
            if (_ends(statement) <= near if drawn_as_edge(statement, statements) else (statement.subject or statement.object) in near)
        )
    named = {end for statement in kept for end in _ends(statement)} | ({centre} if centre else set())
    quoted = {quotation.article for statement in kept for quotation in statement.quotations}
    return replace(
        statements,
        entities={key: entity for key, entity in statements.entities.items() if key in named},
        statements=kept,
        articles={key: source for key, source in statements.articles.items() if key in quoted},
    )


def identify(statements: Statements, name: str) -> str:
    """The id of the entity that bears this name, alias or id, whatever its case. Raises InputError with the nearest names."""
    wanted = name.casefold().strip()
    names: dict[str, str] = {}
    for entity in sorted(statements.entities.values(), key=lambda entity: entity.id):
        for spelling in (entity.label, entity.id, *entity.aliases):
            names.setdefault(spelling.casefold(), entity.id)
    if wanted in names:
        return names[wanted]
    near = difflib.get_close_matches(wanted, sorted(names), n=3, cutoff=0.5)
    labels = list(dict.fromkeys(statements.entities[names[spelling]].label for spelling in near))
    raise InputError(f"no entity is called {name!r}", f"did you mean {', '.join(labels)}?" if labels else "kg facts lists what there is")


def _ends(statement: Statement) -> set[str]:
    return {end for end in (statement.subject, statement.object) if end is not None}


def _reach(joining: list[Statement], centre: str, depth: int | None) -> set[str]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for statement in joining:
        for one in _ends(statement):
            neighbours[one] |= _ends(statement)
    reached, border = {centre}, {centre}
    while border and (depth is None or depth > 0):
        border = {other for node in border for other in neighbours[node]} - reached
        reached |= border
        depth = None if depth is None else depth - 1
    return reached
