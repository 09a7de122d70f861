r"""What a Markdown file says of itself in a block between dashes at its top.

Only lines of a name and a value are read; whatever else a block holds is passed over. The block stays in the text and
is not read as prose.

Source: the front matter of Jekyll and Pandoc's ``yaml_metadata_block``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.source.model import Document, Part

_LONGEST = 20_000
_BLOCK = re.compile(
    r"---[ \t]*\r?\n((?:[^\n]*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_FIELD = re.compile(
    r"^([A-Za-z][\w -]{0,40}?)[ \t]*:[ \t]+(\S[^\n\r]*?)[ \t\r]*$", re.MULTILINE
)
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_LANGUAGES = ("lang", "language")


def with_front_matter(document: Document) -> Document:
    r"""The document with title, date and language as its front matter says them, and the block no part of the prose.

    Example:
        >>> from policygraph.source.model import Document
        >>> text = "---\ntitle: 'Harbour deal'\ndate: 2027-05-21\n---\nWe will dredge."
        >>> found = with_front_matter(Document("deal.md", "", "text/markdown", text, ()))
        >>> found.title, found.date
        ('Harbour deal', '2027-05-21')
    """
    block = _BLOCK.match(document.text[:_LONGEST])
    if not block:
        return document
    said = {name.lower(): _unquoted(value) for name, value in _FIELD.findall(block[1])}
    date = _DATE.match(said.get("date", "") or said.get("year", ""))
    languages = filter(None, map(said.get, _LANGUAGES))
    return replace(
        document,
        title=said.get("title", "") or document.title,
        date=date[0] if date else document.date,
        language=next(languages, document.language),
        parts=_behind(block.end(), document.parts),
    )


def _behind(end: int, parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.span.begin >= end)


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    if quoted:
        return value[1:-1].strip()
    return value
