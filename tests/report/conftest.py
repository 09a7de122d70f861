"""The seed, read once for all tests of the first stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.report import Report, read_report
from policygraph.resources import resource

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def seed_path() -> Path:
    """Where the seed report lies."""
    return resource("seeds", "chongqing-2017.txt")


@pytest.fixture(scope="session")
def seed(seed_path: Path) -> Report:
    """The seed report."""
    return read_report(seed_path)
