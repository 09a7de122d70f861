"""The numbers of headings and items, counted as a word processor counts them: the text itself holds none.

Source: ECMA-376 part 1, sections 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.source.counting import format_number
from policygraph.source.word.styles import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.source.word.markup import Node

    _Levels = dict[int, "_Level"]
    _Counts = dict[int, int]

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: where it starts, its format, its text with places for numbers, and whether all are decimal."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    legal: bool = False
    style: str = ""


class Numbering:
    """The lists of a file, each with its count so far.

    Args:
        part: The numbering's part, or None where the file has none.
    """

    def __init__(self, part: Node | None) -> None:
        nodes = part.children if part else []
        shared = _shared(nodes)
        styled = _by_style(shared)
        self._levels: dict[str, _Levels] = {}
        self._shared: dict[str, str] = {}
        self._starts: dict[str, _Counts] = {}
        self._counts: defaultdict[str, _Counts] = defaultdict(dict)
        for node in nodes:
            if node.tag == "num":
                self._take(node, shared, styled)

    def _take(
        self, node: Node, shared: dict[str, Node], styled: dict[str, str]
    ) -> None:
        """Notes a list: the form that it shares, and what it overrides of it."""
        name = node.attributes.get("numId", "")
        home = node.value("abstractNumId") or ""
        linked = shared[home].value("numStyleLink") if home in shared else None
        home = styled.get(linked or "", home)
        overrides = [child for child in node.children if child.tag == "lvlOverride"]
        self._shared[name] = home
        self._starts[name] = dict(_starts(overrides))
        self._levels[name] = dict(_levels(shared.get(home)))
        for override in overrides:
            self._levels[name].update(_levels(override))

    def depth_of(self, number: str, style: str) -> int | None:
        """The level of a list that a style is tied to, or None."""
        levels = self._levels.get(number, {})
        return next(
            (
                depth
                for depth, level in levels.items()
                if style and level.style == style
            ),
            None,
        )

    def count(self, number: str, depth: int) -> str | None:
        """Counts the next paragraph of a list: its number as shown, "" for a bullet, None where there is no such list.

        Args:
            number: The list's id; "0" takes a paragraph out of every list.
            depth: The level, from 0.
        """
        if number in {"", "0"} or number not in self._shared:
            return None
        levels = self._levels[number]
        level = levels.get(depth, _Level())
        counts = self._counts[self._shared[number]]
        for at, start in self._starts.pop(number, {}).items():
            counts[at] = start - 1
        counts[depth] = counts.get(depth, level.start - 1) + 1
        _begin_anew_below(depth, counts)
        if level.form == "bullet":
            return ""
        return _filled(level, levels, counts)


def _begin_anew_below(depth: int, counts: _Counts) -> None:
    for deeper in [at for at in counts if at > depth]:
        del counts[deeper]


def _shared(nodes: Iterable[Node]) -> dict[str, Node]:
    """The definitions that lists share, by their ids."""
    return {
        node.attributes.get("abstractNumId", ""): node
        for node in nodes
        if node.tag == "abstractNum"
    }


def _by_style(shared: dict[str, Node]) -> dict[str, str]:
    """The ids of definitions by the style that they are of."""
    return {
        style: name
        for name, node in shared.items()
        if (style := node.value("styleLink"))
    }


def _starts(overrides: Iterable[Node]) -> Iterator[tuple[int, int]]:
    for node in overrides:
        start = node.value("startOverride")
        if start is not None:
            yield number_of(node.attributes.get("ilvl"), 0), number_of(start, 1)


def _levels(node: Node | None) -> Iterator[tuple[int, _Level]]:
    return (
        _level(child) for child in (node.children if node else ()) if child.tag == "lvl"
    )


def _level(node: Node) -> tuple[int, _Level]:
    depth = number_of(node.attributes.get("ilvl"), 0)
    given = node.value("lvlText")
    return depth, _Level(
        number_of(node.value("start"), 1),
        node.value("numFmt") or "decimal",
        f"%{depth + 1}." if given is None else given,
        bool(node.is_on("isLgl")),
        node.value("pStyle") or "",
    )


def _filled(level: _Level, levels: _Levels, counts: _Counts) -> str:
    """The text of a level with the numbers of it and of the levels above in their places."""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        above = levels.get(at, _Level())
        return format_number(
            counts.get(at, above.start), "decimal" if level.legal else above.form
        )

    return _PLACE.sub(number, level.text)
