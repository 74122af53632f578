"""Measures the Italian layer against a Universal Dependencies treebank, and its speed.

``python bench/language.py [FILE.conllu]`` (default: the treebank that the developers share beside the checkout).
UD's multiword tokens ("della", "aprirne") count as the one surface word that they are; its first or main word is compared.
Options list what differs: --tokens --sentences --pos --confusion --lemma --forms --NOUN-VERB (gold noun taken for a verb).
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.italian import analyse
from kg.model import Sentence, Token

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "ud" / "it_pud-ud-test.conllu"
MOODS = {"Ind": "indicative", "Cnd": "conditional", "Sub": "subjunctive", "Imp": "imperative"}
FORMS = {"Inf": "infinitive", "Ger": "gerund", "Part": "participle"}
TENSES = {"Pres": "present", "Imp": "imperfect", "Past": "past", "Fut": "future"}
NUMBERS = {"Sing": "singular", "Plur": "plural"}
POSSESSIVES = frozenset(["suo", "mio", "tuo", "nostro", "vostro", "loro", "proprio"])


@dataclass(frozen=True, slots=True)
class GoldWord:
    """A surface word of the treebank, with offsets into its sentence."""

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    features: dict[str, str]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoldSentence:
    text: str
    words: tuple[GoldWord, ...]
    rows: tuple[tuple[str, ...], ...]  # the treebank's rows of single words, all ten columns
    document: int


def read_treebank(path: Path) -> Iterator[GoldSentence]:
    """Reads a CoNLL-U file (https://universaldependencies.org/format.html)."""
    text, rows, document = "", [], 0
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            document += 1
        elif line.startswith("# text = "):
            text = line[len("# text = ") :]
        elif line and not line.startswith("#"):
            rows.append(tuple(line.split("\t")))
        elif not line and rows:
            yield GoldSentence(text, tuple(_align(text, rows)), tuple(row for row in rows if row[0].isdigit()), document)
            rows = []


def _align(text: str, rows: list[tuple[str, ...]]) -> Iterator[GoldWord]:
    position, covered = 0, 0
    by_id = {row[0]: row for row in rows}
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            covered = last
            parts = [by_id[str(number)] for number in range(first, last + 1)]
        elif int(row[0]) <= covered:
            continue
        else:
            parts = [row]
        start = text.index(row[1], position)
        position = start + len(row[1])
        main = next((part for part in parts if part[3] in ("VERB", "AUX")), parts[0])
        features = dict(pair.split("=", 1) for pair in main[5].split("|") if "=" in pair)
        yield GoldWord(start, position, row[1], main[2], main[3], features, tuple(int(part[0]) for part in parts))


def f1(right: int, given: int, wanted: int) -> float:
    return 2 * right / (given + wanted) if given + wanted else 0.0


def expected_form(features: dict[str, str]) -> tuple[str, ...]:
    """Mood, tense, person and number as VerbForm names them, as far as the treebank gives them."""
    if "Mood" in features:
        tense = TENSES.get(features.get("Tense", ""), "") if features["Mood"] != "Cnd" else "present"
        return (MOODS[features["Mood"]], tense, features.get("Person", ""), NUMBERS.get(features.get("Number", ""), ""))
    if features.get("VerbForm") in FORMS:
        return (FORMS[features["VerbForm"]],)
    return ("participle",) if features.get("Tense") == "Past" else ()


def given_form(token: Token, wanted: tuple[str, ...]) -> tuple[str, ...]:
    form = token.verb
    if form is None:
        return ("none",)
    if len(wanted) == 1:
        return (form.mood,)
    if wanted[1] == "past" and form.tense == "imperfect":  # the treebank has one past for imperfetto and passato remoto
        return (form.mood, "past", str(form.person or ""), form.number or "")
    return (form.mood, form.tense or "", str(form.person or ""), form.number or "")


def main() -> None:
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    path = Path(arguments[0]) if arguments else DEFAULT
    if not path.is_file():
        sys.exit(f"No treebank at {path}.\nGive the path of a CoNLL-U file: python bench/language.py it_pud-ud-test.conllu")
    gold = list(read_treebank(path))
    errors = Counter[str]()
    show = {argument[2:] for argument in sys.argv[1:] if argument.startswith("--")}

    documents: dict[int, list[GoldSentence]] = {}
    for sentence in gold:
        documents.setdefault(sentence.document, []).append(sentence)
    right = given = wanted = 0
    for sentences in documents.values():
        ends, text = set(), ""
        for sentence in sentences:
            text += (" " if text else "") + sentence.text
            ends.add(len(text))
        found = {sentence.end for sentence in analyse(text)}
        right, given, wanted = right + len(ends & found), given + len(found), wanted + len(ends)
        if "sentences" in show:
            for end in sorted(ends ^ found):
                errors[f"{'missed' if end in ends else 'spurious'} …{text[max(0, end - 30) : end]}|{text[end : end + 20]}"] += 1
    print(f"sentences F1      {f1(right, given, wanted):.4f}")

    right = given = wanted = 0
    tagged = tagged_possessive = aligned = 0
    verbs = Counter[str]()
    lemmas: dict[str, list[int]] = {}
    forms = [0, 0]
    for sentence in gold:
        tokens = {(token.start, token.end): token for part in analyse(sentence.text) for token in part.tokens}
        wanted += len(sentence.words)
        given += len(tokens)
        for index, expected in enumerate(sentence.words):
            token = tokens.get((expected.start, expected.end))
            context = (
                " ".join(w.text for w in sentence.words[max(0, index - 4) : index])
                + f" [{expected.text}] "
                + " ".join(w.text for w in sentence.words[index + 1 : index + 4])
            )
            if token is None:
                if "tokens" in show:
                    errors[f"{expected.text}: {context}"] += 1
                continue
            right += 1
            aligned += 1
            same = token.pos == expected.pos
            tagged += same
            tagged_possessive += same or (
                token.pos in ("DET", "PRON") and expected.lemma in POSSESSIVES and expected.pos in ("DET", "PRON")
            )
            if not same and "pos" in show:
                errors[f"{expected.pos}→{token.pos} {expected.text.lower()}"] += 1
            if not same and "confusion" in show:
                errors[f"{expected.pos}→{token.pos}"] += 1
            if not same and any(name.startswith(f"{expected.pos}-{token.pos}") for name in show):
                errors[context] += 1
            verbs["wanted"] += expected.pos == "VERB"
            verbs["given"] += token.pos == "VERB"
            verbs["right"] += same and token.pos == "VERB"
            if same:
                tally = lemmas.setdefault(expected.pos, [0, 0])
                agrees = token.lemma.lower() == expected.lemma.strip().lower()
                tally[0] += agrees
                tally[1] += 1
                if not agrees and "lemma" in show and expected.pos in ("NOUN", "ADJ", "VERB", "AUX", "ADV"):
                    errors[f"{expected.pos} {expected.text}: {expected.lemma} ≠ {token.lemma}"] += 1
            if same and expected.pos in ("VERB", "AUX"):
                form = expected_form(expected.features)
                if form:
                    forms[1] += 1
                    agrees = given_form(token, form) == form
                    forms[0] += agrees
                    if not agrees and "forms" in show:
                        errors[f"{expected.text}: {form} ≠ {given_form(token, form)}"] += 1
    print(f"tokens F1         {f1(right, given, wanted):.4f}")
    print(f"UPOS              {tagged / aligned:.4f}  (possessives as DET or PRON alike: {tagged_possessive / aligned:.4f})")
    print(f"VERB              P {verbs['right'] / verbs['given']:.4f}  R {verbs['right'] / verbs['wanted']:.4f}")
    print(
        "lemmas            "
        + "  ".join(f"{pos} {lemmas[pos][0] / lemmas[pos][1]:.3f}" for pos in ("NOUN", "ADJ", "VERB", "AUX", "ADV") if pos in lemmas)
    )
    print(f"verb features     {forms[0] / max(forms[1], 1):.4f}  of {forms[1]}")
    measure_syntax(gold)
    measure_speed(gold)
    for error, count in errors.most_common(250):
        print(count, error)


def measure_syntax(gold: list[GoldSentence]) -> None:
    """Subjects and objects, where bench/syntax.py measures them."""
    try:
        from syntax import measure
    except ImportError:
        return
    measure(gold)


def measure_speed(gold: list[GoldSentence]) -> None:
    """Tokens a second of processor time, each word form having been met before: the best of three runs."""
    text = "\n".join(sentence.text for sentence in gold)
    best = 0.0
    for _ in range(3):
        start = time.process_time()
        sentences: tuple[Sentence, ...] = analyse(text)
        seconds = time.process_time() - start
        best = max(best, sum(len(sentence.tokens) for sentence in sentences) / seconds)
    print(f"speed             {best:,.0f} tokens/s")


if __name__ == "__main__":
    main()
