"""Reports that several processes read: the files are the same, and a process that dies costs the others nothing."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from policygraph.building import Step, build_files, workers
from policygraph.building.workers import workers_for
from processes_of import readers

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.lengthy

PLACES = ("Chongqing", "Kunming", "Guiyang", "Chengdu", "Wuhan", "Nanning")
FRENCH = "Le gouvernement construira trois routes dans le nord du pays et y ouvrira deux écoles en 2031.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of small reports of various lengths."""
    home = tmp_path / "reports"
    home.mkdir()
    for number, place in enumerate(PLACES, 1):
        text = f"Plan of {place}\n(1) Rail.\n" + (
            f"We will build the {place}-Lhasa railway by 2030.\n" * number
        )
        (home / f"{place}.txt").write_text(text, encoding="utf-8")
    return home


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any two reports are worth two processes."""
    monkeypatch.setattr(workers, "WORTH", 0.01)


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder that anybody should see."""
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*")}


@pytest.mark.usefixtures("many")
def test_files_are_those_that_one_process_writes(folder: Path, tmp_path: Path) -> None:
    """Graphs, pages and the list of them; with words of one's own, and one report in a language that is not read."""
    (folder / "french.txt").write_text(FRENCH, encoding="utf-8")
    words = tmp_path / "words.ttl"
    words.write_text(
        "@prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://example.org/lhasa> a pg:Entry ; pg:entryClass pg:Place ; skos:prefLabel "Lhasa"@en .\n',
        encoding="utf-8",
    )
    seen: list[int] = []
    one = build_files([folder], tmp_path / "one", jobs=1, vocabulary=[words])
    two = build_files(
        [folder],
        tmp_path / "two",
        jobs=2,
        vocabulary=[words],
        on_outcome=lambda _: seen.extend(readers()),
    )
    assert len(set(seen)) == 2
    assert not readers()
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert len(contents(tmp_path / "two")) == 2 * len(PLACES) + 1
    assert [outcome.path for outcome in one] == [outcome.path for outcome in two]
    assert [outcome.account for outcome in one] == [outcome.account for outcome in two]
    assert [str(outcome.error) for outcome in one] == [
        str(outcome.error) for outcome in two
    ]
    assert sum(outcome.error is not None for outcome in two) == 1


@pytest.mark.usefixtures("many")
def test_what_a_killed_process_was_at_is_read_again(
    folder: Path, tmp_path: Path
) -> None:
    """All reports are built, whenever a process is killed once."""
    killed: list[int] = []

    def kill_one(_: Step) -> None:
        if not killed and readers():
            killed.append(readers()[0])
            os.kill(killed[0], signal.SIGKILL)

    build_files([folder], tmp_path / "one", jobs=1)
    outcomes = build_files([folder], tmp_path / "two", jobs=2, on_step=kill_one)
    assert killed
    assert [outcome.status for outcome in outcomes] == ["built"] * len(PLACES)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.usefixtures("many")
def test_a_report_that_kills_its_process_twice_fails_alone(
    folder: Path, tmp_path: Path
) -> None:
    """The error names the signal; the others are built."""
    (folder / "deadly.txt").write_text(
        "(1) Rail.\n" + "We will build railways in Chongqing.\n" * 20_000,
        encoding="utf-8",
    )
    stages: list[str] = []

    def kill(step: Step) -> None:
        if step.path.name == "deadly.txt":
            stages.append(step.stage)
            while not readers():
                time.sleep(0.01)  # its command is not there yet
            for reader in readers():
                os.kill(reader, signal.SIGKILL)

    outcomes = build_files([folder], tmp_path / "out", jobs=2, on_step=kill)
    failed = {outcome.path.name: outcome.error for outcome in outcomes if outcome.error}
    assert stages == ["reading", "reading again"]
    assert list(failed) == ["deadly.txt"]
    assert "SIGKILL" in str(failed["deadly.txt"])
    assert "memory" in str(failed["deadly.txt"])
    assert len(list((tmp_path / "out").glob("*.ttl"))) == len(PLACES)


def test_few_small_reports_start_no_process(folder: Path, tmp_path: Path) -> None:
    """They are read before another process could begin."""
    seen: list[int] = []
    outcomes = build_files(
        [folder],
        tmp_path / "out",
        jobs=8,
        on_outcome=lambda _: seen.extend(readers()),
    )
    assert len(outcomes) == len(PLACES)
    assert not seen


def test_no_more_processes_are_started_than_there_is_work_for() -> None:
    """Nothing to do needs none but this one."""
    assert workers_for([], 4) == 1


@pytest.mark.usefixtures("many")
def test_processes_end_when_the_caller_stops(folder: Path, tmp_path: Path) -> None:
    """An exception from a callback is the caller's; no process, and no half file, is left behind."""

    class StopError(Exception):
        pass

    def stop(_: object) -> None:
        raise StopError

    with pytest.raises(StopError):
        build_files([folder], tmp_path / "out", jobs=2, on_outcome=stop)
    assert not readers()
    assert not list((tmp_path / "out").glob("*.part"))
