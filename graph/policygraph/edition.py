"""Graphs of version 0.1, which say less of themselves than those of today.

A report of 0.1 is no ``dcat:Dataset`` and tells of no build; every report of a later version is and does. Such a graph
can still be asked, drawn and exported. It is not put beside others: its names merge things that are two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.namespaces import DCAT, NIF, PG, PROV, RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.terms import Iri, Triple

IS_FIRST = """ASK { ?report a pg:Report , nif:Context
  FILTER NOT EXISTS { ?report a dcat:Dataset } FILTER NOT EXISTS { ?report prov:wasGeneratedBy ?build } }"""
"""The question whether a graph holds a report of 0.1."""

_REMEDY = "build it anew from the report"


def is_of_first_edition(triples: Iterable[Triple]) -> bool:
    """Whether a graph holds a report as version 0.1 wrote it.

    Example:
        >>> from policygraph.namespaces import BASE
        >>> from policygraph.terms import Triple
        >>> report = [Triple(BASE["report-1"], RDF.type, PG.Report), Triple(BASE["report-1"], RDF.type, NIF.Context)]
        >>> is_of_first_edition(report)
        True
        >>> is_of_first_edition([*report, Triple(BASE["report-1"], RDF.type, DCAT.Dataset)])
        False
    """
    types: dict[Iri, set[object]] = {}
    built: set[Iri] = set()
    kind, made_by = RDF.type, PROV.wasGeneratedBy
    for subject, predicate, target in triples:
        if predicate == kind and target in _TOLD:
            types.setdefault(subject, set()).add(target)
        elif predicate == made_by:
            built.add(subject)
    return any(
        classes == {PG.Report, NIF.Context} and report not in built
        for report, classes in types.items()
    )


_TOLD = frozenset({PG.Report, NIF.Context, DCAT.Dataset})


def remark_on(name: str) -> str:
    """What to say of a graph of version 0.1 that is read all the same."""
    return f"'{name}' was built by policygraph 0.1: what it says is shown as far as it goes; {_REMEDY}"


def refuse_first_edition(triples: Iterable[Triple], name: str) -> None:
    """Lets no graph of version 0.1 pass.

    Raises:
        GraphError: It holds a report as version 0.1 wrote it.
    """
    if is_of_first_edition(triples):
        raise GraphError(
            f"'{name}' was built by policygraph 0.1",
            expected="a graph of version 0.2 or later",
            remedy=_REMEDY,
        )
