"""A comparison in the formats of tables, as a workbook with a sheet a part, as a page, and its candidates as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.assembly.iris import digest
from policygraph.comparison.rows import (
    excerpt,
    score_of,
    to_answer,
    to_answers,
    whole,
)
from policygraph.namespaces import BASE, PG, RDF
from policygraph.queries.formats import RDF_FORMATS, write_answer
from policygraph.rdf import serialise
from policygraph.terms import Triple, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.comparison.model import Candidate, Comparison

PAGE = "html"
"""The format of the page."""

_FOR_PEOPLE = ("", "table", "markdown")
_DIGITS = 16


def write_comparison(
    comparison: Comparison,
    format_name: str = "",
    *,
    part: str = "",
    most: int | None = None,
    width: int = 120,
) -> bytes:
    """The comparison in a format of tables, or as a page; in a syntax of RDF its candidates.

    A table for people shows of each sentence what is needed, all others show it whole. A workbook has a sheet for each
    part that has something.

    Args:
        comparison: What to write.
        format_name: table, csv, tsv, json, xml, markdown, xlsx or html, or an RDF syntax; a table for people unless
            given.
        part: One of `policygraph.comparison.PARTS`; all of them unless given.
        most: The most rows of each part; all unless given.
        width: Columns of the terminal, for a table.

    Raises:
        UnknownFormatError: No such format.
        UsageError: No such part.
    """
    if format_name in RDF_FORMATS:
        return serialise(to_triples(comparison), format_name)
    if format_name == PAGE:
        from policygraph.comparison.page import comparison_page

        return comparison_page(comparison, part, most).encode()
    if format_name == "xlsx":
        return _workbook(comparison, part, most)
    say = excerpt if format_name in _FOR_PEOPLE else whole
    answer = to_answer(comparison, part, say, most)
    if say is excerpt and part:
        answer = answer.only(_for_people(answer.columns, part))
    return write_answer(answer, format_name, width=width)


def to_triples(comparison: Comparison) -> tuple[Triple, ...]:
    """The candidates: each as a direct triple, and with its score."""
    return in_order(
        triple
        for candidate in comparison.candidates
        for triple in _candidate_facts(candidate)
    )


def _for_people(columns: tuple[str, ...], part: str) -> tuple[str, ...]:
    """The columns of one part without what every row says, or says twice."""
    left_out = {"finding"}
    if part == "delivered":
        left_out |= {"other", "otherLabel"}
    return tuple(name for name in columns if name not in left_out)


def _workbook(comparison: Comparison, part: str, most: int | None) -> bytes:
    from policygraph.answers import value_of
    from policygraph.workbook import workbook

    sheets: dict[str, list[Sequence[object]]] = {}
    for name, answer in to_answers(comparison, part, most).items():
        rows = [[value_of(term) for term in row] for row in answer.rows]
        sheets[name] = [answer.columns, *rows]
    return workbook(sheets or {"nothing": [("finding",)]})


def _candidate_facts(candidate: Candidate) -> tuple[Triple, ...]:
    one = candidate.one.iri
    other = candidate.other.iri
    name = digest(one, other, digits=_DIGITS)
    node = BASE[f"candidate-{name}"]
    return (
        Triple(one, PG.maybeSame, other),
        Triple(node, RDF.type, RDF.Statement),
        Triple(node, RDF.type, PG.Candidate),
        Triple(node, RDF.subject, one),
        Triple(node, RDF.predicate, PG.maybeSame),
        Triple(node, RDF.object, other),
        Triple(node, PG.score, score_of(candidate.score)),
    )
