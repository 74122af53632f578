"""HTML of the entity pages. Whatever comes from the graph is escaped; a link leaves only for http and https."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

from kg import vocabulary
from kg.server.entities import MOST, Quotation, Row, Statement

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/server.css">
</head>
<body>
<header><a href="/">kg</a></header>
<main>
{body}
</main>
</body>
</html>
"""
_RDF = (("turtle", "Turtle"), ("jsonld", "JSON-LD"), ("ntriples", "N-Triples"), ("rdfxml", "RDF/XML"))


def entity(iri: str, base: str, about: Sequence[Row], statements: Sequence[Statement]) -> str:
    """The page of a node: what it is, and each fact that it has part in with its evidence."""
    names = [row["value"] for row in about if row["property"]["value"] in _properties("rdfs:label", "dcterms:title")]
    ranked = sorted(names, key=lambda term: {"": 0, "en": 1}.get(term.get("xml:lang", ""), 2))
    name = ranked[0]["value"] if ranked else iri.removeprefix(base)
    formats = " · ".join(f'<a href="?format={form}">{shown}</a>' for form, shown in _RDF)
    parts = [
        f"<h1>{escape(name)}</h1>",
        f"<p><code>{escape(iri)}</code></p>",
        f"<p>{formats}</p>",
        _properties_table(about, base),
        f"<h2>Facts ({len(statements)})</h2>" if statements else "<p>No fact names it.</p>",
    ]
    if sum(len(each.evidence) for each in statements) >= MOST:
        parts.append(f"<p>Only the first {MOST} pieces of evidence are shown; the RDF has them all.</p>")
    parts += [_statement(each, base) for each in statements]
    return _PAGE.format(title=escape(f"{name} · kg"), body="\n".join(parts))


def message(title: str, text: str) -> str:
    """A page that says one thing."""
    return _PAGE.format(title=escape(title), body=f"<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>")


def _statement(fact: Statement, base: str) -> str:
    subject, object_ = (_node(fact.nodes[slot], base) if slot in fact.nodes else "" for slot in ("subject", "object"))
    slots = [f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in fact.slots.items()]
    for slot, said in (("place", "place"), ("statedBy", "according to")):
        if slot in fact.nodes:
            slots.append(f"<dt>{said}</dt><dd>{_node(fact.nodes[slot], base)}</dd>")
    status = escape(fact.slots.get("status", "actual"))
    return "\n".join(
        [
            f'<article class="fact" data-status="{status}">',
            f'<h3>{subject} <span class="relation">{escape(fact.relation)}</span> {object_} {_link(fact.iri, "#", base)}</h3>',
            f"<dl>{''.join(slots)}</dl>",
            *map(_quotation, fact.evidence, [base] * len(fact.evidence)),
            "</article>",
        ]
    )


def _quotation(piece: Quotation, base: str) -> str:
    gap = " " if piece.before and not piece.before[-1].isspace() else ""
    said = f"{escape(piece.before)}{gap}<mark>{escape(piece.quote)}</mark>{escape(piece.after)}"
    title = piece.title or piece.article
    address = f' <a href="{escape(piece.url)}" rel="noreferrer noopener">published here</a>' if piece.url and _leaves(piece.url) else ""
    when = f", {escape(piece.published)}" if piece.published else ""
    return (
        f'<figure><blockquote lang="it">{said}</blockquote>'
        f"<figcaption>{_link(piece.source, title, base)}{when}, characters {escape(piece.start)} to {escape(piece.end)}, "
        f"rule <code>{escape(piece.rule)}</code>{address}</figcaption></figure>"
    )


def _properties_table(about: Iterable[Row], base: str) -> str:
    lines = []
    for row in about:
        term = row["value"]
        value = _link(term["value"], _short(term["value"], base), base) if term["type"] == "uri" else escape(term["value"])
        language = f" <small>{escape(term['xml:lang'])}</small>" if "xml:lang" in term else ""
        lines.append(f'<tr><th scope="row">{escape(_short(row["property"]["value"], base))}</th><td>{value}{language}</td></tr>')
    return f"<table>{''.join(lines)}</table>"


def _node(node: tuple[str, str], base: str) -> str:
    iri, name = node
    return _link(iri, name or _short(iri, base), base)


def _link(iri: str, text: str, base: str) -> str:
    if iri.startswith(base):
        return f'<a href="/id/{escape(quote(iri[len(base) :], safe=""))}">{escape(text)}</a>'
    if _leaves(iri) and not iri.startswith(tuple(vocabulary.PREFIXES.values())):
        return f'<a href="{escape(iri)}" rel="noreferrer noopener">{escape(text)}</a>'
    return escape(text)


def _leaves(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _short(iri: str, base: str) -> str:
    for prefix, namespace in {**vocabulary.PREFIXES, "r": base}.items():
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def _properties(*names: str) -> set[str]:
    return {vocabulary.PREFIXES[prefix] + local for prefix, _, local in (name.partition(":") for name in names)}
