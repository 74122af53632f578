"""The house keeps its shape: imports point one way, libraries stay in their rooms, files stay short and are named well."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"

# Each level may import itself and those before it.
LEVELS = [
    ["model", "errors"],
    ["vocabulary", "catalogue", "articles"],
    ["italian"],
    ["mentions", "matching"],
    ["rules"],
    ["extraction"],
    ["discourse"],
    ["identity"],
    ["graph"],
    ["view"],
    ["engines", "pipeline", "examples", "tracing", "server"],
    ["commands"],
]
LEVEL = {name: level for level, names in enumerate(LEVELS) for name in names}

LIBRARIES = {
    "pyoxigraph": {"graph", "vocabulary", "catalogue"},
    "rdflib": {"graph"},
    "pyshacl": {"graph"},
    "networkx": {"view"},
    "igraph": {"view"},
    "pyvis": {"view"},
    "typer": {"commands"},
    "distributed": {"engines"},
    "trafilatura": {"articles"},
    "warcio": {"articles"},
    "starlette": {"server"},
    "uvicorn": {"server"},
}
HEAVY = [*LIBRARIES.keys() - {"typer"}, "simplemma", "ahocorasick_rs", "IPython", "rich", "numpy", "lxml"]
TYPES = {"model", "errors"}

LONGEST = 400  # lines
SHORT_FILES = {".py", ".toml", ".ttl", ".rq", ".js", ".css", ".html", ".tsv", ".csv"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "stuff", "lib", "core", "shared"}


def modules() -> list[Path]:
    found = sorted(PACKAGE.rglob("*.py"))
    assert len(found) > 30, "the package was not found"
    return found


def room(file: Path) -> str:
    """Return the name of the module or package right under kg/ that a file belongs to; "kg" for the package itself."""
    first = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "kg" if first == "__init__" else first


def imports(file: Path) -> Iterator[str]:
    """Give every module that a file imports, at its top, in functions, or for type checking only."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"), str(file))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            if node.module == "kg":
                yield from (f"kg.{alias.name}" for alias in node.names)
            elif node.module:
                yield node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("import_module", "importlib.import_module", "__import__"):
            yield from (argument.value for argument in node.args if isinstance(argument, ast.Constant))


def test_every_room_has_a_level() -> None:
    assert {room(file) for file in modules()} - {"kg"} <= LEVEL.keys()


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_one_way(file: Path) -> None:
    here = room(file)
    if here == "kg":
        return  # the public names come from everywhere
    for imported in imports(file):
        parts = imported.split(".")
        if parts[0] == "kg" and len(parts) > 1 and parts[1] != "__version__":
            there = parts[1]
            assert there in LEVEL, f"imports kg.{there}, which is no room of the house"
            assert LEVEL[there] <= LEVEL[here], f"{here} imports {there}"


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_libraries_stay_in_their_rooms(file: Path) -> None:
    for imported in imports(file):
        library = imported.split(".")[0]
        assert room(file) in LIBRARIES.get(library, {room(file)}), f"imports {library}"


def test_the_types_import_nothing_of_ours() -> None:
    for file in (PACKAGE / "model.py", PACKAGE / "errors.py"):
        assert not [name for name in imports(file) if name.split(".")[0] == "kg"]


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_files_are_short() -> None:
    long = {}
    for file in tracked():
        if file.suffix in SHORT_FILES and "vendor" not in file.parts:
            lines = file.read_text("utf-8").count("\n")
            if lines > LONGEST:
                long[str(file.relative_to(ROOT))] = lines
    assert not long


def test_names_say_something() -> None:
    assert not [str(file.relative_to(ROOT)) for file in tracked() if VAGUE & {file.stem.lower(), file.parent.name.lower()}]


def test_modules_say_what_they_are() -> None:
    silent = [str(file.relative_to(ROOT)) for file in modules() if not ast.get_docstring(ast.parse(file.read_text("utf-8")))]
    assert not silent


@pytest.mark.parametrize(
    "statement",
    [
        "import kg",
        "import sys; sys.argv = ['kg', '--help']; from kg.commands import app; app(standalone_mode=False)",
        "import sys; sys.argv = ['kg', 'build', '--help']; from kg.commands import app; app(standalone_mode=False)",
    ],
)
def test_starting_imports_no_heavy_library(statement: str) -> None:
    report = f"{statement}\nimport sys; print('LOADED', *(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "LOADED"


def test_files_name_no_machine() -> None:
    """No tracked file names a folder of the machine it was written on."""
    roots = tuple("/" + name + "/" for name in ("work", "home", "root", "Users"))
    naming = [
        f"{file.relative_to(ROOT)}: {line.strip()[:80]}"
        for file in tracked()
        if file.suffix in SHORT_FILES | {".md", ".txt", ""} and file.name != "LICENSE"
        for line in file.read_text("utf-8").splitlines()
        if any(root in line for root in roots) and "http" not in line
    ]
    assert not naming
