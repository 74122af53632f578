"""The Italian word lists and the ontology speak of the same things."""

import pytest

from kg import vocabulary
from kg.italian.nouns import lexicon


@pytest.mark.parametrize("table", ["products", "facilities", "topics"])
def test_every_category_has_an_italian_label(table: str) -> None:
    assert set(lexicon("categories")[table]) - set(vocabulary.categories()) == set()


def test_every_post_is_a_role_of_the_ontology() -> None:
    posts = set(lexicon("posts")["posts"]) | set(lexicon("posts")["offices"])
    assert posts - set(vocabulary.roles()) == set()


def test_every_metric_is_one_of_the_ontology() -> None:
    assert set(lexicon("metrics")["metrics"]) - {"loss"} - set(vocabulary.metrics()) == set()
