"""RDF terms as plain values, so that no stage of the pipeline needs an RDF library to speak of a fact.

Source: RDF 1.1 Concepts and Abstract Syntax, section 3. Blank nodes are left out on purpose: the data has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


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
