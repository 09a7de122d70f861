"""Answers as values: a table, a truth or a graph.

An `Answer` is a sequence of mappings, so that pandas and polars take it as it is:

    >>> from policygraph.terms import Iri, Literal
    >>> answer = Answer(("place", "placeLabel"), ((Iri("http://example.org/x"), Literal("X", language="en")),))
    >>> answer.to_dicts()
    [{'place': 'http://example.org/x', 'placeLabel': 'X'}]
    >>> import pandas
    >>> list(pandas.DataFrame(answer).columns)
    ['place', 'placeLabel']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from policygraph.namespaces import XSD
from policygraph.terms import Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.terms import Iri

    Term = Iri | Literal
    Row = tuple[Term | None, ...]
    Value = str | int | float | bool | None

_INTEGERS = {
    str(XSD[name])
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger"),
        *("negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
}
_FRACTIONS = {str(XSD[name]) for name in ("decimal", "double", "float")}


@dataclass(frozen=True)
class Answer(Sequence["dict[str, Value]"]):
    """A table of terms: what a SELECT question yields.

    As a sequence it holds one mapping a row, from column to Python value: integers, fractions (float) and truths as
    such, everything else as text, None where nothing is bound. `rows` keeps the terms as they are.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        """The number of rows."""
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> dict[str, Value]: ...

    @overload
    def __getitem__(self, index: slice) -> Answer: ...

    def __getitem__(self, index: int | slice) -> dict[str, Value] | Answer:
        """One row as a mapping, or some rows as an answer."""
        if isinstance(index, slice):
            return Answer(self.columns, self.rows[index])
        return {name: value_of(term) for name, term in zip(self.columns, self.rows[index], strict=True)}

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """The rows as mappings, in order."""
        return (self[index] for index in range(len(self.rows)))

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as a list of mappings from column to Python value."""
        return list(self)

    def only(self, columns: tuple[str, ...]) -> Answer:
        """The answer with these columns alone, in this order; a column that it does not have is empty."""
        places = [self.columns.index(name) if name in self.columns else None for name in columns]
        return Answer(
            columns, tuple(tuple(None if place is None else row[place] for place in places) for row in self.rows)
        )


@dataclass(frozen=True)
class TruthAnswer:
    """Yes or no: what an ASK question yields."""

    value: bool

    def __bool__(self) -> bool:
        """The truth itself."""
        return self.value


@dataclass(frozen=True)
class GraphAnswer(Sequence[Triple]):
    """A graph: what a CONSTRUCT or DESCRIBE question yields, its triples sorted and each there once."""

    triples: tuple[Triple, ...]

    def __len__(self) -> int:
        """The number of triples."""
        return len(self.triples)

    @overload
    def __getitem__(self, index: int) -> Triple: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Triple, ...]: ...

    def __getitem__(self, index: int | slice) -> Triple | tuple[Triple, ...]:
        """One triple, or some."""
        return self.triples[index]


def value_of(term: Term | None) -> Value:
    """The Python value of a term; text where it has none of its own.

    Example:
        >>> value_of(Literal("0.97", XSD.decimal))
        0.97
    """
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    try:
        if term.datatype in _INTEGERS:
            return int(term.value)
        if term.datatype in _FRACTIONS:
            return float(term.value)
    except ValueError:
        return term.value  # an ill-typed literal is still its text
    if term.datatype == XSD.boolean and term.value in {"true", "false", "1", "0"}:
        return term.value in {"true", "1"}
    return term.value
