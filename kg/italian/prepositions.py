"""Prepositions, those of several words as one: "da parte di", "rispetto a"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Token

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


def read_preposition(tokens: Sequence[Token], index: int) -> tuple[str, int]:
    """The preposition at ``index``, complex ones as one, and the index after it."""
    token = tokens[index]
    candidates = COMPLEX_PREPOSITIONS.get(token.lemma if token.pos == "ADP" else token.lower)
    if candidates is not None:
        count = len(tokens)
        for rest, name in candidates:
            end = index + 1 + len(rest)
            if end <= count:
                at = index + 1
                for word in rest:
                    other = tokens[at]
                    if other.lower != word and (other.lemma != word or other.pos != "ADP"):
                        break
                    at += 1
                else:
                    return name, end
    return token.lemma, index + 1
