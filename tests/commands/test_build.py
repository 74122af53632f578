"""``kg build``: what it prints, its exit status, and what stays in the store."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from kg import pipeline
from kg.articles import seeds
from kg.model import Article, Entity, Evidence, Extraction, Fact
from tests.commands.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Acme ha aperto un negozio a Torino. Non ha detto altro.\n"


def exported(kg: Run, store: str | Path = "kg-store") -> bytes:
    done = kg("export", "-", "--format", "nq", "--store", store)
    assert done.exit_code == 0, done.stderr
    return done.stdout_bytes


def test_without_a_path_it_says_that_it_adds_the_seeds(kg: Run) -> None:
    done = kg("build")
    assert done.exit_code == 0
    assert "seed articles" in done.stderr
    assert done.stdout.startswith("2 articles, ")
    assert Path("kg-store").is_dir()


def test_relations_are_counted_the_commonest_first(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    report = pipeline.Report(3, 40, {"opens": 12, "holdsRole": 4}, ())
    monkeypatch.setattr(pipeline, "build", lambda *_, **__: report)
    assert kg("build", str(seeds())).stdout.splitlines() == ["3 articles, 40 sentences, 16 facts", "      12  opens", "       4  holdsRole"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("latin.txt", "La società".encode("latin-1"), "not UTF-8"),
        ("empty.txt", b"", "empty"),
        ("header.txt", b" date 2017-07 \n", "empty"),
        ("binary.txt", b"a\0b", "binary"),
        (None, None, "no such file"),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_leaves_the_store_alone(kg: Run, name: str | None, content: bytes | None, problem: str) -> None:
    kg("build")
    before = exported(kg)
    path = Path(name or "missing.txt")
    if content is not None:
        path.write_bytes(content)
    done = kg("build", path)
    assert done.exit_code == 2
    assert problem in done.stderr
    assert path.stem in done.stderr
    assert "Traceback" not in done.stderr
    assert exported(kg) == before


def test_a_mistyped_path_makes_no_store(kg: Run) -> None:
    assert kg("build", "nowhere.txt").exit_code == 2
    assert not Path("kg-store").exists()


def test_done_but_for_one_ends_with_1_and_names_it(kg: Run) -> None:
    Path("bad.txt").write_bytes(b"\xff\xff")
    Path("good.txt").write_text(TEXT)
    done = kg("build", ".")
    assert done.exit_code == 1
    assert "bad.txt" in done.stderr
    assert done.stdout.startswith("1 article,")


def test_an_exception_while_extracting_costs_one_article(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(article: Article, *_: object, **__: object) -> Extraction:
        if article.id == "b":
            raise ZeroDivisionError("by zero")
        return Extraction(article, 1, ())

    monkeypatch.setattr(pipeline, "extract", extract)
    for name in "abc":
        Path(f"{name}.txt").write_text(TEXT)
    done = kg("build", "a.txt", "b.txt", "c.txt")
    assert done.exit_code == 1
    assert "b: extraction failed: ZeroDivisionError: by zero" in done.stderr
    assert done.stdout.startswith("2 articles,")


def test_an_article_that_cannot_be_written_costs_itself_only(kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    unknown = Fact("levitates", Entity("Acme", "Company"), evidence=(Evidence("b", 0, 4, "Acme", "a/b", Decimal(1), "explicit"),))
    monkeypatch.setattr(pipeline, "extract", lambda article, *_: Extraction(article, 1, (unknown,) if article.id == "b" else ()))
    for name in "abc":
        Path(f"{name}.txt").write_text(TEXT)
    done = kg("build", "a.txt", "b.txt", "c.txt")
    assert done.exit_code == 1
    assert "b: writing to the graph failed: " in done.stderr
    assert done.stdout.startswith("2 articles,")


def test_another_language_is_built_with_a_warning_and_no_facts(kg: Run) -> None:
    Path("en.txt").write_text("Acme has opened 100 shops in India, and it will open two more in Turin by the end of 2030.")
    done = kg("build", "en.txt")
    assert done.exit_code == 0
    assert "not in Italian (en)" in done.stderr
    assert done.stdout.strip() == "1 article, 0 sentences, 0 facts"


def test_a_long_article_on_one_line(kg: Run) -> None:
    # 10 MB take the same road, and more than a minute of it; tests/articles reads that much
    Path("long.txt").write_text("La gente parla del tempo e non dice altro. " * 25_000)
    done = kg("build", "long.txt")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("1 article,")


def test_building_twice_changes_nothing(kg: Run) -> None:
    kg("build")
    before = exported(kg)
    assert before
    kg("build")
    assert exported(kg) == before


def test_standard_input_and_the_store_of_the_environment(kg: Run) -> None:
    done = kg("build", "-", stdin=TEXT, KG_STORE="elsewhere")
    assert done.exit_code == 0, done.stderr
    assert b"stdin" in exported(kg, "elsewhere")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--min-confidence", "2"], "--min-confidence"),
        (["--engine", "clouds"], "local, cores, dask"),
        (["--entities", "nowhere.ttl"], "nowhere.ttl"),
        (["--workers", "0"], "--workers"),
    ],
)
def test_wrong_use_ends_with_2(kg: Run, arguments: list[str], problem: str) -> None:
    done = kg("build", *arguments)
    assert done.exit_code == 2
    assert problem in done.stderr
    assert not Path("kg-store").exists()


def test_a_folder_that_is_no_store_is_left_alone(kg: Run) -> None:
    Path("kg-store").mkdir()
    Path("kg-store/letter.txt").write_text("mine")
    done = kg("build")
    assert done.exit_code == 1
    assert "kg-store" in done.stderr
    assert [file.name for file in Path("kg-store").iterdir()] == ["letter.txt"]


def test_engines_and_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    exports = set()
    for seed, engine in (("0", "local"), ("1", "cores"), ("2", "local")):
        folder = tmp_path / f"{engine}{seed}"
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        for arguments in (["build", "--engine", engine, "--workers", "2"], ["export", "graph.nq"]):
            command = [sys.executable, str(ROOT / "cli.py"), *arguments]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        exports.add((folder / "graph.nq").read_bytes())
    assert len(exports) == 1
    assert exports.pop()
