"""The functions of PDFium as Python calls them often: plain addresses for its handles, which cost less than pointers.

Only the child process imports this.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any

import pypdfium2_raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["POINTER", "pdfium", "typed"]

POINTER = ctypes.c_void_p


def typed(name: str, result: type | None, *arguments: type) -> Callable[..., Any]:
    """A function of PDFium that takes and gives addresses as integers, None for a null pointer."""
    function: Callable[..., Any] = getattr(pdfium, name)
    function.restype = result  # type: ignore[attr-defined]
    function.argtypes = arguments  # type: ignore[attr-defined]
    return function
