"""Which clause a verb group belongs to: one that waits for its verb, or one of its own."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.clause_reading import COORDINATORS, Reading
from kg.italian.noun_group_parts import NAME
from kg.italian.verb_classes import ASIDES
from kg.italian.verb_groups import FINITE, is_saying
from kg.model import Token, VerbGroup

_PAUSES = frozenset({",", "–", "—"})


def place_verb(reading: Reading, at: int, boundary: int, grouped: Sequence[int], verbal: Sequence[int]) -> None:
    """Give the verb group ``at`` to the clause that waits for one, or open a clause for it."""
    verb = reading.verbs[at]
    if verb.mood in FINITE:
        _place_finite(reading, at, verb, boundary, grouped, verbal)
    else:
        _place_nonfinite(reading, at, verb, grouped, verbal)


def _before(tokens: Sequence[Token], index: int) -> int:
    """The index before ``index``, adverbs skipped."""
    index -= 1
    while index >= 0 and tokens[index].pos == "ADV":
        index -= 1
    return index


def _place_finite(reading: Reading, at: int, verb: VerbGroup, boundary: int, grouped: Sequence[int], verbal: Sequence[int]) -> None:
    tokens, stack, clauses, owner = reading.tokens, reading.stack, reading.clauses, reading.owner
    top = clauses[stack[-1]]
    if top.verb is None:
        if _interrupts(reading, at, verb, grouped, verbal):
            _open_interruption(reading, at, verb)
            return
        top.verb = at
        if top.opener == ":" and top.parent is not None and "lo" in verb.clitics and is_saying(verb):
            # "…: lo dice X" says what stands before the colon.
            said = clauses[top.parent]
            if said.parent is None:
                said.kind, said.parent, top.parent = "complement", stack[-1], None
        return
    before = _before(tokens, verb.first)
    if before >= 0 and tokens[before].pos == "CCONJ" and tokens[before].lower in COORDINATORS:
        comma = before > 0 and tokens[before - 1].text == ","
        _pop_nonfinite(reading)
        if comma and len(stack) > 1 and clauses[stack[-1]].comma:
            below = clauses[stack[-2]]
            if below.verb is None:
                stack.pop()
                below.verb = at
                return
        if len(stack) > 1 and not _same_tense_family(reading, stack[-1], verb):
            # "X, che vende A, ha detto B e farà C": a relative in another mood is not continued.
            below = clauses[stack[-2]]
            if below.verb is not None and _same_tense_family(reading, stack[-2], verb) and comma:
                stack.pop()
        _open_coordinate(reading, before, at, tokens[before].lower)
        return
    pending = _pending_below(reading)
    if pending >= 0:
        waiting = clauses[stack[pending]]
        del stack[pending + 1 :]
        waiting.verb = at
        _claim_subject(reading, stack[-1], verb, grouped, boundary)
        return
    _pop_nonfinite(reading)
    current = clauses[stack[-1]]
    held = reading.verbs[current.verb].last if current.verb is not None else 0
    resumed = _resumed_coordinate(reading, stack[-1], held, verb, grouped)
    if resumed >= 0:
        interrupted = stack[-1]
        _open_coordinate(reading, resumed, at, tokens[resumed].lower)
        for inner in range(resumed, verb.first):
            if owner[inner] == interrupted:
                owner[inner] = stack[-1]
        return
    if boundary >= held and boundary < verb.first:
        first = boundary + 1
        word = tokens[boundary].lower
        start = boundary
        if word == "," and len(stack) > 1 and current.comma:
            stack.pop()
        if word in (",", "»", '"', "”", "–", "—") and first == verb.first and _is_aside(reading, verb, word):
            _open_speech(reading, first, at)
            return
        if word in COORDINATORS:
            _open_coordinate(reading, start, at, word)
        else:
            _open_main(reading, start + 1, at, word)
        target = stack[-1]
        for inner in range(first, verb.first):
            owner[inner] = target
        return
    first = verb.first
    group = grouped[first - 1] if first else -1
    if group >= 0 and reading.groups[group].preposition is None and reading.groups[group].first >= held:
        first = reading.groups[group].first
    _open_main(reading, first, at, None)
    for inner in range(first, verb.first):
        owner[inner] = stack[-1]


def _interrupts(reading: Reading, at: int, verb: VerbGroup, grouped: Sequence[int], verbal: Sequence[int]) -> bool:
    """Whether a verb of saying stands between commas inside a clause that waits for its verb: "A maggio, calcola Acme, …"."""
    tokens, first, last = reading.tokens, verb.first, verb.last
    count = len(tokens)
    if not is_saying(verb) or verb.person != 3 or verb.voice != "active" or first == 0 or tokens[first - 1].text not in _PAUSES:
        return False
    group = grouped[last] if last < count else -1
    if group < 0:
        return False
    speaker = reading.groups[group]
    if speaker.preposition is not None or (speaker.kind != NAME and tokens[speaker.first].pos != "DET"):
        return False
    end = speaker.last
    while end < count and end < last + 14 and tokens[end].text not in _PAUSES:
        if verbal[end] >= 0:
            return False
        end += 1
    if end >= count or tokens[end].text not in _PAUSES or at + 1 >= len(reading.verbs) or reading.verbs[at + 1].mood not in FINITE:
        return False
    waiting = reading.stack[-1]
    named = any(other.preposition is None and other.time < 2 and reading.owner[other.head] == waiting for other in reading.groups[:group])
    return speaker.kind == NAME or not named


def _open_interruption(reading: Reading, at: int, verb: VerbGroup) -> None:
    """Open the comment inside the waiting clause, which becomes what is said."""
    number = reading.stack[-1]
    waiting = reading.clauses[number]
    if waiting.parent is None:
        reading.open(verb.first, "main", None, None, True).verb = at
        waiting.kind, waiting.parent = "complement", reading.stack[-1]
    else:
        reading.open(verb.first, "adverbial", "come", number, True).verb = at


def _is_aside(reading: Reading, verb: VerbGroup, before: str) -> bool:
    """Whether a verb of saying comments on what stands before it: ", spiega Anna Bianchi"."""
    if not is_saying(verb) or verb.person != 3 or verb.voice != "active":
        return False
    if before != ",":
        return True
    tokens = reading.tokens
    quoted = verb.first > 1 and tokens[verb.first - 2].text in ("»", '"', "”")
    if not quoted and verb.lemma not in ASIDES and "fare" not in verb.governors:
        return False
    return verb.last >= len(tokens) or tokens[verb.last].lower not in ("che", "di")


def _resumed_coordinate(reading: Reading, current: int, held: int, verb: VerbGroup, grouped: Sequence[int]) -> int:
    """Where a clause begins that another interrupted: at "ma" in "…, ma la quota, che era alta, scende"; or -1."""
    owner, tokens = reading.owner, reading.tokens
    embedded = False
    for at in range(verb.first - 1, held - 1, -1):
        if owner[at] != current:
            embedded = True
        elif embedded and tokens[at].pos == "CCONJ" and grouped[at] < 0:
            group = grouped[at + 1]
            if group < 0:
                return -1
            found = reading.groups[group]
            fits = found.preposition is None and (found.number is None or verb.number is None or found.number == verb.number)
            return at if fits else -1
    return -1


def _same_tense_family(reading: Reading, clause: int, verb: VerbGroup) -> bool:
    held = reading.clauses[clause].verb
    return held is not None and reading.verbs[held].mood == verb.mood and reading.verbs[held].tense == verb.tense


def _pop_nonfinite(reading: Reading) -> None:
    """Close infinitive, gerund and participle clauses, down to a finite one."""
    stack, clauses = reading.stack, reading.clauses
    while len(stack) > 1:
        top = clauses[stack[-1]]
        if top.verb is not None and reading.verbs[top.verb].mood not in FINITE:
            stack.pop()
        else:
            return


def _pending_below(reading: Reading) -> int:
    """The position in the stack of the innermost clause that still waits for its verb, or -1."""
    for position in range(len(reading.stack) - 1, -1, -1):
        if reading.clauses[reading.stack[position]].verb is None:
            return position
    return -1


def _claim_subject(reading: Reading, clause: int, verb: VerbGroup, grouped: Sequence[int], boundary: int) -> None:
    """Give a resumed clause the bare noun group right before its verb, where it has none and the other clause has enough."""
    owner, groups = reading.owner, reading.groups
    group = grouped[verb.first - 1] if verb.first else -1
    if group < 0:
        return
    found = groups[group]
    if found.preposition is not None or owner[found.first] == clause:
        return
    for other in groups[:group]:
        if owner[other.first] == clause and other.preposition is None and other.time != 2:
            return
    inner = reading.clauses[owner[found.first]].verb
    if inner is not None and boundary < reading.verbs[inner].last:
        held = reading.verbs[inner].last
        if not any(
            other.preposition is None and other.first >= held and owner[other.first] == owner[found.first] for other in groups[:group]
        ):
            return
    for at in range(found.first, verb.first):
        owner[at] = clause


def _open_coordinate(reading: Reading, first: int, at: int, opener: str) -> None:
    parent = reading.stack.pop()
    old = reading.clauses[parent]
    clause = reading.open(first, "coordinate", opener, parent, old.comma, old.quoted)
    clause.verb = at


def _open_main(reading: Reading, first: int, at: int, opener: str | None) -> None:
    parent = reading.stack.pop()
    old = reading.clauses[parent]
    clause = reading.open(first, "coordinate" if old.kind != "main" or opener == "," else "main", opener, parent, old.comma, old.quoted)
    clause.verb = at


def _open_speech(reading: Reading, first: int, at: int) -> None:
    """Open ", spiega Anna Bianchi": what was read so far becomes what is said."""
    clauses = reading.clauses
    said = reading.stack[0]
    if any(reading.tokens[before].text in ("»", '"', "”") for before in range(max(0, first - 2), first)):
        # Only the quotation is what is said, not the clause before it.
        for number in range(len(clauses) - 1, -1, -1):
            if clauses[number].quoted and clauses[number].opener != "(":
                clause = reading.open(first, "main", None, None, True)
                clause.verb = at
                clauses[number].kind, clauses[number].parent = "complement", len(clauses) - 1
                del reading.stack[:-1]
                return
    del reading.stack[:]
    clause = reading.open(first, "main", None, None, True, clauses[said].quoted)
    clause.verb = at
    number = reading.stack[0]
    while (parent := clauses[said].parent) is not None and clauses[said].kind in ("main", "coordinate") and not clauses[said].quoted:
        said = parent
    if clauses[said].parent is None:
        clauses[said].kind, clauses[said].parent = "complement", number
    elif clauses[said].quoted:
        clause.parent = clauses[said].parent


def _place_nonfinite(reading: Reading, at: int, verb: VerbGroup, grouped: Sequence[int], verbal: Sequence[int]) -> None:
    tokens, stack, clauses, owner = reading.tokens, reading.stack, reading.clauses, reading.owner
    first = verb.first
    mood = verb.mood
    before = _before(tokens, first)
    opener = None
    if (
        mood == "infinitive"
        and before >= 0
        and tokens[before].pos in ("ADP", "DET", "SCONJ")
        and grouped[before] < 0
        and verbal[before] < 0
    ):
        opener = tokens[before].lemma
        start = before
        while (
            start > 0
            and grouped[start - 1] < 0
            and verbal[start - 1] < 0
            and tokens[start - 1].pos in ("ADP", "ADV")
            and tokens[start - 1].lower in ("prima", "oltre", "invece", "anziché", "piuttosto", "fino", "al", "fine")
        ):
            start -= 1
            opener = f"{tokens[start].lower} {opener}"
        first = start
    elif before >= 0 and tokens[before].pos == "CCONJ":
        top = clauses[stack[-1]]
        if top.verb is not None and reading.verbs[top.verb].mood == mood:
            _open_coordinate(reading, before, at, tokens[before].lower)
            clauses[-1].antecedent = top.antecedent
            owner[before] = stack[-1]
            return
    comma = (
        first == 0
        or tokens[first - 1].text in (",", "–", "—", "(", "«", '"', "“")
        or (clauses[stack[-1]].verb is None and mood != "participle")
    )
    if before >= 0 and tokens[before].pos == "CCONJ" and mood == "infinitive" and opener is None:
        opener = tokens[before].lower
    parent = stack[-1]
    if mood == "infinitive" and opener is not None and first > 0 and tokens[first - 1].pos == "CCONJ":
        top = clauses[parent]
        if top.verb is not None and top.kind == "infinitive" and top.opener == opener and len(stack) > 1:
            stack.pop()
            parent = stack[-1]
    kind = mood if mood in ("infinitive", "gerund", "participle") else "infinitive"
    clause = reading.open(first, kind, opener, parent, comma)
    clause.verb = at
    for inner in range(first, verb.first):
        owner[inner] = stack[-1]
    if kind == "participle":
        place = first - 1
        if place > 0 and tokens[place].text in (",", "(", "–", "—", '"', "»", "”"):
            place -= 1
        while place > 0 and tokens[place].pos == "ADV":
            place -= 1
        if place >= 0 and grouped[place] >= 0:
            clause.antecedent = grouped[place]
