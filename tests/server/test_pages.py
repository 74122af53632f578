"""The pages in a real browser, with hostile words in the graph; and what they are over plain HTTP."""

from __future__ import annotations

import json
import shutil
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import Graph, queries
from kg.server import evidence
from tests.server.conftest import HOSTILE
from tests.server.test_endpoint import RUNAWAY, ask

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e .[dev]")
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium found: apt-get install chromium")
    with sync.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def page(chromium: Any, url: str) -> Iterator[Any]:
    """A page that must complain of nothing, run no hostile word and ask no other server."""
    opened = chromium.new_page()
    complaints: list[str] = []
    elsewhere: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: (complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
    opened.on("request", lambda request: None if request.url.startswith((url, "data:")) else elsewhere.append(request.url))
    opened.complaints = complaints
    yield opened
    opened.close()
    assert complaints == []
    assert elsewhere == []


def visit(page: Any, address: str) -> Any:
    page.goto(address)
    page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
    return page


def type_query(page: Any, text: str) -> None:
    page.locator("#editor textarea").first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def test_a_query_is_typed_and_run(page: Any, url: str) -> None:
    visit(page, url)
    type_query(page, "SELECT ?what ?value { ?fact kg:object ?what ; kg:value ?value }")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#results td")
    assert page.locator("#results th").all_inner_texts() == ["what", "value"]
    assert page.locator("#results td").all_inner_texts() == ["r:store", "100"]
    assert page.locator("#status").inner_text().startswith("1 row in ")
    assert "query=SELECT" in page.url


def test_a_named_query_leads_to_the_evidence(page: Any, url: str) -> None:
    visit(page, url)
    page.select_option("#queries", "stores")
    page.locator("#parameters input[name=place]").fill("india")
    page.click("#ask")
    page.wait_for_selector("#results td")
    assert "100" in page.locator("#results td").all_inner_texts()
    page.locator("#results a", has_text="evidence").click()
    page.wait_for_selector("mark")
    assert page.locator("mark").inner_text() == "aprirà 100 negozi in India"
    assert "openings/organisation-opens-stores" in page.locator("figcaption").inner_text()


def test_hostile_words_are_only_words(page: Any, url: str) -> None:
    query = f'SELECT ?l ("{HOSTILE}" AS ?h) (<javascript:alert(1)> AS ?j) {{ ?s rdfs:label ?l }}'
    visit(page, url + "/?" + urllib.parse.urlencode({"query": query}))
    page.wait_for_selector("#results td")
    assert HOSTILE in page.locator("#results td").all_inner_texts()
    assert page.locator("#results img").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0
    for name in ("acme", ""):
        found = json.loads(ask(f"{url}/sparql?{urllib.parse.urlencode({'query': 'SELECT ?a { ?a a schema:NewsArticle }'})}")[2])
        iri = found["results"]["bindings"][0]["a"]["value"]
        page.goto(f"{url}/id/{name or iri.rpartition('/')[2]}")
        assert HOSTILE in page.locator("main").inner_text()
        assert page.locator("main img, main b").count() == 0
        assert page.locator('a[href^="javascript"]').count() == 0


def test_hostile_words_in_the_page_itself(page: Any, url: str) -> None:
    visit(page, url + "/?" + urllib.parse.urlencode({"query": "</script><script>alert(1)</script> SELECT"}))
    page.wait_for_selector("[role=alert]")
    assert "SPARQL, line 1" in page.locator("[role=alert]").inner_text()
    page.complaints[:] = [said for said in page.complaints if "status of 400" not in said]


def test_a_mistake_is_shown_with_its_place(page: Any, url: str) -> None:
    visit(page, url)
    type_query(page, "SELECT * { ?s kg:open ?o }")
    page.click("#run")
    page.wait_for_selector("[role=alert]")
    assert page.locator("[role=alert]").inner_text().splitlines()[0].endswith("did you mean kg:opens?")
    page.complaints[:] = [said for said in page.complaints if "status of 400" not in said]


def test_known_prefixes_are_no_mistake_and_others_are(page: Any, url: str) -> None:
    visit(page, url)
    assert page.locator(".parseErrorIcon").count() == 0
    for name in queries.queries():
        page.evaluate("text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)", ask(f"{url}/queries/{name}")[2])
        assert page.locator(".parseErrorIcon").count() == 0, name
    for wrong, said in (("SELECT * { ?s nope:opens ?o }", "Prefix 'nope' is not defined"), ("SELECT * { ?s kg:opens }", "Expected: ")):
        type_query(page, wrong)
        page.locator(".parseErrorIcon").hover()
        assert page.locator(".parseErrorIcon").get_attribute("title").startswith(said)


def test_a_query_is_stopped(page: Any, url: str) -> None:
    visit(page, url)
    type_query(page, RUNAWAY)
    page.click("#run")
    page.click("#stop")
    page.locator("#status", has_text="Stopped.").wait_for()
    type_query(page, "ASK {}")
    page.click("#run")
    page.locator("#results pre", has_text="true").wait_for()


def test_triples_are_shown(page: Any, url: str) -> None:
    visit(page, url)
    type_query(page, "CONSTRUCT WHERE { ?s kg:acquires ?o }")
    page.click("#run")
    page.locator("#results pre", has_text="r:acme kg:acquires").wait_for()


def test_terms_are_completed(page: Any, url: str) -> None:
    visit(page, url)
    type_query(page, "SELECT * { ?s kg:ope")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints", has_text="kg:opens").wait_for()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()") == "SELECT * { ?s kg:opens"


def test_the_keyboard_reaches_everything(page: Any, url: str) -> None:
    visit(page, url)
    page.locator("#editor textarea").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"


def test_pages_of_entities_in_html_and_rdf(url: str) -> None:
    import rdflib

    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    status, headers, body = ask(f"{url}/id/acme", Accept=browser)
    assert (status, headers.get_content_type(), headers["Vary"]) == (200, "text/html", "Accept")
    assert body.count('class="fact"') == 2
    for media, format in (("text/turtle", "turtle"), ("application/ld+json", "json-ld")):
        status, headers, body = ask(f"{url}/id/acme", Accept=media)
        assert (status, headers.get_content_type()) == (200, media)
        graph = rdflib.Graph().parse(data=body, format=format)
        assert {"aprirà 100 negozi in India"} <= {str(value) for value in graph.objects() if isinstance(value, rdflib.Literal)}
    assert ask(f"{url}/id/acme?format=ntriples")[1].get_content_type() == "application/n-triples"
    assert ask(f"{url}/id/acme?format=pdf")[0] == 400
    assert ask(f"{url}/id/nobody", Accept=browser)[0] == 404
    assert ask(f"{url}/id/nobody", Accept="text/turtle")[0] == 404
    assert ask(f"{url}/id/x%3E%20%7D%20ASK")[0] == 404
    assert ask(f"{url}/id/acme", Accept="image/png")[0] == 406


def test_every_answer_has_its_policy(url: str) -> None:
    for path in ("/", "/sparql", "/id/acme", "/id/nobody", "/assets/main.js", "/nothing", "/queries", "/sparql?query=x"):
        headers = ask(url + path)[1]
        assert "default-src 'none'" in headers["Content-Security-Policy"] and "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_assets_and_nothing_beside_them(url: str) -> None:
    assert ask(f"{url}/assets/yasqe.min.js")[1].get_content_type() == "text/javascript"
    assert "MIT License" in ask(f"{url}/assets/yasqe.licences.txt")[2]
    for name in ("..%2fpages.py", "%2e%2e/settings.py", "server.html", "nothing.js", "..%5cpages.js"):
        assert ask(f"{url}/assets/{name}")[0] == 404


def test_named_queries_over_http(url: str) -> None:
    listed = json.loads(ask(f"{url}/queries")[2])
    assert [each["name"] for each in listed] == list(queries.queries())
    status, headers, text = ask(f"{url}/queries/stores?place=india")
    assert (status, headers.get_content_type()) == (200, "application/sparql-query")
    assert "/id/india>" in text
    for path, code, said in (("nothing", 404, "no named query"), ("stores?plac=x", 400, "plac"), ("stores?place=Nowhere", 400, "Nowhere")):
        status, _, body = ask(f"{url}/queries/{path}")
        assert (status, said in body) == (code, True), body


def test_a_query_that_shows_facts_gives_the_same_rows(store: Path) -> None:
    from kg.graph import sparql

    changed = 0
    with Graph.open(store) as graph:
        for query in queries.queries().values():
            text = query.bind({})
            shown = evidence.show(text)
            changed += shown != text
            before, after = sparql.select(graph, text), sparql.select(graph, shown)
            assert [row[: len(before.columns)] for row in after.rows] == list(before.rows), query.name
    assert changed >= 5


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("SELECT ?a { ?fact kg:subject ?a }", "SELECT ?a ?fact { ?fact kg:subject ?a }"),
        ("SELECT ?a (1 AS ?b) WHERE { ?fact kg:subject ?a }", "SELECT ?a (1 AS ?b) ?fact WHERE { ?fact kg:subject ?a }"),
        ("SELECT DISTINCT ?a { ?fact kg:subject ?a }", None),
        ("SELECT ?a (COUNT(*) AS ?n) { ?fact kg:subject ?a } GROUP BY ?a", None),
        ("SELECT (COUNT(*) AS ?n) { ?fact kg:subject ?a }", None),
        ("SELECT * { ?fact kg:subject ?a }", None),
        ("SELECT ?fact { ?fact kg:subject ?a }", None),
        ("SELECT ?a { ?x kg:subject ?a # ?fact\n }", None),
        ("SELECT ?n { { SELECT (COUNT(?fact) AS ?n) { ?fact kg:subject ?a } } }", None),
        ("ASK { ?fact kg:subject ?a }", None),
    ],
)
def test_where_facts_can_be_shown(query: str, shown: str | None) -> None:
    assert evidence.show(query) == (shown or query)
