"""How much of what a careful reader marked a graph has, and how much besides.

`evaluate` judges one graph, `evaluate_set` many together; both count mentions (strict and relaxed), entities,
linkages, measures and their stage. Values come back, nothing is printed.

Example:
    >>> print(Tally(found=3, proposed=4, gold=5).f1)
    0.6666666666666665
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import InputError
from policygraph.evaluation.gold import MENTIONS, count_gold, read_gold
from policygraph.evaluation.model import Errors, Scores, Tally
from policygraph.evaluation.reading import read_graph
from policygraph.evaluation.scoring import score, unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from policygraph.terms import Triple

__all__ = [
    "Errors",
    "Scores",
    "SetScores",
    "Tally",
    "evaluate",
    "evaluate_set",
    "evaluate_triples",
    "read_kinds",
]


@dataclass(frozen=True, slots=True)
class SetScores:
    """Many reports: the figures of each by name, of each kind together, and of all together (micro averages)."""

    by_report: Mapping[str, Scores]
    by_kind: Mapping[str, Scores]
    total: Scores
    unread: tuple[str, ...]


def evaluate(graph: Path, gold: Path) -> Scores:
    """The figures of a graph file against gold files.

    Args:
        graph: The graph of one report, a file in any RDF syntax.
        gold: ``NAME.mentions.tsv``; ``NAME.linkages.tsv`` and ``NAME.measures.tsv`` are found beside it.

    Raises:
        GraphError: If the graph cannot be read, or is not of one report.
        InputError: If a gold file cannot be read or does not fit the report's text.
    """
    from policygraph.rdf import read_triples

    return evaluate_triples(read_triples(graph), gold, place=str(graph))


def evaluate_triples(
    triples: Iterable[Triple], gold: Path, *, place: str = "graph"
) -> Scores:
    """The figures of a graph in memory; `place` names it in messages."""
    reading = read_graph(triples, place)
    return score(reading, read_gold(gold, reading.text))


def evaluate_set(
    graphs: Path,
    gold: Path,
    names: Iterable[str] = (),
    *,
    kinds: Mapping[str, str] | None = None,
) -> SetScores:
    """The figures of many reports, added up. A report without a graph counts as nothing found.

    Args:
        graphs: A folder with ``NAME.ttl`` for each report.
        gold: A folder with the gold files.
        names: The reports to judge; all that have gold if empty.
        kinds: The kind of each report, by name (see `read_kinds`).

    Raises:
        GraphError: If a graph cannot be read, or is not of one report.
        InputError: If a gold file cannot be read or does not fit the report's text.
    """
    by_report: dict[str, Scores] = {}
    by_kind: defaultdict[str, Scores] = defaultdict(Scores)
    missing = []
    for name in list(names) or sorted(
        path.name.removesuffix(MENTIONS) for path in gold.glob(f"*{MENTIONS}")
    ):
        graph, marked = graphs / f"{name}.ttl", gold / f"{name}{MENTIONS}"
        if graph.exists():
            scores = evaluate(graph, marked)
        else:
            scores = unread(*count_gold(marked))
            missing.append(name)
        by_report[name] = scores
        by_kind[(kinds or {}).get(name, "other")] += scores
    return SetScores(
        by_report,
        dict(sorted(by_kind.items())),
        sum(by_report.values(), Scores()),
        tuple(missing),
    )


def read_kinds(groups: Path) -> dict[str, str]:
    """The kind of each report, from a table with the columns ``name`` and ``kind``.

    Raises:
        InputError: If the table cannot be read or lacks a column.
    """
    try:
        rows = list(
            csv.DictReader(
                groups.read_text(encoding="utf-8").splitlines(), delimiter="\t"
            )
        )
    except OSError as error:
        raise InputError(
            f"cannot read '{groups}': {error.strerror}", expected="a table of kinds"
        ) from error
    for number, row in enumerate(rows, 2):
        if not row.get("name") or not row.get("kind"):
            raise InputError(
                f"{groups}:{number}: {dict(row)!r}",
                expected="columns 'name' and 'kind', tab-separated",
            )
    return {row["name"]: row["kind"] for row in rows}
