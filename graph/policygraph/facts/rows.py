"""Asking a graph in SPARQL, wherever it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygraph.answers import Term
    from policygraph.store.source import GraphSource

    Row = dict[str, Term | None]

_DECLARED = "".join(f"PREFIX {name}: <{home}>\n" for name, home in PREFIXES.items())


def asked(
    source: GraphSource, text: str, bindings: Mapping[str, Term] | None = None
) -> Iterator[Row]:
    """The rows of an answer, each from column to term; the project's prefixes are declared."""
    answer = source.query(_DECLARED + text, bindings or {})
    if isinstance(answer, Answer):
        for row in answer.rows:
            yield dict(zip(answer.columns, row, strict=True))
