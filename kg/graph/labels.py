"""The label of an IRI: what the graph calls it, else what the ontology does."""

from __future__ import annotations

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg import vocabulary

_LABEL = NamedNode(vocabulary.PREFIXES["rdfs"] + "label")
_DEFAULT = DefaultGraph()


class Labels:
    """Called with an IRI, gives its label in ``language``, else the one without a language, else any; None where it has none."""

    def __init__(self, store: Store, language: str = "en") -> None:
        self._store = store
        self._order = (language, "", "en")
        self._known: dict[NamedNode, str | None] = {}

    def __call__(self, node: NamedNode) -> str | None:
        if node not in self._known:
            self._known[node] = self._find(node)
        return self._known[node]

    def _find(self, node: NamedNode) -> str | None:
        quads = self._store.quads_for_pattern(node, _LABEL, None, _DEFAULT)
        said = {quad.object.language or "": quad.object.value for quad in quads if isinstance(quad.object, Literal)}
        for language in self._order:
            if language in said:
                return said[language]
        if said:
            return min(said.values())
        return next((label for language in self._order if (label := vocabulary.label(node.value, language))), None)
