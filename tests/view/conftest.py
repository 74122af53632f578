"""A small invented graph, and a Chromium that opens pages from disk."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.view import Source, Statements, Subject, from_records

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]

ENTITIES = [
    Subject("nordica", "Nordica", "Company", ("Nordica Elettronica",)),
    Subject("boreal", "Boreal", "Brand"),
    Subject("stellacom", "Stellacom", "Company"),
    Subject("anna-bianchi", "Anna Bianchi", "Person"),
    Subject("n5", "N5", "Product"),
    Subject("n6-pro", "N6 Pro", "Product"),
    Subject("casa-nordica", "Casa Nordica", "StoreChain"),
    Subject("italia", "Italia", "Country"),
    Subject("spagna", "Spagna", "Country"),
    Subject("fiera", "Fiera di Primavera", "Event"),
    Subject("store", "store", "Category"),
    Subject("tablet", "tablet", "Category"),
]


def record(relation: str, subject: str | None, object_: str | None = None, **slots: Any) -> dict[str, Any]:
    """A record as the graph gives it, of the article "uno" unless said otherwise."""
    number = slots.pop("number", None)
    base = {"article": "uno", "relation": relation, "subject": subject, "object": object_, "status": "actual", "confidence": 0.9}
    base |= {"rule": f"{relation}/rule", "quote": f"prova di {relation}", "start": 10, "end": 30}
    return base | ({"id": f"fact-{number:02}"} if number is not None else {}) | slots


def seeds() -> list[dict[str, Any]]:
    """Facts about an invented company."""
    return [
        record("holdsRole", "Anna Bianchi", "Nordica", role="chief executive officer", number=1, quote="Anna Bianchi, ad di Nordica"),
        record("makes", "Nordica", "N5", number=2),
        record("makes", "Nordica", "N6 Pro", number=3, status="reported"),
        record("opens", "Nordica", "Casa Nordica", number=4, place="Italia", quote="ha aperto una Casa Nordica"),
        record("opens", "Nordica", "Casa Nordica", number=5, value=14, unit="store", status="expected", time="2030", by="Anna Bianchi"),
        record("opens", "Nordica", "store", number=6, value=100, unit="store", status="expected", time="2025-01/2025-06"),
        record("sellsIn", "Nordica", "Spagna", number=7, status="denied", time="2024"),
        record("sellsIn", "Nordica", "Italia", number=8, time="2024-03"),
        record("partOf", "Boreal", "Nordica", number=9),
        record("surpasses", "Stellacom", "Nordica", number=10, metric="shipments"),
        record("sales", "Nordica", "Fiera di Primavera", number=11, value=10_000_000_000, unit="CNY", bound="over", time="--11-05"),
        record("revenue", "Nordica", number=12, value=14_700_000_000, unit="EUR", time="2023"),
        record("revenue", "Nordica", number=13, value=16_000_000_000, unit="EUR", time="2024", status="expected"),
        record("growth", "Nordica", "tablet", number=14, metric="shipments", value=70, unit="percent", time="2024-04/2024-06"),
        record("makes", "Nordica", "N5", number=2, article="due", quote="il suo N5"),
    ]


@pytest.fixture
def statements() -> Statements:
    articles = [Source("uno", "Nordica cresce", "2024-07-01", "https://example.org/uno"), Source("due", None, None)]
    return from_records(seeds(), ENTITIES, articles, {("uno", 10, 30): ("Ieri ", ", dice la nota.")})


def crowd(edges: int) -> Statements:
    """A graph of invented entities, some far better connected than others."""
    entities = [Subject(f"e{n:05}", f"Voce {n}", ("Company", "Person", "Product", "Place")[n % 4]) for n in range(max(3, edges // 2))]
    records = []
    for n in range(edges):
        a, b = (n * n + 7 * n) % (len(entities) // 3 + 1), (31 * n + 5) % len(entities)
        b = b if a != b else (b + 1) % len(entities)
        relation = ("partnersWith", "makes", "opens", "sellsIn")[n % 4]
        records.append(record(relation, entities[a].label, entities[b].label, number=n, time=f"{2015 + n % 8}"))
    return from_records(records, entities)


def wait_until(page: Any, condition: str) -> None:
    """Waits until JavaScript is true. Playwright's wait_for_function evaluates text in the page, which its policy forbids."""
    limit = time.monotonic() + 20
    while not page.evaluate(condition):
        assert time.monotonic() < limit, f"never true: {condition}"
        time.sleep(0.02)


class Browser:
    """Opens a page from disk and keeps what it complains of and asks for."""

    def __init__(self, chromium: Any) -> None:
        self._chromium = chromium
        self.complaints: list[str] = []
        self.requests: list[str] = []

    def open(self, path: Path, address: str = "", **options: Any) -> Any:
        context = self._chromium.new_context(viewport=options.pop("viewport", {"width": 1440, "height": 900}), **options)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(path.as_uri() + address)
        page.wait_for_selector("html[data-ready]", state="attached", timeout=20_000)
        wait_until(page, "kg.lettering.current().placed.labels.length > 0 || kg.picture.shown.nodes.size === 0")
        return page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install -e .[dev]")
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium found: apt-get install chromium")
    with sync.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def browser(chromium: Any) -> Browser:
    return Browser(chromium)


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[..., Path]:
    """Writes the page of some statements and gives its path."""
    from kg.view import network, write

    def build(statements: Statements, name: str = "graph.html", title: str | None = None, **options: Any) -> Path:
        path = tmp_path / name
        write(network(statements, **options), path, title)
        return path

    return build
