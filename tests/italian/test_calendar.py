"""Times: what is found, what it means, and the date at the head of an article."""

from __future__ import annotations

import pytest

from kg.italian import analyse, times
from kg.italian.calendar import header, parse_date
from kg.model import Period


def resolved(text: str, published: str | None = None, tense: str | None = None, anchor: str | None = None) -> list[str | None]:
    return [period.time for period in periods(text, published, tense, anchor)]


def periods(text: str, published: str | None = None, tense: str | None = None, anchor: str | None = None) -> list[Period]:
    return [times.resolve(said, published, tense, anchor) for sentence in analyse(text) for _, _, said in times.find(sentence)]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("nel 2017", "2017"),
        ("il 28 gennaio 2016", "2016-01-28"),
        ("l'8 marzo 2015", "2015-03-08"),
        ("il 1° aprile 2015", "2015-04-01"),
        ("giovedì 28 gennaio 2016", "2016-01-28"),
        ("nell'ottobre 2010", "2010-10"),
        ("nel dicembre del 2015", "2015-12"),
        ("il 25/12/2012", "2012-12-25"),
        ("il 2012-08-10", "2012-08-10"),
        ("nel secondo trimestre del 2017", "2017-04/2017-06"),
        ("nel terzo trimestre 2014", "2014-07/2014-09"),
        ("nel Q2 2023", "2023-04/2023-06"),
        ("nei primi nove mesi del 2014", "2014-01/2014-09"),
        ("negli ultimi tre mesi del 2023", "2023-10/2023-12"),
        ("nell'ultimo trimestre del 2015", "2015-10/2015-12"),
        ("nel primo semestre 2016", "2016-01/2016-06"),
        ("nell'estate del 2022", "2022-06/2022-08"),
        ("nell'inverno 2021", "2021-12/2022-02"),
        ("tra luglio e settembre 2014", "2014-07/2014-09"),
        ("tra ottobre 2016 e marzo 2017", "2016-10/2017-03"),
        ("dal 2010 al 2015", "2010/2015"),
        ("dal 13 al 15 luglio 2013", "2013-07-13/2013-07-15"),
        ("il 13-15 luglio 2013", "2013-07-13/2013-07-15"),
        ("all'inizio del 2020", "2020"),
        ("a fine settembre 2020", "2020-09"),
        ("negli anni Settanta", "1970/1979"),
        ("negli anni '80", "1980/1989"),
        ("nel 1861", "1861"),
        ("il primo martedì di ottobre 2013", "2013-10-01"),
        ("nell'anno chiuso a marzo 2019", "2018-04/2019-03"),
        ("il trimestre concluso il 30 giugno 2017", "2017-04/2017-06"),
    ],
)
def test_times_that_need_no_other(text: str, time: str) -> None:
    assert resolved(f"Accadde {text}.") == [time]


@pytest.mark.parametrize(
    ("text", "published", "tense", "time"),
    [
        ("a novembre", "2017-01", "past", "2016-11"),
        ("a novembre", "2017-01", "future", "2017-11"),
        ("a marzo", "2021-02", "future", "2021-03"),
        ("il 15 febbraio", "2017-03-10", "past", "2017-02-15"),
        ("il 15 febbraio", "2017-03-10", "future", "2018-02-15"),
        ("nel secondo trimestre", "2018-08", "past", "2018-04/2018-06"),
        ("nel quarto trimestre", "2019-02", "past", "2018-10/2018-12"),
        ("tra ottobre e dicembre", "2019-02", "past", "2018-10/2018-12"),
        ("tra ottobre e dicembre", "2024-11", "future", "2024-10/2024-12"),
        ("in autunno", "2018-08", "future", "2018-09/2018-11"),
        ("dalla scorsa estate", "2023-07", "present", "2022-06/2022-08"),
        ("nell'agosto scorso", "2017-06-21", "past", "2016-08"),
        ("nei primi tre mesi dell'anno", "2018-05", "past", "2018-01/2018-03"),
        ("nel terzo trimestre dell'anno scorso", "2018-05", "past", "2017-07/2017-09"),
        ("l'anno scorso", "2017-07", "past", "2016"),
        ("lo scorso anno", "2017-07", "past", "2016"),
        ("quest'anno", "2017-07", "present", "2017"),
        ("l'anno prossimo", "2017-07", "future", "2018"),
        ("il mese scorso", "2021-01", "past", "2020-12"),
        ("nell'ultimo trimestre", "2016-01-28", "past", "2015-10/2015-12"),
        ("a inizio anno", "2008-04-09", "past", "2008"),
        ("alla fine dell'anno", "2018-08", "future", "2018-12"),
        ("nel corso dell'anno", "2019-02", "future", "2019"),
        ("entro la fine dell'anno", "2018-05", "future", "2018"),
        ("entro l'anno", "2018-05", "future", "2018"),
        ("entro marzo", "2019-02", "future", "2019-03"),
        ("entro giugno", "2024-11", "future", "2024-11/2025-06"),
        ("entro il 2030", "2024-11", "future", "2030"),
        ("entro tre anni", "2024-01", "future", "2024-01/2027-01"),
        ("da qui al 2022", "2018-09", "future", "2018-09/2022"),
        ("nei prossimi due anni", "2017-07", "future", "2017-07/2019-07"),
        ("nei prossimi sei mesi", "2008-01-09", "future", "2008-01/2008-07"),
        ("negli ultimi due anni", "2017-07", "past", "2015-07/2017-07"),
        ("ieri pomeriggio", "2017-03-01", "past", "2017-02-28"),
        ("l'altro ieri", "2017-03-01", "past", "2017-02-27"),
        ("ieri", "2017-03", "past", "2017-03"),
        ("questa mattina", "2017-03-01", "past", "2017-03-01"),
        ("domani", "2017-02-28", "future", "2017-03-01"),
        ("in questi giorni", "2017-07-20", "future", "2017-07"),
        ("mercoledì scorso", "2005-10-13", "past", "2005-10-12"),
        ("lunedì", "2005-10-13", "past", "2005-10-10"),
        ("lunedì", "2005-10-13", "future", "2005-10-17"),
        ("la scorsa settimana", "2007-01-18", "past", "2007-01"),
        ("una settimana fa", "2012-03-15", "past", "2012-03-08"),
        ("due anni fa", "2019-06", "past", "2017-06"),
        ("il 22", "2013-10-30", "future", "2013-11-22"),
        ("ieri", "--11-12", "past", "--11-11"),
    ],
)
def test_times_told_from_the_article(text: str, published: str, tense: str, time: str) -> None:
    assert resolved(f"Accade {text}.", published, tense) == [time]


@pytest.mark.parametrize(
    ("text", "anchor", "time"),
    [
        ("di un anno prima", "2014-07/2014-09", "2013-07/2013-09"),
        ("di un anno fa", "2014-07/2014-09", "2013-07/2013-09"),
        ("di dodici mesi fa", "2022-04/2022-06", "2021-04/2021-06"),
        ("dello stesso periodo del 2013", "2014-07/2014-09", "2013-07/2013-09"),
        ("dello stesso periodo dell'anno scorso", "2017-04/2017-06", "2016-04/2016-06"),
        ("dell'anno precedente", "2022", "2021"),
        ("del trimestre precedente", "2017-01/2017-03", "2016-10/2016-12"),
        ("nello stesso periodo", "2017-01/2017-03", "2017-01/2017-03"),
        ("sull'intero anno", "2023-10/2023-12", "2023"),
        ("tre anni più tardi", "2015-12", "2018"),
        ("due settimane più tardi", "--11-15", "--11-29"),
        ("il 29", "--11-15", "--11-29"),
        ("tra luglio e settembre", "2014-07/2014-09", "2014-07/2014-09"),
    ],
)
def test_times_told_from_another_time(text: str, anchor: str, time: str) -> None:
    assert resolved(f"Era così {text}.", None, "past", anchor) == [time]


@pytest.mark.parametrize(
    "text",
    [
        "entro 2-3 anni",
        "nell'anno fiscale",
        "nell'anno fiscale che si chiuderà a marzo",
        "nel primo trimestre dell'esercizio",
        "negli scorsi mesi",
        "nel giro di poche settimane",
        "nei prossimi giorni",
    ],
)
def test_times_that_nothing_fixes(text: str) -> None:
    assert resolved(f"Accade {text}.", "2017-07") == [None]


def test_without_a_year_only_the_day_is_known() -> None:
    assert resolved("Accadde il 5 novembre.") == ["--11-05"]
    assert resolved("Accadde a novembre, nel terzo trimestre.") == [None, None]


def test_modes() -> None:
    since, until, by = periods("Attiva dal 2018, chiusa fino a gennaio 2019, pronta entro il 2030.", "2018-05")
    assert (since.time, since.open_end) == ("2018", True)
    assert (until.time, until.open_start) == ("2019-01", True)
    assert (by.time, by.open_start) == ("2030", True)


def test_words_for_now_are_marked_as_vague() -> None:
    found = [said for sentence in analyse("Oggi Acme vende ora e ieri ha chiuso.") for _, _, said in times.find(sentence)]
    assert [said.vague_now for said in found] == [True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        "Ecco 2000 negozi di Acme.",
        "Acme ha investito 2015 euro.",
        "Ecco lo Zephyr 2016.",
        "Costa 20 euro all'ora.",
        "Dopo tre anni di lavoro è l'auto dell'anno.",
        "Il 30 febbraio 2020 non esiste.",
        "Un anno dopo il lancio del prodotto.",
        "La quota scende al 21% dal 24.",
        "Viaggia a 800 km/ora per la sesta ora consecutiva.",
        "Ha speso 1800 euro per 1650 pezzi.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert resolved(text, "2017-07") == []


@pytest.mark.parametrize(
    ("text", "date", "body"),
    [
        (" date 2017-07 Acme cresce.", "2017-07", "Acme cresce."),
        ("28 gennaio 2016\nAcme cresce.", "2016-01-28", "Acme cresce."),
        ("Acme cresce\n7 settembre 2005\nAcme apre.", "2005-09-07", "Acme cresce\n7 settembre 2005\nAcme apre."),
        ("ROMA, 15 aprile 2014 - Acme cresce.", "2014-04-15", "Acme cresce."),
        ("NEW YORK, 21 giugno 2017 – Acme cresce.", "2017-06-21", "Acme cresce."),
        ("Pechino, 12 nov. (Abc) - Acme cresce.", "--11-12", "Acme cresce."),
        ("Acme cresce.\nIl 28 gennaio 2016 ha aperto.", None, "Acme cresce.\nIl 28 gennaio 2016 ha aperto."),
        ("30 febbraio 2016\nAcme cresce.", None, "30 febbraio 2016\nAcme cresce."),
        ("", None, ""),
    ],
)
def test_the_head_of_an_article(text: str, date: str | None, body: str) -> None:
    found, start = header(text)
    assert (found, text[start:]) == (date, body)


def test_dates_in_digits_must_exist() -> None:
    assert parse_date("31.12.16") == (2016, 12, 31)
    assert parse_date("25/13/2012") is None
    assert parse_date("2012-08-32") is None
    assert parse_date("11.11") is None
