"""The whole line of stages: a report goes in, a graph that passed the gate comes out.

Example:
    >>> from policygraph.resources import resource
    >>> built = build_graph(resource("seeds", "chongqing-2017.txt"))
    >>> built.summary.counts["KeyTask"]
    5
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from policygraph.characters import is_iri
from policygraph.errors import CatalogueError, UsageError
from policygraph.limits import MAX_BYTES, check_count
from policygraph.namespaces import BASE
from policygraph.shipped import SHIPPED
from policygraph.summary import Summary, summarise

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.catalogue import Entry
    from policygraph.extraction import Reader
    from policygraph.linking.model import Linked
    from policygraph.quality import Reading
    from policygraph.report.model import Report
    from policygraph.terms import Triple
    from policygraph.validation import Rejection
    from policygraph.vocabulary import Vocabulary


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
        from policygraph.quality import remarks_on_contents

        missing = remarks_on_contents(self.summary.tasks, self.summary.entities)
        return (*self.report.remarks, *missing)

    def turtle(self) -> bytes:
        """The graph as Turtle, the same bytes on each run."""
        from policygraph.rdf import to_turtle

        return to_turtle(self.triples, base=self.base)


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
    reader: Reader | str = SHIPPED,
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
        reader: What reads: "small", which ships, or another function from a report to an extraction, as such or as
            "module:function".
        on_stage: Called with the name of each stage when it begins.

    Raises:
        UsageError: If the base is no absolute IRI, the confidence not within 0–1, the language not read, the reader
            not there, or weights are given for one that has none.
        ReportError: If the file is missing, or of a kind or in a language that is not read.
        WeightsError: If the weights are missing or damaged.
        CatalogueError: If the entry says a language that is not read.
        ReaderError: If another reader failed, or gave what cannot stand.
    """
    from policygraph.assembly import assemble
    from policygraph.extraction import extract
    from policygraph.inputs import build_of, settings_of
    from policygraph.linking import link
    from policygraph.memory import give_back
    from policygraph.quality import remarks_of
    from policygraph.report import Report
    from policygraph.validation import gate
    from policygraph.vocabulary import load_vocabulary

    check_options(base, min_confidence, language)
    check_reader(reader, weights)
    on_stage("reading")
    reading = None
    if isinstance(report, Report):
        report = replace(report, remarks=(*report.remarks, *remarks_of(report)))
    else:
        report, reading = _read(Path(report), max_bytes, _insisted(entry, language))
    report = _named(entry.over(report) if entry else report)
    vocabulary = vocabulary or load_vocabulary()
    extraction = extract(report, vocabulary=vocabulary, weights=weights, reader=reader)
    give_back()
    on_stage("linking")
    linked = link(report, extraction, vocabulary, min_confidence=min_confidence)
    on_stage("checking")
    settings = settings_of(
        report.filename,
        report.sha256,
        base=base,
        language=language,
        min_confidence=min_confidence,
        entry=entry,
        reader=reader,
    )
    build = build_of(vocabulary, weights, settings, reader=reader)
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
    check_count(path, "sentences", len(report.sentences), max_bytes)
    reading = reading_of(document, report)
    return replace(report, remarks=reading.remarks), reading


def _insisted(entry: Entry | None, language: str) -> str:
    """The language that an entry says its report is in, else that of all the reports.

    Raises:
        CatalogueError: The entry says one that is not read.
    """
    from policygraph.source.language import check_language

    if entry is None or not entry.language:
        return language
    try:
        check_language(entry.language)
    except UsageError as error:
        raise CatalogueError(
            f"{entry.row or 'the entry'}: {entry.file!r} is said to be in language {entry.language!r}",
            expected=error.expected,
            remedy="translate the report, or mend the row",
        ) from error
    return entry.language


def _named(report: Report) -> Report:
    """The report under the name of its file where it has no title."""
    return report if report.title else replace(report, title=report.name)


def check_reader(reader: Reader | str, weights: Path | None) -> None:
    """Returns where there is such a reader, and the weights are its own.

    Raises:
        UsageError: There is none, or it has no weights.
    """
    if reader == SHIPPED:
        return
    from policygraph.extraction.readers import name_of, reader_named

    if isinstance(reader, str):
        reader_named(reader)
    if weights is not None:
        raise UsageError(
            f"weights in {str(weights)!r} for the reader {name_of(reader)!r}",
            expected=f"weights for {SHIPPED!r} alone",
            remedy="give --reader or --weights",
        )


def check_options(base: str, min_confidence: float, language: str) -> None:
    """Returns where these options can stand.

    Raises:
        UsageError: The base is no absolute IRI or has a fragment, the confidence is not within 0–1, or the language not
            read.
    """
    from policygraph.source.language import check_language

    check_language(language)
    _check_base(base)
    if not 0 <= min_confidence <= 1:
        raise UsageError(
            f"confidence {min_confidence}", expected="a number from 0 to 1"
        )


def _check_base(base: str) -> None:
    """Refuses what the IRIs of the data cannot begin with; those of spans have a fragment of their own."""
    fault = ""
    if not _is_absolute(base):
        fault = "is no absolute IRI"
    elif "#" in base:
        fault = "has a fragment"
    if fault:
        raise UsageError(
            f"base {base!r} {fault}",
            expected="one such as https://example.org/id/",
            remedy="give one with --base",
        )


def _is_absolute(base: str) -> bool:
    try:
        parts = urlsplit(base)
    except ValueError:
        return False
    return is_iri(base) and bool(parts.netloc or parts.path)
