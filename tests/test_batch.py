"""Building many reports: which files of a folder are built, and what becomes of those that fail."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import pytest

from policygraph import pipeline
from policygraph.batch import find_reports
from policygraph.building import Step, build_files
from policygraph.building.making import attempt
from policygraph.building.model import Options, Task
from policygraph.errors import ReportError, UsageError
from policygraph.limits import MAX_BYTES
from policygraph.namespaces import BASE

if TYPE_CHECKING:
    from pathlib import Path

    from project import Run

TEXT = "(1) Transport.\nWe will build a railway from Chongqing to Kunming by 2030.\n"
FRENCH = "Le gouvernement construira trois routes dans le nord du pays et y ouvrira deux écoles avant l'an 2031.\n"


def filled(folder: Path, *names: str, text: str = TEXT) -> Path:
    """A folder with these files, all of one text."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def names(folder: Path, *, output: Path) -> list[str]:
    """The names of the reports that are found in a folder."""
    return [
        candidate.path.relative_to(folder).as_posix()
        for candidate in find_reports([folder], output).candidates
    ]


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    """Reports at every depth are found; hidden files and folders, lock files and other kinds are counted."""
    filled(
        tmp_path,
        "b.txt",
        "a/d.md",
        "a/c.txt",
        ".hidden.txt",
        ".git/x.txt",
        "~$b.docx",
        "table.csv",
        "code.py",
    )
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = find_reports([tmp_path], tmp_path / "out")
    assert [c.path.relative_to(tmp_path).as_posix() for c in found.candidates] == [
        "b.txt",
        "a/c.txt",
        "a/d.md",
    ]
    assert dict(found.skipped) == {".csv": 1, ".png": 1, ".py": 1, "hidden": 2}


def test_what_a_file_is_decides_and_not_its_name(tmp_path: Path) -> None:
    """A PDF or a web page without an ending is a report, a text without one is none; what claims to be a report is."""
    filled(tmp_path, "LICENSE", "notes.PDF")
    (tmp_path / "download").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "page.php").write_bytes(b"<!DOCTYPE html><html><body><p>Roads")
    assert names(tmp_path, output=tmp_path / "out") == [
        "download",
        "notes.PDF",
        "page.php",
    ]


def test_our_own_graphs_and_pages_and_the_output_folder_are_passed_over(
    policygraph: Run, tmp_path: Path
) -> None:
    """A folder that is built into itself, or into a folder of it, gives the same reports again."""
    filled(tmp_path, "plan.txt")
    for output in (tmp_path, tmp_path / "out"):
        assert policygraph("build", tmp_path, "-o", output).returncode == 0
        assert names(tmp_path, output=output) == ["plan.txt"]
    assert find_reports([tmp_path], tmp_path / "out").skipped == {"of our own": 2}
    assert names(tmp_path, output=tmp_path / "elsewhere") == ["plan.txt"]


def test_a_folder_is_told_what_was_passed_over(
    policygraph: Run, tmp_path: Path
) -> None:
    """The summary counts the files that are no reports; --quiet does not."""
    filled(tmp_path, "plan.txt", "table.csv", ".hidden")
    ended = policygraph("build", tmp_path, "-o", tmp_path / "out")
    assert ended.returncode == 0
    assert "2 other files: 1 .csv, 1 hidden" in ended.stderr
    assert policygraph("build", tmp_path, "-o", tmp_path / "out", "-q").stderr == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    """It is no reason to build nothing, and not passed over in silence."""
    filled(tmp_path, "a.txt", "locked/b.txt")
    (tmp_path / "locked").chmod(0)
    found = find_reports([tmp_path], tmp_path / "out")
    (tmp_path / "locked").chmod(0o700)
    assert [candidate.path.name for candidate in found.candidates] == ["a.txt"]
    assert found.skipped == {"folder that cannot be read": 1}


def test_the_second_of_one_stem_in_a_folder_fails_alone(
    policygraph: Run, tmp_path: Path
) -> None:
    """It is named with the first, and ends in 3; the first and the others are built."""
    filled(tmp_path, "a/plan.txt", "b/plan.md", "c.txt")
    ended = policygraph("build", tmp_path, "-o", tmp_path / "out")
    assert ended.returncode == 3
    assert "a/plan.txt" in ended.stderr
    assert "b/plan.md" in ended.stderr
    assert sorted(path.name for path in (tmp_path / "out").glob("*.ttl")) == [
        "c.ttl",
        "plan.ttl",
    ]


def test_a_named_report_goes_before_one_of_a_folder(tmp_path: Path) -> None:
    """Whatever the order on the command line, the one that is named is built; a file that is named twice is one."""
    filled(tmp_path, "a/plan.txt", "b/plan.txt")
    found = find_reports(
        [tmp_path / "a", tmp_path / "b" / "plan.txt"], tmp_path / "out"
    )
    assert [(c.path.parent.name, c.error is None) for c in found.candidates] == [
        ("a", False),
        ("b", True),
    ]
    again = find_reports(
        [tmp_path / "a", tmp_path / "a" / "plan.txt"], tmp_path / "out"
    )
    assert [c.error for c in again.candidates] == [None]


def test_two_named_reports_of_one_stem_are_a_usage_error(tmp_path: Path) -> None:
    """Nothing is written then."""
    filled(tmp_path, "a/plan.txt", "b/plan.txt")
    with pytest.raises(UsageError, match=r"plan\.ttl"):
        build_files(
            [tmp_path / "a" / "plan.txt", tmp_path / "b" / "plan.txt"], tmp_path / "out"
        )
    assert not (tmp_path / "out").exists()


def test_a_folder_without_reports_is_told(policygraph: Run, tmp_path: Path) -> None:
    """There is nothing to build, and nothing is written."""
    filled(tmp_path / "empty", "table.csv")
    with pytest.raises(ReportError, match="no report in"):
        find_reports([tmp_path / "empty"], tmp_path / "out")
    assert (
        policygraph("build", tmp_path / "empty", "-o", tmp_path / "out").returncode == 3
    )
    assert not (tmp_path / "out").exists()


def test_a_page_is_not_overwritten_by_its_own_graph_s_page(tmp_path: Path) -> None:
    """A web page that is built into its own folder fails, and stays what it is."""
    page = tmp_path / "plan.html"
    page.write_text(
        "<!DOCTYPE html><html><body><p>We will build roads in Chongqing.</p>",
        encoding="utf-8",
    )
    before = page.read_bytes()
    (outcome,) = build_files([page], tmp_path)
    assert outcome.error is not None
    assert "overwritten" in outcome.error.message
    assert page.read_bytes() == before


def test_a_fault_of_ours_in_one_report_does_not_lose_the_others(tmp_path: Path) -> None:
    """An exception that nobody foresaw is that report's: named with its place, exit code 3; the others are built."""
    filled(tmp_path, "a.txt", "b.txt")

    def fail(step: Step) -> None:
        if step.path.name == "a.txt" and step.stage == "linking":
            message = "not enough values\nto unpack"
            raise ValueError(message)

    failed, built = build_files(
        [tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out", on_step=fail
    )
    assert failed.error is not None
    assert failed.error.exit_code == 3
    assert "a.txt" in failed.error.message
    assert (
        "ValueError: not enough values to unpack at tests/test_batch.py:"
        in failed.error.message
    )
    assert built.error is None
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == [
        "b.html",
        "b.ttl",
    ]


def test_a_report_in_another_language_fails_alone(
    policygraph: Run, tmp_path: Path
) -> None:
    """It ends in 3 with its language named in one line, nothing is written for it, and the others are built."""
    filled(tmp_path, "good.txt")
    filled(tmp_path, "french.txt", text=FRENCH)
    ended = policygraph("build", tmp_path, "-o", tmp_path / "out", "--json")
    assert ended.returncode == 3
    (line,) = ended.stderr.splitlines()
    assert "french.txt" in line
    assert "French" in line
    assert sorted(path.name for path in (tmp_path / "out").glob("[!.]*")) == [
        "good.html",
        "good.ttl",
    ]
    assert [row.get("exit_code", 0) for row in json.loads(ended.stdout)] == [3, 0]


def test_a_part_in_another_language_is_left_out_and_told(
    policygraph: Run, tmp_path: Path
) -> None:
    """Of a report in two languages the English part is built, and the summary and the page say what was left out."""
    english = "<p>The Government will build a railway from Chongqing to Kunming by the end of the year 2030.</p>"
    french = f"<h2>Résumé</h2><p>{FRENCH}</p><p>{FRENCH}</p>"
    (tmp_path / "plan.html").write_text(
        f"<h1>Plan</h1><h2>Rail</h2>{english * 4}{french}", encoding="utf-8"
    )
    ended = policygraph("build", tmp_path / "plan.html", "-o", tmp_path / "out")
    assert ended.returncode == 0, ended.stderr
    assert "of its text is in French and was not read" in ended.stdout
    graph = (tmp_path / "out" / "plan.ttl").read_text(encoding="utf-8")
    assert "Le gouvernement construira" not in graph.replace(FRENCH.strip(), "", 2)
    assert "of its text is in French" in (tmp_path / "out" / "plan.html").read_text(
        encoding="utf-8"
    )


def test_language_is_insisted_on_for_all(policygraph: Run, tmp_path: Path) -> None:
    """With --language en anything is read as English; a language that is not read is a usage error."""
    filled(tmp_path, "french.txt", text=FRENCH)
    assert (
        policygraph(
            "build", tmp_path / "french.txt", "-o", tmp_path / "out", "--language", "en"
        ).returncode
        == 0
    )
    ended = policygraph(
        "build", tmp_path / "french.txt", "-o", tmp_path / "other", "--language", "fr"
    )
    assert ended.returncode == 2
    assert "'fr'" in ended.stderr
    assert not (tmp_path / "other").exists()


def test_several_reports_have_a_page_that_lists_them(tmp_path: Path) -> None:
    """By date and title, each with links to its page and graph; one report alone has none."""
    for name, year in (("south", 2032), ("north", 2031)):
        text = f"Plan of {name} <b> {year}\n\n(1) Roads\nWe will build the Marlow Bridge.\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    build_files([tmp_path / "north.txt"], tmp_path / "one")
    assert not (tmp_path / "one" / "index.html").exists()
    build_files([tmp_path / "south.txt", tmp_path / "north.txt"], tmp_path / "out")
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]*)"', page) == [
        "north.html",
        "north.ttl",
        "south.html",
        "south.ttl",
    ]
    assert "<b>" not in page


def test_a_report_called_index_keeps_its_page(tmp_path: Path) -> None:
    """The list gives way."""
    for name in ("index", "other"):
        (tmp_path / f"{name}.txt").write_text(
            "(1) Roads\nWe will build the Marlow Bridge.\n", encoding="utf-8"
        )
    build_files([tmp_path / "index.txt", tmp_path / "other.txt"], tmp_path / "out")
    assert 'id="search-box"' in (tmp_path / "out" / "index.html").read_text(
        encoding="utf-8"
    )


def test_a_report_that_memory_does_not_hold_is_told_and_the_next_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Running out of memory is that report's error, names it and says what to do; it is no fault of ours."""
    filled(tmp_path / "in", "a.txt", "b.txt")
    build = pipeline.build_graph

    def build_or_run_out(path: Path, **options: object) -> pipeline.BuiltGraph:
        if path.name == "a.txt":
            raise MemoryError
        return build(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "build_graph", build_or_run_out)
    task, other = (
        Task(index, tmp_path / "in" / f"{name}.txt", tmp_path / name, None, len(TEXT))
        for index, name in enumerate("ab")
    )
    options = Options((), BASE, None, 0.0, MAX_BYTES, "")
    result = attempt(task, options).outcome
    assert isinstance(result.error, ReportError)
    assert "a.txt' needs more memory than there is" in str(result.error)
    assert "cut it into parts" in str(result.error)
    assert attempt(other, options).outcome.error is None
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.html", "b.ttl", "in"]
