// The bar above the picture and the legend below it: search, filters, statuses, theme.
"use strict";
kg.controls = (function () {
  const { element, say } = kg;
  const at = (id) => document.getElementById(id);
  const input = at("search"), offers = at("offers");
  let active = -1;

  function offer() {
    const found = kg.find(input.value).slice(0, 9);
    active = found.length ? 0 : -1;
    const rows = found.map((id, place) => {
      const node = kg.entities.get(id), alias = node.aliases.find((name) => kg.fold(name).includes(kg.fold(input.value)));
      const hit = kg.fold(node.label).includes(kg.fold(input.value));
      return element("li", { role: "option", id: "offer-" + place, "data-id": id, "aria-selected": String(place === active), on: { mousedown: (event) => { event.preventDefault(); choose(id); } } },
        kg.symbol(node.group, 14), element("span", {}, node.label), !hit && alias ? element("small", {}, alias) : null, element("small", { class: "kind" }, node.kind));
    });
    if (!rows.length && input.value.trim()) rows.push(element("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, say("search_none")));
    offers.replaceChildren(...rows);
    open(Boolean(rows.length));
  }

  function open(shown) {
    offers.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    if (shown && active >= 0) input.setAttribute("aria-activedescendant", "offer-" + active);
    else input.removeAttribute("aria-activedescendant");
  }

  function choose(id) {
    input.value = "";
    open(false);
    input.blur();
    kg.go({ entity: id, edge: null });
  }

  input.addEventListener("input", offer);
  input.addEventListener("focus", () => { if (input.value) offer(); });
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    const rows = [...offers.querySelectorAll("li[data-id]")];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (offers.hidden) return offer();
      if (rows.length) active = (active + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length;
      rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === active)));
      open(true);
    } else if (event.key === "Enter" && !offers.hidden && rows[active]) choose(rows[active].dataset.id);
    else if (event.key === "Escape") { event.stopPropagation(); if (offers.hidden) input.blur(); else open(false); }
    return undefined;
  });

  const counted = (key) => {
    const counts = new Map();
    for (const fact of kg.facts) counts.set(fact[key], (counts.get(fact[key]) || 0) + 1);
    return counts;
  };

  function toggle(key, all, value) {
    const now = new Set(kg.state[key] || all);
    if (now.has(value)) now.delete(value); else now.add(value);
    kg.go({ [key]: now.size === all.length ? null : now });
  }

  function filters() {
    const relations = counted("relation"), names = [...relations.keys()].sort((a, b) => relations.get(b) - relations.get(a) || (a < b ? -1 : 1));
    const boxes = names.map((relation) => element("label", {}, element("input", { type: "checkbox", "data-relation": relation, on: { change: () => toggle("relations", names, relation) } }),
      element("span", {}, kg.relationName(relation)), element("small", {}, kg.number(relations.get(relation)))));
    const years = [...new Set(kg.facts.filter((fact) => fact.from).flatMap((fact) => [fact.from.slice(0, 4), fact.until.slice(0, 4)]))].sort();
    const articles = element("select", { id: "article", "aria-label": say("articles"), on: { change: (event) => kg.go({ article: event.target.value || null }) } },
      element("option", { value: "" }, say("all_articles")), ...kg.data.articles.map((article) => element("option", { value: article.id }, article.title || article.id)));
    at("filter-body").replaceChildren(
      element("fieldset", {}, element("legend", {}, say("relations")),
        element("p", { class: "all" }, element("button", { type: "button", class: "link", on: { click: () => kg.go({ relations: null }) } }, say("all_relations")), " ",
          element("button", { type: "button", class: "link", on: { click: () => kg.go({ relations: new Set() }) } }, say("none_relations"))),
        element("div", { class: "boxes" }, ...boxes)),
      years.length > 1 ? period(Number(years[0]), Number(years[years.length - 1])) : null,
      kg.data.articles.length > 1 ? element("fieldset", {}, element("legend", {}, say("articles")), articles) : null,
      element("button", { type: "button", class: "reset", on: { click: () => kg.go({ relations: null, statuses: null, article: null, since: null, until: null, undated: false }) } }, say("reset")));
  }

  function period(first, last) {
    const said = element("output", { id: "period" });
    const slider = (id, key) => element("input", { type: "range", id, min: first, max: last, step: 1, value: key === "since" ? first : last, "aria-label": say(key), on: {
      input: () => {
        const low = Math.min(at("since").value, at("until").value), high = Math.max(at("since").value, at("until").value);
        kg.go({ since: low > first || high < last ? String(low) : null, until: low > first || high < last ? String(high) : null }, true);
      } } });
    return element("fieldset", { class: "period", "data-first": first, "data-last": last }, element("legend", {}, say("period"), " ", said), slider("since", "since"), slider("until", "until"),
      element("label", { class: "undated" }, element("input", { type: "checkbox", id: "undated", on: { change: (event) => kg.go({ undated: event.target.checked }) } }), element("span", {}, say("undated"))));
  }

  function legend() {
    const classes = new Map();
    for (const node of kg.data.nodes) classes.set(node.group, (classes.get(node.group) || 0) + 1);
    const order = [...classes.keys()].sort((a, b) => classes.get(b) - classes.get(a) || (a < b ? -1 : 1));
    at("classes").replaceChildren(...order.map((kind) => element("li", {}, kg.symbol(kind, 16), kg.className(kind, classes.get(kind) !== 1), element("small", {}, kg.number(classes.get(kind))))));
    const statuses = counted("status");
    at("statuses").replaceChildren(...kg.STATUSES.filter((status) => statuses.has(status)).map((status) => element("li", {}, element("button", {
      type: "button", "data-status": status, on: { click: () => toggle("statuses", kg.STATUSES, status) },
    }, kg.sample(status), kg.words.statuses_many[status], element("small", {}, kg.number(statuses.get(status)))))));
  }

  // Makes the controls say what the state is.
  function show() {
    const state = kg.state;
    for (const button of at("statuses").querySelectorAll("button")) button.setAttribute("aria-pressed", String(!state.statuses || state.statuses.has(button.dataset.status)));
    for (const box of at("filter-body").querySelectorAll("input[data-relation]")) box.checked = !state.relations || state.relations.has(box.dataset.relation);
    const article = at("article");
    if (article) article.value = state.article || "";
    const slider = document.querySelector("fieldset.period");
    if (slider) {
      at("since").value = state.since || slider.dataset.first;
      at("until").value = state.until || slider.dataset.last;
      at("undated").checked = state.undated;
      at("period").textContent = `${Math.min(at("since").value, at("until").value)}–${Math.max(at("since").value, at("until").value)}`;
    }
    const narrowed = Boolean(state.relations || state.article || state.since || state.until);
    at("filters").classList.toggle("narrowed", narrowed);
    at("home").disabled = !kg.address(state);
    const { nodes, total, lines } = kg.picture.shown;
    const notice = at("notice");
    const texts = [];
    if (!nodes.size) texts.push(say("nothing"), " ", element("button", { type: "button", class: "link", on: { click: () => kg.go({ ...kg.fresh() }) } }, say("reset")));
    else if (nodes.size < total) {
      const next = nodes.size * 2;
      texts.push(say("shown_part", { shown: kg.number(nodes.size), total: kg.number(total) }), " ",
        element("button", { type: "button", class: "link", on: { click: () => kg.go({ limit: next }) } }, say("show_more")), " ",
        element("button", { type: "button", class: "link", on: { click: () => kg.go({ limit: total }) } }, say("show_all")));
    }
    notice.replaceChildren(...texts);
    notice.hidden = !texts.length;
    document.getElementById("stage").dataset.lines = lines.length;
  }

  const themes = ["", "light", "dark"];
  function theme() {
    const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.dataset.theme = themes[dark ? 1 : 2];
    kg.picture.restyle();
  }

  return { filters, legend, show, theme, focusSearch: () => input.focus(), closeFilters: () => { at("filters").open = false; } };
})();
