"""Every bad input ends in one clear message and the right exit code, and leaves nothing behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hostile_inputs import CASES, Case, make_all

if TYPE_CHECKING:
    from pathlib import Path

    from project import Run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that the cases name."""
    folder = tmp_path_factory.mktemp("hostile")
    make_all(folder)
    return folder


def everything_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Each thing in a folder, with its size and the time that it was changed."""
    found = sorted(folder.rglob("*"))
    return {
        str(path.relative_to(folder)): (path.lstat().st_size, path.lstat().st_mtime_ns)
        for path in found
    }


def test_there_are_cases_enough() -> None:
    """At least 150, each another."""
    assert len({(case.arguments, case.stdin) for case in CASES}) == len(CASES) >= 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_bad_input_is_told_and_nothing_is_left(
    policygraph: Run, process: Run, home: Path, case: Case
) -> None:
    """What was wrong, where, what was expected and what to do; exit code 2 or 3; no file is new or another."""
    before = everything_in(home)
    before.pop("never", None)
    run = (
        process if case.arguments[0] == "serve" else policygraph
    )  # a server has an event loop of its own
    ended = run(*case.arguments, cwd=home, stdin=case.stdin)
    assert ended.returncode == case.code, ended.stderr
    assert "Traceback" not in ended.stderr
    messages = [
        line
        for line in ended.stderr.splitlines()
        if line.startswith(("policygraph: ", "Error: "))
    ]
    assert len(messages) == 1, ended.stderr
    for part in case.says:
        assert part in ended.stderr, ended.stderr
    assert "this is a fault of policygraph" not in ended.stderr
    left = everything_in(home)
    left.pop("never", None)  # the folder of a build that had nothing to write
    assert left == before
