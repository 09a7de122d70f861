"""The gold: passages of reports and what a careful reader marked in them, by offsets into their text."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from policygraph.evaluation.gold import (
    LINKAGE_COLUMNS,
    LINKS,
    MENTIONS,
    Gold,
    read_gold,
    rows,
    sibling,
)
from policygraph.report import Report, read_report
from policygraph.resources import resource

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class Passage:
    """A row of `groups.tsv`: a passage's name, its source, its kind and its fold."""

    name: str
    group: str
    kind: str
    fold: int

    @property
    def is_prose(self) -> bool:
        """Whether it is ordinary prose, drawn at random from a whole report, and not chosen for its names."""
        return self.kind.endswith("-prose")


@dataclass(frozen=True, slots=True)
class MarkedLinkage:
    """A linkage between two labels in one line of the text, counted from 1."""

    line: int
    subject: str
    property: str
    object: str


@dataclass(frozen=True, slots=True)
class Read:
    """A passage's report, its marks, and its linkages with the lines that they were marked in."""

    report: Report
    marks: Gold
    linkages: tuple[MarkedLinkage, ...]


def passages(folder: Path = GOLD) -> list[Passage]:
    """The passages that `groups.tsv` lists, in its order."""
    with (folder / "groups.tsv").open(encoding="utf-8") as table:
        rows = csv.DictReader(table, delimiter="\t")
        return [
            Passage(row["name"], row["group"], row["kind"], int(row["fold"]))
            for row in rows
        ]


def trained_on(without: int, prose: float) -> list[str]:
    """The names of the passages that a reader is trained on, in the order of the gold's list.

    Args:
        without: The fold that is left out; 0 for none.
        prose: The share, 0–1, of the passages of ordinary prose that are taken; a smaller share lies in a larger.
    """
    taken = [passage for passage in passages() if passage.fold != without]
    ordinary = [passage.name for passage in taken if passage.is_prose]
    # By a hash of the name, so that the order hangs on nothing else that the passages have in common.
    ordinary.sort(key=lambda name: sha256(name.encode()).digest())
    left = set(ordinary[round(prose * len(ordinary)) :])
    return [passage.name for passage in taken if passage.name not in left]


def text_path(name: str, folder: Path = GOLD) -> Path:
    """Where the text of a passage lies: beside its gold, or among the seeds."""
    path = folder / f"{name}.txt"
    return path if path.exists() else resource("seeds", f"{name}.txt")


def read_passage(name: str, folder: Path = GOLD) -> Read:
    """A passage with its marks."""
    report = read_report(text_path(name, folder))
    path = folder / f"{name}{MENTIONS}"
    linkages = sibling(path, LINKS)
    marked = rows(linkages, LINKAGE_COLUMNS) if linkages.exists() else ()
    return Read(
        report,
        read_gold(path, report.text),
        tuple(MarkedLinkage(int(line), *linkage) for _, (line, *linkage) in marked),
    )
