"""The sentences of a graph, with the words marked that name something, by their offsets."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.facts.model import Mark, MarkedSentence, Mention
from policygraph.facts.things import confidence
from policygraph.namespaces import ITSRDF, NIF, PG, PROV, RDF
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.facts.lookups import Lookups


def mentions(facts: Lookups) -> Iterator[Mention]:
    """The spans that name something, by IRI."""
    for iri in facts.with_property(ITSRDF.taIdentRef):
        yield _mention(facts, iri)


def mentions_of(facts: Lookups, thing: Iri) -> Iterator[Mention]:
    """The spans that name one thing, by IRI."""
    for iri in facts.subjects(ITSRDF.taIdentRef, thing):
        yield _mention(facts, iri)


def texts(facts: Lookups) -> Iterator[str]:
    """The texts of the reports, by IRI."""
    for iri in facts.with_property(NIF.isString):
        yield from (text.value for text in facts.literals(iri, NIF.isString))


def times_named(facts: Lookups) -> Mapping[str, int]:
    """How many spans name each thing that any does."""
    return facts.counts(ITSRDF.taIdentRef)


def _mention(facts: Lookups, iri: Iri) -> Mention:
    begin, end = (facts.text(iri, name) for name in (NIF.beginIndex, NIF.endIndex))
    return Mention(
        iri=iri,
        begin=int(begin) if begin.isdecimal() else 0,
        end=int(end) if end.isdecimal() else 0,
        words=facts.text(iri, NIF.anchorOf),
        sentence=facts.iri(iri, NIF.sentence),
        things=tuple(facts.iris(iri, ITSRDF.taIdentRef)),
        confidence=confidence(facts, iri, ITSRDF.taConfidence),
        found_by=facts.iri(iri, PG.entry) or facts.iri(iri, PG.foundBy),
        placed=bool(begin and end),
    )


class Sentences:
    """The sentences that a graph holds, in the order of the text, report by report.

    Args:
        facts: The graph.
    """

    def __init__(self, facts: Lookups) -> None:
        marks: defaultdict[str, set[Mark]] = defaultdict(set)
        for mention in mentions(facts):
            origin = facts.number(mention.sentence, NIF.beginIndex)
            stretch = (mention.begin - origin, mention.end - origin)
            marks[mention.sentence].update(
                Mark(*stretch, thing) for thing in mention.things
            )
        self._facts = facts
        known = (
            iri
            for iri in facts.with_property(NIF.anchorOf)
            if NIF.Sentence in facts.objects(iri, RDF.type)
        )
        read = (sentence(facts, iri, marks[iri]) for iri in known)
        self._by_iri = {
            one.iri: one
            for one in sorted(read, key=lambda one: (one.report, one.begin, one.iri))
        }

    def __iter__(self) -> Iterator[MarkedSentence]:
        """All sentences, in order."""
        return iter(self._by_iri.values())

    def get(self, iri: str) -> MarkedSentence | None:
        """The sentence of that IRI; None where the graph has none."""
        return self._by_iri.get(Iri(iri))

    def title(self, report: str) -> str:
        """What the report of a sentence is called."""
        return self._facts.label(report)

    def of(self, iris: Iterable[str]) -> tuple[MarkedSentence, ...]:
        """The sentences of some IRIs, in the order of the text; those that the graph has not are left out."""
        found = {iri: self._by_iri[Iri(iri)] for iri in iris if iri in self._by_iri}
        return tuple(
            sorted(found.values(), key=lambda one: (one.report, one.begin, one.iri))
        )


def stated_in(facts: Lookups, iri: str) -> Iri | None:
    """The first sentence that states a task or a linkage; None where none does."""
    return facts.iri(iri, PROV.wasDerivedFrom) or None


def sentence(facts: Lookups, iri: Iri, marks: Iterable[Mark] = ()) -> MarkedSentence:
    """A sentence by its IRI."""
    return MarkedSentence(
        iri,
        facts.text(iri, NIF.anchorOf),
        facts.number(iri, NIF.beginIndex),
        facts.iri(iri, NIF.referenceContext),
        facts.number(iri, PG.page),
        tuple(sorted(marks)),
    )
