"""Full text for programs: the sentences that have some words, as JSON, a page of them at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policygraph.errors import ParameterError
from policygraph.queries.reports import reports_named
from policygraph.web.requests import RefusedRequestError, Reply

if TYPE_CHECKING:
    from collections.abc import Collection

    from policygraph.fulltext import Found, Hit
    from policygraph.queries import LocalGraph
    from policygraph.web.limits import Limits
    from policygraph.web.requests import Request

HITS = 20
"""How many sentences a page has."""

_MOST_LETTERS = 200
_MOST_PAGES = 10_000
_JSON = "application/json; charset=utf-8"


def sentences(request: Request, graph: LocalGraph, _: Limits) -> Reply:
    """The sentences that have all of the words of `q`; `page` counts from 1.

    Where `report` is given, once or several times, they are those of these reports alone.

    Raises:
        RefusedRequestError: There are no words or too many, the page is no number, or no report bears the name.
    """
    given = request.parameters
    page = page_in(given.get("page", ""))
    words = given.get("q", "").strip()
    reports = [
        value.strip() for name, value in request.fields if name == "report" and value
    ]
    if not words or len(words) > _MOST_LETTERS:
        raise RefusedRequestError(
            400, f"q has {len(words):,} letters; send 1 to {_MOST_LETTERS}"
        )
    if not _has_words(words):
        raise RefusedRequestError(
            400, f"q='{words}' has no words; send letters or digits, such as rail*"
        )
    found = found_in(graph, words, reports, page)
    answer = {
        "q": words,
        "report": reports[0] if len(reports) == 1 else reports or "",
        "page": page,
        "pages": pages_of(found),
        "total": found.total,
        "hits": [_told(hit) for hit in found.hits],
    }
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
    return Reply(200, body, {"Content-Type": _JSON})


def found_in(
    graph: LocalGraph, words: str, reports: Collection[str], page: int
) -> Found:
    """A page of sentences, of some reports alone where any is named.

    Raises:
        RefusedRequestError: No report bears one of the names, or several do.
    """
    try:
        iris = reports_named(graph, reports)
    except ParameterError as error:
        raise RefusedRequestError(400, str(error)) from error
    return graph.store.search(words, iris, skip=(page - 1) * HITS, most=HITS)


def _has_words(text: str) -> bool:
    """Whether there is anything to look up in a text, and not signs alone."""
    from policygraph.fulltext.words import wanted_in

    return bool(wanted_in(text))


def page_in(text: str) -> int:
    """The number of a page.

    Raises:
        RefusedRequestError: It is none.
    """
    if not text:
        return 1
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(_MOST_PAGES)):
        raise RefusedRequestError(400, f"page='{text}' is no page; send 1 or more")
    if not 1 <= int(text) <= _MOST_PAGES:
        raise RefusedRequestError(400, f"page={text} is none of 1 to {_MOST_PAGES:,}")
    return int(text)


def pages_of(found: Found) -> int:
    """How many pages there are."""
    return -(-found.total // HITS)


def _told(hit: Hit) -> dict[str, Any]:
    return {
        "sentence": hit.sentence,
        "report": hit.report,
        "title": hit.title,
        "begin": hit.begin,
        "sourcePage": hit.page,
        "text": hit.text,
        "marks": hit.marks,
    }
