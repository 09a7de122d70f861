"""What a PDF's layout shows: order, paragraphs, furniture, notes, tables, contents and headings, told by geometry."""

from __future__ import annotations

import pytest
from drawing import BOLD, HEIGHT, LEFT, STEP, TOP, WIDTH, drawing, read_as, wrap
from reportlab.pdfbase.pdfmetrics import stringWidth

HARBOUR = (
    "The Government will dredge the harbour of Merrow by 2027, so that ships of deeper draught reach the quays at any "
    "tide. The port authority will pay for half of the work and borrow the other half from the Lantern Bay "
    "Development Bank. A second berth for ferries opens in the year after."
)
FARMS = (
    "Farmers who keep hedges along their fields receive a payment for each kilometre from next spring. The Ministry of "
    "Farming will publish the rates in autumn and pay the first of them in March. Wells deeper than forty metres need "
    "a licence from now on."
)


def test_two_columns_are_read_one_after_the_other() -> None:
    """Lines of both columns stand on one height, and are painted so; the left column still comes first and whole."""
    page = drawing()
    left, right = wrap(HARBOUR, 200), wrap(FARMS, 200)
    for row, (one, two) in enumerate(zip(left, right, strict=False)):
        page.write(one, LEFT, TOP - row * STEP)
        page.write(two, LEFT + 230, TOP - row * STEP)
    for row in range(len(right), len(left)):
        page.write(left[row], LEFT, TOP - row * STEP)
    assert read_as(page.read(), "paragraph") == [HARBOUR, FARMS]


def test_a_heading_across_the_columns_bounds_them() -> None:
    """What stands above a line that runs across both columns is read before it, in both columns."""
    page = drawing()
    for y, text in ((TOP, HARBOUR), (TOP - 260, FARMS)):
        page.write(
            "A heading that runs across the whole width of the page above",
            LEFT,
            y,
            font=BOLD,
            size=14,
        )
        lines = wrap(f"{text} {text}", 210)
        half = (len(lines) + 1) // 2
        page.lines(lines[:half], LEFT, y - 24)
        page.lines(lines[half:], LEFT + 235, y - 24)
    assert read_as(page.read(), "paragraph") == [
        f"{HARBOUR} {HARBOUR}",
        f"{FARMS} {FARMS}",
    ]


def test_running_heads_and_page_numbers_are_no_text() -> None:
    """A line that each page repeats at its edge, and a number that counts the pages, are counted and left out."""
    book = drawing()
    for number in range(1, 7):
        book.write("OLTRANE STRATEGY 2031", LEFT, HEIGHT - 40, size=8)
        book.write(str(number), WIDTH / 2, 30, size=8)
        book.paragraph(f"{HARBOUR} {number}.")
        book.turn()
    document = book.read()
    assert "OLTRANE" not in document.text
    kinds = {(one.kind, one.page) for one in document.furniture}
    assert kinds == {
        (kind, page) for kind in ("running head", "page number") for page in range(1, 7)
    }


def test_a_sentence_goes_on_over_the_page_break() -> None:
    """The paragraph is one part, on the page that it begins on; the next page begins within it, the note after it."""
    book = drawing()
    first, second = HARBOUR.split(" borrow ")
    y = book.paragraph(
        f"{FARMS} {first}".replace("half of the work and", "half of the work and also")
    )
    assert y > 100
    book.write("1", LEFT, 80, size=5)
    book.write(
        "As the law of 1971 has it, in its second part on harbours.",
        LEFT + 6,
        76,
        size=8,
    )
    book.turn()
    book.paragraph(f"borrow {second}")
    document = book.read()
    paragraph, note = document.parts
    assert (paragraph.role, paragraph.page, note.role, note.page) == (
        "paragraph",
        1,
        "note",
        1,
    )
    assert "half of the work and also borrow the other half" in paragraph.span.of(
        document.text
    )
    assert document.text[document.pages[1] :].startswith("borrow the other half")


def test_hyphens_at_line_ends_are_judged_by_the_document() -> None:
    """A word known whole is joined, a compound known as one keeps its hyphen, and so does a name."""
    page = drawing()
    page.lines(
        [
            "The community centre has a long-term plan for the Asia-Pacific region, and so the com-",
            "munity keeps to the long-",
            "term plan which the states of the whole wide Asia-",
            "Pacific region wrote.",
        ]
    )
    text = page.read().text
    assert "the community keeps to the long-term plan" in text
    assert "Asia-Pacific region wrote" in text


def test_marks_of_notes_are_off_the_words_and_notes_apart() -> None:
    """A raised small number behind a word is dropped; what it points to is a note."""
    page = drawing()
    x = page.write("We aim at the cost-optimal level", LEFT, TOP)
    x = page.write("12", x, TOP + 4, size=6)
    x = page.write("of building, on an area of 40 km", x + 2.5, TOP)
    x = page.write("2", x, TOP + 4, size=6)
    page.write("in all.", x + 2.5, TOP)
    page.paragraph(FARMS, LEFT, TOP - STEP * 3)
    page.write("12", LEFT, 80, size=5)
    page.write("Directive on the energy of buildings.", LEFT + 7, 76, size=7.5)
    document = page.read()
    assert read_as(document, "paragraph")[0].startswith(
        "We aim at the cost-optimal level of building"
    )
    assert "40 km² in all." in document.text
    assert read_as(document, "note") == ["12 Directive on the energy of buildings."]


def test_a_table_without_rules_gives_rows_of_cells() -> None:
    """Short texts in columns, mostly figures: a row each, with the column of every cell and the headings told."""
    page = drawing()
    y = page.paragraph(HARBOUR)
    page.write("Table 1: Targets", LEFT, y - STEP)
    table = [
        ("Indicator", "2020", "2030"),
        ("Wind power, MW", "120", "900"),
        ("Hedges, km", "1,400", "2,000"),
    ]
    for row, cells in enumerate([*table, ("Ferries", "4", "9")]):
        for column, text in enumerate(cells):
            page.write(text, LEFT + 120 * column, y - (row + 3) * STEP)
    page.paragraph(FARMS, LEFT, y - 9 * STEP)
    document = page.read()
    rows = [part for part in document.parts if part.role == "row"]
    assert [row.span.of(document.text).split("\t") for row in rows][:2] == [
        list(table[0]),
        list(table[1]),
    ]
    assert [[cell.column for cell in row.cells] for row in rows] == [[0, 1, 2]] * 4
    assert [cell.heading for row in rows for cell in row.cells] == [True] * 3 + [
        False
    ] * 9
    assert {row.table for row in rows} == {1}
    assert [
        (part.role, part.table) for part in document.parts if part.role == "caption"
    ] == [("caption", 1)]
    assert read_as(document, "paragraph") == [HARBOUR, FARMS]


@pytest.mark.parametrize("together", [False, True], ids=["rules", "one path"])
def test_rules_make_cells_of_several_lines(together: bool) -> None:  # noqa: FBT001 (a parameter)
    """Between drawn rules a cell is whole, however many lines it has; the rules may be one path of many pieces."""
    page = drawing()
    canvas, top = page.canvas, TOP
    cells = [
        ("Action", "Who"),
        (
            "Dredge the harbour of Merrow and mark the fairway",
            "Port authority of Merrow",
        ),
    ]
    heights = [top + 14, top - 4, top - 50]
    rules = [(LEFT, y, LEFT + 260, y) for y in heights]
    rules += [(x, heights[0], x, heights[-1]) for x in (LEFT, LEFT + 140, LEFT + 260)]
    if together:
        canvas.lines(rules)
    else:
        for rule in rules:
            canvas.line(*rule)
    for y, row in ((top, cells[0]), (top - 16, cells[1])):
        for x, text in zip((LEFT + 4, LEFT + 144), row, strict=True):
            page.lines(wrap(text, 116), x, y)
    page.paragraph(FARMS, LEFT, top - 70)
    document = page.read()
    assert [row.split("\t") for row in read_as(document, "row")] == [
        list(row) for row in cells
    ]
    assert read_as(document, "paragraph") == [FARMS]


def test_contents_are_known_as_what_they_are() -> None:
    """Dotted lines and their heading are contents, and nothing of them is a heading."""
    book = drawing()
    book.write("Contents", LEFT, TOP, font=BOLD, size=16)
    for row, (title, page) in enumerate(
        [("1 Harbours and shipping", 2), ("2 Farming", 3), ("Annex A", 9)]
    ):
        book.write(f"{title} {'.' * 60} {page}", LEFT, TOP - (row + 2) * STEP)
    book.turn()
    book.write("1 Harbours and shipping", LEFT, TOP, font=BOLD, size=16)
    book.paragraph(HARBOUR, LEFT, TOP - 30)
    document = book.read()
    assert len(read_as(document, "contents")) == 4
    assert read_as(document, "heading", "title") == ["1 Harbours and shipping"]


def test_headings_have_the_depth_of_their_letters_and_numbers() -> None:
    """Larger letters are higher headings; the largest of the first page are the title."""
    page = drawing()
    page.write("Oltrane: Our Programme", LEFT, TOP, font=BOLD, size=24)
    y = TOP - 50
    for title, size in (("HARBOURS", 15.0), ("Dredging", 12.0), ("FARMING", 15.0)):
        page.write(title, LEFT, y, font=BOLD, size=size)
        y = page.paragraph(HARBOUR, LEFT, y - 20) - 20
    document = page.read()
    assert read_as(document, "title") == ["Oltrane: Our Programme"]
    assert [
        (part.span.of(document.text), part.level)
        for part in document.parts
        if part.role == "heading"
    ] == [
        ("HARBOURS", 1),
        ("Dredging", 2),
        ("FARMING", 1),
    ]


def test_bullets_of_any_font_are_one_sign() -> None:
    """A bullet of a symbol font, hung out before its text, makes an item with the sign that all of them have."""
    page = drawing()
    y = (
        page.paragraph(
            "The Government will act on three fields at once and report on them each year:"
        )
        - 4
    )
    for text in ("build a second berth for ferries;", "pay for hedges."):
        page.write("l", LEFT, y, font="ZapfDingbats", size=8)
        page.write(text, LEFT + 18, y)
        y -= STEP
    document = page.read()
    assert read_as(document, "item") == [
        "• build a second berth for ferries;",
        "• pay for hedges.",
    ]


def test_bullets_that_are_drawn_are_bullets() -> None:
    """A round or square shape before a line, small beside its letters, makes an item of it; a larger one does not."""
    page = drawing()
    page.write("The Ministry of Farming pays for:", LEFT, TOP)
    for row, text in enumerate(("hedges along the river", "wells of the upper valley")):
        y = TOP - (row + 1) * STEP
        page.canvas.circle(LEFT + 14, y + 3, 1.8, fill=1)
        page.write(text, LEFT + 24, y)
    y = TOP - 5 * STEP
    page.canvas.rect(LEFT, y, 12, 12, fill=1)
    page.write("A square as large as a line", LEFT + 18, y)
    document = page.read()
    assert read_as(document, "item") == [
        "• hedges along the river",
        "• wells of the upper valley",
    ]
    assert "A square as large as a line" in document.text.split("\n")


def test_a_line_that_a_raised_mark_pushes_down_goes_on() -> None:
    """The mark of a note may make room above its line; the paragraph is one all the same."""
    page = drawing()
    lines = wrap(HARBOUR, 300)
    y = page.lines(lines[:-1], LEFT, TOP) - 3.5
    end = page.write(lines[-1], LEFT, y)
    page.write("1", end, y + 4, size=6)
    page.paragraph(FARMS, LEFT, y - 30, width=300)
    assert read_as(page.read(), "paragraph") == [HARBOUR, FARMS]


def test_endnotes_in_letters_of_the_body_are_notes() -> None:
    """What begins with a raised number is a note, in whatever size and wherever it stands."""
    page = drawing()
    y = page.paragraph(f"{HARBOUR} {FARMS}") - 20
    for number, text in enumerate(
        ("Report of the harbour master, 2025, p. 4.", "Farming Act, section 12."), 1
    ):
        page.write(str(number), LEFT, y + 4, size=6)
        page.write(text, LEFT + 6, y)
        y -= 20
    document = page.read()
    assert read_as(document, "note") == [
        "1 Report of the harbour master, 2025, p. 4.",
        "2 Farming Act, section 12.",
    ]
    assert read_as(document, "paragraph") == [f"{HARBOUR} {FARMS}"]


def test_words_in_the_margin_beside_a_heading_are_not_woven_into_it() -> None:
    """A few larger words stand beside a bold heading in letters of their size, at heights of their own."""
    page = drawing()
    y = page.paragraph(HARBOUR) - 14
    page.lines(["Nine ferries in ten", "were on time."], LEFT + 330, y + 5, size=12)
    page.write("Berths and quays", LEFT, y, font=BOLD, size=12)
    page.paragraph(FARMS, LEFT, y - 30)
    document = page.read()
    assert read_as(document, "heading", "title") == ["Berths and quays"]
    assert "Nine ferries in ten were on time." in document.text.split("\n")


def test_hyphens_stay_where_a_document_divides_no_words() -> None:
    """Line ends with hyphens of which none divides a known word are compounds, however seldom they are written."""
    page = drawing()
    page.lines(
        [
            "The sub-",
            "harbour takes kelp-",
            "barges and mussel-",
            "rafts, and the Merrow-",
            "to-Brenn route.",
        ]
    )
    assert (
        "The sub-harbour takes kelp-barges and mussel-rafts, and the Merrow-to-Brenn route"
        in page.read().text
    )


@pytest.mark.parametrize("place", ["centred", "right", "hung"])
def test_a_heading_over_two_lines_is_one(place: str) -> None:
    """Its lines are of the same letters and close, wherever each of them begins."""
    page = drawing()
    y = page.paragraph(HARBOUR) - 24
    upper, lower = "Berths, quays and fairways of the", "port of Merrow"
    widths = [stringWidth(text, BOLD, 13) for text in (upper, lower)]
    shift = {
        "centred": (widths[0] - widths[1]) / 2,
        "right": widths[0] - widths[1],
        "hung": -24.0,
    }[place]
    page.write(upper, LEFT + 40, y, font=BOLD, size=13)
    page.write(lower, LEFT + 40 + shift, y - 16, font=BOLD, size=13)
    page.paragraph(FARMS, LEFT, y - 40)
    assert read_as(page.read(), "heading", "title") == [f"{upper} {lower}"]


def test_headings_of_two_numbers_stay_two() -> None:
    """The heading of a chapter and that of its first section may stand right below one another, in the same letters."""
    page = drawing()
    y = page.paragraph(HARBOUR) - 24
    page.write("2.1 Berths of the port", LEFT, y, font=BOLD, size=13)
    page.write("2.1.1 Quays of the port", LEFT, y - 16, font=BOLD, size=13)
    page.paragraph(FARMS, LEFT, y - 40)
    assert read_as(page.read(), "heading", "title") == [
        "2.1 Berths of the port",
        "2.1.1 Quays of the port",
    ]


def test_words_pulled_out_of_the_prose_are_no_heading() -> None:
    """A sentence in quotes is what somebody said, however large it is set."""
    page = drawing()
    y = page.paragraph(f"{FARMS} {FARMS} {FARMS}") - 30
    page.write("“We shall keep every hedge of the valley.”", LEFT, y, size=15)
    page.write("Hedges and wells", LEFT, y - 40, font=BOLD, size=13)
    page.paragraph(HARBOUR, LEFT, y - 60)
    assert read_as(page.read(), "heading", "title") == ["Hedges and wells"]


def test_labels_of_a_picture_are_no_headings() -> None:
    """Three bold words or more below one another, with nothing between them, head nothing."""
    page = drawing()
    y = page.paragraph(HARBOUR) - 30
    for label in ("Wind", "Tides", "Sunlight", "Wood"):
        page.write(label, LEFT + 200, y, font=BOLD)
        y -= 26
    page.write("Hedges and wells", LEFT, y, font=BOLD, size=13)
    page.paragraph(FARMS, LEFT, y - 24)
    assert read_as(page.read(), "heading", "title") == ["Hedges and wells"]


@pytest.mark.parametrize(
    "form", ["{page} | {name}", "{name} • {page}", "{page} · {name}"]
)
def test_feet_that_name_their_section_are_no_text(form: str) -> None:
    """The number of the page rises; what stands beside it changes with the section."""
    book = drawing()
    names = [
        "Harbours",
        "Farming",
        "Wells and rivers",
        "Ferries",
        "Letter of the minister",
    ]
    for number, name in enumerate(names, 4):
        book.paragraph(HARBOUR)
        book.write(form.format(page=number, name=name), LEFT, 40, size=8)
        book.turn()
    document = book.read()
    assert not [name for name in names if name in document.text.split("\n")]
    assert "|" not in document.text


def test_prose_that_flows_around_a_box_is_whole() -> None:
    """Lines beside a framed box are as long as it lets them be; the box is read when they make a pause."""
    page = drawing()
    text = f"{HARBOUR} {FARMS} {HARBOUR}"
    broad, narrow = WIDTH - 2 * LEFT, WIDTH - 2 * LEFT - 180
    upper = wrap(text, broad)[:2]
    rest = text[len(" ".join(upper)) + 1 :]
    beside = wrap(rest, narrow)[:5]
    below = wrap(rest[len(" ".join(beside)) + 1 :], broad)
    y = page.lines(upper)
    page.canvas.rect(LEFT + narrow + 12, y - 4 * STEP - 8, 160, 4 * STEP + 14)
    page.lines(
        ["Who pays", "Half of it comes from", "the Bank of Lantern Bay."],
        LEFT + narrow + 20,
        y - STEP,
        size=9,
    )
    y = page.lines(beside, LEFT, y)
    y = page.lines(below, LEFT, y) - STEP
    page.paragraph(FARMS, LEFT, y)
    document = page.read()
    assert read_as(document, "paragraph")[0] == text
    assert "Half of it comes from the Bank of Lantern Bay." in document.text


def test_a_heading_above_a_band_across_the_columns_heads_what_is_below() -> None:
    """It stands at the end of the left column, below all of the right one, over a line across both."""
    page = drawing()
    left, right = (
        wrap(f"{HARBOUR} {HARBOUR} {HARBOUR}", 205),
        wrap(f"{FARMS} {FARMS} {FARMS}", 205),
    )
    y = page.lines(left[:14]) - 14
    page.lines(right[:14], LEFT + 230)
    page.write("Goals of the ministry", LEFT, y, font=BOLD, size=13)
    page.write(
        "Forty per cent more hedges by 2031, and all wells licensed",
        LEFT + 60,
        y - 24,
        font=BOLD,
        size=12,
    )
    page.lines(left[14:], LEFT, y - 60)
    page.lines(right[14:], LEFT + 230, y - 60)
    text = page.read().text
    order = [
        text.index(part)
        for part in (
            "Wells deeper than forty",
            "Goals of the ministry",
            "Forty per cent",
        )
    ]
    assert order == sorted(order)


def test_letters_spaced_out_make_words() -> None:
    """A heading with its letters drawn apart is read as its words."""
    page = drawing()
    x = LEFT
    for letter in "STRATEGY":
        page.write(letter, x, TOP, font=BOLD, size=16)
        x += 20
    page.paragraph(HARBOUR, LEFT, TOP - 40)
    assert read_as(page.read(), "title", "heading") == ["STRATEGY"]


def test_numbers_of_lines_and_watermarks_are_no_text() -> None:
    """A margin that counts the lines, and letters laid aslant over the page, are left out and counted."""
    page = drawing()
    for row, line in enumerate(wrap(f"{HARBOUR} {FARMS}", 380)):
        page.write(str(row + 1), LEFT - 30, TOP - row * STEP, size=8)
        page.write(line, LEFT, TOP - row * STEP)
    page.canvas.saveState()
    page.canvas.translate(150, 300)
    page.canvas.rotate(45)
    page.write("DRAFT", 0, 0, size=90)
    page.canvas.restoreState()
    document = page.read()
    assert document.text == f"{HARBOUR} {FARMS}"
    assert {one.kind for one in document.furniture} == {"line number", "watermark"}
