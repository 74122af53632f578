"""Files that other programs open."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.catalogue import Catalogue
from kg.errors import InputError
from kg.graph import Graph
from kg.graph.appearance import COLOURS
from kg.graph.export import WRITERS, export
from kg.model import Entity, Extraction

HOSTILE = '<b>"A & B"</b>\x00\x1b ]]>'


@pytest.fixture
def graph(catalogue: Catalogue, another: Callable[..., Extraction]) -> Graph:
    graph = Graph.memory(catalogue=catalogue)
    graph.add(another("one"))
    two = another("two")
    graph.add(replace(two, facts=(replace(two.facts[0], subject=Entity(HOSTILE, "Company"), value=None),)))
    return graph


@pytest.mark.parametrize(("ending", "syntax"), [(".ttl", "turtle"), (".trig", "turtle"), (".nq", "nt"), (".nt", "nt"), (".rdf", "xml")])
def test_rdf_is_read_back_by_rdflib(graph: Graph, tmp_path: Path, ending: str, syntax: str) -> None:
    if ending == ".rdf":
        graph.remove(["two"])  # XML 1.0 cannot hold the control characters
    export(graph, tmp_path / f"graph{ending}")
    read = rdflib.Graph().parse(tmp_path / f"graph{ending}", format=syntax)
    assert len(read) == len(graph)


def test_json_ld_holds_the_same_triples(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.jsonld")
    read = {quad.triple for quad in pyoxigraph.parse(path=tmp_path / "graph.jsonld")}
    assert read == {quad.triple for quad in graph.store}


def test_turtle_is_short_and_its_prefixes_are_sorted(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.ttl")
    lines = (tmp_path / "graph.ttl").read_text("utf-8").splitlines()
    declared = [line for line in lines if line.startswith("@prefix")]
    assert declared == sorted(declared) and len(declared) == 12 and lines[:12] == declared
    assert "r:zenvia a kg:Company ;" in lines


def test_n_quads_are_sorted_lines_of_the_default_graph(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.nq")
    lines = (tmp_path / "graph.nq").read_bytes().split(b"\n")
    assert lines[-1] == b"" and lines[:-1] == sorted(lines[:-1]) and len(lines) == len(graph) + 1


def test_graphml_is_read_by_networkx(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.graphml")
    network = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    zenvia = {"label": "Zenvia", "kind": "Company", "iri": "https://w3id.org/kg-news/id/zenvia", "aliases": "Zenvia S.p.A."}
    assert network.nodes["zenvia"] == zenvia | {"degree": 3, "colour": COLOURS["Company"], "size": 24.0}
    assert network.number_of_edges() == 5
    growth = [data for _, _, data in network.edges("zenvia", data=True) if data["relation"] == "growth"]
    assert growth[0]["value"] == 12.5 and growth[0]["metric"] == "revenue" and growth[0]["status"] == "actual"
    assert HOSTILE.replace("\x00", "\ufffd").replace("\x1b", "\ufffd") in {data["label"] for _, data in network.nodes(data=True)}


def test_gexf_is_read_by_networkx_with_colours_sizes_weights_and_dates(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.gexf")
    network = networkx.read_gexf(tmp_path / "graph.gexf")
    assert network.graph["mode"] == "dynamic" and isinstance(network, networkx.MultiDiGraph)
    assert set(network) == {node.id for node in graph.entities()}
    zenvia, lea = network.nodes["zenvia"], network.nodes["lea-brandi"]
    assert zenvia["label"] == "Zenvia" and zenvia["kind"] == "Company" and zenvia["degree"] == 3
    assert zenvia["viz"]["color"] == {"r": 0x1F, "g": 0x6F, "b": 0xB2, "a": 1.0}
    assert lea["viz"]["color"] != zenvia["viz"]["color"]
    assert zenvia["viz"]["size"] > lea["viz"]["size"]
    edges = {(data["relation"], data["status"], data.get("value")): data for _, _, data in network.edges(data=True)}
    assert len(edges) == network.number_of_edges() == 5
    opened = edges["opens", "actual", 3.0]
    assert (opened["start"], opened["end"], opened["weight"]) == ("2024-01-01", "2024-06-30", 1.0)
    assert (edges["opens", "expected", 14.0]["start"], edges["opens", "expected", 14.0]["end"]) == ("2025-01-01", "2025-12-31")
    assert "start" not in edges["growth", "actual", 12.5]


def test_gexf_draws_lines_by_status_and_counts_evidence(graph: Graph, another: Callable[..., Extraction], tmp_path: Path) -> None:
    graph.add(another("three"))
    first = another("four").facts[0]
    graph.add(replace(another("four"), facts=(replace(first, status="denied"), replace(first, status="reported"))))
    export(graph, tmp_path / "graph.gexf")
    root = ElementTree.parse(tmp_path / "graph.gexf").getroot()
    space, viz = "{http://gexf.net/1.3}", "{http://gexf.net/1.3/viz}"
    looks = {}
    for edge in root.iter(f"{space}edge"):
        values = {value.get("for"): value.get("value") for value in edge.iter(f"{space}attvalue")}
        colour, shape = edge.find(f"{viz}color"), edge.find(f"{viz}shape")
        assert colour is not None and shape is not None
        looks[values["status"]] = (colour.get("r"), shape.get("value"))
        if values["relation"] == "growth":
            assert edge.get("weight") == "2"
    assert len(set(looks.values())) == 4 and looks["expected"][1] == "dashed" and looks["reported"][1] == "dotted"
    declared = {each.get("id") for each in root.iter(f"{space}attribute")}
    assert {each.get("for") for each in root.iter(f"{space}attvalue")} <= declared


def read_table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_csv_is_a_table_of_edges_with_one_of_nodes_beside_it(graph: Graph, tmp_path: Path) -> None:
    assert export(graph, tmp_path / "graph.csv") == (tmp_path / "graph.csv", tmp_path / "graph.nodes.csv")
    edges, nodes = read_table(tmp_path / "graph.csv"), read_table(tmp_path / "graph.nodes.csv")
    assert list(edges[0])[:6] == ["Source", "Target", "Type", "Id", "Label", "Weight"] and list(nodes[0])[:2] == ["Id", "Label"]
    assert [node["Id"] for node in nodes] == [node.id for node in graph.entities()]
    assert HOSTILE in {node["Label"] for node in nodes}
    assert {end for edge in edges for end in (edge["Source"], edge["Target"])} <= {node["Id"] for node in nodes}
    records = list(graph.records())
    assert [(edge["Id"], edge["status"], edge["quote"]) for edge in edges] == [
        (record.id, record.status, record.evidence[0].quote) for record in records
    ]
    (opened,) = [edge for edge in edges if edge["value"] == "3"]
    assert (opened["Source"], opened["Target"], opened["from"], opened["until"]) == ("zenvia", "store", "2024-01-01", "2024-06-30")
    network = networkx.from_edgelist([(edge["Source"], edge["Target"]) for edge in edges], networkx.MultiDiGraph)
    assert network.number_of_edges() == 5


def test_the_table_of_nodes_alone(graph: Graph, tmp_path: Path) -> None:
    assert export(graph, tmp_path / "graph.nodes.csv") == (tmp_path / "graph.nodes.csv",)
    assert list(tmp_path.iterdir()) == [tmp_path / "graph.nodes.csv"]
    export(graph, tmp_path / "all.csv")
    assert (tmp_path / "all.nodes.csv").read_bytes() == (tmp_path / "graph.nodes.csv").read_bytes()


def test_rdflib_is_the_interface(graph: Graph) -> None:
    copy = graph.to_rdflib()
    assert len(copy) == len(graph)
    (row,) = copy.query("SELECT ?n { r:zenvia rdfs:label ?n }")
    assert str(row.n) == "Zenvia"
    assert isomorphic(copy, graph.to_rdflib())


def test_an_unknown_ending_and_a_folder_that_is_not_there(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.graphml"):
        export(graph, tmp_path / "graph.docx")
    with pytest.raises(InputError, match="cannot be written"):
        export(graph, tmp_path / "nowhere" / "graph.ttl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", list(WRITERS))
def test_an_empty_graph_is_a_whole_file(tmp_path: Path, ending: str) -> None:
    output = io.BytesIO()
    export(Graph.memory(), Path(f"graph{ending}"), output)
    export(Graph.memory(), tmp_path / f"graph{ending}")
    assert (tmp_path / f"graph{ending}").read_bytes() == output.getvalue()
