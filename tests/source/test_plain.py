"""Texts without geometry: columns, furniture, notes and broken lines, as their lines alone show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.source.plain import read_plain

if TYPE_CHECKING:
    from policygraph.source.model import Document

BODY = [
    "The valley council will mend every weir above the town and pay the",
    "millers for the days on which their wheels stand still. It will also",
    "lay out a path along the left bank for those who walk to the market.",
]


def parts(document: Document, *roles: str) -> list[str]:
    """The words of the parts that have one of the roles, with single spaces."""
    return [
        " ".join(part.span.of(document.text).split())
        for part in document.parts
        if part.role in roles
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            "Goal for the valley      Level of 2031   Level of 2036",
            "Mills with meters        40%     90%",
        ]
        + [
            f"Weirs mended by {name}     {n}      {n + 9}"
            for n, name in enumerate(("the town", "the guild"), 3)
        ],
        ["Office that answers   Work that it does   When it ends"] * 5,
        [
            "Weirs above the town   12   14   17   21",
            "Weirs below the town    9   11   12   15",
        ]
        * 3,
    ],
    ids=["words over figures", "three columns of words", "figures"],
)
def test_a_table_is_not_put_in_order_as_columns_of_prose(rows: list[str]) -> None:
    """Rows stay as they are, whatever stands in them: words between wide gaps or figures."""
    text = "\n".join(rows) + "\n"
    assert read_plain(text).text == text


@pytest.mark.parametrize("name", ["PM2.5", "NST2", "G20"])
def test_a_figure_of_a_name_is_no_mark_of_a_note(name: str) -> None:
    """It stays on the word, and a heading with that figure is no note."""
    figure = name[-1]
    text = f"1 Air\n\nThe {name} plan goes on, and more.\n\n2 Water\n\nWeirs will be mended.\n\n0 Ends\n\nNo more.\n"
    document = read_plain(text)
    assert not document.breaks, figure
    assert parts(document, "note") == []


def test_a_letter_that_was_misread_as_a_figure_is_no_mark() -> None:
    """Of "coa1" the figure stays, of "level7" it goes."""
    document = read_plain("The price of coa1 fell to the agreed level7 last year.\n")
    assert [gap.of(document.text) for gap in document.breaks] == ["7"]


@pytest.mark.parametrize(
    "line",
    ["The council will:", "open the lock by night; and", "• mend the weir at Fenn"],
)
def test_a_line_that_comes_again_inside_the_text_is_no_running_head(line: str) -> None:
    """A lead, an item or a part of a sentence stays, on whatever page and how often it comes."""
    pages = [f"{line}\nbring a boat;\n{body}\n" for body in BODY]
    document = read_plain("\f".join(pages))
    assert document.text.count(line) == len(pages)


def test_the_number_of_the_last_page_is_furniture_too() -> None:
    """Nothing stands behind it, and still it is at a page's end."""
    pages = [
        f"MILLS AND WEIRS\n\n{body}.\n\n   {number}\n"
        for number, body in enumerate(BODY, 4)
    ]
    document = read_plain("\f".join(pages))
    assert not any(letter.isdigit() for letter in document.text)
    assert (
        document.text.count("MILLS") == 1
    )  # where it stands first of all, it is the title


@pytest.mark.parametrize("number", ["3", "Page 3", "- 3 -"])
def test_a_head_below_a_page_number_is_no_line_of_the_text(number: str) -> None:
    """Not even where it comes first of all; it says what the text is called."""
    pages = [
        f"{number.replace('3', str(page))}\n\fMILLS 2031\n\n{body}.\n"
        for page, body in enumerate(BODY, 3)
    ]
    document = read_plain("".join(pages))
    assert "MILLS" not in document.text
    assert document.title == "MILLS 2031"


def test_of_head_and_title_on_one_page_the_title_stays() -> None:
    """The running head of the page that opens the text repeats its title right above it."""
    pages = [
        f"Mills and weirs\n\n{body}.\n\n{number}\n"
        for number, body in enumerate(BODY, 1)
    ]
    pages[0] = f"Mills and weirs\n\n{pages[0]}"
    document = read_plain("\f".join(pages))
    assert document.text.count("Mills and weirs") == 1


@pytest.mark.parametrize("word", ["Fenn", "“Fenn”", "2031"])
def test_a_sentence_goes_on_over_a_page_whatever_it_goes_on_with(word: str) -> None:
    """A full line without a stop goes on with a name or a figure on the next page."""
    lines = [
        *BODY,
        "and the council of the lower valley will then hand the old road from",
    ]
    text = (
        "\n".join(lines)
        + f"\n\f{word} to the sea over to the province.\n\n"
        + "\n".join(BODY)
        + "\n"
    )
    joined = parts(read_plain(text), "paragraph")[0]
    assert f"the old road from {word} to the sea" in joined


def test_a_semicolon_ends_no_line_in_running_text() -> None:
    """A full line that ends so goes on, a short one is an item's."""
    running = [
        *BODY,
        "",
        BODY[0],
        BODY[1][:-4] + "then;",
        "the guild will see to the wheels and",
        "to the ropes.",
    ]
    assert len(parts(read_plain("\n".join(running) + "\n"), "paragraph")) == 2
    listed = [
        *BODY,
        "",
        "We will",
        "mend the weir;",
        "lay out the path;",
        "pay the millers.",
    ]
    assert (
        parts(read_plain("\n".join(listed) + "\n"), "paragraph")[-1]
        == "pay the millers."
    )


@pytest.mark.parametrize("sign", ["†", "‡", "§"])
def test_a_sign_opens_a_note_only_where_it_hangs_on_a_word(sign: str) -> None:
    """Else it is the bullet of an item."""
    noted = read_plain(
        f"The weir{sign} will be mended.\n\n{sign} That above the town.\n"
    )
    assert parts(noted, "note") == [f"{sign} That above the town."]
    assert parts(read_plain(f"The council will:\n{sign} mend the weir\n"), "note") == []
