"""Who and what is named: known names, unknown ones by their shape and their company, nouns that stand for a name."""

import pytest

from kg import examples, pipeline
from kg.model import Article, Mention


def mentions(text: str) -> list[Mention]:
    views, _ = pipeline.read(pipeline.prepare(Article("t", text)), examples.names())
    return [mention for view in views for mention in view.reading.mentions]


def names(text: str) -> list[tuple[str, str, str]]:
    """Kind, words and entity of every name."""
    return [(m.kind, m.text, m.entity.name) for m in mentions(text) if m.entity is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # by shape
        ("Lo dice Anna Riva.", [("Person", "Anna Riva", "Anna Riva")]),
        ("Parla Zhao Minghao, direttore di Acme.", [("Person", "Zhao Minghao", "Zhao Minghao"), ("Organisation", "Acme", "Acme")]),
        ("Il fondo Torva Capital ha comprato.", [("Organisation", "Torva Capital", "Torva Capital")]),
        ("Ecco il nuovo Zork 3.", [("Product", "Zork 3", "Zork 3")]),
        ("Arriva Lumo 3 Pro.", [("Product", "Lumo 3 Pro", "Lumo 3 Pro")]),
        # by their company
        ("La startup Mirtek cresce.", [("Organisation", "Mirtek", "Mirtek")]),
        ("La tedesca Mirtek cresce.", [("Organisation", "Mirtek", "Mirtek")]),
        ("Si unisce Mirtek, società di Torino.", [("Organisation", "Mirtek", "Mirtek"), ("Place", "Torino", "Torino")]),
        ("Lo smartphone Zorkon piace.", [("Product", "Zorkon", "Zorkon")]),
        ("Nasce uno stabilimento a Vallombra.", [("Place", "Vallombra", "Vallombra")]),
        ("Lavora con Acme e Mirtek.", [("Organisation", "Acme", "Acme"), ("Organisation", "Mirtek", "Mirtek")]),
        # where one name ends and another begins
        ("Lo dice il ceo di Acme Anna Riva.", [("Organisation", "Acme", "Acme"), ("Person", "Anna Riva", "Anna Riva")]),
        ("La filiale Acme Spagna cresce.", [("Organisation", "Acme Spagna", "Acme Spagna")]),
        # known names
        ("Huawei ha superato Apple.", [("Organisation", "Huawei", "Huawei"), ("Organisation", "Apple", "Apple")]),
        ("Su Jingdong si vende bene.", [("Organisation", "Jingdong", "JD.com")]),
        ("In Cina e nel Vecchio Continente.", [("Place", "Cina", "Cina"), ("Place", "Vecchio Continente", "Europa")]),
    ],
)
def test_names(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert names(text) == expected


def test_a_family_name_alone_is_the_person_named_in_full() -> None:
    found = names("Parla Anna Ferrero, ceo di Acme. Ferrero ha spiegato il piano.")
    assert found[-1] == ("Person", "Ferrero", "Anna Ferrero")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il gruppo Torvex cresce. La Torvex S.p.A. assume.", ["Torvex", "Torvex"]),
        ("TORVEX S.p.A. assume.", ["TORVEX"]),
        ("Il Gruppo Torvex assume. La società Torvex cresce.", ["Torvex", "Torvex"]),
        ("Huawei Inc. assume.", ["Huawei"]),
    ],
)
def test_a_legal_form_makes_no_other_company(text: str, expected: list[str]) -> None:
    assert [entity for _, _, entity in names(text)] == expected


def test_a_head_of_institution_alone_is_no_name() -> None:
    assert names("Il Governo tace, il Ministero pure.") == []
    assert [name for _, name, _ in names("Parla la Federazione delle Torri.")] == ["Federazione delle Torri"]


def test_an_adjective_of_place_in_capitals_is_no_place() -> None:
    assert names("Cresce la divisione Indiana di Acme.") == [("Organisation", "Acme", "Acme")]


def test_a_word_that_only_opens_sentences_is_no_company() -> None:
    assert names("Vivo in campagna da anni.") == []
    assert names("Vivo ha aperto un negozio.") == [("Organisation", "Vivo", "Vivo")]


@pytest.mark.parametrize(
    ("text", "value", "attributes"),
    [
        ("La compagnia cresce.", "organisation", {}),
        ("Il colosso sudcoreano cresce.", "organisation", {"country": "corea-del-sud"}),
        ("La casa di Torino cresce.", "organisation", {"place": "torino"}),
        ("La società di Lei Jun cresce.", "organisation", {"leader": "lei-jun"}),
        ("La divisione indiana cresce.", "division", {"country": "india"}),
        ("Nel nostro paese si cresce.", "home", {}),
    ],
)
def test_nouns_that_stand_for_a_name(text: str, value: str, attributes: dict[str, str]) -> None:
    (found,) = [m for m in mentions(text) if m.kind == "Nominal"]
    assert (found.value, dict(found.attributes)) == (value, attributes)


@pytest.mark.parametrize("text", ["Una società cresce.", "Altre aziende crescono.", "Le società crescono."])
def test_an_indefinite_noun_stands_for_nobody(text: str) -> None:
    assert [m for m in mentions(text) if m.kind == "Nominal"] == []


def test_a_former_post_is_marked() -> None:
    posts = [m for m in mentions("L'ex ceo e il nuovo direttore generale.") if m.kind == "Post"]
    assert [(m.value, dict(m.attributes)) for m in posts] == [("chief executive officer", {"former": "true"}), ("general manager", {})]


def test_offsets_are_those_of_the_text() -> None:
    text = "«È l’ora», dice Anna Riva: Acme spende 3 milioni di euro."
    for mention in mentions(text):
        if mention.entity is not None:
            assert text[mention.start : mention.end] == mention.text


def kinds(text: str) -> dict[str, str]:
    """Words -> kind of every name."""
    return {name: kind for kind, name, _ in names(text)}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        # the noun before, over adjectives, quotes and what it is made of
        ("Vende il marchio bolognese Torvane.", "Torvane", "Organisation"),
        ("Entra il fondo di private equity Torvane.", "Torvane", "Organisation"),
        ("Piace la app «Torvane» di Acme.", "Torvane", "Product"),
        ("Compra le controllate italiane del colosso: Torvane e Quistel.", "Torvane", "Organisation"),
        ("Apre l'area di servizio Torvane.", "Torvane", "Name"),
        # lists
        ("I gruppi Torvane, Quistel e Zambrix crescono.", "Zambrix", "Organisation"),
        ("Il gruppo Torvane (marchi Quistel, Zambrix e Ollero) cresce.", "Ollero", "Organisation"),
        ("Compra la società Torvane in Puglia, Quistel in Abruzzo e Ollero in Veneto.", "Quistel", "Organisation"),
        ("Voli per Londra, Parigi e Vallombra.", "Vallombra", "Place"),
        ("Nell'intervista con la Huawei, Torvane spiega tutto.", "Torvane", "Name"),
        ("Investe la Huawei di Vallombra e la Xiaomi.", "Vallombra", "Name"),
        # brackets
        ("Lavora a Vallombra (Torino).", "Vallombra", "Place"),
        ("Cresce il sito di Vallombra, in provincia di Torino.", "Vallombra", "Place"),
        ("Protesta la TRX (la federazione delle agenzie).", "TRX", "Organisation"),
        # behind a person
        ("Lo dice Anna Riva, presidente Torvane.", "Torvane", "Organisation"),
        ("Lo dice Anna Riva di Torvane.", "Torvane", "Organisation"),
        ("Cede il Gruppo Torvane, proprietario di Acme.", "Gruppo Torvane", "Organisation"),
    ],
)
def test_company_shows_the_kind(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Acme apre in via Torvane e in Corso Quistel.", ["Acme"]),
        ("Acme apre in Via Cola di Rienzo.", ["Acme"]),
        ("Sale il Ftse Mib con Acme.", ["Acme"]),
        ("Lo dice il ministro dello Sviluppo economico.", []),
        ("CROLLO DELLE VENDITE PER I TORVANI", []),
        ("Punta sul Made in Italy e sul 5G di Acme.", ["Acme"]),
    ],
)
def test_what_names_nobody(text: str, found: list[str]) -> None:
    assert [name for _, name, _ in names(text)] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Parla Anna Di Torva. Di Torva ha firmato.", ("Person", "Di Torva", "Anna Di Torva")),
        ("Parla Anna Vaccarone. Vaccarone trova un accordo.", ("Person", "Vaccarone", "Anna Vaccarone")),
        ("Compra il pastificio Di Torva.", ("Organisation", "Di Torva", "Di Torva")),
        ("Vende il marchio La Torvana.", ("Organisation", "La Torvana", "La Torvana")),
        ("Lo spiega Roberto di Torva.", ("Person", "Roberto di Torva", "Roberto di Torva")),
        ("Anna Torvane guida il gruppo Torvane.", ("Organisation", "Torvane", "Torvane")),
        ("Sale la Popolare di Milano.", ("Organisation", "Popolare di Milano", "Popolare di Milano")),
        ("Lo dice la Torva Quistel Corporation (TQC).", ("Organisation", "TQC", "Torva Quistel Corporation")),
        ("Lo dice Torvane and Quistel.", ("Name", "Torvane and Quistel", "Torvane and Quistel")),
    ],
)
def test_names_that_their_place_hides(text: str, expected: tuple[str, str, str]) -> None:
    assert names(text)[-1] == expected
