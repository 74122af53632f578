"""The web application: its routes, and what holds for every answer."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.errors import KgError
from kg.graph import Graph
from kg.server.answering import Pool
from kg.server.endpoint import Endpoint
from kg.server.pages import Pages
from kg.server.protocol import Refusal
from kg.server.settings import LOOPBACK, Settings

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def create(settings: Settings) -> Starlette:
    """The application that serves the graph in ``settings.store``; its ``state.pool`` is to be closed. StoreError for no graph."""
    with Graph.open(settings.store) as graph:
        base = graph.base
    pool = Pool(settings.store, settings.workers, settings.timeout, settings.rows)
    pages = Pages(pool, settings, base)

    middleware = [Middleware(Guarded, is_local=settings.is_local)]
    if settings.cors:
        middleware.append(
            Middleware(
                CORSMiddleware, allow_origins=list(settings.cors), allow_methods=["GET", "POST"],
                allow_headers=["Content-Type", "Accept"], expose_headers=["X-Row-Limit"],
            )
        )  # fmt: skip
    application = Starlette(
        routes=[
            Route("/", pages.home),
            Route("/sparql", Endpoint(pool, settings).__call__, methods=["GET", "POST"]),
            Route("/queries", pages.queries),
            Route("/queries/{name}", pages.query),
            Route("/id/{name:path}", pages.entity),
            Route("/assets/{name}", pages.asset),
        ],
        middleware=middleware,
        exception_handlers={Refusal: _refuse, HTTPException: _fail},
    )
    application.state.pool = pool
    return application


class Guarded:
    """Puts the security headers on every answer; where only this machine is served, refuses requests for another host's name.

    Without that a page elsewhere could have its own name resolve to this machine and read the graph (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, is_local: bool) -> None:
        self._app = app
        self._is_local = is_local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            started = True
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if self._is_local and _host(Headers(scope=scope).get("host", "")) not in LOOPBACK:
            refusal = PlainTextResponse("This server answers only under the names 127.0.0.1 and localhost.\n", 421)
            return await refusal(scope, receive, guarded)
        try:
            await self._app(scope, receive, guarded)
        except KgError:
            # An answer that fails halfway ends without its last chunk, so that no client takes it for a whole one.
            if not started:
                raise


def _host(header: str) -> str:
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower()


async def _refuse(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    return PlainTextResponse(error.message + "\n", error.status, error.headers)


async def _fail(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return PlainTextResponse(f"{error.detail}.\n", error.status_code, error.headers)
