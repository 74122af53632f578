"""Measure queries: kg beside bare pyoxigraph and rdflib's memory store, on a generated graph of this project's shape.

usage: python bench/query.py [--triples N] [--full] [--rounds N] [--cold-rounds N] [--without-rdflib]

Prints for each of ten queries the best seconds of kg, pyoxigraph and rdflib in one run, and the geometric means of the ratios
(targets: at most 1.2 x pyoxigraph, at least 20 x faster than rdflib); then a cold query on 100 000 triples in fresh processes:
kg beyond an empty Typer command, beside pyoxigraph (target: at most 2 x) and rdflib parsing and querying (at least 12 x faster).
``--full`` is a million triples, of which rdflib's part takes some minutes.
"""

from __future__ import annotations

import argparse
import io
import math
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg import vocabulary  # noqa: E402
from kg.graph import Graph, sparql  # noqa: E402

P = vocabulary.PREFIXES
RELATIONS = ("opens", "makes", "partnersWith", "acquires", "sellsIn", "shipments", "revenue", "growth", "marketShare", "storeCount")
OBSERVATIONS = {"shipments", "revenue", "growth", "marketShare", "storeCount"}
STATUSES = ("actual", "actual", "actual", "actual", "actual", "actual", "actual", "expected", "expected", "reported", "denied")
COLD = 100_000  # triples of the cold query

# What people ask: SPARQL of one's own, and named queries with values of their parameters.
QUERIES: dict[str, str | tuple[str, dict[str, str]]] = {
    "all about one": "SELECT ?p ?o { r:organisation-7 ?p ?o }",
    "largest figures": "SELECT ?who ?value { ?f kg:relation kg:revenue ; kg:value ?value ; kg:subject/rdfs:label ?who } "
    "ORDER BY DESC(?value) ?who LIMIT 20",
    "stores --place": ("stores", {"place": "Place 3", "status": "expected"}),
    "figures --who": ("figures", {"who": "Organisation 1"}),
    "plans --since": ("plans", {"since": "2023", "relation": "opens"}),
    "timeline --about": ("timeline", {"about": "Organisation 2"}),
    "evidence --about": ("evidence", {"about": "Organisation 3"}),
    "market-shares": ("market-shares", {"place": "Place 7", "since": "2019"}),
    "partners --who": ("partners", {"who": "Organisation 5"}),
    "denied": ("denied", {}),
}
EMPTY = "import typer\napp = typer.Typer(rich_markup_mode=None)\n@app.command()\ndef nothing() -> None:\n    pass\napp()\n"
BARE = """import sys, pyoxigraph
store = pyoxigraph.Store.read_only(sys.argv[1])
store.query(sys.argv[2]).serialize(sys.stdout.buffer, format=pyoxigraph.QueryResultsFormat.CSV)
"""
RDFLIB = """import sys, rdflib
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
sys.stdout.buffer.write(graph.query(sys.argv[2]).serialize(format="csv"))
"""


def generate(triples: int) -> Iterator[ox.Quad]:
    """About so many quads of invented facts, always the same: entities, direct triples, facts, evidence and articles."""
    chance = random.Random(5)
    count, organisations = 0, max(20, triples // 1000)

    def node(name: str) -> ox.NamedNode:
        return ox.NamedNode(P["r"] + name)

    def say(subject: ox.NamedNode, **values: object) -> Iterator[ox.Quad]:
        for name, value in values.items():
            prefix, _, local = name.partition("_")
            yield ox.Quad(subject, ox.NamedNode(P[prefix] + local), value)  # type: ignore[arg-type]

    def kg(name: str) -> ox.NamedNode:
        return ox.NamedNode(P["kg"] + name)

    day = ox.NamedNode(P["xsd"] + "date")
    for kind, number in (("organisation", organisations), ("place", 60), ("product", organisations)):
        classes = {"organisation": "Company", "place": "Country", "product": "Product"}
        for i in range(number):
            count += 2
            yield from say(node(f"{kind}-{i}"), rdf_type=kg(classes[kind]), rdfs_label=ox.Literal(f"{kind.title()} {i}"))
    i = 0
    while count < triples:
        i += 1
        relation, status = chance.choice(RELATIONS), chance.choice(STATUSES)
        # few organisations are written about much, as in the news
        subject = node(f"organisation-{int(organisations * chance.random() ** 3)}")
        object_ = node(f"place-{chance.randrange(60)}" if relation == "sellsIn" else f"organisation-{chance.randrange(organisations)}")
        year, fact, article = chance.randrange(2012, 2026), node(f"fact-{i:07}"), node(f"article-{i // 8:06}")
        quads = [
            *say(fact, rdf_type=kg("Fact"), kg_relation=kg(relation), kg_subject=subject, kg_object=object_, kg_status=kg(status)),
            *say(fact, kg_value=ox.Literal(chance.randrange(1, 10**9)), kg_unit=ox.Literal("EUR"), kg_time=ox.Literal(str(year))),
            *say(fact, kg_from=ox.Literal(f"{year}-01-01", datatype=day), kg_until=ox.Literal(f"{year}-12-31", datatype=day)),
            *say(fact, kg_confidence=ox.Literal("0.9", datatype=ox.NamedNode(P["xsd"] + "decimal")), kg_subjectSource=kg("explicit")),
        ]
        if chance.random() < 0.4:
            quads += say(fact, kg_place=node(f"place-{chance.randrange(60)}"))
        if status == "actual" and relation not in OBSERVATIONS:
            quads += say(subject, **{f"kg_{relation}": object_})
        for place in range(1 + (chance.random() < 0.1)):
            piece = node(f"evidence-{i:07}-{place}")
            quads += say(fact, kg_evidence=piece)
            quads += say(piece, rdf_type=kg("Evidence"), prov_wasQuotedFrom=article, oa_exact=ox.Literal(f"le parole {i} che lo dicono"))
            quads += say(piece, oa_start=ox.Literal(i % 3000), oa_end=ox.Literal(i % 3000 + 30), kg_rule=ox.Literal(f"{relation}/rule"))
        if i % 8 == 0:
            quads += say(article, rdf_type=ox.NamedNode(P["schema"] + "NewsArticle"), dcterms_identifier=ox.Literal(f"a{i // 8}"))
        count += len(quads)
        yield from quads


def build(folder: Path, triples: int) -> int:
    """Make the graph in a folder; returns how many triples it has."""
    with Graph.open(folder, write=True) as graph:
        graph.store.bulk_extend(generate(triples))
        graph.store.optimize()
        return len(graph)


def dump(folder: Path, file: Path) -> None:
    """Write the graph as N-Triples, which rdflib reads."""
    ox.Store.read_only(str(folder)).dump(output=str(file), format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())


def timed(work: Callable[[], object]) -> float:
    """The seconds of some work."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def mean(ratios: list[float]) -> float:
    """The geometric mean."""
    return math.exp(statistics.fmean(map(math.log, ratios)))


def warm(folder: Path, rounds: int, with_rdflib: bool) -> None:
    """Print each query's seconds side by side."""
    store = ox.Store.read_only(str(folder))
    memory = None
    if with_rdflib:
        import rdflib

        with tempfile.TemporaryDirectory() as scratch:
            dump(folder, Path(scratch) / "graph.nt")
            begun = time.perf_counter()
            memory = rdflib.Graph().parse(Path(scratch) / "graph.nt", format="nt")
            print(f"rdflib reads the graph in {time.perf_counter() - begun:.1f} s", flush=True)
    prefixes = dict(P)
    beside, faster = [], []
    print(f"{'query':<22}{'rows':>9}{'kg s':>10}{'oxigraph s':>12}{'rdflib s':>11}{'kg/ox':>8}{'rdflib/kg':>11}")
    with Graph.open(folder) as graph:
        for name, query in QUERIES.items():
            text = query if isinstance(query, str) else sparql.find(*query, sparql.resolver(graph))
            output = io.BytesIO()
            sparql.run(graph, text, output, format="csv")
            rows = output.getvalue().count(b"\n") - 1

            def ours(text: str = text) -> None:
                sparql.run(graph, text, io.BytesIO(), format="csv")

            def bare(text: str = text) -> None:
                answer = store.query(text, prefixes=prefixes)
                assert isinstance(answer, ox.QuerySolutions)
                answer.serialize(io.BytesIO(), format=ox.QueryResultsFormat.CSV)

            bare()
            # in turns, so that what else the machine does falls on both
            pairs = [(timed(ours), timed(bare)) for _ in range(rounds)]
            mine, theirs = (min(column) for column in zip(*pairs, strict=True))
            beside.append(mine / theirs)
            slow = math.nan
            if memory is not None:
                slow = timed(lambda text=text: memory.query(text, initNs=prefixes).serialize(format="csv"))  # type: ignore[misc]
                faster.append(slow / mine)
            print(f"{name:<22}{rows:>9}{mine:>10.4f}{theirs:>12.4f}{slow:>11.3f}{mine / theirs:>8.2f}{slow / mine:>11.1f}", flush=True)
    print(f"geometric mean: {mean(beside):.2f} x pyoxigraph (target <= 1.2)", end="")
    print(f", {mean(faster):.0f} x faster than rdflib (target >= 20)" if faster else "")


def cold(scratch: Path, rounds: int, with_rdflib: bool) -> None:
    """Print the seconds of one query in fresh processes."""
    folder = scratch / "cold"
    print(f"\none cold query on {build(folder, COLD)} triples, median of {rounds}:")
    text = sparql.find("evidence", {"about": f"{P['r']}organisation-3"})
    declared = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in P.items()) + text
    dump(folder, scratch / "cold.nt")
    (scratch / "empty.py").write_text(EMPTY)
    commands = {
        "empty Typer command": [sys.executable, str(scratch / "empty.py")],
        "pyoxigraph": [sys.executable, "-c", BARE, str(folder), declared],
        "kg query": [sys.executable, str(ROOT / "cli.py"), "query", text, "--format", "csv", "--store", str(folder)],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    answers = set()
    for _ in range(rounds):
        for name, command in commands.items():
            begun = time.perf_counter()
            answer = subprocess.run(command, check=True, capture_output=True).stdout
            seconds[name].append(time.perf_counter() - begun)
            answers.add(answer)
    assert len(answers) == 2, "kg and pyoxigraph answer differently"
    empty, bare, ours = (statistics.median(each) for each in seconds.values())
    print(f"empty Typer command {empty:.3f} s, pyoxigraph {bare:.3f} s, kg query {ours:.3f} s")
    print(f"beyond the empty command {ours - empty:.3f} s: {(ours - empty) / bare:.2f} x pyoxigraph (target <= 2)")
    if with_rdflib:
        command = [sys.executable, "-c", RDFLIB, str(scratch / "cold.nt"), declared]
        slow = statistics.median(
            timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(max(1, rounds // 5))
        )
        print(
            f"rdflib parsing and querying {slow:.2f} s: {slow / ours:.1f} x kg query, {slow / (ours - empty):.1f} x beyond (target >= 12)"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=100_000)
    parser.add_argument("--full", action="store_true", help="a million triples")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--cold-rounds", type=int, default=11)
    parser.add_argument("--without-rdflib", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        begun = time.perf_counter()
        folder = Path(scratch) / "store"
        triples = build(folder, 1_000_000 if given.full else given.triples)
        print(f"{triples} triples, written in {time.perf_counter() - begun:.1f} s", flush=True)
        warm(folder, given.rounds, not given.without_rdflib)
        cold(Path(scratch), given.cold_rounds, not given.without_rdflib)


if __name__ == "__main__":
    main()
