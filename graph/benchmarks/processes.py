"""Whole processes, timed and weighed: from start to exit, imports and all, as somebody at a terminal waits for them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
# The first two choose an older kernel of OpenBLAS on some machines and slow a current numpy; the last has this package
# compiled anew in each process, but no other. No user has them set.
_UNSET = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "PYTHONDONTWRITEBYTECODE")

_WEIGHED = """
import os, sys, time
began = time.perf_counter()
started = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(started, 0)
wall = time.perf_counter() - began
os.write(int(sys.argv[1]), f"{wall} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss}".encode())
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Runs a command from a small process: a child's peak is never below that of the process which it was started from."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds from start to exit, processor seconds, and the most memory it held, in MiB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Runs:
    """Several runs of one command; each figure is the median."""

    runs: tuple[Run, ...]

    @property
    def wall(self) -> float:
        """Seconds from start to exit."""
        return statistics.median(run.wall for run in self.runs)

    @property
    def cpu(self) -> float:
        """Processor seconds, of all cores together."""
        return statistics.median(run.cpu for run in self.runs)

    @property
    def peak(self) -> float:
        """The most memory held, in MiB."""
        return statistics.median(run.peak for run in self.runs)


def side_by_side(
    commands: Mapping[str, Sequence[str]], *, rounds: int = 5
) -> dict[str, Runs]:
    """Run all commands in turn, round by round, so that whatever else the machine does falls on all of them alike.

    One round more than asked for is run and the first left out: it fills the caches of the file system.
    """
    measured: dict[str, list[Run]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            measure = run(command)
            if turn:
                measured[name].append(measure)
    return {name: Runs(tuple(runs)) for name, runs in measured.items()}


def heading(text: str) -> None:
    """Print what the next figures are about."""
    print(f"\n## {text}\n")


def line(name: str, runs: Runs, remark: str = "") -> None:
    """Print the figures of one command."""
    print(
        f"{name:<34} {runs.wall:7.2f} s  {runs.cpu:7.2f} s cpu  {runs.peak:6.0f} MiB  {remark}".rstrip()
    )


def verdict(claim: str, value: float, bound: float, unit: str = "") -> None:
    """Print a figure beside the bound that it must keep."""
    print(
        f"{claim:<60} {value:7.2f}{unit}  (at most {bound:g}{unit}) {'ok' if value <= bound else 'MISSED'}"
    )


def run(command: Sequence[str]) -> Run:
    """Run a command once; it is an end of the program where it fails."""
    environment = {
        name: value for name, value in os.environ.items() if name not in _UNSET
    }
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as told:
        ended = subprocess.run(
            [PYTHON, "-I", "-S", "-c", _WEIGHED, str(told.fileno()), *command],
            stdout=output,
            stderr=output,
            env=environment,
            cwd=ROOT,
            pass_fds=[told.fileno()],
            check=False,
        )
        if ended.returncode:
            output.seek(0)
            message = output.read().decode(errors="replace")
            raise SystemExit(
                f"{' '.join(command)} exited with {ended.returncode}:\n{message}"
            )
        told.seek(0)
        wall, cpu, kilobytes = map(float, told.read().split())
    return Run(wall, cpu, kilobytes / 1024)
