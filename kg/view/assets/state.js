// What is looked at: entity, depth, filters. It lives in the address behind "#", so that a link reopens the same view.
"use strict";
kg.STATUSES = ["actual", "expected", "reported", "denied"];
kg.state = null;

kg.fresh = () => ({ entity: null, edge: null, depth: 0, focus: false, relations: null, statuses: null, article: null, since: null, until: null, undated: false, limit: null });

kg.readAddress = function () {
  const state = kg.fresh();
  const given = new URLSearchParams(location.hash.slice(1));
  const name = given.get("entity");
  if (name) state.entity = kg.entities.has(name) ? name : kg.find(name)[0] || null;
  const pair = (given.get("edge") || "").split("|");
  const edge = pair.length === 2 && kg.data.edges.find((one) => one.from === pair[0] && one.to === pair[1]);
  if (edge) state.edge = edge.id;
  const depth = given.get("depth");
  if (state.entity && depth) { state.focus = true; state.depth = depth === "all" ? 0 : Math.max(1, parseInt(depth, 10) || 1); }
  for (const key of ["relations", "statuses"]) if (given.has(key)) state[key] = new Set(given.get(key).split(",").filter(Boolean));
  if (given.has("article") && kg.data.articles.some((one) => one.id === given.get("article"))) state.article = given.get("article");
  for (const key of ["since", "until"]) if (/^\d{4}$/.test(given.get(key) || "")) state[key] = given.get(key);
  state.undated = given.get("undated") === "1";
  const limit = parseInt(given.get("limit"), 10);
  if (limit > 0) state.limit = limit;
  return kg.reached(state, (id) => state.limit || kg.data.nodes.length === kg.part || Boolean(kg.entities.get(id).overview));
};

kg.address = function (state) {
  const given = new URLSearchParams();
  if (state.entity) given.set("entity", state.entity);
  if (state.edge !== null) given.set("edge", `${kg.data.edges[state.edge].from}|${kg.data.edges[state.edge].to}`);
  if (state.entity && state.focus) given.set("depth", state.depth || "all");
  for (const key of ["relations", "statuses"]) if (state[key]) given.set(key, [...state[key]].sort().join(","));
  for (const key of ["article", "since", "until", "limit"]) if (state[key]) given.set(key, state[key]);
  if (state.undated) given.set("undated", "1");
  const text = given.toString();
  return text ? "#" + text : "";
};

// Who asks for an entity that is not in the picture gets what is near it, not one point far outside.
kg.reached = function (state, shown) {
  if (state.focus) return state;
  const edge = state.edge !== null ? kg.data.edges[state.edge] : null;
  if (edge && !(shown(edge.from) && shown(edge.to))) return { ...state, entity: edge.from, focus: true, depth: 1 };
  return state.entity && !shown(state.entity) ? { ...state, focus: true, depth: 1 } : state;
};

// Changes the view. A step that somebody would want to undo gets its place in the history.
kg.go = function (change, quietly) {
  const next = kg.reached(Object.assign({}, kg.state, change), (id) => kg.picture.shown.nodes.has(id));
  const before = kg.state;
  kg.state = next;
  const address = location.pathname + location.search + kg.address(next);
  try {
    history[quietly ? "replaceState" : "pushState"](null, "", address);
  } catch (refused) {
    location.hash = kg.address(next);
  }
  kg.show(before);
};

kg.passes = function (fact) {
  const state = kg.state;
  if (state.relations && !state.relations.has(fact.relation)) return false;
  if (state.statuses && !state.statuses.has(fact.status)) return false;
  if (state.article && !fact.articles.has(state.article)) return false;
  if (state.since || state.until) {
    if (!fact.from) return state.undated;
    if (state.since && fact.until < state.since) return false;
    if (state.until && fact.from.slice(0, 4) > state.until) return false;
  }
  return true;
};

// The entities and edges to draw: filters first, then what lies near the entity in focus, then the most important.
kg.visible = function () {
  const state = kg.state;
  const edges = [];
  for (const edge of kg.data.edges) {
    const facts = edge.all.filter(kg.passes);
    if (facts.length) edges.push({ edge, facts });
  }
  const filtered = Boolean(state.relations || state.statuses || state.article || state.since || state.until);
  let nodes = new Set();
  for (const { edge } of edges) { nodes.add(edge.from); nodes.add(edge.to); }
  for (const node of kg.data.nodes) if (!nodes.has(node.id) && (!filtered || kg.factsOf.get(node.id).some(kg.passes))) {
    if (!node.degree || !filtered) nodes.add(node.id);
  }
  if (state.entity && state.focus) nodes = near(state.entity, state.depth, edges);
  if (state.entity) nodes.add(state.entity);
  const total = nodes.size;
  const part = main(nodes, edges, state.limit || kg.data.limit, state.limit ? Infinity : kg.data.lines);
  if (part.size < total) {
    nodes = part;
    if (state.entity) nodes.add(state.entity);
    if (state.edge !== null) { nodes.add(kg.data.edges[state.edge].from); nodes.add(kg.data.edges[state.edge].to); }
  }
  return { nodes, edges: edges.filter(({ edge }) => nodes.has(edge.from) && nodes.has(edge.to)), total };

  // The most important entities: so many, or as many as so many lines join.
  function main(among, joining, limit, most) {
    const lines = new Map(), chosen = new Set();
    for (const { edge } of joining) if (among.has(edge.from) && among.has(edge.to)) {
      const later = kg.entities.get(edge.from).rank > kg.entities.get(edge.to).rank ? edge.from : edge.to;
      lines.set(later, (lines.get(later) || 0) + 1);
    }
    let drawn = 0;
    for (const id of [...among].sort((a, b) => kg.entities.get(a).rank - kg.entities.get(b).rank).slice(0, limit)) {
      drawn += lines.get(id) || 0;
      if (drawn > most && chosen.size >= kg.data.fewest) break;
      chosen.add(id);
    }
    return chosen;
  }

  function near(centre, depth, among) {
    const neighbours = new Map();
    const link = (a, b) => { if (!neighbours.has(a)) neighbours.set(a, []); neighbours.get(a).push(b); };
    for (const { edge } of among) { link(edge.from, edge.to); link(edge.to, edge.from); }
    const reached = new Set([centre]);
    let border = [centre];
    for (let step = 0; border.length && (!depth || step < depth); step++) {
      const next = [];
      for (const node of border) for (const other of neighbours.get(node) || []) if (!reached.has(other)) { reached.add(other); next.push(other); }
      border = next;
    }
    return reached;
  }
};

kg.fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim();

// Ids of the entities whose name or alias matches, the best first.
kg.find = function (text) {
  const wanted = kg.fold(text);
  if (!wanted) return [];
  const found = [];
  for (const node of kg.data.nodes) {
    let best = 0;
    for (const name of [node.label, ...node.aliases, node.id]) {
      const plain = kg.fold(name);
      const score = plain === wanted ? 4 : plain.startsWith(wanted) ? 3 : plain.includes(" " + wanted) ? 2 : plain.includes(wanted) ? 1 : 0;
      best = Math.max(best, score);
    }
    if (best) found.push([best, node]);
  }
  found.sort((a, b) => b[0] - a[0] || b[1].degree - a[1].degree || (a[1].id < b[1].id ? -1 : 1));
  return found.map(([, node]) => node.id);
};
