"""Requests to a server that may ask who one is: credentials from the environment, and a clear word for whatever goes wrong."""

from __future__ import annotations

import base64
import http.client
import os
import socket
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kg.errors import InputError, KgError, QuerySyntaxError, QueryTimeout
from kg.graph import results

USER, PASSWORD = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD"
_CONNECTING = 10.0  # seconds after which a server that does not even answer the call is given up
_SAID = 300  # characters of a server's own words that are passed on


class Server:
    """A server, asked at ``url``, that is told who asks where it wants to know.

    It gets the user and password of $KG_ENDPOINT_USER and $KG_ENDPOINT_PASSWORD, by digest or basic authentication (RFC 7616,
    RFC 7617), once it has asked for them; no other host does. ``timeout`` is in seconds for each wait.
    """

    def __init__(self, url: str, timeout: float | None = None) -> None:
        self._url = url
        self._timeout = timeout
        self._opener = _opener(url)

    @contextmanager
    def request(
        self, parameters: str = "", *, method: str = "GET", body: bytes | Iterable[bytes] | None = None, headers: Mapping[str, str]
    ) -> Iterator[http.client.HTTPResponse]:
        """The server's answer; ``parameters`` are added to its address. A ``body`` that is not bytes needs a Content-Length.

        KgError where the server cannot be reached or refuses; QuerySyntaxError where it says that the request is wrong;
        QueryTimeout.
        """
        joined = f"{'&' if '?' in self._url else '?'}{parameters}" if parameters else ""
        asked = urllib.request.Request(self._url + joined, body, dict(headers), method=method)
        try:
            with self._opener.open(asked, timeout=self._timeout) as answer:
                yield answer
        except urllib.error.HTTPError as error:
            with error:
                raise _refused(self._url, error) from error
        except TimeoutError as error:
            raise _late(self._url, self._timeout) from error
        except BrokenPipeError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise _late(self._url, self._timeout) from error
            said = results.visible(str(reason) or type(reason).__name__)
            raise KgError(f"{self._url}: cannot be reached: {said}", "Check the address, and that the server runs.") from error


def check(url: str) -> None:
    """Raise InputError for what is not the address of a server, and for one with a password in it."""
    try:
        parts = urllib.parse.urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isascii() and url.isprintable() and " " not in url
        _ = parts.port
    except ValueError:
        good = False
    if not good:
        raise InputError(f"{results.visible(url)}: not the address of a SPARQL endpoint", "Give one that starts with http:// or https://.")
    if "@" in parts.netloc:
        raise InputError("--endpoint: the address holds a user or password", f"Put them into ${USER} and ${PASSWORD}.")


def _opener(url: str) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_Plain(), _Secure()]
    user = os.environ.get(USER)
    if user:
        parts = urllib.parse.urlsplit(url)
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, f"{parts.scheme}://{parts.netloc}/", user, os.environ.get(PASSWORD, ""))
        handlers += [_Digest(known), _Basic(known)]
    return urllib.request.build_opener(*handlers)


def _refused(url: str, error: urllib.error.HTTPError) -> KgError:
    try:
        said = _words(error.read(4000).decode("utf-8", "replace"), error.headers.get_content_type())
    except (OSError, http.client.HTTPException):
        said = ""
    if error.code == 401:
        if os.environ.get(USER):
            return KgError(f"{url}: the user or the password is wrong", f"Check ${USER} and ${PASSWORD}.")
        return KgError(f"{url}: asks for a user and a password", f"Put them into ${USER} and ${PASSWORD}.")
    if error.code == 400:
        return QuerySyntaxError(f"{url}: the query is refused: {said}")
    if error.code in (408, 504):
        return QueryTimeout(f"{url}: the server stopped the query: {said or error.reason}", "Ask for less, or add LIMIT.")
    hints = {404: "Check the address: this server has nothing there.", 405: "Check the address: it takes no such request."}
    return KgError(f"{url}: answers {error.code} {results.visible(str(error.reason))}", said or hints.get(error.code))


def _words(text: str, media: str) -> str:
    """A server's own words on one line, without markup, cut where they get long."""
    import re

    if media == "text/html":
        text = re.sub(r"<(style|script|title)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL | re.IGNORECASE)
    return results.visible(" ".join(text.split()))[:_SAID]


def _late(url: str, timeout: float | None) -> KgError:
    if timeout is None:
        return KgError(f"{url}: cannot be reached: no connection within {_CONNECTING:g} s", "Check the address, and that the server runs.")
    return QueryTimeout(f"{url}: no answer within {timeout:g} s", "Allow more with --timeout.")


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Answers a challenge, and from then on says beforehand what it asked, so that a long body is sent but once."""

    challenge: Mapping[str, str] | None = None

    def retry_http_digest_auth(self, req: urllib.request.Request, auth: str) -> Any:
        """Answer a challenge."""
        self.challenge = urllib.request.parse_keqv_list([part for part in urllib.request.parse_http_list(auth.partition(" ")[2]) if part])
        return super().retry_http_digest_auth(req, auth)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        """Add what an earlier challenge asked for."""
        said = self.get_authorization(req, self.challenge) if self.challenge else None
        if said:
            req.add_unredirected_header(self.auth_header, f"Digest {said}")
        return req

    https_request = http_request


class _Basic(urllib.request.HTTPBasicAuthHandler):
    """The same for basic authentication."""

    realm: str | None = None

    def retry_http_basic_auth(self, host: str, req: urllib.request.Request, realm: str) -> Any:
        """Answer a challenge."""
        self.realm = realm
        return super().retry_http_basic_auth(host, req, realm)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        """Add what an earlier challenge asked for."""
        user, password = self.passwd.find_user_password(self.realm, req.full_url) if self.realm is not None else (None, None)
        if user is not None:
            token = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
            req.add_unredirected_header(self.auth_header, f"Basic {token}")
        return req

    https_request = http_request


class _Calling:
    """A connection that gives up sooner while it is made than while an answer is awaited."""

    timeout: Any
    sock: socket.socket

    def connect(self) -> None:
        """Connect."""
        given = self.timeout
        self.timeout = min(given, _CONNECTING) if isinstance(given, int | float) else _CONNECTING
        try:
            super().connect()  # type: ignore[misc]
        finally:
            self.timeout = given
        self.sock.settimeout(given if isinstance(given, int | float) else None)


class _PlainConnection(_Calling, http.client.HTTPConnection): ...


class _SecureConnection(_Calling, http.client.HTTPSConnection): ...


class _Plain(urllib.request.HTTPHandler):
    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open an address that begins with http:."""
        return self.do_open(_PlainConnection, req)


class _Secure(urllib.request.HTTPSHandler):
    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open an address that begins with https:."""
        return self.do_open(_SecureConnection, req, context=self._context)  # type: ignore[attr-defined]
