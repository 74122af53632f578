"""The local name of every IRI: one entity, one IRI, in every article. Names come from content, never from order or time."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal

from kg import vocabulary
from kg.catalogue import Catalogue, load, slug
from kg.model import Entity, Evidence, Fact


def identify(entity: Entity, catalogue: Catalogue | None = None) -> str:
    """The local name of an entity: its catalogue id, else a slug of its name.

    A name whose slug is the id of a catalogue entity of another kind ("India", a product) gets its kind appended.
    ``catalogue`` is the one that ships with the program unless given.
    """
    if entity.id:
        return entity.id
    name = slug(entity.name)
    if catalogue is None:
        catalogue = load()
    known = catalogue.entries.get(name)
    if known is not None and family(known.kind) != family(entity.kind):
        return f"{name}-{slug(entity.kind)}"
    return name


def family(kind: str) -> str:
    """The class right under kg:Entity that ``kind`` belongs to: "AnalystFirm" gives "Organisation"."""
    chain = vocabulary.ancestors(kind)
    return next((each for each in chain if vocabulary.ancestors(each) == (each, "Entity")), kind)


def identify_role(role: str) -> str | None:
    """The local name in ``kg:`` of a role's English name, None where the ontology does not list it."""
    return vocabulary.roles().get(role)


def identify_post(organisation: str, role: str) -> str:
    """The name of a post from that of its organisation and the slug of its role: "redmi-general-manager"."""
    return f"{organisation}-{role}"


def identify_fact(fact: Fact, catalogue: Catalogue | None = None) -> str:
    """The local name of a fact: a hash of every slot but the evidence."""

    def named(entity: Entity | None) -> str | None:
        return None if entity is None else identify(entity, catalogue)

    slots = [
        fact.relation, named(fact.subject), named(fact.object), fact.role, fact.metric, number(fact.value), number(fact.value_max),
        fact.unit, fact.bound, named(fact.place), fact.time, fact.status, named(fact.by), fact.former,
    ]  # fmt: skip
    return "fact-" + _digest(json.dumps(slots), 16)


def identify_evidence(evidence: Evidence, fact: str) -> str:
    """The local name of a place in an article that states the fact of local name ``fact``."""
    return "evidence-" + _digest(json.dumps([evidence.article, evidence.start, evidence.end, fact]), 16)


def identify_article(article: str) -> str:
    """The local name of the article of this id."""
    return f"article-{slug(article)}-{_digest(article, 8)}"


def number(value: Decimal | None) -> str | None:
    """A number in its one plain form, without exponent or trailing zeros: Decimal("1.50E+3") gives "1500"."""
    if value is None:
        return None
    plain = f"{value:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in ("-0", "") else plain


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
