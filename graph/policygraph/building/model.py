"""What passes between those who build many reports: tasks, what was made of them, what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.shipped import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from policygraph.catalogue import Entry
    from policygraph.errors import PolicygraphError
    from policygraph.quality import Reading
    from policygraph.summary import Summary


@dataclass(frozen=True, slots=True)
class Options:
    """What is the same for all reports of a run; `build_graph` says what each is."""

    vocabulary: tuple[Path, ...]
    base: str
    weights: Path | None
    min_confidence: float
    max_bytes: int
    language: str
    reader: str = SHIPPED


@dataclass(frozen=True, slots=True)
class Task:
    """A report to build, the `index`-th of its run (from 0), into ``STEM.ttl`` and its siblings beside `stem`.

    `entry` is what a table says of it, `size` its length in bytes (0 where nobody knows).
    """

    index: int
    path: Path
    stem: Path
    entry: Entry | None
    size: int


@dataclass(frozen=True, slots=True)
class Account:
    """What is told of a report that was built, without its graph.

    `sha256` is that of the source's bytes; `rejected` has the reasons for which something was kept out, each with how
    often, most first; `notes` say how well the report was read, `reading` in figures.
    """

    title: str
    date: str
    place: str
    language: str
    sha256: str
    triples: int
    summary: Summary
    rejected: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    reading: Reading | None


@dataclass(frozen=True, slots=True)
class Made:
    """The contents of a report's files, by what their names have after the stem, and the account of it."""

    contents: Mapping[str, bytes]
    account: Account


@dataclass(frozen=True, slots=True)
class Step:
    """Where a build stands: a stage of one report, the `index`-th (from 1) of `total`."""

    path: Path
    stage: str
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report: an account of it and its files, or the error that stopped it.

    `seconds` were spent on it, by the clock; none on one that is as an earlier run left it, which is `unchanged`.
    """

    path: Path
    account: Account | None
    files: tuple[Path, ...]
    error: PolicygraphError | None
    seconds: float
    unchanged: bool = False

    @property
    def status(self) -> str:
        """In a word: built, unchanged or failed."""
        if self.error:
            return "failed"
        return "unchanged" if self.unchanged else "built"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome of the `index`-th task, and the digests of the files written, in their order."""

    index: int
    outcome: Outcome
    digests: tuple[str, ...] = ()
