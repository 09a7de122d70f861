"""Calibration: from how sure the network seems to how often it is right.

A network's confidences order what it finds, but are too high: it was trained until it was sure. Each is turned into the
share of right ones that was seen, at that confidence, on reports left out of training.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray


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

    def of(self, confidences: NDArray[np.floating]) -> NDArray[np.float64]:
        """The shares of right ones at some raw confidences."""
        shares: NDArray[np.float64] = np.interp(confidences, self.confidences, self.shares)
        return shares


IDENTITY = Curve((0.0, 1.0), (0.0, 1.0))
"""For what was never measured."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A curve for the mentions of each class, and one for pairs.

    A pair's raw confidence is that of its linkage times those, calibrated, of its two mentions.
    """

    mentions: Mapping[str, Curve]
    pairs: Curve

    @classmethod
    def read(cls, tables: Mapping[str, tuple[list[float], list[float]]]) -> Calibration:
        """The calibration that some tables (confidences, shares) by class, and "pairs", say."""
        curves = {name: Curve(tuple(confidences), tuple(shares)) for name, (confidences, shares) in tables.items()}
        return cls(curves, curves.pop("pairs", IDENTITY))

    def mention(self, kind: str, confidence: float) -> float:
        """How often a mention of a class with a raw confidence is right, 0–1."""
        return self.mentions.get(kind, IDENTITY).at(confidence)
