"""``kg trace``: what every stage made of a sentence."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.terminal import table, write
from kg.errors import InputError

if TYPE_CHECKING:
    from kg.matching.matcher import Match
    from kg.model import Mention, Token
    from kg.tracing import TracedSentence


def trace(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence, or several; - is standard input.")],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="The date of the article: 2017, 2017-07 or 2017-07-26.")] = None,
    entities: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="A file of your own names; may be repeated.")] = None,
) -> None:
    """Tell what every stage made of a sentence.

    Shows tokens, clauses, mentions and their roles, the rules that matched, those that were tried and where they stopped, and
    the facts.
    """
    from kg import catalogue, tracing
    from kg.articles.source import DATE
    from kg.examples import show

    if text == "-":
        text = sys.stdin.read()
    if date is not None and not DATE.fullmatch(date):
        raise InputError(f"--date {date}: no date", "Write 2017, 2017-07 or 2017-07-26.")
    traced = tracing.trace(text, catalogue.load(entities or ()), date)
    for number, sentence in enumerate(traced.sentences):
        if number:
            write()
        _show(sentence)
    write()
    write("facts")
    for fact in traced.facts:
        write(f"  {show(fact)}  {', '.join(piece.rule for piece in fact.evidence)}")
    if not traced.facts:
        write("  none")


def _show(sentence: TracedSentence) -> None:
    tokens = sentence.reading.sentence.tokens

    def words(first: int, last: int) -> str:
        return " ".join(token.text for token in tokens[first:last])

    _section("tokens", ("WORD", "LEMMA", "POS", "FORM"), [(token.text, token.lemma, token.pos, _form(token)) for token in tokens])
    clauses = zip(sentence.reading.syntax.clauses, sentence.reading.certainties, strict=True)
    _section(
        "clauses",
        ("WORDS", "KIND", "VERB", "STATUS"),
        [
            (words(c.first, c.last), c.kind, c.verb.lemma if c.verb else "", "outside" if sure.outside else sure.status)
            for c, sure in clauses
        ],
    )
    cases = {id(argument.mention): argument.case for argument in sentence.arguments}
    mentions = [(m.text, m.kind, cases.get(id(m), ""), _meaning(m)) for m in sentence.reading.mentions]
    _section("mentions", ("TEXT", "KIND", "CASE", "MEANING"), mentions)
    matches = [(found.rule.id, found.subject_source, _slots(found)) for found in sentence.matches]
    _section("rules that matched", ("RULE", "SUBJECT", "SLOTS"), matches)
    _section("rules that stopped", ("RULE", "WHERE"), [(attempt.rule, attempt.why) for attempt in sentence.attempts])


def _section(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    write(name)
    if rows:
        table(header, rows, indent="  ")
    else:
        write("  none")


def _form(token: Token) -> str:
    verb = token.verb
    if verb is None:
        return " ".join(part for part in (token.gender, token.number) if part)
    person = str(verb.person) if verb.person else None
    return " ".join(part for part in (verb.mood, verb.tense, person, verb.number) if part)


def _meaning(mention: Mention) -> str:
    if mention.entity is not None:
        return f"{mention.entity.name} ({mention.entity.kind})"
    if mention.kind == "Period":
        return (mention.period.time if mention.period else None) or ""
    if mention.quantity is not None:
        quantity = mention.quantity
        upper = "" if quantity.value_max is None else f" to {quantity.value_max:f}"
        return " ".join(part for part in (quantity.bound, f"{quantity.value:f}{upper}", quantity.unit) if part)
    return mention.value or ""


def _slots(found: Match) -> str:
    filled = [f"{slot} = {', '.join(mention.text for mention in mentions)}" for slot, mentions in found.slots]
    return "; ".join([*filled, *(f"{slot} open" for slot in found.open)])
