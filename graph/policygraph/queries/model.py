"""The values of the question library: questions, their parameters and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

_OPTIONAL_PATTERN = re.compile(r"^( *)#\? (\w+): (.*)$", re.MULTILINE)

REQUIRED = "required"
"""The default of a parameter that must be given."""

ANY = "any"
"""The default of a parameter that leaves everything in unless it is given."""

ANYTHING = "anything"
"""The type of a parameter of somebody's own query: whatever the value looks like."""

COMPUTED = ("central", "chain", "gate")
"""What is computed outside SPARQL, by name: centrality, the shortest chain, the results of the gate."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be asked about.

    `type` says what a value may be: "entity" or a class's local name ("Place"), "task", "any thing", "stage",
    "class", "linkage", "text", "part of a name" (in whatever spelling), "count" (a whole number from 1),
    "integer" or "decimal". `default` is `REQUIRED`, `ANY` or a value in words.
    """

    name: str
    type: str
    default: str
    meaning: str

    @property
    def required(self) -> bool:
        """Whether a question cannot be asked without it."""
        return self.default == REQUIRED


REPORT = Parameter(
    "report",
    "Report",
    ANY,
    "only what this report says: its title, the name of its file, or its IRI",
)
"""What every question of the library takes besides its own parameters."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer; one named ``xLabel`` holds the names of what stands in column ``x``."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Query:
    """A question that the graph can answer: its SPARQL and what its header says of it.

    `several` are columns that hold values joined by "; "; `tree` is the column that says how deep a row stands, or
    empty; `computed` is what is computed from the SPARQL's answer (one of `COMPUTED`), or empty. A CONSTRUCT or
    DESCRIBE question has no columns.
    """

    name: str
    title: str
    title_zh: str
    answers: str
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    several: tuple[str, ...]
    tree: str
    computed: str
    text: str

    def asked_with(self, given: Container[str]) -> str:
        r"""The SPARQL for these parameters: with the patterns that only stand where one of them is given.

        Example:
            >>> text = "SELECT ?p {\n  #? place: ?p pg:locatedIn ?place .\n  ?p a pg:Project }"
            >>> query = Query("projects", "", "", "", "", (), (), (), "", "", text)
            >>> print(query.asked_with({"place"}))
            SELECT ?p {
              ?p pg:locatedIn ?place .
              ?p a pg:Project }
        """
        return _OPTIONAL_PATTERN.sub(
            lambda line: line[1] + line[3] if line[2] in given else line[0], self.text
        )
