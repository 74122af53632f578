"""Reported speech: who says what a clause says, and sentences that go on with somebody's speech."""

from __future__ import annotations

from kg.italian.roles import subject_of
from kg.italian.verb_classes import OPINION
from kg.italian.verb_groups import FINITE, is_saying
from kg.model import Clause, Sentence, Syntax


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Nouns that introduce what is said: "secondo le stime di X", "le parole di X".
SPEECH_NOUNS = _words(
    """
    dichiarazione parola annuncio comunicato nota intervista commento stima previsione dato rapporto report studio ricerca analisi
    indagine sondaggio rilevazione calcolo statistica conteggio proiezione parere giudizio opinione detta fonte messaggio post tweet
    lettera
    """
)

# Rumours have no author: "secondo indiscrezioni".
RUMOUR_NOUNS = frozenset(
    [
        "indiscrezione",
        "voce",
        "rumor",
        "rumour",
        "rumors",
        "leak",
        "soffiata",
        "gossip",
        "indiscrezioni",
        "anticipazione",
        "insider",
        "leaker",
        "fonte",
        "tam-tam",
    ]
)

# Verbs whose subject vouches for a figure: "Acme prevede un utile di 3 milioni".
FORECASTING = frozenset(
    ["prevedere", "stimare", "aspettare", "promettere", "dichiarare", "escludere", "smentire", "negare", "calcolare", "pronosticare"]
)

_CONTINUING = frozenset({"complement", "infinitive", "gerund", "coordinate", "adverbial", "participle"})

_CLOSING = {"«": "»", "“": "”", '"': '"'}

SOURCE_PREPOSITIONS = frozenset({"secondo", "stando a", "a detta di", "a giudizio di", "a parere di", "per bocca di"})


def is_speech(clause: Clause) -> bool:
    """Whether the clause's verb is one of saying."""
    verb = clause.verb
    if verb is None:
        return False
    return is_saying(verb)


def speaker_of(sentence: Sentence, syntax: Syntax, clause: int) -> int | None:
    """The noun group that is named as the source of what ``clause`` says: by its own "secondo X", or a verb of saying above it."""
    groups = syntax.noun_groups
    for index, group in enumerate(groups):
        if group.clause == clause and group.preposition in SOURCE_PREPOSITIONS:
            return None if sentence.tokens[group.head].lemma in RUMOUR_NOUNS else source_group(sentence, syntax, index)
    own = syntax.clauses[clause]
    if own.kind == "relative" and own.antecedent is not None and own.opener in ("secondo cui", "secondo il quale", "per cui"):
        return own.antecedent if own.opener != "per cui" else None
    for index, below in enumerate(syntax.clauses):
        if below.parent == clause and below.opener == "come" and is_speech(below):
            return subject_of(syntax, index)[0]
    at = clause
    for _ in range(len(syntax.clauses)):
        current = syntax.clauses[at]
        parent = current.parent
        if parent is None:
            break
        above = syntax.clauses[parent]
        after_colon = current.opener in ("«", '"', "“") and current.first > 1 and sentence.tokens[current.first - 2].text == ":"
        if _reports(current, above) or after_colon or (current.opener == ":" and _vouches(above)):
            subject, _ = subject_of(syntax, parent)
            return subject
        for index, group in enumerate(groups):
            if group.clause == parent and group.preposition in SOURCE_PREPOSITIONS and current.kind in _CONTINUING:
                return source_group(sentence, syntax, index)
        at = parent
    return None


def source_group(sentence: Sentence, syntax: Syntax, index: int) -> int:
    """The group that names the source in "secondo le stime di X": X where the noun is one of speech, else the group itself."""
    groups = syntax.noun_groups
    if sentence.tokens[groups[index].head].lemma in SPEECH_NOUNS:
        for later in range(index + 1, min(index + 4, len(groups))):
            group = groups[later]
            if group.role == "complement" and group.governor == index:
                return later
            if group.role == "agent" or group.preposition in ("da", "da parte di"):
                return later
    return index


def _vouches(above: Clause) -> bool:
    """Whether what follows the clause after a colon is still its subject's word."""
    verb = above.verb
    return verb is not None and ((is_saying(verb) and verb.voice == "active") or verb.lemma in FORECASTING)


def forecaster_of(syntax: Syntax, clause: int) -> int | None:
    """The subject of a clause that states a forecast or a denial of its own: "Acme prevede di vendere", "Acme esclude"."""
    verb = syntax.clauses[clause].verb
    if verb is None or verb.voice == "passive" or verb.mood not in FINITE:
        return None
    if verb.lemma in FORECASTING or (verb.governors and verb.governors[0] in ("prevedere di", "contare di", "promettere di")):
        return subject_of(syntax, clause)[0]
    return None


def _reports(clause: Clause, above: Clause) -> bool:
    """Whether ``clause`` is what ``above`` says: a complement, a quotation, an infinitive ("dice di vendere")."""
    if above.verb is None or clause.kind not in ("complement", "infinitive"):
        return False
    if clause.kind == "infinitive" and clause.opener not in ("di", None):
        return False
    return is_speech(above) or above.verb.lemma in OPINION


def continued_source(sentence: Sentence, syntax: Syntax) -> bool:
    """Whether the sentence goes on with somebody's speech without naming them.

    True for "Ha poi aggiunto che …" (a verb of saying in the third person whose subject goes unsaid) and for a sentence that
    stands in quotation marks as a whole, or opens them and leaves them open.
    """
    tokens = sentence.tokens
    if not tokens:
        return False
    for index, clause in enumerate(syntax.clauses):
        if clause.kind in ("main", "coordinate") and is_speech(clause) and clause.verb is not None and clause.verb.person == 3:
            subject, _ = subject_of(syntax, index)
            return subject is None and clause.verb.voice == "active"
    if tokens[0].text not in _CLOSING:
        return False
    closing = _CLOSING[tokens[0].text]
    ends = [index for index, token in enumerate(tokens) if index and token.text == closing]
    return not ends or ends[0] >= len(tokens) - 2
