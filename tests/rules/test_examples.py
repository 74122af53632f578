"""Every example of every rule, against the whole rule set."""

import pytest

from kg import examples, rules
from kg.matching.rule import Rule


@pytest.mark.parametrize("rule", rules.load().rules, ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    assert [str(failure) for failure in examples.check([rule])] == []


def test_every_rule_shows_what_it_reads_and_what_it_leaves() -> None:
    loaded = rules.load().rules
    assert len(loaded) > 15
    for rule in loaded:
        assert rule.matches, rule.id
        assert rule.rejects, rule.id


def test_a_wrong_example_is_told_with_what_is_missing_and_unexpected() -> None:
    (rule,) = rules.read(
        b"""
[[rule]]
name = "organisation-opens-facility-wrongly"
relation = "opens"
trigger = { verb = ["aprire"] }
subject = { is = "Organisation", case = "subject" }
object = { is = "Facility", case = "object" }
[[rule.match]]
text = "Acme ha aperto una fabbrica."
facts = [{ subject = "Brio", object = "factory" }]
[[rule.reject]]
text = "Acme ha aperto un negozio."
""",
        "wrong",
    )
    match, reject = examples.check([rule])
    assert match.missing == ('{ relation = "opens", subject = "Brio", object = "factory" }',)
    assert match.unexpected == ('{ relation = "opens", subject = "Acme", object = "factory" }',)
    assert reject.kind == "reject"
    assert reject.unexpected == ('{ relation = "opens", subject = "Acme", object = "store" }',)
