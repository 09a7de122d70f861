"""The words that somebody may have meant.

Source: RapidFuzz, `process.extract` with `fuzz.ratio`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 70.0
_SHOWN = 3


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question to append to a message, or nothing where no known word is near.

    Example:
        >>> did_you_mean("project", ["projects", "places"])
        "; did you mean 'projects'?"
        >>> did_you_mean("zzz", ["projects"])
        ''
    """
    near = nearest(word, known)
    return f"; did you mean {' or '.join(repr(name) for name in near)}?" if near else ""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """At most three of the known words, the nearest first, compared without regard to case."""
    from rapidfuzz import fuzz, process

    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    folded = word.casefold()
    inside = sorted(
        (name for name in by_folded if folded in name),
        key=lambda name: (len(name), name),
    )
    found = process.extract(
        folded, list(by_folded), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_SHOWN
    )
    close = [name for name, _, _ in found]
    return [by_folded[name] for name in dict.fromkeys(close + inside)][:_SHOWN]
