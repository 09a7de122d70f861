"""Who delivers a report, and for which place: what the words of delivery in an opening give away.

Every pattern is bounded, so that no opening, however odd, costs more than its length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.report.dates import only
from policygraph.report.english import MONTHS, OFFICES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]{0,30}"
_PARTICLE = r"(?:bin|binti|al|de|da|dos|van|von|der|y)"
_NAME = rf"(?P<name>(?:{_CAPITAL}|[A-Z]\.)(?: (?:{_CAPITAL}|[A-Z]\.|{_PARTICLE})){{0,4}} {_CAPITAL})"
_RANK = r"(?:(?:[Aa]cting|[Dd]eputy|[Vv]ice|[Ee]xecutive|[Pp]rime|[Ff]inance|[Ff]inancial|[Cc]hief)[ -]){0,3}"
_OFFICE = rf"{_RANK}(?i:{'|'.join(OFFICES)})"
_STYLE = r"(?:(?:the |The )?(?:Rt|Right|Hon|Honou?rable|Mr|Mrs|Ms|Dr|Prof|Professor|Shri|Smt)\.? ){0,3}"
_OF = r" (?:of|for) [^.;,]{2,100}"
_DELIVERS = r"(?:deliver(?:ed|ing)|present(?:ed|ing)|tabled|gave|made|read|told)"
_KINDS = r"(?:[Rr]eport|[Ss]peech|[Aa]ddress|[Bb]udget|[Ss]tatement)"

_SPEAKERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_NAME}, (?:the )?{_OFFICE}{_OF}, {_DELIVERS}\b",
        rf"\b{_OFFICE} {_NAME},? {_DELIVERS}\b",
        rf"(?:\b(?:[Dd]elivered|[Pp]resented|{_KINDS}) by|^[Bb]y) (?:the )?{_OFFICE}(?:{_OF})?,? {_STYLE}{_NAME}",
        rf"(?:\b(?:[Dd]elivered|[Pp]resented|{_KINDS}) by|^[Bb]y) {_STYLE}{_NAME}",
        rf"^{_STYLE}{_NAME}, (?:the )?{_OFFICE}(?:{_OF})?$",
        rf"^{_OFFICE} {_NAME}$",
    )
)

_PLACE = rf"(?P<place>{_CAPITAL}(?: (?:(?:of|and) (?:the )?)?{_CAPITAL}){{0,5}})"
_LEVEL = r"(?:Municipal|Provincial|State|County|District|Regional|Prefectural|City)"
_BODY = r"(?:People[’']s )?(?:Government|Congress)"
_JURISDICTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?P<place>{_CAPITAL}(?: {_CAPITAL}){{0,3}}?) (?:Autonomous )?{_LEVEL} {_BODY}\b",
        rf"\b(?P<place>{_CAPITAL}(?: {_CAPITAL}){{0,2}}) Government Work Report\b",
        rf"\bGovernment of (?:the )?{_PLACE}",
        rf"\b(?i:mayor|governor|premier|president|treasurer|chief executive|financial secretary) of (?:the )?{_PLACE}",
    )
)
_NO_PLACE = re.compile(
    r"\b(?:Government|Senate|Council|Assembly|Congress|House|Bank|Board|Commission|University|Party|Court|State|Treasury"
    r"|Finance|Republic|Office|Union|Parliament)\b"
)
_REALM = re.compile(
    r"^(?:(?:People[’']s|Islamic|Federal|Plurinational|Socialist) )*"
    r"(?:Republic|Commonwealth|State|Province|City) of (?:the )?"
)
_RANK_OF_PLACE = re.compile(
    r"(?: (?:Zhuang|Hui|Uyghur|Uygur))?(?: (?:Special Administrative|Autonomous) Region| Province| Municipality)$"
)
_ORDINAL = re.compile(
    r"^(?:(?:The|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Thirteenth"
    r"|Fourteenth|Fifteenth|Sixteenth) )+"
)

_TELLS = re.compile(
    rf"\b{_DELIVERS} (?:[\w’'-]+ ){{0,12}}?"
    r"(?:report|speech|budget|address|statement|congress|assembly|parliament|deputies|delegates)\b"
    r"|\b(?:report|speech|budget|address|statement)\s(?:(?:was|is)\s)?(?:delivered|presented|tabled|by)\b"
    r"|\bsession of (?:[\w’'-]+ ){1,10}?(?:opened|convened|was held|met)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"\(?(?:[Dd]elivered|[Pp]resented|(?:[A-Z]\w{{0,30}} ){{0,3}}{_KINDS} by)\b.*"
    rf"|[Bb]y (?:the )?(?:{_OFFICE}\b.*|{_STYLE}{_NAME})"
    rf"|{_STYLE}(?:{_NAME.replace('<name>', '<holder>')}), (?:the )?{_OFFICE}(?:{_OF})?"
    rf"|{_OFFICE} (?:{_NAME.replace('<name>', '<person>')})"
    r"|\(?[Aa]t the [^.;]*\b(?:[Ss]ession|[Mm]eeting|[Cc]ongress|[Aa]ssembly)\b[^.;]*"
    r"|\(?(?:[A-Z][a-z]+day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    rf"(?:{'|'.join(month.title() for month in MONTHS)}) [\d, a-z]{{4,14}}\)?"
    r"|\(?(?:19|20)\d\d-\d\d-\d\d\)?|(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?"
)


def tells_of_delivery(words: str) -> bool:
    """Whether words tell that a report was delivered, or that the session that heard it opened.

    Example:
        >>> tells_of_delivery("Governor Lee told the assembly that the year was good.")
        True
    """
    return _TELLS.search(words) is not None


def is_byline(line: str) -> bool:
    """Whether a line holds nothing but when, where and by whom the report was delivered.

    Example:
        >>> is_byline("Ann Lee, Mayor of Arden"), is_byline("By widening roads, Arden will grow.")
        (True, False)
    """
    return _BYLINE.fullmatch(line) is not None


def find_speaker(passages: Iterable[str]) -> str:
    """The person with an office who delivers; the surest wording decides, and two persons in it leave it open.

    Example:
        >>> find_speaker(["Ann Lee, acting mayor of the Arden Municipal Government, delivered the report."])
        'Ann Lee'
    """
    lines = list(filter(None, passages))
    for pattern in _SPEAKERS:
        matches = _matches([pattern], lines)
        names = {match["name"] for match in matches}
        if names:
            return only(names)
    return ""


def find_jurisdiction(passages: Iterable[str]) -> str:
    """The one place whose government the passages name, as a bare name; empty if they name none or several.

    Example:
        >>> find_jurisdiction(["Delivered to the Third Arden Provincial People's Congress", "Government of Arden"])
        'Arden'
    """
    lines = list(filter(None, passages))
    matches = _matches(_JURISDICTIONS, lines)
    places = {_bare(match["place"]) for match in matches}
    places.discard("")
    return only(places)


def _matches(
    patterns: Iterable[re.Pattern[str]], lines: Sequence[str]
) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        for line in lines:
            yield from pattern.finditer(line)


def _bare(place: str) -> str:
    """The name without what kind of area it is; empty where it names a body instead of a place."""
    name = _ORDINAL.sub("", place)
    name = _REALM.sub("", name)
    name = _RANK_OF_PLACE.sub("", name)
    name = re.sub(r"[’']s?$", "", name)
    if _NO_PLACE.search(name):
        return ""
    return name
