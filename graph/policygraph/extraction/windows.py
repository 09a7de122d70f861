"""Windows: the stretches of a report that the encoder reads at a time, a paragraph or a part of one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import groupby, repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from policygraph.extraction.words import Word, words_of
from policygraph.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.extraction.pieces import WordPieces
    from policygraph.report.model import Report

_INNER = frozenset("-‐‑&.")
"""Marks that, without a space on either side, stand inside a word ("AT&T", "build-up")."""

_begin, _end = attrgetter("begin"), attrgetter("end")

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

    def at(self, span: Span) -> tuple[int, int]:
        """The first and the last word of a span that begins and ends with words of the window."""
        return bisect_left(self.words, span.begin, key=_begin), bisect_left(
            self.words, span.end, key=_end
        )

    def has(self, span: Span) -> bool:
        """Whether a span begins and ends with words of the window."""
        first, last = self.at(span)
        return (
            last < len(self.words)
            and self.words[first].begin == span.begin
            and self.words[last].end == span.end
        )

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
    tabled = {row.sentence for row in report.rows}
    numbered = (item for item in enumerate(report.sentences) if item[0] not in tabled)
    for paragraph, group in groupby(numbered, key=lambda item: item[1].paragraph):
        rows: list[_Row] = []
        for index, sentence in group:
            rows.extend(_rows(report.text, sentence.span, index, pieces))
        windows.extend(_window(report.text, paragraph, part) for part in _parts(rows))
    return windows


_Row = tuple[Word, str, tuple[int, ...], int]


def _window(text: str, paragraph: int, rows: list[_Row]) -> Window:
    words, texts, pieces, sentences = zip(*rows, strict=True)
    return Window(
        paragraph, words, texts, pieces, sentences, frozenset(_joined(text, words))
    )


def _rows(text: str, span: Span, sentence: int, pieces: WordPieces) -> Iterator[_Row]:
    """The words of a sentence, each with its text, its pieces and the sentence's index."""
    words = words_of(text, span)
    texts = [text[word.begin : word.end] for word in words]
    parts = [word[:LONGEST_WORD] for word in pieces.of(texts)]
    return zip(words, texts, parts, repeat(sentence, len(words)), strict=True)


def _is_one_word(text: str, before: Word, word: Word) -> bool:
    """Whether two words are letters and figures of one ("A8")."""
    if before.end != word.begin:
        return False
    return text[before.end - 1].isalnum() and text[word.begin].isalnum()


def _joined(text: str, words: Sequence[Word]) -> Iterator[int]:
    for index in range(1, len(words)):
        if _is_one_word(text, *words[index - 1 : index + 1]):
            yield index
    for index in range(1, len(words) - 1):
        before, mark, after = words[index - 1 : index + 2]
        if (
            text[mark.begin] in _INNER
            and before.end == mark.begin
            and mark.end == after.begin
        ):
            yield from (index, index + 1)


def _parts(rows: list[_Row]) -> Iterator[list[_Row]]:
    """The rows of a paragraph in parts of about equal length, cut between sentences where that is possible."""
    total = _length(rows)
    target = total / -(-total // LONGEST) if rows else 0
    part: list[_Row] = []
    for _, group in groupby(rows, key=lambda row: row[3]):
        sentence = list(group)
        length, size = _length(part), _length(sentence)
        if part and (length + size > LONGEST or length + size / 2 > target):
            yield part
            part = []
        *full, part = _filled(part, sentence)
        yield from full
    if part:
        yield part


def _filled(part: list[_Row], sentence: list[_Row]) -> list[list[_Row]]:
    """A part with a sentence behind it, in more parts where it grows too long."""
    parts = [part]
    length = _length(part)
    for row in sentence:
        if parts[-1] and length + len(row[2]) > LONGEST:
            parts.append([])
            length = 0
        parts[-1].append(row)
        length += len(row[2])
    return parts


def _length(rows: list[_Row]) -> int:
    """How many word pieces some rows have."""
    return sum(len(pieces) for _, _, pieces, _ in rows)
