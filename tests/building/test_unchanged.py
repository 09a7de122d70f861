"""A report that was built before of the same bytes in the same way is not built again; whatever changes, it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from policygraph.batch import JOURNAL
from policygraph.building import build_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from project import Run

TEXT = "Plan of the county\n(1) Rail.\nWe will build a railway from Chongqing to Kunming by 2030.\n"
WORDS = (
    "@prefix pg: <https://w3id.org/policygraph/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    '<https://example.org/county> a pg:Entry ; pg:entryClass pg:Place ; skos:prefLabel "%s"@en .\n'
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with two reports, which are built into ``out``."""
    for name in ("north", "south"):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n{TEXT}", encoding="utf-8")
    built(tmp_path)
    return tmp_path


def built(home: Path, **options: object) -> list[str]:
    """What became of each report."""
    reports = sorted(home.glob("*.txt"))
    outcomes = build_files(reports, home / "out", **options)  # type: ignore[arg-type]
    return [outcome.status for outcome in outcomes]


def test_a_second_run_builds_nothing(home: Path) -> None:
    """It tells the same of each report, touches no file, and writes the same list."""
    reports = sorted(home.glob("*.txt"))
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in home.glob("out/*.ttl")}
    listed = (home / "out" / "index.html").read_bytes()
    first = build_files(reports, home / "other")
    again = build_files(reports, home / "other")
    assert [outcome.account for outcome in again] == [o.account for o in first]
    assert [outcome.files for outcome in again] == [o.files for o in first]
    assert built(home) == ["unchanged", "unchanged"]
    assert before == {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in before}
    assert (home / "out" / "index.html").read_bytes() == listed


def test_force_builds_anew(home: Path) -> None:
    """Whatever is known; the files are the same."""
    before = (home / "out" / "north.ttl").read_bytes()
    assert built(home, force=True) == ["built", "built"]
    assert (home / "out" / "north.ttl").read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [
        {"base": "https://example.org/id/"},
        {"min_confidence": 0.5},
        {"language": "en"},
        {"max_bytes": 1_000},
    ],
    ids=lambda options: next(iter(options)),
)
def test_another_option_builds_anew(home: Path, options: dict[str, object]) -> None:
    """And so does the way back."""
    assert built(home, **options) == ["built", "built"]
    assert built(home, **options) == ["unchanged", "unchanged"]
    assert built(home) == ["built", "built"]


def test_a_changed_report_is_built_anew_alone(home: Path) -> None:
    """One byte is enough."""
    with (home / "north.txt").open("a", encoding="utf-8") as report:
        report.write(" ")
    assert built(home) == ["built", "unchanged"]


def test_a_changed_vocabulary_builds_anew(home: Path) -> None:
    """The file's bytes count, not its name."""
    words = home / "words.ttl"
    words.write_text(WORDS % "the county", encoding="utf-8")
    assert built(home, vocabulary=[words]) == ["built", "built"]
    assert built(home, vocabulary=[words]) == ["unchanged", "unchanged"]
    words.write_text(WORDS % "the railway", encoding="utf-8")
    assert built(home, vocabulary=[words]) == ["built", "built"]
    assert built(home) == ["built", "built"]


def test_a_row_of_the_table_builds_its_report_anew(home: Path) -> None:
    """The other report has no row, and stays."""
    about = home / "about.csv"
    about.write_text("file,year\nsouth.txt,2031\n", encoding="utf-8")
    assert built(home, about=about) == ["unchanged", "built"]
    about.write_text("file,year\nsouth.txt,2032\n", encoding="utf-8")
    assert built(home, about=about) == ["unchanged", "built"]


@pytest.mark.parametrize("name", ["north.ttl", "north.html"])
@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"Rail", b"Sail")),
    ],
    ids=["gone", "cut", "edited"],
)
def test_a_file_that_is_not_as_it_was_written_is_built_anew(
    home: Path, name: str, damage: Callable[[Path], None]
) -> None:
    """And a person is told, where a graph is there."""
    path = home / "out" / name
    before = path.read_bytes()
    damage(path)
    graph_is_there = (home / "out" / "north.ttl").exists()
    remarks: list[str] = []
    assert built(home, on_remark=remarks.append) == ["built", "unchanged"]
    assert path.read_bytes() == before
    assert len(remarks) == graph_is_there
    assert all("north.ttl" in remark for remark in remarks)


def test_a_journal_that_was_broken_off_is_no_reason_to_fail(home: Path) -> None:
    """What its last line told is built again; what is added after it can be read."""
    journal = home / "out" / JOURNAL
    journal.write_bytes(journal.read_bytes()[:-20])
    assert built(home) == ["unchanged", "built"]
    assert built(home) == ["unchanged", "unchanged"]


@pytest.mark.parametrize(
    "content",
    [b"\xff\x00", b"[]\n{}\n", b'{"stem": "north", "key": "k"}\n', b"\n" * 50],
)
def test_a_journal_of_something_else_is_no_reason_to_fail(
    home: Path, content: bytes
) -> None:
    """All is built again, and known afterwards."""
    (home / "out" / JOURNAL).write_bytes(content)
    assert built(home) == ["built", "built"]
    assert built(home) == ["unchanged", "unchanged"]


def test_the_journal_does_not_grow_for_ever(home: Path) -> None:
    """It is written anew when most of its lines are out of date."""
    journal = home / "out" / JOURNAL
    for _ in range(6):
        built(home, force=True)
    assert len(journal.read_bytes().splitlines()) <= 6
    assert built(home) == ["unchanged", "unchanged"]


def test_graphs_whose_reports_are_gone_are_told_of(
    home: Path, policygraph: Run
) -> None:
    """They stay; a program is told too. Where no folder is named, the others are another run's, and nothing is said."""
    (home / "south.txt").unlink()
    ended = policygraph("build", home / "north.txt", "-o", home / "out")
    assert "earlier" not in ended.stderr
    ended = policygraph("build", home, "-o", home / "out")
    assert ended.returncode == 0
    assert "1 graph of earlier runs" in ended.stderr
    assert "south.ttl" in ended.stderr
    assert (home / "out" / "south.ttl").exists()
    ended = policygraph("build", home, "-o", home / "out", "--json")
    assert [row["status"] for row in json.loads(ended.stdout)] == ["unchanged", "gone"]
    (home / "out" / "south.ttl").unlink()
    ended = policygraph("build", home, "-o", home / "out")
    assert "earlier" not in ended.stderr


def test_a_person_is_told_what_was_passed_over(home: Path, policygraph: Run) -> None:
    """Of one report in its summary, of several in the last line."""
    told = policygraph("build", home / "north.txt", "-o", home / "new").stdout
    assert "written" in told
    told = policygraph("build", home / "north.txt", "-o", home / "new").stdout
    assert "unchanged" in told
    assert "--force" in told
    both = (home / "north.txt", home / "south.txt")
    told = policygraph("build", *both, "-o", home / "new").stdout
    assert told.splitlines()[-1].endswith(": 1 built, 1 unchanged")
    assert "north" in told
