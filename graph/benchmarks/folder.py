"""Building a folder: several processes beside one bound to a core, memory beside that of ten reports, and a second run.

The reports are the passages of the reader's gold: the first ``REPORTS`` of them by name where the environment says so,
else all. Ways of building take turns, ``ROUNDS`` times.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.processes import PYTHON, ROOT, Run, heading, verdict
from benchmarks.processes import run as timed

if TYPE_CHECKING:
    from collections.abc import Sequence

GOLD = ROOT / "graph" / "training" / "gold"
JOBS = 2
FEW = 10
ROUNDS = int(os.environ.get("ROUNDS", "1"))
_TIMES_FASTER = 1.7
_MEMORY = 60.0
_SECOND = 0.05
_PARENT = """
import resource, sys
from pathlib import Path
from policygraph.building import build_files
build_files([Path(sys.argv[1])], Path(sys.argv[2]), jobs=int(sys.argv[3]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder of reports, and one to build into."""

    reports: Path
    out: Path

    def command(self, *options: str) -> list[str]:
        """The command that builds it."""
        command = [PYTHON, "-m", "policygraph", "build", "--quiet", str(self.reports)]
        return [*command, "-o", str(self.out), *options]

    def built(self, *options: str, before: Sequence[str] = ()) -> Run:
        """A run that finds nothing there."""
        shutil.rmtree(self.out, ignore_errors=True)
        return timed([*before, *self.command(*options)])

    def contents(self) -> dict[str, bytes]:
        """What it was built into."""
        return {path.name: path.read_bytes() for path in self.out.glob("[!.]*")}


def bench() -> None:
    """Print the figures of ``policygraph build`` on a folder."""
    passages = sorted(GOLD.glob("*.txt"))[: int(os.environ.get("REPORTS", "100000"))]
    with tempfile.TemporaryDirectory() as home:
        whole = _folder(Path(home), "whole", passages)
        size = sum(path.stat().st_size for path in passages)
        heading(
            f"a folder of {len(passages)} passages of the gold ({size:,} bytes), load {_load()}"
        )
        first, bytes_of_one = _speed(whole)
        _second_run(whole, first)
        _same_bytes(whole, bytes_of_one)
        _memory(whole, _folder(Path(home), "few", passages[:FEW]))


def _folder(home: Path, name: str, passages: Sequence[Path]) -> _Folder:
    reports = home / name
    reports.mkdir()
    for path in passages:
        shutil.copy(path, reports)
    return _Folder(reports, home / f"{name}-out")


def _load() -> str:
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


def _speed(folder: _Folder) -> tuple[Run, dict[str, bytes]]:
    """The run of several processes, and what one process made; prints both in turn and how many times faster."""
    ways = {
        "one process, one core": (("--jobs", "1"), ("taskset", "-c", "0")),
        "one process": (("--jobs", "1"), ()),
        f"{JOBS} processes": (("--jobs", str(JOBS)), ()),
    }
    walls: dict[str, list[float]] = {name: [] for name in ways}
    contents: dict[str, bytes] = {}
    for _ in range(ROUNDS):
        for name, (options, before) in ways.items():
            run = folder.built(*options, before=before)
            contents = contents or folder.contents()
            walls[name].append(run.wall)
            print(f"{name:<24} {run.wall:7.1f} s  {run.cpu:7.1f} s cpu  load {_load()}")
    bound, free, several = map(statistics.median, walls.values())
    what = f"time of {JOBS} processes, times that of one"
    verdict(f"{what} bound to a core", several / bound, 1 / _TIMES_FASTER)
    verdict(what, several / free, 1.0)
    return run, contents


def _second_run(folder: _Folder, first: Run) -> None:
    again = timed(folder.command("--jobs", str(JOBS)))
    verdict(
        "processor time of a second run, times the first",
        again.cpu / first.cpu,
        _SECOND,
    )


def _same_bytes(folder: _Folder, contents: dict[str, bytes]) -> None:
    """Says whether several processes wrote what one wrote."""
    other = sum(
        contents.get(name) != content for name, content in folder.contents().items()
    )
    verdict("files that are not those of one process", other, 0)


def _memory(whole: _Folder, few: _Folder) -> None:
    """The most memory of the process that was started, without those that it starts."""
    peaks = [_parent(folder) for folder in (few, whole)]
    print(f"memory at {FEW} reports: {peaks[0]} MiB, at all: {peaks[1]} MiB")
    verdict("memory above that of few reports", peaks[1] - peaks[0], _MEMORY, " MiB")


def _parent(folder: _Folder) -> int:
    shutil.rmtree(folder.out, ignore_errors=True)
    command = [PYTHON, "-c", _PARENT, str(folder.reports), str(folder.out), str(JOBS)]
    ended = subprocess.run(
        command, cwd=ROOT / "graph", capture_output=True, text=True, check=True
    )
    return int(ended.stdout)


if __name__ == "__main__":
    bench()
