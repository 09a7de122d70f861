"""The `view` command's engine: a graph and what to look at become a page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from policygraph.errors import UsageError
from policygraph.files import write_atomically
from policygraph.views.model import ENTITY_TYPES, TYPES, VIEWS, Network, Node, Start
from policygraph.views.payload import in_words
from policygraph.views.pyvis_drawing import pyvis_network, pyvis_page
from policygraph.views.reading import read_network
from policygraph.views.render import Page, render
from policygraph.views.statements import read_statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from policygraph.terms import Triple

    Triples = Iterable[Triple]
    Graph: TypeAlias = "HasTriples | Triples"
    """A store, or the triples themselves."""


@runtime_checkable
class HasTriples(Protocol):
    """A store that gives its triples one by one."""

    def triples(self) -> Triples:
        """All facts, in any order."""


def page(triples: Triples, *, notes: Sequence[str] = ()) -> bytes:
    """The page that `build` writes beside a graph, in UTF-8; notes say how well the report was read."""
    network = read_network(triples)
    return render(network, start_of(network), notes=notes).encode()


def view_page(
    graph: Graph,
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
    start = start_of(network, view=view, around=around, types=types, key_task=key_task)
    return render(network, start)


def pyvis_view(
    graph: Graph,
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
    shown = tuple(map(class_named, types)) or ENTITY_TYPES
    middle = node_named(network, around) if around else None
    drawing = pyvis_network(network, shown, middle)
    return Page(pyvis_page(drawing))


def page_of_triples(
    triples: Triples,
    *,
    graph: Graph = (),
    title: str = "",
) -> Page:
    """A page on the result of a CONSTRUCT or DESCRIBE query.

    Args:
        triples: The result, one node for each IRI and one edge for each statement between two.
        graph: Where the result comes from: it lends labels, classes and the sentences behind statements it holds.
        title: What to call the page.
    """
    context = triples_of(graph)
    network = read_statements(triples, context=context, title=title)
    start = Start(view="network", views=("network", "neighbourhood"))
    return render(network, start)


def write_view(page_html: str, path: Path) -> None:
    """Writes a page in UTF-8, whole or not at all.

    Raises:
        OutputError: The file cannot be written.
    """
    write_atomically(path, page_html.encode())


def triples_of(graph: Graph) -> Triples:
    """The triples of a store, or the triples given."""
    if isinstance(graph, HasTriples):
        return graph.triples()
    return graph


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
    shown = tuple(map(class_named, types))
    task = _key_task(network, key_task) if key_task else None
    start = Start(view, key_task=task, types=shown)
    if not around:
        return start
    kind = _class_called(around)
    if kind:
        return replace(start, types=(*shown, kind), opened=kind)
    middle = node_named(network, around)
    return _around(start, network, middle)


def _around(start: Start, network: Network, node: int) -> Start:
    """The start with a node in its middle: a key task is a filter, and stands there in its neighbourhood alone."""
    if network.nodes[node].type == "KeyTask":
        middle = node if start.view == "neighbourhood" else None
        return replace(start, key_task=node, around=middle)
    view = "neighbourhood" if start.view == "overview" else start.view
    return replace(start, view=view, around=node)


def class_named(name: str) -> str:
    """The class that a word stands for: "Place", "places", "key task".

    Raises:
        UsageError: No class is called that.
    """
    found = _class_called(name)
    if found:
        return found
    raise UsageError(
        f"no class is called '{name}'",
        expected=f"one of {', '.join(ENTITY_TYPES)}, KeyTask, SubTask, Measure",
    )


def _class_called(name: str) -> str | None:
    wanted = _plain(name)
    for kind in TYPES:
        if wanted in _class_names(kind):
            return kind
    return None


def node_named(network: Network, name: str) -> int:
    """The node of that IRI, label, other name or key task's number; where several share it, the most linked.

    Raises:
        UsageError: Nothing in the graph is called that; near names are given.
    """
    wanted = _plain(name)
    degree = _degrees(network)
    ranked = []
    for number, node in enumerate(network.nodes):
        linked = degree[number]
        if _is_among(wanted, (node.id, node.label)):
            ranked.append((1, -linked, number))
        elif _is_among(wanted, _other_names(node)):
            ranked.append((2, -linked, number))
    if not ranked:
        raise UsageError(
            f"nothing in the graph is called '{name}'", remedy=_near(network, name)
        )
    _, _, best = min(ranked)
    return best


def _degrees(network: Network) -> list[int]:
    """How often each node is linked."""
    degree = [0] * len(network.nodes)
    for edge in network.edges:
        degree[edge.source] += 1
        degree[edge.target] += 1
    return degree


def _is_among(wanted: str, names: Iterable[str]) -> bool:
    return any(_plain(name) == wanted for name in names if name)


def _other_names(node: Node) -> Iterator[str]:
    yield from node.alt_labels
    if node.number:
        yield f"({node.number})"
        yield node.number


def _key_task(network: Network, name: str) -> int:
    found = node_named(network, name)
    if network.nodes[found].type == "KeyTask":
        return found
    tasks = [node for node in network.nodes if node.type == "KeyTask"]
    numbered = [f"({task.number}) {task.label}" for task in tasks]
    raise UsageError(
        f"'{name}' is no key task",
        expected=f"one of {'; '.join(numbered)}" if numbered else "",
    )


def _near(network: Network, name: str) -> str:
    from policygraph.queries.near import nearest

    names: set[str] = set()
    for node in network.nodes:
        names.update((node.label, *node.alt_labels))
    near = nearest(name, names)
    if not near:
        return "name something that the graph holds"
    return f"did you mean {' or '.join(map(repr, near))}?"


def _class_names(name: str) -> set[str]:
    words = in_words(name)
    plural = f"{words}s"
    if words.endswith("y"):
        plural = words.removesuffix("y") + "ies"
    names = {name.lower(), words, plural, plural.replace(" ", "")}
    if name == "SubTask":
        names.update(("task", "tasks"))
    return names


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().replace("’", "'")
