"""Statements, their words, their networkx graph and its layout: no browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kg.errors import InputError, KgError
from kg.model import Article, Entity, Evidence, Extraction, Fact
from kg.view import Statement, Subject, from_records, narrow, network, write
from kg.view.drawing import draw
from kg.view.layout import arrange
from kg.view.overlaps import Join, Spot, rectangles
from kg.view.period import span, within
from kg.view.sentences import edge_label, sentence
from kg.view.wording import wording
from tests.view.conftest import ENTITIES, crowd, record


def test_the_network_is_what_its_docstring_says(statements):
    graph = network(statements)
    assert graph.is_directed() and graph.is_multigraph()
    assert graph.nodes["nordica"]["class"] == "Company"
    assert graph.nodes["nordica"]["aliases"] == ["Nordica Elettronica"]
    assert graph.nodes["nordica"]["figures"] == ["fact-11", "fact-12", "fact-13", "fact-14"]
    assert graph.nodes["store"]["label"] == "negozio"
    assert network(statements, language="en").nodes["store"]["label"] == "store"
    assert set(graph["nordica"]["casa-nordica"]) == {"fact-04", "fact-05"}
    assert graph["nordica"]["casa-nordica"]["fact-05"] == {
        "relation": "opens", "status": "expected", "label": "aprirà",
        "sentence": "Nordica aprirà 14 negozi Casa Nordica (2030, secondo Anna Bianchi)",
        "time": "2030", "value": 14.0, "unit": "store", "weight": 1, "facts": ["fact-05"],
    }  # fmt: skip
    assert graph["nordica"]["n5"]["fact-02"]["weight"] == 2
    assert "tablet" not in graph
    assert graph["nordica"]["fiera"]["fact-11"]["label"] == "vendite: oltre 10 miliardi di yuan"


def test_a_figure_of_nobody_belongs_to_what_is_counted():
    graph = network(from_records([record("shipments", None, "tablet", value=114_000_000)], ENTITIES))
    assert graph.nodes["tablet"]["figures"] == ["fact-0"]


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ({"relation": "sellsIn", "object": "Spagna", "status": "denied"}, "Nordica non vende in Spagna"),
        ({"relation": "holdsRole", "object": "Boreal", "role": "head", "former": True}, "Nordica, ex capo di Boreal"),
        ({"relation": "rank", "object": "tablet", "value": 2, "unit": "position"}, "Nordica è al 2º posto, tablet"),
        ({"relation": "growth", "metric": "revenue", "value": -3.5, "unit": "percent"}, "Fatturato di Nordica: −3,5\u00a0%"),
        ({"relation": "storeCount", "value": 123, "unit": "store", "place": "Italia"}, "Nordica ha 123 negozi (Italia)"),
        ({"relation": "shipments", "value": 23_160_000, "unit": "smartphone", "time": "2017-04/2017-06"},
         "Consegne di Nordica: 23,16 milioni di smartphone (2º trimestre 2017)"),
        ({"relation": "price", "value": 199, "valueMax": 299, "unit": "EUR"}, "Prezzo di Nordica: 199–299 euro"),
        ({"relation": "sales", "value": 1, "time": "--11-05"}, "Vendite di Nordica: 1 (5 novembre)"),
        ({"relation": "shipments", "object": "tablet", "value": 5000, "unit": "tablet", "status": "expected", "by": "Boreal"},
         "Consegne di tablet di Nordica: 5.000 (previsione, secondo Boreal)"),
        ({"relation": "growth", "subject": None, "object": "tablet", "metric": "shipments", "value": 3, "unit": "percent"},
         "Consegne di tablet, intero mercato: +3\u00a0%"),
        ({"relation": "revenue", "value": 6_350_000_000_000, "valueMax": 6_800_000_000_000, "unit": "KRW"},
         "Fatturato di Nordica: 6.350–6.800 miliardi di won"),
        ({"relation": "opens", "object": "Casa Nordica", "value": 1, "unit": "store"}, "Nordica apre un negozio Casa Nordica"),
        ({"relation": "opens", "object": "store", "status": "expected"}, "Nordica aprirà uno o più negozi"),
        ({"relation": "holdsRole", "object": "Boreal", "role": "head", "status": "expected"}, "Nordica sarà capo di Boreal"),
        ({"relation": "acquires", "object": "Boreal", "value": 8, "unit": "percent"}, "Nordica acquisisce l'8\u00a0% di Boreal"),
        ({"relation": "acquires", "object": "Boreal", "value": 2_000_000, "unit": "EUR"},
         "Nordica acquisisce Boreal per 2 milioni di euro"),
        ({"relation": "investsIn", "object": "Boreal", "value": 3000, "unit": "EUR"}, "Nordica investe 3.000 euro in Boreal"),
        ({"relation": "sellsIn", "object": "Stati Uniti"}, "Nordica vende negli Stati Uniti"),
        ({"relation": "basedIn", "object": "Torino"}, "Nordica ha sede a Torino"),
        ({"relation": "founded", "subject": None, "object": "Boreal", "time": "2010"}, "Fondazione di Boreal (2010)"),
        ({"relation": "makes", "object": "{role} {subject}"}, "Nordica produce {role} {subject}"),
    ],
)  # fmt: skip
def test_sentences(slots, said):
    places = [Subject("stati-uniti", "Stati Uniti", "Country"), Subject("torino", "Torino", "City")]
    statements = from_records([{**record(slots["relation"], "Nordica", slots.pop("object", None)), **slots}], [*ENTITIES, *places])
    assert sentence(statements.statements[0], statements.entities, wording("it")) == said


def test_the_role_stands_on_the_line_of_a_post(statements):
    first = statements.statements[0]
    assert edge_label(first, wording("it")) == "amministratore delegato"
    assert edge_label(replace(first, former=True), wording("en")) == "ex chief executive officer"


def test_a_number_beyond_the_words_stays_readable():
    words = wording("it")
    assert words.number(Decimal("1500000000")) == "1,5 miliardi"
    assert words.number(Decimal("30000")) == "30.000"
    assert words.number(Decimal("1000000")) == "1 milione"
    assert words.amount(Statement("f", "revenue", value=Decimal(1000), unit="XAU")) == "1.000 XAU"


def test_times():
    assert span("2017-04/2017-06") == ("2017-04-01", "2017-06-30")
    assert span("2024-02") == ("2024-02-01", "2024-02-29")
    assert span("--11-05") is None and span("nonsense") is None and span("2017-13") is None
    assert within("2017-04/2017-06", "2017-06", None) and not within("2017-04/2017-06", None, "2017-03")
    assert not within(None, "2017", None) and within(None, None, None)
    with pytest.raises(InputError, match="write YYYY"):
        within("2017", "ieri", None)


def test_narrowing(statements):
    def kept(**filters):
        return [statement.id for statement in narrow(statements, **filters).statements]

    assert kept(entity="casa nordica", depth=1) == ["fact-04", "fact-05", "fact-12", "fact-13", "fact-14"]
    assert "fact-01" in kept(entity="casa nordica", depth=2)
    assert len(kept(entity="N5", depth=None)) == 14
    assert kept(statuses=["denied"]) == ["fact-07"]
    assert kept(relations=["revenue"], since="2024") == ["fact-13"]
    assert kept(articles=["due"]) == ["fact-02"]
    assert set(narrow(statements, statuses=["denied"]).entities) == {"nordica", "spagna"}
    with pytest.raises(InputError, match="did you mean Nordica"):
        kept(entity="Nordca")
    with pytest.raises(InputError, match="actual, expected"):
        kept(statuses=["true"])


def test_a_graph_of_the_store_is_drawn_with_its_evidence():
    from kg.graph import Graph

    text = "Nordica aprirà 14 negozi in Spagna, dice Anna Bianchi."
    nordica, anna, spain = Entity("Nordica", "Company"), Entity("Anna Bianchi", "Person"), Entity("Spagna", "Country")
    said = Evidence("uno", 0, 24, text[:24], "opens/rule", Decimal("0.9"), "explicit")
    fact = Fact("opens", nordica, Entity("store", "Category"), value=Decimal(14), unit="store", place=spain, time="2025",
                status="expected", by=anna, evidence=(said,))  # fmt: skip
    with Graph.memory() as graph:
        graph.add(Extraction(Article("uno", text, title="Titolo", published="2024-05"), 1, (fact,)))
        drawn = network(graph)
    ((subject, target, data),) = drawn.edges(data=True)
    assert (drawn.nodes[subject]["label"], drawn.nodes[subject]["class"], drawn.nodes[target]["label"]) == ("Nordica", "Company", "negozio")
    assert data["sentence"] == "Nordica aprirà 14 negozi (Spagna, 2025, secondo Anna Bianchi)"
    (statement,) = drawn.graph["statements"].statements
    assert (statement.quotations[0].quote, statement.quotations[0].rule) == ("Nordica aprirà 14 negozi", "opens/rule")
    assert drawn.graph["statements"].articles["uno"].title == "Titolo"


def test_pyvis_holds_the_picture_without_physics(statements):
    picture = draw(network(statements))
    assert picture.options.physics.enabled is False
    assert {node["shape"] for node in picture.nodes} >= {"dot", "triangle", "square", "diamond", "star", "triangleDown", "hexagon"}
    assert all(isinstance(node["x"], float) and "title" not in node for node in picture.nodes)
    assert [edge["facts"] for edge in picture.edges if edge["to"] == "casa-nordica"] == [["fact-04", "fact-05"]]


def test_layout_keeps_boxes_apart():
    spots = [Spot(20, 45, 40, 45, 40)] + [Spot(1, 50, 20, 50, 20) for _ in range(24)] + [Spot(0, 30, 20, 30, 20)]
    joins = [Join(0, n, 70, 18, f"relation {n % 4}") for n in range(1, 25)]
    points = arrange(spots, joins)
    boxes = rectangles(spots, joins, [x for x, _ in points], [y for _, y in points])
    for number, a in enumerate(boxes):
        for b in boxes[number + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_layout_sets_kin_side_by_side():
    from math import atan2

    spots = [Spot(20, 20, 20, 20, 40)] + [Spot(1, 30, 10, 30, 30) for _ in range(20)]
    joins = [Join(0, n, 50, 18, f"relation {n % 4}") for n in range(1, 21)]
    points = arrange(spots, joins)
    around = sorted(range(1, 21), key=lambda n: atan2(points[n][1] - points[0][1], points[n][0] - points[0][0]))
    changes = sum(around[place] % 4 != around[place - 1] % 4 for place in range(20))
    assert changes <= 6


@pytest.mark.parametrize("edges", [1, 90, 700])
def test_layouts_of_all_sizes_are_finite_and_apart(edges):
    places = [(node["x"], node["y"]) for node in draw(network(crowd(edges))).nodes]
    assert len(set(places)) == len(places)
    assert all(abs(x) < 1e5 and abs(y) < 1e5 for x, y in places)


def test_layout_leaves_the_random_state_alone(statements):
    import random

    random.seed(3)
    expected = random.random()
    random.seed(3)
    draw(network(statements))
    assert random.random() == expected


SCRIPT = """
import sys; sys.path.insert(0, {root!r})
from kg.view import network, write
from tests.view.conftest import ENTITIES, crowd, seeds
from kg.view import from_records
write(network(from_records(seeds(), ENTITIES)), sys.argv[1]); write(network(crowd(700)), sys.argv[2])
"""


def test_the_page_is_the_same_bytes_whatever_the_hash_seed_and_locale(tmp_path):
    pages = []
    for seed in ("0", "4242"):
        files = [tmp_path / f"{name}{seed}.html" for name in "ab"]
        script = SCRIPT.format(root=str(Path(__file__).parents[2]))
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0"}
        subprocess.run([sys.executable, "-c", script, *files], check=True, env=environment)
        pages.append([file.read_bytes() for file in files])
    assert pages[0] == pages[1]
    assert "aprirà" in pages[0][0].decode("utf-8")


def test_write_says_how_much_and_what_is_wrong(statements, tmp_path):
    graph = network(statements)
    assert write(graph, tmp_path / "g.html") == (tmp_path / "g.html").stat().st_size
    with pytest.raises(KgError, match="cannot be written"):
        write(graph, tmp_path / "none" / "g.html")
    with pytest.raises(InputError, match="it, en"):
        network(statements, language="fr")


def test_importing_the_package_is_cheap():
    code = "import sys, kg.view; print([name for name in ('networkx', 'igraph', 'pyvis', 'IPython') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[]"


def test_the_example_of_the_documentation_runs(tmp_path, monkeypatch, capsys):
    from kg.graph import Graph

    page = (Path(__file__).parents[2] / "docs" / "view.md").read_text("utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    text = "Acme apre 3 negozi in Spagna e collabora con Boreal."
    acme, boreal = Entity("Acme", "Company"), Entity("Boreal", "Company")
    said = Evidence("uno", 0, 18, text[:18], "opens/rule", Decimal("0.9"), "explicit")
    facts = (
        Fact("opens", acme, Entity("store", "Category"), value=Decimal(3), unit="store", evidence=(said,)),
        Fact("partnersWith", acme, boreal, evidence=(said,)),
        Fact("makes", boreal, Entity("B1", "Product"), evidence=(said,)),
    )
    monkeypatch.chdir(tmp_path)
    with Graph.open("kg-store", write=True) as graph:
        graph.add(Extraction(Article("uno", text), 1, facts))
    exec(compile(example, "docs/view.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    assert printed == [
        "Acme partnersWith Boreal | Acme collabora con Boreal",
        "Acme opens negozio | Acme apre 3 negozi",
        "Boreal makes B1 | Boreal produce B1",
        "0.6666666666666666",
    ]
    assert Path("acme.html").read_text("utf-8").count("<title>Acme</title>") == 1
