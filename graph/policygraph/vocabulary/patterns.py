"""What names imply: templates of name patterns held against the words of a name."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from policygraph.spans import Span
from policygraph.vocabulary.english import key
from policygraph.vocabulary.model import Implication

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policygraph.vocabulary.model import NamePattern

_WORD = re.compile(r"\S+")
_PARTS = re.compile(r"[^\-‐‑–—]+")
_SEVERAL = 2


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
        pattern = self._pattern
        words = [Span(*found.span()) for found in _WORD.finditer(name)]
        for template in pattern.templates:
            ends = self._ends_by(template.split(), name, words)
            if ends:
                return tuple(
                    Implication(pattern.property, end, pattern) for end in sorted(ends)
                )
        return ()

    def _ends_by(
        self, parts: Sequence[str], name: str, words: Sequence[Span]
    ) -> set[Span]:
        """The ends that a template finds: by its first way to fit, by each where several of its slots may be empty."""
        ways = self._fits(name, words, parts)
        if parts.count("*") < _SEVERAL:
            ways = islice(ways, 1)
        return set(chain.from_iterable(ways))

    def _fits(
        self, name: str, words: Sequence[Span], parts: Sequence[str]
    ) -> Iterator[tuple[Span, ...]]:
        """Every way in which parts of a template cover words of a name, a slot taking as many as it can."""
        if not parts:
            if not words:
                yield ()
            return
        part = parts[0]
        rest = parts[1:]
        fewest = 0 if part == "*" else 1
        left_to_rest = len(rest) - rest.count("*")
        most = len(words) - left_to_rest
        for count in range(most, fewest - 1, -1):
            ends = self._taken(name, words[:count], part)
            if ends is None:
                continue
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
        taken = whole.of(name)
        if part in self._tests:
            if not self._tests[part](taken):
                return None
            return () if part == "{head}" else (whole,)
        if len(words) > 1 or key(taken) != key(part):
            return None
        return ()

    def _places(self, name: str, whole: Span) -> tuple[Span, ...] | None:
        """The ends of a hyphenated route, if all of them are places."""
        ends = tuple(_ends(name, whole))
        if len(ends) < _SEVERAL:
            return None
        if not all(self._is_place(end.of(name)) for end in ends):
            return None
        return ends


def _ends(name: str, whole: Span) -> Iterator[Span]:
    """The parts of a hyphenated route ("Aba-Bel Town-Cor"), each as it stands."""
    for found in _PARTS.finditer(name, whole.begin, whole.end):
        yield Span(*found.span())
