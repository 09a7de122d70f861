"""Known names in a text: one pass of an Aho-Corasick automaton, then the rules of what counts as a name standing there.

Source: A. V. Aho, M. J. Corasick, "Efficient string matching: an aid to bibliographic search", CACM 18 (1975).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from policygraph.spans import Span
from policygraph.vocabulary.english import BUILDING, NAME_BEFORE, TITLE_BEFORE, plural
from policygraph.vocabulary.model import Entry, KnownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from policygraph.terms import Iri

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ`´′", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("\u00a0\u2009\u202f\t\n", " "),
    }
)
"""Signs that are one in a name, each for one, so that offsets hold."""

_FIRST_HAN = "㐀"
_LAST_HAN = "鿿"
_REACH = 50
"""How far before a name its surroundings are looked at."""
_LONGEST_DOTTED = 4
"""The most letters of an abbreviation that is written with full stops too ("U.N.", "U.S.A.")."""

_OPENING = frozenset({"Place", "Institution"})
"""The classes whose names open longer names of other things: "Horn of Africa Gateway Project", "UNESCO Geopark"."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A name to be found, alike signs made one: its entry, the class, and whether it is barred from that class."""

    name: str
    entry: Entry
    type: str
    denied: bool


class _Stretch(NamedTuple):
    """Where a name stands in a text, and in that with alike signs made one; whether a capitalised word follows."""

    text: str
    plain: str
    begin: int
    end: int
    goes_on: bool


class Matcher:
    """Finds the names of entries in a text.

    A name stands only as whole words. One with a capital stands as written, with its first letter raised, or in all
    capitals; one without stands in whatever case, and in the plural too, but not as part of a title. A place or an
    institution that a capitalised word follows is the beginning of another name; a zone that is being built is no
    place yet, and a country behind "Bank of" or "New" the end of another name: they are left to the reader. Of two
    entries that claim one name for a class, the later wins, whether it knows the name or bars it.

    Args:
        entries: The entries, in the order of the files.
        zones: The IRIs of those that name a zone.
        countries: The IRIs of those that name a country.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        zones: AbstractSet[Iri] = frozenset(),
        countries: AbstractSet[Iri] = frozenset(),
    ) -> None:
        self._zones = zones
        self._countries = countries
        patterns: dict[tuple[str, str], _Pattern] = {}
        for pattern in _patterns(entries):
            patterns[pattern.name, pattern.type] = pattern
        by_key: dict[str, list[_Pattern]] = {}
        for pattern in patterns.values():
            key = _lower(pattern.name)
            by_key.setdefault(key, []).append(pattern)
        self._patterns = list(by_key.values())
        self._automaton = AhoCorasick(list(by_key)) if by_key else None

    def find(self, text: str) -> tuple[tuple[KnownName, ...], tuple[KnownName, ...]]:
        """The known names in a text, and the barred phrases, each in the order of the text.

        Of names of one class that overlap the longest stands, of equals the first; a place inside a longer known name
        is no name of its own.
        """
        known: list[KnownName] = []
        denied: list[KnownName] = []
        for pattern, span in self._standing(text):
            name = KnownName(span, pattern.entry, pattern.type)
            if pattern.denied:
                denied.append(name)
            else:
                known.append(name)
        denied.sort(key=_order)
        return tuple(_longest(known)), tuple(denied)

    def _standing(self, text: str) -> Iterator[tuple[_Pattern, Span]]:
        if self._automaton is None:
            return
        plain = text.translate(_ALIKE)
        for index, begin, end in self._automaton.find_matches_as_indexes(
            _lower(plain), overlapping=True
        ):
            if not _whole(plain, begin, end):
                continue
            words = plain[begin:end]
            goes_on = _goes_on(plain, begin, end)
            stretch = _Stretch(text, plain, begin, end, goes_on)
            proper = words[0].isupper() and (goes_on or _in_title(plain, begin, end))
            for pattern in self._agreeing(index, words, proper=proper):
                if not self._is_other(pattern, stretch):
                    yield pattern, Span(begin, end)

    def _agreeing(self, index: int, words: str, *, proper: bool) -> Iterator[_Pattern]:
        """Those of the patterns with one key that stand for words as these are capitalised."""
        for pattern in self._patterns[index]:
            if _agrees(words, pattern.name, proper=proper):
                yield pattern

    def _is_other(self, pattern: _Pattern, stretch: _Stretch) -> bool:
        """Whether what stands around a name makes it something else: the beginning or the end of another, a plan."""
        entry = pattern.entry.iri
        if entry in self._countries:
            next_sign = stretch.text[stretch.end : stretch.end + 1]
            if stretch.goes_on and next_sign != "\n":
                return True
            return _ends_name(stretch.text, stretch.begin)
        if entry in self._zones and _is_built(stretch.plain, stretch.begin):
            return True
        return stretch.goes_on and pattern.type in _OPENING


def _patterns(entries: Iterable[Entry]) -> Iterator[_Pattern]:
    for entry in entries:
        for form in _forms(entry):
            for type_ in entry.not_a or (entry.type,):
                yield _Pattern(form, entry, type_, bool(entry.not_a))


def _forms(entry: Entry) -> Iterable[str]:
    """The names of an entry, alike signs made one, then their other forms; each once."""
    labels = (label.translate(_ALIKE) for label in entry.labels)
    names = [" ".join(label.split()) for label in labels]
    others = chain.from_iterable(map(_other_forms, names))
    return dict.fromkeys((*names, *others))


def _other_forms(name: str) -> Iterator[str]:
    """The plural of a common noun, the dotted form of an abbreviation."""
    if _is_common(name):
        yield plural(name)
    elif _is_abbreviation(name):
        yield "".join(f"{letter}." for letter in name)


def _is_abbreviation(name: str) -> bool:
    if len(name) > _LONGEST_DOTTED:
        return False
    return name.isascii() and name.isupper() and name.isalpha()


def _is_common(name: str) -> bool:
    """Whether a name is a common noun of English letters in the singular, as far as its last letter tells."""
    return (
        name.isascii()
        and name == name.lower()
        and name[-1].isalpha()
        and not name.endswith("s")
    )


def _lower(text: str) -> str:
    """The text in lower case, as long as before: a letter whose lower case is longer stays."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(map(_lower_letter, text))


def _lower_letter(letter: str) -> str:
    lowered = letter.lower()
    if len(lowered) > 1:
        return letter
    return lowered


def _whole(text: str, begin: int, end: int) -> bool:
    """Whether no word goes on over either end; a hyphen joins two letters into one word, Chinese has no such ends."""
    if begin:
        beyond = text[begin - 2 : begin - 1]
        if _joined(text[begin - 1], text[begin], beyond):
            return False
    if end < len(text):
        beyond = text[end + 1 : end + 2]
        if _joined(text[end], text[end - 1], beyond):
            return False
    return True


def _joined(outer: str, inner: str, beyond: str) -> bool:
    if _is_han(inner) or not inner.isalnum():
        return False
    if outer == "-":
        return beyond.isalnum()
    return outer.isalnum() and not _is_han(outer)


def _is_han(letter: str) -> bool:
    return _FIRST_HAN <= letter <= _LAST_HAN


def _goes_on(text: str, begin: int, end: int) -> bool:
    """Whether a capitalised word follows a stretch of text; in a line of capitals that says nothing."""
    if text[end : end + 1] != " ":
        return False
    first_letter = text[end + 1 : end + 2]
    if not first_letter.isupper():
        return False
    next_words = text[end + 1 : end + _REACH].split(maxsplit=1)
    in_capitals = text[begin:end].isupper() and next_words[0].isupper()
    return not in_capitals


def _in_title(text: str, begin: int, end: int) -> bool:
    """Whether a stretch of text goes on from a capitalised word ("Ministry of Trade and Tourism"), not in capitals."""
    if text[begin:end].isupper():
        return False
    before = TITLE_BEFORE.search(text, max(0, begin - _REACH), begin)
    if before is None:
        return False
    word = before[1]
    return word[0].isupper()


def _is_built(text: str, begin: int) -> bool:
    """Whether what stands in a text is built there: "construction of the"."""
    return BUILDING.search(text, max(0, begin - _REACH), begin) is not None


def _ends_name(text: str, begin: int) -> bool:
    """Whether a name ends another: behind a capitalised word or one with "of", in capitals behind "of" alone."""
    before = NAME_BEFORE.search(text, max(0, begin - _REACH), begin)
    if before is None:
        return False
    word = before["word"]
    if not word[0].isupper():
        return False
    if before["of"]:
        return True
    if word.isupper() and text[begin : begin + 2].isupper():
        return False
    return before["opens"] is None


def _agrees(words: str, name: str, *, proper: bool) -> bool:
    """Whether words that equal a name but for case stand for it; a common noun inside a proper name does not."""
    if name == name.lower():
        return not proper
    return words in (name, name.upper()) or words == name[0].upper() + name[1:]


def _longest(names: list[KnownName]) -> list[KnownName]:
    ordered = sorted(names, key=_order)
    kept = map(_longest_of, _overlapping(ordered))
    return sorted(chain.from_iterable(kept), key=_order)


def _overlapping(names: Iterable[KnownName]) -> Iterator[list[KnownName]]:
    """Names in the order of the text, in groups that share no character with each other."""
    group: list[KnownName] = []
    end = 0
    for name in names:
        if group and name.span.begin >= end:
            yield group
            group = []
        group.append(name)
        end = max(end, name.span.end)
    if group:
        yield group


def _longest_of(names: list[KnownName]) -> list[KnownName]:
    kept: list[KnownName] = []
    for name in sorted(names, key=_longest_first):
        if not any(_gives_way(name, other) for other in kept):
            kept.append(name)
    return kept


def _longest_first(name: KnownName) -> tuple[int, int]:
    length = name.span.end - name.span.begin
    return -length, name.span.begin


def _gives_way(name: KnownName, longer: KnownName) -> bool:
    if not name.span.overlap(longer.span):
        return False
    inside = (
        name.type == "Place"
        and longer.type != "Industry"
        and longer.span.covers(name.span)
        and longer.span != name.span
    )
    return name.type == longer.type or inside


def _order(name: KnownName) -> tuple[int, int, str]:
    return name.span.begin, -name.span.end, name.type
