"""What the reading of a report's layout knows of English: the one module here that is particular to it.

Vocabulary for the *content* of reports stands in the ontology; these words only tell headings, sentences and dates.
"""

from __future__ import annotations

import re


def _words(listed: str) -> list[str]:
    """The words of a list that is written as a sentence is, so that it reads and sorts as one."""
    return listed.split()


CAPTIONS = frozenset({"box", "table"})
"""Heading words that may stand in the middle of running text: what comes before them is no introduction."""

TITLE_ABBREVIATIONS = frozenset(
    _words(
        "mr mrs ms mx dr prof hon rt st gen sen rep gov capt lt col sgt rev messrs mt ft pres supt "
        "e.g i.e cf viz vs approx incl esp ca al"
    )
)
"""Abbreviations that something always follows: their stop never ends a sentence."""

NUMBER_ABBREVIATIONS = frozenset(
    _words(
        "no nos sec secs art arts cl fig figs tab ch chap p pp para paras reg sch vol vols ed rs re tk ksh ush "
        "tsh shs sh ver "
        "jan feb mar apr jun jul aug sep sept oct nov dec"
    )
)
"""Abbreviations that a figure follows: before a figure their stop does not end a sentence."""

NAME_ABBREVIATIONS = frozenset(_words("co ltd inc corp bros plc pty pvt dept div est intl natl jr sr ph.d u.s u.k u.n"))
"""Abbreviations within names: their stop ends a sentence only before a word that opens one."""

STARTERS = frozenset(
    _words(
        "a after all although an and as at because before both but by during each efforts every for from he her his "
        "how however i if in it its last many more most much my next no of on once one our over she since so some such "
        "that the their then there therefore these they this those through to today tomorrow under until we what when "
        "where while who why with work you"
    )
)
"""Words that open sentences far more often than names."""

MONTHS: dict[str, int] = {
    name: number
    for number, name in enumerate(
        _words("january february march april may june july august september october november december"), 1
    )
}

OFFICES = _words(
    "mayor governor premier president chancellor minister secretary treasurer chairman chairwoman chairperson chair "
    "commissioner administrator magistrate"
)
"""The last word of the offices whose holders deliver reports."""

SALUTATION = re.compile(
    r"(?:Dear|Mr|Mrs|Madam|My|Fellow|Honou?rable|Hon[’']ble|Right|Distinguished|Respected|Esteemed|Ladies|Comrades"
    r"|Deputies|Delegates|Members|Friends|Compatriots)\b[^.!?;]{0,100}[!,:]"
)
"""A form of address with nothing behind it: it opens a speech, and tells of no task."""
