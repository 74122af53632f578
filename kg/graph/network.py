"""The facts as a network for other programs: GraphML, GEXF (Gephi) and CSV tables of nodes and edges.

Formats: http://graphml.graphdrawing.org/specification.html, https://gexf.net/schema.html (1.3), RFC 4180; the columns of the
tables are those that Gephi's spreadsheet import knows. Nodes are entities, edges are facts. A fact that names one entity only
("revenue of Acme") is a loop on it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from kg import vocabulary
from kg.graph.appearance import COLOURS, DENIED, LINE, family, radius
from kg.graph.rdf import first_day, last_day
from kg.graph.records import Node, Record, plain

if TYPE_CHECKING:
    from kg.graph.store import Graph

# Attribute -> its type in GraphML; GEXF has the same names for these.
NODE_ATTRIBUTES = {
    "label": "string", "kind": "string", "iri": "string", "aliases": "string", "degree": "integer", "colour": "string", "size": "double",
}  # fmt: skip
EDGE_ATTRIBUTES = {
    "label": "string", "relation": "string", "status": "string", "role": "string", "metric": "string", "value": "double",
    "valueMax": "double", "unit": "string", "bound": "string", "place": "string", "time": "string", "from": "string",
    "until": "string", "by": "string", "former": "boolean", "confidence": "double", "weight": "double", "articles": "string",
    "quote": "string",
}  # fmt: skip
# Kinds and statuses as GEXF draws them; it has fewer shapes than the page.
SHAPES = {"Person": "triangle", "Product": "square", "Place": "diamond"}
LINES = {"actual": "solid", "expected": "dashed", "reported": "dotted", "denied": "solid"}
# U+0000 and its like cannot stand in XML 1.0 in any form.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Edge:
    id: str
    source: str
    target: str
    values: dict[str, str]


def write_graphml(graph: Graph, output: IO[bytes]) -> None:
    """Write GraphML, directed, nodes and edges in the order of their ids."""
    _line(output, '<?xml version="1.0" encoding="UTF-8"?>')
    _line(output, '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">')
    for what, attributes in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        for name, kind in attributes.items():
            # GraphML calls a whole number int, GEXF integer.
            form = "int" if kind == "integer" else kind
            _line(output, f'  <key id="{what}-{name}" for="{what}" attr.name="{name}" attr.type="{form}"/>')
    _line(output, '  <graph edgedefault="directed">')
    for node, values in _nodes(graph):
        _line(output, f"    <node id={_quoted(node.id)}>{_data('node', values)}</node>")
    for edge in _edges(graph):
        ends = f"id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
        _line(output, f"    <edge {ends}>{_data('edge', edge.values)}</edge>")
    _line(output, "  </graph>\n</graphml>")


def write_gexf(graph: Graph, output: IO[bytes]) -> None:
    """Write GEXF 1.3, directed, nodes and edges in the order of their ids.

    Colour and size of a node are the page's, an edge is dashed for a plan and dotted for hearsay, red where denied; its weight is the
    number of passages that state it. The graph is dynamic: an edge lasts from the first to the last day of its fact's time,
    without one it is always there.
    """
    _line(output, '<?xml version="1.0" encoding="UTF-8"?>')
    _line(output, '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">')
    _line(output, '  <graph defaultedgetype="directed" mode="dynamic" timeformat="date" timerepresentation="interval">')
    for what, attributes in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        _line(output, f'    <attributes class="{what}" mode="static">')
        for name in _described(attributes):
            _line(output, f'      <attribute id="{name}" title="{name}" type="{attributes[name]}"/>')
        _line(output, "    </attributes>")
    _line(output, "    <nodes>")
    for node, values in _nodes(graph):
        shape = SHAPES.get(family(node.kind), "disc")
        look = f'{_colour(values["colour"])}<viz:size value={_quoted(values["size"])}/><viz:shape value="{shape}"/>'
        _line(output, f"      <node id={_quoted(node.id)} label={_quoted(node.name)}>{_attributes(values)}{look}</node>")
    _line(output, "    </nodes>\n    <edges>")
    for edge in _edges(graph):
        ends = f"id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
        ends += f" label={_quoted(edge.values['label'])} weight={_quoted(edge.values['weight'])}"
        for bound, name in (("start", "from"), ("end", "until")):
            ends += f" {bound}={_quoted(edge.values[name])}" if name in edge.values else ""
        status = edge.values["status"]
        look = f'{_colour(DENIED if status == "denied" else LINE)}<viz:shape value="{LINES[status]}"/>'
        _line(output, f"      <edge {ends}>{_attributes(edge.values)}{look}</edge>")
    _line(output, "    </edges>\n  </graph>\n</gexf>")


def write_nodes(graph: Graph, output: IO[bytes]) -> None:
    """Write a CSV row for each entity, in the order of ids: Id, Label, then the rest of NODE_ATTRIBUTES."""
    rows = ({"Id": node.id, "Label": node.name} | values for node, values in _nodes(graph))
    _table(output, ["Id", "Label", *(name for name in NODE_ATTRIBUTES if name != "label")], rows)


def write_edges(graph: Graph, output: IO[bytes]) -> None:
    """Write a CSV row for each fact, in the order of ids: Source, Target, Type, Id, Label, Weight, the rest of EDGE_ATTRIBUTES."""
    rows = (
        {"Source": edge.source, "Target": edge.target, "Type": "Directed", "Id": edge.id}
        | {"Label": edge.values["label"], "Weight": edge.values["weight"]}
        | edge.values
        for edge in _edges(graph)
    )
    _table(output, ["Source", "Target", "Type", "Id", "Label", "Weight", *_described(EDGE_ATTRIBUTES)], rows)


def _table(output: IO[bytes], columns: list[str], values: Iterable[Mapping[str, str]]) -> None:
    text = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\r\n")
    rows.writeheader()
    rows.writerows(values)
    text.detach()


def _nodes(graph: Graph) -> Iterator[tuple[Node, dict[str, str]]]:
    degrees: Counter[str] = Counter()
    for record in graph.records():
        if record.subject is not None and record.object is not None and record.subject.id != record.object.id:
            degrees.update((record.subject.id, record.object.id))
    most = max(degrees.values(), default=0)
    for node in graph.entities():
        values = {"label": node.name, "kind": node.kind, "iri": node.iri, "aliases": "; ".join(node.aliases)}
        values |= {"degree": str(degrees[node.id]), "colour": COLOURS[family(node.kind)], "size": str(radius(degrees[node.id], most))}
        yield node, {name: value for name, value in values.items() if value}


def _edges(graph: Graph) -> Iterator[_Edge]:
    for record in graph.records():
        source, target = record.subject or record.object, record.object or record.subject
        if source is not None and target is not None:
            yield _Edge(record.id, source.id, target.id, _qualify(record))


def _qualify(record: Record) -> dict[str, str]:
    values = {
        "label": vocabulary.label(record.relation) or record.relation,
        "relation": record.relation,
        "status": record.status,
        "role": record.role,
        "metric": record.metric,
        "value": plain(record.value),
        "valueMax": plain(record.value_max),
        "unit": record.unit,
        "bound": record.bound,
        "place": record.place and record.place.name,
        "time": record.time,
        "from": record.time and first_day(record.time),
        "until": record.time and last_day(record.time),
        "by": record.by and record.by.name,
        "former": "true" if record.former else None,
        "confidence": plain(record.confidence),
        "weight": len(record.evidence),
        "articles": " ".join(dict.fromkeys(piece.article for piece in record.evidence)),
        "quote": record.evidence[0].quote if record.evidence else None,
    }
    return {name: str(value) for name, value in values.items() if value is not None}


def _described(attributes: Mapping[str, str]) -> list[str]:
    """The attributes that a format has no field of its own for."""
    return [name for name in attributes if name not in ("label", "weight")]


def _data(what: str, values: dict[str, str]) -> str:
    return "".join(f'<data key="{what}-{name}">{_escaped(value)}</data>' for name, value in values.items())


def _attributes(values: dict[str, str]) -> str:
    each = [f'<attvalue for="{name}" value={_quoted(values[name])}/>' for name in _described(values)]
    return f"<attvalues>{''.join(each)}</attvalues>"


def _colour(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _escaped(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _line(output: IO[bytes], text: str) -> None:
    output.write(f"{text}\n".encode())
