"""Which files of those named, and of the folders named, are reports to be built, and why the others are not."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import PolicygraphError, ReportError, UsageError
from policygraph.files import is_file, is_folder, real

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_ENDINGS = frozenset(
    (
        ".pdf",
        ".docx",
        ".docm",
        ".html",
        ".htm",
        ".xhtml",
        ".md",
        ".markdown",
        ".txt",
        ".text",
    )
)
JOURNAL = ".policygraph-builds"
"""The name of the file in the folder that is written to which says what earlier runs wrote there."""

_WRITTEN = {".html": "page", ".ttl": "graph"}
_HEAD = 8192
_GENERATOR = b'name="generator" content="policygraph"'
_NAMESPACE = b"w3id.org/policygraph/"
_APART = "rename one or build them into different folders (-o)"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to build, and the error that keeps it from being built, where there is one."""

    path: Path
    error: PolicygraphError | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The reports to build, in order, and how many files of the folders were passed over, by kind in words."""

    candidates: tuple[Candidate, ...]
    skipped: Mapping[str, int]


def find_reports(
    named: Sequence[Path], output: Path, read: Sequence[Path] = ()
) -> Found:
    """The reports among files and in folders.

    A file that is named is a report, whatever it is. Folders are walked in the order of the names; hidden files, what
    lies in the output folder, graphs and pages of our own and files of other kinds are passed over and counted. There
    the second of one stem, whose graph would overwrite the first one's, gets an error, as does a report whose page or
    graph would overwrite it, or another file that is read.

    Args:
        named: Files and folders.
        output: The folder that is written to.
        read: What is read besides the reports: vocabularies, and the table that tells of them.

    Raises:
        UsageError: Two files named have one stem.
        ReportError: Nothing but folders is named, and there is no report in them.

    Example:
        >>> import tempfile, pathlib
        >>> with tempfile.TemporaryDirectory() as home:
        ...     folder = pathlib.Path(home)
        ...     for name in ("b.txt", "a.txt", ".hidden", "picture.png"):
        ...         _ = (folder / name).write_bytes(b"Build roads.")
        ...     found = find_reports([folder], folder / "out")
        >>> [candidate.path.name for candidate in found.candidates], dict(found.skipped)
        (['a.txt', 'b.txt'], {'.png': 1, 'hidden': 1})
    """
    files = [path for path in named if not is_folder(path)]
    _check_stems(files)
    search = _Search(
        output,
        read,
        {path.stem: path for path in files},
        {real(path) for path in files},
    )
    candidates = [candidate for path in named for candidate in search.candidates(path)]
    if not candidates:
        raise ReportError(
            f"no report in {', '.join(repr(str(path)) for path in named)}",
            expected="PDF, Word (.docx), HTML, Markdown or text files",
            remedy="name another folder",
        )
    return Found(tuple(candidates), dict(sorted(search.skipped.items())))


def _check_stems(files: Sequence[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in files:
        first = seen.setdefault(path.stem, path)
        if first is not path:
            raise UsageError(
                _clash(first, path),
                expected="reports whose names differ",
                remedy=_APART,
            )


def _clash(first: Path, second: Path) -> str:
    return f"'{first}' and '{second}' would both be written to {second.stem}.ttl"


def _overwritten(read: str, by: str) -> ReportError:
    return ReportError(
        f"{read} would be overwritten by {by}",
        expected="what is read to lie elsewhere than what is written",
        remedy="name another folder to write to (-o)",
    )


class _Search:
    """What has been found so far: the first file of each stem, all files, and what was passed over."""

    def __init__(
        self,
        output: Path,
        read: Iterable[Path],
        stems: dict[str, Path],
        seen: set[Path],
    ) -> None:
        self._output = output
        self._read = {real(path): path for path in read}
        self._stems = stems
        self._seen = seen
        self.skipped: Counter[str] = Counter()

    def candidates(self, path: Path) -> Iterator[Candidate]:
        """The reports that a path stands for."""
        if not is_folder(path):
            yield Candidate(path, self._overwritten(path))
            return
        for file in self._walk(path):
            if real(file) not in self._seen:
                self._seen.add(real(file))
                first = self._stems.setdefault(file.stem, file)
                error = self._overwritten(file)
                if first is not file:
                    error = ReportError(
                        _clash(first, file),
                        expected="reports whose names differ",
                        remedy=_APART,
                    )
                yield Candidate(file, error)

    def _overwritten(self, path: Path) -> ReportError | None:
        """The error where what is read stands where a report's page or graph would be written."""
        for ending, what in _WRITTEN.items():
            written = real(self._output / f"{path.stem}{ending}")
            if real(path) == written:
                return _overwritten(f"'{path}'", f"its own {what}")
            if written in self._read:
                return _overwritten(
                    f"'{self._read[written]}'", f"the {what} of '{path}'"
                )
        return None

    def _count_unreadable(self, _: OSError) -> None:
        self.skipped["folder that cannot be read"] += 1

    def _walk(self, folder: Path) -> Iterator[Path]:
        """The files of a folder that are reports by their content and name; the others are counted."""
        output = real(self._output)
        for home, folders, files in os.walk(folder, onerror=self._count_unreadable):
            kept = [name for name in sorted(folders) if not name.startswith(".")]
            folders[:] = [name for name in kept if real(Path(home) / name) != output]
            for name in sorted(set(files) - {JOURNAL}):
                path = Path(home) / name
                kind = _passed_over(path)
                if kind:
                    self.skipped[kind] += 1
                else:
                    yield path


def _passed_over(path: Path) -> str:
    """The kind of a file that is no report of a folder, in words; nothing for a report."""
    if path.name.startswith((".", "~$")):
        return "hidden"
    ending = path.suffix.lower()
    if not is_file(path):
        return "no file"
    head = _head(path)
    if _GENERATOR in head or (_NAMESPACE in head and ending not in _ENDINGS):
        return "of our own"
    return (
        "" if ending in _ENDINGS or _is_document(head) else ending or "without ending"
    )


def _is_document(head: bytes) -> bool:
    """Whether a file is a report whatever it is called."""
    from policygraph.source.filetypes import HTML, PDF, sniff

    return sniff(head) in (PDF, HTML)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""  # reading it will tell why
