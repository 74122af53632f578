"""What people complain of in pages like this one (the issues named), and what may not come back here. In a real browser."""

from __future__ import annotations

import re

from kg.view import from_records, network, write
from kg.view.drawing import FEWEST, LINES
from tests.view.conftest import ENTITIES, crowd, record, wait_until
from tests.view.test_page import CLICK_NODE, OVERLAPS

POSITIONS = "Object.fromEntries([...kg.picture.shown.nodes].map((id) => [id, kg.picture.network.getPosition(id)]))"
KEEP = """() => { const canvas = document.querySelector('#stage canvas');
  window.kept = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer); }"""
DIFFERENCE = """() => { const before = window.kept, canvas = document.querySelector('#stage canvas'), wide = canvas.width;
  const now = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, wide, canvas.height).data.buffer);
  let other = 0, all = 0; for (let at = 0; at < now.length; at++) if (at % wide > 40 && at % wide < wide - 40) {
    all++; other += now[at] !== before[at]; } return [other / all, new Set(now).size]; }"""


def test_no_dance_and_no_frozen_layout(browser, page_of, statements):
    """pyvis #204: with physics off nothing could be dragged; with physics on nothing stood still."""
    page = browser.open(page_of(statements))
    before = page.evaluate(POSITIONS)
    page.wait_for_timeout(600)
    assert page.evaluate(POSITIONS) == before
    x, y = page.evaluate(CLICK_NODE, "casa-nordica")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=5)
    page.mouse.up()
    after = page.evaluate(POSITIONS)
    assert abs(after["casa-nordica"]["x"] - before["casa-nordica"]["x"]) > 20
    assert {key: at for key, at in after.items() if key != "casa-nordica"} == {k: at for k, at in before.items() if k != "casa-nordica"}
    page.click("#statuses button[data-status=denied]")
    assert page.evaluate(POSITIONS)["casa-nordica"] == after["casa-nordica"]
    assert page.evaluate(OVERLAPS)[0] == 0


def test_nothing_is_fetched(browser, page_of, statements):
    """pyvis #228, #229 and ipysigma #249: blank pages without a network."""
    path = page_of(statements)
    page = browser.open(path, offline=True)
    assert page.evaluate("kg.picture.shown.nodes.size") == 11
    assert browser.requests == [path.as_uri()] and browser.complaints == []
    written = path.read_text("utf-8")
    assert not re.search(r"<(?:script|img|iframe)[^>]*\ssrc=|<link|@import|url\((?!data:)", written.split('id="kg-data"')[0])


def test_labels_of_lines_do_not_pile_up(browser, page_of):
    """pyvis #225: labels of edges upon one another."""
    records = [record("opens", "Nordica", name, number=n) for n, name in enumerate(["N5", "N6 Pro", "Casa Nordica", "Italia", "Spagna"])]
    records += [record("makes", "Stellacom", name, number=10 + n) for n, name in enumerate(["N5", "N6 Pro", "Boreal", "Italia"])]
    page = browser.open(page_of(from_records(records, ENTITIES)))
    assert page.evaluate(OVERLAPS)[0] == 0
    labels = page.evaluate("kg.lettering.current().placed.labels.filter((label) => label.kind === 'edge').length")
    assert labels == page.evaluate("kg.picture.shown.lines.length") == 9


def test_parallel_facts_are_all_there(browser, page_of):
    """pyvis #51: of several edges between two nodes only one was left."""
    relations = ["acquires", "partnersWith", "investsIn", "surpasses"]
    records = [record(relation, "Nordica", "Boreal", number=n) for n, relation in enumerate(relations)]
    records.append(record("partnersWith", "Boreal", "Nordica", number=9, status="denied"))
    statements = from_records(records, ENTITIES)
    assert network(statements).number_of_edges() == 5
    page = browser.open(page_of(statements))
    assert page.evaluate("kg.picture.shown.lines.length") == 1
    assert page.evaluate("kg.lettering.current().placed.labels.find((label) => label.kind === 'edge').text[0]").endswith("+4")
    page.evaluate("kg.go({ edge: 0 })")
    assert page.evaluate("kg.picture.shown.lines.map((line) => line.status).sort()") == ["actual"] * 4 + ["denied"]
    assert page.locator("#panel li.fact").count() == 5
    assert page.evaluate(OVERLAPS)[0] == 0


def test_a_view_can_be_kept_and_shared(browser, page_of, statements):
    """graph-explorer #64: no way to save a view."""
    path = page_of(statements)
    page = browser.open(path)
    page.evaluate("kg.go({ entity: 'nordica', focus: true, depth: 1, statuses: new Set(['actual']), since: '2024', undated: true })")
    address, shown = page.evaluate("location.hash"), page.evaluate("[...kg.picture.shown.nodes].sort()")
    reopened = browser.open(path, address)
    assert reopened.evaluate("[...kg.picture.shown.nodes].sort()") == shown
    assert reopened.evaluate("[kg.state.since, kg.state.undated, kg.state.depth, [...kg.state.statuses]]") == ["2024", True, 1, ["actual"]]


def test_a_dense_graph_opens_on_what_can_be_read(browser, page_of):
    """graph-explorer #316: many edges between few nodes are a ball of wool."""
    names = [f"Voce {n}" for n in range(60)]
    records = [record("partnersWith", a, b, number=60 * n + m) for n, a in enumerate(names) for m, b in enumerate(names[n + 1 :])]
    page = browser.open(page_of(from_records(records)))
    lines, shown = page.evaluate("[kg.picture.shown.lines.length, kg.picture.shown.nodes.size]")
    assert lines <= LINES and shown >= FEWEST
    assert f"Mostrate le {shown} entità principali su 60." in page.inner_text("#notice")
    overlaps, labels = page.evaluate(OVERLAPS)
    assert overlaps == 0 and labels >= shown
    page.click("#notice button >> nth=1")
    assert page.evaluate("[kg.picture.shown.lines.length, kg.picture.shown.nodes.size]") == [60 * 59 // 2, 60]
    assert page.evaluate(OVERLAPS)[0] == 0


def test_what_lies_outside_the_opening_is_found_with_its_neighbours(browser, page_of):
    page = browser.open(page_of(crowd(1200)))
    outside = page.evaluate("kg.data.nodes.find((node) => !node.overview && kg.edgesOf.get(node.id).length)")
    page.keyboard.press("/")
    page.keyboard.type(outside["label"])
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == outside["label"]
    near = page.evaluate("(id) => kg.edgesOf.get(id).flatMap((edge) => [edge.from, edge.to])", outside["id"])
    assert page.evaluate("[...kg.picture.shown.nodes].sort()") == sorted(set(near))
    page.click("#back")
    wait_until(page, "kg.picture.shown.nodes.size === 120")


def test_a_crowd_moves_smoothly_and_ends_where_it_should(browser, page_of):
    page = browser.open(page_of(crowd(3000)), "#limit=5000")
    frames = page.evaluate("""() => new Promise((done) => { const start = performance.now(); let frames = 0;
      const step = () => { const at = kg.picture.network.getViewPosition(); frames++;
        kg.picture.network.moveTo({ position: { x: at.x + 4, y: at.y + 1 }, animation: false });
        if (performance.now() - start < 1000) requestAnimationFrame(step); else done(frames); }; requestAnimationFrame(step); })""")
    assert frames >= 20
    # The sheet that is moved shows what drawing whole would show.
    page.wait_for_timeout(500)
    page.evaluate("() => { kg.lettering.forget(); kg.picture.network.redraw(); }")
    page.wait_for_timeout(300)
    page.evaluate("""() => { const at = kg.picture.network.getViewPosition(), scale = kg.picture.network.getScale();
      kg.picture.network.moveTo({ position: { x: at.x + 30 / scale, y: at.y }, animation: false }); }""")
    page.evaluate(KEEP)
    page.wait_for_timeout(500)
    different, colours = page.evaluate(DIFFERENCE)
    assert colours > 50 and different < 0.01


def test_the_file_grows_with_the_facts(tmp_path):
    sizes = [write(network(crowd(count)), tmp_path / f"{count}.html") for count in (500, 1000, 2000)]
    assert 0.8 < (sizes[2] - sizes[1]) / (2 * (sizes[1] - sizes[0])) < 1.2
    assert (sizes[2] - sizes[0]) / 1500 < 800
