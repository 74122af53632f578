"""What each format gives: text, title, date, address."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kg.articles import read
from kg.articles.language import detect
from kg.articles.text import title
from kg.errors import ArticleError
from kg.model import Article

PAGE = """<!DOCTYPE html><html lang="it"><head><meta charset="{charset}"><title>Acme apre a Torino</title>
<meta property="og:title" content="Acme apre a Torino"><meta property="article:published_time" content="2021-03-04T09:00:00+01:00">
<link rel="canonical" href="https://example.org/notizie/acme"></head>
<body><nav><a href="/">Casa</a> <a href="/x">Altro</a></nav>
<article><h1>Acme apre a Torino</h1><p>La società Acme ha aperto ieri il suo primo negozio a Torino, in una strada del centro
molto frequentata dai turisti e dagli abitanti della città.</p>
<p>Secondo il presidente, nel corso dell'anno verranno aperti altri quattordici negozi in
Italia, e più avanti anche in Francia e in Germania.</p></article><footer>Tutti i diritti riservati</footer></body></html>"""


def write(folder: Path, *records: object) -> list[Article | ArticleError]:
    file = folder / "news.jsonl"
    file.write_text("".join((record if isinstance(record, str) else json.dumps(record)) + "\n" for record in records))
    return list(read([file]))


def test_json_lines_have_their_own_fields(tmp_path: Path) -> None:
    found = write(
        tmp_path,
        {"id": "a1", "text": "Acme apre.", "title": "Acme", "date": "2021-03-04T10:00:00Z", "url": "https://example.org/a", "more": 1},
        {"id": 7, "text": "Acme chiude.", "date": 2020},
        {"text": "Senza nome.", "title": None, "date": ""},
    )
    assert found == [
        Article("a1", "Acme apre.", "Acme", "2021-03-04", "https://example.org/a"),
        Article("7", "Acme chiude.", published="2020"),
        Article("news-3", "Senza nome."),
    ]


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ("{'text': 1}", "news.jsonl:1: not JSON"),
        ("[1]", 'no field "text"'),
        ({"title": "Solo titolo"}, 'no field "text"'),
        ({"text": " "}, "the article is empty"),
        ({"text": "Acme apre.", "date": "4 marzo"}, "'4 marzo' is no date"),
        ({"text": "Acme apre.", "date": "2021-13"}, "'2021-13' is no date"),
        ({"text": "Acme apre.", "title": ["x"]}, "'title' is not a string"),
        ('{"text": "\\ud800"}', "surrogate"),
        ("[" * 100_000, "news.jsonl:1"),
    ],
)
def test_a_bad_line_is_named_and_the_next_one_read(tmp_path: Path, record: object, problem: str) -> None:
    error, article = write(tmp_path, record, {"id": "good", "text": "Acme apre."})
    assert isinstance(error, ArticleError)
    assert problem in error.problem
    assert isinstance(article, Article)
    assert article.id == "good"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_a_page_gives_its_main_text_title_date_and_address(tmp_path: Path, charset: str) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "page.html").write_bytes(PAGE.format(charset=charset).encode(charset))
    (article,) = read([tmp_path])
    assert isinstance(article, Article)
    assert article.id == "page"
    assert "La società Acme ha aperto ieri" in article.text
    assert "diritti riservati" not in article.text
    assert (article.title, article.published, article.url) == ("Acme apre a Torino", "2021-03-04", "https://example.org/notizie/acme")


def test_a_page_without_text_is_an_error(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "page.html").write_text("<html><body></body></html>")
    (error,) = read([tmp_path])
    assert isinstance(error, ArticleError)
    assert "no main text" in error.problem


def test_a_missing_library_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("trafilatura", "warcio.archiveiterator"):
        monkeypatch.setitem(__import__("sys").modules, library, None)
    (tmp_path / "page.html").write_text(PAGE.format(charset="utf-8"))
    (tmp_path / "web.warc").write_bytes(b"WARC/1.0\r\n")
    page, archive = read([tmp_path])
    assert isinstance(page, ArticleError)
    assert isinstance(archive, ArticleError)
    assert "kg-news[html]" in str(page)
    assert "kg-news[warc]" in str(archive)


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_an_archive_gives_an_article_for_each_page(tmp_path: Path, ending: str) -> None:
    pytest.importorskip("trafilatura")
    warcwriter = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders").StatusAndHeaders
    with (tmp_path / f"web{ending}").open("wb") as stream:
        writer = warcwriter.WARCWriter(stream, gzip=ending.endswith("gz"))

        def add(url: str, media: str, content: bytes) -> None:
            answer = headers("200 OK", [("Content-Type", media)], protocol="HTTP/1.0")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(content), http_headers=answer))

        add("https://example.org/one", "text/html; charset=utf-8", PAGE.format(charset="utf-8").encode())
        add("https://example.org/picture", "image/png", b"\x89PNG")
        plain = writer.create_warc_record(
            "https://example.org/three", "conversion", payload=io.BytesIO("Acme è qui.".encode()), warc_content_type="text/plain"
        )
        writer.write_record(plain)
    page, plain_text = read([tmp_path])
    assert isinstance(page, Article)
    assert isinstance(plain_text, Article)
    assert (page.id, page.title) == ("web-1", "Acme apre a Torino")
    assert (plain_text.id, plain_text.text, plain_text.url) == ("web-3", "Acme è qui.", "https://example.org/three")


def test_a_broken_archive_is_an_error(tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    (tmp_path / "web.warc").write_text("this is no archive\n" * 5)
    (error,) = read([tmp_path])
    assert isinstance(error, ArticleError)
    assert "web archive" in error.problem


@pytest.mark.parametrize(
    ("text", "start", "expected"),
    [
        ("Acme apre a Torino\nLa società ha aperto un negozio.", 0, "Acme apre a Torino"),
        ("\ufeff\r\nAcme apre a Torino\r\n\r\nLa società.", 0, "Acme apre a Torino"),
        (" date 2017-07 Acme apre\nLa società.", 14, "Acme apre"),
        ("La società ha aperto un negozio.\nPoi un altro.", 0, None),
        ("Acme dice: «Apriremo.»\nPoi basta.", 0, None),
        ("Acme apre a Torino", 0, None),
        ("parola " * 40 + "\nAltro.", 0, None),
    ],
)
def test_a_heading_is_a_short_first_line_without_a_stop(text: str, start: int, expected: str | None) -> None:
    assert title(text, start) == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La società ha aperto un negozio nel centro di Torino e altri due in Francia.", "it"),
        ("Acme Mobile World Congress 2023", "it"),
        ("The company has opened a shop in the centre of Turin, and it will open two more in France.", "en"),
        ("L'entreprise a ouvert un magasin dans le centre de Turin et elle en ouvrira deux autres en Espagne.", "fr"),
        ("Das Unternehmen hat im Zentrum von Turin ein Geschäft eröffnet und wird zwei weitere in der Schweiz eröffnen.", "de"),
        ("La empresa ha abierto una tienda en el centro de Turín y abrirá otras dos en los próximos años.", "es"),
        ("Компания открыла магазин в центре Турина.", "und"),
        ("公司在都灵市中心开设了一家商店。", "und"),
        ("2017 2018 2019", "it"),
    ],
)
def test_the_language_is_told_by_function_words(text: str, language: str) -> None:
    assert detect(text) == language
