"""RDF in and out: every syntax, canonical bytes, errors that name the place."""

from __future__ import annotations

import codecs
import gzip
import itertools
import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from policygraph import load_graphs
from policygraph.errors import GraphError, UnknownFormatError
from policygraph.namespaces import BASE, DCTERMS, GEONAMES, NIF, PG, RDF, SKOS, XSD
from policygraph.rdf import (
    EXTENSIONS,
    SYNTAXES,
    parse_triples,
    read_triples,
    serialise,
    syntax_of,
    to_ntriples,
    to_turtle,
)
from policygraph.store.opening import load_files
from policygraph.terms import Iri, Literal, Triple

SMALL = Path(__file__).parent / "fixtures" / "small.ttl"
RDFLIB_NAMES = {
    "turtle": "turtle",
    "ntriples": "nt",
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "rdfxml": "xml",
}
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(lambda value: Literal(value, language="en"), texts),
    st.builds(lambda value: Literal(str(value), XSD.integer), st.integers()),
)
iris = st.sampled_from(["place-Otter", "report-1f#char=0,9", "project-重庆"]).map(
    lambda name: BASE[name]
)
triples = st.builds(
    Triple,
    iris,
    st.sampled_from([SKOS.prefLabel, PG.connects]),
    st.one_of(literals, iris),
)


@pytest.fixture(scope="module")
def small() -> tuple[Triple, ...]:
    """The triples of the small graph."""
    return tuple(read_triples(SMALL))


@given(st.lists(triples, max_size=12))
def test_what_is_written_is_what_is_read(facts: list[Triple]) -> None:
    """Any literal and IRI survives Turtle and N-Triples unharmed."""
    assert set(parse_triples(to_turtle(facts), "turtle")) == set(facts)
    assert set(parse_triples(to_ntriples(facts), "ntriples")) == set(facts)


@given(st.lists(triples, max_size=8), st.randoms(use_true_random=False))
def test_the_bytes_do_not_depend_on_the_order(
    facts: list[Triple], random: object
) -> None:
    """Shuffled and doubled triples give the same bytes."""
    mixed = facts + facts[:3]
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert to_turtle(mixed) == to_turtle(facts)
    assert to_ntriples(mixed) == to_ntriples(facts)


def test_a_large_graph_is_written_in_parts_to_the_same_bytes(
    small: tuple[Triple, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a part ends is not to be seen: each subject stands once, with all that is said of it."""
    whole = to_turtle(small)
    monkeypatch.setattr("policygraph.rdf._LINES_AT_ONCE", 10)
    assert to_turtle(small) == whole


@pytest.mark.parametrize(
    "character", ["\x00", "\x08", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff"]
)
def test_xml_is_well_formed_whatever_a_text_holds(character: str) -> None:
    """What XML 1.0 has no way to write is a replacement character; all else stays, line breaks and tabs too."""
    fact = Triple(
        BASE["place-Otter"], SKOS.prefLabel, Literal(f"a\t{character}\r\nb & <c>")
    )
    written = serialise([fact], "rdfxml")
    ET.fromstring(written)  # noqa: S314 - our own bytes
    (read,) = parse_triples(written, "rdfxml")
    assert read.object == Literal("a\t\ufffd\r\nb & <c>")


def test_a_language_tag_is_written_in_lower_case() -> None:
    """Tags differ by case in no way, so that two spellings are one literal, and one line."""
    facts = [
        Triple(BASE["place-Otter"], SKOS.prefLabel, Literal("A", language=tag))
        for tag in ("en-GB", "EN-gb")
    ]
    assert (
        to_ntriples(facts).decode()
        == f'<{BASE}place-Otter> <{SKOS.prefLabel}> "A"@en-gb .\n'
    )


def test_ntriples_are_those_of_the_engine(small: tuple[Triple, ...]) -> None:
    """Our own spelling of N-Triples is the canonical one that pyoxigraph writes."""
    hard = Triple(
        BASE.x, SKOS.prefLabel, Literal("".join(map(chr, range(0x2100))), language="en")
    )
    facts = [*small, hard]
    parsed = pyoxigraph.parse(to_ntriples(facts), format=pyoxigraph.RdfFormat.N_TRIPLES)
    written = pyoxigraph.serialize(
        (quad.triple for quad in parsed), format=pyoxigraph.RdfFormat.N_TRIPLES
    )
    assert to_ntriples(facts) == b"".join(
        sorted(line + b"\n" for line in written.split(b"\n") if line)
    )


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_every_syntax_holds_the_same_graph(
    syntax: str, small: tuple[Triple, ...]
) -> None:
    """Rdflib reads each syntax back to a graph isomorphic to the Turtle's, and so do we."""
    written = serialise(small, syntax)
    assert set(parse_triples(written, syntax)) == set(small)
    read = rdflib.Dataset()
    read.parse(data=written, format=RDFLIB_NAMES[syntax])
    expected = rdflib.Graph().parse(SMALL)
    assert isomorphic(read.default_graph, expected)


@pytest.mark.parametrize("syntax", ["nquads", "trig", "jsonld"])
def test_a_named_graph_holds_what_is_put_into_it(
    syntax: str, small: tuple[Triple, ...]
) -> None:
    """In the syntaxes for datasets, the triples can stand in a named graph."""
    written = serialise(small, syntax, graph=BASE["report-1f"])
    quads = list(pyoxigraph.parse(written, format=SYNTAXES[syntax]))
    assert {quad.graph_name.value for quad in quads} == {BASE["report-1f"]}
    assert len(quads) == len(small)


def test_turtle_reads_well() -> None:
    """Types come first, names under the base are relative, only prefixes that occur are declared, hosts are whole."""
    facts = [
        Triple(BASE["place-Otter"], SKOS.exactMatch, GEONAMES["1/"]),
        Triple(BASE["place-Otter"], DCTERMS.isPartOf, BASE["report-1f"]),
        Triple(BASE["place-Otter"], RDF.type, PG.Place),
        Triple(BASE["report-1f#char=0,5"], NIF.anchorOf, Literal('a "<//" b .\n')),
    ]
    assert to_turtle(facts).decode() == (
        "@base <https://w3id.org/policygraph/id/> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .\n"
        "@prefix pg: <https://w3id.org/policygraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "\n"
        "<place-Otter> a pg:Place ;\n"
        "\tdcterms:isPartOf <report-1f> ;\n"
        "\tskos:exactMatch <https://sws.geonames.org/1/> .\n"
        "\n"
        '<report-1f#char=0,5> nif:anchorOf "a \\"<//\\" b .\\n" .\n'
    )


def test_no_triples_make_no_text() -> None:
    """An empty graph is written as nothing that a parser would mind."""
    assert parse_triples(to_turtle([]), "turtle") == ()
    assert to_ntriples([]) == b""


def test_blank_nodes_get_labels_from_the_triples_alone() -> None:
    """However a blank node was labelled, the bytes are the same."""
    made = [
        [
            Triple(Iri(f"_:{one}"), PG.partOf, Iri(f"_:{two}")),
            Triple(Iri(f"_:{one}"), RDF.type, PG.Place),
        ]
        for one, two in (("a", "b"), ("b", "a"), ("z9", "x"))
    ]
    assert len({to_turtle(facts) for facts in made}) == 1


def test_parsers_agree_on_the_number_of_triples(small: tuple[Triple, ...]) -> None:
    """Rapper, rdflib and pyoxigraph count the same triples, none with a blank node."""
    rapper = shutil.which("rapper")
    if not rapper:
        pytest.skip("rapper is not installed")
    said = subprocess.run(
        [rapper, "-c", "-i", "turtle", SMALL],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    counted = int(re.search(r"returned (\d+) triples", said)[1])
    assert counted == len(rdflib.Graph().parse(SMALL)) == len(set(small)) > 500
    assert not any(
        isinstance(term, Iri) and term.startswith("_:")
        for term in itertools.chain(*small)
    )


@pytest.mark.parametrize("extension", [*EXTENSIONS, ".ttl.gz", ".nq.gz", ".RDF"])
def test_a_file_is_read_by_its_extension(
    extension: str, tmp_path: Path, small: tuple[Triple, ...]
) -> None:
    """Each known extension names a syntax, in any case, gzipped or not."""
    path = tmp_path / f"graph.v1{extension}"
    content = serialise(small, syntax_of(path))
    path.write_bytes(gzip.compress(content) if extension.endswith(".gz") else content)
    assert set(read_triples(path)) == set(small)


@pytest.mark.parametrize("extension", [*EXTENSIONS, ".ttl.gz", ".nt.gz"])
def test_a_byte_order_mark_is_passed_over(
    extension: str, small: tuple[Triple, ...], tmp_path: Path
) -> None:
    """In every syntax, gzipped or not, where a file is read, opened, loaded, or given as bytes."""
    syntax = syntax_of(Path(f"x{extension}"))
    content = codecs.BOM_UTF8 + serialise(small, syntax)
    path = tmp_path / f"marked{extension}"
    path.write_bytes(gzip.compress(content) if extension.endswith(".gz") else content)
    assert set(read_triples(path)) == set(small)
    assert set(parse_triples(content, syntax)) == set(small)
    assert len(load_files([path])) == len(small)
    (loaded,) = load_graphs([path], tmp_path / "store")
    assert loaded.triples == len(small)


def test_the_place_of_an_error_does_not_count_a_byte_order_mark(
    tmp_path: Path,
) -> None:
    """Line and column are those without it."""
    content = b"<http://e/a> <http://e/b> ."
    places = []
    for mark in (b"", codecs.BOM_UTF8):
        path = tmp_path / "a.ttl"
        path.write_bytes(mark + content)
        with pytest.raises(GraphError) as told:
            list(read_triples(path))
        places.append(str(told.value))
    assert places[0] == places[1]


def test_a_stream_with_a_byte_order_mark_is_read_as_it_comes(tmp_path: Path) -> None:
    """The first fact is told before what is broken behind it is found."""
    path = tmp_path / "a.nt"
    line = b"<http://e/a> <http://e/b> <http://e/c> .\n"
    path.write_bytes(codecs.BOM_UTF8 + line * 100_000 + b"broken")
    read = read_triples(path)
    assert next(read).subject == "http://e/a"
    with pytest.raises(GraphError, match="100001"):
        list(read)


def test_relative_names_are_resolved_against_the_file(tmp_path: Path) -> None:
    """A file's relative IRIs are those of its own place."""
    path = tmp_path / "a.ttl"
    path.write_text("<#x> <#p> <b> .", "utf-8")
    (fact,) = read_triples(path)
    assert fact == (
        f"{path.as_uri()}#x",
        f"{path.as_uri()}#p",
        (tmp_path / "b").as_uri(),
    )


BROKEN = {
    "broken.ttl": (b"<http://e/a> <http://e/b>\n  oops .\n", r"broken\.ttl:2:\d+: .*"),
    "broken.nt": (b"<http://e/a> <http://e/b> .\n", r"broken\.nt:1:\d+: "),
    "broken.rdf": (b"<a><b></a>", r"broken\.rdf.*RDF/XML"),
    "broken.jsonld": (b'{"@id": \n x}', r"broken\.jsonld:2:\d+"),
    "broken.ttl.gz": (b"no gzip at all", r"broken\.ttl\.gz' cannot be read"),
    "cut.ttl.gz": (
        gzip.compress(b"<http://e/a> <http://e/b> <http://e/c> ." * 99)[:-20],
        r"cut\.ttl\.gz' cannot be read",
    ),
    "unknown.doc": (b"", r"no extension of an RDF syntax; expected one of \.ttl"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_with_the_place(name: str, tmp_path: Path) -> None:
    """An error names the file and, where there is one, line and column."""
    content, message = BROKEN[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError, match=message):
        list(read_triples(tmp_path / name))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    """An error says that the file does not exist, and what to do."""
    with pytest.raises(
        GraphError, match=r"none\.ttl' does not exist; expected a graph; name a file"
    ):
        list(read_triples(tmp_path / "none.ttl"))


def test_what_is_no_iri_is_not_written() -> None:
    """A name with a space is an error that shows the triple, in either syntax."""
    bad = [Triple(Iri("http://e/a b"), PG.partOf, BASE.x)]
    for write in (to_turtle, to_ntriples):
        with pytest.raises(GraphError, match=r"'<http://e/a b> .* is no triple"):
            write(bad)


def test_a_triple_inside_a_triple_is_refused() -> None:
    """What the terms cannot hold is an error, not a loss."""
    with pytest.raises(GraphError, match="triple inside a triple"):
        parse_triples(
            "<http://e/a> <http://e/b> <<( <http://e/a> <http://e/b> <http://e/c> )>> .",
            "turtle",
        )


def test_an_unknown_syntax_is_a_usage_error() -> None:
    """The names of the syntaxes are listed."""
    with pytest.raises(
        UnknownFormatError, match="'hdt' is no RDF syntax; expected one of turtle, "
    ):
        serialise([], "hdt")
