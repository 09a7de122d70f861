"""One report of many: its files made, written, and whatever goes wrong kept as its own error."""

from __future__ import annotations

import contextlib
import hashlib
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.building.model import Account, Made, Outcome, Result
from policygraph.errors import OutputError, PolicygraphError, ReportError
from policygraph.files import is_there, write_together

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from policygraph.building.model import Options, Task
    from policygraph.catalogue import Entry
    from policygraph.pipeline import BuiltGraph


def make(
    path: Path,
    options: Options,
    entry: Entry | None,
    on_stage: Callable[[str], None] = lambda _: None,
) -> Made:
    """The contents of a report's files: the graph, the page and, where the gate kept something out, its results.

    Raises:
        PolicygraphError: As `build_graph` has them.
    """
    from policygraph.pipeline import build_graph
    from policygraph.queries.rejections import SUFFIX, results_of
    from policygraph.rdf import to_turtle
    from policygraph.views import page
    from policygraph.vocabulary import load_vocabulary

    built = build_graph(
        path,
        vocabulary=load_vocabulary(options.vocabulary),
        base=options.base,
        weights=options.weights,
        min_confidence=options.min_confidence,
        max_bytes=options.max_bytes,
        language=options.language,
        entry=entry,
        reader=options.reader,
        on_stage=on_stage,
    )
    on_stage("writing")
    contents = {".ttl": built.turtle(), ".html": page(built.triples, notes=built.notes)}
    if built.rejected:
        contents[f".ttl{SUFFIX}"] = to_turtle(results_of(built.rejected))
    return Made(contents, _account(built))


def _account(built: BuiltGraph) -> Account:
    report = built.report
    return Account(
        report.title or report.name,
        report.date,
        report.jurisdiction,
        report.language,
        report.sha256,
        len(built.triples),
        built.summary,
        tuple(built.rejected_by_reason),
        built.notes,
        built.reading,
    )


def attempt(
    task: Task,
    options: Options,
    on_stage: Callable[[str], None] = lambda _: None,
    writing: AbstractContextManager[object] | None = None,
) -> Result:
    """What becomes of one report: whatever goes wrong with it is kept, so that the others are still read.

    Args:
        task: The report, and where its files go.
        options: What is the same for all reports.
        on_stage: Called with the name of each stage when it begins.
        writing: Entered while files are put in their places.
    """
    began = time.perf_counter()

    def write() -> Result:
        made = make(task.path, options, task.entry, on_stage)
        with writing or contextlib.nullcontext():
            return placed(task, made, time.perf_counter() - began)

    return kept(task, write, began)


def kept(task: Task, work: Callable[[], Result], began: float) -> Result:
    """The result of some work on a task, or of the error that it ended with."""
    try:
        return work()
    except PolicygraphError as error:
        return failed(task, error, time.perf_counter() - began)
    except MemoryError:
        return failed(task, too_large(task.path), time.perf_counter() - began)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one report is no reason to lose the others
        return failed(task, unexpected(task.path, error), time.perf_counter() - began)


def failed(task: Task, error: PolicygraphError, seconds: float = 0.0) -> Result:
    """The result of a report that an error stopped."""
    return Result(task.index, Outcome(task.path, None, (), error, seconds))


def placed(task: Task, made: Made, seconds: float) -> Result:
    """The result of a report whose files are put in their places, which this does.

    Raises:
        OutputError: They cannot be written, or one of them would take the report's own place.
    """
    files = _write(made.contents, task.stem, task.path)
    digests = tuple(map(digest, made.contents.values()))
    outcome = Outcome(task.path, made.account, files, None, seconds)
    return Result(task.index, outcome, digests)


def digest(content: bytes) -> str:
    """What a file's bytes are known by: their SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _write(contents: Mapping[str, bytes], stem: Path, source: Path) -> tuple[Path, ...]:
    from policygraph.queries.rejections import SUFFIX

    files = {}
    for ending, content in contents.items():
        path = stem.with_name(stem.name + ending)
        _refuse_itself(path, source)
        files[path] = content
    rejected = f".ttl{SUFFIX}"
    earlier = []
    if rejected not in contents:
        earlier.append(stem.with_name(stem.name + rejected))
    write_together(files, gone=tuple(earlier))
    return tuple(files)


def _refuse_itself(path: Path, source: Path) -> None:
    if is_there(path) and is_there(source) and path.samefile(source):
        raise OutputError(
            f"'{path}' is the report itself",
            expected="another place for its graph",
            remedy="name a folder with -o",
        )


def too_large(path: Path) -> ReportError:
    """The error for a report whose graph does not fit into the memory that there is."""
    return ReportError(
        f"'{path}' needs more memory than there is",
        expected="a report whose graph the memory holds",
        remedy="cut it into parts, or build with fewer workers (--jobs)",
    )


def unexpected(path: Path, error: Exception) -> ReportError:
    """The error for a fault of ours: what it was and where it came up."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = (
        f"{Path(last.filename).parent.name}/{Path(last.filename).name}:{last.lineno}"
    )
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    told = ReportError(
        f"'{path}' could not be built: {reason} at {place}",
        expected="that any text can be read: this is a fault of policygraph",
        remedy="tell its makers, with the report if you may",
    )
    told.__cause__ = error
    return told
