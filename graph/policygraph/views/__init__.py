"""Views: a graph as one self-contained page that begins with a question or a name and never loses a sentence.

Data flows one way: triples (`reading`, `statements`) → a `Network` → coordinates (`layout`) → JSON (`payload`) → HTML
(`render`), which draws on a canvas.

Example:
    >>> from policygraph.views import view_page
    >>> view_page([], view="tasks").count("<script")
    2
"""

from policygraph.views.model import VIEWS, Network, Start
from policygraph.views.pyvis_drawing import pyvis_network, pyvis_page
from policygraph.views.reading import read_network
from policygraph.views.render import Page, render
from policygraph.views.statements import read_statements
from policygraph.views.view import (
    page,
    page_of_triples,
    pyvis_view,
    view_page,
    write_view,
)

__all__ = [
    "VIEWS",
    "Network",
    "Page",
    "Start",
    "page",
    "page_of_triples",
    "pyvis_network",
    "pyvis_page",
    "pyvis_view",
    "read_network",
    "read_statements",
    "render",
    "view_page",
    "write_view",
]
