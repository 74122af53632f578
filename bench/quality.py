"""Measures extraction against gold facts.

    python bench/quality.py [GOLD_DIR]           tables of every gold set that is read, together, and by source of the subject
    python bench/quality.py [GOLD_DIR] --misses  the same with misses and spurious facts and their sentences
    python bench/quality.py [GOLD_DIR] --blind   totals of the sets in GOLD_DIR/unread, and nothing else of them
    python bench/quality.py [GOLD_DIR] --write   writes the figures into docs/quality.md
    python bench/quality.py [GOLD_DIR] --check   fails where a figure is below that of docs/quality.md

GOLD_DIR (default: ../shared/gold) holds ``articles/*.txt`` and sets of gold facts ``NAME.jsonl`` with ``NAME.names.json`` beside; the
scorer ``score.py`` lies in the folder above it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg import articles, catalogue, pipeline  # noqa: E402
from kg.model import Entity, Fact  # noqa: E402

DOCUMENT = ROOT / "docs" / "quality.md"
START, END = "<!-- figures: begin -->", "<!-- figures: end -->"
STEPS = ("0", "0.5", "0.6", "0.7", "0.75", "0.8", "0.85", "0.9")
SLACK = 0.0005  # of rounding, where figures are compared with those of the document

Row = dict[str, Any]


def lines(fact: Fact) -> list[Row]:
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


def extract(folder: Path) -> list[Row]:
    """The facts of every article in a folder."""
    known = catalogue.load()
    rows: list[Row] = []
    for article in articles.read([folder]):
        if isinstance(article, Exception):
            raise article
        for fact in pipeline.extract(article, known).facts:
            rows.extend(lines(fact))
    return rows


def score(gold: Sequence[Path], rows: Iterable[Row], *options: str) -> str:
    """What the scorer prints for these sets."""
    scorer = next(folder / "score.py" for folder in gold[0].resolve().parents if (folder / "score.py").exists())
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, str(scorer), *map(str, gold), file.name, *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def totals(gold: Sequence[Path], rows: Iterable[Row]) -> Row:
    """Counts, core and full scores of these sets taken together."""
    return dict(json.loads(score(gold, rows, "--json")))


def above(rows: Iterable[Row], least: str) -> list[Row]:
    """The rows of at least this confidence."""
    return [row for row in rows if row["confidence"] >= float(least)]


def by_source(gold: Sequence[Path], rows: list[Row]) -> list[tuple[str, int, int]]:
    """Source of the subject -> right and wrong facts (optional gold counts as neither)."""
    text = score(gold, rows, "--misses")
    spurious = [json.loads(found) for found in re.findall(r"\{.*?\}", text.split("\nspurious:")[1].split("\nright but")[0])]
    out = []
    for source in sorted({row["subjectSource"] for row in rows}):
        wrong = sum(row.get("subjectSource") == source for row in spurious)
        alone = totals(gold, [row for row in rows if row["subjectSource"] == source])
        out.append((source, alone["tp"], wrong))
    return out


def figures(gold: Path, rows: list[Row]) -> str:
    """The tables of docs/quality.md."""
    sets = sorted(path for path in gold.glob("*.jsonl"))
    read = [path for path in sets if path.stem != "seeds"]
    unread = sorted((gold / "unread").glob("*.jsonl"))
    out = ["| set | facts | core P | core R | core F1 | full F1 | evidence |", "| --- | --: | --: | --: | --: | --: | --: |"]

    def row(name: str, found: Row) -> str:
        core = found["core"]
        right = found["tp"]
        evidence = found["evidence"] / right if right else 0
        return f"| {name} | {right + found['fn']} | {core[0]:.3f} | {core[1]:.3f} | {core[2]:.3f} | {full_f1(found):.3f} | {evidence:.3f} |"

    out += [row(path.stem, totals([path], rows)) for path in sets]
    out.append(row("**read, without the seeds**", totals(read, rows)))
    if unread:
        out.append(row("**unread**", totals(unread, extract_unread(gold))))
    out += ["", "By relation, on the sets that are read:", "", "```", score(sets, rows).rstrip(), "```", ""]
    out += ["By where the subject came from, on the same sets:", "", "| source | right | wrong | precision |", "| --- | --: | --: | --: |"]
    for source, right, wrong in by_source(sets, rows):
        out.append(f"| {source} | {right} | {wrong} | {right / (right + wrong) if right + wrong else 0:.3f} |")
    out += ["", "By `--min-confidence`:", "", "| least confidence | core P | core R |", "| --: | --: | --: |"]
    for step in STEPS:
        found = totals(read, above(rows, step))
        out.append(f"| {step} | {found['core'][0]:.3f} | {found['core'][1]:.3f} |")
    return "\n".join(out)


def full_f1(found: Row) -> float:
    """F1 of facts right in every slot, from the counts (the scorer's JSON gives "full" as a count)."""
    full, right, wrong, missed = found["full"], found["tp"], found["fp"], found["fn"]
    precision, recall = full / (right + wrong) if right + wrong else 0.0, full / (right + missed) if right + missed else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def extract_unread(gold: Path) -> list[Row]:
    """The facts of the unread articles; nobody looks at them but the scorer."""
    return extract(gold / "unread" / "articles" if (gold / "unread" / "articles").exists() else gold / "articles")


def check(new: str) -> list[str]:
    """Where the figures have fallen below those of the document."""
    pattern = re.compile(r"^\| (\S.*?) \| \d+ \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \| ([\d.]+) \|$", re.MULTILINE)
    old = {found[0]: found[1:] for found in pattern.findall(DOCUMENT.read_text("utf-8"))}
    fallen = []
    for name, *values in pattern.findall(new):
        for column, before, now in zip(("core P", "core R", "core F1", "full F1", "evidence"), old.get(name, values), values, strict=True):
            if column in ("core F1", "full F1") and float(now) < float(before) - SLACK:
                fallen.append(f"{name}: {column} {now}, was {before}")
    return fallen


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--sets", default="", help="names of sets, by comma (default: all that are read)")
    parser.add_argument("--min-confidence", default="0")
    what = parser.add_mutually_exclusive_group()
    for name in ("blind", "misses", "write", "check"):
        what.add_argument(f"--{name}", action="store_true")
    args = parser.parse_args()
    if not args.gold.exists():
        print(f"no gold facts at {args.gold}", file=sys.stderr)
        return 2
    if args.blind:
        print(score(sorted((args.gold / "unread").glob("*.jsonl")), above(extract_unread(args.gold), args.min_confidence), "--blind"))
        return 0
    rows = above(extract(args.gold / "articles"), args.min_confidence)
    if args.write or args.check:
        new = figures(args.gold, rows)
        if args.check:
            fallen = check(new)
            print("\n".join(fallen) or "no figure has fallen")
            return 1 if fallen else 0
        before, _, rest = DOCUMENT.read_text("utf-8").partition(START)
        DOCUMENT.write_text(f"{before}{START}\n{new}\n{END}{rest.partition(END)[2]}", "utf-8")
        return 0
    sets = [args.gold / f"{name}.jsonl" for name in args.sets.split(",")] if args.sets else sorted(args.gold.glob("*.jsonl"))
    if args.misses:
        print(score(sets, rows, "--misses", "--articles", str(args.gold / "articles")))
        return 0
    for gold in sets:
        print(f"== {gold.stem}\n{score([gold], rows)}")
    print(f"== together\n{score(sets, rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
