// The page: the named queries with their parameters, the editor, and what the endpoint answers.

import { edit } from "./editor.js";
import { show, showText } from "./results.js";

const known = JSON.parse(document.getElementById("known").textContent);
const ACCEPT = "application/sparql-results+json, text/turtle;q=0.9";
const LONGEST_ADDRESS = 4000;
const FIRST = `SELECT ?fact ?subject ?relation ?object WHERE {
  ?fact kg:relation ?relation ; kg:subject ?subject .
  OPTIONAL { ?fact kg:object ?object }
} LIMIT 20
`;
const element = (id) => document.getElementById(id);
const language = (navigator.language || "en").startsWith("it") ? "it" : "en";
const byName = new Map(known.queries.map((query) => [query.name, query]));
let running = null;

const asked = new URLSearchParams(location.search).get("query");
const editor = edit(element("editor"), asked || FIRST, known, run);

for (const query of known.queries) {
  const option = element("queries").appendChild(document.createElement("option"));
  option.value = query.name;
  option.textContent = query.title[language];
}
element("queries").addEventListener("change", choose);
element("named").addEventListener("submit", bind);
element("run").addEventListener("click", run);
element("stop").addEventListener("click", () => running?.abort());
choose();
if (asked) run();
document.documentElement.dataset.ready = "";

function choose() {
  const query = byName.get(element("queries").value);
  const fields = query ? query.parameters.map(field) : [];
  element("answer").textContent = query ? query.answer : "";
  element("parameters").replaceChildren(...fields);
  element("ask").disabled = !query;
}

function field(parameter) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.append(`${parameter.name}: ${parameter.meaning} `, input);
  input.name = parameter.name;
  input.placeholder = parameter.default ? `${parameter.default} (any lifts it)` : parameter.kind;
  return label;
}

async function bind(event) {
  event.preventDefault();
  const values = new URLSearchParams();
  for (const input of element("parameters").querySelectorAll("input")) if (input.value.trim()) values.set(input.name, input.value.trim());
  try {
    const answer = await fetch(`/queries/${encodeURIComponent(element("queries").value)}?${values}`);
    const text = await answer.text();
    if (!answer.ok) return fail(text);
    editor.setValue(text);
    await run();
  } catch (error) {
    fail(`The server does not answer: ${error.message}`);
  }
}

async function run() {
  running?.abort();
  const mine = (running = new AbortController());
  const text = editor.getValue();
  const begun = performance.now();
  element("stop").disabled = false;
  element("results").setAttribute("aria-busy", "true");
  say("Asking…");
  try {
    const headers = { "Content-Type": "application/sparql-query", Accept: ACCEPT };
    const answer = await fetch("/sparql", { method: "POST", headers, body: text, signal: mine.signal });
    const body = await answer.text();
    if (mine !== running) return;
    if (!answer.ok) return fail(body);
    remember(text);
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    const isTable = answer.headers.get("Content-Type").includes("json");
    const said = isTable ? show(element("results"), JSON.parse(body), known) : showText(element("results"), body);
    say(`${said} in ${seconds} s`);
  } catch (error) {
    if (mine !== running) return;
    if (error.name === "AbortError") say("Stopped.");
    else fail(`The answer broke off: ${error.message}`);
  } finally {
    if (mine === running) {
      element("stop").disabled = true;
      element("results").removeAttribute("aria-busy");
    }
  }
}

function remember(text) {
  const address = `/?query=${encodeURIComponent(text)}`;
  history.replaceState(null, "", address.length < LONGEST_ADDRESS ? address : "/");
}

function fail(text) {
  const words = document.createElement("pre");
  words.className = "problem";
  words.setAttribute("role", "alert");
  words.textContent = text;
  element("results").replaceChildren(words);
  say("");
}

function say(text) {
  element("status").textContent = text;
}
