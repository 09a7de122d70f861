"""The documentation says what the program does: commands, options, outputs, links."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
import typer

import policygraph
from documents import COMMANDS, README, REFERENCE, reference, with_answers
from policygraph.cli.app import app
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from project import Run

pytestmark = pytest.mark.lengthy

PAGES = [
    *(README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "seeds").glob("*.md")),
]
_FENCES = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CALLS = re.compile(
    r"(?:^|[`|(/$] ?)(?:\.venv/bin/)?policygraph ((?:[a-z]+)(?: [^`\n|#]*)?)",
    re.MULTILINE,
)
_PROGRAMS = re.compile(
    r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL
)
TWINS = {
    "build": "build_files",
    "compare": "compare_graphs",
    "evaluate": "evaluate",
    "explain": "explain",
    "export": "export_graph",
    "load": "load_graphs",
    "ontology": "ontology_in",
    "push": "push_graph",
    "queries": "load_queries",
    "query": "ask",
    "serve": "run_server",
    "validate": "validate",
    "view": "view_page",
}
"""The commands and the functions that do the same."""

_OPTIONS = re.compile(
    r"(?<=[ (`'])--[a-z][a-z-]*|(?<=\()-[a-z](?=\))|(?<=with )-[a-z]\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:soffice|ocrmypdf|qpdf|pandoc|gunzip|bunzip2|xz|pip|iconv)\b"
)
_LINKS = re.compile(r"\]\(([^)#\s]+)[^)]*\)")


def test_reference_is_what_help_says() -> None:
    """`docs/commands.md` is the live help; `make docs` writes it anew."""
    assert REFERENCE.read_text(encoding="utf-8") == reference()


def test_readme_s_answers_are_the_program_s(
    tmp_path: Path, seed_folder: Path, second_seed_folder: Path
) -> None:
    """Below each command of the README stands what it prints, asked of the seeds; `make docs` writes it anew."""
    shutil.copytree(seed_folder, tmp_path / "out")
    shutil.copytree(second_seed_folder, tmp_path / "out" / "2026")
    text = README.read_text(encoding="utf-8")
    assert text.count("\n$ policygraph query ") >= 3
    assert with_answers(text, tmp_path) == text


def test_every_command_in_the_documents_exists() -> None:
    """Each command line that the documents show names a command that there is, with options that it takes."""
    group = typer.main.get_command(app)
    shown = 0
    for page in PAGES:
        if page == REFERENCE:
            continue
        for call in _CALLS.findall(page.read_text(encoding="utf-8")):
            name, *arguments = shlex.split(call.strip(), comments=True)
            assert name in COMMANDS, f"{page.name}: policygraph {call}"
            command = group.commands[name]  # type: ignore[attr-defined]
            known = {
                option
                for parameter in command.params
                for option in (*parameter.opts, *parameter.secondary_opts)
            }
            given = {
                argument for argument in arguments if re.match(r"--?[a-z]", argument)
            }
            assert given <= {*known, "--help"}, f"{page.name}: policygraph {call}"
            shown += 1
    assert shown > 10


def _said_in(tree: ast.AST) -> Iterator[str]:
    """The texts of a module, without what documents it."""
    documenting = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and node not in documenting:
            yield node.value if isinstance(node.value, str) else ""


def test_every_option_that_a_message_names_exists() -> None:
    """Advice such as "name a folder with -o" is of an option that some command takes."""
    group = typer.main.get_command(app)
    known = {"--help"}
    for command in (group, *group.commands.values()):  # type: ignore[attr-defined]
        for parameter in command.params:
            known |= {*parameter.opts, *parameter.secondary_opts}
    named: dict[str, str] = {}
    for path in sorted((ROOT / "graph" / "policygraph").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for text in _said_in(tree):
            if not _OF_OTHERS.search(text):
                named |= dict.fromkeys(_OPTIONS.findall(text), f"{path.name}: {text}")
    assert len(named) > 10
    assert {option: at for option, at in named.items() if option not in known} == {}


def test_every_command_is_in_the_readme() -> None:
    """Nothing that the program can do is left unsaid."""
    text = README.read_text(encoding="utf-8")
    assert not [name for name in COMMANDS if f"policygraph {name}" not in text]


def test_every_chore_in_the_readme_is_in_the_makefile() -> None:
    """Each `make NAME` of the documents is a target, and each target has a line of help."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", makefile, re.MULTILINE))
    (phony,) = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert set(phony.split()) == targets
    for page in PAGES:
        for name in re.findall(
            r"(?:^ {4}|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE
        ):
            assert name in targets, f"{page.name}: make {name}"


def test_every_link_leads_somewhere() -> None:
    """Links and pictures of the documents that point into the project point at files that are there."""
    for page in PAGES:
        for target in _LINKS.findall(page.read_text(encoding="utf-8")):
            if not target.startswith(("http://", "https://")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_vocabulary_example_of_the_readme_works(
    policygraph: Run, tmp_path: Path
) -> None:
    """The README's entries are read, what they name is found, and what they bar is not."""
    fences = _FENCES.findall(README.read_text(encoding="utf-8"))
    (entries,) = [body for kind, body in fences if kind == "turtle"]
    (tmp_path / "my.ttl").write_text(entries, encoding="utf-8")
    (tmp_path / "plan.txt").write_text(
        "(1) Build.\nThe Lantern Fund will pay for a new bridge in Silver Carp Valley, as Bright Horizon asks.\n",
        encoding="utf-8",
    )
    ended = policygraph("build", "plan.txt", "--vocabulary", "my.ttl", cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    names = policygraph("query", "entities", "-f", "csv", cwd=tmp_path).stdout
    assert "Silver Carp Valley" in names
    assert "Lantern Bay Development Fund" in names
    assert "Bright Horizon" not in names


def test_python_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Python of the README runs as it stands."""
    monkeypatch.chdir(ROOT)
    (program,) = [
        body
        for kind, body in _FENCES.findall(README.read_text(encoding="utf-8"))
        if kind == "python"
    ]
    found: dict[str, object] = {}
    exec(compile(program, "README.md", "exec"), found)  # noqa: S102 - the project's own example
    assert type(found["dataset"]).__name__ == "Dataset"
    assert type(found["network"]).__name__ == "MultiDiGraph"


def test_the_page_on_python_runs_and_prints_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its programs run one after the other, and each prints the text that stands below it."""
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    known: dict[str, object] = {}
    shown = 0
    for program, printed in _PROGRAMS.findall(page):
        exec(compile(program, "python.md", "exec"), known)  # noqa: S102 - the project's own example
        said = "".join(
            f"{line.rstrip()}\n" for line in capsys.readouterr().out.splitlines()
        )
        assert said == printed
        shown += 1
    assert shown > 4


def test_the_page_on_python_shows_every_public_name_that_a_command_stands_on() -> None:
    """Whatever a command does, a program can do by a name that the package exports, and the page shows it."""
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for command, twin in TWINS.items():
        assert command in COMMANDS
        assert twin in policygraph.__all__
        assert callable(getattr(policygraph, twin))
        assert re.search(rf"\b{twin}\(", page), twin
    assert set(COMMANDS) == set(TWINS)


def test_no_page_is_too_wide() -> None:
    """Prose is wrapped, so that a change shows as a change of lines."""
    for page in PAGES:
        prose = _FENCES.sub("", page.read_text(encoding="utf-8"))
        wide = [
            line
            for line in prose.splitlines()
            if len(line) > 128 and "|" not in line and "](" not in line
        ]
        assert not wide, f"{page.name}: {wide[0]}"
