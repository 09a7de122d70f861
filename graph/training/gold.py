"""The gold: passages of reports and what a careful reader marked in them, by offsets into their text."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.report import Report, read_report
from policygraph.resources import resource
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLD = Path(__file__).parent / "gold"

IGNORE = "Ignore"
"""The class of marks on which two careful readers could differ."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of `groups.tsv`: a passage's name, its source, its kind and its fold."""

    name: str
    group: str
    kind: str
    fold: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked span: its class, and the label of the entity that it names."""

    span: Span
    type: str
    label: str


@dataclass(frozen=True, slots=True)
class MarkedMeasure:
    """A marked measure; `stage` is a stage's local name."""

    verb: Span
    object: Span
    stage: str


@dataclass(frozen=True, slots=True)
class MarkedLinkage:
    """A linkage between two labels in one line of the text, counted from 1."""

    line: int
    subject: str
    property: str
    object: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A passage's report and all its marks; `measures` is None where they were not annotated."""

    report: Report
    mentions: tuple[Marked, ...]
    linkages: tuple[MarkedLinkage, ...]
    measures: tuple[MarkedMeasure, ...] | None


def passages(folder: Path = GOLD) -> list[Passage]:
    """The passages that `groups.tsv` lists, in its order."""
    with (folder / "groups.tsv").open(encoding="utf-8") as table:
        rows = csv.DictReader(table, delimiter="\t")
        return [Passage(row["name"], row["group"], row["kind"], int(row["fold"])) for row in rows]


def text_path(name: str, folder: Path = GOLD) -> Path:
    """Where the text of a passage lies: beside its gold, or among the seeds."""
    path = folder / f"{name}.txt"
    return path if path.exists() else resource("seeds", f"{name}.txt")


def read_gold(name: str, folder: Path = GOLD) -> Gold:
    """A passage with its marks."""
    report = read_report(text_path(name, folder))
    find = _Finder(report.text).find
    mentions = [
        Marked(find(line, quote, nth), kind, label)
        for line, kind, quote, label, nth in _rows(folder / f"{name}.mentions.tsv")
    ]
    linkages = [MarkedLinkage(int(row[0]), *row[1:4]) for row in _rows(folder / f"{name}.linkages.tsv")]
    measures = folder / f"{name}.measures.tsv"
    marked = [
        MarkedMeasure(find(line, verb, vnth), find(line, what, onth), stage.capitalize())
        for line, verb, vnth, what, onth, stage in _rows(measures)
    ]
    return Gold(report, tuple(mentions), tuple(linkages), tuple(marked) if measures.exists() else None)


class _Finder:
    """Finds quotations by line and occurrence."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def find(self, line: str, quote: str, nth: str) -> Span:
        """The span of the nth occurrence of a quotation in a line, both counted from 1."""
        at = self._starts[int(line) - 1] - 1
        for _ in range(int(nth)):
            at = self._text.index(quote, at + 1)
        return Span(at, at + len(quote))


def _rows(path: Path) -> Iterator[list[str]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield line.split("\t")
