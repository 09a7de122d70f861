"""A graph in a store: asked in SPARQL by pyoxigraph, handed on to rdflib, networkx and pyvis."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import pyoxigraph as ox

from policygraph.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.errors import GraphError, UsageError
from policygraph.files import is_file
from policygraph.namespaces import PREFIXES
from policygraph.rdf import from_native, to_nquads, to_ntriples
from policygraph.sparql import graphs_named_in, refuse_what_reaches_out
from policygraph.store.interning import InternedTerms
from policygraph.store.numbers import declared_types
from policygraph.store.opening import (
    UNION,
    graph_files,
    is_store_folder,
    is_url,
    load_files,
    open_store_folder,
    read_files,
)
from policygraph.store.written import read_written, write_lines, written_in
from policygraph.terms import Iri, Literal, Triple, in_order

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
    )

    import networkx as nx
    import rdflib
    from pyvis.network import Network as PyvisNetwork

    from policygraph.fulltext.index import Index
    from policygraph.fulltext.model import Found
    from policygraph.store.answering import Wire, Written
    from policygraph.store.opening import Quad

    _Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

_Read = TypeVar("_Read")
_MOST_NAMES = 1_000_000
_PREFIXES = {prefix: str(iri) for prefix, iri in PREFIXES.items()}


class GraphStore:
    """A graph that can be asked; it never changes, and nothing leaves the machine for it.

    Named graphs of a file are kept, and of several files each report has one; where a query names none, it is asked of
    all of them together with the default graph, as one set. As a context manager, and by `close`, it lets go of the
    store.

    The engine rewrites numbers as it stores them ("0.80" as "0.8", an ``xsd:nonNegativeInteger`` as an
    ``xsd:integer``): answers show them so. `triples`, `to_rdflib` and `save` give the facts as they were written; of an
    endpoint, or a store folder that `save` did not write, whole numbers with the types that the shapes ask for.

    Args:
        native: The store of pyoxigraph that holds the graph.
        facts: Yields the facts as they were written, with their named graphs; those of the store unless given.
        apart: Whether what the named graphs hold stands nowhere in the default graph.

    Example:
        >>> store = GraphStore.open("tests/fixtures/small.ttl")
        >>> len(store.query("SELECT ?task { ?task a pg:KeyTask }"))
        2
        >>> store.query("ASK { ?project pg:locatedIn ?place }").value
        True
    """

    def __init__(
        self,
        native: ox.Store,
        facts: Callable[[], Iterable[Quad]] | None = None,
        *,
        apart: bool = True,
    ) -> None:
        self._native: ox.Store | None = native
        self._facts = facts or self._stored
        self._terms = InternedTerms()
        self._named = tuple(sorted(graph.value for graph in native.named_graphs()))
        self._apart = apart and bool(self._named)
        self._within: tuple[str, ...] | None = None
        self._folder: Path | None = None
        self._text: Index | None = None
        self._told_apart: tuple[str, GraphStore] | None = None

    @classmethod
    def open(cls, graph: str | Path | Sequence[str | Path]) -> Self:
        """The store of a graph, read into memory unless it is a store folder, which is read where it lies.

        Args:
            graph: A file in any RDF syntax (``.gz`` too), a folder of such files, which make one graph, a store
                folder, or the URL of a SPARQL endpoint, of which the graphs of its reports are read, and what stands
                in its default graph alone; or several files and folders.

        Raises:
            GraphError: Something is missing, unreadable or no graph.
        """
        if is_url(graph):
            return cls._of_endpoint(str(graph))
        names = [graph] if isinstance(graph, (str, Path)) else graph
        paths = [Path(name) for name in names]
        if len(paths) == 1 and is_store_folder(paths[0]):
            return cls._of_folder(paths[0])
        files: list[Path] = []
        for path in paths:
            files += graph_files(path)
        native = load_files(files)
        return cls(native, partial(read_files, files), apart=False)

    @classmethod
    def _of_endpoint(cls, url: str) -> Self:
        from policygraph.store.numbers import with_declared_types
        from policygraph.store.remote import read_endpoint

        facts = tuple(with_declared_types(read_endpoint(url)))
        return cls(_united(facts), lambda: facts, apart=False)

    @classmethod
    def _of_folder(cls, folder: Path) -> Self:
        facts = partial(read_written, folder) if written_in(folder) else None
        is_apart = not is_file(folder / UNION)
        store = cls(open_store_folder(folder), facts, apart=is_apart)
        store._folder = folder
        return store

    @classmethod
    def from_triples(cls, triples: Iterable[Triple]) -> Self:
        """A store in memory that holds the triples.

        Raises:
            GraphError: A name in the triples is no IRI.
        """
        native, listed = ox.Store(), tuple(triples)
        native.bulk_load(to_ntriples(listed), ox.RdfFormat.N_TRIPLES)
        return cls(native, lambda: ((triple, None) for triple in listed))

    def of_report(self, report: str) -> GraphStore:
        """The graph of one report alone, as a store: what it says, whoever else says it too.

        A report that has no named graph here is told from the others by what its facts say.

        Example:
            >>> store = GraphStore.open("tests/fixtures/small.ttl")
            >>> (row,) = store.query("SELECT ?report { ?report a pg:Report }")
            >>> len(store.of_report(row["report"])) == len(store)
            True
        """
        if report not in self._named:
            return self._by_its_facts(report)
        alone = GraphStore(
            self._open, partial(_only_in, self._facts, report), apart=False
        )
        alone._named = alone._within = (report,)
        alone._folder = self._folder
        return alone

    def _by_its_facts(self, report: str) -> GraphStore:
        """The graph of a report that its facts tell apart; the last one is kept, for questions come in rows."""
        kept = self._told_apart
        if kept is None or kept[0] != report or kept[1].is_closed:
            from policygraph.report_graphs import graphs_of

            told = graphs_of(self._facts()).get(Iri(report), ())
            kept = self._told_apart = report, GraphStore.from_triples(told)
        return kept[1]

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
            UsageError: It calls a function that the engine does not know.
            GraphError: The store was closed or cannot be read.

        Source: SPARQL 1.1 Query Language; SPARQL 1.2 Community Group, SEP-0007 (substitutions).
        """
        return self._evaluated(
            sparql,
            self._answer,
            substitutions or {},
            (default_graphs, named_graphs),
            source,
        )

    def first_rows(
        self,
        sparql: str,
        substitutions: Mapping[str, Iri | Literal],
        most: int,
        *,
        source: str = "query",
    ) -> tuple[Answer, int]:
        """The first rows of a table, at most so many, and how many it has; as `query` in all else.

        Example:
            >>> store = GraphStore.open("tests/fixtures/small.ttl")
            >>> rows, total = store.first_rows("SELECT ?task { ?task a pg:KeyTask }", {}, 1)
            >>> len(rows), total
            (1, 2)
        """
        return self._evaluated(
            sparql, partial(self._first, most=most), substitutions, (None, None), source
        )

    def write_answer(
        self,
        sparql: str,
        wire: Wire,
        *,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Written:
        """The answer to a SPARQL 1.1 query in a format of the wire, up to a size; as `query` in all else.

        Args:
            sparql: A SELECT, ASK, CONSTRUCT or DESCRIBE query.
            wire: The formats for a table and for a graph, and the most rows and bytes.
            default_graphs: The named graphs that together make the default graph; all there is unless given.
            named_graphs: The named graphs that ``GRAPH`` sees; all of them unless given.

        Raises:
            QuerySyntaxError: It does not parse; the message shows line, column and a caret.
            RefusedQueryError: It would leave the graph (SERVICE, FROM of another graph) or change it.
            AnswerTooLargeError: The answer has more rows or bytes than that.
        """
        from policygraph.store.answering import write_found

        return self._evaluated(
            sparql,
            partial(write_found, wire=wire),
            {},
            (default_graphs, named_graphs),
            "query",
        )

    def search(
        self,
        text: str,
        report: str | Collection[str] = "",
        *,
        skip: int = 0,
        most: int = 20,
    ) -> Found:
        """The sentences that have all of the words, report by report, in the order of the text.

        Case and accents do not matter, Chinese is found by any part of it, and a word with a star behind it may go on.
        A store folder has an index; of another graph one is made when it is first searched.

        Args:
            text: The words.
            report: The IRI of the report to look in, or those of several; all of them unless given.
            skip: How many to leave out.
            most: How many to give at most.

        Example:
            >>> store = GraphStore.open("tests/fixtures/small.ttl")
            >>> found = store.search("RAIL* kunming", most=1)
            >>> found.total, [found.hits[0].text[a:b] for a, b in found.hits[0].marks]
            (1, ['Kunming', 'railway', 'railway'])
        """
        if self._within:
            report = self._within[0]
        return self.words().search(text, report, skip=skip, most=most)

    def names_with(self, part: str, most: int = 100_000) -> tuple[Literal, ...] | None:
        """All names of things that have a text in them, in whatever spelling; None where that is not known at once.

        A store folder that was written without an index of its words does not know it, nor any of more than `most`.
        """
        from policygraph.store.text import names_in

        if self._folder is not None and self._index() is None:
            return None
        return names_in(self.words(), part, most)

    def known_names(self) -> tuple[Literal, ...]:
        """All names of its things, up to a million, where its words have been indexed; else none."""
        from policygraph.store.text import names_in

        index = self._index()
        if index is None:
            return ()
        return names_in(index, "", _MOST_NAMES) or ()

    def words(self) -> Index:
        """The index of its words: that of its folder, or one that is made in memory, and kept."""
        from policygraph.store.text import text_of

        index = self._index()
        if index is None:
            index = self._text = text_of(self._open, union=self._apart)
        return index

    def _index(self) -> Index | None:
        """The index of its words, if it has one."""
        from policygraph.store.text import read_text

        if self._text is None and self._folder is not None:
            self._text = read_text(self._folder)
        return self._text

    def triples(self) -> tuple[Triple, ...]:
        """All triples, those of named graphs too, by subject, predicate and object, each once."""
        self._check_open()
        return in_order(triple for triple, _ in self._facts())

    def quads(self) -> Iterable[Quad]:
        """The facts as they were written, each with the named graph that it stands in, or None."""
        self._check_open()
        return self._facts()

    @property
    def named_graphs(self) -> tuple[Iri, ...]:
        """The names of its named graphs, sorted."""
        return tuple(Iri(name) for name in self._named)

    @property
    def folder(self) -> Path | None:
        """The store folder that it is asked of, as a whole; None where there is none."""
        return None if self._within else self._folder

    def open_files(self) -> None:
        """Opens what the engine would open later: for a process that may ask, and can open nothing."""
        from policygraph.store.table_files import open_table_files

        if self._folder is not None:
            open_table_files(self._open, self._folder)

    @property
    def size(self) -> int:
        """About how many facts there are: counted one by one, but sooner than those that stand in several graphs."""
        held = len(self._open)
        return held if self._apart or not self._named else held // 2

    def __len__(self) -> int:
        """The number of its facts, each once, however many graphs it stands in; of a store of others, as it counts."""
        if self._apart or not self._named:
            return len(self._open)
        graph = ox.NamedNode(self._within[0]) if self._within else ox.DefaultGraph()
        (row,) = self._open.query(
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", default_graph=graph
        )  # type: ignore[misc]
        return int(row["n"].value)

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as a plain ``rdflib.Dataset`` of its own, with the project's prefixes bound.

        Its default graph is the union of all, as in `query`.
        """
        from policygraph.store.handing_on import dataset_of

        self._check_open()
        return dataset_of(self._facts())

    def to_networkx(self) -> nx.MultiDiGraph:
        """The entities and their linkages as a network; `policygraph.network` says what its attributes are."""
        from policygraph.network import network_of

        return network_of(self.triples())

    def to_pyvis(self) -> PyvisNetwork:
        """The entities and their linkages as a ``pyvis.network.Network`` with fixed positions, to go on with in pyvis.

        Nodes have their IRIs as ids and their classes as groups; edges have their property as label, and confidence
        and sentence as title. Beyond some 2,000 nodes pyvis draws slowly.
        """
        from policygraph.views import pyvis_network, read_network
        from policygraph.views.model import ENTITY_TYPES

        return pyvis_network(read_network(self.triples()), ENTITY_TYPES)

    def save(self, folder: str | Path) -> None:
        """Writes the graph as a store folder, which opens at once however large it is.

        It is built aside and then put in its place at once; a store folder that stands there is replaced.

        Raises:
            OutputError: The folder cannot be written, or holds something else than a store.
        """
        from policygraph.store.replacing import replaced
        from policygraph.store.text import seal_text

        with replaced(Path(folder)) as aside:
            self._write(aside)
            seal_text(aside)

    @property
    def is_closed(self) -> bool:
        """Whether it was closed, so that it cannot be asked any more."""
        return self._native is None

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
            raise GraphError(
                "the store is closed", expected="an open store", remedy="open it again"
            )
        return self._native

    def _check_open(self) -> None:
        """Raises where the store is closed, also for what needs the facts alone."""
        _ = self._open

    def _evaluated(
        self,
        sparql: str,
        read: Callable[[_Found], _Read],
        substitutions: Mapping[str, Iri | Literal],
        dataset: tuple[Sequence[str] | None, Sequence[str] | None],
        source: str,
    ) -> _Read:
        """What `read` makes of what the engine finds: evaluation goes on while it is read."""
        refuse_what_reaches_out(sparql, self._named)
        options = self._options(sparql, dataset)
        try:
            return read(self._found(sparql, substitutions, options))
        except SyntaxError as error:
            from policygraph.sparql.syntax import syntax_error

            raise syntax_error(sparql, str(error), source) from error
        except OSError as error:
            raise GraphError(
                f"the store cannot be read: {error}", expected="a sound store folder"
            ) from error
        except RuntimeError as error:
            raise UsageError(
                f"{source} cannot be evaluated: {error}",
                expected="the functions of SPARQL 1.1 and GeoSPARQL",
            ) from error

    def _options(
        self, sparql: str, dataset: tuple[Sequence[str] | None, Sequence[str] | None]
    ) -> dict[str, Any]:
        """What the engine is told beside a query: its prefixes, and what it is asked of."""
        default, named = (
            self._within if graphs is None else graphs for graphs in dataset
        )
        is_of_all = default is None and self._apart and not graphs_named_in(sparql)
        return {
            "prefixes": _PREFIXES,
            "use_default_graph_as_union": is_of_all,
            "default_graph": _nodes(default),
            "named_graphs": _nodes(named),
        }

    def _found(
        self,
        sparql: str,
        substitutions: Mapping[str, Iri | Literal],
        options: dict[str, Any],
    ) -> _Found:
        """What the engine finds, its terms joined in as values: told of them beside the text, it plans without them.

        Raises:
            SyntaxError: The query does not parse; the place is that in the text without the values.
        """
        if not substitutions:
            return self._open.query(sparql, **options)
        from policygraph.sparql.binding import with_values

        joined = with_values(sparql, substitutions)
        refuse_what_reaches_out(joined, self._named)
        try:
            return self._open.query(joined, **options)
        except SyntaxError:
            self._open.query(sparql, **options)
            raise

    def _answer(self, found: _Found) -> Answer | TruthAnswer | GraphAnswer:
        """The answer, complete; its terms become ours when somebody reads them."""
        if isinstance(found, ox.QueryBoolean):
            return TruthAnswer(bool(found))
        if isinstance(found, ox.QueryTriples):
            facts = list(found)
            return GraphAnswer(
                lambda: in_order(declared_types(self._terms.triples(facts)))
            )
        solutions = list(found)
        return Answer(
            tuple(variable.value for variable in found.variables),
            lambda: self._terms.rows(solutions),
        )

    def _first(self, found: _Found, most: int) -> tuple[Answer, int]:
        """The first rows, and the number of all, which are counted one by one: there may be many."""
        if not isinstance(found, ox.QuerySolutions):
            raise UsageError("the query is no SELECT", expected="a table of rows")
        first = list(islice(found, most))
        rows = tuple(self._terms.rows(first))
        columns = tuple(variable.value for variable in found.variables)
        left = sum(1 for _ in found)
        return Answer(columns, rows), len(rows) + left

    def _stored(self) -> Iterator[Quad]:
        """The facts as the engine keeps them, but for the types of numbers that it does not keep."""
        from policygraph.store.numbers import with_declared_types

        return with_declared_types(_quad(quad) for quad in self._open)

    def _write(self, folder: Path) -> None:
        """Writes to disk; the new store is let go of when this returns, which frees its lock."""
        from policygraph.store.text import write_text

        written = ox.Store(str(folder))
        written.bulk_extend(iter(self._open))
        written.flush()
        written.optimize()
        if not self._apart:
            (folder / UNION).touch()
        facts: dict[Iri | None, list[Quad]] = defaultdict(list)
        for quad in self._facts():
            _, graph = quad
            facts[graph].append(quad)
        for graph, quads in facts.items():
            lines = to_nquads(quads)
            write_lines(folder, graph, [lines])
        write_text(folder, written, self._named, loose=None in facts)


def _nodes(graphs: Sequence[str] | None) -> list[ox.NamedNode] | None:
    if graphs is None:
        return None
    return [ox.NamedNode(graph) for graph in graphs]


def _united(facts: Iterable[Quad]) -> ox.Store:
    """A store in memory of facts in their named graphs, and of all of them as one set in its default graph."""
    native = ox.Store()
    graphs: dict[Iri | None, list[Triple]] = defaultdict(list)
    for triple, graph in facts:
        graphs[graph].append(triple)
    for graph, triples in graphs.items():
        lines = to_ntriples(triples)
        native.bulk_load(lines, ox.RdfFormat.N_TRIPLES)
        if graph:
            home = ox.NamedNode(graph)
            native.bulk_load(lines, ox.RdfFormat.N_TRIPLES, to_graph=home)
    return native


def _only_in(facts: Callable[[], Iterable[Quad]], graph: str) -> Iterator[Quad]:
    """The facts of one named graph."""
    return (quad for quad in facts() if quad[1] == graph)


def _quad(quad: ox.Quad) -> Quad:
    triple = Triple(
        from_native(quad.subject),  # type: ignore[arg-type]
        from_native(quad.predicate),  # type: ignore[arg-type]
        from_native(quad.object),
    )
    return triple, Iri(quad.graph_name.value) if isinstance(
        quad.graph_name, ox.NamedNode
    ) else None
