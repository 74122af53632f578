"""Pushes boxes apart until no label lies on another, by position-based dynamics (Müller et al. 2007, one constraint an overlap)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

GAP = 7.0  # pixels kept free between two boxes
CELL = 90.0  # pixels: cells in which neighbours are looked for
CROSSINGS = 15_000  # lines times boxes up to which lines are kept off names


@dataclass(frozen=True, slots=True)
class Spot:
    """A node to place: ``left``, ``up``, ``right``, ``down`` are how far it and its name reach from its centre, in pixels."""

    weight: int
    left: float
    up: float
    right: float
    down: float


@dataclass(frozen=True, slots=True)
class Join:
    """A drawn edge between the spots ``a`` and ``b`` (indices), with a label of this size in pixels."""

    a: int
    b: int
    width: float
    height: float
    sort: str = ""  # kin stand side by side: edges of one relation


Rectangle = tuple[float, float, float, float]


def label_share(weight_a: int, weight_b: int) -> float:
    """How far along an edge its label stands, from ``a`` to ``b``: nearer to the smaller end where the other is crowded."""
    if weight_a >= 4 * weight_b:
        return 0.6
    return 0.4 if weight_b >= 4 * weight_a else 0.5


def rectangles(spots: Sequence[Spot], joins: Sequence[Join], xs: Sequence[float], ys: Sequence[float]) -> list[Rectangle]:
    """Left, top, right, bottom of every node with its name, then of every edge label."""
    boxes = [(x - s.left, y - s.up, x + s.right, y + s.down) for s, x, y in zip(spots, xs, ys, strict=True)]
    for join in joins:
        t = label_share(spots[join.a].weight, spots[join.b].weight)
        x, y = xs[join.a] + t * (xs[join.b] - xs[join.a]), ys[join.a] + t * (ys[join.b] - ys[join.a])
        boxes.append((x - join.width / 2, y - join.height / 2, x + join.width / 2, y + join.height / 2))
    return boxes


def separate(spots: Sequence[Spot], joins: Sequence[Join], xs: list[float], ys: list[float], rounds: int) -> int:
    """Moves ``xs`` and ``ys`` in place; the number of overlaps left is returned.

    Heavy nodes hardly move. Where pushing does not end it, the picture grows a little and pushing goes on.
    """
    bodies = _Bodies(spots, joins, xs, ys)
    lines_too = len(spots) * len(joins) <= CROSSINGS
    left = 0
    for turn in range(rounds):
        boxes = rectangles(spots, joins, xs, ys)
        left = _push_boxes(bodies, boxes)
        if lines_too and turn % 2 == 0:
            left += _push_lines(bodies, boxes)
        if left == 0 and turn % 2 == 0:
            break
        if turn % 40 == 39:
            xs[:] = [x * 1.04 for x in xs]
            ys[:] = [y * 1.04 for y in ys]
    return left


class _Bodies:
    """What can be pushed: nodes by their index, then points on edges, which hand the push on to both ends."""

    def __init__(self, spots: Sequence[Spot], joins: Sequence[Join], xs: list[float], ys: list[float]) -> None:
        self.joins, self.xs, self.ys, self.count = joins, xs, ys, len(spots)
        self.inverse = [1.0 / (1 + spot.weight) for spot in spots]
        self.shares = [label_share(spots[join.a].weight, spots[join.b].weight) for join in joins]

    def looseness(self, item: int, share: float | None = None) -> float:
        """How readily a body yields: its inverse mass."""
        if item < self.count:
            return self.inverse[item]
        join, t = self.joins[item - self.count], self.shares[item - self.count] if share is None else share
        return self.inverse[join.a] * (1 - t) ** 2 + self.inverse[join.b] * t**2

    def move(self, item: int, dx: float, dy: float, share: float | None = None) -> None:
        if item < self.count:
            self.xs[item] += dx
            self.ys[item] += dy
            return
        join, t = self.joins[item - self.count], self.shares[item - self.count] if share is None else share
        total = self.looseness(item, t)
        for end, part in ((join.a, self.inverse[join.a] * (1 - t) / total), (join.b, self.inverse[join.b] * t / total)):
            self.xs[end] += dx * part
            self.ys[end] += dy * part


def _push_boxes(bodies: _Bodies, boxes: Sequence[Rectangle]) -> int:
    overlaps = 0
    for first, second in _neighbours(boxes):
        one, two = boxes[first], boxes[second]
        dx = min(one[2], two[2]) - max(one[0], two[0]) + GAP
        dy = min(one[3], two[3]) - max(one[1], two[1]) + GAP
        if dx <= 0 or dy <= 0:
            continue
        overlaps += dx > GAP and dy > GAP
        yields = bodies.looseness(first), bodies.looseness(second)
        sideways = dx < dy
        offset = (one[0] + one[2] - two[0] - two[2]) if sideways else (one[1] + one[3] - two[1] - two[3])
        push = (0.55 if offset >= 0 else -0.55) * (dx if sideways else dy) / sum(yields)
        for item, way in ((first, push * yields[0]), (second, -push * yields[1])):
            bodies.move(item, way if sideways else 0.0, 0.0 if sideways else way)
    return overlaps


def _push_lines(bodies: _Bodies, boxes: Sequence[Rectangle]) -> int:
    """Pushes names and edge labels off the lines of other edges."""
    overlaps = 0
    for number, join in enumerate(bodies.joins):
        x, y = bodies.xs[join.a], bodies.ys[join.a]
        dx, dy = bodies.xs[join.b] - x, bodies.ys[join.b] - y
        length = math.hypot(dx, dy)
        if length < 1:
            continue
        left, right, top, bottom = min(x, x + dx), max(x, x + dx), min(y, y + dy), max(y, y + dy)
        for item in range(bodies.count):
            box = boxes[item]
            if item in (join.a, join.b) or box[0] > right or box[2] < left or box[1] > bottom or box[3] < top:
                continue
            cx, cy = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            share = ((cx - x) * dx + (cy - y) * dy) / length**2
            distance = ((cx - x) * dy - (cy - y) * dx) / length
            # How far the box reaches across the line.
            reach = (abs(dy) * (box[2] - box[0]) + abs(dx) * (box[3] - box[1])) / 2 / length
            if not 0 < share < 1 or abs(distance) >= reach + 2:
                continue
            overlaps += 1
            side = 1.0 if distance >= 0 else -1.0
            line = bodies.count + number
            yields = bodies.looseness(item), bodies.looseness(line, share)
            push = 0.5 * (reach + 3 - abs(distance)) / sum(yields)
            across = side * dy / length, -side * dx / length
            bodies.move(item, push * yields[0] * across[0], push * yields[0] * across[1])
            bodies.move(line, -push * yields[1] * across[0], -push * yields[1] * across[1], share)
    return overlaps


def _neighbours(boxes: Sequence[Rectangle]) -> Iterator[tuple[int, int]]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for item, (left, top, right, bottom) in enumerate(boxes):
        for column in range(int(left // CELL), int((right + GAP) // CELL) + 1):
            for row in range(int(top // CELL), int((bottom + GAP) // CELL) + 1):
                cells[column, row].append(item)
    for (column, row), items in cells.items():
        for place, first in enumerate(items):
            for second in items[place + 1 :]:
                # A pair that shares several cells is met in the one that holds the corner of their overlap.
                corner = (max(boxes[first][0], boxes[second][0]), max(boxes[first][1], boxes[second][1]))
                if (int(corner[0] // CELL), int(corner[1] // CELL)) == (column, row):
                    yield first, second
