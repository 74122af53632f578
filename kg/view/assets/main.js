// Puts the page together and listens to keys.
"use strict";
(function () {
  const at = (id) => document.getElementById(id);
  const same = (a, b) => a === b || (a && b && a.size === b.size && [...a].every((value) => b.has(value)));

  kg.show = function (before) {
    const state = kg.state;
    // The picture is framed anew only where other entities come into it; a click leaves it where it is.
    const refit = !before || before.focus !== state.focus || before.depth !== state.depth || before.limit !== state.limit || (state.focus && before.entity !== state.entity);
    if (refit && before) kg.picture.release();
    kg.picture.show(refit);
    kg.controls.show();
    if (!before || before.entity !== state.entity || before.edge !== state.edge || before.focus !== state.focus || before.depth !== state.depth || !same(before.statuses, state.statuses)
      || !same(before.relations, state.relations) || before.article !== state.article || before.since !== state.since || before.until !== state.until || before.undated !== state.undated) kg.panel.show();
    kg.table.refresh();
    if (state.entity) kg.picture.uncover(state.entity);
  };

  kg.controls.filters();
  kg.controls.legend();
  kg.state = kg.readAddress();
  kg.picture.start();
  kg.show(null);

  const home = () => { if (kg.address(kg.state)) kg.go(kg.fresh()); kg.picture.release(); kg.picture.frame(false); };
  const actions = {
    home, back: () => history.back(), fit: () => kg.picture.frame(false), "zoom-in": () => kg.picture.zoom(1.3), "zoom-out": () => kg.picture.zoom(1 / 1.3),
    theme: kg.controls.theme, "open-table": kg.table.open, "save-png": kg.save.png, "save-svg": kg.save.svg, "save-link": kg.save.link,
  };
  for (const [id, action] of Object.entries(actions)) at(id).addEventListener("click", action);
  const follow = () => { const before = kg.state; kg.state = kg.readAddress(); kg.show(before); };
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", follow);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", kg.picture.restyle);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || at("table").open) return;
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing) { event.preventDefault(); kg.controls.focusSearch(); }
    else if (event.key === "Escape") {
      if (at("filters").open) kg.controls.closeFilters();
      else if (kg.state.entity || kg.state.edge !== null) kg.go({ entity: null, edge: null, focus: false });
    } else if (!typing && (event.key === "+" || event.key === "-")) kg.picture.zoom(event.key === "+" ? 1.3 : 1 / 1.3);
    else if (!typing && event.key === "0") kg.picture.frame(false);
  });
  document.addEventListener("click", (event) => { for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false; });
  window.addEventListener("beforeprint", () => { document.documentElement.classList.add("printing"); kg.picture.restyle(); });
  window.addEventListener("afterprint", () => { document.documentElement.classList.remove("printing"); kg.picture.restyle(); });
  document.documentElement.dataset.ready = "true";
})();
