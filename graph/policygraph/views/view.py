"""The `view` command's engine: a graph and what to look at become a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from policygraph.errors import UsageError
from policygraph.files import write_atomically
from policygraph.views.model import ENTITY_TYPES, TYPES, VIEWS, Network, Start
from policygraph.views.payload import in_words
from policygraph.views.pyvis_drawing import pyvis_network, pyvis_page
from policygraph.views.reading import read_network
from policygraph.views.render import Page, render
from policygraph.views.statements import read_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from policygraph.terms import Triple


@runtime_checkable
class HasTriples(Protocol):
    """A store that gives its triples one by one."""

    def triples(self) -> Iterable[Triple]:
        """All facts, in any order."""


def page(triples: Iterable[Triple], *, notes: Sequence[str] = ()) -> bytes:
    """The page that `build` writes beside a graph, in UTF-8; notes say how well the report was read."""
    network = read_network(triples)
    return render(network, start_of(network), notes=notes).encode()


def view_page(
    graph: HasTriples | Iterable[Triple],
    *,
    view: str = "overview",
    around: str | None = None,
    types: Sequence[str] = (),
    key_task: str | None = None,
) -> Page:
    """A self-contained page on a graph of reports.

    Args:
        graph: A `GraphStore`, or the triples themselves.
        view: What to show first, a name of `VIEWS`.
        around: What the view is about: a name or IRI in the graph, a class, or a key task's number.
        types: The classes to show at first; the others can be switched on in the page.
        key_task: The number, name or IRI of the key task to keep to at first.

    Raises:
        UsageError: There is no such view, class, key task or name.

    Example:
        >>> page = view_page([])
        >>> "Content-Security-Policy" in page
        True
    """
    network = read_network(triples_of(graph))
    return render(
        network,
        start_of(network, view=view, around=around, types=types, key_task=key_task),
    )


def pyvis_view(
    graph: HasTriples | Iterable[Triple],
    *,
    around: str | None = None,
    types: Sequence[str] = (),
) -> Page:
    """The page that pyvis draws of a small graph of reports: its entities and linkages.

    Args:
        graph: A `GraphStore`, or the triples themselves.
        around: A name or IRI: what is drawn with its neighbours alone.
        types: The classes to draw; those of entities unless given.

    Raises:
        UsageError: There is no such class or name, or the network is larger than pyvis can draw.
    """
    network = read_network(triples_of(graph))
    shown = tuple(class_named(name) for name in types) or ENTITY_TYPES
    return Page(
        pyvis_page(
            pyvis_network(
                network, shown, node_named(network, around) if around else None
            )
        )
    )


def page_of_triples(
    triples: Iterable[Triple],
    *,
    graph: HasTriples | Iterable[Triple] = (),
    title: str = "",
) -> Page:
    """A page on the result of a CONSTRUCT or DESCRIBE query.

    Args:
        triples: The result, one node for each IRI and one edge for each statement between two.
        graph: Where the result comes from: it lends labels, classes and the sentences behind statements it holds.
        title: What to call the page.
    """
    network = read_statements(triples, context=triples_of(graph), title=title)
    return render(
        network,
        Start(view="network", views=("network", "neighbourhood")),
    )


def write_view(page_html: str, path: Path) -> None:
    """Writes a page in UTF-8, whole or not at all.

    Raises:
        OutputError: The file cannot be written.
    """
    write_atomically(path, page_html.encode())


def triples_of(graph: HasTriples | Iterable[Triple]) -> Iterable[Triple]:
    """The triples of a store, or the triples given."""
    return graph.triples() if isinstance(graph, HasTriples) else graph


def start_of(
    network: Network,
    *,
    view: str = "overview",
    around: str | None = None,
    types: Sequence[str] = (),
    key_task: str | None = None,
) -> Start:
    """What a page shows first, the words of a request being resolved against the network.

    Raises:
        UsageError: There is no such view, class, key task or name.
    """
    if view not in VIEWS:
        raise UsageError(
            f"no view is called '{view}'", expected=f"one of {', '.join(VIEWS)}"
        )
    shown = tuple(class_named(name) for name in types)
    task = _key_task(network, key_task) if key_task else None
    if not around:
        return Start(view, key_task=task, types=shown)
    kind = next((one for one in TYPES if _plain(around) in _class_names(one)), None)
    if kind:
        return Start(view, key_task=task, types=(*shown, kind), opened=kind)
    start = Start(view, key_task=task, types=shown)
    return _around(start, network, node_named(network, around))


def _around(start: Start, network: Network, node: int) -> Start:
    """The start with a node in its middle: a key task is a filter, and stands there in its neighbourhood alone."""
    if network.nodes[node].type == "KeyTask":
        return replace(
            start, key_task=node, around=node if start.view == "neighbourhood" else None
        )
    view = "neighbourhood" if start.view == "overview" else start.view
    return replace(start, view=view, around=node)


def class_named(name: str) -> str:
    """The class that a word stands for: "Place", "places", "key task".

    Raises:
        UsageError: No class is called that.
    """
    found = next((one for one in TYPES if _plain(name) in _class_names(one)), None)
    if found:
        return found
    raise UsageError(
        f"no class is called '{name}'",
        expected=f"one of {', '.join(ENTITY_TYPES)}, KeyTask, SubTask, Measure",
    )


def node_named(network: Network, name: str) -> int:
    """The node of that IRI, label, other name or key task's number; where several share it, the most linked.

    Raises:
        UsageError: Nothing in the graph is called that; near names are given.
    """
    wanted = _plain(name)
    degree = [0] * len(network.nodes)
    for edge in network.edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    ranked = []
    for number, node in enumerate(network.nodes):
        names = (
            node.id,
            node.label,
            *node.alt_labels,
            f"({node.number})" if node.number else "",
            node.number,
        )
        place = next(
            (rank for rank, one in enumerate(names) if one and _plain(one) == wanted),
            None,
        )
        if place is not None:
            ranked.append((place > 1, -degree[number], number))
    if not ranked:
        raise UsageError(
            f"nothing in the graph is called '{name}'", remedy=_near(network, name)
        )
    return min(ranked)[2]


def _key_task(network: Network, name: str) -> int:
    found = node_named(network, name)
    if network.nodes[found].type != "KeyTask":
        numbers = [
            f"({node.number}) {node.label}"
            for node in network.nodes
            if node.type == "KeyTask"
        ]
        raise UsageError(
            f"'{name}' is no key task",
            expected=f"one of {'; '.join(numbers)}" if numbers else "",
        )
    return found


def _near(network: Network, name: str) -> str:
    from policygraph.queries.near import nearest

    near = nearest(
        name,
        {label for node in network.nodes for label in (node.label, *node.alt_labels)},
    )
    return (
        f"did you mean {' or '.join(repr(one) for one in near)}?"
        if near
        else "name something that the graph holds"
    )


def _class_names(name: str) -> set[str]:
    words = in_words(name)
    plural = words[:-1] + "ies" if words.endswith("y") else words + "s"
    return {name.lower(), words, plural, plural.replace(" ", "")} | (
        {"task", "tasks"} if name == "SubTask" else set()
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().replace("’", "'")
