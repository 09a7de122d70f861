"""The ways in which reports number their headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_LETTERS = "ABCDEFGHIJ"


def _dotted(path: tuple[int, ...]) -> str:
    return ".".join(map(str, path))


def _of_levels(*levels: Callable[[int], str]) -> Callable[[tuple[int, ...]], str]:
    return lambda path: levels[len(path) - 1](path[-1])


SCHEMES: dict[str, Callable[[tuple[int, ...]], str]] = {
    "none": lambda _: "",
    "decimal": _dotted,
    "decimal with stop": lambda path: (
        f"{_dotted(path)}." if len(path) == 1 else _dotted(path)
    ),
    "roman": _of_levels(lambda n: f"{_ROMAN[n - 1]}.", lambda n: f"{_LETTERS[n - 1]}."),
    "roman and round": _of_levels(lambda n: f"{_ROMAN[n - 1]}.", lambda n: f"({n})"),
    "chapter": lambda path: f"Chapter {path[0]}" if len(path) == 1 else _dotted(path),
    "chapter with colon": lambda path: (
        f"Chapter {path[0]}:" if len(path) == 1 else _dotted(path)
    ),
    "part in words": _of_levels(
        lambda n: f"Part {_WORDS[n - 1]}:", lambda n: f"Section {n}:"
    ),
    "priority": lambda path: (
        f"Priority {path[0]}:" if len(path) == 1 else _dotted(path)
    ),
    "pillar": _of_levels(lambda n: f"Pillar {_ROMAN[n - 1]}:", lambda n: f"{n}."),
}
"""For each scheme, the number as printed of the heading at a path: (2, 3) is the third section of the second part."""


def numbered(scheme: str, path: tuple[int, ...]) -> str:
    """The number of the heading at a path, as a scheme prints it.

    Example:
        >>> numbered("decimal", (2, 3)), numbered("pillar", (2,)), numbered("none", (1,))
        ('2.3', 'Pillar II:', '')
    """
    return SCHEMES[scheme](path)
