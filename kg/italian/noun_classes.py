"""Closed lists about Italian nouns and prepositions: complex prepositions, words of time, scales, pronouns."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COMPLEX = """
da parte di|rispetto a|insieme a|insieme con|assieme a|nel corso di|in corso di|grazie a|a fronte di|in partnership con
in collaborazione con
fino a|sino a|oltre a|stando a|a partire da|nei pressi di|all' interno di|per conto di|a causa di|per via di|in base a|in seguito a
a seguito di|nell' ambito di|in vista di|in occasione di|in cambio di|a favore di|in favore di|a proposito di|al fine di|nei confronti di
davanti a|dietro a|accanto a|vicino a|attorno a|intorno a|di fronte a|prima di|dopo di|invece di|al posto di|a disposizione di|in termini di
in materia di|in tema di|in merito a|in relazione a|in linea con|in contrasto con|in concorrenza con|in accordo con|d' intesa con|in seno a
a livello di|per quanto riguarda|per opera di|a opera di|ad opera di|al di là di|al di sotto di|al di sopra di|al di fuori di|a nome di
sulla base di|alla luce di|alla guida di|alla fine di|all' inizio di|in testa a|a capo di|nel giro di|nell' arco di|a carico di|a danno di
ai danni di|a scapito di|a discapito di|a spese di|in mano a|nelle mani di|al termine di|a margine di|alla pari di|al pari di|pari a
a differenza di|in aggiunta a|in virtù di|in mezzo a|a base di|a valle di|a monte di|a bordo di|a ridosso di|a cavallo di|a detta di
a giudizio di|a parere di|ad eccezione di|a eccezione di|fatta eccezione per|sotto forma di|in forma di|a titolo di|in qualità di
in veste di|in attesa di|in presenza di|in assenza di|lungo tutto|fuori da|lontano da|a seconda di|contro il parere di|per mezzo di
a suon di|a colpi di|in ragione di|nel caso di|in caso di|in direzione di|alla volta di|per effetto di|in funzione di|nel quadro di
in cima a|in coda a|ai vertici di|al vertice di|alle spalle di
al centro di|nel cuore di|sul fronte di|a metà di|in quanto a|quanto a|come parte di|al prezzo di|a quota|nel mezzo di|a sostegno di
in compagnia di|in conseguenza di|per merito di|per colpa di|per bocca di|in difesa di|in onore di|nel mirino di|in capo a|unitamente a
congiuntamente a|relativamente a|limitatamente a|conformemente a|contrariamente a|diversamente da|indipendentemente da
successivamente a|precedentemente a|parallelamente a|contestualmente a|oltre che|inferiore a|superiore a|riguardo a
"""

# Longest first under the first word; the first word itself is left out of the rest.
COMPLEX_PREPOSITIONS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}


def _load() -> None:
    """Index the list by first word; an articled one is reached through its lemma."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    articles = {
        "nel": "in",
        "nei": "in",
        "nell'": "in",
        "nelle": "in",
        "al": "a",
        "all'": "a",
        "alla": "a",
        "ai": "a",
        "alle": "a",
        "sulla": "su",
        "sul": "su",
        "d'": "di",
    }
    for entry in _COMPLEX.replace("\n", "|").split("|"):
        words = entry.split()
        if len(words) > 1:
            first = articles.get(words[0], words[0])
            table.setdefault(first, []).append((tuple(words[1:]), entry))
    for first, entries in table.items():
        COMPLEX_PREPOSITIONS[first] = tuple(sorted(entries, key=lambda entry: (-len(entry[0]), entry[1])))


_load()

SCALES = _words(
    """
    milione miliardo migliaio centinaio decina dozzina mille mila bilione trilione ventina trentina quarantina cinquantina
    """
)

MONTHS = frozenset(
    ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"]
)
WEEKDAYS = frozenset(["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"])

# Stretches of time that can also be what a sentence is about: "il trimestre si è chiuso bene".
PERIODS = _words(
    """
    anno mese settimana giorno giornata trimestre semestre bimestre quadrimestre periodo secolo decennio biennio triennio stagione
    primavera estate autunno inverno ora minuto secondo momento notte mattina mattinata pomeriggio sera serata istante volta esercizio
    weekend
    """
)

TIMES = MONTHS | WEEKDAYS | PERIODS | frozenset({"ieri", "oggi", "domani", "stamattina", "stasera", "stanotte"})

TIME_MODIFIERS = _words(
    """
    scorso scorsa scorsi scorse prossimo prossima prossimi prossime precedente precedenti seguente seguenti successivo successiva ogni
    stesso stessa quest' questo questa quello quella quel quell' stess' fa
    """
)

RELATIVES = frozenset({"che", "cui", "chi", "quale", "quali"})

CLITIC_FORMS = _words(
    """
    mi ti si ci vi ne lo la li le gli l' c' n' s' m' t' v' me te se ce ve glielo gliela glieli gliele gliene
    """
)

# Places that stand at the head of a sentence before its subject: "In Cina Acme ha aperto"; a name after them is another group.
PLACES = _words(
    """
    africa america asia europa oceania italia francia germania spagna portogallo inghilterra irlanda scozia olanda belgio lussemburgo
    svizzera austria polonia ungheria romania bulgaria grecia turchia russia ucraina svezia norvegia finlandia danimarca islanda serbia
    croazia slovenia slovacchia albania cina giappone corea india indonesia malesia thailandia vietnam filippine singapore taiwan
    pakistan bangladesh iran iraq israele egitto marocco tunisia algeria libia nigeria kenya sudafrica etiopia canada messico brasile
    argentina cile colombia perù venezuela cuba australia milano roma torino napoli bologna firenze venezia genova palermo bari londra
    parigi berlino madrid barcellona bruxelles amsterdam vienna zurigo ginevra mosca pechino shanghai shenzhen tokyo seul mumbai dubai
    toronto boston chicago washington seattle usa
    """
)
