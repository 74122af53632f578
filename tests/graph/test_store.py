"""Articles are added, replaced and removed; what is there stays there."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kg.catalogue import Catalogue
from kg.errors import InputError, StoreError
from kg.graph import Graph
from kg.graph.folder import MARKER
from kg.model import Article, Entity, Evidence, Extraction, Fact

Another = Callable[..., Extraction]
HOSTILE = [
    '"><img src=x onerror=alert(1)>',
    "a\\u0022 . } ; DROP ALL #",
    'tre """ apici',
    "nul\x00 bel\x07 esc\x1b[31m",
    "\u202eorevor",
    "a\nb\tc\r\\",
]


@pytest.fixture
def graph(catalogue: Catalogue) -> Graph:
    return Graph.memory(catalogue=catalogue)


def dump(graph: Graph) -> list[str]:
    return sorted(str(quad) for quad in graph.store)


def test_facts_are_lines_of_facts_md(graph: Graph, extraction: Extraction) -> None:
    graph.add(extraction)
    first, *_, last = graph.facts()
    assert first == {
        "article": "one", "relation": "opens", "subject": "Zenvia", "object": "store", "role": None, "metric": None, "value": 3,
        "valueMax": None, "unit": "store", "bound": None, "place": "Lumia", "time": "2024-01/2024-06", "status": "actual", "by": None,
        "former": None, "confidence": 0.9, "subjectSource": "explicit", "start": 0, "end": 20, "id": first["id"],
        "quote": "Zenvia apre 3 negozi", "rule": "opens/organisation-opens-stores",
    }  # fmt: skip
    assert isinstance(first["value"], int) and first["id"].startswith("fact-")
    assert (last["relation"], last["metric"], last["value"], last["object"]) == ("growth", "revenue", 12.5, None)


def test_building_twice_changes_nothing(graph: Graph, extraction: Extraction) -> None:
    assert graph.add(extraction) is True
    before = dump(graph)
    assert graph.add(extraction) is False
    assert dump(graph) == before


def test_a_fact_of_two_articles_is_one_with_the_better_confidence(graph: Graph, another: Another) -> None:
    graph.add(another("one"))
    alone = dump(graph)
    graph.add(another("two", confidence="0.95", source="topic"))
    records = list(graph.records())
    assert len(records) == 4
    assert {(record.confidence, record.subject_source, len(record.evidence)) for record in records} == {(Decimal("0.95"), "topic", 2)}
    assert [line["confidence"] for line in graph.facts(articles=["one"])] == [0.9] * 4
    graph.remove(["two"])
    assert dump(graph) == alone


def test_the_order_of_articles_does_not_matter(catalogue: Catalogue, another: Another) -> None:
    extractions = [another("one"), another("two", confidence="0.95"), another("three", confidence="0.5", source="nominal")]
    dumps = []
    for order in (extractions, extractions[::-1], extractions[1:] + extractions[:1]):
        graph = Graph.memory(catalogue=catalogue)
        for extraction in order:
            graph.add(extraction)
        dumps.append(dump(graph))
    assert dumps[0] == dumps[1] == dumps[2]


def test_removing_takes_back_everything_and_nothing_else(graph: Graph, another: Another) -> None:
    graph.add(another("one"))
    graph.add(another("two"))
    graph.remove(["one"])
    fresh = Graph.memory(catalogue=graph._catalogue)
    fresh.add(another("two"))
    assert dump(graph) == dump(fresh)
    graph.remove(["two"])
    assert dump(graph) == []


def test_a_direct_triple_stays_while_another_fact_supports_it(graph: Graph, another: Another) -> None:
    two = another("two")
    graph.add(another("one"))
    graph.add(replace(two, facts=tuple(replace(fact, time="2023") for fact in two.facts)))
    graph.remove(["one"])
    assert any(quad.predicate.value.endswith("#opens") for quad in graph.store)
    assert any(quad.predicate.value.endswith("#role") and "lea-brandi" in quad.subject.value for quad in graph.store)
    planned = replace(two, facts=tuple(replace(fact, status="expected") for fact in two.facts))
    graph.add(planned)
    assert not any(quad.predicate.value.endswith("#opens") for quad in graph.store)
    assert not any("zenvia-head" in str(quad) for quad in graph.store)


def test_a_changed_article_replaces_its_facts(catalogue: Catalogue, another: Another) -> None:
    graph, fresh = Graph.memory(catalogue=catalogue), Graph.memory(catalogue=catalogue)
    changed = replace(another("one"), facts=another("one", confidence="0.4").facts[1:3])
    graph.add(another("two"))
    graph.add(another("one"))
    assert graph.add(changed) is True
    fresh.add(changed)
    fresh.add(another("two"))
    assert dump(graph) == dump(fresh)


def test_names_and_classes_that_only_a_removed_article_gave_go_with_it(graph: Graph) -> None:
    def article(name: str, called: str, kind: str) -> Extraction:
        evidence = (Evidence(name, 0, 4, "vale", "x/y", Decimal(1), "explicit"),)
        return Extraction(
            Article(name, "vale"), 1, (Fact("sellsIn", Entity(called, kind), Entity("Lumia", "Country", "lumia"), evidence=evidence),)
        )

    graph.add(article("one", "Orba 6", "Product"))
    before = dump(graph)
    graph.add(article("two", "ORBA 6", "Company"))
    assert len([quad for quad in graph.store if quad.predicate.value.endswith("#label") and "orba-6" in quad.subject.value]) == 2
    graph.remove(["two"])
    assert dump(graph) == before


def test_an_article_without_facts_is_kept(graph: Graph, extraction: Extraction) -> None:
    graph.add(replace(extraction, facts=()))
    (source,) = graph.articles()
    assert (source.id, source.title, source.published) == ("one", "Titolo one", "2024-05")
    assert list(graph.facts()) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(tmp_path: Path, catalogue: Catalogue, another: Another, text: str) -> None:
    one = another("one")
    evidence = replace(one.facts[0].evidence[0], quote=text)
    fact = replace(one.facts[0], subject=Entity(text, "Company"), object=Entity(text, "Topic"), relation="focusesOn", evidence=(evidence,))
    with Graph.open(tmp_path / "store", write=True, catalogue=catalogue) as graph:
        graph.add(replace(one, article=replace(one.article, id=text, title=text), facts=(*one.facts, fact)))
        kept = len(graph)
        graph.add(replace(another("one"), article=replace(one.article, id=text, title=text)))  # through SPARQL: quads are deleted
        assert 0 < len(graph) < kept
        graph.add(replace(one, article=replace(one.article, id=text, title=text), facts=(*one.facts, fact)))
        assert len(graph) == kept
        assert {"subject": text, "quote": text, "article": text}.items() <= next(graph.facts(relations=["focusesOn"])).items()
        graph.remove([text])
        assert len(graph) == 0


def test_filters(graph: Graph, another: Another) -> None:
    graph.add(another("one"))
    graph.add(replace(another("two"), facts=another("two").facts[:1]))
    assert [line["article"] for line in graph.facts(relations=["opens"], statuses=["actual"])] == ["one", "two"]
    assert [line["relation"] for line in graph.facts(entities=["lea brandi"])] == ["holdsRole", "opens"]
    assert [line["relation"] for line in graph.facts(entities=["Lumia"], articles=["two"])] == ["opens"]
    (record,) = graph.records(relations=["growth"])
    assert [each.id for each in graph.records(ids=[record.id])] == [record.id]


@pytest.mark.parametrize(
    ("filters", "nearest"),
    [
        ({"relations": ["open"]}, "opens"), ({"statuses": ["planned"]}, "actual"), ({"entities": ["Zenvai"]}, "Zenvia"),
        ({"articles": ["onw"]}, "one"), ({"ids": ["fact-0"]}, "kg facts"),
    ],
)  # fmt: skip
def test_an_unknown_filter_names_the_nearest(graph: Graph, extraction: Extraction, filters: dict[str, list[str]], nearest: str) -> None:
    graph.add(extraction)
    with pytest.raises(InputError, match=nearest):
        list(graph.records(**filters))


@pytest.mark.parametrize("name", ["Zenvia", "zenvia s.p.a.", "r:zenvia", "zenvia", "https://w3id.org/kg-news/id/zenvia"])
def test_an_entity_goes_by_name_alias_and_iri(graph: Graph, extraction: Extraction, name: str) -> None:
    graph.add(extraction)
    node = graph.entity(name)
    assert (node.id, node.name, node.kind, node.aliases) == ("zenvia", "Zenvia", "Company", ("Zenvia S.p.A.",))


def test_removing_is_all_or_nothing(graph: Graph, another: Another) -> None:
    graph.add(another("one"))
    before = dump(graph)
    with pytest.raises(InputError, match="two: no such article"):
        graph.remove(["one", "two"])
    assert dump(graph) == before


def test_the_store_on_disk_is_opened_again(tmp_path: Path, catalogue: Catalogue, extraction: Extraction) -> None:
    with Graph.open(tmp_path / "store", write=True, catalogue=catalogue) as graph:
        graph.add(extraction)
        facts = list(graph.facts())
    with Graph.open(tmp_path / "store") as again:
        assert list(again.facts()) == facts
        with pytest.raises(StoreError, match="reading only"):
            again.remove(["one"])


HOLD = "import sys, pyoxigraph; s = pyoxigraph.Store(sys.argv[1]); print('held', flush=True); sys.stdin.read()"


def test_a_store_that_another_process_holds(tmp_path: Path, catalogue: Catalogue, extraction: Extraction) -> None:
    with Graph.open(tmp_path / "store", write=True, catalogue=catalogue) as graph:
        graph.add(extraction)
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path / "store"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdin and holder.stdout and holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match="held by another process"):
            Graph.open(tmp_path / "store", write=True)
        with Graph.open(tmp_path / "store") as reader:
            assert len(list(reader.facts())) == 4
        holder.stdin.close()
    with Graph.open(tmp_path / "store", write=True) as graph:
        assert len(list(graph.facts())) == 4


KILLED = """
import os, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from conftest import extract
from kg.graph import Graph
graph = Graph.open(sys.argv[1], write=True)
graph.add(extract("one"))
graph.add(extract("two"))
os._exit(9)
"""


def test_what_was_added_outlives_a_crash(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path / "store", Path(__file__).parent], check=False)
    assert done.returncode == 9
    with Graph.open(tmp_path / "store") as graph:
        assert [source.id for source in graph.articles()] == ["one", "two"]
        assert len(list(graph.facts())) == 8


def test_an_add_that_fails_leaves_the_graph_as_it_was(graph: Graph, another: Another, monkeypatch: pytest.MonkeyPatch) -> None:
    graph.add(another("one"))
    before = dump(graph)

    class Full:
        def __getattr__(self, name: str) -> object:
            return getattr(store, name)

        def __contains__(self, quad: object) -> bool:
            return quad in store

        def update(self, _: str) -> None:
            raise OSError("No space left on device")

    store = graph.store
    monkeypatch.setattr(graph, "store", Full())
    with pytest.raises(StoreError, match="still there"):
        graph.add(another("one", confidence="0.4"))
    monkeypatch.undo()
    assert dump(graph) == before


def test_folders_that_hold_no_graph(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("ciao")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "CURRENT").write_text("nonsense")
    (tmp_path / "empty").mkdir()
    for write in (True, False):
        with pytest.raises(StoreError, match="holds other files"):
            Graph.open(tmp_path / "letters", write=write)
        with pytest.raises(StoreError, match="a file, not"):
            Graph.open(tmp_path / "letters" / "a.txt", write=write)
        with pytest.raises(StoreError, match="damaged"):
            Graph.open(tmp_path / "broken", write=write)
    for missing in ("empty", "nowhere"):
        with pytest.raises(StoreError, match="no graph here\nBuild one with `kg build`"):
            Graph.open(tmp_path / missing)
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["a.txt"]
    assert not (tmp_path / "nowhere").exists()
    with Graph.open(tmp_path / "empty", write=True) as graph:
        assert len(graph) == 0


def test_the_base_is_fixed_when_the_store_is_made(
    tmp_path: Path, catalogue: Catalogue, extraction: Extraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_BASE", "https://example.org/news/")
    with Graph.open(tmp_path / "store", write=True, catalogue=catalogue) as graph:
        graph.add(extraction)
        assert graph.entity("Zenvia").iri == "https://example.org/news/zenvia"
    monkeypatch.delenv("KG_BASE")
    with Graph.open(tmp_path / "store") as graph:
        assert graph.entity("r:zenvia").name == "Zenvia"
    with pytest.raises(StoreError, match=r"named under https://example\.org/news/"):
        Graph.open(tmp_path / "store", base="https://example.org/other/")
    with pytest.raises(InputError, match="not a base"):
        Graph.open(tmp_path / "other", write=True, base="nonsense")
    (tmp_path / "store" / MARKER).write_text("{")
    with pytest.raises(StoreError, match="marker"):
        Graph.open(tmp_path / "store")


BUILD = """
import hashlib, io, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from conftest import extract
from kg.graph import Graph
from kg.graph.export import WRITERS, export
with Graph.open(sys.argv[1], write=True) as graph:
    for name in sys.argv[3:]:
        graph.add(extract(name))
    for ending in WRITERS:
        output = io.BytesIO()
        export(graph, Path("graph" + ending), output)
        print(ending, hashlib.sha256(output.getvalue()).hexdigest())
"""


def test_every_export_is_the_same_in_every_process(tmp_path: Path) -> None:
    outputs = []
    for seed, names in enumerate((["one", "two", "three"], ["three", "one", "two"], ["two", "two", "three", "one"])):
        command = [sys.executable, "-c", BUILD, tmp_path / str(seed), Path(__file__).parent, *names]
        done = subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": str(seed)})
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1] == outputs[2]
    assert outputs[0].count(b"\n") == 10 and hashlib.sha256(b"").hexdigest().encode() not in outputs[0]
