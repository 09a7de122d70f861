"""Where sentences end: a small splitter of our own, by rule, in one pass over the text.

A library was weighed and left: what this stage needs are exact offsets, sentences that never cross a paragraph, the
warts of published reports kept as they are, and no start-up time; a trained splitter adds a dependency and gives none
of these for certain.

A stop (``. ! ? …``, with the quotes and brackets that close behind it) ends a sentence if white space follows and
what comes next can open a sentence; a Chinese stop (``。！？``) always does. An abbreviation's stop does so by what
follows it. A stray mark inside a sentence, before a lower-case word, ends nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.report.english import NAME_ABBREVIATIONS, NUMBER_ABBREVIATIONS, STARTERS, TITLE_ABBREVIATIONS
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = "\"'“‘«([（【「『《*_"
_STOP = re.compile(
    r"""
    (?P<han>[。！？]+) [”’」』）】》"'*_]*          # a Chinese stop needs no space behind it
    | (?P<stop>[.!?…]+) ["'”’»)\]）】」』》*_]* (?=\s)
    """,
    re.VERBOSE,
)
_NEXT = re.compile(rf"\s+[{re.escape(_OPENING)}]*(?P<word>[^\s,.;:!?]{{0,24}})")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_CAMEL = re.compile(r"[a-z]{1,2}-?[A-Z]")
_LOOKBACK = 24


def split_sentences(text: str, span: Span, *, marker_end: int = 0) -> Iterator[Span]:
    """The sentences of one paragraph, in order; together they cover all of it but white space.

    Args:
        text: The whole text; offsets count into it.
        span: The paragraph.
        marker_end: Up to here a stop belongs to the paragraph's number ("7.") and ends nothing.

    Example:
        >>> text = 'Mr. Li spent Rs. 3.5 crore. "Enough?" he asked. We agreed.'
        >>> [sentence.of(text) for sentence in split_sentences(text, Span(0, len(text)))]
        ['Mr. Li spent Rs. 3.5 crore.', '"Enough?" he asked.', 'We agreed.']
    """
    begin = _skip_space(text, span.begin, span.end)
    for stop in _STOP.finditer(text, max(begin, marker_end), span.end):
        if stop.end() < span.end and _ends_sentence(text, stop, span):
            yield Span(begin, stop.end())
            begin = _skip_space(text, stop.end(), span.end)
    end = span.end
    while end > begin and text[end - 1].isspace():
        end -= 1
    if begin < end:
        yield Span(begin, end)


def _skip_space(text: str, begin: int, end: int) -> int:
    while begin < end and text[begin].isspace():
        begin += 1
    return begin


def _ends_sentence(text: str, stop: re.Match[str], span: Span) -> bool:
    if stop["han"]:
        return True
    following = _NEXT.match(text, stop.end(), span.end)
    word = following["word"] if following else ""
    if not _can_open(word):
        return False
    if stop["stop"] != ".":
        return True
    before = text[max(span.begin, stop.start() - _LOOKBACK) : stop.start()].split()
    return _full_stop(before[-1].lstrip(_OPENING) if before else "", word)


def _can_open(word: str) -> bool:
    """Whether a sentence can begin with this word; an empty one stands for a mark such as a dash."""
    return not word[:1].islower() or bool(_CAMEL.match(word))


def _full_stop(before: str, after: str) -> bool:
    """Whether the stop behind `before` ends a sentence, when `after` could open one."""
    short = before.casefold()
    if short in TITLE_ABBREVIATIONS:
        return False
    if short in NUMBER_ABBREVIATIONS and after[:1].isdigit():
        return False
    opens = after.casefold() in STARTERS
    if short in {"a.m", "p.m", "b.c", "a.d"}:
        return True
    return opens if short in NAME_ABBREVIATIONS or _INITIALS.fullmatch(before) else True
