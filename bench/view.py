"""How long the page takes to write and to open, beside pyvis's default page of the same graph.

    python bench/view.py [EDGES ...] [--runs N] [--pyvis-limit SECONDS]

Opens both pages from disk in headless Chromium (the packages `chromium` of Debian and `playwright` of PyPI), one after the
other in one run. "usable" is the time from opening to the first complete picture: the page's own mark, for pyvis the end of
its loading bar. Frames are counted over a second of panning. Medians are
printed. Edges default to 40, 300, 2000 and 20000.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from kg.view import Quotation, Statement, Statements, Subject, network, write

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
PAN = """() => new Promise((done) => { const net = NETWORK, start = performance.now(); let frames = 0;
  const step = () => { const at = net.getViewPosition(); net.moveTo({ position: { x: at.x + 3, y: at.y }, animation: false }); frames++;
    if (performance.now() - start < 1000) requestAnimationFrame(step); else done(frames * 1000 / (performance.now() - start)); };
  requestAnimationFrame(step); })"""
OVERLAPS = """() => { const boxes = kg.lettering.current().placed.labels.map((label) => label.box).sort((a, b) => a.left - b.left);
  let count = 0; boxes.forEach((a, i) => { for (let j = i + 1; j < boxes.length && boxes[j].left < a.right; j++)
    if (a.top < boxes[j].bottom && boxes[j].top < a.bottom) count++; }); return [count, boxes.length]; }"""


READY = "Boolean(document.documentElement.dataset.ready) && kg.lettering.current().placed.labels.length > 0"
BAR = "document.getElementById('loadingBar')"
PYVIS_READY = f"Boolean(window.network) && (!{BAR} || {BAR}.style.display === 'none')"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds to write and until usable (None: never), frames a second, labels that overlap, labels."""

    written: float
    usable: float | None
    frames: float | None
    overlaps: int
    labels: int


def invented(edges: int) -> Statements:
    """A graph with that many statements: a few entities have many, most have one or two, and they form communities."""
    count = max(4, edges // 2)
    kinds = ("Company", "Person", "Product", "Country", "Event", "StoreChain", "Company", "Product")
    entities = {f"e{n}": Subject(f"e{n}", f"Azienda {n}" if n % 3 else f"Nome {n}", kinds[n % 8]) for n in range(count)}
    relations = ("makes", "partnersWith", "opens", "sellsIn", "acquires", "launches")
    statements = []
    state = 12345
    for number in range(edges):
        draws = []
        for _ in range(3):
            state = (1103515245 * state + 12345) % 2**31
            draws.append(state / 2**31)
        one = int(count * draws[0] ** 3)
        near = one // 40 * 40 + int(40 * draws[1])
        other = near % count if draws[2] < 0.85 else int(count * draws[1])
        other = other if other != one else (one + 1) % count
        status = ("actual", "actual", "actual", "expected", "reported", "denied")[number % 6]
        quotation = Quotation(f"articolo-{number % 200}", f"il {number}º esempio di frase", "rules/example", 10, 40, "Ieri ", ".")
        statements.append(Statement(f"f{number:06}", relations[number % 6], f"e{one}", f"e{other}", status=status, quotations=(quotation,)))
    from kg.view import Source

    articles = {f"articolo-{n}": Source(f"articolo-{n}", f"Titolo {n}", "2024-05-01") for n in range(200)}
    return Statements(entities, tuple(statements), articles)


def open_page(browser: Any, path: Path, ready: str, name: str, limit: float) -> tuple[float | None, float | None, Any]:
    """Seconds until usable (None: not within the limit), frames a second of panning, and the page."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    start = time.perf_counter()
    try:
        page.goto(path.as_uri(), timeout=limit * 1000, wait_until="commit")
    except NotInTime:
        return None, None, page
    # Playwright's own wait_for_function evaluates text in the page, which the page's policy forbids.
    while not page.evaluate(ready):
        if time.perf_counter() - start > limit:
            return None, None, page
        time.sleep(0.02)
    usable = time.perf_counter() - start
    return usable, page.evaluate(PAN.replace("NETWORK", name)), page


def pyvis_default(graph: Any, path: Path) -> None:
    """pyvis's page as its README makes it, but for the scripts, which are written into the file."""
    from pyvis.network import Network

    picture = Network(directed=True, cdn_resources="in_line")
    for key, data in graph.nodes(data=True):
        picture.add_node(key, label=data["label"])
    for source, target, data in graph.edges(data=True):
        picture.add_edge(source, target, label=data["label"])
    path.write_text(picture.generate_html(), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edges", nargs="*", type=int, default=[40, 300, 2000, 20000])
    parser.add_argument("--pyvis-limit", type=float, default=90.0, help="seconds after which pyvis's page is given up")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median is printed")
    options = parser.parse_args()
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        sys.exit("no Chromium found: apt-get install chromium")
    print("edges  page    write s  KB     usable s  frames/s  overlapping labels")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        for edges in options.edges:
            graph = network(invented(edges))
            ours, theirs = Path(folder, f"kg-{edges}.html"), Path(folder, f"pyvis-{edges}.html")
            runs = [timed(browser, partial(write, graph, ours), ours, READY, "kg.picture.network", 60) for _ in range(options.runs)]
            report(edges, "kg", ours, runs)
            runs = []
            # What never opens is waited for once only.
            while len(runs) < options.runs and (not runs or runs[-1].usable is not None):
                runs.append(
                    timed(browser, partial(pyvis_default, graph, theirs), theirs, PYVIS_READY, "window.network", options.pyvis_limit)
                )
            report(edges, "pyvis", theirs, runs)
        browser.close()


def timed(browser: Any, make: Callable[[], object], path: Path, ready: str, name: str, limit: float) -> Run:
    """Writes a page and opens it."""
    start = time.perf_counter()
    make()
    written = time.perf_counter() - start
    usable, frames, page = open_page(browser, path, ready, name, limit)
    overlaps, labels = page.evaluate(OVERLAPS) if usable is not None and ready is READY else (0, 0)
    page.context.close()
    return Run(written, usable, frames, overlaps, labels)


def report(edges: int, name: str, path: Path, runs: list[Run]) -> None:
    """A line with the medians."""
    opened = [run.usable for run in runs if run.usable is not None]
    moving = [run.frames for run in runs if run.frames is not None]
    usable = f"{median(opened):.1f}" if opened else "never"
    frames = f"{median(moving):.0f}" if moving else ""
    labels = f"{max(run.overlaps for run in runs)} of {runs[0].labels}" if name == "kg" else ""
    written = f"{median(run.written for run in runs):.2f}"
    print(f"{edges:<6} {name:<7} {written:<8} {path.stat().st_size // 1000:<6} {usable:<9} {frames:<9} {labels}", flush=True)


if __name__ == "__main__":
    main()
