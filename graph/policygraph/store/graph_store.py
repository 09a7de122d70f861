"""A graph in a store: asked in SPARQL by pyoxigraph, handed on to rdflib and networkx."""

from __future__ import annotations

import secrets
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.errors import GraphError, OutputError
from policygraph.files import unwritable
from policygraph.namespaces import PREFIXES
from policygraph.rdf import from_native, to_native, to_ntriples
from policygraph.sparql import refuse_what_reaches_out, syntax_error
from policygraph.store.opening import graph_files, is_store_folder, is_url, load_files, open_store_folder
from policygraph.terms import Iri, Literal, Triple, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import networkx as nx
    import rdflib

_PREFIXES = {prefix: str(iri) for prefix, iri in PREFIXES.items()}


class GraphStore:
    """A graph that can be asked; it never changes, and nothing leaves the machine for it.

    Named graphs of a file are kept; where a query names none, it is asked of all of them together with the default
    graph. As a context manager, and by `close`, it lets go of the store.

    Args:
        native: The store of pyoxigraph that holds the graph.

    Example:
        >>> store = GraphStore.open("tests/fixtures/small.ttl")
        >>> len(store.query("SELECT ?task { ?task a pg:KeyTask }"))
        2
        >>> store.query("ASK { ?project pg:locatedIn ?place }").value
        True
    """

    def __init__(self, native: ox.Store) -> None:
        self._native: ox.Store | None = native
        self._named = tuple(sorted(graph.value for graph in native.named_graphs()))

    @classmethod
    def open(cls, graph: str | Path | Sequence[str | Path]) -> Self:
        """The store of a graph, read into memory unless it is a store folder, which is read where it lies.

        Args:
            graph: A file in any RDF syntax (``.gz`` too), a folder of such files, which make one graph, a store
                folder, or the URL of a SPARQL endpoint, whose default graph is read whole; or several files and
                folders.

        Raises:
            GraphError: Something is missing, unreadable or no graph.
        """
        if is_url(graph):
            from policygraph.store.remote import read_endpoint  # noqa: PLC0415 - graphs on this machine need no HTTP

            return cls.from_triples(read_endpoint(str(graph)))
        paths = [Path(graph)] if isinstance(graph, (str, Path)) else [Path(name) for name in graph]
        if len(paths) == 1 and is_store_folder(paths[0]):
            return cls(open_store_folder(paths[0]))
        return cls(load_files(file for path in paths for file in graph_files(path)))

    @classmethod
    def from_triples(cls, triples: Iterable[Triple]) -> Self:
        """A store in memory that holds the triples.

        Raises:
            GraphError: A name in the triples is no IRI.
        """
        native = ox.Store()
        native.bulk_load(to_ntriples(triples), ox.RdfFormat.N_TRIPLES)
        return cls(native)

    def query(
        self,
        sparql: str,
        substitutions: Mapping[str, Iri | Literal] | None = None,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        source: str = "query",
    ) -> Answer | TruthAnswer | GraphAnswer:
        """The answer to a SPARQL 1.1 query, complete when this returns; the project's prefixes are known.

        Args:
            sparql: A SELECT, ASK, CONSTRUCT or DESCRIBE query.
            substitutions: Terms for variables, by their names without ``?``; never pasted into the text.
            default_graphs: The named graphs that together make the default graph; all there is unless given.
            named_graphs: The named graphs that ``GRAPH`` sees; all of them unless given.
            source: What an error calls the query: its file or name.

        Raises:
            QuerySyntaxError: It does not parse; the message shows line, column and a caret.
            RefusedQueryError: It would leave the graph (SERVICE, FROM of another graph) or change it.
            GraphError: The store was closed or cannot be read.

        Source: SPARQL 1.1 Query Language; SPARQL 1.2 Community Group, SEP-0007 (substitutions).
        """
        refuse_what_reaches_out(sparql, self._named)
        try:
            found = self._open.query(
                sparql,
                prefixes=_PREFIXES,
                use_default_graph_as_union=default_graphs is None and bool(self._named),
                default_graph=None if default_graphs is None else [ox.NamedNode(graph) for graph in default_graphs],
                named_graphs=None if named_graphs is None else [ox.NamedNode(graph) for graph in named_graphs],
                substitutions={ox.Variable(name): to_native(term) for name, term in (substitutions or {}).items()},
            )
            return _answer(found)
        except SyntaxError as error:
            raise syntax_error(sparql, str(error), source) from error
        except OSError as error:
            raise GraphError(f"the store cannot be read: {error}", expected="a sound store folder") from error

    def triples(self) -> tuple[Triple, ...]:
        """All triples, those of named graphs too, by subject, predicate and object, each once."""
        return in_order(
            Triple(from_native(quad.subject), from_native(quad.predicate), from_native(quad.object))  # type: ignore[arg-type]
            for quad in self._open
        )

    @property
    def named_graphs(self) -> tuple[Iri, ...]:
        """The names of its named graphs, sorted."""
        return tuple(Iri(name) for name in self._named)

    def __len__(self) -> int:
        """The number of its facts; one that stands in two graphs counts twice."""
        return len(self._open)

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as a plain ``rdflib.Dataset`` of its own, with the project's prefixes bound.

        Its default graph is the union of all, as in `query`.
        """
        from policygraph.store.handing_on import dataset_of  # noqa: PLC0415 - brings rdflib in

        return dataset_of(
            (from_native(quad.subject), from_native(quad.predicate), from_native(quad.object), _graph_name(quad))
            for quad in self._open
        )

    def to_networkx(self) -> nx.MultiDiGraph:
        """The entities and their linkages as a network; `policygraph.network` says what its attributes are."""
        from policygraph.network import network_of  # noqa: PLC0415 - brings networkx in

        return network_of(self.triples())

    def save(self, folder: str | Path) -> None:
        """Writes the graph as a store folder, which opens at once however large it is.

        It is built aside and then renamed; a store folder that stands there is replaced.

        Raises:
            OutputError: The folder cannot be written, or holds something else than a store.
        """
        target = Path(folder).resolve()
        if target.exists() and not is_store_folder(target) and (not target.is_dir() or any(target.iterdir())):
            raise OutputError(f"'{folder}' is no store folder", expected="a new or empty folder, or a store to replace")
        aside = target.with_name(f".{target.name}.{secrets.token_hex(6)}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._write(aside)
            if target.exists():
                shutil.rmtree(target)
            aside.rename(target)
        except OSError as error:
            raise unwritable(Path(folder), error) from error
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def close(self) -> None:
        """Lets go of the store; it cannot be asked any more."""
        self._native = None

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Closes the store."""
        self.close()

    @property
    def _open(self) -> ox.Store:
        if self._native is None:
            raise GraphError("the store is closed", expected="an open store", remedy="open it again")
        return self._native

    def _write(self, folder: Path) -> None:
        """Writes to disk; the new store is let go of when this returns, which frees its lock."""
        written = ox.Store(str(folder))
        written.bulk_extend(iter(self._open))
        written.flush()
        written.optimize()


def _answer(found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer | TruthAnswer | GraphAnswer:
    if isinstance(found, ox.QueryBoolean):
        return TruthAnswer(bool(found))
    if isinstance(found, ox.QueryTriples):
        return GraphAnswer(
            in_order(
                Triple(from_native(fact.subject), from_native(fact.predicate), from_native(fact.object))  # type: ignore[arg-type]
                for fact in found
            )
        )
    known: dict[object, Iri | Literal] = {}
    columns = tuple(variable.value for variable in found.variables)
    return Answer(columns, tuple(tuple(_term(value, known) for value in solution) for solution in found))


def _term(value: object, known: dict[object, Iri | Literal]) -> Iri | Literal | None:
    """A value of a row; nodes stand in many rows, and are turned into ours once."""
    if value is None:
        return None
    term = known.get(value)
    if term is None:
        term = known[value] = from_native(value)
    return term


def _graph_name(quad: ox.Quad) -> Iri | None:
    return Iri(quad.graph_name.value) if isinstance(quad.graph_name, ox.NamedNode) else None
