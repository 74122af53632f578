"""The same results in the same order, wherever extraction runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from kg.engines import ENGINES, run
from kg.errors import ArticleError, InputError, KgError
from kg.model import Article, Extraction

WHERE = [name for name in ENGINES if name != "dask"] + [
    pytest.param("dask", marks=pytest.mark.skipif(not __import__("importlib.util").util.find_spec("distributed"), reason="no distributed"))
]


def work(article: Article) -> Extraction:
    """What stands for extraction here: some articles are bad, one kills its process."""
    if "division" in article.text:
        1 / 0  # noqa: B018
    if "refused" in article.text:
        raise ArticleError(f"{article.id}: refused")
    if "death" in article.text:
        os._exit(9)
    return Extraction(article, len(article.text), ())


def articles(number: int) -> Iterator[Article | KgError]:
    for index in range(number):
        if index % 10 == 3:
            yield ArticleError(f"a{index}: unreadable")
        else:
            yield Article(f"a{index}", {5: "division", 7: "refused"}.get(index, "text " * index))


def outcomes(engine: str, given: Iterable[Article | KgError]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for outcome in run(engine, work, given, workers=2):
        if isinstance(outcome, KgError):
            found.append((type(outcome).__name__, str(outcome)))
        else:
            found.append((outcome.article.id, outcome.sentences))
    return found


@pytest.mark.parametrize("engine", WHERE)
def test_every_engine_gives_the_same_outcomes_in_order(engine: str) -> None:
    found = outcomes(engine, articles(60))
    assert len(found) == 60
    assert found[3] == ("ArticleError", "a3: unreadable")
    assert found[5][0] == "KgError"
    assert "a5: extraction failed: ZeroDivisionError: division by zero" in str(found[5][1])
    assert found[7] == ("ArticleError", "a7: refused")
    assert found[59] == ("a59", 5 * 59)
    assert found == outcomes("local", articles(60))


def test_a_process_that_dies_costs_one_article() -> None:
    given = [Article(f"a{index}", "death" if index == 4 else "text") for index in range(40)]
    found = outcomes("cores", given)
    assert [name for name, _ in found] == [f"a{index}" if index != 4 else "KgError" for index in range(40)]
    assert "a4: extraction killed its process" in str(found[4][1])


@pytest.mark.parametrize("engine", ["local", "cores"])
def test_articles_are_taken_as_they_are_needed(engine: str) -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield Article(f"a{taken}", "text")

    results = run(engine, work, endless(), workers=1)
    for _ in range(100):
        next(results)
    results.close()  # type: ignore[attr-defined]
    assert taken <= 100 + 8 * 5


def test_an_unknown_engine_is_an_error_that_names_the_others() -> None:
    with pytest.raises(InputError, match="local, cores, dask"):
        run("clouds", work, [])


def test_cores_work_for_a_script_that_is_run(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from kg.engines import run\nfrom tests.engines.test_engines import work, articles\n"
        "if __name__ == '__main__':\n    print(sum(1 for _ in run('cores', work, articles(20), workers=2)))\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, str(script)], env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("20", "")
