"""How the pages of a long PDF are shared between two processes: by the file alone, so it is read alike anywhere."""

from __future__ import annotations

PAGES_ALONE = 24
"""As many pages one process reads alone: a second one would start in vain."""


def half_of(pages: int) -> int:
    """How many pages the first process reads."""
    if pages <= PAGES_ALONE:
        return pages
    return (pages + 1) // 2


def share_of(pages: int, *, second: bool) -> range:
    """The pages that a process reads, from 0.

    Example:
        >>> share_of(10, second=False), share_of(101, second=True)
        (range(0, 10), range(51, 101))
    """
    if second:
        return range(half_of(pages), pages)
    return range(half_of(pages))
