"""Plain text: one file, one article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.articles.source import Source, article, decode
from kg.errors import ArticleError
from kg.model import Article

LONGEST_TITLE = 200  # characters; a longer first line is a paragraph that lost its full stop
LINE = re.compile(r"[^\r\n]*")
ENDS_SENTENCE = tuple(".!?…:;,")


def read(source: Source) -> Iterator[Article | ArticleError]:
    """Give the one article of a text file, or why it cannot be read."""
    try:
        yield article(source.place, source.stem, decode(source.stream.read(), source.place))
    except ArticleError as error:
        yield error


def title(text: str, start: int = 0) -> str | None:
    """Return the heading that ``text`` opens with from ``start`` on, or None.

    A heading is a short first line without a final stop, with more text after it.
    """
    begin = len(text) - len(text[start:].lstrip("\ufeff \t\r\n"))
    found = LINE.match(text, begin)
    line = found[0].rstrip() if found else ""
    if not line or len(line) > LONGEST_TITLE or line.rstrip("\"'»”’)").endswith(ENDS_SENTENCE):
        return None
    return line if text[begin + len(line) :].strip() else None
