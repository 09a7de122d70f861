"""RDF in and out: the border to pyoxigraph for parsing and serialising.

What comes in, in whatever syntax, becomes `policygraph.terms` values; what goes out is canonical, so that the same
triples give the same bytes whatever order they come in. A blank node, which our own data never has but a user's file
may, is an `Iri` that begins with ``_:``.

Source: RDF 1.1 Turtle, N-Triples, N-Quads, TriG, RDF/XML; JSON-LD 1.1; RDF Dataset Canonicalization (RDFC-1.0) for
the labels of blank nodes.

Example:
    >>> from policygraph.namespaces import PREFIXES
    >>> text = '<http://example.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "A"@en .'
    >>> facts = parse_triples(text, "turtle")
    >>> print(to_turtle(facts, PREFIXES).decode(), end="")
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    <BLANKLINE>
    <http://example.org/a> skos:prefLabel "A"@en .
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from itertools import chain
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from policygraph.blank_nodes import are_plain, labels_of
from policygraph.errors import GraphError, UnknownFormatError
from policygraph.namespaces import BASE, PREFIXES, RDF, XSD
from policygraph.rdf_limits import Unpacked, checked
from policygraph.terms import Iri, Literal, Triple, by_subject, has_blank_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import IO

SYNTAXES = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
"""The RDF syntaxes by the names that `export` and `ontology` take."""

DATASETS = ("nquads", "trig")
"""Those that hold each report in a named graph."""

EXTENSIONS = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".nt": "ntriples",
    ".ntriples": "ntriples",
    ".nq": "nquads",
    ".nquads": "nquads",
    ".trig": "trig",
    ".jsonld": "jsonld",
    ".json": "jsonld",
    ".rdf": "rdfxml",
    ".owl": "rdfxml",
    ".xml": "rdfxml",
    ".rdfxml": "rdfxml",
}
"""The syntax that a file's extension stands for; each may be followed by ``.gz``."""

_STRING = str(XSD.string)
_PLAIN = {"", _STRING}
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)}
_ESCAPES |= {
    ord("\t"): r"\t",
    ord("\b"): r"\b",
    ord("\n"): r"\n",
    ord("\r"): r"\r",
    ord("\f"): r"\f",
}
_ESCAPES |= {ord('"'): r"\"", ord("\\"): r"\\"}
_LINES_AT_ONCE = 10_000
_STRING_OR_NO_SCHEME = re.compile(rb'("(?:[^"\\]|\\.)*")|<//')
_NO_XML = [
    (char.encode(), "\N{REPLACEMENT CHARACTER}".encode())
    for char in ("\ufffe", "\uffff")
]
_NO_XML += [
    (f"\\u{code:04X}".encode(), _NO_XML[0][1])
    for code in (*range(0x9), 0xB, *range(0xE, 0x20))
]
_NO_XML += [(rb"\b", _NO_XML[0][1]), (rb"\f", _NO_XML[0][1])]
_TYPE_IN_LINE = f" <{RDF.type}> ".encode()
_NEVER_PREFIXED = {
    str(XSD[name]) for name in ("string", "integer", "decimal", "double", "boolean")
}
_NEVER_PREFIXED |= {str(RDF.type), str(RDF.langString)}  # written as "a" and as "@en"


def syntax_of(path: Path) -> str:
    """The name of the syntax that a file's extension stands for; empty where it stands for none.

    Example:
        >>> from pathlib import Path
        >>> syntax_of(Path("out/report.ttl.gz"))
        'turtle'
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    if not suffixes:
        return ""
    return EXTENSIONS.get(suffixes[-1], "")


def read_triples(path: Path) -> Iterator[Triple]:
    """The triples of a file in any RDF syntax, in the order of the file, read lazily; named graphs are merged.

    Relative IRIs are resolved against the file's own.

    Args:
        path: A file whose extension names its syntax; gzipped where the last extension is ``.gz``.

    Raises:
        GraphError: The file is missing, unreadable, of no known syntax, or broken (with line and column).
    """
    return (triple for triple, _ in read_quads(path))


def read_quads(path: Path) -> Iterator[tuple[Triple, Iri | None]]:
    """The triples of a file, each with the named graph that it stands in; None is the default graph.

    What is said of `read_triples` holds.

    Raises:
        GraphError: The file is missing, unreadable, of no known syntax, or broken (with line and column).
    """
    try:
        with open_plain_or_gzip(path) as stream:
            syntax = known_syntax(path)
            for quad in ox.parse(
                checked(stream, syntax, path),
                format=SYNTAXES[syntax],
                base_iri=path.resolve().as_uri(),
            ):
                yield _triple_from(quad), _graph_of(quad)
    except SyntaxError as error:
        raise syntax_error_in(path, syntax, error) from error
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error


def known_syntax(path: Path) -> str:
    """The name of the syntax that a file's extension stands for.

    Raises:
        GraphError: It stands for none.
    """
    syntax = syntax_of(path)
    if not syntax:
        raise GraphError(
            f"'{path}' has no extension of an RDF syntax",
            expected=f"one of {' '.join(EXTENSIONS)} (or with .gz)",
            remedy="rename it or convert it",
        )
    return syntax


def parse_triples(
    text: str | bytes, syntax: str, *, base: str = BASE
) -> tuple[Triple, ...]:
    """The triples of a text in the named syntax, in its order.

    Raises:
        UnknownFormatError: No such syntax.
        GraphError: The text is broken (with line and column).
    """
    content = text.encode() if isinstance(text, str) else text
    try:
        unmarked = io.BytesIO(content.removeprefix(codecs.BOM_UTF8))
        stream = checked(unmarked, syntax, "the text")
        return tuple(
            _triple_from(quad)
            for quad in ox.parse(stream, format=_format(syntax), base_iri=str(base))
        )
    except SyntaxError as error:
        raise syntax_error_in("text", syntax, error) from error


def open_plain_or_gzip(path: Path) -> IO[bytes]:
    """A binary stream of the file's content, unzipped where its name ends in ``.gz``.

    Raises:
        GraphError: It is no file: a pipe or a device may have no end, and cannot be read twice.
        OSError: It cannot be read.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise GraphError(
            f"'{path}' is a pipe or a device",
            expected="a file",
            remedy="write it to a file first",
        )
    if path.suffix.lower() != ".gz":
        return path.open("rb")
    return cast(
        "IO[bytes]",
        io.BufferedReader(Unpacked(cast("IO[bytes]", gzip.open(path, "rb")), path)),
    )


def syntax_error_in(path: Path | str, syntax: str, error: SyntaxError) -> GraphError:
    """The error that says where a graph's text breaks."""
    return GraphError(_place(path, error), expected=f"valid {_format(syntax).name}")


def unreadable(path: Path, error: Exception) -> GraphError:
    """The error that says why a graph's file cannot be read."""
    if isinstance(error, FileNotFoundError):
        return GraphError(
            f"'{path}' does not exist",
            expected="a graph",
            remedy="name a file, or run `policygraph build`",
        )
    reason = getattr(error, "strerror", None) or str(error)
    return GraphError(
        f"'{path}' cannot be read: {reason}", expected="a readable graph file"
    )


def to_ntriples(triples: Iterable[Triple]) -> bytes:
    """The triples as canonical N-Triples: each once, lines sorted by code point.

    Raises:
        GraphError: A name in the triples is no IRI.

    Source: RDF 1.1 N-Triples, section 4 (canonical form).
    """
    written = b"".join(sorted(_lines(triples)))
    for _ in _read_back(written):
        pass  # a line that is no triple is told; what was read is not kept
    return written


def to_nquads(quads: Iterable[tuple[Triple, Iri | None]]) -> bytes:
    """The quads as N-Quads, each once, lines sorted by code point; blank nodes keep their labels.

    Source: RDF 1.1 N-Quads, section 4 (canonical form of each line).
    """
    lines = set()
    for triple, graph in quads:
        terms = (*triple, graph) if graph else triple
        shown = " ".join(map(_shown, terms))
        lines.add(f"{shown} .\n")
    return "".join(sorted(lines)).encode()


def to_turtle(
    triples: Iterable[Triple],
    prefixes: Mapping[str, str] = PREFIXES,
    *,
    base: str = BASE,
) -> bytes:
    """The triples as Turtle, the same bytes whatever order they come in.

    Subjects are sorted, the types of each come first. Only prefixes that occur are declared; names under `base` are
    written relative to it, so that ``<report-1f#char=0,9>`` needs no escapes.

    Args:
        triples: What to write; duplicates are dropped.
        prefixes: Prefix to IRI.
        base: What the names of the data begin with; declared only where one does.

    Raises:
        GraphError: A name in the triples is no IRI.
    """
    about = by_subject(triples)
    declared = _occurring(_iris_in(about), prefixes)
    relative = bool(base) and any(subject.startswith(base) for subject in about)
    base_iri = str(base) if relative else None
    written = io.BytesIO()
    written.write(_head_of_turtle(declared, base_iri))
    for lines in _lines_of_turtle(about):
        body = ox.serialize(
            _read_back(lines),
            format=ox.RdfFormat.TURTLE,
            prefixes=declared,
            base_iri=base_iri,
        )
        written.write(_readable(cast("bytes", body), base))
    if about:
        written.truncate(written.tell() - 1)  # no blank line behind the last subject
    return written.getvalue()


def serialise(
    triples: Iterable[Triple],
    syntax: str,
    *,
    prefixes: Mapping[str, str] = PREFIXES,
    base: str = BASE,
    graph: Iri | None = None,
) -> bytes:
    """The triples in the named syntax, the same bytes whatever order they come in.

    Args:
        triples: What to write; duplicates are dropped.
        syntax: A key of `SYNTAXES`.
        prefixes: Prefix to IRI, for the syntaxes that know prefixes; JSON-LD has a context of its own.
        base: What the names of the data begin with, for Turtle and JSON-LD.
        graph: The named graph to put them into, in N-Quads, TriG and JSON-LD; the default graph if None.

    Raises:
        UnknownFormatError: No such syntax.
        GraphError: A name in the triples is no IRI.
    """
    _format(syntax)
    if syntax == "jsonld":
        from policygraph.jsonld import to_jsonld

        listed = with_blank_nodes_marked(triples, "")
        to_ntriples(listed)  # names that are no IRIs are found by the parser
        return to_jsonld(listed, base=base, graph=graph)
    if syntax == "turtle":
        return to_turtle(triples, prefixes, base=base)
    if syntax == "ntriples":
        return to_ntriples(triples)
    return _canonical(triples, syntax, prefixes, graph)


def serialise_graphs(
    graphs: Mapping[Iri | None, Iterable[Triple]],
    syntax: str,
    *,
    prefixes: Mapping[str, str] = PREFIXES,
) -> bytes:
    """Named graphs, and the default graph under None, in TriG or N-Quads; the same bytes whatever order they come in.

    Blank nodes of different graphs stay apart.

    Args:
        graphs: The triples of each graph; duplicates are dropped.
        syntax: "trig" or "nquads".
        prefixes: Prefix to IRI, for TriG.

    Raises:
        UnknownFormatError: The syntax has no named graphs.
        GraphError: A name in the triples is no IRI.
    """
    if syntax not in DATASETS:
        raise UnknownFormatError(
            f"'{syntax}' has no named graphs", expected=f"one of {', '.join(DATASETS)}"
        )
    names = sorted(graphs, key=lambda name: name or "")
    marked = {
        name: with_blank_nodes_marked(graphs[name], str(number))
        for number, name in enumerate(names)
    }
    if syntax == "nquads":
        return to_nquads(_named_triples(marked))
    quads: list[ox.Quad] = []
    iris: set[str] = set()
    for name, triples in marked.items():
        quads += _quads_in_order(triples, name)
        iris |= _iris_in(by_subject(triples))
    occurring = _occurring(iris, prefixes)
    written = ox.serialize(quads, format=SYNTAXES[syntax], prefixes=occurring)
    return cast("bytes", written)


def _named_triples(
    graphs: Mapping[Iri | None, Iterable[Triple]],
) -> Iterator[tuple[Triple, Iri | None]]:
    for name, triples in graphs.items():
        for triple in triples:
            yield triple, name


def _quads_in_order(triples: Iterable[Triple], name: Iri | None) -> list[ox.Quad]:
    """The triples in a graph, each once, types before what else is said of a thing."""
    lines = set(map(_line, triples))
    parsed = _parsed(sorted(lines, key=_types_first))
    return [_in_graph(triple, name) for triple in parsed]


def _in_graph(triple: ox.Triple, name: Iri | None) -> ox.Quad:
    home = to_native(name) if name else ox.DefaultGraph()
    return ox.Quad(triple.subject, triple.predicate, triple.object, home)  # type: ignore[arg-type]


def with_blank_nodes_marked(triples: Iterable[Triple], mark: str) -> tuple[Triple, ...]:
    """The triples; the labels of their blank nodes depend on the triples alone, and are told apart by a mark.

    Args:
        triples: Any triples; duplicates are dropped where there are blank nodes.
        mark: Letters and digits that the labels begin with.
    """
    listed = tuple(triples)
    if not any(map(has_blank_node, listed)):
        return listed
    marked = []
    for triple in parse_triples(to_ntriples(listed), "ntriples"):
        terms = (_marked(term, mark) for term in triple)
        marked.append(Triple(*terms))  # type: ignore[arg-type]
    return tuple(marked)


def _marked(term: Iri | Literal, mark: str) -> Iri | Literal:
    if isinstance(term, Iri) and term.startswith("_:"):
        return Iri(f"_:m{mark}{term[2:]}")
    return term


def to_native(term: Iri | Literal) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The term as pyoxigraph's."""
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(term.value, language=term.language)
        if term.datatype:
            return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
        return ox.Literal(term.value)
    if term.startswith("_:"):
        return ox.BlankNode(term[2:])
    return ox.NamedNode(term)


def from_native(term: object) -> Iri | Literal:
    """Our term for one of pyoxigraph's; a plain string has no datatype.

    Raises:
        GraphError: The term is a quoted triple, which no graph of ours can hold.
    """
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, language=term.language)
        datatype = term.datatype.value
        if datatype == _STRING:
            return Literal(term.value)
        return Literal(term.value, datatype)
    if isinstance(term, ox.BlankNode):
        return Iri(f"_:{term.value}")
    raise GraphError(
        f"'{term}' is a triple inside a triple",
        expected="an IRI, a blank node or a literal",
    )


def _triple_from(quad: ox.Quad | ox.Triple) -> Triple:
    subject, value = quad.subject, quad.object
    # Most terms by far are IRIs; hundreds of thousands of calls are spared by looking for them here.
    ends = (
        Iri(subject.value) if type(subject) is ox.NamedNode else from_native(subject),
        Iri(quad.predicate.value),
        Iri(value.value) if type(value) is ox.NamedNode else from_native(value),
    )
    return tuple.__new__(Triple, ends)


def _graph_of(quad: ox.Quad | ox.Triple) -> Iri | None:
    if not isinstance(quad, ox.Quad):
        return None
    graph = quad.graph_name
    if isinstance(graph, ox.BlankNode):
        return Iri(f"_:{graph.value}")
    if isinstance(graph, ox.NamedNode):
        return Iri(graph.value)
    return None


def _format(syntax: str) -> ox.RdfFormat:
    if syntax not in SYNTAXES:
        raise UnknownFormatError(
            f"'{syntax}' is no RDF syntax", expected=f"one of {', '.join(SYNTAXES)}"
        )
    return SYNTAXES[syntax]


def _place(where: Path | str, error: SyntaxError) -> str:
    if error.lineno is None:
        return f"{where}: {error.msg}"
    return f"{where}:{error.lineno}:{error.offset}: {error.msg}"


def _lines(triples: Iterable[Triple]) -> list[bytes]:
    """The distinct N-Triples lines, in no order; blank nodes get labels that depend on the triples alone."""
    shown: dict[Iri | Literal, str] = {}
    lines: set[bytes] = set()
    blank = False
    for triple in triples:
        parts = []
        for term in triple:
            text = shown.get(term)
            if text is None:
                text = _shown(term)
                shown[term] = text
                blank = blank or text.startswith("_:")
            parts.append(text)
        lines.add((" ".join(parts) + " .\n").encode())
    if blank:
        return _relabelled(list(lines))
    return list(lines)


def _shown(term: Iri | Literal) -> str:
    """The term as canonical N-Triples spells it."""
    if isinstance(term, Literal):
        text = quoted(term.value)
        if term.language:
            return f"{text}@{term.language.lower()}"
        if term.datatype in _PLAIN:
            return text
        return f"{text}^^<{term.datatype}>"
    if term.startswith("_:"):
        return term
    return f"<{term}>"


def quoted(text: str) -> str:
    r"""The text as canonical N-Triples writes a literal's.

    Example:
        >>> print(quoted('a "road"'))
        "a \"road\""
    """
    return f'"{text.translate(_ESCAPES)}"'


def _parsed(lines: list[bytes]) -> list[ox.Triple]:
    return list(_read_back(b"".join(lines)))


def _read_back(written: bytes) -> Iterator[ox.Triple]:
    """The triples of N-Triples, one by one.

    Raises:
        GraphError: One of its lines is no triple.
    """
    try:
        for quad in ox.parse(written, format=ox.RdfFormat.N_TRIPLES):
            yield quad.triple
    except SyntaxError as error:
        number = error.lineno or 1
        line = written.split(b"\n", number)[number - 1].decode().strip()
        raise GraphError(
            f"'{line}' is no triple: {error.msg}",
            expected="absolute IRIs without spaces",
        ) from error


def _relabelled(lines: list[bytes]) -> list[bytes]:
    triples = _parsed(lines)
    facts = []
    for triple in triples:
        subject, predicate, target = _spelled(triple)
        if subject.startswith("_:") or target.startswith("_:"):
            facts.append((subject, predicate, target))
    if are_plain(facts):
        return _canonicalised(triples)
    labels = labels_of(facts)
    return [_with_labels(triple, labels) for triple in triples]


def _spelled(triple: ox.Triple) -> tuple[str, str, str]:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _canonicalised(triples: Iterable[ox.Triple]) -> list[bytes]:
    """The N-Triples lines with the labels that RDFC-1.0 gives blank nodes."""
    dataset = ox.Dataset(ox.Quad(*triple) for triple in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    canonical = (quad.triple for quad in dataset)
    written = ox.serialize(canonical, format=ox.RdfFormat.N_TRIPLES)
    lines = cast("bytes", written).split(b"\n")
    return [line + b"\n" for line in lines if line]


def _with_labels(triple: ox.Triple, labels: Mapping[str, str]) -> bytes:
    subject, predicate, target = (_shown(from_native(term)) for term in triple)
    begin = labels.get(subject, subject)
    end = labels.get(target, target)
    return f"{begin} {predicate} {end} .\n".encode()


def _types_first(line: bytes) -> tuple[bytes, bool, bytes]:
    subject, _, rest = line.partition(b" ")
    return subject, not line.startswith(_TYPE_IN_LINE, len(subject)), rest


def _canonical(
    triples: Iterable[Triple],
    syntax: str,
    prefixes: Mapping[str, str],
    graph: Iri | None,
) -> bytes:
    about = by_subject(triples)
    lines = sorted(_lines(chain.from_iterable(about.values())), key=_types_first)
    if syntax == "rdfxml":
        lines = [_for_xml(line) for line in lines]
    parsed = _parsed(lines)
    occurring = _occurring(_iris_in(about), prefixes)
    format_ = SYNTAXES[syntax]
    facts = _quads(parsed, graph) if graph and format_.supports_datasets else parsed
    return cast("bytes", ox.serialize(facts, format=format_, prefixes=occurring))


def _quads(triples: Iterable[ox.Triple], graph: Iri) -> list[ox.Quad]:
    home = ox.NamedNode(graph)
    return [
        ox.Quad(triple.subject, triple.predicate, triple.object, home)
        for triple in triples
    ]


def _lines_of_turtle(about: Mapping[Iri, list[Triple]]) -> Iterator[bytes]:
    """The N-Triples lines in the order of Turtle, all of a subject together, some thousands at a time."""
    if any(map(has_blank_node, chain.from_iterable(about.values()))):
        relabelled = _lines(chain.from_iterable(about.values()))
        relabelled.sort(key=_types_first)
        yield b"".join(relabelled)
        return
    lines: list[bytes] = []
    for subject in sorted(about, key=_shown):
        own: set[bytes] = {_line(triple) for triple in about[subject]}
        lines += sorted(own, key=_types_first)
        if len(lines) >= _LINES_AT_ONCE:
            yield b"".join(lines)
            lines.clear()
    yield b"".join(lines)


def _line(triple: Triple) -> bytes:
    shown = " ".join(map(_shown, triple))
    return f"{shown} .\n".encode()


def _head_of_turtle(prefixes: Mapping[str, str], base_iri: str | None) -> bytes:
    """What is declared, and a blank line."""
    head = []
    if base_iri:
        head.append(f"@base <{base_iri}> .\n")
    for name in sorted(prefixes):
        iri = prefixes[name]
        head.append(f"@prefix {name}: <{iri}> .\n")
    head.append("\n")
    return "".join(head).encode()


def _for_xml(line: bytes) -> bytes:
    """A line of N-Triples without characters that XML cannot hold, not even escaped."""
    for character, replacement in _NO_XML:
        line = line.replace(character, replacement)
    return line


def _readable(turtle: bytes, base: str) -> bytes:
    """The body of Turtle with a blank line behind each subject, and IRIs of other hosts (``<//host/…>``) in full.

    Its strings hold no line break, so that a line's end is never inside one.
    """
    body = turtle
    while body.startswith((b"@base ", b"@prefix ")):
        _, _, body = body.partition(b"\n")
    if b"<//" in body:
        scheme = base.partition("//")[0].encode()
        body = _STRING_OR_NO_SCHEME.sub(
            lambda match: match[1] or b"<" + scheme + b"//", body
        )
    return body.replace(b" .\n", b" .\n\n")


def _iris_in(about: Mapping[Iri, list[Triple]]) -> set[str]:
    """The IRIs of the triples' terms and of their datatypes."""
    iris: set[str] = set(about)
    for triple in chain.from_iterable(about.values()):
        iris.add(triple.predicate)
        last = triple.object
        iris.add(last.datatype if isinstance(last, Literal) else last)
    return iris


def _occurring(iris: Iterable[str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The prefixes that some of the IRIs begins with, by name."""
    starts = {_namespace_of(iri) for iri in iris if iri not in _NEVER_PREFIXED}
    return {
        prefix: str(iri)
        for prefix, iri in sorted(prefixes.items())
        if str(iri) in starts
    }


def _namespace_of(iri: str) -> str:
    """What an IRI begins with, up to its last slash or hash."""
    end = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:end]
