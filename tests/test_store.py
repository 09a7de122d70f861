"""The store: any graph opens, is asked, and is handed on."""

from __future__ import annotations

import gzip
import json
import pickle
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pandas as pd
import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.errors import (
    GraphError,
    OutputError,
    QuerySyntaxError,
    RefusedQueryError,
)
from policygraph.namespaces import BASE, NIF, PG, RDF, SKOS, XSD
from policygraph.rdf import SYNTAXES, read_triples, serialise, to_ntriples
from policygraph.store import GraphStore
from policygraph.terms import Iri, Literal, Triple
from policygraph.validation import validate

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = Path(__file__).parent / "fixtures" / "small.ttl"
ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"


@pytest.fixture(scope="module")
def small() -> frozenset[Triple]:
    """The triples of the small graph."""
    return frozenset(read_triples(SMALL))


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    """A store of the small graph."""
    with GraphStore.open(SMALL) as opened:
        yield opened


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("zipped", [False, True], ids=["plain", "gzipped"])
def test_a_file_in_any_syntax_opens(
    syntax: str,
    zipped: bool,  # noqa: FBT001
    tmp_path: Path,
    small: frozenset[Triple],
) -> None:
    """The same graph comes out of each syntax, gzipped or not."""
    endings = {
        "turtle": "ttl",
        "ntriples": "nt",
        "nquads": "nq",
        "trig": "trig",
        "jsonld": "jsonld",
        "rdfxml": "rdf",
    }
    path = tmp_path / f"graph.{endings[syntax]}{'.gz' if zipped else ''}"
    content = serialise(small, syntax)
    path.write_bytes(gzip.compress(content) if zipped else content)
    assert set(GraphStore.open(path).triples()) == small


def test_a_folder_of_files_is_one_graph(tmp_path: Path) -> None:
    """Graphs of a folder are merged, what is no graph is passed over, blank nodes of two files stay apart."""
    (tmp_path / "a.ttl").write_text("<http://e/a> <http://e/p> _:x .", "utf-8")
    (tmp_path / "b.nt.gz").write_bytes(
        gzip.compress(b"<http://e/b> <http://e/p> _:x .")
    )
    (tmp_path / "page.html").write_text("<p>no graph</p>", "utf-8")
    store = GraphStore.open(tmp_path)
    assert len(store) == 2
    assert len(store.query("SELECT DISTINCT ?x { ?s <http://e/p> ?x }")) == 2


def test_several_files_and_folders_are_one_graph(
    tmp_path: Path, small: frozenset[Triple]
) -> None:
    """What several names stand for is merged."""
    extra = Triple(BASE.x, PG.partOf, BASE.y)
    (tmp_path / "a.nt").write_bytes(to_ntriples([extra]))
    assert set(GraphStore.open([SMALL, tmp_path]).triples()) == small | {extra}


def test_named_graphs_are_kept_and_asked_together(
    tmp_path: Path, small: frozenset[Triple]
) -> None:
    """Without GRAPH all graphs are asked together; GRAPH and FROM see one, as do the graphs of a call."""
    names = (BASE["report-1"], BASE["report-2"])
    (tmp_path / "1.nq").write_bytes(serialise(small, "nquads", graph=names[0]))
    (tmp_path / "2.trig").write_bytes(
        serialise([Triple(BASE.x, RDF.type, PG.Place)], "trig", graph=names[1])
    )
    store = GraphStore.open(tmp_path)
    places = len([fact for fact in small if fact[1:] == (RDF.type, PG.Place)])
    ask = "SELECT ?place { ?place a pg:Place }"
    only = "SELECT ?place FROM {} {{ ?place a pg:Place }}"
    assert store.named_graphs == names
    assert len(store.query(ask)) == places + 1
    assert len(store.query(only.format(f"<{names[1]}>"))) == 1
    assert len(store.query(ask, default_graphs=[names[1]])) == 1
    assert (
        len(
            store.query(
                "SELECT ?g { GRAPH ?g { ?place a pg:Place } }", named_graphs=[names[1]]
            )
        )
        == 1
    )
    assert len(store.to_rdflib()) == len(small) + 1


def test_a_saved_store_opens_where_it_lies(
    tmp_path: Path, store: GraphStore, small: frozenset[Triple]
) -> None:
    """A store folder holds the graph, replaces an older one whole, and leaves nothing beside it."""
    folder = tmp_path / "deep" / "store"
    GraphStore.from_triples([]).save(folder)
    store.save(folder)
    with GraphStore.open(folder) as saved:
        assert set(saved.triples()) == small
    with GraphStore.open(folder) as again:
        assert again.query("ASK { ?s a pg:Project }") == TruthAnswer(value=True)
    assert [path.name for path in folder.parent.iterdir()] == ["store"]


def test_a_store_is_not_saved_over_something_else(
    tmp_path: Path, store: GraphStore
) -> None:
    """A folder with other files, or a file, stays as it is."""
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    for place in (tmp_path, tmp_path / "notes.txt"):
        with pytest.raises(OutputError, match="is no store folder"):
            store.save(place)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "mine"


def test_a_store_that_cannot_be_written_is_an_output_error(
    tmp_path: Path, store: GraphStore
) -> None:
    """A file in the way of the folder is named."""
    (tmp_path / "a").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        store.save(tmp_path / "a" / "store")


def test_a_damaged_store_folder_is_an_error(tmp_path: Path) -> None:
    """A folder that only looks like a store is said to be none."""
    (tmp_path / "CURRENT").write_text("MANIFEST-000001\n", "utf-8")
    with pytest.raises(GraphError, match="cannot be opened as a store"):
        GraphStore.open(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.ttl", None, "does not exist; expected a graph"),
        ("empty-folder", "", "holds no graph; expected files that end in .ttl"),
        ("bad.ttl", "<http://e/a> oops", r"bad\.ttl:1:14: "),
        ("report.txt", "words", "no extension of an RDF syntax"),
    ],
)
def test_what_is_no_graph_is_named(
    name: str, content: str | None, message: str, tmp_path: Path
) -> None:
    """Missing, empty, broken and foreign files each have their own message."""
    if name == "empty-folder":
        (tmp_path / name).mkdir()
    elif content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(GraphError, match=message):
        GraphStore.open(tmp_path / name)


def test_select_answers_with_columns_and_rows_of_terms(store: GraphStore) -> None:
    """A table keeps the order of columns and rows, terms as they are, and None where nothing is bound."""
    answer = store.query(
        """SELECT ?place ?label ?point {
             ?place a pg:Place ; skos:prefLabel ?label . OPTIONAL { ?place geo:hasGeometry/geo:asWKT ?point }
           } ORDER BY ?label"""
    )
    assert isinstance(answer, Answer)
    assert answer.columns == ("place", "label", "point")
    assert answer.rows[0] == (
        BASE["place-beibei_district--e734c42f1536"],
        Literal("Beibei District", language="en"),
        None,
    )
    assert list(pd.DataFrame(answer)["label"]) == [
        "Beibei District",
        "Chongqing",
        "Kunming",
        "Shapingba",
    ]


def test_ask_construct_and_describe_have_their_own_answers(
    store: GraphStore, small: frozenset[Triple]
) -> None:
    """Truths and graphs come as such; a graph is sorted and holds each triple once."""
    assert store.query("ASK { ?s a pg:Project }") == TruthAnswer(value=True)
    assert not store.query("ASK { ?s a pg:Nothing }")
    built = store.query("CONSTRUCT { ?s a pg:Place } { ?s a pg:Place }")
    assert built == GraphAnswer(
        tuple(sorted(fact for fact in small if fact[1:] == (RDF.type, PG.Place)))
    )
    assert len(store.query(f"DESCRIBE <{BASE['place-1804651']}>")) > 3


def test_substitutions_are_terms_not_text(store: GraphStore) -> None:
    """A value that looks like SPARQL stays a value."""
    ask = "SELECT ?place { ?place skos:prefLabel ?label }"
    assert len(store.query(ask, {"label": Literal("Kunming", language="en")})) == 1
    assert len(store.query(ask, {"label": Literal('" } #', language="en")})) == 0
    assert store.query("ASK { ?place a pg:Place }", {"place": BASE["place-1804651"]})


def test_numbers_keep_their_form(store: GraphStore) -> None:
    """Facts keep their lexical forms and datatypes, which the engine rewrites in its answers."""
    forms = {
        fact.object.value for fact in store.triples() if fact.predicate == PG.confidence
    }
    assert "0.6" in forms
    assert {
        fact.object.datatype
        for fact in store.triples()
        if fact.predicate == NIF.endIndex
    } == {XSD.nonNegativeInteger}
    answer = store.query(
        "SELECT DISTINCT ?sure { ?linkage pg:confidence ?sure } ORDER BY ?sure LIMIT 1"
    )
    assert [row["sure"] for row in answer] == [0.6]


def test_a_syntax_error_shows_line_column_and_caret(store: GraphStore) -> None:
    """The message names the query's file, the place, and points at it."""
    with pytest.raises(QuerySyntaxError) as caught:
        store.query("SELECT * {\n  ?s ?p ?o ?q }", source="mine.rq")
    assert str(caught.value).splitlines()[:3] == [
        "mine.rq:2:16: this is no SPARQL",
        "  ?s ?p ?o ?q }",
        " " * 15 + "^",
    ]


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "DELETE WHERE { ?s ?p ?o }",
    ],
)
def test_what_would_leave_the_graph_is_refused(sparql: str, store: GraphStore) -> None:
    """Other servers, files and updates are refused before the engine sees them."""
    with pytest.raises(RefusedQueryError):
        store.query(sparql)


def test_a_store_of_others_gives_the_facts_as_it_keeps_them(
    tmp_path: Path, store: GraphStore
) -> None:
    """A store folder without our copy is read as the engine has it: digits as it writes them, types as shapes ask."""
    store.save(tmp_path / "store")
    shutil.rmtree(tmp_path / "store" / "policygraph.facts")
    with GraphStore.open(tmp_path / "store") as bare:
        facts = bare.triples()
    assert len(facts) == len(store)
    assert "0.6" in {
        fact.object.value for fact in facts if fact.predicate == PG.confidence
    }
    assert {
        fact.object.datatype for fact in facts if fact.predicate == NIF.endIndex
    } == {XSD.nonNegativeInteger}


def test_a_closed_store_cannot_be_asked(store: GraphStore) -> None:
    """After its block a store is closed, and says so."""
    with GraphStore.open(SMALL) as closed:
        pass
    with pytest.raises(GraphError, match="the store is closed"):
        closed.query("ASK {}")
    assert store.query("ASK {}")


def test_rdflib_gets_an_equal_dataset_of_its_own(
    store: GraphStore, small: frozenset[Triple]
) -> None:
    """A plain Dataset, isomorphic to the file, with lexical forms kept, prefixes bound, and no way back."""
    dataset = store.to_rdflib()
    assert type(dataset) is rdflib.Dataset
    expected = rdflib.Graph().parse(SMALL)
    assert isomorphic(
        rdflib.Graph().parse(
            data=dataset.default_graph.serialize(format="nt"), format="nt"
        ),
        expected,
    )
    forms = {str(sure) for sure in dataset.objects(None, rdflib.URIRef(PG.confidence))}
    assert forms == {
        fact.object.value for fact in small if fact.predicate == PG.confidence
    }
    rows = dataset.query("SELECT ?label { ?task a pg:KeyTask ; skos:prefLabel ?label }")
    assert len(list(rows)) == 2
    dataset.remove((None, None, None))
    assert len(store) == len(small)


def test_the_network_is_that_of_the_store(store: GraphStore) -> None:
    """Nodes and edges are the entities and linkages that SPARQL counts."""
    network = store.to_networkx()
    entities = store.query(
        "SELECT ?e { VALUES ?c { pg:Place pg:Project pg:Industry pg:Institution pg:Target } ?e a ?c }"
    )
    assert set(network) == {row["e"] for row in entities}
    assert network.number_of_edges() == len(
        store.query(
            "SELECT ?l { ?l a pg:Linkage ; rdf:predicate ?by FILTER(?by != pg:stage) }"
        )
    )


class _Endpoint(BaseHTTPRequestHandler):
    """Answers like a SPARQL endpoint with the small graph.

    Under /values it is one that keeps the values of numbers alone; under /broken, none at all.
    """

    def do_POST(self) -> None:
        """A query by URL-encoded POST."""
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        right = (
            asked["query"][0].startswith("CONSTRUCT")
            and "application/n-triples" in self.headers["Accept"]
        )
        answers = right and self.path in {"/sparql", "/values"}
        self.send_response(200 if answers else 404)
        self.send_header(
            "Content-Type", "application/n-triples" if answers else "text/html"
        )
        self.end_headers()
        written = to_ntriples(read_triples(SMALL))
        self.wfile.write(
            written.replace(b"nonNegativeInteger", b"integer")
            if self.path == "/values"
            else written
        )

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def endpoint() -> Iterator[str]:
    """The URL of a server on loopback."""
    server = HTTPServer(("127.0.0.1", 0), _Endpoint)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_endpoint_is_read_whole(endpoint: str, small: frozenset[Triple]) -> None:
    """The URL of an endpoint stands for its default graph."""
    assert set(GraphStore.open(f"{endpoint}/sparql").triples()) == small


def test_numbers_of_an_endpoint_are_read_by_their_value(
    endpoint: str, small: frozenset[Triple]
) -> None:
    """Where it keeps no type derived from xsd:integer, the shapes say which it was."""
    assert set(GraphStore.open(f"{endpoint}/values").triples()) == small


def test_a_store_that_others_made_conforms(tmp_path: Path) -> None:
    """It keeps the value of a number alone; that is no violation, but a value out of bounds is one."""
    native = pyoxigraph.Store(str(tmp_path / "store"))
    native.bulk_load(path=str(SMALL), format=pyoxigraph.RdfFormat.TURTLE)
    begin = next(
        native.quads_for_pattern(None, pyoxigraph.NamedNode(NIF.beginIndex), None)
    )
    native.flush()
    del native
    with GraphStore.open(tmp_path / "store") as store:
        assert validate(store.triples()).conforms
    native = pyoxigraph.Store(str(tmp_path / "store"))
    native.remove(begin)
    native.add(pyoxigraph.Quad(begin.subject, begin.predicate, pyoxigraph.Literal(-1)))
    native.flush()
    del native
    with GraphStore.open(tmp_path / "store") as store:
        results = validate(store.triples()).results
        assert Literal("-1", XSD.integer) in {result.value for result in results}


def test_answers_are_values(store: GraphStore) -> None:
    """Equal where their rows are, whoever reads them and however often, and they travel to other processes."""
    text = "SELECT ?place ?label { ?place a pg:Place ; skos:prefLabel ?label OPTIONAL { ?place pg:stage ?no } }"
    answer = store.query(text)
    assert isinstance(answer, Answer)
    assert pickle.loads(pickle.dumps(answer)) == answer == store.query(text)  # noqa: S301 - our own bytes
    assert hash(answer) == hash(Answer(answer.columns, answer.rows))
    assert answer.rows is answer.rows
    graph = store.query("CONSTRUCT { ?s a ?c } { ?s a ?c }")
    assert (
        pickle.loads(pickle.dumps(graph))  # noqa: S301
        == graph
        == store.query("CONSTRUCT WHERE { ?s a ?c }")
    )
    assert eval(repr(answer), {"Answer": Answer, "Literal": Literal}) == answer  # noqa: S307 - our own text
    assert answer != graph


def test_the_store_does_not_keep_every_term_it_met(
    store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it keeps to make each term once has a bound, and answers do not depend on it."""
    monkeypatch.setattr("policygraph.store.interning._MOST", 5)
    with GraphStore.open(SMALL) as forgetful:
        assert sorted(map(str, forgetful.query(ALL))) == sorted(
            map(str, store.query(ALL))
        )
        assert 0 < len(forgetful._terms) <= 5


def test_what_is_no_endpoint_is_named(endpoint: str) -> None:
    """A page is no endpoint; nor is a port where nobody listens."""
    with pytest.raises(GraphError, match="answered 404 Not Found with 'text/html'"):
        GraphStore.open(f"{endpoint}/broken")
    with pytest.raises(GraphError, match="cannot be reached"):
        GraphStore.open("http://127.0.0.1:9/sparql")


def test_opening_a_store_imports_pyoxigraph_alone() -> None:
    """What a query does not need is not imported."""
    heavy = (
        "rdflib",
        "networkx",
        "httpx",
        "shacl",
        "pyvis",
        "onnxruntime",
        "typer",
        "numpy",
        "xlsxwriter",
    )
    program = (
        "import json, sys\nfrom policygraph.store import GraphStore\n"
        f"GraphStore.open({str(SMALL)!r}).query({ALL!r})\n"
        "print(json.dumps([name.partition('.')[0] for name in sys.modules]))"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    ).stdout
    loaded = set(json.loads(said))
    assert "pyoxigraph" in loaded
    assert not loaded & set(heavy)


def test_triples_of_a_store_are_in_order(store: GraphStore) -> None:
    """Subjects ascend, IRIs come before literals, whatever order the store keeps."""
    triples = store.triples()
    assert [fact.subject for fact in triples] == sorted(
        fact.subject for fact in triples
    )
    assert triples == GraphStore.from_triples(reversed(triples)).triples()
    assert all(isinstance(fact.subject, Iri) for fact in triples)
    assert (
        Triple(BASE["place-1804651"], SKOS.prefLabel, Literal("Kunming", language="en"))
        in triples
    )
    assert any(fact.predicate == NIF.isString for fact in triples)
