"""What can be looked up of a graph, wherever its triples lie."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from copy import copy
from typing import TYPE_CHECKING, Self

from policygraph.namespaces import DCTERMS, FOAF, RDFS, SCHEMA, SKOS
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NONE = Iri("")

LABELS = (SKOS.prefLabel, RDFS.label, DCTERMS["title"], SCHEMA.name, FOAF.name)
"""The properties that name a thing, the first one that it has winning."""


class Lookups(ABC):
    """Values by subject and property, and subjects by property and value."""

    language = "en"
    """The language whose texts come first."""

    @abstractmethod
    def objects(self, subject: str, predicate: str) -> Sequence[Iri | Literal]:
        """All objects of one subject and predicate, each once."""

    @abstractmethod
    def subjects(self, predicate: str, value: Iri) -> Sequence[Iri]:
        """The subjects whose property has this value, sorted."""

    @abstractmethod
    def pairs(self, predicate: str) -> Iterable[tuple[Iri, Iri | Literal]]:
        """Each subject that has a property, with each of its values."""

    def with_property(self, predicate: str) -> list[Iri]:
        """The subjects that have a property, sorted."""
        return sorted({subject for subject, _ in self.pairs(predicate)})

    def counts(self, predicate: str) -> Mapping[str, int]:
        """How often a property has each value, a thing by its IRI."""
        return Counter(str(value) for _, value in self.pairs(predicate))

    def preferring(self, language: str) -> Self:
        """The same facts, of whose texts those in another language come first."""
        same = copy(self)
        same.language = language
        return same

    def iris(self, subject: str, predicate: str) -> list[Iri]:
        """The objects that are IRIs, sorted, each once."""
        stated = self.objects(subject, predicate)
        if not stated:
            return []
        found = [value for value in stated if not isinstance(value, Literal)]
        return sorted(set(found)) if len(found) > 1 else found

    def iri(self, subject: str, predicate: str) -> Iri:
        """The first of the objects that are IRIs, or an empty one."""
        found = self.iris(subject, predicate)
        return found[0] if found else _NONE

    def literals(self, subject: str, predicate: str) -> list[Literal]:
        """The objects that are literals: those in `language` and untagged ones first, then by language and value."""
        stated = self.objects(subject, predicate)
        if not stated:
            return []
        found = [value for value in stated if isinstance(value, Literal)]
        if len(found) < 2:  # noqa: PLR2004 - nothing to sort, as for nearly all
            return found
        first = {self.language, ""}
        return sorted(
            found, key=lambda one: (one.language not in first, one.language, one.value)
        )

    def text(self, subject: str, predicate: str) -> str:
        """The lexical form of the first literal, or an empty string."""
        found = self.literals(subject, predicate)
        return found[0].value if found else ""

    def number(self, subject: str, predicate: str) -> int:
        """The first literal as a whole number; 0 where there is none or it is no number."""
        text = self.text(subject, predicate)
        return int(text) if text.isdecimal() else 0

    def label(self, subject: str) -> str:
        """What to call a thing: its first label, or the last part of its IRI."""
        named = (self.text(subject, predicate) for predicate in LABELS)
        return next((name for name in named if name.strip()), "") or local_name(subject)


def local_name(iri: str) -> str:
    """The last part of an IRI, or the IRI itself where it has no parts.

    Example:
        >>> local_name("https://w3id.org/policygraph/ontology#Place")
        'Place'
    """
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri
