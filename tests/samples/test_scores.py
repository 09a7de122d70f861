"""The scores of documents tell a right reading from wrong ones, and the documentation holds what they are."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from project import ROOT
from samples.__main__ import BEGIN, END, meets, table
from samples.kinds import KINDS, make
from samples.scores import BARS, Reading, scores_of

if TYPE_CHECKING:
    from pathlib import Path

    from samples.truth import Truth

SMALL = next(kind for kind in KINDS if kind.name == "PDF, cover and contents")


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Truth:
    """What is right of a document with tables, notes, heads and pages."""
    return make(SMALL, 1, tmp_path_factory.mktemp("samples")).truth


def _right(truth: Truth) -> Reading:
    return Reading(
        truth.prose,
        truth.sections,
        tuple(zip(truth.sentences, truth.pages, strict=True)),
        truth.rows,
    )


def test_a_right_reading_scores_full_marks(truth: Truth) -> None:
    """What was written, read back, meets every bar with nothing to spare."""
    scores = scores_of(_right(truth), truth)
    assert (
        scores.characters,
        scores.sections,
        scores.furniture,
        scores.sentences,
        scores.pages,
        scores.rows,
    ) == ((1, 1, 0, 1, 1, 1))
    assert meets(scores)


def test_prose_out_of_order_is_told(truth: Truth) -> None:
    """Pieces in another order miss the bar of characters though every sentence is whole."""
    pieces = list(truth.prose)
    random.Random(1).shuffle(pieces)  # noqa: S311 - no secret
    scores = scores_of(replace(_right(truth), prose=tuple(pieces)), truth)
    assert scores.characters < BARS["characters"]
    assert scores.sentences == 1


def test_a_head_inside_a_sentence_is_told(truth: Truth) -> None:
    """A running head and a page number within a paragraph count as two lines of furniture left over."""
    at = next(at for at, piece in enumerate(truth.prose) if len(piece.split()) > 30)
    words = truth.prose[at].split()
    head, number = truth.furniture[-2:]
    broken = " ".join([*words[:10], head, *words[10:20], number, *words[20:]])
    scores = scores_of(
        replace(
            _right(truth), prose=(*truth.prose[:at], broken, *truth.prose[at + 1 :])
        ),
        truth,
    )
    assert round(scores.furniture * truth.lines) == 2


def test_a_heading_taken_for_another_level_is_told(truth: Truth) -> None:
    """A section with the right title one level too deep counts as missed and as invented."""
    title, level, number = truth.sections[0]
    scores = scores_of(
        replace(
            _right(truth), sections=((title, level + 1, number), *truth.sections[1:])
        ),
        truth,
    )
    assert scores.sections == pytest.approx(1 - 1 / len(truth.sections))


def test_a_sentence_cut_in_two_and_a_wrong_page_are_told(truth: Truth) -> None:
    """Halves are no sentence, and a sentence on the next page is on the wrong one."""
    right = _right(truth)
    (first, page), (second, other) = right.sentences[:2]
    half = len(first) // 2
    changed = (
        (first[:half], page),
        (first[half:], page),
        (second, other + 1),
        *right.sentences[2:],
    )
    scores = scores_of(replace(right, sentences=changed), truth)
    many = len(truth.sentences)
    assert scores.sentences == pytest.approx(1 - 1 / many)
    assert scores.pages == pytest.approx(1 - 1 / (many - 1))


QUICK = [
    kind
    for kind in KINDS
    if "style sheet" not in kind.name and "browser" not in kind.name
]


@pytest.mark.parametrize("kind", QUICK, ids=lambda kind: kind.name)
def test_each_kind_can_be_made_twice_alike(kind: object, tmp_path: Path) -> None:
    """The same seed gives the same truth, another seed another."""
    first, again, other = (make(kind, seed, tmp_path).truth for seed in (3, 3, 4))
    assert first == again != other
    assert not first.pages or len(first.pages) == len(first.sentences)


def test_the_documentation_has_the_table_that_is_printed() -> None:
    """Head, bars and kinds of the table in docs/documents.md are those of the command."""
    text = (ROOT / "docs" / "documents.md").read_text(encoding="utf-8")
    lines = text[text.index(BEGIN) : text.index(END)].splitlines()
    printed = table({kind.name: [] for kind in KINDS}).splitlines()
    head = lines.index(printed[0])
    assert lines[head : head + 3] == printed[:3]
    shown = [
        line.split(" | ")[0] for line in lines[head + 3 :] if line.startswith("| ")
    ]
    assert shown == [f"| {kind.name}" for kind in KINDS]
