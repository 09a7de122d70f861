"""Where sentences end: a small splitter of our own, by rule, in one pass over the text.

A library was weighed and left: what this stage needs are exact offsets, sentences that never cross a paragraph, the
warts of published reports kept as they are, and no start-up time; a trained splitter adds a dependency and gives none
of these for certain.

A stop (``. ! ? …``, with the quotes, brackets and note marks that close behind it) ends a sentence if white space
follows and what comes next can open a sentence; a Chinese stop (``。！？``) always does. An abbreviation's stop does so
by what follows it. A stray mark inside a sentence, before a lower-case word, ends nothing. Where the space behind a
stop is missing ("opened.The bridge"), a word before it and a capitalised word behind it show that it ends a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.report.english import (
    NAME_ABBREVIATIONS,
    NUMBER_ABBREVIATIONS,
    STARTERS,
    TITLE_ABBREVIATIONS,
)
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OPENING = "\"'“‘«([（【「『《*_"
_STOP = re.compile(
    r"""
    (?P<han>[。！？]+) [”’」』）】》"'*_]*          # a Chinese stop needs no space behind it
    | (?P<stop>[.!?…]+) ["'”’»)\]）】」』》*_]*
      (?:[⁰¹²³⁴-⁹]+|\[\d{1,3}\]|(?<=[a-z][a-z][a-z)][.!?])\d{1,3})?  # a note's mark
      (?=\s)
    | (?P<tight>(?<=[a-z][a-z])[.!?]|(?<=[^\W\d_]{3})[.!?]|(?<=\d\d\d)[.!?]|(?<=%)[.!?])
      (?=(?:A|I|[A-Z][a-z]+(?:['’][a-z]+)?),?[ \t])
    """,
    re.VERBOSE,
)
_NEXT = re.compile(rf"\s+[{re.escape(_OPENING)}]*(?P<word>[^\s,.;:!?]{{0,24}})")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Za-z]")
_CAMEL = re.compile(r"[a-z]{1,2}-?[A-Z]")
_ADDRESS = re.compile(r"[.@/\\]")
_REFERENCE = re.compile(
    r"[ \t]*\[[A-Z0-9][A-Z0-9 ,;–-]{0,11}\](?=\s*(?:$|[\nA-Z\"“(]))"
)
_OF_TIMES = frozenset(("a.m", "p.m", "b.c", "a.d"))
_LOOKBACK = 24
_YEAR = 4


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
            end = _behind_reference(text, stop.end(), span.end)
            yield Span(begin, end)
            begin = _skip_space(text, end, span.end)
    end = _without_space(text, begin, span.end)
    if begin < end:
        yield Span(begin, end)


def _behind_reference(text: str, begin: int, end: int) -> int:
    """Where a sentence ends whose stop is at `begin`: behind a reference in brackets that is set after it ("[3]")."""
    reference = _REFERENCE.match(text, begin, end)
    if reference is None:
        return begin
    return reference.end()


def _skip_space(text: str, begin: int, end: int) -> int:
    while begin < end and text[begin].isspace():
        begin += 1
    return begin


def _without_space(text: str, begin: int, end: int) -> int:
    while end > begin and text[end - 1].isspace():
        end -= 1
    return end


def _ends_sentence(text: str, stop: re.Match[str], span: Span) -> bool:
    if stop["han"]:
        return True
    if stop["tight"]:
        return _is_word(text, stop.start(), span)
    word = _word_behind(text, stop.end(), span.end)
    if not _can_open(word):
        return False
    if stop["stop"] != ".":
        return True
    before = _words_before(text, stop.start(), span)
    if not before:
        return True
    return not _counts_on(before) and _full_stop(before[-1].lstrip(_OPENING), word)


def _words_before(text: str, stop: int, span: Span) -> list[str]:
    """The last words of a paragraph before a stop."""
    begin = max(span.begin, stop - _LOOKBACK)
    return text[begin:stop].split()


def _is_word(text: str, stop: int, span: Span) -> bool:
    """Whether what stands before a stop without a space behind it is a word, and no address or chain of letters."""
    before = _words_before(text, stop, span)
    if not before:
        return True
    word = before[-1]
    if _ADDRESS.search(word):
        return False
    short = word.casefold()
    return short not in TITLE_ABBREVIATIONS and short not in NUMBER_ABBREVIATIONS


def _counts_on(before: Sequence[str]) -> bool:
    """Whether the words before a stop end with the number of an item ("aims: 1. Build. 2. Repair.")."""
    number = before[-1].lstrip(_OPENING)
    if not number.isdigit() or len(number) >= _YEAR:
        return False
    if len(before) == 1:
        return False
    last = before[-2]
    if number == "1" and last.endswith(":"):
        return True
    return last.endswith((".", ";"))


def _can_open(word: str) -> bool:
    """Whether a sentence can begin with this word; an empty one stands for a mark such as a dash."""
    if not word[:1].islower():
        return True
    return _CAMEL.match(word) is not None


def _word_behind(text: str, begin: int, end: int) -> str:
    following = _NEXT.match(text, begin, end)
    if following is None:
        return ""
    return following["word"]


def _full_stop(before: str, after: str) -> bool:
    """Whether the stop behind `before` ends a sentence, when `after` could open one."""
    short = before.casefold()
    if short in NUMBER_ABBREVIATIONS and after[:1].isdigit():
        return False
    if _is_in_capitals(before):
        return True
    if short in TITLE_ABBREVIATIONS:
        return False
    if not _is_of_name(before):
        return True
    return after.casefold() in STARTERS


def _is_in_capitals(word: str) -> bool:
    """Whether a word is written in several capitals without stops between them."""
    return word.isupper() and len(word) > 1 and "." not in word


def _is_of_name(before: str) -> bool:
    """Whether a word with a stop is an initial, or shortens part of a name."""
    short = before.casefold()
    if short in _OF_TIMES:
        return False
    if short in NAME_ABBREVIATIONS:
        return True
    return _INITIALS.fullmatch(before) is not None
