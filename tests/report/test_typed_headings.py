"""Headings of typed texts: what numbers, lines and blank lines show where nothing marks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.report.reading import report_of
from policygraph.source.plain import read_plain

if TYPE_CHECKING:
    from policygraph.report import Report

PORTS = "The harbour board will deepen the outer basin before the winter storms of next year."
MILLS = (
    "Every mill in the upper valley will be given a meter and a grant for new turbines."
)
SCHOOLS = (
    "Two schools of weaving will open, and their teachers will be paid by the province."
)


def read(text: str, media_type: str = "text/plain") -> Report:
    """The report of a typed text."""
    return report_of(read_plain(text, filename="brackwater.txt", media_type=media_type))


def paragraphs(*lines: str) -> str:
    """A text of these lines with blank lines between them."""
    return "\n\n".join(lines) + "\n"


def sections(report: Report) -> list[tuple[int, str, str]]:
    """Level, number and title of each section."""
    return [
        (section.level, section.number, report.reading(section.title))
        for section in report.sections
    ]


def key_tasks(report: Report) -> list[tuple[str, str]]:
    """Number and label of each key task."""
    return [
        (task.number, report.reading(task.label))
        for task in report.tasks
        if task.level == "KeyTask"
    ]


def sentences(report: Report) -> list[str]:
    """The sentences as one reads them."""
    return [report.reading(sentence.span) for sentence in report.sentences]


@pytest.mark.parametrize(
    "gap",
    ["\n", "\n\n", "\n \n\n"],
    ids=["no blank line", "a blank line", "blank lines"],
)
def test_figures_without_a_stop_number_headings(gap: str) -> None:
    """Where they count on from 1 with prose below; decimals below them are one deeper."""
    text = gap.join(
        (
            "1 Ports",
            PORTS,
            "2 Mills and rivers",
            MILLS,
            "2.1 Weaving",
            SCHOOLS,
            "3 Schools",
            SCHOOLS,
        )
    )
    assert sections(read(text)) == [
        (1, "1", "Ports"),
        (1, "2", "Mills and rivers"),
        (2, "2.1", "Weaving"),
        (1, "3", "Schools"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (
            "We will buy:",
            "1 Crane for the outer basin",
            "2 Tugs for the estuary",
            "3 Boats for the pilots",
        ),
        ("3 Cranes were bought", PORTS, "9 Tugs were sold", MILLS),
        ("1 Crane was bought.", PORTS, "2 Tugs were sold.", MILLS),
    ],
    ids=["items", "no count", "sentences"],
)
def test_figures_that_count_nothing_on_are_no_numbers_of_headings(
    lines: tuple[str, ...],
) -> None:
    """Items of a list, lines that begin with a quantity and sentences open no section."""
    assert sections(read("\n\n".join(lines))) == []


@pytest.mark.parametrize(
    ("ports", "mills", "weaving"),
    [("1.", "2.", "2.1"), ("1", "2", "2.1"), ("1.", "2.", "2.1.")],
)
def test_a_number_on_a_line_of_its_own_belongs_to_the_line_below(
    ports: str, mills: str, weaving: str
) -> None:
    """The title is the next line's, whatever form the numbers have, and neither line is a task of its own."""
    report = read(
        paragraphs(
            ports, "PORTS", PORTS, mills, "Mills", MILLS, weaving, "Weaving", SCHOOLS
        )
    )
    assert sections(report) == [
        (1, "1", "PORTS"),
        (1, "2", "Mills"),
        (2, "2.1", "Weaving"),
    ]
    labels = [
        report.reading(task.label) for task in report.tasks if task.level == "SubTask"
    ]
    assert labels == [PORTS, MILLS, SCHOOLS]


def test_page_numbers_above_prose_are_no_numbers_of_headings() -> None:
    """Figures on lines of their own that do not all stand above a title count pages."""
    report = read(
        paragraphs("Ports", PORTS, "1", MILLS, "2", SCHOOLS, "3", "Weaving", SCHOOLS)
    )
    assert [section for section in sections(report) if section[1]] == []


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("##01 ", "## 02 ", ("01", "02")),
        ("## 1 ", "## 2 ", ("1", "2")),
        ("## 1. ", "## 2. ", ("1", "2")),
    ],
)
def test_numbers_behind_hashes_are_numbers(
    first: str, second: str, numbers: tuple[str, str]
) -> None:
    """With a stop or without, with a space behind the hashes or without; the title has neither."""
    text = f"# Brackwater\n\n{first}Ports\n\n{PORTS}\n\n{second}Mills\n\n{MILLS}\n"
    report = read(text, "text/markdown")
    assert key_tasks(report) == [(numbers[0], "Ports"), (numbers[1], "Mills")]
    assert report.title == "Brackwater"


@pytest.mark.parametrize("mark", ["Table 1:", "**Table 1:", "*Table 1."])
def test_a_caption_is_no_heading(mark: str) -> None:
    """However it is set, what stands above a table opens no section and is no prose."""
    end = "*" * mark.count("*")
    table = "| Valley | 2030 |\n| --- | --- |\n| Upper | 40 |\n| Lower | 55 |\n"
    report = read(
        paragraphs("## Mills", MILLS, f"{mark} Meters{end}", table), "text/markdown"
    )
    assert sections(report) == [(1, "", "Mills")]
    assert not any("Meters" in sentence for sentence in sentences(report))


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_decimals_go_as_deep_as_their_figures(depth: int) -> None:
    """A number with one figure more is one level deeper, and one with fewer closes those below it."""
    deep = ".".join("1" * depth)
    text = "\n\n".join(
        (
            "1. Ports",
            PORTS,
            "1.1 Basins",
            f"{deep} Locks" if depth > 2 else "1.2 Locks",
            PORTS,
            "2. Mills",
            MILLS,
        )
    )
    levels = {title: level for level, _, title in sections(read(text))}
    assert levels == {
        "Ports": 1,
        "Basins": 2,
        "Locks": 2 if depth == 2 else 3,
        "Mills": 1,
    }


def test_a_letter_among_letters_is_no_roman_number() -> None:
    """The item "i)" between "h)" and "j)" opens no section."""
    text = f"{PORTS}\n\nh) Deepen the basin.\n\ni) Mend the mole.\n\nj) Buy two tugs.\n\n{MILLS}\n"
    assert sections(read(text)) == []


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        ("PORTS AND MILLS", "The basin"),
        ("Ports and mills", "THE BASIN"),
        ("PORTS", "The basin and its two piers"),
    ],
)
def test_lines_of_two_looks_head_two_levels(outer: str, inner: str) -> None:
    """The look that stands right above the other one is the outer one, and the lowest with prose are key tasks."""
    other = "SCHOOLS" if outer.isupper() else "Schools"
    report = read(paragraphs(MILLS, outer, inner, PORTS, other, SCHOOLS, MILLS))
    assert sections(report) == [(1, "", outer), (2, "", inner), (1, "", other)]
    assert key_tasks(report) == [("", inner), ("", other)]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["no blank line", "a blank line"])
@pytest.mark.parametrize("mark", ["", "**"], ids=["plain", "bold"])
def test_short_lines_above_paragraphs_head_them(gap: str, mark: str) -> None:
    """Where there are several; what stands before the first hangs on the report."""
    lines = (
        PORTS,
        f"{mark}Water for the mills{mark}",
        MILLS,
        SCHOOLS,
        f"{mark}What it costs{mark}",
        PORTS,
    )
    report = read(gap.join(lines))
    assert key_tasks(report) == [("", "Water for the mills"), ("", "What it costs")]
    assert [task.parent for task in report.tasks] == [None, None, 1, 1, None, 4]


@pytest.mark.parametrize(
    "lines",
    [
        ("We will fund:", "New piers", "Deeper basins", PORTS, MILLS),
        (
            PORTS,
            "New piers",
            "Deeper basins",
            "Brighter lamps",
            MILLS,
            "More tugs",
            "More pilots",
            "More ropes",
            PORTS,
        ),
        (
            PORTS,
            "Yours sincerely",
            "Nell Ashby",
            "Harbour Master of Brackwater",
            "14 Quay Street",
        ),
        (PORTS, "3 June 2031", MILLS, "4 July 2031", SCHOOLS),
        (
            "Honourable Members",
            PORTS,
            "Madam President",
            MILLS,
            "Ladies and gentlemen",
            SCHOOLS,
        ),
        (PORTS, "Read more", MILLS, "Read more", SCHOOLS, "Read more", PORTS),
        (PORTS, "Source: harbour office", MILLS, "Note: figures of May", SCHOOLS),
        (PORTS, "What it costs", MILLS),
        (
            PORTS,
            "The board will pay for the",
            "new pier.",
            MILLS,
            "The rest will be paid by the",
            "province.",
            SCHOOLS,
        ),
    ],
    ids=[
        "a list",
        "lists",
        "a signature",
        "dates",
        "forms of address",
        "links",
        "sources",
        "one alone",
        "broken lines",
    ],
)
def test_other_short_lines_are_no_headings(lines: tuple[str, ...]) -> None:
    """Items, signatures, dates, forms of address, links and sources open no section, nor does one line alone."""
    assert sections(read(paragraphs(*lines))) == []


def test_lines_of_an_address_are_no_headings() -> None:
    """Lines without blank lines between them are one piece, whatever each of them looks like."""
    text = f"Harbour Office\n14 Quay Street\nBrackwater\n\n{PORTS}\n\n{MILLS}\n\nNell Ashby\nHarbour Master\n"
    assert sections(read(text)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. Deepen the basin.", "2. Build a pier."),
        ("(1) Deepen the basin.", "(2) Build a pier."),
    ],
)
def test_numbers_that_begin_anew_below_titles_lie_in_their_sections(
    first: str, second: str
) -> None:
    """The titles enclose the numbered headings, which are the key tasks."""
    report = read(
        paragraphs(
            "Ports", first, PORTS, second, PORTS, "Mills", first, MILLS, second, MILLS
        )
    )
    assert [section[0] for section in sections(report)] == [1, 2, 2, 1, 2, 2]
    assert [number for number, _ in key_tasks(report)] == ["1", "2", "1", "2"]


def test_short_lines_among_numbered_headings_are_no_sections() -> None:
    """Where the numbers count on, such a line heads the paragraph below it: the two are one task."""
    report = read(
        paragraphs("1. Ports", "The basin", PORTS, "2. Mills", "The wheels", MILLS)
    )
    assert [number for _, number, _ in sections(report)] == ["1", "2"]
    assert [
        report.reading(task.label) for task in report.tasks if task.level == "SubTask"
    ] == [
        "The basin",
        "The wheels",
    ]


def test_one_stray_number_does_not_number_a_text() -> None:
    """A line such as "Objective 2:" amid headings that have no numbers closes none of them."""
    lines = [
        "Ports",
        PORTS,
        "Objective 2: Pay the millers for their loss.",
        MILLS,
        "Mills",
        MILLS,
        "Schools",
        SCHOOLS,
    ]
    assert [title for _, _, title in sections(read(paragraphs(*lines)))] == [
        "Ports",
        "Mills",
        "Schools",
    ]


@pytest.mark.parametrize(
    "line", ["Objective 2: Pay the millers", "Table 3: Weirs", "Theme 4: The coast"]
)
def test_a_heading_of_a_count_that_is_not_there_encloses_none(line: str) -> None:
    """What counts on behind it is where it would be without it."""
    report = read(
        paragraphs(
            "I. Ports",
            "A. Basins",
            PORTS,
            line,
            MILLS,
            "B. Moles",
            PORTS,
            "II. Mills",
            MILLS,
        )
    )
    levels = [
        (level, title)
        for level, number, title in sections(report)
        if number in {"I", "II", "A", "B"}
    ]
    assert levels == [(1, "Ports"), (2, "Basins"), (2, "Moles"), (1, "Mills")]


@pytest.mark.parametrize(
    "line",
    [
        "2.5 million boats will pass.",
        "3.1 km of quay will be built.",
        "1.2 GW of tidal power will be bought.",
    ],
)
def test_a_quantity_is_no_number_of_a_heading(line: str) -> None:
    """A unit or a word in lower case behind a decimal says that it counts things; it stays in the label."""
    report = read(paragraphs("1. Ports", line, PORTS))
    assert [number for _, number, _ in sections(report)] == ["1"]
    assert report.reading(report.tasks[1].label) == line


def test_a_chapter_that_is_spoken_of_keeps_its_sentence() -> None:
    """In "Chapter 6 lists", the words in front belong to the sentence."""
    report = read(paragraphs(PORTS, "Chapter 6 lists what the board is to do."))
    assert (
        report.reading(report.tasks[-1].label)
        == "Chapter 6 lists what the board is to do."
    )


@pytest.mark.parametrize(
    ("opening", "title", "date"),
    [
        (
            (
                "Home > News > Harbour deal",
                "News story",
                "Harbour deal",
                "Updated 4 May 2031",
            ),
            "Harbour deal",
            "2031-05-04",
        ),
        (
            (
                "1. Home (https://brack.example/)",
                "2. Deal (https://brack.example/deal)",
                "Guidance",
                "Deal",
            ),
            "Deal",
            "",
        ),
        (
            ("PRESS RELEASE", "4 May 2031", "Harbour deal signed in Fenn"),
            "Harbour deal signed in Fenn",
            "2031-05-04",
        ),
        (
            ("Harbour deal", "Published: 4 May 2031", "Last updated: 9 June 2032"),
            "Harbour deal",
            "2031-05-04",
        ),
        (
            (
                "From: Nell Ashby",
                "Sent: 4 May 2031",
                "Subject: Harbour deal",
                "To: all members",
            ),
            "Harbour deal",
            "2031-05-04",
        ),
    ],
)
def test_the_head_of_a_page_says_what_it_is_called(
    opening: tuple[str, ...], title: str, date: str
) -> None:
    """Its title and date are read there, and none of its lines is a task."""
    report = read(paragraphs(*opening, PORTS, MILLS))
    assert (report.title, report.date) == (title, date)
    assert [report.reading(task.label) for task in report.tasks] == [PORTS, MILLS]


@pytest.mark.parametrize("first", ["1. Ports", "PORTS", "Part One: Ports"])
def test_a_line_right_above_the_first_heading_is_the_title(first: str) -> None:
    """Whatever kind of document it names or not."""
    second = (
        first.replace("Ports", "Mills")
        .replace("PORTS", "MILLS")
        .replace("1", "2")
        .replace("One", "Two")
    )
    report = read(paragraphs("Brackwater in ten years", first, PORTS, second, MILLS))
    assert report.title == "Brackwater in ten years"
    assert [title.title() for _, _, title in sections(report)] == ["Ports", "Mills"]


def test_a_line_right_above_a_table_is_its_title() -> None:
    """It is no heading and no task, and the rows below it are no prose."""
    rows = "Weirs above the town   12   14   17\nWeirs below the town    9   11   12"
    report = read(paragraphs(PORTS, "Weirs mended, by year", rows, MILLS))
    assert [report.reading(task.label) for task in report.tasks] == [PORTS, MILLS]


@pytest.mark.parametrize(
    ("ports", "mills", "verb"),
    [
        ("Harbours and inland waterways", "Mills", "Deepen"),
        (
            "Harbours and Inland Waterways",
            "Mills of the Upper Valley",
            "The board will deepen",
        ),
        ("Ports of the west", "Mills and the millers of Fenn", "We will deepen"),
    ],
    ids=["lower case", "capitals", "lower case with names"],
)
def test_headings_inside_one_line_end_where_a_sentence_opens(
    ports: str, mills: str, verb: str
) -> None:
    """Of a text that lost its line ends, titles are whole and so are the sentences behind them."""
    first, second = (
        f"{verb} the outer basin before winter.",
        f"{verb} the mill race and pay the millers.",
    )
    tail = "This is to be done by the guild of the valley before the end of the year 2036, and it will be paid by all."
    text = f"Plan of Brackwater Part One: {ports} {first} {tail} Section 1: {mills} {second} {tail}"
    report = read(text)
    assert [title for _, _, title in sections(report)] == [ports, mills]
    assert {first, second} <= set(sentences(report))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A. Ports", "B. Mills"),
        ("A.  Ports of the west", "B.  Mills and weirs"),
        ("A. PORTS", "B. MILLS"),
    ],
)
def test_letters_with_a_stop_number_headings(first: str, second: str) -> None:
    """Where they count on from A with prose below; below other numbers they are one deeper."""
    report = read(
        paragraphs(
            "I. The valley", first, PORTS, second, MILLS, "II. The coast", SCHOOLS
        )
    )
    assert [(level, number) for level, number, _ in sections(report)] == [
        (1, "I"),
        (2, "A"),
        (2, "B"),
        (1, "II"),
    ]


@pytest.mark.parametrize(
    "question",
    ["What will the board do?", "Who pays for the basin?", "When will it be done?"],
)
def test_questions_on_lines_of_their_own_are_headings(question: str) -> None:
    """Of questions and answers; the questions inside paragraphs stay sentences."""
    report = read(
        paragraphs(question, PORTS, "How much will it cost?", f"Who knows? {MILLS}")
    )
    assert [title for _, _, title in sections(report)] == [
        question,
        "How much will it cost?",
    ]


@pytest.mark.parametrize(
    "ending",
    [
        ("Yours sincerely,", "Nell Ashby", "Harbour Master"),
        ("Thank you.",),
        ("With kind regards", "Nell Ashby"),
    ],
)
def test_the_formula_that_closes_a_text_is_no_task(ending: tuple[str, ...]) -> None:
    """Nor are the names below it."""
    report = read(paragraphs(PORTS, MILLS, *ending))
    assert [report.reading(task.label) for task in report.tasks] == [PORTS, MILLS]


@pytest.mark.parametrize("above", ["Notes to editors", "References", "ENDNOTES"])
def test_counted_notes_below_their_name_are_no_key_tasks(above: str) -> None:
    """They number no headings: the paragraphs above them are the tasks."""
    report = read(
        paragraphs(
            PORTS,
            MILLS,
            above,
            "1. The Port Act was passed in 2027.\n2. It was mended in 2030.",
        )
    )
    assert [(task.level, report.reading(task.label)) for task in report.tasks] == [
        ("SubTask", PORTS),
        ("SubTask", MILLS),
    ]


def test_links_of_a_mail_are_left_out() -> None:
    """Where several lines lead elsewhere, they are no part of the text."""
    links = (
        "View this email in your browser",
        "Ports",
        PORTS,
        "Read more: https://brack.example/a",
        "Mills",
        MILLS,
    )
    report = read(paragraphs(*links, "Unsubscribe | Privacy | Contact"))
    assert [title for _, _, title in sections(report)] == ["Ports", "Mills"]
    assert not any(
        "example" in sentence or "browser" in sentence or "|" in sentence
        for sentence in sentences(report)
    )


@pytest.mark.parametrize(
    ("opening", "title", "date"),
    [
        (
            ("Speech by the Harbour Master at the opening of the basin", "4 May 2031"),
            "Speech by the Harbour Master at the opening of the basin",
            "2031-05-04",
        ),
        (("Policy Brief No. 7", "Making Ports Work"), "Making Ports Work", ""),
        (
            ("Working brief", "Making Ports Work", "Nell Ashby, May 2031"),
            "Making Ports Work",
            "2031-05",
        ),
        (
            (
                "Guidance",
                "Making Ports Work",
                "How the board will go about it.",
                "Published",
                "4 May 2031",
            ),
            "Making Ports Work",
            "2031-05-04",
        ),
        (
            ("Harbour Office", "14 Quay Street", "4 May 2031", "Dear members,"),
            "",
            "2031-05-04",
        ),
    ],
    ids=[
        "a speech",
        "a numbered brief",
        "an author with a date",
        "a page with its dates",
        "a letter",
    ],
)
def test_openings_of_many_kinds(
    opening: tuple[str, ...], title: str, date: str
) -> None:
    """Labels, authors, dates and addresses are told from the title."""
    report = read(paragraphs(*opening, PORTS, MILLS))
    assert (report.title, report.date) == (title, date)


def test_a_dateline_dates_a_press_release() -> None:
    """Place and day stand before its first sentence."""
    report = read(
        paragraphs(
            "PRESS RELEASE", "Harbour deal signed", f"FENN, 4 May 2031 – {PORTS}", MILLS
        )
    )
    assert (report.title, report.date) == ("Harbour deal signed", "2031-05-04")


@pytest.mark.parametrize(("one", "two"), [("(a)", "(b)"), ("a)", "b)"), ("(c)", "(d)")])
def test_the_letters_of_items_are_no_words_of_their_tasks(one: str, two: str) -> None:
    """Each item is a task of its own, by the words behind its letter."""
    text = f"1. Ports\n\nThe board will:\n{one} deepen the outer basin;\n{two} mend the mole; and\n(e) buy two tugs.\n"
    labels = [read(text).reading(task.label) for task in read(text).tasks[1:]]
    assert labels == [
        "The board will:",
        "deepen the outer basin;",
        "mend the mole; and",
        "buy two tugs.",
    ]


def test_a_lone_number_among_lists_counts_an_item() -> None:
    """Where the numbers below other headings count items, the one number below the last heading does too."""
    articles = [
        f"Article {n}. Of the {name}"
        for n, name in enumerate(("ports", "mills", "schools"), 1)
    ]
    text = paragraphs(
        articles[0],
        f"1. {PORTS}\n2. {MILLS}",
        articles[1],
        f"1. {MILLS}\n2. {PORTS}",
        articles[2],
        f"1. {SCHOOLS}",
    )
    assert [number for number, _ in key_tasks(read(text))] == ["1", "2", "3"]


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
def test_an_indented_line_behind_a_stop_begins_a_paragraph(indent: str) -> None:
    """Where no blank line parts paragraphs, the indent of their first lines does, however full the line above is."""
    lines = [
        f"{indent}The harbours of the county were built before the railways came, and they",
        "have not been deepened since. The county will spend 40 million crowns on all of",
        "them over six years, and the first dredger is to come to Fenn in the next year.",
        f"{indent}The guild of pilots asked for a light at the Sill Bank. It will be built by",
        "the board and paid for by those who call at Fenn.",
    ]
    assert len(read("\n".join(lines) + "\n").tasks) == 2


def test_a_short_text_is_rejoined_where_a_line_breaks_off() -> None:
    """One line that goes on in lower case is enough, if it is as long as those of a page."""
    text = paragraphs(
        "1. Ports",
        "The board will deepen the outer basin and mend\nthe mole of the old harbour.",
        MILLS,
    )
    assert (
        "The board will deepen the outer basin and mend the mole of the old harbour."
        in sentences(read(text))
    )


def test_a_heading_that_opens_a_long_line_is_parted_from_its_prose() -> None:
    """The word that opens a sentence shows where, even if the line has no other heading in it."""
    tail = (
        "This is to be done by the guild of the valley before the end of the year 2036, and it will be paid by all. "
        * 3
    )
    chapter = (
        f"Chapter 22 Better Ports and Mills We will deepen the outer basin. {tail}"
    )
    section = f"Section 1 Water for the mills We will mend every weir. {tail}"
    report = read(f"{chapter}\n{section}\n")
    assert sections(report) == [
        (1, "22", "Better Ports and Mills"),
        (2, "1", "Water for the mills"),
    ]
    assert report.reading(report.tasks[1].label) == "We will deepen the outer basin."


def test_a_long_line_that_an_article_opens_keeps_its_sentences() -> None:
    """Where no title stands behind the number, the sentence is not cut at the next capital."""
    tail = (
        "This is to be done by the guild of the valley before the end of the year 2036, and it will be paid by all. "
        * 3
    )
    report = read(
        f"Article 12 Every county must publish its plans for the Ministry. {tail}\n{PORTS}\n"
    )
    assert (
        "Article 12 Every county must publish its plans for the Ministry."
        in sentences(report)
    )
