"""What the page of several reports is made of: a row for each, and a digest of its graph."""

from __future__ import annotations

from dataclasses import dataclass

COUNTED = {
    "KeyTask": "Key tasks",
    "Measure": "Measures",
    "Project": "Projects",
    "Target": "Targets",
    "Result": "Results",
    "Linkage": "Linkages",
}
"""What is counted of each report: classes by their local names, and how a person calls them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A report: what it says of itself, how it was read, how much of each of `COUNTED` it has, and its files.

    `kind` is that of the file in a word ("PDF"), `page` and `graph` are names of files beside the page.
    """

    title: str
    date: str
    place: str
    kind: str
    counts: tuple[int, ...]
    notes: tuple[str, ...]
    page: str
    graph: str

    @property
    def year(self) -> str:
        """The year of its date; empty where it has none."""
        return self.date[:4]

    @property
    def stem(self) -> str:
        """The name of its file without the ending."""
        return self.graph.removesuffix(".ttl")


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as one report has it.

    `linkages` are those that it is an end of, `sentence` is the place of the first that names it among the report's
    sentences (-1 where none does), `year` what a target or result is for, or empty.
    """

    iri: str
    label: str
    type: str
    other_names: tuple[str, ...]
    linkages: int
    sentence: int
    year: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: its place among the report's, its page (0 without pages), and marks as begin, end and IRI."""

    number: int
    text: str
    page: int
    marks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What the page keeps of a report's graph, and how much there was to choose from."""

    entities: tuple[Entity, ...]
    sentences: tuple[Said, ...]
    all_entities: int
    all_sentences: int
