"""Web archives (ISO 28500): an article for each page, read by warcio (Apache-2.0)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.articles import html
from kg.articles.source import Source, article, decode
from kg.errors import ArticleError
from kg.model import Article


def read(source: Source) -> Iterator[Article | ArticleError]:
    """Give an article for each HTML response and each plain text record, or why it holds none.

    Ids are the archive's name and the record's number. Records of other kinds (requests, pictures) are passed over.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield ArticleError(f"{source.place}: reading web archives needs warcio", "Install it: pip install 'kg-news[warc]'")
        return
    try:
        for number, record in enumerate(ArchiveIterator(source.stream), 1):
            url = record.rec_headers.get_header("WARC-Target-URI")
            place, name = f"{source.place}: {url}", f"{source.stem}-{number}"
            try:
                if record.rec_type == "response" and _media(record.http_headers) in ("text/html", "application/xhtml+xml"):
                    yield html.page(place, name, record.content_stream().read(), url)
                elif record.rec_type == "conversion" and _media(record.rec_headers) == "text/plain":
                    yield article(place, name, decode(record.content_stream().read(), place), url=url)
            except ArticleError as error:
                yield error
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        yield ArticleError(f"{source.place}: not a web archive, or a broken one: {str(error).splitlines()[0]}")


def _media(headers: object) -> str:
    value = headers.get_header("Content-Type") if headers else None  # type: ignore[attr-defined]
    return (value or "").partition(";")[0].strip().lower()
