"""``python -m samples.causes NAME SEED``: where the reading of a document differs from what was written."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from policygraph.report import report_of
from policygraph.source import read_source
from samples.kinds import KINDS, make
from samples.scores import bare, folded, joined, prose_of, reading_of, scores_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from samples.kinds import Kind
    from samples.scores import Reading
    from samples.truth import Truth

MOST = 12
"""How many differences of one sort are shown."""


def main(name: str, seed: int) -> None:
    """Print what is wrong with the documents of the kinds whose name holds the given words."""
    with tempfile.TemporaryDirectory() as home:
        for kind in KINDS:
            if name.lower() in kind.name.lower():
                print("\n".join(differences(kind, seed, Path(home))))


def differences(kind: Kind, seed: int, folder: Path) -> Iterator[str]:
    """What is wrong with one document, a line each."""
    made = make(kind, seed, folder)
    document = read_source(made.path)
    reading = reading_of(document, report_of(document))
    yield f"{kind.name}, seed {seed}: {scores_of(reading, made.truth)}"
    for name, found in (
        ("prose", _prose(reading, made.truth)),
        ("section", _sections(reading, made.truth)),
        ("sentence", _sentences(reading, made.truth)),
        ("page", _pages(reading, made.truth)),
        ("row", _rows(reading, made.truth)),
    ):
        yield from (
            f"  {name}: {difference}"
            for difference, _ in zip(found, range(MOST), strict=False)
        )


def _prose(reading: Reading, truth: Truth) -> Iterator[str]:
    read, right = prose_of(reading, truth).split(), joined(truth.prose).split()
    for change in Indel.opcodes(read, right):
        if change.tag != "equal":
            before = " ".join(right[max(change.dest_start - 5, 0) : change.dest_start])
            extra = " ".join(read[change.src_start : change.src_end])
            lacking = " ".join(right[change.dest_start : change.dest_end])
            yield f"after {before!r}: read {extra[:200]!r}, written {lacking[:200]!r}"


def _sections(reading: Reading, truth: Truth) -> Iterator[str]:
    read = Counter((folded(title), level) for title, level, _ in reading.sections)
    right = Counter((folded(title), level) for title, level, _ in truth.sections)
    yield from (f"missed {section}" for section in (right - read).elements())
    yield from (f"invented {section}" for section in (read - right).elements())


def _sentences(reading: Reading, truth: Truth) -> Iterator[str]:
    read = {bare(text) for text, _ in reading.sentences}
    for sentence in truth.sentences:
        if bare(sentence) not in read:
            near = [
                text
                for text in read
                if sentence[:20] in text
                or sentence[-20:] in text
                or text[:30] in sentence
            ]
            yield f"{sentence!r} was read as {near[:3]}"


def _pages(reading: Reading, truth: Truth) -> Iterator[str]:
    read = {bare(text): page for text, page in reading.sentences}
    for sentence, page in zip(truth.sentences, truth.pages, strict=False):
        if read.get(bare(sentence), page) != page:
            yield f"{read[bare(sentence)]} for {page}: {sentence[:80]!r}"


def _rows(reading: Reading, truth: Truth) -> Iterator[str]:
    yield from (
        f"missed {row}"
        for row in (Counter(truth.rows) - Counter(reading.rows)).elements()
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
