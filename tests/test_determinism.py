"""The same report gives the same bytes, whatever surrounds the build."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from policygraph.building import build_files
from policygraph.export import FORMATS
from project import ROOT, SEED

if TYPE_CHECKING:
    from pathlib import Path

    from project import Run

pytestmark = pytest.mark.lengthy

OTHER = """\
Development plan of the county
Chapter 2 Transport
We will build a high-speed railway from Chongqing to Kunming and raise investment by 12% to 3.5 billion yuan.
Chapter 5 Industry
The automobile industry and the electronic information industry will be supported in Chengdu, Kunming and Guiyang.
"""


@pytest.mark.parametrize(
    ("environment", "order"),
    [
        (
            {
                "PYTHONHASHSEED": "1",
                "LC_ALL": "C",
                "OMP_NUM_THREADS": "1",
                "TZ": "Asia/Shanghai",
            },
            1,
        ),
        (
            {
                "PYTHONHASHSEED": "4711",
                "LC_ALL": "C.UTF-8",
                "OMP_NUM_THREADS": "7",
                "PYTHONUTF8": "0",
            },
            -1,
        ),
    ],
)
def test_build_gives_the_same_bytes(
    process: Run,
    tmp_path: Path,
    seed_folder: Path,
    environment: dict[str, str],
    order: int,
) -> None:
    """Neither hash seed, locale, thread count, time zone, working directory nor the order of files changes a byte."""
    other = tmp_path / "other.txt"
    other.write_text(OTHER, encoding="utf-8")
    reports = [SEED, other]
    folder = tmp_path / "elsewhere" if order < 0 else tmp_path
    folder.mkdir(exist_ok=True)
    ended = process("build", *reports[::order], "-o", "made", cwd=folder, **environment)
    assert ended.returncode == 0, ended.stderr
    made = folder / "made"
    for name in ("chongqing-2017.ttl", "chongqing-2017.html"):
        assert (made / name).read_bytes() == (seed_folder / name).read_bytes(), name
    (alone,) = build_files([other], tmp_path / "alone")
    assert alone.error is None
    for name in ("other.ttl", "other.html"):
        assert (made / name).read_bytes() == (tmp_path / "alone" / name).read_bytes(), (
            name
        )


_EXPORTS = """
import sys
from pathlib import Path
from policygraph.export import FORMATS, export
from policygraph.store.reading import read_facts
facts = read_facts(sys.argv[1])
for format_name in FORMATS:
    Path(sys.argv[2], format_name).write_bytes(export(facts, format_name))
"""


@pytest.fixture(scope="module")
def exports(
    tmp_path_factory: pytest.TempPathFactory, seed_graph: Path
) -> tuple[Path, Path]:
    """Two folders with the seed's graph in every format, each made by a process with a hash seed of its own."""
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for folder, seed in zip(folders, ("1", "4711"), strict=True):
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT / "graph"),
            "PYTHONHASHSEED": seed,
        }
        command = [sys.executable, "-c", _EXPORTS, str(seed_graph), str(folder)]
        subprocess.run(command, env=environment, check=True, timeout=300)
    return folders


@pytest.mark.parametrize("format_name", FORMATS)
def test_export_gives_the_same_bytes(
    exports: tuple[Path, Path], format_name: str
) -> None:
    """Every format of `export` is the same on each run."""
    first, second = exports
    assert (first / format_name).read_bytes() == (second / format_name).read_bytes()
