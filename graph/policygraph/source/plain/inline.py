"""Headings inside a line: in a text that lost its line ends, a word such as "Chapter" with a number tells them."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from policygraph.source.english import HEADING_WORDS, NUMBER_WORDS, OPENERS
from policygraph.source.model import Part
from policygraph.source.titles import reads_as_title
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    _Match = re.Match[str]
    _Words = Sequence[_Match]

_LEAST = 2
_LONGEST_TITLE = 14
_KINDS = "|".join(word.title() for word in sorted(HEADING_WORDS, key=len, reverse=True))
_NUMBERS = "|".join(
    word.title() for word in sorted(NUMBER_WORDS, key=len, reverse=True)
)
_MARK = re.compile(
    rf"(?:^|(?<=\s))(?:{_KINDS})\s(?:\d{{1,3}}(?:\.\d{{1,2}})*|[IVXLC]+|{_NUMBERS})\b(?!\s+(?:of|and|to)\b)[.:]?"
)
_WORD = re.compile(r"\S+")
_PAGE = re.compile(r"\s\d{1,4}\s*$")
_SMALL = frozenset(
    (
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    )
)


def find_inline(text: str, line: Span) -> list[Part]:
    """The headings and the prose of one long line; nothing unless two headings are in it, or one opens it.

    A heading opens where no sentence is under way. Its title ends before the word that opens a sentence: where most
    titles are in lower case but for their first word, that is the next word with a capital.
    """
    marks = _openings(text, line)
    if len(marks) < _LEAST:
        return _opened(text, line, marks)
    ends = [mark.start() for mark in marks[1:]]
    ends.append(line.end)
    words = [
        _words(text, mark.end(), end) for mark, end in zip(marks, ends, strict=True)
    ]
    lower = sum(map(_is_lower, words))
    title_end = _title_end
    if 2 * lower >= len(words):
        title_end = _lower_title_end
    parts = list(_prose(text, line.begin, marks[0].start(), role="title"))
    for mark, end, behind in zip(marks, ends, words, strict=True):
        title = title_end(behind, end)
        heading = _trimmed(text, mark.start(), title)
        parts.append(Part(heading, "heading"))
        parts += _prose(text, title, end)
    return parts


def _openings(text: str, line: Span) -> list[_Match]:
    """The marks in a line that may open a heading."""
    return [
        match
        for match in _MARK.finditer(text, line.begin, line.end)
        if _may_open(text, match.start(), line)
    ]


def _opened(text: str, line: Span, marks: Sequence[_Match]) -> list[Part]:
    """The heading that opens a line, and the prose behind it from the word on that opens a sentence."""
    if not marks or marks[0].start() != line.begin:
        return []
    begin = marks[0].end()
    words = _words(text, begin, line.end)
    title_end = _lower_title_end if _is_lower(words) else _title_end
    title = title_end(words, line.end)
    if not _opens_at(title, words):
        return []
    if not reads_as_title(text[begin:title]):
        return []
    heading = Part(_trimmed(text, line.begin, title), "heading")
    return [heading, *_prose(text, title, line.end)]


def _words(text: str, begin: int, end: int) -> list[_Match]:
    """The words behind a heading's number, as many as the longest title may have."""
    return list(islice(_WORD.finditer(text, begin, end), _LONGEST_TITLE))


def _bare(word: _Match) -> str:
    return word.group().strip("“\"'(")


def _opens(word: _Match) -> bool:
    return _bare(word)[:1].isupper()


def _is_lower(words: _Words) -> bool:
    """Whether a title goes on in lower case behind its first word, before a word that opens a sentence."""
    for place, word in enumerate(words[1:], 1):
        bare = _bare(word)
        if bare in OPENERS or bare[-1:] in ".!?":
            return False
        if bare[:1].islower() and bare not in _SMALL:
            return any(map(_opens, words[place + 1 :]))
    return False


def _lower_title_end(words: _Words, end: int) -> int:
    """Where a title in lower case ends: before the next capital, unless the title would break off there."""
    for before, word in pairwise(words):
        if not _opens(word):
            continue
        if _bare(before) not in _SMALL:
            return word.start()
    return end


def _may_open(text: str, at: int, line: Span) -> bool:
    """Whether no sentence is under way before a heading: a stop, a page's number, or nothing but a title."""
    begin = max(line.begin, at - 200)
    before = text[begin:at].rstrip()
    if _PAGE.search(before):
        before = _PAGE.sub("", f" {before} ").rstrip()
    if not before or before[-1] in ".!?:;":
        return True
    pieces = re.split(r"[.!?:;]\s", before)
    return all(map(_may_stand_in_title, pieces[-1].split()))


def _may_stand_in_title(word: str) -> bool:
    if word[0].isupper() or word[0].isdigit():
        return True
    return word.casefold() in _SMALL


def _may_be_of_title(bare: str) -> bool:
    return bare[:1].isupper() or bare[:1].isdigit() or bare in _SMALL


def _opens_at(title: int, words: _Words) -> bool:
    """Whether the word behind a title is one that opens sentences."""
    opener = next((word for word in words if word.start() == title), None)
    if opener is None:
        return False
    return _bare(opener) in OPENERS


def _title_end(words: _Words, end: int) -> int:
    """Where a title in capitals ends: before a word that opens a sentence, or the last one that could."""
    last = words[0].start() if words else end
    for place, word in enumerate(words):
        bare = _bare(word)
        if place and bare in OPENERS:
            return word.start()
        if not _may_be_of_title(bare):
            return last
        last = word.start()
        if word.group()[-1] in ".!?":
            last = word.end()
    if len(words) < _LONGEST_TITLE:
        return end
    return words[-1].start()


def _prose(
    text: str, begin: int, end: int, *, role: str = "paragraph"
) -> Iterator[Part]:
    """What stands between two headings, without the number of a page at its end."""
    if role == "paragraph":
        number = _PAGE.search(text[begin:end])
        if number:
            end = begin + number.start()
    span = _trimmed(text, begin, end)
    if span.begin >= span.end:
        return
    if role == "title" and text[span.end - 1] not in ".!?":
        yield Part(span, "title")
    else:
        yield Part(span, "paragraph")


def _trimmed(text: str, begin: int, end: int) -> Span:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    return Span(begin, end)
