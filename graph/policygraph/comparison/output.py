"""A comparison as a table, and its candidates as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.answers import Answer
from policygraph.assembly.iris import digest
from policygraph.namespaces import BASE, PG, RDF, XSD
from policygraph.queries.formats import RDF_FORMATS, write_answer
from policygraph.rdf import serialise
from policygraph.terms import Literal, Triple, in_order

if TYPE_CHECKING:
    from policygraph.answers import Row
    from policygraph.comparison.model import Candidate, Comparison, Finding

_BEFORE = ("finding", "class", "thing", "thingLabel")
_OTHER = ("other", "otherLabel")
_SCORE = "score"
_DIGITS = 16


def write_comparison(
    comparison: Comparison, format_name: str = "", *, width: int = 120
) -> bytes:
    """The comparison in a format of tables; in a syntax of RDF its candidates.

    Args:
        comparison: What to write.
        format_name: table, csv, tsv, json, xml, markdown or xlsx, or an RDF syntax; a table for people unless given.
        width: Columns of the terminal, for a table.

    Raises:
        UnknownFormatError: No such format.
    """
    if format_name in RDF_FORMATS:
        return serialise(to_triples(comparison), format_name)
    return write_answer(to_answer(comparison), format_name, width=width)


def to_answer(comparison: Comparison) -> Answer:
    """The comparison as a table, with a column for each group; where there are candidates, also with their columns."""
    rows = [_finding_row(finding) for finding in comparison.findings]
    rows += [_candidate_row(candidate) for candidate in comparison.candidates]
    answer = Answer((*_BEFORE, *_OTHER, *comparison.groups, _SCORE), tuple(rows))
    return (
        answer if comparison.candidates else answer.only((*_BEFORE, *comparison.groups))
    )


def to_triples(comparison: Comparison) -> tuple[Triple, ...]:
    """The candidates: each as a direct triple, and with its score."""
    return in_order(
        triple
        for candidate in comparison.candidates
        for triple in _candidate_facts(candidate)
    )


def _finding_row(finding: Finding) -> Row:
    thing = (
        Literal(finding.kind),
        Literal(finding.type),
        finding.thing,
        Literal(finding.label),
        None,
        None,
    )
    return (*thing, *map(_cell, finding.cells), None)


def _candidate_row(candidate: Candidate) -> Row:
    one, other = candidate.one, candidate.other
    things = (one.iri, Literal(one.label), other.iri, Literal(other.label))
    return (
        Literal("maybe same"),
        Literal(one.type),
        *things,
        *map(_cell, candidate.cells),
        _score(candidate),
    )


def _cell(said: str) -> Literal | None:
    return Literal(said, XSD.integer if said.isdecimal() else "") if said else None


def _score(candidate: Candidate) -> Literal:
    return Literal(f"{candidate.score:g}", XSD.decimal)


def _candidate_facts(candidate: Candidate) -> tuple[Triple, ...]:
    one, other = candidate.one.iri, candidate.other.iri
    node = BASE[f"candidate-{digest(one, other, digits=_DIGITS)}"]
    return (
        Triple(one, PG.maybeSame, other),
        Triple(node, RDF.type, RDF.Statement),
        Triple(node, RDF.type, PG.Candidate),
        Triple(node, RDF.subject, one),
        Triple(node, RDF.predicate, PG.maybeSame),
        Triple(node, RDF.object, other),
        Triple(node, PG.score, _score(candidate)),
    )
