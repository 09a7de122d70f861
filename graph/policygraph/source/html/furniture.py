"""What of a page is not the report: menus, crumbs, banners, side columns, feet, and what is hidden.

An element goes by its tag, its role and the words in its class and id; one that holds the main heading or half of the
page's text never goes by those words, since pages call their outermost boxes anything. A list of links to other pages
is a menu, whatever it is called.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.source.html.tree import Element

_TAGS = frozenset(
    (
        "nav",
        "footer",
        "aside",
        "form",
        "dialog",
        "select",
        "textarea",
        "menu",
        "fieldset",
        "datalist",
    )
)
_ROLES = frozenset(
    (
        *(
            "navigation",
            "banner",
            "contentinfo",
            "complementary",
            "search",
            "dialog",
            "alertdialog",
            "alert",
            "menu",
        ),
        *("menubar", "tablist", "toolbar", "status"),
    )
)
_WORDS = frozenset(
    (
        *(
            "breadcrumb",
            "breadcrumbs",
            "crumb",
            "crumbs",
            "cookie",
            "cookies",
            "consent",
            "gdpr",
            "navbar",
        ),
        *(
            "navigation",
            "nav",
            "menu",
            "sidebar",
            "footer",
            "share",
            "sharing",
            "social",
            "related",
            "pagination",
        ),
        *(
            "pager",
            "skip",
            "skiplink",
            "toolbar",
            "newsletter",
            "subscribe",
            "comments",
            "login",
            "search",
            "masthead",
        ),
        *(
            "promo",
            "advert",
            "ads",
            "advertisement",
            "popup",
            "modal",
            "feedback",
            "topbar",
            "print",
        ),
    )
)
_NEVER = frozenset(
    (
        "body",
        "main",
        "article",
        "html",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "thead",
        "tbody",
    )
)
_MENUS = frozenset(("ul", "ol", "dl", "table", "div", "p", "td", "section", "center"))
_PARTED = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SEEN_BY_NONE = frozenset(
    ("visually-hidden", "sr-only", "screen-reader-text", "visuallyhidden")
)
_CRUMBS = re.compile(r"[^>›»/→|]{1,80}(?:[>›»/→|][^>›»/→|]{1,80}){2,8}")
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)|copyright\b)", re.IGNORECASE)
_LINKS = 0.85
_FEW_LINKS = 3
_SHORT = 60
_SHORT_LABEL = 30
_LINE = 200
_LONG_LINE = 600


def is_hidden(element: Element) -> bool:
    """Whether an element is not shown.

    Example:
        >>> from policygraph.source.html.tree import Element
        >>> is_hidden(Element("p", {"hidden": ""})), is_hidden(Element("p", {}))
        (True, False)
    """
    attributes = element.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(attributes.get("style", "")))
        or not _SEEN_BY_NONE.isdisjoint(attributes.get("class", "").split())
    )


def is_furniture(element: Element, total: int, *, inside: bool = False) -> bool:
    """Whether an element is a menu, a foot or something else that is not the report's text.

    Args:
        element: An element of the page.
        total: The number of characters that the page has.
        inside: Whether it stands within the article, where an aside is a box of it.

    Example:
        >>> from policygraph.source.html.tree import Element
        >>> is_furniture(Element("div", {"class": "siteNav"}, size=9), 99), is_furniture(Element("p", {}, size=9), 99)
        (True, False)
    """
    if element.tag in _NEVER or not element.size:
        return False
    if inside and element.tag == "aside":
        return _is_named(element) or _is_linked(element)
    return _is_menu_or_foot(element, is_small=2 * element.size <= total)


def _is_menu_or_foot(element: Element, *, is_small: bool) -> bool:
    """Whether an element outside the article's own boxes is furniture by its tag, its name or its looks."""
    if _is_tagged(element):
        return is_small or element.linked > _LINKS * element.size
    if is_small and _is_called_so(element):
        return True
    return _looks_so(element)


def _looks_so(element: Element) -> bool:
    return _is_menu(element) or _is_line(element)


def _is_linked(element: Element) -> bool:
    return 2 * element.linked > element.size


def _is_tagged(element: Element) -> bool:
    if element.tag in _TAGS:
        return True
    return element.attributes.get("role", "") in _ROLES


def _is_called_so(element: Element) -> bool:
    """Whether an element without the page's title is a header, or named as furniture."""
    if element.has_title:
        return False
    return element.tag == "header" or _is_named(element)


def _is_named(element: Element) -> bool:
    """Whether a word of its classes, or the whole of its id, says that an element is furniture."""
    classes, name = (
        element.attributes.get("class", ""),
        element.attributes.get("id", ""),
    )
    words = {word.lower() for word in _PARTED.findall(classes)} if classes else set()
    if not _WORDS.isdisjoint(words):
        return True
    return name.lower() in _WORDS


def _is_menu(element: Element) -> bool:
    """Whether an element is a list of short links, most of them to other pages."""
    if (
        element.tag not in _MENUS
        or element.links < _FEW_LINKS
        or element.linked < _LINKS * element.size
    ):
        return False
    if 2 * element.anchors >= element.links:
        return False
    return element.size < _SHORT * element.links


def _is_line(element: Element) -> bool:
    """Whether an element is a line of crumbs, or who holds the rights."""
    if element.has_blocks or element.size > _LONG_LINE:
        return False
    words = element.words()
    if _COPYRIGHT.match(words):
        return True
    if element.size > _LINE:
        return False
    if element.links > 1 and _CRUMBS.fullmatch(words):
        return True
    return _is_row_of_labels(words)


def _is_row_of_labels(words: str) -> bool:
    """Whether words are several short labels with bars between them."""
    labels = words.split("|")
    if len(labels) <= _FEW_LINKS:
        return False
    return all(len(label.strip()) <= _SHORT_LABEL for label in labels)
