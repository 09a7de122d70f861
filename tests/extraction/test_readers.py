"""Readers that do not ship: functions from a report to an extraction, alone or merged with the one that ships."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from policygraph import GraphStore, build_graph, explain, extract, merge_extractions
from policygraph.building import build_files
from policygraph.errors import PolicygraphError, ReaderError, UsageError
from policygraph.extraction.model import Extraction, Measure, Mention, Pair
from policygraph.namespaces import DCTERMS, PG, PROV, RDF, RDFS
from policygraph.rdf import to_turtle
from policygraph.report import parse_report
from policygraph.spans import Span
from policygraph.validation import validate

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.extraction import Reader
    from policygraph.report import Report
    from project import Run

TEXT = (
    "Plan of Chongqing\n\n(1) Widen the harbour.\nWe will build Quay Nine, which Ternhaven needs. "
    "The automobile industry will grow.\n"
)
ATLAS = """\
import re

from policygraph.extraction import Extraction, Measure, Mention, Pair
from policygraph.spans import Span


def read(report):
    quay, town = (Span(*re.search(name, report.text).span()) for name in ("Quay Nine", "Ternhaven"))
    verb = Span(*re.search("build", report.text).span())
    sentence = next(i for i, one in enumerate(report.sentences) if one.span.covers(verb))
    mentions = (Mention(quay, "Project", 1.0, "atlas"), Mention(town, "Place", 0.8, "atlas"))
    measure = Measure(verb, Span(quay.begin, town.end), "Underway", sentence, 0.7, "atlas")
    return Extraction(mentions, (measure,), (Pair(0, 1, "locatedIn", 0.75, "atlas"),), ())


nothing = 5
"""


@pytest.fixture
def atlas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module with a reader that finds a quay in a town; each test has one of its own name."""
    name = "atlas_" + re.sub(r"\W", "_", tmp_path.name)
    path = tmp_path / "modules" / f"{name}.py"
    path.parent.mkdir()
    path.write_text(ATLAS, encoding="utf-8")
    monkeypatch.syspath_prepend(path.parent)
    return path


def nowhere(report: Report) -> Extraction:
    """A reader that finds nothing."""
    assert report.text
    return Extraction((), (), (), ())


def test_findings_of_another_reader_bear_its_name(atlas: Path) -> None:
    """A reader named by its module is found in the graph, which conforms, with its file among what the build used."""
    report = parse_report(TEXT, name="plan")
    built = build_graph(report, reader=f"{atlas.stem}:read")
    facts = {(t.subject, t.predicate, t.object) for t in built.triples}
    (finder,) = (s for s, p, o in facts if (p, o) == (RDF.type, PG.Finder))
    assert [o.value for s, p, o in facts if (s, p) == (finder, RDFS.label)] == ["atlas"]
    linkages = {
        str(o).rpartition("#")[2]
        for s, p, o in facts
        if p == RDF.predicate and (s, PG.foundBy, finder) in facts
    }
    assert linkages == {"locatedIn", "stage"}
    used = {o for _, p, o in facts if p == PROV.used}
    files = {o.value for s, p, o in facts if p == DCTERMS.source and s in used}
    assert atlas.name in files
    assert "reader.onnx" not in files
    assert built.rejected == ()
    assert validate(built.triples).conforms


def test_known_names_stand_whatever_reads() -> None:
    """What the vocabulary names is found where a reader finds nothing, and another reader makes another build."""
    report = parse_report(TEXT, name="plan")
    built = build_graph(report, reader=nowhere)
    found = {(one.type, one.label) for one in built.linked.entities}
    assert ("Industry", "automobile industry") in found
    assert ("Project", "Quay Nine") not in found
    assert _build_of(build_graph(report)) != _build_of(built)


def test_two_readers_are_merged(atlas: Path) -> None:
    """A function can read with both; each finding stays that of who found it."""

    def both(report: Report) -> Extraction:
        return merge_extractions(
            extract(report), extract(report, reader=f"{atlas.stem}:read")
        )

    report = parse_report(TEXT + "We will build the Kunming-Dali railway.\n", name="x")
    built = build_graph(report, reader=both)
    by = {
        one.span.of(report.text): one.found_by
        for one in built.linked.extraction.mentions
    }
    assert by["Kunming-Dali railway"] == "reader"
    assert by["Quay Nine"] == "atlas"
    assert built.rejected == ()


def test_of_two_findings_the_surer_stays() -> None:
    """Mentions of one class that overlap, measures of one verb, pairs that follow their ends."""
    quay, nine, town = Span(0, 4), Span(0, 9), Span(13, 22)
    ours = Extraction(
        (Mention(quay, "Project", 0.6, "a"), Mention(town, "Place", 0.9, "a")),
        (Measure(Span(30, 35), quay, "Planned", 0, 0.5, "a"),),
        (Pair(0, 1, "locatedIn", 0.9, "a"),),
        (),
    )
    theirs = Extraction(
        (Mention(nine, "Project", 0.8, "b"), Mention(town, "Place", 0.9, "b")),
        (Measure(Span(30, 35), nine, "Achieved", 0, 0.6, "b"),),
        (Pair(0, 1, "locatedIn", 0.4, "b"),),
        (),
    )
    merged = merge_extractions(ours, theirs)
    assert [(one.span, one.found_by) for one in merged.mentions] == [
        (nine, "b"),
        (town, "a"),
    ]
    assert [one.stage for one in merged.measures] == ["Achieved"]
    assert merged.pairs == (Pair(0, 1, "locatedIn", 0.4, "b"),)
    assert [(one.span, one.reason) for one in merged.rejected] == [
        (quay, "b is surer of another name here")
    ]


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("syntax error here(", "SyntaxError|invalid syntax"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("no_such_name", "NameError: name 'no_such_name'"),
        ("def read(: pass\0", "null"),
    ],
)
def test_a_reader_whose_module_cannot_be_imported_is_a_usage_error(
    atlas: Path, code: str, message: str
) -> None:
    """Whatever its code raises, the reader and the reason are named."""
    atlas.write_text(code, encoding="utf-8")
    with pytest.raises(UsageError, match=message) as told:
        build_graph(parse_report(TEXT, name="plan"), reader=f"{atlas.stem}:read")
    assert f"no reader '{atlas.stem}:read'" in told.value.message


def test_a_reader_that_would_end_the_program_is_told(
    policygraph: Run, atlas: Path, tmp_path: Path
) -> None:
    """Where it is imported or where it reads, it is that reader's error, and not an exit code of its own."""
    plan = tmp_path / "plan.txt"
    plan.write_text(TEXT, encoding="utf-8")
    arguments = ("build", str(plan), "-o", str(tmp_path / "out"), "--reader")
    atlas.write_text("import sys\nsys.exit(5)\n", encoding="utf-8")
    ended = policygraph(*arguments, f"{atlas.stem}:read")
    assert ended.returncode == ReaderError.exit_code
    assert (
        f"'{atlas.stem}:read' would end the program where it is imported"
        in ended.stderr
    )
    atlas.write_text("def read(report):\n    raise SystemExit(7)\n", encoding="utf-8")
    ended = policygraph(*arguments, f"{atlas.stem}:read")
    assert ended.returncode == ReaderError.exit_code
    assert (
        f"'{atlas.stem}:read' would end the program at 'plan': SystemExit: 7"
        in ended.stderr
    )


@pytest.mark.parametrize(
    "given",
    [
        Extraction((Mention(None, "Place", 1.0, "x"),), (), (), ()),  # type: ignore[arg-type]
        Extraction((Mention(Span(0, 4), "Place", "high", "x"),), (), (), ()),  # type: ignore[arg-type]
        Extraction((5,), (), (), ()),  # type: ignore[arg-type]
        Extraction(None, (), (), ()),  # type: ignore[arg-type]
    ],
)
def test_values_of_another_type_are_that_reader_s_error(given: Extraction) -> None:
    """And not a fault of this program."""
    with pytest.raises(ReaderError, match="a value of another type than its field has"):
        build_graph(parse_report(TEXT, name="plan"), reader=lambda _: given)


@pytest.mark.parametrize(
    "name", ["large", "no_such_module:read", ":read", "json:", "json:no_such", ".:read"]
)
def test_an_unknown_reader_is_a_usage_error(name: str) -> None:
    """It tells the readers that ship, before anything is read."""
    with pytest.raises(UsageError, match="expected 'small'") as told:
        build_graph("no-such-report.txt", reader=name)
    assert repr(name) in str(told.value)


def test_what_is_no_function_and_weights_of_another_are_refused(
    atlas: Path, tmp_path: Path
) -> None:
    """A value that cannot be called reads nothing, and weights are those of the shipped reader."""
    with pytest.raises(UsageError, match="no function but of type int"):
        build_graph("plan.txt", reader=f"{atlas.stem}:nothing")
    with pytest.raises(UsageError, match="weights"):
        build_graph("plan.txt", reader=f"{atlas.stem}:read", weights=tmp_path)


def _giving(**parts: object) -> Reader:
    whole = {"mentions": (), "measures": (), "pairs": (), "rejected": (), **parts}
    return lambda _: Extraction(**whole)  # type: ignore[arg-type]


AT = Span(0, 4)


@pytest.mark.parametrize(
    ("reader", "told"),
    [
        (_giving(mentions=(Mention(AT, "Planet", 1.0, "x"),)), "class"),
        (_giving(mentions=(Mention(Span(0, 999), "Place", 1.0, "x"),)), "stretch"),
        (_giving(mentions=(Mention(Span(3, 3), "Place", 1.0, "x"),)), "stretch"),
        (_giving(mentions=(Mention(AT, "Place", 1.5, "x"),)), "confidence"),
        (_giving(measures=(Measure(AT, AT, "Later", 0, 1.0),)), "stage"),
        (_giving(measures=(Measure(AT, AT, "Planned", 99, 1.0),)), "sentence"),
        (_giving(measures=(Measure(AT, Span(9, 8), "Planned", 0, 1.0),)), "words"),
        (_giving(measures=(Measure(AT, AT, "Planned", 0, -1.0),)), "confidence"),
        (_giving(pairs=(Pair(0, 1, "partOf", 1.0),)), "no index"),
        (_giving(mentions=(Mention(AT, "Place", 1.0, "x"),) * 2, pairs=(Pair(0, 1, "likes", 1.0),)), "property"),
        (_giving(mentions=(Mention(AT, "Place", 1.0, "x"),) * 2, pairs=(Pair(0, 1, "partOf", 2.0),)), "confidence"),
        (lambda _: None, "NoneType"),
        (lambda _: 1 / 0, "ZeroDivisionError"),
    ],
)  # fmt: skip
def test_what_cannot_stand_is_told(reader: Reader, told: str) -> None:
    """A reader that fails, or gives what the text or the ontology does not have, is an error that says so."""
    with pytest.raises(ReaderError, match=told):
        extract(parse_report(TEXT, name="plan"), reader=reader)


def test_a_build_follows_the_reader_s_file(atlas: Path, tmp_path: Path) -> None:
    """A report is built anew by another reader, and once the file of a reader has changed."""
    plan = tmp_path / "plan.txt"
    plan.write_text(TEXT, encoding="utf-8")

    def build(reader: str) -> str:
        (outcome,) = build_files([plan], tmp_path / "out", reader=reader, jobs=1)
        assert outcome.error is None
        return outcome.status

    name = f"{atlas.stem}:read"
    assert [build(name), build(name), build("small"), build(name)] == [
        "built",
        "unchanged",
        "built",
        "built",
    ]
    atlas.write_text(ATLAS + "\n", encoding="utf-8")
    assert build(name) == "built"


def test_explain_tells_another_reader(atlas: Path, tmp_path: Path) -> None:
    """By its name, as one that does not ship."""
    built = build_graph(parse_report(TEXT, name="x"), reader=f"{atlas.stem}:read")
    (tmp_path / "x.ttl").write_bytes(to_turtle(built.triples))
    why = explain(GraphStore.open(tmp_path / "x.ttl"), "Quay Nine")
    assert [(one.found_by, one.because) for one in why.mentions] == [
        ("atlas", "A reader that does not ship with policygraph.")
    ]
    assert {one.found_by for one in why.linkages} == {"atlas"}


def test_build_takes_a_reader(process: Run, atlas: Path, tmp_path: Path) -> None:
    """By module and function on the command line; an unknown one is a usage error, and nothing is written."""
    (tmp_path / "plan.txt").write_text(TEXT, encoding="utf-8")
    refused = process("build", "plan.txt", "--reader", "huge", cwd=tmp_path)
    assert refused.returncode == UsageError.exit_code
    assert "'huge'" in refused.stderr
    assert "'small'" in refused.stderr
    assert not (tmp_path / "out").exists()
    done = process(
        *("build", "plan.txt", "--reader", f"{atlas.stem}:read"),
        cwd=tmp_path,
        PYTHONPATH=str(atlas.parent),
    )
    assert done.returncode == 0, done.stderr
    assert "reader-atlas" in (tmp_path / "out" / "plan.ttl").read_text("utf-8")


def test_reader_errors_are_input_errors() -> None:
    """A batch goes on, and ends with the code of a report that could not be read."""
    assert issubclass(ReaderError, PolicygraphError)
    assert ReaderError("x").exit_code == 3


def _build_of(built: object) -> set[object]:
    return {t.object for t in built.triples if t.predicate == PROV.wasGeneratedBy}  # type: ignore[attr-defined]
