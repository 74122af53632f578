// The page's data and small ways to build elements. Text from articles only ever becomes text: textContent, never markup.
"use strict";
const kg = {};

kg.data = JSON.parse(document.getElementById("kg-data").textContent);
kg.words = kg.data.words;

kg.say = function (key, values) {
  return kg.words.ui[key].replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? String(values[name]) : all));
};

kg.number = (value) => new Intl.NumberFormat(kg.data.language, { useGrouping: "always" }).format(value);

// element("button", {class: "x", "aria-label": "y", on: {click: f}}, child, "text", ...)
kg.element = function (tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined) made.append(child);
  return made;
};

kg.svg = function (tag, attributes, text) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
};

(function index() {
  const data = kg.data;
  kg.entities = new Map(data.nodes.map((node) => [node.id, node]));
  kg.labels = new Map();
  for (const node of data.nodes) if (!kg.labels.has(node.label)) kg.labels.set(node.label, node.id);
  kg.facts = data.facts;
  kg.factsOf = new Map(data.nodes.map((node) => [node.id, []]));
  data.facts.forEach((fact, place) => {
    fact.order = place;
    fact.quotes = fact.quotes.map(([index, quote, rule, before, after]) => ({ index, quote, rule, before, after, article: data.articles[index].id }));
    fact.articles = new Set(fact.quotes.map((quote) => quote.article));
    for (const end of new Set([fact.subject, fact.object])) if (kg.factsOf.has(end)) kg.factsOf.get(end).push(fact);
  });
  data.edges.forEach((edge, place) => { edge.id = place; edge.all = edge.facts.map((fact) => data.facts[fact]); });
  kg.edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
  for (const edge of data.edges) { kg.edgesOf.get(edge.from).push(edge); kg.edgesOf.get(edge.to).push(edge); }
  kg.part = data.nodes.filter((node) => node.overview).length || data.nodes.length; // entities that the page opens with
  kg.most = Math.max(1, ...data.nodes.map((node) => node.degree));
})();

kg.nameOf = (id) => (kg.entities.has(id) ? kg.entities.get(id).label : kg.data.names[id] || "");
kg.className = (kind, many) => (kg.words.classes[kind] || [kind, kind])[many ? 1 : 0];
kg.relationName = (relation) => (kg.words.relations[relation] || {}).name || relation;
