"""How right `compare` is on labelled pairs: promised and done, named again, one thing under two names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.pairs import judged, read_pairs, read_reports, score_of

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.pairs import Pair

pytestmark = pytest.mark.lengthy


@pytest.fixture(scope="module")
def found(seed_folder: Path, second_seed_folder: Path) -> dict[Pair, bool]:
    """What the program finds of the pairs, their reports read in this run; the long ones once for all tests."""
    pairs = read_pairs()
    built = [*seed_folder.glob("*.ttl"), *second_seed_folder.glob("*.ttl")]
    return judged(pairs, read_reports(pairs, built))


def test_the_pairs_are_many_and_of_every_kind() -> None:
    """Sixty at least, of which twenty-five of delivery; in each half such as hold and such as do not."""
    pairs = read_pairs()
    assert len(pairs) >= 60
    assert sum(pair.kind == "delivery" for pair in pairs) >= 25
    assert {(pair.half, pair.kind, pair.holds) for pair in pairs} == {
        (half, kind, holds)
        for half in ("tune", "held")
        for kind in ("delivery", "kept", "same")
        for holds in (True, False)
    }


@pytest.mark.parametrize("which", ["", "tune", "held", "delivery"])
def test_what_is_found_is_right_and_most_is_found(
    found: dict[Pair, bool], which: str
) -> None:
    """Of all pairs, of each half, and of those of delivery."""
    score = score_of(
        [pair for pair in found if which in {"", pair.half, pair.kind}], found
    )
    assert score.precision >= 0.85
    assert score.recall >= 0.6
