"""Articles from files, folders and standard input."""

from __future__ import annotations

import io
import sys
import tracemalloc
from pathlib import Path

import pytest

from kg.articles import count, read, seeds
from kg.errors import ArticleError
from kg.model import Article

TEXT = "La società ha aperto un negozio a Torino e non ha detto altro.\n"


def only(paths: list[str | Path]) -> Article | ArticleError:
    found = list(read(paths))
    assert len(found) == 1, found
    return found[0]


def test_seeds_are_two_articles_named_after_their_files() -> None:
    found = [article for article in read([seeds()]) if isinstance(article, Article)]
    assert [article.id for article in found] == ["000_454880e11c44186f", "001_c41641b654e3a4ad"]
    assert all(article.language == "it" for article in found)
    assert found[0].text == (seeds() / "000_454880e11c44186f.txt").read_bytes().decode()


def test_folders_are_read_recursively_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.TXT", "c/notes.md", ".hidden/x.txt", "d.txt~"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(TEXT)
    (tmp_path / "a" / "round").symlink_to(tmp_path)
    assert [article.id for article in read([tmp_path]) if isinstance(article, Article)] == ["c", "z", "b"]
    assert count([tmp_path]) == 3


def test_offsets_are_those_of_the_file(tmp_path: Path) -> None:
    content = "\ufeffIl caffè costa 2 €.\r\n\r\nLa società 🙂 lo vende.\r\n"
    (tmp_path / "a.txt").write_bytes(content.encode())
    article = only([tmp_path / "a.txt"])
    assert isinstance(article, Article)
    assert article.text == content


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \r\n\t\n", "empty"),
        ("mark.txt", b"\xef\xbb\xbf\n", "empty"),
        ("latin.txt", "prima riga\nLa società".encode("latin-1"), "not UTF-8: byte 20 (line 2) is 0xe0"),
        ("wide.txt", "La società".encode("utf-16"), "UTF-16"),
        ("paper.txt", b"%PDF-1.7 something", "a PDF"),
        ("letter.txt", b"PK\x03\x04rest", "a ZIP archive"),
        ("zero.txt", b"abc\0def", "binary"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)
    error = only([tmp_path / name])
    assert isinstance(error, ArticleError)
    assert problem in error.problem
    assert name in error.problem
    assert error.status == 2


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\xfa\xfb")
    (tmp_path / "b.txt").write_text(TEXT)
    error, article = read([tmp_path])
    assert isinstance(error, ArticleError)
    assert isinstance(article, Article)


def test_a_missing_path_and_a_folder_without_articles_are_errors(tmp_path: Path) -> None:
    missing = only([tmp_path / "nowhere.txt"])
    empty = only([tmp_path])
    assert isinstance(missing, ArticleError)
    assert "no such file" in missing.problem
    assert isinstance(empty, ArticleError)
    assert "no articles" in empty.problem
    assert ".txt" in str(empty.remedy)


def test_an_article_given_twice_comes_once_and_two_of_one_name_are_an_error(tmp_path: Path) -> None:
    for folder, text in (("a", TEXT), ("b", TEXT), ("c", "Altro testo.\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.txt").write_text(text)
    article, error = read([tmp_path])
    assert isinstance(article, Article)
    assert isinstance(error, ArticleError)
    assert "same id" in error.problem


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (b'{"text": "Uno."}\n{"id": "due", "text": "Due."}\n', ["stdin-1", "due"]),
    ],
)
def test_standard_input_is_text_or_json_lines(monkeypatch: pytest.MonkeyPatch, content: bytes, ids: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert [article.id for article in read(["-"]) if isinstance(article, Article)] == ids


def test_a_file_of_another_ending_is_read_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "feed.log").write_text('{"id": "x", "text": "Uno."}\n')
    (tmp_path / "article").write_text(TEXT)
    assert [article.id for article in read([tmp_path / "feed.log", tmp_path / "article"]) if isinstance(article, Article)] == [
        "x",
        "article",
    ]


def test_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("La società ha aperto un negozio. " * 310_000)
    article = only([tmp_path / "long.txt"])
    assert isinstance(article, Article)
    assert len(article.text) > 10_000_000
    assert article.language == "it"


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path) -> None:
    line = '{"id": "%d", "text": "' + "La società apre un negozio. " * 200 + '"}\n'
    (tmp_path / "many.jsonl").write_text("".join(line % number for number in range(600)))
    tracemalloc.start()
    total = sum(1 for _ in read([tmp_path / "many.jsonl"]))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total == 600
    assert peak < 600_000  # bytes; the file has 3 million
