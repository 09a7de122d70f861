"""What runs elsewhere than on Linux: everything but the server, without the modules that only some systems have."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from project import ROOT, SEED

if TYPE_CHECKING:
    from pathlib import Path

    from project import Run

_ELSEWHERE = """
import asyncio, os, signal, sys  # Python's own modules are this system's

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name in {"fcntl", "resource", "pwd", "grp", "termios"}:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

for name in ("fcntl", "resource", "pwd", "grp", "termios"):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())
for name in ("fork", "sysconf", "geteuid", "getuid", "O_NOFOLLOW", "O_NONBLOCK"):
    delattr(os, name)
for name in ("SIGALRM", "SIGBUS", "setitimer", "ITIMER_REAL"):
    delattr(signal, name)
"""
_ALL_MODULES = """
import importlib, pkgutil, policygraph
for module in pkgutil.walk_packages(policygraph.__path__, "policygraph."):
    if not module.name.startswith("policygraph.web") and module.name != "policygraph.__main__":
        importlib.import_module(module.name)
"""
_COMMANDS = """
from policygraph.cli import main
sys.argv[0] = "policygraph"
main()
"""


def elsewhere(
    program: str, *arguments: str | Path, cwd: Path
) -> subprocess.CompletedProcess[str]:
    """A Python program run as on a system without forks, locks and limits, and with another encoding."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG"))
    }
    return subprocess.run(
        [sys.executable, "-c", _ELSEWHERE + program, *map(str, arguments)],
        cwd=cwd,
        env={
            **environment,
            "PYTHONPATH": str(ROOT / "graph"),
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_all_modules_but_the_server_are_imported_elsewhere(tmp_path: Path) -> None:
    """None of them needs what only Linux has before it is used."""
    ended = elsewhere(_ALL_MODULES, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr


def test_a_report_is_built_elsewhere_to_the_same_bytes(
    tmp_path: Path, seed_graph: Path
) -> None:
    """The graph does not depend on the system that made it."""
    ended = elsewhere(_COMMANDS, "build", SEED, "-o", "out", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "out" / seed_graph.name).read_bytes() == seed_graph.read_bytes()


@pytest.mark.parametrize(
    "command",
    [
        "query own.rq --graph GRAPH",
        "export GRAPH -o out.nq",
        "view GRAPH -o view.html",
        "explain GRAPH biomedicine",
    ],
)
def test_a_graph_is_used_elsewhere(command: str, tmp_path: Path) -> None:
    """One's own SPARQL, ways out, views and explanations need nothing that only Linux has."""
    graph = str(ROOT / "tests" / "fixtures" / "small.ttl")
    (tmp_path / "own.rq").write_text("SELECT * { ?s a pg:Place }", encoding="utf-8")
    ended = elsewhere(_COMMANDS, *command.replace("GRAPH", graph).split(), cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr


def test_the_server_says_that_it_runs_on_linux(
    policygraph: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Elsewhere `serve` is a usage error, with what to do instead."""
    monkeypatch.setattr(sys, "platform", "darwin")
    ended = policygraph("serve", str(ROOT / "tests" / "fixtures" / "small.ttl"))
    assert ended.returncode == 2
    assert "Linux" in ended.stderr
    assert "policygraph query" in ended.stderr
