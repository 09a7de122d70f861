"""Memory that was freed, and that the system gets back.

Source: malloc_trim(3) of the GNU C library.
"""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Returns once the C library has let go of what was freed, where it is one that can be told to.

    It keeps pages that programs freed, a hundred megabytes after a long text was read, lest it ask for them again.

    Example:
        >>> give_back()
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
