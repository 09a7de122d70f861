"""Counting what a graph found of its gold, and what it found besides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

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
_NESTED = frozenset({"Place", "Institution"})

EXACT = 1.0
"""The part of their joint length that two spans share where both are the same characters."""

HALF = 0.5
"""The part of their joint length that two spans share at least to be taken for one."""

GoldEntity = tuple[str, str]
"""A thing that the gold names: its class and its label."""

GoldLink = tuple[str, str, str]
"""A linkage between two labels of the gold."""

Link = tuple["Iri", str, "Iri"]
"""A linkage between two entities of a graph."""

Judged = dict[Link, frozenset[GoldLink]]
"""What each linkage of a graph is in the gold: nothing where it is wrong."""


class Pair(NamedTuple):
    """The places of an item of the gold and of one of a graph that are taken for one."""

    gold: int
    graph: int


class _Near(NamedTuple):
    """An item of the gold and one of a graph, by their places, and how much they share."""

    shared: float
    gold: int
    graph: int


def score(graph: GraphReading, gold: Gold) -> Scores:
    """The figures of a graph against the gold of its report.

    A mention counts neither for nor against the graph if the gold says to ignore half of it as one of its class, or if
    it is a place or an institution inside a longer gold name that the gold does not mark. Results are judged apart,
    where the gold marks them.
    """
    results = _results(graph.mentions, gold) if gold.results else None
    graph, gold = _without_results(graph, gold)
    marked = gold.mentions
    proposed = judged_mentions(graph.mentions, gold)
    strict = match(marked, proposed, EXACT)
    relaxed = match(marked, proposed)
    entities = _entities(marked, proposed, relaxed)
    scores = Scores(
        strict=Tally(len(strict), len(proposed), len(marked)),
        raw=_raw(graph.mentions, gold),
        relaxed=Tally(len(relaxed), len(proposed), len(marked)),
        entities=Tally(
            len(entities),
            len({mention.entity for mention in proposed}),
            len({(mention.type, mention.label) for mention in marked}),
        ),
        strict_by_class=_by_class(marked, proposed, strict),
        relaxed_by_class=_by_class(marked, proposed, relaxed),
        results=results,
        errors=_errors(graph.text, marked, proposed, strict, relaxed),
    )
    if gold.linkages is not None:
        judged = _judged(graph, gold, proposed, entities)
        scores = _with_linkages(scores, gold.linkages, judged)
    if gold.measures is not None:
        scores = _with_measures(
            scores, graph, gold.measures, everywhere=gold.every_measure
        )
    return scores


def _raw(mentions: Sequence[NamedSpan], gold: Gold) -> Tally:
    """The figures of mentions of which nothing is excused."""
    unexcused = judged_mentions(mentions, replace(gold, ignored=()))
    found = match(gold.mentions, unexcused, EXACT)
    return Tally(len(found), len(unexcused), len(gold.mentions))


def _results(mentions: Sequence[NamedSpan], gold: Gold) -> Tally:
    """The figures of the results alone."""
    marked = tuple(mention for mention in gold.mentions if mention.type == RESULT)
    proposed = [mention for mention in mentions if mention.type == RESULT]
    judged = judged_mentions(proposed, replace(gold, mentions=marked))
    found = match(marked, judged, EXACT)
    return Tally(len(found), len(judged), len(marked))


def _without_results(graph: GraphReading, gold: Gold) -> tuple[GraphReading, Gold]:
    mentions = tuple(mention for mention in graph.mentions if mention.type != RESULT)
    marked = tuple(mention for mention in gold.mentions if mention.type != RESULT)
    graph = replace(graph, mentions=mentions)
    gold = replace(gold, mentions=marked)
    return graph, gold


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
    entities = Tally(gold=len(set(marked)))
    stage = None if measures is None else (0, 0)
    return Scores(
        strict=mentions,
        raw=mentions,
        relaxed=mentions,
        entities=entities,
        strict_by_class=by_class,
        relaxed_by_class=by_class,
        linkages=_missed(linkages),
        measures=_missed(measures),
        stage=stage,
        results=_missed(results),
    )


def _missed(gold: int | None) -> Tally | None:
    """The count of things of which none was found, None where nobody marked them."""
    if gold is None:
        return None
    return Tally(gold=gold)


def judged_mentions(mentions: Sequence[NamedSpan], gold: Gold) -> list[NamedSpan]:
    """The graph's mentions that are right or wrong: those that the gold knows, and those that nothing excuses."""
    known = {pair.graph for pair in match(gold.mentions, mentions)}
    return [
        mention
        for index, mention in enumerate(mentions)
        if index in known or not _is_excused(mention, gold)
    ]


def _is_excused(mention: NamedSpan, gold: Gold) -> bool:
    return _ignored(mention, gold.ignored) or _nested(mention, gold.mentions)


def _ignored(mention: NamedSpan, ignored: Iterable[Ignored]) -> bool:
    span = mention.span
    shared = 0
    for other in ignored:
        if mention.type in other.classes:
            begin = max(span.begin, other.span.begin)
            end = min(span.end, other.span.end)
            shared = max(shared, end - begin)
    return shared * 2 >= span.end - span.begin


def _nested(mention: NamedSpan, marked: Iterable[GoldMention]) -> bool:
    if mention.type not in _NESTED:
        return False
    around = (other.span for other in marked if other.span.covers(mention.span))
    return any(span != mention.span for span in around)


def match(
    gold: Sequence[GoldMention], mentions: Sequence[NamedSpan], threshold: float = HALF
) -> list[Pair]:
    """Pairs of one class, each side used once, the largest overlap first."""
    return _one_to_one(_overlapping(gold, mentions, threshold))


def _overlapping(
    gold: Iterable[GoldMention], mentions: Sequence[NamedSpan], threshold: float
) -> Iterator[_Near]:
    """The mentions of one class that share a part of their joint length."""
    for i, wanted in enumerate(gold):
        for j, mention in enumerate(mentions):
            if wanted.type == mention.type:
                shared = wanted.span.overlap(mention.span)
                if shared >= threshold:
                    yield _Near(shared, i, j)


def _one_to_one(found: Iterable[_Near]) -> list[Pair]:
    of_gold: set[int] = set()
    of_graph: set[int] = set()
    pairs = []
    for near in sorted(found, key=_most_shared_first):
        if near.gold not in of_gold and near.graph not in of_graph:
            of_gold.add(near.gold)
            of_graph.add(near.graph)
            pairs.append(Pair(near.gold, near.graph))
    return pairs


def _most_shared_first(near: _Near) -> tuple[float, int, int]:
    return -near.shared, near.gold, near.graph


def _by_class(
    gold: Sequence[GoldMention],
    proposed: Sequence[NamedSpan],
    matched: Iterable[Pair],
) -> dict[str, Tally]:
    found = Counter(gold[pair.gold].type for pair in matched)
    wanted = Counter(mention.type for mention in gold)
    given = Counter(mention.type for mention in proposed)
    return {
        name: Tally(found[name], given[name], wanted[name]) for name in LINKED_CLASSES
    }


def _entities(
    gold: Sequence[GoldMention],
    proposed: Sequence[NamedSpan],
    relaxed: Iterable[Pair],
) -> dict[Iri, GoldEntity]:
    """Which thing of the gold each entity is, one to one: the pair with the most mentions in common first."""
    votes: Counter[tuple[GoldEntity, Iri]] = Counter()
    for pair in relaxed:
        marked = gold[pair.gold]
        wanted = (marked.type, marked.label)
        votes[wanted, proposed[pair.graph].entity] += 1
    ordered = sorted(votes, key=repr)
    ordered.sort(key=votes.__getitem__, reverse=True)
    known: dict[Iri, GoldEntity] = {}
    for wanted, entity in ordered:
        if entity not in known and wanted not in known.values():
            known[entity] = wanted
    return known


def judged_linkages(graph: GraphReading, gold: Gold) -> Judged:
    """What each linkage of a graph is in the gold, nothing where it is wrong; excused linkages are left out.

    An end is right by the thing it was matched with, or by one of its names. An entity whose every mention is excused
    is excused too, and with it a linkage that hangs on it, unless the gold uses its name; an entity without any mention
    is one that only a name implies, and is judged.
    """
    proposed = judged_mentions(graph.mentions, gold)
    relaxed = match(gold.mentions, proposed)
    entities = _entities(gold.mentions, proposed, relaxed)
    return _judged(graph, gold, proposed, entities)


def _judged(
    graph: GraphReading,
    gold: Gold,
    proposed: Sequence[NamedSpan],
    known: dict[Iri, GoldEntity],
) -> Judged:
    wanted = gold.linkages or frozenset()
    excused = _excused(graph, gold, proposed)
    matched = {entity: label for entity, (_, label) in known.items()}

    def same(entity: Iri, label: str) -> bool:
        if matched.get(entity) == label:
            return True
        return normalise(label) in graph.labels[entity]

    def meant(link: Link, want: GoldLink) -> bool:
        subject, linkage, target = link
        subject_label, wanted_linkage, target_label = want
        if linkage != wanted_linkage:
            return False
        return same(subject, subject_label) and same(target, target_label)

    judged: Judged = {}
    for link in sorted(graph.linkages):
        subject, _, target = link
        if excused.isdisjoint({subject, target}):
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
        names.add(normalise(subject))
        names.add(normalise(target))
    return names


def _with_linkages(
    scores: Scores, wanted: frozenset[GoldLink], judged: Judged
) -> Scores:
    """Adds the linkages."""
    found = frozenset().union(*judged.values())
    missed = wanted - found
    spurious = [link for link, hits in judged.items() if not hits]
    right = len(judged) - len(spurious)
    errors = replace(
        scores.errors,
        linkages_missed=tuple(sorted(missed)),
        linkages_spurious=tuple(spurious),
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
    if everywhere:
        judged = len(graph.measures)
    else:
        hit = {pair.graph for pair in pairs}
        judged = _judged_measures(graph, gold, hit)
    staged = sum(
        gold[pair.gold].stage == graph.measures[pair.graph].stage for pair in pairs
    )
    return replace(
        scores,
        measures=Tally(len(pairs), judged, len(gold)),
        stage=(staged, len(pairs)),
    )


def _alike(
    gold: Sequence[GoldMeasure], measures: Sequence[ReadMeasure]
) -> Iterator[_Near]:
    """How much each measure shares with one of the gold, where both verb and object share half."""
    for i, wanted in enumerate(gold):
        for j, measure in enumerate(measures):
            verb = wanted.verb.overlap(measure.verb)
            noun = wanted.object.overlap(measure.object)
            if verb >= HALF and noun >= HALF:
                yield _Near(verb + noun, i, j)


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
    strict: Sequence[Pair],
    relaxed: Sequence[Pair],
) -> Errors:
    missed = _left(gold, {pair.gold for pair in relaxed})
    spurious = _left(proposed, {pair.graph for pair in relaxed})
    near = [pair for pair in relaxed if pair not in strict]
    return Errors(
        tuple((mention.type, mention.text, mention.span.begin) for mention in missed),
        tuple(
            (mention.type, mention.span.of(text), mention.span.begin)
            for mention in spurious
        ),
        tuple(_boundary_errors(text, gold, proposed, near)),
    )


def _boundary_errors(
    text: str,
    gold: Sequence[GoldMention],
    proposed: Sequence[NamedSpan],
    near: Iterable[Pair],
) -> Iterator[tuple[str, str, str]]:
    """The class of each mention whose ends are others than the gold's, with the words of both."""
    for pair in near:
        marked = gold[pair.gold]
        read = proposed[pair.graph].span.of(text)
        yield marked.type, marked.text, read


def _left(items: Sequence[_Item], matched: set[int]) -> list[_Item]:
    """Those that were not matched."""
    return [item for index, item in enumerate(items) if index not in matched]
