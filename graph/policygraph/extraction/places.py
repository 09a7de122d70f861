"""Places that are known by their names, which a reader that never met them cannot know.

A country's name is a place wherever it stands by itself: in all the gold it is nothing else. The name of a province or
of a large city is one where its surroundings speak of places: behind "in", or in a list with other places. A name that
the reader sees around it stands before it, and so does a capitalised word beside it: "Kenya" in "Bank of Kenya" is no
place of its own.
"""

from __future__ import annotations

import gzip
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from policygraph.extraction.english import NOT_FIRST
from policygraph.extraction.mentions import Found, order
from policygraph.extraction.model import Mention
from policygraph.extraction.words import words_of
from policygraph.resources import resource
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.extraction.model import Pair
    from policygraph.extraction.windows import Window

GAZETTEER = "GazetteerRule"
"""What `found_by` says of a mention that the table of places knows."""

COUNTRY = "!"
"""The first sign of a line in the table that has a country's name."""

REGION = " "
"""The first sign of a line that has the name of a province or a large city."""

SURE = {COUNTRY: 0.95, REGION: 0.9}
"""How often such a name, where it stands as a place, was one in the gold, 0–1."""

LONGEST = 6
"""The most words in a name that is looked up."""

TABLE = "places.txt.gz"
"""The table, in this folder, as `training.gazetteer` writes it."""

_HYPHENS = frozenset("-‐‑–")
_SMALL = _HYPHENS | {
    "of",
    "and",
    "the",
    "de",
    "da",
    "do",
    "du",
    "la",
    "le",
    "el",
    "al",
    "’",
    "'",
}
_WHERE = frozenset(
    {
        "across",
        "around",
        "at",
        "between",
        "from",
        "in",
        "near",
        "outside",
        "throughout",
        "via",
        "within",
    }
)
_LISTED = _HYPHENS | {",", "、", "and", "&", "or", "(", ")", "of", "to", "/", ";"}
_LEADING = frozenset({"of", "the", "and", "&", "for"})
_ALIKE = str.maketrans(dict.fromkeys("’‘ʼ`´", "'"))
_KNOWN_HERE = "a place of that name is known"


class Known(NamedTuple):
    """A known name in a window: its first and last word, and what the table says that it is."""

    first: int
    last: int
    kind: str

    def mention(self, span: Span) -> Mention:
        """The place as a mention of the words that it stands in."""
        return Mention(
            span=span,
            type="Place",
            confidence=SURE[self.kind],
            found_by=GAZETTEER,
        )


@cache
def _table() -> dict[str, str]:
    """The names, word by word, with what each is."""
    packed = resource("extraction", TABLE).read_bytes()
    _, *lines = gzip.decompress(packed).decode("utf-8").splitlines()
    return {line[1:]: line[0] for line in lines}


def is_known(words: Sequence[str]) -> bool:
    """Whether words are the name of a country, a province or a large city.

    Example:
        >>> is_known(["Costa", "Rica"]), is_known(["Reading"])
        (True, False)
    """
    return words_key(words) in _table()


def with_places(found: Found, window: Window) -> Found:
    """What the reader sees in a window, with the places that are known and that it did not see."""
    surroundings = _Surroundings(found, window)
    mentions = list(found.mentions)
    rejected = list(found.rejected)
    for name in surroundings.names:
        rivals = surroundings.rivals(name)
        if not surroundings.stands(name):
            continue
        if not all(surroundings.yields(rival, name) for rival in rivals):
            continue
        mentions = [mention for mention in mentions if mention not in rivals]
        rejected += [rival.kept_out(_KNOWN_HERE) for rival in rivals]
        span = window.span(name.first, name.last)
        mentions.append(name.mention(span))
    mentions.sort(key=order)
    return Found(tuple(mentions), tuple(rejected))


def without_parts(
    pairs: Iterable[Pair], mentions: Sequence[Mention], text: str
) -> list[Pair]:
    """The pairs of a window without those that make a country that only the table knew a part of something."""
    countries = set()
    for index, mention in enumerate(mentions):
        if mention.found_by != GAZETTEER:
            continue
        name = _key_of(mention.span.of(text))
        if _table().get(name) == COUNTRY:
            countries.add(index)
    kept = []
    for pair in pairs:
        if pair.property == "partOf" and pair.subject in countries:
            continue
        kept.append(pair)
    return kept


def known_names(window: Window) -> Iterator[Known]:
    """The known names in a window, the longest at each word; none reaches over the end of a sentence."""
    index = 0
    while index < len(window.texts):
        name = _longest_at(index, window)
        if name:
            yield name
            index = name.last
        index += 1


def _longest_at(first: int, window: Window) -> Known | None:
    """The longest known name that begins with a word, which has a capital."""
    if not window.texts[first][0].isupper():
        return None
    farthest = min(first + LONGEST, len(window.texts))
    for end in range(farthest, first, -1):
        words = window.texts[first:end]
        last = end - 1
        if window.sentences[last] != window.sentences[first]:
            continue
        if not _is_proper(words):
            continue
        kind = _table().get(words_key(words))
        if kind:
            return Known(first, last, kind)
    return None


def words_key(words: Sequence[str]) -> str:
    """The form in which the table holds a name: its words in lower case, apostrophes alike.

    Example:
        >>> words_key(["Guinea", "-", "Bissau"]), words_key(["Xi’an"])
        ('guinea - bissau', "xi'an")
    """
    return " ".join(words).translate(_ALIKE).lower()


def _key_of(text: str) -> str:
    whole = Span(0, len(text))
    words = [text[word.begin : word.end] for word in words_of(text, whole)]
    return words_key(words)


def _is_proper(words: Sequence[str]) -> bool:
    """Whether each word has a capital, but for small ones between."""
    if words[-1] in _SMALL:
        return False
    small = (word for word in words if word == word.lower())
    return _SMALL.issuperset(small)


def _words_of_countries(names: Iterable[Known]) -> frozenset[int]:
    """The indices of the words that are in the name of a country."""
    countries: set[int] = set()
    for name in names:
        if name.kind == COUNTRY:
            countries.update(range(name.first, name.last + 1))
    return frozenset(countries)


class _Held(NamedTuple):
    """One of the reader's mentions, with its first and its last word."""

    first: int
    last: int
    mention: Mention


def _held(found: Found, window: Window) -> Iterator[_Held]:
    for mention in found.mentions:
        if not mention.implied:
            first, last = window.at(mention.span)
            yield _Held(first, last, mention)


class _Surroundings:
    """What stands around the known names of a window: the reader's mentions, and other known names."""

    def __init__(self, found: Found, window: Window) -> None:
        self._window = window
        self._held = list(_held(found, window))
        self.names = list(known_names(window))
        self._firsts = {name.first for name in self.names}
        self._lasts = {name.last for name in self.names}
        self._countries = _words_of_countries(self.names)
        self._places = [(name.first, name.last) for name in self.names]
        for held in self._held:
            if held.mention.type == "Place":
                self._places.append((held.first, held.last))

    def rivals(self, name: Known) -> list[Mention]:
        """The reader's mentions that share a word with a known name."""
        return [
            held.mention
            for held in self._held
            if held.first <= name.last and name.first <= held.last
        ]

    def yields(self, rival: Mention, name: Known) -> bool:
        """Whether one of the reader's mentions gives way: one that holds nothing but the names of countries."""
        if name.kind != COUNTRY:
            return False
        first, last = self._window.at(rival.span)
        if rival.type == "Place" and (first, last) == (name.first, name.last):
            return False
        words = range(first, last + 1)
        return self._countries.issuperset(words)

    def stands(self, name: Known) -> bool:
        """Whether a known name stands by itself as a place."""
        if self._goes_on(name) or self._is_led_into(name):
            return False
        if name.kind == COUNTRY:
            return True
        if name.first:
            before = self._window.texts[name.first - 1]
            if before.lower() in _WHERE:
                return True
        return any(self._are_listed(name, *other) for other in self._places)

    def _goes_on(self, name: Known) -> bool:
        """Whether a capitalised word, or any behind a hyphen, follows in the sentence and begins no known name."""
        after = name.last + 1
        hyphen = self._is_hyphen(after)
        after += hyphen
        if not self._is_with(after, name) or after in self._firsts:
            return False
        opening = self._window.texts[after][0]
        if hyphen:
            return opening.isalpha()
        return opening.isupper()

    def _is_led_into(self, name: Known) -> bool:
        """Whether a capitalised word of the sentence leads into a name ("Bank of"), and ends no known name."""
        before = name.first - 1
        if self._is_hyphen(before):
            before -= 1
            return before not in self._lasts and self._is_with(before, name)
        while self._is_with(before, name) and self._is_leading(before):
            before -= 1
        if not self._is_with(before, name) or before in self._lasts:
            return False
        if self._opens(before, name):
            return False
        return self._window.texts[before][0].isupper()

    def _is_leading(self, at: int) -> bool:
        return self._window.texts[at].lower() in _LEADING

    def _opens(self, at: int, name: Known) -> bool:
        """Whether a word opens the sentence, and has its capital from that alone."""
        if self._is_with(at - 1, name):
            return False
        if at < name.first - 1:
            return True
        return self._window.texts[at].lower() in NOT_FIRST

    def _is_hyphen(self, index: int) -> bool:
        texts = self._window.texts
        if not 0 <= index < len(texts):
            return False
        return texts[index] in _HYPHENS

    def _is_with(self, index: int, name: Known) -> bool:
        """Whether there is a word at an index, in the sentence of a name."""
        sentences = self._window.sentences
        if not 0 <= index < len(sentences):
            return False
        return sentences[index] == sentences[name.first]

    def _are_listed(self, name: Known, first: int, last: int) -> bool:
        """Whether one or two words that join a list, and no more, lie between a name and another place."""
        texts = self._window.texts
        between = texts[name.last + 1 : first]
        if last < name.first:
            between = texts[last + 1 : name.first]
        if len(between) not in (1, 2):
            return False
        return _LISTED.issuperset(between)
