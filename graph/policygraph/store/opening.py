"""What names a graph, and how it comes into a store: files in any RDF syntax, folders of them, store folders."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from policygraph.errors import GraphError
from policygraph.files import is_file, is_folder
from policygraph.namespaces import PG, RDF
from policygraph.rdf import (
    EXTENSIONS,
    SYNTAXES,
    known_syntax,
    open_plain_or_gzip,
    read_quads,
    syntax_error_in,
    syntax_of,
    unreadable,
)
from policygraph.rdf_limits import checked
from policygraph.terms import Iri, Triple, has_blank_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import IO

    from policygraph.terms import Literal

    Quad = tuple[Triple, Iri | None]

UNION = "policygraph.union"
"""The file in a store folder whose default graph is the union of its named graphs."""

_TYPE = ox.NamedNode(RDF.type)
_REPORT = ox.NamedNode(PG.Report)

_SMALL = 64_000_000
"""How many bytes of a file are read at once."""

_MARK_OF_A_STORE = "CURRENT"
"""The file that every store folder holds: RocksDB's pointer to its newest state."""


def is_store_folder(path: Path) -> bool:
    """Whether a folder is a store on disk."""
    return is_file(path / _MARK_OF_A_STORE)


def is_url(graph: object) -> bool:
    """Whether a graph's name is the URL of an endpoint."""
    return isinstance(graph, str) and graph.startswith(("http://", "https://"))


def open_store_folder(path: Path) -> ox.Store:
    """The store on disk, for reading only.

    Raises:
        GraphError: The folder is damaged or cannot be read.
    """
    try:
        return ox.Store.read_only(str(path))
    except OSError as error:
        raise GraphError(
            f"'{path}' cannot be opened as a store: {error}", expected="a store folder"
        ) from error


def graph_files(path: Path) -> list[Path]:
    """The file, or the files of a folder whose extension names an RDF syntax, by name.

    Raises:
        GraphError: There is no such file or folder, or nothing in it.
    """
    if not is_folder(path):
        return [path]
    try:
        files = sorted(
            file for file in path.iterdir() if syntax_of(file) and is_file(file)
        )
    except OSError as error:
        raise unreadable(path, error) from error
    if not files:
        raise GraphError(
            f"folder '{path}' holds no graph",
            expected=f"files that end in {' '.join(EXTENSIONS)} (or with .gz), or a store folder",
            remedy="name another, or run `policygraph build`",
        )
    return files


def load_files(paths: Sequence[Path]) -> ox.Store:
    """The graphs of all files in one store in memory; blank nodes of different files stay apart.

    Of several files, one that holds a single report goes into a named graph under that report's IRI. The default graph
    is the union of all, each triple once: an engine that only adds up named graphs counts what two of them say twice.

    Raises:
        GraphError: A file is missing, unreadable, of no known syntax, or broken (with line and column).
    """
    store = ox.Store()
    for path in paths:
        _load(store, path, several=len(paths) > 1)
    return store


def read_files(paths: Sequence[Path]) -> Iterator[Quad]:
    """The facts of all files as they are written, which a store does not keep, each with its named graph.

    Raises:
        GraphError: A file cannot be read any more.
    """
    for number, path in enumerate(paths):
        if len(paths) == 1:
            yield from read_quads(path)
            continue
        quads = list(read_quads(path))
        report = _only_report(triple for triple, _ in quads)
        for triple, graph in quads:
            yield _apart(triple, number), graph or report


def _only_report(triples: Iterable[Triple]) -> Iri | None:
    """The report of a file that holds just one."""
    kind = RDF.type
    report = PG.Report
    found = set()
    for triple in triples:
        if triple.predicate == kind and triple.object == report:
            found.add(triple.subject)
    return found.pop() if len(found) == 1 else None


def _apart(triple: Triple, number: int) -> Triple:
    """The triple with the labels of blank nodes made those of one file alone."""
    if not has_blank_node(triple):
        return triple
    terms = (_label_apart(term, number) for term in triple)
    return Triple(*terms)  # type: ignore[arg-type]


def _label_apart(term: Iri | Literal, number: int) -> Iri | Literal:
    if isinstance(term, Iri) and term.startswith("_:"):
        return Iri(f"_:f{number}{term[2:]}")
    return term


def _load(store: ox.Store, path: Path, *, several: bool) -> None:
    try:
        syntax = known_syntax(path)
        straight = not several and not SYNTAXES[syntax].supports_datasets
        own = store if straight else ox.Store()
        with open_plain_or_gzip(path) as stream:
            own.bulk_load(
                _at_once(checked(stream, syntax, path), path),
                SYNTAXES[syntax],
                base_iri=path.resolve().as_uri(),
            )
        if straight:
            return
        reports = set()
        if several:
            typed = own.quads_for_pattern(None, _TYPE, _REPORT, None)
            reports = {quad.subject for quad in typed}
        home = reports.pop() if len(reports) == 1 else ox.DefaultGraph()
        _add(store, own, home)  # type: ignore[arg-type]
    except SyntaxError as error:
        raise syntax_error_in(path, syntax, error) from error
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(path, error) from error


def _at_once(stream: IO[bytes], path: Path) -> IO[bytes] | bytes:
    """What a stream of a small file holds, which the engine reads faster than a stream; that of another as it is."""
    if path.suffix.lower() == ".gz":
        return stream
    if path.stat().st_size > _SMALL:
        return stream
    return stream.read()


def _add(store: ox.Store, own: ox.Store, home: ox.NamedNode | ox.DefaultGraph) -> None:
    """Adds a file's facts: to the default graph, and to the named graph that each stands in, else to `home`."""
    triples = ox.RdfFormat.N_TRIPLES
    plain = _dumped(own, ox.DefaultGraph())
    store.bulk_load(plain, triples)
    if isinstance(home, ox.NamedNode):
        store.bulk_load(plain, triples, to_graph=home)
    for graph in own.named_graphs():
        held = _dumped(own, graph)
        store.bulk_load(held, triples)
        store.bulk_load(held, triples, to_graph=graph)


def _dumped(
    store: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph
) -> bytes:
    """The facts of a graph as N-Triples."""
    written = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph)
    return cast("bytes", written)
