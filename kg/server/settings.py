"""What a server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """``store`` is the graph's folder. ``timeout`` is in seconds, from the start of a query to the last byte of its answer;
    ``rows`` is how many rows or triples an answer has at most; ``workers`` how many queries run at once; ``cors`` the origins
    whose pages may read answers (``*``: any)."""

    store: Path
    host: str = "127.0.0.1"
    port: int = 8000
    timeout: float = 30.0
    rows: int = 100_000
    workers: int = 4
    cors: tuple[str, ...] = ()
    longest_request: int = 1_000_000  # bytes of a request's body

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK
