"""What questions are asked about in a graph: the things of it that most is said of."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from policygraph.namespaces import CLASSES, PG
from policygraph.queries.model import ANY, REQUIRED
from policygraph.queries.parameters import term_for
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.answers import Term
    from policygraph.queries import Query
    from policygraph.queries.model import Parameter
    from policygraph.store import GraphStore

    Bindings = dict[str, Iri | Literal]

MOST = 20
"""How many things of each class are taken."""

_LETTERS = 4
"""How many letters of a name are searched for."""

_TEXTS = ("text", "part of a name")
_NAMED = {
    "class": "Place",
    "linkage": "located in",
    "stage": "planned",
    "count": "2",
    "integer": "2",
    "decimal": "0.5",
}
_FIRST_TASK = "SELECT ?y { ?y a pg:KeyTask } ORDER BY ?y LIMIT 1"
_MOST = (
    "SELECT ?y {{ ?l rdf:subject|rdf:object ?y . ?y a <{class_}> }} "
    "GROUP BY ?y ORDER BY DESC(COUNT(*)) ?y LIMIT {most}"
)


class Busiest:
    """The things of a store with the most linkages, and the values of parameters taken from them."""

    def __init__(self, store: GraphStore) -> None:
        """Of a store."""
        self._store = store

    @cached_property
    def things(self) -> dict[str, list[Iri]]:
        """The busiest things of each class, the busiest first."""
        return {name: self._busiest(name) for name in CLASSES}

    @cached_property
    def part_of_name(self) -> str:
        """The first letters of the busiest industry's name."""
        industry = {"x": self.things["Industry"][0]}
        names = self._found("SELECT ?y { ?x skos:prefLabel ?y } ORDER BY ?y", industry)
        return str(next(names))[:_LETTERS]

    def bindings(self, query: Query) -> Bindings | None:
        """What a question cannot be asked without; None where the store has no such thing."""
        needed = {
            parameter.name: self.value(parameter)
            for parameter in query.parameters
            if parameter.default != ANY
        }
        found = {name: value for name, value in needed.items() if value is not None}
        return found if len(found) == len(needed) else None

    def value(self, parameter: Parameter) -> Iri | Literal | None:
        """What a parameter is asked about: the busiest thing of its type, or a word."""
        if parameter.default not in {ANY, REQUIRED}:
            return term_for(parameter, parameter.default, self._store)
        if parameter.type in _TEXTS:
            return term_for(parameter, self.part_of_name, self._store)
        if parameter.type in _NAMED:
            return term_for(parameter, _NAMED[parameter.type], self._store)
        if parameter.type == "task":
            return next(iter(self._iris(_FIRST_TASK)), None)
        things = self.things.get(parameter.type, self.things["Industry"])
        return next(iter(things), None)

    def _busiest(self, name: str) -> list[Iri]:
        return self._iris(_MOST.format(class_=PG[name], most=MOST))

    def _iris(self, text: str) -> list[Iri]:
        return [Iri(str(found)) for found in self._found(text)]

    def _found(self, text: str, bindings: Bindings | None = None) -> Iterator[Term]:
        """The values of `?y` in an answer."""
        for row in self._store.query(text, bindings or {}):
            yield row["y"]  # type: ignore[index,call-overload]
