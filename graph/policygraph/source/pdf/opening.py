"""Opening a PDF, and what it says of itself: pages, title, date, language, outline.

Only the child process imports this. Nothing is fetched and no script is run: no form environment is ever made, and
PDFium without one knows neither.

Source: PDFium's public headers fpdfview.h and fpdf_doc.h; ISO 32000-2, 7.9.4 (dates), 14.3.3 (information dictionary).
"""

from __future__ import annotations

import ctypes
import re
from functools import partial
from typing import TYPE_CHECKING

from policygraph.source.pdf.calls import POINTER, pdfium, typed
from policygraph.source.pdf.values import Bookmark, Head

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST_BOOKMARKS = 5_000
_DEEPEST = 12
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?")

_child = typed("FPDFBookmark_GetFirstChild", POINTER, POINTER, POINTER)
_sibling = typed("FPDFBookmark_GetNextSibling", POINTER, POINTER, POINTER)
_title = typed(
    "FPDFBookmark_GetTitle", ctypes.c_ulong, POINTER, POINTER, ctypes.c_ulong
)
_target = typed("FPDFBookmark_GetDest", POINTER, POINTER, POINTER)
_page_of = typed("FPDFDest_GetDestPageIndex", ctypes.c_int, POINTER, POINTER)
_meta = typed(
    "FPDF_GetMetaText",
    ctypes.c_ulong,
    POINTER,
    ctypes.c_char_p,
    POINTER,
    ctypes.c_ulong,
)
_language = typed(
    "FPDFCatalog_GetLanguage", ctypes.c_ulong, POINTER, POINTER, ctypes.c_ulong
)
_load = typed(
    "FPDF_LoadMemDocument64", POINTER, POINTER, ctypes.c_size_t, ctypes.c_char_p
)
_count = typed("FPDF_GetPageCount", ctypes.c_int, POINTER)


def open_document(address: int, size: int, password: str | None) -> tuple[int, str]:
    """The handle of the PDF in `size` bytes of memory at `address`, or 0 and why not: "password", "damaged"."""
    pdfium.FPDF_InitLibraryWithConfig(
        ctypes.byref(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    )
    handle = _load(address, size, password.encode() if password else None)
    if handle is not None:
        return handle, ""
    code = pdfium.FPDF_GetLastError()
    locked = code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}
    return 0, "password" if locked else "damaged"


def head_of(document: int) -> Head:
    """What the PDF says of itself."""
    return Head(
        _count(document),
        _string(partial(_meta, document, b"Title")),
        _date(_string(partial(_meta, document, b"CreationDate"))),
        _string(partial(_language, document)),
        tuple(_bookmarks(document)),
    )


def _string(ask: Callable[[object, int], int]) -> str:
    size = ask(None, 0)
    if size <= 2 or size > 100_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return (
        buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\0", "").strip()
    )


def _date(text: str) -> str:
    match = _DATE.match(text)
    if match:
        return "-".join(part for part in match.groups() if part)
    return ""


def _bookmarks(document: int) -> Iterator[Bookmark]:
    """The outline in order; entries seen before are not followed, for an outline may bite its own tail."""
    seen: set[int] = set()
    stack = [(_child(document, None), 1)]
    while stack and len(seen) < _MOST_BOOKMARKS:
        entry, level = stack.pop()
        if entry is None or entry in seen or level > _DEEPEST:
            continue
        seen.add(entry)
        target = _target(document, entry)
        page = _page_of(document, target) + 1 if target else 0
        yield Bookmark(_string(partial(_title, entry)), level, max(page, 0))
        stack.append((_sibling(document, entry), level))
        stack.append((_child(document, entry), level + 1))
