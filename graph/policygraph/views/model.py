"""The values that a page is made of: a network whose every edge knows the sentences behind it.

Nodes, edges and sentences refer to one another by their index in the `Network`.
"""

from __future__ import annotations

from dataclasses import dataclass

ENTITY_TYPES = ("Place", "Institution", "Project", "Industry", "Target", "Result")
"""The classes of entity, in the order in which legends show them."""

TASK_TYPES = ("KeyTask", "SubTask", "Measure")
"""The classes of task, from the highest level down."""

OTHER_TYPES = ("Report", "Resource")
"""The report itself, and anything of a CONSTRUCT result that has no class of ours."""

TYPES = ENTITY_TYPES + TASK_TYPES + OTHER_TYPES
"""All classes that a page tells apart by colour and shape."""


VIEWS: dict[str, str] = {
    "overview": "Overview",
    "network": "Network",
    "neighbourhood": "Neighbourhood",
    "matrix": "Matrix",
    "bipartite": "Bipartite",
    "map": "Map",
    "tasks": "Tasks",
    "tables": "Tables",
    "compare": "Compare",
    "text": "Text",
}
"""The views of a page: the name that commands take, and the name that readers see."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a sentence that names a node; offsets count code points from the sentence's start."""

    begin: int
    end: int
    node: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as published.

    `begin` is its offset in the report, `task` the lowest task or key task that it belongs to (None outside all
    tasks), `report` the node of its report, `page` that of the source (0 where it has none); `opens` says that a
    paragraph begins with it.
    """

    text: str
    begin: int
    task: int | None = None
    report: int | None = None
    marks: tuple[Mark, ...] = ()
    page: int = 0
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a report: the report's node, where it begins, and its heading, numeral and level (from 1)."""

    report: int
    begin: int
    title: str
    number: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Link:
    """A tie to a data set elsewhere: what to call it, and its IRI."""

    label: str
    iri: str


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that the network holds.

    `alt_labels` are other names, in any language, that the graph gives, and `known_as` those that the shipped
    vocabulary and table of places add; `kind` is the concept above it in words; `number` a key task's
    numeral as printed; `parent` the task or report that a task is part of; `longitude` and `latitude` are degrees
    (WGS 84); `facts` are further name and value pairs; `sentences` name it, in the order of the text.
    """

    id: str
    label: str
    type: str
    alt_labels: tuple[str, ...] = ()
    kind: str = ""
    number: str = ""
    stage: str = ""
    parent: int | None = None
    links: tuple[Link, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    longitude: float | None = None
    latitude: float | None = None
    sentences: tuple[int, ...] = ()
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement between two nodes and the sentences in which it stands.

    `property` is a local name ("connects", "concerns"); `confidence` is 0–1, None where the graph gives none;
    `found_by` is the rule or model in words.
    """

    source: int
    target: int
    property: str
    confidence: float | None = None
    found_by: str = ""
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """All nodes, edges and sentences that one page can show, each in a settled order."""

    title: str
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    base: str = ""
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """What a page shows when it is opened.

    `view` is a name of `VIEWS`; `around` a node, `key_task` a key task's node; `types` the classes to show, all
    where empty; `opened` a class that the overview shows opened; `views` those that the page offers.
    """

    view: str = "overview"
    around: int | None = None
    key_task: int | None = None
    types: tuple[str, ...] = ()
    opened: str = ""
    views: tuple[str, ...] = tuple(VIEWS)
