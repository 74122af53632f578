"""What a sentence leaves unsaid: subjects, periods, places; and when to stay silent."""

import pytest

from kg import examples, pipeline
from kg.model import Article, Fact


def facts(text: str, date: str | None = None) -> list[Fact]:
    return list(pipeline.extract(Article("t", text, published=date), examples.names()).facts)


def opened(text: str, date: str | None = None) -> list[tuple[str, str, str]]:
    """Who opens how many shops, and where that was taken from."""
    return [(f.subject.name, str(f.value), f.evidence[0].subject_source) for f in facts(text, date) if f.relation == "opens" and f.subject]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme aprirà 3 negozi in India.", [("Acme", "3", "explicit")]),
        ("Acme cresce e aprirà 3 negozi in India.", [("Acme", "3", "clause")]),
        ("Acme, che aprirà 3 negozi in India, cresce.", [("Acme", "3", "relative")]),
        ("Acme cresce. La compagnia aprirà 3 negozi.", [("Acme", "3", "nominal")]),
        ("Acme cresce. Aprirà 3 negozi in India.", [("Acme", "3", "topic")]),
        ("L'obiettivo di Acme è quello di aprire 3 negozi.", [("Acme", "3", "clause")]),
        ("Acme sfida Novalux. Il produttore cinese aprirà 3 negozi.", [("Novalux", "3", "described")]),
        ("Novalux sfida Acme. Il gruppo tedesco aprirà 3 negozi.", [("Acme", "3", "described")]),
    ],
)
def test_whose_shops(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert opened(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Una società aprirà 3 negozi in India.",
        "Il comune aprirà 3 negozi.",
        "Acme cresce. I concorrenti apriranno 3 negozi.",
        "Acme cresce. Il clima è bello. La gente è felice. Si parla di altro. Il mare è blu. Aprirà 3 negozi.",
        "Secondo Canalis il mercato cresce. Aprirà 3 negozi.",
    ],
)
def test_better_silent_than_wrong(text: str) -> None:
    assert opened(text) == []


def test_the_source_of_speech_goes_on() -> None:
    (fact,) = [
        f for f in facts("Anna Riva, ceo di Acme, ha parlato del piano. Ha aggiunto che Acme aprirà 3 negozi.") if f.relation == "opens"
    ]
    assert fact.status == "expected"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Acme ha aperto 3 negozi.", "actual"),
        ("Acme aprirà 3 negozi.", "expected"),
        ("Acme prevede di aprire 3 negozi.", "expected"),
        ("Acme avrebbe aperto 3 negozi.", "reported"),
        ("Secondo indiscrezioni Acme ha aperto 3 negozi.", "reported"),
        ("Acme non aprirà 3 negozi.", "denied"),
    ],
)
def test_certainty(text: str, status: str) -> None:
    assert [f.status for f in facts(text) if f.relation == "opens"] == [status]


@pytest.mark.parametrize("text", ["Acme aprirà 3 negozi?", "Se Acme aprirà 3 negozi, sarà un successo."])
def test_questions_and_conditions_state_nothing(text: str) -> None:
    assert [f for f in facts(text) if f.relation == "opens"] == []


def test_times_are_resolved_against_the_article() -> None:
    (fact,) = [
        f for f in facts("Nel secondo trimestre Acme ha consegnato 3 milioni di smartphone.", "2019-08") if f.relation == "shipments"
    ]
    assert fact.time == "2019-04/2019-06"
    (undated,) = [f for f in facts("Il 14 novembre Acme aprirà 3 negozi.") if f.relation == "opens"]
    assert undated.time == "--11-14"


def test_the_same_statement_twice_is_one_fact_with_two_pieces_of_evidence() -> None:
    (fact,) = [
        f
        for f in facts("Acme ha aperto una fabbrica in India. Oggi Brio chiude. Acme ha aperto una fabbrica in India.")
        if f.relation == "opens"
    ]
    assert len(fact.evidence) == 2
    assert fact.evidence[0].end < fact.evidence[1].start


def test_evidence_is_the_words_of_the_text() -> None:
    text = "Acme cresce.\n\nAcme aprirà 3 negozi a Torino entro il 2030."
    for fact in facts(text):
        for piece in fact.evidence:
            assert text[piece.start : piece.end] == piece.quote
            assert len(piece.quote) <= 400
