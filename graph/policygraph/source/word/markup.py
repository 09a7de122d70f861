"""The XML of a Word file's parts as trees of nodes; the only place that knows the XML parser.

A document type, and with it every entity, is refused: Word writes none, and one can grow without bounds. So are depths
and numbers of elements that no word processor writes. What carries neither words nor structure is not kept.

Source: ECMA-376, part 1 (WordprocessingML, section 17) and part 3 (markup compatibility), in either set of namespaces.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Never
from xml.parsers import expat

from policygraph.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 160
_MOST_NODES = 1_000_000
_WORD = (
    "wordprocessingml",
    "markup-compatibility",
    "core-properties",
    "/dc/",
    "package/2006/relationships",
)
_DROPPED = frozenset(
    (
        *(
            "rFonts",
            "color",
            "lang",
            "proofErr",
            "bookmarkStart",
            "bookmarkEnd",
            "noProof",
            "kern",
            "spacing",
            "ind",
        ),
        *(
            "tcBorders",
            "tblBorders",
            "shd",
            "tcW",
            "tblW",
            "tblCellMar",
            "tcMar",
            "jc",
            "szCs",
            "bCs",
            "iCs",
            "i",
            "u",
        ),
        *(
            "commentRangeStart",
            "commentRangeEnd",
            "commentReference",
            "permStart",
            "permEnd",
            "tabs",
            "pBdr",
            "rsid",
        ),
        *(
            "latentStyles",
            "rsids",
            "annotationRef",
            "tblGrid",
            "cnfStyle",
            "widowControl",
            "keepNext",
            "keepLines",
        ),
    )
)


@dataclass(slots=True)
class Node:
    """An element: its local name, its attributes by local name, its children; `text` is that of one without children.

    Names outside of WordprocessingML begin with "x:".
    """

    tag: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def child(self, tag: str) -> Node | None:
        """The first child of a name, or None."""
        return next((child for child in self.children if child.tag == tag), None)

    def at(self, *tags: str) -> Node | None:
        """What is found going down by these names, or None."""
        node: Node | None = self
        for tag in tags:
            node = node.child(tag) if node else None
        return node

    def value(self, *tags: str) -> str | None:
        """The `val` of what is found going down by these names; None where there is nothing, "" where it has none."""
        node = self.at(*tags)
        if node:
            return node.attributes.get("val", "")
        return None

    def is_on(self, *tags: str) -> bool | None:
        """Whether a switch is on (ECMA-376 part 1, section 17.17.4); None where it is not there."""
        given = self.value(*tags)
        if given is None:
            return None
        return given not in {"0", "false", "off", "none"}

    def all_below(self) -> Iterator[Node]:
        """This node and all below, in their order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if node.children:
                waiting.extend(reversed(node.children))

    def below(self, tag: str) -> Iterator[Node]:
        """All nodes of a name below, in their order."""
        return (node for node in self.all_below() if node.tag == tag)


def parse_part(content: bytes, filename: str, name: str) -> Node:
    """The tree of a part.

    Args:
        content: The part's bytes.
        filename: The Word file's name, for errors.
        name: The part's name, for errors.

    Raises:
        ReportError: The part is no well-formed XML, declares a document type, or nests or counts beyond the limits.

    Example:
        >>> main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        >>> part = f'<w:p xmlns:w="{main}"><w:pPr><w:b w:val="0"/></w:pPr></w:p>'.encode()
        >>> parse_part(part, "plan.docx", "word/document.xml").is_on("pPr", "b")
        False
    """
    builder = _Builder(filename, name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes no keyword
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise ReportError(
            f"{filename!r}: {name} is no well-formed XML ({error})",
            expected="a Word file as a word processor saves it",
            remedy="open and save it in a word processor, or fetch it again",
        ) from error
    return builder.root


def _by_local_name(attributes: dict[str, str]) -> dict[str, str]:
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}


class _Builder:
    """Takes the parser's calls and keeps the nodes that are needed."""

    def __init__(self, filename: str, name: str) -> None:
        self.root = Node("", {})
        self._filename = filename
        self._name = name
        self._open = [self.root]
        self._dropped = 0
        self._count = 0
        self._names: dict[str, str] = {}
        self._pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Opens a node below the last one that is open."""
        tag = self._local(name)
        if self._dropped or tag in _DROPPED:
            self._dropped += 1
            return
        self._pieces.clear()
        self._count += 1
        if self._count > _MOST_NODES or len(self._open) > _DEEPEST:
            self._refuse("has more or deeper elements than a word processor writes")
        node = Node(tag, _by_local_name(attributes))
        if len(self._open) == 1:
            self.root = node
            self._open = [node, node]
        else:
            self._open[-1].children.append(node)
            self._open.append(node)

    def end(self, _: str) -> None:
        """Closes the last node."""
        if self._dropped:
            self._dropped -= 1
        else:
            self._open.pop().text = "".join(self._pieces)
            self._pieces.clear()

    def characters(self, text: str) -> None:
        """Keeps text for the node that closes next: what carries words has no nodes within."""
        if not self._dropped:
            self._pieces.append(text)

    def doctype(self, *_: object) -> None:
        """Refuses a document type."""
        self._refuse(
            "declares a document type, which may hold entities that grow without bounds"
        )

    def _local(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            uri, _, local = name.rpartition(" ")
            known = sys.intern(
                local if any(part in uri for part in _WORD) else f"x:{local}"
            )
            self._names[name] = known
        return known

    def _refuse(self, reason: str) -> Never:
        raise ReportError(
            f"{self._filename!r}: {self._name} {reason}",
            expected="a Word file as a word processor saves it",
            remedy="save it anew in a word processor, as .docx or PDF",
        )
