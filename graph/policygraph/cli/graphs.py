"""The facts of a graph as the commands name one: a file, a folder, a store folder, or an endpoint's URL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.cli.console import say
from policygraph.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.terms import Triple


def refuse_source(output: Path | None, *read: str) -> None:
    """Returns unless what is read stands where the result is to be written.

    Raises:
        OutputError: One of the files read would be overwritten.
    """
    if output is None:
        return
    for name in read:
        if _is_read(output, Path(name)):
            raise OutputError(
                f"'{output}' is read, and would be overwritten",
                expected="another place for the result",
                remedy="name another file with -o",
            )


def _is_read(output: Path, source: Path) -> bool:
    """Whether a file is a source, one of its files, or anywhere in it where it is a store."""
    from policygraph.files import is_folder, is_there, real
    from policygraph.store.opening import is_store_folder

    if is_store_folder(source) and real(output).is_relative_to(real(source)):
        return True
    if not is_there(output):
        return False
    files = source.iterdir() if is_folder(source) else [source]
    return any(is_there(file) and output.samefile(file) for file in files)


def read_graph(graph: str) -> tuple[Triple, ...]:
    """The triples of a graph, each once, sorted.

    Raises:
        GraphError: If it is missing, unreadable or no graph.
    """
    from policygraph.store.reading import read_facts
    from policygraph.terms import in_order

    return in_order(triple for triple, _ in read_facts(graph))


def read_unsorted(graph: str) -> tuple[Triple, ...]:
    """The triples of a graph as they are written, which suffices where their order makes no difference.

    Raises:
        GraphError: If it is missing, unreadable or no graph.
    """
    from policygraph.store.reading import read_facts

    return tuple(triple for triple, _ in read_facts(graph))


def tell_edition(triples: Iterable[Triple], graph: str, *, quiet: bool) -> None:
    """Says it where a graph was built by version 0.1."""
    from policygraph.edition import is_of_first_edition, remark_on
    from policygraph.remote import shown_name

    if not quiet and is_of_first_edition(triples):
        say(f"policygraph: {remark_on(shown_name(graph))}")
