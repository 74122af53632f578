"""Puts the parts of a picture that nothing joins side by side, the largest in the middle."""

from __future__ import annotations

from collections.abc import Sequence

CELL = 30.0  # pixels


def pack(parts: Sequence[Sequence[tuple[float, float, float, float]]], aspect: float) -> list[tuple[float, float]]:
    """How far each part must move, in pixels. A part is the boxes (left, top, right, bottom) that it covers, the largest first.

    Every further part goes to the free place nearest to the middle, distances counted so that the whole gets ``aspect``
    (width to height). Boxes of two parts never overlap.
    """
    moves: list[tuple[float, float]] = []
    taken: set[tuple[int, int]] = set()
    ring = 0
    for boxes in parts:
        cells = _cells(boxes)
        if not taken:
            moves.append((0.0, 0.0))
            taken |= cells
            continue
        columns, rows = [c for c, _ in cells], [r for _, r in cells]
        middle = ((min(columns) + max(columns)) // 2, (min(rows) + max(rows)) // 2)
        ring = max(0, ring - 2)
        while True:
            place = _free(cells, taken, ring, middle, aspect)
            if place is not None:
                break
            ring += 1
        taken |= {(column + place[0], row + place[1]) for column, row in cells}
        moves.append((place[0] * CELL, place[1] * CELL))
    return moves


def _cells(boxes: Sequence[tuple[float, float, float, float]]) -> set[tuple[int, int]]:
    cells = set()
    for left, top, right, bottom in boxes:
        for column in range(int(left // CELL) - 1, int(right // CELL) + 2):
            for row in range(int(top // CELL), int(bottom // CELL) + 1):
                cells.add((column, row))
    return cells


def _free(
    cells: set[tuple[int, int]], taken: set[tuple[int, int]], ring: int, middle: tuple[int, int], aspect: float
) -> tuple[int, int] | None:
    across = round(ring * aspect)
    border = [(column, row) for row in (-ring, ring) for column in range(-across, across + 1)]
    border += [(column, row) for column in (-across, across) for row in range(-ring + 1, ring)]
    for column, row in sorted(border, key=lambda place: (place[0] ** 2 / aspect**2 + place[1] ** 2, place)):
        dx, dy = column - middle[0], row - middle[1]
        if all((c + dx, r + dy) not in taken for c, r in cells):
            return dx, dy
    return None
