"""The wheel, alone in an empty environment, is the same program as the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest

from project import ROOT, SEED

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.lengthy

MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(folder),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of an environment that holds the wheel alone; what it depends on is lent to it from outside."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            str(wheel),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    # A folder named in a path file has its own path files left unread, so that the checkout is not on the path.
    (site,) = home.glob("lib/python*/site-packages")
    (site / "lent.pth").write_text(
        sysconfig.get_path("purelib") + "\n", encoding="utf-8"
    )
    return home / "bin" / "policygraph"


def test_wheel_carries_what_the_commands_read(wheel: Path) -> None:
    """Ontology, questions, seeds and weights are in the wheel, training and tests are not, and it stays small."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    for wanted in (
        "_data/ontology/policy.ttl",
        "_data/queries/tasks.rq",
        "_data/seeds/chongqing-2017.txt",
        "_data/seeds/chongqing-2026.txt",
        "comparison/page.html",
        "py.typed",
    ):
        assert f"policygraph/{wanted}" in names
    assert any(name.startswith("policygraph/weights/") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not [
        name
        for name in names
        if name.startswith(("training", "tests", "benchmarks", "samples", "graph/"))
    ]
    assert wheel.stat().st_size < 40 * MEBIBYTE


def test_wheel_builds_the_same_bytes_as_the_checkout(
    installed: Path, seed_folder: Path, tmp_path: Path
) -> None:
    """The seed's graph and page from the wheel equal those from the checkout; no file of the checkout is used."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONPATH"
    }
    subprocess.run(
        [str(installed), "build", str(SEED), "-o", "out"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        timeout=300,
    )
    for name in ("chongqing-2017.ttl", "chongqing-2017.html"):
        assert (tmp_path / "out" / name).read_bytes() == (
            seed_folder / name
        ).read_bytes(), name
    where = subprocess.run(
        [
            str(installed.with_name("python")),
            "-c",
            "import policygraph.resources as r; print(r.resource('queries'))",
        ],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert str(ROOT) not in where.stdout


def test_installed_wheel_answers(
    installed: Path, seed_graph: Path, tmp_path: Path
) -> None:
    """Questions, ontology and shapes are found in the wheel."""
    for command in (
        ("query", "tasks", "-g", str(seed_graph)),
        ("validate", str(seed_graph)),
        ("ontology",),
    ):
        ended = subprocess.run(
            [str(installed), *command],
            cwd=tmp_path,
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert ended.returncode == 0, ended.stderr
        assert ended.stdout
