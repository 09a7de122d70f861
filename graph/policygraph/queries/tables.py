"""Answers for people: a table for a terminal, and Markdown.

A column named ``xLabel`` stands in for column ``x``; names of the ontology are shown without their namespace.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from policygraph.namespaces import BASE, CONCEPT, PG, PREFIXES
from policygraph.terms import Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.answers import Answer, Term

_LABEL = "Label"
_PARENT = "parent"
_REPORT = "report"
_GAP = "  "
_LEAST = 8
_HOMES = (PG, CONCEPT, BASE)


def shown(term: Term | None) -> str:
    """A term as a person wants to read it: a literal's text, a known IRI without or with a short prefix.

    Example:
        >>> from policygraph.terms import Iri
        >>> shown(PG.locatedIn), shown(Iri("http://www.w3.org/2004/02/skos/core#Concept")), shown(None)
        ('locatedIn', 'skos:Concept', '')
    """
    if term is None or isinstance(term, Literal):
        return visible(term.value) if term else ""
    for home in _HOMES:
        if term.startswith(home):
            return visible(term.removeprefix(home))
    for prefix, home in PREFIXES.items():
        if term.startswith(home):
            return visible(f"{prefix}:{term.removeprefix(home)}")
    return visible(term)


def visible(text: str) -> str:
    r"""The text with line breaks as spaces and every control character spelled out: a terminal would obey it.

    Example:
        >>> visible("a\x1b[31mb")
        'a\\x1b[31mb'
    """
    joined = " ".join(text.split())
    return "".join(
        char
        if unicodedata.category(char) not in {"Cc", "Cf"}
        else char.encode("unicode_escape").decode()
        for char in joined
    )


def shown_columns(answer: Answer) -> list[tuple[str, int]]:
    """The columns that a person is shown, each with its heading and place: a label stands in for its IRI.

    Behind the first, the report is left out where all rows are of one: it would say the same in each of them.

    Example:
        >>> from policygraph.answers import Answer
        >>> stages = [(PG.Planned, Literal("Plan of 2017")), (PG.Underway, Literal("Plan of 2018"))]
        >>> shown_columns(Answer(("stage", "reportLabel"), tuple(stages)))
        [('stage', 0), ('report', 1)]
        >>> shown_columns(Answer(("stage", "reportLabel"), (stages[0],)))
        [('stage', 0)]
    """
    labelled = {
        name.removesuffix(_LABEL) for name in answer.columns if name.endswith(_LABEL)
    }
    columns = [
        (name.removesuffix(_LABEL), place)
        for place, name in enumerate(answer.columns)
        if name not in labelled
    ]
    return columns[:1] + [
        (name, place)
        for name, place in columns[1:]
        if name != _REPORT or _differs(answer, place)
    ]


def _differs(answer: Answer, place: int) -> bool:
    """Whether the rows of an answer differ in a column; those of an empty one may."""
    return len({row[place] for row in answer.rows}) != 1


def to_table(answer: Answer, width: int, tree: str = "") -> str:
    """The answer as a table of at most `width` characters where that can be, long cells wrapped.

    Args:
        answer: What to show.
        width: Columns of the terminal; a wide character takes two.
        tree: The column that says how deep a row stands (from 1); the first label is indented by it, which says
            what the column itself and the column "parent" would.
    """
    hidden = {tree, _PARENT} if tree else set()
    columns = [
        (name, place) for name, place in shown_columns(answer) if name not in hidden
    ]
    if not columns:
        return (
            f"{len(answer):,} {'row' if len(answer) == 1 else 'rows'} without columns\n"
        )
    cells = _indented(answer, columns, tree)
    heads = [name for name, _ in columns]
    wide = [max(map(width_of, column)) for column in zip(heads, *cells, strict=True)]
    fitted = _fit(wide, width - len(_GAP) * (len(heads) - 1))
    lines = [*_line(heads, fitted), _GAP.join("─" * size for size in fitted)]
    for line in cells:
        lines += _line(line, fitted)
    return "\n".join(lines) + "\n"


def _indented(
    answer: Answer, columns: Sequence[tuple[str, int]], tree: str
) -> list[list[str]]:
    """The cells as they are shown, the first label of each row as deep as its row stands."""
    cells = [[shown(row[place]) for _, place in columns] for row in answer.rows]
    deep = next(
        (
            at
            for at, (_, place) in enumerate(columns)
            if answer.columns[place].endswith(_LABEL)
        ),
        -1,
    )
    if deep >= 0:
        for line, depth in zip(cells, _depths(answer, tree), strict=True):
            line[deep] = "  " * depth + line[deep]
    return cells


def to_markdown(answer: Answer) -> str:
    """The answer as a Markdown table; whatever Markdown or HTML would read as markup is escaped."""
    columns = shown_columns(answer)
    lines = [[name for name, _ in columns], ["---"] * len(columns)]
    lines += [
        [_escaped(shown(row[place])) for _, place in columns] for row in answer.rows
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def width_of(text: str) -> int:
    """The columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def _depths(answer: Answer, tree: str) -> list[int]:
    if tree not in answer.columns:
        return [0] * len(answer.rows)
    place = answer.columns.index(tree)
    return [int(shown(row[place]) or 1) - 1 for row in answer.rows]


def _fit(wide: Sequence[int], room: int) -> list[int]:
    """Widths that add up to `room` where that can be: the widest columns give way first."""
    fitted = list(wide)
    while sum(fitted) > room and max(fitted) > _LEAST:
        widest = max(fitted)
        others = [size for size in fitted if size < widest]
        count = len(fitted) - len(others)
        floor = max([_LEAST, *others])
        cut = min(widest - floor, -(-(sum(fitted) - room) // count)) or 1
        fitted = [size - cut if size == widest else size for size in fitted]
    return fitted


def _line(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    wrapped = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    lines = []
    for at in range(max(len(parts) for parts in wrapped)):
        parts = [part[at] if at < len(part) else "" for part in wrapped]
        padded = [
            part + " " * (width - width_of(part))
            for part, width in zip(parts, widths, strict=True)
        ]
        lines.append(_GAP.join(padded).rstrip())
    return lines


def _wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns, broken at spaces where there are any."""
    lines: list[str] = []
    rest = text
    while width_of(rest) > width:
        end, size = 0, 0
        while end < len(rest) and size + width_of(rest[end]) <= width:
            size += width_of(rest[end])
            end += 1
        space = rest.rfind(" ", 1, end + 1)
        cut = space if space > 0 and rest[:space].strip() else max(end, 1)
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*lines, rest]


def _escaped(text: str) -> str:
    for mark in "\\`*_[]<>|#&~":
        text = text.replace(mark, f"\\{mark}")
    return text
