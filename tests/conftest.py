"""What several test files share: the annotated reports where there are some."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated development reports; a test that needs it is skipped where there is none."""
    home = os.environ.get("POLICYGRAPH_SHARED")
    if not home:
        pytest.skip("POLICYGRAPH_SHARED is not set")
    return Path(home)
