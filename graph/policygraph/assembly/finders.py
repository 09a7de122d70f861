"""What found something: the reader, a rule of the ontology, the vocabulary, or a reader that does not ship."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.extraction.model import READER
from policygraph.namespaces import PG, RDF, RDFS
from policygraph.terms import Iri, Literal, Triple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.assembly.facts import Triples
    from policygraph.assembly.iris import Names
    from policygraph.linking.model import Linked

_RULE = "Rule"


def finder(found_by: str, names: Names) -> Iri:
    """What found something, by its name in the ontology; a vocabulary's entry is found by the vocabulary.

    A reader that does not ship has an IRI among the data.

    Example:
        >>> from policygraph.assembly.iris import Names
        >>> names = Names.of_text("Build a port.")
        >>> str(finder("reader", names)), str(finder("atlas", names))
        ('https://w3id.org/policygraph/ontology#Reader', 'https://w3id.org/policygraph/id/reader-atlas')
    """
    if ":" in found_by:
        return PG.VocabularyRule
    if found_by.casefold() == READER:
        return PG.Reader
    if found_by.endswith(_RULE):
        return PG[found_by]
    return names.reader(found_by)


def finder_facts(linked: Linked, facts: Sequence[Triple], names: Names) -> Triples:
    """What is said of the finders of some facts that the ontology does not know: their class and their names."""
    found = {one.object for one in facts if one.predicate == PG.foundBy}
    findings = (linked.extraction.mentions, linked.linkages, linked.stages)
    named = {one.found_by for alike in findings for one in alike}
    for name in sorted(named):
        iri = finder(name, names)
        if iri in found and not iri.startswith(str(PG)):
            yield Triple(iri, RDF.type, PG.Finder)
            yield Triple(iri, RDFS.label, Literal(name))
