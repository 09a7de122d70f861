r"""The reader of text and Markdown: what a text's lines alone tell of its layout.

The text stays as it was decoded, line for line; only the characters of furniture (running heads, page numbers, the
crumbs of a web page) are taken out of their lines, so that a sentence goes on over them. Where a tool has painted two
columns side by side, these are put one below the other, and a remark says so.

Example:
    >>> text = "Plan 2030\nWe will build the\n\nPlan 2030\nPage 2\n\nport by 2031.\n\nPlan 2030\nPage 3\n"
    >>> document = read_plain(text, filename="plan.txt", sha256="", media_type="text/plain")
    >>> [part.span.of(document.text).split() for part in document.parts if part.role == "paragraph"][-1]
    ['We', 'will', 'build', 'the', 'port', 'by', '2031.']
"""

from __future__ import annotations

from collections import Counter

from policygraph.source.model import Document, Furniture
from policygraph.source.plain.breaks import find_breaks
from policygraph.source.plain.columns import in_reading_order
from policygraph.source.plain.furniture import emptied, find_furniture, title_of
from policygraph.source.plain.lines import page_begins, split_lines
from policygraph.source.plain.notes import find_marks
from policygraph.source.plain.parts import parts_of

__all__ = ["read_plain"]

_COLUMNS = (
    "two columns stood side by side in its lines; they were put one below the other"
)


def read_plain(
    text: str,
    *,
    filename: str = "text",
    sha256: str = "",
    media_type: str = "text/plain",
) -> Document:
    """The document of a text: its lines as they are, and the parts that they make.

    Args:
        text: The decoded file.
        filename: The file's own name.
        sha256: The digest of its bytes, in hexadecimal.
        media_type: "text/plain" or "text/markdown".
    """
    ordered = in_reading_order(text)
    lines = split_lines(ordered)
    furniture = find_furniture(lines)
    counts = Counter((lines[index].page, kind) for index, kind in furniture.items())
    clean = emptied(ordered, lines, furniture)
    parts = parts_of(
        clean, split_lines(clean), [lines[index].number for index in sorted(furniture)]
    )
    notes = [part.span.of(clean) for part in parts if part.role == "note"]
    return Document(
        filename,
        sha256,
        media_type,
        clean,
        tuple(parts),
        pages=page_begins(clean),
        title=title_of(lines, furniture),
        breaks=tuple(sorted({*find_breaks(clean), *find_marks(clean, notes)})),
        furniture=tuple(
            Furniture(page, kind, count)
            for (page, kind), count in sorted(counts.items())
        ),
        remarks=(_COLUMNS,) if ordered != text else (),
    )
