"""Asking is quick because it loads only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SMALL = Path(__file__).parent.parent / "fixtures" / "small.ttl"
HEAVY = (
    "onnxruntime",
    "tokenizers",
    "numpy",
    "rdflib",
    "pyvis",
    "networkx",
    "rustworkx",
    "shacl",
    "httpx",
    "pydantic",
    "starlette",
    "urllib.request",
    "importlib.metadata",
    "policygraph.cli.build",
)
PROGRAM = """
import sys
from policygraph.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [["query", "places", "--graph", str(SMALL)], ["queries"]],
    ids=["query", "queries"],
)
def test_asking_loads_nothing_heavy(arguments: list[str]) -> None:
    """Neither the reader nor any library for networks, pages or the web."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    loaded = set(run.stderr.splitlines()[-1].split())
    assert "policygraph.queries" in loaded
    assert loaded.isdisjoint(HEAVY)
