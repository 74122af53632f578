"""Reading rules: every fault names the file, the rule and the remedy."""

import pytest

from kg.errors import RuleError
from kg.rules import read

GOOD = """
[words]
open = ["aprire"]
[[rule]]
name = "opens"
relation = "opens"
trigger = { verb = ["@open"] }
subject = { is = "Organisation", case = "subject" }
object = { is = "Facility", case = "object" }
[[rule.match]]
text = "Acme apre un negozio."
facts = [{ subject = "Acme", object = "store" }]
[[rule.reject]]
text = "Acme apre un'indagine."
"""


def test_a_rule_is_read_with_its_word_lists() -> None:
    (rule,) = read(GOOD.encode(), "openings")
    assert rule.id == "openings/opens"
    assert rule.verbs == {"aprire"}
    assert [slot.name for slot in rule.slots] == ["subject", "object"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('name = "opens"\n', "", ["number 1", "it has no name"]),
        ('relation = "opens"', 'relation = "opnes"', ["unknown relation 'opnes'", "did you mean 'opens'?"]),
        ("trigger =", "triger =", ["unknown key 'triger'", "did you mean 'trigger'?"]),
        ('is = "Facility"', 'is = "Facilty"', ["unknown kind of mention 'Facilty'", "did you mean 'Facility'?"]),
        ('case = "object"', 'csae = "object"', ["unknown key 'csae'", "did you mean 'case'?"]),
        ('["@open"]', '["@opne"]', ["the word list '@opne'", "did you mean 'open'?"]),
        ('[[rule.reject]]\ntext = "Acme apre un\'indagine."', "", ["it has no reject example"]),
        ('facts = [{ subject = "Acme", object = "store" }]', "", ["a match lists no facts"]),
        ('case = "subject"', 'case = "subject", inherit = "topik"', ["inherits from 'topik'", "did you mean 'topic'?"]),
        ('case = "object"', 'of = "value"', ["is of 'value', which the rule does not have"]),
        ("[words]", "[word]", ["unknown table 'word'", "did you mean 'words'?"]),
        ('trigger = { verb = ["@open"] }', 'trigger = { verb = ["@open"] }\npattern = "{subject:Person}"', ["either a trigger or a pattern"]),  # noqa: E501
        ('"opens"\ntrigger', '"opens\ntrigger', ["openings.toml", "line 6"]),
    ],
)  # fmt: skip
def test_a_fault_names_file_rule_and_remedy(old: str, new: str, words: list[str]) -> None:
    assert old in GOOD
    with pytest.raises(RuleError) as caught:
        read(GOOD.replace(old, new, 1).encode(), "openings")
    message = str(caught.value)
    assert "rules/openings.toml" in message
    assert caught.value.remedy
    assert caught.value.status == 2
    for word in words:
        assert word in message


def test_a_file_that_is_not_utf8_says_where() -> None:
    with pytest.raises(RuleError, match="not UTF-8, at byte 2"):
        read(b"# \xff", "openings")


def test_two_rules_of_one_name_are_refused(tmp_path) -> None:
    from kg.rules import load

    (tmp_path / "one.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "two.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(RuleError, match=r"two rules are called 'opens': in rules/one.toml and rules/two.toml"):
        load(tmp_path)
