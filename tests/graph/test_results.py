"""Answers as people and programs read them."""

from __future__ import annotations

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import Graph, sparql
from kg.graph.results import show, visible
from kg.vocabulary import KG, PREFIXES


@pytest.fixture
def graph() -> Graph:
    graph = Graph.memory()
    for i, value in enumerate(("ciao", 'due "virgolette", e virgola', "<b>|grassetto|</b>", "\x1b[31mrosso\x07\u202e", "a\nb", "小米")):
        node = NamedNode(f"https://w3id.org/kg-news/id/n{i}")
        graph.store.add(Quad(node, NamedNode(KG.unit), Literal(value)))
        graph.store.add(Quad(node, NamedNode(KG.value), Literal(10**i)))
    return graph


QUERY = "SELECT ?n ?unit ?value { ?n kg:unit ?unit OPTIONAL { ?n kg:value ?value FILTER(?value != 1) } } ORDER BY ?n"


def answer(graph: Graph, format: str, query: str = QUERY) -> str:
    output = io.BytesIO()
    sparql.run(graph, query, output, format=format)
    return output.getvalue().decode()


def test_a_table_lines_up_and_obeys_no_control_character(graph: Graph) -> None:
    lines = answer(graph, "table").split("\n")
    assert lines[0].split() == ["n", "unit", "value"]
    assert "\\x1b[31mrosso\\x07\\u202e" in lines[5] and "\x1b" not in "".join(lines)
    assert "a\\nb" in lines[6] and lines[8] == ""
    assert len({len(line) for line in lines[3:7]}) == 1  # numbers end at one column
    assert lines[7].endswith("100000") and len(lines[7]) == len(lines[6]) - 2  # two signs that are two columns wide


def test_markdown_is_escaped(graph: Graph) -> None:
    lines = answer(graph, "markdown").split("\n")
    assert lines[:2] == ["| n | unit | value |", "| --- | --- | --- |"]
    assert lines[4] == r"| r:n2 | \<b\>\|grassetto\|\</b\> | 100 |"


def test_csv_and_json_hold_the_values_as_they_are(graph: Graph) -> None:
    rows = list(csv.reader(io.StringIO(answer(graph, "csv"), newline="")))
    assert rows[2][1] == 'due "virgolette", e virgola' and rows[4][1] == "\x1b[31mrosso\x07\u202e" and rows[1][2] == ""
    bindings = json.loads(answer(graph, "json"))["results"]["bindings"]
    assert bindings[5]["unit"] == {"type": "literal", "value": "小米"}
    assert "value" not in bindings[0]


def test_an_empty_answer_has_its_columns(graph: Graph) -> None:
    assert answer(graph, "table", "SELECT ?b ?a { ?b kg:bound ?a }").split("\n")[0] == "b  a"
    assert answer(graph, "csv", "SELECT ?b ?a { ?b kg:bound ?a }") == "b,a\r\n"


def test_terms_are_short() -> None:
    assert show(NamedNode(KG.opens), PREFIXES) == "kg:opens"
    assert show(NamedNode("https://w3id.org/kg-news/id/a/b"), PREFIXES) == "<https://w3id.org/kg-news/id/a/b>"
    assert show(Literal("negozio", language="it"), PREFIXES) == "negozio"
    assert show(None, PREFIXES) == ""


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\u200b", "\n", "\r"])
def test_every_control_is_made_visible(sign: str) -> None:
    assert sign not in visible(f"a{sign}b")
