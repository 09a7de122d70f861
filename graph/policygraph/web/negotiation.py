"""Which of the formats that can be had a client likes best.

Source: RFC 9110, section 12.5.1 (Accept).
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/json": "json",
    "application/sparql-results+xml": "xml",
    "application/xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
}
"""Media type to format of a SELECT's answer, what we like best first."""

TRUTHS: Mapping[str, str] = {
    media: name for media, name in TABLES.items() if name in {"json", "xml"}
}
"""Media type to format of an ASK's answer."""

GRAPHS: Mapping[str, str] = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdfxml",
    "text/plain": "ntriples",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}
"""Media type to format of an RDF answer, what we like best first."""

_CHARSET = (
    "text/csv",
    "text/tab-separated-values",
    "text/turtle",
    "text/plain",
    "text/html",
)


def preferred(accept: str, offered: Mapping[str, str]) -> str:
    """The media type of `offered` that an Accept header likes best, ours first among equals; empty if none will do.

    Example:
        >>> preferred("application/rdf+xml;q=0.5, text/*", GRAPHS)
        'text/turtle'
        >>> preferred("image/png", GRAPHS)
        ''
    """
    wanted = _ranges(accept) or {"*/*": 1.0}
    ranked = [
        (quality(media, wanted), -place, media) for place, media in enumerate(offered)
    ]
    liking, _, best = max(ranked, default=(0.0, 0, ""))
    return best if liking > 0 else ""


def quality(media: str, wanted: Mapping[str, float]) -> float:
    """How much a media type is liked, 0–1, by the most specific range that covers it."""
    for candidate in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if candidate in wanted:
            return wanted[candidate]
    return 0.0


def prefers_html(accept: str) -> bool:
    """Whether a browser asks: HTML is named, and liked at least as much as any RDF or results."""
    wanted = _ranges(accept)
    html = wanted.get("text/html", 0.0)
    xhtml = wanted.get("application/xhtml+xml", 0.0)
    page = max(html, xhtml)
    others = [
        wanted[media]
        for media in (*TABLES, *GRAPHS)
        if media in wanted and media != "application/xml"
    ]
    return page > 0 and page >= max(others, default=0.0)


def with_charset(media: str) -> str:
    """The media type as a Content-Type header says it."""
    return f"{media}; charset=utf-8" if media in _CHARSET else media


def _ranges(accept: str) -> dict[str, float]:
    """Media range to quality; ranges that are no ranges are left out."""
    wanted: dict[str, float] = {}
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media.count("/") != 1:
            continue
        with contextlib.suppress(ValueError):
            wanted[media] = _weight(parameters)
    return wanted


def _weight(parameters: list[str]) -> float:
    """The quality that the parameters of a range give it.

    Raises:
        ValueError: It is no number.
    """
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            return min(max(float(value), 0.0), 1.0)
    return 1.0
