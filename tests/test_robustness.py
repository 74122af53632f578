"""Text that no newspaper printed stops no build, and reading stays linear in its length."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg import articles, catalogue, pipeline
from kg.errors import ArticleError
from kg.graph import Graph
from kg.model import Article, Extraction

SEEDS = [article.text for article in articles.read([articles.seeds()]) if isinstance(article, Article)]
SENTENCES = [sentence for text in SEEDS for sentence in re.split(r"(?<=[.!?])\s+", text) if sentence]
WORDS = [word for text in SEEDS for word in text.split()]
SIGNS = [*".,;:!?…\"«»“”'’()[]{}-–—/\\%€$£+=*#@&|<>~^`\t\n\r\u00a0\u200b\ufeff\u202e\u0301\x00\x0b\x85\u2028"]
FOREIGN = ["小米公司在北京开了一百家商店", "افتتحت الشركة ٣ متاجر في ٢٠١٧", "компания открыла", "🚀📈👨‍👩‍👧", "½ ² ³ ① Ⅻ ४ 五", "ﬁ ß İ ı ǅ"]
NUMBERS = ["0", "00", "1" * 40, "-3", "31", "13", "1.2.3.4", "3,,4", "24:61", "10:99:99", "1e400", "II", "4°", "½", "zero miliardi"]

Choice = random.Random


def sliced(choice: Choice) -> str:
    text = choice.choice(SEEDS)
    at = choice.randrange(len(text))
    return text[at : at + choice.randrange(1, 1500)]


def shuffled(choice: Choice) -> str:
    words = choice.choice(SENTENCES).split()
    choice.shuffle(words)
    return f"{' '.join(words)}. {' '.join(choice.sample(WORDS, 60))}"


def shouted(choice: Choice) -> str:
    return "\n".join(sentence.upper() for sentence in choice.sample(SENTENCES, 3))


def headlines(choice: Choice) -> str:
    return "\n".join(choice.choice(SENTENCES).rstrip(".")[:80] for _ in range(8))


def listed(choice: Choice) -> str:
    return "\n\n\n".join(f"{choice.choice(['-', '•', '1.', 'a)'])} {choice.choice(SENTENCES)[:90]}" for _ in range(6))


def tabled(choice: Choice) -> str:
    return "\n".join("| " + choice.choice([" | ", "\t", ";"]).join(choice.choice(WORDS) for _ in range(6)) for _ in range(8))


def marked_down(choice: Choice) -> str:
    one, two, three = choice.sample(SENTENCES, 3)
    return f"# {one}\n\n**{two}**\n> {three}\n\n```\n{one}\n```\n[{two[:20]}](https://esempio.it/?a=1) ![x](x.png)\n---\n"


def html_remains(choice: Choice) -> str:
    one, two = choice.sample(SENTENCES, 2)
    return f"<p class='a'>{one.replace(' ', '&nbsp;', 3)}</p><br/><a href=\"x\">{two}</a> &amp; &lt; &#8217; <img src=x onerror=alert(1)>"


def sprinkled(choice: Choice) -> str:
    characters = list(" ".join(choice.sample(SENTENCES, 2)))
    for _ in range(choice.randrange(1, 30)):
        characters.insert(choice.randrange(len(characters)), choice.choice(SIGNS + FOREIGN))
    return "".join(characters)


def wrong_numbers(choice: Choice) -> str:
    return re.sub(r"\d+", lambda _: choice.choice(NUMBERS), " ".join(choice.sample(SENTENCES, 3)))


def unpunctuated(choice: Choice) -> str:
    return " ".join(choice.sample(SENTENCES, 8)).replace(". ", choice.choice([" ", ", ", "; ", " e ", " (", ": ", '" ', " «"]))


def broken_lines(choice: Choice) -> str:
    ends = ["\r\n", "\r", "\n\n\n\n", " \n \n", "\ufeff\n"]
    return "".join(choice.choice(ends) + choice.choice(SENTENCES) for _ in range(4))


@pytest.fixture(scope="module")
def known() -> catalogue.Catalogue:
    return catalogue.load()


def extract(text: str, known: catalogue.Catalogue, name: str = "x") -> Extraction:
    return pipeline.extract(Article(name, text, published="2018-03", language="it"), known)


@pytest.mark.parametrize(
    "make",
    [
        sliced, shuffled, shouted, headlines, listed, tabled, marked_down, html_remains, sprinkled, wrong_numbers, unpunctuated,
        broken_lines,
    ],
)  # fmt: skip
def test_odd_text_breaks_nothing(make: Callable[[Choice], str], known: catalogue.Catalogue) -> None:
    graph = Graph.memory(catalogue=known)
    for seed in range(40):
        text = make(Choice(f"{make.__name__} {seed}"))
        try:
            extraction = extract(text, known, f"x{seed}")
        except ArticleError:
            assert not text.strip() or re.match(r"\s*\d+ date", text), text
            continue
        for fact in extraction.facts:
            for piece in fact.evidence:
                assert text[piece.start : piece.end] == piece.quote and piece.quote, text
        graph.add(extraction)
    assert len(graph.articles()) >= 30
    assert all(0 < line["confidence"] <= 1 for line in graph.facts())


LONG = {
    "letters": "Xiaomi " + "a" * 100_000 + " ha aperto 3 negozi.",
    "digits": "Ricavi per " + "1" * 100_000 + " euro.",
    "digits glued": "1" * 100_000 + "abcd1",
    "separators": "Costa " + "1." * 50_000 + "5 euro.",
    "range": "1-" * 50_000 + "2",
    "address": "http://" + "a/" * 50_000,
    "accents": "e" + "\u0301" * 100_000,
    "spaces": "Xiaomi" + " " * 100_000 + "apre.",
    "hyphens": "a-" * 50_000,
}
REPEATED = [
    "( ", '"', "'", "l'", ". ", "A. ", ", ", ": ", "a\n", "e ", "che ", "non ", "ha ", "Xiaomi ", "Xiaomi, ", "Xiaomi apre ", "3 ", "2017 ",
    "3 milioni ", "il 5 novembre ", "il direttore generale ", "ha detto che ",
    "di", "%", "🚀", "小米公司", "شركة ", "@a", "<p>", "| 1 | ", "*",
]  # fmt: skip
SECONDS = 30  # some 20 times what a slow machine needs; what is quadratic takes longer by far


@pytest.mark.parametrize("text", LONG.values(), ids=list(LONG))
def test_words_without_an_end_take_no_time(text: str, known: catalogue.Catalogue) -> None:
    start = time.process_time()
    extract(text, known)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("text", REPEATED)
def test_what_repeats_without_end_takes_little_time(text: str, known: catalogue.Catalogue) -> None:
    start = time.process_time()
    extract((text * 30_000)[:30_000], known)
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("stops", [True, False])
def test_a_long_article_on_one_line_is_built_in_linear_time(stops: bool, tmp_path: Path) -> None:
    line = re.sub(r"\s+", " ", " ".join(re.sub(r"^\s*\d+ date \S+", "", text) for text in SEEDS))
    if not stops:
        line = re.sub(r"[.!?;:…](?=\s)", "", line)
    file = tmp_path / "long.txt"
    file.write_text((line + " ") * (600_000 // len(line)), "utf-8")
    start = time.process_time()
    report = pipeline.build([file], tmp_path / "store")
    assert time.process_time() - start < 240  # some 8 s on a machine at rest, an hour for what is quadratic
    assert not report.failures and report.facts["opens"] >= 1
    assert report.sentences > (2500 if stops else 400)


def test_what_many_articles_say_costs_no_more_for_the_last(known: catalogue.Catalogue) -> None:
    text = " ".join(f"Xiaomi ha aperto {number} negozi in India nel 2017." for number in range(2, 12))
    said = extract(text, known)
    graph = Graph.memory(catalogue=known)

    def seconds(first: int, last: int) -> float:
        start = time.process_time()
        for at in range(first, last):
            article = replace(said.article, id=f"x{at}")
            facts = (replace(fact, evidence=tuple(replace(piece, article=article.id) for piece in fact.evidence)) for fact in said.facts)
            graph.add(replace(said, article=article, facts=tuple(facts)))
        return time.process_time() - start

    early = seconds(0, 100)
    seconds(100, 900)
    assert seconds(900, 1000) < 4 * early + 0.5
    assert [len(record.evidence) for record in graph.records()] == [1000] * len(said.facts)
