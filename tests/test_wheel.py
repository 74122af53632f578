"""The built wheel, installed elsewhere, is the whole program: no checkout, no network."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

pytest.importorskip("build")
pytest.importorskip("hatchling")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = folder.glob("kg_news-*.whl")
    return file


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``kg`` of a new environment that holds the wheel, and sees this environment's libraries."""
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)], check=True
    )
    (packages,) = home.glob("lib/python*/site-packages")
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return home / "bin" / "kg"


def kg(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "KG_STORE")}
    return subprocess.run([str(program), *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_data_ships_and_nothing_else_is_installed(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for pattern in ("ontology/**/*", "seeds/*", "kg/rules/*.toml", "kg/view/**/*", "kg/server/**/*", "kg/italian/**/*"):
        for file in ROOT.glob(pattern):
            if file.is_file() and "__pycache__" not in file.parts:
                name = file.relative_to(ROOT).as_posix()
                assert (name if name.startswith("kg/") else f"kg/{name}") in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"kg", "kg_news"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_program_builds_its_seeds(program: Path, tmp_path: Path) -> None:
    built = kg(program, tmp_path, "build")
    assert built.returncode == 0, built.stderr
    assert "2 articles" in built.stdout
    listed = kg(program, tmp_path, "facts", "--format", "jsonl")
    assert listed.returncode == 0, listed.stderr
    assert '"article": "000_454880e11c44186f"' in listed.stdout
    drawn = kg(program, tmp_path, "view")
    assert drawn.returncode == 0, drawn.stderr
    assert (tmp_path / "graph.html").stat().st_size > 100_000
    valid = kg(program, tmp_path, "validate")
    assert valid.returncode == 0, valid.stdout + valid.stderr
