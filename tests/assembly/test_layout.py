"""The innermost stretch of text at a character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policygraph.assembly.layout import Layout
from policygraph.spans import Span


@st.composite
def nested(draw: st.DrawFn) -> list[Span]:
    """Spans that are nested or disjoint, in any order."""
    kept: list[Span] = []
    for begin, length in draw(
        st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=12)
    ):
        span = Span(begin, begin + length)
        fits = (
            span.covers(other) or other.covers(span) or not span.overlap(other)
            for other in kept
        )
        if span not in kept and all(fits):
            kept.append(span)
    return kept


@given(nested(), st.integers(0, 70))
def test_it_is_the_smallest_span_that_holds_the_character(
    spans: list[Span], position: int
) -> None:
    """The sweep finds what looking at every span finds."""
    holders = [
        index for index, span in enumerate(spans) if span.begin <= position < span.end
    ]
    expected = min(
        holders, key=lambda index: spans[index].end - spans[index].begin, default=None
    )
    assert Layout(spans).innermost(position) == expected


@given(
    st.lists(
        st.builds(lambda a, b: Span(a, a + b), st.integers(0, 30), st.integers(1, 15)),
        max_size=8,
    )
)
def test_crossing_spans_still_give_one_that_was_given(spans: list[Span]) -> None:
    """However spans cross, an answer is one of them that begins at or before the character, or none."""
    layout = Layout(spans)
    for position in range(50):
        found = layout.innermost(position)
        assert found is None or spans[found].begin <= position
