"""The values of the vocabulary: what an entry says, and where a known name stands in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policygraph.spans import Span
    from policygraph.terms import Iri, Literal


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the vocabulary, or one phrase that is none.

    `type` is the local name of the entity's class ("Place"), empty where the entry only bars its phrases from the
    classes in `not_a`. `labels` are the names to be found, the canonical English one first; `hidden` are words that
    lead to the entry but are not looked for. `broader` is the concept above it, `kind` what kind of thing it is.
    """

    iri: Iri
    type: str
    labels: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    not_a: tuple[str, ...] = ()
    broader: Iri | None = None
    kind: Iri | None = None

    @property
    def label(self) -> str:
        """The canonical name."""
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class KnownConcept:
    """A concept or an entry as the vocabulary has it: its name in each language, its other names, its ISIC code.

    `schemes` are the concept schemes that it stands in, `broader` the concepts right above it.
    """

    iri: Iri
    labels: tuple[Literal, ...]
    others: tuple[Literal, ...]
    schemes: tuple[Iri, ...]
    isic: str
    broader: tuple[Iri, ...]


class KnownName(NamedTuple):
    """A stretch of text that an entry names, and the local name of the class that it names (or is barred from)."""

    span: Span
    entry: Entry
    type: str


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """A noun that tells, as the head of a name, the class (local names) and the kind of what is named."""

    iri: Iri
    labels: tuple[str, ...]
    suggests: tuple[str, ...]
    kind: Iri


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A make of names of class `type` from which the linkage `property` follows (local names both).

    `templates` are words with slots, as `policy.ttl` explains them; `kind` is the kind to which the head must belong.
    """

    iri: Iri
    type: str
    property: str
    templates: tuple[str, ...]
    kind: Iri | None


class Implication(NamedTuple):
    """That a name implies a linkage: its property (local name), and where in the name the other end stands."""

    property: str
    span: Span
    pattern: NamePattern
