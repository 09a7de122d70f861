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

    Value = Iri | Literal
    Iris = list[Iri]
    Uses = dict[tuple[str, Iri], Iris]
    """By heading and class the properties and classes that speak of it."""
    Below = dict[Iri, Iris]
    """By concept those right below it."""
    Fact = tuple[str, tuple[Link, ...]]
    """A heading, and the terms under it."""

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
        self._said: dict[Iri, dict[Iri, list[Value]]] = {}
        for name in ("policy.ttl", "concepts.ttl"):
            path = resource("ontology", name)
            for subject, predicate, target in read_triples(path):
                said = self._said.setdefault(subject, {})
                said.setdefault(predicate, []).append(target)

    def of_type(self, kind: Iri) -> Iris:
        """The nodes of a class, in the order of the files."""
        return [
            node for node, said in self._said.items() if kind in said.get(RDF.type, ())
        ]

    def values(self, node: Iri, property_: Iri) -> list[Value]:
        """The values of a property, as they stand."""
        said = self._said.get(node, {})
        return list(said.get(property_, ()))

    def nodes(self, node: Iri, property_: Iri) -> Iterator[Iri]:
        """The nodes that a property leads to, those of a union one by one."""
        for value in self.values(node, property_):
            if not isinstance(value, Iri):
                continue
            unions = self.values(value, OWL.unionOf)
            if unions:
                yield from self._members(unions[0])
            elif not value.startswith("_:"):
                yield value

    def words(self, node: Iri, property_: Iri) -> Words:
        """The words of a property in both languages."""
        literals = self.literals(node, property_)
        found = {value.language: value.value for value in reversed(literals)}
        plain = found.get("", "")
        return Words(en=found.get("en", plain), zh=found.get("zh", ""))

    def literals(self, node: Iri, property_: Iri) -> list[Literal]:
        """Those values of a property that are no nodes."""
        values = self.values(node, property_)
        return [value for value in values if isinstance(value, Literal)]

    def _members(self, cell: Value) -> Iterator[Iri]:
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
        terms = [_term(facts, term, uses) for term in _own(facts, kind)]
        groups.append((anchor, heading, tuple(terms)))
    schemes = [_scheme(facts, scheme) for scheme in facts.of_type(SKOS.ConceptScheme)]
    return Ontology(
        iri=str(head),
        title=facts.words(head, DCTERMS["title"]),
        description=facts.words(head, DCTERMS.description),
        facts=tuple(_of_the_whole(facts, head)),
        groups=tuple(groups),
        schemes=tuple(schemes),
    )


def _of_the_whole(facts: _Facts, head: Iri) -> Iterator[tuple[Words, str]]:
    """What is said of the ontology itself."""
    version = facts.words(head, OWL.versionInfo)
    version_iri = facts.values(head, OWL["versionIRI"])[0]
    creator = facts.words(head, DCTERMS.creator)
    licence = facts.values(head, DCTERMS.license)[0]
    yield Words("version", "版本"), version.en
    yield Words("version IRI", ""), str(version_iri)
    yield Words("namespace", "命名空间"), str(PG)
    yield Words("creator", "创建者"), creator.en
    yield Words("licence", "许可"), str(licence)


def _own(facts: _Facts, kind: Iri) -> Iris:
    """The ontology's own terms of a kind, by name."""
    return sorted(term for term in facts.of_type(kind) if term.startswith(PG))


def _uses(facts: _Facts) -> Uses:
    uses: Uses = defaultdict(list)
    for _, _, kind in _KINDS[:4]:
        for term in _own(facts, kind):
            for heading, class_ in _speaks_of(facts, term):
                uses[heading, class_].append(term)
    return uses


def _speaks_of(facts: _Facts, term: Iri) -> Iterator[tuple[str, Iri]]:
    """The classes that a term speaks of, each with the heading under which it is told there."""
    for heading, property_ in _USES:
        for class_ in facts.nodes(term, property_):
            yield heading, class_


def _told(facts: _Facts, term: Iri, uses: Uses) -> Iterator[Fact]:
    """What a term says of others, and then what others say of it."""
    for heading, property_ in _HEADINGS:
        links = map(_link, facts.nodes(term, property_))
        told = [link for link in links if not link.name.startswith("owl:")]
        yield heading, tuple(told)
    for heading, _ in _USES:
        users = uses.get((heading, term), ())
        yield heading, tuple(map(_link, users))


def _term(facts: _Facts, term: Iri, uses: Uses) -> Term:
    told = _told(facts, term, uses)
    examples = facts.literals(term, SKOS.example)
    return Term(
        name=term.removeprefix(PG),
        iri=str(term),
        label=facts.words(term, RDFS.label),
        definition=facts.words(term, SKOS.definition),
        facts=tuple((heading, links) for heading, links in told if links),
        examples=tuple(value.value for value in examples),
    )


def _link(term: Iri) -> Link:
    iri = str(term)
    if term.startswith(PG):
        name = term.removeprefix(PG)
        return Link(f"pg:{name}", f"#{name}")
    for prefix, home in PREFIXES.items():
        if term.startswith(home):
            name = term.removeprefix(home)
            return Link(f"{prefix}:{name}", iri)
    return Link(iri, iri)


def _scheme(facts: _Facts, scheme: Iri) -> Scheme:
    members = [
        node
        for node in facts.of_type(SKOS.Concept)
        if scheme in facts.values(node, SKOS.inScheme)
    ]
    below: Below = defaultdict(list)
    inner = set()
    for member in members:
        for above in facts.nodes(member, SKOS.broader):
            below[above].append(member)
            inner.add(member)
    tops = [member for member in members if member not in inner]
    return Scheme(
        name=scheme.removeprefix(CONCEPT),
        label=facts.words(scheme, SKOS.prefLabel),
        definition=facts.words(scheme, SKOS.definition),
        size=len(members),
        tops=tuple(_node(facts, top, below) for top in tops),
    )


def _node(facts: _Facts, concept: Iri, below: Below) -> ConceptNode:
    code = facts.words(concept, PG.isicCode)
    inner = [_node(facts, each, below) for each in below.get(concept, ())]
    return ConceptNode(
        name=concept.removeprefix(CONCEPT),
        label=facts.words(concept, SKOS.prefLabel),
        code=code.en,
        below=tuple(inner),
    )
