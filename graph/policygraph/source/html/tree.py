"""A web page as a tree of elements; the only place that knows the parser.

Pages nest as deep as a program likes to write them; of what lies deeper than any person's page only the text is kept,
so that what walks the tree can call itself. Nothing that the page names is fetched.

Source: the HTML Living Standard, section 13.2 (parsing), by way of Lexbor; section 13.2.3 for the character encoding.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

MAX_HTML_BYTES = 30_000_000
_MOST_NODES = 1_000_000
_LONG = 60
_OF_SHORT_PARTS = frozenset(("ul", "ol", "dl", "table"))
_STOP = re.compile(r"[.!?:;。！？：；…]['\"”’)\]]*\s*$")
_DEEPEST = 100
_DEEPEST_PAGE = 5_000
_LONG_TAG = re.compile(r"<([A-Za-z]+)[^<>]{20000,}")
_MOST_ATTRIBUTES = 1_000
_TAG = re.compile(r"<(/?)([A-Za-z][\w:-]*)")
_UNCLOSED = frozenset(
    (
        *(
            "area",
            "base",
            "body",
            "br",
            "col",
            "dd",
            "dt",
            "embed",
            "head",
            "hr",
            "html",
            "img",
            "input",
            "li",
            "link",
        ),
        *(
            "meta",
            "option",
            "p",
            "param",
            "source",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "track",
            "wbr",
        ),
    )
)
_HEAD = 4096
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# No UTF-16: a declaration that can be read byte by byte is not in it.
_ENCODING = re.compile(
    r"utf-?8|(?:iso|windows|cp|ibm|koi8|mac|big5|gb|euc|shift|ks|tis|hz)[\w-]*",
    re.IGNORECASE,
)
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_UNREAD = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
    )
)


INLINE = frozenset(
    (
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "br",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
        ),
        *(
            "i",
            "ins",
            "kbd",
            "label",
            "mark",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "small",
            "span",
            "strike",
        ),
        *("strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
"""The elements that stand within a paragraph."""

_STRUCTURE = frozenset(
    ("table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section")
)


@dataclass(slots=True)
class Element:
    """An element with its children, elements and text in their order, and what all below it comes to.

    `size` counts the characters of the text, `linked` those of them within links, `links` the links, and `anchors`
    those to a place on the page itself; `has_title` says whether a main heading is below, `has_blocks` whether
    anything that is more than a stretch of a paragraph, `has_structure` whether tables, lists or headings, and
    `has_article` whether an article; `prose` counts the characters of sentences, items and cells.
    """

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)
    size: int = 0
    linked: int = 0
    links: int = 0
    anchors: int = 0
    has_title: bool = False
    has_blocks: bool = False
    has_structure: bool = False
    has_article: bool = False
    prose: int = 0

    def elements(self) -> Iterator[Element]:
        """This element and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(
                child
                for child in reversed(element.children)
                if isinstance(child, Element)
            )

    def find(self, *tags: str) -> Iterator[Element]:
        """The elements with one of these tags, in the order of the page."""
        return (element for element in self.elements() if element.tag in tags)

    def words(self) -> str:
        """All text below, as it stands."""
        return "".join(
            child if isinstance(child, str) else child.words()
            for child in self.children
        )


def parse(content: bytes, filename: str) -> Element:
    """The tree of a page, scripts and pictures left out.

    Args:
        content: The page's bytes.
        filename: Its name, for errors.

    Raises:
        ReportError: The page is too long, or has too many elements.

    Example:
        >>> page = parse(b"<title>Plan</title><body><p>Build <b>roads</b>.<script>x</script>", "plan.html")
        >>> [element.tag for element in page.elements()], next(page.find("p")).words()
        (['html', 'head', 'title', 'body', 'p', 'b'], 'Build roads.')
    """
    from selectolax.lexbor import LexborHTMLParser

    if len(content) > MAX_HTML_BYTES:
        raise _too_large(filename, f"{MAX_HTML_BYTES:,} bytes")
    text = _LONG_TAG.sub(_shortened, decode_page(content))
    if _depth(text) > _DEEPEST_PAGE:
        raise ReportError(
            f"{filename!r} is a page whose elements nest more than {_DEEPEST_PAGE:,} deep",
            expected="a page that a person wrote",
            remedy="save the page anew from a browser, or print it to PDF",
        )
    root = LexborHTMLParser(text).root
    page = Element("html", {})
    if root is not None:
        _copy(root, page, filename)
    _measure(page, inside_link=False)
    return page


def decode_page(content: bytes) -> str:
    r"""A page's text by its byte order mark, by what it declares, as UTF-8 or else as Windows-1252.

    Example:
        >>> decode_page(b'<meta charset="iso-8859-1"><p>D\xe9veloppement')[-13:]
        'Développement'
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, errors="replace")
    declared = _CHARSET.search(content[:_HEAD])
    named = declared[1].decode("ascii").lower() if declared else "utf-8"
    for name in (_WEB_NAMES.get(named, named), "utf-8"):
        try:
            return content.decode(name if _ENCODING.fullmatch(name) else "utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace")


def _shortened(tag: re.Match[str]) -> str:
    """A tag as it is, or bare where it has so many attributes that the parser would take its time over them."""
    if tag[0].count("=") <= _MOST_ATTRIBUTES:
        return tag[0]
    return f"<{tag[1]} "


def _depth(text: str) -> int:
    """How deep a page nests, as far as its closed elements tell: the parser's time grows with the square of it."""
    depth = deepest = 0
    for closing, name in _TAG.findall(text):
        if name.lower() not in _UNCLOSED:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _copy(root: LexborNode, page: Element, filename: str) -> None:
    """Copies what is read below a node, without calling itself: the page's own depth has no limit."""
    page.attributes = _attributes(root)
    waiting: list[tuple[LexborNode, Element, int]] = [(root, page, 0)]
    count = 0
    while waiting:
        node, above, depth = waiting.pop()
        below: list[tuple[LexborNode, Element, int]] = []
        for child in _children(node):
            count += 1
            if child.is_text_node:
                above.children.append(child.text_content or "")
            elif _is_read(child):
                element = Element(child.tag or "", _attributes(child))
                above.children.append(element)
                below.append((child, element, depth + 1))
        if depth >= _DEEPEST:
            for child, element, _ in below:
                element.children.extend(_texts(child))
            below = []
        if count > _MOST_NODES:
            raise _too_large(filename, f"{_MOST_NODES:,} elements")
        waiting.extend(reversed(below))


def _is_read(node: LexborNode) -> bool:
    return node.is_element_node and node.tag not in _UNREAD


def _texts(root: LexborNode) -> Iterator[str]:
    """All text below a node, each piece on a line."""
    waiting = [root.child]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        waiting.append(node.next)
        if node.is_text_node:
            yield f"{node.text_content or ''}\n"
        elif _is_read(node):
            waiting.append(node.child)


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: value or "" for name, value in node.attributes.items()}


def _measure(element: Element, *, inside_link: bool) -> None:
    linked = inside_link or element.tag == "a"
    for child in element.children:
        if isinstance(child, str):
            size = len(child.strip())
            element.size += size
            element.linked += size if linked else 0
        else:
            _measure(child, inside_link=linked)
            _add_up(element, child)
    element.prose = _prose(element)


def _prose(element: Element) -> int:
    """How much of an element's text is sentences, items and cells."""
    inner = (child for child in element.children if isinstance(child, Element))
    below = sum(child.prose for child in inner)
    if element.tag in INLINE:
        return below
    if 2 * element.linked > element.size:
        return below
    if element.tag in _OF_SHORT_PARTS:
        return max(below, element.size - element.linked)
    if element.has_blocks:
        return below + _long_text(element)
    if _is_sentence(element):
        return element.size
    return below


def _is_sentence(element: Element) -> bool:
    if element.size < _LONG:
        return False
    return _STOP.search(element.words()) is not None


def _long_text(element: Element) -> int:
    """How much text stands in an element itself, beside its blocks, in pieces that are long."""
    return sum(
        len(text)
        for text in element.children
        if isinstance(text, str) and len(text) >= _LONG
    )


def _leads_below(link: Element) -> bool:
    href = link.attributes.get("href", "")
    return href.startswith("#") and len(href) > 1


def _add_up(element: Element, child: Element) -> None:
    element.size += child.size
    element.linked += child.linked
    element.links += child.links
    element.anchors += child.anchors
    if child.tag == "a":
        element.links += 1
        element.anchors += _leads_below(child)
    if child.has_title or child.tag == "h1":
        element.has_title = True
    if child.has_blocks or child.tag not in INLINE:
        element.has_blocks = True
    if child.has_article or child.tag == "article":
        element.has_article = True
    if child.has_structure or child.tag in _STRUCTURE:
        element.has_structure = True


def _too_large(filename: str, limit: str) -> ReportError:
    return ReportError(
        f"{filename!r} is a page of more than {limit}",
        expected=f"at most {limit}",
        remedy="split it, or print it to PDF",
    )
