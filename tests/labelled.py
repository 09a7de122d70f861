"""Where an offset that was counted in a passage's file lies in its report, which has lost its running heads."""

from __future__ import annotations

from training.gold import GOLD


def offset_in(text: str, passage: str, begin: int) -> int:
    """The offset in a report's text of what begins at an offset of the passage's file, line for line."""
    before = (GOLD / f"{passage}.txt").read_text(encoding="utf-8")[:begin]
    lines = text.split("\n")[: before.count("\n")]
    return sum(len(line) + 1 for line in lines) + len(before) - (before.rfind("\n") + 1)
