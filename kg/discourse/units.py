"""What a figure counts: the currency that a sum leaves unsaid, the unit of things counted."""

from __future__ import annotations

from dataclasses import replace

from kg.discourse import deals
from kg.discourse.figures import bracketed
from kg.discourse.focus import Focus
from kg.extraction import Draft
from kg.matching.arguments import SentenceView
from kg.model import Mention, Quantity

_CURRENCY_REACH = 3  # sentences that a currency said once holds for
MONEY = frozenset({"revenue", "profit", "sales", "marketValue", "investsIn", "acquires", "price"})


def with_currency(focus: Focus, view: SentenceView, draft: Draft) -> Quantity | None:
    """The figure; a sum of money whose currency goes unsaid has that of the sum before it in the sentence, or else of the one behind."""
    quantity, mention = draft.quantity, draft.value
    if quantity is None or mention is None or quantity.kind != "number" or draft.relation not in MONEY:
        return quantity
    sums = [
        m
        for m in view.reading.mentions
        if m.quantity is not None and m.quantity.kind == "money" and m.quantity.unit and not bracketed(view, m)
    ]
    before = [m for m in sums if m.first < mention.first]
    nearest = before[-1] if before else sums[0] if sums else None
    if nearest is None or nearest.quantity is None:
        said = focus.currency
        near = said is not None and view.reading.sentence.index - said[0] <= _CURRENCY_REACH
        return replace(quantity, kind="money", unit=said[1]) if said is not None and near else quantity
    if draft.relation in deals.DEALS:
        quantity = deals.with_magnitude(quantity, mention, nearest)
    return replace(quantity, kind="money", unit=nearest.quantity.unit)


def unit_of(draft: Draft, category: str | None) -> str | None:
    """What a count counts, in English; ``category`` is what the text is about where the draft does not say it."""
    if draft.unit is not None:
        return draft.unit
    if draft.relation == "shipments" and draft.quantity is not None:
        object_ = draft.object
        if isinstance(object_, Mention) and object_.kind == "Product" and object_.entity:
            return object_.entity.name
        return object_.value if isinstance(object_, Mention) and object_.kind == "Category" else category
    if draft.relation == "opens" and draft.quantity is not None:
        return draft.object.value if isinstance(draft.object, Mention) and draft.object.kind == "Facility" else "store"
    return None
