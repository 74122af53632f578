// The picture: vis-network draws nodes and lines at positions computed beforehand and handles dragging and zooming.
"use strict";
kg.picture = (function () {
  const stage = document.getElementById("stage");
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  let network = null, shown = { nodes: new Set(), edges: [] }, colours = {}, moved = false, factor = [1, 1], boost = 1, overview = false, pulling = false;
  const dragged = new Map();
  const DASHES = { actual: false, expected: [9, 6], reported: [2, 4], denied: false };

  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue("--" + name).trim();
    colours = { ground: read("ground"), text: read("text"), soft: read("soft"), line: read("line"), denied: read("denied"), mark: read("accent"), classes: {} };
    for (const kind of Object.keys(kg.data.shapes)) {
      colours.classes[kind] = read("class-" + kind.toLowerCase());
    }
    return colours;
  }
  const colourOf = (kind) => colours.classes[kind];

  // What a line between two entities looks like when it stands for several facts: the most certain one.
  const strongest = (facts) => kg.STATUSES.find((status) => facts.some((fact) => fact.status === status)) || "actual";

  // Of a graph too large to open whole, the main entities have places of their own for when only they are shown.
  const baseOf = (node) => (overview && node.overview ? { x: node.overview[0], y: node.overview[1] } : node);

  function styledNode(id, faded) {
    const node = kg.entities.get(id);
    const colour = colourOf(node.group);
    const base = baseOf(node), at = dragged.get(id) || { x: base.x * factor[0], y: base.y * factor[1] };
    return {
      id, x: at.x, y: at.y, shape: node.shape, size: node.size * boost, opacity: faded ? 0.22 : 1,
      borderWidth: 1.5, borderWidthSelected: Math.max(1.5, Math.min(3, node.size * boost * 0.16)), label: undefined,
      color: { background: colour, border: colours.ground, highlight: { background: colour, border: colours.text }, hover: { background: colour, border: colours.text } },
    };
  }

  function styledEdge(line, faded) {
    const colour = line.status === "denied" ? colours.denied : colours.line;
    // The more lines, the lighter those that stand for few facts: what is said often stays in front.
    const crowd = Math.min(1, Math.max(0, (shown.lines.length - 150) / 300)), often = Math.log2(line.facts.length);
    const clear = 1 - 0.65 * crowd * (1 - often / Math.max(1, shown.often));
    const forth = line.facts.some((fact) => fact.subject === line.from), back = line.facts.some((fact) => fact.subject === line.to);
    return {
      id: line.id, from: line.from, to: line.to, dashes: DASHES[line.status], smooth: line.smooth || false,
      width: (1.2 - 0.4 * crowd + Math.min(3, often) * (1 - 0.4 * crowd)) * boost, selectionWidth: 1.5, hoverWidth: 1,
      color: { color: colour, highlight: line.status === "denied" ? colours.denied : colours.mark, hover: colours.text, opacity: faded ? 0.15 : clear },
      arrows: { to: { enabled: forth, scaleFactor: 0.55 * Math.sqrt(boost) }, from: { enabled: back, scaleFactor: 0.55 * Math.sqrt(boost) } },
    };
  }

  // One line a pair of entities; the pair that is selected unfolds into one curve for each thing that is said.
  function linesOf({ edge, facts }) {
    if (edge.id !== kg.state.edge) return [{ id: String(edge.id), pair: edge.id, from: edge.from, to: edge.to, facts, status: strongest(facts) }];
    const groups = new Map();
    for (const fact of facts) {
      const key = `${fact.relation} ${fact.label} ${fact.status} ${fact.subject}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(fact);
    }
    const many = groups.size;
    return [...groups.values()].map((group, place) => {
      const bend = (place - (many - 1) / 2) * Math.min(0.22, 1.1 / many);
      const smooth = bend === 0 ? false : { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) };
      return { id: `${edge.id}.${place}`, pair: edge.id, from: edge.from, to: edge.to, facts: group, status: group[0].status, smooth };
    });
  }

  function start() {
    readColours();
    network = new vis.Network(stage, { nodes, edges }, {
      autoResize: true, physics: false, layout: { improvedLayout: false },
      nodes: { chosen: true, font: { size: 0 } }, edges: { smooth: false, chosen: true, font: { size: 0 } },
      interaction: { hover: true, tooltipDelay: 1e9, keyboard: { enabled: true, bindToWindow: false, autoFocus: false }, multiselect: false, zoomSpeed: 0.7 },
    });
    kg.panning.attach(network);
    network.on("afterDrawing", (context) => { if (!busy) kg.lettering.draw(context); });
    network.on("click", (event) => {
      if (event.nodes.length) kg.go({ entity: event.nodes[0], edge: null });
      else {
        const line = event.edges.length ? shown.lines.find((one) => one.id === event.edges[0]) : null;
        if (line) kg.go({ edge: line.pair, entity: kg.state.focus ? kg.state.entity : null });
        else if (kg.state.entity || kg.state.edge !== null) kg.go(kg.state.focus ? { edge: null } : { entity: null, edge: null });
      }
    });
    network.on("doubleClick", (event) => { if (event.nodes.length) kg.go({ entity: event.nodes[0], edge: null, focus: true, depth: 1 }); });
    network.on("dragStart", (event) => { pulling = event.nodes.length > 0; });
    network.on("dragEnd", (event) => {
      pulling = false;
      for (const id of event.nodes) dragged.set(id, network.getPosition(id));
      if (!event.nodes.length) moved = true;
    });
    network.on("zoom", () => { moved = true; });
    for (const [event, cursor] of [["hoverNode", "pointer"], ["blurNode", "default"], ["hoverEdge", "pointer"], ["blurEdge", "default"]]) {
      network.on(event, () => { network.canvas.body.container.style.cursor = cursor; });
    }
    network.on("resize", () => { if (!moved) requestAnimationFrame(() => frame(false)); });
  }

  // Draws what is visible. The DataSets only learn what changed: 20 000 entities are not sent through them again.
  function show(refit) {
    const visible = kg.visible();
    const near = new Set();
    const chosen = kg.state.edge !== null ? kg.data.edges[kg.state.edge] : null;
    if (chosen) { near.add(chosen.from); near.add(chosen.to); }
    if (!chosen && kg.state.entity) {
      near.add(kg.state.entity);
      for (const { edge } of visible.edges) if (edge.from === kg.state.entity || edge.to === kg.state.entity) { near.add(edge.from); near.add(edge.to); }
    }
    const dim = near.size > 0;
    const lines = visible.edges.flatMap(linesOf);
    const before = overview;
    overview = [...visible.nodes].every((id) => kg.entities.get(id).overview);
    refit = refit || before !== overview;
    busy = true;
    shown = { nodes: visible.nodes, lines, near, total: visible.total, often: Math.log2(lines.reduce((most, line) => Math.max(most, line.facts.length), 1)) };
    if (refit) stretch();
    const bright = (line) => !dim || (chosen ? line.pair === chosen.id : line.from === kg.state.entity || line.to === kg.state.entity);
    for (const line of lines) line.faded = !bright(line);
    kg.lettering.forget();
    replaceBoth([...visible.nodes].sort().map((id) => styledNode(id, dim && !near.has(id))), lines.map((line) => styledEdge(line, line.faded)));
    network.unselectAll();
    if (chosen) network.setSelection({ nodes: [], edges: lines.filter((line) => line.pair === chosen.id).map((line) => line.id) });
    else if (kg.state.entity && visible.nodes.has(kg.state.entity)) network.selectNodes([kg.state.entity], false);
    if (refit) frame(true);
    return shown;
  }

  // vis-network draws as soon as one of the two sets changes: what is said of both must wait for the other.
  let busy = false;
  function replaceBoth(nodeItems, edgeItems) {
    busy = true;
    replace(nodes, nodeItems);
    replace(edges, edgeItems);
    busy = false;
    network.redraw();
  }

  const seen = new Map();
  function replace(set, items) {
    const before = seen.get(set) || new Map(), now = new Map(), changed = [];
    for (const item of items) {
      const text = JSON.stringify(item);
      now.set(item.id, text);
      if (before.get(item.id) !== text) changed.push(item);
    }
    const gone = [...before.keys()].filter((id) => !now.has(id));
    if (gone.length) set.remove(gone);
    if (changed.length) set.update(changed);
    seen.set(set, now);
  }

  function extent() {
    let left = 1e9, right = -1e9, top = 1e9, bottom = -1e9;
    for (const id of shown.nodes) {
      const node = baseOf(kg.entities.get(id));
      left = Math.min(left, node.x); right = Math.max(right, node.x); top = Math.min(top, node.y); bottom = Math.max(bottom, node.y);
    }
    return { left, right, top, bottom };
  }

  // Stretches positions to the window: distances only ever grow against the layout's, so that names stay clear of one another.
  function stretch() {
    if (!shown.nodes.size) return;
    const box = extent();
    const covered = (kg.state.entity || kg.state.edge !== null) && stage.clientWidth > 760 ? 400 : 0;
    const few = shown.nodes.size <= 3 ? [520, 300] : [Infinity, Infinity];
    const width = Math.min(few[0], stage.clientWidth - covered - 190), height = Math.min(few[1], stage.clientHeight - 110);
    const wide = Math.max(1, box.right - box.left), high = Math.max(1, box.bottom - box.top);
    let across = width / wide, down = height / high;
    const most = shown.nodes.size <= 3 ? 1.4 : 2.2;
    across = Math.min(across, down * most, 4); down = Math.min(down, across * most, 4);
    const scale = Math.max(0.02, Math.min(1, across, down));
    factor = [across / scale, down / scale];
    // Far out, shapes and lines shrink less than distances do.
    boost = scale ** -0.55;
    kg.picture.scale = scale;
    kg.picture.middle = { x: (box.left + box.right) / 2 * factor[0] + (covered / 2 - 20) / scale, y: (box.top + box.bottom) / 2 * factor[1] + 9 / scale };
  }

  function frame(already) {
    if (!already) {
      stretch();
      kg.lettering.forget();
      replaceBoth([...shown.nodes].sort().map((id) => styledNode(id, shown.near.size > 0 && !shown.near.has(id))), shown.lines.map((line) => styledEdge(line, line.faded)));
    }
    moved = false;
    kg.lettering.forget();
    network.moveTo({ position: kg.picture.middle, scale: kg.picture.scale, animation: false });
  }

  function zoom(by) {
    moved = true;
    kg.lettering.forget();
    network.moveTo({ scale: Math.min(8, Math.max(0.02, network.getScale() * by)), animation: false });
  }

  // Moves the picture only as far as needed for an entity not to lie under the panel.
  function uncover(id) {
    if (!shown.nodes.has(id)) return;
    const panel = document.getElementById("panel");
    const at = network.canvasToDOM(network.getPosition(id)), free = stage.clientWidth - (panel.hidden ? 0 : panel.offsetWidth);
    const dx = at.x > free - 60 ? at.x - (free - 60) : at.x < 60 ? at.x - 60 : 0;
    const dy = at.y < 60 ? at.y - 60 : at.y > stage.clientHeight - 80 ? at.y - (stage.clientHeight - 80) : 0;
    if (!dx && !dy) return;
    const centre = network.getViewPosition(), scale = network.getScale();
    network.moveTo({ position: { x: centre.x + dx / scale, y: centre.y + dy / scale }, animation: false });
  }

  return {
    start, show, sizeOf: (node) => node.size * boost, baseOf, frame, zoom, uncover, colourOf, strongest, DASHES,
    restyle() { readColours(); show(false); network.redraw(); },
    release() { dragged.clear(); },
    get network() { return network; }, get shown() { return shown; }, get colours() { return colours; }, get pulling() { return pulling; },
    scale: 1, middle: { x: 0, y: 0 },
  };
})();
