// Panning and zooming a crowded picture: the last whole drawing is moved like a sheet of paper, and drawn anew when the hand rests.
"use strict";
kg.panning = (function () {
  const HEAVY = 250; // lines and names from which drawing whole takes longer than a frame without a graphics card
  const MARGIN = 120; // pixels that may stay blank at the border before the picture is drawn whole
  const RESTED = 120; // milliseconds without movement
  const SHARE = 8; // of the time, one part in eight at most goes into whole drawings while the picture moves
  const sheet = document.createElement("canvas");
  let kept = null, cost = 0, last = 0, timer = 0;

  function attach(network) {
    const renderer = network.renderer, whole = renderer._redraw;
    renderer._redraw = function (hidden) {
      const { scale, translation } = network.body.view, canvas = network.canvas.frame.canvas;
      if (!hidden && kept && moved(kept, scale, translation) && slide(network, canvas, scale, translation)) {
        renderer.redrawRequested = false;
        return;
      }
      const start = performance.now();
      whole.call(renderer, hidden);
      const heavy = kg.picture.shown.lines.length + kg.picture.shown.nodes.size > HEAVY;
      kept = null;
      if (hidden || !heavy || !canvas.width) return;
      if (sheet.width !== canvas.width || sheet.height !== canvas.height) { sheet.width = canvas.width; sheet.height = canvas.height; }
      const copy = sheet.getContext("2d", { willReadFrequently: true });
      copy.clearRect(0, 0, sheet.width, sheet.height);
      copy.drawImage(canvas, 0, 0);
      kept = { scale, x: translation.x, y: translation.y };
      last = performance.now();
      cost = last - start;
    };
  }

  const moved = (from, scale, at) => from.scale !== scale || from.x !== at.x || from.y !== at.y;

  // False where the sheet will not do: it is another size, too far away, or there is time to draw.
  function slide(network, canvas, scale, at) {
    const grown = scale / kept.scale, ratio = network.canvas.pixelRatio || 1;
    const dx = at.x - kept.x * grown, dy = at.y - kept.y * grown;
    const shift = grown === 1 ? Math.max(Math.abs(dx), Math.abs(dy)) : MARGIN + 1;
    if (sheet.width !== canvas.width || sheet.height !== canvas.height || grown > 3 || grown < 0.33) return false;
    if (shift > MARGIN && performance.now() - last > SHARE * cost) return false;
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(sheet, dx * ratio, dy * ratio, sheet.width * grown, sheet.height * grown);
    clearTimeout(timer);
    timer = setTimeout(() => { kept = null; network.redraw(); }, RESTED);
    return true;
  }

  return { attach };
})();
