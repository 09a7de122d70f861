"""Answers as values: Python values of terms, and columns chosen."""

from __future__ import annotations

import pytest

from policygraph.answers import Answer, value_of
from policygraph.namespaces import XSD
from policygraph.terms import Iri, Literal

X = Iri("http://example.org/x")


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (X, "http://example.org/x"),
        (Literal("a", language="en"), "a"),
        (Literal("7", XSD.integer), 7),
        (Literal("-7", XSD.negativeInteger), -7),
        (Literal("7", XSD.unsignedByte), 7),
        (Literal("0.50", XSD.decimal), 0.5),
        (Literal("1e3", XSD.double), 1000.0),
        (Literal("seven", XSD.integer), "seven"),
        (Literal("true", XSD.boolean), True),
        (Literal("1", XSD.boolean), True),
        (Literal("false", XSD.boolean), False),
        (Literal("0", XSD.boolean), False),
        (Literal("yes", XSD.boolean), "yes"),
        (Literal("2030-01-01", XSD.date), "2030-01-01"),
    ],
)
def test_a_term_has_the_value_that_python_has_for_it(
    term: Iri | Literal | None, value: object
) -> None:
    """Numbers and truths are such; whatever is ill-typed or of another type is its text."""
    found = value_of(term)
    assert (found, type(found)) == (value, type(value))


def test_chosen_columns_stand_in_the_order_asked_for() -> None:
    """A column that the answer does not have is empty; the others keep their terms."""
    answer = Answer(("a", "b"), ((X, Literal("1")), (None, Literal("2"))))
    chosen = answer.only(("b", "none", "a"))
    assert chosen.columns == ("b", "none", "a")
    assert chosen.rows == ((Literal("1"), None, X), (Literal("2"), None, None))
