"""``kg facts``, ``kg explain``, ``kg remove`` and ``kg export`` on a small graph of invented facts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.commands.conftest import TEXT, Run


def test_facts_as_a_table(kg: Run, store: Path) -> None:
    done = kg("facts", "--store", store)
    assert done.exit_code == 0
    header, *rows = done.stdout.splitlines()
    assert header.split() == ["SUBJECT", "RELATION", "OBJECT", "VALUE", "PLACE", "TIME", "STATUS", "BY"]
    assert len(rows) == 2
    assert rows[0].split() == ["Acme", "opens", "store", "100", "store", "India", "2030", "expected", "Anna", "Bianchi"]


def test_facts_as_json_lines_have_the_slots_of_facts(kg: Run, store: Path) -> None:
    lines = [json.loads(line) for line in kg("facts", "--format", "jsonl", "--store", store).stdout.splitlines()]
    assert [line["article"] for line in lines] == ["a1", "a1", "a2"]
    opens = lines[0]
    assert opens["start"] == TEXT.index("aprirà")
    assert TEXT[opens["start"] : opens["end"]] == opens["quote"] == "aprirà 100 negozi in India"
    assert (opens["subject"], opens["object"], opens["value"], opens["by"]) == ("Acme", "store", 100, "Anna Bianchi")
    assert lines[1]["id"] == lines[2]["id"] != opens["id"]


def test_facts_as_csv(kg: Run, store: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("facts", "--format", "csv", "--store", store).stdout)))
    assert [row["relation"] for row in rows] == ["opens", "acquires", "acquires"]
    assert rows[0]["quote"] == "aprirà 100 negozi in India"


@pytest.mark.parametrize(
    ("filters", "relations"),
    [
        (["--relation", "opens"], ["opens"]),
        (["--status", "actual"], ["acquires", "acquires"]),
        (["--entity", "anna bianchi"], ["opens"]),
        (["--article", "a2"], ["acquires"]),
        (["--entity", "Zeta", "--status", "expected"], []),
    ],
)
def test_filters(kg: Run, store: Path, filters: list[str], relations: list[str]) -> None:
    done = kg("facts", "--format", "jsonl", "--store", store, *filters)
    assert done.exit_code == 0
    assert [json.loads(line)["relation"] for line in done.stdout.splitlines()] == relations


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (["facts", "--entity", "Acmee"], "Acme"),
        (["facts", "--relation", "opnes"], "opens"),
        (["facts", "--status", "actaul"], "actual"),
        (["facts", "--article", "a3"], "a1"),
        (["facts", "--format", "jsnol"], "jsonl"),
        (["explain", "Zetta"], "Zeta"),
        (["remove", "a9"], "a1"),
    ],
)
def test_a_name_that_is_not_there_is_answered_with_the_nearest(kg: Run, store: Path, arguments: list[str], suggestion: str) -> None:
    done = kg(*arguments, "--store", store)
    assert done.exit_code == 2
    assert suggestion in done.stderr
    assert done.stdout == ""


def test_explain_marks_the_evidence_and_names_rule_article_and_date(kg: Run, store: Path) -> None:
    text = kg("explain", "Anna Bianchi", "--store", store).stdout
    assert "Acme opens store: 100 store (India, 2030, expected, says Anna Bianchi)" in text
    assert "Secondo Anna Bianchi, Acme «aprirà 100 negozi in India» entro il 2030." in text
    assert 'a1 "Acme cresce", 2024-05' in text
    assert "organisation-opens-stores in kg/rules/openings.toml" in text


def test_explain_takes_the_id_of_a_fact_and_shows_every_evidence(kg: Run, store: Path) -> None:
    line = json.loads(kg("facts", "--relation", "acquires", "--format", "jsonl", "--store", store).stdout.splitlines()[0])
    text = kg("explain", line["id"], "--store", store).stdout
    assert text.count("«Acme ha comprato Zeta»") == 2
    assert "opens" not in text.splitlines()[0]
    assert "undated" in text


def test_an_article_cannot_send_control_characters_to_the_terminal(kg: Run, store: Path) -> None:
    assert "\x1b" not in kg("explain", "Zeta", "--store", store).stdout


def test_remove_takes_back_what_one_article_states(kg: Run, store: Path) -> None:
    assert kg("remove", "a1", "--store", store).exit_code == 0
    lines = [json.loads(line) for line in kg("facts", "--format", "jsonl", "--store", store).stdout.splitlines()]
    assert [(line["article"], line["relation"]) for line in lines] == [("a2", "acquires")]


def test_remove_takes_all_or_nothing(kg: Run, store: Path) -> None:
    assert kg("remove", "a1", "a9", "--store", store).exit_code == 2
    assert len(kg("facts", "--format", "jsonl", "--store", store).stdout.splitlines()) == 3


@pytest.mark.parametrize("ending", ["ttl", "trig", "nq", "nt", "jsonld", "rdf", "graphml", "gexf", "nodes.csv"])
def test_export_by_the_ending(kg: Run, store: Path, ending: str) -> None:
    done = kg("export", f"out.{ending}", "--store", store)
    assert done.exit_code == 0, done.stderr
    assert "Acme" in Path(f"out.{ending}").read_text("utf-8")
    assert kg("export", "-", "--format", ending, "--store", store).stdout_bytes == Path(f"out.{ending}").read_bytes()


def test_export_as_csv_names_both_tables(kg: Run, store: Path) -> None:
    done = kg("export", "out.csv", "--store", store)
    assert done.exit_code == 0 and "out.csv and out.nodes.csv" in done.stderr
    assert "Acme" in Path("out.nodes.csv").read_text("utf-8")
    assert kg("export", "-", "--format", "csv", "--store", store).stdout_bytes == Path("out.csv").read_bytes()


@pytest.mark.parametrize(
    "arguments", [["out.docx"], ["-"], ["-", "--format", "docx"], ["out.ttl", "--format", "nq"], ["no/such/folder.ttl"]]
)
def test_export_that_cannot_be_done(kg: Run, store: Path, arguments: list[str]) -> None:
    done = kg("export", *arguments, "--store", store)
    assert done.exit_code == 2
    assert done.stderr.startswith("kg: ")
    assert not list(Path().iterdir())
