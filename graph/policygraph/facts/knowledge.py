"""All that a graph says of one thing, and where it says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.facts.sentences import Sentences, mentions_of
from policygraph.facts.things import linkages, thing, things, type_of
from policygraph.namespaces import NIF, PG, RELATIONS
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.facts.index import Facts
    from policygraph.facts.model import Linkage, Mention, Thing


@dataclass(frozen=True, slots=True)
class Tie:
    """A linkage as it is seen from one of its ends: whether it leads away from there, and the other end."""

    linkage: Linkage
    outward: bool
    other: Iri
    label: str


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property; `label` is the name of what it leads to, or empty."""

    property: Iri
    term: Iri | Literal
    label: str


@dataclass(frozen=True, slots=True)
class Known:
    """A thing with everything about it: the mentions that name it, its linkages, tasks and what these concern.

    Of an entity, `tasks` are those that concern it, of a task those below it. `sentences` has the sentences of the
    mentions, the linkages and the thing itself.
    """

    thing: Thing
    values: tuple[Value, ...]
    mentions: tuple[Mention, ...]
    ties: tuple[Tie, ...]
    tasks: tuple[Thing, ...]
    concerns: tuple[str, ...]
    sentences: Sentences


def known_of(facts: Facts, iri: Iri) -> Known | None:
    """What facts say of a thing; None where they say nothing.

    Example:
        >>> from policygraph.facts import facts_about
        >>> from policygraph.namespaces import BASE
        >>> from policygraph.store import GraphStore
        >>> kunming = BASE["place-1804651"]
        >>> known = known_of(facts_about(GraphStore.open("tests/fixtures/small.ttl"), kunming), kunming)
        >>> [(tie.linkage.property, tie.outward, tie.label) for tie in known.ties]
        [('connects', False, 'Chongqing-Kunming high-speed railway')]
    """
    if iri not in facts:
        return None
    concerned = facts.iris(iri, PG.concerns)
    return Known(
        thing=thing(facts, iri, type_of(facts, iri)),
        values=tuple(_values(facts, iri)),
        mentions=tuple(
            sorted(
                mentions_of(facts, iri),
                key=lambda one: (one.iri.partition("#")[0], one.begin),
            )
        ),
        ties=tuple(sorted(_ties(facts, iri), key=_place)),
        tasks=tuple(
            task
            for task in things(facts, ("KeyTask", "SubTask", "Measure"))
            if _touches(facts, task, iri)
        ),
        concerns=tuple(sorted(facts.label(one) for one in concerned)),
        sentences=Sentences(facts),
    )


def _values(facts: Facts, iri: Iri) -> Iterator[Value]:
    for name in sorted(facts.properties(iri)):
        terms: list[Iri | Literal] = [
            *facts.iris(iri, name),
            *facts.literals(iri, name),
        ]
        for term in terms:
            yield Value(
                Iri(name),
                term,
                "" if isinstance(term, Literal) else _name_of(facts, term),
            )


def _name_of(facts: Facts, iri: Iri) -> str:
    """The words of a span, the label of any other thing; empty where the graph says nothing of it."""
    if iri not in facts:
        return ""
    return facts.text(iri, NIF.anchorOf) or facts.label(iri)


def _ties(facts: Facts, iri: Iri) -> Iterator[Tie]:
    for linkage in linkages(facts):
        if linkage.property not in RELATIONS or iri not in (
            linkage.subject,
            linkage.object,
        ):
            continue
        outward = linkage.subject == iri
        other = linkage.object if outward else linkage.subject
        yield Tie(linkage, outward, other, facts.label(other))


def _place(tie: Tie) -> tuple[str, bool, str, str]:
    return tie.linkage.property, tie.outward, tie.label, tie.linkage.iri


def _touches(facts: Facts, task: Thing, iri: Iri) -> bool:
    return iri in facts.iris(task.iri, PG.concerns) or iri in task.above
