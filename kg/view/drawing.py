"""The picture as pyvis holds it: nodes with shape, size and position, one edge a pair of entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kg.graph.appearance import family, radius
from kg.view import measure
from kg.view.layout import arrange
from kg.view.overlaps import Join, Spot

if TYPE_CHECKING:
    import networkx
    import pyvis.network

# vis-network's names of shapes whose label stands outside. Shape and colour say the same, for those who see no colours.
SHAPES = {
    "Company": "dot",
    "Organisation": "hexagon",
    "Person": "triangle",
    "Product": "square",
    "StoreChain": "triangleDown",
    "Place": "diamond",
    "Event": "star",
    "Topic": "dot",
}


LIMIT = 120  # entities that a picture opens with; above it the most important
LINES = 350  # lines that it opens with, where entities are many and close
FEWEST = 24  # entities shown whatever their lines


def draw(graph: networkx.MultiDiGraph[str], limit: int = LIMIT, lines: int = LINES) -> pyvis.network.Network:
    """The network of ``multigraph.network`` laid out, as a pyvis Network with physics off.

    Every node has ``id``, ``label``, ``shape``, ``group`` (its class, or the nearest above it that is drawn apart), ``size``
    (radius in pixels), ``x`` and ``y``; every edge ``from``, ``to`` and ``facts``, the ids of the statements between the two.
    ``rank`` is the place of a node in the order of importance, from 0. Colours are the page's, light and dark. Where there are
    more nodes than ``limit`` or edges than ``lines``, the most important have ``overview`` too: where they stand when only
    they are shown.
    """
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    pairs = _pairs(graph)
    picture = Network(directed=True, cdn_resources="in_line")
    picture.toggle_physics(False)
    most = max((data["degree"] for _, data in graph.nodes(data=True)), default=0)
    points = _positions(graph, pairs, most)
    ranked = rank(graph)
    places = {key: place for place, key in enumerate(ranked)}
    main = opening(ranked, pairs, limit, lines)
    inner = {pair: facts for pair, facts in pairs.items() if pair[0] in main and pair[1] in main}
    overview = _positions(graph.subgraph(main), inner, most) if len(main) < len(graph) else {}
    # add_node and add_edge search lists and take seconds for thousands; Node and Edge are what they make.
    for key, data in graph.nodes(data=True):
        x, y = points[key]
        group = family(data["class"])
        node = Node(key, SHAPES[group], data["label"], group=group, size=radius(data["degree"], most), x=x, y=y, rank=places[key])
        if key in overview:
            node.options["overview"] = overview[key]
        picture.nodes.append(node.options)
        picture.node_ids.append(key)
        picture.node_map[key] = node.options
    for (source, target), facts in pairs.items():
        picture.edges.append(Edge(source, target, True, facts=facts).options)
    return picture


def _pairs(graph: networkx.MultiDiGraph[str]) -> dict[tuple[str, str], list[str]]:
    """The statements between every two entities, whichever way they point, under the direction of the first."""
    pairs: dict[tuple[str, str], list[str]] = {}
    for source, target, key in graph.edges(keys=True):
        pair = (target, source) if (target, source) in pairs else (source, target)
        pairs.setdefault(pair, []).append(key)
    return pairs


def rank(graph: networkx.MultiDiGraph[str]) -> list[str]:
    """The nodes in the order of importance: by degree, then by that of the best neighbour, then by id."""
    degrees = {key: data["degree"] for key, data in graph.nodes(data=True)}
    best = {key: max((degrees[other] for other in (*graph.predecessors(key), *graph.successors(key))), default=0) for key in graph}
    return sorted(graph, key=lambda key: (-degrees[key], -best[key], key))


def opening(ranked: Sequence[str], pairs: Iterable[tuple[str, str]], limit: int = LIMIT, lines: int = LINES) -> set[str]:
    """The nodes that a picture opens with: the first of ``ranked``, at most ``limit``, with at most ``lines`` of ``pairs`` between
    them, but at least FEWEST. The page's script counts alike."""
    near: dict[str, list[str]] = defaultdict(list)
    for one, other in pairs:
        near[one].append(other)
        near[other].append(one)
    chosen: set[str] = set()
    drawn = 0
    for key in ranked[:limit]:
        drawn += sum(other in chosen for other in near[key])
        if drawn > lines and len(chosen) >= FEWEST:
            break
        chosen.add(key)
    return chosen


def _positions(graph: networkx.MultiDiGraph[str], pairs: dict[tuple[str, str], list[str]], most: int) -> dict[str, tuple[float, float]]:
    # A subgraph lists its nodes in no order.
    index = {key: place for place, key in enumerate(sorted(graph))}
    spots = [_spot(graph.nodes[key], most) for key in index]
    labels: dict[str, Any] = {key: data["label"] for _, _, key, data in graph.edges(keys=True, data=True)}
    relations: dict[str, str] = {key: f"{data['relation']} {data['status']}" for _, _, key, data in graph.edges(keys=True, data=True)}
    joins = []
    for (source, target), facts in pairs.items():
        said: dict[str, int] = defaultdict(int)
        for fact in facts:
            said[labels[fact]] += 1
        text = max(said, key=lambda name: measure.width(name, measure.EDGE_SIZE)) + (" +9" if len(facts) > 1 else "")
        wide, high = measure.width(text, measure.EDGE_SIZE) + 6, measure.EDGE_SIZE * measure.LINE + 4
        joins.append(Join(index[source], index[target], wide, high, relations[facts[0]]))
    return dict(zip(index, arrange(spots, joins), strict=True))


def _spot(data: dict[str, Any], most: int) -> Spot:
    size = measure.MAIN_SIZE if data["degree"] == most else measure.NAME_SIZE
    rows = measure.lines(data["label"])
    reach = radius(data["degree"], most) + 2
    half = max(reach, max(measure.width(row, size) for row in rows) / 2)
    # A figure badge stands at the upper right of the node.
    right = max(half, reach + 18) if data["figures"] else half
    return Spot(data["degree"], half, reach, right, reach + 3 + len(rows) * size * measure.LINE)
