"""What a page says about itself: title, date of publication, language.

Source: the Open Graph protocol (og:title, article:published_time), DCMI Metadata Terms, schema.org, and the HTML Living
Standard (`title`, `lang`, `time`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.source.composing import one_line

if TYPE_CHECKING:
    from policygraph.source.html.tree import Element

_DATES = (
    *(
        "article:published_time",
        "og:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
    ),
    *(
        "dc.date.created",
        "dcterms.created",
        "citation_publication_date",
        "publication_date",
        "pubdate",
        "dc.date",
    ),
    *("dcterms.date", "date"),
)
_CHANGES = ("article:modified_time", "dcterms.modified")
_TITLES = ("og:title", "dc.title", "dcterms.title")
_DATE = re.compile(
    r"\s*((?:19|20)\d\d(?:[-/](?:0[1-9]|1[0-2])(?:[-/](?:0[1-9]|[12]\d|3[01]))?)?)(?!\d)"
)
_SITE = re.compile(r"\s+[|–—·»:-]\s+|\s*[|»]\s*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself: `date` in ISO 8601, `language` as declared; each empty where it says nothing."""

    title: str
    date: str
    language: str


def metadata_of(page: Element) -> Metadata:
    """What a page says about itself.

    The title is its one main heading, else what it is shared under, else its own without the site's name; the date is
    that of publication, where there is none that of the last change.

    Example:
        >>> from policygraph.source.html.tree import parse
        >>> page = b"<html lang=en><title>Harbour deal - Oltrane</title><meta name=date content=2027-05-21><p>Go."
        >>> metadata_of(parse(page, "deal.html"))
        Metadata(title='Harbour deal', date='2027-05-21', language='en')
    """
    heard = _Heard()
    for element in page.elements():
        heard.listen(element)
    return Metadata(heard.title(), heard.date(), _language(page, heard.named))


@dataclass(slots=True)
class _Heard:
    """What the elements of a page say about it: its metadata by name, dates, main headings and its own title."""

    named: dict[str, str] = field(default_factory=dict)
    dates: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    own: str = ""

    def listen(self, element: Element) -> None:
        """Takes up what one element says."""
        given = element.attributes
        if given.get("itemprop", "").lower() == "datepublished":
            date = given.get("content") or given.get("datetime", "")
            self.dates.insert(0, date)
        elif element.tag == "meta":
            content = given.get("content", "").strip()
            for key in ("property", "name", "http-equiv"):
                name = given.get(key, "").lower()
                self.named.setdefault(name, content)
        elif element.tag == "time":
            self.dates.append(given.get("datetime", ""))
        elif element.tag in {"h1", "title"}:
            self._entitle(element.tag, one_line(element.words()))

    def _entitle(self, tag: str, words: str) -> None:
        if tag == "title":
            self.own = self.own or words
        elif words:
            self.main.append(words)

    def title(self) -> str:
        """The page's title."""
        if len(set(self.main)) == 1:
            return self.main[0]
        shared = next(filter(None, map(self.named.get, _TITLES)), "")
        if one_line(shared):
            return one_line(shared)
        site = self.named.get("og:site_name", "")
        return _without_site(self.own, self.main, one_line(site))

    def date(self) -> str:
        """The day it was published, or else changed."""
        first = [self.named.get(name, "") for name in _DATES]
        last = [self.named.get(name, "") for name in _CHANGES]
        for words in (*first, *self.dates, *last):
            found = _DATE.match(words)
            if found:
                return found[1].replace("/", "-")
        return ""


def _language(page: Element, named: dict[str, str]) -> str:
    given = (
        page.attributes.get("lang")
        or page.attributes.get("xml:lang")
        or named.get("content-language", "")
    )
    code = given.strip()
    if _LANGUAGE.fullmatch(code):
        return code
    return ""


def _without_site(own: str, main: list[str], site: str) -> str:
    """A title as it is without the name of the site, before or behind it."""
    if site:
        name = re.escape(site)
        named = rf"\s*[|–—·»:-]?\s*{name}\s*$|^{name}\s*[|–—·»:-]\s*"
        own = re.sub(named, "", own) or own
    pieces: list[str] = list(filter(None, _SITE.split(own)))
    for piece in pieces:
        if piece in main:
            return piece
    return next(iter(pieces), "")
