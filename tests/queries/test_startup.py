"""Asking is quick because it loads only what it needs."""

from __future__ import annotations

import json
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
    "starlette",
)
PROGRAM = """
import json, sys
from policygraph.cli.app import app
app(sys.argv[1:], standalone_mode=False)
print(json.dumps(sorted(name for name in sys.modules if "." not in name)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments", [["query", "places", "--graph", str(SMALL)], ["queries"]], ids=["query", "queries"]
)
def test_asking_loads_nothing_heavy(arguments: list[str]) -> None:
    """Neither the reader nor any library for networks, pages or the web."""
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True, timeout=120
    )
    loaded = set(json.loads(run.stderr.splitlines()[-1]))
    assert "policygraph" in loaded
    assert loaded.isdisjoint(HEAVY)
