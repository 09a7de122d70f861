"""The whole line of stages: a report goes in, a graph that passed the gate comes out, and with it a page.

Example:
    >>> from policygraph.resources import resource
    >>> built = build_graph(resource("seeds", "chongqing-2017.txt"))
    >>> built.summary.counts["KeyTask"]
    5
"""

from __future__ import annotations

import time
import traceback
from collections import Counter
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from policygraph.batch import find_reports
from policygraph.catalogue import read_catalogue
from policygraph.errors import OutputError, PolicygraphError, ReportError, UsageError
from policygraph.files import is_there, unwritable, write_atomically, write_together
from policygraph.namespaces import BASE
from policygraph.summary import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygraph.batch import Candidate, Found
    from policygraph.catalogue import Catalogue, Entry
    from policygraph.linking.model import Linked
    from policygraph.quality import Reading
    from policygraph.report.model import Report
    from policygraph.terms import Triple
    from policygraph.validation import Rejection
    from policygraph.vocabulary import Vocabulary

MAX_BYTES = 5_000_000
"""The size in bytes up to which a report is read unless another is given."""

_FORBIDDEN_IN_IRI = frozenset(' <>"{}|\\^`')


@dataclass(frozen=True)
class BuiltGraph:
    """A report with all that was read from it, and its graph.

    `triples` passed the gate, sorted, each once; `rejected` is what the gate kept out, with the reason; `reading` says
    how well the file was read, None where the report was given.
    """

    report: Report
    linked: Linked
    triples: tuple[Triple, ...]
    rejected: tuple[Rejection, ...]
    base: str
    reading: Reading | None = None

    @cached_property
    def summary(self) -> Summary:
        """Counts by class and the most linked entities."""
        return summarise(self.triples)

    @property
    def rejected_by_reason(self) -> list[tuple[str, int]]:
        """The reasons for which something was kept out, each with its kind, and how often; most first."""
        counts = Counter(
            f"{thing.kind}: {reason}"
            for thing in self.rejected
            for reason in thing.reasons
        )
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of the graph should know: how well the text was read, and that it has no task or entity."""
        notes = list(self.report.remarks)
        if not self.summary.tasks:
            notes.append("no task was found in it")
        if not self.summary.entities:
            notes.append("no entity was found in it")
        return tuple(notes)

    def turtle(self) -> bytes:
        """The graph as Turtle, the same bytes on each run."""
        from policygraph.rdf import to_turtle

        return to_turtle(self.triples, base=self.base)


@dataclass(frozen=True, slots=True)
class Step:
    """Where a build stands: a stage of one report, the `index`-th (from 1) of `total`."""

    path: Path
    stage: str
    index: int
    total: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report: its graph and the files written, or the error that stopped it; seconds spent."""

    path: Path
    built: BuiltGraph | None
    files: tuple[Path, ...]
    error: PolicygraphError | None
    seconds: float


def build_graph(  # noqa: PLR0913 - options by keyword
    report: Report | Path | str,
    *,
    vocabulary: Vocabulary | None = None,
    base: str = BASE,
    weights: Path | None = None,
    min_confidence: float = 0.0,
    max_bytes: int = MAX_BYTES,
    language: str = "",
    entry: Entry | None = None,
    on_stage: Callable[[str], None] = lambda _: None,
) -> BuiltGraph:
    """The graph of one report.

    Args:
        report: The report, or the path of its file.
        vocabulary: Known names and concepts; those that are shipped unless given.
        base: What the IRIs of the data begin with; an absolute IRI.
        weights: The folder of the reader's weights; those that are shipped unless given.
        min_confidence: Mentions, measures and linkages below this confidence, 0–1, are left out.
        max_bytes: The longest text that is read, in bytes of UTF-8.
        language: The code of the language that the report is in; recognised unless given.
        entry: What is said of the report elsewhere; it wins over what the text says.
        on_stage: Called with the name of each stage when it begins.

    Raises:
        UsageError: If the base is no absolute IRI, the confidence not within 0–1, or the language not read.
        ReportError: If the file is missing, or of a kind or in a language that is not read.
        WeightsError: If the weights are missing or damaged.
    """
    from policygraph.assembly import assemble
    from policygraph.extraction import extract
    from policygraph.inputs import build_of
    from policygraph.linking import link
    from policygraph.quality import remarks_of
    from policygraph.report import Report
    from policygraph.validation import gate
    from policygraph.vocabulary import load_vocabulary

    _check(base, min_confidence, language)
    on_stage("reading")
    reading = None
    if isinstance(report, Report):
        report = replace(report, remarks=(*report.remarks, *remarks_of(report)))
    else:
        report, reading = _read(
            Path(report),
            max_bytes,
            entry.language if entry and entry.language else language,
        )
    report = _named(entry.over(report) if entry else report)
    vocabulary = vocabulary or load_vocabulary()
    extraction = extract(report, vocabulary=vocabulary, weights=weights)
    on_stage("linking")
    linked = link(report, extraction, vocabulary, min_confidence=min_confidence)
    on_stage("checking")
    source = {"source": report.filename, "sha256": report.sha256}
    told = {
        **source,
        "base": base,
        "language": language,
        "min_confidence": str(float(min_confidence)),
    }
    build = build_of(vocabulary, weights, {**told, **(asdict(entry) if entry else {})})
    gated = gate(assemble(linked, base=base, vocabulary=vocabulary, build=build))
    return BuiltGraph(
        linked.report, linked, gated.triples, gated.rejected, base, reading
    )


def _read(path: Path, max_bytes: int, language: str) -> tuple[Report, Reading]:
    """A file's report, with how well it was read among its remarks."""
    from policygraph.quality import reading_of
    from policygraph.report import report_of
    from policygraph.source import read_source

    document = read_source(path, max_bytes=max_bytes, language=language)
    report = report_of(document)
    reading = reading_of(document, report)
    return replace(report, remarks=reading.remarks), reading


def _named(report: Report) -> Report:
    """The report under the name of its file where it has no title."""
    return report if report.title else replace(report, title=report.name)


def build_files(  # noqa: PLR0913 - options by keyword
    reports: Sequence[Path],
    folder: Path,
    *,
    vocabulary: Sequence[Path] = (),
    base: str = BASE,
    weights: Path | None = None,
    min_confidence: float = 0.0,
    max_bytes: int = MAX_BYTES,
    language: str = "",
    about: Path | None = None,
    store: Path | None = None,
    on_found: Callable[[Found], None] = lambda _: None,
    on_remark: Callable[[str], None] = lambda _: None,
    on_step: Callable[[Step], None] = lambda _: None,
) -> tuple[Outcome, ...]:
    """Build ``STEM.ttl`` and ``STEM.html`` for each report; one that fails, in whatever way, does not stop the others.

    Files appear whole or not at all. What is said of `build_graph` holds for each report. An ``index.html`` lists them
    where there are several.

    Args:
        reports: The files to read, and folders of them.
        folder: Where to write; it is made if need be.
        vocabulary: Turtle files with names and aliases of one's own.
        base: What the IRIs of the data begin with.
        weights: The folder of the reader's weights.
        min_confidence: Mentions, measures and linkages below this confidence, 0–1, are left out.
        max_bytes: The longest text that is read, in bytes of UTF-8.
        language: The code of the language that all the reports are in; recognised for each unless given.
        about: A table with what is said of the reports elsewhere, as `read_catalogue` reads it.
        store: A store folder that the graphs are loaded into as well, as `load_graphs` does.
        on_found: Called with the reports found before the first is read.
        on_remark: Called with what in the table is not understood.
        on_step: Called at the beginning of each stage of each report.

    Raises:
        UsageError: If two reports named have one stem, or an option cannot stand; nothing is written then.
        ReportError: If nothing but folders is named and no report is in them.
        CatalogueError: If the table cannot be read; nothing is written then.
        VocabularyError: If a vocabulary file is broken; nothing is written then.
        OutputError: If the folder or the store cannot be written.
    """
    from policygraph.vocabulary import load_vocabulary

    _check(base, min_confidence, language)
    found = find_reports(reports, folder)
    on_found(found)
    catalogue = read_catalogue(about) if about else None
    for remark in _remarks(catalogue, found):
        on_remark(remark)
    words = load_vocabulary(tuple(vocabulary))
    _make(folder)
    outcomes = []
    for index, candidate in enumerate(found.candidates, 1):
        path = candidate.path

        def on_stage(stage: str, path: Path = path, index: int = index) -> None:
            on_step(Step(path, stage, index, len(found.candidates)))

        def build(
            candidate: Candidate = candidate, on_stage: Callable[[str], None] = on_stage
        ) -> BuiltGraph:
            if candidate.error:
                raise candidate.error
            return build_graph(
                candidate.path,
                vocabulary=words,
                base=base,
                weights=weights,
                min_confidence=min_confidence,
                max_bytes=max_bytes,
                language=language,
                entry=catalogue.entry(candidate.path) if catalogue else None,
                on_stage=on_stage,
            )

        outcomes.append(_outcome(path, folder / path.stem, build, on_stage))
    _write_index(outcomes, folder)
    if store:
        _load(outcomes, store)
    return tuple(outcomes)


def _write_index(outcomes: Sequence[Outcome], folder: Path) -> None:
    """Writes the page that lists several reports, unless one of them has a page of that name itself."""
    from policygraph.views.index import COUNTED, INDEX, Row, index_page

    rows = []
    for outcome in outcomes:
        if outcome.built:
            report, counts = outcome.built.report, outcome.built.summary.counts
            numbers = tuple(counts[name] for name in COUNTED)
            graph, page = (path.name for path in outcome.files[:2])
            rows.append(
                Row(
                    report.title or report.name,
                    report.date,
                    report.jurisdiction,
                    numbers,
                    page,
                    graph,
                )
            )
    if len(rows) > 1 and INDEX not in {row.page for row in rows}:
        write_atomically(folder / INDEX, index_page(rows).encode())


def _load(outcomes: Sequence[Outcome], store: Path) -> None:
    """Loads the graphs that were written into a store folder."""
    from policygraph.store.loading import load_graphs

    written = [outcome.files[0] for outcome in outcomes if outcome.built]
    if written:
        load_graphs(written, store)


def _remarks(catalogue: Catalogue | None, found: Found) -> tuple[str, ...]:
    """What in a table is not understood: columns, and files that are none of the reports."""
    if catalogue is None:
        return ()
    return (
        *catalogue.remarks,
        *catalogue.unused([candidate.path for candidate in found.candidates]),
    )


def _outcome(
    path: Path,
    stem: Path,
    build: Callable[[], BuiltGraph],
    on_stage: Callable[[str], None],
) -> Outcome:
    """What becomes of one report: whatever goes wrong with it is kept, so that the others are still read."""
    began = time.perf_counter()
    try:
        built = build()
        on_stage("writing")
        files = _write(built, stem, path)
    except PolicygraphError as error:
        return Outcome(path, None, (), error, time.perf_counter() - began)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one report is no reason to lose the others
        return Outcome(
            path, None, (), _unexpected(path, error), time.perf_counter() - began
        )
    return Outcome(path, built, files, None, time.perf_counter() - began)


def _unexpected(path: Path, error: Exception) -> ReportError:
    """The error for a fault of ours: what it was and where it came up."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = (
        f"{Path(last.filename).parent.name}/{Path(last.filename).name}:{last.lineno}"
    )
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    failed = ReportError(
        f"'{path}' could not be built: {reason} at {place}",
        expected="that any text can be read: this is a fault of policygraph",
        remedy="tell its makers, with the report if you may",
    )
    failed.__cause__ = error
    return failed


def _check(base: str, min_confidence: float, language: str) -> None:
    from policygraph.source.language import check_language

    check_language(language)
    try:
        parts = urlsplit(base)
        absolute = bool(parts.scheme and (parts.netloc or parts.path))
    except ValueError:
        absolute = False
    if not absolute or _FORBIDDEN_IN_IRI & set(base):
        raise UsageError(
            f"base {base!r} is no absolute IRI",
            expected="one such as https://example.org/id/",
            remedy="give one with --base",
        )
    if not 0 <= min_confidence <= 1:
        raise UsageError(
            f"confidence {min_confidence}", expected="a number from 0 to 1"
        )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _refuse_itself(path: Path, source: Path) -> None:
    if is_there(path) and is_there(source) and path.samefile(source):
        raise OutputError(
            f"'{path}' is the report itself",
            expected="another place for its graph",
            remedy="name a folder with -o",
        )


def _write(built: BuiltGraph, stem: Path, source: Path) -> tuple[Path, ...]:
    """Write the graph, the page and, where the gate kept something out, its results beside them.

    Raises:
        OutputError: They cannot be written, or one of them would take the report's own place.
    """
    from policygraph.queries.rejections import SUFFIX, results_of
    from policygraph.rdf import to_turtle
    from policygraph.views import page

    contents = {".ttl": built.turtle(), ".html": page(built.triples, notes=built.notes)}
    rejected = stem.with_name(f"{stem.name}.ttl{SUFFIX}")
    if built.rejected:
        contents[f".ttl{SUFFIX}"] = to_turtle(results_of(built.rejected))
    files = {
        stem.with_name(stem.name + ending): content
        for ending, content in contents.items()
    }
    for path in files:
        _refuse_itself(path, source)
    write_together(
        files, gone=() if built.rejected else (rejected,)
    )  # what an earlier build kept out
    return tuple(files)
