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
        if home in shared:
            linked = shared[home].value("numStyleLink") or ""
            home = styled.get(linked, home)
        overrides = [child for child in node.children if child.tag == "lvlOverride"]
        self._shared[name] = home
        self._starts[name] = dict(_starts(overrides))
        levels = dict(_levels(shared.get(home)))
        for override in overrides:
            levels.update(_levels(override))
        self._levels[name] = levels

    def depth_of(self, number: str, style: str) -> int | None:
        """The level of a list that a style is tied to, or None."""
        if not style:
            return None
        levels = self._levels.get(number, {})
        for depth, level in levels.items():
            if level.style == style:
                return depth
        return None

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
        home = self._shared[number]
        counts = self._counts[home]
        starts = self._starts.pop(number, {})
        for at, start in starts.items():
            counts[at] = start - 1
        before = counts.get(depth, level.start - 1)
        counts[depth] = before + 1
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
    names: dict[str, str] = {}
    for name, node in shared.items():
        style = node.value("styleLink")
        if style:
            names[style] = name
    return names


def _starts(overrides: Iterable[Node]) -> Iterator[tuple[int, int]]:
    for node in overrides:
        start = node.value("startOverride")
        if start is None:
            continue
        depth = number_of(node.attributes.get("ilvl"), 0)
        yield depth, number_of(start, 1)


def _levels(node: Node | None) -> Iterator[tuple[int, _Level]]:
    if node is None:
        return
    for child in node.children:
        if child.tag == "lvl":
            yield _level(child)


def _level(node: Node) -> tuple[int, _Level]:
    depth = number_of(node.attributes.get("ilvl"), 0)
    text = node.value("lvlText")
    if text is None:
        text = f"%{depth + 1}."
    level = _Level(
        start=number_of(node.value("start"), 1),
        form=node.value("numFmt") or "decimal",
        text=text,
        legal=bool(node.is_on("isLgl")),
        style=node.value("pStyle") or "",
    )
    return depth, level


def _filled(level: _Level, levels: _Levels, counts: _Counts) -> str:
    """The text of a level with the numbers of it and of the levels above in their places."""

    def number(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        above = levels.get(at, _Level())
        count = counts.get(at, above.start)
        form = "decimal" if level.legal else above.form
        return format_number(count, form)

    return _PLACE.sub(number, level.text)
