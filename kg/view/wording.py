"""How the page says things in Italian and English: numbers, times, names of relations, classes and roles."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from importlib import resources
from typing import Any

from kg.errors import InputError
from kg.view.statements import Statement

LANGUAGES = ("it", "en")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEARLESS = re.compile(r"--(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language, read from ``assets/<language>.toml``."""

    language: str
    words: dict[str, Any]

    def form(self, relation: str, status: str) -> str:
        """The words of a relation for a status: ``opens``, ``expected`` gives "aprirà". An unknown relation stays itself."""
        entry = self.words["relations"].get(relation, {})
        return str(entry.get(status) or entry.get("name") or relation)

    def name(self, relation: str) -> str:
        """What a relation or metric is called in lists."""
        return str(self.words["relations"].get(relation, {}).get("name") or relation)

    def role(self, role: str) -> str:
        """A role of ontology/kg.ttl, named in English, in this language; one that is not known stays as it is."""
        from kg import vocabulary

        local = vocabulary.roles().get(role)
        return (local and vocabulary.label(local, self.language)) or role

    def kind(self, kind: str) -> str:
        """A class of ontology/kg.ttl in this language; one that is not known stays as it is."""
        from kg import vocabulary

        return vocabulary.label(kind, self.language) or kind

    def thing(self, thing: str, many: bool = False) -> str:
        """A category in this language; one that is not known stays as it is."""
        from kg import vocabulary

        forms = self.words["things"].get(thing)
        if forms:
            return str(forms[1 if many else 0])
        if self.language == "it":
            return vocabulary.categories().get(thing, thing)
        plural = many and thing in vocabulary.categories() and thing not in self.words["mass"]["nouns"] and not thing.endswith("s")
        return f"{thing}s" if plural else thing

    def pattern(self, name: str) -> Any:
        """A pattern of sentences, or the forms of a verb by status."""
        return self.words["sentences"][name]

    def indefinite(self, thing: str) -> str:
        """The indefinite article of a category that can be opened: "un", "una"; of one that is not known "un" or "a"."""
        return str((*self.words["things"].get(thing, ()), "", "", "un" if self.language == "it" else "a")[2])

    def article(self, amount: str) -> str:
        """The article before a percentage, with its space: "il 30 %", "l'8 %"; in English none."""
        if self.language != "it":
            return ""
        return "l'" if re.match(r"8|11(?!\d)", amount) else "il " if amount[:1].isdigit() else ""

    def locative(self, name: str, kind: str) -> str:
        """Where: "in India", "negli Stati Uniti", "a Milano"; whatever is no place follows "in". ``kind`` is a class."""
        from kg import vocabulary

        places = self.words["locative"]
        city = kind in vocabulary.entity_kinds() and "City" in vocabulary.ancestors(kind)
        word = str(places.get(name) or (places.get("city") if city else "") or "in")
        return f"{word}{'' if word.endswith(chr(39)) else ' '}{name}"

    def number(self, value: Decimal) -> str:
        """A number as newspapers print it: "30.000", "23,16 milioni", "+328" is left to the caller."""
        for scale, one, many in self.words["scales"]:
            if abs(value) >= scale:
                part = value / Decimal(scale)
                return f"{self._plain(part)} {one if part == 1 else many}"
        return self._plain(value)

    def count(self, number: int) -> str:
        """A whole number with its thousands grouped."""
        return self._plain(Decimal(number))

    def amount(self, statement: Statement) -> str:
        """The value of a statement with its bound and unit: "oltre 10 miliardi di yuan", "+70 %", "1º posto"; "" without one."""
        if statement.value is None:
            return ""
        unit, value = statement.unit, statement.value
        bound = str(self.words["bounds"].get(statement.bound, ""))
        if statement.relation == "rank" or unit == "position":
            return bound + str(self.words["ordinal"]).format(n=self._plain(value))
        sign = "+" if statement.relation == "growth" and value > 0 else ""
        text = sign + self.number(value)
        if statement.value_max is not None and statement.value_max != value:
            upper = self.number(statement.value_max)
            lower, _, scale = text.partition(" ")
            text = f"{lower}–{upper}" if scale and upper.partition(" ")[2] == scale else f"{text}–{upper}"
        if unit == "percent":
            return f"{bound}{text}\u00a0%"
        if not unit:
            return bound + text
        link = str(self.words["of_scaled"]) if abs(value) >= 1000000 else ""
        name = str(self.words["currencies"].get(unit) or self.thing(unit, many=value != 1))
        return f"{bound}{text} {link}{name}"

    def time(self, time: str | None) -> str:
        """A time of facts.md in words: "2º trimestre 2017", "5 novembre", "luglio 2017 – luglio 2019"; "" without one."""
        if not time:
            return ""
        start, _, end = time.partition("/")
        if not end or start == end:
            return self._point(start)
        first, last = _MONTH.fullmatch(start), _MONTH.fullmatch(end)
        if first and last and first[1] == last[1]:
            low, high = int(first[2]), int(last[2])
            if high - low == 2 and low % 3 == 1:
                return str(self.words["quarter"]).format(n=low // 3 + 1, year=first[1])
            if high - low == 5 and low in (1, 7):
                return str(self.words["half"]).format(n=low // 6 + 1, year=first[1])
            return f"{self._month(low)}–{self._point(end)}"
        return f"{self._point(start)} – {self._point(end)}"

    def _point(self, point: str) -> str:
        if found := _DAY.fullmatch(point):
            return str(self.words["day"]).format(day=int(found[3]), month=self._month(int(found[2])), year=found[1])
        if found := _MONTH.fullmatch(point):
            return f"{self._month(int(found[2]))} {found[1]}"
        if found := _YEARLESS.fullmatch(point):
            return str(self.words["yearless"]).format(day=int(found[2]), month=self._month(int(found[1])))
        return point

    def _month(self, number: int) -> str:
        months = self.words["months"]
        return str(months[number - 1]) if 1 <= number <= len(months) else str(number)

    def _plain(self, value: Decimal) -> str:
        rounded = value.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN) if value != value.to_integral_value() else value
        whole, _, rest = f"{rounded:,f}".partition(".")
        rest = rest.rstrip("0")
        whole = whole.replace(",", str(self.words["group"])).replace("-", "−")
        return f"{whole}{self.words['decimal']}{rest}" if rest else whole


@functools.cache
def wording(language: str) -> Wording:
    """The words of "it" or "en". Raises InputError for another language."""
    if language not in LANGUAGES:
        raise InputError(f"no page in the language {language!r}", f"a language is one of {', '.join(LANGUAGES)}")
    text = resources.files("kg.view").joinpath("assets", f"{language}.toml").read_text("utf-8")
    return Wording(language, tomllib.loads(text))
