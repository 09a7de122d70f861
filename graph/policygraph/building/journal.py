"""What earlier runs wrote into a folder, so that a report that is as it was need not be built again.

A line of JSON for each report that was built, added once its files are in their places: a run that is killed loses no
more than what it was at. A report is unchanged if the digest of all that decides its graph is the same, and its files
are, byte for byte, as they were written.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from policygraph.batch import JOURNAL
from policygraph.building.making import digest
from policygraph.building.model import Account, Outcome
from policygraph.files import is_file, write_atomically
from policygraph.quality import LeftOut, Reading
from policygraph.summary import LinkedEntity, Summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from policygraph.building.model import Result, Task

_WORN = 2
"""The journal is written anew when it has so many times the lines that it needs."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A line of the journal: where it stands in the file, and what decided the graph."""

    begin: int
    key: str


class Journal:
    """The journal of a folder; its lines stay on the disk until one is asked for.

    Args:
        folder: The folder that is written to.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / JOURNAL
        self._records: dict[str, _Record] = {}
        self._lines = 0
        self._end = 0
        for begin, row in self._rows():
            self._records[str(row["stem"])] = _Record(begin, str(row["key"]))

    def __enter__(self) -> Self:
        """The journal itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Writes the journal anew where most of its lines are out of date."""
        if self._lines > _WORN * len(self._records):
            with contextlib.suppress(OSError):
                self._rewrite()

    @property
    def stems(self) -> frozenset[str]:
        """The stems of the reports that were built into the folder."""
        return frozenset(self._records)

    def has(self, task: Task) -> bool:
        """Whether a report was ever built into the folder."""
        return task.stem.name in self._records

    def knows(self, task: Task, key: str) -> bool:
        """Whether a report was built by what this key stands for."""
        record = self._records.get(task.stem.name)
        return record is not None and record.key == key

    def unchanged(self, task: Task) -> Outcome | None:
        """What became of a report that is known, if its files are as they were written; nothing if not."""
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            record = self._records[task.stem.name]
            row = self._row(record)
            digests = row["files"]
            files = {task.stem.with_name(name): digests[name] for name in digests}
            if all(digest(path.read_bytes()) == d for path, d in files.items()):
                return Outcome(
                    path=task.path,
                    account=_account(row["account"]),
                    files=tuple(files),
                    error=None,
                    seconds=0.0,
                    unchanged=True,
                )
        return None

    def note(self, task: Task, key: str, result: Result) -> None:
        """Adds a report that was built. One that cannot be noted is built again by the next run, and no more."""
        outcome = result.outcome
        if outcome.account is None:
            return
        names = [path.name for path in outcome.files]
        row = {
            "stem": task.stem.name,
            "key": key,
            "files": dict(zip(names, result.digests, strict=True)),
            "account": asdict(outcome.account),
        }
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
        with contextlib.suppress(OSError), self._path.open("ab") as stream:
            stream.write(line + b"\n")
            self._records[task.stem.name] = _Record(self._end, key)
            self._end += len(line) + 1
            self._lines += 1

    def _rows(self) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """The lines that can be read, each with its place; the end of one that was broken off is ended."""
        if not is_file(self._path):
            return
        line = b"\n"
        with contextlib.suppress(OSError), self._path.open("rb") as stream:
            for line in stream:
                with contextlib.suppress(ValueError):
                    row = json.loads(line)
                    if isinstance(row, dict) and {"stem", "key"} <= row.keys():
                        yield self._end, row
                self._end += len(line)
                self._lines += 1
        if not line.endswith(b"\n"):
            with contextlib.suppress(OSError), self._path.open("ab") as stream:
                stream.write(b"\n")
                self._end += 1

    def _line(self, record: _Record) -> bytes:
        with self._path.open("rb") as stream:
            stream.seek(record.begin)
            return stream.readline()

    def _row(self, record: _Record) -> Any:  # noqa: ANN401 - as JSON gives it
        return json.loads(self._line(record))

    def _rewrite(self) -> None:
        lines = [self._line(self._records[stem]) for stem in sorted(self._records)]
        write_atomically(self._path, b"".join(lines))


def _account(row: dict[str, Any]) -> Account:
    """An account as it was noted.

    Raises:
        KeyError: Something is missing.
        TypeError: Something is not what it should be.
    """
    reading = row["reading"]
    values = dict(row)
    values["summary"] = _summary(row["summary"])
    values["rejected"] = tuple((reason, count) for reason, count in row["rejected"])
    values["notes"] = tuple(row["notes"])
    values["reading"] = _reading(reading) if reading else None
    return Account(**values)


def _summary(row: dict[str, Any]) -> Summary:
    linked = tuple(LinkedEntity(**entity) for entity in row["most_linked"])
    return Summary(row["counts"], linked)


def _reading(row: dict[str, Any]) -> Reading:
    values = dict(row)
    values["left_out"] = tuple(LeftOut(**piece) for piece in row["left_out"])
    values["remarks"] = tuple(row["remarks"])
    return Reading(**values)
