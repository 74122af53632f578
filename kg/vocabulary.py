"""The terms of ``ontology/kg.ttl`` as closed namespaces: a misspelt term raises, with the nearest one named."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PREFIXES: Mapping[str, str] = {
    "kg": "https://w3id.org/kg-news/ontology#",
    "r": "https://w3id.org/kg-news/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "schema": "https://schema.org/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """What ``ontology/kg.ttl`` says of a relation. Classes and slots are local names."""

    name: str
    subjects: tuple[str, ...]  # classes that its subject may have
    objects: tuple[str, ...]  # classes that its object may have
    slots: tuple[str, ...]  # those beside subject, object, place, time, status and statedBy: role, former, metric, value, ...
    observation: bool  # a figure, which never becomes a direct triple
    symmetric: bool


@dataclass(frozen=True, slots=True)
class _Ontology:
    terms: Mapping[str, tuple[str, ...]]  # prefix -> local names
    parents: Mapping[str, tuple[str, ...]]  # class of kg: -> classes of kg: right above it
    instances: Mapping[str, tuple[str, ...]]  # class -> terms of kg: that are one
    labels: Mapping[tuple[str, str], str]  # IRI, language -> label
    relations: Mapping[str, Relation]


class Namespace:
    """The terms of one prefix that ``ontology/kg.ttl`` defines or borrows; ``KG.opens`` and ``KG["opens"]`` are its IRI.

    A term that is not there raises AttributeError, or KeyError, with the nearest one.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self.iri = PREFIXES[prefix]

    def __getitem__(self, name: str) -> str:
        if name not in self:
            raise KeyError(self._unknown(name))
        return self.iri + name

    def __getattr__(self, name: str) -> str:
        if name.startswith("__") or name not in self:
            raise AttributeError(self._unknown(name) if not name.startswith("__") else name)
        return self.iri + name

    def __contains__(self, name: object) -> bool:
        return name in _ontology().terms[self._prefix]

    def __iter__(self) -> Iterator[str]:
        return iter(_ontology().terms[self._prefix])

    def _unknown(self, name: str) -> str:
        nearest = difflib.get_close_matches(name, tuple(self), n=1)
        return f"no term {self._prefix}:{name}" + (f"; did you mean {self._prefix}:{nearest[0]}?" if nearest else "")


KG = Namespace("kg")
RDF = Namespace("rdf")
RDFS = Namespace("rdfs")
OWL = Namespace("owl")
XSD = Namespace("xsd")
SKOS = Namespace("skos")
SCHEMA = Namespace("schema")
ORG = Namespace("org")
PROV = Namespace("prov")
OA = Namespace("oa")
DCTERMS = Namespace("dcterms")


def ontology_path(*parts: str) -> Path:
    """A file or folder under ``ontology/``: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent
    inside = package / "ontology"
    return (inside if inside.is_dir() else package.parent / "ontology").joinpath(*parts)


def relations() -> Mapping[str, Relation]:
    """Every relation by its local name, in the order of the ontology."""
    return _ontology().relations


@lru_cache(maxsize=1)
def roles() -> Mapping[str, str]:
    """English label ("general manager") -> local name of every role."""
    return {label(name) or name: name for name in _ontology().instances["Role"]}


def metrics() -> tuple[str, ...]:
    """Local names of what can grow or be surpassed."""
    return _ontology().instances["Metric"]


@lru_cache(maxsize=1)
def categories() -> Mapping[str, str]:
    """English name ("electric car") -> Italian name of the kinds of things that ``ontology/categories.ttl`` lists."""
    import pyoxigraph

    names: dict[str, dict[str | None, str]] = {}
    for quad in pyoxigraph.parse(path=str(ontology_path("categories.ttl")), format=pyoxigraph.RdfFormat.TURTLE):
        if isinstance(quad.object, pyoxigraph.Literal):
            names.setdefault(quad.subject.value, {})[quad.object.language] = quad.object.value
    return {labels["en"]: labels["it"] for labels in names.values()}


def statuses() -> tuple[str, ...]:
    """Local names of how certain a fact can be."""
    return _ontology().instances["Status"]


def subject_sources() -> tuple[str, ...]:
    """Local names of where a fact's subject can come from."""
    return _ontology().instances["SubjectSource"]


def entity_kinds() -> tuple[str, ...]:
    """Local names of the classes that an entity can have."""
    return tuple(name for name in _ontology().parents if "Entity" in ancestors(name))


@lru_cache(maxsize=256)
def ancestors(name: str) -> tuple[str, ...]:
    """A class of ``kg:`` and all those above it, itself first. KeyError where there is no such class."""
    parents = _ontology().parents
    if name not in parents:
        nearest = difflib.get_close_matches(name, parents, n=1)
        raise KeyError(f"no class kg:{name}" + (f"; did you mean kg:{nearest[0]}?" if nearest else ""))
    found = {name: None}
    for parent in parents[name]:
        found.update(dict.fromkeys(ancestors(parent)))
    return tuple(found)


def label(name: str, language: str = "en") -> str | None:
    """The label of a term: a local name of ``kg:``, or a whole IRI."""
    return _ontology().labels.get((name if ":" in name else PREFIXES["kg"] + name, language))


@lru_cache(maxsize=1)
def _ontology() -> _Ontology:
    import pyoxigraph

    kg, rdf, rdfs = PREFIXES["kg"], PREFIXES["rdf"], PREFIXES["rdfs"]
    triples: dict[str, dict[str, list[str]]] = {}
    labels: dict[tuple[str, str], str] = {}
    terms: dict[str, dict[str, None]] = {prefix: {} for prefix in PREFIXES}
    for quad in pyoxigraph.parse(path=str(ontology_path("kg.ttl")), format=pyoxigraph.RdfFormat.TURTLE):
        named = [quad.subject.value, quad.predicate.value]
        if isinstance(quad.object, pyoxigraph.Literal):
            if quad.predicate.value == rdfs + "label":
                labels[quad.subject.value, quad.object.language or ""] = quad.object.value
        else:
            named.append(quad.object.value)
            triples.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
        for iri in named:
            for prefix, namespace in PREFIXES.items():
                if iri.startswith(namespace) and len(iri) > len(namespace):
                    terms[prefix][iri[len(namespace) :]] = None

    def local(values: list[str]) -> tuple[str, ...]:
        return tuple(value[len(kg) :] for value in values if value.startswith(kg))

    parents: dict[str, tuple[str, ...]] = {}
    instances: dict[str, list[str]] = {}
    relation: dict[str, Relation] = {}
    for iri, about in triples.items():
        if not iri.startswith(kg):
            continue
        name, types = iri[len(kg) :], about.get(rdf + "type", [])
        for kind in local(types):
            instances.setdefault(kind, []).append(name)
        if PREFIXES["owl"] + "Class" in types:
            parents[name] = local(about.get(rdfs + "subClassOf", []))
        if kg + "Relation" in types or kg + "Observation" in types:
            relation[name] = Relation(
                name=name,
                subjects=local(about.get(rdfs + "domain", []) + about.get(PREFIXES["schema"] + "domainIncludes", [])),
                objects=local(about.get(rdfs + "range", []) + about.get(PREFIXES["schema"] + "rangeIncludes", [])),
                slots=local(about.get(kg + "takes", [])),
                observation=kg + "Observation" in types,
                symmetric=PREFIXES["owl"] + "SymmetricProperty" in types,
            )
    return _Ontology(
        terms={prefix: tuple(names) for prefix, names in terms.items()},
        parents=parents,
        instances={kind: tuple(names) for kind, names in instances.items()},
        labels=labels,
        relations=relation,
    )
