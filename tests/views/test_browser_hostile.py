"""What comes out of reports and vocabularies is text: none of it runs, all of it shows as it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hostile import HOSTILE, hostile_network

from policygraph.views import VIEWS, render

if TYPE_CHECKING:
    from collections.abc import Callable

    from opened_page import Opened

pytestmark = pytest.mark.browser

FOREIGN = "script:not([type]), img, iframe, object, embed, form, base, link, style, video, details[ontoggle], marquee"
WALK = """views => {
    const panel = node => {
        policygraph.go({node: node.id, edge: ''}, {replace: true});
        const read = selector => [...document.querySelectorAll(selector)].map(one => one.textContent);
        return [...read('#panel h2'), ...read('#panel blockquote')];
    };
    const texts = policygraph.nodes.map(panel);
    policygraph.edges.slice(0, 60).forEach((edge, i) => policygraph.go({edge: String(i), node: ''}, {replace: true}));
    for (const view of views) policygraph.go({view, node: policygraph.nodes[61].id, edge: ''});
    return texts;
}"""


def test_there_are_sixty_hostile_texts() -> None:
    """The list is as long as it promises, and holds nothing twice."""
    assert len(HOSTILE) == len(set(HOSTILE)) == 60


def test_hostile_texts_show_as_text_in_every_view_and_panel(
    opened: Callable[..., Opened],
) -> None:
    """No text runs, asks, complains or becomes an element; each panel shows it letter for letter."""
    network = hostile_network()
    one = opened(render(network))
    foreign = "selector => document.querySelectorAll(selector).length"
    before = one.page.evaluate(foreign, FOREIGN)
    texts = one.page.evaluate(WALK, list(VIEWS))
    for node, shown in zip(network.nodes, texts, strict=True):
        expected = (
            f"({node.number}) {node.label}" if node.type == "KeyTask" else node.label
        )
        assert shown == [
            expected,
            *(network.sentences[number].text for number in node.sentences),
        ]
    one.page.locator("#search").fill("script")
    one.page.evaluate("policygraph.go({view: 'network'})")
    one.page.locator("#listing summary").click()
    one.until("document.querySelectorAll('#list li').length > 0")
    assert one.page.evaluate(foreign, FOREIGN) == before
    schemes = one.page.evaluate(
        "[...document.querySelectorAll('a')].map(link => link.protocol)"
    )
    assert set(schemes) <= {"https:", "http:"}
    assert one.page.evaluate("window.harmed") is None
    assert one.page.title() == HOSTILE[6]
    one.check_quiet()


def test_hostile_texts_stay_text_in_what_is_taken_away(
    opened: Callable[..., Opened],
) -> None:
    """The drawing is well-formed and holds no script; no cell of the table is a formula."""
    one = opened(render(hostile_network()), "#view=network")
    saved = {}
    for name in ("png", "svg", "csv"):
        one.page.locator("#export summary").click()
        with one.page.expect_download() as download:
            one.page.locator(f"[data-export={name}]").click()
        saved[name] = Path(download.value.path()).read_bytes()
    drawn = ET.fromstring(saved["svg"])  # noqa: S314 - our own file
    tags = {element.tag.rpartition("}")[2] for element in drawn.iter()}
    assert tags <= {"svg", "title", "rect", "line", "path", "circle", "polygon", "text"}
    cells = [
        cell
        for row in csv.reader(io.StringIO(saved["csv"].decode("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert {f"'{text}" if text[0] in "=@-" else text for text in HOSTILE} <= set(cells)
    assert saved["png"].startswith(b"\x89PNG")
    one.check_quiet()


SHEETS = """texts => {
    const shown = [];
    const go = changes => {
        policygraph.go({node: '', edge: '', from: '', to: '', ...changes}, {replace: true});
        for (const more of document.querySelectorAll('#sheet button.more')) more.click();
        shown.push([JSON.stringify(changes), document.querySelector('#sheet').textContent]);
    };
    const tables = [...new Set(policygraph.nodes.map(one => one.type)),
        'promises', 'projectsIn', 'makers', 'sums', 'linkages'];
    for (const table of tables)
        for (const chart of ['', 'bars', 'years', 'map'])
            go({view: 'tables', table, of: '', sort: '', q: '', chart});
    go({view: 'compare'});
    for (const node of policygraph.nodes.slice(0, 5)) go({view: 'compare', a: node.id, b: ''});
    for (const text of texts) go({view: 'search', q: text});
    for (const text of texts.slice(0, 5)) go({view: 'tables', table: 'linkages', q: text, chart: ''});
    for (const at of ['', '0', '40']) go({view: 'text', at});
    return shown;
}"""


def test_hostile_texts_stay_text_in_tables_charts_comparisons_text_and_search(
    opened: Callable[..., Opened],
) -> None:
    """Whatever is asked for, sorted, drawn as bars or searched: nothing runs, and the names are told."""
    one = opened(render(hostile_network()))
    count = "selector => document.querySelectorAll(selector).length"
    before = one.page.evaluate(count, FOREIGN)
    shown = dict(one.page.evaluate(SHEETS, list(HOSTILE)))
    assert one.page.evaluate(count, FOREIGN) == before
    assert one.page.evaluate("window.harmed") is None
    linkages = next(text for key, text in shown.items() if '"linkages"' in key)
    assert "<script>" in linkages
    for text in (HOSTILE[0], HOSTILE[5], "<img src=x>"):
        one.page.locator("#search").fill(text)
        assert one.page.locator("#hits li").count()
    assert one.page.evaluate(count, FOREIGN) == before
    one.check_quiet()


def test_no_cell_of_a_saved_table_is_a_formula(
    opened: Callable[..., Opened],
) -> None:
    """Each class and each answer is saved with all its rows, and what looks like a formula is marked as text."""
    one = opened(render(hostile_network()), "#view=tables&table=linkages")
    for table in ("linkages", "Place", "Target"):
        one.page.evaluate("table => policygraph.go({table, sort: '', q: ''})", table)
        with one.page.expect_download() as download:
            one.page.get_by_role("button", name="Save as CSV").click()
        text = Path(download.value.path()).read_text(encoding="utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t"))]
        assert {len(row) for row in rows} == {len(rows[0])}
        told = one.page.inner_text("#row-count")
        assert told.split()[0] == str(len(rows) - 1)
    one.check_quiet()
