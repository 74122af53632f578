"""The server itself: a socket, and uvicorn on it until it is interrupted."""

from __future__ import annotations

import socket
from collections.abc import Callable

from kg.errors import InputError, KgError
from kg.server.settings import Settings


def listen(settings: Settings, begun: Callable[[str], None]) -> None:
    """Serve until Ctrl-C; ``begun`` is called with the address when requests are taken.

    StoreError where there is no graph; KgError where the port is taken; InputError for a host that is not this machine's, and
    where what serves is not installed.
    """
    try:
        import uvicorn

        from kg.server.application import create
    except ModuleNotFoundError as error:
        if error.name is not None and error.name.startswith("kg"):
            raise
        raise InputError(f"{error.name} is not installed", "Install what serves: pip install 'kg-news[serve]'") from None

    class Server(uvicorn.Server):
        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            application.state.pool.close()  # first, so that no connection waits for a query
            await super().shutdown(sockets)

    application = create(settings)
    with _bind(settings.host, settings.port) as bound:
        port = bound.getsockname()[1]
        name = f"[{settings.host}]" if ":" in settings.host else settings.host
        server = Server(
            uvicorn.Config(
                application, log_level="warning", access_log=False, lifespan="off", server_header=False, limit_concurrency=200,
                timeout_graceful_shutdown=2, timeout_keep_alive=5, proxy_headers=False,
            )
        )  # fmt: skip
        begun(f"http://{name}:{port}/")
        server.run(sockets=[bound])


def _bind(host: str, port: int) -> socket.socket:
    try:
        family, kind, number, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as error:
        raise InputError(f"--host {host}: {error.strerror or error}", "Give an address of this machine.") from error
    bound = socket.socket(family, kind, number)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(address)
        bound.listen(128)
    except OSError as error:
        bound.close()
        raise KgError(f"{host}, port {port}: {error.strerror or error}", "Name another with --port, or stop what listens there.") from error
    return bound
