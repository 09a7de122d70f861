"""Answers as tables of a page: headings, and cells of text with a link where there is one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress
from typing import TYPE_CHECKING

from policygraph.namespaces import PG
from policygraph.queries.tables import shown_columns
from policygraph.terms import Iri
from policygraph.web.words import in_words, is_number, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policygraph.answers import Answer, Term

ROWS_SHOWN = 1000
"""How many rows a page shows at most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, what it leads to (or nowhere), and whether it is a number."""

    text: str
    href: str
    number: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its headings, its rows, how many rows there are in all, and where they are had as CSV (or nowhere)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int
    csv: str = ""


def table_of(
    answer: Answer,
    href: Callable[[str], str],
    total: int | None = None,
    unique: str = "",
    names: Mapping[str, str] | None = None,
) -> Table:
    """The table of an answer, without the columns that say nothing in any row.

    Args:
        answer: What is shown.
        href: Where a thing of the data is shown.
        total: How many rows there are; those of the answer unless given.
        unique: The column whose things stand once each: of several rows the first is taken, and what says the same as
            the thing's name is not said again.
        names: What some things are called here, by their IRIs.

    Example:
        >>> from policygraph.answers import Answer
        >>> from policygraph.terms import Literal
        >>> answer = Answer(("keyTask", "year"), ((Literal("Build roads"), None),))
        >>> table_of(answer, lambda iri: iri).heads
        ('Key task',)
    """
    columns = shown_columns(answer)
    listed = _each_once(answer, unique) if unique else answer.rows
    known = names or {}
    rows = [_cells(answer, row, columns, href, known) for row in listed[:ROWS_SHOWN]]
    if unique:
        rows = [_told_once(row) for row in rows]
    heads = [_head(name) for name, _ in columns]
    filled = [_says_something(rows, place) for place in range(len(columns))]
    return Table(
        heads=tuple(compress(heads, filled)),
        rows=tuple(tuple(compress(row, filled)) for row in rows),
        total=total or len(listed),
    )


def _each_once(answer: Answer, unique: str) -> Sequence[tuple[Term | None, ...]]:
    """The rows, of those with the same thing in a column the first alone."""
    place = answer.columns.index(unique)
    seen = set()
    rows = []
    for row in answer.rows:
        thing = row[place]
        if thing not in seen:
            seen.add(thing)
            rows.append(row)
    return rows


def _cells(
    answer: Answer,
    row: tuple[Term | None, ...],
    columns: Sequence[tuple[str, int]],
    href: Callable[[str], str],
    names: Mapping[str, str],
) -> list[Cell]:
    terms = dict(zip(answer.columns, row, strict=True))
    cells = []
    for name, place in columns:
        said = row[place]
        thing = terms.get(name)
        target = thing if isinstance(thing, Iri) else said
        cell = Cell(
            text=names.get(str(target)) or spoken(said),
            href=href(str(target)) if _is_openable(target) else "",
            number=is_number(said),
        )
        cells.append(cell)
    return cells


def _is_openable(term: Term | None) -> bool:
    """Whether a term is a thing of the data, which has a page."""
    return isinstance(term, Iri) and not term.startswith(str(PG))


def _told_once(row: list[Cell]) -> list[Cell]:
    """The cells, of which none says what the first does."""
    first, *others = row
    told = [first]
    for cell in others:
        if cell.text == first.text:
            told.append(replace(cell, text=""))
        else:
            told.append(cell)
    return told


def _says_something(rows: Sequence[Sequence[Cell]], place: int) -> bool:
    """Whether a column has a text in some row; the first always counts, and all do where there is no row."""
    if not rows or place == 0:
        return True
    return any(row[place].text for row in rows)


def _head(name: str) -> str:
    """A column's name as a heading: "keyTask" is "Key task"."""
    words = in_words(name)
    return words[:1].upper() + words[1:]
