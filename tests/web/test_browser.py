"""A walk through the pages in a real browser, with nothing to reach but the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.lengthy]


@pytest.fixture
def page(ours: str, new_page: Callable[..., Page]) -> Iterator[Page]:
    """A page in headless Chromium; every request elsewhere and every complaint fails the test."""
    strangers: list[str] = []
    complaints: list[str] = []
    page = new_page()
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((ours, "data:", "blob:"))
            else strangers.append(request.url)
        ),
    )
    page.on(
        "console",
        lambda message: (
            complaints.append(message.text) if message.type == "error" else None
        ),
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(ours)
    yield page
    assert strangers == []
    assert complaints == []


def test_the_walk(page: Page) -> None:
    """Search, entity, sentence, neighbour, question, editor, picture."""
    page.get_by_role("searchbox", name="Search names").fill("silver carp lcd")
    page.get_by_role("button", name="Search").click()
    page.get_by_role(
        "link", name="Silver Carp LCD panel project", exact=True
    ).first.click()
    page.get_by_role(
        "heading", level=1, name="Silver Carp LCD panel project"
    ).wait_for()

    page.get_by_role("link", name="in the report").first.click()
    page.wait_for_url("**/report?**#at-158")
    page.locator("#at-158").wait_for(state="attached")
    page.go_back()
    page.get_by_role(
        "heading", level=1, name="Silver Carp LCD panel project"
    ).wait_for()

    page.locator("a.neighbour", has_text="Beibei District").click()
    page.get_by_role("heading", level=1, name="Beibei District").wait_for()
    page.get_by_role("heading", name="Around it").scroll_into_view_if_needed()
    around = page.frame_locator("iframe.picture")
    around.locator("canvas, svg").first.wait_for()

    page.get_by_role("link", name="Questions").click()
    page.get_by_role("link", name="What happens in a place").click()
    page.get_by_label("place", exact=True).fill("chongqing")
    page.get_by_role("button", name="Ask").click()
    page.get_by_role("cell", name="Beibei District").wait_for()

    page.get_by_role("link", name="SPARQL", exact=True).click()
    page.wait_for_url("**/editor")
    page.wait_for_load_state(
        "load"
    )  # by then the editor, where there is one, has taken the textarea's place
    query = "CONSTRUCT { ?p pg:connects ?x } WHERE { ?p pg:connects ?x }"
    if page.locator(".yasqe").count():
        page.evaluate(
            "query => document.querySelector('.CodeMirror').CodeMirror.setValue(query)",
            query,
        )
    else:
        page.locator("textarea[name=query]").fill(query)
    page.get_by_role("button", name="Run").click()
    page.frame_locator("iframe.picture").locator("canvas, svg").first.wait_for()
