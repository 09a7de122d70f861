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

    text = path.read_text(encoding="utf-8")
    facts = Facts(parse_triples(text, "turtle"))
    return concepts_of(facts)


def concepts_of(facts: Facts) -> dict[str, Concept]:
    """All things that `facts` give a preferred label, as concepts by IRI."""
    found = {}
    for iri in facts:
        names = facts.literals(iri, SKOS.prefLabel)
        if not names:
            continue
        label, *others = names
        others += facts.literals(iri, SKOS.altLabel)
        found[iri] = Concept(
            label=label.value,
            alt_labels=tuple(one.value for one in others),
            isic=facts.text(iri, PG.isicCode),
        )
    return found
