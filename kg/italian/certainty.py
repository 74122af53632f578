"""Certainty: whether a clause states something actual, expected, reported or denied, and who is named as its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.italian.speech import RUMOUR_NOUNS, forecaster_of, speaker_of
from kg.italian.verb_groups import FINITE, is_saying
from kg.model import Certainty, Clause, Sentence, Syntax, Token, VerbGroup


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Governors of an infinitive that make it a plan. The other phase verbs (continuare a, riuscire a) leave it actual.
_PLANS = _words(
    """
    intendere volere desiderare preferire sperare prevedere contare puntare mirare aspirare ambire progettare pianificare programmare
    preventivare pensare decidere promettere preparare apprestare accingere impegnare stare meditare immaginare sognare aspettare
    proporre valutare minacciare scegliere concordare temere rischiare tendere dovere destinare tentare cercare provare augurare
    accettare
    """
)
_PLAN_NOUNS = (
    "intenzione",
    "programma",
    "mente",
    "progetto",
    "animo",
    "obiettivo",
    "ambizione",
    "pront",
    "intenzionat",
    "determinat",
    "decis",
    "dispost",
    "destinat",
    "vicin",
    "prossim",
    "procinto",
    "punto",
    "trattativ",
)
_ABANDONS = frozenset({"rinunciare", "evitare", "rifiutare", "smettere", "cessare", "omettere", "finire", "terminare"})
# Verbs whose own statement is a plan or a forecast.
EXPECTING = _words(
    """
    prevedere puntare mirare stimare pronosticare pianificare programmare progettare ipotizzare sperare auspicare attendere
    aspettare promettere intendere ambire proporre preventivare
    """
)
# Verbs that deny what hangs on them.
DENYING = _words(
    """
    smentire escludere negare rinunciare bocciare respingere abbandonare annullare cancellare rifiutare sospendere scongiurare evitare
    vietare impedire bloccare
    """
)
_EXCLUDES_COMPLEMENTS = frozenset({"smentire", "escludere", "negare"})
_DECIDING = frozenset(
    ["decidere", "annunciare", "promettere", "autorizzare", "approvare", "chiedere", "consentire", "permettere", "invitare"]
)
_STATES = frozenset({"vantare", "detenere", "mantenere", "conservare"})
_ENABLING = frozenset({"permettere", "consentire"})
_FORECAST_NOUNS = _words(
    """
    previsione obiettivo stima traguardo target piano progetto intenzione proiezione guidance prospettiva ipotesi aspettativa programma
    intento attesa ambizione
    """
)
_CONDITIONS = frozenset({"se", "qualora", "purché", "a meno che", "anche se"})
# Nouns and verbs that place something in the future: "ha in programma 3 negozi", "le stime parlano di 3 milioni".
_FORESEEN = _words("previst attes programmat fissat pianificat")
_PLANNED = _words("programma preventivo cantiere agenda calendario previsione studio progetto")
_PLACING = _words(
    "essere avere mettere parlare indicare puntare collocare vedere contemplare comprendere fissare restare rimanere risultare diventare"
)
_LIMITS = _words("superare oltrepassare eccedere andare")
_SPANNING = frozenset({"comprendere", "includere"})  # "prevede ricavi compresi tra 3 e 4 milioni": as sure as what they stand with
_DENYING_WORDS = frozenset({"nessuno", "nessun", "nessuna", "nessun'", "niente", "nulla"})
_ABSENCE = frozenset({"senza", "invece di", "al posto di", "anziché"})
_IMPERSONAL_SAYING = frozenset(
    {"dire", "vociferare", "mormorare", "parlare", "ipotizzare", "sussurrare", "raccontare", "pensare", "credere", "ritenere", "presumere"}
)


def judge(sentence: Sentence, syntax: Syntax) -> tuple[Certainty, ...]:
    """The certainty of every clause of ``syntax``, in its order. ``source`` is an index into ``syntax.noun_groups``."""
    tokens = sentence.tokens
    clauses = syntax.clauses
    question = bool(tokens) and any(token.text == "?" for token in tokens[-3:])
    hearsay = _find_hearsay(tokens, syntax)
    owned = _own_status(tokens, syntax)
    memory: dict[int, tuple[str, bool]] = {}
    result = []
    for index in range(len(clauses)):
        status, outside = _resolve(tokens, syntax, owned, index, memory, 0)
        if status == "actual" and clauses[index].verb is not None and _is_hearsay(clauses, hearsay, index):
            status = "reported"
        source = speaker_of(sentence, syntax, index)
        if source is None:
            source = forecaster_of(syntax, index)
        result.append(Certainty(status, source, outside or question))
    return tuple(result)


def _own_status(tokens: Sequence[Token], syntax: Syntax) -> list[tuple[str, bool]]:
    """What each clause's own words say, before it inherits anything."""
    denied = [False] * len(syntax.clauses)
    limited = [False] * len(syntax.clauses)
    goal = [False] * len(syntax.clauses)
    for group in syntax.noun_groups:
        if group.role in ("subject", "object", "predicate", None, "oblique"):
            for at in range(group.first, group.last):
                if tokens[at].lower in _DENYING_WORDS:
                    denied[group.clause] = True
        if group.role == "subject" and any(tokens[at].lemma in _FORECAST_NOUNS for at in range(group.first, group.last)):
            goal[group.clause] = True
        if group.preposition in ("in", "a") and any(tokens[at].lemma in _PLANNED for at in range(group.first, group.head + 1)):
            goal[group.clause] = True
        if group.role == "object" or group.preposition == "oltre":
            limited[group.clause] |= any(tokens[at].pos == "NUM" for at in range(group.first, group.last))
    result = []
    for index, clause in enumerate(syntax.clauses):
        verb = clause.verb
        status, outside = "actual", False
        if verb is not None:
            # "Non supera i 10 milioni" bounds a figure, it denies nothing.
            bounded = limited[index] and verb.negated and verb.lemma in _LIMITS
            status, outside = _verb_status(tokens, clause, replace(verb, negated=False) if bounded else verb)
            if denied[index] and not outside:
                status = "denied"
            elif status == "actual" and (
                (goal[index] and verb.lemma in _PLACING) or (verb.lemma == "essere" and _foreseen(tokens, clause, verb))
            ):
                status = "expected"
        result.append((status, outside))
    return result


def _foreseen(tokens: Sequence[Token], clause: Clause, verb: VerbGroup) -> bool:
    """ "È previsto", "è già fissato": a participle read as an adjective behind the copula."""
    near = tokens[verb.last : min(verb.last + 2, clause.last)]
    return any(token.pos in ("ADJ", "VERB") and token.lower[:-1] in _FORESEEN for token in near)


def _verb_status(tokens: Sequence[Token], clause: Clause, verb: VerbGroup) -> tuple[str, bool]:
    """Status and whether nothing is stated, from the verb group and the word that opens the clause."""
    opener = clause.opener
    if opener in _CONDITIONS and opener != "anche se":
        return "expected", True
    if opener in _ABSENCE or (opener is not None and opener.startswith("senza")):
        return "denied", False
    if verb.mood == "imperative" or verb.person == 2:
        return "expected", True
    negated = verb.negated
    plan = False
    for governor in verb.governors:
        word = governor.split(" ", 1)[0]
        if word in _ABANDONS:
            negated = not negated
        elif word in ("essere", "avere"):
            if any(part in governor for part in _PLAN_NOUNS):
                plan = True
        elif word in _PLANS:
            plan = True
    if negated:
        return "denied", False
    if verb.mood == "conditional":
        first = verb.governors[0] if verb.governors else None
        if first in ("dovere", "potere"):
            return "expected", False
        if first == "volere" or plan:
            return "reported", False
        return "reported", False
    if plan:
        if verb.governors[0] == "dovere" and verb.tense in ("past", "perfect", "imperfect", "pluperfect"):
            return "actual", False
        if verb.governors[0].startswith("stare") and verb.governors[0] == "stare":
            return "actual", False
        return "expected", False
    if verb.tense in ("future", "future-perfect"):
        return "expected", False
    if verb.governors and verb.governors[0] == "potere" and verb.tense in ("present", None):
        return "expected", True
    if verb.lemma in EXPECTING and verb.mood in FINITE and verb.tense in ("present", "perfect", "imperfect", "past"):
        return "expected", False
    if verb.mood == "participle" and verb.lemma in (
        "prevedere",
        "attendere",
        "programmare",
        "pianificare",
        "stimare",
        "ipotizzare",
        "progettare",
        "annunciare",
    ):
        return "expected" if verb.lemma != "annunciare" else "actual", False
    if verb.lemma in DENYING and verb.mood != "gerund":
        return "denied", False
    if verb.mood == "subjunctive" and verb.tense in ("imperfect", "pluperfect") and clause.kind in ("main", "coordinate"):
        return "expected", True
    return "actual", False


def _resolve(
    tokens: Sequence[Token], syntax: Syntax, owned: Sequence[tuple[str, bool]], index: int, memory: dict[int, tuple[str, bool]], depth: int
) -> tuple[str, bool]:
    """Status of a clause with what it inherits from the clause that it hangs on."""
    known = memory.get(index)
    if known is not None:
        return known
    status, outside = owned[index]
    clause = syntax.clauses[index]
    verb = clause.verb
    if clause.parent is not None and depth < 12 and verb is not None:
        parent = syntax.clauses[clause.parent]
        above = parent.verb
        parent_status, parent_outside = _resolve(tokens, syntax, owned, clause.parent, memory, depth + 1)
        if clause.kind == "coordinate" and above is not None and verb.mood not in FINITE:
            status = parent_status if status == "actual" else status
            outside = outside or parent_outside
        elif clause.kind == "coordinate" and parent.opener in _CONDITIONS:
            outside = outside or parent_outside
        elif clause.kind == "participle" and verb.lemma in _SPANNING:
            status = parent_status if status == "actual" else status
        elif above is not None and clause.kind in ("complement", "infinitive", "gerund"):
            status, outside = _inherit(clause, above, (status, outside), (parent_status, parent_outside))
    memory[index] = (status, outside)
    return status, outside


def _inherit(clause: Clause, above: VerbGroup, own: tuple[str, bool], parent: tuple[str, bool]) -> tuple[str, bool]:
    status, outside = own
    parent_status, parent_outside = parent
    if clause.kind == "gerund":
        return (parent_status if status == "actual" and parent_status in ("expected", "reported") else status), outside or parent_outside
    if clause.kind == "infinitive" and clause.opener not in ("di", "a", None):
        # "per aprire" is a purpose, "senza aprire" is settled by its own opener, "dopo aver aperto" is actual.
        if clause.opener == "per" and status == "actual":
            return "expected", outside
        return status, outside or parent_outside
    if above.lemma in _EXCLUDES_COMPLEMENTS or (above.lemma in DENYING and clause.kind == "infinitive"):
        denies = not above.negated
        if denies:
            return ("actual", True) if status == "denied" else ("denied", outside)
        return status, True
    if above.negated:
        # "non ha annunciato di voler aprire": nothing is said of the opening.
        return status, True
    if parent_outside:
        return status, True
    if clause.kind == "infinitive" and status == "actual" and clause.verb is not None and clause.verb.tense != "perfect":
        if above.lemma in _ENABLING and clause.verb.lemma in _STATES:
            return parent_status, outside  # "che permettono di vantare una quota del 17%"
        if above.lemma in _ENABLING and (above.tense in ("perfect", "past", "pluperfect") or above.mood == "gerund"):
            return parent_status, outside  # "ha permesso ad Acme di superare Brio": it did
        if above.lemma in _DECIDING or above.lemma in EXPECTING or parent_status == "expected":
            return "expected", outside
        if is_saying(above):
            return status, outside
        return parent_status, outside
    own_verb = clause.verb
    later = own_verb is not None and own_verb.mood == "conditional" and own_verb.tense == "perfect"
    if status == "reported" and later and is_saying(above) and above.tense in ("past", "perfect", "pluperfect", "imperfect"):
        return "expected", outside  # "ha annunciato che avrebbe chiuso": the future of the past
    if status == "actual":
        if above.voice == "reflexive" and above.lemma in _IMPERSONAL_SAYING:
            return "reported", outside
        if above.lemma in EXPECTING:
            return "expected", outside
        if parent_status == "reported":
            return "reported", outside
        if parent_status == "expected" and not is_saying(above):
            return "expected", outside
    return status, outside


def _find_hearsay(tokens: Sequence[Token], syntax: Syntax) -> frozenset[int]:
    """The clauses that lean on rumours themselves: "secondo indiscrezioni", "a quanto pare", "stando a voci"."""
    found = set()
    for group in syntax.noun_groups:
        if group.preposition in ("secondo", "stando a", "da", "in base a") and tokens[group.head].lemma in RUMOUR_NOUNS:
            found.add(group.clause)
    for index, token in enumerate(tokens[:-1]):
        if token.lower == "quanto":
            before, after = tokens[index - 1].lemma if index else "", tokens[index + 1]
            seems = before in ("a", "da", "per", "secondo") and after.lemma in ("parere", "sembrare", "risultare", "trapelare", "emergere")
            said = (
                after.lower == "si"
                and index + 2 < len(tokens)
                and tokens[index + 2].lemma in _IMPERSONAL_SAYING | {"apprendere", "leggere"}
            )
            if seems or said:
                found.add(_clause_around(syntax, index))
    return frozenset(found)


def _clause_around(syntax: Syntax, index: int) -> int:
    """The innermost clause that spans the token at ``index``."""
    best, width = 0, 1 << 30
    for number, clause in enumerate(syntax.clauses):
        if clause.first <= index < clause.last and clause.last - clause.first < width:
            best, width = number, clause.last - clause.first
    return best


def _is_hearsay(clauses: Sequence[Clause], hearsay: frozenset[int], index: int) -> bool:
    """Whether the clause or one that it continues leans on rumours."""
    at: int | None = index
    for _ in range(len(clauses)):
        if at is None or not hearsay:
            return False
        if at in hearsay:
            return True
        if clauses[at].kind not in ("coordinate", "complement", "infinitive", "gerund"):
            return False
        at = clauses[at].parent
    return False


_DENYING = frozenset("escludere smentire negare scartare annullare cancellare bloccare rinunciare sfumare naufragare saltare".split())
_PLANNING = frozenset(
    "prevedere pianificare programmare progettare promettere ipotizzare valutare studiare preparare rinviare attendere".split()
)


def of_a_noun(verb: VerbGroup | None, certainty: Certainty) -> Certainty:
    """How certain is what a noun names under a verb of denial or of planning: "esclude l'apertura", "prevede l'acquisto"."""
    if verb is None or certainty.status != "actual":
        return certainty
    if verb.lemma in _DENYING and not verb.negated:
        return replace(certainty, status="denied")
    return replace(certainty, status="expected") if verb.lemma in _PLANNING else certainty
