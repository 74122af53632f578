"""The SPARQL endpoint (https://www.w3.org/TR/sparql11-protocol/) and its description of itself."""

from __future__ import annotations

import asyncio
import contextlib
import urllib.parse
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from kg.errors import KgError
from kg.server import description
from kg.server.answering import Pool, Stream
from kg.server.negotiation import BY_FORM, HTML, TRIPLES, Offer, choose
from kg.server.protocol import Refusal, form, read_query, refuse
from kg.server.settings import Settings

_GONE = 499  # no one reads it: the client has left


class Endpoint:
    """Answers requests on ``/sparql``."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings

    async def __call__(self, request: Request) -> Response:
        """Answer a query; without one, describe the service, or lead a browser to the page."""
        body = await read_body(request, self._settings.longest_request)
        text = read_query(request.method, request.scope["query_string"], request.headers.get("content-type", ""), body)
        accept = request.headers.get("accept")
        if text is None:
            if negotiate(accept, (*TRIPLES, HTML)) is HTML:
                return RedirectResponse("/", 303)
            text = description.query(str(request.url.replace(query="", fragment="")))
        offers = BY_FORM[form(text)]
        if request.method == "GET":
            offers = (*offers, HTML)
        offer = negotiate(accept, offers)
        if offer is HTML:
            return RedirectResponse(f"/?query={urllib.parse.quote(text, safe='')}", 303)
        return await answer(request, self._pool, text, offer, {"X-Row-Limit": str(self._settings.rows)})


async def answer(request: Request, pool: Pool, text: str, offer: Offer, headers: dict[str, str] | None = None) -> Response:
    """The answer to the query ``text`` as a response. Refusal where it fails before much of it is sent."""
    stream = await begin(request, pool, text, offer.format)
    if stream is None:
        return Response(status_code=_GONE)
    return StreamingResponse(stream.pieces(), headers={"Content-Type": offer.content_type, "Vary": "Accept", **(headers or {})})


async def begin(request: Request, pool: Pool, text: str, format: str, **options: Any) -> Stream | None:
    """Start a query and wait for its answer to begin; None where the client leaves first, and the query is stopped."""
    stream = await pool.ask(text, format, **options)
    begun, left = asyncio.ensure_future(stream.begin()), asyncio.ensure_future(_departure(request))
    started = False
    try:
        await asyncio.wait((begun, left), return_when=asyncio.FIRST_COMPLETED)
        if not begun.done():
            return None
        begun.result()
        started = True
        return stream
    except KgError as error:
        raise refuse(error) from error
    finally:
        for task in (begun, left):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
        if not started:
            stream.close()


def negotiate(accept: str | None, offers: Sequence[Offer]) -> Offer:
    """The offer that a client likes best. Refusal, with the choices, where it likes none."""
    offer = choose(accept, offers)
    if offer is None:
        kinds = ", ".join(dict.fromkeys(offer.media for offer in offers))
        raise Refusal(406, f"None of the formats that the header Accept asks for. There are {kinds}.")
    return offer


async def read_body(request: Request, longest: int) -> bytes:
    """The body of a request. Refusal where it has more than ``longest`` bytes or takes too long."""
    body = bytearray()
    try:
        async with asyncio.timeout(30):
            async for piece in request.stream():
                body += piece
                if len(body) > longest:
                    raise Refusal(413, f"The request is longer than {longest} bytes.", {"Connection": "close"})
    except TimeoutError:
        raise Refusal(408, "The request took too long to arrive.", {"Connection": "close"}) from None
    return bytes(body)


async def _departure(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
