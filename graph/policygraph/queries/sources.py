"""What can be asked: a graph on this machine, or an endpoint elsewhere, behind one method.

Example:
    >>> source = open_source(["tests/fixtures/small.ttl"])
    >>> len(source.query("SELECT ?task { ?task a pg:KeyTask }"))
    2
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Self

from policygraph.errors import RefusedQueryError, UsageError
from policygraph.sandbox import StoppedError, can_be_apart, done_apart
from policygraph.store import GraphStore
from policygraph.store.numbers import types_by_property

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.answers import Answer, GraphAnswer, Term, TruthAnswer
    from policygraph.store.source import GraphSource
    from policygraph.terms import Literal, Triple


class LocalGraph:
    """A graph in a store on this machine.

    Args:
        store: The store that holds it.
        paths: The files and folders it was read from, where it was.
    """

    def __init__(self, store: GraphStore, paths: Iterable[Path] = ()) -> None:
        self.store = store
        self.paths = tuple(paths)

    @classmethod
    def open(cls, names: Iterable[str]) -> Self:
        """The graph in these files and folders, or in this store folder.

        Raises:
            GraphError: One of them is missing, unreadable or no graph.
        """
        paths = [Path(name) for name in names]
        return cls(GraphStore.open(paths), paths)

    def query(
        self,
        sparql: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        source: str = "query",
    ) -> Answer | TruthAnswer | GraphAnswer:
        """The answer to a SPARQL query, with the project's prefixes known; an error calls the query `source`.

        Raises:
            QuerySyntaxError: It does not parse; the message shows where.
            RefusedQueryError: It would leave the graph or change it.
        """
        return self.store.query(sparql, substitutions, source=source)

    def triples(self) -> tuple[Triple, ...]:
        """All triples, sorted, each once."""
        return self.store.triples()


class SandboxedGraph(LocalGraph):
    """A graph on this machine that is asked in a process of its own, which can open no file and no connection.

    So whatever somebody's SPARQL does to the engine, it reaches nobody, and ends no more than that process.
    """

    def query(
        self,
        sparql: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        source: str = "query",
    ) -> Answer | TruthAnswer | GraphAnswer:
        """The answer to a SPARQL query, as `LocalGraph.query` gives it.

        Raises:
            QuerySyntaxError: It does not parse; the message shows where.
            RefusedQueryError: It would leave the graph or change it, or takes more than the process has.
        """
        for module in _NEEDED_INSIDE:
            import_module(module)
        types_by_property()
        self.store.open_files()
        try:
            return done_apart(
                lambda: self.store.query(sparql, substitutions, source=source)
            )
        except StoppedError as stopped:
            raise RefusedQueryError(
                f"{source} cannot be evaluated: {stopped}",
                expected="a query that ends",
                remedy="ask for less at once",
            ) from stopped


_NEEDED_INSIDE = ("policygraph.sparql.binding", "policygraph.sparql.syntax", "decimal")
"""Modules that an answer may need: loaded before, as the types of numbers are, for the process can read nothing."""


def sandboxed(source: GraphSource) -> GraphSource:
    """The source, asked in a process of its own where it is a graph on this machine and the system can fork."""
    if isinstance(source, LocalGraph) and can_be_apart():
        return SandboxedGraph(source.store, source.paths)
    return source


FEW_NAMES = 10_000
"""So many names are read with the things that bear them; of more, things are looked up by the names that matter."""


def store_of(source: GraphSource) -> GraphStore | None:
    """The store that a source asks; None where it asks an endpoint."""
    store = source.store if isinstance(source, LocalGraph) else source
    return store if isinstance(store, GraphStore) else None


def many_names(source: GraphSource) -> tuple[Literal, ...]:
    """All names of a source's things, where its store knows them at once and there are many; else none."""
    store = store_of(source)
    names = store.known_names() if store else ()
    return names if len(names) > FEW_NAMES else ()


def as_one_set(source: GraphSource) -> GraphSource:
    """The source, copied to this machine where it is an endpoint that does not ask its reports together as one set.

    Raises:
        UsageError: The URL is none, or name and password would go over the network in the clear.
        GraphError: The endpoint cannot be reached, or does not give everything.
    """
    if isinstance(source, LocalGraph):
        return source
    from policygraph.queries.endpoint import Endpoint

    if not isinstance(source, Endpoint) or source.is_one_set():
        return source
    return source.here()


def open_source(graphs: Iterable[str]) -> GraphSource:
    """What the names stand for: one URL of an endpoint, or files and folders on this machine.

    Raises:
        GraphError: A file or folder is missing, unreadable or no graph.
        UsageError: An endpoint is named together with something else.
    """
    named = list(graphs)
    remote = [name for name in named if name.startswith(("http://", "https://"))]
    if not remote:
        return LocalGraph.open(named)
    if len(named) > 1:
        from policygraph.remote import shown_name

        raise UsageError(
            f"'{shown_name(remote[0])}' is asked together with {len(named) - 1} more",
            expected="one endpoint alone",
        )
    from policygraph.queries.endpoint import Endpoint

    return Endpoint(remote[0])
