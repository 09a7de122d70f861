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
    year = _only_year(around)
    found = {_iso(match, year) for match in _DATE.finditer(passage)}
    return only(found)


def only(found: set[str]) -> str:
    """The one text of a set; empty where there is none, or several.

    Example:
        >>> only({"2031"}), only({"2031", "2032"})
        ('2031', '')
    """
    if len(found) != 1:
        return ""
    (one,) = found
    return one


def year_of_title(title: str) -> str:
    """The only year that a title names; empty where it names none, several or a range.

    Example:
        >>> year_of_title("Budget Speech 2031"), year_of_title("The 2031-32 Budget")
        ('2031', '')
    """
    if _RANGE.search(title):
        return ""
    years = _ANY_YEAR.findall(title)
    return only(set(years))


def _only_year(passage: str) -> str:
    years = _SPOKEN_YEAR.findall(passage)
    return only(set(years))


def _iso(match: re.Match[str], spoken_year: str) -> str:
    parts = match.groupdict()
    if parts["iso"]:
        return _day(*parts["iso"].split("-"))
    year = _first(parts, "year_third", "year_last", "year_only", "han_year")
    name = _first(parts, "month_first", "month_second", "month_only")
    month = str(MONTHS[name.casefold()]) if name else parts["han_month"]
    day = _first(parts, "day_second", "day_first", "han_day")
    return _day(year or spoken_year, month, day)


def _first(parts: dict[str, str | None], *names: str) -> str:
    """The first of the named parts that was found; empty if none was."""
    for name in names:
        part = parts[name]
        if part:
            return part
    return ""


def _day(year: str, month: str, day: str) -> str:
    """The ISO form of a date; empty where the year is missing or the calendar has no such day."""
    try:
        whole = date(int(year), int(month), int(day or 1))
    except ValueError:
        return ""
    if not day:
        return f"{whole:%Y-%m}"
    return whole.isoformat()
