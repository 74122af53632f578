"""One company under several spellings in an article: with and without its legal form, with and without "Gruppo"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.catalogue import Catalogue, fold
from kg.mentions.names import kind_of
from kg.mentions.naming import Name, entity_of
from kg.model import Entity

_FORMS = frozenset("s.p.a. s.p.a spa s.r.l. s.r.l srl inc inc. corp corp. corporation ltd ltd. limited ag nv n.v. sa s.a. plc llc gmbh se kg oy ab".split())
_LEADS = frozenset({"gruppo", "società", "banca"})


def unify(names: Sequence[Sequence[Name]], kinds: Mapping[str, str], catalogue: Catalogue) -> dict[str, Entity]:
    """Written name -> the entity it is another spelling of, for the article's companies that the catalogue does not spell so."""
    written: dict[str, str] = {}  # folded name -> the first spelling of it
    texts: set[str] = set()
    for row in names:
        for name in row:
            if name.kind in ("Organisation", None) or kinds.get(name.text) == "Organisation":
                written.setdefault(fold(name.text), name.text)
                texts.add(name.text)
    found: dict[str, Entity] = {}
    for text in sorted(texts):
        words = text.split()
        bare = words
        while len(bare) > 1 and bare[-1].lower() in _FORMS:
            bare = bare[:-1]
        led = bare[1:] if len(bare) > 1 and bare[0].lower() in _LEADS else bare
        for candidate, sure in ((led, led is bare), (bare, True)):
            if candidate == words:
                continue
            short = " ".join(candidate)
            known = [entry for entry in catalogue.by_name(short) if kind_of(entry) == "Organisation" and entry.name.isupper() <= short.isupper()]
            if known and not known[0].ambiguous:
                found[text] = entity_of(known[0])
            elif fold(short) in written:
                found[text] = Entity(written[fold(short)], "Organisation")
            elif sure and candidate is bare and bare != words:
                found[text] = Entity(short, "Organisation")
            else:
                continue
            break
    return found
