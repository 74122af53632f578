"""Statements said as short sentences: "Acme aprirà 100 negozi (India, 2030, secondo Anna Bianchi)"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.graph.appearance import family
from kg.view.statements import Statement, Subject
from kg.view.wording import Wording


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
    subject = label(entities.get(statement.subject or ""), words) or str(words.words["subjectless"])
    target = entities.get(statement.object or "")
    qualifiers = [statement.place or "", words.time(statement.time)]
    if statement.by:
        qualifiers.append(str(words.words["by"]).format(name=statement.by))
    if statement.observation:
        said = _figure(statement, subject, label(target, words), words)
    elif statement.relation == "holdsRole" and statement.role:
        pattern = str(words.words["held" if statement.former else "holds"])
        said = _fill(pattern, subject=subject, role=words.role(statement.role), object=label(target, words))
        if statement.status != "actual":
            qualifiers.insert(0, str(words.words["statuses"][statement.status]))
    else:
        said = " ".join(filter(None, (subject, words.form(statement.relation, statement.status), _object(statement, target, words))))
        if statement.relation == "surpasses" and statement.metric:
            qualifiers.insert(0, words.name(statement.metric))
    kept = [qualifier for qualifier in qualifiers if qualifier]
    return f"{said} ({', '.join(kept)})" if kept else said


def _figure(statement: Statement, subject: str, target: str, words: Wording) -> str:
    name, amount = metric(statement, words), words.amount(statement)
    # "123 negozi" and "1º posto" name what they measure.
    named = amount.endswith(f" {name}") or (statement.relation == "rank" and amount)
    said = f"{subject}: {amount}" if named else f"{subject}: {name} {amount}".rstrip()
    counted = statement.unit and words.thing(statement.unit) == target
    if statement.status != "actual":
        said += f", {words.words['statuses'][statement.status]}"
    return f"{said}, {target}" if target and not counted else said


def _object(statement: Statement, target: Subject | None, words: Wording) -> str:
    name = label(target, words)
    if statement.value is None:
        return name
    amount = words.amount(statement)
    if statement.relation != "opens" or target is None:
        return f"{name}, {amount}"
    bound = str(words.words["bounds"].get(statement.bound, ""))
    count = bound + words.number(statement.value)
    if family(target.kind) == "Topic":
        return f"{count} {words.thing(target.label, many=statement.value != 1)}"
    return f"{count} {name}"


def _fill(pattern: str, **names: str) -> str:
    # In one pass: a name that holds braces is no placeholder.
    return re.sub(r"\{(\w+)\}", lambda found: names[found[1]], pattern)
