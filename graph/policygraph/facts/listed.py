"""Lists of things, asked of a graph wherever it lies: names, what is linked the most, key tasks and their concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.facts.lookups import local_name
from policygraph.facts.rows import asked
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.answers import Term
    from policygraph.store.source import GraphSource

_NAMES = """
SELECT DISTINCT ?thing ?name ?class
WHERE {{ ?thing a ?class ; skos:prefLabel|skos:altLabel ?name FILTER(?class IN ({classes})) }}
"""
_MOST_LINKED = """
SELECT ?thing ?class ?linkages
WHERE {{
  {{
    SELECT ?thing (COUNT(DISTINCT ?linkage) AS ?linkages)
    WHERE {{ ?linkage rdf:subject|rdf:object ?thing MINUS {{ ?linkage rdf:predicate pg:stage }} }}
    GROUP BY ?thing
    ORDER BY DESC(?linkages) ?thing
    LIMIT {looked_at}
  }}
  ?thing a ?class
  FILTER(?class IN ({classes}))
}}
ORDER BY DESC(?linkages) ?thing
LIMIT {most}
"""
_LOOKED_AT = 10
"""How many things are looked at for each that is wanted: their classes are asked of no others."""

_NAME = "SELECT (MIN(STR(?label)) AS ?name) ?thing { ?thing skos:prefLabel ?label } GROUP BY ?thing"
_KEY_TASKS = """
SELECT ?task (MIN(STR(?label)) AS ?name) (MIN(STR(?numeral)) AS ?number)
       (GROUP_CONCAT(DISTINCT STR(?report); SEPARATOR=" ") AS ?reports)
WHERE {{ ?task a pg:KeyTask ; skos:prefLabel ?label ; pg:inReport ?report OPTIONAL {{ ?task pg:number ?numeral }} }}
GROUP BY ?task ORDER BY ?task LIMIT {most}
"""
_CONCERNS = """
SELECT ?thing (MIN(STR(?label)) AS ?name) ?task
WHERE { ?task pg:concerns ?thing . ?thing skos:prefLabel ?label }
GROUP BY ?thing ?task ORDER BY ?name ?thing
"""


class Name(NamedTuple):
    """A thing, one of its names, and the local name of its class."""

    thing: Iri
    name: str
    type: str


class Linked(NamedTuple):
    """A thing, the local name of its class, and how many linkages begin or end at it."""

    thing: Iri
    type: str
    linkages: int


class KeyTask(NamedTuple):
    """A key task by its IRI, its name, its number as printed, or an empty one, and the IRIs of its reports."""

    iri: str
    label: str
    number: str
    reports: tuple[str, ...]


def names_in(
    source: GraphSource,
    types: Iterable[str],
    most: int,
    among: Iterable[Literal] | None = None,
) -> Iterator[Name]:
    """The things of some classes with each of their names, or those `among` some names alone; up to so many."""
    text = f"{_NAMES.format(classes=_classes(types))}LIMIT {most}"
    for row in asked(source, text if among is None else _chosen(text, among)):
        if isinstance(row["thing"], Iri) and isinstance(row["name"], Literal):
            type_ = local_name(str(row["class"]))
            yield Name(row["thing"], row["name"].value, type_)


def most_linked(
    source: GraphSource, types: Iterable[str], most: int
) -> Iterator[Linked]:
    """The things of some classes with the most linkages, the most linked first, up to so many."""
    text = _MOST_LINKED.format(
        classes=_classes(types), most=most, looked_at=_LOOKED_AT * most
    )
    for row in asked(source, text):
        count = row["linkages"]
        yield Linked(
            Iri(str(row["thing"])),
            local_name(str(row["class"])),
            int(count.value) if isinstance(count, Literal) else 0,
        )


def name_in(source: GraphSource, thing: Iri) -> str:
    """The name of a thing; its IRI where it has none."""
    rows = list(asked(source, _NAME, {"thing": thing}))
    return _text(rows[0]["name"]) if rows else str(thing)


def key_tasks_in(source: GraphSource, most: int) -> Iterator[KeyTask]:
    """The key tasks, by IRI, up to so many."""
    for row in asked(source, _KEY_TASKS.format(most=most)):
        yield KeyTask(
            str(row["task"]),
            _text(row["name"]),
            _text(row["number"]),
            tuple(_text(row["reports"]).split()),
        )


def concerns_in(source: GraphSource, task: Iri) -> dict[str, str]:
    """What a task concerns, by name: the name of each thing by its IRI."""
    rows = asked(source, _CONCERNS, {"task": task})
    return {str(row["thing"]): _text(row["name"]) for row in rows}


def _chosen(text: str, names: Iterable[Literal]) -> str:
    from policygraph.sparql.binding import with_choices

    return with_choices(text, "name", names)


def _classes(types: Iterable[str]) -> str:
    return ", ".join(f"pg:{name}" for name in types)


def _text(term: Term | None) -> str:
    """The lexical form of a literal, an IRI as it is; empty where there is no term."""
    if term is None:
        return ""
    return term.value if isinstance(term, Literal) else str(term)
