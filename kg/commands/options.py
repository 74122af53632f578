"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Store = Annotated[Path, typer.Option("--store", envvar="KG_STORE", help="The folder of the graph.", show_default=True)]
STORE = Path("kg-store")

Relations = Annotated[list[str] | None, typer.Option("--relation", help="Only this relation; may be repeated.")]
Statuses = Annotated[list[str] | None, typer.Option("--status", help="Only actual, expected, reported or denied; may be repeated.")]
