"""What validation says of a graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policygraph.terms import Iri, Literal, Triple


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of validation, in SHACL's words.

    `focus` is the node that it is about, `path` the property or empty, `value` the offending value where the rule
    names one, `shape` the IRI of the shape, `message` its rule in words, `severity` "Violation", "Warning" or "Info".

    Source: SHACL, section 3.6 (validation report).
    """

    focus: Iri | Literal
    path: str
    value: Iri | Literal | None
    message: str
    shape: Iri
    severity: str

    def __str__(self) -> str:
        """The node, the rule in words, and the shape that holds it."""
        focus = self.focus if isinstance(self.focus, str) else f'"{self.focus.value}"'
        return f"{focus}: {self.message} [{self.shape}]"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """Whether a graph conforms, and what does not, sorted by node and shape."""

    conforms: bool
    results: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that was kept out of a graph.

    `node` is what was rejected, or what a rejected statement is about; `kind` says what it is ("Linkage", "Place",
    "statement"...), `label` names it for people, `reasons` are the broken rules, `triples` what went with it.
    """

    node: Iri
    kind: str
    label: str
    reasons: tuple[str, ...]
    triples: tuple[Triple, ...]


@dataclass(frozen=True, slots=True)
class Gated:
    """A graph that conforms, and all that had to stay out of it."""

    triples: tuple[Triple, ...]
    rejected: tuple[Rejection, ...]
