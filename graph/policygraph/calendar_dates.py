"""Years, months and days in ISO 8601 that there are."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_FIRST_DAY = "0000-01-01"


def is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day of the calendar.

    Example:
        >>> [text for text in ("2031", "2031-05", "2031-05-21", "2031-02-30", "0000", "٢٠٣١") if is_date(text)]
        ['2031', '2031-05', '2031-05-21']
    """
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + _FIRST_DAY[len(text) :])
    except ValueError:
        return False
    return True
