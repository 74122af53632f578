"""From files, folders and standard input to articles, one at a time."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import cast

from kg.articles import html, jsonl, text, warc
from kg.articles.source import Source
from kg.errors import ArticleError
from kg.model import Article

__all__ = ["FORMATS", "STDIN", "count", "read", "seeds"]

STDIN = "-"
FORMATS = {
    ".txt": text.read,
    ".html": html.read,
    ".htm": html.read,
    ".jsonl": jsonl.read,
    ".warc": warc.read,
    ".warc.gz": warc.read,
}
"""The reader of each ending; each takes a ``Source`` and gives its articles."""

ARCHIVES = (".jsonl", ".warc", ".warc.gz")


def seeds() -> Path:
    """Return the folder of the seed articles: in the wheel beside this package, in a checkout beside ``kg/``."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "seeds"
    return inside if inside.is_dir() else package.parent / "seeds"


def read(paths: Iterable[str | Path]) -> Iterator[Article | ArticleError]:
    """Read articles from ``paths``, lazily and in order.

    A path is a file, a folder (read recursively, names sorted by code point, hidden ones left out) or ``-`` for standard
    input. What cannot be read comes as an ``ArticleError`` in its place; the rest goes on. An article given twice comes once.
    """
    seen: dict[int, int] = {}
    for item in _articles(paths):
        if isinstance(item, Article):
            name, content = _digest(item.id), _digest(item.text)
            if name in seen and seen[name] == content:
                continue
            if seen.setdefault(name, content) != content:
                yield ArticleError(
                    f"{item.id}: another article of this build has the same id and a different text",
                    "Ids come from file names without their ending, or from the id field; rename one of the two.",
                )
                continue
        yield item


def count(paths: Iterable[str | Path]) -> int | None:
    """Return how many articles ``paths`` hold, or None where only reading would tell (standard input, archives)."""
    total = 0
    for path in paths:
        if str(path) == STDIN:
            return None
        for file in _files(Path(path)):
            if isinstance(file, Path) and _ending(file) in ARCHIVES:
                return None
            total += 1
    return total


def _articles(paths: Iterable[str | Path]) -> Iterator[Article | ArticleError]:
    for path in paths:
        if str(path) == STDIN:
            yield from _standard_input()
            continue
        for file in _files(Path(path)):
            if isinstance(file, ArticleError):
                yield file
                continue
            try:
                with file.open("rb") as stream:
                    reader = FORMATS[_ending(file) or _sniff(stream.peek())]
                    yield from reader(Source(str(file), _stem(file), stream))
            except OSError as error:
                yield ArticleError(f"{file}: cannot be read: {error.strerror}")


def _files(path: Path) -> Iterator[Path | ArticleError]:
    if path.is_file():
        yield path
    elif path.is_dir():
        empty = True
        for file in _walk(path):
            empty = False
            yield file
        if empty:
            yield ArticleError(f"{path}: no articles in this folder", f"Articles end in {', '.join(FORMATS)}.")
    elif path.exists():
        yield path
    else:
        yield ArticleError(f"{path}: no such file or folder")


def _walk(folder: Path) -> Iterator[Path | ArticleError]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield ArticleError(f"{folder}: cannot be read: {error.strerror}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link to a parent folder would never end
                yield from _walk(entry)
        elif _ending(entry) is not None:
            yield entry


def _ending(file: Path) -> str | None:
    name = file.name.lower()
    return next((ending for ending in reversed(FORMATS) if name.endswith(ending)), None)


def _stem(file: Path) -> str:
    ending = _ending(file)
    return file.name[: -len(ending)] if ending and len(file.name) > len(ending) else file.stem


def _standard_input() -> Iterator[Article | ArticleError]:
    stream = io.BufferedReader(cast(io.RawIOBase, sys.stdin.buffer))
    try:
        yield from FORMATS[_sniff(stream.peek())](Source("standard input", "stdin", stream))
    finally:
        stream.detach()


def _sniff(content: bytes) -> str:
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return ".jsonl"
    if start[:200].lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    if start.startswith(b"WARC/"):
        return ".warc"
    return ".txt"


def _digest(words: str) -> int:
    """Eight bytes stand for a text, so that a build of many articles stays small in memory."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
