"""RDF terms as plain values, so that no stage of the pipeline needs an RDF library to speak of a fact.

Source: RDF 1.1 Concepts and Abstract Syntax, section 3. Blank nodes are left out on purpose: the data has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Iri(str):
    """An IRI reference, absolute."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal: its lexical form, and either a datatype (IRI) or a language tag; a plain string has neither."""

    value: str
    datatype: str = ""
    language: str = ""


class Triple(NamedTuple):
    """Subject, predicate and object of one fact."""

    subject: Iri
    predicate: Iri
    object: Iri | Literal


def in_order(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """The triples by subject, predicate and object (IRIs before literals), each once."""
    return tuple(sorted(set(triples), key=_order))


def _order(triple: Triple) -> tuple[str, str, bool, str, str, str]:
    last = triple.object
    if isinstance(last, Literal):
        return (
            triple.subject,
            triple.predicate,
            True,
            last.value,
            last.datatype,
            last.language,
        )
    return triple.subject, triple.predicate, False, last, "", ""
