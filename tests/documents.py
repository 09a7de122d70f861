"""The parts of the documentation that are made from the program itself: ``make docs`` writes them anew.

- ``docs/commands.md``: what ``--help`` says of each command;
- in ``README.md``, below each ``$ policygraph ...`` of a console block: what the command prints, asked of the seeds.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from typer.testing import CliRunner

from policygraph.cli.app import app
from project import ROOT, SECOND_SEED, SEED

README = ROOT / "README.md"
REFERENCE = ROOT / "docs" / "commands.md"
COMMANDS = [command.name or "" for command in app.registered_commands]

_CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_HEAD = """\
# Commands

What `policygraph --help` and `policygraph COMMAND --help` say. Made by `make docs`.
"""
_WIDTH = {"COLUMNS": "100", "TERMINAL_WIDTH": "100"}


def reference() -> str:
    """The reference of all commands, as the program itself describes them."""
    parts = [_HEAD]
    for command in ("", *COMMANDS):
        shown = CliRunner(env=_WIDTH).invoke(
            app, [*command.split(), "--help"], prog_name="policygraph"
        )
        text = "\n".join(line.rstrip() for line in shown.stdout.strip().splitlines())
        parts.append(
            f"## policygraph {command}".rstrip() + f"\n\n```text\n{text}\n```\n"
        )
    return "\n".join(parts)


def with_answers(text: str, folder: Path) -> str:
    """A document with what its commands print, run in a folder whose out/ holds the seeds' graphs."""
    return _CONSOLE.sub(lambda block: _answered(block[0], folder), text)


def _answered(block: str, folder: Path) -> str:
    shown = []
    for line in block.splitlines():
        if line.startswith("$ "):
            shown.append("" if shown else None)
            shown += [line, _printed(line.removeprefix("$ "), folder)]
    return "\n".join(part for part in shown if part is not None) + "\n"


def _printed(command: str, folder: Path) -> str:
    program, *arguments = shlex.split(command)
    if program != "policygraph":
        raise ValueError(f"{command!r} is no command of ours")
    ended = subprocess.run(
        [sys.executable, "-m", "policygraph", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "graph"), **_WIDTH},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return "\n".join(line.rstrip() for line in ended.stdout.strip("\n").splitlines())


def main() -> None:
    """Write the made parts anew."""
    from policygraph.building import build_files
    from policygraph.ontology import context_file

    (ROOT / "ontology" / "context.jsonld").write_bytes(context_file())
    REFERENCE.write_text(reference(), encoding="utf-8")
    with tempfile.TemporaryDirectory() as home:
        build_files([SEED], Path(home) / "out")
        build_files([SECOND_SEED], Path(home) / "out" / "2026")
        README.write_text(
            with_answers(README.read_text(encoding="utf-8"), Path(home)),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
