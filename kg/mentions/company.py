"""What an unknown name is, by the words that keep it company anywhere in the article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.catalogue import Catalogue
from kg.italian.nouns import Term
from kg.mentions.headwords import head_noun, tells
from kg.mentions.names import family_names, first_names, looks_like_product, model_words, organisation_words
from kg.mentions.naming import Name
from kg.model import Sentence, Token

_SPEECH = frozenset(
    "dire dichiarare affermare spiegare commentare osservare aggiungere ricordare precisare assicurare promettere raccontare sostenere "
    "ammettere chiarire sottolineare scrivere rispondere concludere confermare".split()
)
_COMPANY_VERBS = frozenset(
    "acquisire acquistare rilevare lanciare inaugurare spedire consegnare produrre investire assumere licenziare distribuire "
    "incassare sviluppare possedere svelare fornire gestire archiviare siglare sottoscrivere firmare entrare cedere detenere controllare "
    "impiegare esportare operare quotare cedere partecipare proporre offrire integrare collaborare".split()
)
# What people hardly do on their own account.
_DEAL_VERBS = frozenset(
    "acquisire rilevare siglare sottoscrivere incorporare inaugurare commercializzare licenziare fornire spedire esportare cedere".split()
)
_STRONG_VERBS = frozenset("fatturare commercializzare quotare capitalizzare spedire distribuire assemblare".split())
# Whoever does this with revenue or a profit is a company: "Acme ha chiuso il 2015 con ricavi per 3 milioni".
_REPORTING_VERBS = frozenset(
    "chiudere archiviare registrare realizzare riportare segnare conseguire prevedere stimare terminare attendere".split()
)
_COMPANY_METRICS = frozenset({"revenue", "profit", "loss", "marketValue"})
_OPENING = frozenset("aprire inaugurare sorgere costruire nascere realizzare riaprire".split())
_LAUNCH = frozenset("presentare lanciare svelare annunciare introdurre rilasciare commercializzare portare".split())
_ORGANISATION_NOUNS = frozenset(
    "gruppo società azienda startup start-up catena operatore fondo controllata compagnia marchio brand produttore rivale colosso "
    "gigante multinazionale banca fornitore partner concorrente casa consorzio holding editore piattaforma leader big sito portale "
    "quotidiano agenzia divisione filiale joint-venture insegna maison griffe etichetta scaleup scale-up unicorno impresa ditta "
    "cooperativa vettore aviolinea acciaieria conceria caseificio birrificio pastificio salumificio cantina incubatore acceleratore "
    "sgr advisor utility multiutility testata emittente costruttore fabbricante retailer distributore discount "
    "sindacato assicurazione compagnia corriere "
    "spin-off pmi fornace cartiera maglificio calzaturificio casa-madre controllate partecipata partecipate subholding "
    "merchant family-office federazione confederazione onlus ong software-house concessionaria cliente investitore "
    "organizzazione associazione fondazione "
    "istituto tour-operator".split()
)
_PRODUCT_NOUNS = frozenset(
    "modello servizio app applicazione smartphone telefono tablet notebook console auto berlina suv citycar processore chip "
    "sistema gioco videogioco piattaforma software dispositivo orologio smartwatch auricolari televisore fotocamera lettore "
    "pieghevole phablet portatile drone assistente".split()
)
_PLACE_NOUNS = frozenset(
    "città provincia stabilimento sede fabbrica comune paese stato aeroporto porto quartiere località isola centro negozio polo magazzino "
    "impianto ufficio".split()
)
_PLACE_LEADS = frozenset({"a", "ad"})
# What only a company has: "i soci di Acme", "il bilancio di Acme".
_OWNED = frozenset(
    "azionista cda ricavo fatturato controllata acquisizione trimestrale semestrale quotazione ipo management fallimento".split()
)
_QUARTERS = frozenset("South Southern North Northern East Eastern West Western Central Middle Continental Latin Sub-Saharan".split())
# Of an office: "presidente Southern Europe".
_REGIONS = frozenset({"Europe", "Africa", "America", "Asia", "EMEA", "Emea", "Pacific", "Italy", "World"})
_DEALING = frozenset("acquisire rilevare comprare acquistare cedere vendere detenere possedere controllare acquisizione cessione".split())
_CAREER = frozenset(
    {"esperienza", "carriera", "partecipazione", "quota", "entrare", "lavorare", "ruolo", "azione", "maggioranza", "minoranza"}
)
_CODE = re.compile(r"^[A-Z]{1,3}\d{1,4}[A-Za-z]?$")  # a model by its code alone: "G5"
_REGIONAL = frozenset(
    "Europe Europa Italy Italia Africa Asia America Americas Emea EMEA Nord Sud East West North South France Germany Iberia".split()
)
_ENOUGH = 2.0
_SURE = 5.0  # for a company called as people are: "Lee", "Ford"

Votes = dict[str, defaultdict[str, float]]


def judge(
    sentences: Sequence[Sentence], names: Sequence[Sequence[Name]], terms: Sequence[Sequence[tuple[int, int, Term]]], catalogue: Catalogue
) -> Mapping[str, str]:
    """Kind of every name text that its shape left open, from all its places in the article; weakly shown ones are left out."""
    votes: Votes = {}
    for sentence, row, found in zip(sentences, names, terms, strict=True):
        posts = {span for first, last, term in found if term.kind == "Post" for span in (first, last - 1)}
        measures = {last: term.value for _first, last, term in found if term.kind == "Metric"}
        for position, name in enumerate(row):
            if name.known:
                continue
            if _beside_organisations(sentence, row, position):
                votes.setdefault(name.text, defaultdict(float))["Organisation"] += 2
            counts = votes.setdefault(name.text, defaultdict(float))
            borne = _bears_a_post(sentence, row, position, posts)
            for kind, weight in _votes(sentence, name, posts, catalogue):
                counts[kind] += weight if not (borne and kind == "Person") else 0
            if borne or _behind_its_person(sentence, row, position):
                counts["Organisation"] += 3 if borne else 2
            if _in_its_province(sentence, row, position):
                counts["Place"] += 2.5
            if position and _behind_another(sentence.tokens, name.first) and row[position - 1].last == name.first - 1:
                at = name.last
                if (
                    at + 1 < len(sentence.tokens)
                    and sentence.tokens[at].lower == ","
                    and _apposed(sentence, at + 1, posts) == "Organisation"
                ):
                    votes.setdefault(row[position - 1].text, defaultdict(float))["Organisation"] += 3
            if position and name.kind is None and _beside_person(sentence, row[position - 1], name):
                counts["Person"] += 2
            if _has_figures(sentence, name, measures):
                counts["Organisation"] += 2
    kinds: dict[str, str] = {}
    surnames = {name.text.split()[-1] for row in names for name in row if name.kind == "Person" and " " in name.text}
    for text, counts in votes.items():
        if text in surnames and counts.get("Organisation", 0) < _SURE:
            counts.pop("Organisation", None)
        kind, weight = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        if weight >= _ENOUGH and not (kind == "Organisation" and weight < _SURE and (text in first_names() or text in family_names())):
            kinds[text] = kind
    return kinds


def _bears_a_post(sentence: Sentence, row: Sequence[Name], position: int, posts: set[int]) -> bool:
    """Whether a person was named before the post that stands before the name: "Anna Riva, presidente Torva"."""
    first, before = row[position].first, row[position - 1] if position else None
    if before is None or first - 1 not in posts or row[position].kind == "Person":
        return False
    if before.kind != "Person" and (before.kind is not None or len(before.text.split()) != 2):
        return False
    between = sentence.tokens[before.last : first]
    return len(between) <= 7 and between[0].text == "," and all(token.pos in ("NOUN", "ADJ", "DET", "PUNCT", "ADP") for token in between)


def _behind_its_person(sentence: Sentence, row: Sequence[Name], position: int) -> bool:
    """ "lo dice Anna Riva di Torva"."""
    first, before = row[position].first, row[position - 1] if position else None
    if before is None or before.kind != "Person" or " " not in before.text or first != before.last + 1:
        return False
    return sentence.tokens[first - 1].lower == "di" and row[position].kind != "Person"


def _in_its_province(sentence: Sentence, row: Sequence[Name], position: int) -> bool:
    """ "Vallombra (Torino)", "Vallombra, in provincia di Torino"."""
    name, after = row[position], row[position + 1] if position + 1 < len(row) else None
    if after is None or not after.known or name.kind is not None or after.entity is None or after.entity.kind != "City":
        return False
    between = [token.lower for token in sentence.tokens[name.last : after.first]]
    closed = after.last < len(sentence.tokens) and sentence.tokens[after.last].text == ")"
    return (between == ["("] and closed) or (between[-3:] == ["in", "provincia", "di"] and between[:-3] in ([], [","], ["("]))


def _has_figures(sentence: Sentence, name: Name, measures: Mapping[int, str]) -> bool:
    """Whether the name has revenue, a profit or shares: "i ricavi di Acme", "il titolo Acme", "Acme chiude con un utile"."""
    tokens = sentence.tokens
    if measures.get(name.first) == "sharePrice":
        return True
    if name.first and tokens[name.first - 1].lemma == "di" and measures.get(name.first - 1) in _COMPANY_METRICS | {"sharePrice"}:
        return True
    at = _after_town(tokens, name.last)
    if at >= len(tokens) or tokens[at].pos not in ("VERB", "AUX"):
        return False
    return _lexical(sentence, at) in _REPORTING_VERBS and any(
        last > name.last and value in _COMPANY_METRICS for last, value in measures.items()
    )


def _beside_person(sentence: Sentence, one: Name, other: Name) -> bool:
    """Whether "e" joins a person and another name of two words: "Anna Riva e Nir Doro"."""
    between = [token.lower for token in sentence.tokens[one.last : other.first]]
    return one.kind == "Person" and " " in one.text and between == ["e"] and len(other.text.split()) == 2


def _apposed_to_product(tokens: Sequence[Token], at: int) -> bool:
    """Whether a definite kind of product stands just before the comma: "il modello attuale, Lumo"."""
    while at > 0 and tokens[at].pos == "ADJ":
        at -= 1
    if at < 1 or tokens[at].lemma not in _PRODUCT_NOUNS:
        return False
    while at > 0 and tokens[at - 1].pos == "ADJ":
        at -= 1
    return at > 0 and (tokens[at - 1].pos == "DET" or tokens[at - 1].articled)


def _beside_organisations(sentence: Sentence, row: Sequence[Name], position: int) -> bool:
    """Whether the name stands in a list with a known organisation: "Brio e Altea"."""
    name = row[position]
    for other in (row[position - 1] if position else None, row[position + 1] if position + 1 < len(row) else None):
        if other is not None and other.known and other.kind == "Organisation":
            first, last = (other.last, name.first) if other.first < name.first else (name.last, other.first)
            between = [token.lower for token in sentence.tokens[first:last]]
            end = max(name.last, other.last)
            opens = between == [","] and end < len(sentence.tokens) and sentence.tokens[end].pos in ("VERB", "AUX")
            if between in (["e"], [","], ["o"]) and not opens:  # "secondo Acme, Riva spiega" is no list
                return True
    return False


def _joined(sentence: Sentence, one: Name, other: Name) -> bool:
    """Whether "e" joins two names of two words: "Anna Riva e Nir Doro" are both people."""
    between = sentence.tokens[one.last : other.first]
    return [token.lower for token in between] == ["e"] and " " in one.text and len(other.text.split()) == 2


def _votes(sentence: Sentence, name: Name, posts: set[int], catalogue: Catalogue) -> Iterator[tuple[str, float]]:
    """Votes for this place; one for each kind, the strongest last."""
    tokens = sentence.tokens
    votes: defaultdict[str, float] = defaultdict(float)
    before = tokens[name.first - 1] if name.first else None
    two = tokens[name.first - 2] if name.first > 1 else None
    after = tokens[name.last] if name.last < len(tokens) else None
    words = name.text.split()
    if words[-1] in _REGIONS and words[0] in _QUARTERS:
        votes["Place"] += 5.0
    if name.kind:
        votes[name.kind] += 4.0 if name.kind == "Person" else 3.0
    if before is not None:
        noun = head_noun(tokens, name.first, _ORGANISATION_NOUNS | _PRODUCT_NOUNS)
        if noun is not None and tells(noun, _ORGANISATION_NOUNS):
            votes["Organisation"] += 3
        elif noun is not None and tells(noun, _PRODUCT_NOUNS):
            votes["Product"] += 3
        elif before.lemma in _PLACE_NOUNS and two is not None:
            votes["Place"] += 1.5
        elif catalogue.demonym(before.lower) is not None and two is not None and (two.pos == "DET" or two.articled):
            votes["Organisation"] += 3
        elif name.first - 1 in posts or (before.lower == "," and name.first - 2 in posts):
            votes["Person"] += (3 if len(words) > 1 else 1.5) if _can_be_a_person(words) else 0
        elif before.lemma == "di" and name.first - 2 in posts:
            votes["Organisation"] += 1 if two is not None and two.lemma in _OF_PEOPLE_TOO else 3
        elif before.lemma == "di" and two is not None:
            if two.lemma in _OWNED or two.lower in _OWNED or (two.text == "%" and any(t.lemma in _DEALING for t in tokens)):
                votes["Organisation"] += 2
            elif two.lemma in _ORGANISATION_NOUNS and two.lemma not in ("sede",):
                votes["Place" if two.lemma in ("casa", "gruppo", "colosso", "società") else "Organisation"] += 0.5
            elif two.lemma in _PLACE_NOUNS:
                votes["Place"] += 2
        elif before.lower in _PLACE_LEADS and not before.articled and len(words) <= 2:
            opened = two is not None and (two.lemma in _OPENING or two.lemma in _PLACE_NOUNS)
            votes["Place"] += 2.5 if opened else 1.5 if two is None or two.text == "," else 0.7
        elif before.lower == "in" and two is not None and two.lemma in _CAREER:
            votes["Organisation"] += 2
        elif before.lower == "in" and len(words) == 1:
            votes["Place"] += 1.5
        if before.lemma == "secondo" and before.pos == "ADP":
            votes["Organisation"] += 1
    if after is not None:
        if after.lower == "," and name.last + 1 < len(tokens):
            apposed = _apposed(sentence, name.last + 1, posts)
            if apposed and name.first - 2 not in posts and _behind_another(tokens, name.first):
                votes["Place"] += 2  # "la Brio di Vedelago, azienda …"
            elif apposed and (apposed != "Person" or _can_be_a_person(words)):
                votes[apposed] += 3
        acting = _after_town(tokens, name.last)
        if acting < len(tokens) and tokens[acting].pos in ("VERB", "AUX"):
            lemma = _lexical(sentence, acting)
            if lemma in _SPEECH:
                votes["Person" if len(words) > 1 else "Organisation"] += 1
            elif lemma in _STRONG_VERBS:
                votes["Organisation"] += 2
            elif lemma in _COMPANY_VERBS:
                votes["Organisation"] += 2 if lemma in _DEAL_VERBS and len(words) == 1 else 1
            elif (lemma in _LAUNCH and tokens[acting].lemma in ("essere", "venire")) or lemma in ("costare",):
                votes["Product"] += 2
        if name.last in posts and after.text.islower():
            votes["Person"] += 1.5
        if after.lower == "(" and _apposed(sentence, name.last + 1, posts) == "Organisation":
            votes["Organisation"] += 3  # "la WFA (la federazione delle agenzie)"
        if after.lower == "(" and name.last + 2 < len(tokens) and tokens[name.last + 2].text == "%":
            votes["Organisation"] += 1.5
    if looks_like_product(words) or (len(words) == 1 and _CODE.match(words[0])):
        votes["Product"] += 2.0 if words[-1] in model_words() and len(words) > 1 else 1.5
    if before is not None and len(words) == 2 and name.kind is None and any(key == "maker" for key, _ in name.attributes):
        votes["Product"] += 2 if before.lower in ("nuovo", "nuova", "nuovi", "nuove") else 0  # "la nuova Acme Torva"
    if before is not None and before.lower == "," and _apposed_to_product(tokens, name.first - 2):
        votes["Product"] += 2
    if before is not None and before.lemma in _LAUNCH and before.pos == "VERB":
        votes["Product"] += 1.5
    yield from sorted(votes.items())


_OF_PEOPLE_TOO = frozenset({"portavoce", "segretario", "segretaria", "avvocato", "legale", "consigliere", "capo", "numero"})


def _after_town(tokens: Sequence[Token], at: int) -> int:
    """The token behind a name and the town that goes with it: "la Brio di Lumezzane ha"."""
    if at + 1 < len(tokens) and tokens[at].lower == "di" and tokens[at + 1].pos == "PROPN":
        at += 1
        while at < len(tokens) and tokens[at].pos == "PROPN":
            at += 1
    return at


def _behind_another(tokens: Sequence[Token], first: int) -> bool:
    """Whether "di" ties the name to another one before it: "la Brio di Vedelago"."""
    return first > 1 and tokens[first - 1].lower == "di" and tokens[first - 2].pos == "PROPN"


def _can_be_a_person(words: Sequence[str]) -> bool:
    """Up to four words of letters, none of them all in capitals or a sign."""
    if any(word in organisation_words() or word in _REGIONAL for word in words):
        return False
    return len(words) <= 4 and all(
        word.replace("-", "").replace("'", "").replace(".", "").isalpha() and not (word.isupper() and len(word) > 3) for word in words
    )


def _apposed(sentence: Sentence, at: int, posts: set[int]) -> str | None:
    """The kind of name that an apposition behind the comma describes."""
    tokens = sentence.tokens
    for index in range(at, min(at + 3, len(tokens))):
        token = tokens[index]
        if token.lemma == "leader" and len(sentence.tokens) > index + 1 and sentence.tokens[index + 1].pos in ("ADP", "ADJ"):
            return "Organisation"  # "Acme, leader nel settore"
        if index in posts:
            return "Person"
        if token.lemma in _ORGANISATION_NOUNS:
            return "Organisation"
        if token.lemma in _PRODUCT_NOUNS:
            return "Product"
        if token.lemma in ("analista", "anno", "cui"):
            return None
        if token.pos not in ("DET", "ADJ", "ADV", "ADP"):
            return None
    return None


def _lexical(sentence: Sentence, at: int) -> str:
    """Lemma of the lexical verb of the verb group that begins here."""
    tokens = sentence.tokens
    lemma = tokens[at].lemma
    for token in tokens[at : at + 5]:
        if token.pos == "VERB":
            return token.lemma
        if token.pos not in ("AUX", "ADV"):
            break
    return lemma
