"""Words that open a clause (che, cui, dove, se, ...) and signs that close one."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.clause_reading import Reading
from kg.italian.noun_group_parts import DraftGroup
from kg.italian.verb_classes import OPINION
from kg.italian.verb_groups import is_saying


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SUBORDINATORS = _words(
    """
    se mentre perché poiché affinché sebbene benché nonostante quando giacché finché siccome qualora purché malgrado cosicché dove ove
    come laddove allorché anziché dacché
    """
)
_COMPARATIVES = frozenset(
    {"più", "meno", "tanto", "sia", "piuttosto", "altro", "anziché", "così", "stesso", "stessa", "stessi", "prima", "oltre"}
)
_THAT_NOUNS = _words(
    """
    fatto ipotesi notizia voce possibilità speranza idea convinzione timore sospetto dubbio condizione promessa previsione segno prova
    rischio conferma certezza impressione indiscrezione
    """
)


def open_clause(reading: Reading, index: int, grouped: Sequence[int], verbal: Sequence[int], finite_at: Sequence[int]) -> int:
    """Open the clause that the token at ``index`` introduces; return the index after the opener, or 0 where it opens none."""
    tokens = reading.tokens
    token = tokens[index]
    lower = token.lower
    pos = token.pos
    count = len(tokens)
    comma = index == 0 or tokens[index - 1].text in (",", "–", "—", "(", "«", '"', "“")
    parent = reading.stack[-1]
    if lower == "che" or lower == "ch'":
        if not any(first > index for first in finite_at):
            return 0
        before = tokens[index - 1] if index else None
        if (
            before is not None
            and before.pos in ("SCONJ", "ADV", "ADP")
            and before.lower in ("dopo", "prima", "senza", "visto", "anche", "nonostante", "sempre", "oltre", "dato", "già")
        ):
            reading.open(index, "adverbial", f"{before.lower} che", parent, comma)
            return index + 1
        if before is not None and before.pos == "CCONJ" and (_reopen(reading, index) or _go_on(reading, index)):
            return index + 1
        if (
            index + 1 < count
            and tokens[index + 1].pos == "ADP"
            and any(tokens[at].lower in _COMPARATIVES for at in range(max(0, index - 10), index))
        ):
            return 0
        at = index - 1
        if comma and at > 0:
            at -= 1
        else:
            while at > 0 and tokens[at].pos == "ADV" and grouped[at] < 0 and verbal[at] < 0:
                at -= 1
        group = grouped[at] if at >= 0 else -1
        relative = pos == "PRON" or group >= 0
        if at >= 0 and verbal[at] >= 0:
            relative = False
        if group >= 0 and not comma and tokens[reading.groups[group].head].lemma in _THAT_NOUNS and pos != "PRON":
            relative = False
        if relative and group >= 0 and _follows_saying(reading, reading.groups[group], parent):
            relative = False
        if relative and group < 0:
            group = _last_group(reading, index, grouped)
        if relative:
            clause = reading.open(index, "relative", "che", parent, comma)
            clause.antecedent = group if group >= 0 else None
        else:
            while reading.clauses[parent].kind == "participle" and len(reading.stack) > 1:
                reading.stack.pop()
                parent = reading.stack[-1]
            reading.open(index, "complement", "che", parent, comma)
        return index + 1
    if pos == "ADP" or token.articled or pos == "DET" or lower in ("cui", "quale", "quali"):
        at = index
        while (
            at < count
            and at < index + 3
            and tokens[at].lower not in ("cui", "quale", "quali")
            and (tokens[at].pos in ("ADP", "DET") or tokens[at].articled)
        ):
            at += 1
        if at < count and tokens[at].lower in ("cui", "quale", "quali") and any(first > at for first in finite_at):
            preposition = None if pos == "DET" else token.lemma if token.pos == "ADP" or token.articled else None
            name = tokens[at].lower if tokens[at].lower == "cui" else "il quale"
            group = grouped[index - 1] if index and not comma else grouped[index - 2] if index > 1 else -1
            if group < 0:
                group = _last_group(reading, index, grouped)
            first = reading.groups[group].first if group >= 0 else 0
            if group >= 0 and preposition == "di" and not comma and first > 1 and tokens[first - 1].text == ",":
                # "…, il primo dei quali è aperto": the group before the pronoun belongs to the relative clause.
                clause = reading.open(first, "relative", f"di {name}", parent, True)
                for inner in range(first, index):
                    reading.owner[inner] = reading.stack[-1]
                clause.antecedent = grouped[first - 2] if grouped[first - 2] >= 0 else None
                return at + 1
            clause = reading.open(index, "relative", f"{preposition} {name}" if preposition else name, parent, comma)
            clause.antecedent = group if group >= 0 else None
            return at + 1
        return 0
    if lower == "se" and index + 1 < count and tokens[index + 1].lower == "ne":
        return 0
    if lower in SUBORDINATORS and pos in ("SCONJ", "ADV", "PRON", "CCONJ"):
        nxt = next((first for first in finite_at if first > index), -1)
        if nxt < 0:
            return 0
        if lower == "come" and nxt != index + 1:
            return 0
        if any(tokens[at].text in (";", ":") for at in range(index + 1, nxt)):
            return 0
        if lower in ("dove", "ove") and index:
            at = index - 2 if comma else index - 1
            group = grouped[at] if at >= 0 else -1
            clause = reading.open(index, "relative" if group >= 0 else "complement", lower, parent, comma)
            clause.antecedent = group if group >= 0 else None
        else:
            if index and tokens[index - 1].lower == "anche" and lower == "se":
                lower = "anche se"
            reading.open(index, "adverbial", lower, parent, comma or reading.clauses[parent].verb is None)
        return index + 1
    if lower == "chi":
        reading.open(index, "relative", "chi", parent, comma)
        return index + 1
    return 0


def end_of_examples(
    reading: Reading, index: int, grouped: Sequence[int], verbal: Sequence[int], finite_at: Sequence[int]
) -> int:
    """The comma that ends the examples that "tra cui" at ``index`` opens: ", tra cui Acme e Brio, hanno"; 0 where it opens a clause."""
    tokens, count = reading.tokens, len(reading.tokens)
    if tokens[index].lower not in ("tra", "fra", "compreso", "compresi", "comprese", "compresa") or index + 2 >= count or index == 0:
        return 0
    opened = tokens[index].lower not in ("tra", "fra")
    if tokens[index - 1].text not in (",", "–", "—", "-") or not (opened or tokens[index + 1].lower == "cui"):
        return 0
    at = index + (1 if opened else 2)
    if at >= count or grouped[at] < 0 or not any(first > at for first in finite_at):
        return 0
    while at < count:
        while at < count and grouped[at] >= 0:
            at = reading.groups[grouped[at]].last
        if at + 1 >= count:
            return 0
        word = tokens[at].lower
        if word in ("e", "ed", "o") and grouped[at + 1] >= 0:
            at += 1
        elif word in (",", "–", "—", "-"):
            if word == "," and _list_goes_on(reading, at, grouped, verbal, True):
                at += 1
                continue
            return at
        else:
            return 0
    return 0


def _reopen(reading: Reading, index: int) -> bool:
    """Open a clause beside the last one with "che": "che vende A e che produce B"."""
    for number in range(len(reading.clauses) - 1, -1, -1):
        clause = reading.clauses[number]
        if clause.opener == "che":
            if number in reading.stack:
                del reading.stack[reading.stack.index(number) :]
            opened = reading.open(index, clause.kind, "che", clause.parent, clause.comma)
            opened.antecedent = clause.antecedent
            return True
    return False


def _go_on(reading: Reading, index: int) -> bool:
    """Open a relative clause beside a participle: "un'azienda fondata nel 1962 e che occupa 104 persone"."""
    for number in range(len(reading.clauses) - 1, -1, -1):
        clause = reading.clauses[number]
        if clause.kind == "participle" and clause.antecedent is not None:
            if number in reading.stack:
                del reading.stack[reading.stack.index(number) :]
            opened = reading.open(index, "relative", "che", clause.parent, clause.comma)
            opened.antecedent = clause.antecedent
            return True
    return False


def _follows_saying(reading: Reading, group: DraftGroup, parent: int) -> bool:
    """Whether "che" after ``group`` is what is said: "ha detto a Rossi che", "ha annunciato lunedì che"."""
    held = reading.clauses[parent].verb
    if held is None or not (group.time == 2 or group.preposition == "a"):
        return False
    verb = reading.verbs[held]
    if not is_saying(verb) and verb.lemma not in OPINION:
        return False
    return not any(
        other.preposition is None and other.time != 2 and verb.last <= other.first < group.first and reading.owner[other.first] == parent
        for other in reading.groups
    )


def _last_group(reading: Reading, index: int, grouped: Sequence[int]) -> int:
    for at in range(index - 1, max(-1, index - 6), -1):
        if grouped[at] >= 0:
            return grouped[at]
    return -1


def close_at_comma(reading: Reading, index: int, grouped: Sequence[int], verbal: Sequence[int]) -> None:
    """A comma ends what a comma opened, and what stands before the main verb."""
    stack, clauses = reading.stack, reading.clauses
    while len(stack) > 1:
        top = clauses[stack[-1]]
        if top.verb is None:
            return
        below = clauses[stack[-2]]
        if not top.comma and below.verb is not None:
            return
        if top.kind != "adverbial" and _list_goes_on(reading, index, grouped, verbal, below.verb is None):
            return
        stack.pop()
        if top.comma and below.verb is not None:
            return


def _list_goes_on(reading: Reading, index: int, grouped: Sequence[int], verbal: Sequence[int], enclosed: bool) -> bool:
    """Whether the comma at ``index`` stands inside a list of noun groups that ends in "e", and then, if ``enclosed``, in a comma."""
    count = len(grouped)
    if index == 0 or grouped[index - 1] < 0:
        return False
    at = index + 1
    while at < count:
        group = grouped[at]
        if group < 0:
            return False
        at = reading.groups[group].last
        if at >= count:
            return False
        word = reading.tokens[at].lower
        if word in ("e", "ed", "o"):
            follower = grouped[at + 1] if at + 1 < count else -1
            if follower < 0:
                return False
            end = reading.groups[follower].last
            return reading.tokens[end].text == "," if enclosed and end < count else end >= count or verbal[end] < 0
        if word != ",":
            return False
        at += 1
    return False


def close_at_semicolon(reading: Reading, index: int) -> None:
    """A colon or a semicolon ends every clause that is open, save quotations."""
    stack, clauses = reading.stack, reading.clauses
    base = clauses[stack[0]]
    if base.verb is None and len(stack) > 1:
        return
    opener = reading.tokens[index].text
    if opener == ":" and index + 1 < len(reading.tokens) and reading.tokens[index + 1].text in ("«", '"', "“"):
        del stack[1:]
        return
    quoted = base.quoted
    parent = stack[0]
    del stack[:]
    clause = reading.open(index + 1, "main" if not quoted else base.kind, opener, parent if quoted or opener == ":" else None, True, quoted)
    if quoted:
        clause.parent = base.parent
