"""``kg shell``: ask the graph again and again."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import typer

from kg.commands.options import STORE, Store, chosen
from kg.commands.query import FORMATS, LANGUAGES, SPELLINGS, read_words, show_cost
from kg.commands.terminal import complain, say, write
from kg.errors import InputError, KgError

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.key_binding import KeyBindings

    from kg.graph import Node

COMMANDS = {
    ".help": "what can be typed here",
    ".queries": "the named queries, or one of them: .queries stores",
    ".explain": "why the graph says so: .explain FACT or .explain ENTITY",
    ".cost": "times of a query, and what its patterns match: .cost SELECT ...",
    ".terms": "the terms of kg:, or those that hold a word: .terms store",
    ".format": f"how answers are shown: {', '.join(FORMATS)}",
    ".labels": "labels in place of IRIs: .labels it, .labels en or .labels off",
    ".limit": "how many rows at most; 0 for all",
    ".timeout": "seconds that a query may take; 0 for any",
    ".quit": "leave; Ctrl-D does too",
}
HELP = """Type SPARQL, which ends where its braces close, or the name of a query with its parameters: stores --place India.
The prefixes of kg need no declaration. Tab completes; Ctrl-R searches what was typed before; Alt-Enter sends it as it is."""
ROWS, SECONDS = 100, 60.0  # limits at the start


class Shell:
    """What was set in one sitting, and what to do with each thing typed."""

    def __init__(self, store: Path, output: BinaryIO | None = None) -> None:
        from kg.graph.worker import Worker

        self._store = store
        self._output = output
        self._worker = Worker(store)
        self.format = "table"
        self.labels: str | None = None
        self.limit: int | None = ROWS
        self.timeout: float | None = SECONDS
        self.status = 0

    def close(self) -> None:
        """Stop what still runs."""
        self._worker.stop()

    def do(self, typed: str) -> bool:
        """Do what was typed, and say what went wrong with it. Whether to go on."""
        word, _, rest = typed.strip().partition(" ")
        try:
            if word in (".quit", ".exit"):
                return False
            if word.startswith("."):
                self._command(word, rest.strip())
            elif word:
                self._ask(self._query(typed))
        except KgError as error:
            self.status = self.status or error.status
            complain(error)
        except KeyboardInterrupt:
            say("Interrupted.")
        sys.stdout.flush()
        return True

    def _command(self, word: str, rest: str) -> None:
        actions: dict[str, Callable[[str], None]] = {
            ".help": self._help, ".queries": _list, ".explain": self._explain, ".cost": self._cost, ".terms": _terms,
            ".format": self._set_format, ".labels": self._set_labels, ".limit": self._set_limit, ".timeout": self._set_timeout,
        }  # fmt: skip
        if word not in actions:
            from difflib import get_close_matches

            nearest = get_close_matches(word, COMMANDS, n=1)
            raise InputError(f"{word}: no such command", f"Did you mean {nearest[0]}?" if nearest else ".help lists them.")
        actions[word](rest)

    def _query(self, typed: str) -> str:
        """The SPARQL of what was typed: itself, or a named query with its values."""
        from kg.graph import Graph, queries

        first = typed.split(None, 1)[0]
        if queries.named(first) is None:
            if not re.search(r"[{\s]", typed.strip()):
                raise InputError(f"{first}: neither SPARQL nor a named query", ".queries lists these.")
            return typed
        try:
            asked, values = read_words(shlex.split(typed))
        except ValueError as error:
            raise InputError(f"{typed.strip()}: {str(error).lower()}", "Close the quotes.") from error
        assert asked is not None
        with Graph.open(self._store) as graph:
            return queries.find(asked, values, queries.resolver(graph) if values else None)

    def _ask(self, text: str) -> None:
        sys.stdout.flush()
        output = self._output or sys.stdout.buffer
        counted = _Lines(output)
        self._worker.run(text, counted, format=self.format, timeout=self.timeout, limit=self.limit, labels=self.labels)  # type: ignore[arg-type]
        output.flush()
        if self.format == "table" and self.limit and counted.lines == self.limit + 2:
            say(f"The first {self.limit}; .limit changes how many.")

    def _help(self, _: str) -> None:
        write(HELP)
        for name, meaning in COMMANDS.items():
            write(f"  {name:<9} {meaning}")

    def _explain(self, name: str) -> None:
        from kg.commands.explain import explain

        if not name:
            raise InputError(".explain: of what?", "Give the id of a fact, or the name of an entity.")
        explain(name.strip("\"'"), None, None, self._store)

    def _cost(self, text: str) -> None:
        from kg.graph import Graph

        if not text:
            raise InputError(".cost: of what?", "Give SPARQL, or the name of a query.")
        with Graph.open(self._store) as graph:
            show_cost(graph, self._query(text), self.timeout)

    def _set_format(self, name: str) -> None:
        name = SPELLINGS.get(name, name)
        chosen("format", name, FORMATS)
        self.format = name

    def _set_labels(self, language: str) -> None:
        chosen("labels", language, (*LANGUAGES, "off"))
        self.labels = None if language == "off" else language

    def _set_limit(self, count: str) -> None:
        if not re.fullmatch(r"\d+", count, re.ASCII):
            raise InputError(f".limit {count}: not a number of rows", "0 means all.")
        self.limit = int(count) or None

    def _set_timeout(self, seconds: str) -> None:
        if not re.fullmatch(r"\d+(\.\d+)?", seconds, re.ASCII):
            raise InputError(f".timeout {seconds}: not a number of seconds", "0 means any.")
        self.timeout = float(seconds) or None


def shell(store: Store = STORE) -> None:
    """Ask the graph again and again, with history and completion.

    Without a terminal, what comes on standard input is done line by line; the exit status is that of the first that failed.
    """
    from kg.graph import Graph

    sitting = Shell(store)
    try:
        with Graph.open(store) as graph:
            greeting = f"{len(graph)} triples. .help says what can be typed here."
        if sys.stdin.isatty():
            say(greeting)
        for text in _prompted(store) if sys.stdin.isatty() else _statements(sys.stdin):
            if not sitting.do(text):
                break
    finally:
        sitting.close()
    if sitting.status and not sys.stdin.isatty():
        raise typer.Exit(sitting.status)


def is_whole(typed: str) -> bool:
    """Whether what was typed is to be done now: a command, a named query, or SPARQL whose braces are closed."""
    from kg.graph import tokens

    text = typed.strip()
    if not text or text.startswith(".") or typed.endswith("\n"):
        return True
    given = [token.text for token in tokens.tokenise(text) if token.kind != "comment"]
    if not re.fullmatch(r"SELECT|ASK|CONSTRUCT|DESCRIBE", tokens.form(text)):
        return given[:1] == [] or given[0].upper() not in ("PREFIX", "BASE")
    closed = given.count("{") == given.count("}") and given.count("(") == given.count(")")
    return closed and ("{" in given or (tokens.form(text) == "DESCRIBE" and len(given) > 1))


def history_file() -> Path:
    """Where the shell remembers what was typed (https://specifications.freedesktop.org/basedir-spec/): the folder is made."""
    windows = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None
    folder = Path(windows or os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "kg"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "history"


def session(store: Path) -> PromptSession[str]:
    """The prompt for the graph in a folder: history, completion and editing over several lines."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.history import FileHistory, History, InMemoryHistory

    from kg.commands.completion import QueryCompleter
    from kg.graph import Graph
    from kg.graph.queries import queries

    def entities() -> Sequence[Node]:
        with Graph.open(store) as graph:
            return graph.entities()

    history: History
    try:
        history = FileHistory(history_file())
    except OSError:
        history = InMemoryHistory()
    return PromptSession(
        "kg> ",
        multiline=True,
        prompt_continuation=lambda width, _line, _wrapped: "." * (width - 1) + " ",
        history=history,
        auto_suggest=AutoSuggestFromHistory(),
        completer=QueryCompleter(entities, queries(), COMMANDS),
        complete_while_typing=False,
        key_bindings=_keys(),
    )


def _keys() -> KeyBindings:
    from prompt_toolkit.filters import completion_is_selected
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    keys = KeyBindings()

    @keys.add("enter", filter=~completion_is_selected)
    def _enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        if is_whole(buffer.document.text):
            buffer.validate_and_handle()
        else:
            buffer.insert_text("\n" + re.match(r"\s*", buffer.document.current_line)[0])  # type: ignore[index]

    @keys.add("enter", filter=completion_is_selected)
    def _take(event: KeyPressEvent) -> None:
        event.current_buffer.complete_state = None

    return keys


def _prompted(store: Path) -> Iterator[str]:
    asking = session(store)
    while True:
        try:
            yield asking.prompt()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def _statements(stream: Any) -> Iterator[str]:
    typed = ""
    for line in stream:
        typed += line
        if is_whole(typed.rstrip("\n")) or not line.strip():
            yield typed
            typed = ""
    if typed.strip():
        yield typed


class _Lines:
    """Passes bytes on and counts the lines."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self.lines = 0

    def write(self, data: bytes) -> int:
        self.lines += data.count(b"\n")
        self._output.write(data)
        return len(data)

    def flush(self) -> None:
        self._output.flush()


def _list(name: str) -> None:
    from kg.commands.queries import queries

    queries(name or None, "table", "en")


def _terms(word: str) -> None:
    from kg import vocabulary

    found = [(name, vocabulary.label(name) or "", vocabulary.label(name, "it") or "") for name in vocabulary.KG]
    shown = [term for term in found if word.lower() in " ".join(term).lower()]
    if not shown:
        raise InputError(f"{word}: no term of kg: holds this word", ".terms lists them all.")
    for name, english, italian in shown:
        write(f"  kg:{name:<28} {english:<34} {italian}")
