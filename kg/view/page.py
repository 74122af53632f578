"""Writes the page: one HTML file that opens from disk, asks the network for nothing and runs no text of an article."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.view.drawing import FEWEST, LIMIT, LINES, SHAPES, draw
from kg.view.period import span
from kg.view.sentences import edge_label, label, metric, sentence
from kg.view.statements import Statement, Statements
from kg.view.wording import Wording, wording

if TYPE_CHECKING:
    import networkx

_SCRIPTS = ("data", "state", "shapes", "lettering", "panning", "picture", "panel", "controls", "table", "save", "main")
_STYLES = ("page", "panel")


def write(graph: networkx.MultiDiGraph[str], path: str | Path, title: str | None = None, *, limit: int = LIMIT) -> int:
    """Writes the page of a ``multigraph.network`` to a file, in the language of the network; the bytes written are returned.

    ``limit`` is how many entities it opens with at most. The file is UTF-8, and the same bytes for the same graph. Raises KgError where
    the file cannot be written.
    """
    content = render(graph, title, limit=limit).encode("utf-8")
    try:
        return Path(path).write_bytes(content)
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror}", "choose another file with -o") from error


def render(graph: networkx.MultiDiGraph[str], title: str | None = None, *, limit: int = LIMIT) -> str:
    """The page as text."""
    words = wording(graph.graph["language"])
    data = _data(graph, words, limit)
    renderer, script, style = _renderer(), _joined(_SCRIPTS, "js"), _joined(_STYLES, "css")
    policy = (
        f"default-src 'none'; script-src {_digest(renderer)} {_digest(script)}; style-src {_digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    named = title or str(words.words["ui"]["title"])
    filled = {
        "language": words.language,
        "policy": policy,
        "title": html.escape(named),
        "summary": html.escape(_summary(data, words)),
        "style": style,
        "data": _inert(data),
        "renderer": renderer,
        "script": script,
        **{f"say.{key}": html.escape(str(text)) for key, text in words.words["ui"].items()},
    }
    template = _asset("template.html")
    # In one pass: what is filled in is not looked through for places to fill.
    return re.sub(r"\{\{([\w.]+)\}\}", lambda found: filled[found[1]], template)


def _data(graph: networkx.MultiDiGraph[str], words: Wording, limit: int) -> dict[str, Any]:
    statements: Statements = graph.graph["statements"]
    picture = draw(graph, limit)
    index = {statement.id: place for place, statement in enumerate(statements.statements)}
    articles = {key: place for place, key in enumerate(statements.articles)}
    nodes = [
        {
            **node,
            "kind": words.kind(graph.nodes[node["id"]]["class"]),
            "aliases": graph.nodes[node["id"]]["aliases"],
            "degree": graph.nodes[node["id"]]["degree"],
            "figures": len(graph.nodes[node["id"]]["figures"]),
        }
        for node in picture.nodes
    ]
    edges = [{"from": edge["from"], "to": edge["to"], "facts": [index[fact] for fact in edge["facts"]]} for edge in picture.edges]
    named = {end for statement in statements.statements for end in (statement.subject, statement.object) if end} - set(graph)
    return {
        "language": words.language,
        "limit": limit,
        "lines": LINES,
        "fewest": FEWEST,
        "words": {key: words.words[key] for key in ("ui", "classes", "statuses", "statuses_many")}
        | {"relations": {name: {"name": entry["name"]} for name, entry in words.words["relations"].items()}},
        "shapes": SHAPES,
        "nodes": nodes,
        "edges": edges,
        "names": {key: label(statements.entities[key], words) for key in sorted(named)},
        "facts": [_fact(statement, statements, articles, words) for statement in statements.statements],
        "articles": [
            {"id": source.id, "title": source.title, "published": source.published, "url": _address(source.url)}
            for source in statements.articles.values()
        ],
    }


def _fact(statement: Statement, statements: Statements, articles: dict[str, int], words: Wording) -> dict[str, Any]:
    days = span(statement.time)
    fact: dict[str, Any] = {
        "id": statement.id,
        "relation": statement.relation,
        "subject": statement.subject,
        "object": statement.object,
        "status": statement.status,
        "label": edge_label(statement, words),
        "sentence": sentence(statement, statements.entities, words),
        "amount": words.amount(statement),
        "when": words.time(statement.time),
        "value": None if statement.value is None else float(statement.value),
        "confidence": None if statement.confidence is None else float(statement.confidence),
        "quotes": [[articles[q.article], q.quote, q.rule, q.before, q.after] for q in statement.quotations],
    }
    optional = {
        "unit": statement.unit,
        "place": statement.place,
        "time": statement.time,
        "by": statement.by,
        "role": words.role(statement.role) if statement.role else None,
        "figure": statement.observation or None,
        "metric_name": metric(statement, words) if statement.observation else None,
        "from": days[0] if days else None,
        "until": days[1] if days else None,
    }
    return fact | {key: value for key, value in optional.items() if value is not None}


def _summary(data: dict[str, Any], words: Wording) -> str:
    counts = {key: words.count(len(data[name])) for key, name in (("entities", "nodes"), ("facts", "facts"), ("articles", "articles"))}
    key = "summary_one" if len(data["articles"]) == 1 else "summary"
    return str(words.words["ui"][key]).format(**counts)


def _address(url: str | None) -> str | None:
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else None


def _inert(data: dict[str, Any]) -> str:
    """JSON that cannot end its script element, whatever the text in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # A lone surrogate has no UTF-8 form.
    text = text.encode("utf-8", "replace").decode("utf-8")
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def _digest(content: str) -> str:
    """A source of a Content-Security-Policy for an inline script or style (CSP Level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}'"


def _renderer() -> str:
    """vis-network as pyvis ships it: the newest version in the package."""
    folder = resources.files("pyvis").joinpath("templates", "lib")
    versions = sorted((entry.name for entry in folder.iterdir() if entry.name.startswith("vis-")), key=_version)
    if not versions:
        raise KgError("pyvis has no copy of vis-network", "install pyvis 0.3.2 again")
    script = folder.joinpath(versions[-1], "vis-network.min.js").read_text("utf-8")
    return re.sub(r"(?m)^//# sourceMappingURL=.*$", "", script).replace("\r\n", "\n").replace("</script", "<\\/script")


def _version(name: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", name)]


def _joined(names: tuple[str, ...], ending: str) -> str:
    return "\n".join(_asset("assets", f"{name}.{ending}") for name in names)


def _asset(*names: str) -> str:
    return resources.files("kg.view").joinpath(*names).read_text("utf-8").replace("\r\n", "\n")
