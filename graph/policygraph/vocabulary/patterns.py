"""What names imply: templates of name patterns held against the words of a name."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from policygraph.spans import Span
from policygraph.vocabulary.english import key
from policygraph.vocabulary.model import Implication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policygraph.vocabulary.model import NamePattern

_WORD = re.compile(r"\S+")
_PARTS = re.compile(r"[^\-‐‑–—]+")
_LEAST_ENDS = 2


class Templates:
    """The templates of one pattern, ready to be held against names.

    Args:
        pattern: The pattern.
        is_place: Whether some words name a place.
        is_name: Whether some words name another entity of the pattern's class.
        is_head: Whether some words are a head noun of the pattern's kind.
    """

    def __init__(
        self,
        pattern: NamePattern,
        is_place: Callable[[str], bool],
        is_name: Callable[[str], bool],
        is_head: Callable[[str], bool],
    ) -> None:
        self._pattern = pattern
        self._tests = {"{place}": is_place, "{name}": is_name, "{head}": is_head}
        self._is_place = is_place

    def implications(self, name: str) -> tuple[Implication, ...]:
        """What the first template that fits implies, by every way in which it does; nothing where none fits."""
        words = [Span(*found.span()) for found in _WORD.finditer(name)]
        for template in self._pattern.templates:
            ends = self._ends_by(template.split(), name, words)
            if ends:
                return tuple(
                    Implication(self._pattern.property, end, self._pattern)
                    for end in sorted(ends)
                )
        return ()

    def _ends_by(
        self, parts: Sequence[str], name: str, words: Sequence[Span]
    ) -> set[Span]:
        """The ends that a template finds: by its first way to fit, by each where several of its slots may be empty."""
        ways = self._fits(name, words, parts)
        counted = ways if parts.count("*") > 1 else islice(ways, 1)
        return {end for way in counted for end in way}

    def _fits(
        self, name: str, words: Sequence[Span], parts: Sequence[str]
    ) -> Iterator[tuple[Span, ...]]:
        """Every way in which parts of a template cover words of a name, a slot taking as many as it can."""
        if not parts:
            if not words:
                yield ()
            return
        part, rest = parts[0], parts[1:]
        shortest = 0 if part == "*" else 1
        for count in range(len(words) - len(rest) + rest.count("*"), shortest - 1, -1):
            ends = self._taken(name, words[:count], part)
            if ends is not None:
                for more in self._fits(name, words[count:], rest):
                    yield (*ends, *more)

    def _taken(
        self, name: str, words: Sequence[Span], part: str
    ) -> tuple[Span, ...] | None:
        """The ends that a part of a template finds in the words that it takes; None where it cannot take them."""
        if part == "*":
            return ()
        whole = Span(words[0].begin, words[-1].end)
        if part == "{places}":
            return self._places(name, whole)
        if part in self._tests:
            ends = (whole,) if part != "{head}" else ()
            return ends if self._tests[part](whole.of(name)) else None
        return () if len(words) == 1 and key(whole.of(name)) == key(part) else None

    def _places(self, name: str, whole: Span) -> tuple[Span, ...] | None:
        """The ends of a hyphenated route, if all of them are places."""
        ends = tuple(_ends(name, whole))
        return (
            ends
            if len(ends) >= _LEAST_ENDS
            and all(self._is_place(end.of(name)) for end in ends)
            else None
        )


def _ends(name: str, whole: Span) -> Iterator[Span]:
    """The parts of a hyphenated route ("Aba-Bel Town-Cor"), each as it stands."""
    for found in _PARTS.finditer(name, whole.begin, whole.end):
        yield Span(*found.span())
