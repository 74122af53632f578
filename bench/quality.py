"""Measures extraction against gold facts.

    python bench/quality.py GOLD_DIR            tables of every gold set, then misses and spurious facts with their sentences
    python bench/quality.py GOLD_DIR --blind    totals of the sets in GOLD_DIR/unread, and nothing else of them
    python bench/quality.py GOLD_DIR --check    fails where a set is below the figures of docs/quality.md

GOLD_DIR holds ``articles/*.txt`` and sets of gold facts ``NAME.jsonl`` with ``NAME.names.json`` beside; the scorer ``score.py``
lies in the folder above it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg import articles, catalogue, pipeline  # noqa: E402
from kg.model import Entity, Fact  # noqa: E402


def lines(fact: Fact) -> list[dict[str, object]]:
    """A fact as facts.md writes it, one line for each piece of evidence."""

    def name(entity: Entity | None) -> str | None:
        return entity.name if entity else None

    def plain(value: Decimal | None) -> float | None:
        return None if value is None else float(value)

    slots = {
        "relation": fact.relation, "subject": name(fact.subject), "object": name(fact.object), "role": fact.role, "metric": fact.metric,
        "value": plain(fact.value), "valueMax": plain(fact.value_max), "unit": fact.unit, "bound": fact.bound, "place": name(fact.place),
        "time": fact.time, "status": fact.status, "by": name(fact.by), "former": fact.former or None,
    }  # fmt: skip
    return [
        {
            "article": piece.article, **slots, "start": piece.start, "end": piece.end, "confidence": float(piece.confidence),
            "subjectSource": piece.subject_source, "rule": piece.rule,
        }
        for piece in fact.evidence
    ]  # fmt: skip


def extract(folder: Path, least: Decimal) -> list[dict[str, object]]:
    """The facts of every article in a folder."""
    known = catalogue.load()
    rows: list[dict[str, object]] = []
    for article in articles.read([folder]):
        if isinstance(article, Exception):
            raise article
        for fact in pipeline.extract(article, known).facts:
            if fact.confidence >= least:
                rows.extend(lines(fact))
    return rows


def score(gold: list[Path], rows: list[dict[str, object]], scorer: Path, *options: str) -> str:
    """What the scorer prints for these sets."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, str(scorer), *map(str, gold), file.name, *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--sets", default="", help="names of sets, by comma (default: all that are read)")
    parser.add_argument("--blind", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--min-confidence", type=Decimal, default=Decimal(0))
    args = parser.parse_args()
    scorer = args.gold.parent / "score.py"
    if args.blind:
        unread = args.gold / "unread"
        folder = unread / "articles" if (unread / "articles").exists() else args.gold / "articles"
        print(score(sorted(unread.glob("*.jsonl")), extract(folder, args.min_confidence), scorer, "--blind"))
        return 0
    sets = [args.gold / f"{name}.jsonl" for name in args.sets.split(",")] if args.sets else sorted(args.gold.glob("*.jsonl"))
    rows = extract(args.gold / "articles", args.min_confidence)
    if args.misses:
        print(score(sets, rows, scorer, "--misses", "--articles", str(args.gold / "articles")))
        return 0
    for gold in sets:
        print(f"== {gold.stem}\n{score([gold], rows, scorer)}")
    print(f"== together\n{score(sets, rows, scorer)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
