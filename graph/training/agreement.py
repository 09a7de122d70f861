"""How far two readers agree on the areas of measures, and the program with each: `python -m training.agreement`.

A lot that a second reader labelled, who had seen neither the first's labels nor the cues nor what the program says,
lies by the same name in `training/areas/second_reader`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.vocabulary import load_vocabulary
from training.filing import LOTS, filed

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

SECOND = LOTS / "second_reader"

Areas = frozenset[str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one labelling of measures stands to another, over all pairs of a measure and an area.

    `both` pairs are in both, `first` and `second` in each; `alike` measures of `measures` have the same areas in both.
    `kappa` is Cohen's, over every pair of a measure and an area that either labelling uses.
    """

    both: int
    first: int
    second: int
    alike: int
    measures: int
    kappa: float

    @property
    def precision(self) -> float:
        """Of the areas that the second gave, the share that the first gave as well."""
        return self.both / self.second

    @property
    def recall(self) -> float:
        """Of the areas that the first gave, the share that the second gave as well."""
        return self.both / self.first

    @property
    def f1(self) -> float:
        """The harmonic mean of both; the same whichever is first."""
        return 2 * self.both / (self.first + self.second)


def agreement(first: Sequence[Areas], second: Sequence[Areas]) -> Agreement:
    """How a second labelling of some measures stands to the first.

    Args:
        first: The areas of each measure by the one whose labels count as given.
        second: Those of the same measures by the other.

    Example:
        >>> found = agreement([frozenset({"water"})], [frozenset({"water", "climate"})])
        >>> found.precision, found.recall
        (0.5, 1.0)
    """
    both = sum(len(a & b) for a, b in zip(first, second, strict=True))
    alike = sum(a == b for a, b in zip(first, second, strict=True))
    ones, others = _count(first), _count(second)
    pairs = len(first) * len(frozenset().union(*first, *second))
    seen = (pairs - ones - others + 2 * both) / pairs
    chance = (ones * others + (pairs - ones) * (pairs - others)) / pairs**2
    kappa = (seen - chance) / (1 - chance)
    return Agreement(both, ones, others, alike, len(first), kappa)


def _count(labels: Collection[Areas]) -> int:
    return sum(map(len, labels))


def main() -> None:
    """Print a row for each two of first reader, second reader and program, lot by lot."""
    vocabulary = load_vocabulary()
    for path in sorted(SECOND.glob("*.tsv")):
        ones = list(filed(LOTS / path.name, vocabulary))
        first = [one.given for one in ones]
        told = [frozenset(one.told) for one in ones]
        second = [one.given for one in filed(path, vocabulary)]
        _print(f"{path.stem}: second reader by the first's labels", first, second)
        _print(f"{path.stem}: program by the first's labels", first, told)
        _print(f"{path.stem}: program by the second's labels", second, told)


def _print(title: str, first: Sequence[Areas], second: Sequence[Areas]) -> None:
    found = agreement(first, second)
    print(
        f"{title}: precision {found.precision:.3f} of {found.second}, "
        f"recall {found.recall:.3f} of {found.first}, F1 {found.f1:.3f}, "
        f"kappa {found.kappa:.3f}, {found.alike} of {found.measures} measures alike"
    )


if __name__ == "__main__":
    main()
