"""What holds for every command: help, version, exit statuses, pipes, interrupts.

docs/cli.md is written by: typer kg.commands utils docs --name kg --output docs/cli.md
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from kg import __version__
from kg.commands import app, facts
from tests.commands.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, str(ROOT / "cli.py")]
REFERENCE = (ROOT / "docs" / "cli.md").read_text("utf-8")


def commands(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its full name, those of subgroups too."""
    for name, command in group.commands.items():
        yield f"{path}{name}", command
        if hasattr(command, "commands"):
            yield from commands(command, f"{path}{name} ")


COMMANDS = dict(commands(get_command(app)))


def test_version(kg: Run) -> None:
    assert kg("--version").stdout == f"kg {__version__}\n"


def test_a_mistyped_command_is_answered_with_the_nearest(kg: Run) -> None:
    done = kg("biuld")
    assert done.exit_code == 2
    assert "build" in done.stderr


@pytest.mark.parametrize(
    "arguments", [["facts"], ["explain", "Acme"], ["remove", "a1"], ["export", "x.nq"], ["query", "ASK {}"], ["validate"], ["view"]]
)
def test_without_a_graph_every_command_says_how_to_make_one(kg: Run, arguments: list[str]) -> None:
    done = kg(*arguments)
    assert done.exit_code == 1
    assert "no graph here" in done.stderr
    assert "kg build" in done.stderr
    assert not list(Path().iterdir())


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name: str) -> None:
    assert f"# `kg {name}`\n" in REFERENCE
    section = REFERENCE.split(f"# `kg {name}`\n")[1].split("\n#")[0]
    command = COMMANDS[name]
    assert command.help.splitlines()[0] in section
    for parameter in command.params:
        if parameter.name != "help":
            assert f"`{parameter.opts[0] if parameter.param_type_name == 'option' else parameter.metavar}" in section or (
                f"[{parameter.metavar}]" in section
            )
            assert parameter.help.split(".")[0] in section


def test_nothing_else_is_documented() -> None:
    documented = {line.split("`")[1].removeprefix("kg ") for line in REFERENCE.splitlines() if line.lstrip("#").startswith(" `kg ")}
    assert documented == set(COMMANDS)


def test_an_unexpected_fault_is_one_line(tmp_path: Path) -> None:
    script = "from kg import commands, pipeline\npipeline.build = lambda *a, **k: 1 / 0\ncommands.main()"
    command = [sys.executable, "-c", script, "build"]
    done = subprocess.run(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "a fault in kg: ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [["facts", "--format", "jsonl"], ["explain", "Acme"], ["--help"]])
def test_a_reader_that_goes_away_is_no_fault(store: Path, arguments: list[str]) -> None:
    process = subprocess.Popen(
        [*PROGRAM, *arguments], env={**os.environ, "KG_STORE": str(store)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


def test_an_interrupt_ends_with_130_and_keeps_the_store(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Acme ha aperto un negozio a Torino.")
    build = subprocess.Popen([*PROGRAM, "build", "a.txt", "-"], cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while not (tmp_path / "kg-store" / "CURRENT").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    build.send_signal(signal.SIGINT)
    _, complaint = build.communicate(timeout=30)
    assert build.returncode == 130
    assert b"Traceback" not in complaint
    listed = subprocess.run([*PROGRAM, "export", "graph.nq"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert listed.returncode == 0, listed.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_gets_progress_and_bold_and_no_color_takes_it_away(store: Path, tmp_path: Path) -> None:
    assert "\x1b[1m" in _on_terminal(["explain", "Acme"], {"KG_STORE": str(store)})
    assert "\x1b[1m" not in _on_terminal(["explain", "Acme"], {"KG_STORE": str(store), "NO_COLOR": "1"})
    assert "2/2 articles" in _on_terminal(["build"], {"KG_STORE": str(tmp_path / "new")})


def _on_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    import pty

    leader, follower = pty.openpty()
    inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [*PROGRAM, *arguments], env={**inherited, "TERM": "xterm", **environment}, stdin=follower, stdout=follower, stderr=follower
    )
    os.close(follower)
    output = b""
    try:
        while piece := os.read(leader, 4096):
            output += piece
    except OSError:  # how Linux reports that the other end is closed
        pass
    process.wait()
    os.close(leader)
    return output.decode()


def test_completion_knows_relations(kg: Run) -> None:
    done = kg(_KG_COMPLETE="complete_bash", COMP_WORDS="kg facts --relation op", COMP_CWORD="3")
    assert "opens" in done.stdout.split()
    assert facts.FORMATS == ("table", "jsonl", "csv")
