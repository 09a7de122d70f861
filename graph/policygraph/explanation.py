"""Why a thing is in the graph: its names, its linkages, and the sentences behind each of them.

Example:
    >>> from policygraph.queries import open_source
    >>> why = explain(open_source(["tests/fixtures/small.ttl"]), "shapingba station")
    >>> [(linkage.property, linkage.other, linkage.found_by) for linkage in why.linkages]
    [('locatedIn', 'Shapingba', 'place-in-name rule')]
    >>> why.linkages[0].sentences[0].marked()
    'We will complete [Shapingba Station] in [Shapingba].'
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from policygraph.errors import ParameterError, UnknownNameError
from policygraph.facts import Facts, facts_about, known_of, local_name
from policygraph.namespaces import DCTERMS, PG, RDFS, SCHEMA, SKOS
from policygraph.queries.model import Parameter
from policygraph.queries.parameters import term_for
from policygraph.spellings import fold
from policygraph.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.answers import Term
    from policygraph.facts import Known, MarkedSentence, Thing
    from policygraph.facts.knowledge import Value
    from policygraph.store import GraphSource
    from policygraph.vocabulary import Vocabulary

_KNOWN_NAME = "A name that it knows stands as it knows it, whatever the reader thinks."
_OTHER = "reader-"
_ANOTHER = "A reader that does not ship with policygraph."
_TOLD = (
    *(
        SKOS.broader,
        PG.stage,
        PG.number,
        PG.actor,
        PG.deadline,
        PG.year,
        PG.currency,
        PG.comparison,
        PG.sort,
    ),
    *(PG.indicator, PG.baselineValue, PG.baselineYear, DCTERMS.spatial),
    *(SCHEMA.sameAs, SCHEMA.value, SCHEMA.minValue, SCHEMA.maxValue, SCHEMA.unitText),
)


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence as published, the offset at which it begins in the report, and the stretches to mark in it."""

    text: str
    begin: int
    marks: tuple[tuple[int, int], ...]

    def marked(self, opening: str = "[", closing: str = "]") -> str:
        """The sentence with its marks written out; a mark inside another is left out."""
        parts = []
        at = 0
        for begin, end in sorted(self.marks, key=_longest_first):
            if begin >= at:
                between = self.text[at:begin]
                words = self.text[begin:end]
                parts.append(f"{between}{opening}{words}{closing}")
                at = end
        parts.append(self.text[at:])
        told = "".join(parts)
        return " ".join(told.split())


def _longest_first(mark: tuple[int, int]) -> tuple[int, int]:
    begin, end = mark
    return begin, -end


@dataclass(frozen=True, slots=True)
class ExplainedLinkage:
    """A linkage of the thing and why it stands.

    `way` is "to" where it leads from the thing to `other`, else "from"; `found_by` names the rule or model, `because`
    says what that one looks for; `confidence` is 0–1.
    """

    property: str
    way: str
    other: str
    confidence: float
    found_by: str
    because: str
    sentences: tuple[ShownSentence, ...]


@dataclass(frozen=True, slots=True)
class ExplainedMention:
    """Words that name the thing, how sure the finder was (0–1, None where it does not say), and the sentence.

    `found_by` names the reader or the vocabulary's entry, `because` says what that means.
    """

    words: str
    confidence: float | None
    found_by: str
    because: str
    sentence: ShownSentence


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that the graph says of a thing and where it says so.

    `facts` are names and values in words; `tasks` the lowest tasks that concern it. A task has the sentences that
    state it and names of what it `concerns`; an entity has neither.
    """

    iri: Iri
    label: str
    type: str
    alt_labels: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    mentions: tuple[ExplainedMention, ...]
    linkages: tuple[ExplainedLinkage, ...]
    tasks: tuple[str, ...]
    sentences: tuple[ShownSentence, ...]
    concerns: tuple[str, ...]


def explain(
    source: GraphSource, name: str, *, vocabulary: Vocabulary | None = None
) -> Explanation:
    """What a graph knows of a thing, and why.

    Args:
        source: The graph: a `GraphStore`, or whatever `policygraph.queries.open_source` gives.
        name: One of the thing's names, without regard to case, or its IRI; also one that the vocabulary alone has.
        vocabulary: The vocabulary that the graph was built with; the shipped one unless given.

    Raises:
        ParameterError: If the name stands for nothing, or for more than one thing; the message names the nearest.
    """
    from policygraph.vocabulary import load_vocabulary

    words = vocabulary or load_vocabulary()
    thing = _named(source, name, words)
    known = known_of(facts_about(source, thing), thing)
    if known is None:
        raise ParameterError(
            f"<{thing}> is nothing of this graph", expected="the IRI of a thing in it"
        )
    is_task = bool(known.concerns) or bool(known.thing.sentences)
    return Explanation(
        iri=thing,
        label=known.thing.label,
        type=known.thing.type,
        alt_labels=known.thing.other_names,
        facts=tuple(
            (local_name(one.property), _words(one, words))
            for one in known.values
            if one.property in _TOLD
        ),
        mentions=tuple(_mentions(known, words)),
        linkages=tuple(_linkages(known, words)),
        tasks=() if is_task else tuple(_task(one) for one in _lowest(known.tasks)),
        sentences=tuple(
            _shown(one, frozenset())
            for one in known.sentences.of(known.thing.sentences)
        ),
        concerns=known.concerns,
    )


def _named(source: GraphSource, name: str, words: Vocabulary) -> Iri:
    """The thing of a graph that bears a name, or another name that the vocabulary has for it."""
    asked = Parameter("label", "any thing", "", "the thing to explain")
    try:
        thing = term_for(asked, name, source)
    except UnknownNameError:
        found = _by_other_name(source, asked, name, words)
        if found is None:
            raise
        thing = found
    if not isinstance(thing, Iri):
        raise TypeError(
            f"{name!r} stands for a literal"
        )  # names of things are looked up as IRIs
    return thing


def _by_other_name(
    source: GraphSource, asked: Parameter, name: str, words: Vocabulary
) -> Term | None:
    for other in _other_names(name, words):
        with suppress(UnknownNameError):
            return term_for(asked, other, source)
    return None


def _other_names(name: str, words: Vocabulary) -> list[str]:
    folded = fold(name)
    entries = [
        one
        for one in words.entries
        if folded in {fold(label) for label in (*one.labels, *one.hidden)}
    ]
    return [
        label for entry in entries for label in entry.labels if fold(label) != folded
    ]


def _mentions(known: Known, words: Vocabulary) -> Iterator[ExplainedMention]:
    for mention in known.mentions:
        found_by = because = ""
        if mention.found_by:
            found_by, because = _finder(mention.found_by, words)
        sentence = known.sentences.get(mention.sentence)
        shown = ShownSentence("", 0, ())
        if sentence:
            begin = mention.begin - sentence.begin
            end = mention.end - sentence.begin
            shown = ShownSentence(sentence.text, sentence.begin, ((begin, end),))
        yield ExplainedMention(
            mention.words, mention.confidence, found_by, because, shown
        )


def _linkages(known: Known, words: Vocabulary) -> Iterator[ExplainedLinkage]:
    for tie in known.ties:
        first = next(iter(tie.linkage.found_by), "")
        found_by, because = _finder(first, words)
        ends = frozenset({known.thing.iri, tie.other})
        yield ExplainedLinkage(
            tie.linkage.property,
            "to" if tie.outward else "from",
            tie.label,
            tie.linkage.confidence or 0.0,
            found_by,
            because,
            tuple(
                _shown(sentence, ends)
                for sentence in known.sentences.of(tie.linkage.sentences)
            ),
        )


def _shown(sentence: MarkedSentence, things: frozenset[str]) -> ShownSentence:
    """A sentence with the words marked that name any of the things."""
    return ShownSentence(
        sentence.text,
        sentence.begin,
        tuple((m.begin, m.end) for m in sentence.naming(things)),
    )


def _lowest(tasks: tuple[Thing, ...]) -> list[Thing]:
    """The tasks that no other of them is a part of."""
    above = {iri for task in tasks for iri in task.above}
    return [task for task in tasks if task.iri not in above]


def _task(task: Thing) -> str:
    return f"{task.label} ({task.stage.lower()})" if task.stage else task.label


def _words(value: Value, words: Vocabulary) -> str:
    """A value of the ontology by its local name, a concept by its label and IRI, any other as it is."""
    if isinstance(value.term, Literal):
        return value.term.value
    if value.term.startswith(str(PG)):
        return value.term.removeprefix(str(PG))
    label = words.label_of(value.term)
    if label:
        return f"{label} <{value.term}>"
    return value.label or str(value.term)


def _finder(iri: str, words: Vocabulary) -> tuple[str, str]:
    """The name of a rule or model and what it looks for, as the ontology says; else the vocabulary's entry."""
    if iri in _finders():
        return _finders()[iri]
    name = local_name(iri)
    if name.startswith(_OTHER):
        return name.removeprefix(_OTHER), _ANOTHER
    label = words.label_of(Iri(iri))
    entry = f"“{label}” <{iri}>" if label else f"<{iri}>"
    return f"the vocabulary, entry {entry}", _KNOWN_NAME


@lru_cache(maxsize=1)
def _finders() -> dict[str, tuple[str, str]]:
    from policygraph.rdf import read_triples
    from policygraph.resources import resource

    ontology = Facts(read_triples(resource("ontology", "policy.ttl")))
    found = ontology.with_property(RDFS.label)
    return {
        iri: (ontology.text(iri, RDFS.label), ontology.text(iri, SKOS.definition))
        for iri in found
    }
