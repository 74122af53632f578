"""Clauses: which verb every token belongs to, found in one pass with a stack of open clauses."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.noun_groups import DraftGroup
from kg.italian.verb_classes import OPINION, SPEECH
from kg.italian.verb_groups import FINITE
from kg.model import Token, VerbGroup

SUBORDINATORS = frozenset(
    [
        "se",
        "mentre",
        "perché",
        "poiché",
        "affinché",
        "sebbene",
        "benché",
        "nonostante",
        "quando",
        "giacché",
        "finché",
        "siccome",
        "qualora",
        "purché",
        "malgrado",
        "cosicché",
        "dove",
        "ove",
        "come",
        "laddove",
        "allorché",
        "anziché",
        "dacché",
    ]
)
COORDINATORS = frozenset({"e", "ed", "o", "oppure", "ma", "né", "però", "bensì", "nonché", "quindi"})
_OPEN_QUOTES = {"«": "»", "“": "”", '"': '"', "``": "''"}
_COMPARATIVES = frozenset(
    {"più", "meno", "tanto", "sia", "piuttosto", "altro", "anziché", "così", "stesso", "stessa", "stessi", "prima", "oltre"}
)
_THAT_NOUNS = frozenset(
    [
        "fatto",
        "ipotesi",
        "notizia",
        "voce",
        "possibilità",
        "speranza",
        "idea",
        "convinzione",
        "timore",
        "sospetto",
        "dubbio",
        "condizione",
        "promessa",
        "previsione",
        "segno",
        "prova",
        "rischio",
        "conferma",
        "certezza",
        "impressione",
        "indiscrezione",
    ]
)
_SENTENCE_ENDERS = frozenset({":", ";"})


class DraftClause:
    """A clause while its extent is being found."""

    __slots__ = ("antecedent", "comma", "first", "kind", "opener", "parent", "quoted", "verb")

    def __init__(self, first: int, kind: str, opener: str | None, parent: int | None, comma: bool = False, quoted: bool = False) -> None:
        self.first = first
        self.kind = kind
        self.opener = opener
        self.parent = parent
        self.verb: int | None = None
        self.antecedent: int | None = None
        self.comma = comma  # opened after a comma or at the start: the next comma closes it
        self.quoted = quoted  # the outermost clause of a quotation or a bracket


class _Reading:
    """The state of one pass over a sentence."""

    __slots__ = ("clauses", "groups", "owner", "saved", "stack", "tokens", "verbs")

    def __init__(self, tokens: Sequence[Token], verbs: Sequence[VerbGroup], groups: Sequence[DraftGroup]) -> None:
        self.tokens = tokens
        self.verbs = verbs
        self.groups = groups
        self.clauses = [DraftClause(0, "main", None, None, True)]
        self.stack = [0]
        self.saved: list[list[int]] = []
        self.owner = [0] * len(tokens)

    def open(self, first: int, kind: str, opener: str | None, parent: int | None, comma: bool = False, quoted: bool = False) -> DraftClause:
        clause = DraftClause(first, kind, opener, parent, comma, quoted)
        self.clauses.append(clause)
        self.stack.append(len(self.clauses) - 1)
        return clause


def find_clauses(
    tokens: Sequence[Token], verbs: Sequence[VerbGroup], verbal: Sequence[int], groups: Sequence[DraftGroup], grouped: Sequence[int]
) -> tuple[list[DraftClause], list[int]]:
    """The clauses of a sentence, and for each token the index of its clause.

    ``verbal`` and ``grouped`` have for each token the index of its verb group and noun group, or -1.
    """
    reading = _Reading(tokens, verbs, groups)
    owner, clauses = reading.owner, reading.clauses
    count = len(tokens)
    finite_at = [verb.first for verb in verbs if verb.mood in FINITE]
    closers: dict[int, bool] = {}
    boundary = -1  # the last comma or conjunction
    index = 0
    while index < count:
        stack = reading.stack
        at = verbal[index]
        if at >= 0:
            verb = verbs[at]
            _place_verb(reading, at, boundary, grouped, verbal)
            top = reading.stack[-1]
            for inner in range(verb.first, verb.last):
                owner[inner] = top
            index = verb.last
            continue
        group = grouped[index]
        if group >= 0:
            # A quotation mark or a determiner inside a noun group opens no clause.
            top = stack[-1]
            last = groups[group].last
            while index < last:
                owner[index] = top
                index += 1
            continue
        token = tokens[index]
        text = token.text
        if index in closers:
            owner[index] = stack[-1]
            if closers[index]:
                reading.stack = reading.saved.pop()
                boundary = index
        elif text == "," or text in ("–", "—", "-", "…"):
            owner[index] = stack[-1]
            _close_at_comma(reading, index, grouped, verbal)
            boundary = index
        elif text in _SENTENCE_ENDERS:
            owner[index] = stack[-1]
            _close_at_semicolon(reading, index)
            boundary = index
        elif text in _OPEN_QUOTES or text == "(":
            end = _matching(tokens, index, ")" if text == "(" else _OPEN_QUOTES[text])
            if end > 0:
                holds = any(index < first < end for first in finite_at)
                closers[end] = holds
                if holds:
                    parent = stack[-1]
                    reading.saved.append(list(stack))
                    base = clauses[parent]
                    kind = "main" if text == "(" else "complement"
                    reading.stack = []
                    reading.open(index + 1, kind, text, parent, True, True)
                    if base.verb is None and parent == 0 and index == 0:
                        clauses[-1].kind = "complement"
            owner[index] = reading.stack[-1]
        elif (opened := _opens_clause(reading, index, grouped, verbal, finite_at)) > 0:
            top = reading.stack[-1]
            while index < opened:
                owner[index] = top
                index += 1
            continue
        else:
            owner[index] = stack[-1]
            if token.pos == "CCONJ" and token.lower in COORDINATORS:
                boundary = index
        index += 1
    return _settle(reading)


def _matching(tokens: Sequence[Token], index: int, closing: str) -> int:
    for end in range(index + 1, len(tokens)):
        if tokens[end].text == closing:
            return end
    return -1


def _opens_clause(reading: _Reading, index: int, grouped: Sequence[int], verbal: Sequence[int], finite_at: Sequence[int]) -> int:
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
            clause = reading.open(index, "relative", f"{preposition} {name}" if preposition else name, parent, comma)
            clause.antecedent = group if group >= 0 else None
            return at + 1
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


def _follows_saying(reading: _Reading, group: DraftGroup, parent: int) -> bool:
    """Whether "che" after ``group`` is what is said: "ha detto a Rossi che", "ha annunciato lunedì che"."""
    held = reading.clauses[parent].verb
    if held is None or not (group.time == 2 or group.preposition == "a"):
        return False
    verb = reading.verbs[held]
    if verb.lemma not in SPEECH and verb.lemma not in OPINION:
        return False
    return not any(
        other.preposition is None and other.time != 2 and verb.last <= other.first < group.first and reading.owner[other.first] == parent
        for other in reading.groups
    )


def _last_group(reading: _Reading, index: int, grouped: Sequence[int]) -> int:
    for at in range(index - 1, max(-1, index - 6), -1):
        if grouped[at] >= 0:
            return grouped[at]
    return -1


def _close_at_comma(reading: _Reading, index: int, grouped: Sequence[int], verbal: Sequence[int]) -> None:
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


def _list_goes_on(reading: _Reading, index: int, grouped: Sequence[int], verbal: Sequence[int], enclosed: bool) -> bool:
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


def _close_at_semicolon(reading: _Reading, index: int) -> None:
    """A colon or a semicolon ends every clause that is open, save quotations."""
    stack, clauses = reading.stack, reading.clauses
    base = clauses[stack[0]]
    if base.verb is None and len(stack) > 1:
        return
    opener = reading.tokens[index].text
    quoted = base.quoted
    parent = stack[0]
    del stack[:]
    clause = reading.open(index + 1, "main" if not quoted else base.kind, opener, parent if quoted or opener == ":" else None, True, quoted)
    if quoted:
        clause.parent = base.parent


def _place_verb(reading: _Reading, at: int, boundary: int, grouped: Sequence[int], verbal: Sequence[int]) -> None:
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


def _place_finite(reading: _Reading, at: int, verb: VerbGroup, boundary: int, grouped: Sequence[int], verbal: Sequence[int]) -> None:
    tokens, stack, clauses, owner = reading.tokens, reading.stack, reading.clauses, reading.owner
    top = clauses[stack[-1]]
    if top.verb is None:
        top.verb = at
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
    if boundary >= held and boundary < verb.first:
        first = boundary + 1
        word = tokens[boundary].lower
        start = boundary
        if word == "," and len(stack) > 1 and current.comma:
            stack.pop()
        if word in (",", "»", '"', "”", "–", "—") and first == verb.first and verb.lemma in SPEECH and verb.person == 3:
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


def _same_tense_family(reading: _Reading, clause: int, verb: VerbGroup) -> bool:
    held = reading.clauses[clause].verb
    return held is not None and reading.verbs[held].mood == verb.mood and reading.verbs[held].tense == verb.tense


def _pop_nonfinite(reading: _Reading) -> None:
    """Close infinitive, gerund and participle clauses, down to a finite one."""
    stack, clauses = reading.stack, reading.clauses
    while len(stack) > 1:
        top = clauses[stack[-1]]
        if top.verb is not None and reading.verbs[top.verb].mood not in FINITE:
            stack.pop()
        else:
            return


def _pending_below(reading: _Reading) -> int:
    """The position in the stack of the innermost clause that still waits for its verb, or -1."""
    for position in range(len(reading.stack) - 1, -1, -1):
        if reading.clauses[reading.stack[position]].verb is None:
            return position
    return -1


def _claim_subject(reading: _Reading, clause: int, verb: VerbGroup, grouped: Sequence[int], boundary: int) -> None:
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


def _open_coordinate(reading: _Reading, first: int, at: int, opener: str) -> None:
    parent = reading.stack.pop()
    old = reading.clauses[parent]
    clause = reading.open(first, "coordinate", opener, parent, old.comma, old.quoted)
    clause.verb = at


def _open_main(reading: _Reading, first: int, at: int, opener: str | None) -> None:
    parent = reading.stack.pop()
    old = reading.clauses[parent]
    clause = reading.open(first, "coordinate" if old.kind != "main" or opener == "," else "main", opener, parent, old.comma, old.quoted)
    clause.verb = at


def _open_speech(reading: _Reading, first: int, at: int) -> None:
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


def _place_nonfinite(reading: _Reading, at: int, verb: VerbGroup, grouped: Sequence[int], verbal: Sequence[int]) -> None:
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


def _settle(reading: _Reading) -> tuple[list[DraftClause], list[int]]:
    """Drop clauses that never found a verb, and put parents before what a quotation depends on."""
    clauses, owner = reading.clauses, reading.owner
    counted = [0] * len(clauses)
    for at in owner:
        counted[at] += 1
    target = list(range(len(clauses)))
    for at, clause in enumerate(clauses):
        if clause.verb is None and at > 0 and clause.kind != "main" and clause.parent is not None and not clause.quoted:
            target[at] = clause.parent
        elif clause.verb is None and not counted[at]:
            target[at] = -1
    for at in range(len(target)):
        seen = at
        while target[seen] not in (seen, -1):
            seen = target[seen]
        target[at] = -1 if target[seen] == -1 else seen
    numbers: dict[int, int] = {}
    kept: list[DraftClause] = []
    for at, clause in enumerate(clauses):
        if target[at] == at:
            numbers[at] = len(kept)
            kept.append(clause)
    if not kept:
        kept.append(clauses[0])
        numbers[0] = 0
    for clause in kept:
        parent = clause.parent
        if parent is not None:
            parent = target[parent]
            clause.parent = numbers.get(parent) if parent >= 0 else None
        if clause.verb is None and clause.kind == "main":
            clause.kind = "verbless"
        if clause.parent is None and clause.kind in ("complement", "coordinate"):
            clause.kind = "main"
    fallback = 0
    return kept, [numbers.get(target[at], fallback) for at in owner]
