"""The two seed articles, end to end: every fact that a careful reader takes from them, and not one that nobody says."""

from functools import cache

import pytest

from kg import articles, catalogue, pipeline
from kg.model import Article, Extraction, Fact


@cache
def extractions() -> tuple[Extraction, ...]:
    known = catalogue.load()
    return tuple(pipeline.extract(article, known) for article in articles.read([articles.seeds()]) if isinstance(article, Article))


def facts() -> list[Fact]:
    return [fact for extraction in extractions() for fact in extraction.facts]


def row(fact: Fact) -> tuple[object, ...]:
    def name(entity: object) -> str | None:
        return getattr(entity, "name", None)

    value = None if fact.value is None else float(fact.value)
    return (
        fact.relation,
        name(fact.subject),
        name(fact.object),
        fact.role or fact.metric,
        value,
        name(fact.place),
        fact.time,
        fact.status,
        name(fact.by),
    )


STATED = [
    ("shipments", "Xiaomi", "smartphone", None, 23_160_000, None, "2017-04/2017-06", "actual", None),
    ("growth", "Xiaomi", "smartphone", "shipments", 70, None, "2017-04/2017-06", "actual", None),
    ("growth", "Xiaomi India", None, "revenue", 328, "India", "2017-04/2017-06", "actual", None),
    ("storeCount", "Mi Home", None, None, 123, "Cina", "2017-07", "actual", None),
    ("opens", "Xiaomi", "Mi Home", None, 14, "Cina", "2017-07", "expected", None),
    ("opens", "Xiaomi", "Mi Home", None, 1, "India", None, "actual", None),
    ("opens", "Xiaomi", "store", None, 100, "India", "2017-07/2019-07", "expected", None),
    ("partnersWith", "Xiaomi", "JD.com", None, None, None, None, "actual", None),
    ("partnersWith", "Xiaomi", "Tmall", None, None, None, None, "actual", None),
    ("partnersWith", "Xiaomi", "Suning", None, None, None, None, "actual", None),
    ("partOf", "Xiaomi India", "Xiaomi", None, None, None, None, "actual", None),
    ("makes", "Xiaomi", "Redmi Note 4", None, None, None, None, "actual", None),
    ("makes", "Xiaomi", "Surge S1", None, None, None, None, "actual", None),
    ("revenue", "Xiaomi", None, None, 14_700_000_000, None, "2017", "expected", "Xiaomi"),
    ("shipments", "Xiaomi", None, None, 100_000_000, None, "2018", "expected", "Xiaomi"),
    ("sellsIn", "Xiaomi", "Italia", None, None, None, None, "denied", None),
    ("sellsIn", "Xiaomi", "Europa", None, None, None, None, "denied", None),
    ("sellsIn", "Xiaomi", "Occidente", None, None, None, None, "denied", None),
    ("sales", "Xiaomi", "Single Day", None, 10_000_000_000, None, "--11-05", "actual", "Xiaomi"),
    ("rank", "Xiaomi", "smartphone", None, 1, None, None, "actual", "JD.com"),
    ("surpasses", "Huawei", "Xiaomi", None, None, "Cina", None, "actual", None),
    ("surpasses", "Honor", "Xiaomi", None, None, "Cina", None, "actual", None),
    ("holdsRole", "Lu Weibing", "Redmi", "general manager", None, None, None, "actual", None),
    ("opens", "Xiaomi", "store", None, 30_000, None, None, "expected", "Lu Weibing"),
    ("makes", "Xiaomi", "car", None, None, None, "2024", "expected", None),
]


@pytest.mark.parametrize("stated", STATED, ids=lambda stated: f"{stated[0]}-{stated[1]}-{stated[2]}-{stated[4]}")
def test_what_the_seeds_state_is_found(stated: tuple[object, ...]) -> None:
    found = [row(fact) for fact in facts()]
    near = [each for each in found if each[:2] == stated[:2]]
    wanted = stated if stated[8] is not None else stated[:8]
    assert wanted in [each[: len(wanted)] for each in found], near


def test_little_else_is_found() -> None:
    rest = {row(fact)[:8] for fact in facts()} - {stated[:8] for stated in STATED}
    assert len(rest) <= 12, rest
    assert {each[0] for each in rest} <= {
        "makes",
        "opens",
        "growth",
        "holdsRole",
        "basedIn",
        "sales",
        "storeCount",
        "rank",
        "focusesOn",
        "launches",
    }


def test_every_fact_leads_to_its_sentence() -> None:
    for extraction in extractions():
        for fact in extraction.facts:
            assert fact.evidence
            for piece in fact.evidence:
                assert extraction.article.text[piece.start : piece.end] == piece.quote
                assert 0 < piece.end - piece.start <= 400
