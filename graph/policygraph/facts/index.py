"""Triples by subject and predicate, for reading many facts about many things in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policygraph.namespaces import DCTERMS, FOAF, RDFS, SCHEMA, SKOS
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NONE = Iri("")
_MANY = 64
"""A subject of which more is stated than half as many facts has them by predicate."""

LABELS = (SKOS.prefLabel, RDFS.label, DCTERMS["title"], SCHEMA.name, FOAF.name)
"""The properties that name a thing, the first one that it has winning."""


class Facts:
    """What triples say, by subject and predicate; objects keep the order in which they came, each once.

    Example:
        >>> from policygraph.terms import Iri, Triple
        >>> facts = Facts([Triple(Iri("urn:a"), SKOS.prefLabel, Literal("A road", language="en"))])
        >>> facts.text("urn:a", SKOS.prefLabel)
        'A road'
    """

    def __init__(self, triples: Iterable[Triple]) -> None:
        names: dict[str, str] = {}
        # Predicates and objects by turns: a tenth of what a dictionary for each of a hundred thousand spans takes.
        self._stated: dict[str, list[Any]] = {}
        for subject, predicate, value in triples:
            name = names.setdefault(predicate, predicate)
            self._stated.setdefault(subject, []).extend((name, value))
        self._parted = {
            subject: _by_predicate(stated)
            for subject, stated in self._stated.items()
            if len(stated) > _MANY
        }

    def with_property(self, predicate: str) -> list[Iri]:
        """The subjects that have a property, sorted."""
        return sorted(
            Iri(subject)
            for subject, stated in self._stated.items()
            if predicate in stated[::2]
        )

    def __contains__(self, subject: str) -> bool:
        """Whether anything is stated of a subject."""
        return subject in self._stated

    def __iter__(self) -> Iterator[str]:
        """All subjects, in the order in which they first came."""
        return iter(self._stated)

    def properties(self, subject: str) -> list[str]:
        """The properties of a subject, in the order in which they first came."""
        return list(dict.fromkeys(self._stated.get(subject, [])[::2]))

    def triples(self) -> Iterator[Triple]:
        """All that is stated, subject by subject."""
        for subject in self:
            for predicate in self.properties(subject):
                for value in self.objects(subject, predicate):
                    yield Triple(Iri(subject), Iri(predicate), value)

    def objects(self, subject: str, predicate: str) -> list[Iri | Literal]:
        """All objects of one subject and predicate."""
        if subject in self._parted:
            return self._parted[subject].get(predicate, [])
        stated = self._stated.get(subject, [])
        names = stated[::2]
        if predicate not in names:
            return []
        place = names.index(predicate)
        if predicate not in names[place + 1 :]:
            return [stated[2 * place + 1]]
        return _by_predicate(stated)[predicate]

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
        """The objects that are literals: English and untagged ones first, then by language and value."""
        stated = self.objects(subject, predicate)
        if not stated:
            return []
        found = [value for value in stated if isinstance(value, Literal)]
        if len(found) < 2:  # noqa: PLR2004 - nothing to sort, as for nearly all
            return found
        return sorted(
            found,
            key=lambda one: (one.language not in {"en", ""}, one.language, one.value),
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


def _by_predicate(stated: list[Any]) -> dict[str, list[Iri | Literal]]:
    found: dict[str, dict[Iri | Literal, None]] = {}
    for name, value in zip(stated[::2], stated[1::2], strict=True):
        found.setdefault(name, {})[value] = None
    return {name: list(values) for name, values in found.items()}


def local_name(iri: str) -> str:
    """The last part of an IRI, or the IRI itself where it has no parts.

    Example:
        >>> local_name("https://w3id.org/policygraph/ontology#Place")
        'Place'
    """
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1] or iri
