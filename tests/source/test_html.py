"""Web pages: what is read of them, in which order and as what, and what is passed over."""

from __future__ import annotations

import random

import pytest

from policygraph.errors import ReportError
from policygraph.source.html import read_html
from policygraph.source.html.tree import MAX_HTML_BYTES

DEAL = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Harbour deal - OLTRANE.example</title>
<meta property="og:site_name" content="OLTRANE.example"><meta property="og:title" content="Harbour deal">
<meta property="article:published_time" content="2027-05-21T09:30:00+01:00"></head>
<body class="has-sidebar no-menu"><a href="#content" class="skip-link">Skip to main content</a>
<div class="cookie-banner"><p>We use cookies.</p><button>Accept</button></div>
<header><a href="/">OLTRANE</a><form><input><button>Search</button></form></header>
<div class="breadcrumbs"><ol><li><a href="/">Home</a></li><li><a href="/x">Transport</a></li></ol></div>
<main id="content"><p>Policy paper</p><h1>Harbour deal</h1><p>Published 21 May 2027</p>
<ul><li><a href="#a">Dredging</a></li><li><a href="#b">Rail</a></li></ul>
<h2 id="a">1. Dredging</h2><p>The Government will dredge the port<sup><a href="#fn:1">[footnote 1]</a></sup> to
14&nbsp;m and add 20 km<sup>2</sup> of quays.<sup>2</sup></p><p>We will:</p><ul><li>build a <b>terminal</b>;</li>
<li>open two docks:<ul><li>the east dock</li><li>the west dock</li></ul></li></ul>
<h3 id="b">Rail</h3><ol start="4"><li><p>Electrify it.</p><p>All of it.</p></li><li>Extend it.</li></ol>
<p><strong>Farming</strong></p><p><b>We</b> will water 300 ha.</p>
<div class="footnotes"><ol><li id="fn:1"><p>Subject to approval. <a href="#fnref:1">↩</a></p></li></ol></div></main>
<aside class="related"><h2>Related</h2><ul><li><a href="/r1">Another deal</a></li></ul></aside>
<footer><p>Contact us</p><p>© Oltrane</p></footer><script>write("<p>We will build a pier.</p>")</script></body>"""


def blocks(page: str | bytes) -> list[tuple[str, int, str]]:
    """Role, level and words of each part of a page."""
    document = read_html(
        page if isinstance(page, bytes) else page.encode(), "page.html"
    )
    return [
        (part.role, part.level, part.span.of(document.text)) for part in document.parts
    ]


def words(page: str | bytes) -> list[str]:
    """The words of each part."""
    return [said for _, _, said in blocks(page)]


def test_a_government_s_page_is_read_in_its_order() -> None:
    """Headings below the title, lists with their numbers, contents, notes; marks of notes off the words, powers on."""
    assert blocks(DEAL) == [
        ("paragraph", 0, "Policy paper"),
        ("title", 0, "Harbour deal"),
        ("paragraph", 0, "Published 21 May 2027"),
        ("contents", 0, "Dredging"),
        ("contents", 0, "Rail"),
        ("heading", 1, "1. Dredging"),
        (
            "paragraph",
            0,
            "The Government will dredge the port to 14 m and add 20 km² of quays.",
        ),
        ("paragraph", 0, "We will:"),
        ("item", 0, "build a terminal;"),
        ("item", 0, "open two docks:"),
        ("item", 0, "the east dock"),
        ("item", 0, "the west dock"),
        ("heading", 2, "Rail"),
        ("item", 0, "4. Electrify it."),
        ("item", 0, "All of it."),
        ("item", 0, "5. Extend it."),
        ("heading", 3, "Farming"),
        ("paragraph", 0, "We will water 300 ha."),
        ("note", 0, "1. Subject to approval."),
    ]


def test_furniture_is_counted() -> None:
    """Menus, crumbs, banners, side columns and feet are out, and the document says how many lines they were."""
    document = read_html(DEAL.encode(), "page.html")
    (furniture,) = document.furniture
    assert (furniture.page, furniture.kind) == (0, "menu")
    assert furniture.lines == 11


def test_what_the_page_says_of_itself_is_kept() -> None:
    """Title, date of publication and language; the digest is that of the bytes."""
    document = read_html(DEAL.encode(), "page.html")
    assert (document.title, document.date, document.language) == (
        "Harbour deal",
        "2027-05-21",
        "en-GB",
    )
    assert document.media_type == "text/html"
    assert len(document.sha256) == 64


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Harbour deal | Oltrane</title>", "Harbour deal"),
        ("<title>Oltrane: Harbour deal</title>", "Oltrane: Harbour deal"),
        (
            "<title>Site » x</title><meta property=og:title content='Harbour deal'>",
            "Harbour deal",
        ),
        (
            "<title>Oltrane – Harbour deal</title><meta property=og:site_name content=Oltrane>",
            "Harbour deal",
        ),
        ("<title> </title>", ""),
    ],
)
def test_the_title_is_the_page_s_and_not_the_site_s(head: str, title: str) -> None:
    """The site's name before or behind the title goes."""
    assert (
        read_html(f"{head}<p>We will dredge the port.</p>".encode(), "page.html").title
        == title
    )


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("<meta name='dcterms.issued' content='2027-05'>", "2027-05"),
        ("<p>On <time datetime='2027-05-21T09:00'>21 May</time></p>", "2027-05-21"),
        ("<meta itemprop=datePublished content=2027-05-21>", "2027-05-21"),
        (
            "<meta name=date content='next year'><meta name=dcterms.modified content='2028-01-02'>",
            "2028-01-02",
        ),
        ("<time datetime='PT2H'>two hours</time>", ""),
    ],
)
def test_the_date_is_that_of_publication(given: str, date: str) -> None:
    """It is read from metadata and `time` elements, the day it was published before the day it was changed."""
    assert (
        read_html(f"{given}<p>We will dredge the port.</p>".encode(), "page.html").date
        == date
    )


def test_tables_become_rows_with_their_columns() -> None:
    """A cell that spans rows stands in each; spanned and empty columns count; the caption belongs to the table."""
    page = """<p>Before.</p><table><caption>Table 1: Targets</caption><thead><tr><th rowspan=2>Indicator
    <th colspan=2>Target<tr><th>2030<th>2035</thead><tr><th>Freight (Mt)<td>12<td>15<tr><td>Share of rail<td>
    <td>45<sup>1</sup>%</table>"""
    document = read_html(page.encode(), "page.html")
    rows = [part for part in document.parts if part.table]
    assert [(part.role, part.table) for part in rows] == [("caption", 1)] + [
        ("row", 1)
    ] * 4
    cells = [
        [
            (cell.column, cell.span.of(document.text), cell.heading)
            for cell in part.cells
        ]
        for part in rows[1:]
    ]
    assert cells == [
        [(0, "Indicator", True), (1, "Target", True)],
        [(0, "Indicator", True), (1, "2030", True), (2, "2035", True)],
        [(0, "Freight (Mt)", True), (1, "12", False), (2, "15", False)],
        [(0, "Share of rail", False), (2, "45%", False)],
    ]
    assert "Share of rail\t\t45%\n" in document.text


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    """Its cells are read one after the other; its column of links, its crumbs and its foot are furniture."""
    page = """<body><table><tr><td colspan=2><h1>Plan for 2031</h1><tr><td><a href=a>Home</a><br><a href=b>News</a><br>
    <a href=c>Laws</a><td><p><a href=/>Home</a> &gt; <a href=/p>Plans</a> &gt; Plan for 2031</p><p><b>HARBOURS</b></p>
    <p>The Government will dredge the port.<br>It will build a quay.</p><table><tr><td>Ships<td>10<tr><td>Boats<td>12
    </table><tr><td colspan=2>Copyright 2031 Oltrane Gazette</table>"""
    assert blocks(page) == [
        ("title", 0, "Plan for 2031"),
        ("heading", 1, "HARBOURS"),
        ("paragraph", 0, "The Government will dredge the port."),
        ("paragraph", 0, "It will build a quay."),
        ("row", 0, "Ships\t10"),
        ("row", 0, "Boats\t12"),
    ]


def test_outermost_boxes_may_be_called_anything() -> None:
    """A box with the main heading, or with half of the page, is no furniture because of its class."""
    page = "<div class='page-with-sidebar nav-open'><h1>Plan</h1><p>We will dredge the port.</p></div>"
    assert words(page) == ["Plan", "We will dredge the port."]


def test_a_page_that_is_all_links_is_still_read() -> None:
    """Where nothing would be left, nothing is left out."""
    page = (
        "<ul>"
        + "".join(f"<li><a href=/{n}>We will build road {n}</a></li>" for n in range(5))
        + "</ul>"
    )
    assert words(page) == [f"We will build road {n}" for n in range(5)]


def test_what_is_hidden_is_not_read() -> None:
    """Neither by attribute nor by style, nor what is there for screen readers alone."""
    page = "<p hidden>a</p><p style='display: none'>b</p><p>Link <span class=sr-only>to another page</span> here.</p>"
    assert words(page) == ["Link here."]


@pytest.mark.parametrize(
    "content",
    [
        "<meta charset=iso-8859-1><p>Développement".encode("latin-1"),
        "<p>Développement".encode(),
        "<p>Développement".encode("cp1252"),
        b"\xff\xfe" + "<p>Développement".encode("utf-16-le"),
        "<meta charset=punycode><p>Développement".encode(),
    ],
)
def test_the_encoding_is_the_one_that_is_declared_or_fits(content: bytes) -> None:
    """Byte order mark, declaration, UTF-8, Windows-1252, in this order."""
    assert words(content) == ["Développement"]


def test_a_page_without_text_is_refused() -> None:
    """A page that a program would fill once it runs holds nothing to read, and says so."""
    with pytest.raises(ReportError, match="without text") as caught:
        read_html(
            b"<html><body><div id=root></div><script>render()</script></body></html>",
            "page.html",
        )
    assert "browser" in caught.value.remedy


@pytest.mark.parametrize(
    "content",
    [
        b"<div>" * 60_000 + b"Build roads.",
        b"<p>Build roads.</p>" + b"<ul><li>x" * 4_000,
        b"<p>Build roads.</p><p "
        + b" ".join(b"a%d=x" % n for n in range(50_000))
        + b">",
        b"<table><tr><td rowspan=99999 colspan=99999>"
        + b"x" * 300
        + b"</td></tr>"
        + b"<tr><td>a" * 10_000,
        b"<title>"
        + b" " * 1_000_000
        + b"|</title><p>"
        + b"<sup>1</sup>" * 20_000
        + b"Build roads.",
        b"<h2>Roads</h2><p><b>Bold</b></p>" * 10_000,
        b"<p>Build roads.<!--" + b"-" * 1_000_000,
    ],
)
def test_a_page_that_no_person_wrote_ends_in_a_text_or_an_error(content: bytes) -> None:
    """Deep nests, endless attributes, spans of everything: text, or an error that says what is wrong."""
    try:
        document = read_html(content, "page.html")
    except ReportError:
        return
    assert document.parts
    assert len(document.text) < 10 * len(content)


def test_a_page_beyond_the_limit_is_refused() -> None:
    """The limit is told."""
    with pytest.raises(ReportError, match="30,000,000 bytes"):
        read_html(b"<p>" + b"x" * MAX_HTML_BYTES, "page.html")


@pytest.mark.parametrize("seed", range(25))
def test_a_damaged_page_is_text_or_an_error(seed: int) -> None:
    """Bytes that are changed, cut and doubled never end in another exception, and parts stay in order."""
    chance = random.Random(seed)  # noqa: S311 - the same damage on each run
    content = bytearray(DEAL.encode())
    for _ in range(chance.randint(1, 60)):
        at = chance.randrange(len(content))
        kind = chance.randrange(3)
        if kind == 0:
            content[at] = chance.randrange(256)
        elif kind == 1:
            del content[at : at + chance.randint(1, 40)]
        else:
            content[at:at] = content[at : at + chance.randint(1, 40)]
    try:
        document = read_html(bytes(content), "page.html")
    except ReportError:
        return
    ends = [0]
    for part in document.parts:
        assert ends[-1] <= part.span.begin < part.span.end <= len(document.text)
        assert part.span.of(document.text).strip() == part.span.of(document.text)
        ends.append(part.span.end)


def test_boxes_of_the_article_are_read_and_those_beside_it_are_not() -> None:
    """An aside within the text is a box of it, unless it is a list of links."""
    box = "<aside><p><strong>Box 1: Ships</strong></p><p>Ten ships sail.</p></aside>"
    links = "<aside><p><a href=/a>One</a> <a href=/b>Two</a></p></aside>"
    article = f"<article><p>We will build.</p>{box}<p>Go on.</p>{links}</article>"
    page = f"<main><aside><p>Related.</p></aside>{article}</main>"
    assert words(page) == [
        "We will build.",
        "Box 1: Ships",
        "Ten ships sail.",
        "Go on.",
    ]
    assert words(f"<main><p>We will build.</p>{box}<p>Go on.</p></main>")[1:3] == [
        "Box 1: Ships",
        "Ten ships sail.",
    ]


def test_a_line_before_a_table_that_says_so_is_its_caption() -> None:
    """Whatever element it is written in."""
    page = "<p>Before.</p><div>Table 2: Ships</div><table><tr><th>Year<th>Ships<tr><td>2030<td>10</table>"
    document = read_html(page.encode(), "page.html")
    assert [(part.role, part.table) for part in document.parts[1:]] == [
        ("caption", 1),
        ("row", 1),
        ("row", 1),
    ]


def test_headings_by_looks_are_told_apart_by_size_and_number() -> None:
    """The largest bold line at the top is the title; of lines that look alike the number tells the depth."""
    page = """<center><font size=5><b>Our plan</b></font></center><p><font size=4><b>1. Harbours</b></font></p>We go.
    <p><b>1.1 Ships</b></p>We build.<p><b>1.1.1 Boats</b></p>We row.<p><font size="+1"><b>2. Rail</b></font></p>We lay.
    """
    assert [
        (role, level) for role, level, _ in blocks(page) if role != "paragraph"
    ] == [
        ("title", 0),
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("heading", 1),
    ]


def test_lines_set_by_hand_with_bullets_are_items() -> None:
    """Each begins anew; a line that only ends at the margin goes on."""
    page = "<p>We will:<br>&bull; build<br>a port;<br>&bull; plant trees.<br><br>Third<br>point</p>"
    assert blocks(page) == [
        ("paragraph", 0, "We will:"),
        ("item", 0, "build a port;"),
        ("item", 0, "plant trees."),
        ("paragraph", 0, "Third point"),
    ]


def test_lists_are_counted_as_the_page_counts_them() -> None:
    """By their kind of number, from their start, and anew where an item says so."""
    page = (
        "<ol type=a><li>Go<li>Stop</ol><ol type=I start=3><li>Run<li value=9>Walk</ol>"
    )
    assert words(page) == ["a. Go", "b. Stop", "III. Run", "IX. Walk"]


def test_what_stands_beside_the_text_is_furniture_whatever_it_is_called() -> None:
    """Where one element holds all sentences and the heading, short lines around it are not the report's."""
    text = (
        "<p>The Government will dredge the port of Lantern Bay to fourteen metres by 2031.</p>"
        * 3
    )
    inner = f"<div><div><h1>Plan</h1>{text}<ul><li>dredge</li></ul></div></div>"
    page = f"<div><div>Follow us</div>{inner}<p>Load more</p></div>"
    assert words(page)[0] == "Plan"
    assert words(page)[-1] == "dredge"
    assert read_html(page.encode(), "page.html").furniture[0].lines == 2


def test_labels_between_bars_are_a_menu() -> None:
    """Linked or not."""
    page = "<table><tr><td>Home | About us | News | Contact<tr><td><p>We will build.</p><p>It is so.</p></table>"
    assert words(page) == ["We will build.", "It is so."]
