"""Quantities: what is counted, money, percentages, ordinals, multiples, ranges, bounds, and what is none of these."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.italian import analyse, quantities
from kg.model import Quantity


def found(text: str) -> list[tuple[str, Quantity]]:
    spans = []
    for sentence in analyse(text):
        for first, last, quantity in quantities.find(sentence):
            spans.append((text[sentence.tokens[first].start : sentence.tokens[last - 1].end], quantity))
    return spans


def only(text: str) -> Quantity:
    spans = found(text)
    assert len(spans) == 1, spans
    return spans[0][1]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Acme ha venduto 23,16 milioni di smartphone.", "23160000", "smartphone"),
        ("Sono adesso 123 i negozi di Acme.", "123", "negozio"),
        ("Acme aprirà altri 100 negozi.", "100", "negozio"),
        ("Acme ha un centinaio di addetti.", "100", "addetto"),
        ("Acme conta un milione e mezzo di clienti.", "1500000", "cliente"),
        ("Sono 39,3 milioni gli Zephyr venduti.", "39300000", "Zephyr"),
        ("Acme occupa 145 mila persone.", "145000", "persona"),
        ("Ne verranno aperti altri 14.", "14", None),
        ("Acme ha incassato 3.780 miliardi.", "3780000000000", None),
        ("La quota sale di 5 punti percentuali.", "5", "percentage point"),
    ],
)
def test_a_number_and_what_it_counts(text: str, value: str, unit: str | None) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.value, quantity.unit) == ("number", Decimal(value), unit)


def test_the_span_holds_number_and_scale_but_not_the_noun() -> None:
    assert [text for text, _ in found("Acme ha venduto 7 milioni di auto a 3 miliardi di euro (+4%).")] == [
        "7 milioni",
        "3 miliardi di euro",
        "+4%",
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("10 miliardi di yuan", "10000000000", "CNY"),
        ("7,1 miliardi dollari", "7100000000", "USD"),
        ("56.500 miliardi di won", "56500000000000", "KRW"),
        ("0,99 €", "0.99", "EUR"),
        ("€ 20", "20", "EUR"),
        ("$10.000", "10000", "USD"),
        ("10K$", "10000", "USD"),
        ("EUR 29,99", "29.99", "EUR"),
        ("GBP3,01", "3.01", "GBP"),
        ("79dollari", "79", "USD"),
        ("4.999 rupie", "4999", "INR"),
        ("3 franchi svizzeri", "3", "CHF"),
        ("20 corone svedesi", "20", "SEK"),
        ("5 dollari canadesi", "5", "CAD"),
        ("5 miliardi di dollari di Hong Kong", "5000000000", "HKD"),
        ("un milione di euro", "1000000", "EUR"),
        ("un euro", "1", "EUR"),
        ("9 euro e 90 centesimi", "9.9", "EUR"),
        ("99 centesimi di euro", "0.99", "EUR"),
    ],
)
def test_money(text: str, value: str, unit: str) -> None:
    quantity = only(f"Il prezzo è di {text}.")
    assert (quantity.kind, quantity.value, quantity.unit) == ("money", Decimal(value), unit)


def test_local_dollars_are_those_of_the_place_named() -> None:
    assert only("A Hong Kong Acme vale 700 miliardi di dollari locali.").unit == "HKD"


def test_a_currency_that_nothing_tells_stays_open() -> None:
    assert only("Il prezzo è di 30 corone.").unit is None


@pytest.mark.parametrize("text", ["al 6%", "al 6 per cento", "al 6 percento"])
def test_percentages(text: str) -> None:
    assert only(f"La quota sale {text}.") == Quantity("percent", Decimal(6), unit="percent")


@pytest.mark.parametrize(
    ("text", "value", "high", "unit"),
    [
        ("ricavi tra 6,35 e 6,8 miliardi di euro", "6350000000", "6800000000", "EUR"),
        ("tra i 10 e i 20 milioni di euro", "10000000", "20000000", "EUR"),
        ("una quota tra il 24 e il 29%", "24", "29", "percent"),
        ("prezzi da 24.900 a 31.500 euro", "24900", "31500", "EUR"),
        ("35-40 miliardi di euro", "35000000000", "40000000000", "EUR"),
        ("10 euro - 20 euro", "10", "20", "EUR"),
        ("due o tre negozi", "2", "3", "negozio"),
    ],
)
def test_ranges_share_scale_and_unit(text: str, value: str, high: str, unit: str) -> None:
    quantity = only(f"Acme prevede {text}.")
    assert (quantity.value, quantity.value_max, quantity.unit) == (Decimal(value), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I ricavi sono passati da 45 a 40 milioni di euro.", ["45000000", "40000000"]),
        ("La quota è salita dal 24 al 29%.", ["24", "29"]),
        ("Costano rispettivamente 199 e 249 euro.", ["199", "249"]),
    ],
)
def test_two_values_share_scale_and_unit(text: str, values: list[str]) -> None:
    quantities_found = [quantity for _, quantity in found(text)]
    assert [quantity.value for quantity in quantities_found] == [Decimal(value) for value in values]
    assert len({(quantity.kind, quantity.unit) for quantity in quantities_found}) == 1


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("più di 30 negozi", "over"),
        ("oltre 30 negozi", "over"),
        ("almeno 30 negozi", "over"),
        ("non meno di 30 negozi", "over"),
        ("poco più di 30 negozi", "over"),
        ("30 negozi", None),
        ("meno di 30 negozi", "under"),
        ("non più di 30 negozi", "under"),
        ("quasi 30 negozi", "under"),
        ("poco meno di 30 negozi", "under"),
        ("fino a 30 negozi", "under"),
        ("circa 30 negozi", "about"),
        ("una trentina di negozi", "about"),
        ("all'incirca 30 negozi", "about"),
    ],
)
def test_bounds_in_words(text: str, bound: str | None) -> None:
    assert only(f"Acme ha {text}.").bound == bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Acme ha superato i 30 milioni.", "over"),
        ("Acme ha superato per la prima volta quota 20.000 consegne.", "over"),
        ("Il prezzo sfiora i 1.500 euro.", "under"),
        ("Acme non supera il 10%.", "under"),
        ("Acme non va oltre il 10%.", "under"),
        ("La quota non raggiunge il 3%.", "under"),
        ("La quota è scivolata sotto il 75 per cento.", "under"),
        ("La quota raggiunge il 3%.", None),
        ("Acme ha superato Zephyr con 30 milioni.", None),
        ("Acme ha venduto il 20% in più di 10 anni di Zephyr.", None),
    ],
)
def test_bounds_by_verb(text: str, bound: str | None) -> None:
    assert found(text)[-1][1].bound == bound


def test_signs() -> None:
    assert [(quantity.value, quantity.sign) for _, quantity in found("Acme (+3%), Zephyr (-4,1%), Lumo (–5%), Brio meno 6%, Nod 7%")] == [
        (Decimal(3), 1),
        (Decimal("4.1"), -1),
        (Decimal(5), -1),
        (Decimal(6), -1),
        (Decimal(7), 0),
    ]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Acme è al terzo posto.", 3),
        ("Acme è il secondo produttore del mondo.", 2),
        ("Acme arriva come secondo gruppo italiano.", 2),
        ("Acme resta prima, Zephyr no.", 1),
        ("La sua prima auto arriva.", 1),
        ("Acme è il numero uno del settore.", 1),
        ("Ha aperto il negozio numero 10.000.", 10000),
        ("Acme è al 12° posto.", 12),
    ],
)
def test_ordinals(text: str, position: int) -> None:
    assert only(text) == Quantity("ordinal", Decimal(position), unit="position")


@pytest.mark.parametrize(
    "text",
    [
        "Secondo Zephyr il mercato cresce.",
        "Secondo gli analisti il mercato cresce.",
        "Secondo indiscrezioni il mercato cresce.",
        "La crescita, secondo stime, continua.",
        "Prima di uscire ha parlato.",
        "Per la prima volta cresce.",
        "I dati arrivano a terzi.",
        "I prezzi cambiano a seconda del paese.",
    ],
)
def test_words_that_look_like_ordinals(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "factor", "bound"),
    [
        ("L'utile raddoppia.", "2", None),
        ("L'utile è quasi dimezzato.", "0.5", "under"),
        ("Vale più del doppio.", "2", "over"),
        ("Vale la metà.", "0.5", None),
        ("I ricavi salgono di un quinto.", "0.2", None),
        ("I ricavi salgono di tre quarti.", "0.75", None),
        ("È due volte più veloce.", "2", None),
    ],
)
def test_multiples(text: str, factor: str, bound: str | None) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.value, quantity.bound) == ("multiple", Decimal(factor), bound)


@pytest.mark.parametrize(
    "text",
    [
        "Ecco lo Zephyr Note 4.",
        "Ecco lo Zephyr 3G in 4K.",
        'Torna il festival dell\'11.11 e il "618".',
        "Accadde alle 18:21:07.",
        "Fondata nel 2010, chiude nel 2015.",
        "Arriva la versione 5 del programma.",
        "La squadra vince 3-1.",
        "Zephyr Tre presenta il Lumo Prime.",
        "Apre un negozio.",
        "Il nuovo X+1 costa poco, dice 91lumo.",
        "Non si tratta di Euro 6.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert found(text) == []


def test_a_number_of_a_time_is_no_quantity() -> None:
    assert found("Nei primi nove mesi del 2014 e il 5 novembre, tre anni fa.") == []


@pytest.mark.parametrize(
    ("said", "context", "kind", "value", "unit"),
    [
        ("1.9", Quantity("money", Decimal(2_400_000_000), unit="EUR"), "money", "1900000000", "EUR"),
        ("991", Quantity("money", Decimal(708_000_000), unit="USD"), "money", "991000000", "USD"),
        ("24", Quantity("percent", Decimal(21), unit="percent"), "percent", "24", "percent"),
        ("59", Quantity("money", Decimal(149), unit="EUR"), "money", "59", "EUR"),
    ],
)
def test_a_bare_number_is_completed_by_its_context(said: str, context: Quantity, kind: str, value: str, unit: str) -> None:
    completed = quantities.complete(Quantity("number", Decimal(said)), context)
    assert (completed.kind, completed.value, completed.unit) == (kind, Decimal(value), unit)


def test_values_carry_no_idle_zeros() -> None:
    assert str(only("Acme ha venduto 23,16 milioni di auto.").value) == "23160000"
    assert str(only("Costa 259,90 euro.").value) == "259.9"
    assert str(only("Acme prevede 1,50-2,50 milioni di auto.").value_max) == "2500000"


def test_a_number_with_a_unit_needs_no_context() -> None:
    shops = Quantity("number", Decimal(3), unit="negozio")
    assert quantities.complete(shops, Quantity("money", Decimal(10), unit="EUR")) is shops


def test_a_chain_of_scales_neither_recurses_nor_overflows() -> None:
    assert len(found("5 milioni " * 2000)) == 2000
    assert found("Ne ha 3 " + "milioni " * 5000)[0][1].value == Decimal(3) * 10**18
