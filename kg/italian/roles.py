"""Roles: which noun group is subject, object, agent, oblique, complement, apposition or predicate of what."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.clauses import DraftClause
from kg.italian.noun_groups import NAME, NOUN, NUMBER, PRONOUN, DraftGroup
from kg.italian.verb_classes import ALSO_TRANSITIVE, INVERTING, SPEECH
from kg.italian.verb_groups import FINITE
from kg.model import Clause, Syntax, Token, VerbGroup

_CONJUNCTIONS = frozenset({"e", "ed", "o", "oppure", "nonché", "né", "&"})
_ACCUSATIVE = frozenset({"lo", "la", "li", "le", "l'"})
_ADDITIVE = frozenset({"anche", "pure", "invece", "infine", "inoltre"})
_COMPLEMENT_AFTER = frozenset({"di"})
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
            elif group.preposition is None and previous.kind == NUMBER and previous.role is None and group.kind == NOUN:
                group.governor = index - 1
                anchor = index
            else:
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


def _belongs_to_noun(verbs: Sequence[VerbGroup], clauses: Sequence[DraftClause], previous: DraftGroup, group: DraftGroup) -> bool:
    """Whether "in X" right after a common noun belongs to that noun: it does before the verb, with the subject."""
    if previous.kind != NOUN or previous.time or group.time or previous.clause != group.clause:
        return False
    verb = clauses[group.clause].verb
    return verb is not None and group.last <= verbs[verb].first and group.preposition in _SIMPLE


def _ends_apposition(tokens: Sequence[Token], groups: Sequence[DraftGroup], index: int) -> bool:
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
    return (
        token.pos == "PUNCT"
        or token.lower in ("che", "cui", "dove", "e")
        or (token.verb is not None and token.verb.mood == "participle" and token.pos == "VERB")
        or token.pos == "ADP"
    )


def _join(tokens: Sequence[Token], groups: Sequence[DraftGroup], index: int, anchor: int, words: list[str]) -> int:
    """Relate the group at ``index`` to an earlier one across ``words``; return the anchor for the next."""
    group = groups[index]
    first = words[0]
    if first in _CONJUNCTIONS or (first == "," and len(words) > 1 and words[1] in _CONJUNCTIONS):
        partner = _partner(groups, index, anchor)
        if partner >= 0:
            group.listed = groups[partner].listed if groups[partner].listed is not None else partner
            return index
        return index
    if words == ["("]:
        group.role, group.governor = ("apposition", _outer(groups, index - 1)) if group.preposition is None else (None, None)
        return index
    if words == [","]:
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


def _outer(groups: Sequence[DraftGroup], index: int) -> int:
    """The group at the top of a chain of complements."""
    while groups[index].role == "complement" and groups[index].governor is not None:
        index = groups[index].governor or 0
    return index


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
            fits = group.preposition is None and group.time != 2 and group.governor is not None and groups[group.governor].time != 2
            if fits and (not before_verb or _ends_apposition(tokens, groups, index)):
                group.role, group.governor = "apposition", _explained(groups, index, group.governor)
            else:
                group.role, group.governor = None, None


def _explained(groups: Sequence[DraftGroup], index: int, nearest: int | None) -> int | None:
    """What an apposition explains: the nearest group of the other kind, "il direttore di Borea, Anna Bianchi"."""
    at: int | None = index - 1
    while at is not None:
        candidate = groups[at]
        if candidate.kind != groups[index].kind and candidate.clause == groups[index].clause:
            return at
        at = candidate.governor if candidate.role == "complement" else None
    return nearest


def _alike(one: DraftGroup, other: DraftGroup) -> bool:
    return one.kind == other.kind or PRONOUN in (one.kind, other.kind)


def assign(tokens: Sequence[Token], verbs: Sequence[VerbGroup], clauses: Sequence[DraftClause], groups: Sequence[DraftGroup]) -> None:
    """Give every noun group of each clause its role."""
    members: list[list[int]] = [[] for _ in clauses]
    for index, group in enumerate(groups):
        members[group.clause].append(index)
    for number, clause in enumerate(clauses):
        inside = members[number]
        if clause.verb is None:
            for index in inside:
                group = groups[index]
                if group.role is None and group.preposition is not None:
                    group.role = "oblique"
            continue
        verb = verbs[clause.verb]
        bare: list[int] = []
        for index in inside:
            group = groups[index]
            if group.role is not None or group.listed is not None:
                continue
            if group.preposition is None:
                bare.append(index)
            else:
                group.role = "agent" if _is_agent(tokens, verb, group) else "oblique"
                if group.preposition == "da parte di" and group.role == "oblique" and index and groups[index - 1].last == group.first:
                    group.role, group.governor = "agent", _outer(groups, index - 1)
        _assign_bare(tokens, verb, clause, groups, bare)
    for group in groups:
        if group.listed is not None and group.role is None:
            first = groups[group.listed]
            group.role, group.governor = first.role, first.governor


def _is_agent(tokens: Sequence[Token], verb: VerbGroup, group: DraftGroup) -> bool:
    if group.preposition not in ("da", "da parte di", "ad opera di", "per opera di", "a opera di"):
        return False
    return (
        verb.voice == "passive"
        and group.kind != NUMBER
        and group.time == 0
        and not tokens[group.head].text.isdigit()
        and group.first >= verb.last
    )


def _agrees(verb: VerbGroup, group: DraftGroup, groups: Sequence[DraftGroup], index: int) -> bool:
    """Whether a group can be subject of a finite verb."""
    number = verb.number
    if verb.person in (1, 2):
        return False
    if number is None:
        return True
    listed = any(other.listed == index for other in groups)
    if listed:
        return True
    if group.number is None:
        return number == "singular" or group.kind == NAME
    if group.number == number:
        return True
    return group.kind == NUMBER or (group.kind == NAME and number == "plural")


def _assign_bare(tokens: Sequence[Token], verb: VerbGroup, clause: DraftClause, groups: Sequence[DraftGroup], bare: list[int]) -> None:
    """Tell subject, object and predicate apart among the groups without preposition."""
    finite = verb.mood in FINITE
    before = [index for index in bare if groups[index].last <= verb.first and groups[index].time < 2]
    after = [index for index in bare if groups[index].first >= verb.head and groups[index].time < 2]
    subject = -1
    if (
        finite
        and before
        and verb.lemma in SPEECH
        and _follows_quotation(tokens, verb)
        and any(groups[index].kind == NAME for index in after)
    ):
        before = []
    if finite and verb.person in (None, 3):
        for index in reversed(before):
            if groups[index].time == 0 and _agrees(verb, groups[index], groups, index):
                # After a comma stands rather an apposition than the subject, if there is an earlier candidate.
                if subject >= 0 and tokens[groups[subject].first - 1].text != ",":
                    break
                subject = index
        if subject < 0:
            for index in reversed(before):
                if groups[index].time == 1 and groups[index].kind == NOUN and _agrees(verb, groups[index], groups, index):
                    subject = index
                    break
    relative = clause.kind == "relative" and clause.opener in ("che", "il quale", "chi") and subject < 0
    if (
        relative
        and clause.antecedent is not None
        and clause.opener == "che"
        and finite
        and not _agrees(verb, groups[clause.antecedent], groups, clause.antecedent)
    ):
        relative = False
    rest = [index for index in after if index != subject]
    if subject < 0 and not relative and finite and verb.person in (None, 3):
        subject = _inverted(tokens, verb, clause, groups, rest)
        if subject >= 0:
            rest.remove(subject)
    if subject >= 0:
        groups[subject].role = "subject"
    if verb.copula:
        for index in rest[:1]:
            groups[index].role = "predicate"
        return
    if verb.mood == "participle" and (verb.voice != "active" or verb.lemma in INVERTING):
        return
    if _ACCUSATIVE.intersection(verb.clitics) or verb.voice == "passive":
        return
    takes_object = (
        verb.lemma not in INVERTING
        or "fare" in verb.governors
        or (verb.lemma in ALSO_TRANSITIVE and (subject >= 0 or not finite or relative))
    )
    if not takes_object:
        return
    for index in rest:
        group = groups[index]
        if group.time == 1 and group.first != verb.last:
            continue
        if tokens[group.first - 1].text == "," and group.first - 1 >= verb.last and verb.lemma in SPEECH:
            continue
        group.role = "object"
        break


def _inverted(tokens: Sequence[Token], verb: VerbGroup, clause: DraftClause, groups: Sequence[DraftGroup], after: list[int]) -> int:
    """The subject after its verb, or -1."""
    if not after:
        return -1
    if verb.copula:
        agreeing = [index for index in after if _agrees(verb, groups[index], groups, index)]
        if len(after) > 1 and agreeing:
            first, second = after[0], after[1]
            if groups[first].kind == NUMBER and second in agreeing:
                return second
            if groups[first].kind in (NAME, PRONOUN) and first in agreeing:
                return first
            if second in agreeing and groups[second].kind == NAME:
                return second
            return first if first in agreeing else second
        # A single noun after the copula is its predicate, unless an adjective or a prepositional predicate precedes it.
        only = after[0]
        if only in agreeing and any(tokens[at].pos == "ADJ" for at in range(verb.last, groups[only].first)):
            return only
        return -1
    quoted = _follows_speech(tokens, verb, clause)
    for position, index in enumerate(after):
        group = groups[index]
        if not _agrees(verb, group, groups, index):
            continue
        if verb.voice == "passive" or ("ci" in verb.clitics and verb.lemma == "essere"):
            return index
        if verb.voice == "reflexive" and not _ACCUSATIVE.intersection(verb.clitics):
            return index
        if verb.lemma in INVERTING or (verb.lemma in SPEECH and quoted):
            return index
        if _ACCUSATIVE.intersection(verb.clitics):
            return index
        if position and tokens[group.first - 1].lower in _ADDITIVE:
            return index
        if clause.kind == "relative" and clause.opener not in ("che", "il quale", "chi") and group.kind == NAME:
            return index
    return -1


def _follows_speech(tokens: Sequence[Token], verb: VerbGroup, clause: DraftClause) -> bool:
    """Whether the verb stands right after a quotation, a comma or "come": "…», spiega Anna Bianchi"."""
    if clause.opener == "come":
        return True
    before = verb.first - 1
    while before >= 0 and tokens[before].pos == "ADV":
        before -= 1
    return before >= 0 and tokens[before].text in (",", "»", '"', "”", "–", "—", "''")


def _follows_quotation(tokens: Sequence[Token], verb: VerbGroup) -> bool:
    return any(tokens[at].text in ("»", '"', "”") for at in range(max(0, verb.first - 2), verb.first))


def subject_of(syntax: Syntax, clause: int) -> tuple[int | None, str]:
    """The noun group that is subject of the clause with this index, and where it was found.

    The source is "explicit" (in the clause), "relative" (the antecedent), "clause" (shared with the clause it hangs on:
    coordination, control of infinitives and gerunds, a complement whose subject goes unsaid), or "dropped" with None.
    """
    return _subject_of(syntax, clause, 0)


def _subject_of(syntax: Syntax, number: int, depth: int) -> tuple[int | None, str]:
    clause = syntax.clauses[number]
    for index, group in enumerate(syntax.noun_groups):
        if group.clause == number and group.role == "subject":
            return (index if group.listed is None else group.listed), "explicit"
    verb = clause.verb
    if clause.kind == "relative" and clause.opener in ("che", "il quale") and clause.antecedent is not None:
        if verb is not None and verb.person in (1, 2):
            return None, "dropped"
        return clause.antecedent, "relative"
    if clause.kind == "participle" and clause.antecedent is not None:
        return clause.antecedent, "relative"
    if clause.parent is None or depth > 8 or verb is None:
        return None, "dropped"
    parent = syntax.clauses[clause.parent]
    if not _shares_subject(clause, parent, verb):
        return None, "dropped"
    subject, source = _subject_of(syntax, clause.parent, depth + 1)
    if subject is None:
        return None, "dropped"
    return subject, "clause" if source != "dropped" else source


def _shares_subject(clause: Clause, parent: Clause, verb: VerbGroup) -> bool:
    if parent.verb is None:
        return False
    if verb.mood not in FINITE:
        return True
    if clause.kind == "relative" or clause.opener in ("(",):
        return False
    other = parent.verb
    if other.mood not in FINITE:
        return True
    return other.person == verb.person and other.number == verb.number
