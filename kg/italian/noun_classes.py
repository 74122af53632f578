"""Closed lists about Italian nouns: words of time, scales, pronouns, places."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


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
