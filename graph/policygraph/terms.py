"""RDF terms as plain values, so that no stage of the pipeline needs an RDF library to speak of a fact.

Source: RDF 1.1 Concepts and Abstract Syntax, section 3. Blank nodes are left out on purpose: the data has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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
    about = by_subject(triples)
    # Subject by subject: a long report's triples would weigh twice as much with the keys of all at once.
    ordered: list[Triple] = []
    for subject in sorted(about):
        own = set(about[subject])
        ordered += sorted(own, key=_order)
    return tuple(ordered)


def by_subject(triples: Iterable[Triple]) -> dict[Iri, list[Triple]]:
    """The triples about each subject, in the order in which they come."""
    about: dict[Iri, list[Triple]] = {}
    for triple in triples:
        about.setdefault(triple.subject, []).append(triple)
    return about


def has_blank_node(triple: Triple) -> bool:
    """Whether an end of a triple is a blank node, which is spelled with ``_:`` in front.

    Example:
        >>> has_blank_node(Triple(Iri("_:b"), Iri("urn:p"), Literal("_:c")))
        True
    """
    if triple.subject.startswith("_:"):
        return True
    last = triple.object
    return isinstance(last, Iri) and last.startswith("_:")


def with_shared_terms(triples: Iterable[Triple]) -> Iterator[Triple]:
    """The triples, equal terms being one value in all of them, which takes a third of the memory.

    Example:
        >>> one, other = with_shared_terms([Triple(Iri("a"), Iri("b"), Iri(name)) for name in ("a", "b")])
        >>> one.subject is one.object, one.predicate is other.object
        (True, True)
    """
    known: dict[Iri | Literal, Iri | Literal] = {}
    for triple in triples:
        terms = (known.setdefault(term, term) for term in triple)
        yield tuple.__new__(Triple, terms)


def _order(triple: Triple) -> tuple[str, bool, str, str, str]:
    """What triples of one subject are sorted by."""
    last = triple.object
    if isinstance(last, Literal):
        return triple.predicate, True, last.value, last.datatype, last.language
    return triple.predicate, False, last, "", ""
