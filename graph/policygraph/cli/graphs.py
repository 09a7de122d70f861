"""The facts of a graph as the commands name one: a file, a folder, a store folder, or an endpoint's URL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.cli.console import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.terms import Triple


def read_graph(graph: str) -> tuple[Triple, ...]:
    """The triples of a graph, each once, sorted.

    Raises:
        GraphError: If it is missing, unreadable or no graph.
    """
    from policygraph.store.reading import read_facts  # noqa: PLC0415 - help needs no RDF library
    from policygraph.terms import in_order  # noqa: PLC0415

    return in_order(triple for triple, _ in read_facts(graph))


def tell_edition(triples: Iterable[Triple], graph: str, *, quiet: bool) -> None:
    """Says it where a graph was built by version 0.1."""
    from policygraph.edition import is_of_first_edition, remark_on  # noqa: PLC0415 - help needs no RDF library
    from policygraph.remote import shown_name  # noqa: PLC0415

    if not quiet and is_of_first_edition(triples):
        say(f"policygraph: {remark_on(shown_name(graph))}")
