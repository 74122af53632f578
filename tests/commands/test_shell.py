"""``kg shell``: typed into through a pipe, and as a program."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from kg.commands import shell
from kg.commands.completion import QueryCompleter
from kg.commands.shell import COMMANDS, Shell
from kg.graph import Graph
from kg.graph.queries import queries
from tests.commands.conftest import Run
from tests.commands.test_program import PROGRAM

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
ENTER, ESCAPE, UP, TAB = "\r", "\x1b", "\x1b[A", "\t"


@pytest.fixture
def pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PipeInput]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


@pytest.fixture
def sitting(store: Path) -> Iterator[Shell]:
    sitting = Shell(store, io.BytesIO())
    yield sitting
    sitting.close()


def answer(sitting: Shell, typed: str) -> str:
    output: Any = sitting._output
    output.seek(0)
    output.truncate()
    assert sitting.do(typed)
    return str(output.getvalue().decode())


def test_a_query_goes_over_several_lines_until_its_braces_close(pipe: PipeInput, store: Path) -> None:
    pipe.send_text(f"SELECT ?s {{{ENTER}  ?s kg:opens ?o{ENTER}}} ORDER BY ?s{ENTER}")
    assert shell.session(store).prompt() == "SELECT ?s {\n  ?s kg:opens ?o\n  } ORDER BY ?s"
    pipe.send_text(f"stores --place India{ENTER}")
    assert shell.session(store).prompt() == "stores --place India"
    pipe.send_text(f"SELECT ?s {{{ESCAPE}{ENTER}")
    assert shell.session(store).prompt() == "SELECT ?s {"


def test_what_was_typed_is_remembered_in_the_state_folder(pipe: PipeInput, store: Path, tmp_path: Path) -> None:
    pipe.send_text(f"ASK {{{ENTER}}}{ENTER}")
    asked = shell.session(store).prompt()
    assert "ASK" in (tmp_path / "state" / "kg" / "history").read_text()
    pipe.send_text(UP + ENTER)
    assert shell.session(store).prompt() == asked


def test_a_state_folder_that_cannot_be_written_costs_only_the_history(
    pipe: PipeInput, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    pipe.send_text(f".help{ENTER}")
    assert shell.session(store).prompt() == ".help"


def test_tab_completes(pipe: PipeInput, store: Path) -> None:
    pipe.send_text(f"DESCRIBE r:acm{TAB}")
    threading.Timer(1.5, pipe.send_text, [ENTER]).start()  # completions come from a thread
    assert shell.session(store).prompt() == "DESCRIBE r:acme"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", ".help"), (".fo", ".format"), ("sto", "stores"), ("SELECT * { ?s kg:ope", "kg:opens"), ("SELECT * { ?s sko", "skos:"),
        ("SELECT * { ?s skos:alt", "skos:altLabel"), ("sel", "SELECT"), ("ASK { ?s kg:place r:ind", "r:india"),
        ("ASK { r:Anna", "r:anna-bianchi"),
        ("stores --pl", "--place"), ("stores --place In", "India"), ('sources --source "Anna', '"Anna Bianchi"'),
        ("sources --source ", '"Anna Bianchi"'), ("stores --status=exp", "expected"), ("figures --figure rev", "revenue"),
        ("growth --metric sharePr", "sharePrice"), (".explain Zet", "Zeta"), (".queries den", "denied"),
    ],
)  # fmt: skip
def test_completions(store: Path, typed: str, offered: str) -> None:
    with Graph.open(store) as graph:
        completer = QueryCompleter(graph.entities, queries(), COMMANDS)
        found = [completion.text for completion in completer.get_completions(Document(typed), CompleteEvent())]
    assert offered in found
    assert len(found) == len(set(found))


def test_a_parameter_is_not_offered_twice(store: Path) -> None:
    completer = QueryCompleter(list, queries(), COMMANDS)
    found = [each.text for each in completer.get_completions(Document("stores --place India --"), CompleteEvent())]
    assert "--place" not in found and "--status" in found


def test_sparql_and_named_queries_are_answered(sitting: Shell, capfd: pytest.CaptureFixture[str]) -> None:
    assert "r:zeta" in answer(sitting, "SELECT * {\n  ?s kg:acquires ?o\n}")
    assert "India" in answer(sitting, "stores --place India")
    assert "Anna Bianchi" in answer(sitting, 'sources --source "Anna Bianchi"')
    assert answer(sitting, "ASK {}") == "true\n"
    assert answer(sitting, "  \n") == ""
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("typed", "said", "status"),
    [
        ("SELECT * {", "ends too early", 3), ("ASK { ?s kg:open ?o }", "kg:opens", 2), ("storse", "neither SPARQL", 2),
        ("stores --place Inda", "India", 2), ('stores --place "India', "quot", 2), (".fromat csv", ".format", 2),
        (".format pdf", "no such format", 2),
        (".limit some", "not a number", 2), (".timeout x", "not a number", 2), (".labels fr", "no such labels", 2),
        (".explain", "of what", 2),
        (".explain Nobody", "no entity", 2), (".cost", "of what", 2), (".terms qqq", "no term", 2), (".queries storse", "stores", 2),
        ("INSERT DATA { <a:a> <a:b> 1 }", "only read", 2),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_said_and_the_sitting_goes_on(
    sitting: Shell, capfd: pytest.CaptureFixture[str], typed: str, said: str, status: int
) -> None:
    assert answer(sitting, typed) == ""
    assert said in capfd.readouterr().err
    assert sitting.status == status
    assert answer(sitting, "ASK {}") == "true\n"


def test_settings(sitting: Shell, capfd: pytest.CaptureFixture[str]) -> None:
    for typed in (".format csv", ".limit 2"):
        assert sitting.do(typed)
    assert answer(sitting, "SELECT * { ?s ?p ?o }").count("\n") == 3
    sitting.do(".limit 0")
    assert answer(sitting, "SELECT * { ?s ?p ?o }").count("\n") > 30
    sitting.do(".labels it")
    assert answer(sitting, "SELECT ?p { VALUES ?p { kg:opens } }") == "p\r\napre\r\n"
    sitting.do(".labels off")
    assert "ontology#opens" in answer(sitting, "SELECT ?p { VALUES ?p { kg:opens } }")
    sitting.do(".format table")
    sitting.do(".limit 3")
    answer(sitting, "SELECT * { ?s ?p ?o }")
    assert "The first 3; .limit changes how many." in capfd.readouterr().err
    sitting.do(".timeout 0.3")
    assert answer(sitting, ENDLESS) == ""
    assert "stopped after 0.3 s" in capfd.readouterr().err
    assert sitting.do(".quit") is False


def test_commands_that_tell(sitting: Shell, capfd: pytest.CaptureFixture[str], store: Path) -> None:
    for typed in (".help", ".queries", ".queries stores", ".terms negozi", ".explain Zeta", ".cost ASK {}"):
        assert sitting.do(typed)
    told = capfd.readouterr().out
    for each in (*COMMANDS, "denied ", "who opens them", "kg:storeCount", "Acme ha comprato Zeta", "all answers"):
        assert each in told
    with Graph.open(store) as graph:
        (fact,) = {record.id for record in graph.records(relations=["opens"])}
    assert sitting.do(f".explain r:{fact}")
    assert "aprirà 100 negozi in India" in capfd.readouterr().out


def test_without_a_terminal_it_does_line_by_line(kg: Run, store: Path) -> None:
    done = kg("shell", "--store", store, stdin=".format csv\nSELECT ?o {\n  ?s kg:acquires ?o\n}\nstores --place India\n.quit\nASK { }\n")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("o\nhttps://w3id.org/kg-news/id/zeta\nsubject,") and "true" not in done.stdout
    wrong = kg("shell", "--store", store, stdin="ASK { ?s kg:open ?o }\nASK {}")
    assert (wrong.exit_code, wrong.stdout) == (2, "true\n")
    assert kg("shell", "--store", store / "none").exit_code == 1


def test_starting_another_command_imports_no_prompt() -> None:
    code = "import sys\nimport kg.commands\nsys.exit('prompt_toolkit' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_ctrl_c_stops_a_query_and_not_the_sitting(store: Path, tmp_path: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "XDG_STATE_HOME": str(tmp_path), "KG_STORE": str(store)}
    process = subprocess.Popen(
        [*PROGRAM, "shell"], env=environment, stdin=follower, stdout=follower, stderr=follower, start_new_session=True
    )  # fmt: skip
    os.close(follower)
    seen = ""

    def read() -> None:
        nonlocal seen
        while process.poll() is None:
            try:
                piece = os.read(leader, 4096)
            except OSError:  # how Linux reports that the other end is closed
                return
            if b"\x1b[6n" in piece:  # it asks where the cursor is
                os.write(leader, b"\x1b[1;1R")
            seen += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", piece.decode(errors="replace"))

    threading.Thread(target=read, daemon=True).start()

    def wait(words: str) -> None:
        deadline = time.monotonic() + 30
        while words not in seen:
            assert time.monotonic() < deadline, seen
            time.sleep(0.05)

    try:
        wait("kg>")
        os.write(leader, ENDLESS.encode() + b"\r")
        time.sleep(2.0)
        process.send_signal(signal.SIGINT)
        wait("Interrupted.")
        seen = ""
        os.write(leader, b"ASK {}\r")
        wait("true")
        os.write(leader, b".quit\r")
        assert process.wait(20) == 0
    finally:
        process.kill()
