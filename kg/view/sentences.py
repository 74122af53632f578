"""Statements said as short sentences: "Acme aprirà 100 negozi (India, 2030, secondo Anna Bianchi)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.graph.appearance import family
from kg.view.statements import Statement, Subject
from kg.view.wording import Wording

# Figures that count pieces of something: "consegne di smartphone"; of the others the category stands apart.
_OF_THINGS = frozenset({"shipments", "sales", "price"})
_COUNTS = frozenset({"storeCount", "userCount", "employeeCount"})


def edge_label(statement: Statement, words: Wording) -> str:
    """What stands on the line of a statement: the relation in the form of its status, the role of a post, a figure."""
    if statement.relation == "holdsRole" and statement.role:
        role = words.role(statement.role)
        return f"ex {role}" if statement.former else role
    if statement.observation:
        amount = words.amount(statement)
        return f"{metric(statement, words)}: {amount}" if amount else metric(statement, words)
    return words.form(statement.relation, statement.status)


def metric(statement: Statement, words: Wording) -> str:
    """What a figure measures: "fatturato"; for a growth the metric that grew."""
    if statement.relation == "growth" and statement.metric:
        return words.name(statement.metric)
    return words.name(statement.relation)


def label(entity: Subject | None, words: Wording) -> str:
    """The name of an entity; of a category its name in the language of the page."""
    if entity is None:
        return ""
    return words.thing(entity.label) if family(entity.kind) == "Topic" else entity.label


def sentence(statement: Statement, entities: Mapping[str, Subject], words: Wording) -> str:
    """A statement in one line of plain text, its qualifiers in brackets behind."""
    subject = label(entities.get(statement.subject or ""), words)
    target = entities.get(statement.object or "")
    qualifiers = [statement.place or "", words.time(statement.time)]
    if statement.by:
        qualifiers.append(str(words.words["by"]).format(name=statement.by))
    pattern, values, inflected = _pattern(statement, subject, target, words)
    if not inflected:
        qualifiers.insert(0, words.pattern("status").get(statement.status, ""))
    said = _fill(pattern, subject=subject, **values)
    if not (subject or statement.observation or statement.relation == "founded"):
        said = _fill(words.pattern("subjectless"), said=said.strip())
    kept = [qualifier for qualifier in qualifiers if qualifier]
    return f"{said} ({', '.join(kept)})" if kept else said


def _pattern(statement: Statement, subject: str, target: Subject | None, words: Wording) -> tuple[str, dict[str, str], bool]:
    """The pattern of a sentence, what fills it, and whether its verb tells the status."""
    name, amount = label(target, words), words.amount(statement)
    forms = {verb: str(words.pattern(verb)[statement.status]) for verb in ("is", "has")}
    if statement.observation:
        return _figure(statement, subject, target, words, forms)
    if statement.relation == "holdsRole" and statement.role:
        pattern = words.pattern("held" if statement.former else "holds")
        return pattern, {**forms, "role": words.role(statement.role), "object": name}, not statement.former
    form = words.form(statement.relation, statement.status)
    values = {"form": form, "object": name, "amount": amount}
    if statement.relation == "founded" and not subject:
        return words.pattern("founded"), values, statement.status == "actual"
    if statement.relation == "opens" and target is not None:
        return "{subject} {form} {object}", {**values, "object": _opened(statement, target, words)}, True
    if target is not None and form.endswith(" in"):
        values |= {"verb": form.removesuffix(" in"), "where": words.locative(name, target.kind)}
        return f"{{subject}} {{verb}} {'{amount} ' if amount else ''}{{where}}", values, True
    pattern = "{subject} {form} {object}"
    if statement.relation == "surpasses" and statement.metric:
        return _around(words.pattern("surpasses"), pattern), {**values, "metric": words.name(statement.metric)}, True
    if not amount:
        return pattern, values, True
    if statement.relation == "acquires":
        if statement.unit == "percent":
            return words.pattern("share"), {**values, "article": words.article(amount)}, True
        return _around(words.pattern("price"), pattern), values, True
    return pattern + ", {amount}", values, True


def _figure(
    statement: Statement, subject: str, target: Subject | None, words: Wording, forms: dict[str, str]
) -> tuple[str, dict[str, str], bool]:
    amount, name = words.amount(statement), label(target, words)
    things = words.thing(target.label, many=True) if target is not None and family(target.kind) == "Topic" else name
    if subject and amount and (statement.relation == "rank" or (statement.relation in _COUNTS and statement.unit)):
        pattern = words.pattern("rank" if statement.relation == "rank" else "count")
        counted = statement.relation in _COUNTS
        return pattern + (", {thing}" if things and not counted else ""), {**forms, "amount": amount, "thing": things}, True
    if target is not None and statement.unit == target.label:
        amount = words.amount(replace(statement, unit=None))
    measured = metric(statement, words)
    of_things = (statement.metric if statement.relation == "growth" else statement.relation) in _OF_THINGS
    of_things = of_things and target is not None and family(target.kind) in ("Topic", "Product")
    if subject:
        pattern = words.pattern("figure_of" if of_things else "figure_about" if things else "figure")
    else:
        pattern = words.pattern("market_of" if things else "market")
    values = {"metric": measured[:1].upper() + measured[1:], "amount": amount or "—", "thing": things}
    return pattern, values, statement.status == "actual"


def _opened(statement: Statement, target: Subject, words: Wording) -> str:
    """What is opened, with how many: "14 negozi", "un negozio Mi Home", "una o più fabbriche"."""
    topic = family(target.kind) == "Topic"
    chain = family(target.kind) == "StoreChain"
    if not (topic or chain):
        return label(target, words)
    thing = target.label if topic else "store"
    one = statement.value == 1 and statement.value_max is None and not statement.bound
    things = words.thing(thing, many=not one)
    if statement.value is None:
        count = _fill(words.pattern("some")[words.indefinite(thing)], things=things)
        return count if topic else _fill(words.pattern("chain"), count="", stores=things, chain=target.label).strip()
    count = words.indefinite(thing) if one else words.amount(replace(statement, unit=None))
    return f"{count} {things}" if topic else _fill(words.pattern("chain"), count=count, stores=things, chain=target.label)


def _around(pattern: str, said: str) -> str:
    return pattern.replace("{said}", said)


def _fill(pattern: str, **names: str) -> str:
    # In one pass: a name that holds braces is no placeholder.
    return re.sub(r"\{(\w+)\}", lambda found: names[found[1]], pattern)
