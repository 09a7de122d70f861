"""A folder that several processes build, one of which is killed: nothing is half, nothing lost, the next run finishes.

``python -m benchmarks.killed_folders [COUNT]`` builds a folder so many times and kills the run, or one of the processes
that read for it, at moments drawn from a seed. After each it looks at what is there: every file must have the bytes of
a run that nobody killed. Then it lets the same run come to its end and looks again: nothing may be missing or left.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.building import build_files, workers

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 50
REPORTS = 6
JOBS = 2
_ENDING = 60.0
_LOOK = 0.02


@dataclass(frozen=True, slots=True)
class _Case:
    """A folder of reports, and what a run that nobody kills makes of it."""

    reports: Path
    whole: dict[str, bytes]


def _write_reports(home: Path) -> None:
    for number in range(1, REPORTS + 1):
        text = f"Plan {number}\n(1) Roads.\n" + (
            f"We will build {number} railways from Chongqing to Kunming by 2030.\n"
            * number
        )
        (home / f"plan-{number}.txt").write_text(text, encoding="utf-8")


def build(reports: Path, out: Path, jobs: int = JOBS) -> None:
    """Builds a folder with so many processes, however small it is.

    Raises:
        PolicygraphError: That of a report that could not be built.
    """
    workers.WORTH = 0.01
    for outcome in build_files([reports], out, jobs=jobs):
        if outcome.error:
            raise outcome.error


def _start(reports: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.killed_folders", str(reports)]
    return subprocess.Popen([*command, str(out)])


def _readers(pid: int) -> list[int]:
    """The processes that read for a run, by their number."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            status = (folder / "stat").read_text(errors="replace").rpartition(")")[2]
            if int(status.split()[1]) == pid:
                found.append(int(folder.name))
    return sorted(found)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*")}


def _kill(run: subprocess.Popen[bytes], chance: random.Random) -> str:
    """Kills the run, or one of its processes if there is any; says which."""
    readers = _readers(run.pid)
    if readers and chance.random() < 1 / 2:
        with contextlib.suppress(ProcessLookupError):
            os.kill(chance.choice(readers), signal.SIGKILL)
        return "a reader"
    run.kill()
    return "the run"


def _wait_for(readers: list[int]) -> bool:
    """Whether processes that were left behind end by themselves."""
    until = time.monotonic() + _ENDING
    while any(Path(f"/proc/{reader}").exists() for reader in readers):
        if time.monotonic() > until:
            return False
        time.sleep(_LOOK)
    return True


def _wrong(out: Path, whole: dict[str, bytes], *, finished: bool) -> str:
    """What is wrong with what a run left."""
    there = _contents(out) if out.exists() else {}
    half = [name for name, content in there.items() if content != whole.get(name)]
    half = [name for name in half if finished or name != "index.html"]
    missing = sorted(whole.keys() - there.keys()) if finished else []
    left = sorted(path.name for path in out.glob("*.part")) if finished else []
    told = {"not as it should be": half, "missing": missing, "left over": left}
    return "; ".join(f"{what}: {names}" for what, names in told.items() if names)


def killed(count: int) -> list[str]:
    """What was wrong after so many kills; nothing if all is well."""
    chance = random.Random("folders")  # noqa: S311 - the same moments on each run
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        reports, whole_in = Path(folder) / "reports", Path(folder) / "whole"
        reports.mkdir()
        _write_reports(reports)
        began = time.monotonic()
        _finish(_start(reports, whole_in))
        seconds = time.monotonic() - began
        case = _Case(reports, _contents(whole_in))
        for number in range(count):
            out = Path(folder) / f"out-{number}"
            moment = seconds * chance.uniform(0.0, 1.05)
            found = _after_kill(case, out, moment, chance)
            wrong += [f"kill {number}: {told}" for told in found if told]
    return wrong


def _after_kill(
    case: _Case, out: Path, moment: float, chance: random.Random
) -> Iterator[str]:
    """What is wrong after a kill at a moment, in seconds, and after the run that follows."""
    run = _start(case.reports, out)
    time.sleep(moment)
    readers = _readers(run.pid)
    what = _kill(run, chance)
    code = run.wait()
    survived = what == "a reader"
    yield _wrong(out, case.whole, finished=survived)
    if survived and code:
        yield f"the run ended with {code}"
    if not _wait_for(readers):
        yield "processes were left behind"
    build(case.reports, out, jobs=1)
    yield _wrong(out, case.whole, finished=True)


def _finish(run: subprocess.Popen[bytes]) -> None:
    code = run.wait()
    if code:
        raise RuntimeError(f"a run that nobody killed ended with {code}")


def main(count: int) -> int:
    """Kills so many runs and prints what came of it; 1 if something was wrong."""
    began = time.monotonic()
    wrong = killed(count)
    seconds = time.monotonic() - began
    print(
        f"folder: killed {count} times, {len(wrong)} wrong, {seconds:.0f} s", flush=True
    )
    print("\n".join(wrong))
    return int(bool(wrong))


if __name__ == "__main__":
    if len(sys.argv) > 2:  # noqa: PLR2004 - a folder of reports and one to write to
        build(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
