"""Queries in a process of their own: answered, stopped, and nothing left behind."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.catalogue import Catalogue
from kg.errors import InputError, KgError, QuerySyntaxError, QueryTimeout, StoreError
from kg.graph import Graph
from kg.graph.worker import Worker
from kg.model import Extraction

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
STREAM = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture
def store(tmp_path: Path, catalogue: Catalogue, extraction: Extraction) -> Path:
    with Graph.open(tmp_path / "store", write=True, catalogue=catalogue) as graph:
        graph.add(extraction)
    return tmp_path / "store"


@pytest.fixture
def worker(store: Path) -> Iterator[Worker]:
    with Worker(store) as worker:
        yield worker


def ask(worker: Worker, text: str, **options: object) -> str:
    output = io.BytesIO()
    worker.run(text, output, **options)  # type: ignore[arg-type]
    return output.getvalue().decode()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_answers_as_the_graph_does(worker: Worker) -> None:
    assert ask(worker, "SELECT ?n { r:zenvia rdfs:label ?n }", format="csv") == "n\r\nZenvia\r\n"
    assert worker.run("ASK { r:zenvia kg:makes ?x }", io.BytesIO()) is False
    assert ask(worker, "SELECT ?s { ?s ?p ?o }", format="csv", limit=3).count("\n") == 4
    big = ask(worker, "SELECT * { ?a ?b ?c . ?d ?e ?f }", format="csv")
    assert big.endswith("\n") and len(big) > 500_000


@pytest.mark.parametrize(
    ("text", "error"),
    [("SELECT * {", QuerySyntaxError), ("DROP ALL", InputError), ("ASK { ?s kg:open ?o }", InputError), ("ASK { ?s <x:y>() ?o }", KgError)],
)
def test_errors_come_back_as_they_are(worker: Worker, text: str, error: type[KgError]) -> None:
    with pytest.raises(error) as raised:
        ask(worker, text)
    assert raised.value.problem
    before = worker.pid
    assert ask(worker, "ASK {}") == "true\n"
    assert worker.pid == before  # an error ends no process


@pytest.mark.parametrize("text", [ENDLESS, STREAM])
def test_a_runaway_query_is_killed(worker: Worker, text: str) -> None:
    ask(worker, "ASK {}")
    pid, threads = worker.pid, threading.active_count()
    assert pid
    begun = time.monotonic()
    with pytest.raises(QueryTimeout):
        ask(worker, text, timeout=0.4, format="csv")
    assert time.monotonic() - begun < 10  # the query itself would take hours
    assert not is_running(pid)
    assert threading.active_count() <= threads
    assert ask(worker, "ASK {}") == "true\n"
    assert worker.pid not in (None, pid)


def test_each_query_sees_the_graph_as_it_is_then(worker: Worker, store: Path) -> None:
    assert ask(worker, "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }", format="csv") == "n\r\n1\r\n"
    with Graph.open(store, write=True) as graph:
        graph.remove(["one"])
    assert ask(worker, "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }", format="csv") == "n\r\n0\r\n"


def test_a_process_that_dies_is_told_and_replaced(worker: Worker) -> None:
    ask(worker, "ASK {}")
    assert worker.pid
    threading.Timer(0.3, os.kill, (worker.pid, signal.SIGKILL)).start()
    with pytest.raises(KgError, match="has ended"):
        ask(worker, ENDLESS)
    assert ask(worker, "ASK {}") == "true\n"


def test_a_missing_graph_is_told(tmp_path: Path) -> None:
    with Worker(tmp_path / "none") as worker, pytest.raises(StoreError, match="no graph here"):
        ask(worker, "ASK {}")


@pytest.mark.skipif(sys.platform == "win32", reason="reads /proc")
def test_it_does_not_outlive_whoever_asked(store: Path) -> None:
    code = (
        "import io, sys, threading\nfrom pathlib import Path\nfrom kg.graph.worker import Worker\nworker = Worker(Path(sys.argv[1]))\n"
        "worker.run('ASK {}', io.BytesIO())\nprint(worker.pid, flush=True)\nworker.run(sys.argv[2], io.BytesIO())"
    )
    asking = subprocess.Popen([sys.executable, "-c", code, str(store), ENDLESS], stdout=subprocess.PIPE)
    assert asking.stdout
    pid = int(asking.stdout.readline())
    time.sleep(0.3)
    asking.kill()
    asking.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and Path(f"/proc/{pid}").exists() and "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists() or Path(f"/proc/{pid}/stat").read_text().split()[2] == "Z"
