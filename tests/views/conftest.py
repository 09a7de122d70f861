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

    from playwright.sync_api import CDPSession, Page, Route, ViewportSize

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


@pytest.fixture
def opened(
    new_page: Callable[..., Page], tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Opened]]:
    """Opens a page's HTML from a file, the network being off; any request but for the file itself is kept."""
    counted: Path | None = request.config.getoption("--page-coverage", default=None)
    counting: list[CDPSession] = []

    def open_page(
        html: str,
        fragment: str = "",
        *,
        size: ViewportSize = WIDE,
        dark: bool = False,
    ) -> Opened:
        path = tmp_path / "page.html"
        path.write_text(html, encoding="utf-8")
        found = Opened(new_page(size=size, dark=dark, online=False))

        def judge(route: Route) -> None:
            if route.request.url.split("#")[0] == path.as_uri():
                route.continue_()
                return
            found.requests.append(route.request.url)
            route.abort()

        found.page.route(lambda url: not url.startswith(("blob:", "data:")), judge)
        found.page.on(
            "console",
            lambda message: found.complaints.append(f"{message.type}: {message.text}"),
        )
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.on(
            "dialog",
            lambda dialog: (
                found.complaints.append(f"dialog: {dialog.message}"),
                dialog.dismiss(),
            ),
        )
        if counted:
            counting.append(found.page.context.new_cdp_session(found.page))
            page_coverage.begin(counting[-1])
        found.page.goto(path.as_uri() + fragment)
        found.page.wait_for_selector("html[data-settled]")
        return found

    yield open_page
    if counted:
        ran = [page_coverage.taken(session) for session in counting]
        page_coverage.add(counted, ran)
