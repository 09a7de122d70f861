"""What the reading of a report's layout knows of English: the one module here that is particular to it.

Vocabulary for the *content* of reports stands in the ontology; these words only tell headings, sentences and dates.
"""

from __future__ import annotations

import re


def _words(listed: str) -> list[str]:
    """The words of a list that is written as a sentence is, so that it reads and sorts as one."""
    return listed.split()


CAPTIONS = frozenset({"box", "column", "table"})
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

NAME_ABBREVIATIONS = frozenset(
    _words(
        "co ltd inc corp bros plc pty pvt dept div est intl natl jr sr ph.d u.s u.k u.n"
    )
)
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
        _words(
            "january february march april may june july august september october november december"
        ),
        1,
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

TITLE_KIND = re.compile(
    r"\b(?:report|plan|outline|budget|speech|address|statement|communiqu[eé]|manifesto|strategy|programme|program"
    r"|white paper|policy paper|minutes|agenda|framework|road ?map|declaration|memorandum|blueprint|newsletter)\b",
    re.IGNORECASE,
)
"""Words in a title that say what kind of document it is the title of."""

LABEL = re.compile(
    r"(?:press|news|media)(?: (?:release|story|notice|statement))?"
    r"|(?:policy|issue|discussion|consultation|working|briefing|green|white) (?:paper|brief|note)(?: (?:no\.? ?)?\d+)?"
    r"|(?:oral |written )?statement|speech|guidance|consultation|consultation outcome|report|independent report"
    r"|research(?: and analysis)?|newsletter|blog(?: post)?|article|minutes|transcript|for immediate release"
    r"|embargoed.{0,60}|draft|final(?: version)?|version \d[\d.]*|official|public"
    r"|published|(?:last )?updated|documents|details|-*\s?ends?\s?-*|#{3,}",
    re.IGNORECASE,
)
"""A line that only says what kind of text or page this is."""

PUBLISHED = re.compile(
    r"(?:first |date )?(?:published|issued|released|posted|date|adopted|approved|endorsed|version \d[\d.]*,?)\b",
    re.IGNORECASE,
)
"""How a line begins that says when a text was published or adopted, and not when it was last changed."""

LETTERHEAD = re.compile(
    r"(?:from|to|cc|bcc|sent|date|reply-to|subject|published(?: by| on)?|(?:last )?updated|issued(?: by| on)?|released"
    r"|posted|applies to|ref(?:erence)?|document (?:no|number|reference)|contact|author|organisation|department"
    r"|adopted|approved|endorsed|version \d[\d.]*,?)"
    r"(?:\s*:|\s+(?=(?:on\s+)?(?:[A-Z][a-z]+day,?\s+)?(?:\d{1,2}\b|[A-Z][a-z]{2,8}\s\d)))",
    re.IGNORECASE,
)
"""How a line of a letter's or a page's head begins."""

ADDRESS = re.compile(
    r"(?:Dear|Mr|Mrs|Madam|Fellow|Honou?rable|Right Honou?rable|Hon|Distinguished|Respected|Esteemed|Ladies|Comrades"
    r"|Deputies|Delegates|Friends|Compatriots|My (?:dear|fellow|lords))\b[^.?;:]{0,60}"
)
"""A form of address on a line of its own, with or without the comma behind it."""

CREDIT = re.compile(
    r"(?:sources?|notes?|figure|chart|photo|picture|credit|contact|tel|e-?mail|www)\b[^.]{0,12}:",
    re.IGNORECASE,
)
"""How a line begins that says whence a table or a picture comes, or whom to ask."""

CLOSING = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|(?:kind|best|warm|with kind) (?:regards|wishes)"
    r"|respectfully(?: submitted)?|thank you(?: very much)?(?: all)?(?: for (?:your attention|listening))?)[.,!]?",
    re.IGNORECASE,
)
"""How a letter or a speech closes: what stands behind it are names."""

QUESTION = re.compile(
    r"(?:what|who|whom|whose|when|where|why|how|which|will|can|do|does|did|is|are|must|should|may)\b[^.?!]{4,80}\?$",
    re.IGNORECASE,
)
"""A question on a line of its own, as questions and answers have them for headings."""
