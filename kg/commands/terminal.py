"""What the commands print: results to standard output, messages to standard error."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

from kg.errors import KgError

BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
ELLIPSIS = "…"
SPACES = str.maketrans("\r\n\t", "   ")


def is_terminal(stream: TextIO) -> bool:
    """Whether a person is looking at ``stream``."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def has_colour(stream: TextIO) -> bool:
    """Whether ``stream`` may be given escape sequences (https://no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def write(text: str = "") -> None:
    """Write a line of results to standard output."""
    print(text)  # noqa: T201


def say(message: str) -> None:
    """Write a message to standard error."""
    print(message, file=sys.stderr)  # noqa: T201


def complain(error: KgError) -> None:
    """Write an error to standard error: what is wrong, then the remedy, line by line."""
    say("\n    ".join([f"kg: {printable(error.problem)}", *map(printable, (error.remedy or "").splitlines())]))


def printable(text: str) -> str:
    """Return ``text`` on one line, without control characters, which an article could use to play tricks on a terminal."""
    if text.isprintable():
        return text
    from kg.graph.results import visible

    return visible(text.translate(SPACES))


def mark(before: str, words: str, after: str) -> str:
    """Return a sentence with the words that count in bold, or between « and » where bold cannot be shown."""
    opening, closing = (BOLD, PLAIN) if has_colour(sys.stdout) else ("«", "»")
    return printable(before) + opening + printable(words) + closing + printable(after)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], indent: str = "") -> None:
    """Write rows in aligned columns; on a terminal, cut to its width."""
    lines = [[printable(cell) for cell in row] for row in (header, *rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    limit = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else None
    for number, line in enumerate(lines):
        text = indent + "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        if limit and len(text) > limit:
            text = text[: limit - 1] + ELLIPSIS
        write(f"{BOLD}{text}{PLAIN}" if number == 0 and has_colour(sys.stdout) else text)


def wrapped(text: str, indent: str) -> str:
    """Return ``text`` broken to the terminal's width, each line indented; unbroken where nobody looks."""
    if not is_terminal(sys.stdout):
        return indent + text
    return textwrap.fill(text, shutil.get_terminal_size().columns, initial_indent=indent, subsequent_indent=indent)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
