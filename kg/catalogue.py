"""The known entities of ``ontology/entities/`` and of the user's own files, and the search for their names in text."""

from __future__ import annotations

import csv
import difflib
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.errors import InputError

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_KG, _IDS, _SKOS = (vocabulary.PREFIXES[prefix] for prefix in ("kg", "r", "skos"))
_TYPE = vocabulary.PREFIXES["rdf"] + "type"

# Property -> the field of a record that it fills, and the namespace of its objects where they are IRIs of ours.
PROPERTIES: Mapping[str, tuple[str, str]] = {
    _TYPE: ("kind", _KG),
    vocabulary.PREFIXES["rdfs"] + "label": ("name", ""),
    _SKOS + "altLabel": ("aliases", ""),
    _SKOS + "hiddenLabel": ("hidden", ""),
    _SKOS + "exactMatch": ("matches", ""),
    _KG + "partOf": ("parent", _IDS),
    _KG + "chainOf": ("parent", _IDS),
    _KG + "madeBy": ("maker", _IDS),
    _KG + "country": ("country", _IDS),
    _KG + "headquarters": ("headquarters", _IDS),
    _KG + "category": ("category", _IDS),
    _KG + "demonym": ("demonyms", ""),
    _KG + "epithet": ("epithets", ""),
    _KG + "knownFor": ("known_for", _IDS),
    _KG + "ambiguous": ("ambiguous", ""),
}
REFERENCES = ("parent", "maker", "country", "headquarters", "known_for")
_NOTHING = (None,)

# An epithet's article melts into the preposition before it ("la Mela", "della Mela"): each article and what may stand for it.
_ARTICLED: Mapping[str, tuple[str, ...]] = {
    "il": ("il", "del", "al", "dal", "nel", "sul", "col"),
    "lo": ("lo", "dello", "allo", "dallo", "nello", "sullo"),
    "la": ("la", "della", "alla", "dalla", "nella", "sulla"),
    "l'": ("l'", "dell'", "all'", "dall'", "nell'", "sull'"),
    "i": ("i", "dei", "ai", "dai", "nei", "sui"),
    "gli": ("gli", "degli", "agli", "dagli", "negli", "sugli"),
    "le": ("le", "delle", "alle", "dalle", "nelle", "sulle"),
}
# Latin letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "+": " plus ", "&": " and "})
_LONGEST = 80
_ELIDED = ("dell", "all", "dall", "nell", "sull", "quell", "bell")
_SPACES_AND_APOSTROPHES = (("’", "'"), ("‘", "'"), ("ʼ", "'"), ("´", "'"), ("\u00a0", " "), ("\u202f", " "))


@dataclass(frozen=True, slots=True)
class Entry:
    """A known entity. ``id`` and every reference to another entry are local names of IRIs ("lu-weibing")."""

    id: str
    name: str  # canonical, as facts print it
    kind: str  # class of ontology/kg.ttl
    aliases: tuple[str, ...] = ()  # names that mean the same
    hidden: tuple[str, ...] = ()  # spellings for looking up only
    country: str | None = None
    headquarters: str | None = None
    parent: str | None = None  # kg:partOf or kg:chainOf
    maker: str | None = None
    category: str | None = None  # English: "smartphone"
    demonyms: tuple[str, ...] = ()  # "cinese", "cinesi"
    epithets: tuple[str, ...] = ()  # "la Mela"
    known_for: tuple[str, ...] = ()  # of a person: whose "la società di …" it is
    matches: tuple[str, ...] = ()  # IRIs of the same thing elsewhere
    ambiguous: bool = False  # its name is also an ordinary word or a first name


@dataclass(slots=True)
class _Record:
    """What the files say of one entity, before it is checked."""

    source: Path
    values: dict[str, list[str]] = field(default_factory=dict)


def fold(name: str) -> str:
    """``name`` without case, accents, curly apostrophes and doubled spaces, for comparing."""
    decomposed = unicodedata.normalize("NFKD", _straighten(name).casefold())
    return " ".join("".join(sign for sign in decomposed if not unicodedata.combining(sign)).split())


def slug(name: str) -> str:
    """``name`` in lower-case ASCII letters, digits and hyphens, the local name of its IRI: "Mi Home" gives "mi-home".

    Where letters are lost (other scripts) or the name is very long, a hash of the whole name keeps different names apart.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(sign for sign in folded if not unicodedata.combining(sign))
    lost = any(sign.isalnum() and not sign.isascii() for sign in plain)
    short = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if short and not lost and len(short) <= _LONGEST:
        return short
    digest = hashlib.sha256(unicodedata.normalize("NFC", name).encode()).hexdigest()[:8]
    return "-".join(filter(None, (short[:_LONGEST].strip("-"), digest)))


def is_ambiguous(entry: Entry, spelling: str) -> bool:
    """Whether ``spelling`` alone is too little evidence for ``entry``: one word ("Tim", "Il Giorno"), no acronym ("TIM")."""
    article, _, rest = spelling.partition(" ")
    word = rest if article.lower() in _ARTICLED else spelling
    return entry.ambiguous and " " not in word and not (len(word) > 1 and word.isupper())


class Catalogue:
    """Known entities by id, and the places in a text where they are named."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries: Mapping[str, Entry] = MappingProxyType({entry.id: entry for entry in entries})

    def find(self, text: str, start: int = 0, end: int | None = None) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
        """The names in ``text[start:end]``: spans in code points of ``text``, leftmost and then longest first, none overlapping.

        Each span comes with the sorted ids of the entries so spelt. Upper and lower case count, though a name of four
        letters or more is also found in capitals. Only whole words are names; the span of an epithet leaves its article out.
        """
        end = len(text) if end is None else end
        automaton, targets = self._automaton
        found: list[tuple[int, int, int]] = []
        for pattern, first, last in automaton.find_matches_as_indexes(_straighten(text[start:end]), overlapping=True):
            first += start
            last += start
            if _stands_alone(text, first, last):
                found.append((first + targets[pattern][0], -last, pattern))
        found.sort()
        spans: list[tuple[int, int, tuple[str, ...]]] = []
        taken = start
        for first, negative, pattern in found:
            if first >= taken:
                taken = -negative
                spans.append((first, taken, targets[pattern][1]))
        return tuple(spans)

    def by_name(self, name: str) -> tuple[Entry, ...]:
        """The entries called ``name`` whatever its case and accents, those of which it is the canonical name first."""
        return tuple(self.entries[identifier] for identifier in self._names.get(fold(name), ()))

    def demonym(self, word: str) -> Entry | None:
        """The place that ``word`` ("cinesi", "Milanese") is the adjective of."""
        identifier = self._demonyms.get(_straighten(word).lower())
        return None if identifier is None else self.entries[identifier]

    def nearest(self, name: str, n: int = 3) -> tuple[str, ...]:
        """Up to ``n`` canonical names like ``name``, the likest first, for error messages."""
        likest = difflib.get_close_matches(fold(name), self._names, n=4 * n, cutoff=0.6)
        names = dict.fromkeys(self.entries[self._names[each][0]].name for each in likest)
        return tuple(names)[:n]

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, dict[str, None]] = {}
        for spellings in (lambda entry: (entry.name,), lambda entry: entry.aliases, lambda entry: entry.hidden):
            for entry in self.entries.values():
                for spelling in spellings(entry):
                    names.setdefault(fold(spelling), {})[entry.id] = None
        return {name: tuple(identifiers) for name, identifiers in names.items()}

    @cached_property
    def _demonyms(self) -> dict[str, str]:
        return {word: entry.id for entry in reversed(tuple(self.entries.values())) for word in entry.demonyms}

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[tuple[int, tuple[str, ...]]]]:
        """The automaton over all spellings and, for each of its patterns, how many signs of article to skip and the ids."""
        import ahocorasick_rs

        spelt: dict[str, tuple[int, tuple[str, ...]]] = {}
        for entry in self.entries.values():
            alone = (entry.id,)
            for skipped, spelling in _spellings(entry):
                if spelling not in spelt:
                    spelt[spelling] = skipped, alone
                elif entry.id not in spelt[spelling][1]:
                    spelt[spelling] = skipped, tuple(sorted((*spelt[spelling][1], entry.id)))
        return ahocorasick_rs.AhoCorasick(list(spelt)), list(spelt.values())


def load(extra: Sequence[Path] = ()) -> Catalogue:
    """The catalogue that ships with the program, with the user's own files added or extending it.

    A file is Turtle (``.ttl``), or a table (``.tsv``, ``.csv``) of name, class and aliases parted by ``|``. Raises
    InputError, naming file and line, where one cannot be read.
    """
    try:
        return _load(tuple((path, path.stat().st_mtime_ns) for path in map(Path, extra)))
    except OSError as error:
        raise InputError(f"{error.filename}: cannot read these entities: {error.strerror}", "Give a .ttl, .tsv or .csv file.") from error


@lru_cache(maxsize=4)
def _load(extra: tuple[tuple[Path, int], ...]) -> Catalogue:
    records: dict[str, _Record] = {}
    for path in sorted(vocabulary.ontology_path("entities").glob("*.ttl")):
        _read_turtle(path, records)
    for path, _ in extra:
        if path.suffix in (".tsv", ".csv"):
            _read_table(path, records)
        elif path.suffix == ".ttl":
            _read_turtle(path, records)
        else:
            raise InputError(f"{path}: entities of an unknown format", "Give a .ttl, .tsv or .csv file.")
    kinds = frozenset(vocabulary.entity_kinds())
    for identifier, record in records.items():
        _check(identifier, record, records.keys(), kinds)
    return Catalogue(_entry(identifier, record.values) for identifier, record in records.items())


def _straighten(text: str) -> str:
    """``text`` with straight apostrophes and plain spaces, sign for sign."""
    if not text.isascii():
        for curly, straight in _SPACES_AND_APOSTROPHES:
            text = text.replace(curly, straight)
    return text.replace("`", "'")


def _stands_alone(text: str, first: int, last: int) -> bool:
    """Whether a span is whole words: "Dell" does not stand alone in "Dell'auto", nor "11.11" in "11.11.2017"."""
    before, after = text[max(first - 2, 0) : first], text[last : last + 2]
    if before[-1:].isalnum() or after[:1].isalnum():
        return False
    if after[:1] in ("'", "’") and text[first:last].lower() in _ELIDED:
        return after[1:].lower() not in tuple("aeiouàèéh")
    if after[:1] in (".", ",", ":") and after[1:].isdigit() and text[last - 1].isdigit():
        return False
    return not (before[1:] in (".", ",", ":") and before[0].isdigit() and text[first].isdigit())


def _spellings(entry: Entry) -> Iterator[tuple[int, str]]:
    for name in (entry.name, *entry.aliases, *entry.hidden):
        article, _, rest = (spelling := _straighten(name)).partition(" ")
        if article in _ARTICLED:  # "la Repubblica" would hide "Repubblica Ceca" behind its article
            spelling = rest
        yield 0, spelling
        if len(spelling) >= 4 and not entry.ambiguous:
            yield 0, spelling.upper()
    for epithet in map(_straighten, entry.epithets):
        article, _, rest = epithet.partition(" ") if not epithet.startswith("l'") else ("l'", "", epithet[2:])
        gap = "" if article.endswith("'") else " "
        for form in _ARTICLED.get(article, ()):
            for written in (form, form.capitalize()):
                yield len(written + gap), written + gap + rest
        if article not in _ARTICLED:
            yield 0, epithet


def _read_turtle(path: Path, records: dict[str, _Record]) -> None:
    import pyoxigraph

    try:
        before, values = "", dict[str, list[str]]()
        for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
            subject, predicate, value = quad.subject.value, quad.predicate.value, quad.object.value
            place, namespace = PROPERTIES.get(predicate, ("", ""))
            if subject != before:  # an entity's triples mostly follow one another
                record = records.setdefault(subject.removeprefix(_IDS), _Record(path))
                record.source = path
                before, values = subject, record.values
                if not subject.startswith(_IDS):
                    place = ""
            if not place:
                term = predicate if subject.startswith(_IDS) else subject
                raise InputError(
                    f"{path}, line {_line_of(path, term)}: the term <{term}> is not one of an entity",
                    f"Entities are named <{_IDS}…> and have: {', '.join(map(_short, PROPERTIES))}.",
                )
            if place in values:
                values[place].append(value.removeprefix(namespace))
            else:
                values[place] = [value.removeprefix(namespace)]
    except SyntaxError as error:
        problem = f"{path}, line {error.lineno}: not Turtle: {error.msg}"
        raise InputError(problem, "See docs/catalogue.md for how an entity is written.") from error


def _read_table(path: Path, records: dict[str, _Record]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t" if path.suffix == ".tsv" else ",")
        try:
            for row in rows:
                cells = [cell.strip() for cell in row] + ["", ""]
                name, kind, aliases = cells[:3]
                if (not name and not kind) or name.startswith("#") or (rows.line_num == 1 and kind.lower() == "class"):
                    continue
                if not name or kind not in vocabulary.entity_kinds():
                    problem = f"{path}, line {rows.line_num}: needs a name and a class, not {name!r} and {kind!r}"
                    raise InputError(problem, _kinds_like(kind))
                record = records.setdefault(slug(name), _Record(path))
                record.source = path
                record.values.setdefault("kind", []).append(kind)
                record.values.setdefault("name", []).append(name)
                record.values.setdefault("aliases", []).extend(alias for alias in map(str.strip, aliases.split("|")) if alias)
        except (csv.Error, UnicodeDecodeError) as error:
            raise InputError(f"{path}, line {rows.line_num + 1}: {error}", "The table must be UTF-8: name, class, aliases.") from error


def _check(identifier: str, record: _Record, known: Collection[str], kinds: Collection[str]) -> None:
    values, source = record.values, record.source
    if "name" not in values or "kind" not in values:
        lacking = "rdfs:label" if "kind" in values else "class"
        raise InputError(f"{source}, line {_line_of(source, identifier)}: r:{identifier} has no {lacking}", _kinds_like(""))
    kind = values["kind"][-1]
    if kind not in kinds:
        raise InputError(f"{source}, line {_line_of(source, kind)}: unknown class {kind!r}", _kinds_like(kind))
    for reference in REFERENCES:
        for target in values.get(reference, ()):
            if target not in known:
                likest = " or ".join("r:" + each for each in difflib.get_close_matches(target, list(known)))
                problem = f"{source}, line {_line_of(source, target)}: r:{identifier} refers to r:{target}, which is not there"
                raise InputError(problem, f"Did you mean {likest}?" if likest else "Define it in the same file.")


def _entry(identifier: str, values: Mapping[str, list[str]]) -> Entry:
    *others, name = values["name"]
    aliases = (*others, *values.get("aliases", ()))
    return Entry(
        id=identifier,
        name=name,
        kind=values["kind"][-1],
        aliases=tuple(alias for alias in dict.fromkeys(aliases) if alias != name),
        hidden=tuple(values.get("hidden", ())),
        country=values.get("country", _NOTHING)[-1],
        headquarters=values.get("headquarters", _NOTHING)[-1],
        parent=values.get("parent", _NOTHING)[-1],
        maker=values.get("maker", _NOTHING)[-1],
        category=_category(values.get("category", _NOTHING)[-1]),
        demonyms=tuple(values.get("demonyms", ())),
        epithets=tuple(values.get("epithets", ())), known_for=tuple(values.get("known_for", ())),
        matches=tuple(values.get("matches", ())),
        ambiguous=values.get("ambiguous", _NOTHING)[-1] == "true",
    )


def _category(identifier: str | None) -> str | None:
    """The English name of a category by its local name: "fitness-tracker" gives "fitness tracker"."""
    return None if identifier is None else _category_names().get(identifier, identifier.replace("-", " "))


@lru_cache(maxsize=1)
def _category_names() -> Mapping[str, str]:
    return {slug(name): name for name in vocabulary.categories()}


def _kinds_like(kind: str) -> str:
    likest = difflib.get_close_matches(kind, vocabulary.entity_kinds())
    return f"Did you mean {' or '.join(likest)}?" if likest else f"The classes are {', '.join(vocabulary.entity_kinds())}."


def _short(term: str) -> str:
    for namespace, prefix in ((_KG, "kg:"), (_SKOS, "skos:")):
        if term.startswith(namespace):
            return prefix + term.removeprefix(namespace)
    return "a" if term == _TYPE else "rdfs:label"


def _line_of(path: Path, term: str) -> int:
    """The line of a file that first names ``term`` (a whole IRI or a local name); 1 where it is not found."""
    local = re.search(rf"(?<![\w-]){re.escape(re.split('[/#]', term)[-1])}(?![\w-])", text := path.read_text(encoding="utf-8"))
    return text.count("\n", 0, local.start()) + 1 if local else 1
