"""``kg trace``: what every stage made of a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.terminal import table, write

if TYPE_CHECKING:
    from kg.model import Clause, Mention, NounGroup, Token
    from kg.tracing import TracedSentence

_KEPT = 12  # rules shown that stopped, unless all are wanted


def trace(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or more; - reads standard input.")],
    date: Annotated[str | None, typer.Option(metavar="DATE", help="Date of the article: YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    entities: Annotated[list[Path] | None, typer.Option(metavar="FILE", help="Your own names, as in kg build.", show_default=False)] = None,
    examples: Annotated[bool, typer.Option("--examples", help="Know the invented names that examples of rules use.")] = False,
    all_rules: Annotated[bool, typer.Option("--all", help="Show every rule that stopped, not the first few.")] = False,
) -> None:
    """Show what every stage made of a sentence.

    Tokens, clauses, noun groups, mentions, the rules that matched, those that were tried and where they stopped, and the facts.
    """
    from kg import catalogue, tracing
    from kg.examples import names, show

    if text == "-":
        text = typer.get_text_stream("stdin").read()
    known = names() if examples else catalogue.load(tuple(entities or ()))
    traced = tracing.trace(text, known, date)
    for sentence in traced.sentences:
        _show(sentence, all_rules)
    write("facts")
    for fact in traced.facts:
        piece = fact.evidence[0]
        write(f"  {show(fact)}")
        write(f"      {piece.rule}, confidence {piece.confidence}, subject {piece.subject_source}: «{piece.quote}»")
    if not traced.facts:
        write("  none")


def _show(sentence: TracedSentence, everything: bool) -> None:
    reading = sentence.reading
    tokens = reading.sentence.tokens
    write("tokens")
    table(["", "TOKEN", "LEMMA", "POS", "FORM"], [(str(at), t.text, t.lemma, t.pos, _form(t)) for at, t in enumerate(tokens)])
    write()
    write("clauses")
    table(
        ["", "KIND", "VERB", "CERTAINTY", "WORDS"],
        [
            (f"c{at}", c.kind, _verb(c), certainty.status + (" (outside)" if certainty.outside else ""), _words(tokens, c.first, c.last))
            for at, (c, certainty) in enumerate(zip(reading.syntax.clauses, reading.certainties, strict=True))
        ],
    )
    write()
    write("noun groups")
    table(
        ["", "ROLE", "CLAUSE", "OF", "WORDS"],
        [(f"g{at}", _role(g), f"c{g.clause}", _of(g), _words(tokens, g.first, g.last)) for at, g in enumerate(reading.syntax.noun_groups)],
    )
    write()
    write("mentions")
    table(["KIND", "CASE", "CLAUSE", "TEXT", "MEANS"], [(a.mention.kind, a.case or "-", f"c{a.clause}", a.mention.text, _means(a.mention)) for a in sentence.arguments])
    write()
    write("rules")
    for line in _rules(sentence, everything):
        write(f"  {line}")
    write()


def _rules(sentence: TracedSentence, everything: bool) -> Iterator[str]:
    for match in sentence.matches:
        slots = ", ".join(f"{name} = {' + '.join(m.text for m in mentions)}" for name, mentions in match.slots)
        unsaid = f"; to be understood: {', '.join(match.open)}" if match.open else ""
        yield f"matched  {match.rule.id}: {slots}{unsaid}"
    stopped = sentence.attempts if everything else sentence.attempts[:_KEPT]
    for attempt in stopped:
        yield f"stopped  {attempt.rule}: {attempt.why}"
    if len(stopped) < len(sentence.attempts):
        yield f"…        {len(sentence.attempts) - len(stopped)} more stopped (--all shows them)"
    if not sentence.matches and not sentence.attempts:
        yield "none was tried: no trigger stands in the sentence"


def _form(token: Token) -> str:
    form = token.verb
    if form is None:
        return ""
    parts = (form.mood, form.tense, str(form.person) if form.person else None, form.number)
    return " ".join(part for part in parts if part)


def _verb(clause: Clause) -> str:
    verb = clause.verb
    if verb is None:
        return "-"
    parts = ("not" if verb.negated else "", *verb.governors, verb.lemma, verb.tense or verb.mood, verb.voice if verb.voice != "active" else "")
    return " ".join(part for part in parts if part)


def _role(group: NounGroup) -> str:
    return f"{group.role or '-'} {group.preposition}" if group.preposition else group.role or "-"


def _of(group: NounGroup) -> str:
    return f"g{group.governor}" if group.governor is not None else ""


def _words(tokens: tuple[Token, ...], first: int, last: int) -> str:
    return " ".join(token.text for token in tokens[first:last])


def _means(mention: Mention) -> str:
    parts = []
    if mention.entity is not None:
        parts.append(f"{mention.entity.name} ({mention.entity.kind}{'' if mention.known else ', unknown'})")
    if mention.quantity is not None:
        quantity = mention.quantity
        parts.append(" ".join(str(part) for part in (quantity.bound, f"{quantity.value:f}", quantity.unit) if part is not None))
    elif mention.value and mention.kind != "Period":
        parts.append(mention.value)
    parts += [f"{key}: {value}" for key, value in mention.attributes]
    return ", ".join(parts)
