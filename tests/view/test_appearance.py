"""Colours, words and the page of the seed articles."""

from __future__ import annotations

import re
import tomllib
from importlib import resources
from pathlib import Path

import pytest

from kg.graph.appearance import COLOURS, DENIED, LINE
from kg.view.drawing import SHAPES
from tests.view.test_page import OVERLAPS

ASSETS = resources.files("kg.view").joinpath("assets")
THEMES = re.findall(r"\{([^{}]*--ground:[^{}]*)\}", ASSETS.joinpath("page.css").read_text("utf-8"))


def colours(theme: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", theme))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [part / 255 for part in bytes.fromhex(colour[1:])]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [THEMES[0], THEMES[1]])
def test_contrast(theme):
    named = colours(theme)
    for ground in (named["ground"], named["sheet"]):
        assert all(contrast(named[name], ground) >= 4.5 for name in ("text", "soft", "accent", "denied"))
        assert all(contrast(colour, ground) >= 3 for name, colour in named.items() if name.startswith("class-") or name == "line")
    assert contrast(named["text"], named["mark"]) >= 4.5


def test_dark_is_the_same_chosen_or_by_the_system():
    assert len(THEMES) == 3 and colours(THEMES[1]) == colours(THEMES[2])


def test_files_for_other_programs_have_the_colours_of_the_page():
    light = colours(THEMES[0])
    assert {f"class-{kind.lower()}": colour for kind, colour in COLOURS.items()}.items() <= light.items()
    assert (light["line"], light["denied"]) == (LINE, DENIED)
    assert list(SHAPES) == list(COLOURS)


def test_both_languages_say_the_same_things_and_nothing_is_left_unsaid():
    words = {language: tomllib.loads(ASSETS.joinpath(f"{language}.toml").read_text("utf-8")) for language in ("it", "en")}
    for table in ("ui", "relations", "classes", "statuses", "statuses_many", "sentences", "bounds", "currencies"):
        assert list(words["it"][table]) == list(words["en"][table])
    view = Path(__file__).parents[2] / "kg" / "view"
    files = [*sorted((view / "assets").glob("*.js")), view / "template.html", view / "page.py"]
    source = "".join(file.read_text("utf-8") for file in files)
    used = set(re.findall(r'"(\w+)"', source)) | set(re.findall(r"\{\{say\.(\w+)\}\}", source))
    assert set(words["it"]["ui"]) <= used


def test_the_page_of_the_seed_articles(browser, tmp_path):
    import kg
    from kg.view import network, write

    kg.build([], tmp_path / "store")
    with kg.Graph.open(tmp_path / "store") as graph:
        write(network(graph), tmp_path / "seeds.html")
    page = browser.open(tmp_path / "seeds.html")
    overlaps, labels = page.evaluate(OVERLAPS)
    assert overlaps == 0
    assert labels == page.evaluate("kg.picture.shown.nodes.size + kg.picture.shown.lines.length")
    assert page.evaluate("Math.min(...kg.lettering.current().placed.labels.map((label) => label.size))") >= 11
    wide, high = page.evaluate("""() => { const boxes = kg.lettering.current().placed.labels.map((label) => label.box);
      const stage = document.getElementById('stage'), side = (name, pick) => pick(...boxes.map((box) => box[name]));
      return [(side('right', Math.max) - side('left', Math.min)) / stage.clientWidth,
        (side('bottom', Math.max) - side('top', Math.min)) / stage.clientHeight]; }""")
    assert wide >= 0.8 and high >= 0.8
    main = page.evaluate("[...kg.data.nodes].sort((a, b) => a.rank - b.rank)[0].label")
    assert main == "Xiaomi" and browser.complaints == []


def test_the_picture_of_the_readme_is_small():
    picture = Path(__file__).parents[2] / "docs" / "seeds.png"
    assert picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size < 200_000
