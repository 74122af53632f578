// All facts as a table: the same content for those who do not see or do not want the picture.
"use strict";
kg.table = (function () {
  const { element, say } = kg;
  const dialog = document.getElementById("table"), body = document.getElementById("table-body");
  const STEP = 300;
  let sorted = "subject", way = 1;
  const columns = [
    ["subject", (fact) => kg.nameOf(fact.subject)], ["relation", (fact) => kg.relationName(fact.relation) + (fact.role ? `: ${fact.role}` : fact.relation === "growth" ? `: ${fact.metric_name}` : "")],
    ["object", (fact) => kg.nameOf(fact.object)], ["value", (fact) => fact.amount], ["place", (fact) => fact.place || ""], ["time", (fact) => fact.when],
    ["status", (fact) => kg.words.statuses[fact.status]], ["source", (fact) => fact.by || ""],
    ["evidence", (fact) => fact.quotes.map((quote) => quote.quote).join(" / ")],
    ["article", (fact) => [...new Set(fact.quotes.map((quote) => kg.data.articles[quote.index].title || quote.article))].join(", ")],
  ];

  function key(name, fact) {
    if (name === "value") return fact.value === null ? -Infinity : fact.value;
    if (name === "time") return fact.from || "";
    return kg.fold(columns.find(([column]) => column === name)[1](fact));
  }

  function fill() {
    const facts = kg.facts.filter(kg.passes);
    const keys = new Map(facts.map((fact) => [fact, key(sorted, fact)]));
    const empty = (fact) => keys.get(fact) === "" || keys.get(fact) === -Infinity;
    // What says nothing of it comes last, whichever way the others stand.
    facts.sort((a, b) => empty(a) - empty(b) || (keys.get(a) < keys.get(b) ? -way : keys.get(a) > keys.get(b) ? way : a.order - b.order));
    const head = element("tr", {}, ...columns.map(([name]) => element("th", { scope: "col", "aria-sort": name === sorted ? (way > 0 ? "ascending" : "descending") : "none" },
      element("button", { type: "button", on: { click: () => { way = name === sorted ? -way : 1; sorted = name; fill(); } } }, say(name)))));
    const rows = element("tbody");
    let done = 0;
    const more = element("button", { type: "button", class: "more", on: { click: add } });
    function add() {
      for (const fact of facts.slice(done, done + STEP)) rows.append(element("tr", { class: "status-" + fact.status }, ...columns.map(([name, read]) => element("td", { class: "cell-" + name }, read(fact)))));
      done = Math.min(facts.length, done + STEP);
      more.hidden = done >= facts.length;
      more.textContent = say("more", { n: facts.length - done });
    }
    add();
    body.replaceChildren(element("table", {}, element("caption", {}, `${say("table_title")} (${kg.number(facts.length)})`), element("thead", {}, head), rows), more);
  }

  return { open() { fill(); dialog.showModal(); }, refresh() { if (dialog.open) fill(); } };
})();
