"""What was freed goes back to the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

FREES_A_HUNDRED_MEGABYTES = """
from policygraph.memory import give_back

def resident():
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * 4096

blocks = [bytearray(1000) for _ in range(100_000)]
blocks = blocks[::1000]
before = resident()
give_back()
print(before - resident())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux how much it has")
def test_what_lies_free_between_what_is_used_goes_back() -> None:
    """Most of a hundred megabytes, though something of every part of them is still in use."""
    ended = subprocess.run(
        [sys.executable, "-c", FREES_A_HUNDRED_MEGABYTES],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(ended.stdout) > 50_000_000
