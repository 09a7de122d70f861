"""The values that reading a source yields: the report's text, and the parts that its layout shows, as offsets into it.

Every kind of file ends here: a PDF's geometry, the elements of a Word file or a web page, the lines of a text. What
comes later knows documents alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import Literal as OneOf

if TYPE_CHECKING:
    from policygraph.spans import Span

Role = OneOf[
    "title", "heading", "paragraph", "item", "caption", "row", "note", "contents"
]
"""What a part is: `item` is one of a list, `row` one of a table, `note` a foot- or endnote, `contents` a line of a
contents list, a list of tables or an index. Title, headings, paragraphs and items are read as prose, the others not."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table's row; `column` counts from 0 and stands for the leftmost where it spans several."""

    span: Span
    column: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the text with one role.

    `span` leaves out white space at both ends and may run over line ends and pages; `page` counts from 1 and is that
    of its beginning, 0 where the source has no pages; `level` is a heading's depth from 1, 0 where the layout does not
    say; `table` numbers the table that a row or its caption belongs to, from 1, 0 elsewhere; `cells` are a row's.
    """

    span: Span
    role: Role
    page: int = 0
    level: int = 0
    table: int = 0
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """How many lines of one kind were left out of the text on a page (0 where the source has no pages).

    `kind` is a word for people: "running head", "page number", "line number", "watermark", "menu".
    """

    page: int
    kind: str
    lines: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text with what its layout and its metadata show.

    `text` is what every later offset counts in; `parts` stand in the order of the text and do not overlap; `pages`
    holds the offset at which each page begins, empty where the source has no pages. `breaks` are stretches inside
    words that are not read: a hyphen at a line's end with the line end, a soft hyphen, a footnote's mark. `title`,
    `date` (ISO 8601) and `language` (BCP 47) are those of the metadata, or empty. `filename` is the file's own name,
    `sha256` the digest of its bytes, `media_type` what its content shows that it is. `remarks` say in words what an
    analyst must know before trusting the text ("3 of 40 pages hold no text").
    """

    filename: str
    sha256: str
    media_type: str
    text: str
    parts: tuple[Part, ...]
    pages: tuple[int, ...] = ()
    breaks: tuple[Span, ...] = ()
    title: str = ""
    date: str = ""
    language: str = ""
    furniture: tuple[Furniture, ...] = ()
    remarks: tuple[str, ...] = ()
