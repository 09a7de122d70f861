"""Extraction: what a report mentions, does and links, each with its place in the text.

A small encoder reads the report; the vocabulary's known names stand whatever it thinks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING

from policygraph.extraction.brackets import with_brackets
from policygraph.extraction.figures import with_figures
from policygraph.extraction.goods import without_goods
from policygraph.extraction.headings import without_headings
from policygraph.extraction.heads import with_heads
from policygraph.extraction.listed import with_lists
from policygraph.extraction.measures import measures_of
from policygraph.extraction.mentions import (
    everyday_names,
    mentions_of,
    with_vocabulary,
    without_person,
    without_title,
)
from policygraph.extraction.merging import merge_extractions
from policygraph.extraction.model import (
    Extraction,
    Measure,
    Mention,
    Pair,
    Rejected,
)
from policygraph.extraction.pairs import pairs_of
from policygraph.extraction.parting import with_places_apart
from policygraph.extraction.places import with_places, without_parts
from policygraph.extraction.reader import Reader as Network
from policygraph.extraction.readers import Reader, read_with, reader_named
from policygraph.extraction.rolls import without_roll
from policygraph.extraction.second_look import second_look
from policygraph.extraction.wholes import with_wholes
from policygraph.extraction.windows import Window, windows_of
from policygraph.ontology import signatures
from policygraph.report.unbroken import Unbroken
from policygraph.resources import resource
from policygraph.shipped import SHIPPED
from policygraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policygraph.report import Report
    from policygraph.vocabulary import KnownName, Vocabulary

__all__ = [
    "Extraction",
    "Measure",
    "Mention",
    "Pair",
    "Reader",
    "Rejected",
    "extract",
    "extract_with",
    "merge_extractions",
    "reader_named",
]

LONG = 500_000
"""A report of more characters has its graph made in the room of the network, which is loaded anew for the next."""

_begin = attrgetter("span.begin")


def extract(
    report: Report,
    *,
    vocabulary: Vocabulary | None = None,
    weights: Path | None = None,
    reader: Reader | str = SHIPPED,
) -> Extraction:
    """The mentions, measures and linked pairs of a report, in the order of its text.

    Whatever the reader, the names that the vocabulary knows stand, and the phrases that it bars do not.

    Args:
        report: The report, as `read_report` gives it.
        vocabulary: Known names and phrases that name nothing; the shipped one where none is given.
        weights: A folder of weights of the shipped reader; the shipped ones where none is given.
        reader: Another reader, as a function or as "module:function".

    Raises:
        UsageError: There is no reader of that name.
        WeightsError: The weights are missing or damaged.
        ReaderError: Another reader failed, or gave what cannot stand.

    Example:
        >>> from policygraph.report import parse_report
        >>> report = parse_report("We will build the Chengdu-Kunming high-speed railway.", name="speech")
        >>> [mention.span.of(report.text) for mention in extract(report).mentions if not mention.implied]
        ['Chengdu-Kunming high-speed railway']
    """
    words = vocabulary or load_vocabulary()
    if reader != SHIPPED:
        return read_with(reader, report, words)
    found = extract_with(_network(weights or resource("weights")), report, words)
    if len(report.text) > LONG:
        _network.cache_clear()
    return found


def extract_with(reader: Network, report: Report, vocabulary: Vocabulary) -> Extraction:
    """What a reader at hand and a vocabulary find in a report, in words read without their breaks."""
    read = Unbroken(report)
    report = read.report
    text = report.text
    windows = windows_of(report, reader.pieces)
    known = vocabulary.find(text)
    denied = vocabulary.find_denied(text)
    parts = []
    count = 0
    for window, scores in zip(windows, reader.read(windows), strict=True):
        found = mentions_of(window, scores, reader)
        found = without_person(found, text, report.speaker)
        found = without_title(found, text, report.title)
        found = with_places_apart(found, text)
        found = with_places(found, window)
        found = with_lists(found, window)
        here = _within(window, known)
        barred = _within(window, denied)
        everyday = everyday_names(window, here)
        found = with_vocabulary(found, here, barred, everyday)
        found = with_wholes(found, window)
        found = with_brackets(found, text)
        found = with_heads(found, window, text)
        found = without_roll(found, window, report)
        found = without_goods(found, window, text)
        heading = report.paragraphs[window.paragraph].heading
        measures = measures_of(window, scores, found.mentions, reader, heading=heading)
        found = with_figures(found, measures, window, text)
        pairs = pairs_of(found.mentions, window, scores, reader, signatures())
        pairs = without_parts(pairs, found.mentions, text)
        part = Extraction(
            mentions=found.mentions,
            measures=measures,
            pairs=tuple(pair.moved(count) for pair in pairs),
            rejected=found.rejected,
        )
        parts.append(part)
        count += len(found.mentions)
    seen = _seen_again(text, _joined(parts), windows)
    return read.back(without_headings(seen, report))


@lru_cache(maxsize=1)
def _network(folder: Path) -> Network:
    return Network(folder)


def _joined(parts: list[Extraction]) -> Extraction:
    """The extractions of all windows as one."""
    return Extraction(
        tuple(chain.from_iterable(part.mentions for part in parts)),
        tuple(chain.from_iterable(part.measures for part in parts)),
        tuple(chain.from_iterable(part.pairs for part in parts)),
        tuple(chain.from_iterable(part.rejected for part in parts)),
    )


def _seen_again(text: str, joined: Extraction, windows: Iterable[Window]) -> Extraction:
    """The extraction after a second look."""
    prose = [window.whole for window in windows]
    mentions = second_look(text, joined.mentions, prose)
    return joined.with_mentions(mentions)


def _within(window: Window, names: Sequence[KnownName]) -> list[KnownName]:
    """Of names in the order of the text those that begin and end with words of the window."""
    begin = window.words[0].begin
    last = window.words[-1].begin
    first = bisect_left(names, begin, key=_begin)
    behind = bisect_right(names, last, key=_begin)
    return [name for name in names[first:behind] if window.has(name.span)]
