"""Bad inputs of every kind: the files, and for each case what is called with them and what a person is told."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from project import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALL = ROOT / "tests" / "fixtures" / "small.ttl"
USAGE, INPUT = 2, 3
LONGEST = "n" * 251 + ".ttl"
"""A name of 255 bytes, the most that a file system takes."""

TOO_LONG = "n" * 300 + ".ttl"
NO_UTF8 = "\udcff"
"""What Python makes of a byte that is not in UTF-8."""

NOWHERE = "http://127.0.0.1:9/sparql"


@dataclass(frozen=True, slots=True)
class Case:
    """A command line, its exit code, and what the message says: the value, the place, what was expected, what to do."""

    arguments: tuple[str, ...]
    code: int
    says: tuple[str, ...]
    stdin: str = ""

    @property
    def name(self) -> str:
        """What the test is called."""
        return " ".join(
            part if len(part) < 40 else f"{part[:20]}…" for part in self.arguments
        )[:110]


def case(line: str, code: int, *says: str, stdin: str = "") -> Case:
    """A case from a command line whose words are parted by blanks; ``_`` stands for a blank in a word."""
    return Case(
        tuple(word.replace("_", " ") for word in line.split()), code, says, stdin
    )


def nested(opening: str, inner: str, closing: str, depth: int) -> bytes:
    """Something within itself, so deep."""
    return (opening * depth + inner + closing * depth).encode()


def zipped(name: str, content: str) -> bytes:
    """An archive of one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


RDF = b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://example.org/'>"
DESCRIPTION = RDF + b"<rdf:Description rdf:about='http://example.org/a'>"
ENDED = b"</rdf:Description></rdf:RDF>"
ENTRY = (
    "@prefix pg: <https://w3id.org/policygraph/ontology#> . "
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
)

FILES: dict[str, bytes] = {
    # RDF that breaks, in each syntax
    "broken.ttl": b"<http://example.org/a> <http://example.org/p> ",
    "prose.ttl": b"this is no Turtle at all",
    "prefix.ttl": b"x:a x:p x:b .",
    "binary.ttl": bytes(range(256)),
    "latin.ttl": '<urn:a> <urn:p> "défi" .'.encode("latin-1"),
    "utf16.ttl": '<urn:a> <urn:p> "x" .'.encode("utf-16"),
    "string.ttl": b'<urn:a> <urn:p> "never closed',
    "iri.ttl": b"<urn:a> <urn:p> <urn:b c> .",
    "language.ttl": b'<urn:a> <urn:p> "x"@not_a_tag .',
    "broken.nt": b"<urn:a> <urn:p> .\n",
    "relative.nt": b"<a> <p> <b> .\n",
    "broken.nq": b"<urn:a> <urn:p> <urn:b> <urn:g> <urn:h> .\n",
    "broken.trig": b"<urn:g> { <urn:a> <urn:p> <urn:b> ",
    "broken.jsonld": b'{"@id": "urn:a", "urn:p": ',
    "number.jsonld": b"{'single': 'quotes'}",
    "context.jsonld": b'{"@context": "http://127.0.0.1:9/context.jsonld", "@id": "urn:a", "name": "x"}',
    "deep.jsonld": nested('{"urn:p":', '"x"', "}", 5000),
    "arrays.jsonld": nested("[", "", "]", 200_000),
    "broken.rdf": RDF + b"<rdf:Description>",
    "other.xml": b"<html><body>no RDF</body></html>",
    "empty.rdf": b"",
    "deep.rdf": RDF
    + nested("<e:p><rdf:Description>", "", "</rdf:Description></e:p>", 2000)
    + b"</rdf:RDF>",
    "laughs.rdf": b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    + DESCRIPTION
    + b"<e:p>&b;</e:p>"
    + ENDED,
    "bomb.rdf": b'<!DOCTYPE x [<!ENTITY a "'
    + b"h" * 10_000
    + b'">]>'
    + DESCRIPTION
    + b"<e:p>"
    + b"&a;" * 2000
    + b"</e:p>"
    + ENDED,
    "outside.rdf": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    + DESCRIPTION
    + b"<e:p>&a;</e:p>"
    + ENDED,
    "plain.ttl.gz": b"this was never packed",
    "cut.ttl.gz": gzip.compress(SMALL.read_bytes())[:500],
    "graph.pdf": b"%PDF-1.7\n",
    "graph": b"<urn:a> <urn:p> <urn:b> .",
    # SPARQL
    "broken.rq": b"SELECT ?x WHERE { ?x a pg:Place",
    "empty.rq": b"",
    "binary.rq": bytes(range(128, 256)),
    "header.rq": b"#+ title: A title\n#+ nonsense: yes\nSELECT * { ?s ?p ?o }\n",
    # vocabularies
    "broken-words.ttl": b"<urn:a> a ",
    "class.ttl": f'{ENTRY}<urn:a> a pg:Road ; skos:prefLabel "Elm Road"@en .'.encode(),
    "label.ttl": f"{ENTRY}<urn:a> a pg:Place .".encode(),
    "nota.ttl": f'{ENTRY}<urn:a> a pg:Entry ; pg:notA pg:Stage ; skos:prefLabel "x"@en .'.encode(),
    "words.csv": b"name,class\n",
    # tables about reports
    "empty.csv": b"",
    "columns.csv": b"name,year\na.txt,2030\n",
    "twice.csv": b"file,year\na.txt,2030\na.txt,2031\n",
    "date.csv": b"file,year\na.txt,soon\n",
    "calendar.csv": b"file,date\na.txt,2030-02-30\n",
    "tongue.csv": b"file,language\na.txt,klingon\n",
    "names.csv": b"file,title,title\na.txt,A,B\n",
    "longer.csv": b"file,title\na.txt,Roads, rails\n",
    "latin.csv": "file,title\na.txt,Prévision\n".encode("latin-1"),
    "broken.xlsx": zipped("xl/workbook.xml", "<workbook"),
    "null.csv": b"file\0,year\na.txt,2030\n",
    # reports
    "a.txt": b"(1) Roads. We will build a railway in Arden by 2030.\n",
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "binary.txt": bytes(range(256)) * 8,
    "null.txt": b"We will build\0roads.\n",
    "latin.txt": "Le déficit budgétaire diminuera.\n".encode("latin-1"),
    "utf16.txt": "We will build roads.\n".encode("utf-16"),
    "french.txt": (
        "Nous allons construire de nouvelles routes et des écoles pour tous les habitants. "
        * 6
    ).encode(),
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "cut.docx": b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
    "archive.zip": zipped("a.txt", "We will build roads."),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64),
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(64),
    "book.epub": zipped("mimetype", "application/epub+zip"),
    "bomb.docx": zipped("word/document.xml", "<w:document/>"),
    "page.html": b"<!DOCTYPE html><html><body></body></html>",
    "bytes.txt": b"We will build roads in all the towns of Arden. " * 65_000,
    "headings.md": b"## Roads\n\nWe build.\n\n" * 100_000,
    "headings.html": b"<h2>Roads</h2><p>We build.</p>" * 50_000,
    # gold
    "gold.mentions.tsv": b"this\tis\tno gold\n",
}
FOLDERS = ("folder", "folder.ttl", "folder.txt", "folder.rq", "store", "weights")
PIPES = ("pipe.ttl", "pipe.txt", "pipe.rq", "pipe.csv")


def make_all(home: Path) -> None:
    """Makes every file, folder and pipe of the cases, a store that is damaged, and weights that are."""
    for name, content in FILES.items():
        (home / name).write_bytes(content)
    for name in FOLDERS:
        (home / name).mkdir()
    for name in PIPES:
        os.mkfifo(home / name)
    (home / "small.ttl").write_bytes(SMALL.read_bytes())
    (home / "store" / "CURRENT").write_bytes(b"MANIFEST-000001\n")
    (home / "weights" / "reader.json").write_bytes(b"{}")


GRAPHS: dict[str, tuple[str, ...]] = {
    "none.ttl": ("none.ttl", "does not exist", "expected a graph", "policygraph build"),
    LONGEST: ("nnn", "does not exist", "expected a graph"),
    TOO_LONG: ("nnn", "(304 characters)", "cannot be read", "File name too long"),
    "folder": ("'folder' holds no graph", "expected files", ".ttl", "name another"),
    "folder.ttl": ("'folder.ttl' holds no graph", "expected files"),
    "broken.ttl": ("broken.ttl:1:47", "expected valid Turtle"),
    "binary.ttl": ("binary.ttl:1:", "expected valid Turtle"),
    "pipe.ttl": (
        "'pipe.ttl' is a pipe or a device",
        "expected a file",
        "write it to a file first",
    ),
    "/dev/zero": ("'/dev/zero'", "expected"),
    "graph": (
        "'graph' has no extension",
        "expected one of .ttl",
        "rename it or convert it",
    ),
    "graph.pdf": ("graph.pdf", "expected one of .ttl", "rename it or convert it"),
    "plain.ttl.gz": (
        "plain.ttl.gz",
        "cannot be read",
        "expected a readable graph file",
    ),
    "cut.ttl.gz": ("cut.ttl.gz", "cannot be read", "expected a readable graph file"),
    "store": ("'store'", "cannot be opened as a store", "expected a store folder"),
    "small.ttl/a": ("small.ttl/a", "expected"),
}
"""What is no graph, and what is said of it."""

READERS = (
    "query places -g {}",
    "view {} -o never.html",
    "export {} -f ntriples",
    "validate {}",
    "explain {} Arden",
    f"push {{}} {NOWHERE}",
)
"""The commands that read a graph."""


def graphs() -> Iterator[Case]:
    """Every command that reads a graph, with everything that is none."""
    for graph, says in GRAPHS.items():
        for command in READERS:
            yield case(command.format(graph), INPUT, *says)
    for graph in ("none.ttl", "folder", "broken.ttl", TOO_LONG):
        value = "nnn" if graph == TOO_LONG else GRAPHS[graph][0]
        yield case(f"serve {graph} --port 0", INPUT, value, "expected")
    for graph in ("none.ttl", "folder", "broken.ttl", "pipe.ttl"):
        yield case(f"evaluate {graph} gold.mentions.tsv", INPUT, graph, "expected")


def syntaxes() -> Iterator[Case]:
    """RDF of every syntax that breaks, is nested, or would grow without end."""
    for name in (
        "prose.ttl",
        "prefix.ttl",
        "string.ttl",
        "iri.ttl",
        "language.ttl",
        "latin.ttl",
        "utf16.ttl",
    ):
        yield case(f"validate {name}", INPUT, f"{name}:1:", "expected valid Turtle")
    for name, syntax in (
        ("broken.nt", "N-Triples"),
        ("relative.nt", "N-Triples"),
        ("broken.nq", "N-Quads"),
        ("broken.trig", "TriG"),
        ("broken.jsonld", "JSON-LD"),
        ("number.jsonld", "JSON-LD"),
        ("context.jsonld", "JSON-LD"),
        ("broken.rdf", "RDF/XML"),
        ("other.xml", "RDF/XML"),
        ("outside.rdf", "RDF/XML"),
    ):
        yield case(f"export {name} -f turtle", INPUT, name, f"expected valid {syntax}")
    yield case(
        "validate deep.jsonld",
        INPUT,
        "deep.jsonld",
        "5,000 objects within objects",
        "500 at most",
        "convert it",
    )
    yield case(
        "export arrays.jsonld",
        INPUT,
        "arrays.jsonld",
        "200,000 objects",
        "500 at most",
        "convert it",
    )
    yield case(
        "validate deep.rdf",
        INPUT,
        "deep.rdf",
        "elements within elements",
        "500 at most",
        "convert it",
    )
    yield case(
        "validate laughs.rdf",
        INPUT,
        "laughs.rdf",
        "the entity 'b'",
        "expected entities",
        "write out",
    )
    yield case(
        "validate bomb.rdf", INPUT, "bomb.rdf", "20,000,000 bytes", "16,000,000 at most"
    )


def queries() -> Iterator[Case]:
    """SPARQL that is none, that reaches out, or that a parser would not come back from; parameters that fit nothing."""
    own = "query - -g small.ttl"
    yield case("query none -g small.ttl", USAGE, "'none'", "policygraph queries")
    yield case(
        "query none.rq -g small.ttl",
        INPUT,
        "'none.rq' cannot be read",
        "expected a file of SPARQL",
    )
    yield case(
        "query folder.rq -g small.ttl",
        INPUT,
        "'folder.rq' is no file",
        "expected a file of SPARQL",
        "- for stdin",
    )
    yield case(
        "query pipe.rq -g small.ttl",
        INPUT,
        "'pipe.rq' is no file",
        "expected a file of SPARQL",
        "- for stdin",
    )
    yield case(
        "query binary.rq -g small.ttl",
        INPUT,
        "'binary.rq' cannot be read",
        "UTF-8",
        "expected a file of SPARQL",
    )
    yield case("query broken.rq -g small.ttl", USAGE, "broken.rq:1:", "no SPARQL", "^")
    yield case("query empty.rq -g small.ttl", USAGE, "empty.rq:1:1", "no SPARQL")
    yield case("query header.rq -g small.ttl", INPUT, "header.rq:2", "nonsense")
    for text, says in (
        ("SELECT", ("stdin:1:", "no SPARQL")),
        ("SELECT * { ?s nope:p ?o }", ("stdin:1:", "PREFIX")),
        ("SELECT ?s { ?s ?p 'x }", ("stdin:1:", "no SPARQL")),
        (
            "INSERT DATA { <urn:a> <urn:p> 1 }",
            ("INSERT at 1:1", "is an update", "expected a SELECT"),
        ),
        (
            "DELETE WHERE { ?s ?p ?o }",
            ("DELETE at 1:1", "is an update", "expected a SELECT"),
        ),
        ("LOAD <file:///etc/passwd>", ("LOAD at 1:1", "is an update")),
        ("DROP ALL", ("DROP at 1:1", "is an update")),
        (
            "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            ("SERVICE at 1:12", "expected a query over"),
        ),
        (
            "SELECT * { SERVICESILENT<http://127.0.0.1:9/>{ ?s ?p ?o } }",
            ("SERVICE at 1:12", "expected a query over"),
        ),
        (
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
            ("FROM <file:///etc/passwd> at 1:", "leave FROM out"),
        ),
        (
            "SELECT * { " + "{ " * 3000 + "}" * 3000 + " }",
            ("brackets within brackets", "400 at most", "nest less"),
        ),
        (
            "ASK { FILTER(" + "!" * 5000 + "true) }",
            ("operators and clauses", "2,000 at most", "several queries"),
        ),
    ):
        yield case(own, USAGE, *says, stdin=text)
    yield case("query promises -g small.ttl", USAGE, "industry")
    yield case(
        "query places -g small.ttl -p industry=x",
        USAGE,
        "'industry'",
        "expected report",
    )
    yield case(
        "query promises -g small.ttl -p industry",
        USAGE,
        "'industry' binds nothing",
        "expected NAME=VALUE",
    )
    yield case(
        "query promises -g small.ttl -p =x",
        USAGE,
        "'=x' binds nothing",
        "expected NAME=VALUE",
    )
    yield case(
        "query promises -g small.ttl -p industry=x -p industry=y",
        USAGE,
        "'industry' is given twice",
        "once",
    )
    yield case("query promises -g small.ttl -p industry=zzzz", USAGE, "zzzz")
    for number in ("many", "-1", "0", "1e9", "2.5"):
        yield case(
            f"query central -g small.ttl -p top={number}",
            USAGE,
            f"top='{number}' is no count",
            "whole number from 1",
        )
    yield case(
        "query places -g small.ttl -f pdf", USAGE, "'pdf'", "expected one of table"
    )
    yield case("query places -g small.ttl -o a.pdf", USAGE, "'a.pdf'", "--format")
    yield case(
        "query places -g small.ttl -o folder",
        INPUT,
        "'folder' is a folder",
        "expected the name of a file",
    )


def reports() -> Iterator[Case]:
    """Files that hold no report, and what stands around them."""
    for name, *says in (
        ("none.txt", "none.txt", "expected"),
        ("empty.txt", "empty.txt", "is empty", "expected"),
        ("blank.txt", "blank.txt", "white space", "expected a report", "name another"),
        ("binary.txt", "binary.txt", "expected"),
        ("null.txt", "null.txt:1", "null byte", "expected"),
        ("latin.txt", "latin.txt:1", "offset 4 is not UTF-8", "expected", "iconv"),
        ("utf16.txt", "utf16.txt:1", "not UTF-8", "expected", "iconv"),
        ("french.txt", "french.txt", "expected"),
        ("cut.pdf", "cut.pdf", "damaged PDF", "expected a whole PDF", "qpdf"),
        ("cut.docx", "cut.docx", "expected", "Word"),
        ("archive.zip", "archive.zip", "a zip archive", "expected", "unpack it"),
        (
            "old.doc",
            "old.doc",
            "older Word",
            "expected",
            "soffice --headless --outdir converted",
        ),
        ("picture.png", "picture.png", "a picture", "expected", "ocrmypdf"),
        ("book.epub", "book.epub", "an EPUB book", "expected", "pandoc"),
        ("bomb.docx", "bomb.docx", "expected"),
        ("page.html", "page.html", "expected"),
        ("bytes.txt", "3,055,000 bytes", "at most 3,000,000", "1 GB", "split it"),
        ("headings.md", "200,000 lines", "at most 75,000", "1 GB", "split it"),
        ("headings.html", "100,000 lines", "at most 75,000", "1 GB", "split it"),
        ("folder", "'folder'", "no report", "expected PDF", "name another folder"),
        ("pipe.txt", "pipe.txt", "expected"),
        ("/dev/zero", "/dev/zero", "expected"),
        ("/dev/null", "/dev/null", "expected"),
        ("n" * 300, "(300 characters)", "expected"),
        ("small.ttl/a.txt", "small.ttl/a.txt", "expected"),
    ):
        yield case(f"build {name} -o never", INPUT, *says)
    yield case(
        "build a.txt -o small.ttl",
        INPUT,
        "'small.ttl' cannot be written",
        "name a place",
    )
    yield case(
        "build a.txt -o /proc/never",
        INPUT,
        "'/proc/never' cannot be written",
        "name a place",
    )
    yield case(
        "build a.txt a.txt -o never",
        USAGE,
        "a.ttl",
        "expected reports whose names differ",
        "rename one",
    )
    yield case(
        "build a.txt -o never --max-bytes 10", INPUT, "a.txt", "10 bytes", "--max-bytes"
    )
    yield case(
        "build small.ttl -o .",
        INPUT,
        "'small.ttl' would be overwritten",
        "expected what is read to lie elsewhere",
        "-o",
    )


def tables() -> Iterator[Case]:
    """Vocabularies, tables about reports and weights that are none."""
    for name, *says in (
        ("none.ttl", "none.ttl", "does not exist", "expected"),
        ("folder", "folder", "expected"),
        (
            "broken-words.ttl",
            "broken-words.ttl:1:",
            "expected valid Turtle",
            "leave it out",
        ),
        ("class.ttl", "urn:a", "class.ttl", "pg:Road", "expected one of"),
        ("label.ttl", "urn:a", "label.ttl", "has no label", "expected"),
        ("nota.ttl", "urn:a", "nota.ttl", "pg:notA", "expected one of"),
        ("words.csv", "words.csv", "expected one of .ttl"),
        ("pipe.ttl", "pipe.ttl", "expected a file"),
    ):
        yield case(f"build a.txt -o never --vocabulary {name}", INPUT, *says)
    for name, *says in (
        ("none.csv", "'none.csv' cannot be read", "expected a CSV"),
        ("folder", "'folder' cannot be read", "expected a CSV"),
        (
            "empty.csv",
            "'empty.csv' has no column 'file'",
            "it is empty",
            "name the columns",
        ),
        (
            "columns.csv",
            "'columns.csv' has no column 'file'",
            "name, year",
            "name the columns",
        ),
        ("twice.csv", "twice.csv:3", "'a.txt'", "expected one row"),
        ("date.csv", "date.csv:2", "'soon' is no date", "expected 2031", "write it so"),
        ("calendar.csv", "calendar.csv:2: '2030-02-30' is no date", "expected 2031"),
        (
            "tongue.csv",
            "tongue.csv:2: 'a.txt' is said",
            "'klingon'",
            "expected en",
            "the row",
        ),
        ("names.csv", "'names.csv' has two columns 'title'", "expected one", "take"),
        ("longer.csv", "longer.csv:2: 'rails'", "expected a name", "name its column"),
        ("latin.csv", "'latin.csv' is not in UTF-8", "expected", "save it as"),
        (
            "broken.xlsx",
            "'broken.xlsx' is no Excel file",
            "missing or damaged",
            "expected",
            "save it as",
        ),
        ("pipe.csv", "'pipe.csv'", "expected"),
        ("/dev/zero", "'/dev/zero'", "expected"),
        ("null.csv", "'null.csv'", "expected"),
    ):
        yield case(f"build a.txt -o never --about {name}", INPUT, *says)
    for name in ("none", "folder", "small.ttl", "weights"):
        yield case(
            f"build a.txt -o never --weights {name}",
            INPUT,
            name,
            "expected the reader's weights",
            "--weights",
        )
    yield case("evaluate small.ttl none.mentions.tsv", INPUT, "none.mentions.tsv")
    yield case("evaluate small.ttl gold.mentions.tsv", INPUT, "gold.mentions.tsv")
    yield case("evaluate small.ttl small.ttl", INPUT, "small.ttl", ".mentions.tsv")


def options() -> Iterator[Case]:
    """Options, commands and addresses that cannot stand."""
    for line, *says in (
        ("bild a.txt", "No such command 'bild'"),
        ("build", "Missing argument"),
        (
            "build a.txt --cluster tcp://h:99999",
            "99999 is no port",
            "expected the addr",
        ),
        ("build a.txt --cluster tcp://h:0", "'tcp://h:0'", "0 is no port", "dask"),
        ("build a.txt --cluster tcp://h:-1", "'tcp://h:-1'", "no port", "1 to 65,535"),
        (
            "build a.txt --cluster tcp://h",
            "'tcp://h'",
            "no port",
            "tcp://192.0.2.7:8786",
        ),
        ("build a.txt --cluster tcp://:8786", "not of the form tcp://HOST:PORT"),
        ("build a.txt --cluster tcp://::1:8786", "not of the form tcp://HOST:PORT"),
        ("build a.txt --cluster ftp://h:21", "'ftp' is none of tcp, tls"),
        ("build a.txt --cluster a://b://c:1", "'a://b' is none of tcp, tls"),
        ("build a.txt --cluster=", "--cluster", "it is empty"),
        ("build a.txt --colour", "No such option: --colour"),
        ("build a.txt --min-confidence 1.5", "1.5", "0 to 1"),
        ("build a.txt --min-confidence nan", "nan", "0 to 1"),
        ("build a.txt --min-confidence high", "'high' is not a valid float"),
        ("build a.txt --max-bytes 0", "--max-bytes", "x>=1"),
        (
            "build a.txt --base nowhere",
            "'nowhere' is no absolute IRI",
            "expected one such as",
            "--base",
        ),
        ("build a.txt --base http://a/#", "'http://a/#' has a fragment", "--base"),
        (
            "build a.txt --base https://w3id.org/policygraph/ontology#",
            "has a fragment",
            "expected one such as",
            "--base",
        ),
        ("build a.txt --base http://a/%zz/", "'http://a/%zz/' is no", "--base"),
        (f"build a.txt --base http://a/{NO_UTF8}", "is no absolute IRI", "--base"),
        ("build a.txt --base http://[", "'http://['", "expected one such as", "--base"),
        (
            "build a.txt --base http://a_b/",
            "'http://a b/'",
            "expected one such as",
            "--base",
        ),
        ("build a.txt --language tlh", "'tlh' is not read", "expected en"),
        ("serve small.ttl --port -1", "--port", "0<=x<=65535"),
        ("serve small.ttl --port 70000", "70000", "0<=x<=65535"),
        ("serve small.ttl --port http", "'http' is not a valid int"),
        ("serve small.ttl --seconds 0", "--seconds", "x>=0.1"),
        (
            "serve small.ttl --seconds nan",
            "nan seconds",
            "expected a number up to 86,400",
        ),
        (
            "serve small.ttl --seconds inf",
            "inf seconds",
            "expected a number up to 86,400",
        ),
        (
            "serve small.ttl --cors example",
            "'example' is no origin",
            "expected scheme://host",
        ),
        (f"serve {NOWHERE}", "is a server already", "expected a file"),
        ("view small.ttl --view cube -o never.html", "'cube'", "expected one of"),
        ("view small.ttl --types Road -o never.html", "'Road'"),
        ("view small.ttl --around Nowhere -o never.html", "'Nowhere'"),
        ("view small.ttl --key-task 99 -o never.html", "99"),
        ("export small.ttl -f pdf", "'pdf'", "expected one of turtle"),
        ("ontology -f pdf", "'pdf'", "expected one of turtle"),
        ("explain small.ttl Nowhere_at_all", "'Nowhere at all'"),
        ("explain small.ttl http://a/%zz", "'http://a/%zz'"),
        (
            f"explain small.ttl Ar{NO_UTF8}",
            "'Ar\\udcff' is no Unicode text",
            "expected UTF-8",
            "set the terminal",
        ),
        ("evaluate small.ttl gold.mentions.tsv --errors -1", "--errors", "x>=0"),
        (
            "push small.ttl ftp://example.org/",
            "'ftp://example.org/' is no URL",
            "expected http",
        ),
        ("push small.ttl http://", "'http://' is no URL", "expected http"),
        ("push small.ttl http://[::1/", "is no URL", "expected http"),
        ("push small.ttl http://127.0.0.1:99999/", "is no URL", "expected http"),
        (
            f"query places -g {NOWHERE} -g small.ttl",
            "is asked together with 1 more",
            "expected one endpoint alone",
        ),
    ):
        yield case(line, USAGE, *says)
    yield case(f"query places -g {NOWHERE}", INPUT, NOWHERE, "cannot be reached")
    yield case(f"validate {NOWHERE}", INPUT, NOWHERE, "cannot be reached")
    yield case(
        "view small.ttl -o folder",
        INPUT,
        "'folder' is a folder",
        "expected the name of a file",
        "name a file",
    )
    yield case(
        "export small.ttl -o small.ttl/a.ttl",
        INPUT,
        "small.ttl/a.ttl",
        "cannot be written",
        "name a place",
    )
    yield case(
        f"export small.ttl -o {TOO_LONG}",
        INPUT,
        "(304 characters)",
        "File name too long",
    )
    yield case(
        "serve small.ttl --host nowhere.invalid --port 0",
        INPUT,
        "'nowhere.invalid:0'",
        "--host",
    )
    yield case(
        "serve small.ttl --host a..b --port 0",
        INPUT,
        "'a..b:0'",
        "cannot be listened on",
        "--host",
    )


CASES = (*graphs(), *syntaxes(), *queries(), *reports(), *tables(), *options())
