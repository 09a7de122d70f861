"""The ontology as a page for people: one file with all that it needs, in English and Chinese.

Example:
    >>> b'<section id="Project"' in ontology_page()
    True
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policygraph.ontology_page.diagram import entity_diagram, evidence_diagram
from policygraph.ontology_page.reading import read_ontology

_HOME = Path(__file__).parent
_PAGE = "page.html"
_STYLE = "style.css"


@lru_cache(maxsize=1)
def ontology_page() -> bytes:
    """The page, in UTF-8: classes, properties and concepts with labels, definitions, examples and diagrams.

    It is HTML that is well-formed XML too, runs no script and asks for nothing.
    """
    environment = Environment(
        loader=FileSystemLoader(_HOME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template(_PAGE).render(
        ontology=read_ontology(),
        entities=entity_diagram(),
        evidence=evidence_diagram(),
        style=_style(),
        policy=ontology_policy(),
    )
    return page.encode()


def ontology_policy() -> str:
    """The Content-Security-Policy under which the page looks as it should."""
    style = _style().encode()
    digest = base64.b64encode(hashlib.sha256(style).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@lru_cache(maxsize=1)
def _style() -> str:
    return "\n" + (_HOME / _STYLE).read_text(encoding="utf-8")
