"""The folder that holds a graph: recognised, created, opened, with an answer for everything that can be wrong with it."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from pyoxigraph import Store

from kg import vocabulary
from kg.errors import InputError, StoreError

MARKER = "kg-store.json"
FORMAT = 1
_OTHER = "Name another folder with --store."


def open_folder(path: Path, *, write: bool, base: str | None = None) -> tuple[Store, str]:
    """The Oxigraph store in ``path`` and the base IRI of its nodes. Writing creates it; only one process may write at a time.

    ``base`` (else ``$KG_BASE``) is fixed when the store is created. StoreError where the folder holds something else, is
    held by another process, is damaged or has another base.
    """
    wanted = base or os.environ.get("KG_BASE") or None
    if wanted is not None and not re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#]", wanted):
        raise InputError(f"{wanted}: not a base for IRIs", "It is an absolute IRI that ends in / or #.")
    found = _recognise(path, write=write)
    fixed = found or wanted or vocabulary.PREFIXES["r"]
    if wanted is not None and wanted != fixed:
        raise StoreError(f"{path}: its entities are named under {fixed}, not {wanted}", _OTHER)
    try:
        if not write:
            return Store.read_only(str(path)), fixed
        path.mkdir(parents=True, exist_ok=True)
        if found is None:
            _mark(path, fixed)
        return Store(str(path)), fixed
    except (OSError, RuntimeError, ValueError) as error:
        raise _explain(path, error) from error


def _recognise(path: Path, *, write: bool) -> str | None:
    """The base IRI of the store in ``path``, None where there is none yet."""
    try:
        names = {each.name for each in path.iterdir()} if path.exists() else set()
    except NotADirectoryError:
        raise StoreError(f"{path}: a file, not a graph's folder", _OTHER) from None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}", _OTHER) from error
    if names and MARKER not in names and "CURRENT" not in names:
        raise StoreError(f"{path}: holds other files and no graph", _OTHER)
    if not write and "CURRENT" not in names:
        raise StoreError(f"{path}: no graph here", "Build one with `kg build`, or name its folder with --store.")
    if MARKER not in names:
        return vocabulary.PREFIXES["r"] if names else None
    try:
        marker = json.loads((path / MARKER).read_text("utf-8"))
        number, base = int(marker["format"]), str(marker["base"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise StoreError(f"{path / MARKER}: cannot be read as the marker of a graph", _OTHER) from error
    if number > FORMAT:
        raise StoreError(f"{path}: written by a later version of kg", "Update kg, or build the graph again in another folder.")
    return base


def _mark(path: Path, base: str) -> None:
    unfinished = path / f"{MARKER}.{os.getpid()}"
    unfinished.write_text(json.dumps({"format": FORMAT, "base": base}) + "\n", "utf-8")
    unfinished.replace(path / MARKER)


def _explain(path: Path, error: Exception) -> StoreError:
    reason = " ".join(str(error).split())
    if "lock" in reason.lower():
        return StoreError(f"{path}: held by another process that writes to it", "Wait until it has finished, then try again.")
    if isinstance(error, PermissionError) or "Permission denied" in reason:
        return StoreError(f"{path}: no permission to {'write' if os.access(path, os.R_OK) else 'read'} it", _OTHER)
    if "No space left" in reason:
        return StoreError(f"{path}: the disk is full", "Make room and try again; what was in the graph is still there.")
    return StoreError(f"{path}: not a graph that can be opened, or a damaged one ({reason[:160]})", _OTHER)
