"""Sort the errors of the five folds by cause: `python -m training.causes`, after `python -m training.score`.

A marked mention that was not found exactly has one cause, by what was found in its place; a mention that was found but
not marked has one likewise. What two readers could differ on, and places inside longer names, are left out, as the
score leaves them out.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from policygraph.evaluation.gold import MENTIONS, read_gold
from policygraph.evaluation.reading import read_graph
from policygraph.evaluation.scoring import judged_mentions
from policygraph.namespaces import CLASSES
from policygraph.rdf import read_triples
from training.gold import GOLD, passages
from training.train import RUNS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from policygraph.spans import Span

Causes = Counter[tuple[str, str]]
"""How often a class (first) has an error of a cause (second)."""


class Named(NamedTuple):
    """A span and the class that it is taken for."""

    span: Span
    type: str


def cause_of(mention: Named, others: Sequence[Named]) -> str:
    """Why a mention of one side has no equal on the other; empty where it has one.

    Example:
        >>> cause_of(Named(Span(0, 9), "Place"), [Named(Span(0, 9), "Project")])
        'class'
        >>> cause_of(Named(Span(0, 9), "Place"), [Named(Span(4, 9), "Place")])
        'longer'
    """
    if mention in others:
        return ""
    span = mention.span
    alike = [
        other.span
        for other in others
        if other.type == mention.type and other.span.overlap(span)
    ]
    if any(other.covers(span) for other in alike):
        return "shorter"
    if any(span.covers(other) for other in alike):
        return (
            "longer" if sum(span.covers(other) for other in alike) == 1 else "in pieces"
        )
    if alike:
        return "shifted"
    if any(other.span == span for other in others):
        return "class"
    return (
        "class and edges"
        if any(other.span.overlap(span) for other in others)
        else "alone"
    )


def main() -> None:
    """Print the causes by class, of what was missed and of what was too much."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    missed: Causes = Counter()
    extra: Causes = Counter()
    for passage in passages():
        graph = RUNS / "graphs" / f"{passage.name}.ttl"
        if graph.exists():
            _count(graph, passage.name, missed, extra)
    _print("marked, not found", missed)
    _print("found, not marked", extra)


def _count(graph: Path, name: str, missed: Causes, extra: Causes) -> None:
    reading = read_graph(read_triples(graph), name)
    gold = read_gold(GOLD / f"{name}{MENTIONS}", reading.text)
    marked = [Named(mention.span, mention.type) for mention in gold.mentions]
    found = [
        Named(mention.span, mention.type)
        for mention in judged_mentions(reading.mentions, gold)
    ]
    missed.update(
        (mention.type, cause)
        for mention in marked
        if (cause := cause_of(mention, found))
    )
    extra.update(
        (mention.type, cause)
        for mention in found
        if (cause := cause_of(mention, marked))
    )


def _print(title: str, counts: Causes) -> None:
    causes = sorted(
        {cause for _, cause in counts},
        key=lambda cause: -sum(counts[name, cause] for name in CLASSES),
    )
    print(
        f"\n| {title} | "
        + " | ".join(CLASSES)
        + " | all |\n|"
        + " --- |" * (len(CLASSES) + 2)
    )
    for cause in causes:
        row = [counts[name, cause] for name in CLASSES]
        print(f"| {cause} | " + " | ".join(map(str, row)) + f" | {sum(row)} |")


if __name__ == "__main__":
    main()
