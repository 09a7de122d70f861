"""The sentences of a graph, with the words marked that name something, by their offsets."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.facts.model import Mark, MarkedSentence, Mention
from policygraph.facts.things import confidence
from policygraph.namespaces import ITSRDF, NIF, PG, RDF
from policygraph.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.facts.index import Facts


def mentions(facts: Facts) -> Iterator[Mention]:
    """The spans that name something, by IRI."""
    for iri in facts.with_property(ITSRDF.taIdentRef):
        yield Mention(
            iri=iri,
            begin=facts.number(iri, NIF.beginIndex),
            end=facts.number(iri, NIF.endIndex),
            words=facts.text(iri, NIF.anchorOf),
            sentence=facts.iri(iri, NIF.sentence),
            things=tuple(facts.iris(iri, ITSRDF.taIdentRef)),
            confidence=confidence(facts, iri, ITSRDF.taConfidence),
            found_by=facts.iri(iri, PG.entry) or facts.iri(iri, PG.foundBy),
        )


class Sentences:
    """The sentences that a graph holds, in the order of the text, report by report.

    Args:
        facts: The graph.
    """

    def __init__(self, facts: Facts) -> None:
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
        read = (_sentence(facts, iri, marks[iri]) for iri in known)
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


def _sentence(facts: Facts, iri: Iri, marks: Iterable[Mark]) -> MarkedSentence:
    report = facts.iri(iri, NIF.referenceContext)
    begin, end = facts.number(iri, NIF.beginIndex), facts.number(iri, NIF.endIndex)
    text = facts.text(report, NIF.isString)[begin:end] or facts.text(iri, NIF.anchorOf)
    return MarkedSentence(
        iri, text, begin, report, facts.number(iri, PG.page), tuple(sorted(marks))
    )
