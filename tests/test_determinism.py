"""The same report gives the same bytes, whatever surrounds the build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.pipeline import build_files
from project import SEED

if TYPE_CHECKING:
    from pathlib import Path

    from project import Run

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
        ({"PYTHONHASHSEED": "1", "LC_ALL": "C", "OMP_NUM_THREADS": "1", "TZ": "Asia/Shanghai"}, 1),
        ({"PYTHONHASHSEED": "4711", "LC_ALL": "C.UTF-8", "OMP_NUM_THREADS": "7", "PYTHONUTF8": "0"}, -1),
    ],
)
def test_build_gives_the_same_bytes(
    process: Run, tmp_path: Path, seed_folder: Path, environment: dict[str, str], order: int
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
        assert (made / name).read_bytes() == (tmp_path / "alone" / name).read_bytes(), name


@pytest.mark.parametrize("format_name", ["jsonld", "trig", "rdfxml", "graphml", "gexf", "csv", "xlsx"])
def test_export_gives_the_same_bytes(process: Run, tmp_path: Path, seed_graph: Path, format_name: str) -> None:
    """Every format of `export` is the same on each run."""
    made = []
    for seed in ("1", "4711"):
        target = tmp_path / f"{seed}.zip"
        ended = process("export", seed_graph, "-f", format_name, "-o", target, PYTHONHASHSEED=seed)
        assert ended.returncode == 0, ended.stderr
        made.append(target.read_bytes())
    assert made[0] == made[1]
