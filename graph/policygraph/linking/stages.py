"""How far a project has come, by the measures that name it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.namespaces import STAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.extraction.model import Extraction, Measure, Mention
    from policygraph.linking.model import Entity

_LEAST_SHARE = 0.5


def with_stages(entities: Sequence[Entity], of_mention: Sequence[int], extraction: Extraction) -> tuple[Entity, ...]:
    """The entities, each project with the stage of the measures that name it.

    A measure names a project if its object covers the project's mention, or shares half of the joint length with it.
    Where measures disagree, the stage that most of them give counts, and of two the one that has come further.
    """
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    begins = [mention.span.begin for mention in extraction.mentions]
    for measure in extraction.measures:
        # a mention that shares half of its length with the object begins at most one object's length before it
        reach = 2 * measure.object.begin - measure.object.end
        for index in range(bisect_left(begins, reach), bisect_left(begins, measure.object.end)):
            mention = extraction.mentions[index]
            if mention.type == "Project" and _names(measure, mention):
                votes[of_mention[index]][measure.stage] += 1
    return tuple(
        replace(entity, stage=_stage(votes[place])) if place in votes else entity
        for place, entity in enumerate(entities)
    )


def _names(measure: Measure, mention: Mention) -> bool:
    object_ = measure.object
    return object_.covers(mention.span) or object_.overlap(mention.span) >= _LEAST_SHARE


def _stage(votes: Counter[str]) -> str:
    return max(votes, key=lambda stage: (votes[stage], STAGES.index(stage)))
