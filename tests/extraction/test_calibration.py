"""Calibration: confidences are shares of right ones."""

from __future__ import annotations

import json

from policygraph.extraction.calibration import Calibration
from policygraph.namespaces import CLASSES
from policygraph.resources import resource


def test_the_shipped_curves_rise_and_stay_within_shares() -> None:
    """A surer mention is never less often right."""
    tables = json.loads(resource("weights", "reader.json").read_text(encoding="utf-8"))["calibration"]
    assert set(tables) == {*CLASSES, "pairs"}
    for confidences, shares in tables.values():
        assert confidences == sorted(confidences)
        assert shares == sorted(shares)
        assert 0 <= shares[0] <= shares[-1] <= 1


def test_what_was_never_measured_keeps_its_raw_confidence() -> None:
    """A place inside a name has no curve of its own."""
    calibration = Calibration.read({"Place": ([0.5, 1.0], [0.2, 0.8])})
    assert calibration.mention("Named", 0.7) == 0.7
    assert calibration.mention("Place", 0.75) == 0.5
    assert calibration.pairs.at(0.3) == 0.3
