"""The shipped concepts in words, so that a page can say what an industry or an institution is a kind of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from policygraph.facts import Facts
from policygraph.namespaces import PG, SKOS
from policygraph.resources import resource

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept's English label, its other names (in any language), and its ISIC Rev. 4 code or an empty string."""

    label: str
    alt_labels: tuple[str, ...] = ()
    isic: str = ""


@cache
def shipped_concepts() -> Mapping[str, Concept]:
    """The concepts of ``ontology/concepts.ttl`` by IRI; none where the file is missing."""
    path = resource("ontology", "concepts.ttl")
    if not path.is_file():
        return {}
    from policygraph.rdf import parse_triples

    return concepts_of(Facts(parse_triples(path.read_text(encoding="utf-8"), "turtle")))


def concepts_of(facts: Facts) -> dict[str, Concept]:
    """All things that `facts` give a preferred label, as concepts by IRI."""
    found = {}
    for iri in facts:
        names = facts.literals(iri, SKOS.prefLabel)
        if names:
            others = [*names[1:], *facts.literals(iri, SKOS.altLabel)]
            found[iri] = Concept(
                names[0].value,
                tuple(one.value for one in others),
                facts.text(iri, PG.isicCode),
            )
    return found
