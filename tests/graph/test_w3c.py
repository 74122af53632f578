"""The W3C's SPARQL 1.1 query evaluation tests, through the code that ``kg query`` runs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.graph import w3c

FOLDER = w3c.folder()
CASES = w3c.collect(FOLDER)
COUNTS = {
    "aggregates": 47, "bind": 10, "bindings": 11, "cast": 6, "construct": 7, "csv-tsv-res": 6, "exists": 6, "functions": 75, "grouping": 6,
    "json-res": 4, "negation": 12, "project-expression": 7, "property-path": 33, "subquery": 14,
}  # fmt: skip

pytestmark = pytest.mark.skipif(not CASES, reason=f"no W3C tests in {FOLDER}: set KG_W3C_TESTS to their folder (docs/sparql.md)")


def test_every_case_is_collected() -> None:
    counted = Counter(case.group for case in CASES)
    assert {group: counted[group] for group in COUNTS} == COUNTS


@pytest.mark.parametrize("group", COUNTS)
def test_answers_are_those_expected_but_for_known_failures(group: str) -> None:
    failed = {(case.group, case.name): fault for case in CASES if case.group == group and (fault := w3c.check(case))}
    assert {name: fault for name, fault in failed.items() if name not in w3c.KNOWN} == {}
    assert set(failed) == {name for name in w3c.KNOWN if name[0] == group}, "a known failure passes now"


def test_prefixes_declared_beforehand_change_no_answer() -> None:
    for case in CASES:
        assert (w3c.check(case, prefixes=False) is None) == ((case.group, case.name) not in w3c.KNOWN), case.name


def test_the_figures_in_the_documentation_are_these() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "sparql.md").read_text("utf-8")
    assert w3c.report(CASES) in page
    assert all(f"* `{group}/{name}`: {reason}.\n" in page for (group, name), reason in w3c.KNOWN.items())
