"""Speech that goes on from one sentence to the next."""

from __future__ import annotations

import pytest

from kg.italian.speech import continued_source
from kg.italian.syntax import parse
from tests.italian.tagged import tagged


@pytest.mark.parametrize(
    ("text", "continues"),
    [
        ("Ha poi aggiunto che il mercato cresce.", True),
        ("«Il mercato cresce.»", True),
        ("Anna Bianchi ha aggiunto che il mercato cresce.", False),
        ("«Il mercato cresce», spiega Anna Bianchi.", False),
        ("«Tau» è un telefono di Acme.", False),
        ("«Il mercato cresce ancora", True),
        ("Ha aperto un negozio.", False),
    ],
)
def test_continued_source(text: str, continues: bool) -> None:
    sentence = tagged(text)
    assert continued_source(sentence, parse(sentence)) is continues
