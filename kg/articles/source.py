"""Where an article comes from, and the checks that every format shares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import BinaryIO

from kg.articles.language import detect
from kg.errors import ArticleError
from kg.model import Article

SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (docx, odt and epub are such)",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}
UTF16 = (b"\xff\xfe", b"\xfe\xff")
DATE = re.compile(r"(\d{4})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?(?=$|[T ])")


@dataclass(frozen=True, slots=True)
class Source:
    """An open file: the place that messages name, the id it gives its article, and its bytes."""

    place: str
    stem: str
    stream: BinaryIO


def decode(content: bytes, place: str) -> str:
    """Decode UTF-8, keeping line ends and a byte order mark, so that offsets are the file's own.

    Raises ArticleError where ``content`` is binary, or in another encoding.
    """
    kind = next((kind for signature, kind in SIGNATURES.items() if content.startswith(signature)), None)
    if kind:
        raise ArticleError(f"{place}: this is {kind}, not text", "Save its text as UTF-8 and build that.")
    if content.startswith(UTF16):
        raise ArticleError(f"{place}: this is UTF-16, not UTF-8", f"Convert it: iconv -f UTF-16 -t UTF-8 {place}")
    if b"\0" in content:
        raise ArticleError(f"{place}: this is binary, not text (it holds a zero byte)")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            f"{place}: not UTF-8: byte {error.start} (line {line}) is 0x{content[error.start]:02x}",
            f"If it is Windows-1252 or Latin-1, convert it: iconv -f WINDOWS-1252 -t UTF-8 {place}",
        ) from None


def article(place: str, name: str, text: str, *, title: str | None = None, date: str | None = None, url: str | None = None) -> Article:
    """Return the article of these parts, its language detected.

    ``date`` is ISO 8601; its time of day is dropped. Raises ArticleError where the text is empty or a part cannot be used.
    """
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise ArticleError(f"{place}: the article is empty")
    try:
        "".join(part for part in (name, text, title, url) if part).encode()
    except UnicodeEncodeError:
        raise ArticleError(f"{place}: half a surrogate pair, which no UTF-8 text can hold") from None
    published = None
    if date:
        found = DATE.match(date)
        if not found:
            raise ArticleError(f"{place}: {date!r} is no date", "Dates are ISO 8601: 2017, 2017-07 or 2017-07-26.")
        published = found[0]
    return Article(id=name, text=text, title=title or None, published=published, url=url or None, language=detect(text))
