"""The command line: ``kg COMMAND``. Each command has its module, which reads arguments, calls kg and prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg import __version__
from kg.commands import build, explain, export, facts, load, queries, query, remove, rules, serve, shell, trace, validate, view
from kg.commands.terminal import complain
from kg.errors import KgError

INTERRUPTED = 130  # what a shell reports for a command that Ctrl-C ended


class Commands(TyperGroup):
    """Every command, with what a user can mend told in a line or two instead of a traceback."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Read the arguments; ``--help`` and ``--version`` are answered here."""
        with _ended_quietly():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for; end with the exit status of the error that it raised."""
        with _ended_quietly():
            result = super().invoke(ctx)
            sys.stdout.flush()
        return result


@contextmanager
def _ended_quietly() -> Iterator[None]:
    try:
        yield
    except KgError as error:
        complain(error)
        raise typer.Exit(error.status) from None
    except BrokenPipeError:
        # whoever read the output has seen enough; nothing may be flushed there when Python ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


app = typer.Typer(
    name="kg", cls=Commands, rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)  # fmt: skip


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _kg(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Build a knowledge graph from Italian technology and business news, query it and look at it."""


for _module in (build, facts, query, queries, shell, serve, view, explain, trace, validate, export, load, remove):
    app.command(context_settings=getattr(_module, "CONTEXT", None))(getattr(_module, _module.__name__.rpartition(".")[2]))
app.add_typer(rules.app)


def main() -> None:
    """Run the program, and end it with its exit status: never with a traceback, unless $KG_DEBUG is set."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            raise
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        complain(KgError(f"a fault in kg: {reason}", "Run it again with KG_DEBUG=1 in the environment, and report what that prints."))
        sys.exit(KgError.status)
