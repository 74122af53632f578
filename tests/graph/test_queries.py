"""The named queries, on the seed articles and on two invented ones that contradict and confirm each other."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg import pipeline, vocabulary
from kg.errors import InputError
from kg.graph import Graph, sparql
from kg.graph.queries import KINDS, NamedQuery, Parameter
from kg.model import Article, Entity, Evidence, Extraction, Fact

ZENVIA, ORBEX, LUMARA = Entity("Zenvia", "Company"), Entity("Orbex", "Company"), Entity("Lumara", "Company")
LEA, PHONE, INDIA = Entity("Lea Brandi", "Person"), Entity("smartphone", "Category"), Entity("India", "Country")
NOVA = Entity("Zenvia Nova", "Product")
WORDS = "Zenvia e Orbex: tutto in una frase."


def said(article: str, facts: list[Fact], published: str) -> Extraction:
    """An article that states these facts, all by the same words."""
    piece = Evidence(article, 0, 6, "Zenvia", "figures/metric-of-organisation", Decimal("0.6"), "explicit")
    placed = tuple(Fact(**{**{slot: getattr(fact, slot) for slot in fact.__slots__}, "evidence": (piece,)}) for fact in facts)
    return Extraction(Article(article, WORDS, published=published), 1, placed)


def amount(relation: str, value: int, unit: str, time: str, **slots: Any) -> Fact:
    return Fact(relation, slots.pop("subject", ZENVIA), value=Decimal(value), unit=unit, time=time, **slots)


FIRST = [
    amount("revenue", 10, "EUR", "2022"), amount("revenue", 14, "EUR", "2023"), amount("revenue", 13, "EUR", "2023", status="expected"),
    amount("marketShare", 31, "percent", "2023", object=PHONE, place=INDIA),
    amount("marketShare", 44, "percent", "2023", object=PHONE, place=INDIA, subject=ORBEX),
    amount("growth", 9, "percent", "2023", metric="revenue"), amount("price", 199, "EUR", "2023", subject=NOVA),
    Fact("acquires", ZENVIA, ORBEX, value=Decimal(5), unit="EUR", time="2023-05"),
    Fact("founded", LEA, ZENVIA, time="2001"), Fact("basedIn", ZENVIA, INDIA), Fact("launches", ZENVIA, NOVA, time="2023-06", place=INDIA),
    Fact("focusesOn", ZENVIA, Entity("robotics", "Topic"), by=LEA), Fact("surpasses", ORBEX, ZENVIA, metric="shipments", time="2023"),
    Fact("holdsRole", LEA, ZENVIA, role="chief executive officer"), Fact("holdsRole", LEA, ORBEX, role="president", former=True),
    Fact("mergesWith", ORBEX, LUMARA, status="reported"), Fact("makes", ZENVIA, NOVA), Fact("partOf", ORBEX, LUMARA),
]  # fmt: skip
SECOND = [amount("revenue", 15, "EUR", "2023"), Fact("acquires", ZENVIA, ORBEX, value=Decimal(5), unit="EUR", time="2023-05")]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """The seeds as they are built, and the two invented articles."""
    folder = tmp_path_factory.mktemp("graph") / "store"
    pipeline.build([vocabulary.ontology_path().parent / "seeds"], folder)
    with Graph.open(folder, write=True) as graph:
        graph.add(said("one", FIRST, "2023-07"))
        graph.add(said("two", SECOND, "2024-01"))
        yield graph


def ask(graph: Graph, query: str, /, **values: str) -> list[dict[str, str]]:
    output = io.BytesIO()
    sparql.run(graph, sparql.find(query, values, sparql.resolver(graph)), output, format="json")
    return [
        {key: cell["value"].removeprefix(vocabulary.PREFIXES["kg"]) for key, cell in row.items()}
        for row in json.loads(output.getvalue())["results"]["bindings"]
    ]


ANSWERS: list[tuple[str, dict[str, str], dict[str, str]]] = [
    # of the seeds
    ("posts", {"organisation": "Redmi"}, {"person": "Lu Weibing", "role": "general manager", "organisation": "Redmi"}),
    ("leaders", {}, {"person": "Lu Weibing", "organisation": "Redmi", "post": "general manager of Redmi"}),
    ("stores", {"place": "India", "status": "expected"}, {"subject": "Xiaomi", "value": "100", "where": "India", "status": "expected"}),
    ("stores", {"what": "Mi Home", "place": "Cina"}, {"subject": "Xiaomi", "value": "14", "time": "2017-07", "status": "expected"}),
    ("store-totals", {"who": "Xiaomi", "status": "expected"}, {"where": "India", "total": "100", "facts": "1"}),
    ("products", {"who": "Xiaomi"}, {"maker": "Xiaomi", "relation": "makes", "product": "Surge S1"}),
    ("markets", {"who": "Xiaomi", "status": "denied"}, {"subject": "Xiaomi", "where": "Italia", "status": "denied"}),
    ("partners", {"who": "Tmall"}, {"one": "Tmall", "other": "Xiaomi"}),
    ("figures", {"figure": "shipments", "until": "2017"}, {"subject": "Xiaomi", "value": "23160000", "time": "2017-04/2017-06"}),
    ("figures", {"who": "Mi Home", "place": "Cina"}, {"figure": "storeCount", "value": "123", "unit": "store"}),
    ("plans", {"who": "Xiaomi", "relation": "revenue"}, {"value": "14700000000", "time": "2017", "by": "Xiaomi"}),
    ("denied", {"about": "Xiaomi"}, {"relation": "sellsIn", "object": "Europa"}),
    ("sources", {"source": "Lu Weibing"}, {"source": "Lu Weibing", "relation": "opens", "value": "30000", "status": "expected"}),
    ("single-source", {"relation": "sales"}, {"subject": "Xiaomi", "object": "Single Day", "articles": "1"}),
    ("evidence", {"about": "Redmi", "relation": "holdsRole"}, {"quote": "direttore generale di Redmi, Lu Weibing"}),
    ("timeline", {"about": "Xiaomi", "since": "2018", "until": "2018"}, {"time": "2018", "relation": "shipments", "value": "100000000"}),
    ("profile", {"about": "Xiaomi"}, {"subject": "Xiaomi", "relation": "opens", "object": "Mi Home"}),
    ("connections", {"about": "Tmall"}, {"from": "Tmall", "through": "Xiaomi", "to": "Mi Home", "second": "opens"}),
    ("entities", {"name": "weib"}, {"name": "Lu Weibing", "class": "Person"}),
    ("relations", {"about": "Italia"}, {"relation": "sellsIn", "status": "denied", "facts": "1"}),
    ("articles", {"until": "2017"}, {"article": "000_454880e11c44186f", "published": "2017-07"}),
    ("rankings", {"who": "Xiaomi", "category": "smartphone"}, {"position": "1", "subject": "Xiaomi"}),
    # of the invented articles, for what the seeds do not state
    ("former-posts", {}, {"person": "Lea Brandi", "role": "president", "organisation": "Orbex"}),
    ("founders", {"organisation": "Zenvia"}, {"founder": "Lea Brandi", "time": "2001"}),
    ("groups", {"whole": "Lumara"}, {"part": "Orbex", "whole": "Lumara"}),
    ("seats", {"place": "India"}, {"organisation": "Zenvia", "where": "India"}),
    ("launches", {"since": "2023-06"}, {"maker": "Zenvia", "product": "Zenvia Nova", "where": "India", "time": "2023-06"}),
    ("prices", {}, {"product": "Zenvia Nova", "value": "199", "unit": "EUR"}),
    ("deals", {"who": "Orbex", "since": "2023"}, {"buyer": "Zenvia", "relation": "acquires", "bought": "Orbex", "value": "5"}),
    ("strategy", {"who": "Zenvia"}, {"topic": "robotics", "by": "Lea Brandi"}),
    ("growth", {"metric": "revenue", "who": "Zenvia"}, {"metric": "revenue", "value": "9", "unit": "percent", "time": "2023"}),
    ("overtakings", {"who": "Zenvia"}, {"winner": "Orbex", "overtaken": "Zenvia", "metric": "shipments"}),
    ("conflicts", {}, {"subject": "Zenvia", "time": "2023", "oneValue": "14", "oneArticle": "one", "otherValue": "15"}),
    ("outcomes", {"who": "Zenvia"}, {"relation": "revenue", "expected": "13", "actual": "14", "unit": "EUR"}),
    ("hearsay", {}, {"subject": "Orbex", "relation": "mergesWith", "object": "Lumara"}),
    ("confirmed", {"about": "Zenvia"}, {"relation": "acquires", "object": "Orbex", "articles": "2"}),
    ("uncertain", {"below": "0.61"}, {"subject": "Zenvia", "relation": "founded", "confidence": "0.6"}),
    ("rules", {"relation": "price"}, {"rule": "figures/metric-of-organisation", "places": "1", "mean": "0.6"}),
    ("changes", {"who": "Zenvia", "since": "2022", "until": "2023"}, {"before": "10", "after": "14", "difference": "4"}),
]


@pytest.mark.parametrize(("name", "values", "row"), ANSWERS, ids=[f"{name}-{'-'.join(values)}" for name, values, _ in ANSWERS])
def test_what_a_query_answers(graph: Graph, name: str, values: dict[str, str], row: dict[str, str]) -> None:
    rows = ask(graph, name, **values)
    if name == "uncertain":
        row = {**row, "subject": "Lea Brandi"}
    assert any(row.items() <= each.items() for each in rows), rows


def test_market_shares_are_in_order(graph: Graph) -> None:
    rows = ask(graph, "market-shares", place="India", category="smartphone", since="2023-01", until="2023-12")
    assert [(row["subject"], row["value"]) for row in rows] == [("Orbex", "44"), ("Zenvia", "31")]
    assert ask(graph, "market-shares", place="India", until="2022") == []


def test_every_query_is_documented_and_tested(graph: Graph) -> None:
    known = sparql.queries()
    assert len(known) >= 25
    assert set(known) == {name for name, _, _ in ANSWERS} | {"market-shares"}
    options = {"format", "labels", "language", "limit", "timeout", "explain", "prefixes", "service", "endpoint", "store", "help"}
    for query in known.values():
        assert query.title and query.italian and query.title != query.italian and query.answer.endswith("."), query.name
        assert {parameter.kind for parameter in query.parameters} <= set(KINDS), query.name
        assert not {parameter.name for parameter in query.parameters} & options, query.name
        declared = {line.split()[1] for line in query.text.splitlines() if line.startswith("# $")}
        assert declared == {f"${parameter.name}" for parameter in query.parameters}, query.name
        body = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
        assert all(f"${parameter.name}" in body for parameter in query.parameters), query.name


SAMPLES = {"entity": "Xiaomi", "status": "actual", "relation": "opens", "metric": "revenue", "first-day": "1999", "last-day": "2099-02"}


@pytest.mark.parametrize("query", sparql.queries().values(), ids=lambda query: query.name)
def test_every_parameter_narrows_the_answer(graph: Graph, query: NamedQuery) -> None:
    plain = ask(graph, query.name)
    for parameter in query.parameters:
        value = {"number": "1", "text": "2017"}.get(parameter.kind) or SAMPLES[parameter.kind]
        assert len(ask(graph, query.name, **{parameter.name: value})) <= max(len(plain), 0 if parameter.default is None else 1000)
    everything = {each.name: {"number": "1", "text": "a"}.get(each.kind) or SAMPLES[each.kind] for each in query.parameters}
    ask(graph, query.name, **everything)


def test_a_default_holds_until_it_is_lifted(graph: Graph) -> None:
    assert len(ask(graph, "uncertain")) < len(ask(graph, "uncertain", below="any")) == len(ask(graph, "uncertain", below="2"))


@pytest.mark.parametrize("name", ["Xiaomi", "xiaomi", "r:xiaomi", "https://w3id.org/kg-news/id/xiaomi", "XIAOMI"])
def test_an_entity_goes_by_any_of_its_names(graph: Graph, name: str) -> None:
    assert ask(graph, "markets", who=name) == ask(graph, "markets", who="Xiaomi") != []


HOSTILE = ['x") . ?s ?p ?o . FILTER("" = "', "a\\", "'''", '"@en } #', "\n} UNION { ?s ?p ?o", "> . ?s ?p <x", "$name", "\\u0022 ."]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_only_a_value(graph: Graph, value: str) -> None:
    assert ask(graph, "entities", name=value) == []
    for kind in KINDS:
        query = NamedQuery("q", "", "", "", (Parameter("x", kind, None, ""),), "SELECT * {\n  ?s ?p $x .\n}")
        if kind == "text":
            assert ask_text(graph, query.bind({"x": value})) == []
            continue
        with pytest.raises(InputError):
            query.bind({"x": value}, lambda name: name)


def ask_text(graph: Graph, text: str) -> list[Any]:
    return list(sparql.select(graph, text).rows)


@pytest.mark.parametrize(
    ("name", "values", "said"),
    [
        ("stores", {"plce": "India"}, "--place"), ("stores", {"place": "Inda"}, "India"), ("stores", {"status": "expcted"}, "expected"),
        ("figures", {"figure": "shipmnts"}, "shipments"), ("growth", {"metric": "revenu"}, "revenue"), ("stors", {}, "stores"),
        ("figures", {"since": "yesterday"}, "YYYY"), ("figures", {"since": "2017-13"}, "YYYY"), ("uncertain", {"below": "low"}, "0.5"),
        ("relations", {"status": "actual"}, "--about"), ("SELECT * { ?s ?p ?o }", {"place": "India"}, "kg queries"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_answered_with_the_nearest(graph: Graph, name: str, values: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said) as raised:
        ask(graph, name, **values)
    assert raised.value.status == 2


def test_a_line_without_its_parameter_is_left_out() -> None:
    text = "# $x text  what\n\nSELECT * {\n  ?s ?p ?o .\n  ?s kg:unit $x . # of $x\n  FILTER(?o != '$x')\n}\n"
    query = NamedQuery("q", "", "", "", (Parameter("x", "text", None, "what"),), text)
    assert "kg:unit" not in query.bind({}) and "'$x'" in query.bind({})
    assert 'kg:unit "a\\"b" . # of $x' in query.bind({"x": 'a"b'}) and "'$x'" in query.bind({"x": "a"})


def test_a_file_goes_as_it_is(tmp_path: Path, graph: Graph) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("\ufeffASK {}")
    assert sparql.find(str(path)) == "ASK {}"
    (tmp_path / "bad.rq").write_bytes(b"\xff\xfe")
    for name in ("bad.rq", "none.rq", "."):
        with pytest.raises(InputError):
            sparql.find(str(tmp_path / name))
