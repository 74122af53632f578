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
    assert network.nodes["zenvia"] == {"label": "Zenvia", "kind": "Company", "iri": "https://w3id.org/kg-news/id/zenvia"}
    assert network.number_of_edges() == 5
    growth = [data for _, _, data in network.edges("zenvia", data=True) if data["relation"] == "growth"]
    assert growth[0]["value"] == 12.5 and growth[0]["metric"] == "revenue" and growth[0]["status"] == "actual"
    assert HOSTILE.replace("\x00", "\ufffd").replace("\x1b", "\ufffd") in {data["label"] for _, data in network.nodes(data=True)}


def test_gexf_is_well_formed_with_every_node_and_edge(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.gexf")
    root = ElementTree.parse(tmp_path / "graph.gexf").getroot()
    space = "{http://gexf.net/1.3}"
    nodes = {node.get("id") for node in root.iter(f"{space}node")}
    edges = list(root.iter(f"{space}edge"))
    assert len(nodes) == len(graph.entities()) and len(edges) == 5
    assert all(edge.get("source") in nodes and edge.get("target") in nodes and edge.get("weight") == "1" for edge in edges)
    declared = {each.get("id") for each in root.iter(f"{space}attribute")}
    assert {each.get("for") for each in root.iter(f"{space}attvalue")} <= declared


def test_csv_has_the_columns_of_the_facts(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "graph.csv")
    with (tmp_path / "graph.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    facts = list(graph.facts())
    assert list(rows[0]) == list(facts[0])
    assert [row["subject"] for row in rows] == [fact["subject"] or "" for fact in facts]
    assert [row["value"] for row in rows if row["article"] == "one"] == ["3", "", "14", "12.5"]


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
