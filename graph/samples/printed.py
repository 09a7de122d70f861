"""PDFs as a browser prints them, with the head and foot that it adds to each page."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from samples.truth import Made
from samples.web import write_semantic

if TYPE_CHECKING:
    import random

    from samples.manuscript import Manuscript

_BROWSER = "/usr/bin/chromium"
_ADDRESS = "https://plans.vallmark.example/2029/05/plan"
_COUNTED = '<b style="float: right"><span class="pageNumber"></span>/<span class="totalPages"></span></b>'
_SMALL = "font-size: 8px; width: 100%; padding: 0 12mm"


def write_printed(manuscript: Manuscript, chance: random.Random, path: Path) -> Made:
    """A web page without its menus, printed: title and address on each page, with the page's number of how many."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as home:
        page = write_semantic(manuscript, chance, Path(home) / "page.html")
        text = page.path.read_text(encoding="utf-8").replace(
            "</head>", f"<style>{_style(chance)}</style></head>"
        )
        with sync_playwright() as play:
            shown = play.chromium.launch(
                executable_path=_BROWSER, args=["--no-sandbox"]
            )
            opened = shown.new_page()
            opened.set_content(text)
            opened.pdf(
                path=str(path),
                format=chance.choice(("A4", "Letter")),
                display_header_footer=True,
                header_template=f'<div style="{_SMALL}">{escape(manuscript.title)}</div>',
                footer_template=f'<div style="{_SMALL}">{_ADDRESS}{_COUNTED}</div>',
                margin={
                    "top": "20mm",
                    "bottom": "20mm",
                    "left": "18mm",
                    "right": "18mm",
                },
            )
            shown.close()
    return Made(path, replace(page.truth, furniture=(manuscript.title, _ADDRESS)))


def _style(chance: random.Random) -> str:
    size = chance.choice((10, 11, 12))
    return f"body {{ font: {size}pt serif }} nav, header, footer, main > aside {{ display: none }}"
