"""Three reports made of the small one: of a year each, one with a place and one with a result that the others lack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.namespaces import PG, RDF, SKOS
from policygraph.rdf import parse_triples, to_turtle
from policygraph.terms import Iri, Literal, Triple
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_SMALL = ROOT / "tests" / "fixtures" / "small.ttl"
_HASH = "ee8d00f2ce3828dd"
YEARS = ("2030", "2031", "2032")


def graph_of(number: int) -> tuple[Triple, ...]:
    """The small graph as that of another year's report; the second has a place of its own, the third a result."""
    text = (
        _SMALL.read_text(encoding="utf-8")
        .replace(_HASH, f"{number:016x}")
        .replace("2018-01-15", YEARS[number])
    )
    if number == 1:
        text = text.replace("Beibei", "Marlow").replace("beibei", "marlow")
    triples = list(parse_triples(text.encode(), "turtle"))
    if number == YEARS.index("2032"):
        triples += _result_of(f"https://w3id.org/policygraph/id/report-{number:016x}")
    return tuple(triples)


def _result_of(report: str) -> list[Triple]:
    """A result that a report tells."""
    result = Iri("https://w3id.org/policygraph/id/result-2029")
    return [
        Triple(result, RDF.type, PG.Result),
        Triple(result, SKOS.prefLabel, Literal("30 plants", language="en")),
        Triple(result, PG.year, Literal("2029")),
        Triple(result, PG.inReport, Iri(report)),
    ]


def write_graphs(home: Path) -> Path:
    """The folder, with a file for each of the three."""
    for number, year in enumerate(YEARS):
        (home / f"{year}.ttl").write_bytes(to_turtle(graph_of(number)))
    return home
