"""Verb groups: a verb with its auxiliaries, modal and phase verbs, negation and clitics, in one pass over the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from kg.italian.verb_classes import CAUSATIVES, COPULAS, GOVERNORS, MODALS, NOMINAL_GOVERNORS, SPEECH, TAKES_ESSERE
from kg.model import Token, VerbForm, VerbGroup


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


FINITE = frozenset({"indicative", "conditional", "subjunctive", "imperative"})

_VERBAL = frozenset({"VERB", "AUX"})
_CLITICS = _words(
    """
    mi ti si s' ci c' vi v' lo la li le l' gli ne n' me te se ce ve m' t' glielo gliela glieli gliele gliene
    """
)
_ARTICLE_LIKE = frozenset({"lo", "la", "li", "le", "l'", "gli"})
_RELATIVE_ADVERBS = frozenset({"come", "quando", "dove", "perché", "mentre", "ove", "quanto"})
_IN_PREPOSITIONS: dict[str, tuple[str | None, str | None]] = {
    "stando": (None, "a"),
    "partire": ("a", "da"),
    "riguarda": ("quanto", None),
    "concerne": ("quanto", None),
    "pare": ("quanto", None),
    "sembra": ("quanto", None),
    "risulta": ("quanto", None),
    "emerge": ("quanto", None),
    "trapela": ("quanto", None),
}
_INTERPOSED = frozenset({"però", "quindi", "dunque", "infatti", "invece", "inoltre", "tuttavia", "anche", "poi", "già", '"', "«", "“"})
_RESTRICTIVE = frozenset({"solo", "soltanto", "solamente", "tanto"})
_ELIDED = {
    "c'": "ci",
    "v'": "vi",
    "l'": "lo",
    "n'": "ne",
    "s'": "si",
    "m'": "mi",
    "t'": "ti",
    "ce": "ci",
    "ve": "vi",
    "se": "si",
    "me": "mi",
    "te": "ti",
}
_COMPOUND_TENSES = {"present": "perfect", "imperfect": "pluperfect", "past": "pluperfect", "future": "future-perfect"}
_COORDINATORS = frozenset({"e", "ed", "o", "oppure", "ma", "né", "nonché"})
_UNKNOWN_FORM = VerbForm("indicative")
_NOMINAL_HEADS = frozenset(key[0] for key in NOMINAL_GOVERNORS)
_NOMINAL_SECONDS = frozenset(key[1] for key in NOMINAL_GOVERNORS)


def find_verb_groups(tokens: Sequence[Token]) -> list[VerbGroup]:
    """The verb groups of tagged ``tokens``, in order and without overlap.

    A bare participle is a group of the mood participle ("il negozio aperto a Pisa"). A participle or an infinitive that is
    coordinated with an earlier one takes over its auxiliaries and governors ("ha aperto 3 negozi e chiuso 2").
    ``tense`` of an infinitive or a gerund is ``"perfect"`` where it is compound ("aver aperto"), else None.
    """
    groups: list[VerbGroup] = []
    count = len(tokens)
    index = 0
    while index < count:
        if tokens[index].pos in _VERBAL and not _stands_in_preposition(tokens, index):
            group = _read_group(tokens, index, groups)
            groups.append(group)
            index = group.last
        else:
            index += 1
    return groups


def _read_group(tokens: Sequence[Token], start: int, earlier: list[VerbGroup]) -> VerbGroup:
    token = tokens[start]
    form = token.verb or _UNKNOWN_FORM
    first, negated, clitics, reflexive = _read_proclitics(tokens, start, form, earlier[-1].last if earlier else 0)
    head, lemma, last = start, token.lemma, start + 1
    number, gendered = form.number, None
    compound = passive = False
    governors: list[str] = []
    count = len(tokens)
    while True:
        current = tokens[head]
        if current.clitics:
            for clitic in current.clitics:
                if clitic in ("si", "se"):
                    reflexive = True
                else:
                    clitics.append(_ELIDED.get(clitic, clitic))
        follower = _next_word(tokens, last)
        if follower >= count:
            break
        nxt = tokens[follower]
        following = nxt.verb if nxt.pos in _VERBAL else None
        if following is not None:
            mood = following.mood
            if mood == "participle":
                if following.tense == "present":
                    break
                if lemma == "avere":
                    compound = True
                elif lemma == "essere":
                    if nxt.lemma == "essere" or nxt.lower in ("stato", "stata", "stati", "state") or nxt.lemma in TAKES_ESSERE or reflexive:
                        compound = True
                    elif nxt.lower in _PREDICATIVE_PARTICIPLES:
                        governed = _read_nominal_governor(tokens, lemma, follower)
                        if governed is None:
                            passive = True
                        else:
                            governors.append(governed[0])
                            head = governed[1]
                            lemma, last = tokens[head].lemma, head + 1
                            continue
                    else:
                        passive = True
                elif (lemma == "venire" and not compound and nxt.lemma != "venire") or (
                    lemma == "andare" and not compound and nxt.lemma not in TAKES_ESSERE
                ):
                    passive = True
                else:
                    break
                gendered = following
                lemma = "essere" if nxt.lower in ("stato", "stata", "stati", "state") else nxt.lemma
            elif mood == "infinitive":
                if lemma not in MODALS and lemma not in CAUSATIVES:
                    break
                governors.append(lemma)
                lemma = nxt.lemma
            elif mood == "gerund":
                if lemma != "stare":
                    break
                lemma = nxt.lemma
            else:
                break
            head, last = follower, follower + 1
            continue
        if nxt.pos == "ADP":
            infinitive = _infinitive_after(tokens, follower + 1)
            if infinitive is not None:
                governor = f"{lemma} {nxt.lemma}"
                if governor in GOVERNORS and not nxt.articled:
                    governors.append(governor)
                    negated = negated or tokens[infinitive - 1].lower == "non"
                    head, lemma, last = infinitive, tokens[infinitive].lemma, infinitive + 1
                    continue
        if lemma in _NOMINAL_HEADS and nxt.lower in _NOMINAL_SECONDS:
            governed = _read_nominal_governor(tokens, lemma, follower)
            if governed is not None:
                governors.append(governed[0])
                head = governed[1]
                lemma, last = tokens[head].lemma, head + 1
                continue
        break
    if not negated:
        for index in range(first + 1, last):
            if tokens[index].lower == "non" and not (index + 1 < count and tokens[index + 1].lower in _RESTRICTIVE):
                negated = True
    if negated and last < count and tokens[last].lower in _RESTRICTIVE:
        # "non è solo": more than that, not less.
        negated = False
    mood, tense, person = form.mood, form.tense, form.person
    if mood in FINITE:
        if compound and tense is not None:
            tense = _COMPOUND_TENSES.get(tense, "perfect") if mood == "indicative" else "perfect"
        if number is None and gendered is not None:
            number = gendered.number
    elif mood == "participle":
        passive = tense != "present" and lemma not in TAKES_ESSERE
        tense = None
        if head == start and earlier:
            shared = _shared_auxiliaries(tokens, first, earlier)
            if shared is not None:
                mood, tense, person, passive = shared.mood, shared.tense, shared.person, shared.voice == "passive"
                number = shared.number if shared.mood in FINITE else number
                negated = negated or shared.negated
                reflexive = reflexive or shared.voice == "reflexive"
    else:
        tense = "perfect" if compound else None
        if mood == "infinitive" and not governors and earlier:
            sharing = _shared_governors(tokens, first, earlier)
            if sharing is not None:
                mood, tense, person, number = sharing.mood, sharing.tense, sharing.person, sharing.number
                governors = list(sharing.governors)
                negated = negated or sharing.negated
    voice = "passive" if passive else "reflexive" if reflexive else "active"
    copula = not passive and lemma in COPULAS and not (lemma == "essere" and ("ci" in clitics or "vi" in clitics))
    return VerbGroup(first, last, head, lemma, mood, tense, voice, person, number, negated, tuple(governors), copula, tuple(clitics))


_PREDICATIVE_PARTICIPLES = frozenset(key[1] for key in NOMINAL_GOVERNORS if key[0] == "essere" and len(key) == 2)


def is_saying(verb: VerbGroup) -> bool:
    """Whether the verb is one of saying: "dire", "spiegare", "fare sapere"."""
    return verb.lemma in SPEECH or (verb.lemma in ("sapere", "capire", "intendere", "trapelare") and "fare" in verb.governors)


def _stands_in_preposition(tokens: Sequence[Token], index: int) -> bool:
    """Whether the verb form belongs to a complex preposition: "stando a", "a partire da", "per quanto riguarda"."""
    neighbours = _IN_PREPOSITIONS.get(tokens[index].lower)
    if neighbours is None:
        return False
    before, after = neighbours
    return (before is None or (index > 0 and tokens[index - 1].lower == before)) and (
        after is None or (index + 1 < len(tokens) and tokens[index + 1].lemma == after)
    )


def _next_word(tokens: Sequence[Token], index: int) -> int:
    """The index of the next word of a verb group after adverbs: "non è stato ancora aperto", "ha però venduto"."""
    limit = min(index + 4, len(tokens))
    while index < limit:
        token = tokens[index]
        if token.pos == "ADV":
            if token.lower in _RELATIVE_ADVERBS:
                break
        elif token.lower not in _INTERPOSED:
            break
        index += 1
    return index


def _read_proclitics(tokens: Sequence[Token], start: int, form: VerbForm, floor: int) -> tuple[int, bool, list[str], bool]:
    """Where the group begins, whether it is negated, its clitics, and whether si is among them."""
    first = start
    negated = reflexive = False
    clitics: list[str] = []
    finite = form.mood in FINITE
    index = start - 1
    while index >= floor:
        token = tokens[index]
        lower = token.lower
        if (
            lower in _CLITICS
            and (index == 0 or token.text[0].islower())
            and (token.pos == "PRON" or (finite and token.pos == "DET" and lower in _ARTICLE_LIKE) or lower in ("si", "ci", "ne"))
        ):
            if lower in ("si", "s'", "se"):
                reflexive = True
            else:
                clitics.append(_ELIDED.get(lower, lower))
            first = index
        elif lower == "non":
            if not (start < len(tokens) and index + 1 < len(tokens) and tokens[index + 1].lower in _RESTRICTIVE):
                negated = True
            first = index
        elif lower == "mai" and finite:
            negated = True
            first = index
        elif lower == "né":
            negated = True
            break
        else:
            break
        index -= 1
    clitics.reverse()
    return first, negated, clitics, reflexive


def _infinitive_after(tokens: Sequence[Token], index: int) -> int | None:
    """The index of an infinitive at ``index``, "non" and clitics skipped."""
    count = len(tokens)
    while index < count and (tokens[index].pos == "ADV" or (tokens[index].lower in _CLITICS and tokens[index].pos == "PRON")):
        index += 1
    if index < count:
        form = tokens[index].verb
        if form is not None and form.mood == "infinitive" and tokens[index].pos in _VERBAL:
            return index
    return None


def _read_nominal_governor(tokens: Sequence[Token], lemma: str, index: int) -> tuple[str, int] | None:
    """The governor that begins with ``lemma`` and goes on at ``index`` ("avere intenzione di"), and its infinitive."""
    for length in (1, 2):
        end = index + length
        if end + 1 >= len(tokens):
            return None
        words = tuple(token.lower for token in tokens[index:end])
        governor = NOMINAL_GOVERNORS.get((lemma, *words))
        if governor is not None and tokens[end].lemma == governor[0]:
            infinitive = _infinitive_after(tokens, end + 1)
            if infinitive is not None:
                return governor[1], infinitive
    return None


def _shared_auxiliaries(tokens: Sequence[Token], first: int, earlier: list[VerbGroup]) -> VerbGroup | None:
    """The group whose auxiliaries a participle after a coordinator shares."""
    index = first - 1
    while index >= 0 and tokens[index].pos == "ADV":
        index -= 1
    if index < 0 or tokens[index].lower not in _COORDINATORS:
        return None
    for group in reversed(earlier):
        if group.mood == "participle":
            return group if group.last == index else None
        form = tokens[group.head].verb
        if form is not None and form.mood == "participle":
            return group
        if group.mood in FINITE:
            return None
    return None


def _shared_governors(tokens: Sequence[Token], first: int, earlier: list[VerbGroup]) -> VerbGroup | None:
    """The group whose modal verb an infinitive after a coordinator shares."""
    index = first - 1
    if index < 0 or tokens[index].lower not in _COORDINATORS:
        return None
    group = earlier[-1]
    form = tokens[group.head].verb
    if group.governors and form is not None and form.mood == "infinitive":
        return group
    return None
