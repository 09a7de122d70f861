"""What axe-core has against a page that is open in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that depend on colours; what else there is to a page is the same in the light and in the dark."""


def violations(
    page: Page, *, colours_alone: bool = False, iframes: bool = True
) -> list[tuple[str, str]]:
    """Each rule that is broken, with the first element that breaks it; of all rules, or of those on colours."""
    from axe_playwright_python.sync_playwright import Axe

    options: dict[str, Any] = {"iframes": iframes, "resultTypes": ["violations"]}
    if colours_alone:
        options["runOnly"] = {"type": "rule", "values": list(COLOURS)}
    found = Axe().run(page, options=options).response["violations"]
    return [(each["id"], each["nodes"][0]["html"]) for each in found]
