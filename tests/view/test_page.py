"""The page in a real browser, opened from disk."""

from __future__ import annotations

import re

import pytest

from kg.view import Source, Subject, from_records
from tests.view.conftest import crowd, record, wait_until

CLICK_NODE = """(id) => { const at = kg.picture.network.canvasToDOM(kg.picture.network.getPosition(id));
  const box = document.getElementById('stage').getBoundingClientRect(); return [box.x + at.x, box.y + at.y]; }"""
OVERLAPS = """() => { const boxes = kg.lettering.current().placed.labels.map((label) => label.box); let count = 0;
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) count++; })); return [count, boxes.length]; }"""


def test_opens_offline_without_a_complaint(browser, page_of, statements):
    page = browser.open(page_of(statements))
    page.wait_for_timeout(300)
    assert browser.complaints == []
    assert [url for url in browser.requests if not url.startswith("file:")] == []
    assert len(browser.requests) == 1
    drawn = page.evaluate("""() => { const canvas = document.querySelector('#stage canvas');
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      const colours = new Set(); for (let i = 0; i < data.length; i += 4) colours.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
      return colours.size; }""")
    assert drawn > 50


def test_every_name_and_edge_is_labelled_and_none_overlaps(browser, page_of, statements):
    page = browser.open(page_of(statements))
    overlaps, labels = page.evaluate(OVERLAPS)
    assert overlaps == 0
    assert labels == page.evaluate("kg.picture.shown.nodes.size + kg.picture.shown.lines.length")
    assert page.evaluate("Math.min(...kg.lettering.current().placed.labels.map((label) => label.size))") >= 11


def test_names_do_not_lie_on_other_entities(browser, page_of, statements):
    page = browser.open(page_of(statements))
    assert (
        page.evaluate("""() => { const scale = kg.picture.network.getScale();
      return kg.lettering.current().placed.labels.filter(({ box }) => [...kg.picture.shown.nodes].some((id) => {
        const at = kg.picture.network.canvasToDOM(kg.picture.network.getPosition(id)), r = kg.entities.get(id).size * scale - 1;
        return at.x + r > box.left && at.x - r < box.right && at.y + r > box.top && at.y - r < box.bottom; })).length; }""")
        == 0
    )


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080)])
def test_fills_the_window_and_shows_the_main_entity_in_the_middle(browser, page_of, statements, size):
    page = browser.open(page_of(statements), viewport={"width": size[0], "height": size[1]})
    wide, high, x, y = page.evaluate("""() => { const stage = document.getElementById('stage');
      const boxes = kg.lettering.current().placed.labels.map((label) => label.box);
      for (const id of kg.picture.shown.nodes) { const at = kg.picture.network.canvasToDOM(kg.picture.network.getPosition(id));
        boxes.push({ left: at.x, right: at.x, top: at.y, bottom: at.y }); }
      const edge = (side, pick) => pick(...boxes.map((box) => box[side]));
      const main = kg.picture.network.canvasToDOM(kg.picture.network.getPosition('nordica'));
      const wide = stage.clientWidth, high = stage.clientHeight;
      return [(edge('right', Math.max) - edge('left', Math.min)) / wide, (edge('bottom', Math.max) - edge('top', Math.min)) / high,
        main.x / wide, main.y / high]; }""")
    assert 0.8 <= wide <= 1
    assert 0.8 <= high <= 1
    assert 0.3 < x < 0.7
    assert 0.25 < y < 0.75
    assert page.evaluate(
        "kg.entities.get('nordica').size >= 1.5 * Math.max(...kg.data.nodes.filter((n) => n.id !== 'nordica').map((n) => n.size))"
    )


def test_a_click_on_an_entity_shows_its_facts_and_figures(browser, page_of, statements):
    page = browser.open(page_of(statements))
    page.mouse.click(*page.evaluate(CLICK_NODE, "nordica"))
    page.wait_for_selector("#panel:not([hidden])")
    text = page.inner_text("#panel")
    assert "Nordica produce N5" in text
    assert "Nordica aprirà 100 negozi (1º semestre 2025)" in text
    assert "14,7 miliardi di euro" in text
    assert "anche: Nordica Elettronica" in text
    assert page.locator("#panel svg.chart rect").count() == 2
    assert page.evaluate("decodeURIComponent(location.hash)") == "#entity=nordica"


def test_a_chart_stands_beside_the_table_and_cuts_nothing_off(browser, page_of, statements):
    page = browser.open(page_of(statements), "#entity=nordica")
    assert page.inner_text("#panel figcaption") == "fatturato"
    cut = page.evaluate("""() => { const svg = document.querySelector('#panel svg.chart'), room = svg.getBoundingClientRect();
      return [...svg.children].filter((one) => { const box = one.getBoundingClientRect();
        return box.left < room.left - 1 || box.right > room.right + 1 || box.bottom > room.bottom + 1; }).length; }""")
    assert cut == 0
    lengths = page.evaluate("[...document.querySelectorAll('#panel svg.chart rect')].map((one) => Number(one.getAttribute('width')))")
    assert abs(lengths[0] / lengths[1] - 14.7 / 16) < 0.01
    rows = page.evaluate("[...document.querySelectorAll('#panel table.figures tbody tr:not(.because)')].map((row) => row.innerText)")
    assert any("fatturato" in row and "16 miliardi di euro" in row and "2024" in row and "previsto" in row for row in rows)


def test_panel_and_picture_lead_to_one_another(browser, page_of, statements):
    page = browser.open(page_of(statements), "#entity=nordica")
    fact = page.locator("#panel li.fact", has_text="non vende in Spagna")
    fact.hover()
    selected = "kg.picture.network.getSelectedEdges().map((id) => kg.data.edges[parseInt(id, 10)].to)"
    assert page.evaluate(selected) == ["spagna"]
    page.locator("#panel h2").hover()
    assert page.evaluate(selected) != ["spagna"]
    fact.locator("summary").click()
    fact.locator("button", has_text="mostra sul grafo").click()
    assert page.evaluate("kg.data.edges[kg.state.edge].to") == "spagna"
    page.click("#panel h2 button >> text=Spagna")
    assert page.inner_text("#panel h2") == "Spagna"


def test_every_control_is_reached_and_marked_by_the_keyboard(browser, page_of, statements):
    page = browser.open(page_of(statements), "#entity=nordica")
    page.evaluate("document.body.focus()")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        name, marked = page.evaluate("""() => { const one = document.activeElement;
          const marked = getComputedStyle(one).outlineStyle !== 'none' || one === document.body || Boolean(one.closest('#stage'));
          return [one.id || one.className || one.tagName, marked]; }""")
        assert marked, name
        reached.add(name)
    assert {"search", "home", "open-table", "theme", "zoom-in", "fit", "panel-close", "SUMMARY"} <= reached
    page.focus("#stage .vis-network")
    before = page.evaluate("kg.picture.network.getViewPosition().x")
    page.keyboard.down("ArrowRight")
    wait_until(page, f"kg.picture.network.getViewPosition().x !== {before}")
    page.keyboard.up("ArrowRight")


def test_a_click_on_an_edge_shows_every_sentence_and_unfolds_it(browser, page_of, statements):
    page = browser.open(page_of(statements))
    x, y = page.evaluate("""() => { const label = kg.lettering.current().placed.labels.find((one) => one.text[0].startsWith('apre +'));
      const box = document.getElementById('stage').getBoundingClientRect();
      return [box.x + (label.box.left + label.box.right) / 2, box.y + (label.box.top + label.box.bottom) / 2]; }""")
    page.mouse.click(x, y)
    page.wait_for_selector("#panel:not([hidden])")
    assert page.locator("#panel li.fact").count() == 2
    assert page.inner_text("#panel mark >> nth=0") == "ha aperto una Casa Nordica"
    assert "Ieri ha aperto una Casa Nordica, dice la nota." in page.inner_text("#panel blockquote >> nth=0")
    assert "Nordica cresce, 2024-07-01 · regola opens/rule" in page.inner_text("#panel")
    assert "fonte: Anna Bianchi" in page.inner_text("#panel")
    unfolded = page.evaluate("kg.picture.shown.lines.filter((line) => line.pair === kg.state.edge).map((line) => line.status)")
    assert unfolded == ["actual", "expected"]


def test_two_articles_that_say_the_same_are_both_quoted(browser, page_of, statements):
    page = browser.open(page_of(statements), "#edge=nordica|n5")
    assert page.locator("#panel li.fact").count() == 1
    assert page.locator("#panel blockquote").count() == 2


def test_statuses_look_different_and_switch_off(browser, page_of, statements):
    page = browser.open(page_of(statements))
    look = page.evaluate("""() => Object.fromEntries(kg.picture.shown.lines.map((line) => {
      const { dashes, color } = kg.picture.network.body.edges[line.id].options;
      return [line.status, JSON.stringify([dashes, color.color])]; }))""")
    assert set(look) == {"actual", "expected", "reported", "denied"}
    assert len(set(look.values())) == 4
    assert re.findall(r"\d+", page.inner_text("#statuses")) == ["9", "3", "1", "1"]
    assert page.evaluate("kg.lettering.current().placed.labels.some((label) => label.denied && label.text[0] === 'non vende in')")
    page.click("#statuses button[data-status=denied]")
    assert page.evaluate("kg.picture.shown.lines.every((line) => line.status !== 'denied')")
    assert page.get_attribute("#statuses button[data-status=denied]", "aria-pressed") == "false"
    page.click("#statuses button[data-status=denied]")
    assert page.evaluate("kg.picture.shown.lines.some((line) => line.status === 'denied')")


def test_search_by_alias_with_the_keyboard(browser, page_of, statements):
    page = browser.open(page_of(statements))
    page.keyboard.press("/")
    page.keyboard.type("elettro")
    assert page.locator("#offers li[data-id]").count() == 1
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "Nordica"
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")
    page.keyboard.press("/")
    page.keyboard.type("zzz")
    assert "Nessun nome" in page.inner_text("#offers")


def test_a_link_reopens_the_view_and_back_leads_back(browser, page_of, statements):
    path = page_of(statements)
    page = browser.open(path, "#entity=casa-nordica&depth=1&statuses=actual")
    assert page.inner_text("#panel h2") == "Casa Nordica"
    assert sorted(page.evaluate("[...kg.picture.shown.nodes]")) == ["casa-nordica", "nordica"]
    page = browser.open(path, "#entity=Casa%20Nordica")
    assert page.inner_text("#panel h2") == "Casa Nordica"
    page.click("#panel .nearness button >> nth=1")
    assert page.evaluate("kg.state.depth") == 2
    page.click("#back")
    wait_until(page, "!kg.state.focus")
    page = browser.open(path, "#entity=nobody&depth=x&statuses=&edge=a|b&since=%3Cb%3E")
    assert browser.complaints == []
    assert page.is_hidden("#panel")


def test_filters_by_relation_period_and_article(browser, page_of, statements):
    page = browser.open(page_of(statements))
    page.click("#filters summary")
    page.click("#filters input[data-relation=makes]")
    assert page.evaluate("kg.picture.shown.lines.every((line) => line.facts.every((fact) => fact.relation !== 'makes'))")
    page.click("#filters .reset")
    page.select_option("#article", "due")
    assert page.evaluate("kg.picture.shown.lines.map((line) => line.facts.map((fact) => fact.id))") == [["fact-02"]]
    page.click("#filters .reset")
    page.evaluate("() => { const s = document.getElementById('since'); s.value = 2025; s.dispatchEvent(new Event('input')); }")
    times = page.evaluate("kg.picture.shown.lines.flatMap((line) => line.facts.map((fact) => fact.time))")
    assert sorted(times) == ["2025-01/2025-06", "2030"]
    page.click("#undated")
    times = page.evaluate("kg.picture.shown.lines.flatMap((line) => line.facts.map((fact) => fact.time || ''))")
    assert set(times) == {"", "2025-01/2025-06", "2030", "--11-05"}
    assert "undated=1" in page.evaluate("location.hash")
    page.click("#filters .reset")
    assert page.evaluate("location.hash") == "" and not page.is_checked("#undated")


def test_the_table_holds_all_facts(browser, page_of, statements):
    page = browser.open(page_of(statements))
    page.click("#open-table")
    assert page.locator("#table tbody tr").count() == 14
    assert "oltre 10 miliardi di yuan" in page.inner_text("#table")
    page.click("#table th button >> text=valore")
    page.click("#table th button >> text=valore")
    assert "16 miliardi" in page.inner_text("#table tbody tr >> nth=0")


def test_dark_and_light(browser, page_of, statements):
    path = page_of(statements)
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = browser.open(path, color_scheme="dark").evaluate(ground)
    page = browser.open(path, color_scheme="light")
    light = page.evaluate(ground)
    page.click("#theme")
    assert light != dark == page.evaluate(ground)


def test_saves_png_and_svg(browser, page_of, statements):
    page = browser.open(page_of(statements))
    page.click("summary >> text=Salva")
    with page.expect_download() as saved:
        page.click("#save-svg")
    drawing = saved.value.path().read_text("utf-8")
    assert "Anna Bianchi" in drawing and "stroke-dasharray" in drawing and "<script" not in drawing
    page.click("summary >> text=Salva")
    with page.expect_download() as saved:
        page.click("#save-png")
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    assert browser.complaints == []


HOSTILE = [
    "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "javascript:alert(3)", "\"><svg onload=alert(4)>", "<!--<script>",
    "{{data}}{{script}}", "\u2028alert(5)", "' onmouseover='alert(6)", "[click](javascript:alert(7))", "\ud800 lone", "<a href=x>href</a>",
]  # fmt: skip


def test_hostile_text_stays_text(browser, page_of):
    kinds = ["Company", "Person", "Product", "<b>Class</b>"]
    entities = [Subject(f"e{n}{text}", text, kinds[n % 4], (text + " alias",)) for n, text in enumerate(HOSTILE)]
    records = [
        record(
            "makes",
            HOSTILE[n],
            HOSTILE[n - 1],
            id=f"f{n}{text}",
            quote=text,
            rule=text,
            by=text,
            place=text,
            article=text,
            role=text,
            unit=text,
            value=n,
        )
        for n, text in enumerate(HOSTILE)
    ]
    articles = [Source(text, text, text, text) for text in HOSTILE]
    statements = from_records(records, entities, articles, {(text, 10, 30): (text, text) for text in HOSTILE})
    path = page_of(statements, name="<img src=x onerror=alert(8)>.html", title="</title><script>alert(9)</script>")
    page = browser.open(path)
    for node in page.evaluate("kg.data.nodes.map((node) => node.id)"):
        page.evaluate("(id) => kg.go({ entity: id, edge: null })", node)
        page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for edge in range(page.evaluate("kg.data.edges.length")):
        page.evaluate("(id) => kg.go({ entity: null, edge: id })", edge)
    page.keyboard.press("/")
    page.keyboard.type("<")
    page.keyboard.press("Escape")
    page.evaluate("kg.save.drawing()")
    page.click("#open-table")
    page.wait_for_timeout(300)
    assert browser.complaints == []
    assert [url for url in browser.requests if not url.startswith("file:")] == []
    assert len(browser.requests) == 1
    assert (
        page.evaluate("document.querySelectorAll('main img, #table img, a[href^=javascript], [onerror], [onload], [onmouseover]').length")
        == 0
    )
    assert page.evaluate("document.scripts.length") == 3
    assert HOSTILE[0] in page.inner_text("#table")


def test_the_policy_stops_what_would_slip_through(browser, page_of, statements):
    page = browser.open(page_of(statements))
    page.evaluate("""() => { const slipped = document.createElement('div');
      slipped.innerHTML = '<img src="https://example.org/x.png" onerror="window.ran = 1">'; document.body.append(slipped);
      const script = document.createElement('script'); script.textContent = 'window.ran = 2'; document.body.append(script); }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in complaint for complaint in browser.complaints)


def test_a_large_graph_opens_on_its_main_part(browser, page_of):
    page = browser.open(page_of(crowd(1200)))
    assert page.evaluate("kg.picture.shown.nodes.size") == 120
    assert "Mostrate le 120 entità principali su 600." in page.inner_text("#notice")
    assert page.evaluate(OVERLAPS)[0] == 0
    page.click("#notice button >> nth=1")
    assert page.evaluate("kg.picture.shown.nodes.size") == 600
    page.click("#home")
    assert page.evaluate("kg.picture.shown.nodes.size") == 120
    hidden = page.evaluate("kg.data.nodes.find((node) => !kg.picture.shown.nodes.has(node.id)).id")
    page.evaluate("(id) => kg.go({ entity: id, focus: true, depth: 1 })", hidden)
    assert page.evaluate("(id) => kg.picture.shown.nodes.has(id)", hidden)


def test_no_fact_at_all_is_said(browser, page_of):
    page = browser.open(page_of(from_records([])))
    assert "Nessun fatto" in page.inner_text("#notice")
    assert browser.complaints == []


def test_english(browser, page_of, statements):
    page = browser.open(page_of(statements, language="en"), "#entity=nordica")
    assert page.get_attribute("html", "lang") == "en"
    text = page.inner_text("body")
    assert "Nordica will open 100 stores" in text and "14.7 billion euros" in text and "plans and forecasts" in text


def test_a_narrow_window_still_works(browser, page_of, statements):
    page = browser.open(page_of(statements), viewport={"width": 390, "height": 780})
    assert page.evaluate(OVERLAPS)[0] == 0
    page.evaluate("kg.go({ entity: 'nordica' })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_prints_on_one_sheet(browser, page_of, statements):
    printed = browser.open(page_of(statements), color_scheme="dark").pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) == 1
