"""The line of stages from Python: what `build_graph` and `build_files` give back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from policygraph.building import Step, build_files
from policygraph.errors import UsageError
from policygraph.namespaces import PG
from policygraph.pipeline import build_graph
from policygraph.report import parse_report

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "(1) Build.\nWe will build a railway from Chongqing to Kunming.\n"


def test_report_in_memory_is_built_like_its_file(tmp_path: Path) -> None:
    """A `Report` and the path of the same text give the same facts, where both say which file that is."""
    path = tmp_path / "plan.txt"
    path.write_text(TEXT, encoding="utf-8")
    from_file = build_graph(path)
    in_memory = parse_report(TEXT, name="plan", sha256=from_file.report.sha256)
    assert set(build_graph(replace(in_memory, filename="plan.txt")).triples) == set(
        from_file.triples
    )


def test_stages_are_told_in_order() -> None:
    """The stages are named as they begin."""
    told: list[str] = []
    build_graph(parse_report(TEXT, name="plan"), on_stage=told.append)
    assert told == ["reading", "linking", "checking"]


def test_steps_tell_report_and_position(tmp_path: Path) -> None:
    """Every step names its report, and how many there are."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    told: list[Step] = []
    outcomes = build_files(
        [tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out", on_step=told.append
    )
    assert [outcome.error for outcome in outcomes] == [None, None]
    assert [
        (step.path.name, step.index, step.total)
        for step in told
        if step.stage == "writing"
    ] == [
        ("a.txt", 1, 2),
        ("b.txt", 2, 2),
    ]


def test_summary_counts_the_graph() -> None:
    """The summary's counts are those of the graph, and its notes name what is missing."""
    built = build_graph(parse_report(TEXT, name="plan"))
    assert (
        built.summary.counts["KeyTask"]
        == sum(fact.object == PG.KeyTask for fact in built.triples)
        == 1
    )
    assert built.notes == ()
    assert (
        "no entity was found in it"
        in build_graph(parse_report("Hm.\n", name="short")).notes
    )


def test_entity_with_most_linkages_comes_first() -> None:
    """The most linked entities are sorted by the linkages that they are an end of."""
    text = "We will build the Chongqing-Kunming high-speed railway and the Chongqing-Guiyang high-speed railway.\n"
    linked = build_graph(parse_report(text, name="plan")).summary.most_linked
    assert linked
    assert [entity.linkages for entity in linked] == sorted(
        (entity.linkages for entity in linked), reverse=True
    )


def test_confidence_must_be_within_its_range() -> None:
    """A confidence over one is refused before anything is read."""
    with pytest.raises(UsageError, match="0 to 1"):
        build_graph(parse_report(TEXT, name="plan"), min_confidence=2)


def test_a_report_that_cannot_be_read_fails_with_its_own_error(tmp_path: Path) -> None:
    """What is wrong with a report is told as such, and is no fault of the program; the others are built."""
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    failed, built = build_files(
        [tmp_path / "empty.txt", tmp_path / "good.txt"], tmp_path / "out"
    )
    assert failed.error is not None
    assert failed.error.exit_code == 3
    assert "empty.txt" in str(failed.error)
    assert "fault of policygraph" not in str(failed.error)
    assert built.error is None


@pytest.mark.parametrize(
    "base",
    [
        "",
        "id/",
        "example.org/id/",
        "https://",
        "https://example.org/a b/",
        "https://example.org/<id>/",
        "https://[",
    ],
)
def test_a_base_is_an_absolute_iri(base: str) -> None:
    """What could not begin an IRI of the data is refused before anything is read."""
    with pytest.raises(UsageError, match="is no absolute IRI"):
        build_graph(parse_report(TEXT, name="plan"), base=base)
