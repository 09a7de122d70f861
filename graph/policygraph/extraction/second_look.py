"""A second look at a whole report: what the same words are elsewhere in it.

A window shows the reader one paragraph. An abbreviation in brackets is of the class of the name before it, and so are
its later uses; a body or an undertaking is the one or the other in all of a report; a name that the reader was sure of
in one place is one wherever the same words stand by themselves. In all the gold none of these has an exception.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, MatchKind

from policygraph.extraction.english import (
    ARTICLES,
    BODY_WORDS,
    CONJUNCTIONS,
    PREPOSITIONS,
)
from policygraph.extraction.mentions import order
from policygraph.extraction.model import READER
from policygraph.extraction.namesakes import of_one_class
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.extraction.model import Mention

NAMES = frozenset({"Place", "Institution", "Project"})
"""The classes whose names are looked for again."""

SURE = 0.8
"""The confidence, 0–1, from which a name is looked for elsewhere in its report."""

_APART = re.compile(r"(?![\w-]|['’](?!s\b)| [A-Z(])")
"""What may follow a name that stands by itself: no letter, no hyphen, no capitalised word."""

_JOINED = frozenset("_-’'")
"""What beside letters and figures joins a word to the one before it."""

_BRACKETED = re.compile(r"\(([A-Z][A-Za-z&]{1,9})\)")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = ARTICLES | PREPOSITIONS | CONJUNCTIONS
_LEAST_CAPITALS = 2
_REACH = 120
"""How far before a bracket, in characters, the long form is looked for."""


def second_look(
    text: str, mentions: Sequence[Mention], prose: Iterable[Span]
) -> tuple[Mention, ...]:
    """The mentions of a report after a second look, in the order of the text.

    Args:
        text: The report's text.
        mentions: What was found window by window.
        prose: The stretches of the text that were read; rows of tables are in none.
    """
    short = _abbreviations(text, mentions)
    agreed = []
    for mention in mentions:
        kind = short.get(mention.span.of(text))
        one = _agreed(mention, kind)
        if one is not None:
            agreed.append(one)
    by_key = {one.key: one for one in of_one_class(text, agreed)}
    kept = list(by_key.values())
    again = _repeated(text, kept, prose)
    return tuple(sorted((*kept, *again), key=order))


def _abbreviations(text: str, mentions: Sequence[Mention]) -> Mapping[str, str]:
    """The class of each abbreviation that the text introduces in brackets: that of the name before it, or none at all.

    It is none ("") where the words before it are no name ("gross domestic product (GDP)", "Child Savings Account
    (CSA)"), unless they end as the names of bodies do, which the reader may have missed.
    """
    names = list(filter(_is_name, mentions))
    ends = {mention.span.end: mention.type for mention in names}
    spans = sorted(mention.span for mention in names)
    introduced: defaultdict[str, set[str]] = defaultdict(set)
    for match in _BRACKETED.finditer(text):
        begin = match.start()
        short = match[1]
        before = text[max(0, begin - _REACH) : begin]
        long = _long_form(before, short)
        if not long:
            continue
        spaces = len(before) - len(before.rstrip())
        kind = ends.get(begin - spaces)
        if kind:
            introduced[short].add(kind)
        elif _is_no_name(long, begin, spans):
            introduced[short].add("")
    return _of_one_class(introduced)


def _is_no_name(long: str, at: int, spans: Sequence[Span]) -> bool:
    """Whether a long form that is no name to the reader is none: the bracket behind it is in no other name either."""
    if _is_inside(at, spans):
        return False
    return not _may_be_body(long)


def _is_inside(at: int, spans: Sequence[Span]) -> bool:
    """Whether an offset stands inside one of the spans, which do not overlap and stand in order."""
    behind = bisect_right(spans, Span(at, at))
    if behind == 0:
        return False
    return at < spans[behind - 1].end


def _may_be_body(name: str) -> bool:
    """Whether a word of a name in capitals is one that names of bodies have."""
    lower = name.lower()
    if name == lower:
        return False
    return not BODY_WORDS.isdisjoint(lower.split())


def _of_one_class(introduced: Mapping[str, set[str]]) -> dict[str, str]:
    """The abbreviations that are introduced for one class alone, with it."""
    told = {}
    for short, classes in introduced.items():
        kind, *others = classes
        if not others:
            told[short] = kind
    return told


def _long_form(before: str, short: str) -> str:
    """The words at the end of a stretch of text that an abbreviation spells; empty where it spells none of them."""
    if sum(map(str.isupper, short)) < _LEAST_CAPITALS:
        return ""
    letters = short.removesuffix("s").lower().replace("&", "")
    fewest = len(letters)
    most = 2 * fewest
    words = list(_WORD.finditer(before))
    for count in range(fewest, most + 1):
        tail = words[-count:]
        spelled = [word[0].lower() for word in tail]
        main = [word for word in spelled if word not in _SMALL]
        if letters in (_initials(spelled), _initials(main)):
            begin = tail[0].start()
            return before[begin:].strip()
    return ""


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _agreed(mention: Mention, kind: str | None) -> Mention | None:
    """A mention as the abbreviation that it is says; None where that abbreviates no name."""
    if kind is None:
        return mention
    if mention.found_by != READER or mention.type not in NAMES:
        return mention
    if not kind:
        return None
    return replace(mention, type=kind)


def _repeated(
    text: str, mentions: Sequence[Mention], prose: Iterable[Span]
) -> Iterator[Mention]:
    """The names that the reader was sure of in one place, where else they stand and nothing was seen."""
    sure = _sure_names(text, mentions)
    if not sure:
        return
    seen = _marked(text, mentions)
    names = list(sure)
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    for stretch in prose:
        words = stretch.of(text)
        for index, begin, end in automaton.find_matches_as_indexes(words):
            span = Span(stretch.begin + begin, stretch.begin + end)
            if any(seen[span.begin : span.end]):
                continue
            if _stands_alone(text, span):
                name = names[index]
                yield replace(sure[name], span=span)


def _marked(text: str, mentions: Sequence[Mention]) -> bytearray:
    """For each character of a text whether a mention holds it."""
    marked = bytearray(len(text))
    for mention in mentions:
        begin = mention.span.begin
        end = mention.span.end
        marked[begin:end] = b"\1" * (end - begin)
    return marked


def _stands_alone(text: str, span: Span) -> bool:
    """Whether no word goes on over the edges of a span, and no longer name behind it."""
    before = text[span.begin - 1 : span.begin]
    if before.isalnum() or before in _JOINED:
        return False
    return _APART.match(text, span.end) is not None


def _sure_names(text: str, mentions: Sequence[Mention]) -> dict[str, Mention]:
    """By its words, the surest mention of each name that is always of one class: of several words, or in capitals."""
    found: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in filter(_is_name, mentions):
        found[mention.span.of(text)].append(mention)
    sure: dict[str, Mention] = {}
    for words, alike in found.items():
        if not _is_telling(words) or not _agree(alike):
            continue
        surest = max(alike, key=lambda mention: mention.confidence)
        if surest.confidence >= SURE:
            sure[words] = surest
    return sure


def _agree(mentions: Sequence[Mention]) -> bool:
    """Whether mentions are all of one class."""
    kinds = {mention.type for mention in mentions}
    return len(kinds) == 1


def _is_name(mention: Mention) -> bool:
    if mention.implied:
        return False
    return mention.type in NAMES


def _is_telling(words: str) -> bool:
    """Whether words open with a capital and have another one, so that they are no ordinary word."""
    if not words[0].isupper():
        return False
    return sum(map(str.isupper, words)) >= _LEAST_CAPITALS
