"""The named queries of ``ontology/queries/``, with the parameters that their opening comments declare (docs/sparql.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import vocabulary
from kg.errors import InputError
from kg.graph import tokens

if TYPE_CHECKING:
    from kg.graph.store import Graph

Resolve = Callable[[str], str]
ANY = "any"  # the value that lifts a default
KINDS = ("entity", "status", "relation", "metric", "first-day", "last-day", "number", "text")

_PARAMETER = re.compile(r"# +\$(?P<name>[a-z]+) +(?P<kind>[a-z-]+)(?: = (?P<default>\S+))?  +(?P<meaning>\S.*)")
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query can be told. ``kind`` is one of KINDS; without a ``default`` it may be left away."""

    name: str
    kind: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of ``ontology/queries/``. ``answer`` says what it answers; ``text`` is the file, parameters still in it."""

    name: str
    title: str
    italian: str  # the title
    answer: str
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, values: Mapping[str, str], resolve: Resolve | None = None) -> str:
        """The query with the given values, else the defaults, in place of its parameters; ``resolve`` gives an entity's IRI.

        A line that names a parameter without a value is left out. InputError, with the nearest, for a parameter or a term
        that there is not, and for a value that is not of its kind. A value is only ever one term: it cannot add to the query.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                raise unknown_parameter(self, name)
        given = {name: values.get(name, parameter.default) for name, parameter in known.items()}
        terms = {name: _term(known[name], value, resolve) for name, value in given.items() if value is not None and value != ANY}
        lines = []
        for line in self.text.splitlines():
            used = [token for token in tokens.tokenise(line) if token.kind == "variable" and token.text[0] == "$"]
            if any(token.text[1:] in known and token.text[1:] not in terms for token in used):
                continue
            for token in reversed(used):
                if (name := token.text[1:]) in terms:
                    line = line[: token.start] + terms[name] + line[token.end :]
            lines.append(line)
        return "\n".join(lines) + "\n"


def queries() -> Mapping[str, NamedQuery]:
    """The named queries by name, in the order of names."""
    return {path.stem: read(path) for path in sorted(vocabulary.ontology_path("queries").glob("*.rq"))}


def read(path: Path) -> NamedQuery:
    """The named query in a file: titles, what it answers and its parameters are the comment that it begins with."""
    text = path.read_text("utf-8")
    titles: dict[str, str] = {}
    answer: list[str] = []
    parameters: list[Parameter] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if match := _PARAMETER.fullmatch(line):
            parameters.append(Parameter(match["name"], match["kind"], match["default"], match["meaning"]))
        elif match := re.fullmatch(r"# (en|it): (.+)", line):
            titles[match[1]] = match[2]
        elif said := line.lstrip("# "):
            answer.append(said)
    return NamedQuery(path.stem, titles.get("en", path.stem), titles.get("it", path.stem), " ".join(answer), tuple(parameters), text)


def named(name: str) -> NamedQuery | None:
    """The named query of this name; None where there is none."""
    if not _NAME.fullmatch(name):
        return None
    path = vocabulary.ontology_path("queries", f"{name}.rq")
    return read(path) if path.is_file() else None


def find(argument: str, values: Mapping[str, str] | None = None, resolve: Resolve | None = None) -> str:
    """The text of a query given as SPARQL, as the name of a named query with the values of its parameters, or as a file.

    InputError, with the nearest names, for a word that is none of these, for a file that cannot be read, and for values that
    are given to what has no parameters.
    """
    query = named(argument)
    if query is not None:
        return query.bind(values or {}, resolve)
    is_text = re.search(r"[\s{]", argument) is not None and not Path(argument[:255]).is_file()
    text = argument if is_text else _read(argument)
    if values:
        raise InputError(f"--{next(iter(values))}: no such option", "Only named queries have parameters: `kg queries` lists them.")
    return text


def unknown_parameter(query: NamedQuery, name: str, options: Iterable[str] = ()) -> InputError:
    """The error for a parameter that a query does not have, with the nearest of its parameters and of ``options``."""
    names = [parameter.name for parameter in query.parameters]
    nearest = _nearest(name, [*names, *options])
    listed = f"It takes {', '.join(f'--{each}' for each in names)}." if names else "It takes none."
    return InputError(f"--{name}: the query {query.name} has no such parameter", f"Did you mean --{nearest}?" if nearest else listed)


def resolver(graph: Graph) -> Resolve:
    """Gives the IRI of the entity of a name or alias, as ``Graph.entity`` does, quickly where it is the exact name of one."""

    def resolve(name: str) -> str:
        from pyoxigraph import DefaultGraph, Literal, NamedNode

        if name.startswith("r:") and _IRI.fullmatch(graph.base + name[2:]):
            node = NamedNode(graph.base + name[2:])
            if next(graph.store.quads_for_pattern(node, None, None, DefaultGraph()), None) is not None:
                return node.value
        kind, label = (NamedNode(vocabulary.PREFIXES[prefix] + local) for prefix, local in (("rdf", "type"), ("rdfs", "label")))
        found = set()
        for literal in (Literal(name), Literal(name, language="it"), Literal(name, language="en")):
            for quad in graph.store.quads_for_pattern(None, label, literal, DefaultGraph()):
                classes = [each.object for each in graph.store.quads_for_pattern(quad.subject, kind, None, DefaultGraph())]
                if any(isinstance(each, NamedNode) and each.value.startswith(vocabulary.PREFIXES["kg"]) for each in classes):
                    found.add(quad.subject)
        only = found.pop() if len(found) == 1 else None
        return only.value if isinstance(only, NamedNode) else graph.entity(name).iri

    return resolve


def _term(parameter: Parameter, value: str, resolve: Resolve | None) -> str:
    """A value as the one SPARQL term that its kind asks for."""
    name, kind = parameter.name, parameter.kind
    if kind == "entity":
        iri = value if _IRI.fullmatch(value) and "://" in value else resolve(value) if resolve else ""
        if not _IRI.fullmatch(iri):
            raise InputError(f"--{name} {value}: no entity is called so")
        return f"<{iri}>"
    if kind in ("first-day", "last-day"):
        return f'"{_day(name, value, first=kind == "first-day")}"^^<{vocabulary.PREFIXES["xsd"]}date>'
    if kind == "number":
        if not re.fullmatch(r"[+-]?\d+(\.\d+)?", value, re.ASCII):
            raise InputError(f"--{name} {value}: not a number", "Write it like 12 or -0.5.")
        return value
    if kind in ("status", "relation", "metric"):
        terms = {"status": vocabulary.statuses, "relation": lambda: tuple(vocabulary.relations()), "metric": vocabulary.metrics}[kind]()
        if value not in terms:
            nearest = _nearest(value, terms)
            remedy = f"Did you mean {nearest}?" if nearest else f"There are {', '.join(terms)}."
            raise InputError(f"--{name} {value}: no such {kind}", remedy)
        return f"<{vocabulary.PREFIXES['kg']}{value}>"
    from pyoxigraph import Literal

    return str(Literal(value))


def _day(name: str, value: str, *, first: bool) -> str:
    import calendar
    import datetime

    match = _DAY.fullmatch(value)
    try:
        if match is None:
            raise ValueError(value)
        year, month = int(match[1]), int(match[2] or (1 if first else 12))
        day = int(match[3]) if match[3] else 1 if first else calendar.monthrange(year, month)[1]
        return datetime.date(year, month, day).isoformat()
    except (ValueError, calendar.IllegalMonthError) as error:
        raise InputError(f"--{name} {value}: not a date", "Write it as YYYY, YYYY-MM or YYYY-MM-DD.") from error


def _read(path: str) -> str:
    try:
        return Path(path).read_text("utf-8-sig")
    except FileNotFoundError:
        known = [each.stem for each in sorted(vocabulary.ontology_path("queries").glob("*.rq"))]
        import difflib

        nearest = difflib.get_close_matches(path, known, n=3, cutoff=0.5)
        remedy = f"Did you mean {' or '.join(nearest)}?" if nearest else "`kg queries` lists the named queries."
        raise InputError(f"{path}: no named query, and no file", remedy) from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: not a text in UTF-8", "Give a file with a SPARQL query.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path}: cannot be read: {reason}", "Give a file with a SPARQL query.") from error


def _nearest(word: str, words: Iterable[str]) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(word, list(words), n=1)), None)
