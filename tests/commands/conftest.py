"""A small graph of invented facts, and the program to run on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.commands import app
from kg.graph import Graph
from kg.model import Article, Entity, Evidence, Extraction, Fact

TEXT = "Secondo Anna Bianchi, Acme aprirà 100 negozi in India entro il 2030. Acme ha comprato Zeta."
ACME = Entity("Acme", "Company")

Run = Callable[..., Result]


def evidence(article: str, text: str, quote: str) -> Evidence:
    start = text.index(quote)
    return Evidence(article, start, start + len(quote), quote, "openings/organisation-opens-stores", Decimal("0.9"), "explicit")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """The folder of a graph with two facts in the article a1; the second is in a2 too."""
    opens = Fact(
        "opens", ACME, Entity("store", "Category"), value=Decimal(100), unit="store", place=Entity("India", "Country"), time="2030",
        status="expected", by=Entity("Anna Bianchi", "Person"), evidence=(evidence("a1", TEXT, "aprirà 100 negozi in India"),),
    )  # fmt: skip
    buys = Fact("acquires", ACME, Entity("Zeta", "Company"), evidence=(evidence("a1", TEXT, "Acme ha comprato Zeta"),))
    again = "Da ieri Acme ha comprato Zeta \x1b[31m davvero."
    with Graph.open(tmp_path / "graph", write=True) as graph:
        graph.add(Extraction(Article("a1", TEXT, "Acme cresce", "2024-05"), 2, (opens, buys)))
        graph.add(Extraction(Article("a2", again), 1, (replace(buys, evidence=(evidence("a2", again, "Acme ha comprato Zeta"),)),)))
    return tmp_path / "graph"


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``kg("facts", "--store", store)``: runs the program in an empty folder and returns its output and exit status."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("KG_STORE", raising=False)

    def run(*arguments: object, stdin: str | bytes | None = None, **environment: str) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin, env=environment)

    return run
