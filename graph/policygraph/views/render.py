"""From a network to one self-contained HTML page: no request, no markup out of data, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.collecting import uncollected
from policygraph.views.model import VIEWS, Network, Start
from policygraph.views.payload import as_json, payload
from policygraph.views.scripts import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGE = Path(__file__).parent / "page"
_BLANK = re.compile(r"\{\{(\w+)\}\}")
_DARK = re.compile(
    r"@media \(prefers-color-scheme: dark\) \{ :root:not\(\[data-theme=\"light\"\]\) (\{.*?\}) \}",
    re.DOTALL,
)


class Page(str):
    """The HTML of a page; in a notebook it shows itself in a frame of its own.

    Example:
        >>> Page("<p>Hello</p>")._repr_html_()[:28]
        '<iframe title="policygraph" '
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        frame = 'sandbox="allow-scripts allow-downloads allow-popups" style="width:100%;height:760px;border:0"'
        return f'<iframe title="policygraph" {frame} srcdoc="{html.escape(self)}"></iframe>'


@uncollected()
def render(
    network: Network,
    start: Start | None = None,
    *,
    notes: Sequence[str] = (),
) -> Page:
    """One page that shows the network.

    Args:
        network: What the page holds.
        start: What it shows first; the overview unless given.
        notes: What a reader should know of how well the report was read; they stand at the foot.

    Example:
        >>> page = render(Network("Empty"))
        >>> page.startswith("<!doctype html>"), "://" in page.split("<body>")[0]
        (True, False)
    """
    shown = payload(network, start or Start())
    script = _script()
    style = _style()
    foot = ""
    if notes:
        told = html.escape("; ".join(notes))
        foot = f'<footer id="notes">{told}</footer>'
    values = {
        "policy": policy_of(script, style),
        "title": html.escape(network.title, quote=True),
        "style": style,
        "notes": foot,
        "network": as_json(shown),
        "script": f"<script>{script}</script>",
    }
    filled = _BLANK.sub(lambda found: values[found[1]], _text("page.html"))
    return Page(filled)


@cache
def _text(name: str) -> str:
    return (_PAGE / name).read_text(encoding="utf-8")


@cache
def _script() -> str:
    """The page's modules, joined."""
    return joined(_PAGE, "app")


@cache
def _style() -> str:
    """The style sheets, the dark palette also standing for readers who choose it by hand."""
    sheet = _text("page.css") + _text("drawing.css")
    dark = _DARK.search(sheet)
    by_hand = f':root[data-theme="dark"] {dark[1]}' if dark else ""
    return sheet.replace("{{dark}}", by_hand)


def policy_of(script: str, style: str) -> str:
    """What the page may do: run this script and no other, and ask nobody for anything."""
    return (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


__all__ = ["VIEWS", "Page", "render"]
