"""The SHACL engine's border: shapes in, results out as our own values.

The engine is written in Rust; that it finds all that the reference engine finds is a test.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.errors import GraphError
from policygraph.rdf import parse_triples, to_ntriples
from policygraph.resources import resource
from policygraph.terms import Iri, Literal, has_blank_node
from policygraph.validation.handing import as_text
from policygraph.validation.model import ValidationReport, Violation

if TYPE_CHECKING:
    from collections.abc import Iterable

    import shacl

    from policygraph.terms import Triple


def validate(triples: Iterable[Triple]) -> ValidationReport:
    """Whether the triples keep every promise of ``ontology/shapes.ttl``, and which they break.

    Raises:
        GraphError: A name in the triples is no IRI, or the shapes cannot be read.

    Source: SHACL (W3C Recommendation, 20 July 2017).

    Example:
        >>> from policygraph.namespaces import BASE, PG, RDF
        >>> from policygraph.terms import Triple
        >>> report = validate([Triple(BASE["place-Nowhere"], RDF.type, PG.Place)])
        >>> report.conforms, str(report.results[0])[:65]
        (False, 'https://w3id.org/policygraph/id/place-Nowhere: An entity has a sk')
    """
    return validate_all(tuple(triples))


def validate_all(triples: Iterable[Triple]) -> ValidationReport:
    """What `validate` says of triples that can be gone through more than once; no copy of them is made.

    Raises:
        GraphError: A name in the triples is no IRI, or the shapes cannot be read.
    """
    report = _report(triples)
    results = {_violation(result) for result in report.results}
    return ValidationReport(report.conforms, tuple(sorted(results, key=_order)))


def _report(triples: Iterable[Triple]) -> shacl.Report:
    """What the engine says of the triples.

    Raises:
        GraphError: A name in them is no IRI.
    """
    if any(map(has_blank_node, triples)):
        # Their labels depend on the triples alone, as do the results that name them.
        return _shapes().validate_text(to_ntriples(triples).decode(), format="ntriples")
    try:
        return _shapes().validate_text(as_text(triples))
    except ValueError:
        to_ntriples(triples)  # says which name is no IRI
        raise


@lru_cache(maxsize=1)
def _shapes() -> shacl.Shapes:
    import shacl

    path = resource("ontology", "shapes.ttl")
    try:
        return shacl.Shapes.from_file(str(path))
    except Exception as error:
        raise GraphError(
            f"'{path}' cannot be read as shapes: {error}",
            expected="SHACL shapes in Turtle",
        ) from error


def _violation(result: shacl.Result) -> Violation:
    return Violation(
        focus=_term(result.focus_node),
        path=_path(result.path or ""),
        value=_term(result.value) if result.value else None,
        message=result.message or f"{result.component} is broken",
        shape=Iri((result.root_shape or result.source_shape or "").strip("<>")),
        severity=result.severity,
    )


def _path(text: str) -> str:
    """The IRI of a path that is one property alone; a longer path stays as the engine spells it."""
    is_property = text.startswith("<") and text.count("<") == 1
    return text.strip("<>") if is_property else text


def _term(text: str) -> Iri | Literal:
    """The term that the engine spells as in N-Triples."""
    if text.startswith("<"):
        return Iri(text[1:-1])
    if text.startswith("_:"):
        return Iri(text)
    return parse_triples(f"<urn:s> <urn:p> {text} .", "ntriples")[0].object


def _order(violation: Violation) -> tuple[str, str, str, str, str]:
    focus, value = (str(term) for term in (violation.focus, violation.value))
    return focus, violation.shape, violation.path, value, violation.message
