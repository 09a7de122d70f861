"""What the tests of linking share: the shipped vocabulary, and the linking of marked sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import span_of
from marks import marked
from policygraph.extraction.model import Extraction, Measure, Pair
from policygraph.linking import link
from policygraph.report import parse_report
from policygraph.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.linking.model import Linked
    from policygraph.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The shipped vocabulary."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def linked(vocabulary: Vocabulary) -> Callable[..., Linked]:
    """Links a marked text; pairs are given as (index of subject, property, index of object, confidence)."""

    def run(
        text: str,
        *,
        pairs: tuple[tuple[int, str, int, float], ...] = (),
        measures: tuple[tuple[str, str, str], ...] = (),
        min_confidence: float = 0.0,
    ) -> Linked:
        plain, mentions = marked(text)
        extraction = Extraction(
            mentions,
            tuple(
                Measure(span_of(plain, verb), span_of(plain, object_), stage, 0, 0.9)
                for verb, object_, stage in measures
            ),
            tuple(
                Pair(subject, object_, property_, sure)
                for subject, property_, object_, sure in pairs
            ),
            (),
        )
        return link(
            parse_report(plain, name="test"),
            extraction,
            vocabulary,
            min_confidence=min_confidence,
        )

    return run
