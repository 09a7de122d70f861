"""A run that is ended from outside: what is done is done, nothing is half, and the next run does the rest."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from policygraph.building import build_files
from processes_of import READERS, children_of, is_running
from project import ROOT, SEED

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.lengthy

REPORTS = 8
LETTERS = 9_000
"""Of the seed: enough that some reports are left when the first is done."""


def test_ctrl_c_ends_the_run_and_its_processes(tmp_path: Path) -> None:
    """With 130 and a line that says how far it came; the same command builds what is left."""
    text = SEED.read_text(encoding="utf-8")[:LETTERS]
    for number in range(REPORTS):
        (tmp_path / f"r{number}.txt").write_text(f"{text}\n{number}", encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "policygraph", "build", str(tmp_path)]
    with subprocess.Popen(
        [*command, "-o", str(out), "--jobs", "2"],
        cwd=ROOT / "graph",
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        # A shell that starts the tests in the background makes them, and what they start, deaf to interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - nothing else runs yet
    ) as process:
        assert process.stderr is not None
        try:
            deadline = time.monotonic() + 240
            while not list(out.glob("*.html")):
                assert time.monotonic() < deadline
                assert process.poll() is None
                time.sleep(0.05)
            readers = children_of(process.pid, READERS)
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
            errors = process.stderr.read().decode()
            assert process.wait(timeout=60) == 130
        finally:
            process.kill()
    assert len(readers) == 2
    assert not any(map(is_running, readers))
    assert "Traceback" not in errors
    (done,) = re.findall(rf"interrupted: (\d+) of {REPORTS} reports done", errors)
    assert not list(out.glob("*.part"))
    for graph in out.glob("*.ttl"):
        assert graph.read_bytes().rstrip().endswith(b".")
    outcomes = build_files([tmp_path], out, jobs=1)
    fates = [outcome.status for outcome in outcomes]
    assert int(done) <= fates.count("unchanged") < REPORTS
    assert fates.count("failed") == 0
    assert len(list(out.glob("*.ttl"))) == len(list(out.glob("r*.html"))) == REPORTS


def test_a_kill_of_the_run_or_of_its_processes_loses_nothing() -> None:
    """One of the fifty that `make hostile` makes: no half file, no lost report, the same bytes after the next run."""
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.killed_folders", "1"],
        cwd=ROOT / "graph",
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "killed 1 times, 0 wrong" in ended.stdout
