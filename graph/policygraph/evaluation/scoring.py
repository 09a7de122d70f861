"""Counting what a graph found of its gold, and what it found besides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from policygraph.evaluation.gold import RESULT
from policygraph.evaluation.model import Errors, Scores, Tally
from policygraph.evaluation.reading import normalise
from policygraph.namespaces import LINKED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.evaluation.gold import Gold, GoldMeasure, GoldMention, Ignored
    from policygraph.evaluation.reading import GraphReading, NamedSpan, ReadMeasure
    from policygraph.terms import Iri

_Item = TypeVar("_Item")

HALF = 0.5
"""The part of their joint length that two spans share at least to be taken for one."""

GoldEntity = tuple[str, str]
"""A thing that the gold names: its class and its label."""

GoldLink = tuple[str, str, str]
"""A linkage between two labels of the gold."""

Link = tuple["Iri", str, "Iri"]
"""A linkage between two entities of a graph."""


def score(graph: GraphReading, gold: Gold) -> Scores:
    """The figures of a graph against the gold of its report.

    A mention counts neither for nor against the graph if the gold says to ignore half of it as one of its class, or if
    it is a place or an institution inside a longer gold name that the gold does not mark. Results are judged apart,
    where the gold marks them.
    """
    results = _results(graph.mentions, gold) if gold.results else None
    graph, gold = _without_results(graph, gold)
    proposed = judged_mentions(graph.mentions, gold)
    unexcused = judged_mentions(graph.mentions, replace(gold, ignored=()))
    strict, relaxed = (
        match(gold.mentions, proposed, 1.0),
        match(gold.mentions, proposed),
    )
    entities = _entities(gold.mentions, proposed, relaxed)
    scores = Scores(
        strict=Tally(len(strict), len(proposed), len(gold.mentions)),
        raw=Tally(
            len(match(gold.mentions, unexcused, 1.0)),
            len(unexcused),
            len(gold.mentions),
        ),
        relaxed=Tally(len(relaxed), len(proposed), len(gold.mentions)),
        entities=Tally(
            len(entities),
            len({mention.entity for mention in proposed}),
            len({(mention.type, mention.label) for mention in gold.mentions}),
        ),
        strict_by_class=_by_class(gold.mentions, proposed, strict),
        relaxed_by_class=_by_class(gold.mentions, proposed, relaxed),
        results=results,
        errors=_errors(graph.text, gold.mentions, proposed, strict, relaxed),
    )
    if gold.linkages is not None:
        scores = _with_linkages(
            scores, gold.linkages, _judged(graph, gold, proposed, entities)
        )
    if gold.measures is not None:
        scores = _with_measures(
            scores, graph, gold.measures, everywhere=gold.every_measure
        )
    return scores


def _results(mentions: Sequence[NamedSpan], gold: Gold) -> Tally:
    """The figures of the results alone."""
    marked = tuple(mention for mention in gold.mentions if mention.type == RESULT)
    found = [mention for mention in mentions if mention.type == RESULT]
    judged = judged_mentions(found, replace(gold, mentions=marked))
    return Tally(len(match(marked, judged, 1.0)), len(judged), len(marked))


def _without_results(graph: GraphReading, gold: Gold) -> tuple[GraphReading, Gold]:
    mentions = tuple(mention for mention in graph.mentions if mention.type != RESULT)
    marked = tuple(mention for mention in gold.mentions if mention.type != RESULT)
    return replace(graph, mentions=mentions), replace(gold, mentions=marked)


def unread(
    marked: Sequence[GoldEntity],
    linkages: int | None,
    measures: int | None,
    results: int | None = None,
) -> Scores:
    """The figures of a report that nobody built a graph of: nothing found, all of the gold missed.

    Args:
        marked: Class and label of each mention in the gold.
        linkages: How many linkages it has, None where nobody marked them.
        measures: How many measures, None where nobody marked them.
        results: How many results, None where nobody marked them.
    """
    marked = [(kind, label) for kind, label in marked if kind != RESULT]
    counts = Counter(kind for kind, _ in marked)
    by_class = {name: Tally(gold=counts[name]) for name in LINKED_CLASSES}
    mentions = Tally(gold=len(marked))
    return Scores(
        strict=mentions,
        raw=mentions,
        relaxed=mentions,
        entities=Tally(gold=len(set(marked))),
        strict_by_class=by_class,
        relaxed_by_class=by_class,
        linkages=_missed(linkages),
        measures=_missed(measures),
        stage=None if measures is None else (0, 0),
        results=_missed(results),
    )


def _missed(gold: int | None) -> Tally | None:
    """The count of things of which none was found, None where nobody marked them."""
    return None if gold is None else Tally(gold=gold)


def judged_mentions(mentions: Sequence[NamedSpan], gold: Gold) -> list[NamedSpan]:
    """The graph's mentions that are right or wrong: those that the gold knows, and those that nothing excuses."""
    known = {index for _, index in match(gold.mentions, mentions)}
    return [
        mention
        for index, mention in enumerate(mentions)
        if index in known
        or not (_ignored(mention, gold.ignored) or _nested(mention, gold.mentions))
    ]


def _ignored(mention: NamedSpan, ignored: Iterable[Ignored]) -> bool:
    span = mention.span
    excusing = (other.span for other in ignored if mention.type in other.classes)
    shared = max(
        (min(span.end, other.end) - max(span.begin, other.begin) for other in excusing),
        default=0,
    )
    return shared * 2 >= span.end - span.begin


def _nested(mention: NamedSpan, marked: Iterable[GoldMention]) -> bool:
    return mention.type in ("Place", "Institution") and any(
        other.span.covers(mention.span) and other.span != mention.span
        for other in marked
    )


def match(
    gold: Sequence[GoldMention], mentions: Sequence[NamedSpan], threshold: float = HALF
) -> list[tuple[int, int]]:
    """Pairs of one class, each side used once, the largest overlap first; indices into both."""
    overlaps = (
        (wanted.span.overlap(mention.span), i, j)
        for i, wanted in enumerate(gold)
        for j, mention in enumerate(mentions)
        if wanted.type == mention.type
    )
    return _one_to_one(
        (overlap, i, j) for overlap, i, j in overlaps if overlap >= threshold
    )


def _one_to_one(weighted: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, i, j in sorted(weighted, key=lambda item: (-item[0], item[1], item[2])):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            pairs.append((i, j))
    return pairs


def _by_class(
    gold: Sequence[GoldMention],
    proposed: Sequence[NamedSpan],
    matched: Iterable[tuple[int, int]],
) -> dict[str, Tally]:
    found = Counter(gold[i].type for i, _ in matched)
    wanted, given = (
        Counter(mention.type for mention in gold),
        Counter(mention.type for mention in proposed),
    )
    return {
        name: Tally(found[name], given[name], wanted[name]) for name in LINKED_CLASSES
    }


def _entities(
    gold: Sequence[GoldMention],
    proposed: Sequence[NamedSpan],
    relaxed: Iterable[tuple[int, int]],
) -> dict[Iri, GoldEntity]:
    """Which thing of the gold each entity is, one to one: the pair with the most mentions in common first."""
    votes = Counter(
        ((gold[i].type, gold[i].label), proposed[j].entity) for i, j in relaxed
    )
    known: dict[Iri, GoldEntity] = {}
    for (wanted, entity), _ in sorted(
        votes.items(), key=lambda vote: (-vote[1], repr((vote[0][0], str(vote[0][1]))))
    ):
        if entity not in known and wanted not in known.values():
            known[entity] = wanted
    return known


def judged_linkages(graph: GraphReading, gold: Gold) -> dict[Link, frozenset[GoldLink]]:
    """What each linkage of a graph is in the gold, nothing where it is wrong; excused linkages are left out.

    An end is right by the thing it was matched with, or by one of its names. An entity whose every mention is excused
    is excused too, and with it a linkage that hangs on it, unless the gold uses its name; an entity without any mention
    is one that only a name implies, and is judged.
    """
    proposed = judged_mentions(graph.mentions, gold)
    return _judged(
        graph,
        gold,
        proposed,
        _entities(gold.mentions, proposed, match(gold.mentions, proposed)),
    )


def _judged(
    graph: GraphReading,
    gold: Gold,
    proposed: Sequence[NamedSpan],
    known: dict[Iri, GoldEntity],
) -> dict[Link, frozenset[GoldLink]]:
    wanted = gold.linkages or frozenset()
    excused = _excused(graph, gold, proposed)

    def same(entity: Iri, label: str) -> bool:
        matched = entity in known and known[entity][1] == label
        return matched or normalise(label) in graph.labels[entity]

    def meant(link: Link, want: GoldLink) -> bool:
        return want[1] == link[1] and same(link[0], want[0]) and same(link[2], want[2])

    judged: dict[Link, frozenset[GoldLink]] = {}
    for link in sorted(graph.linkages):
        if not excused & {link[0], link[2]}:
            judged[link] = frozenset(want for want in wanted if meant(link, want))
    return judged


def _excused(
    graph: GraphReading, gold: Gold, proposed: Sequence[NamedSpan]
) -> set[Iri]:
    """The entities whose every mention is excused, and whose names the gold does not use."""
    names = _names_used(gold)
    mentioned = {mention.entity for mention in graph.mentions}
    judged = {mention.entity for mention in proposed}
    return {entity for entity in mentioned - judged if not graph.labels[entity] & names}


def _names_used(gold: Gold) -> set[str]:
    names = {normalise(mention.label) for mention in gold.mentions}
    for subject, _, target in gold.linkages or ():
        names |= {normalise(subject), normalise(target)}
    return names


def _with_linkages(
    scores: Scores, wanted: frozenset[GoldLink], judged: dict[Link, frozenset[GoldLink]]
) -> Scores:
    """Adds the linkages."""
    found = frozenset().union(*judged.values())
    right = sum(map(bool, judged.values()))
    errors = replace(
        scores.errors,
        linkages_missed=tuple(sorted(wanted - found)),
        linkages_spurious=tuple(link for link, hits in judged.items() if not hits),
    )
    return replace(
        scores,
        linkages=Tally(len(found), len(judged), len(wanted), right),
        errors=errors,
    )


def _with_measures(
    scores: Scores,
    graph: GraphReading,
    gold: Sequence[GoldMeasure],
    *,
    everywhere: bool,
) -> Scores:
    """Adds the measures: verb and object each share half with the gold's; judged everywhere or where some are."""
    pairs = _one_to_one(_alike(gold, graph.measures))
    judged = (
        len(graph.measures)
        if everywhere
        else _judged_measures(graph, gold, {j for _, j in pairs})
    )
    staged = sum(gold[i].stage == graph.measures[j].stage for i, j in pairs)
    return replace(
        scores,
        measures=Tally(len(pairs), judged, len(gold)),
        stage=(staged, len(pairs)),
    )


def _alike(
    gold: Sequence[GoldMeasure], measures: Sequence[ReadMeasure]
) -> Iterator[tuple[float, int, int]]:
    """How much each measure shares with one of the gold, where both verb and object share half."""
    for i, wanted in enumerate(gold):
        for j, measure in enumerate(measures):
            verb = wanted.verb.overlap(measure.verb)
            noun = wanted.object.overlap(measure.object)
            if verb >= HALF and noun >= HALF:
                yield verb + noun, i, j


def _judged_measures(
    graph: GraphReading, gold: Sequence[GoldMeasure], hit: set[int]
) -> int:
    """How many measures are judged: those that were hit, and those of a line in which the gold marks one."""

    def line(measure: GoldMeasure | ReadMeasure) -> int:
        return graph.text.count("\n", 0, measure.verb.begin)

    marked = {line(measure) for measure in gold}
    return sum(
        j in hit or line(measure) in marked for j, measure in enumerate(graph.measures)
    )


def _errors(
    text: str,
    gold: Sequence[GoldMention],
    proposed: Sequence[NamedSpan],
    strict: Sequence[tuple[int, int]],
    relaxed: Sequence[tuple[int, int]],
) -> Errors:
    missed = _left(gold, {i for i, _ in relaxed})
    spurious = _left(proposed, {j for _, j in relaxed})
    return Errors(
        tuple((mention.type, mention.text, mention.span.begin) for mention in missed),
        tuple(
            (mention.type, mention.span.of(text), mention.span.begin)
            for mention in spurious
        ),
        tuple(
            _boundary_errors(
                text, gold, proposed, [pair for pair in relaxed if pair not in strict]
            )
        ),
    )


def _boundary_errors(
    text: str,
    gold: Sequence[GoldMention],
    proposed: Sequence[NamedSpan],
    near: Iterable[tuple[int, int]],
) -> Iterator[tuple[str, str, str]]:
    """The class of each mention whose ends are others than the gold's, with the words of both."""
    for i, j in near:
        yield gold[i].type, gold[i].text, proposed[j].span.of(text)


def _left(items: Sequence[_Item], matched: set[int]) -> list[_Item]:
    """Those that were not matched."""
    return [item for index, item in enumerate(items) if index not in matched]
