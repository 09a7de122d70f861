"""How facts are put down: typed literals in their one spelling, and the superclasses that are written out."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from policygraph.namespaces import (
    DCAT,
    FOAF,
    GEO,
    NIF,
    ORG,
    PG,
    PROV,
    RDF,
    SCHEMA,
    SKOS,
    XSD,
)
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterator

    Triples = Iterator[Triple]
    Values = dict[Iri, Iri | Literal]
    """Values by property."""

CLASSES_OF: dict[str, tuple[Iri, ...]] = {
    "Report": (
        PG.Report,
        PROV.Entity,
        SCHEMA.Report,
        DCAT.Dataset,
        NIF.Context,
        NIF.OffsetBasedString,
    ),
    "Section": (PG.Section, NIF.Structure),
    "KeyTask": (PG.KeyTask, PG.Task, SCHEMA.Action),
    "SubTask": (PG.SubTask, PG.Task, SCHEMA.Action),
    "Measure": (PG.Measure, PG.Task, SCHEMA.Action),
    "Industry": (PG.Industry, SKOS.Concept),
    "Project": (PG.Project, FOAF.Project),
    "Place": (PG.Place, SCHEMA.Place, GEO.Feature),
    "Institution": (PG.Institution, ORG.Organization),
    "Target": (PG.Target, PG.Figure, SCHEMA.QuantitativeValue),
    "Result": (PG.Result, PG.Figure, SCHEMA.QuantitativeValue),
    "Linkage": (PG.Linkage, RDF.Statement, PROV.Entity),
}
"""Each class of the ontology with the classes above it, as the data writes them out."""

_HUNDREDTH = Decimal("0.01")
_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_DATES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""The datatype of an ISO 8601 date by its length."""


def types(subject: Iri, name: str) -> Triples:
    """That `subject` is of the class with that local name and of all above it."""
    return (Triple(subject, RDF.type, class_) for class_ in CLASSES_OF[name])


def told(subject: Iri, values: Values) -> Triples:
    """That `subject` has these values, one for each property."""
    for property_, value in values.items():
        yield Triple(subject, property_, value)


def named(label: str, language: str = "en") -> Literal:
    """A name, white space as one space: Chinese where it holds a Han character, else in the report's language."""
    if _HAN.search(label):
        language = "zh"
    return canonical(label, language)


def canonical(label: str, language: str) -> Literal:
    """A thing's own name in the report's language, each run of white space as one space."""
    return Literal(" ".join(label.split()), language=language)


def offset(number: int) -> Literal:
    """A character offset."""
    return Literal(str(number), XSD.nonNegativeInteger)


def confidence(value: float) -> Literal:
    """A confidence, 0–1, rounded to two places.

    Example:
        >>> confidence(0.8).value, confidence(1).value
        ('0.8', '1')
    """
    exact = Decimal(repr(float(value)))
    rounded = exact.quantize(_HUNDREDTH, ROUND_HALF_EVEN)
    return decimal(rounded)


def decimal(value: Decimal) -> Literal:
    """A number without exponent, in the canonical form of XML Schema 1.1, which every store keeps as it is.

    Source: XML Schema 1.1 Part 2, section 3.3.3 (decimal canonical mapping).

    Example:
        >>> decimal(Decimal("4.21e10")).value, decimal(Decimal("0.50")).value
        ('42100000000', '0.5')
    """
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if plain == "-0":
        plain = "0"
    return Literal(plain, XSD.decimal)


def date(value: str) -> Literal:
    """An ISO 8601 day, month or year with its datatype; a deadline too."""
    return Literal(value, _DATES.get(len(value), ""))


def year(value: int) -> Literal:
    """A year of the common era."""
    return Literal(f"{value:04d}", XSD.gYear)
