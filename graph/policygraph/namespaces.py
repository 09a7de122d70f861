"""The IRIs that policygraph reads and writes: the only place where one is spelled.

A `Namespace` turns a local name into an `Iri`; names come by attribute or, where they are no identifier, by item.

Example:
    >>> PG.Place
    'https://w3id.org/policygraph/ontology#Place'
    >>> SKOS["prefLabel"]
    'http://www.w3.org/2004/02/skos/core#prefLabel'
"""

from __future__ import annotations

from functools import cache

from policygraph.terms import Iri


class Namespace(str):
    """The IRI that all names of one vocabulary begin with."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Iri:
        """The IRI of a local name; a dunder is never one."""
        if name.startswith("__"):
            raise AttributeError(name)
        return _iri(self, name)

    def __getitem__(self, name: object) -> Iri:
        """The IRI of a local name that Python would not take as an attribute, such as ``title``."""
        return Iri(f"{self!s}{name}")


@cache
def _iri(base: str, name: str) -> Iri:
    """The IRI of a local name, made once: a graph is read by the same hundred names, a hundred thousand times."""
    return Iri(base + name)


PG = Namespace("https://w3id.org/policygraph/ontology#")
CONCEPT = Namespace("https://w3id.org/policygraph/concept/")
LEXICON = Namespace("https://w3id.org/policygraph/lexicon/")
BASE = Namespace("https://w3id.org/policygraph/id/")

RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
PROV = Namespace("http://www.w3.org/ns/prov#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
ORG = Namespace("http://www.w3.org/ns/org#")
SCHEMA = Namespace("https://schema.org/")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("http://www.w3.org/2005/11/its/rdf#")
GEONAMES = Namespace("https://sws.geonames.org/")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")

PREFIXES: dict[str, Namespace] = {
    "pg": PG,
    "concept": CONCEPT,
    "lexicon": LEXICON,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "sh": SH,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "prov": PROV,
    "org": ORG,
    "schema": SCHEMA,
    "geo": GEO,
    "nif": NIF,
    "itsrdf": ITSRDF,
    "dcat": DCAT,
}

CLASSES = ("Place", "Institution", "Project", "Industry", "Target", "Result")
"""The kinds of entity, by the local names of their classes."""

TASKS = ("KeyTask", "SubTask", "Measure")
"""The levels of tasks, by the local names of their classes, the widest first."""

LINKED_CLASSES = CLASSES[:5]
"""Those that the linkages below have for ends."""

FIGURES = ("Target", "Result")
"""Those that are figures: one that is committed to, and one that was reached or observed."""

LINKAGES = (
    "inIndustry",
    "undertakenBy",
    "locatedIn",
    "connects",
    "partOf",
    "jurisdiction",
    "hasTarget",
)
"""The linkages between entities, by the local names of their properties."""

RELATIONS = (*LINKAGES, "hasResult")
"""The linkages between entities that a graph states: those that the reader judges, and that of a result."""

STATEMENTS = (*RELATIONS, "stage")
"""The properties whose every triple has a `pg:Linkage` with its evidence (of `pg:stage`, a project's)."""

STAGES = ("Planned", "Underway", "Achieved")
"""How far a measure or a project has come, by the local names of the individuals."""
