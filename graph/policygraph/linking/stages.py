"""How far a project has come, by the measures that name it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policygraph.linking.model import StageLinkage
from policygraph.namespaces import STAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.extraction.model import Extraction, Measure, Mention
    from policygraph.linking.model import Entity

_LEAST_SHARE = 0.5


def stages_of(
    entities: Sequence[Entity], of_mention: Sequence[int], extraction: Extraction
) -> tuple[StageLinkage, ...]:
    """The stage of each project that some measure names, with the sentences of the measures that say so.

    A measure names a project if its object covers the project's mention, or shares half of the joint length with it.
    Where measures disagree, the stage that most of them give counts, and of two the one that has come further.
    """
    votes: dict[int, list[Measure]] = defaultdict(list)
    begins = [mention.span.begin for mention in extraction.mentions]
    for measure in extraction.measures:
        # a mention that shares half of its length with the object begins at most one object's length before it
        end = measure.object.end
        reach = 2 * measure.object.begin - end
        first = bisect_left(begins, reach)
        behind = bisect_left(begins, end)
        for index in range(first, behind):
            mention = extraction.mentions[index]
            if mention.type == "Project" and _names(measure, mention):
                project = of_mention[index]
                votes[project].append(measure)
    named = (place for place in range(len(entities)) if place in votes)
    return tuple(_stage(place, votes[place]) for place in named)


def _stage(project: int, measures: Sequence[Measure]) -> StageLinkage:
    counts = Counter(measure.stage for measure in measures)
    stage = max(counts, key=lambda stage: (counts[stage], STAGES.index(stage)))
    saying = [measure for measure in measures if measure.stage == stage]
    sentences = {measure.sentence for measure in saying}
    surest = max(saying, key=lambda measure: measure.confidence)
    return StageLinkage(
        project=project,
        stage=stage,
        sentences=tuple(sorted(sentences)),
        found_by=surest.found_by,
        confidence=surest.confidence,
    )


def _names(measure: Measure, mention: Mention) -> bool:
    object_ = measure.object
    if object_.covers(mention.span):
        return True
    return object_.overlap(mention.span) >= _LEAST_SHARE
