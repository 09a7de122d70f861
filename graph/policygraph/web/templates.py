"""The pages' templates, escaped by default, and the policies that say what may run in a page."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from policygraph.queries.tables import shown
from policygraph.web.words import chinese, in_words, phrase

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""The Content-Security-Policy of every page that does not bring its own."""

EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The one of the page with the editor, which styles its lines one by one."""

WAYS = (
    ("policygraph", "/"),
    ("Reports", "/reports"),
    ("Questions", "/questions"),
    ("Compare", "/compare"),
    ("SPARQL", "/editor"),
    ("Ontology", "/ontology"),
)
"""The pages that every page leads to, each with its address; the first bears the name of the program."""

HTML = "text/html; charset=utf-8"

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_TEMPLATES.filters["shown"] = shown
_TEMPLATES.filters["in_words"] = in_words
_TEMPLATES.globals |= {"phrase": phrase, "chinese": chinese, "ways": WAYS}


def rendered(template: str, **context: object) -> bytes:
    """The page that a template makes, in UTF-8."""
    return _TEMPLATES.get_template(template).render(**context).encode()


def load_templates() -> None:
    """Compiles all templates, so that a process that can open nothing has them."""
    for name in _TEMPLATES.list_templates():
        _TEMPLATES.get_template(name)
