"""Whatever a text, a graph or a query is, an answer comes or an error of the project's own."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import SHARE, SORTS, tried
from policygraph.errors import PolicygraphError
from policygraph.rdf import SYNTAXES, parse_triples, serialise
from policygraph.report import parse_report
from policygraph.sparql import refuse_what_reaches_out


@pytest.mark.parametrize("sort", SORTS)
def test_random_input_ends_in_an_answer_or_an_error_of_ours(sort: str) -> None:
    """A fiftieth of those that `make hostile` makes, the same on each run."""
    ends, faults = tried(sort, SHARE)
    assert not faults
    assert ends["answered"] > SHARE // 50
    assert set(ends) <= {"answered", "refused"}


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_report_or_none(text: str) -> None:
    """Surrogates, noncharacters and controls as well."""
    with contextlib.suppress(PolicygraphError):
        parse_report(text, name="any")


@given(st.binary(max_size=200), st.sampled_from(sorted(SYNTAXES)))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_a_graph_or_none(content: bytes, syntax: str) -> None:
    """In each syntax; what is one can be written again."""
    with contextlib.suppress(PolicygraphError):
        serialise(parse_triples(content, syntax), "turtle")


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_judged_as_a_query(text: str) -> None:
    """By the guard, which reads it before the engine does."""
    with contextlib.suppress(PolicygraphError):
        refuse_what_reaches_out(text)
