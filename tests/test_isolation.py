"""Modules that lie where a command is called are never run, whichever command it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from policygraph.isolation import isolated
from project import ROOT
from samples.kinds import KINDS, make

pytestmark = pytest.mark.lengthy

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"
DECOYS = (
    *(
        "json",
        "csv",
        "socket",
        "ssl",
        "struct",
        "random",
        "secrets",
        "shutil",
        "tempfile",
        "subprocess",
        "decimal",
    ),
    *(
        "gzip",
        "zipfile",
        "hashlib",
        "html",
        "xml",
        "logging",
        "email",
        "http",
        "urllib",
        "uuid",
        "difflib",
        "inspect",
    ),
    *(
        "typer",
        "pyoxigraph",
        "jinja2",
        "numpy",
        "onnxruntime",
        "tokenizers",
        "networkx",
        "openpyxl",
        "xlsxwriter",
    ),
    *("shacl", "httpx", "pypdfium2_raw", "rdflib", "pyvis"),
)
ALL = """
import sys
from policygraph.cli import main
for line in sys.stdin.read().splitlines():
    sys.argv = ["policygraph", *line.split("\\t")]
    try:
        main()
    except SystemExit as ended:
        print("ended", sys.argv[1], ended.code, file=sys.stderr, flush=True)
"""


def decoys(folder: Path) -> None:
    """Modules that say that they were run."""
    for name in DECOYS:
        (folder / f"{name}.py").write_text(
            f"print('RAN {name}', flush=True)\n", encoding="utf-8"
        )


def test_no_command_runs_a_module_of_the_current_folder(tmp_path: Path) -> None:
    """Neither in its own process, which Python began with that folder as the first place, nor in those it starts."""
    work, elsewhere = tmp_path / "work", tmp_path / "elsewhere"
    work.mkdir()
    elsewhere.mkdir()
    decoys(work)
    pdf = make(next(kind for kind in KINDS if kind.ending == "pdf"), 1, elsewhere).path
    graph, plan = str(SMALL), elsewhere / "plan.txt"
    plan.write_text("(1) Rail.\nWe will build railways by 2030.\n", encoding="utf-8")
    commands = [
        ("build", str(plan), str(pdf), "-o", str(elsewhere / "out"), "--quiet"),
        ("query", "places", "-g", graph),
        (
            "query",
            "central",
            "-g",
            graph,
            "-f",
            "xlsx",
            "-o",
            str(elsewhere / "a.xlsx"),
        ),
        ("query", str(elsewhere / "own.rq"), "-g", graph),
        ("queries",),
        ("view", graph, "-o", str(elsewhere / "view.html")),
        *(
            ("export", graph, "-o", str(elsewhere / f"a.{ending}"))
            for ending in ("csv", "xlsx", "graphml", "rdf")
        ),
        ("validate", graph),
        ("explain", graph, "Nowhere"),
        ("evaluate", graph, str(elsewhere / "none.mentions.tsv")),
        ("ontology",),
        ("push", graph, "http://127.0.0.1:9/"),
    ]
    (elsewhere / "own.rq").write_text(
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", encoding="utf-8"
    )
    ended = subprocess.run(
        [sys.executable, "-c", ALL],
        cwd=work,
        env={**os.environ, "PYTHONPATH": str(ROOT / "graph")},
        input="\n".join("\t".join(command) for command in commands),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stderr
    assert "RAN" not in ended.stdout + ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stderr.count("ended ") == len(commands)
    assert (elsewhere / "out" / f"{pdf.stem}.ttl").exists(), ended.stderr


def test_an_isolated_child_looks_where_its_parent_did_but_not_here(
    tmp_path: Path,
) -> None:
    """Whatever the environment says."""
    decoys(tmp_path)
    (tmp_path / "main_of_ours.py").write_text(
        "def main():\n    print('ours')\n", encoding="utf-8"
    )
    command = isolated("main_of_ours")
    environment = {
        **os.environ,
        "PYTHONPATH": str(tmp_path),
        "PYTHONSTARTUP": str(tmp_path / "json.py"),
    }
    ended = subprocess.run(
        command,
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert "RAN" not in ended.stdout + ended.stderr
    assert "No module named 'main_of_ours'" in ended.stderr
    assert Path(command[0]).is_absolute()
