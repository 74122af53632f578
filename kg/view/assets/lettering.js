// Names and edge labels: of one size at every zoom, the important first, and never one upon another.
"use strict";
kg.lettering = (function () {
  const FAMILY = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif';
  const NAME = 13, MAIN = 18, EDGE = 11.5, LINE = 1.2, WRAP = 18, CELL = 64, CAPITALS = 20;
  const ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  let last = null;

  function measure(text, font) {
    const key = font + text;
    if (!widths.has(key)) { ruler.font = font; widths.set(key, ruler.measureText(text).width); }
    return widths.get(key);
  }

  const bold = new Set([...kg.data.nodes].sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1)).slice(0, 12).filter((node) => node.degree > kg.most / 4).map((node) => node.id));
  const main = (node) => node.degree === kg.most;
  const sizeOf = (node) => (main(node) ? MAIN : NAME);
  const fontOf = (node) => `${main(node) ? 700 : bold.has(node.id) ? 600 : 400} ${sizeOf(node)}px ${FAMILY}`;
  const edgeFont = `400 ${EDGE}px ${FAMILY}`;

  // One line, or two that are about as long.
  function broken(name) {
    const cut = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);
    if (name.length <= WRAP || !name.includes(" ")) return [cut(name, 2 * WRAP)];
    let best = -1;
    for (let place = name.indexOf(" "); place >= 0; place = name.indexOf(" ", place + 1)) {
      if (best < 0 || Math.abs(2 * place - name.length) < Math.abs(2 * best - name.length)) best = place;
    }
    return [cut(name.slice(0, best), 28), cut(name.slice(best + 1), 28)];
  }

  // What stands on a line: what is said, and how much more is behind it.
  function caption(facts) {
    const said = new Map();
    for (const fact of facts) said.set(fact.label, (said.get(fact.label) || 0) + 1);
    const [first] = said.keys();
    if (said.size === 1) return first + (facts.length > 1 ? ` ×${facts.length}` : "");
    const best = [...facts].sort((a, b) => kg.STATUSES.indexOf(a.status) - kg.STATUSES.indexOf(b.status))[0].label;
    return `${best} +${facts.length - 1}`;
  }

  function room() {
    const cells = new Map();
    const each = (box, visit) => {
      for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++) {
        for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++) if (visit(column * 65536 + row)) return true;
      }
      return false;
    };
    const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return {
      add(box) { each(box, (cell) => { if (!cells.has(cell)) cells.set(cell, []); cells.get(cell).push(box); return false; }); },
      free(box, minds) { return !each(box, (cell) => (cells.get(cell) || []).some((other) => (!minds || minds(other)) && meets(box, other))); },
    };
  }

  function box(x, y, width, height, owner) {
    return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, owner };
  }

  // How far the line from (x, y) to an end runs through a box, in pixels (Liang and Barsky 1984).
  function runsThrough(one, x, y, end) {
    let first = 0, last = 1;
    for (const [start, step, low, high] of [[x, end.x - x, one.left, one.right], [y, end.y - y, one.top, one.bottom]]) {
      if (step === 0) { if (start < low || start > high) return 0; continue; }
      const a = (low - start) / step, b = (high - start) / step;
      first = Math.max(first, Math.min(a, b)); last = Math.min(last, Math.max(a, b));
    }
    return Math.max(0, last - first) * Math.hypot(end.x - x, end.y - y);
  }

  // Places as many labels as there is room for. Coordinates are pixels of the stage.
  function place(at, scale, wide, high) {
    const { nodes, lines, near } = kg.picture.shown;
    const taken = room(), behind = room(), labels = [], crosses = [], badges = [];
    const inside = (x, y) => x > -240 && x < wide + 240 && y > -190 && y < high + 190;
    const order = [...nodes].map((id) => kg.entities.get(id));
    const rank = (node) => (node.id === kg.state.entity ? -2e6 : near.has(node.id) ? -1e6 : 0) + node.rank;
    order.sort((a, b) => rank(a) - rank(b));
    const leaving = new Map();
    for (const line of lines) {
      const from = at(line.from), to = at(line.to);
      for (const [id, end] of [[line.from, to], [line.to, from]]) { if (!leaving.has(id)) leaving.set(id, []); leaving.get(id).push(end); }
    }
    for (const node of order) {
      const { x, y } = at(node.id), r = kg.picture.sizeOf(node) * scale, faded = near.size > 0 && !near.has(node.id);
      if (!inside(x, y)) continue;
      // What is chosen is named first: names may lie on entities that are faded.
      const holds = faded ? behind : taken;
      holds.add({ ...box(x, y, 2 * r, 2 * r, node.id), village: node.rank >= CAPITALS });
      if (!node.figures || r < 5) continue;
      const badge = { x: x + r * 0.75 + 3, y: y - r * 0.75 - 3, faded };
      badges.push(badge);
      holds.add({ ...box(badge.x, badge.y, 17, 17, node.id), village: node.rank >= CAPITALS });
    }
    const crowded = nodes.size > 100;
    const name = (node) => {
      const { x, y } = at(node.id);
      if (!inside(x, y)) return;
      const r = kg.picture.sizeOf(node) * scale, font = fontOf(node), text = broken(node.label), size = sizeOf(node);
      const width = Math.max(...text.map((row) => measure(row, font))) + 4, height = text.length * size * LINE;
      const faded = near.size > 0 && !near.has(node.id), up = y - r - 3 - height / 2, down = y + r + 3 + height / 2, right = x + r + 4 + width / 2, left = x - r - 4 - width / 2;
      const aside = width / 2 + r * 0.4;
      const candidates = [[x, down], [x, up], [right, y], [left, y], [x + aside, down - 3], [x - aside, down - 3], [x + aside, up + 3], [x - aside, up + 3]];
      const free = (one, minds) => taken.free(crowded ? { ...one, left: one.left - 5, right: one.right + 5 } : one, minds) && (!faded || behind.free(one));
      const ends = leaving.get(node.id) || [];
      const boxes = candidates.map(([cx, cy]) => box(cx, cy, width, height, "name " + node.id));
      let places = boxes.filter((one) => free(one)), found = null, fewest = Infinity;
      // As on a map, the name of a capital may lie on villages.
      if (!places.length && node.rank < CAPITALS) places = boxes.filter((one) => free(one, (other) => !other.village));
      for (const one of places) {
        const crossed = ends.reduce((sum, end) => sum + runsThrough(one, x, y, end), 0);
        if (crossed < fewest) { found = one; fewest = crossed; }
        if (!crossed) break;
      }
      if (!found) return;
      taken.add(found);
      labels.push({ kind: "name", id: node.id, box: found, text, font, size, faded });
    };
    for (const node of order) if (!near.size || near.has(node.id)) name(node);
    // Far out in a crowd the lines stay unlabelled: what is said shows nearer by, or for the entity that is chosen.
    const spoken = lines.length <= 150 || scale >= 0.8;
    const weight = (line) => (line.faded ? 0 : 1e6) + kg.entities.get(line.from).degree + kg.entities.get(line.to).degree + line.facts.length;
    for (const line of [...lines].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))) {
      const from = at(line.from), to = at(line.to);
      if (!inside(from.x, from.y) && !inside(to.x, to.y)) continue;
      const point = pointOn(line, from, to, at);
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      const a = kg.entities.get(line.from).degree, b = kg.entities.get(line.to).degree;
      const middle = line.smooth ? 0.5 : a >= 4 * b ? 0.6 : b >= 4 * a ? 0.4 : 0.5;
      const text = caption(line.facts), width = measure(text, edgeFont) + 6 + (line.status === "denied" ? 12 : 0), height = EDGE * LINE + 2;
      let found = null;
      if (length > 46 && (near.size ? !line.faded : spoken)) {
        for (const step of [0, 0.06, -0.06, 0.12, -0.12, 0.18, -0.18, 0.24]) {
          const { x, y } = point(middle + (middle < 0.5 ? -step : step));
          const one = box(x, y, width, height, "edge " + line.id);
          if (taken.free(one)) { found = one; break; }
        }
      }
      if (found) {
        taken.add(found);
        labels.push({ kind: "edge", id: line.id, box: found, text: [text], font: edgeFont, size: EDGE, denied: line.status === "denied", faded: line.faded });
      } else if (line.status === "denied" && length > (spoken ? 24 : 40)) crosses.push({ ...point(0.5), faded: line.faded, size: lines.length <= 150 ? 5 : spoken || lines.length < 600 ? 3 : 2 });
    }
    for (const node of order) if (near.size && !near.has(node.id)) name(node);
    return { labels, crosses, badges };
  }

  function pointOn(line, from, to, at) {
    if (line.smooth) {
      const drawn = kg.picture.network.body.edges[line.id];
      if (drawn && drawn.edgeType && drawn.edgeType.getPoint) {
        return (share) => { const point = drawn.edgeType.getPoint(share); return at(null, point); };
      }
    }
    return (share) => ({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
  }

  // The labels for what the stage shows now. Panning moves them with the picture; only zooming and changes place them anew.
  function current() {
    const network = kg.picture.network, scale = network.getScale();
    const stage = document.getElementById("stage");
    const at = (id, point) => network.canvasToDOM(point || position(network, id));
    const { nodes, lines } = kg.picture.shown;
    const mark = `${scale} ${nodes.size} ${lines.length}`;
    const origin = network.canvasToDOM({ x: 0, y: 0 });
    if (last && last.mark === mark && !kg.picture.pulling) {
      const dx = origin.x - last.origin.x, dy = origin.y - last.origin.y;
      if (Math.abs(dx) < 200 && Math.abs(dy) < 150) return { placed: last.placed, dx, dy };
    }
    last = { mark, origin, placed: place(at, scale, stage.clientWidth, stage.clientHeight) };
    return { placed: last.placed, dx: 0, dy: 0 };
  }

  function position(network, id) {
    const node = network.body.nodes[id];
    return node ? { x: node.x, y: node.y } : network.getPosition(id);
  }

  function draw(context) {
    const { placed, dx, dy } = current(), colours = kg.picture.colours;
    const canvas = context.canvas, ratio = canvas.width / canvas.clientWidth;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, dx * ratio, dy * ratio);
    context.textAlign = "center"; context.textBaseline = "middle"; context.lineJoin = "round";
    for (const badge of placed.badges) figureBadge(context, badge, colours);
    for (const at of placed.crosses) {
      context.globalAlpha = at.faded ? 0.25 : 1;
      cross(context, at.x, at.y, colours.denied, at.size);
    }
    for (const label of placed.labels) {
      const { left, right, top, bottom } = label.box, x = (left + right) / 2;
      context.globalAlpha = label.faded ? 0.35 : 1;
      context.font = label.font;
      if (label.kind === "edge") {
        context.fillStyle = colours.ground;
        context.fillRect(left, top, right - left, bottom - top);
        context.fillStyle = label.denied ? colours.denied : colours.soft;
        context.fillText(label.text[0], x + (label.denied ? 6 : 0), (top + bottom) / 2 + 0.5);
        if (label.denied) cross(context, left + 7, (top + bottom) / 2, colours.denied, 3.5);
      } else {
        context.strokeStyle = colours.ground; context.lineWidth = 3.5; context.fillStyle = colours.text;
        label.text.forEach((row, place) => {
          const y = top + (place + 0.5) * label.size * LINE;
          context.strokeText(row, x, y); context.fillText(row, x, y);
        });
      }
    }
    context.restore();
  }

  function cross(context, x, y, colour, size) {
    context.strokeStyle = colour; context.lineWidth = size > 4 ? 2 : 1.5;
    context.beginPath();
    context.moveTo(x - size, y - size); context.lineTo(x + size, y + size);
    context.moveTo(x - size, y + size); context.lineTo(x + size, y - size);
    context.stroke();
  }

  // Three little bars: there are figures about this entity in its panel.
  function figureBadge(context, { x, y, faded }, colours) {
    context.globalAlpha = faded ? 0.3 : 1;
    context.fillStyle = colours.ground; context.beginPath(); context.arc(x, y, 8, 0, 7); context.fill();
    context.strokeStyle = colours.line; context.lineWidth = 1; context.stroke();
    context.fillStyle = colours.text;
    [3, 5, 8].forEach((tall, place) => context.fillRect(x - 4 + place * 3, y + 4 - tall, 2, tall));
  }

  return { draw, forget() { last = null; }, current, caption, FAMILY };
})();
