// Answers as a table. Whatever comes from the graph becomes text; an address becomes a link only for http and https.

const AT_ONCE = 500;

export function show(place, answer, known) {
  if ("boolean" in answer) return showText(place, answer.boolean ? "true" : "false");
  const columns = answer.head.vars;
  const rows = answer.results.bindings;
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const name of columns) {
    const cell = head.appendChild(document.createElement("th"));
    cell.scope = "col";
    cell.textContent = name;
  }
  const body = table.createTBody();
  const more = document.createElement("button");
  more.type = "button";
  let shown = 0;
  function add() {
    for (const row of rows.slice(shown, shown + AT_ONCE)) {
      const line = body.insertRow();
      for (const name of columns) fill(line.insertCell(), row[name], known);
    }
    shown = Math.min(rows.length, shown + AT_ONCE);
    more.textContent = `Show more (${rows.length - shown} left)`;
    more.hidden = shown === rows.length;
  }
  more.addEventListener("click", add);
  add();
  place.replaceChildren(table, more);
  const limit = rows.length === known.rows ? ", the most that this server answers with" : "";
  return `${rows.length} ${rows.length === 1 ? "row" : "rows"}${limit}`;
}

export function showText(place, text) {
  const words = document.createElement("pre");
  words.textContent = text;
  place.replaceChildren(words);
  return `${text.trimEnd().split("\n").length} lines`;
}

function fill(cell, term, known) {
  if (!term) return;
  if (term.type !== "uri") {
    cell.textContent = term.value ?? JSON.stringify(term);
    if (term["xml:lang"]) cell.lang = term["xml:lang"];
    if (/#(integer|decimal|double)$/.test(term.datatype || "")) cell.className = "number";
    return;
  }
  const address = destination(term.value, known);
  const words = address ? cell.appendChild(document.createElement("a")) : cell;
  words.textContent = shorten(term.value, known);
  words.title = term.value;
  if (!address) return;
  words.href = address;
  words.rel = "noreferrer noopener";
  if (isFact(term.value, known)) {
    words.textContent = "evidence";
    words.setAttribute("aria-label", `evidence of ${shorten(term.value, known)}`);
  }
}

function isFact(iri, known) {
  return iri.startsWith(`${known.base}fact-`);
}

function destination(iri, known) {
  if (iri.startsWith(known.base)) return `/id/${encodeURIComponent(iri.slice(known.base.length))}`;
  if (Object.values(known.prefixes).some((namespace) => iri.startsWith(namespace))) return null;
  return /^https?:\/\//.test(iri) ? iri : null;
}

function shorten(iri, known) {
  for (const [prefix, namespace] of Object.entries(known.prefixes)) {
    const local = iri.slice(namespace.length);
    if (iri.startsWith(namespace) && /^[\w.-]+$/.test(local)) return `${prefix}:${local}`;
  }
  return iri;
}
