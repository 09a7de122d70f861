"""The process that reads one PDF: told on its command line how, it takes the file on its standard input.

It writes a line of JSON for the document, then one for each page, and keeps no page longer than that. What it can take
of the machine is limited before the library is loaded: a hostile file costs this process, never the one that waits.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import json
import math
import mmap
import os
import sys
from typing import TYPE_CHECKING

from policygraph.source.pdf.calls import POINTER, pdfium, typed
from policygraph.source.pdf.glyphs import Frame, GlyphReader
from policygraph.source.pdf.opening import head_of, open_document
from policygraph.source.pdf.page import as_painted, lay_out
from policygraph.source.pdf.regions import Gutters
from policygraph.source.pdf.sharing import share_of
from policygraph.source.pdf.strokes import read_strokes
from policygraph.source.pdf.values import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNREADABLE = "unreadable page"
_MOST_LOST = 1_000
"""A file may say that it has any number of pages; where so many are not there, it is damaged."""

_load_page = typed("FPDF_LoadPage", POINTER, POINTER, ctypes.c_int)
_close_page = typed("FPDF_ClosePage", None, POINTER)
_load_text = typed("FPDFText_LoadPage", POINTER, POINTER)
_close_text = typed("FPDFText_ClosePage", None, POINTER)
_bounding_box = typed("FPDF_GetPageBoundingBox", ctypes.c_int, POINTER, POINTER)


def main() -> None:
    """Read pages of the PDF on standard input.

    Arguments: bytes of address space, processor seconds, those that each page adds, 1 for the second half of the pages.
    """
    memory = int(sys.argv[1])
    second = sys.argv[4] == "1"
    seconds, seconds_a_page = map(float, sys.argv[2:4])
    _limit(memory)
    _limit_time(seconds)
    gc.disable()  # what is made of a page holds no cycles, and looking for them takes a tenth of the time
    password = os.environ.get("POLICYGRAPH_PDF_PASSWORD")
    with mmap.mmap(sys.stdin.fileno(), 0, access=mmap.ACCESS_COPY) as content:
        view = (ctypes.c_char * len(content)).from_buffer(content)
        document, reason = open_document(
            ctypes.addressof(view), len(content), password or None
        )
        if not document:
            _say({"refused": reason})
            return
        head = head_of(document)
        _limit_time(seconds + seconds_a_page * head.pages)
        _say(head)
        lost = 0
        for page in _pages(document, share_of(head.pages, second=second)):
            _say(page)
            lost += _UNREADABLE in page.dropped
            if lost > _MOST_LOST:
                _say({"refused": "damaged"})
                return
        _say({"end": True})
        sys.stdout.flush()
        # The library would only free what the system takes back at once, and a damaged file can crash it there.
        os._exit(0)


def _pages(document: int, numbers: range) -> Iterator[Page]:
    reader = GlyphReader()
    gutters = Gutters()
    rectangle = pdfium.FS_RECTF()
    for index in numbers:
        page = _load_page(document, index)
        if page is None:
            yield Page(index + 1, 0, 0, (), {_UNREADABLE: 1}, 0, 0)
            continue
        text = _load_text(page)
        _bounding_box(page, ctypes.byref(rectangle))
        frame = Frame(
            rectangle.left,
            rectangle.top,
            rectangle.right - rectangle.left,
            rectangle.top - rectangle.bottom,
        )
        glyphs = reader.read(text, frame)
        strokes = read_strokes(page, frame, glyphs.turn)
        _close_text(text)
        _close_page(page)
        shape = frame.turned(glyphs.turn)
        size = (shape.width, shape.height)
        try:
            yield lay_out(index + 1, size, glyphs, strokes, gutters)
        except (ArithmeticError, LookupError, ValueError):
            yield as_painted(index + 1, size, glyphs)


def _limit(memory: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Let the system end the process when it has computed for so long, however long others kept it waiting."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds) + 1, most))


def _say(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=True, separators=(",", ":")))
    sys.stdout.write("\n")
