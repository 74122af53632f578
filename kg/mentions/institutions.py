"""Names of institutions, whose first word is a common noun: "Ministero dell'Economia"; alone it is no name."""

from __future__ import annotations

from collections.abc import Sequence

from kg.mentions.names import first_names
from kg.mentions.naming import Name, spell
from kg.model import Entity, Sentence

_HEADS = frozenset(
    """accademia agenzia ambasciata assemblea associazione autorità borsa camera centro comitato commissione comune confederazione congresso
    consiglio consorzio corte dipartimento direzione ente esercito facoltà federazione fondazione fondo garante gruppo
    giunta governo istituto
    lega ministero museo nazione osservatorio ospedale paese parlamento partito polizia politecnico prefettura presidenza procura
    provincia regione repubblica scuola segreteria senato sindacato stato stati tesoro tribunale ufficio unione
    università presidente ministro
    segretario commissario governatore sindaco""".split()
)

# Whose name is also made with a place that is known: "Banca di Valmora", "Università di Pisa".
_LOCAL = frozenset("banca banco popolare cassa cantina cantine università politecnico birrificio acciaierie teatro stretto".split())


def complete(sentence: Sentence, names: Sequence[Name]) -> list[Name]:
    """The names, an institution's head joined with the name behind its "di"; a head that stands alone is dropped."""
    out: list[Name] = []
    skipped = -1
    for position, name in enumerate(names):
        if position == skipped:
            continue
        after = names[position + 1] if position + 1 < len(names) else None
        if after is not None and not name.known and not after.known and name.text in first_names() and _particle(sentence, name, after):
            text = spell(sentence, name.first, after.last)
            out.append(Name(name.first, after.last, text, "Person", Entity(text, "Person")))  # "Marco di Vallo"
            skipped = position + 1
            continue
        if name.known or name.last - name.first > 1 or name.text.lower() not in _HEADS | _LOCAL:
            out.append(name)
            continue
        between = sentence.tokens[name.last : after.first] if after is not None else ()
        local = after is not None and after.kind == "Place" and name.text.lower() in _LOCAL
        if after is not None and (local or not after.known) and [token.lemma for token in between] == ["di"] and after.kind != "Person":
            text = spell(sentence, name.first, after.last)
            out.append(Name(name.first, after.last, text, "Organisation", Entity(text, "Institution")))
            skipped = position + 1
    return out


def _particle(sentence: Sentence, name: Name, after: Name) -> bool:
    """Whether a family name's particle stands between a first name and the rest: "Marco di Vallo", "Carla d'Alba"."""
    between = [token.lower.replace("’", "'") for token in sentence.tokens[name.last : after.first]]
    shown = after.kind in (None, "Person") and after.last - after.first <= 2
    return shown and between in (["di"], ["d'"], ["de"], ["del"], ["della"], ["dal"])
