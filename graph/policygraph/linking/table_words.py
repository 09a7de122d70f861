"""What the headings, captions and units of tables say: target, result or baseline, a year, a unit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.linking.figurewords import FigureWords

TARGET = "Target"
"""What words say of figures below or beside them that are to be reached."""

RESULT = "Result"
"""What words say of figures that were reached."""

BASELINE = "Baseline"
"""What words say of figures that something starts from."""

MIXED = "Mixed"
"""What words say that compare figures: these are none of the others."""

_SAYS = {
    BASELINE: re.compile(
        r"\bbase(?:line|\s*year|\s+value)s?\b|\breference\s+(?:year|value)\b|\bstarting\s+(?:point|value)\b"
    ),
    TARGET: re.compile(
        r"\b(?:targets?|targeted|goals?|milestones?|objectives?|commitments?|planned)\b"
    ),
    RESULT: re.compile(
        r"\b(?:actuals?|results?|achieved|achievements?|attained|outturns?|observed|reali[sz]ed|reached|current(?:ly)?|latest)\b"
    ),
}
_ROLE_WORDS = re.compile(
    r"\b(?:targets?|goals?|milestones?|objectives?|baselines?|actuals?|results?|outturns?|planned|achieved|current|latest"
    r"|base|values?|levels?|years?|status|by|in|for|of|the|end|fy)\b"
)
_OTHER = re.compile(
    r"(?:no|nr|number|id|code|pages?|rank|weight|score|serial|section|chapter|sdg)\W*|#"
    r"|(?:ref|source|responsib|lead|agenc|note|remark|comment|unit|budget|cost|fund|date|deadline|timeline|time\s*frame|period)"
    r".*|.*\b(?:year|date|deadline)\W*"
)
"""Headings of columns whose cells count nothing that a caption could call a target."""

_YEAR = re.compile(r"(?<![\d/.,])(?:19|20)\d\d(?![\d]|[.,/]\d)")
_SPLIT_YEAR = re.compile(r"(?:19|20)\d\d\s?[-–/]\s?\d\d(?!\d)")
_RANGE = re.compile(r"(?:19|20)\d\d\s*(?:[-–]|to|and)\s*((?:19|20)\d\d)\b")
_BRACKET = re.compile(r"[(\[](?P<unit>[^()\[\]]{1,40})[)\]]")
_BEHIND = re.compile(r"(?:,\s*(?:in\s+)?|\bin\s+)(?P<unit>[^,]{1,40})$")


def says(words: str) -> str:
    """What words say of the figures that they head: target, result, baseline, a mixture of these, or nothing.

    Example:
        >>> [says(words) for words in ("Target 2030", "Actual", "Baseline (2020)", "Target achieved", "Region")]
        ['Target', 'Result', 'Baseline', 'Mixed', '']
    """
    folded = words.casefold()
    found = [role for role, pattern in _SAYS.items() if pattern.search(folded)]
    if BASELINE in found:
        return BASELINE
    if len(found) > 1:
        return MIXED
    return "".join(found)


def year_in(words: str) -> int | None:
    """The one year that words name, the last of a range; None where they name none, several, or a fiscal one.

    Example:
        >>> [year_in(words) for words in ("Target 2030", "2026–2030", "2025/26", "2024 and later 2026", "Goal")]
        [2030, 2030, None, None, None]
    """
    if _SPLIT_YEAR.search(words):
        return None
    found = _RANGE.search(words)
    if found:
        return int(found[1])
    years = set(_YEAR.findall(words))
    if len(years) != 1:
        return None
    return int(years.pop())


def says_no_more(words: str) -> bool:
    """Whether words say nothing but which figures and of which year: "2030 target", and no indicator."""
    rest = _ROLE_WORDS.sub(" ", _YEAR.sub(" ", words.casefold()))
    return not any(map(str.isalpha, rest))


def heads_other_things(words: str) -> bool:
    """Whether a column's heading says that its cells are numbers, pages, dates, costs or the like."""
    return _OTHER.fullmatch(words.strip().casefold()) is not None


def unit_in(words: str, known: FigureWords) -> str:
    """The unit that a heading or a caption names, as it is written behind a number; nothing where it names none.

    It stands in brackets, or at the end behind a comma or "in". A currency before its multiplier ("US$ million") is put
    behind it.

    Example:
        >>> from policygraph.linking.figurewords import figure_words
        >>> from policygraph.vocabulary import load_vocabulary
        >>> known = figure_words(load_vocabulary())
        >>> [unit_in(words, known) for words in ("Ships (%)", "Cost, in US$ million", "Ships (see note)")]
        ['%', 'million US$', '']
    """
    for found in (*_BRACKET.finditer(words), *_BEHIND.finditer(words)):
        unit = plain_unit(found["unit"], known)
        if unit:
            return unit
    return ""


def plain_unit(words: str, known: FigureWords) -> str:
    """A unit as it is written behind a number, if some words are one; nothing where they are none."""
    unit = words.strip().removeprefix("in ").strip()
    currency = known.currency(unit)
    if currency:
        sign = unit[: currency.length]
        rest = unit[currency.length :].strip()
        if rest and known.multiplier(rest):
            return f"{rest} {sign}"
        return unit
    if known.unit(unit) or known.multiplier(unit):
        return unit
    return ""
