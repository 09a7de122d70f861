"""Whether the tests notice: small faults are put into the code one by one, and the tests that answer for it are run.

Run it: ``make mutants``, or ``python -m benchmarks.mutants NAME...`` for some of them. A mutant that its tests let live
is a gap in the tests. One that changes nothing anybody can see is listed with the reason, and left out of the count.

Each is made in a copy of the tree, and the tests run in that copy; the tree itself is never touched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.complexity import PACKAGE
from benchmarks.mutant_list import MUTANTS, Mutant
from benchmarks.processes import PYTHON, ROOT

LEAST_KILLED = 0.95
_COPIED = (
    "examples",
    "graph",
    "ontology",
    "queries",
    "requirements",
    "seeds",
    "tests",
    "docs",
)
_PASSED = 0
_NOT_RUN = {2, 3, 4, 5}
"""Exit codes of pytest that say nothing of the tests; a signal ends it where a mutant brings the process down."""

_SECONDS = 900
"""How long the tests of one mutant may take: whoever makes them wait for ever is noticed, too."""


def main(names: list[str]) -> None:
    """Make the mutants of these names, or all, and print which live; exits 1 where too many do."""
    chosen = [mutant for mutant in MUTANTS if not names or mutant.name in names]
    unknown = set(names) - {mutant.name for mutant in chosen}
    if unknown:
        sys.exit(
            f"no mutant is named {min(unknown)!r}; expected a name of benchmarks/mutant_list.py"
        )
    _require_places(chosen)
    with tempfile.TemporaryDirectory() as home:
        tree = Path(home) / "tree"
        _copy(tree)
        _require_green(tree, chosen)
        lives = [
            mutant
            for mutant in chosen
            if not mutant.without_effect and _lives(tree, mutant)
        ]
    judged = [mutant for mutant in chosen if not mutant.without_effect]
    _report(chosen, judged, lives)
    if len(lives) > (1 - LEAST_KILLED) * len(judged):
        sys.exit(1)


def _require_places(mutants: list[Mutant]) -> None:
    """Stops before the first is made where the code of some has changed."""
    faults = []
    for mutant in mutants:
        try:
            mutant.made_from((PACKAGE / mutant.module).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            faults.append(str(error))
    if faults:
        sys.exit("\n".join(faults))


def _copy(tree: Path) -> None:
    """The tree as it stands now: whoever goes on working in it changes nothing here."""
    tree.mkdir()
    for name in _COPIED:
        shutil.copytree(ROOT / name, tree / name, ignore=_ignored)
    for path in ROOT.iterdir():
        if path.is_file():
            shutil.copy2(path, tree)


def _ignored(_: str, names: list[str]) -> set[str]:
    return {name for name in names if name in {"__pycache__", "runs"}}


def _require_green(tree: Path, mutants: list[Mutant]) -> None:
    """Stops where the tests fail without any mutant: they would kill whatever comes."""
    tests = sorted({test for mutant in mutants for test in mutant.tests})
    ended = _tested(tree, tests)
    if ended.returncode != _PASSED:
        sys.exit(f"the tests fail without a mutant:\n{ended.stdout[-3000:]}")


def _lives(tree: Path, mutant: Mutant) -> bool:
    """Whether the tests pass although a mutant is there."""
    path = tree / PACKAGE.relative_to(ROOT) / mutant.module
    sound = path.read_text(encoding="utf-8")
    path.write_text(mutant.made_from(sound), encoding="utf-8")
    began = time.perf_counter()
    try:
        ended = _tested(tree, mutant.tests, _SECONDS)
    except subprocess.TimeoutExpired:
        killed = True
    else:
        if ended.returncode in _NOT_RUN:
            sys.exit(f"mutant {mutant.name!r} does not run:\n{ended.stdout[-3000:]}")
        killed = ended.returncode != _PASSED
    finally:
        path.write_text(sound, encoding="utf-8")
    print(
        f"{'killed' if killed else 'LIVES':<8}{time.perf_counter() - began:6.1f} s  {mutant.name}",
        flush=True,
    )
    return not killed


def _tested(
    tree: Path, tests: list[str] | tuple[str, ...], most: float | None = None
) -> subprocess.CompletedProcess[str]:
    """The tests as they end in a tree, within so many seconds if any; the first that fails is the last."""
    return subprocess.run(
        [
            PYTHON,
            "-B",
            "-m",
            "pytest",
            "-x",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:randomly",
            *tests,
        ],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": f"{tree / 'graph'}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=most,
    )


def _report(chosen: list[Mutant], judged: list[Mutant], lives: list[Mutant]) -> None:
    for mutant in chosen:
        if mutant.without_effect:
            print(f"without effect: {mutant.name}: {mutant.without_effect}")
    for mutant in lives:
        print(
            f"lives: {mutant.name} in {mutant.module}, in spite of {' '.join(mutant.tests)}"
        )
    killed = len(judged) - len(lives)
    print(
        f"{killed} of {len(judged)} mutants killed ({killed / max(len(judged), 1):.1%}; at least {LEAST_KILLED:.0%})"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
