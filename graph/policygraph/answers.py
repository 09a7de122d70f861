"""Answers as values: a table, a truth or a graph.

An `Answer` is a sequence of mappings, so that pandas and polars take it as it is. Its terms are made when they are
first read.

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
    from collections.abc import Callable, Iterator

    from policygraph.terms import Iri

    Term = Iri | Literal
    Row = tuple[Term | None, ...]
    Value = str | int | float | bool | None

_INTEGERS = {
    str(XSD[name])
    for name in (
        *(
            "integer",
            "int",
            "long",
            "short",
            "byte",
            "nonNegativeInteger",
            "positiveInteger",
            "nonPositiveInteger",
        ),
        *(
            "negativeInteger",
            "unsignedInt",
            "unsignedLong",
            "unsignedShort",
            "unsignedByte",
        ),
    )
}
_FRACTIONS = {str(XSD[name]) for name in ("decimal", "double", "float")}


class Answer(Sequence["dict[str, Value]"]):
    """A table of terms: what a SELECT question yields.

    As a sequence it holds one mapping a row, from column to Python value: integers, fractions (float) and truths as
    such, everything else as text, None where nothing is bound. `rows` keeps the terms as they are.

    Args:
        columns: The names of its columns.
        rows: One tuple of terms a row, or what makes them when they are first asked for.
    """

    def __init__(
        self,
        columns: tuple[str, ...],
        rows: tuple[Row, ...] | Callable[[], tuple[Row, ...]],
    ) -> None:
        self._columns = columns
        self._rows = rows

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of its columns."""
        return self._columns

    @property
    def rows(self) -> tuple[Row, ...]:
        """One tuple of terms a row."""
        if callable(self._rows):
            self._rows = self._rows()
        return self._rows

    def __eq__(self, other: object) -> bool:
        """Whether columns, rows and their order are the same."""
        if not isinstance(other, Answer):
            return NotImplemented
        return self.columns == other.columns and self.rows == other.rows

    def __hash__(self) -> int:
        """One number for equal answers."""
        return hash((self.columns, self.rows))

    def __repr__(self) -> str:
        """The answer as Python writes it."""
        return f"Answer(columns={self.columns!r}, rows={self.rows!r})"

    def __reduce__(self) -> tuple[type[Answer], tuple[object, ...]]:
        """What is pickled: its rows, not what makes them."""
        return Answer, (self.columns, self.rows)

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
        return {
            name: value_of(term)
            for name, term in zip(self.columns, self.rows[index], strict=True)
        }

    def __iter__(self) -> Iterator[dict[str, Value]]:
        """The rows as mappings, in order."""
        return (self[index] for index in range(len(self.rows)))

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as a list of mappings from column to Python value."""
        return list(self)

    def only(self, columns: tuple[str, ...]) -> Answer:
        """The answer with these columns alone, in this order; a column that it does not have is empty."""
        places = [
            self.columns.index(name) if name in self.columns else None
            for name in columns
        ]
        return Answer(
            columns,
            tuple(
                tuple(None if place is None else row[place] for place in places)
                for row in self.rows
            ),
        )


@dataclass(frozen=True)
class TruthAnswer:
    """Yes or no: what an ASK question yields."""

    value: bool

    def __bool__(self) -> bool:
        """The truth itself."""
        return self.value


class GraphAnswer(Sequence[Triple]):
    """A graph: what a CONSTRUCT or DESCRIBE question yields, its triples sorted and each there once.

    Args:
        triples: The triples, or what makes them when they are first asked for.
    """

    def __init__(
        self, triples: tuple[Triple, ...] | Callable[[], tuple[Triple, ...]]
    ) -> None:
        self._triples = triples

    @property
    def triples(self) -> tuple[Triple, ...]:
        """Its triples, sorted."""
        if callable(self._triples):
            self._triples = self._triples()
        return self._triples

    def __eq__(self, other: object) -> bool:
        """Whether the triples are the same."""
        return (
            self.triples == other.triples
            if isinstance(other, GraphAnswer)
            else NotImplemented
        )

    def __hash__(self) -> int:
        """One number for equal graphs."""
        return hash(self.triples)

    def __repr__(self) -> str:
        """The answer as Python writes it."""
        return f"GraphAnswer(triples={self.triples!r})"

    def __reduce__(self) -> tuple[type[GraphAnswer], tuple[object, ...]]:
        """What is pickled: its triples, not what makes them."""
        return GraphAnswer, (self.triples,)

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
