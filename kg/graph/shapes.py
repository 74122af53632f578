"""Whether a graph satisfies ``ontology/shapes.ttl``, by pySHACL (https://www.w3.org/TR/shacl/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg import vocabulary
from kg.errors import KgError
from kg.graph.results import visible

if TYPE_CHECKING:
    from kg.graph.store import Graph


def validate(graph: Graph) -> tuple[bool, str]:
    """Whether ``graph`` conforms, and a report: a line for each violation (node, property, what it should be), in their order.

    KgError where the shapes themselves do not work.
    """
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(vocabulary.ontology_path("shapes.ttl"), format="turtle")
    conforms, results, _ = pyshacl.validate(graph.to_rdflib(), shacl_graph=shapes, inference="none", advanced=False)
    if conforms:
        return True, "The graph conforms."
    if not isinstance(results, rdflib.Graph):
        raise KgError(f"the graph could not be validated: {results}")
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    lines = set()
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        parts = [_short(results.value(result, sh.focusNode), graph)]
        for each in (sh.resultPath, sh.value):
            value = results.value(result, each)
            if value is not None and not isinstance(value, rdflib.BNode):
                parts.append(_short(value, graph))
        lines.add(f"{' '.join(parts)}: {results.value(result, sh.resultMessage)}")
    count = len(lines)
    return False, "\n".join([*sorted(lines), f"The graph does not conform: {count} violation{'s' if count > 1 else ''}."])


def _short(term: object, graph: Graph) -> str:
    for prefix, namespace in {**vocabulary.PREFIXES, "r": graph.base}.items():
        if str(term).startswith(namespace):
            return f"{prefix}:{str(term)[len(namespace) :]}"
    return visible(str(term))[:120]
