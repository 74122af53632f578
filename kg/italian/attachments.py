"""Lists, appositions, complements and antecedents: what hangs on another noun group."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.clause_reading import DraftClause
from kg.italian.noun_group_parts import NAME, NOUN, NUMBER, PRONOUN, DraftGroup
from kg.model import Token, VerbGroup

_CONJUNCTIONS = frozenset({"e", "ed", "o", "oppure", "nonché", "né", "&"})
_COMPLEMENT_AFTER = frozenset({"di"})
# Nouns for a company; a name may follow their complement.
_FIRMS = frozenset(
    "gruppo società azienda catena casa marchio brand produttore operatore compagnia impresa startup start-up piattaforma fornitore "
    "colosso gigante costruttore sito portale multinazionale fondo rete maison editore".split()
)
_UNREPEATED = frozenset(
    {"con", "per", "tra", "fra", "dietro", "contro", "dopo", "verso", "oltre", "secondo", "davanti a", "insieme a", "come"}
)
_SIMPLE = frozenset({"in", "a", "su", "per", "con", "da", "tra", "fra", "come"})


def attach(
    tokens: Sequence[Token], verbs: Sequence[VerbGroup], clauses: Sequence[DraftClause], groups: Sequence[DraftGroup], owner: Sequence[int]
) -> None:
    """Find lists, appositions and complements: the roles that hang on another noun group."""
    previous: DraftGroup | None = None
    anchor = -1  # the group that a following conjunct or apposition would go with
    for index, group in enumerate(groups):
        group.clause = owner[group.head]
        if previous is None:
            previous, anchor = group, index
            continue
        gap = group.first - previous.last
        if gap == 0:
            if group.preposition is not None and (
                group.preposition in _COMPLEMENT_AFTER or _belongs_to_noun(verbs, clauses, previous, group)
            ):
                group.role, group.governor = "complement", index - 1
            else:
                whole = _called(tokens, groups, index)
                if whole >= 0:
                    group.role, group.governor = "apposition", whole
                anchor = index
        elif group.clause == previous.clause and gap <= 3:
            words = [token.lower for token in tokens[previous.last : group.first]]
            if words[0] in (")", "»", '"', "”") and len(words) > 1:
                words = words[1:]
            anchor = _join(tokens, groups, index, anchor, words)
        else:
            anchor = index
        previous = group
    _complete_lists(tokens, verbs, clauses, groups)


def _called(tokens: Sequence[Token], groups: Sequence[DraftGroup], index: int) -> int:
    """The group of the noun that a name behind its complement is the name of: "la catena di negozi Acme"; else -1."""
    group, before = groups[index], groups[index - 1]
    if group.preposition is not None or group.kind != NAME or tokens[group.first].pos == "DET" or before.role != "complement":
        return -1
    bare = before.preposition == "di" and not tokens[before.first].articled and before.kind == NOUN and not before.time
    whole = before.governor
    if not bare or whole is None or groups[whole].kind != NOUN or tokens[before.head].text[0].isupper():
        return -1
    return whole if tokens[groups[whole].head].lemma in _FIRMS else -1


def _belongs_to_noun(verbs: Sequence[VerbGroup], clauses: Sequence[DraftClause], previous: DraftGroup, group: DraftGroup) -> bool:
    """Whether "in X" right after a common noun belongs to that noun: it does before the verb, with the subject."""
    if previous.kind != NOUN or previous.time or group.time or previous.clause != group.clause:
        return False
    verb = clauses[group.clause].verb
    return verb is not None and group.last <= verbs[verb].first and group.preposition in _SIMPLE


def _ends_apposition(tokens: Sequence[Token], groups: Sequence[DraftGroup], index: int, fronted: bool) -> bool:
    """Whether the group with its complements runs up to a comma, a bracket, a clause or the end: it does not touch the verb."""
    end = groups[index].last
    for at in range(index + 1, len(groups)):
        if (groups[at].first == end and groups[at].role == "complement") or (groups[at].listed is not None and groups[at].first <= end + 2):
            end = groups[at].last
        else:
            break
    if end >= len(tokens):
        return True
    token = tokens[end]
    if fronted and token.lower in ("che", "cui", "dove", "e"):
        # "Con 3 negozi, la società che …": the subject after a fronted group.
        return False
    if fronted and token.verb is not None and token.verb.mood == "participle" and _reaches_verb(tokens, end):
        return False  # "Con 3 negozi, la società guidata da Anna Riva ha …"
    return (
        token.pos == "PUNCT"
        or token.lower in ("che", "cui", "dove", "e")
        or (token.verb is not None and token.verb.mood == "participle" and token.pos == "VERB")
        or token.pos == "ADP"
    )


def _reaches_verb(tokens: Sequence[Token], at: int) -> bool:
    """Whether a finite verb comes before the next sign."""
    for token in tokens[at:]:
        if token.pos == "PUNCT":
            return False
        if token.verb is not None and token.verb.mood not in ("participle", "infinitive", "gerund"):
            return True
    return False


def _join(tokens: Sequence[Token], groups: Sequence[DraftGroup], index: int, anchor: int, words: list[str]) -> int:
    """Relate the group at ``index`` to an earlier one across ``words``; return the anchor for the next."""
    group = groups[index]
    first = words[0]
    if first in _CONJUNCTIONS or (first == "," and len(words) > 1 and words[1] in _CONJUNCTIONS):
        partner = _conjunct(tokens, groups, index)
        if partner >= 0:
            group.listed = groups[partner].listed if groups[partner].listed is not None else partner
            return index
        return index
    if first == "(":
        group.role, group.governor = ("apposition", outer(groups, index - 1)) if group.preposition is None else (None, None)
        return index
    if first == "," and (len(words) == 1 or (len(words) == 2 and group.preposition is None and tokens[group.first - 1].pos == "ADV")):
        if (
            group.preposition is None
            and groups[anchor].kind == group.kind
            and (groups[anchor].role == "apposition" or groups[anchor].listed is not None)
        ):
            # A list in brackets: "(Tau, Rho, Phi)".
            group.listed = groups[anchor].listed if groups[anchor].listed is not None else anchor
            return index
        if group.preposition is None:
            group.governor = _partner(groups, index, anchor)
            if group.governor is not None and group.governor >= 0:
                group.role = "comma"
            else:
                group.governor = None
        elif group.preposition == groups[anchor].preposition:
            group.governor, group.role = anchor, "comma"
        return index
    if words == ["di"] or (group.preposition == "di" and len(words) == 1 and tokens[group.first - 1].pos == "ADV"):
        group.role, group.governor = "complement", index - 1
    return index


def outer(groups: Sequence[DraftGroup], index: int) -> int:
    """The group at the top of a chain of complements."""
    while groups[index].role == "complement" and groups[index].governor is not None:
        index = groups[index].governor or 0
    return index


def _conjunct(tokens: Sequence[Token], groups: Sequence[DraftGroup], index: int) -> int:
    """The earlier group that the one at ``index`` is coordinated with, or -1."""
    group = groups[index]
    if group.preposition is not None:
        return _partner(groups, index, index - 1)
    determined = tokens[group.first].pos == "DET"
    touched = groups[index - 1]
    if determined and touched.preposition in _UNREPEATED and touched.kind == group.kind == NAME and touched.clause == group.clause:
        return index - 1  # "dietro la Acme e la Brio": such a preposition is not said twice
    near = True  # still in the chain of complements that the conjunction touches
    for at in range(index - 1, max(-1, index - 9), -1):
        candidate = groups[at]
        if candidate.clause != group.clause:
            break
        alike = _alike(candidate, group) and (candidate.time == 2) == (group.time == 2)
        if alike and (candidate.preposition is None or (near and not determined)):
            return at
        if near and candidate.preposition is None and not candidate.time and not group.time and candidate.role is None:
            # "Acme e il suo partner hanno": a name and a noun.
            return at
        near = near and candidate.role == "complement"
    touching = outer(groups, index - 1)
    if determined and groups[touching].preposition is not None and not groups[touching].time and groups[touching].clause == group.clause:
        return touching
    return -1


def _partner(groups: Sequence[DraftGroup], index: int, anchor: int) -> int:
    """The earlier group that the one at ``index`` is coordinated with or explains: same preposition, else same kind."""
    group = groups[index]
    at = index - 1
    best = -1
    while at >= 0:
        candidate = groups[at]
        if candidate.clause != group.clause:
            break
        if group.preposition is None:
            if candidate.kind == group.kind and (candidate.time == 2) == (group.time == 2):
                return at
            if best < 0 or candidate.preposition is None:
                best = at
        elif candidate.preposition == group.preposition:
            return at
        if candidate.role == "complement" and candidate.governor is not None:
            at = candidate.governor
        else:
            break
    return best if group.preposition is None else -1


def _complete_lists(
    tokens: Sequence[Token], verbs: Sequence[VerbGroup], clauses: Sequence[DraftClause], groups: Sequence[DraftGroup]
) -> None:
    """Turn commas into lists where a conjunction follows, else into appositions."""
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group.listed is not None:
            at = group.listed
            # Walk back over the commas that belong to the same list.
            while groups[at].role == "comma":
                before = groups[at].governor
                if before is None or not _alike(groups[at], groups[before]):
                    break
                at = before
            group.listed = at
            for other in range(at + 1, index):
                if groups[other].role == "comma" and _alike(groups[other], groups[at]):
                    groups[other].role, groups[other].governor, groups[other].listed = None, None, at
    for index, group in enumerate(groups):
        if group.role == "comma":
            held = clauses[group.clause].verb
            before_verb = held is not None and group.last <= verbs[held].first
            fronted = before_verb and group.governor is not None and groups[outer(groups, group.governor)].preposition is not None
            fits = group.preposition is None and group.time != 2 and group.governor is not None and groups[group.governor].time != 2
            if fits and held is not None and _behind_an_aside(tokens, verbs[held], groups, index):
                group.role, group.governor = None, None  # "ha aperto, a Roma, tre negozi"
            elif fits and (not before_verb or _ends_apposition(tokens, groups, index, fronted)):
                group.role, group.governor = "apposition", _explained(groups, index, group.governor)
            else:
                group.role, group.governor = None, None
    for group in groups:  # "Rho, Sigma e Phi, e la catena Tau": one list
        while group.listed is not None and groups[group.listed].listed not in (None, group.listed):
            group.listed = groups[group.listed].listed


def _behind_an_aside(tokens: Sequence[Token], verb: VerbGroup, groups: Sequence[DraftGroup], index: int) -> bool:
    """Whether what stands between the verb and the group is one complement between commas."""
    before = index - 1
    return (
        before >= 0
        and groups[before].preposition is not None
        and groups[before].first - 1 == verb.last
        and tokens[verb.last].text == ","
        and tokens[groups[before].last].text == ","
        and groups[index].first == groups[before].last + 1
        and not verb.copula
    )


def _explained(groups: Sequence[DraftGroup], index: int, nearest: int | None) -> int | None:
    """What an apposition explains: the nearest group of the other kind, "il direttore di Borea, Anna Bianchi"."""
    at: int | None = index - 1
    while at is not None:
        candidate = groups[at]
        if candidate.kind != groups[index].kind and candidate.clause == groups[index].clause:
            above = candidate.governor if candidate.role == "complement" and candidate.preposition == "di" else None
            if candidate.kind == NAME and above is not None and groups[above].kind == NAME:
                return above  # "la Borea di Pisa, azienda …"
            return at
        at = candidate.governor if candidate.role == "complement" else None
    return nearest


def _alike(one: DraftGroup, other: DraftGroup) -> bool:
    return one.kind == other.kind or PRONOUN in (one.kind, other.kind)


def find_antecedents(
    tokens: Sequence[Token], clauses: Sequence[DraftClause], verbs: Sequence[VerbGroup], groups: Sequence[DraftGroup]
) -> None:
    """Settle which noun group every relative and participle clause describes.

    Number and gender, a proper name ("la società di Rossi che vende") and a comma after an apposition ("Acme, divisione di
    Borea, che vende") let it look past the nearest group.
    """
    for clause in clauses:
        at = clause.antecedent
        if at is None or clause.verb is None:
            continue
        verb = verbs[clause.verb]
        if clause.kind == "relative":
            clause.antecedent = _relative_antecedent(tokens, clause, verb, groups, at)
        elif clause.kind == "participle":
            clause.antecedent = _participle_antecedent(tokens, clause, verb, groups, at)


def _relative_antecedent(tokens: Sequence[Token], clause: DraftClause, verb: VerbGroup, groups: Sequence[DraftGroup], at: int) -> int:
    if clause.comma and groups[at].first and tokens[groups[at].first - 1].text == "(" and groups[at].role == "apposition":
        outside = groups[at].governor
        at = at if outside is None else outside  # "Acme (gruppo Brio), che vende"
    group = groups[at]
    wanted = verb.number if clause.opener == "che" else None
    nearest = at
    while group.role == "complement" and group.governor is not None:
        governor = groups[group.governor]
        clash = wanted is not None and group.number is not None and group.number != wanted and governor.number == wanted
        if clash or (group.kind == NAME and not clause.comma and governor.kind != NAME):
            at, group = group.governor, governor
        else:
            break
    if clause.comma:
        first = nearest
        while first and groups[first - 1].last == groups[first].first:
            first -= 1
        explained = groups[first].governor
        if groups[first].role == "apposition" and explained is not None:
            return explained
        if first and groups[first].preposition is not None and groups[first - 1].last == groups[first].first - 1:
            before = outer(groups, first - 1)
            if tokens[groups[first].first - 1].text == "," and groups[before].preposition is None:
                # "Acme, con sede a Pisa, che vende": the group between commas is skipped.
                return before
    return at


def _participle_antecedent(
    tokens: Sequence[Token], clause: DraftClause, verb: VerbGroup, groups: Sequence[DraftGroup], nearest: int
) -> int:
    form = tokens[verb.head].verb
    if form is None:
        return nearest
    best, best_fit = nearest, -1
    home = groups[nearest].clause
    at: int | None = nearest
    steps = 0
    while at is not None and at >= 0 and steps < 5:
        group = groups[at]
        if group.clause != home:
            break
        fit = _fit(tokens, group, form.gender, form.number)
        if fit > best_fit:
            best, best_fit = at, fit
        if fit == 4 or (not clause.comma and group.role != "complement"):
            break
        at = group.governor if group.role == "complement" and not clause.comma else at - 1
        steps += 1
    before = best - 1
    apposed = clause.comma and before >= 0 and groups[before].role == "apposition" and groups[before].last == groups[best].first
    if apposed and groups[best].preposition is not None and _fit(tokens, groups[before], form.gender, form.number) == 4:
        return before  # "azienda leader nella produzione, acquistata da …"
    return best


def _fit(tokens: Sequence[Token], group: DraftGroup, gender: str | None, number: str | None) -> int:
    """How well a group agrees with a participle: 0 not at all, 4 in gender and number."""
    own = tokens[group.head].gender if group.kind == NOUN else None
    if (own is not None and gender is not None and own != gender) or (
        group.number is not None and number is not None and group.number != number
    ):
        return 0
    if group.kind == NUMBER or group.time:
        return 1
    return 2 + (own is not None) + (group.kind == NAME or group.number is not None)
