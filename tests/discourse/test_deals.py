"""Purchases, investments and partnerships: parties that a clause leaves unsaid, prices and shares, who is no party."""

import pytest

from kg import examples, pipeline
from kg.model import Article

Row = tuple[str, str, str, str, str]


def deals(text: str, date: str | None = None) -> list[Row]:
    """Relation, subject, object, value with unit, status of every deal."""
    facts = pipeline.extract(Article("t", text, published=date), examples.names()).facts
    return [
        (f.relation, f.subject.name, f.object.name, f"{f.value.normalize():f} {f.unit}" if f.value is not None else "", f.status)
        for f in facts
        if f.relation in ("acquires", "mergesWith", "investsIn", "partnersWith") and f.subject and f.object
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme rileva Brio per circa 3 milioni di euro.", ("Acme", "Brio", "3000000 EUR", "actual")),
        ("Acme ha comprato Brio, pagandola 3 milioni di euro.", ("Acme", "Brio", "3000000 EUR", "actual")),
        ("Con un'operazione da 3 milioni di euro, Acme compra Brio.", ("Acme", "Brio", "3000000 EUR", "actual")),
        ("Acme offre 37 euro per azione per acquisire Brio.", ("Acme", "Brio", "", "expected")),
        ("Acme rileverà da Zefir il 30% del capitale di Brio.", ("Acme", "Brio", "30 percent", "expected")),
        ("Acme rileva il 30% di Brio per 3 milioni di euro.", ("Acme", "Brio", "3000000 EUR", "actual")),
        ("Acme ha acquistato una quota del 5% in Brio.", ("Acme", "Brio", "5 percent", "actual")),
        ("Brio, che Zefir ha ceduto ad Acme, cresce.", ("Acme", "Brio", "", "actual")),
        ("La vendita di Brio ad Acme è stata completata.", ("Acme", "Brio", "", "actual")),
        ("L'Antitrust ha bloccato l'acquisizione di Brio da parte di Acme.", ("Acme", "Brio", "", "denied")),
    ],
)
def test_price_share_and_seller(text: str, expected: tuple[str, ...]) -> None:
    assert deals(text) == [("acquires", *expected)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brio passerà presto ad Acme, che si è impegnata a rilevarla.", ("acquires", "Acme", "Brio", "", "expected")),
        ("Brio cresce. Acme sta per comprarne il 51%.", ("acquires", "Acme", "Brio", "51 percent", "expected")),
        ("Dopo Brio, pagata 8 miliardi di euro, Acme guarda al Giappone.", ("acquires", "Acme", "Brio", "8000000000 EUR", "actual")),
        ("Brio cresce. Il fondo Acme vi aveva investito 3 milioni di euro.", ("investsIn", "Acme", "Brio", "3000000 EUR", "actual")),
    ],
)
def test_unsaid_party(text: str, expected: Row) -> None:
    assert deals(text, "2018-05") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Acme acquista 10 Brio per 3 milioni di euro.",
        "Acme ha acquistato mille brevetti Brio.",
        "Acme ha acquistato da Zefir i brevetti di Brio per 4 miliardi di euro.",
        "Brio è stata comprata da Anna Riva per 3 milioni di euro. Acme non commenta.",
        "Acme cresce, rileva Canalis.",
        "Altea supera Brio, acquisita da Anna Riva.",
        "Acme e Brio competono con Altea.",
        "Acme ha fatto causa a Brio per la violazione di un accordo.",
    ],
)
def test_no_deal(text: str) -> None:
    assert deals(text) == []


def test_one_fact_for_one_deal() -> None:
    text = "Acme ha completato l'acquisto di Brio, rilevando il 30% in mano a Zefir per 3 milioni di euro."
    assert deals(text) == [("acquires", "Acme", "Brio", "3000000 EUR", "actual")]


def test_company_before_topic_before_place() -> None:
    assert deals("Acme investirà 3 milioni di euro in Italia nella rete.") == [("investsIn", "Acme", "network", "3000000 EUR", "expected")]


def test_small_number_has_the_magnitude_of_the_sum_beside_it() -> None:
    text = "Brio valeva 69 miliardi di dollari quando Acme ne aveva investiti 3,5."
    assert deals(text) == [("investsIn", "Acme", "Brio", "3500000000 USD", "actual")]
