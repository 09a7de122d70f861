"""Calibration: confidences are shares of right ones."""

from __future__ import annotations

import json

import numpy as np

from policygraph.extraction.calibration import IN_A_NAME, Calibration
from policygraph.namespaces import CLASSES
from policygraph.resources import resource


def test_the_shipped_curves_rise_and_stay_within_shares() -> None:
    """A surer mention is never less often right."""
    tables = json.loads(resource("weights", "reader.json").read_text(encoding="utf-8"))[
        "calibration"
    ]
    assert set(tables) >= {*CLASSES, "connects", "connects" + IN_A_NAME}
    for confidences, shares in tables.values():
        assert confidences == sorted(confidences)
        assert shares == sorted(shares)
        assert 0 <= shares[0] <= shares[-1] <= 1


def test_what_was_never_measured_keeps_its_raw_confidence() -> None:
    """A place inside a name has no curve of its own."""
    calibration = Calibration.read({"Place": ([0.5, 1.0], [0.2, 0.8])})
    assert calibration.of("Named").at(0.7) == 0.7
    assert calibration.of("Place").at(0.75) == 0.5


def test_a_pair_within_a_name_has_a_curve_of_its_own() -> None:
    """A place that only a name holds is another matter than one that the sentence names."""
    calibration = Calibration.read(
        {
            "connects": ([0.0, 1.0], [0.0, 0.5]),
            "connects in a name": ([0.0, 1.0], [0.0, 1.0]),
        }
    )
    raw = np.array([[0.8, 0.6], [0.8, 0.6]])
    confidences = calibration.pairs(
        ["connects", "partOf"], raw, np.array([False, True])
    )
    assert np.allclose(confidences, [[0.4, 0.6], [0.8, 0.6]])
