r"""The first stage: a report's bytes become text, and its layout becomes sections, paragraphs, sentences and tasks.

Example:
    >>> from policygraph.report import parse_report
    >>> report = parse_report("(1) Build roads. Widen two.\nPlant trees. Along the roads first.", name="arden")
    >>> [(task.level, task.label.of(report.text)) for task in report.tasks]
    [('KeyTask', 'Build roads.'), ('SubTask', 'Plant trees.')]
"""

from __future__ import annotations

from policygraph.limits import MAX_BYTES
from policygraph.report.model import Paragraph, Report, Section, Sentence, Task
from policygraph.report.reading import read_report, report_of
from policygraph.report.structure import parse_report

__all__ = [
    "MAX_BYTES",
    "Paragraph",
    "Report",
    "Section",
    "Sentence",
    "Task",
    "parse_report",
    "read_report",
    "report_of",
]
