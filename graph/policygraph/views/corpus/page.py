"""The page of several reports as HTML, with its script: one file that asks nobody for anything, or a server's page."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from policygraph.views.corpus.digest import digest_of
from policygraph.views.corpus.model import COUNTED
from policygraph.views.corpus.names import names_of
from policygraph.views.corpus.payload import corpus_payload
from policygraph.views.payload import as_json
from policygraph.views.render import policy_of
from policygraph.views.scripts import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from policygraph.terms import Triple
    from policygraph.views.corpus.model import Digest, Row

INDEX = "index.html"
"""The name of the page in its folder."""

_HERE = Path(__file__).parent
_PAGE = _HERE.parent / "page"
_ENTITIES = 40_000
_CHARACTERS = 4_000_000
_FEWEST = 60
_LEAST_TEXT = 4_000

_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def corpus_page(
    rows: Iterable[Row], triples_of: Callable[[Row], Iterable[Triple]], made: str = ""
) -> str:
    """The page in HTML, the reports by date and title.

    Args:
        rows: The reports.
        triples_of: Gives a report's graph; one at a time is held.
        made: What the page is made of, as `made_of` tells it; it is written into the page's head.

    Example:
        >>> from policygraph.views.corpus import Row
        >>> plan = Row("Plan", "2031", "Arden", "text", (1, 2, 3, 4, 5, 6), (), "plan.html", "plan.ttl")
        >>> "<bdi>Plan</bdi>" in corpus_page([plan], lambda row: ())
        True
    """
    listed = sorted(rows, key=lambda row: (row.date, row.title, row.page))
    script, style = _script(), _style()
    return _rendered(
        listed,
        _digests(listed, triples_of),
        made=made,
        policy=policy_of(script, style),
        style=style,
        script=script,
        ways=(),
    )


def served_page(
    rows: Iterable[Row],
    digests: Callable[[int], Iterable[tuple[str, Digest]]],
    ways: Sequence[tuple[str, str]],
) -> str:
    """The page in HTML as a server gives it: it leads to the server's pages, and asks the server for sentences.

    Args:
        rows: The reports, the `page` of each being its IRI.
        digests: Gives the digest of each report by its IRI, of at most so many entities.
        ways: What else the server has: names of pages with their addresses.

    Example:
        >>> from policygraph.views.corpus import Digest, Row
        >>> plan = Row("Plan", "2031", "Arden", "text", (1, 2, 3, 4, 5, 6), (), "urn:plan", "plan.ttl")
        >>> empty = {"urn:plan": Digest((), (), 0, 0)}
        >>> html = served_page([plan], lambda most: empty.items(), [("Questions", "/questions")])
        >>> "/report?iri=urn%3Aplan" in html, '<a href="/questions">Questions</a>' in html
        (True, True)
    """
    listed = sorted(rows, key=lambda row: (row.date, row.title, row.page))
    by_report = dict(digests(max(_ENTITIES // max(len(listed), 1), _FEWEST)))
    return _rendered(
        listed,
        (by_report[row.page] for row in listed),
        made="",
        policy=served_policy(),
        style=_style(),
        script=_served_script(),
        ways=ways,
    )


def served_policy() -> str:
    """What the page that a server gives may do: run its script, and ask the server that it came from."""
    return (
        policy_of(_served_script(), _style())
        .replace("form-action 'none'", "form-action 'self'")
        .replace("img-src data: blob:", "img-src 'self'; connect-src 'self'")
    )


def _rendered(
    rows: Sequence[Row],
    digests: Iterable[Digest],
    *,
    style: str,
    script: str,
    **more: object,
) -> str:
    """The page of rows in their order."""
    data = corpus_payload(rows, digests)
    return _TEMPLATES.get_template("corpus.html").render(
        rows=list(zip(names_of(rows), rows, strict=True)),
        counted=list(COUNTED.values()),
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704
        data=Markup(as_json(data)),  # noqa: S704 - without any "<"
        **more,
    )


def made_of(rows: Sequence[Row], digests: Iterable[str]) -> str:
    """What a page is made of, as one digest: the program's own part, what is told of the reports, and their graphs."""
    parts = [_script(), _style(), (_HERE / "corpus.html").read_text("utf-8")]
    parts += [repr(rows), *digests]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()


def _digests(
    rows: Sequence[Row], triples_of: Callable[[Row], Iterable[Triple]]
) -> Iterator[Digest]:
    """The digest of each report; however many they are, together they fit a page."""
    entities = max(_ENTITIES // max(len(rows), 1), _FEWEST)
    characters = max(_CHARACTERS // max(len(rows), 1), _LEAST_TEXT)
    for row in rows:
        yield digest_of(triples_of(row), entities=entities, characters=characters)


@cache
def _script() -> str:
    return joined(_HERE, "corpus", _PAGE)


@cache
def _served_script() -> str:
    """The same modules, but for those that a server has its own of."""
    return joined(_HERE / "served", "corpus", _HERE, _PAGE)


@cache
def _style() -> str:
    """The palette of the page of one report, and what is this page's own."""
    palette = (_PAGE / "page.css").read_text("utf-8").partition("{{dark}}")[0]
    return palette + (_HERE / "corpus.css").read_text("utf-8")
