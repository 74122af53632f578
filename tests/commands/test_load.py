"""``kg load`` and ``kg query --endpoint`` on a real server."""

from __future__ import annotations

from pathlib import Path

from tests.commands.conftest import Run
from tests.graph.test_remote_stores import oxigraph  # noqa: F401 - a fixture


def test_a_graph_is_loaded_and_asked(kg: Run, store: Path, oxigraph: str) -> None:  # noqa: F811
    for way, path in (("graph-store", "store"), ("update", "update")):
        done = kg("load", "--endpoint", f"{oxigraph}/{path}", "--via", way, "--replace", "--store", store)
        assert done.exit_code == 0, done.stderr
        assert "Loaded" in done.stderr and done.stdout == ""
        asked = kg("query", "stores", "--place", "india", "--endpoint", f"{oxigraph}/query", "--format", "csv")
        assert asked.stdout == kg("query", "stores", "--place", "india", "--store", store, "--format", "csv").stdout
        assert "100" in asked.stdout


def test_what_can_go_wrong(kg: Run, store: Path) -> None:
    for arguments, status, problem in (
        (["--endpoint", "http://127.0.0.1:9/"], 1, "cannot be reached"),
        (["--endpoint", "nothing"], 2, "not the address"),
        (["--endpoint", "http://127.0.0.1:9/", "--via", "updat"], 2, "Did you mean update?"),
        ([], 2, "endpoint"),
    ):
        done = kg("load", *arguments, "--store", store)
        assert (done.exit_code, problem in done.stderr) == (status, True), done.stderr
