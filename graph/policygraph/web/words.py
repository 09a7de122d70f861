"""The words that pages use for what the graph's vocabulary spells in one: properties, classes, stages, columns."""

from __future__ import annotations

import re
from functools import lru_cache

from policygraph.facts import Facts
from policygraph.namespaces import OWL, PG, RDFS
from policygraph.queries.tables import shown
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.terms import Iri, Literal

_PHRASES = {
    "inIndustry": ("is in the industry", "is the industry of"),
    "undertakenBy": ("is carried out by", "carries out"),
    "locatedIn": ("is located in", "is the location of"),
    "connects": ("connects", "is connected by"),
    "partOf": ("is part of", "has as a part"),
    "jurisdiction": ("is responsible for", "is in the care of"),
    "hasTarget": ("has the target", "is the target of"),
    "hasResult": ("has the result", "is the result of"),
    "concerns": ("concerns", "is a concern of"),
}
"""A property as the verb of a sentence, from its subject on and from its object on."""

_OTHERS = {
    "dcterms:isPartOf": "is part of",
    "geo:hasCentroid": "coordinates",
    "prov:wasDerivedFrom": "stated in",
    "rdf:object": "to",
    "rdf:predicate": "linkage",
    "rdf:subject": "from",
    "schema:sameAs": "is the same as",
    "schema:unitCode": "code of the unit",
    "schema:unitText": "unit",
    "skos:broader": "is a kind of",
    "skos:inScheme": "is listed in",
}
"""What is said of a thing with a property of another vocabulary."""

_LARGE = re.compile(r"-?\d{5,}")
_JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def phrase(name: str, *, outward: bool = True) -> str:
    """A property, by its local name or, of another vocabulary, its prefixed one, in words: a verb, or its label.

    Example:
        >>> phrase("undertakenBy"), phrase("undertakenBy", outward=False), phrase("skos:broader")
        ('is carried out by', 'carries out', 'is a kind of')
        >>> phrase("dcterms:title")
        'title'
    """
    if name in _PHRASES:
        out, back = _PHRASES[name]
        return out if outward else back
    local = name.rpartition(":")[2]
    other = _OTHERS.get(name) or in_words(local)
    labels = _labels().get(name, {})
    return labels.get("en", other)


def chinese(name: str, *, outward: bool = True) -> str:
    """What the ontology calls a property, or its inverse, in Chinese; empty where it has no such name.

    Example:
        >>> chinese("undertakenBy")
        '承担单位'
    """
    known = name if outward else _inverses().get(name, "")
    labels = _labels().get(known, {})
    return labels.get("zh", "")


def spoken(term: object) -> str:
    """A term of an answer for people: what the ontology names, in its words; all else as tables show it.

    Example:
        >>> spoken(PG.undertakenBy), spoken(PG.KeyTask), spoken(PG.Planned), spoken(None)
        ('is carried out by', 'key task', 'planned', '')
    """
    if not isinstance(term, Iri | Literal):
        return ""
    if isinstance(term, Iri):
        ours = str(PG)
        if term.startswith(ours):
            return phrase(term.removeprefix(ours))
    elif _LARGE.fullmatch(term.value):
        return f"{int(term.value):,}" if is_number(term) else term.value
    return shown(term)


def is_number(term: object) -> bool:
    """Whether a term is a number.

    Example:
        >>> is_number(Literal("5")), is_number(PG.Planned)
        (False, False)
    """
    return isinstance(term, Literal) and term.datatype.endswith(
        ("#integer", "#decimal", "#double")
    )


def in_words(name: str) -> str:
    """A name that is written in one, in words.

    Example:
        >>> in_words("keyTask")
        'key task'
    """
    return _JOINTS.sub(" ", name).lower()


@lru_cache(maxsize=1)
def terms() -> tuple[str, ...]:
    """The prefixed names of all that the ontology declares, for who writes SPARQL.

    Example:
        >>> {"pg:Project", "pg:connects"} <= set(terms())
        True
    """
    return tuple(sorted(f"pg:{name}" for name in _labels()))


@lru_cache(maxsize=1)
def _facts() -> Facts:
    return Facts(read_triples(resource("ontology", "policy.ttl")))


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str, str]]:
    """Labels by local name and language."""
    facts = _facts()
    labels = {}
    for iri in facts.with_property(RDFS.label):
        if iri.startswith(PG):
            own = facts.literals(iri, RDFS.label)
            name = iri.removeprefix(PG)
            labels[name] = {one.language: one.value for one in own}
    return labels


@lru_cache(maxsize=1)
def _inverses() -> dict[str, str]:
    """The local names of the inverses of properties, by theirs."""
    facts = _facts()
    inverses = {}
    for iri in facts.with_property(OWL.inverseOf):
        inverted = facts.iri(iri, OWL.inverseOf).removeprefix(PG)
        inverses[inverted] = iri.removeprefix(PG)
    return inverses


def load_words() -> None:
    """Reads the words, so that a process that can open nothing has them."""
    terms()
    _inverses()
