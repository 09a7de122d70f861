"""Cells of tables as figures: where column, row or caption say target, goal, baseline, actual, result, or a year.

A cell is a target or a result by the words nearest to it, its column's, then its row's, then the caption's; where they
name a year alone, what lies after the report's year is a target, and anything else a result. Its row says what is
counted. Any other cell is no figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from policygraph.extraction.model import Extraction, Mention, renumbered
from policygraph.linking.figures import read_figure
from policygraph.linking.figurewords import PERCENT, figure_words
from policygraph.linking.observations import CHANGE, GROWTH, LEVEL, SHARE
from policygraph.linking.table_words import (
    BASELINE,
    MIXED,
    RESULT,
    TARGET,
    heads_other_things,
    plain_unit,
    says,
    says_no_more,
    unit_in,
    year_in,
)
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from policygraph.linking.model import Figure
    from policygraph.report.model import Report, TableCell, TableRow
    from policygraph.vocabulary import Vocabulary

TABLE = "TableRule"
OF_A_CELL = 0.9
"""How sure a figure in a table is, 0–1: what it is, is written there."""

_ONE_FIGURE = re.compile(
    r"(?:[^\d\n]{0,24})\d[\d.,'\u00a0\u202f ]*(?:\s*[-–]\s*\d[\d.,]*)?(?:[^\d\n]{0,30})"
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT_BRACKET = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_GROWS = re.compile(
    r"\b(?:growth|increase|decrease|reduction|decline|change)\b", re.IGNORECASE
)


class CellFigure(NamedTuple):
    """A cell that is a figure: `type` is the local name of its class."""

    span: Span
    type: str
    figure: Figure

    def mention(self) -> Mention:
        """The cell as a mention."""
        return Mention(
            span=self.span,
            type=self.type,
            confidence=OF_A_CELL,
            found_by=TABLE,
        )


@dataclass(frozen=True, slots=True)
class _Table:
    """What a report's tables are read with."""

    report: Report
    vocabulary: Vocabulary
    year: int | None

    def words(self, span: Span | None) -> str:
        """The words of a stretch, as one reads them."""
        if span is None:
            return ""
        words = span.of(self.report.text).split()
        return " ".join(words)


class _Told(NamedTuple):
    """What is told of a cell: its class (or baseline, or nothing) and its year."""

    role: str
    year: int | None


def table_figures(
    report: Report, vocabulary: Vocabulary, *, country: str = ""
) -> tuple[CellFigure, ...]:
    """The cells of a report's tables that are figures, in the order of the text.

    Args:
        report: The report with its rows.
        vocabulary: Words for currencies, units, multipliers and comparisons.
        country: The ISO 3166 code of the report's country, by which a sign that several currencies share is read.
    """
    year = int(report.date[:4]) if report.date else None
    table = _Table(report, vocabulary, year)
    found = (_of_row(table, row, country) for row in report.rows)
    return tuple(chain.from_iterable(found))


def with_cells(extraction: Extraction, cells: Sequence[CellFigure]) -> Extraction:
    """An extraction with the cells that are figures among its mentions; what points to mentions follows them."""
    taken = {mention.span for mention in extraction.mentions}
    found = [cell.mention() for cell in cells if cell.span not in taken]
    if not found:
        return extraction
    everything = [*extraction.mentions, *found]
    order = sorted(range(len(everything)), key=lambda index: _place(everything[index]))
    moved = {index: place for place, index in enumerate(order)}
    return replace(
        extraction,
        mentions=tuple(everything[index] for index in order),
        pairs=renumbered(extraction.pairs, moved),
    )


def _place(mention: Mention) -> tuple[int, int]:
    """Where a mention stands among others: by its begin, the longer first."""
    return mention.span.begin, -mention.span.end


def _of_row(table: _Table, row: TableRow, country: str) -> Iterator[CellFigure]:
    told = {cell: _told(table, row, cell) for cell in row.cells}
    value, year = _baseline(table, row, told, country)
    for cell, what in told.items():
        indicator = _indicator(table, row, cell)
        if indicator is None or what.role not in (TARGET, RESULT):
            continue
        figure = _read(table, row, cell, country)
        if figure is None:
            continue
        figure = replace(
            figure,
            year=what.year,
            indicator=indicator,
            sort=_sort(figure, table.words(indicator)),
            baseline_value=value,
            baseline_year=year,
        )
        yield CellFigure(cell.span, what.role, figure)


def _baseline(
    table: _Table, row: TableRow, told: Mapping[TableCell, _Told], country: str
) -> tuple[Decimal | None, int | None]:
    """The value and the year that a row starts from, if one cell says it."""
    bases = [cell for cell, what in told.items() if what.role == BASELINE]
    if len(bases) != 1:
        return None, None
    cell = bases[0]
    figure = _read(table, row, cell, country)
    if figure is None:
        return None, None
    return figure.value, told[cell].year


def _told(table: _Table, row: TableRow, cell: TableCell) -> _Told:
    """What column, row and caption say of a cell, the nearest words first."""
    column = [table.words(heading) for heading in reversed(cell.headings)]
    by_column = _first(column)
    by_row = _first([table.words(row.heading)])
    by_caption = _first([table.words(row.caption)])
    beside = _nearest([by_column, by_row])
    told = _nearest([beside, by_caption])
    if told.role == MIXED:
        return _Told("", told.year)
    if column and _is_other(column[0], by_column, told.role):
        return _Told("", told.year)
    role = told.role or _by_year(beside.year, table.year)
    return _Told(role, told.year)


def _nearest(told: Sequence[_Told]) -> _Told:
    """The first role and the first year that are told."""
    roles = [one.role for one in told if one.role]
    years = [one.year for one in told if one.year is not None]
    role = roles[0] if roles else ""
    year = years[0] if years else None
    return _Told(role, year)


def _is_other(heading: str, column: _Told, role: str) -> bool:
    """Whether a column holds numbers, dates and the like by its heading, and row and caption do not say otherwise."""
    said_elsewhere = role and not column.role
    if said_elsewhere and column.year is not None:
        return False
    return heads_other_things(heading)


def _by_year(year: int | None, report_year: int | None) -> str:
    """What a year alone says: what lies after the report's is a target, anything else a result."""
    if year is None or report_year is None:
        return ""
    if year > report_year:
        return TARGET
    return RESULT


def _first(texts: Sequence[str]) -> _Told:
    """The first role and the first year that some words say."""
    return _nearest([_Told(says(words), year_in(words)) for words in texts])


def _read(table: _Table, row: TableRow, cell: TableCell, country: str) -> Figure | None:
    """The figure of a cell, with the unit of cell, column, row or caption; None where it is no one figure."""
    words = table.words(cell.span)
    if not _ONE_FIGURE.fullmatch(words) or _BARE_YEAR.fullmatch(words):
        return None
    figure = _figure(table, words, country)
    if not figure.unit:
        unit = _unit(table, row, cell)
        if unit:
            figure = _figure(table, f"{words} {unit}", country)
    if figure.value is None and figure.least is None:
        return None
    return figure


def _figure(table: _Table, words: str, country: str) -> Figure:
    return read_figure(words, vocabulary=table.vocabulary, country=country)


def _unit(table: _Table, row: TableRow, cell: TableCell) -> str:
    known = figure_words(table.vocabulary)
    unit = plain_unit(table.words(row.unit), known)
    if unit:
        return unit
    for place in (*reversed(cell.headings), row.heading, row.caption):
        unit = unit_in(table.words(place), known)
        if unit:
            return unit
    return ""


def _indicator(table: _Table, row: TableRow, cell: TableCell) -> Span | None:
    """What says what a cell counts: its row's heading, or the column's where the row only says when or which."""
    for place in (row.heading, *reversed(cell.headings), row.caption):
        if place and not says_no_more(table.words(place)):
            return _without_unit(table, place)
    return None


def _without_unit(table: _Table, place: Span) -> Span:
    """The words of a heading without the unit in brackets that they end in."""
    unit = _UNIT_BRACKET.search(place.of(table.report.text))
    if unit is None or unit.start() == 0:
        return place
    return Span(place.begin, place.begin + unit.start())


def _sort(figure: Figure, indicator: str) -> str:
    if figure.unit.startswith("percentage point"):
        return CHANGE
    is_share = figure.unit == PERCENT
    if _GROWS.search(indicator):
        return GROWTH if is_share else CHANGE
    return SHARE if is_share else LEVEL
