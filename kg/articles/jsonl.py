"""JSON lines: one article a line, in the fields id, text, title, date and url."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.articles.source import Source, article, decode
from kg.errors import ArticleError
from kg.model import Article

FIELDS = ("id", "text", "title", "date", "url")


def read(source: Source) -> Iterator[Article | ArticleError]:
    """Give an article for each line, or why that line holds none; an id left out is the file's name and the line's number."""
    number = 0
    for number, line in enumerate(source.stream, 1):
        place = f"{source.place}:{number}"
        if not line.strip():
            continue
        try:
            yield _article(place, f"{source.stem}-{number}", decode(line.removeprefix(b"\xef\xbb\xbf"), place))
        except ArticleError as error:
            yield error
    if not number:
        yield ArticleError(f"{source.place}: the file is empty")


def _article(place: str, name: str, line: str) -> Article:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticleError(f"{place}: not JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ArticleError(f"{place}: not an article: nested too deeply") from None
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ArticleError(f'{place}: no field "text"', f"A line is an object with the fields {', '.join(FIELDS)}; only text is needed.")
    fields: dict[str, Any] = {field: record[field] for field in FIELDS if record.get(field) not in (None, "")}
    if isinstance(fields.get("id"), int):
        fields["id"] = str(fields["id"])
    if isinstance(fields.get("date"), int):
        fields["date"] = str(fields["date"])
    for field, value in fields.items():
        if not isinstance(value, str):
            raise ArticleError(f"{place}: the field {field!r} is not a string")
    return article(place, fields.pop("id", name), fields.pop("text", ""), **fields)
