"""Scores kg.italian.syntax against a Universal Dependencies treebank: subjects, objects and prepositional groups on their verb.

Usage: ``python -m bench.syntax FILE.conllu [--errors subject|object|oblique N] [--own]``. Nothing of the treebank is kept.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from kg.italian.syntax import parse
from kg.model import Sentence, Syntax, Token, VerbForm

_MOODS = {"Ind": "indicative", "Cnd": "conditional", "Sub": "subjunctive", "Imp": "imperative"}
_XPOS_MOODS = {"VB": "infinitive", "VBG": "gerund", "VBN": "participle"}
_NUMBERS = {"Sing": "singular", "Plur": "plural"}
_GENDERS = {"Masc": "masculine", "Fem": "feminine"}


@dataclass
class Gold:
    """One sentence of the treebank: our tokens, and its arcs between indices of our tokens."""

    text: str
    sentence: Sentence
    arcs: list[tuple[int, int, str]] = field(default_factory=list)  # dependent, head, relation


def verb_form(xpos: str, features: dict[str, str]) -> VerbForm:
    """The inflection that PUD's tag and features describe; its infinitives, gerunds and participles are in the tag only."""
    number, gender = _NUMBERS.get(features.get("Number", "")), _GENDERS.get(features.get("Gender", ""))
    mood = _XPOS_MOODS.get(xpos)
    if mood == "participle":
        return VerbForm(mood, "present" if features.get("Tense") == "Pres" else "past", None, number, gender)
    if mood:
        return VerbForm(mood)
    mood = _MOODS.get(features.get("Mood", "Ind"), "indicative")
    tense = {"Pres": "present", "Fut": "future", "Past": "past"}.get(features.get("Tense", "Pres"), "present")
    if tense == "past" and (features.get("Aspect") == "Imp" or mood == "subjunctive"):
        tense = "imperfect"
    return VerbForm(mood, tense, int(features.get("Person", "3")), number)


def read(path: Path) -> list[Gold]:
    """The treebank's sentences as ours: articulated prepositions and verbs with clitics are one token."""
    result: list[Gold] = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        text = ""
        rows: dict[int, list[str]] = {}
        spans: list[tuple[int, int, str]] = []
        for line in block.splitlines():
            if line.startswith("# text = "):
                text = line[9:]
            elif not line.startswith("#"):
                columns = line.split("\t")
                if "-" in columns[0]:
                    first, last = map(int, columns[0].split("-"))
                    spans.append((first, last, columns[1]))
                elif "." not in columns[0]:
                    rows[int(columns[0])] = columns
        result.append(_convert(len(result), text, rows, spans))
    return result


def _convert(index: int, text: str, rows: dict[int, list[str]], spans: list[tuple[int, int, str]]) -> Gold:
    starts = {first: (last, form) for first, last, form in spans}
    tokens: list[Token] = []
    own: dict[int, int] = {}
    position, at = 0, 1
    while at in rows:
        last, form = starts.get(at, (at, rows[at][1]))
        columns = rows[at]
        _, _, lemma, pos, xpos, feats = columns[:6]
        features = dict(pair.split("=") for pair in feats.split("|") if "=" in pair) if feats != "_" else {}
        parts = [rows[number] for number in range(at, last + 1)]
        clitics = tuple(part[2] for part in parts[1:] if part[3] == "PRON") if pos in ("VERB", "AUX") else ()
        articled = len(parts) > 1 and pos == "ADP"
        if articled:
            features = dict(pair.split("=") for pair in parts[1][5].split("|") if "=" in pair)
        start = text.find(form, position)
        start = position if start < 0 else start
        end = start + len(form)
        position = end
        for number in range(at, last + 1):
            own[number] = len(tokens)
        tokens.append(
            Token(
                start,
                end,
                form,
                form.lower(),
                lemma.lower() if pos != "PROPN" else lemma,
                pos,
                verb_form(xpos, features) if pos in ("VERB", "AUX") else None,
                clitics,
                articled,
                _GENDERS.get(features.get("Gender", "")),
                _NUMBERS.get(features.get("Number", "")),
            )
        )
        at = last + 1
    gold = Gold(text, Sentence(index, 0, 0, len(text), tuple(tokens)))
    copulas = {int(row[6]): own[number] for number, row in rows.items() if row[7] == "cop"}
    for number, row in rows.items():
        head, relation = int(row[6]), row[7]
        if head and own[number] != own.get(head):
            gold.arcs.append((own[number], copulas.get(head, own[head]), relation))
    return gold


def found(syntax: Syntax, tokens: tuple[Token, ...]) -> dict[str, set[tuple[int, int]]]:
    """Our arcs: (head of the noun group, head of the verb or noun it belongs to), a kind."""
    arcs: dict[str, set[tuple[int, int]]] = {"subject": set(), "object": set(), "oblique": set(), "complement": set()}
    for group in syntax.noun_groups:
        verb = syntax.clauses[group.clause].verb
        if group.listed is not None:
            continue
        if group.role in ("subject", "object"):
            if verb is not None:
                arcs[group.role].add((group.head, verb.head))
        elif group.role in ("oblique", "agent") and verb is not None:
            arcs["oblique"].add((group.head, verb.head))
        elif group.role == "complement" and group.governor is not None:
            arcs["complement"].add((group.head, syntax.noun_groups[group.governor].head))
    for clause in syntax.clauses:
        if clause.kind == "relative" and clause.verb is not None and clause.opener in ("che", "il quale") and clause.verb.person != 1:
            index = clause.first
            while tokens[index].lower not in ("che", "quale", "quali") and index < clause.verb.first:
                index += 1
            has_subject = any(group.role == "subject" and syntax.clauses[group.clause] is clause for group in syntax.noun_groups)
            arcs["object" if has_subject else "subject"].add((index, clause.verb.head))
    return arcs


_RELATIONS = {"subject": ("nsubj", "nsubj:pass"), "object": ("obj",), "oblique": ("obl", "obl:agent"), "complement": ("nmod",)}
_CLITIC_POS = frozenset({"PRON"})


def expected(gold: Gold, kind: str, syntax: Syntax) -> set[tuple[int, int]]:
    """The treebank's arcs of a kind between our groups' heads, clitics and bare adverbials left out."""
    tokens = gold.sentence.tokens
    heads = {at: group.head for group in syntax.noun_groups for at in range(group.first, group.last)}
    heads |= {at: verb.head for clause in syntax.clauses if (verb := clause.verb) for at in range(verb.first, verb.last)}
    cased = {head for dependent, head, relation in gold.arcs if relation == "case"} | {
        index for index, token in enumerate(tokens) if token.articled
    }
    arcs = set()
    for dependent, head, relation in gold.arcs:
        if relation not in _RELATIONS[kind] or tokens[dependent].lower in _SMALL:
            continue
        if kind == "oblique" and dependent not in cased:
            continue
        arcs.add((heads.get(dependent, dependent), heads.get(head, head)))
    return arcs


_SMALL = frozenset(["si", "ci", "vi", "ne", "lo", "la", "li", "le", "gli", "mi", "ti", "l'", "c'", "s'", "cui"])


def main() -> None:
    """Print precision, recall and F1 of each kind, and the speed of the parser."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("treebank", type=Path)
    arguments.add_argument("--errors")
    arguments.add_argument("--limit", type=int, default=40)
    arguments.add_argument("--own", action="store_true", help="use the project's own tokens and tags")
    options = arguments.parse_args()
    golds = read(options.treebank)
    if options.own:
        golds = [retagged(gold) for gold in golds]
    counts: Counter[tuple[str, str]] = Counter()
    shown = 0
    for gold in golds:
        tokens = gold.sentence.tokens
        syntax = parse(gold.sentence)
        ours = found(syntax, tokens)
        for kind in _RELATIONS:
            wanted = expected(gold, kind, syntax)
            counts[kind, "right"] += len(wanted & ours[kind])
            counts[kind, "found"] += len(ours[kind])
            counts[kind, "gold"] += len(wanted)
            if options.errors == kind and wanted != ours[kind] and shown < options.limit:
                shown += 1
                print(gold.text)
                for sign, arcs in (("missed", wanted - ours[kind]), ("false", ours[kind] - wanted)):
                    for dependent, head in sorted(arcs):
                        print(f"   {sign}: {tokens[dependent].text} <- {tokens[head].text}")
    for kind in _RELATIONS:
        right, returned, gold_count = counts[kind, "right"], counts[kind, "found"], counts[kind, "gold"]
        precision, recall = right / returned, right / gold_count
        print(
            f"{kind:11} P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f} ({right} of {gold_count})"
        )
    sentences = [gold.sentence for gold in golds]
    total = sum(len(sentence.tokens) for sentence in sentences)
    started = time.process_time()
    for sentence in sentences:
        parse(sentence)
    print(f"{total / (time.process_time() - started):,.0f} tokens/s")


def retagged(gold: Gold) -> Gold:
    """The same sentence with the project's own tokens; arcs are moved by character offset."""
    from kg.italian import analyse

    sentences = analyse(gold.text)
    tokens = tuple(token for sentence in sentences for token in sentence.tokens)
    places: dict[int, int] = {}
    for index, token in enumerate(tokens):
        for at in range(token.start, token.end):
            places[at] = index
    own = [places.get(token.start, -1) for token in gold.sentence.tokens]
    moved = Gold(gold.text, Sentence(gold.sentence.index, 0, 0, len(gold.text), tokens))
    moved.arcs = [
        (own[dependent], own[head], relation) for dependent, head, relation in gold.arcs if own[dependent] >= 0 and own[head] >= 0
    ]
    return moved


if __name__ == "__main__":
    main()
