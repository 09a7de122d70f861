"""A page that is open in the browser, and what tests ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import (
        ConsoleMessage,
        Dialog,
        Error,
        Page,
        Route,
        ViewportSize,
    )

WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 844}


@dataclass
class Opened:
    """A page that is open, with all that it asked for and complained of so far."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, own: str) -> None:
        """Keeps what the page asks for besides its own file, which it does not get, and what it complains of."""
        self.page.route(
            lambda url: (
                not url.startswith(("blob:", "data:", f"{own}#")) and url != own
            ),
            self._refuse,
        )
        self.page.on("console", self._hear)
        self.page.on("pageerror", self._note_error)
        self.page.on("dialog", self._dismiss)

    def leave(self) -> None:
        """Empties the page and hears no more of it."""
        self.page.remove_listener("console", self._hear)
        self.page.remove_listener("pageerror", self._note_error)
        self.page.remove_listener("dialog", self._dismiss)
        self.page.unroute_all()
        self.page.emulate_media(media="screen")
        self.page.goto("about:blank")

    def _refuse(self, route: Route) -> None:
        self.requests.append(route.request.url)
        route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        self.complaints.append(f"{message.type}: {message.text}")

    def _note_error(self, error: Error) -> None:
        self.complaints.append(str(error))

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def state(self, name: str) -> object:
        """One value of the page's state, sets as sorted lists."""
        return self.page.evaluate(
            "name => { const v = policygraph.state[name]; return v instanceof Set ? [...v].sort() : v; }",
            name,
        )

    def place(self, key: str) -> tuple[float, float]:
        """Where a node of the drawing stands in the window."""
        x, y = self.page.evaluate(
            """key => {
                const {scene, renderer} = policygraph;
                const box = document.getElementById('stage').getBoundingClientRect();
                const one = scene.nodes[scene.at.get(key)], at = renderer.camera(), size = renderer.size();
                const [x, y] = [(one.x - at.x) * at.k, (one.y - at.y) * at.k];
                return [box.x + x + size.width / 2, box.y + y + size.height / 2];
            }""",
            key,
        )
        return float(x), float(y)

    def click(self, key: str) -> None:
        """Clicks on a node of the drawing, once it stands still."""
        self.rest()
        self.page.mouse.click(*self.place(key))

    def double_click(self, key: str) -> None:
        """Clicks twice on a node of the drawing, once it stands still."""
        self.rest()
        self.page.mouse.dblclick(*self.place(key))

    def drawn(self) -> list[str]:
        """The keys of all nodes in the drawing."""
        keys: list[str] = self.page.evaluate(
            "policygraph.scene.nodes.map(one => one.key)"
        )
        return keys

    def until(self, expression: str, *, seconds: float = 60) -> None:
        """Waits until an expression holds; the page's policy forbids the strings that Playwright's own wait sends."""
        for _ in range(int(seconds * 20)):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"never came true: {expression}")

    def rest(self) -> None:
        """Waits until the page has drawn what it was told to, by the page's own clock, however slow the machine is.

        A drawing that moves is drawn anew with its labels 140 ms after its last move; what is timed in the page later
        than that comes after it.
        """
        self.page.evaluate(
            """async () => {
                await new Promise(done => setTimeout(done, 150));
                for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
            }"""
        )

    def check_quiet(self) -> None:
        """Nothing was asked of anybody and nothing went wrong."""
        assert self.requests == []
        assert self.complaints == []
