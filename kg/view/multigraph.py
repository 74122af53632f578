"""The graph as networkx knows it: entities are nodes, statements between two of them are edges."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kg.view.sentences import edge_label, label, sentence
from kg.view.statements import Statement, Statements, drawn_as_edge
from kg.view.wording import wording

if TYPE_CHECKING:
    import networkx


def network(statements: Statements, language: str = "it") -> networkx.MultiDiGraph[str]:
    """The statements as a networkx.MultiDiGraph, for the page, for notebooks and for other programs.

    A node has the id of its entity and the attributes ``label``, ``class`` (local name in ontology/kg.ttl), ``aliases`` (list),
    ``degree`` (statements between it and others), ``figures`` (ids of the statements that say a figure about it) and ``facts``
    (ids of all statements that name it). An edge goes from subject to object, its key is the id of the statement; it has
    ``relation``, ``status``, ``label`` (what stands on the line), ``sentence``, ``time``, ``value`` (float), ``unit``, ``weight``
    (pieces of evidence) and ``facts`` (the id again, in a list). The statements themselves are ``graph["statements"]``, the
    language is ``graph["language"]``. Nodes and edges are in the order of their ids. A figure is an edge only where it is
    about an event, a product or an organisation; of categories ("smartphone") it belongs to its subject.
    """
    import networkx

    words = wording(language)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(statements=statements, language=language)
    edges = [statement for statement in statements.statements if drawn_as_edge(statement, statements)]
    naming: dict[str, list[str]] = defaultdict(list)
    figures: dict[str, list[str]] = defaultdict(list)
    degree: dict[str, int] = defaultdict(int)
    for statement in statements.statements:
        for end in dict.fromkeys(filter(None, (statement.subject, statement.object))):
            naming[end].append(statement.id)
        if statement.observation and (about := statement.subject or statement.object):
            figures[about].append(statement.id)
    for statement in edges:
        for end in filter(None, (statement.subject, statement.object)):
            degree[end] += 1
    alone = {statement.subject or statement.object for statement in statements.statements}
    for key in sorted(alone.union(degree) - {None}, key=str):
        assert key is not None
        entity = statements.entities[key]
        graph.add_node(
            key,
            **{"label": label(entity, words), "class": entity.kind, "aliases": list(entity.aliases)},
            degree=degree[key],
            figures=figures[key],
            facts=naming[key],
        )
    for statement in sorted(edges, key=lambda statement: (statement.subject or "", statement.object or "", statement.id)):
        graph.add_edge(statement.subject, statement.object, key=statement.id, **_attributes(statement, statements, language))
    return graph


def _attributes(statement: Statement, statements: Statements, language: str) -> dict[str, Any]:
    words = wording(language)
    return {
        "relation": statement.relation,
        "status": statement.status,
        "label": edge_label(statement, words),
        "sentence": sentence(statement, statements.entities, words),
        "time": statement.time,
        "value": None if statement.value is None else float(statement.value),
        "unit": statement.unit,
        "weight": len(statement.quotations),
        "facts": [statement.id],
    }
