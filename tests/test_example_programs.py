"""The examples: programs for people to begin with, which run as they stand."""

from __future__ import annotations

import runpy
import sys
from typing import TYPE_CHECKING

import pytest

from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
_SAYS = {
    "ask_with_pandas": "Planned",
    "network_of_a_report": "The largest communities:",
    "reader_of_ones_own": "line B-204           found by budget",
    "vocabulary_of_ones_own": "Herring Harbour Fund",
}
"""What each of them prints, among other things."""


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_example_runs(
    example: Path,
    seed_graph: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It is given the seed's graph where its first lines say so, and prints what it promises."""
    docstring = (
        example.read_text(encoding="utf-8").partition('"""')[2].partition('"""')[0]
    )
    graphs = [str(seed_graph)] if "out/chongqing-2017.ttl" in docstring else []
    assert f"python examples/{example.name}" in docstring
    monkeypatch.setattr(sys, "argv", [str(example), *graphs])
    runpy.run_path(str(example), run_name="__main__")
    assert _SAYS[example.stem] in capsys.readouterr().out


def test_every_example_is_in_the_readme() -> None:
    """Whoever begins with the README finds them all."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert not [
        example.name for example in EXAMPLES if f"examples/{example.name}" not in readme
    ]
