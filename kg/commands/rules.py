"""``kg rules``: list the rules, show one, run their examples."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.terminal import table, write

if TYPE_CHECKING:
    from kg.matching.rule import Rule

NO = 5  # exit status where an example fails
START = re.compile(r"^\[\[ *rule *\]\]", re.MULTILINE)

app = typer.Typer(name="rules", help="List the rules, show one, run their examples.", no_args_is_help=True, rich_markup_mode=None)


def _names() -> list[str]:
    from kg.rules import load

    return [rule.name for rule in load().rules]


@app.command("list")
def list_() -> None:
    """List every rule with its relation and what triggers it."""
    from kg.rules import load

    table(["RULE", "RELATION", "TRIGGER"], [(rule.id, rule.relation, ", ".join(_triggers(rule))) for rule in load().rules])


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The rule's name, with or without its file.", autocompletion=_names)],
) -> None:
    """Show one rule as its file has it, with its examples."""
    from kg.rules import load

    rule = load()[name]
    write(f"# kg/rules/{rule.file}.toml")
    write(_source(rule))


@app.command()
def test(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Only the examples of these rules.", autocompletion=_names, show_default=False),
    ] = None,
) -> None:
    """Run the examples of the rules against the whole rule set.

    Prints each that fails, and ends with status 5 where there is one.
    """
    from kg.examples import check
    from kg.rules import load

    rules = load()
    chosen = [rules[name] for name in names] if names else rules.rules
    failures = 0
    for failure in check(chosen):
        failures += 1
        for line in str(failure).splitlines():
            write(line)
    examples = sum(len(rule.matches) + len(rule.rejects) for rule in chosen)
    write(f"{len(chosen)} rules, {examples} examples, {failures} failed")
    if failures:
        raise typer.Exit(NO)


def _triggers(rule: Rule) -> Iterator[str]:
    if rule.pattern is not None:
        yield rule.pattern.text
    yield from sorted(rule.verbs | rule.nouns | rule.mentions)


def _source(rule: Rule) -> str:
    text = files("kg.rules").joinpath(f"{rule.file}.toml").read_text("utf-8")
    starts = [found.start() for found in START.finditer(text)]
    parts = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return next(part for part in parts if tomllib.loads(part)["rule"][0]["name"] == rule.name).rstrip()
