"""Whose a product is, and which products "i due modelli" or "il primo" stand for."""

from __future__ import annotations

from dataclasses import replace

from kg.discourse.focus import Focus
from kg.extraction import Draft
from kg.matching.arguments import SentenceView
from kg.model import Entity, Mention


def makers(product: Mention) -> tuple[str, ...]:
    """Who makes the product as the catalogue knows it: identifiers of its brand and of the company that the brand belongs to."""
    return tuple(value for key, value in product.attributes if key in ("maker", "brand", "house"))


def maker_of(focus: Focus, product: Mention, view: SentenceView) -> Entity | None:
    """The maker whom the sentence names, else whom the article has named: its topic, or who was named most often."""
    for mention in view.reading.mentions:
        if mention.kind == "Organisation" and mention.entity is not None and mention.entity.id in makers(product):
            return mention.entity
    named = {entity.name: entity for each in makers(product) if (entity := known_entity(focus, each)) is not None}
    if not named:
        brands = (m.entity for m in view.reading.mentions if m.kind == "Brand" and product.first <= m.first < product.last)
        return next(brands, None)
    return named[max(named, key=lambda name: (focus.is_topic(named[name]), focus.seen[name].count, name))]


def supplier_of(focus: Focus, product: Mention) -> Entity | None:
    """Whom one orders the product from: its maker in the catalogue, named or not."""
    entry = next(filter(None, map(focus.catalogue.entries.get, makers(product))), None)
    return Entity(entry.name, entry.kind, entry.id) if entry is not None else None


def described_maker(focus: Focus, nominal: Mention, product: Mention, resolved: Entity | None) -> Entity | None:
    """Which maker of the product the noun means: whom it was resolved to, or the one of the country or seat that it names."""
    if resolved is not None and resolved.id in makers(product):
        return resolved
    where = {value for key, value in nominal.attributes if key in ("place", "country")}
    for entry in filter(None, map(focus.catalogue.entries.get, makers(product))):
        if where & {entry.headquarters, entry.country}:
            return Entity(entry.name, entry.kind, entry.id)
    return None


def owner_of(focus: Focus, chain: Entity) -> Entity | None:
    """The company whose chain of shops it is."""
    entry = focus.catalogue.entries.get(chain.id or "")
    parent = focus.catalogue.entries.get(entry.parent or "") if entry else None
    return Entity(parent.name, parent.kind, parent.id) if parent is not None else None


def house_of(focus: Focus, branch: Entity) -> Entity:
    """The company that the article has named of a branch that bears its name, "Acme Italia"; anybody else as they are.

    Shops are opened by the house where the text leaves unsaid by whom.
    """
    entry = focus.catalogue.entries.get(branch.id or "")
    house = known_entity(focus, entry.parent) if entry is not None and entry.parent else None
    return house if house is not None and branch.name.startswith(f"{house.name} ") else branch


def known_entity(focus: Focus, identifier: str) -> Entity | None:
    """The entity of the catalogue with this identifier, if the article has named it."""
    entry = focus.catalogue.entries.get(identifier)
    return focus.seen[entry.name].entity if entry is not None and entry.name in focus.seen else None


def named_beside(view: SentenceView, mention: Mention) -> Entity | None:
    """The product whose name follows the noun as an apposition: "il modello attuale, Lumo"."""
    index = view.group_at.get(mention.head)
    groups = view.reading.syntax.noun_groups
    for argument in view.arguments:
        beside = argument.group is not None and groups[argument.group].governor == index and groups[argument.group].role == "apposition"
        if beside and index is not None and argument.mention.kind == "Product" and argument.mention.first > mention.head:
            return argument.mention.entity
    return None


def product_meant(focus: Focus, number: int, owner: str | None) -> Entity | None:
    """The product that the text was last about: of its owner, where the noun names one ("lo smartphone di Acme")."""
    found = focus.best(("Product",), number, 2)
    if found is None or owner is None:
        return found[0].entity if found else None
    entry = focus.catalogue.entries.get(found[0].entity.id or "")
    return found[0].entity if entry is None or entry.maker in (None, owner) else None


def each_meant(focus: Focus, view: SentenceView, draft: Draft) -> tuple[Draft, ...]:
    """The draft once for each of the products that "i due modelli" takes up; a draft that speaks of one thing as it is."""
    if _several(draft.subject):
        assert draft.subject is not None
        return tuple(replace(draft, subject=each) for each in _products_meant(focus, view, draft.subject))
    if isinstance(draft.object, Mention) and _several(draft.object):
        return tuple(replace(draft, object=each) for each in _products_meant(focus, view, draft.object))
    return (draft,)


def _several(mention: Mention | None) -> bool:
    return mention is not None and mention.kind == "Nominal" and mention.value == "products"


def _products_meant(focus: Focus, view: SentenceView, mention: Mention) -> tuple[Mention, ...]:
    listed = products_listed(focus, view, mention)
    return tuple(replace(mention, kind="Product", entity=entity, value=None, attributes=more) for entity, more in listed)


def products_listed(focus: Focus, view: SentenceView, before: Mention) -> tuple[tuple[Entity, tuple[tuple[str, str], ...]], ...]:
    """The products last listed before a mention, with their attributes."""
    here = {
        m.entity: m.attributes for m in view.reading.mentions if m.kind == "Product" and m.entity is not None and m.last <= before.first
    }
    if len(here) > 1:
        return tuple(here.items())
    if focus.listed is not None and view.reading.sentence.index - focus.listed[0] <= 2:
        return focus.listed[1]
    return ()


def counted_off(focus: Focus, view: SentenceView, ordinal: Mention) -> Entity | None:
    """Which of the products just listed "il primo" or "il secondo" is."""
    listed = tuple(entity for entity, _ in products_listed(focus, view, ordinal))
    at = int(ordinal.quantity.value) - 1 if ordinal.quantity is not None else -1
    return listed[at] if len(listed) > 1 and 0 <= at < len(listed) else None
