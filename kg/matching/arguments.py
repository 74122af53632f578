"""What each mention is to its clause: the grammatical role of its noun group, the voice of the verb undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from kg.matching.pattern import POS, Item
from kg.matching.requirements import kind_key, pos_key
from kg.model import Clause, Mention, NounGroup, Reading

_NOMINALS = {
    "Organisation": frozenset({"organisation", "division"}),
    "Person": frozenset({"person"}),
    "Product": frozenset({"product", "products"}),
    "Place": frozenset({"place", "home", "own"}),
}
_QUANTITIES = {"Money": "money", "Number": "number", "Percent": "percent", "Ordinal": "ordinal", "Multiple": "multiple"}
_POS_KEYS = {pos: pos_key(pos) for pos in (*POS, "INTJ", "SYM", "X")}
_SMALL = 4
# Nouns that say what kind of company a name behind a complement is: "il sito di annunci Acme", "il marchio di telefoni Acme".
FIRMS = frozenset(
    {
        "sito",
        "portale",
        "piattaforma",
        "startup",
        "start-up",
        "società",
        "gruppo",
        "catena",
        "marchio",
        "azienda",
        "produttore",
        "operatore",
        "servizio",
        "app",
        "fornitore",
        "specialista",
        "sviluppatore",
        "studio",
        "casa",
        "costruttore",
        "compagnia",
        "editore",
        "impresa",
        "rivale",
        "colosso",
        "gigante",
        "applicazione",
        "motore",
        "brand",
        "big",
        "multinazionale",
        "fondo",
        "rete",
        "banca",
    }
)
_SUMS = frozenset(
    {None, "utile", "ricavo", "ricavi", "profitto", "perdita", "fatturato", "giro", "vendita"}
)  # "3 miliardi di utile": money too
_LEAST_AMOUNT = 100_000  # a smaller number without a currency is hardly a sum of money


def accepts(mention: Mention, kind: str) -> bool:
    """Whether a mention is of a kind as rules name it: "Organisation", "Money", "Metric=revenue"."""
    kind, _, value = kind.partition("=")
    if kind == "Amount":
        return _is_amount(mention)
    if value and mention.value != value:
        return False
    if mention.kind == kind:
        return True
    if mention.kind == "Nominal":
        return mention.value in _NOMINALS.get(kind, ())
    if mention.kind == "Quantity" and mention.quantity is not None:
        if kind in ("Signed", "Unsigned"):  # a percentage with or without a written plus or minus
            return mention.quantity.kind == "percent" and (mention.quantity.sign != 0) == (kind == "Signed")
        if kind == "Number" and ("difference", "true") in mention.attributes:
            return False  # "100 auto in meno": not so many cars
        return _QUANTITIES.get(kind) == mention.quantity.kind
    return False


def _is_amount(mention: Mention) -> bool:
    """A sum of money, or a number that leaves the currency unsaid: "ricavi per 3 miliardi"."""
    quantity = mention.quantity
    if quantity is None:
        return False
    return quantity.kind == "money" or (quantity.kind == "number" and quantity.unit in _SUMS and quantity.value >= _LEAST_AMOUNT)


def keys_of(mention: Mention) -> frozenset[str]:
    """The keys, as requirements write them, of every kind that accepts a mention."""
    quantity = mention.quantity
    if quantity is not None:
        return _quantity_keys(quantity.kind, quantity.sign != 0, _is_amount(mention))
    return _named_keys(mention.kind, None if mention.kind == "Period" else mention.value)


@cache
def _named_keys(kind: str, value: str | None) -> frozenset[str]:
    kinds = {kind}
    if kind == "Nominal":
        kinds.update(name for name, values in _NOMINALS.items() if value in values)
    valued = {f"{name}={value}" for name in kinds} if value else set()
    return frozenset(map(kind_key, kinds | valued))


@cache
def _quantity_keys(kind: str, signed: bool, amount: bool) -> frozenset[str]:
    kinds = {"Quantity", *(name for name, value in _QUANTITIES.items() if value == kind)}
    if amount:
        kinds.add("Amount")
    if kind == "percent":
        kinds.add("Signed" if signed else "Unsigned")
    return frozenset(map(kind_key, kinds))


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention with its case: subject, object, predicate, apposition, a preposition's lemma, or "" where none is known."""

    mention: Mention
    clause: int
    case: str
    group: int | None
    governor: int | None


def _smallest(spans: Sequence[Clause | NounGroup]) -> dict[int, int]:
    """Token -> the index of the smallest span around it, the first of equals."""
    found: dict[int, int] = {}
    for index, span in enumerate(spans):
        for token in range(span.first, span.last):
            other = found.get(token)
            if other is None or span.last - span.first < spans[other].last - spans[other].first:
                found[token] = index
    return found


class SentenceView:
    """Look-ups on one Reading that matching needs again and again; computed when first asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.tokens = reading.sentence.tokens

    @cached_property
    def group_at(self) -> dict[int, int]:
        """Token -> the smallest noun group around it."""
        return _smallest(self.reading.syntax.noun_groups)

    @cached_property
    def clause_at(self) -> dict[int, int]:
        """Token -> the smallest clause around it."""
        return _smallest(self.reading.syntax.clauses)

    def clause_of(self, mention: Mention) -> int:
        """The clause of a mention: its noun group's, else the one around its head."""
        group = self.group_at.get(mention.head)
        if group is not None:
            return self.reading.syntax.noun_groups[group].clause
        return self.clause_at.get(mention.head, 0)

    @cached_property
    def named(self) -> frozenset[int]:
        """The tokens that belong to names."""
        return frozenset(at for m in self.reading.mentions if m.entity is not None for at in range(m.first, m.last))

    @cached_property
    def counting(self) -> frozenset[int]:
        """The tokens of numbers that count something."""
        return frozenset(
            at for m in self.reading.mentions if m.quantity is not None and m.quantity.kind == "number" for at in range(m.first, m.last)
        )

    @cached_property
    def arguments(self) -> tuple[Argument, ...]:
        """Every mention with its case, in the order of the sentence."""
        return tuple(self._argument(mention) for mention in self.reading.mentions)

    def _argument(self, mention: Mention) -> Argument:
        groups = self.reading.syntax.noun_groups
        index = self.group_at.get(mention.head)
        if mention.value == "home" and mention.text.lower().startswith("da "):
            return Argument(mention, self.clause_at.get(mention.head, 0), "in", None, None)
        if index is None:
            return Argument(mention, self.clause_at.get(mention.head, 0), "", None, None)
        group = groups[index]
        role, governor, preposition = group.role, group.governor, group.preposition
        if group.listed is not None and group.listed != index:
            lead = groups[group.listed]
            role = lead.role if role is None or preposition is None else role
            governor = governor if governor is not None else lead.governor
            preposition = preposition or lead.preposition
        if role is None and preposition is None and group.first and self.tokens[group.first - 1].lower == "quota":
            before = self.group_at.get(group.first - 1)
            if before is not None:
                role, governor, preposition = groups[before].role, groups[before].governor, groups[before].preposition
        elif role == "apposition" and governor is not None and self._lends_its_case(groups[governor].head):
            role, preposition = groups[governor].role, groups[governor].preposition  # "con partner noti (Brio, Altea)": con Brio
        elif role == "complement" and preposition == "di" and governor is not None and groups[governor].head in self.counting:
            role, preposition = groups[governor].role, groups[governor].preposition  # "12 milioni di telefoni": as the number
        elif role == "complement" and preposition == "di" and governor is not None and self._names_firm(mention, group, groups[governor]):
            role, preposition = groups[governor].role, groups[governor].preposition  # "con il marchio di telefoni Acme": con Acme
        clause = self.reading.syntax.clauses[group.clause] if self.reading.syntax.clauses else None
        return Argument(mention, group.clause, self._case(role, preposition, clause), index, governor)

    def _names_firm(self, mention: Mention, group: NounGroup, whole: NounGroup) -> bool:
        """Whether the name behind "di telefoni" is what the noun before is called."""
        if mention.kind not in ("Organisation", "Name") or mention.first <= group.head or not self.tokens[group.head].text.islower():
            return False
        return mention.last == group.last and self.tokens[whole.head].lemma in FIRMS

    def _lends_its_case(self, head: int) -> bool:
        """Whether what stands in apposition to a noun has its case: no name, and no figure ("passa dal 32 al 30%, Brio …")."""
        return head not in self.named and self.tokens[head].pos not in ("NUM", "SYM")

    @staticmethod
    def _case(role: str | None, preposition: str | None, clause: Clause | None) -> str:
        verb = clause.verb if clause else None
        if role == "subject":
            return "object" if verb is not None and verb.voice == "passive" else "subject"
        if role == "agent":
            return "subject"
        if role in ("object", "predicate", "apposition"):
            return role
        return preposition or ""

    @cached_property
    def by_clause(self) -> dict[int, tuple[Argument, ...]]:
        """Clause -> its arguments."""
        found: dict[int, list[Argument]] = {}
        for argument in self.arguments:
            found.setdefault(argument.clause, []).append(argument)
        return {clause: tuple(rows) for clause, rows in found.items()}

    def kin_of(self, mention: Mention, kinship: str) -> tuple[Argument, ...]:
        """Of a brand the "whole" product's name that it opens; of a product its "maker", where the sentence names it."""
        if kinship == "whole":
            return tuple(a for a in self.arguments if a.mention.first == mention.first and a.mention.last > mention.last)
        makers = {value for key, value in mention.attributes if key in ("maker", "brand", "house")}
        named = tuple(a for a in self.arguments if a.mention.entity is not None and a.mention.entity.id in makers)
        described = (a for a in self.arguments if makers and a.mention.kind == "Nominal" and a.mention.value == "organisation")
        return named or tuple(a for a in described if {"place", "country", "leader"} & dict(a.mention.attributes).keys())

    def governed_by(self, group: int | None, ancestor: int | None) -> bool:
        """Whether a noun group is a complement of another, directly or through others."""
        groups = self.reading.syntax.noun_groups
        for _ in range(_SMALL):
            if group is None or ancestor is None:
                return False
            governor = self._governor(groups, group)
            if governor == ancestor:
                return True
            group = governor
        return False

    def governor_of(self, index: int) -> int | None:
        """The noun group that a noun group, or the list it belongs to, is a complement of."""
        return self._governor(self.reading.syntax.noun_groups, index)

    @staticmethod
    def _governor(groups: tuple[NounGroup, ...], index: int) -> int | None:
        group = groups[index]
        if group.governor is None and group.listed is not None and group.listed != index:
            return groups[group.listed].governor
        return group.governor

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The sentence as words and mentions; of overlapping mentions the longest, with those of the same words."""
        spans: dict[int, list[Mention]] = {}
        for mention in self.reading.mentions:
            spans.setdefault(mention.first, []).append(mention)
        out, at, size = [], 0, len(self.tokens)
        while at < size:
            here = spans.get(at)
            if here:
                last = max(mention.last for mention in here)
                out.append(Item(at, last, self.tokens[at], tuple(m for m in here if m.last == last)))
                at = last
            else:
                out.append(Item(at, at + 1, self.tokens[at], ()))
                at += 1
        return tuple(out)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every form and lemma in the sentence."""
        return frozenset(t.lower for t in self.tokens) | frozenset(t.lemma for t in self.tokens)

    @cached_property
    def keys(self) -> dict[str, list[int]]:
        """Where in ``items`` each key stands, as requirements write them: forms and lemmas of single words, kinds, parts of speech."""
        found: dict[str, list[int]] = {}
        for at, item in enumerate(self.items):
            for mention in item.mentions:
                for key in keys_of(mention):
                    found.setdefault(key, []).append(at)
            if item.last - item.first == 1:
                token = item.token
                found.setdefault(token.lower, []).append(at)
                if token.lemma != token.lower:
                    found.setdefault(token.lemma, []).append(at)
                found.setdefault(_POS_KEYS[token.pos], []).append(at)
        return found
