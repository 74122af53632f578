"""Measures extraction on one core, side by side with plainer ways of reading the same text.

    python bench/speed.py [FOLDER …]     articles to read (default: gold articles and corpus beside the project, else the seeds)

Prints tokens and articles a second of the whole extraction with 50, 100 and all rules, and of a regular expression, of an Aho-Corasick
scan for the catalogue's names and, where it is installed, of spaCy's blank Italian tokenizer. Each figure is the best of three passes.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # not this folder, whose catalogue.py is not the one that spaCy imports

from kg import articles, catalogue, italian, pipeline, rules  # noqa: E402
from kg.matching.matcher import RuleIndex  # noqa: E402
from kg.model import Article  # noqa: E402

SHARED = ROOT.parent / "shared"
PASSES = 3


def best_of(passes: int, work: Callable[[Article], object], texts: Sequence[Article]) -> float:
    """Seconds of the fastest pass over all texts."""
    seconds = []
    for _ in range(passes):
        start = time.perf_counter()
        for text in texts:
            work(text)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--profile", action="store_true", help="show where the time goes instead")
    args = parser.parse_args()
    folders = args.folders or [f for f in (SHARED / "gold" / "articles", SHARED / "corpus" / "ntrex") if f.exists()] or [articles.seeds()]
    texts = [article for article in articles.read(folders) if isinstance(article, Article)]
    known, loaded = catalogue.load(), rules.load()
    tokens = sum(len(sentence.tokens) for article in texts for sentence in italian.analyse(article.text))
    for article in texts:
        pipeline.extract(article, known)
    if args.profile:
        return profile(lambda article: pipeline.extract(article, known), texts)

    def limited(count: int) -> float:
        few = rules.RuleSet(loaded.rules[:count], RuleIndex(loaded.rules[:count]))
        with mock.patch.object(rules, "load", lambda folder=None: few):
            return best_of(PASSES, lambda article: pipeline.extract(article, known), texts)

    words = re.compile(r"\w+|[^\w\s]")
    rows = [("regular expression", best_of(PASSES, lambda article: words.findall(article.text), texts))]
    rows.append(("Aho-Corasick scan", best_of(PASSES, lambda article: known.find(article.text), texts)))
    try:
        import spacy

        blank = spacy.blank("it")
        rows.append(("spaCy blank Italian", best_of(PASSES, lambda article: blank(article.text), texts)))
    except ImportError:
        print("spaCy is not installed (pip install spacy): left out", file=sys.stderr)
    rows.append(("tokens, lemmas, parts of speech", best_of(PASSES, lambda article: italian.analyse(article.text), texts)))
    for count in sorted({min(count, len(loaded.rules)) for count in (50, 100, len(loaded.rules))}):
        rows.append((f"extraction, {count} rules", limited(count)))
    print(f"{len(texts)} articles, {tokens} tokens, {len(loaded.rules)} rules, {len(known.entries)} known entities")
    plain = rows[0][1]
    print(f"{'':<34}{'tokens/s':>12}{'articles/s':>12}{'of regex':>10}")
    for name, seconds in rows:
        print(f"{name:<34}{tokens / seconds:>12,.0f}{len(texts) / seconds:>12,.0f}{plain / seconds:>10.3f}")
    return 0


def profile(work: Callable[[Article], object], texts: Sequence[Article]) -> int:
    """Prints the functions that take most of the time."""
    import cProfile
    import pstats

    profiler = cProfile.Profile()
    profiler.enable()
    for text in texts:
        work(text)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(30)
    return 0


if __name__ == "__main__":
    sys.exit(main())
