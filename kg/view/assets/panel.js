// The side panel: what is known of an entity, what is between two, and the sentences that say so.
"use strict";
kg.panel = (function () {
  const panel = document.getElementById("panel"), body = document.getElementById("panel-body");
  const { element, svg, say } = kg;

  function show() {
    const state = kg.state;
    const what = state.edge !== null ? between(kg.data.edges[state.edge]) : state.entity ? about(kg.entities.get(state.entity)) : null;
    panel.hidden = !what;
    document.body.classList.toggle("with-panel", Boolean(what));
    body.replaceChildren(...(what || []));
    body.scrollTop = 0;
  }

  function entityLink(id, text) {
    if (!kg.entities.has(id)) return element("span", {}, text || kg.nameOf(id));
    return element("button", { type: "button", class: "link", on: { click: () => kg.go({ entity: id, edge: null }) } }, text || kg.nameOf(id));
  }

  function lineLink(edge) {
    return element("button", { type: "button", class: "link", on: { click: () => kg.go({ edge: edge.id, entity: kg.state.focus ? kg.state.entity : null }) } }, say("show_line"));
  }

  function about(node) {
    const facts = kg.factsOf.get(node.id).filter(kg.passes);
    const figures = facts.filter((fact) => fact.figure && (fact.subject === node.id || fact.subject === null));
    const others = facts.filter((fact) => !figures.includes(fact));
    const cited = kg.facts.filter((fact) => (fact.place === node.label || fact.by === node.label) && kg.passes(fact) && !facts.includes(fact));
    return [
      element("p", { class: "kind" }, kg.symbol(node.group, 16), node.kind),
      element("h2", {}, node.label),
      node.aliases.length ? element("p", { class: "aliases" }, say("aliases", { names: node.aliases.join(", ") })) : null,
      nearness(node),
      figures.length ? element("section", {}, element("h3", {}, say("figures")), ...figureTables(figures)) : null,
      others.length ? element("section", {}, element("h3", {}, say("facts")), list(others, node.id)) : null,
      cited.length ? element("section", {}, element("h3", {}, say("mentioned")), list(cited, node.id)) : null,
      facts.length + cited.length ? null : element("p", {}, say("nothing")),
    ].filter(Boolean);
  }

  function nearness(node) {
    const choice = (depth, text) => element("button", {
      type: "button", "aria-pressed": String(kg.state.focus && kg.state.depth === depth),
      on: { click: () => kg.go({ focus: !(kg.state.focus && kg.state.depth === depth), depth }) },
    }, text);
    return element("div", { class: "nearness", role: "group", "aria-label": say("depth") },
      element("span", {}, say("focus")), choice(1, "1"), choice(2, "2"), choice(0, say("depth_all")));
  }

  function between(edge) {
    const facts = edge.all.filter(kg.passes);
    return [
      element("h2", { class: "pair" }, entityLink(edge.from), element("span", { class: "and" }, " — "), entityLink(edge.to)),
      facts.length > 1 ? element("p", { class: "aliases" }, say("unfolded", { n: facts.length })) : null,
      facts.length ? list(facts, null, true) : element("p", {}, say("nothing")),
    ].filter(Boolean);
  }

  function list(facts, from, open) {
    const order = [...facts].sort((a, b) => kg.STATUSES.indexOf(a.status) - kg.STATUSES.indexOf(b.status)
      || (a.relation < b.relation ? -1 : a.relation > b.relation ? 1 : a.order - b.order));
    const rows = order.map((fact) => item(fact, from, open));
    const shown = rows.slice(0, 60), made = element("ul", { class: "facts" }, ...shown);
    if (rows.length > shown.length) {
      const more = element("button", { type: "button", class: "more", on: { click: () => more.replaceWith(...rows.slice(60)) } }, say("more", { n: rows.length - 60 }));
      made.append(more);
    }
    return made;
  }

  function item(fact, from, open) {
    const other = fact.subject === from ? fact.object : fact.subject;
    const edge = other && from ? kg.edgesOf.get(from).find((one) => one.all.includes(fact)) : null;
    return element("li", { class: "fact status-" + fact.status, on: { mouseenter: () => point(fact), mouseleave: () => point(null), focusin: () => point(fact), focusout: () => point(null) } },
      element("details", open ? { open: true } : {},
        element("summary", {}, kg.sample(fact.status), element("span", { class: "said" }, fact.sentence),
          element("span", { class: "status" }, kg.words.statuses[fact.status])),
        element("div", { class: "because" },
          ...fact.quotes.map((quote) => evidence(quote)),
          element("p", { class: "origin" }, origin(fact)),
          other && from && kg.entities.has(other) ? element("p", { class: "to" }, "→ ", entityLink(other), edge ? " · " : null, edge ? lineLink(edge) : null) : null)));
  }

  function origin(fact) {
    const parts = [];
    if (fact.by) parts.push(`${say("source")}: ${fact.by}`);
    if (fact.confidence !== null) parts.push(`${say("certainty")}: ${kg.number(fact.confidence)}`);
    parts.push(fact.id);
    return parts.join(" · ");
  }

  function evidence(quote) {
    const article = kg.data.articles[quote.index];
    const title = article.title || article.id;
    const named = /^https?:\/\//i.test(article.url || "")
      ? element("a", { href: article.url, target: "_blank", rel: "noopener noreferrer" }, title) : element("span", {}, title);
    return element("blockquote", {},
      element("p", {}, quote.before, element("mark", {}, quote.quote), quote.after),
      element("footer", {}, named, ", ", article.published || say("undated_article"),
        quote.rule ? element("span", { class: "rule" }, ` · ${say("rule")} ${quote.rule}`) : null));
  }

  function figureTables(figures) {
    const groups = new Map();
    for (const fact of figures) {
      const key = fact.relation === "growth" ? "growth" : fact.metric_name;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(fact);
    }
    const rows = [], drawn = [];
    for (const facts of groups.values()) {
      facts.sort((a, b) => ((a.from || "9") < (b.from || "9") ? -1 : (a.from || "9") > (b.from || "9") ? 1 : a.order - b.order));
      drawn.push(...charts(facts));
      for (const fact of facts) rows.push(...figureRow(fact));
    }
    const head = element("thead", {}, element("tr", {}, ...["", "value", "time", "status"].map((key) => element("th", { scope: "col" }, key ? say(key) : ""))));
    return [element("table", { class: "figures" }, head, element("tbody", {}, ...rows)), ...drawn];
  }

  function figureRow(fact) {
    const because = element("tr", { class: "because", hidden: true }, element("td", { colspan: 4 }, ...fact.quotes.map(evidence), element("p", { class: "origin" }, origin(fact))));
    const opener = element("button", { type: "button", class: "link", "aria-expanded": "false", title: fact.sentence, on: { click: () => {
      because.hidden = !because.hidden;
      opener.setAttribute("aria-expanded", String(!because.hidden));
    } } }, (fact.relation === "growth" ? `${kg.relationName("growth")}: ` : "") + fact.metric_name + (fact.object && kg.nameOf(fact.object) ? `, ${kg.nameOf(fact.object)}` : ""));
    return [element("tr", { class: "status-" + fact.status },
      element("th", { scope: "row" }, opener), element("td", { class: "value" }, fact.amount || "—"),
      element("td", {}, [fact.when, fact.place].filter(Boolean).join(", ") || "—"),
      element("td", {}, kg.sample(fact.status), element("span", { class: fact.status === "actual" ? "hidden-text" : "certainty" }, kg.words.statuses[fact.status]))), because];
  }

  // One bar a period, for everything that was measured in the same unit for at least two.
  function charts(facts) {
    const same = new Map();
    for (const fact of facts) {
      if (fact.value === null || !fact.from) continue;
      const key = `${fact.relation} ${fact.metric_name} ${fact.unit} ${fact.object} ${fact.place}`;
      if (!same.has(key)) same.set(key, []);
      same.get(key).push(fact);
    }
    // A position is no quantity: a longer bar would say that the third is more than the first.
    return [...same.values()].filter((group) => group[0].relation !== "rank" && new Set(group.map((fact) => fact.time)).size > 1).map(chart);
  }

  // Period and amount stand over their bar, so that neither is cut; bars of losses are hollow at the same scale.
  function chart(bars) {
    const high = Math.max(...bars.map((fact) => Math.abs(fact.value))) || 1, row = 34, wide = 340;
    const picture = svg("svg", { class: "chart", viewBox: `0 0 ${wide} ${bars.length * row}`, role: "img", "aria-label": bars.map((fact) => fact.sentence).join("; ") });
    bars.forEach((fact, place) => {
      const y = place * row, length = Math.max(1, (Math.abs(fact.value) / high) * wide);
      const status = fact.status === "actual" ? "" : ` (${kg.words.statuses[fact.status]})`;
      picture.append(svg("text", { x: 0, y: y + 12 }, fact.when + status), svg("text", { x: wide, y: y + 12, "text-anchor": "end", class: "amount" }, fact.amount),
        svg("rect", { x: 0.5, y: y + 17, width: length - 1, height: 10, class: `bar bar-${fact.status}${fact.value < 0 ? " bar-loss" : ""}` }));
    });
    const about = [(bars[0].relation === "growth" ? `${kg.relationName("growth")}: ` : "") + bars[0].metric_name, kg.nameOf(bars[0].object), bars[0].place].filter(Boolean).join(", ");
    return element("figure", {}, element("figcaption", {}, about), picture);
  }

  // Shows on the picture which line a sentence of the panel is about.
  function point(fact) {
    const network = kg.picture.network;
    const line = fact && kg.picture.shown.lines.find((one) => one.facts.includes(fact));
    if (line) network.setSelection({ nodes: [], edges: [line.id] }, { highlightEdges: false });
    else if (kg.state.edge === null && kg.state.entity && kg.picture.shown.nodes.has(kg.state.entity)) network.selectNodes([kg.state.entity], false);
    else network.unselectAll();
  }

  document.getElementById("panel-close").addEventListener("click", () => kg.go({ entity: null, edge: null, focus: false }));
  return { show, evidence };
})();
