"""What the reading of a source knows of English: the words and numerals of headings."""

from __future__ import annotations

import re


def _words(listed: str) -> list[str]:
    """The words of a list that is written as a sentence is, so that it reads and sorts as one."""
    return listed.split()


HEADING_WORDS: dict[str, int] = {
    "volume": 0,
    "book": 0,
    "part": 1,
    "annex": 1,
    "appendix": 1,
    "division": 2,
    "chapter": 3,
    "section": 4,
    "article": 4,
    "pillar": 5,
    "priority": 5,
    "goal": 5,
    "theme": 5,
    "component": 5,
    "objective": 5,
    "strategic objective": 5,
    "key task": 5,
    "task": 6,
    "specific objective": 6,
    "box": 7,
    "column": 7,
    "table": 7,
}
"""Words that a number follows in a heading, with their rank: a lower one encloses a higher one."""

_UNITS = _words(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = _words("twenty thirty forty fifty sixty seventy eighty ninety")

NUMBER_WORDS: dict[str, int] = {
    **{word: value for value, word in enumerate(_UNITS, 1)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS, strict=True)},
    **{
        f"{ten}-{unit}": value + extra
        for value, ten in zip(range(20, 100, 10), _TENS, strict=True)
        for extra, unit in enumerate(_UNITS[:9], 1)
    },
}
"""Number words as headings use them ("Part Seven")."""

OPENERS = frozenset(
    _words(
        "The We Our This These Those It In By To All There They He She A An For Under From As Since"
    )
)
"""Words that open a sentence behind a heading's title in one line."""

MINOR_WORDS = frozenset(
    _words(
        "a an and as at but by for from in into nor of on or per than that the to under upon via with which will"
    )
)
"""Words that no title ends with."""

_LEADING_ELSEWHERE = (
    r"skip to (?:main )?content|(?:view|read) this (?:e-?mail|newsletter) in your browser|back to top|menu|search",
    r"(?:share|print|save|e-?mail|download) this (?:page|article)|cookies?(?: policy| settings)?|unsubscribe",
    r"is this page useful\??|show all|sign up|log ?in|report a problem with this page",
    r"(?:read|find out|learn) more(?:\s*[:>»→].*)?",
    r"you (?:are )?receiv(?:e|ing) this (?:e-?mail|newsletter) because\b.*",
)
MENU = re.compile(rf"(?:{'|'.join(_LEADING_ELSEWHERE)})[.!]?", re.IGNORECASE)
"""Lines of web pages and mails that lead elsewhere and say nothing."""

LINKS = re.compile(r"[^|.!?]{2,30}(?:\s\|\s[^|.!?]{2,30}){2,8}")
"""Links side by side."""

NOTES = re.compile(
    r"(?:foot|end)notes|notes (?:to|for) (?:the )?editors?|references|bibliography|literature|works cited",
    re.IGNORECASE,
)
"""What stands above notes that are counted in a list of their own."""
