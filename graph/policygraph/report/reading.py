"""From a file to a report: the source is read, and its document's structure with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.calendar_dates import is_date
from policygraph.limits import MAX_BYTES
from policygraph.report.structure import parse_report, structure_of
from policygraph.source import read_source

if TYPE_CHECKING:
    from policygraph.report.model import Report
    from policygraph.source.model import Document


def read_report(
    path: str | Path, *, max_bytes: int = MAX_BYTES, language: str = ""
) -> Report:
    """The report that a file holds.

    Args:
        path: The file; what it is, is told by its content.
        max_bytes: The longest text that is read, in bytes of UTF-8.
        language: The code of the language that it is in; recognised unless given.

    Raises:
        UsageError: The path is a folder.
        ReportError: The file is missing, unreadable, too long, without words, damaged, or of a kind or in a language
            that is not read.

    Example:
        >>> from policygraph.resources import resource
        >>> report = read_report(resource("seeds", "chongqing-2017.txt"))
        >>> report.name, report.date, [task.number for task in report.tasks if task.level == "KeyTask"]
        ('chongqing-2017', '2017-01-15', ['1', '5', '7', '8', '9'])
    """
    return report_of(read_source(path, max_bytes=max_bytes, language=language))


def report_of(document: Document) -> Report:
    """The report that a document is.

    What the metadata say of title and date stands in where the text says nothing of them.

    Raises:
        ReportError: The document holds no text.

    Example:
        >>> from policygraph.source import Document
        >>> report = report_of(Document("plan.txt", "", "text/plain", "Build roads.", (), title="A plan"))
        >>> report.name, report.filename, report.title
        ('plan', 'plan.txt', 'A plan')
    """
    if document.parts:
        report = structure_of(document)
    else:
        report = parse_report(
            document.text, name=Path(document.filename).stem, sha256=document.sha256
        )
    return replace(
        report,
        title=report.title or document.title,
        date=report.date or _date(document),
        language=document.language or report.language,
        filename=document.filename,
        remarks=document.remarks,
    )


def _date(document: Document) -> str:
    """What a file says of its date, where it is one."""
    return document.date if is_date(document.date) else ""
