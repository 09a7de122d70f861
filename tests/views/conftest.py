"""Pages in a real browser that reaches nothing: what a page asks for, and what it complains of, is kept and judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import page_coverage
import pytest
from opened_page import WIDE, Opened

from policygraph.rdf import parse_triples
from policygraph.views import read_network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, CDPSession, Page, ViewportSize

    from policygraph.terms import Triple
    from policygraph.views import Network


def pytest_addoption(parser: pytest.Parser) -> None:
    """Lets the file be named that keeps what of the page's script the tests run."""
    parser.addoption(
        "--page-coverage",
        metavar="FILE",
        type=Path,
        help="add to FILE what the tests run of the page's script",
    )


@pytest.fixture(scope="session")
def small_triples() -> tuple[Triple, ...]:
    """The triples of the small hand-made graph."""
    path = Path(__file__).parents[1] / "fixtures" / "small.ttl"
    return tuple(parse_triples(path.read_bytes(), "turtle"))


@pytest.fixture(scope="session")
def small_network(small_triples: tuple[Triple, ...]) -> Network:
    """The network of the small hand-made graph."""
    return read_network(small_triples)


@pytest.fixture(scope="session")
def spare_pages() -> list[Page]:
    """Empty pages that are done with: to use one again costs a third of what a new one does."""
    return []


@pytest.fixture
def opened(
    profiles: dict[bool, BrowserContext],
    spare_pages: list[Page],
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., Opened]]:
    """Opens a page's HTML from a file, the network being off; any request but for the file itself is kept."""
    counted: Path | None = request.config.getoption("--page-coverage", default=None)
    counting: list[CDPSession] = []
    offline = profiles[False]
    all_opened: list[Opened] = []

    def open_page(
        html: str,
        fragment: str = "",
        *,
        size: ViewportSize = WIDE,
        dark: bool = False,
    ) -> Opened:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        found = Opened(spare_pages.pop() if spare_pages else offline.new_page())
        all_opened.append(found)
        found.page.set_viewport_size(size)
        found.page.emulate_media(color_scheme="dark" if dark else "light")
        found.page.bring_to_front()  # one that lies behind another draws seldom
        found.watch(path.as_uri())
        if counted:
            counting.append(offline.new_cdp_session(found.page))
            page_coverage.begin(counting[-1])
        found.page.goto(path.as_uri() + fragment)
        found.page.wait_for_selector("html[data-settled]")
        return found

    yield open_page
    if counted:
        ran = [page_coverage.taken(session) for session in counting]
        page_coverage.add(counted, ran)
    for session in counting:
        session.detach()
    for one in all_opened:
        one.leave()
        spare_pages.append(one.page)
    offline.clear_permissions()
