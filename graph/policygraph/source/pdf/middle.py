"""The middle of some values, for a process that starts without the library of statistics."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def median(values: Iterable[float]) -> float:
    """The value in the middle, or between the two that are.

    Example:
        >>> median([4, 1, 3]), median([1, 2, 3, 10])
        (3, 2.5)
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    return (
        ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
    )
