// The view as a file: PNG as it is seen, SVG drawn anew; and as a link.
"use strict";
kg.save = (function () {
  const name = (kg.fold(document.title).replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "graph").slice(0, 60);

  function hand(blob, ending) {
    const link = kg.element("a", { href: URL.createObjectURL(blob), download: `${name}.${ending}` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  function png() {
    const canvas = document.querySelector("#stage canvas"), copy = document.createElement("canvas");
    copy.width = canvas.width; copy.height = canvas.height;
    const context = copy.getContext("2d");
    context.fillStyle = kg.picture.colours.ground;
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    copy.toBlob((blob) => hand(blob, "png"), "image/png");
  }

  function drawing() {
    const network = kg.picture.network, scale = network.getScale(), stage = document.getElementById("stage");
    const colours = kg.picture.colours, { nodes, lines } = kg.picture.shown, { placed, dx, dy } = kg.lettering.current();
    const root = kg.svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: stage.clientWidth, height: stage.clientHeight, viewBox: `0 0 ${stage.clientWidth} ${stage.clientHeight}`, "font-family": kg.lettering.FAMILY });
    root.append(kg.svg("title", {}, document.title), kg.svg("rect", { width: "100%", height: "100%", fill: colours.ground }));
    const at = (id) => network.canvasToDOM(network.getPosition(id));
    const tips = kg.svg("g", {}), shapes = kg.svg("g", {}), names = kg.svg("g", { "text-anchor": "middle", transform: `translate(${dx} ${dy})` });
    for (const line of lines) {
      const a = at(line.from), b = at(line.to), colour = line.status === "denied" ? colours.denied : colours.line;
      const length = Math.hypot(b.x - a.x, b.y - a.y) || 1, r = (kg.picture.sizeOf(kg.entities.get(line.to)) + 2) * scale;
      const end = { x: b.x - ((b.x - a.x) * r) / length, y: b.y - ((b.y - a.y) * r) / length };
      const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
      let path = `M${a.x.toFixed(1)} ${a.y.toFixed(1)}L${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
      if (line.smooth) {
        const drawn = network.body.edges[line.id], via = drawn && drawn.edgeType && drawn.edgeType.getViaNode && drawn.edgeType.getViaNode();
        const point = via && via.x !== undefined ? network.canvasToDOM({ x: via.x, y: via.y }) : middle;
        path = `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${point.x.toFixed(1)} ${point.y.toFixed(1)} ${end.x.toFixed(1)} ${end.y.toFixed(1)}`;
      }
      const dashes = kg.picture.DASHES[line.status];
      tips.append(kg.svg("path", { d: path, fill: "none", stroke: colour, "stroke-width": 1.3, ...(dashes ? { "stroke-dasharray": dashes.join(" ") } : {}), opacity: line.faded ? 0.15 : 1 }));
      if (!line.smooth && line.facts.some((fact) => fact.subject === line.from)) {
        const angle = Math.atan2(b.y - a.y, b.x - a.x), size = 8;
        const corner = (turn) => `${(end.x - size * Math.cos(angle + turn)).toFixed(1)} ${(end.y - size * Math.sin(angle + turn)).toFixed(1)}`;
        tips.append(kg.svg("path", { d: `M${end.x.toFixed(1)} ${end.y.toFixed(1)}L${corner(0.4)}L${corner(-0.4)}Z`, fill: colour, opacity: line.faded ? 0.15 : 1 }));
      }
    }
    for (const id of [...nodes].sort()) {
      const node = kg.entities.get(id), { x, y } = at(id);
      shapes.append(kg.svg("path", { d: kg.outline(node.shape, x, y, kg.picture.sizeOf(node) * scale), fill: kg.picture.colourOf(node.group), stroke: colours.ground, "stroke-width": 1.5 }));
    }
    const cross = (x, y, size) => kg.svg("path", { d: `M${x - size} ${y - size}L${x + size} ${y + size}M${x - size} ${y + size}L${x + size} ${y - size}`, stroke: colours.denied, "stroke-width": 2 });
    for (const { x, y, size } of placed.crosses) names.append(cross(x, y, size));
    for (const label of placed.labels) {
      const { left, right, top, bottom } = label.box, x = (left + right) / 2;
      const group = kg.svg("g", { opacity: label.faded ? 0.35 : 1 });
      if (label.kind === "edge") {
        group.append(kg.svg("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: colours.ground }));
        if (label.denied) group.append(cross(left + 7, (top + bottom) / 2, 3.5));
      }
      const weight = parseInt(label.font, 10);
      label.text.forEach((row, place) => group.append(kg.svg("text", {
        x: x + (label.denied ? 6 : 0), y: top + (place + 0.5) * ((bottom - top) / label.text.length) + label.size * 0.35, "font-size": label.size, "font-weight": weight,
        fill: label.kind === "name" ? colours.text : label.denied ? colours.denied : colours.soft,
        ...(label.kind === "name" ? { stroke: colours.ground, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" } : {}),
      }, row)));
      names.append(group);
    }
    root.append(tips, shapes, names);
    return new XMLSerializer().serializeToString(root);
  }

  async function link() {
    const said = document.getElementById("said");
    try { await navigator.clipboard.writeText(location.href); said.textContent = kg.say("copied"); } catch (refused) { said.textContent = location.href; }
    setTimeout(() => { said.textContent = ""; }, 4000);
  }

  return { png, svg: () => hand(new Blob([drawing()], { type: "image/svg+xml" }), "svg"), drawing, link };
})();
