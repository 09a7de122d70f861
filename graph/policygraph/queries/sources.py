"""What can be asked: a graph on this machine, or an endpoint elsewhere, behind one method.

Source of either kind answers `ask(text, bindings)`; which it is depends on what names it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from policygraph.queries.answers import Answer, GraphAnswer, TruthAnswer
from policygraph.queries.endpoint import Endpoint
from policygraph.sparql import refuse_what_reaches_out, syntax_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.queries.answers import Term
    from policygraph.store import GraphStore


class LocalGraph:
    """A graph in a store on this machine, asked with nothing let out of it.

    Args:
        store: The store that holds it.
        paths: The files and folders it was read from, where it was.
    """

    def __init__(self, store: GraphStore, paths: Iterable[Path] = ()) -> None:
        self.store = store
        self.paths = tuple(paths)

    @classmethod
    def open(cls, paths: Iterable[Path]) -> Self:
        """The graph in these files, folders or this store folder.

        Raises:
            GraphError: One of them is missing, unreadable or no graph.
        """
        from policygraph.store import GraphStore  # noqa: PLC0415 (an endpoint needs no store)

        listed = list(paths)
        return cls(GraphStore.open(listed), listed)

    def ask(self, text: str, bindings: Mapping[str, Term]) -> Answer | TruthAnswer | GraphAnswer:
        """The answer to a SPARQL query, with the project's prefixes known.

        Raises:
            QuerySyntaxError: It does not parse; the message shows where.
            RefusedQueryError: It would leave the graph or change it.
        """
        raise NotImplementedError


def open_source(graphs: Iterable[str]) -> LocalGraph | Endpoint:
    """What the names stand for: one URL of an endpoint, or files and folders on this machine.

    Raises:
        GraphError: A file or folder is missing, unreadable or no graph.
    """
    named = list(graphs)
    if len(named) == 1 and named[0].startswith(("http://", "https://")):
        return Endpoint(named[0])
    return LocalGraph.open(Path(name) for name in named)
