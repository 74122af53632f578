"""``kg rules``: list, show, test."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kg.matching.matcher import RuleIndex
from kg.rules import RuleSet, load, read
from tests.commands.conftest import Run


def test_list_names_every_rule(kg: Run) -> None:
    header, *rows = kg("rules", "list").stdout.splitlines()
    assert header.split() == ["RULE", "RELATION", "TRIGGER"]
    assert [row.split()[0] for row in rows] == [rule.id for rule in load().rules]


def test_show_prints_a_rule_as_its_file_has_it(kg: Run) -> None:
    for rule in load().rules:
        shown = kg("rules", "show", rule.name).stdout
        assert shown.startswith(f"# kg/rules/{rule.file}.toml\n")
        (table,) = tomllib.loads(shown)["rule"]
        assert table["name"] == rule.name
        assert len(table["match"]) == len(rule.matches)


def test_an_unknown_rule_is_answered_with_the_nearest(kg: Run) -> None:
    done = kg("rules", "show", load().rules[0].name + "x")
    assert done.exit_code == 2
    assert load().rules[0].name in done.stderr


RULE = """
[[rule]]
name = "rule-under-test"
relation = "{relation}"
trigger = {{ verb = ["aprire"] }}
subject = {{ is = "Organisation", case = "subject" }}
object = {{ is = ["Facility"], case = "object" }}
[[rule.match]]
text = "Acme ha aperto una fabbrica a Torino."
facts = [{{ subject = "Acme", object = "{object}", place = "Torino" }}]
[[rule.reject]]
text = "Acme ha aperto un'indagine."
"""


@pytest.mark.parametrize(("thing", "status"), [("factory", 0), ("bakery", 5)])
def test_test_runs_the_examples(kg: Run, monkeypatch: pytest.MonkeyPatch, thing: str, status: int) -> None:
    rules = read(RULE.format(relation="opens", object=thing).encode(), "trial")
    monkeypatch.setattr("kg.rules.load", lambda folder=None: RuleSet(rules, RuleIndex(rules)))
    done = kg("rules", "test", "rule-under-test")
    assert done.exit_code == status, done.stdout
    assert done.stdout.endswith(f"1 rules, 2 examples, {1 if status else 0} failed\n")
    assert ("bakery" in done.stdout) == bool(status)


def test_a_typo_in_a_rules_file_names_file_rule_and_remedy(kg: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "trial.toml").write_text(RULE.format(relation="opnes", object="factory"))
    monkeypatch.setattr("kg.rules.load", lambda folder=None: load(tmp_path))
    done = kg("rules", "list")
    assert done.exit_code == 2
    assert "rules/trial.toml" in done.stderr
    assert "rule-under-test" in done.stderr
    assert "opens" in done.stderr
