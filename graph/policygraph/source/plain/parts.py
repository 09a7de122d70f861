"""The parts that the lines of a text make: paragraphs, items, headings of Markdown, contents, notes, rows, captions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.source.bullets import BULLET
from policygraph.source.model import Part
from policygraph.source.numbering import find_marker
from policygraph.source.plain.contents import find_contents
from policygraph.source.plain.inline import find_inline
from policygraph.source.plain.notes import find_notes, marks_of
from policygraph.source.plain.numbers import find_numbered
from policygraph.source.plain.tables import CAPTION, find_tables
from policygraph.source.plain.wrapping import Wrapping
from policygraph.source.titles import reads_as_title
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.source.model import Role
    from policygraph.source.plain.lines import Lines
    from policygraph.source.plain.tables import TableLine

    _Tables = dict[int, TableLine]
    _Roles = dict[int, Role]

_HASHES = re.compile(r"(#{1,6})[ \t]+(?=[^\s#])|(#{2,6})(?=[^\s#])")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_RULE_BELOW = re.compile(r"[ \t\r]*\n[ \t]*(?P<sign>=|-)(?P=sign){2,}[ \t\r]*(?:\n|$)")
_LONG_LINE = 250
_LONGEST_TITLE = 120


def parts_of(text: str, lines: Lines, emptied: Sequence[int] = ()) -> list[Part]:
    """The parts of a text without furniture, in its order.

    Args:
        text: The text.
        lines: Its lines.
        emptied: The numbers of the lines that held furniture, ascending.
    """
    tables = find_tables(text, lines)
    roles = _roles(text, lines, tables)
    wrapping = Wrapping.of(lines, emptied)
    parts: list[Part] = []
    for group in _groups(lines, roles, tables, wrapping):
        parts += _parts(
            text,
            [lines[index] for index in group],
            roles.get(group[0]),
            tables.get(group[0]),
        )
    return parts


def _roles(text: str, lines: Lines, tables: _Tables) -> _Roles:
    """The roles that lines show by themselves, by their indices; paragraphs show none."""
    contents = find_contents(lines)
    rows = [index for index in tables if index not in contents]
    roles: _Roles = dict.fromkeys(contents, "contents")
    roles |= dict.fromkeys(rows, "row")
    marks = marks_of(text)
    numbered = find_numbered(lines, roles.keys(), marks.sure)
    roles |= dict.fromkeys(numbered, "heading")
    spoken_for = roles.keys() - contents
    notes = find_notes(lines, spoken_for, marks)
    roles |= dict.fromkeys(notes, "note")
    for index in range(len(lines)):
        if index in roles:
            continue
        role = _role(lines, index, tables)
        if role:
            roles[index] = role
    return roles


def _role(lines: Lines, index: int, tables: _Tables) -> Role | None:
    """What the signs at a line's beginning, or below it, show that it is."""
    words = lines[index].words
    if _is_caption(lines, index, tables) or _names_table(lines, index, tables):
        return "caption"
    if _HASHES.match(words) or _is_underlined(lines, index):
        return "heading"
    if BULLET.match(words):
        return "item"
    return None


def _names_table(lines: Lines, index: int, tables: _Tables) -> bool:
    """Whether a line without a number stands right above the first row of a table as its title."""
    if index == 0 or index in tables or index + 1 not in tables:
        return False
    line = lines[index]
    if lines[index - 1].number + 1 >= line.number:
        return False
    if find_marker(line.words, Span(0, len(line.words))):
        return False
    if not reads_as_title(line.words):
        return False
    return not _HASHES.match(line.words)


def _is_caption(lines: Lines, index: int, tables: _Tables) -> bool:
    """Whether a line that begins like a caption is one: rows stand near it, or it names a picture."""
    caption = CAPTION.match(lines[index].words)
    if caption is None:
        return False
    near = (at for at in range(index - 2, index + 4) if at != index)
    if any(at in tables for at in near):
        return True
    return caption["kind"] != "Table"


def _is_underlined(lines: Lines, index: int) -> bool:
    """Whether a line is a heading of Markdown with a rule below it."""
    if index + 1 >= len(lines):
        return False
    line = lines[index]
    below = lines[index + 1]
    if below.number != line.number + 1:
        return False
    if not _UNDERLINE.fullmatch(below.words):
        return False
    if len(line.words) > _LONGEST_TITLE:
        return False
    return not BULLET.match(line.words)


def _groups(
    lines: Lines,
    roles: _Roles,
    tables: _Tables,
    wrapping: Wrapping,
) -> Iterator[list[int]]:
    """The lines that make one part each, by index."""
    group: list[int] = []
    for index, line in enumerate(lines):
        if _is_rule(lines, index, roles, tables):
            continue
        if (
            _may_run_on(group, index, roles)
            and wrapping.runs_on(lines, index, group[-1])
            and not _UNDERLINE.fullmatch(line.words)
        ):
            group.append(index)
            continue
        if group:
            yield group
        group = [index]
    if group:
        yield group


def _may_run_on(group: list[int], index: int, roles: _Roles) -> bool:
    """Whether a line may be more of a group: it has no role, and the group's last one lets it."""
    if not group or roles.get(index) is not None:
        return False
    return roles.get(group[-1]) in (None, "item", "note")


def _is_rule(lines: Lines, index: int, roles: _Roles, tables: _Tables) -> bool:
    """Whether a line draws a rule: between the rows of a table, or below a heading."""
    if roles.get(index) == "row":
        return not tables[index].cells
    if index == 0 or roles.get(index - 1) != "heading":
        return False
    if not _is_underlined(lines, index - 1):
        return False
    return _UNDERLINE.fullmatch(lines[index].words) is not None


def _parts(
    text: str, group: Lines, role: Role | None, row: TableLine | None
) -> Iterator[Part]:
    """The part that some lines make; of one long line with headings in it, several."""
    first = group[0]
    last = group[-1]
    span = Span(first.span.begin, last.span.end)
    if role == "row" and row:
        yield Part(span, "row", first.page, table=row.table, cells=row.cells)
        return
    if role == "heading":
        yield Part(span, "heading", first.page, level=_level(text, span))
        return
    inside = _parts_within(text, span, group) if role is None else []
    if inside:
        yield from inside
    else:
        yield Part(span, role or "paragraph", first.page)


def _parts_within(text: str, span: Span, group: Lines) -> list[Part]:
    """The parts of one long line, if headings stand in it."""
    if len(group) > 1:
        return []
    if len(group[0].words) <= _LONG_LINE:
        return []
    return find_inline(text, span)


def _level(text: str, heading: Span) -> int:
    """The depth that the signs of Markdown give a heading: hashes before it, a rule below; 0 where there are none."""
    hashes = _HASHES.match(text, heading.begin, heading.end)
    if hashes:
        return len(hashes[0].strip())
    rule = _RULE_BELOW.match(text, heading.end)
    if rule is None:
        return 0
    if rule["sign"] == "=":
        return 1
    return 2
