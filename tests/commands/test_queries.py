"""``kg query`` with all that it is told, and ``kg queries``."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.commands import query as command
from kg.graph import results, sparql
from tests.commands.conftest import Run
from tests.commands.test_program import PROGRAM

WHO = "SELECT ?who ?what WHERE { ?who kg:opens|kg:acquires ?what }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"


def test_a_named_query_takes_its_parameters_in_any_place(kg: Run, store: Path) -> None:
    given = [
        kg("query", "stores", "--place", "India", "--status", "expected", "--store", store, "--format", "csv"),
        kg("query", "--place=India", "--format", "csv", "--status=expected", "--store", store, "stores"),
        kg("query", "--store", store, "--format", "csv", "stores", "--place", "r:india"),
    ]
    assert {done.stdout for done in given} == {"subject,object,value,where,time,status,by\nAcme,store,100,India,2030,"
                                               "https://w3id.org/kg-news/ontology#expected,Anna Bianchi\n"}  # fmt: skip
    assert kg("query", "stores", "--status", "denied", "--store", store, "--format", "csv").stdout.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["stores", "--plce", "India"], "Did you mean --place?"), (["stores", "--place", "Indai"], "Did you mean India?"),
        (["stores", "--formt", "csv"], "Did you mean --format?"), (["--limt", "3", WHO], "Did you mean --limit?"),
        ([WHO, "--lables"], "Did you mean --labels?"), (["stores", "--place"], "Did you mean --place|no value follows"),
        (["stores", "--place", "India", "--place", "Cina"], "given twice"), (["stors"], "Did you mean stores"),
        (["SELECT", "*"], "in quotes"), (["stores", "-x"], "no such option"), (["stores", "--status", "expectd"], "expected"),
        (["SELECT * { ?s kg:open ?o }"], "kg:open: did you mean kg:opens\\?"), ([WHO, "--place", "India"], "named queries"),
        (["SELECT * { ?s ?p trueSERVICE<http://localhost:9/>{} }"], "SERVICE: not allowed.*--allow-service"),
        (["SELECT * FROM <http://localhost:9/> {}"], "FROM: not allowed"), ([WHO, "--format", "tabel"], "Did you mean table?"),
        ([WHO, "--labels", "--format", "json"], "labels"), ([WHO, "--language", "la"], "no such language"),
        (["ASK {}", "--endpoint", "http://localhost:9/", "--labels"], "--labels: not with --endpoint"),
    ],
)  # fmt: skip
def test_wrong_use_ends_with_2_and_says_what_was_meant(kg: Run, store: Path, arguments: list[str], said: str) -> None:
    done = kg("query", *arguments, "--store", store)
    assert done.exit_code == 2, done.stderr
    assert done.stdout == ""
    assert re.search(said, done.stderr.replace("\n", " ")), done.stderr


def test_a_syntax_error_has_a_caret_under_it(kg: Run, store: Path) -> None:
    done = kg("query", "SELECT *\n  WHERE { ?s kg:opens }", "--store", store)
    assert done.exit_code == 3
    assert done.stderr.splitlines() == [
        "kg: SPARQL, line 2, column 23: '}' cannot stand here",
        "    WHERE { ?s kg:opens }",
        "                        ^",
    ]


def test_formats_go_by_their_other_names(kg: Run, store: Path) -> None:
    assert command.FORMATS == results.FORMATS
    construct = "CONSTRUCT WHERE { ?a kg:acquires ?b }"
    for name, other in command.SPELLINGS.items():
        assert kg("query", construct, "--format", name, "--store", store).stdout == (
            kg("query", construct, "--format", other, "--store", store).stdout
        )
    (node,) = json.loads(kg("query", construct, "--format", "json-ld", "--store", store).stdout)
    assert node["@id"].endswith("/acme")


def test_labels_limits_and_whole_iris(kg: Run, store: Path) -> None:
    assert kg("query", WHO, "--labels", "--format", "csv", "--store", store).stdout == "who,what\nAcme,Zeta\n"
    labelled = kg("query", "SELECT ?p { VALUES ?p { kg:opens } }", "--labels", "--language", "it", "--store", store)
    assert labelled.stdout.split() == ["p", "────", "apre"]
    assert kg("query", "SELECT * { ?s ?p ?o }", "--limit", "2", "--format", "csv", "--store", store).stdout.count("\n") == 3
    assert kg("query", "SELECT * { ?s ?p ?o }", "--limit", "0", "--format", "csv", "--store", store).stdout == "s,p,o\n"
    whole = "PREFIX o: <https://w3id.org/kg-news/ontology#> SELECT ?s { ?s o:acquires ?o }"
    assert "<https://w3id.org/kg-news/id/acme>" in kg("query", whole, "--no-prefixes", "--store", store).stdout
    assert kg("query", WHO, "--no-prefixes", "--store", store).exit_code == 3


def test_explain_tells_times_and_patterns_and_not_the_answer(kg: Run, store: Path) -> None:
    done = kg("query", "stores", "--place", "India", "--explain", "--store", store)
    assert done.exit_code == 0
    assert re.search(r"^SELECT, \d+ triples in the graph, 1 in the answer$", done.stdout, re.MULTILINE)
    assert re.search(r"all answers +\d+\.\d ms", done.stdout)
    assert re.search(r"^ +1  \?fact kg:place r:india$", done.stdout, re.MULTILINE)
    assert "2030" not in done.stdout
    assert kg("query", ENDLESS, "--explain", "--timeout", "0.3", "--store", store).exit_code == 4


@pytest.mark.parametrize("query", [ENDLESS, ENDLESS.replace("(COUNT(*) AS ?n)", "*")])
def test_a_runaway_query_ends_with_its_process(store: Path, query: str) -> None:
    for _ in range(3):
        begun = time.monotonic()
        done = subprocess.run([*PROGRAM, "query", query, "--timeout", "0.5", "--store", store], capture_output=True, check=False)
        assert done.returncode == 4, done.stderr
        assert done.stderr.decode().startswith("kg: the query was stopped after 0.5 s\n"), done.stderr
        assert b"Traceback" not in done.stderr and b"atal" not in done.stderr
        assert time.monotonic() - begun < 10


@pytest.mark.parametrize("form", ["table", "csv", "json", "ntriples"])
def test_head_is_no_fault(store: Path, form: str) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    if form == "ntriples":
        query = "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    process = subprocess.Popen(
        [*PROGRAM, "query", query, "--format", form, "--store", store], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout and process.stderr
    assert len(process.stdout.readline()) > 1
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(20) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(store: Path) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run([*PROGRAM, "query", WHO, "--store", store], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"No space left" in done.stderr and b"Traceback" not in done.stderr


def test_hostile_text_is_not_obeyed(kg: Run, store: Path) -> None:
    done = kg("query", "SELECT ?x { BIND('\\u001b[31m\\u202ered\\u0007' AS ?x) }", "--store", store)
    assert "\x1b" not in done.stdout and "\\x1b[31m\\u202ered\\x07" in done.stdout


def test_queries_are_listed_in_either_language_and_in_detail(kg: Run) -> None:
    lines = kg("queries").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(sparql.queries())
    assert any(line.startswith("stores ") and "--place --status" in line for line in lines)
    assert "Smentite: che cosa si dice che non sia" in kg("queries", "--language", "it").stdout
    described = json.loads(kg("queries", "--format", "json").stdout)
    assert {"name": "below", "kind": "number", "default": "0.7", "meaning": "confidence, 0 to 1"} in next(
        each["parameters"] for each in described if each["name"] == "uncertain"
    )
    assert json.loads(kg("queries", "stores", "--format", "json").stdout) == next(each for each in described if each["name"] == "stores")
    assert kg("queries", "--format", "markdown").stdout.count("| `") == len(described)
    shown = kg("queries", "uncertain").stdout
    assert "default 0.7; any lifts it" in shown and "SELECT ?fact" in shown
    wrong = kg("queries", "stors")
    assert wrong.exit_code == 2 and "Did you mean stores?" in wrong.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ctrl_c_ends_with_130(store: Path) -> None:
    process = subprocess.Popen([*PROGRAM, "query", ENDLESS, "--store", store], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(2)
    process.send_signal(2)
    _, complaint = process.communicate(timeout=20)
    assert process.returncode == 130
    assert complaint == b""


def test_the_documentation_lists_every_query(kg: Run) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "sparql.md").read_text("utf-8")
    assert kg("queries", "--format", "markdown").stdout in page
