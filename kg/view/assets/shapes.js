// Outlines of the nodes, as vis-network draws them: for the legend, the panel and the SVG file.
"use strict";
kg.outline = function (shape, x, y, r) {
  const path = (points) => "M" + points.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join("L") + "Z";
  const turn = (count, radius, start) => Array.from({ length: count }, (_, n) => {
    const angle = start + (2 * Math.PI * n) / count, length = typeof radius === "function" ? radius(n) : radius;
    return [x + length * Math.sin(angle), y - length * Math.cos(angle)];
  });
  switch (shape) {
    case "square": return path([[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]);
    case "diamond": return path([[x, y - r], [x + r, y], [x, y + r], [x - r, y]]);
    case "triangle": case "triangleDown": {
      const size = 1.15 * r, side = size * 2, inner = (Math.sqrt(3) / 6) * side, high = Math.sqrt(3) / 2 * side;
      const way = shape === "triangle" ? 1 : -1, middle = y + way * 0.275 * size;
      return path([[x, middle - way * (high - inner)], [x + size, middle + way * inner], [x - size, middle + way * inner]]);
    }
    case "star": y += 0.082 * r; return path(turn(10, (n) => (n % 2 ? 0.5 : 1.3) * 0.82 * r, 0));
    case "hexagon": return path(turn(6, r, Math.PI / 2));
    default: return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  }
};

kg.symbol = function (kind, size) {
  const drawn = kg.svg("svg", { width: size, height: size, viewBox: "-10 -10 20 20", "aria-hidden": "true", class: "symbol" });
  drawn.append(kg.svg("path", { d: kg.outline(kg.data.shapes[kind], 0, 0, 7.5), class: "kind-" + kind.toLowerCase() }));
  return drawn;
};

kg.sample = function (status) {
  const drawn = kg.svg("svg", { width: 34, height: 12, viewBox: "0 0 34 12", "aria-hidden": "true", class: "sample line-" + status });
  drawn.append(kg.svg("line", { x1: 1, y1: 6, x2: 33, y2: 6 }));
  if (status === "denied") for (const way of [1, -1]) drawn.append(kg.svg("line", { x1: 13, y1: 6 - 4 * way, x2: 21, y2: 6 + 4 * way }));
  return drawn;
};
