"""Two places that the reader took for one: "Ruili of Yunnan" names a town and the province that it lies in."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.extraction.mentions import Found, order
from policygraph.extraction.places import is_known
from policygraph.extraction.words import words_of
from policygraph.source.words import known_words
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.extraction.model import Mention

_NATURAL = frozenset(
    {"bay", "cape", "gulf", "isle", "isthmus", "port", "sea", "strait"}
)
"""Common nouns that are also a town's whole name somewhere."""

_OF = re.compile(r"\s+of\s+(?:the\s+)?")


def with_places_apart(found: Found, text: str) -> Found:
    """The mentions, each place "A of B" as two where B is a known place and A is a name and no common noun.

    Args:
        found: What the reader sees.
        text: The report's text.
    """
    once: dict[tuple[str, Span], Mention] = {}
    for mention in found.mentions:
        for part in _parts_of(mention, text):
            once.setdefault((part.type, part.span), part)
    mentions = sorted(once.values(), key=order)
    return Found(tuple(mentions), found.rejected)


def _parts_of(mention: Mention, text: str) -> Iterator[Mention]:
    """A mention, or the two that it is; what stands by itself comes before what is only part of a longer name."""
    of = _parted(mention, mention.span.of(text))
    if of is None:
        yield mention
        return
    begin = mention.span.begin
    name = Span(begin, begin + of.start())
    place = Span(begin + of.end(), mention.span.end)
    yield replace(mention, span=name)
    yield replace(mention, span=place)


def _parted(mention: Mention, words: str) -> re.Match[str] | None:
    """The "of" that stands between the two places that a mention is; None where it is one."""
    if mention.type != "Place" or mention.implied:
        return None
    of = _OF.search(words)
    if of is None:
        return None
    if not _is_name(words[: of.start()]):
        return None
    if not _is_place(words[of.end() :]):
        return None
    return of


def _is_name(words: str) -> bool:
    """Whether words are one with a capital that is no common noun: "Gulf of" and "Republic of" begin longer names."""
    if not words.isalpha() or not words[0].isupper() or words.casefold() in _NATURAL:
        return False
    if is_known([words]):
        return True
    return words.casefold() not in known_words()


def _is_place(words: str) -> bool:
    whole = Span(0, len(words))
    parts = [words[word.begin : word.end] for word in words_of(words, whole)]
    return is_known(parts)
