"""A small graph with hostile words in it, and the real program serving it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="starlette is not installed: pip install -e .[dev]")
pytest.importorskip("uvicorn", reason="uvicorn is not installed: pip install -e .[dev]")

from kg.graph import Graph
from kg.model import Article, Entity, Evidence, Extraction, Fact

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Secondo Anna Bianchi, Acme aprirà 100 negozi in India entro il 2030. Acme ha comprato <b onclick=alert(1)>Zeta</b>."
HOSTILE = "<img src=x onerror=alert(1)>"

Serving = Callable[..., "contextmanager[str]"]


def write(folder: Path) -> Path:
    def said(quote: str) -> tuple[Evidence, ...]:
        start = TEXT.index(quote)
        return (Evidence("a1", start, start + len(quote), quote, "openings/organisation-opens-stores", Decimal("0.9"), "explicit"),)

    acme = Entity("Acme", "Company")
    opens = Fact(
        "opens", acme, Entity("store", "Category"), value=Decimal(100), unit="store", place=Entity("India", "Country"), time="2030",
        status="expected", by=Entity("Anna Bianchi", "Person"), evidence=said("aprirà 100 negozi in India"),
    )  # fmt: skip
    buys = Fact("acquires", acme, Entity(HOSTILE, "Company"), evidence=said("comprato <b onclick=alert(1)>Zeta</b>"))
    with Graph.open(folder, write=True) as graph:
        graph.add(Extraction(Article("a1", TEXT, f"Acme {HOSTILE}", "2024-05", "javascript:alert(1)"), 2, (opens, buys)))
    return folder


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("served") / "graph")


@contextmanager
def serve(store: Path, *options: object) -> Iterator[str]:
    """The address of ``kg serve`` on a graph, run as people run it."""
    command = [sys.executable, "-c", "from kg.commands import main; main()", "serve", "--store", store, "--port", 0, *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([str(word) for word in command], stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr
        said = ""
        try:
            for line in process.stderr:
                said += line
                if found := re.search(r"at (http://\S+)/ \(", line):
                    yield found[1]
                    return
            raise AssertionError(said)
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def url(store: Path) -> Iterator[str]:
    with serve(store, "--timeout", 5) as address:
        yield address
