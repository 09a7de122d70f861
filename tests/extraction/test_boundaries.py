"""The grammar of names: where a mention may begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.extraction.boundaries import trim
from policygraph.extraction.english import ARTICLES, NOT_FIRST, NOT_LAST
from policygraph.namespaces import CLASSES, FIGURES

WORDS = st.lists(
    st.sampled_from(
        [
            *sorted(ARTICLES),
            "of",
            "and",
            "Lhasa",
            "port",
            "$",
            "5",
            "%",
            '"',
            "(",
            ")",
            "-",
            ".",
            "'s",
            "“",
            "”",
        ]
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize(
    ("words", "kind", "kept"),
    [
        ("the port of", "Place", "port"),
        ('" Rivers of Gold " plan', "Project", '" Rivers of Gold " plan'),
        ('" Rivers of Gold', "Project", "Rivers of Gold"),
        ("Logistics Center ( Type B )", "Project", "Logistics Center ( Type B )"),
        ("Center ( Type B", "Project", "Center ( Type B"),
        ("$ 5 million", "Target", "$ 5 million"),
        ("$ Lhasa", "Place", "Lhasa"),
        ("over 30 %", "Target", "over 30 %"),
        ("bank 's", "Institution", "bank"),
        ("- Kunming railway ,", "Project", "Kunming railway"),
        ("AT & S Phase II", "Project", "AT & S Phase II"),
    ],
)
def test_a_span_is_trimmed_to_what_may_open_and_close_a_name(
    words: str, kind: str, kept: str
) -> None:
    """Articles, prepositions, half pairs and stray marks go; figures keep their signs."""
    text = words.split()
    edges = trim(text, 0, len(text) - 1, kind)
    assert edges is not None
    assert " ".join(text[edges[0] : edges[1] + 1]) == kept


@given(WORDS, st.sampled_from(CLASSES))
def test_what_is_left_never_begins_or_ends_with_a_bare_article_or_preposition(
    words: list[str], kind: str
) -> None:
    """Whatever the span, the rest is a name or nothing."""
    edges = trim(words, 0, len(words) - 1, kind)
    if edges is None:
        return
    first, last = words[edges[0]].lower(), words[edges[1]].lower()
    assert first not in NOT_FIRST or kind in FIGURES
    assert first not in ARTICLES
    assert last not in NOT_LAST
    assert first not in {".", "-", ")", "”"}
    assert last not in {".", "-", "(", "“", "$"}


@given(WORDS, st.sampled_from(CLASSES))
def test_trimming_what_was_trimmed_changes_nothing(words: list[str], kind: str) -> None:
    """The rest is stable."""
    edges = trim(words, 0, len(words) - 1, kind)
    assert edges is None or trim(words, *edges, kind) == edges
