"""Clauses: kinds, openers, parents and antecedents."""

from __future__ import annotations

from kg.italian.syntax import parse
from kg.model import Sentence, Syntax
from tests.italian.tagged import tagged


def analysed(text: str) -> tuple[Sentence, Syntax]:
    sentence = tagged(text)
    return sentence, parse(sentence)


def verbs(text: str) -> dict[str, tuple[str, str | None, str | None]]:
    """Lemma of each clause's verb: kind, opener, lemma of the parent's verb."""
    _, syntax = analysed(text)
    result: dict[str, tuple[str, str | None, str | None]] = {}
    for clause in syntax.clauses:
        parent = syntax.clauses[clause.parent].verb if clause.parent is not None else None
        if clause.verb is not None:
            result[clause.verb.lemma] = (clause.kind, clause.opener, parent.lemma if parent else None)
    return result


def antecedent(text: str, lemma: str) -> str | None:
    sentence, syntax = analysed(text)
    for clause in syntax.clauses:
        if clause.verb is not None and clause.verb.lemma == lemma and clause.antecedent is not None:
            return sentence.tokens[syntax.noun_groups[clause.antecedent].head].text
    return None


def test_coordinate() -> None:
    assert verbs("Acme ha aperto 3 negozi e chiuderà una fabbrica.") == {
        "aprire": ("main", None, None),
        "chiudere": ("coordinate", "e", "aprire"),
    }


def test_relative_interrupts_its_main_clause() -> None:
    text = "Acme, che vende smartphone, tablet e telefoni, apre un negozio."
    assert verbs(text) == {"aprire": ("main", None, None), "vendere": ("relative", "che", "aprire")}
    sentence, syntax = analysed(text)
    main = next(index for index, clause in enumerate(syntax.clauses) if clause.kind == "main")
    inside = {sentence.tokens[group.head].text for group in syntax.noun_groups if group.clause == main}
    assert inside == {"Acme", "negozio"}


def test_relative_without_commas() -> None:
    assert verbs("Il negozio che Acme ha aperto cresce.") == {"crescere": ("main", None, None), "aprire": ("relative", "che", "crescere")}


def test_complement_after_verb_of_saying() -> None:
    assert verbs("Acme ha annunciato ieri che la società chiude.")["chiudere"] == ("complement", "che", "annunciare")


def test_condition_before_main_clause() -> None:
    found = verbs("Se la società chiude la fabbrica, le vendite crescono.")
    assert found["chiudere"] == ("adverbial", "se", "crescere")
    assert found["crescere"] == ("main", None, None)


def test_infinitive_gerund_and_participle() -> None:
    assert verbs("Acme vende negozi per aprire una fabbrica.")["aprire"] == ("infinitive", "per", "vendere")
    assert verbs("Acme cresce vendendo smartphone.")["vendere"][0] == "gerund"
    assert verbs("La società fondata nel 2010 da Anna Bianchi cresce.")["fondare"][0] == "participle"


def test_quotation_is_what_is_said() -> None:
    found = verbs("«La società aprirà 3 negozi», spiega Anna Bianchi.")
    assert found == {"spiegare": ("main", None, None), "aprire": ("complement", "«", "spiegare")}


def test_said_without_quotation_marks() -> None:
    assert verbs("Il mercato cresce, spiega Anna Bianchi.")["crescere"] == ("complement", None, "spiegare")


def test_quoted_word_is_no_clause() -> None:
    _, syntax = analysed('Acme vende un "telefono" in Cina.')
    assert len(syntax.clauses) == 1


def test_bracket_with_a_verb_is_a_clause_of_its_own() -> None:
    assert verbs("Acme cresce (Borea ha chiuso 3 negozi) in Cina.")["chiudere"][:2] == ("main", "(")


def test_clause_that_another_interrupts() -> None:
    sentence, syntax = analysed("Acme vende smartphone, ma la quota, che Borea compra, cresce.")
    last = next(clause for clause in syntax.clauses if clause.verb is not None and clause.verb.lemma == "crescere")
    assert (last.kind, last.opener) == ("coordinate", "ma")
    number = syntax.clauses.index(last)
    assert [sentence.tokens[group.head].text for group in syntax.noun_groups if group.clause == number] == ["quota"]


def test_second_relative_has_the_same_antecedent() -> None:
    text = "Acme compra la società che vende smartphone e che produce tablet."
    assert verbs(text)["produrre"] == ("relative", "che", "comprare")
    assert antecedent(text, "produrre") == "società"


def test_group_before_of_which_belongs_to_the_relative() -> None:
    text = "Acme ha 3 negozi, il primo dei quali è stato aperto a Pisa."
    assert antecedent(text, "aprire") == "negozi"
    sentence, syntax = analysed(text)
    number = next(index for index, clause in enumerate(syntax.clauses) if clause.kind == "relative")
    assert {sentence.tokens[group.head].text: group.role for group in syntax.noun_groups if group.clause == number} == {
        "primo": "subject",
        "Pisa": "oblique",
    }


def test_comment_between_commas() -> None:
    found = verbs("In Cina, spiega Anna Bianchi, il mercato cresce.")
    assert found == {"crescere": ("complement", None, "spiegare"), "spiegare": ("main", None, None)}


def test_verb_of_saying_after_an_embedded_clause_is_no_comment() -> None:
    found = verbs("Acme, che vende smartphone, annuncia un accordo.")
    assert found["annunciare"] == ("main", None, None) and found["vendere"] == ("relative", "che", "annunciare")


def test_verbless() -> None:
    _, syntax = analysed("Nuovi negozi in Cina: Acme cresce.")
    assert [clause.kind for clause in syntax.clauses] == ["verbless", "main"]


def test_antecedents() -> None:
    assert antecedent("La fabbrica di Acme che produce smartphone cresce.", "produrre") == "fabbrica"
    assert antecedent("I negozi della società che vendono smartphone crescono.", "vendere") == "negozi"
    assert antecedent("Acme, divisione di Borea, che vende smartphone, cresce.", "vendere") == "Acme"
    assert antecedent("La società di Borea, fondata nel 2010, cresce.", "fondare") == "società"
    assert antecedent("Cresce Acme, con negozi a Pisa, che vende smartphone.", "vendere") == "Acme"
    assert antecedent("Cresce Acme, a quota 16 %, seguita da Borea.", "seguire") == "Acme"
