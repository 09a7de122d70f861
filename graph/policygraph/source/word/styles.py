"""What the styles of a Word file make of a paragraph and its runs.

Source: ECMA-376 part 1, section 17.7 (styles); built-in styles keep their English names in every language of Word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.source.model import Role
    from policygraph.source.word.markup import Node

_HEADING = re.compile(r"heading (\d)")
_CONTENTS = re.compile(
    r"(?:toc|contents) (?:\d|heading)|table of (?:figures|authorities)|index \d|index heading"
)
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("title", "subtitle"), "title"),
    **dict.fromkeys(
        ("caption", "table", "figure", "illustration", "drawing"), "caption"
    ),
    **dict.fromkeys(("footnote text", "endnote text"), "note"),
}
_DEFAULT_SIZE = 20
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, with what it is based on: name, depth as a heading from 1 (0: none), list, looks.

    `size` is in half points.
    """

    name: str = ""
    level: int = 0
    number: str = ""
    depth: int = 0
    bold: bool = False
    size: int = _DEFAULT_SIZE

    @property
    def role(self) -> Role | None:
        """What its name makes of a paragraph: a title, a caption or a note, in Word or in LibreOffice."""
        return _ROLES.get(self.name)

    @property
    def is_contents(self) -> bool:
        """Whether it is one of contents lists, lists of tables and indices."""
        return bool(_CONTENTS.fullmatch(self.name))


class Styles:
    """The styles of a file by their ids.

    Args:
        part: The styles' part, or None where the file has none.
    """

    def __init__(self, part: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self._known: dict[str, Style] = {}
        self._default = Style()
        if part is None:
            self._usual = ""
            return
        nodes = [node for node in part.children if node.tag == "style"]
        for node in nodes:
            name = node.attributes.get("styleId", "")
            self._nodes[name] = node
        size = part.value("docDefaults", "rPrDefault", "rPr", "sz")
        self._default = Style(size=number_of(size, _DEFAULT_SIZE))
        usual = (name for name, node in self._nodes.items() if _is_usual(node))
        self._usual = next(usual, "")

    def style(self, name: str | None) -> Style:
        """The style of an id; the usual one of paragraphs where there is no id."""
        name = self._usual if name is None else name
        if name not in self._known:
            found = self._default
            for node in reversed(self._chain(name)):
                found = _over(found, node)
            self._known[name] = found
        return self._known[name]

    def _chain(self, name: str) -> list[Node]:
        """A style, the one that it is based on, and so on, as far as they are told and lead in no circle."""
        chain: list[Node] = []
        node = self._nodes.get(name)
        while node is not None and node not in chain and len(chain) < _LEVELS * 2:
            chain.append(node)
            below = node.value("basedOn")
            node = None if below is None else self._nodes.get(below)
        return chain


def _is_usual(node: Node) -> bool:
    if node.attributes.get("type") != "paragraph":
        return False
    return node.attributes.get("default") in {"1", "true", "on"}


def number_of(given: str | None, otherwise: int) -> int:
    """The whole number that a value is, or another where it is none.

    Example:
        >>> number_of("24", 20), number_of(None, 20), number_of("x", 20)
        (24, 20, 20)
    """
    if not given or len(given) >= _LEVELS:
        return otherwise
    if not given.isascii() or not given.isdigit():
        return otherwise
    return int(given)


def level_of(properties: Node | None, otherwise: int) -> int:
    """The depth as a heading that properties of a paragraph say, from 1; level 10 is body text."""
    given = properties.value("outlineLvl") if properties else None
    if given is None:
        return otherwise
    level = number_of(given, _LEVELS) + 1
    if level <= _LEVELS:
        return level
    return 0


def _over(base: Style, node: Node) -> Style:
    """A style laid over the one that it is based on."""
    name = (node.value("name") or "").lower()
    properties = node.child("pPr")
    heading = _HEADING.fullmatch(name)
    by_name = int(heading[1]) if heading else base.level
    level = level_of(properties, by_name)
    if _CONTENTS.fullmatch(name):
        level = 0
    found = replace(base, name=name or base.name, level=level)
    return _looks(_listed(found, properties), node.child("rPr"))


def _listed(style: Style, properties: Node | None) -> Style:
    numbering = properties.child("numPr") if properties else None
    if numbering is None:
        return style
    depth = number_of(numbering.value("ilvl"), style.depth)
    number = numbering.value("numId")
    if number is None:
        number = style.number
    return replace(style, number=number, depth=depth)


def _looks(style: Style, properties: Node | None) -> Style:
    if properties is None:
        return style
    size = number_of(properties.value("sz"), style.size)
    bold = properties.is_on("b")
    if bold is None:
        bold = style.bold
    return replace(style, bold=bold, size=size)
