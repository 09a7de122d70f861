"""``policygraph build``: reports become graphs and pages, and a summary says what was read."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph.cli.console import plural, say, show
from policygraph.cli.options import Json, OwnVocabulary, Quiet
from policygraph.cli.progress import Progress
from policygraph.namespaces import BASE, CLASSES, TASKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.pipeline import BuiltGraph, Outcome, Step
    from policygraph.quality import LeftOut, Reading
    from policygraph.summary import Summary

_NAMES = {
    "KeyTask": "key task",
    "SubTask": "task",
    "Measure": "measure",
    "Place": "place",
    "Institution": "institution",
    "Project": "project",
    "Industry": "industry",
    "Target": "target",
    "Result": "result",
    "Linkage": "linkage",
}
_PLURALS = {"Industry": "industries"}
_SHOWN_REASONS = 5


def build(
    reports: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT|FOLDER...",
            help="PDF, Word (.docx), HTML, Markdown or text, and folders.",
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="The folder for STEM.ttl and STEM.html.",
        ),
    ] = Path("out"),
    vocabulary: OwnVocabulary = None,
    base: Annotated[
        str,
        typer.Option(
            "--base", metavar="IRI", help="What the IRIs of the data begin with."
        ),
    ] = str(BASE),
    weights: Annotated[
        Path | None,
        typer.Option(
            "--weights",
            metavar="DIR",
            help="The reader's weights, instead of those shipped.",
        ),
    ] = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence",
            metavar="X",
            help="Leave out mentions, measures and linkages below this confidence, 0-1.",
        ),
    ] = 0.0,
    max_bytes: Annotated[
        int,
        typer.Option(
            "--max-bytes",
            metavar="N",
            min=1,
            help="The longest text to take from a report, in bytes.",
        ),
    ] = 5_000_000,
    language: Annotated[
        str,
        typer.Option(
            "--language",
            metavar="CODE",
            help="The language that the reports are in, whatever their words look like.",
        ),
    ] = "",
    about: Annotated[
        Path | None,
        typer.Option(
            "--about",
            metavar="TABLE",
            help="A CSV, TSV or XLSX with a row for each report: file, title, year or date, place, language.",
        ),
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option(
            "--store",
            metavar="DIR",
            help="Load the graphs into this store folder as well, as `load` does.",
        ),
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Build the graph and the page of reports.

    STEM.ttl and STEM.html are written for each; one that fails does not stop the others. Folders are walked; hidden
    files, graphs and pages of our own and files of other kinds in them are passed over.
    """
    from policygraph.pipeline import build_files

    passed_over: Counter[str] = Counter()
    remarks: list[str] = []
    with Progress(quiet=quiet or as_json) as progress:
        outcomes = build_files(
            [Path(report) for report in reports],
            output,
            vocabulary=vocabulary or (),
            base=base,
            weights=weights,
            min_confidence=min_confidence,
            max_bytes=max_bytes,
            language=language,
            about=about,
            store=store,
            on_remark=remarks.append,
            on_found=lambda found: passed_over.update(found.skipped),
            on_step=lambda step: progress.show(_going_on(step)),
        )
    if as_json:
        answers = list(map(_as_json, outcomes))
        show(json.dumps(answers, indent=2, ensure_ascii=False))
    for remark in remarks:
        say(f"policygraph: {remark}", unless=quiet)
    brief = quiet or as_json
    _tell(outcomes, summaries=not brief)
    if passed_over:
        say(f"passed over {_listed(passed_over)}", unless=brief)
    code = _exit_code(outcomes)
    if code:
        raise typer.Exit(code)


def _exit_code(outcomes: Iterable[Outcome]) -> int:
    """The highest code of what failed, 0 where nothing did."""
    return max(
        (outcome.error.exit_code for outcome in outcomes if outcome.error), default=0
    )


def _tell(outcomes: Iterable[Outcome], *, summaries: bool) -> None:
    """Say which reports failed, and why; show the others' summaries where they are wanted."""
    for outcome in outcomes:
        if outcome.error:
            say(f"policygraph: {outcome.error}")
        elif summaries:
            show("\n".join(_lines(outcome)))


def _listed(passed_over: Counter[str]) -> str:
    """The files of the folders that are no reports, counted by kind."""
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in passed_over.items())
    return f"{plural(passed_over.total(), 'other file')}: {kinds}"


def _going_on(step: Step) -> str:
    position = f"[{step.index}/{step.total}] " if step.total > 1 else ""
    return f"{position}{step.path.name}: {step.stage}"


def _lines(outcome: Outcome) -> Iterator[str]:
    """The summary of one report, for a person."""
    built = outcome.built
    if built is None:
        return
    summary = built.summary
    yield f"{built.report.title or built.report.name}"
    if built.reading:
        yield f"  read       {_reading(built.reading)}"
    yield from (f"  note: {note}" for note in built.notes)
    yield f"  tasks      {_counted(summary, TASKS)}"
    yield f"  entities   {_counted(summary, CLASSES)}"
    linkages = summary.counts["Linkage"]
    triples = plural(len(built.triples), "triple")
    yield f"  linkages   {linkages:,}, each with its sentence; {triples} in all"
    yield from _most_linked(summary)
    yield from _held_back(built)
    yield f"  written    {', '.join(str(path) for path in outcome.files)} in {outcome.seconds:.1f} s"


def _most_linked(summary: Summary) -> Iterator[str]:
    head = "most linked"
    for entity in summary.most_linked:
        yield f"  {head:<11}{entity.linkages:>4}  {entity.label} ({_NAMES[entity.type]})"
        head = ""


def _reading(reading: Reading) -> str:
    """What was read, and what of the file was left out."""
    parts = [reading.kind]
    if reading.pages:
        parts.append(plural(reading.pages, "page"))
    parts.append(f"language {reading.language}")
    parts.append(plural(reading.sections, "section"))
    parts.append(plural(reading.sentences, "sentence"))
    if reading.tables:
        parts.append(plural(reading.tables, "table"))
    read = ", ".join(parts)
    if not reading.left_out:
        return read
    return f"{read}; left out {', '.join(map(_left_out, reading.left_out))}"


def _left_out(piece: LeftOut) -> str:
    lines = f"{plural(piece.lines, 'line')} of {piece.kind}"
    return f"{lines} on {plural(piece.pages, 'page')}" if piece.pages else lines


def _held_back(built: BuiltGraph) -> Iterator[str]:
    """What the gate kept out, counted by reason, most first."""
    if not built.rejected:
        yield "  held back  nothing: the graph conforms to its shapes"
        return
    yield f"  held back  {plural(len(built.rejected), 'thing')} that would not conform:"
    reasons = built.rejected_by_reason
    for reason, count in reasons[:_SHOWN_REASONS]:
        yield f"  {count:>15}  {reason}"
    if len(reasons) > _SHOWN_REASONS:
        yield f"  {sum(count for _, count in reasons[_SHOWN_REASONS:]):>15}  for other reasons (--json has them all)"


def _counted(summary: Summary, names: Iterable[str]) -> str:
    """How many there are of each class, in words."""
    return ", ".join(_count(summary.counts[name], name) for name in names)


def _count(count: int, name: str) -> str:
    noun = _NAMES[name] if count == 1 else _PLURALS.get(name, f"{_NAMES[name]}s")
    return f"{count:,} {noun}"


def _as_json(outcome: Outcome) -> dict[str, object]:
    answer: dict[str, object] = {
        "report": str(outcome.path),
        "seconds": round(outcome.seconds, 3),
    }
    if outcome.error:
        return answer | {
            "error": str(outcome.error),
            "exit_code": outcome.error.exit_code,
        }
    built = outcome.built
    if built is None:
        return answer
    return answer | {
        "title": built.report.title,
        "files": [str(path) for path in outcome.files],
        "triples": len(built.triples),
        "counts": dict(built.summary.counts),
        "most_linked": [
            {"label": entity.label, "type": entity.type, "linkages": entity.linkages}
            for entity in built.summary.most_linked
        ],
        "rejected": [
            {"reason": reason, "count": count}
            for reason, count in built.rejected_by_reason
        ],
        "notes": list(built.notes),
        "date": built.report.date,
        "place": built.report.jurisdiction,
        "language": built.report.language,
        "reading": asdict(built.reading) if built.reading else None,
    }
