"""One company under several spellings in an article: with and without its legal form, with and without "Gruppo"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.catalogue import Catalogue, fold
from kg.mentions.names import kind_of
from kg.mentions.naming import Name, entity_of
from kg.model import Entity, Sentence

_FORMS = frozenset(
    "s.p.a. s.p.a spa s.r.l. s.r.l srl inc inc. corp corp. corporation ltd ltd. limited ag nv n.v. sa s.a. plc llc gmbh se kg oy ab".split()
)
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
            known = [
                entry for entry in catalogue.by_name(short) if kind_of(entry) == "Organisation" and entry.name.isupper() <= short.isupper()
            ]
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


def abbreviations(sentences: Sequence[Sentence], names: Sequence[Sequence[Name]]) -> dict[str, Entity]:
    """Written name -> the entity of the name beside it in brackets that it abbreviates: "Torva Data Corporation (TDC)"."""
    found: dict[str, Entity] = {}
    for sentence, row in zip(sentences, names, strict=True):
        texts = [token.text for token in sentence.tokens]
        for name, short in pairwise(row):
            if texts[name.last : short.first] != ["("] or texts[short.last : short.last + 1] != [")"]:
                continue
            initials = "".join(word[0] for word in name.text.split() if word[0].isupper())
            if len(initials) < 2 or short.text.replace(".", "").upper() != initials:
                continue
            if short.known and short.entity is not None and not name.known:
                found[name.text] = short.entity
            elif not short.known and name.kind in (None, "Organisation"):
                found[short.text] = name.entity if name.known and name.entity is not None else Entity(name.text, "Organisation")
    return found
