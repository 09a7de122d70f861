"""What is told of reports that were built: a person reads a summary or a table, a program JSON."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from policygraph.cli.console import plural
from policygraph.cli.progress import duration
from policygraph.namespaces import CLASSES, TASKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from policygraph.building import Account, Outcome
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
_HEADS = (
    "report",
    "date",
    "place",
    "tasks",
    "measures",
    "entities",
    "linkages",
    "held back",
    "note",
)


def told(outcomes: Sequence[Outcome], seconds: float) -> str:
    """What a person is told of the reports that were built: a summary of one, a table of several and how many."""
    known = [outcome for outcome in outcomes if outcome.account]
    if len(outcomes) == 1:
        return "\n".join(line for outcome in known for line in _lines(outcome))
    table = _table(known) if known else ""
    return table + _totals(outcomes, seconds)


def _table(outcomes: Iterable[Outcome]) -> str:
    """A line for each report, wrapped where the terminal is narrow."""
    from policygraph.answers import Answer
    from policygraph.queries.tables import to_table
    from policygraph.terms import Literal

    rows = tuple(
        tuple(map(Literal, _cells(account)))
        for outcome in outcomes
        for account in (outcome.account,)
        if account
    )
    width = shutil.get_terminal_size((120, 24)).columns
    return to_table(Answer(_HEADS, rows), width)


def _cells(account: Account) -> tuple[str, ...]:
    summary = account.summary
    return (
        account.title,
        account.date,
        account.place,
        f"{summary.counts['KeyTask'] + summary.counts['SubTask']:,}",
        f"{summary.counts['Measure']:,}",
        f"{summary.entities:,}",
        f"{summary.counts['Linkage']:,}",
        f"{sum(count for _, count in account.rejected):,}",
        "; ".join(account.notes),
    )


def _totals(outcomes: Sequence[Outcome], seconds: float) -> str:
    """How many there are of each fate, and how long it took."""
    counts = Counter(outcome.status for outcome in outcomes)
    fates = ", ".join(
        f"{counts[status]:,} {status}"
        for status in ("built", "unchanged", "failed")
        if counts[status]
    )
    return f"{plural(len(outcomes), 'report')} in {duration(seconds)}: {fates}"


def _lines(outcome: Outcome) -> Iterator[str]:
    """The summary of one report, for a person."""
    built = outcome.account
    if built is None:
        return
    summary = built.summary
    yield built.title
    if built.reading:
        yield f"  read       {_reading(built.reading)}"
    yield from (f"  note: {note}" for note in built.notes)
    yield f"  tasks      {_counted(summary, TASKS)}"
    yield f"  entities   {_counted(summary, CLASSES)}"
    linkages = summary.counts["Linkage"]
    triples = plural(built.triples, "triple")
    yield f"  linkages   {linkages:,}, each with its sentence; {triples} in all"
    yield from _most_linked(summary)
    yield from _held_back(built)
    files = ", ".join(map(str, outcome.files))
    if outcome.unchanged:
        yield f"  unchanged  {files}: built of the same before (--force builds anew)"
    else:
        yield f"  written    {files} in {outcome.seconds:.1f} s"


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


def _held_back(account: Account) -> Iterator[str]:
    """What the gate kept out, counted by reason, most first."""
    reasons = account.rejected
    if not reasons:
        yield "  held back  nothing: the graph conforms to its shapes"
        return
    things = sum(count for _, count in reasons)
    yield f"  held back  {plural(things, 'thing')} that would not conform:"
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


def as_json(outcome: Outcome) -> dict[str, object]:
    """What a program is told of a report."""
    answer: dict[str, object] = {
        "report": str(outcome.path),
        "status": outcome.status,
        "seconds": round(outcome.seconds, 3),
    }
    if outcome.error:
        return answer | {
            "error": str(outcome.error),
            "exit_code": outcome.error.exit_code,
        }
    account = outcome.account
    if account is None:
        return answer
    return answer | {
        "title": account.title,
        "files": [str(path) for path in outcome.files],
        "triples": account.triples,
        "counts": dict(account.summary.counts),
        "most_linked": [
            {"label": entity.label, "type": entity.type, "linkages": entity.linkages}
            for entity in account.summary.most_linked
        ],
        "rejected": [
            {"reason": reason, "count": count} for reason, count in account.rejected
        ],
        "notes": list(account.notes),
        "date": account.date,
        "place": account.place,
        "language": account.language,
        "reading": asdict(account.reading) if account.reading else None,
    }


def gone_as_json(graph: Path) -> dict[str, object]:
    """What a program is told of a graph whose report is none of this run's."""
    return {"status": "gone", "files": [str(graph)]}
