"""Calibration: from how sure the network seems to how often it is right.

A network's confidences order what it finds, but are too high: it was trained until it was sure. Each is turned into the
share of right ones that was seen, at that confidence, on reports left out of training.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Confidences = NDArray[np.float64]
    Table = tuple[list[float], list[float]]


@dataclass(frozen=True, slots=True)
class Curve:
    """The shares, 0–1, of right ones at some raw confidences, ascending both; straight lines between them.

    Example:
        >>> Curve((0.5, 1.0), (0.4, 0.9)).at(0.75)
        0.65
    """

    confidences: tuple[float, ...]
    shares: tuple[float, ...]

    def at(self, confidence: float) -> float:
        """The share of right ones at a raw confidence."""
        return float(self.of(np.array(confidence)))

    def of(self, confidences: NDArray[np.floating]) -> Confidences:
        """The shares of right ones at some raw confidences."""
        shares: Confidences = np.interp(confidences, self.confidences, self.shares)
        return shares


IDENTITY = Curve((0.0, 1.0), (0.0, 1.0))
"""For what was never measured."""


IN_A_NAME = " in a name"
"""What the curve of a linkage is called whose object only stands within its subject's name."""

MEASURE = "Measure"
"""What the curve of the measures is called."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A curve for the mentions of each class, one for the pairs of each linkage, and one for the measures.

    A pair's raw confidence is that of its linkage times those, calibrated, of its two mentions.
    """

    curves: Mapping[str, Curve]

    @classmethod
    def read(cls, tables: Mapping[str, Table]) -> Calibration:
        """The calibration that some tables (confidences, shares) say, by class and by linkage."""
        curves = {}
        for name, (confidences, shares) in tables.items():
            curves[name] = Curve(tuple(confidences), tuple(shares))
        return cls(curves)

    def of(self, name: str) -> Curve:
        """The curve of a class's mentions or of a linkage's pairs; what was never measured is left as it is."""
        return self.curves.get(name, IDENTITY)

    def pairs(
        self,
        linkages: Sequence[str],
        raw: NDArray[np.floating],
        in_names: NDArray[np.bool_],
    ) -> Confidences:
        """How often pairs with some raw confidences are right, 0–1: (pairs, linkages).

        Args:
            linkages: The local names of the columns.
            raw: The raw confidences, (pairs, linkages).
            in_names: For each pair, whether its object only stands within its subject's name.
        """
        columns = []
        for name, column in zip(linkages, raw.T, strict=True):
            inside = self.of(name + IN_A_NAME).of(column)
            outside = self.of(name).of(column)
            columns.append(np.where(in_names, inside, outside))
        return np.stack(columns, axis=1)
