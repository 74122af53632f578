"""Roles: which noun group is subject, object, agent, oblique, complement, apposition or predicate of what."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.attachments import outer
from kg.italian.clause_reading import DraftClause
from kg.italian.noun_group_parts import NAME, NOUN, NUMBER, PRONOUN, DraftGroup
from kg.italian.verb_classes import ALSO_TRANSITIVE, INVERTING, OBJECT_CONTROL, SPEECH
from kg.italian.verb_groups import FINITE, is_saying
from kg.model import Clause, Syntax, Token, VerbGroup

_ACCUSATIVE = frozenset({"lo", "la", "li", "le", "l'"})
_EDGES = frozenset({"inizio", "fine", "metà", "avvio", "esordio", "debutto", "principio", "punto"})
_IMPERSONAL = frozenset({"bisognare", "occorrere", "trattare", "capitare", "accadere", "succedere", "convenire", "piovere"})
_SHARING = frozenset({"coordinate", "adverbial", "infinitive", "gerund", "participle"})
_CLEAVING = frozenset({"essere", "restare", "rimanere"})  # "a dominare la classifica resta Acme"
_PRESENTING = frozenset({"trovare", "esserci", "vedere", "incontrare"})  # "a chiudere la classifica troviamo Acme"
_ADDITIVE = frozenset({"anche", "pure", "invece", "infine", "inoltre"})


def assign(tokens: Sequence[Token], verbs: Sequence[VerbGroup], clauses: Sequence[DraftClause], groups: Sequence[DraftGroup]) -> None:
    """Give every noun group of each clause its role."""
    members: list[list[int]] = [[] for _ in clauses]
    cleft = {
        clause.parent for clause in clauses if clause.opener == "a" and clause.kind == "infinitive" and _is_cleft(verbs, clauses, clause)
    }
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
            if group.preposition == "nonostante" and verb.mood == "subjunctive" and group.last <= verb.first:
                group.preposition = None  # "nonostante gli investimenti siano aumentati"
            if group.preposition is None:
                bare.append(index)
            else:
                group.role = "agent" if _is_agent(tokens, verb, group) else "oblique"
                if group.preposition == "da parte di" and group.role == "oblique" and index and groups[index - 1].last == group.first:
                    group.role, group.governor = "agent", outer(groups, index - 1)
        _assign_bare(tokens, verb, clause, groups, bare, number in cleft)
    for group in groups:
        if group.listed is not None and group.role is None:
            first = groups[group.listed]
            group.role, group.governor = first.role, first.governor


def _is_cleft(verbs: Sequence[VerbGroup], clauses: Sequence[DraftClause], clause: DraftClause) -> bool:
    """Whether an infinitive opens a cleft sentence: "a crescere sono le vendite"."""
    held = clauses[clause.parent].verb if clause.parent is not None else None
    if held is None or clause.verb is None or verbs[clause.verb].first >= verbs[held].first:
        return False
    return verbs[held].lemma in _CLEAVING


def _is_plain_noun(tokens: Sequence[Token], group: DraftGroup) -> bool:
    """Whether a group is a common noun without article or number."""
    return group.kind == NOUN and group.first == group.head and tokens[group.head].pos == "NOUN"


def _is_agent(tokens: Sequence[Token], verb: VerbGroup, group: DraftGroup) -> bool:
    if group.preposition not in ("da", "da parte di", "ad opera di", "per opera di", "a opera di"):
        return False
    return (
        tokens[group.head].lemma not in _EDGES
        and verb.voice == "passive"
        and group.kind != NUMBER
        and group.time == 0
        and not tokens[group.head].text.isdigit()
        and group.first >= verb.last
        and not any(token.text == ")" for token in tokens[verb.last : group.first])
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
    return group.kind in (NUMBER, NAME)  # "Poste ha", "i francesi di Brio hanno"


def _assign_bare(
    tokens: Sequence[Token], verb: VerbGroup, clause: DraftClause, groups: Sequence[DraftGroup], bare: list[int], cleft: bool
) -> None:
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
    if verb.copula and finite and before and after and (subject < 0 or _is_plain_noun(tokens, groups[subject])):
        # "Esempi sono le isole", "un esempio sono le isole": the predicate comes first.
        behind = next(
            (index for index in after if _agrees(verb, groups[index], groups, index) and not _is_plain_noun(tokens, groups[index])), -1
        )
        if behind >= 0 and groups[behind].kind != NUMBER and (subject < 0 or tokens[groups[behind].first].lemma == "il"):
            if subject < 0:
                subject = before[-1]
            groups[subject].role = "predicate"
            groups[behind].role = "subject"
            return
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
        subject = _inverted(tokens, verb, clause, groups, rest, cleft)
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
    if not takes_object or (is_saying(verb) and "fare" in verb.governors):
        return
    for index in rest:
        group = groups[index]
        if group.time == 1 and group.first != verb.last:
            continue
        if tokens[group.first - 1].text == "," and group.first - 1 >= verb.last and is_saying(verb):
            continue
        group.role = "object"
        break


def _inverted(
    tokens: Sequence[Token], verb: VerbGroup, clause: DraftClause, groups: Sequence[DraftGroup], after: list[int], cleft: bool
) -> int:
    """The subject after its verb, or -1."""
    if not after:
        return -1
    if verb.copula:
        fronted = any(
            group.clause == groups[after[0]].clause and group.preposition is not None and group.last <= verb.first for group in groups
        )
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
        if (
            cleft
            or (verb.lemma == "essere" and groups[only].kind == NAME)
            or (
                verb.lemma in ("restare", "rimanere")
                and fronted
                and (groups[only].kind == NAME or tokens[groups[only].first].lemma == "il")
            )
        ):
            return only if only in agreeing or cleft else -1
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
        if verb.voice == "reflexive" and clause.kind == "coordinate" and group.kind == NAME and verb.tense == "perfect":
            # "Acme cresce e si è comprata Borea": the subject is shared.
            continue
        if verb.voice == "reflexive" and not _ACCUSATIVE.intersection(verb.clitics):
            return index
        if verb.lemma in INVERTING or (is_saying(verb) and quoted):
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
    if clause.kind == "infinitive" and parent.verb is not None and parent.verb.lemma in OBJECT_CONTROL:
        return _controller(syntax, clause.parent)
    subject, _ = _subject_of(syntax, clause.parent, depth + 1)
    fronted = clause.kind == "infinitive" and clause.opener == "a" and clause.last <= parent.first
    if subject is None and fronted and parent.verb is not None and parent.verb.lemma in _PRESENTING:
        presented = (i for i, g in enumerate(syntax.noun_groups) if g.clause == clause.parent and g.role in ("object", "predicate"))
        subject = next(presented, None)
    return (None, "dropped") if subject is None else (subject, "clause")


def _controller(syntax: Syntax, number: int) -> tuple[int | None, str]:
    """Who is to do what the infinitive says: "ha permesso a X di aprire", "ha convinto X ad aprire"."""
    objects = [index for index, group in enumerate(syntax.noun_groups) if group.clause == number and group.role == "object"]
    for index, group in enumerate(syntax.noun_groups):
        if group.clause == number and group.role == "oblique" and group.preposition == "a":
            return index, "clause"
    return (objects[0], "clause") if objects else (None, "dropped")


def _shares_subject(clause: Clause, parent: Clause, verb: VerbGroup) -> bool:
    if parent.verb is None or verb.lemma in _IMPERSONAL:
        return False
    if clause.kind not in _SHARING and not (clause.kind == "complement" and clause.opener == "che"):
        return False
    if verb.mood not in FINITE:
        # "l'obiettivo di Acme è aprire": it is not the aim that opens.
        return not (clause.kind == "infinitive" and parent.verb.copula and clause.opener in (None, "di"))
    other = parent.verb
    if other.mood not in FINITE:
        return True
    return other.person == verb.person and other.number == verb.number
