"""A reader of one's own, beside the one that ships: budget lines are projects that only this ministry would know.

    python examples/reader_of_ones_own.py

With `policygraph build`, a reader of an installed package is named: --reader my_package.budget:read
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph import build_graph, extract, merge_extractions, parse_report
from policygraph.extraction import Extraction, Mention
from policygraph.spans import Span

if TYPE_CHECKING:
    from policygraph.report import Report

TEXT = """\
Work plan of Chongqing
(1) Keep the rivers clean.
We will build a sewage plant in Chongqing with the money of line B-204, and dredge the harbour with that of line C-17.
"""
LINE = re.compile(r"line [A-Z]-\d+")


def budget(report: Report) -> Extraction:
    """The budget lines of a report, as projects."""
    found = (Span(*line.span()) for line in LINE.finditer(report.text))
    return Extraction(
        tuple(Mention(span, "Project", 0.95, "budget") for span in found), (), (), ()
    )


def read(report: Report) -> Extraction:
    """What the shipped reader finds, and the budget lines."""
    return merge_extractions(extract(report), budget(report))


def main() -> None:
    """Print what is found, and by whom."""
    built = build_graph(parse_report(TEXT, name="plan"), reader=read)
    for mention in built.linked.extraction.mentions:
        words = mention.span.of(built.report.text)
        print(f"{mention.type:<12} {words:<20} found by {mention.found_by}")


if __name__ == "__main__":
    main()
