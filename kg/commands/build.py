"""``kg build``: read articles and write what they say to the graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import STORE, Store
from kg.commands.terminal import complain, is_terminal, say, write

if TYPE_CHECKING:
    from kg.engines import Outcome


def build(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Files, folders or - (default: the seed articles).", show_default=False)
    ] = None,
    store: Store = STORE,
    entities: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A file of your own names and aliases; may be repeated.")
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="0..1", help="Withhold facts that are less certain than this.")
    ] = 0,
    engine: Annotated[
        str,
        typer.Option(
            metavar="local|cores|dask",
            help="Where to extract: this process, this machine's cores, a Dask cluster.",
            autocompletion=lambda: ["local", "cores", "dask"],
        ),
    ] = "local",
    workers: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Processes of the engine.  [default: one a core]", show_default=False)
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="ADDRESS", envvar="DASK_SCHEDULER_ADDRESS", help="Address of a Dask scheduler.")
    ] = None,
) -> None:
    """Read articles, extract their facts and write them to the graph.

    Articles are .txt, .html, .jsonl or .warc. One that the graph has already is replaced.
    """
    from kg import articles, pipeline

    if not paths:
        say("No path given: adding the seed articles.")
    sources = paths or [articles.seeds()]
    with _Progress(articles.count(sources) if is_terminal(sys.stderr) else None) as progress:
        report = pipeline.build(
            sources,
            store,
            entities=entities or (),
            min_confidence=str(min_confidence),
            engine=engine,
            workers=workers,
            scheduler=scheduler,
            progress=progress.step,
        )
    total = sum(report.facts.values())
    write(f"{report.articles} {'article' if report.articles == 1 else 'articles'}, {report.sentences} sentences, {total} facts")
    for relation, number in report.facts.items():
        write(f"  {number:>6}  {relation}")
    if report.failures:
        say(f"{len(report.failures)} failed, named above; the rest is in the graph." if report.articles else "Nothing was built.")
    if report.status:
        raise typer.Exit(report.status)


class _Progress:
    """A line on a terminal that counts articles; failures and warnings are told as they come, wherever they go."""

    def __init__(self, total: int | None) -> None:
        self._total = total
        self._done = 0
        self._shown = is_terminal(sys.stderr)

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self._clear()

    def step(self, outcome: Outcome) -> None:
        """Count one article, and tell what went wrong with it."""
        from kg.errors import KgError

        self._done += 1
        if isinstance(outcome, KgError) or outcome.warnings:
            self._clear()
        if isinstance(outcome, KgError):
            complain(outcome)
        else:
            for warning in outcome.warnings:
                say(f"kg: {warning}")
        if self._shown:
            self._draw()

    def _draw(self) -> None:
        if self._total:
            filled = 30 * min(self._done, self._total) // self._total
            line = f"[{'#' * filled}{'.' * (30 - filled)}] {self._done}/{self._total} articles"
        else:
            line = f"{self._done} articles"
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
