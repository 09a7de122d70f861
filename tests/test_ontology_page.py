"""The ontology as a page: whole, well-formed, in two languages, and fit to be read by everybody."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef

from accessibility import violations
from policygraph.namespaces import PG
from policygraph.ontology import ontology_in
from policygraph.ontology_page import ontology_page, ontology_policy
from policygraph.ontology_page.diagram import entity_diagram
from policygraph.resources import resource
from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from project import Run

pytestmark = pytest.mark.lengthy

HTML = "{http://www.w3.org/1999/xhtml}"
HEADERS = ("policy.ttl", "concepts.ttl", "lexicon.ttl", "shapes.ttl")


@pytest.fixture(scope="module")
def page() -> ET.Element:
    """The page, parsed as the XML that it is too."""
    return ET.fromstring(ontology_page())  # noqa: S314 - our own page


@pytest.fixture(scope="module")
def policy() -> Graph:
    """The ontology as rdflib reads it."""
    return Graph().parse(resource("ontology", "policy.ttl"))


def own_terms(graph: Graph) -> list[URIRef]:
    """Every class, property and individual of our own."""
    kinds = (
        OWL.Class,
        OWL.ObjectProperty,
        OWL.DatatypeProperty,
        OWL.AnnotationProperty,
        OWL.NamedIndividual,
    )
    return sorted(
        {
            term
            for kind in kinds
            for term in graph.subjects(RDF.type, kind)
            if str(term).startswith(PG)
        }
    )


def text_of(element: ET.Element) -> str:
    """All words in an element."""
    return " ".join("".join(element.itertext()).split())


def test_every_term_is_explained_in_both_languages(
    page: ET.Element, policy: Graph
) -> None:
    """Under its own name, with label and definition in English and Chinese, and its examples."""
    sections = {element.get("id"): element for element in page.iter(f"{HTML}section")}
    terms = own_terms(policy)
    assert len(terms) > 100
    for term in terms:
        section = sections[term.removeprefix(PG)]
        for property_ in (RDFS.label, SKOS.definition, SKOS.example):
            for words in policy.objects(term, property_):
                assert " ".join(words.split()) in text_of(section), term
        marked = " ".join(
            text_of(element)
            for element in section.iter()
            if element.get("lang") == "zh"
        )
        (definition,) = (
            words
            for words in policy.objects(term, SKOS.definition)
            if words.language == "zh"
        )
        assert definition in marked


def test_ids_are_unique_and_links_lead_somewhere(page: ET.Element) -> None:
    """Each place of the page that is linked is there, once; every other link is an IRI."""
    ids = Counter(element.get("id") for element in page.iter() if element.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []
    links = {
        element.get("href", "") for element in page.iter() if element.tag.endswith("}a")
    }
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(
        ids
    )
    assert all(link.startswith(("#", "https://", "http://")) for link in links)
    referred = {
        name
        for element in page.iter()
        for name in element.get("aria-labelledby", "").split()
    }
    assert referred <= set(ids)


def test_every_concept_is_listed_once_in_its_scheme(page: ET.Element) -> None:
    """With its ISIC code where it has one."""
    concepts = Graph().parse(resource("ontology", "concepts.ttl"))
    listed = [
        element.get("id", "")
        for element in page.iter(f"{HTML}li")
        if element.get("id", "").startswith("concept-")
    ]
    assert len(listed) == len(set(concepts.subjects(RDF.type, SKOS.Concept)))


def test_the_page_is_the_same_each_time_and_asks_for_nothing() -> None:
    """No script, no address that is fetched, and the same bytes from a fresh process as here."""
    text = ontology_page().decode()
    assert "<script" not in text
    assert not re.search(r"\bsrc(?:set)?=|@import|url\(http", text)
    assert text == ontology_in("html").decode()


def test_the_diagram_shows_every_linkage(page: ET.Element) -> None:
    """Its boxes are the classes, its lines the properties, each named in its description for who cannot see it."""
    drawn = str(entity_diagram())
    for name in (
        "inIndustry",
        "undertakenBy",
        "locatedIn",
        "connects",
        "partOf",
        "jurisdiction",
        "hasTarget",
        "hasResult",
    ):
        assert f">{name}</text>" in drawn
        assert re.search(rf"<desc[^>]*>[^<]*{name}", drawn)
    assert len(list(page.iter("{http://www.w3.org/2000/svg}svg"))) == 2


@pytest.mark.parametrize("name", HEADERS)
def test_each_file_says_who_made_it_and_on_what_terms(name: str) -> None:
    """Creator, licence and the IRI of the version, on each file and each scheme."""
    graph = Graph().parse(resource("ontology", name))
    (head,) = graph.subjects(RDF.type, OWL.Ontology)
    assert graph.value(head, OWL.versionIRI)
    for node in (head, *graph.subjects(RDF.type, SKOS.ConceptScheme)):
        assert graph.value(node, DCTERMS.creator), node
        assert graph.value(node, DCTERMS.license), node


def test_every_term_says_where_it_is_defined(policy: Graph) -> None:
    """By rdfs:isDefinedBy, the ontology."""
    for term in own_terms(policy):
        assert set(policy.objects(term, RDFS.isDefinedBy)) == {
            URIRef(PG.removesuffix("#"))
        }, term


def test_linkages_have_inverses_from_range_to_domain(policy: Graph) -> None:
    """Each property between two entities has one inverse, which leads back."""
    inverses = dict(policy.subject_objects(OWL.inverseOf))
    linkages = (
        "inIndustry",
        "undertakenBy",
        "locatedIn",
        "connects",
        "partOf",
        "jurisdiction",
        "hasTarget",
        "hasResult",
    )
    assert {URIRef(PG[name]) for name in linkages} <= set(inverses.values())
    assert len(set(inverses.values())) == len(inverses)


def test_redirects_lead_to_what_the_server_has(page: ET.Element) -> None:
    """Every path of the rules is one that `serve` answers; a concept leads to its place on the page."""
    rules = re.findall(
        r"^RewriteRule (\S+) +https://policygraph\.example\.org/(\S*)",
        _rules(),
        re.MULTILINE,
    )
    assert len(rules) >= 6
    ids = {element.get("id") for element in page.iter() if element.get("id")}
    for pattern, target in rules:
        path, _, fragment = target.partition("#")
        assert path in {"ontology", "id/$1"}, pattern
        assert not fragment or "$1" in fragment or fragment in ids
    concept = next(
        re.compile(pattern)
        for pattern, target in rules
        if target.endswith("#concept-$1")
    )
    for name in ids:
        if name.startswith("concept-") and not name.startswith("concept-https"):
            assert concept.fullmatch(f"concept/{name.removeprefix('concept-')}"), name


def _rules() -> str:
    return (ROOT / "ontology" / ".htaccess").read_text(encoding="utf-8")


def test_the_command_writes_it(policygraph: Run, tmp_path: Path) -> None:
    """By its format, or by the ending of the file."""
    assert policygraph("ontology", "-o", tmp_path / "o.html").returncode == 0
    assert (tmp_path / "o.html").read_bytes() == ontology_page()
    assert policygraph("ontology", "-f", "html").stdout == ontology_page().decode()
    assert policygraph("ontology", "-o", tmp_path / "o.nt").returncode == 0
    assert (tmp_path / "o.nt").read_bytes() == ontology_in("ntriples")


@pytest.mark.browser
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation_in_the_page(
    new_page: Callable[..., Page],
    tmp_path: Path,
    dark: bool,  # noqa: FBT001
) -> None:
    """All of axe-core's rules, with the lists of concepts open; and nothing is fetched or complained of."""
    (tmp_path / "ontology.html").write_bytes(ontology_page())
    opened = new_page(dark=dark, online=False)
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.goto((tmp_path / "ontology.html").as_uri())
    opened.evaluate(
        "document.querySelectorAll('details').forEach(one => { one.open = true })"
    )
    assert violations(opened, colours_alone=dark) == []
    assert complaints == []


def test_the_policy_is_that_of_the_style() -> None:
    """The page carries it itself, for whoever opens the file."""
    carried = html.escape(ontology_policy(), quote=True).replace("&#x27;", "&#39;")
    assert f'content="{carried}"' in ontology_page().decode()
