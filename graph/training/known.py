"""How often the names that the vocabulary knows stand for what the gold marks: `python -m training.known`.

A known name is right if the gold marks it for its class with the same edges; inside, if it is part of a longer mention
of that class, before which it gives way where the reader sees that one; excused, if two readers could differ on it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from policygraph.namespaces import CLASSES
from policygraph.vocabulary import load_vocabulary
from training.gold import passages, read_passage

if TYPE_CHECKING:
    from policygraph.evaluation.gold import Gold
    from policygraph.vocabulary import KnownName

OUTCOMES = ("right", "inside", "excused", "wrong")


def outcome_of(name: KnownName, gold: Gold) -> str:
    """What a known name is in the gold: one of `OUTCOMES`."""
    marked = [mention.span for mention in gold.mentions if mention.type == name.type]
    if name.span in marked:
        return "right"
    if any(span.covers(name.span) for span in marked):
        return "inside"
    excusing = (other.span for other in gold.ignored if name.type in other.classes)
    return "excused" if any(span.overlap(name.span) for span in excusing) else "wrong"


def main() -> None:
    """Print the outcomes by class."""
    vocabulary = load_vocabulary()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in passages():
        read = read_passage(passage.name)
        for name in vocabulary.find(read.report.text):
            counts[name.type][outcome_of(name, read.marks)] += 1
    print(
        "| known names | found | "
        + " | ".join(OUTCOMES)
        + " |\n|"
        + " --- |" * (len(OUTCOMES) + 2)
    )
    for name in CLASSES:
        if counts[name]:
            print(
                f"| {name} | {counts[name].total()} | "
                + " | ".join(str(counts[name][o]) for o in OUTCOMES)
                + " |"
            )


if __name__ == "__main__":
    main()
