"""Lines of a text: the ground on which its layout is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Lines = Sequence["Line"]

FORM_FEED = "\f"
"""What ends a page in a text that was printed to a file."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank.

    `span` leaves out white space at both ends, `words` is what stands there; `number` counts all lines from 1, `page`
    pages from 1 (0 where the text has none), `indent` is the number of columns before the words.
    """

    span: Span
    words: str
    number: int
    page: int
    indent: int


def split_lines(text: str) -> list[Line]:
    r"""The lines of a text that are not blank.

    A line ends at a line feed; only a text without any line feed is taken to end its lines with carriage returns.

    Example:
        >>> [(line.number, line.words, line.page) for line in split_lines("Roads\r\n\fTrees")]
        [(1, 'Roads', 1), (2, 'Trees', 2)]
    """
    return list(_lines(text))


def page_begins(text: str) -> tuple[int, ...]:
    """The offset at which each page begins; nothing where no form feed ends one."""
    feeds = [match.end() for match in re.finditer(FORM_FEED, text)]
    if feeds and not text[feeds[-1] :].strip():
        feeds.pop()
    if feeds:
        return 0, *feeds
    return ()


def _lines(text: str) -> Iterator[Line]:
    end_mark = "\n" if "\n" in text or "\r" not in text else "\r"
    page = 1 if FORM_FEED in text else 0
    begin = 0
    for number, line in enumerate(text.split(end_mark), 1):
        words = line.strip()
        lead = line[: len(line) - len(line.lstrip())]
        page += lead.count(FORM_FEED)
        if words:
            at = begin + len(lead)
            yield Line(
                Span(at, at + len(words)),
                words,
                number,
                page,
                len(lead.expandtabs().lstrip(FORM_FEED)),
            )
            page += line[len(lead) :].count(FORM_FEED)
        begin += len(line) + len(end_mark)
