"""Where every entity stands: computed beforehand, the same for the same graph, with room for the labels."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence

from kg.view.overlaps import Join, Spot, rectangles, separate
from kg.view.packing import pack

EXACT = 300  # nodes up to which Kamada-Kawai is quick enough
ASPECT = 1.75  # width to height of the usual window
CLOSE = 4  # edges a node from which nearly everything is joined, and places can be swapped
FILLED = 0.2  # share of its area that boxes take before they are pushed apart
Point = tuple[float, float]


def arrange(spots: Sequence[Spot], joins: Sequence[Join]) -> list[Point]:
    """The centre of every spot in pixels, (0, 0) being the middle of the whole picture.

    Kamada-Kawai up to 300 nodes, above it Fruchterman-Reingold on a grid with communities drawn together (igraph); then
    boxes are pushed apart, and the parts that nothing joins are packed round the largest. Deterministic.
    """
    members, inner = _components(len(spots), joins)
    points: list[Point] = [(0.0, 0.0)] * len(spots)
    boxes = []
    for nodes, edges in zip(members, inner, strict=True):
        part = [spots[node] for node in nodes]
        xs, ys = _place(part, edges)
        boxes.append(rectangles(part, edges, xs, ys) + _along(edges, xs, ys) if len(part) <= EXACT else rectangles(part, [], xs, ys))
        for node, x, y in zip(nodes, xs, ys, strict=True):
            points[node] = (x, y)
    for nodes, (dx, dy) in zip(members, pack(boxes, ASPECT), strict=True):
        for node in nodes:
            points[node] = (points[node][0] + dx, points[node][1] + dy)
    return _centred(spots, points)


def _components(count: int, joins: Sequence[Join]) -> tuple[list[list[int]], list[list[Join]]]:
    near: dict[int, list[int]] = defaultdict(list)
    for join in joins:
        near[join.a].append(join.b)
        near[join.b].append(join.a)
    part_of = [-1] * count
    parts: list[list[int]] = []
    for start in range(count):
        if part_of[start] >= 0:
            continue
        part_of[start] = len(parts)
        queue = [start]
        for node in queue:
            for other in near[node]:
                if part_of[other] < 0:
                    part_of[other] = len(parts)
                    queue.append(other)
        parts.append(sorted(queue))
    inner: list[list[Join]] = [[] for _ in parts]
    index = {node: place for part in parts for place, node in enumerate(part)}
    for join in joins:
        inner[part_of[join.a]].append(Join(index[join.a], index[join.b], join.width, join.height, join.sort))
    order = sorted(range(len(parts)), key=lambda part: (-len(parts[part]), parts[part]))
    return [parts[part] for part in order], [inner[part] for part in order]


def _place(spots: Sequence[Spot], joins: Sequence[Join]) -> tuple[list[float], list[float]]:
    if len(spots) == 1:
        return [0.0], [0.0]
    xs, ys = _drawn(spots, joins)
    _turn(xs, ys)
    _gather_kin(spots, joins, xs, ys)
    if len(joins) > CLOSE * len(spots):
        _seat_main(spots, joins, xs, ys)
    if len(spots) > 30:
        _even_out(xs)
        _even_out(ys)
    boxes = rectangles(spots, joins, xs, ys)
    area = sum((right - left) * (bottom - top) for left, top, right, bottom in boxes) / FILLED
    _stretch(xs, ys, math.sqrt(area * ASPECT), math.sqrt(area / ASPECT))
    spots = _named_aside(spots, joins, xs, ys)
    exact = len(spots) <= EXACT
    # Where thousands stand, labels of edges show only nearer by: they need no room of their own.
    rounds, joins = (max(60, 400 - 4 * len(spots)), joins) if exact else (8, [])
    separate(spots, joins, xs, ys, rounds)
    if exact and _pull_main_to_middle(spots, xs, ys):
        spots = _named_aside(spots, joins, xs, ys)
        separate(spots, joins, xs, ys, rounds // 2)
    return xs, ys


def _named_aside(spots: Sequence[Spot], joins: Sequence[Join], xs: Sequence[float], ys: Sequence[float]) -> list[Spot]:
    """The spots with the name above those nodes whose lines all leave downwards: the page writes it there too."""
    rises: list[list[float]] = [[] for _ in spots]
    for join in joins:
        dx, dy = xs[join.b] - xs[join.a], ys[join.b] - ys[join.a]
        steep = dy / (math.hypot(dx, dy) or 1.0)
        rises[join.a].append(steep)
        rises[join.b].append(-steep)
    turned = []
    for spot, ways in zip(spots, rises, strict=True):
        high, low = min(spot.up, spot.down), max(spot.up, spot.down)
        above = bool(ways) and max(ways) > 0.35 and min(ways) > -0.35
        turned.append(Spot(spot.weight, spot.left, low if above else high, spot.right, high if above else low))
    return turned


def _drawn(spots: Sequence[Spot], joins: Sequence[Join]) -> tuple[list[float], list[float]]:
    import igraph

    graph = igraph.Graph(n=len(spots), edges=[(join.a, join.b) for join in joins])
    igraph.set_random_number_generator(random.Random(1))
    try:
        groups = graph.community_multilevel().membership if len(spots) > 30 else [0] * len(spots)
        start = _circle(spots, joins, groups)
        if len(spots) <= EXACT:
            layout = graph.layout_kamada_kawai(seed=start, weights=_lengths(spots, joins, groups))
        else:
            pulls = [3.0 if groups[join.a] == groups[join.b] else 0.6 for join in joins]
            layout = graph.layout_fruchterman_reingold(seed=start, weights=pulls, grid="grid", niter=300)
    finally:
        igraph.set_random_number_generator(random)
    return [float(x) for x, _ in layout.coords], [float(y) for _, y in layout.coords]


def _circle(spots: Sequence[Spot], joins: Sequence[Join], groups: Sequence[int]) -> list[list[float]]:
    """Where the layout starts: on a circle, communities and edges of one relation side by side, the main entity inside."""
    main = _main(spots)
    rings = {node: (groups[node], "", node) for node in range(len(spots)) if node != main}
    rings |= {join.a + join.b - main: _ring(join, main, groups) for join in joins if main in (join.a, join.b)}
    order = sorted(rings, key=lambda node: rings[node])
    size = 1.2 if len(spots) <= EXACT else math.sqrt(len(spots))
    points = [[0.0, 0.0] for _ in spots]
    for place, node in enumerate(order):
        angle = 2 * math.pi * place / len(order)
        points[node] = [size * math.cos(angle), size * math.sin(angle)]
    return points


def _lengths(spots: Sequence[Spot], joins: Sequence[Join], groups: Sequence[int]) -> list[float]:
    lengths = [1.0 if groups[join.a] == groups[join.b] else 1.5 for join in joins]
    round_hub: dict[int, list[int]] = defaultdict(list)
    for number, join in enumerate(joins):
        round_hub[max(join.a, join.b, key=lambda node: spots[node].weight)].append(number)
    for hub, numbers in round_hub.items():
        if len(numbers) > 9:
            # Round a crowded entity every second neighbour stands further out, so that names find room.
            for place, number in enumerate(sorted(numbers, key=lambda number: _ring(joins[number], hub, groups))):
                lengths[number] *= 1.0 if place % 2 else 1.4
    return lengths


def _ring(join: Join, hub: int, groups: Sequence[int]) -> tuple[int, str, int]:
    """The order in which neighbours stand round an entity."""
    other = join.b if join.a == hub else join.a
    return groups[other], join.sort, other


def _gather_kin(spots: Sequence[Spot], joins: Sequence[Join], xs: list[float], ys: list[float]) -> None:
    """Lets the neighbours of an entity that nothing else joins swap places, so that those of one relation stand side by side."""
    degree: dict[int, int] = defaultdict(int)
    for join in joins:
        degree[join.a] += 1
        degree[join.b] += 1
    leaves: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for join in joins:
        for leaf, hub in ((join.a, join.b), (join.b, join.a)):
            if degree[leaf] == 1 and degree[hub] > 2:
                leaves[hub].append((join.sort, leaf))
    for hub, kin in leaves.items():
        places = [(xs[leaf], ys[leaf]) for _, leaf in kin]
        places.sort(key=lambda place: math.atan2(place[1] - ys[hub], place[0] - xs[hub]))
        for (_, leaf), (x, y) in zip(sorted(kin), places, strict=True):
            xs[leaf], ys[leaf] = x, y


def _main(spots: Sequence[Spot]) -> int:
    return max(range(len(spots)), key=lambda node: (spots[node].weight, -node))


def _seat_main(spots: Sequence[Spot], joins: Sequence[Join], xs: list[float], ys: list[float]) -> None:
    """Lets the main entity change places with the one that stands in the middle of its neighbours."""
    main = _main(spots)
    near = [join.a + join.b - main for join in joins if main in (join.a, join.b)]
    cx, cy = (sum(values[node] for node in near) / len(near) for values in (xs, ys))
    middle = min(range(len(xs)), key=lambda node: (math.hypot(xs[node] - cx, ys[node] - cy), node))
    for values in (xs, ys):
        values[main], values[middle] = values[middle], values[main]


def _turn(xs: list[float], ys: list[float]) -> None:
    """Turns the picture so that it is wider than high, and moves its middle to (0, 0)."""
    n = len(xs)
    mx, my = sum(xs) / n, sum(ys) / n
    xx, yy = sum((x - mx) ** 2 for x in xs), sum((y - my) ** 2 for y in ys)
    xy = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True))
    angle = 0.5 * math.atan2(2 * xy, xx - yy) if abs(xy) + abs(xx - yy) > 0.2 * (xx + yy) else 0.0
    cos, sin = math.cos(angle), math.sin(angle)
    for node in range(n):
        x, y = xs[node] - mx, ys[node] - my
        xs[node], ys[node] = x * cos + y * sin, y * cos - x * sin


def _even_out(values: list[float]) -> None:
    """Draws crowds apart and outliers in: every value moves half the way to where equal spacing would put it."""
    low, high = min(values), max(values)
    for rank, node in enumerate(sorted(range(len(values)), key=lambda node: (values[node], node))):
        values[node] = 0.5 * values[node] + 0.5 * (low + (high - low) * rank / (len(values) - 1))


def _stretch(xs: list[float], ys: list[float], width: float, height: float) -> None:
    """Stretches the picture to a size in pixels and its round outline towards the corners."""
    wide, high = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    across, down = width / wide, height / high
    across, down = min(across, 3 * down), min(down, 3 * across)
    cx, cy = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    for node in range(len(xs)):
        u, v = (xs[node] - cx) / wide * 2, (ys[node] - cy) / high * 2
        longest = max(abs(u), abs(v))
        corner = 1 + 0.45 * (math.hypot(u, v) / longest - 1) if longest else 1.0
        xs[node], ys[node] = u * wide / 2 * across * corner, v * high / 2 * down * corner


def _pull_main_to_middle(spots: Sequence[Spot], xs: list[float], ys: list[float]) -> bool:
    """Widens the narrower side so that the main entity stands in the middle; whether anything changed."""
    main = _main(spots)
    changed = False
    for values in (xs, ys):
        origin = values[main]
        before, behind = origin - min(values), max(values) - origin
        if min(before, behind) < 1 or not 1.05 < max(before, behind) / min(before, behind) < 2.2:
            continue
        changed = True
        factor = max(before, behind) / min(before, behind)
        for node, value in enumerate(values):
            away = value - origin
            values[node] = away * factor if (away > 0) == (behind < before) else away
    return changed


def _along(joins: Sequence[Join], xs: Sequence[float], ys: Sequence[float]) -> list[tuple[float, float, float, float]]:
    """Small boxes along every line, so that no other part is packed onto it."""
    boxes = []
    for join in joins:
        x, y, dx, dy = xs[join.a], ys[join.a], xs[join.b] - xs[join.a], ys[join.b] - ys[join.a]
        steps = max(1, int(math.hypot(dx, dy) // 30))
        boxes += [(x + dx * s / steps, y + dy * s / steps, x + dx * s / steps, y + dy * s / steps) for s in range(steps + 1)]
    return boxes


def _centred(spots: Sequence[Spot], points: list[Point]) -> list[Point]:
    if not points:
        return []
    left = min(x - spot.left for spot, (x, _) in zip(spots, points, strict=True))
    right = max(x + spot.right for spot, (x, _) in zip(spots, points, strict=True))
    top = min(y - spot.up for spot, (_, y) in zip(spots, points, strict=True))
    bottom = max(y + spot.down for spot, (_, y) in zip(spots, points, strict=True))
    cx, cy = (left + right) / 2, (top + bottom) / 2
    return [(round(x - cx, 1), round(y - cy, 1)) for x, y in points]
