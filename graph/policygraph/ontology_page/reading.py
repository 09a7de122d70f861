"""The ontology and its concepts, read for a page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.namespaces import CONCEPT, DCTERMS, OWL, PG, PREFIXES, RDF, RDFS, SKOS
from policygraph.ontology_page.model import (
    ConceptNode,
    Link,
    Ontology,
    Scheme,
    Term,
    Words,
)
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

_KINDS = (
    ("classes", Words("Classes", "类"), OWL["Class"]),
    (
        "object-properties",
        Words("Properties between things", "对象属性"),
        OWL["ObjectProperty"],
    ),
    (
        "datatype-properties",
        Words("Properties with values", "数据属性"),
        OWL["DatatypeProperty"],
    ),
    (
        "annotation-properties",
        Words("Annotations", "注释属性"),
        OWL["AnnotationProperty"],
    ),
    ("individuals", Words("Individuals", "个体"), OWL["NamedIndividual"]),
)
_HEADINGS = (
    ("kind of", RDFS.subClassOf),
    ("kind of", RDFS.subPropertyOf),
    ("from", RDFS.domain),
    ("to", RDFS.range),
    ("inverse of", OWL.inverseOf),
    ("is a", RDF.type),
    ("see also", RDFS.seeAlso),
)
_USES = (
    ("properties from it", RDFS.domain),
    ("properties to it", RDFS.range),
    ("kinds of it", RDFS.subClassOf),
)


class _Facts:
    """The triples of the ontology and the concepts, by subject and property."""

    def __init__(self) -> None:
        self._said: dict[Iri, dict[Iri, list[Iri | Literal]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for name in ("policy.ttl", "concepts.ttl"):
            for subject, predicate, target in read_triples(resource("ontology", name)):
                self._said[subject][predicate].append(target)

    def of_type(self, kind: Iri) -> list[Iri]:
        """The nodes of a class, in the order of the files."""
        return [
            node for node, said in self._said.items() if kind in said.get(RDF.type, ())
        ]

    def values(self, node: Iri, property_: Iri) -> list[Iri | Literal]:
        """The values of a property, as they stand."""
        return list(self._said[node].get(property_, ())) if node in self._said else []

    def nodes(self, node: Iri, property_: Iri) -> Iterator[Iri]:
        """The nodes that a property leads to, those of a union one by one."""
        for value in self.values(node, property_):
            if isinstance(value, Iri):
                unions = self.values(value, OWL.unionOf)
                if unions:
                    yield from self._members(unions[0])
                elif not value.startswith("_:"):
                    yield value

    def words(self, node: Iri, property_: Iri) -> Words:
        """The words of a property in both languages."""
        literals = [
            value
            for value in self.values(node, property_)
            if isinstance(value, Literal)
        ]
        found = {value.language: value.value for value in reversed(literals)}
        return Words(found.get("en", found.get("", "")), found.get("zh", ""))

    def _members(self, cell: Iri | Literal) -> Iterator[Iri]:
        while isinstance(cell, Iri) and cell != RDF.nil:
            first = self.values(cell, RDF.first)[0]
            if isinstance(first, Iri):
                yield first
            cell = self.values(cell, RDF.rest)[0]


def read_ontology() -> Ontology:
    """The ontology: its own terms by kind and name, and the schemes of concepts."""
    facts = _Facts()
    head = Iri(str(PG).removesuffix("#"))
    uses = _uses(facts)
    groups = []
    for anchor, heading, kind in _KINDS:
        own = sorted(term for term in facts.of_type(kind) if term.startswith(PG))
        groups.append(
            (anchor, heading, tuple(_term(facts, term, uses) for term in own))
        )
    return Ontology(
        iri=str(head),
        title=facts.words(head, DCTERMS["title"]),
        description=facts.words(head, DCTERMS.description),
        facts=(
            (Words("version", "版本"), facts.words(head, OWL.versionInfo).en),
            (Words("version IRI", ""), str(facts.values(head, OWL["versionIRI"])[0])),
            (Words("namespace", "命名空间"), str(PG)),
            (Words("creator", "创建者"), facts.words(head, DCTERMS.creator).en),
            (Words("licence", "许可"), str(facts.values(head, DCTERMS.license)[0])),
        ),
        groups=tuple(groups),
        schemes=tuple(
            _scheme(facts, scheme) for scheme in facts.of_type(SKOS.ConceptScheme)
        ),
    )


def _uses(facts: _Facts) -> dict[tuple[str, Iri], list[Iri]]:
    """By heading and class: the properties and classes that speak of it."""
    uses: dict[tuple[str, Iri], list[Iri]] = defaultdict(list)
    for _, _, kind in _KINDS[:4]:
        for term in sorted(term for term in facts.of_type(kind) if term.startswith(PG)):
            for heading, property_ in _USES:
                for class_ in facts.nodes(term, property_):
                    uses[heading, class_].append(term)
    return uses


def _term(facts: _Facts, term: Iri, uses: dict[tuple[str, Iri], list[Iri]]) -> Term:
    told = [
        (heading, tuple(map(_link, facts.nodes(term, property_))))
        for heading, property_ in _HEADINGS
    ]
    told = [
        (heading, tuple(link for link in links if not link.name.startswith("owl:")))
        for heading, links in told
    ]
    told += [
        (heading, tuple(map(_link, uses.get((heading, term), ()))))
        for heading, _ in _USES
    ]
    return Term(
        name=term.removeprefix(PG),
        iri=str(term),
        label=facts.words(term, RDFS.label),
        definition=facts.words(term, SKOS.definition),
        facts=tuple((heading, links) for heading, links in told if links),
        examples=tuple(
            value.value
            for value in facts.values(term, SKOS.example)
            if isinstance(value, Literal)
        ),
    )


def _link(term: Iri) -> Link:
    if term.startswith(PG):
        return Link(f"pg:{term.removeprefix(PG)}", f"#{term.removeprefix(PG)}")
    for prefix, home in PREFIXES.items():
        if term.startswith(home):
            return Link(f"{prefix}:{term.removeprefix(home)}", str(term))
    return Link(str(term), str(term))


def _scheme(facts: _Facts, scheme: Iri) -> Scheme:
    members = [
        node
        for node in facts.of_type(SKOS.Concept)
        if scheme in facts.values(node, SKOS.inScheme)
    ]
    below: dict[Iri, list[Iri]] = defaultdict(list)
    for member in members:
        for above in facts.nodes(member, SKOS.broader):
            below[above].append(member)
    inner = {member for listed in below.values() for member in listed}
    tops = [member for member in members if member not in inner]
    return Scheme(
        name=scheme.removeprefix(CONCEPT),
        label=facts.words(scheme, SKOS.prefLabel),
        definition=facts.words(scheme, SKOS.definition),
        size=len(members),
        tops=tuple(_node(facts, top, below) for top in tops),
    )


def _node(facts: _Facts, concept: Iri, below: dict[Iri, list[Iri]]) -> ConceptNode:
    code = facts.words(concept, PG.isicCode).en
    inner = tuple(_node(facts, each, below) for each in below.get(concept, ()))
    return ConceptNode(
        concept.removeprefix(CONCEPT), facts.words(concept, SKOS.prefLabel), code, inner
    )
