"""Web pages: the main text, title, date and address of a page, found by trafilatura (Apache-2.0)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.articles.source import Source, article
from kg.errors import ArticleError
from kg.model import Article


def read(source: Source) -> Iterator[Article | ArticleError]:
    """Give the one article of a page, or why there is none. Offsets count the extracted text, not the markup."""
    try:
        yield page(source.place, source.stem, source.stream.read())
    except ArticleError as error:
        yield error


def page(place: str, name: str, markup: bytes, url: str | None = None) -> Article:
    """Return the article of a page in any declared encoding.

    Raises ArticleError where trafilatura is not installed or finds no main text.
    """
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise ArticleError(f"{place}: reading web pages needs trafilatura", "Install it: pip install 'kg-news[html]'") from None
    if not markup.strip():
        raise ArticleError(f"{place}: the article is empty")
    document = bare_extraction(markup, url=url, with_metadata=True, include_comments=False, include_tables=False)
    found: dict[str, Any] = {} if document is None else document if isinstance(document, dict) else document.as_dict()
    if not (found.get("text") or "").strip():
        raise ArticleError(f"{place}: no main text on this page")
    return article(place, name, found["text"], title=found["title"], date=found["date"], url=found["url"] or url)
