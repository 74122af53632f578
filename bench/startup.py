"""Measure how long kg takes to start, beside what it cannot be quicker than.

usage: python bench/startup.py [ROUNDS]

Prints medians of ROUNDS (default 15) fresh processes, and the ratios that the targets are about: ``kg --help`` at most twice
``python -c 'import typer'``; a cold build of the seed articles at most 1.5 s beyond ``python -c 'import rdflib'``.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = [sys.executable, "-c", "from kg.commands import main; main()"]


def median(command: list[str], rounds: int) -> float:
    """Return the median of the seconds that ``command`` takes, each time in a process and an empty folder of its own."""
    seconds = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    empty = median([sys.executable, "-c", "pass"], rounds)
    typer = median([sys.executable, "-c", "import typer"], rounds)
    rdflib = median([sys.executable, "-c", "import rdflib"], rounds)
    help_ = median([*PROGRAM, "--help"], rounds)
    build = median([*PROGRAM, "build"], rounds)
    print(f"python -c pass           {empty:7.3f} s")
    print(f"python -c 'import typer' {typer:7.3f} s")
    print(f"kg --help                {help_:7.3f} s   {help_ / typer:.2f} x import typer (target <= 2)")
    print(f"import rdflib            {rdflib:7.3f} s")
    print(f"kg build, cold           {build:7.3f} s   {build - rdflib:.3f} s beyond import rdflib (target <= 1.5)")


if __name__ == "__main__":
    main()
