"""Tables as pages show them: rows told by rules, by filled bands or by white alone, cells of several lines."""

from __future__ import annotations

import pytest
from drawing import BOLD, LEFT, STEP, TOP, Drawing, drawing, read_as, wrap

PROSE = (
    "Ferries between Merrow and the islands of Lantern Bay run every hour from spring on, and at night twice. The "
    "ministry pays for the crossing of pupils and nurses. A third ferry, which runs on batteries, follows next year."
)
HEADER = ("Quay", "Owner", "2026", "2031")
QUAYS = [
    HEADER,
    ("North quay of the fishing port", "Merrow Harbours", "12", "31"),
    ("Old quay", "Office of Fisheries and Farms", "4", "9"),
    ("Ferry berth", "Lantern Bay Line", "7", "7"),
    ("Dry dock", "Yard of Merrow", "1", "2"),
]
PLACES, WIDTHS = (0.0, 86.0, 172.0, 212.0), (80.0, 80.0, 36.0, 36.0)


def rows_of(page: Drawing) -> list[tuple[str, ...]]:
    """The rows that are read from a page, each as its cells."""
    return [tuple(row.split("\t")) for row in read_as(page.read(), "row")]


def written(
    page: Drawing, y: float, *, above: float = 5.0, left: float = LEFT
) -> list[float]:
    """Write the quays with wrapped cells, lines of a row closer than rows are; the heights between rows come back."""
    heights = [y + 11]
    for number, row in enumerate(QUAYS):
        cells = [
            wrap(text, width, size=9) for text, width in zip(row, WIDTHS, strict=True)
        ]
        for place, lines in zip(PLACES, cells, strict=True):
            page.lines(
                lines, left + place, y, size=9, font="Times-Roman" if number else BOLD
            )
        y -= max(map(len, cells)) * STEP * 0.9 + above
        heights.append(y + 11)
    return heights


@pytest.mark.parametrize("left", [LEFT, LEFT + 30, LEFT + 120])
def test_cells_of_several_lines_need_no_rules(left: float) -> None:
    """Lines of a row stand closer than rows do: what goes on below a cell is part of it, also in the last row."""
    page = drawing()
    page.paragraph(PROSE)
    written(page, TOP - 80, left=left)
    assert rows_of(page) == QUAYS


def test_columns_may_stand_closer_than_words() -> None:
    """Where all rows have a word that begins at one place, a column begins there, however little white is before."""
    page = drawing()
    rows = [
        ("Reeds", "2 ha", "5 ha"),
        ("Hedgerow", "3 km", "8 km"),
        ("Alders", "40", "90"),
        ("Brooks", "6 km", "9 km"),
    ]
    for number, (name, now, then) in enumerate(rows):
        end = page.write(name, LEFT, TOP - number * STEP)
        assert end < LEFT + 42
        page.write(now, LEFT + 43.5, TOP - number * STEP)
        page.write(then, LEFT + 75, TOP - number * STEP)
    assert rows_of(page) == rows


@pytest.mark.parametrize("joints", [True, False])
def test_rules_below_rows_part_rows(joints: bool) -> None:  # noqa: FBT001 (a parameter)
    """Rules that only run across say where rows end, whether or not their pieces end where the columns do."""
    page = drawing()
    heights = written(page, TOP, above=2.0)
    for y in heights[1:-1]:
        for begin, width in zip(PLACES, WIDTHS, strict=True):
            end = begin + width + 6 if joints else 260
            page.canvas.line(LEFT + (begin if joints else 0) - 2, y, LEFT + end - 2, y)
    page.paragraph(PROSE, LEFT, heights[-1] - 30)
    document = page.read()
    assert [tuple(row.split("\t")) for row in read_as(document, "row")] == QUAYS
    assert read_as(document, "paragraph") == [PROSE]


def test_rows_filled_by_turns_are_rows() -> None:
    """Bands of colour behind every second row part the rows that they fill and those between them."""
    page = drawing()
    heights = written(page, TOP, above=2.0)
    blank = drawing()
    blank.canvas.setFillGray(0.9)
    for number in (0, 2, 4):
        for begin, width in zip(PLACES, WIDTHS, strict=True):
            height = heights[number] - heights[number + 1]
            blank.canvas.rect(
                LEFT + begin - 2,
                heights[number + 1],
                width + 6,
                height,
                stroke=0,
                fill=1,
            )
    blank.canvas.setFillGray(0)
    written(blank, TOP, above=2.0)
    assert rows_of(blank) == QUAYS


def test_lines_of_three_columns_of_prose_are_no_rows() -> None:
    """A short list beside two columns of prose, all on lines of their own, is no table of short texts."""
    page = drawing()
    for number, width in enumerate((140, 140, 140)):
        lines = wrap(f"{PROSE} {PROSE} {PROSE}", width, size=9)
        if number == 0:
            lines[12:12] = [
                "",
                "The yard will build:",
                "– two ferries,",
                "– a tug, and",
                "– four buoys.",
                "",
            ]
        page.lines(lines, LEFT + 155 * number, TOP - (4 if number == 1 else 0), size=9)
    assert read_as(page.read(), "row") == []
