"""The facts as a network for other programs: GraphML, GEXF (Gephi) and a CSV table.

Formats: http://graphml.graphdrawing.org/specification.html, https://gexf.net/schema.html (1.3), RFC 4180. Nodes are entities,
edges are facts. A fact that names one entity only ("revenue of Acme") is a loop on it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from kg import vocabulary
from kg.graph.records import COLUMNS, Node, Record, plain

if TYPE_CHECKING:
    from kg.graph.store import Graph

# Attribute -> its type in GraphML; GEXF has the same names for these.
NODE_ATTRIBUTES = {"label": "string", "kind": "string", "iri": "string"}
EDGE_ATTRIBUTES = {
    "label": "string", "relation": "string", "status": "string", "role": "string", "metric": "string", "value": "double",
    "valueMax": "double", "unit": "string", "bound": "string", "place": "string", "time": "string", "by": "string",
    "former": "boolean", "confidence": "double", "weight": "double", "articles": "string", "quote": "string",
}  # fmt: skip
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
            _line(output, f'  <key id="{what}-{name}" for="{what}" attr.name="{name}" attr.type="{kind}"/>')
    _line(output, '  <graph edgedefault="directed">')
    for node in graph.entities():
        _line(output, f"    <node id={_quoted(node.id)}>{_data('node', _describe(node))}</node>")
    for edge in _edges(graph):
        ends = f"id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
        _line(output, f"    <edge {ends}>{_data('edge', edge.values)}</edge>")
    _line(output, "  </graph>\n</graphml>")


def write_gexf(graph: Graph, output: IO[bytes]) -> None:
    """Write GEXF 1.3, directed, nodes and edges in the order of their ids."""
    _line(output, '<?xml version="1.0" encoding="UTF-8"?>')
    _line(output, '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n  <graph defaultedgetype="directed">')
    for what, attributes in (("node", NODE_ATTRIBUTES), ("edge", EDGE_ATTRIBUTES)):
        _line(output, f'    <attributes class="{what}">')
        for name, kind in attributes.items():
            if name not in ("label", "weight"):
                _line(output, f'      <attribute id="{name}" title="{name}" type="{kind}"/>')
        _line(output, "    </attributes>")
    _line(output, "    <nodes>")
    for node in graph.entities():
        _line(output, f"      <node id={_quoted(node.id)} label={_quoted(node.name)}>{_attributes(_describe(node))}</node>")
    _line(output, "    </nodes>\n    <edges>")
    for edge in _edges(graph):
        ends = f"id={_quoted(edge.id)} source={_quoted(edge.source)} target={_quoted(edge.target)}"
        label = f"label={_quoted(edge.values['label'])} weight={_quoted(edge.values['weight'])}"
        _line(output, f"      <edge {ends} {label}>{_attributes(edge.values)}</edge>")
    _line(output, "    </edges>\n  </graph>\n</gexf>")


def write_csv(graph: Graph, output: IO[bytes]) -> None:
    """Write a row for each piece of evidence, the columns being the slots of ``kg facts --format jsonl``."""
    text = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    rows.writeheader()
    for row in graph.facts():
        rows.writerow({name: "true" if value is True else value for name, value in row.items()})
    text.detach()


def _edges(graph: Graph) -> Iterator[_Edge]:
    for record in graph.records():
        source, target = record.subject or record.object, record.object or record.subject
        if source is not None and target is not None:
            yield _Edge(record.id, source.id, target.id, _qualify(record))


def _describe(node: Node) -> dict[str, str]:
    return {"label": node.name, "kind": node.kind, "iri": node.iri}


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
        "by": record.by and record.by.name,
        "former": "true" if record.former else None,
        "confidence": plain(record.confidence),
        "weight": len(record.evidence),
        "articles": " ".join(dict.fromkeys(piece.article for piece in record.evidence)),
        "quote": record.evidence[0].quote if record.evidence else None,
    }
    return {name: str(value) for name, value in values.items() if value is not None}


def _data(what: str, values: dict[str, str]) -> str:
    return "".join(f'<data key="{what}-{name}">{_escaped(value)}</data>' for name, value in values.items())


def _attributes(values: dict[str, str]) -> str:
    kept = [f'<attvalue for="{name}" value={_quoted(value)}/>' for name, value in values.items() if name not in ("label", "weight")]
    return f"<attvalues>{''.join(kept)}</attvalues>"


def _quoted(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))


def _escaped(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _line(output: IO[bytes], text: str) -> None:
    output.write(f"{text}\n".encode())
