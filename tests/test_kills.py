"""What is killed while it writes leaves nothing mixed, nothing broken and, after the next run, nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.lengthy


def test_a_few_kills_of_each_kind_leave_nothing_wrong() -> None:
    """Two of the hundred that `make hostile` makes, in a process that has no threads when it forks."""
    ended = subprocess.run(
        [sys.executable, "-m", "benchmarks.kills", "2"],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert ended.stdout.count("killed 2 times, 0 wrong") == 4
