"""What people open in a browser: the page to ask from, the named queries, the pages of entities, and their assets."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from kg import vocabulary
from kg.errors import KgError
from kg.graph import Graph, queries, sparql
from kg.server import entities, evidence, markup
from kg.server.answering import Pool
from kg.server.endpoint import answer, begin, negotiate
from kg.server.negotiation import HTML, TRIPLES
from kg.server.protocol import QUERY, Refusal, is_iri, refuse
from kg.server.settings import Settings

_MEDIA = {".js": "text/javascript", ".css": "text/css", ".txt": "text/plain", ".svg": "image/svg+xml"}
_NAME = re.compile(r"[a-z][a-z0-9.-]*")


class Pages:
    """The routes beside the endpoint. ``base`` is the IRI that the graph's nodes are named under."""

    def __init__(self, pool: Pool, settings: Settings, base: str) -> None:
        self._pool = pool
        self._settings = settings
        self._base = base

    async def home(self, request: Request) -> Response:
        """The page to ask from, with what its script needs to know as data in it."""
        known = {
            "base": self._base,
            "prefixes": {**vocabulary.PREFIXES, "r": self._base},
            "terms": list(vocabulary.KG),
            "rows": self._settings.rows,
            "queries": [_described(query) for query in queries.queries().values()],
        }
        data = json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")
        return HTMLResponse(_asset("server.html").read_text("utf-8").replace("{data}", data))

    async def queries(self, request: Request) -> Response:
        """The named queries as JSON."""
        return JSONResponse([_described(query) for query in queries.queries().values()])

    async def query(self, request: Request) -> Response:
        """The text of a named query, with the values that the query string gives its parameters."""
        named = queries.named(request.path_params["name"])
        if named is None:
            raise Refusal(404, "There is no named query of this name: /queries lists them.")
        values = {name: value for name, value in request.query_params.multi_items() if value.strip()}
        try:
            text = await run_in_threadpool(_bound, self._settings.store, named, values)
        except KgError as error:
            raise Refusal(400, f"{error.problem}\n{error.remedy or ''}".strip()) from error
        return PlainTextResponse(text, media_type=QUERY)

    async def entity(self, request: Request) -> Response:
        """A node of the graph, in HTML or RDF, as the header Accept or ``?format=`` says."""
        iri = self._base + request.path_params["name"]
        if not is_iri(iri):
            raise Refusal(404, "There is nothing of this name.")
        named = request.query_params.get("format")
        offer = next((each for each in (HTML, *TRIPLES) if each.format == named), None) if named else None
        if named and offer is None:
            raise Refusal(400, f"No such format. There are html, {', '.join(dict.fromkeys(each.format for each in TRIPLES))}.")
        offer = offer or negotiate(request.headers.get("accept"), (HTML, *TRIPLES))
        about = await self._select(request, entities.about(iri))
        if about is None:
            return Response(status_code=499)
        if not about:
            if offer is HTML:
                return HTMLResponse(markup.message("Nothing of this name", f"The graph does not know {iri}."), 404, {"Vary": "Accept"})
            raise Refusal(404, "There is nothing of this name.")
        if offer is not HTML:
            return await answer(request, self._pool, entities.rdf(iri), offer)
        found = await self._select(request, entities.facts(iri))
        page = markup.entity(iri, self._base, about, entities.statements(found or ()))
        return HTMLResponse(page, headers={"Vary": "Accept"})

    async def asset(self, request: Request) -> Response:
        """A style sheet or script of the pages."""
        name = request.path_params["name"]
        file = _asset(name)
        media = _MEDIA.get(Path(name).suffix)
        if not _NAME.fullmatch(name) or media is None or not file.is_file():
            raise Refusal(404, "There is nothing of this name.")
        return Response(file.read_bytes(), media_type=media, headers={"Cache-Control": "max-age=3600"})

    async def _select(self, request: Request, text: str) -> list[entities.Row] | None:
        stream = await begin(request, self._pool, text, "json")
        if stream is None:
            return None
        try:
            return entities.rows(await stream.read())
        except KgError as error:
            raise refuse(error) from error


def _bound(store: Path, named: queries.NamedQuery, values: Mapping[str, str]) -> str:
    with Graph.open(store) as graph:
        bound = named.bind(values, sparql.resolver(graph))
    opening = [f"# {named.title}", f"# {named.italian}"]
    return evidence.show("\n".join([*opening, *(line for line in bound.splitlines() if not line.startswith("#"))]) + "\n")


def _described(query: queries.NamedQuery) -> dict[str, object]:
    parameters = [{"name": each.name, "kind": each.kind, "default": each.default, "meaning": each.meaning} for each in query.parameters]
    return {"name": query.name, "title": {"en": query.title, "it": query.italian}, "answer": query.answer, "parameters": parameters}


def _asset(name: str) -> Path:
    folder = Path(str(resources.files("kg.server")))
    inside = folder / "assets" / name
    return inside if inside.is_file() else folder / "vendor" / name
