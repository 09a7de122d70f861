"""Dates in a report's opening, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date

from policygraph.report.english import MONTHS

_MONTH = "(?:" + "|".join(MONTHS) + ")"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""
      \b(?P<iso>{_YEAR}-[01]\d-[0-3]\d)\b
    | \b(?P<month_first>{_MONTH})\s(?P<day_second>{_DAY})(?:st|nd|rd|th)?(?:,?\s(?P<year_third>{_YEAR}))?\b
    | \b(?P<day_first>{_DAY})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month_second>{_MONTH})(?:,?\s(?P<year_last>{_YEAR}))?\b
    | \b(?P<month_only>{_MONTH}),?\s(?P<year_only>{_YEAR})\b
    | (?P<han_year>{_YEAR})年(?P<han_month>\d{{1,2}})月(?:(?P<han_day>\d{{1,2}})日)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SPOKEN_YEAR = re.compile(rf"\b[Ii]n ({_YEAR})\b")
_ANY_YEAR = re.compile(rf"(?<![\d-])({_YEAR})(?![\d-]|/\d)")
_RANGE = re.compile(rf"{_YEAR}\s?[-–—/]\s?\d")


def find_date(passage: str, around: str) -> str:
    """The one date that a passage gives: day, or month; empty if it gives none or several.

    Args:
        passage: Where the date is looked for.
        around: Where the year is looked for if the date lacks it: the only one named with "in".

    Example:
        >>> find_date("On May 3rd the assembly opened.", "On May 3rd the assembly opened. In 2031 we will build.")
        '2031-05-03'
        >>> find_date("Presented in March 2031", "")
        '2031-03'
    """
    found = {_iso(match, _only_year(around)) for match in _DATE.finditer(passage)}
    return found.pop() if len(found) == 1 else ""


def year_of_title(title: str) -> str:
    """The only year that a title names; empty where it names none, several or a range.

    Example:
        >>> year_of_title("Budget Speech 2031"), year_of_title("The 2031-32 Budget")
        ('2031', '')
    """
    years = set(_ANY_YEAR.findall(title))
    return years.pop() if len(years) == 1 and not _RANGE.search(title) else ""


def _only_year(passage: str) -> str:
    years = set(_SPOKEN_YEAR.findall(passage))
    return years.pop() if len(years) == 1 else ""


def _iso(match: re.Match[str], spoken_year: str) -> str:
    parts = match.groupdict()
    if parts["iso"]:
        return _day(*parts["iso"].split("-"))
    year = (
        _first(parts, "year_third", "year_last", "year_only", "han_year") or spoken_year
    )
    name = _first(parts, "month_first", "month_second", "month_only")
    month = str(MONTHS[name.casefold()]) if name else parts["han_month"]
    return _day(year, month, _first(parts, "day_second", "day_first", "han_day"))


def _first(parts: dict[str, str | None], *names: str) -> str:
    """The first of the named parts that was found; empty if none was."""
    return next((part for name in names if (part := parts[name])), "")


def _day(year: str, month: str, day: str) -> str:
    """The ISO form of a date; empty where the year is missing or the calendar has no such day."""
    try:
        whole = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    return whole.isoformat() if day else whole.isoformat()[:7]
