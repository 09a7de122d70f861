"""Windows: the stretches of a report that the encoder reads at a time, a paragraph or a part of one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from policygraph.extraction.words import Word, words_of
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.pieces import WordPieces
    from policygraph.report.model import Report, Sentence

_INNER = frozenset("-‐‑&.")
"""Marks that, without a space on either side, stand inside a word ("AT&T", "build-up")."""

_begin = attrgetter("begin")
_end = attrgetter("end")

Edges = tuple[int, int]
"""The first and the last word of a stretch of a window."""

LONGEST = 448
"""The most word pieces in a window; the encoder has 512 positions."""

LONGEST_WORD = 64
"""The most pieces of a word that are read; what goes on is no word."""


@dataclass(frozen=True, slots=True)
class Window:
    """Whole sentences of one paragraph: words, each with its text, its pieces and the index of its sentence.

    `joined` are the indices of words before which a word of the text goes on.
    """

    paragraph: int
    words: tuple[Word, ...]
    texts: tuple[str, ...]
    pieces: tuple[tuple[int, ...], ...]
    sentences: tuple[int, ...]
    joined: frozenset[int]

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from one word to another."""
        return Span(self.words[first].begin, self.words[last].end)

    def at(self, span: Span) -> Edges:
        """The first and the last word of a span that begins and ends with words of the window."""
        first = bisect_left(self.words, span.begin, key=_begin)
        last = bisect_left(self.words, span.end, key=_end)
        return first, last

    def has(self, span: Span) -> bool:
        """Whether a span begins and ends with words of the window."""
        first, last = self.at(span)
        if last >= len(self.words):
            return False
        begins = self.words[first].begin == span.begin
        return begins and self.words[last].end == span.end

    @property
    def whole(self) -> Span:
        """The stretch of text from its first word to its last."""
        return Span(self.words[0].begin, self.words[-1].end)

    @property
    def breaks(self) -> frozenset[int]:
        """The indices of words that open a sentence."""
        return frozenset(
            i
            for i in range(1, len(self.words))
            if self.sentences[i] != self.sentences[i - 1]
        )

    @property
    def length(self) -> int:
        """How many word pieces the window has."""
        return sum(map(len, self.pieces))


def windows_of(report: Report, pieces: WordPieces) -> list[Window]:
    """The windows of a report, in order: one a paragraph, more where a paragraph is longer than `LONGEST`.

    Rows of tables are no prose, and in none.
    """
    windows: list[Window] = []
    prose = _prose(report)
    for paragraph, group in groupby(prose, key=lambda item: item[1].paragraph):
        rows: list[_Row] = []
        for index, sentence in group:
            rows.extend(_rows(report.text, sentence.span, index, pieces))
        windows += [_window(report.text, paragraph, part) for part in _parts(rows)]
    return windows


class _Row(NamedTuple):
    """A word of a paragraph, its text, its pieces and the index of its sentence."""

    word: Word
    text: str
    pieces: tuple[int, ...]
    sentence: int


def _prose(report: Report) -> Iterator[tuple[int, Sentence]]:
    """The sentences that are in no table, each with its index."""
    tabled = {row.sentence for row in report.rows}
    for index, sentence in enumerate(report.sentences):
        if index not in tabled:
            yield index, sentence


def _window(text: str, paragraph: int, rows: list[_Row]) -> Window:
    words = tuple(row.word for row in rows)
    return Window(
        paragraph,
        words,
        texts=tuple(row.text for row in rows),
        pieces=tuple(row.pieces for row in rows),
        sentences=tuple(row.sentence for row in rows),
        joined=frozenset(_joined(text, words)),
    )


def _rows(text: str, span: Span, sentence: int, pieces: WordPieces) -> Iterator[_Row]:
    """The words of a sentence, each with its text, its pieces and the sentence's index."""
    words = words_of(text, span)
    texts = [text[word.begin : word.end] for word in words]
    for word, spelled, parts in zip(words, texts, pieces.of(texts), strict=True):
        yield _Row(word, spelled, parts[:LONGEST_WORD], sentence)


def _is_one_word(text: str, before: Word, word: Word) -> bool:
    """Whether two words are letters and figures of one ("A8")."""
    if before.end != word.begin:
        return False
    return text[before.end - 1].isalnum() and text[word.begin].isalnum()


def _joined(text: str, words: Sequence[Word]) -> Iterator[int]:
    for index in range(1, len(words)):
        if _is_one_word(text, words[index - 1], words[index]):
            yield index
    for index in range(1, len(words) - 1):
        mark = words[index]
        if text[mark.begin] not in _INNER:
            continue
        before = words[index - 1]
        after = words[index + 1]
        if before.end == mark.begin and mark.end == after.begin:
            yield index
            yield index + 1


def _parts(rows: list[_Row]) -> Iterator[list[_Row]]:
    """The rows of a paragraph in parts of about equal length, cut between sentences where that is possible."""
    target = _target(_length(rows))
    part: list[_Row] = []
    for _, group in groupby(rows, key=lambda row: row.sentence):
        sentence = list(group)
        length = _length(part)
        size = _length(sentence)
        is_full = length + size > LONGEST or length + size / 2 > target
        if part and is_full:
            yield part
            part = []
        *full, part = _filled(part, sentence)
        yield from full
    if part:
        yield part


def _target(length: int) -> float:
    """How long the parts of a paragraph are that are as few as can be, and alike."""
    fewest = -(-length // LONGEST)
    return length / fewest if fewest else 0


def _filled(part: list[_Row], sentence: list[_Row]) -> list[list[_Row]]:
    """A part with a sentence behind it, in more parts where it grows too long."""
    parts = [part]
    length = _length(part)
    for row in sentence:
        size = len(row.pieces)
        if parts[-1] and length + size > LONGEST:
            parts.append([])
            length = 0
        parts[-1].append(row)
        length += size
    return parts


def _length(rows: list[_Row]) -> int:
    """How many word pieces some rows have."""
    return sum(len(row.pieces) for row in rows)
