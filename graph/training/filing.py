"""How well the policy areas of measures are told: `python -m training.filing [LOT...] [--wrong]` (in `graph`).

A lot is a table in `training/areas` of measures of the gold, each with the areas that a reader sees in it. What a
second reader saw in one lies in `training/areas/second_reader`, and `training.agreement` reads it.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.extraction.model import Measure
from policygraph.linking.areas import areas_of_tasks
from policygraph.spans import Span
from policygraph.vocabulary import Vocabulary, load_vocabulary
from training.gold import GOLD, read_passage

if TYPE_CHECKING:
    from collections.abc import Iterator

LOTS = Path(__file__).parent / "areas"
_ENDING = "_area"


@dataclass(frozen=True, slots=True)
class Filed:
    """A measure as words of its report, the areas that a reader gave it, and those that the cues tell, with the cue."""

    passage: str
    sentence: str
    verb: str
    object: str
    given: frozenset[str]
    told: dict[str, str]


def filed(lot: Path, vocabulary: Vocabulary, folder: Path = GOLD) -> Iterator[Filed]:
    """The measures of a lot, filed."""
    by_passage: dict[str, list[dict[str, str]]] = defaultdict(list)
    with lot.open(encoding="utf-8") as table:
        for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE):
            by_passage[row["passage"]].append(row)
    for passage, labelled in by_passage.items():
        report = read_passage(passage, folder).report
        measures = [_measure(report.text, row) for row in labelled]
        told: list[dict[str, str]] = [{} for _ in measures]
        for one in areas_of_tasks(report, measures, vocabulary):
            if one.measure is not None:
                name = one.area.rsplit("/")[-1].removesuffix(_ENDING)
                told[one.measure][name] = one.cue.of(report.text)
        for row, measure, areas in zip(labelled, measures, told, strict=True):
            yield Filed(
                passage,
                _line(report.text, row["paragraph"]),
                measure.verb.of(report.text),
                measure.object.of(report.text),
                frozenset(filter(None, row["areas"].split(","))),
                areas,
            )


def _line(text: str, number: str) -> str:
    return text.split("\n")[int(number) - 1]


def _measure(text: str, row: dict[str, str]) -> Measure:
    line = _line(text, row["paragraph"])
    begin = sum(len(one) + 1 for one in text.split("\n")[: int(row["paragraph"]) - 1])

    def find(words: str, nth: str) -> Span:
        at = -1
        for _ in range(int(nth)):
            at = line.index(words, at + 1)
        return Span(begin + at, begin + at + len(words))

    return Measure(
        find(row["verb"], row["vnth"]),
        find(row["object"], row["onth"]),
        "Planned",
        0,
        1.0,
    )


def main(arguments: list[str]) -> None:
    """Print precision and recall of each lot; with `--wrong` also what is wrong."""
    vocabulary = load_vocabulary()
    names = [one for one in arguments if not one.startswith("-")]
    lots = [LOTS / f"{name}.tsv" for name in names] or sorted(LOTS.glob("*.tsv"))
    for lot in lots:
        counts: Counter[str] = Counter()
        for one in filed(lot, vocabulary):
            told = set(one.told)
            counts["right"] += len(told & one.given)
            counts["told"] += len(told)
            counts["given"] += len(one.given)
            counts["measures"] += 1
            if "--wrong" in arguments and told != one.given:
                wrong = {area: one.told[area] for area in sorted(told - one.given)}
                missed = ",".join(sorted(one.given - told))
                print(
                    f"{one.passage}\t{one.verb} | {one.object}\twrong {wrong}\tmissed {missed}"
                )
        print(
            f"{lot.stem}: {counts['measures']} measures, "
            f"precision {counts['right'] / counts['told']:.3f} of {counts['told']}, "
            f"recall {counts['right'] / counts['given']:.3f} of {counts['given']}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
