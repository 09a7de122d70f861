"""What made a graph stands in it: the activity, by all that decides the outcome, the software, the files; no time."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from policygraph.assembly.iris import Names
from policygraph.assembly.provenance import build_facts
from policygraph.catalogue import Entry
from policygraph.inputs import build_of
from policygraph.namespaces import DCAT, DCTERMS, GEO, PG, PROV, RDF, SCHEMA
from policygraph.pipeline import build_graph
from policygraph.rdf import read_triples
from policygraph.resources import resource
from policygraph.version import VERSION
from policygraph.vocabulary import load_vocabulary
from project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.terms import Iri, Triple

SETTINGS = {
    "base": "https://example.org/id/",
    "language": "en",
    "min_confidence": "0.5",
    "source": "plan.txt",
    "sha256": "0" * 64,
    "title": "Plan of Arden",
}
OWN = b"""@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/tern> a pg:Entry ; pg:entryClass pg:Place ; skos:prefLabel "Tern Valley"@en ."""


def activity(
    text: str = "Build a port.", vocabulary: tuple[Path, ...] = (), **settings: str
) -> Iri:
    """The IRI of the build of a text."""
    build = build_of(load_vocabulary(vocabulary), None, {**SETTINGS, **settings})
    (iri,) = {
        t.object
        for t in build_facts(build, Names.of_text(text))
        if t.predicate == PROV.wasGeneratedBy
    }
    return iri


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_makes_another_activity(setting: str) -> None:
    """An option, and what a table says of the report; the same again is the same."""
    assert activity(**{setting: "other"}) != activity()
    assert activity() == activity()


def test_another_text_or_vocabulary_makes_another_activity(tmp_path: Path) -> None:
    """The vocabulary by its bytes: a file of the same name with one more byte is another."""
    assert activity("Build a bridge.") != activity()
    own = tmp_path / "my.ttl"
    own.write_bytes(OWN)
    first = activity(vocabulary=(own,))
    own.write_bytes(OWN + b"\n")
    assert len({activity(), first, activity(vocabulary=(own,))}) == 3


def test_files_are_named_with_their_digests(tmp_path: Path) -> None:
    """The weights that are read and each vocabulary, by SHA-256; what only lies beside the weights is not used."""
    own = tmp_path / "my.ttl"
    own.write_bytes(OWN)
    facts = list(
        build_facts(
            build_of(load_vocabulary((own,)), None, SETTINGS),
            Names.of_text("Build a port."),
        )
    )
    names = {
        fact.subject: fact.object.value
        for fact in facts
        if fact.predicate == DCTERMS.source
    }
    digests = {
        names[fact.subject]: fact.object.value
        for fact in facts
        if fact.predicate == PG.sha256
    }
    weights = {"pairs.onnx", "reader.json", "reader.onnx", "tokenizer.json"}
    assert set(digests) >= {*weights, "concepts.ttl", "lexicon.ttl", "my.ttl"}
    assert not [name for name in digests if name.endswith(".md")]
    assert digests["my.ttl"] == hashlib.sha256(OWN).hexdigest()
    shipped = resource("weights") / "reader.json"
    assert digests["reader.json"] == hashlib.sha256(shipped.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Triple, ...]:
    """The graph of a small report of which a table says something."""
    path = tmp_path_factory.mktemp("plan") / "plan.txt"
    path.write_text("We will build a port in Kunming by 2031.\n", encoding="utf-8")
    return build_graph(path, entry=Entry("plan.txt", title="Plan of Arden")).triples


def test_a_graph_says_what_made_it(built: tuple[Triple, ...]) -> None:
    """The report is a dataset, made by an activity that used it, by a version of this software."""
    facts = {(fact.subject, fact.predicate): fact.object for fact in built}
    (report,) = (fact.subject for fact in built if fact[1:] == (RDF.type, DCAT.Dataset))
    made = facts[report, PROV.wasGeneratedBy]
    assert {fact.object for fact in built if fact[:2] == (made, PROV.used)} >= {report}
    software = facts[made, PROV.wasAssociatedWith]
    assert facts[software, SCHEMA.softwareVersion].value == VERSION
    assert facts[report, DCTERMS.source].value == "plan.txt"
    times = [
        fact
        for fact in built
        if getattr(fact.object, "datatype", "").endswith("dateTime")
    ]
    assert times == []


def test_another_name_of_the_file_is_another_build(
    built: tuple[Triple, ...], tmp_path: Path
) -> None:
    """For the name stands in the graph, and is the title where there is no other."""
    path = tmp_path / "other.txt"
    path.write_text("We will build a port in Kunming by 2031.\n", encoding="utf-8")
    again = build_graph(path, entry=Entry("plan.txt", title="Plan of Arden")).triples
    builds = [
        {t.object for t in triples if t.predicate == PROV.wasGeneratedBy}
        for triples in (built, again)
    ]
    assert builds[0] != builds[1]


def test_coordinates_say_where_they_come_from_and_on_what_terms() -> None:
    """Each geometry names GeoNames and its licence, CC BY 4.0."""
    facts = list(read_triples(ROOT / "tests" / "fixtures" / "small.ttl"))
    geometries = {
        fact.subject for fact in facts if fact[1:] == (RDF.type, GEO.Geometry)
    }
    assert geometries
    for geometry in geometries:
        told = {
            fact.predicate: str(fact.object)
            for fact in facts
            if fact.subject == geometry
        }
        assert told[DCTERMS.source] == "https://www.geonames.org/"
        assert told[DCTERMS.license] == "https://creativecommons.org/licenses/by/4.0/"
