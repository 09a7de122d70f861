"""What several test files share: the annotated reports where there are some, the seed's graph, the command line."""

from __future__ import annotations

import contextlib
import fcntl
import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from project import ROOT, SECOND_SEED, SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

    from policygraph.pipeline import BuiltGraph
    from project import Run


# The tests start hundreds of Python processes. Where an environment forbids keeping bytecode, each would compile the
# package anew, which no user's does.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(
    "any machine"
)  # how long a busy machine takes says nothing of the code

CHROMIUM = Path("/usr/bin/chromium")
WINDOW: ViewportSize = {"width": 1280, "height": 800}
PATIENCE = 120_000
"""Milliseconds that a busy machine gets for one step of a page; it only bounds how long a broken one hangs."""
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts first what takes long; all else keeps the order that was drawn."""
    items.sort(key=lambda item: item.get_closest_marker("lengthy") is None)


def pytest_collection_finish() -> None:
    """Keeps Python from looking for garbage among all that was imported, again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium that can reach nothing but this machine, one for the whole session."""
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(
                f"{CHROMIUM} is missing, and under CI the browser tests must run"
            )
        pytest.skip(f"{CHROMIUM} is missing")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM), headless=True, args=list(_ARGUMENTS)
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> dict[bool, BrowserContext]:
    """Two profiles for the whole session, without and with a network: one for each page would double what it costs.

    A page stays open in each, lest the process that draws pages end with the last one.
    """
    found = {
        online: browser.new_context(offline=not online, accept_downloads=True)
        for online in (False, True)
    }
    for profile in found.values():
        profile.set_default_timeout(PATIENCE)
        profile.new_page()
    return found


@pytest.fixture
def new_page(profiles: dict[bool, BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Opens an empty page of a size, dark or light, that reaches servers or nothing; all are gone after the test."""
    pages: list[Page] = []

    def open_page(
        *,
        size: ViewportSize = WINDOW,
        dark: bool = False,
        online: bool = True,
    ) -> Page:
        page = profiles[online].new_page()
        pages.append(page)
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="dark" if dark else "light")
        return page

    yield open_page
    for page in pages:
        page.close()
    for profile in profiles.values():
        profile.clear_permissions()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of annotated development reports; a test that needs it is skipped where there is none."""
    home = os.environ.get("POLICYGRAPH_SHARED")
    if not home:
        pytest.skip("POLICYGRAPH_SHARED is not set")
    return Path(home)


@pytest.fixture(scope="session")
def seed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the seed's graph and page; nobody writes into it."""
    return _built_once(SEED, tmp_path_factory)


@pytest.fixture(scope="session")
def second_seed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the second seed's graph and page; nobody writes into it."""
    return _built_once(SECOND_SEED, tmp_path_factory)


def _built_once(report: Path, factory: pytest.TempPathFactory) -> Path:
    """The folder into which the first of the processes that run the tests builds a report; the others find it there."""
    from policygraph.building import build_files

    home = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        home = home.parent
    out = home / report.stem / "out"
    with (home / f"{report.stem}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (outcome,) = build_files([report], out)
    assert outcome.error is None
    return out


@pytest.fixture(scope="session")
def seed_graph(seed_folder: Path) -> Path:
    """The seed's Turtle."""
    return seed_folder / "chongqing-2017.ttl"


@pytest.fixture(scope="session")
def seed_built() -> BuiltGraph:
    """The seed with all that was read from it."""
    from policygraph.pipeline import build_graph

    return build_graph(SEED)


@pytest.fixture(scope="session")
def policygraph() -> Run:
    """Runs the command line in this process, in a folder that can be given; an error that is no message is raised."""
    from typer.testing import CliRunner

    from policygraph.cli.app import app

    def run(
        *arguments: str | Path, cwd: Path | None = None, stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        with contextlib.chdir(cwd or Path.cwd()):
            result = CliRunner().invoke(
                app, [str(argument) for argument in arguments], input=stdin
            )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return subprocess.CompletedProcess(
            arguments, result.exit_code, result.stdout, result.stderr
        )

    return run


@pytest.fixture(scope="session")
def process() -> Run:
    """Runs the command line as a process of its own, in a folder and an environment that can be given."""

    def run(
        *arguments: str | Path,
        cwd: Path | None = None,
        stdin: str = "",
        **environment: str,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "policygraph", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT / "graph"), **environment},
            input=stdin,
            text=True,
            capture_output=True,
            check=False,
            timeout=300,
        )

    return run
