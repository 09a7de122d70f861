"""What the gate rejected, as W3C validation results.

Results are no part of a report's graph. `build` can keep them beside it, in ``STEM.ttl.rejected``: Turtle, under a
name that no reader of graph folders takes for a graph.

Source: SHACL, section 3.6 (validation report).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from policygraph.namespaces import BASE, DCTERMS, RDF, SH
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policygraph.validation import Rejection

SUFFIX = ".rejected"
"""What is added to a graph file's name for the results of its gate."""


def results_of(rejected: Iterable[Rejection]) -> tuple[Triple, ...]:
    """The rejections as `sh:ValidationResult`s, one for each reason, sorted and each there once."""
    found: set[Triple] = set()
    for rejection in rejected:
        for reason in rejection.reasons:
            parts = f"{rejection.node}\n{rejection.kind}\n{reason}"
            result = Iri(
                f"{BASE}rejection-{hashlib.sha256(parts.encode()).hexdigest()[:16]}"
            )
            found |= {
                Triple(result, RDF.type, SH.ValidationResult),
                Triple(result, SH.focusNode, rejection.node),
                Triple(result, SH.resultMessage, Literal(reason, language="en")),
                Triple(result, DCTERMS["subject"], Literal(rejection.label)),
                Triple(result, DCTERMS["type"], Literal(rejection.kind)),
            }
    return tuple(sorted(found, key=str))


def recorded_beside(paths: Iterable[Path]) -> tuple[Triple, ...]:
    """The results that were kept beside graph files, or in the folders that hold them."""
    from policygraph.rdf import parse_triples

    found: list[Triple] = []
    for path in paths:
        files = (
            sorted(path.glob(f"*{SUFFIX}"))
            if path.is_dir()
            else [path.with_name(path.name + SUFFIX)]
        )
        for file in files:
            if file.is_file():
                found += parse_triples(file.read_bytes(), "turtle")
    return tuple(found)
