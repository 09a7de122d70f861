"""Made documents are read as they were written: a seeded few of each sort of file; `make documents` reads them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from samples.__main__ import measured, missed
from samples.kinds import KINDS
from samples.scores import BARS

if TYPE_CHECKING:
    from pathlib import Path

    from samples.kinds import Kind

FEW = (
    "PDF, columns painted across",
    "PDF, chapters with number and title apart",
    "PDF, cover and contents",
    "PDF, footnotes",
    "Word, styles and counted headings",
    "Word, bold lines for headings",
    "HTML, semantic",
    "HTML, tables for layout",
    "Text, a paragraph a line",
)


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.name in FEW], ids=lambda kind: kind.name
)
def test_a_made_document_meets_every_bar(kind: Kind, tmp_path: Path) -> None:
    """Prose in order, sections, furniture, whole sentences and their pages are as good as asked of every document."""
    scores = measured(kind, 1, tmp_path)
    short = {
        name: getattr(scores, name)
        for name in BARS
        if missed(name, getattr(scores, name))
    }
    assert not short
