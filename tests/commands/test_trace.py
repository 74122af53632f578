"""``kg trace``: every stage shows what it made of a sentence."""

from __future__ import annotations

import pytest

from tests.commands.conftest import Run

SENTENCE = "Secondo il direttore generale di Redmi, Xiaomi aprirà 100 negozi in India entro il 2030."


def section(output: str, name: str) -> str:
    return output.split(f"\n{name}\n" if name != "tokens" else "tokens\n")[1].split("\n\n")[0]


def test_every_stage_is_shown(kg: Run) -> None:
    done = kg("trace", SENTENCE)
    assert done.exit_code == 0, done.stderr
    for name in ("tokens", "clauses", "mentions", "rules that matched", "rules that stopped", "facts"):
        assert f"{name}\n" in done.stdout
    assert ["aprirà", "aprire", "VERB", "indicative", "future", "3", "singular"] in [line.split() for line in done.stdout.splitlines()]
    assert "Xiaomi (Company)" in section(done.stdout, "mentions")
    assert "openings/organisation-opens-facility" in section(done.stdout, "rules that matched")
    assert 'relation = "opens"' in section(done.stdout, "facts")


def test_the_date_of_the_article_counts(kg: Run) -> None:
    sentence = "L'anno scorso Xiaomi ha aperto 100 negozi in India."
    assert 'time = "2016"' in kg("trace", sentence, "--date", "2017-07").stdout
    assert kg("trace", "-", "--date", "2017-07", stdin=sentence).stdout == kg("trace", sentence, "--date", "2017-07").stdout


@pytest.mark.parametrize("arguments", [[SENTENCE, "--date", "ieri"], [" "], [SENTENCE, "--entities", "nowhere.ttl"]])
def test_wrong_use_ends_with_2(kg: Run, arguments: list[str]) -> None:
    done = kg("trace", *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith("kg: ")
